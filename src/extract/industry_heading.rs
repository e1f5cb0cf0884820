//! Industries that head the paragraphs of a part about industries: 三、主导产业 / 航空制造。…, 光电子信息：….

use crate::clean::BlockKind;
use crate::extract::confidence;
use crate::extract::draft::Draft;
use crate::extract::name_like::{has_verb, is_name_like, is_noun_run};
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::sentence::Sentence;
use crate::extract::subject::Subjecting;
use crate::lexicon::{Hit, Scheme};
use crate::model::{EntityKind, Fact, MentionId, RuleId, Statement};

/// The rule that reads such headings.
const HEADING: &str = "engagement/heading";
/// How many paragraphs with an industry at their head make a series.
const FEWEST: usize = 2;
/// How long what heads a paragraph is, in characters.
const LABEL: std::ops::RangeInclusive<usize> = 2..=12;
/// How long an industry is, in characters.
const LENGTH: std::ops::RangeInclusive<usize> = 2..=10;

/// The industries of all such headings.
pub(super) fn industries(page: &Page<'_>) -> Vec<Name> {
    let items = series(page).into_iter().flatten();
    let items = items.flat_map(|(_, items)| items);
    items
        .map(|bytes| Name {
            name: page.slice(bytes.clone()).to_owned(),
            bytes,
            kind: EntityKind::Industry,
            rule: RuleId::new("name/industry heading"),
            confidence: 0.84,
        })
        .collect()
}

/// Each industry of a heading is one of the park or place that the page is about there.
pub(super) fn facts(page: &Page<'_>, subjecting: &Subjecting) -> Vec<Fact<MentionId>> {
    let headings = series(page).into_iter().flatten();
    let stated =
        headings.flat_map(|(sentence, items)| items.into_iter().map(move |item| (sentence, item)));
    stated
        .filter_map(|(sentence, item)| engagement(page, subjecting, (sentence, item)))
        .collect()
}

fn engagement(
    page: &Page<'_>,
    subjecting: &Subjecting,
    (sentence, item): (&Sentence, Bytes),
) -> Option<Fact<MentionId>> {
    let host = subjecting.topic_at(page, item.start)?;
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
    series.retain(|it: &Vec<(&Sentence, Vec<Bytes>)>| {
        it.len() >= FEWEST && it.iter().any(|(_, items)| items.iter().any(known))
    });
    series
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
    let start = sentence.bytes.start + text.len() - text.trim_start_matches(numbered).len();
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
    let items = items.into_iter().map(|it| industry(page, it));
    items.collect()
}

/// An item without the word for its class, if it reads as an industry.
fn industry(page: &Page<'_>, item: Bytes) -> Option<Bytes> {
    let class = page.word_ending("cluster", item.end);
    let end = class.map_or(item.end, |it| it.start.max(item.start));
    let item = item.start..end;
    let text = page.slice(item.clone());
    let known = page.is_named_in(Scheme::Industry, text);
    let reads = || {
        is_noun_run(page, &item)
            && !has_verb(page, &item)
            && is_name_like(page, EntityKind::Industry, &item)
    };
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
}
