//! Where a name begins: from its head leftwards, by known words, parts of speech and marks.

use crate::extract::page::{Bytes, Page};
use crate::extract::walk::{Walk, is_size};
use crate::lexicon::{Hit, Scheme};
use crate::quantity::Measure;

/// What a kind of name may hold to the left of its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// A full place name (江苏省) only directly before the head, else it is a place beside the name: parks.
    NearPlace,
    /// Full place names anywhere: companies, agencies.
    AnyPlace,
    /// Anything up to a stop word: projects.
    Loose,
}

/// The start of the name whose head begins at `head`, not before `floor`.
pub(super) fn name_start(page: &Page<'_>, head: usize, floor: usize, reach: Reach) -> usize {
    if reach == Reach::AnyPlace
        && let Some(start) = place_before(page, head, floor)
    {
        return start;
    }
    Walk {
        page,
        floor,
        reach,
        head,
        at: head,
    }
    .start()
}

/// How far before its head a legal name may begin with a place, in bytes: sixteen characters.
const PLACE_REACH: usize = 48;

/// The start of the place that a legal name begins with: 重庆|奕翔化工|有限公司, 湖南省|产业园区建设|领导小组.
fn place_before(page: &Page<'_>, head: usize, floor: usize) -> Option<usize> {
    let floor = floor.max(head.saturating_sub(PLACE_REACH));
    let places: Vec<Hit> = page
        .hits_in(floor..head)
        .filter(|&hit| hit.end <= head && page.is_in(Scheme::Place, hit))
        .filter(|hit| !crosses_words(page, &(hit.start..hit.end)))
        .collect();
    let nearest = places
        .iter()
        .rev()
        .find(|it| is_one_name(page, **it, head))?;
    let mut start = nearest.start;
    while let Some(before) = places.iter().find(|it| it.end == start && it.start < start) {
        start = before.start;
    }
    let parent = page
        .hits_ending(start)
        .find(|&hit| page.is_in(Scheme::Agency, hit) || page.is_in(Scheme::Company, hit));
    let start = parent.map_or(start, |it| it.start);
    let stem = page.slice(start..head);
    let unclosed = stem.contains(')') && !stem.contains('(');
    (!unclosed).then_some(start)
}

/// Whether a word that the segmenter sees lies across an edge of a range.
pub(super) fn crosses_words(page: &Page<'_>, bytes: &Bytes) -> bool {
    let Some(sentence) = page.sentence_at(bytes.start) else {
        return false;
    };
    let crosses = |at: usize| {
        page.tokens(sentence).iter().any(|it| {
            it.bytes.start < at
                && at < it.bytes.end
                && (it.bytes.start < bytes.start || it.bytes.end > bytes.end)
        })
    };
    crosses(bytes.start) || crosses(bytes.end)
}

/// Whether nothing between a place and a head divides them: no mark, no quantity, no dividing word.
fn is_one_name(page: &Page<'_>, place: Hit, head: usize) -> bool {
    let bytes = place.start..head;
    let joins = |it: char| it.is_alphanumeric() || matches!(it, '(' | ')' | '·' | '“' | '”');
    let national = page.word_at("nation", place.start).is_some()
        && page.word_at("association_head", head).is_some();
    let divides = |hit: Hit| {
        let mark = page.is_word("list_mark", page.written(hit));
        let stem = page.slice(place.end.min(hit.start)..hit.start);
        let brand = stem.chars().count() == 1; // 新疆|众和|股份有限公司: one character is no item of a list
        !(mark && (national || brand))
    };
    let mut dividers = page.words_in("name_divider", &bytes);
    page.slice(bytes.clone()).chars().all(joins)
        && !dividers.any(divides)
        && page.measures_in(&bytes).is_empty()
}

/// Takes off the left edge of a name what only describes: 国家级, 首个, 全球最大, a quantity.
pub(super) fn trimmed_start(page: &Page<'_>, start: usize, head: Hit) -> usize {
    let mut at = start;
    while let Some(hit) = page
        .word_at("name_prefix", at)
        .filter(|hit| hit.end <= head.start)
    {
        at = hit.end;
    }
    let inside = page
        .measure_over(at)
        .filter(|it| it.bytes.start < at || it.bytes.end <= head.start)
        .filter(|it| it.bytes.start < at || !is_size_of_project(page, it, head));
    at = inside.map_or(at, |it| it.bytes.end.min(head.start));
    if is_torn(page.slice(at..head.start)) {
        head.start
    } else {
        at
    }
}

/// Whether a quantity says how large the thing of a project is: 2万吨|碳酸锂项目.
fn is_size_of_project(page: &Page<'_>, measure: &Measure, head: Hit) -> bool {
    page.is_word("project_head", page.written(head)) && is_size(measure.unit_class)
}

/// Whether a stem begins with a mark, or closes a bracket that it does not open.
fn is_torn(stem: &str) -> bool {
    let closes = stem
        .find(')')
        .is_some_and(|close| stem.find('(').is_none_or(|open| close < open));
    closes || stem.starts_with(|it: char| !it.is_alphanumeric() && it != '“')
}

/// Whether a known string is the full name of a place, written with its kind: 江苏省.
pub(super) fn is_full_place(page: &Page<'_>, hit: Hit) -> bool {
    let mut entries = page.lexicon.entries_of(hit);
    entries.any(|(_, it)| it.scheme == Scheme::Place && it.name == page.written(hit))
        && has_suffix(page, &(hit.start..hit.end))
}

/// Whether a place name ends in its kind: 江苏省 does, 江苏 does not.
pub(super) fn has_suffix(page: &Page<'_>, bytes: &Bytes) -> bool {
    page.word_ending("place_head", bytes.end)
        .is_some_and(|hit| hit.start > bytes.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_is_torn_by_a_bracket_it_does_not_open() {
        assert!(is_torn("一期)扩建"));
        assert!(!is_torn("装备(沈阳)"));
        assert!(is_torn("、装备"));
    }
}
