//! Industries that head the paragraphs of a part about industries: 三、主导产业 / 航空制造。…, 光电子信息：….

use crate::clean::BlockKind;
use crate::extract::confidence;
use crate::extract::draft::Draft;
use crate::extract::industry::named;
use crate::extract::modality::clause_of;
use crate::extract::name_like::{is_name_like, reads_as_thing};
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::sentence::Sentence;
use crate::extract::subject::Subjecting;
use crate::lexicon::{Hit, Scheme};
use crate::model::{EntityKind, Fact, MentionId, RuleId, Statement};

/// The rule that reads such headings.
const HEADING: &str = "engagement/heading";
/// How many paragraphs with an industry at their head make a series.
const FEWEST: usize = 2;
/// A company that is less sure than this may be an industry of a list that stands alone.
const SURE: f64 = 0.9;
/// How many industries a list has that stands alone.
const MANY: usize = 3;
/// How long what heads a paragraph is, in characters.
const LABEL: std::ops::RangeInclusive<usize> = 2..=12;
/// How long an industry is, in characters.
const LENGTH: std::ops::RangeInclusive<usize> = 2..=10;

/// The industries of all such headings.
pub(super) fn industries(page: &Page<'_>) -> Vec<Name> {
    let items = series(page).into_iter().flatten();
    let items = items.flat_map(|(_, items)| items);
    let read = ("name/industry heading", 0.84);
    items.map(|it| named(page, it, read)).collect()
}

/// Each industry of a heading is one of the park or place that the page is about there.
pub(super) fn facts(page: &Page<'_>, subjecting: &Subjecting) -> Vec<Fact<MentionId>> {
    let headings = series(page).into_iter().flatten();
    let mut facts = Vec::new();
    for (sentence, items) in headings {
        let host = subjecting.topic_at(page, sentence.bytes.start);
        let mut hosts = carriers(page, sentence.block);
        if hosts.is_empty() && host.is_some_and(|it| page.is_kind(it, EntityKind::Place)) {
            hosts = actors(page, sentence.block);
        }
        if hosts.is_empty() {
            hosts.extend(host);
        }
        let pairs = items
            .iter()
            .flat_map(|item| hosts.iter().map(move |host| (*host, item.clone())));
        facts.extend(pairs.filter_map(|it| engagement(page, sentence, it)));
    }
    facts
}

/// The parks that a paragraph says its industry is carried by or lies in: 由|甲园区和乙园区|共同承载, 布局在|甲园区.
fn carriers(page: &Page<'_>, block: usize) -> Vec<usize> {
    let mut found = Vec::new();
    for sentence in page.sentences.iter().filter(|it| it.block == block) {
        let behind = page.words_in("borne_in", &sentence.bytes).map(|it| {
            let clause = clause_of(sentence, it.start);
            it.end..clause.end.max(it.end)
        });
        let before = page.words_in("bears", &sentence.bytes).filter_map(|it| {
            let clause = clause_of(sentence, it.start);
            let before = clause.start..it.start.max(clause.start);
            let agent = page.words_in("borne_by", &before).next()?;
            Some(agent.end..it.start.max(agent.end))
        });
        let ranges: Vec<Bytes> = behind.chain(before).collect();
        let names = ranges.iter().flat_map(|it| page.names_in(it));
        found.extend(names.filter(|&it| page.is_kind(it, EntityKind::Park)));
    }
    found
}

/// The parks that clauses of a paragraph begin with: 生物医药。|随州高新区|布局健康产业园.
fn actors(page: &Page<'_>, block: usize) -> Vec<usize> {
    let sentences = page.sentences.iter().filter(|it| it.block == block);
    let clauses = sentences.flat_map(|it| it.clauses.iter());
    let named = clauses.filter_map(|it| page.name_at(it.start));
    named
        .filter(|&it| page.is_kind(it, EntityKind::Park))
        .collect()
}

/// The statement that an industry which stands here is one of a park or place.
pub(super) fn engagement(
    page: &Page<'_>,
    sentence: &Sentence,
    (host, item): (usize, Bytes),
) -> Option<Fact<MentionId>> {
    let hosts = [EntityKind::Park, EntityKind::Place];
    let industry = page.name_at(item.start)?;
    let fits = hosts.iter().any(|&kind| page.is_kind(host, kind))
        && page.is_kind(industry, EntityKind::Industry);
    let draft = Draft {
        rule: RuleId::new(HEADING),
        confidence: confidence::of(HEADING),
        spans: vec![page.names[host].bytes.clone(), item.clone()],
        statement: Statement::Engagement {
            subject: MentionId(host),
            object: MentionId(industry),
        },
    };
    fits.then(|| draft.fact(page, sentence, &item))
}

/// What heads the paragraphs of a part about industries, one of them at least known, part by part.
fn series<'p>(page: &'p Page<'_>) -> Vec<Vec<(&'p Sentence, Vec<Bytes>)>> {
    let mut series = Vec::new();
    let mut lists = Vec::new();
    let mut headed = false;
    let mut block = usize::MAX;
    for sentence in &page.sentences {
        let first = std::mem::replace(&mut block, sentence.block) != sentence.block;
        match sentence.kind {
            BlockKind::Heading => {
                headed = page.has_word_in("industry_heading", &sentence.bytes);
                series.push(Vec::new());
            }
            BlockKind::Paragraph if headed && first => {
                let bare = bare_list(page, sentence);
                lists.extend(bare.map(|items| vec![(sentence, items)]));
                let label = label(page, sentence);
                let parts = label.clone().and_then(|it| listed(page, sentence, it.end));
                let items = label.and_then(|it| items(page, it));
                let found = series.last_mut();
                if let Some((mut items, found)) = items.zip(found) {
                    items.extend(parts.into_iter().flatten());
                    found.push((sentence, items));
                }
            }
            _ => {}
        }
    }
    let known = |it: &Bytes| page.is_named_in(Scheme::Industry, page.slice(it.clone()));
    let holds_known =
        |it: &Vec<(&Sentence, Vec<Bytes>)>| it.iter().any(|(_, items)| items.iter().any(known));
    series.retain(|it: &Vec<_>| it.len() >= FEWEST);
    series.extend(lists);
    series.retain(holds_known);
    series
}

/// The industries of a paragraph's first sentence, if it is nothing but a list of them: 伺服电机、温控器、康复器械。
fn bare_list(page: &Page<'_>, sentence: &Sentence) -> Option<Vec<Bytes>> {
    let text = page.slice(sentence.bytes.clone());
    let end = sentence.bytes.start + text.trim_end_matches(['。', '；', '\n']).len();
    let list = sentence.bytes.start..end;
    let text = page.slice(list.clone());
    let plain = text.chars().all(|it| it.is_alphanumeric() || it == '、');
    let many = text.matches('、').count() + 1 >= MANY;
    (plain && many).then(|| bare_items(page, list)).flatten()
}

/// The items of a list that stands alone, those among them that were guessed to be companies as well: 永磁同步电机.
pub(super) fn bare_items(page: &Page<'_>, list: Bytes) -> Option<Vec<Bytes>> {
    let guessed = |item: &Bytes| {
        let name = page.name_at(item.start).map(|it| &page.names[it]);
        name.is_some_and(|it| {
            let bare = it.kind == EntityKind::Company && it.bytes == *item;
            bare && it.confidence < SURE && reads_as_thing(page, item)
        })
    };
    let items = cut(page, list).into_iter();
    let read = |it: Bytes| {
        if guessed(&it) {
            Some(it)
        } else {
            industry(page, it)
        }
    };
    items.map(read).collect()
}

/// The industries that a sentence lists behind the colon of its label, if it says nothing else: 装备制造：|防爆电器、工程机械.
fn listed(page: &Page<'_>, sentence: &Sentence, end: usize) -> Option<Vec<Bytes>> {
    let rest = page.rest(end).strip_prefix('：')?;
    let start = end + '：'.len_utf8();
    let close = start + rest.find(['；', '。', '\n']).unwrap_or(rest.len());
    let list = start..close.min(sentence.bytes.end).max(start);
    let several = page.words_in("list_mark", &list).next().is_some();
    let plain = page.slice(list.clone()).chars();
    let mut plain = plain.filter(|it| !it.is_alphanumeric() && *it != '、');
    (several && plain.next().is_none())
        .then(|| items(page, list))
        .flatten()
}

/// What a paragraph begins with, up to its first colon or full stop, behind a number.
fn label(page: &Page<'_>, sentence: &Sentence) -> Option<Bytes> {
    let text = page.slice(sentence.bytes.clone());
    let numbered = |it: char| it.is_ascii_digit() || ".．·• ()、".contains(it);
    let number = page.word_at("item_number", sentence.bytes.start);
    let text = text.trim_start_matches(numbered);
    let start = number.map_or(sentence.bytes.end - text.len(), |it| it.end);
    let rest = page.slice(start..sentence.bytes.end);
    let length = rest.find(['：', '。']).unwrap_or(rest.len());
    let label = start..start + length;
    let text = page.slice(label.clone());
    let plain = text.chars().all(|it| it.is_alphanumeric() || it == '、');
    let ends = page.rest(label.end).starts_with(['：', '。']) || label.end == sentence.bytes.end;
    (plain && ends && LABEL.contains(&text.chars().count())).then_some(label)
}

/// The industries of a label, if it is nothing else: 陶瓷|与|新材料, 新能源|产业.
fn items(page: &Page<'_>, label: Bytes) -> Option<Vec<Bytes>> {
    let items = cut(page, label).into_iter();
    items.map(|it| industry(page, it)).collect()
}

/// The items of a label, by the marks that part any.
fn cut(page: &Page<'_>, label: Bytes) -> Vec<Bytes> {
    let marks = page.words_in("list_mark", &label);
    let joins = |it: Hit| page.is_word("name_joint", page.written(it));
    let mut marks: Vec<_> = marks.filter(|it| !joins(*it)).collect();
    if page.is_named_in(Scheme::Industry, page.slice(label.clone())) {
        marks.clear();
    }
    let mut items = Vec::new();
    let mut start = label.start;
    for mark in marks {
        items.push(start..mark.start);
        start = mark.end;
    }
    items.push(start..label.end);
    items
}

/// An item without the word for its class, if it reads as an industry.
fn industry(page: &Page<'_>, item: Bytes) -> Option<Bytes> {
    let class = page.word_ending("cluster", item.end);
    let end = class.map_or(item.end, |it| it.start.max(item.start));
    let item = item.start..end;
    let text = page.slice(item.clone());
    let known = page.is_named_in(Scheme::Industry, text);
    let reads = || reads_as_thing(page, &item) && is_name_like(page, EntityKind::Industry, &item);
    let fits = LENGTH.contains(&text.chars().count()) && !page.is_word("no_industry", text);
    (fits && (known || reads())).then_some(item)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    fn check(text: &str, expected: &[&str]) {
        on_page(text, |page| {
            let found = industries(page);
            let names: Vec<&str> = found.iter().map(|it| it.name.as_str()).collect();
            assert_eq!(names, expected, "{text}");
        });
    }

    #[test]
    fn what_heads_the_paragraphs_of_a_part_about_industries_is_one() {
        check(
            "指南\n\n三、主导产业\n\n光电子信息：企业86家，产值198亿元。\n\n陶瓷与新材料。园区承接订单。\n\n四、政策\n\n新材料：奖励企业。\n",
            &["光电子信息", "陶瓷", "新材料"],
        );
    }

    #[test]
    fn what_a_label_lists_are_industries_as_well() {
        check(
            "指南\n\n二、主导产业\n\n装备制造：防爆电器、工程机械。\n\n新材料：企业86家，产值198亿元。\n",
            &["装备制造", "防爆电器", "工程机械", "新材料"],
        );
    }

    #[test]
    fn one_paragraph_makes_no_series() {
        check("指南\n\n三、主导产业\n\n新材料：企业86家。\n", &[]);
    }

    #[test]
    fn a_list_that_stands_alone_in_such_a_part_is_one_of_industries() {
        check(
            "指南\n\n二、招商重点\n\n新材料、温控器、永磁同步电机。欢迎来电。\n",
            &["新材料", "温控器", "永磁同步电机"],
        );
        check("指南\n\n二、招商重点\n\n张先生、李先生、王女士。\n", &[]);
    }

    #[test]
    fn the_parks_that_carry_an_industry_are_its_hosts() {
        let check = |text: &str, expected: &[&str]| {
            on_page(text, |page| {
                let found = carriers(page, page.sentences[0].block);
                let names: Vec<&str> = found
                    .iter()
                    .map(|it| page.names[*it].name.as_str())
                    .collect();
                assert_eq!(names, expected, "{text}");
            });
        };
        check(
            "新材料产量15吨，由昆山经济技术开发区承载。",
            &["昆山经济技术开发区"],
        );
        check(
            "新材料企业布局在昆山经济技术开发区。",
            &["昆山经济技术开发区"],
        );
        check("新材料由昆山经济技术开发区管理。", &[]);
    }
}
