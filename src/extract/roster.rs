//! Rosters: lines of names under a line that names a title are who holds it, and so are the names behind a title and a colon.

use crate::clean::BlockKind;
use crate::extract::conferral::holder_kinds;
use crate::extract::confidence;
use crate::extract::draft::Draft;
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::sentence::Sentence;
use crate::extract::told_title::is_open;
use crate::model::{
    Conferral, ConferralStatus, EntityKind, Fact, MentionId, PartialDate, RuleId, Statement,
};

/// How many letters a line may have beside its names: 一、 or 和.
const BESIDE: usize = 2;
/// How long the heading of a part may be, in characters.
const SUBHEADING: usize = 20;
/// How long a title before a colon is, in characters: 绿色工厂, 绿色供应链管理企业.
const CLASS: std::ops::RangeInclusive<usize> = 4..=15;
/// How many lines below a title may stand before one of those who hold it.
const BELOW: usize = 3;
/// Whom the lines of a roster name.
const ROSTER: [EntityKind; 2] = [EntityKind::Park, EntityKind::Company];

/// Whom the lines below a numbered class may name.
const CLASSED: [EntityKind; 3] = [EntityKind::Park, EntityKind::Company, EntityKind::Project];

/// The line over a roster.
struct Heading {
    honor: usize,
    status: ConferralStatus,
    date: Option<PartialDate>,
}

/// Titles that only the names behind them show to be such: 绿色工厂|：甲公司、乙公司。
pub(super) fn titles(page: &Page<'_>) -> Vec<Name> {
    let lines: Vec<&Sentence> = page.sentences.iter().filter(|it| is_line(it)).collect();
    let classes = lines.iter().enumerate().filter_map(|(at, line)| {
        let below = lines.get(at + 1..).unwrap_or_default();
        class(page, line).or_else(|| class_over(page, line, below))
    });
    classes
        .map(|bytes| Name {
            name: page.slice(bytes.clone()).to_owned(),
            bytes,
            kind: EntityKind::Honor,
            rule: RuleId::new("name/roster"),
            confidence: 0.8,
        })
        .collect()
}

/// The title before the colon of a line that holds nothing else than names behind it.
fn class(page: &Page<'_>, sentence: &Sentence) -> Option<Bytes> {
    let text = page.slice(sentence.bytes.clone());
    let (title, _) = text.split_once('：')?;
    let bytes = sentence.bytes.start..sentence.bytes.start + title.len();
    let fits = CLASS.contains(&title.chars().count())
        && title.chars().all(char::is_alphabetic)
        && page.names_in(&bytes).is_empty()
        && page.word_ending("honor_head", bytes.end).is_some();
    let rest = bytes.end + '：'.len_utf8()..sentence.bytes.end;
    (fits && !holders(page, &rest, &ROSTER).is_empty()).then_some(bytes)
}

/// The title that a numbered line is, over lines or rows of those who hold it: 一、|绿色工厂.
fn class_over(page: &Page<'_>, line: &Sentence, below: &[&Sentence]) -> Option<Bytes> {
    let text = page.slice(line.bytes.clone());
    let mark = text.find(['、', ')'])?;
    let number = text.get(..mark)?.trim_start_matches('(');
    let start = line.bytes.start + mark + text.get(mark..)?.chars().next()?.len_utf8();
    let bytes = start..line.bytes.start + without_remark(text).len();
    let title = page.slice(bytes.clone());
    let numbered = number.chars().count() <= BESIDE && page.has_word_in("plan_number", &line.bytes);
    let fits = numbered
        && CLASS.contains(&title.chars().count())
        && title.chars().all(char::is_alphabetic)
        && page.names_in(&bytes).all(|it| page.is_kind(it, EntityKind::Industry)) // 智能制造|标杆企业
        && (page.word_ending("honor_head", bytes.end).is_some() || is_prize(page, &bytes));
    let holds = |it: &&Sentence| match it.kind {
        BlockKind::Table => row_holder(page, &it.bytes, &ROSTER).is_some(),
        _ => !holders(page, &it.bytes, &CLASSED).is_empty(),
    };
    (fits && below.iter().take(BELOW).any(holds)).then_some(bytes)
}

/// 一、绿色工厂|(4家): a line without the remark in brackets that it ends with.
fn without_remark(line: &str) -> &str {
    let line = line.trim_end();
    let remark = line.ends_with(')').then(|| line.rfind('(')).flatten();
    remark.map_or(line, |it| line.get(..it).unwrap_or(line))
}

/// 智能制造|标杆|企业: whether a class of praise ends a range, on a page whose title is that of a list or a public notice.
fn is_prize(page: &Page<'_>, bytes: &Bytes) -> bool {
    let titled = |it: &Sentence| {
        it.kind == BlockKind::Title
            && ["list_noun", "public_notice"]
                .iter()
                .any(|list| page.has_word_in(list, &it.bytes))
    };
    let prize = page.word_ending("prize_end", bytes.end).is_some();
    let praise = || {
        page.word_ending("title_end", bytes.end).is_some()
            && page.has_word_in("title_mark", bytes)
            && page.has_word_in("prize_mark", bytes)
    };
    page.sentences.iter().any(titled) && (prize || praise())
}

/// 关于…拟表彰名单的|公示: whether the page is a public notice, against which there may yet be objections.
fn is_notice(page: &Page<'_>) -> bool {
    let mut titles = page.sentences.iter();
    let title = titles.find(|it| it.kind == BlockKind::Title);
    title.is_some_and(|it| {
        let text = without_remark(page.slice(it.bytes.clone()));
        let end = it.bytes.start + text.trim_end_matches(['。', '》']).len();
        page.word_ending("notice_end", end).is_some()
    })
}

/// How far the titles of a line have come: sought where it or the title of the page speaks of a public notice or of candidates.
fn status_in(page: &Page<'_>, line: &Bytes) -> ConferralStatus {
    if is_open(page, line) || is_notice(page) {
        ConferralStatus::Applying
    } else {
        ConferralStatus::Conferred
    }
}

/// Lines and rows.
fn is_line(sentence: &Sentence) -> bool {
    Page::is_prose(sentence) || sentence.kind == BlockKind::Table
}

/// Who a row of a table is about: the first company, works or park in it.
fn row_holder(page: &Page<'_>, row: &Bytes, kinds: &[EntityKind]) -> Option<usize> {
    let fits = |it: &usize| {
        let kind = page.names[*it].kind;
        kinds.contains(&kind) && kind != EntityKind::Place
    };
    page.names_in(row).find(fits)
}

/// The conferrals of all rosters of a page.
pub(super) fn facts(page: &Page<'_>) -> Vec<Fact<MentionId>> {
    let mut facts = Vec::new();
    let mut heading: Option<Heading> = None;
    let mut told = None; // The block of the last line of holders: what it says of them names no others.
    let mut above = title_date(page);
    for sentence in page.sentences.iter().filter(|it| is_line(it)) {
        let bytes = &sentence.bytes;
        if sentence.kind == BlockKind::Title {
            continue;
        }
        if sentence.kind == BlockKind::Table {
            facts.extend(heading.as_ref().and_then(|it| it.row(page, sentence)));
            continue;
        }
        if let Some((over, rest)) = Heading::of_those_below(page, sentence, above) {
            let holders = holders(page, &rest, holder_kinds(page, over.honor));
            facts.extend(holders.iter().map(|&it| over.fact(page, sentence, it)));
            heading = Some(over);
            continue;
        }
        if let Some((over, rest)) = Heading::before_colon(page, sentence, above) {
            let holders = holders(page, &rest, holder_kinds(page, over.honor));
            facts.extend(holders.iter().map(|&it| over.fact(page, sentence, it)));
            continue;
        }
        above = remark_date(page, bytes).or(above);
        let found = Heading::new(page, sentence, above);
        if found.is_some() {
            heading = found;
        } else if let Some(over) = heading.as_ref().filter(|_| told != Some(sentence.block)) {
            let holders = holders(page, bytes, holder_kinds(page, over.honor));
            facts.extend(holders.iter().map(|&it| over.fact(page, sentence, it)));
            told = (!holders.is_empty()).then_some(sentence.block);
            if holders.is_empty() && !is_subheading(page, sentence) {
                heading = None;
            }
        }
    }
    facts
}

/// 关于公布|2024年度|…名单的通知: the date in the title of a list.
fn title_date(page: &Page<'_>) -> Option<PartialDate> {
    let mut titles = page.sentences.iter();
    let title = titles.find(|it| it.kind == BlockKind::Title)?;
    let date = page.moments_in(&title.bytes).next()?;
    page.has_word_in("list_noun", &title.bytes)
        .then(|| page.moments[date].date)?
}

/// 一、国家级绿色工厂(工业和信息化部，|2023年12月|): the date in the brackets that a line ends with.
fn remark_date(page: &Page<'_>, line: &Bytes) -> Option<PartialDate> {
    let text = page.slice(line.clone()).trim_end();
    let open = text.ends_with(')').then(|| text.rfind('('))??;
    let remark = line.start + open..line.end;
    let date = page.moments_in(&remark).next()?;
    page.moments[date].date
}

impl Heading {
    /// A sentence that ends with the word for a list and names a title, or a line that is nothing but a title.
    fn new(page: &Page<'_>, sentence: &Sentence, above: Option<PartialDate>) -> Option<Self> {
        let text = page.slice(sentence.bytes.clone());
        let kept = text.trim_end_matches(['：', '。', '，', ' ', '\n', '”', '》']);
        let end = sentence.bytes.start + kept.len();
        let mut names = page.names_in(&sentence.bytes);
        let honor = names.rfind(|&it| page.is_kind(it, EntityKind::Honor))?;
        let listed = page.word_ending("roster_word", end).is_some();
        let reviewed = page
            .word_at("acceptance", page.names[honor].bytes.end)
            .is_some();
        let alone = || is_title_alone(page, &sentence.bytes, honor);
        (!reviewed && (listed || alone())).then_some(())?;
        let mut moments = page.moments_in(&sentence.bytes).rev();
        Some(Self {
            honor,
            status: status_in(page, &sentence.bytes),
            date: page
                .signed_on()
                .or_else(|| moments.find_map(|it| page.moments[it].date))
                .or(above),
        })
    }

    /// 绿色工厂：|甲公司、乙公司。 A title that a line begins with, and what stands behind its colon.
    fn before_colon(
        page: &Page<'_>,
        sentence: &Sentence,
        date: Option<PartialDate>,
    ) -> Option<(Self, Bytes)> {
        let honor = page.name_at(sentence.bytes.start)?;
        let end = page.names[honor].bytes.end;
        let colon = page.rest(end).starts_with('：') && page.is_kind(honor, EntityKind::Honor);
        let status = if is_notice(page) {
            ConferralStatus::Applying
        } else {
            ConferralStatus::Conferred
        };
        let over = Self {
            honor,
            status,
            date,
        };
        colon.then(|| (over, end + '：'.len_utf8()..sentence.bytes.end))
    }

    /// 认定|以下4家园区为H|，现予公示。 A title for those whom the lines below or the words behind the colon name.
    fn of_those_below(
        page: &Page<'_>,
        sentence: &Sentence,
        above: Option<PartialDate>,
    ) -> Option<(Self, Bytes)> {
        let line = &sentence.bytes;
        let below = page.words_in("roster_below", line).next()?;
        let mut names = page.names_in(&(below.end..line.end));
        let honor = names.find(|&it| page.is_kind(it, EntityKind::Honor))?;
        let title = &page.names[honor].bytes;
        let before = below.end..title.start;
        let becomes = page.has_word_in("becoming", &before) || page.has_word_in("confer", line);
        let whose = page.has_word_in("holder_class", &before);
        let rest = page.slice(title.end..line.end).find('：');
        let rest = rest.map_or(line.end, |it| title.end + it + '：'.len_utf8())..line.end;
        let mut moments = page.moments_in(&(line.start..title.start)).rev();
        let over = Self {
            honor,
            status: status_in(page, line),
            date: moments.find_map(|it| page.moments[it].date).or(above),
        };
        (becomes && whose).then_some((over, rest))
    }

    /// Who a row of a table under the title is about; a table under the mere level of zones tells of them.
    fn row(&self, page: &Page<'_>, row: &Sentence) -> Option<Fact<MentionId>> {
        let zone = page.word_ending("title_of_zone", page.names[self.honor].bytes.end);
        let kinds = holder_kinds(page, self.honor);
        let holder = row_holder(page, &row.bytes, kinds).filter(|_| zone.is_none())?;
        Some(self.fact(page, row, holder))
    }

    fn fact(&self, page: &Page<'_>, sentence: &Sentence, holder: usize) -> Fact<MentionId> {
        let conferral = Conferral {
            recipient: MentionId(holder),
            honor: MentionId(self.honor),
            status: self.status,
            date: self.date,
            conferred_by: Vec::new(),
            batch: None,
        };
        let bytes = |it: usize| page.names[it].bytes.clone();
        let draft = Draft {
            rule: RuleId::new("conferral/roster"),
            confidence: confidence::of("conferral/roster"),
            spans: vec![bytes(self.honor), bytes(holder)],
            statement: Statement::Conferral(conferral),
        };
        draft.fact(page, sentence, &bytes(holder))
    }
}

/// (一)|省级绿色园区|(4家): whether a line holds nothing but a title, a number before it and a remark behind it.
fn is_title_alone(page: &Page<'_>, line: &Bytes, honor: usize) -> bool {
    let title = &page.names[honor].bytes;
    let before = page.slice(line.start..title.start);
    let numbered = before.chars().filter(|it| it.is_alphabetic()).count() <= BESIDE;
    let behind = page.slice(title.end..line.end).trim();
    let behind = behind.trim_start_matches('”');
    numbered && (behind.is_empty() || behind.starts_with('(') && behind.ends_with(')'))
}

/// Whether a line is a short heading of a part of a roster: 一、代表性工业园区.
fn is_subheading(page: &Page<'_>, sentence: &Sentence) -> bool {
    let text = page.slice(sentence.bytes.clone());
    let number = page.word_at("plan_number", sentence.bytes.start);
    let marked = number.is_some_and(|it| page.rest(it.end).starts_with('、'));
    marked && text.chars().count() <= SUBHEADING && page.names_in(&sentence.bytes).is_empty()
}

/// The names of a line that holds nothing else than names of those who can hold a title, numbers and marks, or goes on
/// behind them with 等.
fn holders(page: &Page<'_>, line: &Bytes, kinds: &[EntityKind]) -> Vec<usize> {
    if let Some(holder) = numbered(page, line).filter(|&it| kinds.contains(&page.names[it].kind)) {
        return vec![holder];
    }
    let names = page.names_in(line);
    let covered: Vec<Bytes> = names
        .clone()
        .map(|it| page.names[it].bytes.clone())
        .collect();
    let last = covered.last().map_or(line.end, |it| it.end);
    let open = page.rest(last).starts_with(page.lexicon.and_others());
    let end = if open { last } else { line.end };
    let mut beside = 0;
    let mut depth = 0;
    for (at, letter) in page.slice(line.start..end).char_indices() {
        let at = line.start + at;
        depth += i32::from(letter == '(') - i32::from(letter == ')');
        let next = covered.partition_point(|it| it.end <= at);
        let named = covered.get(next).is_some_and(|it| it.contains(&at));
        let counts = letter.is_alphabetic() && depth == 0 && !named;
        beside += usize::from(counts);
    }
    if beside > BESIDE {
        return Vec::new();
    }
    // Of an address and what lies there, the last: 苏州|相城区. What brackets hold says more of who stands before them.
    let end = |it: usize| page.names[it].bytes.end;
    let begins = |at: usize| page.name_at(at).is_some();
    let inside = |it: usize| {
        let before = page.slice(line.start..page.names[it].bytes.start);
        before.matches('(').count() > before.matches(')').count()
    };
    let holders = names.filter(|&it| kinds.contains(&page.names[it].kind));
    holders
        .filter(|&it| !begins(end(it)) && !inside(it))
        .collect()
}

/// 1.|某项目|，总投资320亿元；: the name right behind the number of a row, which a comma parts from what is told of it.
fn numbered(page: &Page<'_>, row: &Bytes) -> Option<usize> {
    let text = page.slice(row.clone());
    let behind = text.trim_start_matches(|it: char| it.is_ascii_digit());
    let number = text.len() - behind.len();
    let behind = behind.strip_prefix(['.', '、'])?.trim_start();
    let name = page
        .name_at(row.end - behind.len())
        .filter(|_| number > 0)?;
    let told = page.rest(page.names[name].bytes.end).starts_with('，');
    told.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::honor::find_honors;
    use crate::extract::page::tests::on_page;

    fn count(text: &str) -> usize {
        let mut count = 0;
        on_page(text, |page| {
            find_honors(page);
            count = facts(page).len();
        });
        count
    }

    #[test]
    fn lines_under_the_name_of_a_list_are_who_is_on_it() {
        let list = "国家级绿色园区名单：\n1.张家港经济技术开发区\n2.德阳经济技术开发区\n";
        assert_eq!(count(list), 2);
    }

    #[test]
    fn a_class_of_praise_is_a_title_on_a_page_that_lists_who_is_to_get_it() {
        let list = "关于2021年度先进企业名单的公示\n\n一、智能制造标杆企业（2家）\n\n宁德时代、比亚迪。\n\n\
            二、突出贡献奖（1个）\n\n1.比亚迪电池项目，总投资20亿元；\n";
        on_page(list, |page| {
            find_honors(page);
            let facts = facts(page);
            assert_eq!(facts.len(), 3);
            let sought = |it: &Fact<MentionId>| {
                matches!(&it.statement, Statement::Conferral(it)
                    if it.status == ConferralStatus::Applying && it.date.is_some())
            };
            assert!(facts.iter().all(sought));
        });
        assert_eq!(
            count(
                "甲园概况\n\n一、创新创业优秀载体\n\n张家港经济技术开发区、德阳经济技术开发区。\n"
            ),
            0
        );
    }

    #[test]
    fn lines_under_a_title_alone_hold_it() {
        let list = "名单\n\n（一）国家级绿色园区（2家）\n\n张家港经济技术开发区（新材料）\n\n德阳经济技术开发区（装备）\n";
        assert_eq!(count(list), 2);
        assert_eq!(count("名单\n\n绿色工厂：宁德时代、比亚迪。\n"), 2);
        assert_eq!(count("名单\n\n一、绿色工厂\n\n宁德时代、比亚迪\n"), 2);
        let table = "名单\n\n一、绿色工厂\n\n地市\t企业名称\n宁德市\t宁德时代\n深圳市\t比亚迪\n";
        assert_eq!(count(table), 2);
    }

    #[test]
    fn those_below_or_behind_the_colon_hold_what_a_sentence_gives_them() {
        let list = "拟认定以下2家园区为国家级绿色园区，现予公示。\n\n一、张家港经济技术开发区（新材料）。位于张家港市，发展很快。\n\n二、德阳经济技术开发区（装备）。位于德阳市。\n\n另，兰州新区暂缓认定。\n";
        assert_eq!(count(list), 2);
        let list = "认定下列2家园区为国家级绿色园区：张家港经济技术开发区、德阳经济技术开发区。";
        assert_eq!(count(list), 2);
    }

    #[test]
    fn what_is_published_after_a_notice_is_granted() {
        let granted = |text: &str| {
            let mut granted = false;
            on_page(text, |page| {
                find_honors(page);
                granted = status_in(page, &(0..text.len())) == ConferralStatus::Conferred;
            });
            granted
        };
        assert!(granted("经公示，正式公布国家级绿色园区名单。"));
        assert!(!granted("拟认定国家级绿色园区名单公布如下。"));
    }

    #[test]
    fn a_line_that_says_more_is_none_of_the_list() {
        let text = "国家级绿色园区名单：\n张家港经济技术开发区召开工作会议。\n";
        assert_eq!(count(text), 0);
    }
}
