//! Titles without a known head: what a sure verb confers.

use crate::extract::boundary::is_full_place;
use crate::extract::honor::QUOTES;
use crate::extract::modality::clause_of;
use crate::extract::name_like::is_name_like;
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::sentence::Sentence;
use crate::extract::title::after_agency;
use crate::lexicon::Hit;
use crate::model::{EntityKind, RuleId};

/// A title without a known head: all that stands between a sure verb and the end of the clause or of the list item, if it
/// begins with a level, a place or a quotation.
pub(super) fn headless(page: &Page<'_>, sentence: &Sentence, honors: &mut Vec<Name>) {
    for list in ["confer_sure", "apply_sure"] {
        for verb in page.words_in(list, &sentence.bytes) {
            let clause = clause_of(sentence, verb.start);
            let bytes = region_behind(page, verb, &clause);
            let titled = begins_like_title(page, bytes.start);
            let bytes = without_quotes(page, &bytes);
            let reads = titled && is_name_like(page, EntityKind::Honor, &bytes);
            let ended = page.word_ending("title_end", bytes.end).is_some();
            let free = list == "confer_sure" && !is_named(page, honors, &bytes);
            let praised = list != "confer_sure" && page.has_word_in("plain_praise", &bytes);
            if reads && !praised && (ended || free) {
                honors.extend(unheaded(page, bytes));
            }
        }
    }
}

/// What stands between a verb and the end of its clause or of the item of a list.
fn region_behind(page: &Page<'_>, verb: Hit, clause: &Bytes) -> Bytes {
    let ends = [
        "list_mark",
        "title_noun",
        "and_others",
        "batch_noun",
        "creation_target",
        "candidate_list",
    ];
    let start = after_agency(page, verb.end, clause.end);
    let batch = page.word_at("batch", start);
    let region = batch.map_or(start, |hit| hit.end)..clause.end;
    let ends = ends.iter().flat_map(|list| page.words_in(list, &region));
    let end = ends.map(|hit| hit.start).min().unwrap_or(clause.end);
    let apart = page.slice(region.start..end).find("”“"); // “A”|“B”
    let end = apart.map_or(end, |it| region.start + it);
    let given = page.is_word("grant_verb", page.written(verb)); // 授予|德阳市|“中国装备名城”
    let quoted = page.slice(region.start..end).find('“');
    let behind = quoted.filter(|_| given).unwrap_or(0);
    region.start + behind..end
}

/// A range without the quotation marks around it.
fn without_quotes(page: &Page<'_>, bytes: &Bytes) -> Bytes {
    let text = page.slice(bytes.clone());
    let inner = text.trim_start_matches(['“', '"']);
    let start = bytes.end - inner.len();
    start..start + inner.trim_end_matches(['”', '"']).len()
}

/// Whether names or titles stand in a range, places apart.
fn is_named(page: &Page<'_>, honors: &[Name], bytes: &Bytes) -> bool {
    let mut names = page.names_in(bytes).map(|it| &page.names[it]);
    let overlap = |it: &Bytes| it.start < bytes.end && bytes.start < it.end;
    names.any(|it| it.kind != EntityKind::Place) || honors.iter().any(|it| overlap(&it.bytes))
}

/// Whether a level, a place or a quotation stands here.
fn begins_like_title(page: &Page<'_>, start: usize) -> bool {
    page.rest(start).starts_with('“')
        || page.word_at("honor_level", start).is_some()
        || page.hits_at(start).any(|hit| is_full_place(page, hit))
}

fn unheaded(page: &Page<'_>, bytes: Bytes) -> Option<Name> {
    let name = page.slice(bytes.clone()).replace(QUOTES, "");
    let fits = (5..=30).contains(&name.chars().count());
    fits.then(|| Name {
        bytes,
        kind: EntityKind::Honor,
        name,
        rule: RuleId::new("name/honor"),
        confidence: 0.72,
    })
}
