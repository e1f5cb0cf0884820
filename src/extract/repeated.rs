//! Names that a page has again elsewhere, as they were found or without the word for their kind.

use std::collections::BTreeMap;

use crate::clean::BlockKind;
use crate::extract::boundary::crosses_known;
use crate::extract::context::ShortForm;
use crate::extract::occurrence::occurrences;
use crate::extract::page::{Bytes, Name, Page};
use crate::model::{EntityKind, RuleId};

/// Other places where a name of this page stands.
pub(super) fn repetitions(page: &Page<'_>, short_forms: &[ShortForm]) -> Vec<Name> {
    let mut wanted: BTreeMap<&str, &Name> = BTreeMap::new();
    for name in page.names.iter().filter(|it| is_worth_finding(page, it)) {
        wanted.entry(&name.name).or_insert(name);
    }
    let mut found = Vec::new();
    let places = occurrences(page.text, &wanted.keys().copied().collect());
    for (text, name) in wanted {
        let defined = short_forms.iter().any(|it| it.short == text);
        let rule = if defined {
            "name/define"
        } else {
            "name/repeated"
        };
        found.extend(
            places[text]
                .iter()
                .copied()
                .filter(|&it| may_hold_name(page, &(it..it + text.len())))
                .map(|start| Name {
                    bytes: start..start + text.len(),
                    rule: RuleId::new(rule),
                    confidence: name.confidence * 0.95,
                    ..name.clone()
                }),
        );
    }
    found
}

/// Counties, cities and districts that a page names in full are named without their kind too: 五通桥|区; where only two
/// characters are left, at the head of clauses.
pub(super) fn short_places(page: &Page<'_>) -> Vec<Name> {
    let mut wanted: BTreeMap<&str, &Name> = BTreeMap::new();
    for name in page.names.iter().filter(|it| it.kind == EntityKind::Place) {
        let kind = ["county_head", "district_head"]
            .iter()
            .find_map(|list| page.word_ending(list, name.bytes.end));
        let stem = kind.map_or("", |it| page.slice(name.bytes.start..it.start));
        if stem.chars().nth(1).is_some() {
            wanted.entry(stem).or_insert(name);
        }
    }
    let mut found = Vec::new();
    let places = occurrences(page.text, &wanted.keys().copied().collect());
    for (stem, name) in wanted {
        let places = places[stem].iter().map(|&start| start..start + stem.len());
        found.extend(
            places
                .filter(|it| may_hold_name(page, it) && is_short_place(page, it))
                .map(|bytes| Name {
                    bytes,
                    rule: RuleId::new("name/short place"),
                    confidence: name.confidence * 0.95,
                    ..name.clone()
                }),
        );
    }
    found
}

/// Whether what may be a place without its kind is long enough, or begins a clause as a word of its own.
fn is_short_place(page: &Page<'_>, bytes: &Bytes) -> bool {
    let long = page.slice(bytes.clone()).chars().nth(2).is_some();
    let sentence = page.sentence_at(bytes.start).map(|it| &page.sentences[it]);
    let begins = sentence.is_some_and(|it| it.clauses.iter().any(|it| it.start == bytes.start));
    long || begins && !crosses_known(page, bytes)
}

/// Whether a name is one of a company, park or project, and not a word that any text may have.
fn is_worth_finding(page: &Page<'_>, name: &Name) -> bool {
    let generic = page.lexicon.words("generic_stem");
    let named = matches!(
        name.kind,
        EntityKind::Company | EntityKind::Park | EntityKind::Project
    );
    named
        && name.name.chars().nth(1).is_some()
        && !page.lexicon.has_word(generic, &name.name)
        && !page.is_word("side_part", &name.name)
}

/// Whether a range lies in running text or a table, outside known names; a place that it begins with is part of it
/// (新疆|众和).
fn may_hold_name(page: &Page<'_>, bytes: &Bytes) -> bool {
    let sentence = page.sentence_at(bytes.start).map(|it| &page.sentences[it]);
    let over = page.name_over(bytes.start).map(|it| &page.names[it]);
    let begins = |it: &Name| {
        it.kind == EntityKind::Place && it.bytes.start == bytes.start && it.bytes.end < bytes.end
    };
    sentence.is_some_and(|it| Page::is_prose(it) || it.kind == BlockKind::Table)
        && over.is_none_or(begins)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    #[test]
    fn a_district_is_named_without_its_kind_too() {
        on_page(
            "五通桥区发展很快。五通桥是千年盐城。",
            |page| {
                let places = short_places(page);
                let names: Vec<&str> = places.iter().map(|it| it.name.as_str()).collect();
                assert_eq!(names, ["五通桥区"]);
            },
        );
    }
}
