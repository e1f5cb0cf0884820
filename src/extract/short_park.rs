//! Parks that a page calls by their place alone: 浏阳|重点发展… on a page that names 浏阳高新区.

use crate::extract::page::{Name, Page};
use crate::model::{EntityKind, RuleId};

/// What leads to the industries of a park, behind its short name.
const LEADS: [&str; 2] = ["lead_industry_sure", "lead_industry"];

/// The longest name of a place alone, in characters.
const LONGEST: usize = 4;

/// The places at which a clause begins with the place of a park, where only a park can be meant.
pub(super) fn parks_by_place(page: &Page<'_>) -> Vec<Name> {
    let prose = page.sentences.iter().filter(|it| Page::is_prose(it));
    let clauses = prose.flat_map(|it| it.clauses.iter());
    clauses
        .filter_map(|clause| {
            let lead = |end: usize| LEADS.iter().any(|it| page.word_at(it, end).is_some());
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
    let before = page.names.partition_point(|it| it.bytes.end <= start);
    let park = page.names.iter().take(before).rev().find(|it| {
        let stem = page.lexicon.park_stem(&it.name);
        it.kind == EntityKind::Park && stem.is_some_and(|(stem, _)| stem == place)
    })?;
    Some(Name {
        bytes: start..end,
        kind: EntityKind::Park,
        name: park.name.clone(),
        rule: RuleId::new("name/park by its place"),
        confidence: 0.99,
    })
}
