//! Brands that are words of the language (永久, 统一): in a list that a word for companies closes, what stands beside companies is one.

use crate::extract::company_list::{ENUMERATION, is_list_of_kinds};
use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::project_list::pieces;
use crate::extract::sentence::Sentence;
use crate::extract::stem::is_generic;
use crate::lexicon::{Hit, Scheme};
use crate::model::{EntityKind, RuleId};
use crate::quantity::UnitClass;

/// How many characters such a brand has.
const LENGTH: std::ops::RangeInclusive<usize> = 2..=4;
/// How many characters may stand between the list and the word for companies.
const CLASS: usize = 8;
/// How far before the word for companies 等 or the number may begin, in bytes: twenty-four characters.
const NEAR: usize = 72;
/// What no brand is, begins or ends with.
const NO_BRAND: [&str; 12] = [
    "class_word",
    "name_stop",
    "points_at",
    "person_word",
    "indicator",
    "industry_class",
    "firm_class",
    "project_word",
    "common_word",
    "industry_modifier",
    "industry_grade",
    "title_mark",
];

/// The brands of the lists of a sentence in which a company is known and all other items are short words.
pub(super) fn common_brands(page: &Page<'_>, sentence: &Sentence, found: &mut Vec<Name>) {
    let mut done = sentence.bytes.start;
    for class in page.words_in("firm_class", &sentence.bytes) {
        let clause = clause_of(sentence, class.start);
        // A list begins behind the last one: a clause of many lists is read once.
        let start = clause.start.max(done.min(class.start));
        let Some(end) = list_end(page, &(start..class.start)) else {
            continue;
        };
        let list = start..end;
        done = class.end;
        if page.slice(list.clone()).contains(ENUMERATION) && !is_list_of_kinds(page, sentence, end)
        {
            found.extend(brands(page, &list, class));
        }
    }
}

/// Where the list ends that 等 or a number parts from the word for companies: A、B|等品牌商, A、B|两大饮料巨头.
fn list_end(page: &Page<'_>, before: &Bytes) -> Option<usize> {
    let mut near = before.end.saturating_sub(NEAR).max(before.start)..before.end;
    let start = near.find(|&it| page.text.is_char_boundary(it))?;
    let before = &(start..before.end);
    let others = page.words_in("and_others", before);
    let others = others.filter(|it| page.stands_alone(*it)).last();
    let counts = [UnitClass::Counter, UnitClass::Kind];
    let counted = page.measures_in(before).map(|it| &page.measures[it]);
    let counted = counted.filter(|it| it.unit_class.is_some_and(|it| counts.contains(&it)));
    let counted = counted.map(|it| it.bytes.clone()).last();
    let close = others.map(|it| it.start..it.end).or(counted)?;
    let between = page.slice(close.end.min(before.end)..before.end);
    let plain = between.chars().count() <= CLASS && between.chars().all(char::is_alphanumeric);
    plain.then_some(close.start)
}

/// The items of a list that are brands, if one of its items is known as a company and each other item can be a brand.
fn brands(page: &Page<'_>, list: &Bytes, class: Hit) -> Vec<Name> {
    let mut pieces = pieces(page, list);
    if let Some(first) = pieces.first_mut() {
        first.start = behind_lead(page, first);
    }
    let is_company = |it: &Bytes| {
        let name = page.name_ending(it.end);
        name.is_some_and(|name| name.kind == EntityKind::Company && name.bytes.start >= it.start)
    };
    let (known, others): (Vec<Bytes>, Vec<Bytes>) = pieces.into_iter().partition(is_company);
    // 吸引德国、宁德时代、先进等企业: one company among many words vouches for none of them.
    // Behind a word for those who have brands one is enough: 好孩子、永久、喜德盛等|品牌商.
    let branded = page.is_word("brand_class", page.written(class));
    let vouched = if branded {
        !known.is_empty()
    } else {
        known.len() >= others.len()
    };
    if !vouched || !others.iter().all(|it| can_be_brand(page, it)) {
        return Vec::new();
    }
    let name = |bytes: Bytes| Name {
        name: page.slice(bytes.clone()).to_owned(),
        bytes,
        kind: EntityKind::Company,
        rule: RuleId::new("name/common brand"),
        confidence: 0.7,
    };
    others.into_iter().map(name).collect()
}

/// Behind the last word that leads to the first item: 中游|，|好孩子, 引进|东风.
fn behind_lead(page: &Page<'_>, item: &Bytes) -> usize {
    let lists = [
        "descriptor",
        "gather",
        "list_lead",
        "list_open",
        "preposition",
    ];
    let leads = lists.iter().flat_map(|list| page.words_in(list, item));
    let leads = leads.filter(|it| it.end < item.end && page.stands_alone(*it));
    let ends = leads.map(|it| it.end);
    let moments = page.moments_in(item).map(|it| page.moments[it].bytes.end);
    ends.chain(moments).max().unwrap_or(item.start)
}

/// Whether nothing speaks against a word as a brand: it is short, no class, no industry, no place, and holds no name.
fn can_be_brand(page: &Page<'_>, item: &Bytes) -> bool {
    let text = page.slice(item.clone());
    let mut entries = page.lexicon.named(text);
    let edge = |hit: Option<Hit>| hit.is_some_and(|it| page.stands_alone(it));
    let no =
        |list: &str| edge(page.word_at(list, item.start)) || edge(page.word_ending(list, item.end));
    LENGTH.contains(&text.chars().count())
        && text.chars().all(char::is_alphabetic)
        && entries.all(|(_, it)| it.scheme == Scheme::Company)
        && !is_generic(page, text, EntityKind::Company)
        && page.name_over(item.start).is_none()
        && page.names_in(item).next().is_none()
        && !NO_BRAND.iter().any(|list| no(list))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    fn brands_of(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        on_page(text, |page| {
            for sentence in &page.sentences {
                common_brands(page, sentence, &mut found);
            }
        });
        found.into_iter().map(|it| it.name).collect()
    }

    #[test]
    fn a_word_beside_companies_is_a_brand() {
        let text = "中游，永久、宁德时代等品牌商相继设厂。";
        assert_eq!(brands_of(text), ["永久"]);
    }

    #[test]
    fn one_company_vouches_for_many_brands_of_a_trade() {
        let text = "好孩子、永久、宁德时代等品牌商相继设厂。";
        assert_eq!(brands_of(text), ["好孩子", "永久"]);
    }

    #[test]
    fn what_grades_companies_is_none() {
        assert!(brands_of("吸引宁德时代、先进等企业落户。").is_empty());
    }

    #[test]
    fn a_word_beside_no_company_is_none() {
        assert!(brands_of("永久、先锋等品牌商相继设厂。").is_empty());
    }
}
