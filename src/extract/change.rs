//! Words before a label that say that its number is a difference: 新增, 减少.

use crate::extract::indicator::Label;
use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Page};
use crate::lexicon::Hit;
use crate::model::{Change, Comparator, Quantity};
use crate::quantity::{Measure, UnitClass};

/// How far before a label a word that leads it may stand, in bytes: four characters.
const LEAD: usize = 12;

/// 新增, 减少 in front of the label say that the number is a difference.
pub(super) fn leading_change(page: &Page<'_>, segment: &Bytes) -> Change {
    let clause = page.sentence_at(segment.start).map_or(segment.start, |it| {
        clause_of(&page.sentences[it], segment.start).start
    });
    let around = segment.start.saturating_sub(LEAD).max(clause)..segment.end;
    let leads = |list: &str| {
        page.words_in(list, &around)
            .any(|hit| !is_part_of_noun(page, hit) && !reaches(page, hit))
    };
    if leads("increase_lead") {
        Change::Increase
    } else if leads("decrease_lead") {
        Change::Decrease
    } else {
        Change::Level
    }
}

/// 增加|到|68家: whether a word of change leads to the level that is reached.
fn reaches(page: &Page<'_>, hit: Hit) -> bool {
    let reached = page.word_at("grown_to", hit.start);
    reached.is_some_and(|it| it.end > hit.end)
}

/// The number of a change and its direction. A rate of growth is a rise, however it goes (增速从14.2%回落到7.6%); a rise by less
/// than nothing (增速为-6.1%) is a fall.
pub(super) fn changed(page: &Page<'_>, measure: &Measure, label: &Label) -> (Quantity, Change) {
    let mut quantity = measure.quantity.clone();
    if quantity.comparator == Comparator::Equal && is_about(page, measure, label) {
        quantity.comparator = Comparator::About;
    }
    let rate = measure.unit_class == Some(UnitClass::Percent)
        && page.word_ending("growth_noun", label.noun.end).is_some();
    let said = if rate && label.change == Change::Level {
        Change::Increase
    } else {
        label.change
    };
    let change = measure.change.unwrap_or(said);
    if change == Change::Increase && quantity.value.is_sign_negative() {
        quantity.value = -quantity.value;
        return (quantity, Change::Decrease);
    }
    (quantity, change)
}

/// 产销量|约占|全国的|15%: whether a word between a label and the number of a share says that it is rough.
fn is_about(page: &Page<'_>, measure: &Measure, label: &Label) -> bool {
    let clause = page.sentence_at(measure.bytes.start).map(|it| {
        let sentence = &page.sentences[it];
        clause_of(sentence, measure.bytes.start)
    });
    let from = clause.map_or(label.noun.start, |it| {
        it.start.max(label.noun.start.saturating_sub(LEAD))
    });
    let before = from..measure.bytes.start.max(from);
    let mut words = page.words_in("about_share", &before);
    words.any(|it| page.measures_in(&(it.end..before.end)).is_empty())
}

/// 新增甲12家，|乙|5家: whether a bare noun is counted right behind another that was.
pub(super) fn counted_on(
    page: &Page<'_>,
    noun: &Bytes,
    segment: &Bytes,
    measure: &Measure,
) -> bool {
    let counts = |it: &Measure| it.unit_class == Some(UnitClass::Counter);
    let text = page.slice(segment.clone());
    let bare = text.trim_matches(['，', '、', ' ']) == page.slice(noun.clone());
    let end = page
        .slice(0..segment.start)
        .trim_end_matches(['，', '、'])
        .len();
    bare && counts(measure) && page.measure_ending(end).is_some_and(counts)
}

/// How far before a word one that holds it may begin, in bytes.
const LONGEST_WORD: usize = 60;

/// Whether a word of change is inside a longer word that is none: 增加值, 新增长点.
fn is_part_of_noun(page: &Page<'_>, hit: Hit) -> bool {
    let not_changed = page.lexicon.words("not_changed");
    let is_label = page.is_word("change_label", page.written(hit));
    let indicator = is_label.then(|| page.lexicon.words("indicator"));
    page.hits_in(hit.start.saturating_sub(LONGEST_WORD)..hit.start + 1)
        .filter(|it| it.end >= hit.end && it.end - it.start > hit.end - hit.start)
        .any(|it| {
            page.lexicon.is_word(it, not_changed)
                || indicator.is_some_and(|list| page.lexicon.is_word(it, list))
        })
}
