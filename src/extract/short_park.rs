//! Parks that a page calls by their place alone, or by it and the kind of zone: 浏阳|重点发展…, 浏阳高新|实现产值… on a page that
//! names 浏阳高新区.

use crate::extract::page::{Bytes, Name, Page};
use crate::lexicon::is_inside;
use crate::model::{EntityKind, RuleId};

/// What leads to the industries of a park, behind its short name.
const LEADS: [&str; 2] = ["lead_industry_sure", "lead_industry"];

/// What begins what a sentence says of a park or a company.
const PREDICATES: [&str; 2] = ["park_predicate", "company_predicate"];

/// The longest name of a place alone, in characters.
const LONGEST: usize = 4;

/// The places at which a clause begins with the place of a park, where only a park can be meant.
pub(super) fn parks_by_place(page: &Page<'_>) -> Vec<Name> {
    let prose = page.sentences.iter().filter(|it| Page::is_prose(it));
    let clauses = prose.flat_map(|it| it.clauses.iter());
    clauses
        .filter_map(|clause| {
            let lead = |end: usize| LEADS.iter().any(|it| page.word_at(it, end).is_some());
            if let Some(park) = park_of_kind(page, clause) {
                return Some(park);
            }
            let letters = page.slice(clause.clone()).char_indices().take(LONGEST + 1);
            let mut ends = letters.map(|(at, _)| clause.start + at).skip(2);
            let end = ends.find(|&end| lead(end))?;
            park_of(page, clause.start, end)
        })
        .collect()
}

/// The last park before a place of which the text there is the name without its head.
fn park_of(page: &Page<'_>, start: usize, end: usize) -> Option<Name> {
    let place = page.slice(start..end);
    if page.is_word("point_park", place) {
        return None; // 新区|围绕…: what the page is about
    }
    last_park(page, start..end, |stem, _| stem == place)
}

/// The last park before a clause that begins with its place and the first characters of its kind, with what it does behind:
/// 浏阳|高新|实现产值….
fn park_of_kind(page: &Page<'_>, clause: &Bytes) -> Option<Name> {
    let kind = page.words_in("zone_short", clause).next()?;
    let place = page.slice(clause.start..kind.start);
    let short = page.written(kind);
    let told = PREDICATES
        .iter()
        .any(|it| page.word_at(it, kind.end).is_some());
    let fits = told && (2..=LONGEST).contains(&place.chars().count());
    let bytes = clause.start..kind.end;
    let of_kind = |stem: &str, head: &str| stem.ends_with(place) && is_inside(short, head);
    fits.then(|| last_park(page, bytes, of_kind))?
}

/// The last park before a range whose stem and head fit, as what the range calls so.
fn last_park(page: &Page<'_>, bytes: Bytes, fits: impl Fn(&str, &str) -> bool) -> Option<Name> {
    let before = page.names.partition_point(|it| it.bytes.end <= bytes.start);
    let park = page.names.iter().take(before).rev().find(|it| {
        let parts = page.lexicon.park_stem(&it.name);
        it.kind == EntityKind::Park && parts.is_some_and(|(stem, head)| fits(stem, head))
    })?;
    Some(Name {
        bytes,
        kind: EntityKind::Park,
        name: park.name.clone(),
        rule: RuleId::new("name/park by its place"),
        confidence: 0.99,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    #[test]
    fn a_zone_is_called_by_its_place_and_the_first_characters_of_its_kind() {
        let check = |text: &str, expected: &[&str]| {
            on_page(text, |page| {
                let parks = parks_by_place(page);
                let parks: Vec<&str> = parks
                    .iter()
                    .map(|it| page.slice(it.bytes.clone()))
                    .collect();
                assert_eq!(parks, expected, "{text}");
            });
        };
        check("浏阳高新区很大。浏阳高新实现产值3亿元。", &["浏阳高新"]);
        check("浏阳高新区很大。浏阳高新企业多。", &[]);
        check("浏阳经开区很大。浏阳高新实现产值3亿元。", &[]);
    }
}
