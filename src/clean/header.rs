//! Header lines: date, source, views and the like under a headline, from `data/clean/header.toml`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use crate::clean::glyph::is_han;
use crate::model::Metadata;
use crate::model::PartialDate;

/// The file of labels.
const FILE: &str = include_str!("../../data/clean/header.toml");
/// Longest header line, and longest value in it, in characters.
const LONGEST_LINE: usize = 240;
const LONGEST_VALUE: usize = 60;
/// So many Chinese characters behind a date without label are a sentence, not a header.
const SENTENCE: usize = 4;
/// So many may name who wrote, between a date and labels.
const NAME: usize = 20;
/// And so many the medium beside a date.
const MEDIUM: usize = 12;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    label: Vec<Label>,
    media: Vec<String>,
    weekday: Vec<String>,
    month: Vec<String>,
    issuer: Vec<String>,
    around: String,
    multiplier: BTreeMap<String, u64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Label {
    field: Field,
    words: Vec<String>,
}

/// What a value in a header line is.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Field {
    Issued,
    Source,
    Publisher,
    Views,
    Url,
    Title,
    Other,
    /// A date without a label.
    #[serde(skip)]
    Date,
}

/// The labels, compiled; a test holds that the file can be read.
struct Labels {
    regex: Option<Regex>,
    fields: BTreeMap<String, Field>,
    multiplier: BTreeMap<String, u64>,
    media: Vec<String>,
    weekday: Vec<String>,
    month: Vec<String>,
    issuer: Vec<String>,
    around: Option<Regex>,
}

static LABELS: LazyLock<Labels> = LazyLock::new(|| {
    let file: File = toml::from_str(FILE).unwrap_or_default();
    let mut fields = BTreeMap::new();
    for label in file.label {
        fields.extend(label.words.into_iter().map(|word| (word, label.field)));
    }
    let mut words: Vec<&str> = fields.keys().map(String::as_str).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    Labels {
        regex: Regex::new(&format!(
            r"(\b[a-z]+\b|{})(\s*[：:]\s*|\s*)",
            words.join("|")
        ))
        .ok(),
        fields,
        multiplier: file.multiplier,
        media: file.media,
        weekday: file.weekday,
        month: file.month,
        issuer: file.issuer,
        around: Regex::new(&file.around).ok(),
    }
});

/// A place in a header line where a value begins.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mark {
    field: Field,
    /// First byte of the label, or of the date.
    start: usize,
    /// First byte of the value.
    value: usize,
}

/// A header line: where it begins in its line (a headline may stand before it), and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    /// First byte of the header within the line.
    pub(crate) start: usize,
    /// What it says.
    pub(crate) metadata: Metadata,
}

/// Reads a line as a header line; `None` if it is none.
pub(crate) fn header(line: &str) -> Option<Header> {
    if line.contains('。') || line.chars().nth(LONGEST_LINE).is_some() {
        return None;
    }
    let inner = line.trim_matches(['(', ')', '（', '）']);
    if let Some(date) = bare_date(inner).filter(|_| inner != line) {
        return Some(Header {
            start: 0,
            metadata: Metadata {
                issued: Some(date),
                ..Metadata::default()
            },
        });
    }
    if let Some(header) = dateline(line) {
        return Some(header);
    }
    let marks = marks(line);
    let first = first_of_header(line, &marks)?;
    let marks = marks.get(first..)?;
    let labelled = marks.iter().any(|it| it.field != Field::Date);
    let start = marks.first()?.start;
    let alone = marks.len() == 1 && start == 0 && han_after_date(line, marks) == 0;
    (labelled || alone).then(|| Header {
        start,
        metadata: metadata(line, marks),
    })
}

/// 2022/07/15 14:03 某日报, 某新闻 2020-03-26, 某日报讯(记者 某某)2020年11月16日, 2013-03-19 某日报 本报记者 某某, 某区管委会 2018年1月22日: a
/// day, with at most a time, who published or issued and who wrote beside it.
fn dateline(line: &str) -> Option<Header> {
    let joined = undivided(line);
    let line = joined.as_deref().unwrap_or(line);
    let (date, bytes) = PartialDate::locate(line)?;
    date.day_number()?;
    let rest = format!("{}{}", line.get(..bytes.start)?, line.get(bytes.end..)?);
    let edges = |it: char| !it.is_alphabetic();
    let around = LABELS.around.as_ref()?;
    let rest = around.replace_all(rest.trim(), "");
    let rest = around.replace_all(rest.trim(), "");
    let medium = rest.trim_matches(edges);
    let plain = medium.chars().all(|it| it.is_alphanumeric() || it == '·');
    let ends = |list: &[String]| list.iter().any(|it| medium.ends_with(it.as_str()));
    let near = medium.chars().count();
    let named =
        plain && (near <= MEDIUM && ends(&LABELS.media) || near <= NAME && ends(&LABELS.issuer));
    named.then(|| Header {
        start: 0,
        metadata: Metadata {
            issued: Some(date),
            source: Some(medium.to_owned()),
            ..Metadata::default()
        },
    })
}

/// 某日报/2023 年/7 月/28 日/第 003 版: the line of a database of newspapers without its strokes and blanks.
fn undivided(line: &str) -> Option<String> {
    let parts: Vec<&str> = line.split('/').collect();
    let [_, year, month, day, ..] = parts.as_slice() else {
        return None;
    };
    let number = |it: &str| it.starts_with(|it: char| it.is_ascii_digit()) && it.contains(is_han);
    [year, month, day]
        .into_iter()
        .all(|it| number(it))
        .then(|| parts.concat().replace(' ', ""))
}

/// What boilerplate below the text says: the last line of a reprint (来源:… 原文题目:…), a counter.
pub(crate) fn reprint(line: &str) -> Metadata {
    let line = line.trim_matches(['(', ')', '[', ']', '【', '】']);
    if line.chars().nth(LONGEST_LINE).is_some() {
        return Metadata::default();
    }
    let mut marks = marks(line);
    if marks.first().is_none_or(|it| it.start > 0) {
        marks.retain(|it| it.field == Field::Views);
    }
    marks.retain(|it| !matches!(it.field, Field::Date | Field::Issued));
    metadata(line, &marks)
}

/// The date that a line consists of, with the day of the week behind it or not.
pub(crate) fn bare_date(line: &str) -> Option<PartialDate> {
    let (date, bytes) = PartialDate::locate(line)?;
    let rest = line.get(bytes.end..)?;
    let weekday = || LABELS.weekday.iter().any(|it| it == rest.trim());
    (bytes.start == 0 && (rest.is_empty() || weekday())).then_some(date)
}

/// Mon, 30 Aug 2021 06:31:44 GMT: a day as feeds and mails write it.
fn posted(value: &str) -> Option<PartialDate> {
    let words: Vec<&str> = value.split([' ', ',']).collect();
    words.windows(3).find_map(|it| {
        let [day, month, year] = it else {
            return None;
        };
        let month = LABELS.month.iter().position(|it| it == month)? + 1;
        PartialDate::day(
            year.parse().ok()?,
            month.try_into().ok()?,
            day.parse().ok()?,
        )
    })
}

/// 2013 above 07/30, 2013 07/30 21:15: the day of a site that writes the year on a line of its own, or before a blank.
pub(crate) fn split_date(line: &str, next: &str) -> Option<PartialDate> {
    let line = line.trim();
    let (year, day) = line.split_once(' ').unwrap_or((line, next.trim()));
    let day = day.split_whitespace().next()?;
    let digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    let (month, rest) = day.split_once('/')?;
    let plain = year.len() == 4 && month.len() == 2 && rest.len() == 2;
    let plain = plain && [year, month, rest].into_iter().all(digits);
    plain
        .then(|| PartialDate::find(&format!("{year}-{month}-{rest}")))
        .flatten()
}

/// Labels and dates of a line in order.
fn marks(line: &str) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let found = LABELS.regex.iter().flat_map(|it| it.captures_iter(line));
    for captures in found {
        let (Some(word), Some(sign)) = (captures.get(1), captures.get(2)) else {
            continue;
        };
        let rest = line.get(sign.end()..).unwrap_or_default();
        let counts = rest.starts_with(|it: char| it.is_ascii_digit());
        let field = LABELS.fields.get(word.as_str()).copied();
        let counted = counts && matches!(field, Some(Field::Views | Field::Issued));
        let is_label = !sign.as_str().trim().is_empty() || counted;
        if let Some(field) = field.filter(|_| is_label) {
            marks.push(Mark {
                field,
                start: word.start(),
                value: sign.end(),
            });
        }
    }
    marks.extend(dates(line, &marks));
    marks.sort_by_key(|it| it.start);
    marks
}

/// Dates that no label announces.
fn dates(line: &str, labels: &[Mark]) -> Vec<Mark> {
    let mut dates = Vec::new();
    let mut from = 0;
    while let Some((_, bytes)) = line.get(from..).and_then(PartialDate::locate) {
        let start = from + bytes.start;
        from += bytes.end;
        if !labels.iter().any(|it| it.value == start) {
            dates.push(Mark {
                field: Field::Date,
                start,
                value: start,
            });
        }
    }
    dates
}

/// The mark that the header begins with: from it on there is nothing but labels and their values.
fn first_of_header(line: &str, marks: &[Mark]) -> Option<usize> {
    let mut first = None;
    for (index, mark) in marks.iter().enumerate().rev() {
        let rest = marks.get(index..).unwrap_or_default();
        let value = value(line, rest);
        let fits = match mark.field {
            Field::Date => han_after_date(line, rest) < reach(line, rest),
            _ => value.chars().count() <= LONGEST_VALUE,
        };
        if !fits {
            break;
        }
        first = Some(index);
    }
    first
}

/// How many Chinese characters a header may have behind a date: a name, if the line begins with a day and goes on with labels.
fn reach(line: &str, marks: &[Mark]) -> usize {
    let begins = marks.first().is_some_and(|it| it.start == 0);
    let text = value(line, marks);
    let day = PartialDate::locate(text).is_some_and(|(date, _)| date.day_number().is_some());
    if begins && day && !text.contains(['，', '；']) && marks.len() > 1 {
        NAME
    } else {
        SENTENCE
    }
}

/// Chinese characters between a date and the next mark.
fn han_after_date(line: &str, marks: &[Mark]) -> usize {
    let text = value(line, marks);
    let end = PartialDate::locate(text).map_or(0, |(_, bytes)| bytes.end);
    let rest = text.get(end..).unwrap_or_default();
    rest.chars().filter(|&it| is_han(it)).count()
}

/// The value of the first mark, up to the next one.
fn value<'a>(line: &'a str, marks: &[Mark]) -> &'a str {
    let Some(mark) = marks.first() else {
        return "";
    };
    let end = marks.get(1).map_or(line.len(), |next| next.start);
    let range: Range<usize> = mark.value..end.max(mark.value);
    line.get(range).unwrap_or_default()
}

/// What the marks say.
fn metadata(line: &str, marks: &[Mark]) -> Metadata {
    let mut metadata = Metadata::default();
    for (index, mark) in marks.iter().enumerate() {
        let value = value(line, marks.get(index..).unwrap_or_default());
        let value =
            value.trim_matches([' ', '|', '/', ',', '，', '；', '、', '[', ']', '【', '】']);
        let text = || Some(value.to_owned()).filter(|it| !it.is_empty());
        match mark.field {
            Field::Issued | Field::Date => {
                let date = || PartialDate::find(value).or_else(|| posted(value));
                metadata.issued = metadata.issued.or_else(date);
            }
            Field::Source => metadata.source = metadata.source.or_else(text),
            Field::Publisher => metadata.publisher = metadata.publisher.or_else(text),
            Field::Views => metadata.views = metadata.views.or_else(|| count(value)),
            Field::Url => {
                let url = text().filter(|it| it.starts_with("http"));
                metadata.url = metadata.url.or(url);
            }
            Field::Title => metadata.title = metadata.title.or_else(text),
            Field::Other => (),
        }
    }
    metadata
}

/// A count as sites write it: 61522次, 1,286, 3.2万.
fn count(text: &str) -> Option<u64> {
    let digits: String = text
        .chars()
        .take_while(|it| it.is_ascii_digit() || matches!(it, '.' | ','))
        .collect();
    let rest = text.get(digits.len()..).unwrap_or_default();
    let factor = LABELS.multiplier.iter();
    let factor = factor
        .filter(|(word, _)| rest.starts_with(word.as_str()))
        .map(|(_, factor)| *factor)
        .next()
        .unwrap_or(1);
    let number = digits.replace(',', "");
    let (whole, part) = number.split_once('.').unwrap_or((&number, ""));
    let mut value = whole.parse::<u64>().ok()?.checked_mul(factor)?;
    let mut place = factor;
    for digit in part.bytes().filter(u8::is_ascii_digit) {
        place /= 10;
        value = value.checked_add(u64::from(digit - b'0') * place)?;
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::Expect;
    use expect_test::expect;

    fn check(line: &str, expected: &Expect) {
        let found = header(line).map(|it| {
            let m = it.metadata;
            format!(
                "{} | {} | {} | {} | {} | {}",
                line.get(..it.start).unwrap(),
                m.issued.map(|it| it.to_string()).unwrap_or_default(),
                m.source.unwrap_or_default(),
                m.publisher.unwrap_or_default(),
                m.views.map(|it| it.to_string()).unwrap_or_default(),
                m.url.unwrap_or_default(),
            )
        });
        expected.assert_eq(&found.unwrap_or_default());
    }

    #[test]
    fn labels_can_be_read() {
        let file: File = toml::from_str(FILE).unwrap();
        assert!(file.label.len() > 5);
        assert!(LABELS.regex.is_some());
    }

    #[test]
    fn days_of_feeds_are_read() {
        let date = |text: &str| posted(text).map(|it| it.to_string());
        let feed = date("Mon, 30 Aug 2021 06:31:44 GMT");
        assert_eq!(feed.as_deref(), Some("2021-08-30"));
        assert_eq!(date("30 August 2021"), None);
    }

    #[test]
    fn header_lines_are_read() {
        check(
            "发布时间：2022-04-23 来源：某市经济技术开发区(某镇) 点击数：61522次",
            &expect![" | 2022-04-23 | 某市经济技术开发区(某镇) |  | 61522 | "],
        );
        check(
            "2022-10-18 来源：某日报客户端",
            &expect![" | 2022-10-18 | 某日报客户端 |  |  | "],
        );
        check(
            "来源：某财经 2022-07-18",
            &expect![" | 2022-07-18 | 某财经 |  |  | "],
        );
        check(
            "日期：2014-03-18 09:35 来源：某商报 字号：大中小 打印",
            &expect![" | 2014-03-18 | 某商报 |  |  | "],
        );
        check(
            "时间：2022年4月23日 09:30 发布机构：某区管委会 浏览 3.2万",
            &expect![" | 2022-04-23 |  | 某区管委会 | 32000 | "],
        );
        check(
            "2022/07/15 14:03  某日报",
            &expect![" | 2022-07-15 | 某日报 |  |  | "],
        );
        check(
            "某新闻 2020-03-26 17:03 33252",
            &expect![" | 2020-03-26 | 某新闻 |  |  | "],
        );
        check(
            "发表于 2010-1-4 14:28:33 | 显示全部楼层 |阅读模式",
            &expect![" | 2010-01-04 |  |  |  | "],
        );
        check(
            "《某日报》 2023-07-14 第3版",
            &expect![" | 2023-07-14 | 某日报 |  |  | "],
        );
        check(
            "某日报/2023 年/7 月/28 日/第 003 版/某区新闻",
            &expect![" | 2023-07-28 | 某日报 |  |  | "],
        );
        check(
            "某经济开发区管理委员会 2018年1月22日",
            &expect![" | 2018-01-22 | 某经济开发区管理委员会 |  |  | "],
        );
        check("(2022年4月)", &expect![" | 2022-04 |  |  |  | "]);
        check("2022年4月23日", &expect![" | 2022-04-23 |  |  |  | "]);
        check(
            "阅读：1,286 原文链接：http://a.cn/b",
            &expect![" |  |  |  | 1286 | http://a.cn/b"],
        );
    }

    #[test]
    fn a_day_stands_beside_who_published_and_who_wrote() {
        check(
            "某日报讯(记者 某某)2020年11月16日",
            &expect![" | 2020-11-16 | 某日报 |  |  | "],
        );
        check(
            "2013-03-19 某日报 本报记者 赵某某",
            &expect![" | 2013-03-19 | 某日报 |  |  | "],
        );
        check(
            "某网讯 2019年6月28日 通讯员 某某某",
            &expect![" | 2019-06-28 | 某网 |  |  | "],
        );
        check(
            "2024-07-19 某日报微信公众号",
            &expect![" | 2024-07-19 | 某日报 |  |  | "],
        );
    }

    #[test]
    fn a_headline_may_stand_before() {
        check(
            "某区再添示范园区 发布时间：2022-04-23 来源：某网",
            &expect!["某区再添示范园区  | 2022-04-23 | 某网 |  |  | "],
        );
        check(
            "2022年4月某区工作简报 来源：某网",
            &expect!["2022年4月某区工作简报  |  | 某网 |  |  | "],
        );
    }

    #[test]
    fn sentences_are_no_headers() {
        for line in [
            "2022年4月14日，某区顺利通过评审验收。",
            "某区2022年4月经济运行情况",
            "2022年4月某区新签项目",
            "科技赋能 园区向新",
            "2009年10月15日 某区启动建设",
        ] {
            check(line, &expect![""]);
        }
    }

    #[test]
    fn a_year_on_its_own_belongs_to_the_day_below() {
        let day = PartialDate::day(2013, 7, 30);
        assert_eq!(split_date("2013", "07/30"), day);
        assert_eq!(split_date("2013 07/30 21:15:08", ""), day);
        assert_eq!(split_date("2013", "21:15"), None);
        assert_eq!(split_date("2013 年报", "07/30"), None);
    }

    #[test]
    fn lines_below_the_text_are_read() {
        assert_eq!(bare_date("2016年9月12日"), PartialDate::day(2016, 9, 12));
        assert_eq!(bare_date("2016年9月12日开工"), None);
        assert_eq!(
            bare_date("2022年01月28日 星期五"),
            PartialDate::day(2022, 1, 28)
        );
        assert_eq!(
            reprint("> 热线：0000-0000000 本页浏览 5,318 次").views,
            Some(5318)
        );
        let metadata = reprint("(来源：某市开发区(某镇) 原文题目：某区建成示范区)");
        assert_eq!(metadata.source.as_deref(), Some("某市开发区(某镇)"));
        assert_eq!(metadata.title.as_deref(), Some("某区建成示范区"));
    }
}
