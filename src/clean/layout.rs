//! Clean text is divided into blocks, and its header lines are read.

use std::ops::Range;

use crate::clean::CleanText;
use crate::clean::clean;
use crate::clean::clean_annotated;
use crate::clean::header;
use crate::clean::pattern;
use crate::clean::pattern::LineKind;
use crate::model::ContextText;
use crate::model::Metadata;
use crate::model::PartialDate;

/// Headline and header stand in the first lines, or nowhere.
const TOP: usize = 10;
/// Fewest and most characters of a headline, and most of a heading.
const HEADLINE: Range<usize> = 4..80;
const HEADING: Range<usize> = 2..26;
/// What is shorter is no headline where a line holds more.
const SHORTEST: usize = 8;
/// A line with more characters is running text, whatever its marks.
const LONG: usize = 80;

/// What a block of a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// The headline of the document.
    Title,
    /// The line with date, source and views.
    Header,
    /// A heading within the text.
    Heading,
    /// Running text.
    Paragraph,
    /// The rows of a table, one a line, with tabs between the cells; or with `|` around them in Markdown,
    /// where the line under the header row is part of it.
    Table,
    /// Reprint notices, copyright, navigation: said by the site, not by the text.
    Boilerplate,
}

/// A block of the clean text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes in the clean text, without the line end.
    pub bytes: Range<usize>,
}

/// How a document is laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The blocks in text order. They do not overlap; only line ends, blanks and the signs of Markdown
    /// headings lie between them.
    pub blocks: Vec<Block>,
    /// What is known of the document: what its container said, else what its own lines say.
    pub metadata: Metadata,
}

/// Divides clean text into blocks and reads what it says about itself.
///
/// Each line is a block; only the rows of a table make one block together, and a headline with its header
/// line behind it makes two.
///
/// ```
/// use parkgraph::clean::{BlockKind, clean, layout};
/// use parkgraph::model::{ContextText, Metadata};
/// let text = ContextText::new("某区再添示范园区\n2022-04-23 来源:某网\n某区获评示范园区。".to_owned());
/// let layout = layout(&clean(&text), &Metadata::default());
/// let kinds: Vec<BlockKind> = layout.blocks.iter().map(|block| block.kind).collect();
/// assert_eq!(kinds, [BlockKind::Title, BlockKind::Header, BlockKind::Paragraph]);
/// assert_eq!(layout.metadata.source.as_deref(), Some("某网"));
/// ```
pub fn layout(clean: &CleanText, given: &Metadata) -> Layout {
    let mut pass = Pass::new(clean.text(), simple_title(given, clean));
    for index in 0..pass.lines.len() {
        pass.line(index);
    }
    let title = pass.title();
    Layout {
        metadata: Metadata {
            title: pass
                .given_title
                .or(title)
                .or(pass.found.title)
                .or(pass.below.title),
            issued: given.issued.or(pass.found.issued).or(pass.below.issued),
            source: first(
                given.source.as_deref(),
                pass.found.source,
                pass.below.source,
            ),
            publisher: first(given.publisher.as_deref(), pass.found.publisher, None),
            url: first(given.url.as_deref(), pass.found.url, pass.below.url),
            views: given.views.or(pass.found.views).or(pass.below.views),
        },
        blocks: pass.blocks,
    }
}

/// What the container says, cleaned; else what was found.
fn first(given: Option<&str>, found: Option<String>, rest: Option<String>) -> Option<String> {
    let given = given.map(simple).filter(|it| !it.is_empty());
    given.or(found).or(rest)
}

/// A short string of the container in the normal form of clean text.
fn simple(text: &str) -> String {
    clean(&ContextText::new(text.to_owned())).text().to_owned()
}

/// The container's title in the normal form of clean text; as annotated as the text may be.
fn simple_title(given: &Metadata, text: &CleanText) -> Option<String> {
    let title = ContextText::new(given.title.clone()?);
    let title = if text.damage.pinyin > 0 {
        clean_annotated(&title)
    } else {
        clean(&title)
    };
    Some(title.text().to_owned()).filter(|it| !it.is_empty())
}

/// The walk over the lines.
struct Pass<'a> {
    text: &'a str,
    lines: Vec<Range<usize>>,
    blocks: Vec<Block>,
    /// The container's title, cleaned.
    given_title: Option<String>,
    /// What header lines said, and what lines below the text said.
    found: Metadata,
    below: Metadata,
    /// The line that is the container's title.
    title_line: Option<usize>,
    /// Whether running text has begun.
    body: bool,
}

impl<'a> Pass<'a> {
    fn new(text: &'a str, given_title: Option<String>) -> Self {
        let mut lines = Vec::new();
        let mut from = 0;
        for line in text.split('\n') {
            if !line.trim().is_empty() {
                lines.push(from..from + line.len());
            }
            from += line.len() + 1;
        }
        let mut top = lines.iter().take(TOP).filter_map(|it| text.get(it.clone()));
        let title_line = top.position(|it| given_title.as_deref() == Some(bare(it)));
        Self {
            text,
            lines,
            blocks: Vec::new(),
            given_title,
            title_line,
            found: Metadata::default(),
            below: Metadata::default(),
            body: false,
        }
    }

    fn text(&self, index: usize) -> &'a str {
        let bytes = self.lines.get(index).cloned().unwrap_or_default();
        self.text.get(bytes).unwrap_or_default()
    }

    /// Decides what a line is and adds its block.
    fn line(&mut self, index: usize) {
        let Some(bytes) = self.lines.get(index).cloned() else {
            return;
        };
        let line = self.text(index);
        let by_form = pattern::kind(line);
        if is_row(line) {
            self.row(bytes);
        } else if self.title_line == Some(index) {
            self.push(BlockKind::Title, bytes);
        } else if let Some(date) = self.split_date(index) {
            self.found.issued = self.found.issued.or(Some(date));
            self.push(BlockKind::Header, bytes);
        } else if let Some(last) = self.crumbs(index) {
            self.way(index, bytes.start..bytes.start + last, bytes);
        } else if self.is_repeated_below(index) {
            self.push(BlockKind::Boilerplate, bytes);
        } else if let Some(header) = self.header(index) {
            self.head(&header, bytes);
        } else if by_form == Some(LineKind::Boilerplate) {
            if self.body {
                self.learn_below(&header::reprint(line));
            }
            self.push(BlockKind::Boilerplate, bytes);
        } else if let Some(date) = header::bare_date(line) {
            // The date under the signature of an official document.
            self.below.issued = Some(date);
            self.push(BlockKind::Header, bytes);
        } else if self.is_time(index) {
            self.push(BlockKind::Header, bytes);
        } else if self.is_title(index) {
            self.push(BlockKind::Title, bytes);
        } else if self.is_heading(index, by_form) {
            self.push(BlockKind::Heading, bytes);
        } else {
            self.body |= is_running(line);
            self.push(BlockKind::Paragraph, bytes);
        }
    }

    fn push(&mut self, kind: BlockKind, bytes: Range<usize>) {
        let mut bytes = bytes;
        if matches!(kind, BlockKind::Title | BlockKind::Heading) {
            let line = self.text.get(bytes.clone()).unwrap_or_default();
            bytes.start += line.len() - bare(line).len();
        }
        self.blocks.push(Block { kind, bytes });
    }

    /// Adds a row to the table before it, or begins a table. Rows of another width begin another table.
    fn row(&mut self, bytes: Range<usize>) {
        let line = self.text.get(bytes.clone()).unwrap_or_default();
        if let Some(table) = self.blocks.last_mut()
            && table.kind == BlockKind::Table
            && table.bytes.end + 1 == bytes.start
            && let Some(before) = self.text.get(table.bytes.clone())
            && columns(before.lines().next_back().unwrap_or_default()) == columns(line)
        {
            table.bytes.end = bytes.end;
            return;
        }
        self.push(BlockKind::Table, bytes);
    }

    fn is_top(&self, index: usize) -> bool {
        index < TOP && !self.body
    }

    fn has_title(&self) -> bool {
        self.blocks.iter().any(|it| it.kind == BlockKind::Title)
    }

    /// The text of the headline.
    fn title(&self) -> Option<String> {
        let title = self.blocks.iter().find(|it| it.kind == BlockKind::Title)?;
        self.text.get(title.bytes.clone()).map(str::to_owned)
    }

    fn header(&self, index: usize) -> Option<header::Header> {
        let top = self.is_top(index) && self.lines.len() > 1;
        top.then(|| header::header(self.text(index))).flatten()
    }

    /// The day that begins on a line with its year.
    fn split_date(&self, index: usize) -> Option<PartialDate> {
        let top = self.is_top(index);
        top.then(|| header::split_date(self.text(index), self.text(index + 1)))
            .flatten()
    }

    /// Where the last part of a line begins that says where on its site the page lies.
    fn crumbs(&self, index: usize) -> Option<usize> {
        let top = self.is_top(index);
        top.then(|| pattern::crumbs(self.text(index))).flatten()
    }

    /// Adds a line that says where the page lies: its last part is the headline, if none follows.
    fn way(&mut self, index: usize, above: Range<usize>, bytes: Range<usize>) {
        let next = self.text(index + 1);
        let follows =
            pattern::kind(next) != Some(LineKind::Boilerplate) && header::header(next).is_none();
        let last = self.text.get(above.end..bytes.end).unwrap_or_default();
        if follows || self.has_title() || last.chars().count() < SHORTEST {
            self.push(BlockKind::Boilerplate, bytes);
        } else {
            self.push(BlockKind::Boilerplate, above.clone());
            self.push(BlockKind::Title, above.end..bytes.end);
        }
    }

    /// 首页 某栏 某区再添示范园区, above 某区再添示范园区: whether the next line says again what a line ends with.
    fn is_repeated_below(&self, index: usize) -> bool {
        let (line, next) = (self.text(index), self.text(index + 1));
        let long = next.chars().count() >= SHORTEST;
        self.is_top(index) && long && line.len() > next.len() && line.ends_with(next)
    }

    /// Whether a line above the text has no letter: what is left of a date and a time, a counter.
    fn is_time(&self, index: usize) -> bool {
        let line = self.text(index);
        let lettered = line.chars().any(char::is_alphabetic);
        self.is_top(index) && self.lines.len() > 1 && !lettered
    }

    /// Adds a header line, and the headline that may stand before it.
    fn head(&mut self, header: &header::Header, bytes: Range<usize>) {
        let line = self.text.get(bytes.clone()).unwrap_or_default();
        let before = line.get(..header.start).unwrap_or_default();
        let before = before.trim_end_matches([' ', '(', '[', '【', '|']);
        let mut start = bytes.start;
        if before.chars().filter(|it| it.is_alphanumeric()).count() >= HEADLINE.start {
            let kind = if self.has_title() {
                BlockKind::Heading
            } else {
                BlockKind::Title
            };
            self.push(kind, bytes.start..bytes.start + before.len());
            start = bytes.start + header.start;
        }
        self.push(BlockKind::Header, start..bytes.end);
        let new = &header.metadata;
        let found = &mut self.found;
        found.issued = found.issued.or(new.issued);
        found.views = found.views.or(new.views);
        fill(&mut found.title, new.title.as_ref());
        fill(&mut found.source, new.source.as_ref());
        fill(&mut found.publisher, new.publisher.as_ref());
        fill(&mut found.url, new.url.as_ref());
    }

    fn learn_below(&mut self, new: &Metadata) {
        self.below.views = self.below.views.or(new.views);
        fill(&mut self.below.title, new.title.as_ref());
        fill(&mut self.below.source, new.source.as_ref());
        fill(&mut self.below.url, new.url.as_ref());
    }

    /// The first line that looks like a headline, if there is text below it.
    fn is_title(&self, index: usize) -> bool {
        let line = self.text(index);
        self.is_top(index)
            && index + 1 < self.lines.len()
            && !self.has_title()
            && self.title_line.is_none()
            && !self.blocks.iter().any(|it| it.kind == BlockKind::Paragraph)
            && HEADLINE.contains(&line.chars().count())
            && !is_running(line)
            && !line.ends_with(['，', '：', '；', '、'])
    }

    /// A short line without sentence marks with running text or a table below it.
    fn is_heading(&self, index: usize, by_form: Option<LineKind>) -> bool {
        let line = self.text(index);
        let next = self.text(index + 1);
        let leads = is_running(next) || is_row(next);
        let plain = HEADING.contains(&line.chars().count())
            && !line.contains(['。', '；', '！', '？', '，', '：', '、']);
        let form = by_form == Some(LineKind::Heading);
        // Numbered lines one below the other are a list.
        let before = index.checked_sub(1).map_or("", |it| self.text(it));
        let is_numbered =
            |it: &str| !it.starts_with('#') && pattern::kind(it) == Some(LineKind::Heading);
        let list = form && is_numbered(line) && (is_numbered(next) || is_numbered(before));
        let ends = !line.ends_with(|it: char| it.is_ascii_digit());
        !list && ((form && !next.is_empty()) || (plain && leads && ends))
    }
}

/// A line without the sign of a Markdown heading.
fn bare(line: &str) -> &str {
    line.trim_start_matches('#').trim_start()
}

/// Keeps a value, or takes the new one where there is none.
fn fill(value: &mut Option<String>, new: Option<&String>) {
    if value.is_none() {
        *value = new.cloned();
    }
}

/// Whether a line is running text: it is long or ends sentences.
fn is_running(line: &str) -> bool {
    line.contains(['。', '；']) || line.chars().nth(LONG).is_some()
}

/// Whether a line is a row of a table; bars stand around its cells, or behind each: 1 | 某市 | 某开发区 |.
fn is_row(line: &str) -> bool {
    let bars = line.starts_with('|') || line.ends_with('|');
    line.contains('\t') || (bars && line.matches('|').count() > 2)
}

/// How many dividers a row has.
fn columns(row: &str) -> usize {
    row.matches(['\t', '|']).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::Expect;
    use expect_test::expect;

    fn check(text: &str, expected: &Expect) -> Metadata {
        checked(text, &Metadata::default(), expected)
    }

    fn checked(text: &str, given: &Metadata, expected: &Expect) -> Metadata {
        let clean = clean(&ContextText::new(text.to_owned()));
        let layout = layout(&clean, given);
        let shown: Vec<String> = layout
            .blocks
            .iter()
            .map(|it| {
                format!(
                    "{:?} {}",
                    it.kind,
                    clean.text().get(it.bytes.clone()).unwrap()
                )
            })
            .collect();
        expected.assert_eq(&shown.join("\n"));
        layout.metadata
    }

    #[test]
    fn a_damaged_reprint_is_laid_out() {
        let metadata = check(
            "發(fa)(fa)布(bu)時間:2022-04-23 來源:某某市(shi)開發區 點擊數:61522次\n某區(qu)打(da)造示范區(qu)\n2022年4月14日,某區(qu)順利通過驗收。\n(來(lai)源:別處(chu) 原文題目:某區(qu)示范)\n凡(fan)本(ben)網注明“來源:某平台\"的作品,不得轉載。",
            &expect![[r"
                Header 发布时间：2022-04-23 来源：某某市开发区 点击数：61522次
                Title 某区打造示范区
                Paragraph 2022年4月14日，某区顺利通过验收。
                Boilerplate (来源：别处 原文题目：某区示范)
                Boilerplate 凡本网注明“来源：某平台”的作品，不得转载。"]],
        );
        assert_eq!(metadata.title.as_deref(), Some("某区打造示范区"));
        assert_eq!(metadata.source.as_deref(), Some("某某市开发区"));
        assert_eq!(metadata.views, Some(61522));
    }

    #[test]
    fn the_last_line_fills_gaps() {
        let metadata = check(
            "某区获评示范园区，建设再上台阶。\n(来源：某日报 原文题目：某区示范)",
            &expect![[r"
                Paragraph 某区获评示范园区，建设再上台阶。
                Boilerplate (来源：某日报 原文题目：某区示范)"]],
        );
        assert_eq!(metadata.title.as_deref(), Some("某区示范"));
        assert_eq!(metadata.source.as_deref(), Some("某日报"));
    }

    #[test]
    fn what_a_site_says_above_the_headline_is_no_headline() {
        let metadata = check(
            "找回密码\n注册会员\n某区产值增长一成\n2013\n07/30\n21:15\n正文第一句。",
            &expect![[r"
                Boilerplate 找回密码
                Boilerplate 注册会员
                Title 某区产值增长一成
                Header 2013
                Header 07/30
                Header 21:15
                Paragraph 正文第一句。"]],
        );
        assert_eq!(metadata.issued, PartialDate::day(2013, 7, 30));
    }

    #[test]
    fn the_way_to_a_page_is_no_headline() {
        check(
            "首页 某栏 某区再添示范园区一家\n某区再添示范园区一家\n正文第一句。",
            &expect![[r"
                Boilerplate 首页 某栏 某区再添示范园区一家
                Title 某区再添示范园区一家
                Paragraph 正文第一句。"]],
        );
        check(
            "某网 > 某频道 > 正文\n某区再添示范园区\n正文第一句。",
            &expect![[r"
                Boilerplate 某网 > 某频道 > 正文
                Title 某区再添示范园区
                Paragraph 正文第一句。"]],
        );
        check(
            "某论坛 » 某版 » 某县38个项目昨天开工\n[复制链接]\n正文第一句。",
            &expect![[r"
                Boilerplate 某论坛 » 某版 » 
                Title 某县38个项目昨天开工
                Boilerplate [复制链接]
                Paragraph 正文第一句。"]],
        );
    }

    #[test]
    fn headline_and_header_may_share_a_line() {
        check(
            "某区再添示范园区 发布时间:2022-04-23 来源:某网\n正文第一句。",
            &expect![[r"
                Title 某区再添示范园区
                Header 发布时间：2022-04-23 来源：某网
                Paragraph 正文第一句。"]],
        );
    }

    #[test]
    fn tables_and_headings_are_blocks() {
        check(
            "# 年度统计\n\n## 一、产值\n产值如下表。\n年份\t产值\n2021\t10\n2022\t12\n三列\t一\t二\n小结\n| 甲 | 乙 |\n|----|----|\n| 1 | 2 |\n增长较快。\n责任编辑:某某",
            &expect![[r"
                Title 年度统计
                Heading 一、产值
                Paragraph 产值如下表。
                Table 年份	产值
                2021	10
                2022	12
                Table 三列	一	二
                Heading 小结
                Table | 甲 | 乙 |
                |----|----|
                | 1 | 2 |
                Paragraph 增长较快。
                Boilerplate 责任编辑：某某"]],
        );
    }

    #[test]
    fn bars_behind_cells_make_rows() {
        check(
            "名单如下。\n序号 | 地区 | 名称 |\n1 | 某市 | 某区 |\n首页 | 新闻 |",
            &expect![[r"
                Paragraph 名单如下。
                Table 序号 | 地区 | 名称 |
                1 | 某市 | 某区 |
                Paragraph 首页 | 新闻 |"]],
        );
    }

    #[test]
    fn a_list_is_no_row_of_headings() {
        check(
            "园区荣誉如下。\n1. 国家级绿色园区\n2. 国家级示范园区\n3. 省级园区\n以上共三项。",
            &expect![[r"
                Paragraph 园区荣誉如下。
                Paragraph 1. 国家级绿色园区
                Paragraph 2. 国家级示范园区
                Paragraph 3. 省级园区
                Paragraph 以上共三项。"]],
        );
    }

    #[test]
    fn the_container_goes_first() {
        let given = Metadata {
            title: Some("某區再添(tian)示範園區".to_owned()),
            source: Some("容器".to_owned()),
            ..Metadata::default()
        };
        let metadata = checked(
            "栏目名称\n某區再添示範園區\n來源:正文 2022-04-23\n內(nei)容(rong)一句話(hua)。",
            &given,
            &expect![[r"
                Paragraph 栏目名称
                Title 某区再添示范园区
                Header 来源：正文 2022-04-23
                Paragraph 内容一句话。"]],
        );
        assert_eq!(metadata.title.as_deref(), Some("某区再添示范园区"));
        assert_eq!(metadata.source.as_deref(), Some("容器"));
        assert_eq!(
            metadata.issued.map(|it| it.to_string()).as_deref(),
            Some("2022-04-23")
        );
    }

    #[test]
    fn short_texts_are_paragraphs() {
        check("某区获评示范园区", &expect!["Paragraph 某区获评示范园区"]);
        check("", &expect![""]);
    }
}
