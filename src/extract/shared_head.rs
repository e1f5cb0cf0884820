//! Names that share a head and its number: 北京路、奎山|两个街道, 红旗、东兴、柳源|三个化工园区.

use crate::extract::boundary::{Reach, name_start};
use crate::extract::counted::is_counted_before;
use crate::extract::item::items;
use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::sentence::Sentence;
use crate::lexicon::{Hit, Scheme};
use crate::model::{EntityKind, RuleId};
use crate::quantity::{Measure, UnitClass};

/// How many characters the name of a town has at most that shares its head.
const TOWN: usize = 4;
/// How many characters the name of a park has at most that shares its head, and that has its own.
const STEM: usize = 5;
const WHOLE: usize = 14;

/// Places that share a head and its number: 北京路、奎山|两个街道.
pub(super) fn shared_places(page: &Page<'_>, sentence: &Sentence, found: &mut Vec<Name>) {
    for counted in page.words_in("counted_places", &sentence.bytes) {
        let head = page.word_ending("place_head", counted.end);
        let clause = clause_of(sentence, counted.start);
        if let Some(head) = head {
            let list = clause.start..counted.start;
            let items = items(page, &list);
            let several = items.len() > 1; // 武汉|三镇 are called so
            let items = items.into_iter().rev().filter(|_| several);
            found.extend(items.map_while(|it| shared_place(page, it, head)));
        }
    }
    for head in page.words_in("township_head", &sentence.bytes) {
        found.extend(counted_towns(page, sentence, head));
    }
}

/// Towns that are as many as the number before their head says: 杜店、沙河、里则|三个街道.
fn counted_towns(page: &Page<'_>, sentence: &Sentence, head: Hit) -> Vec<Name> {
    let counted = page.measure_ending(head.start);
    counted
        .filter(|it| it.unit_class == Some(UnitClass::Counter))
        .map(|it| counted_names(page, sentence, it, |item| shared_place(page, item, head)))
        .unwrap_or_default()
}

/// The names of the items before a number, if they are as many as it says.
fn counted_names(
    page: &Page<'_>,
    sentence: &Sentence,
    count: &Measure,
    name: impl Fn(Bytes) -> Option<Name>,
) -> Vec<Name> {
    let clause = clause_of(sentence, count.bytes.end);
    let items = items(page, &(clause.start..count.bytes.start));
    let names: Vec<Name> = items.into_iter().rev().map_while(name).collect();
    let said = count.quantity.value.to_string() == names.len().to_string();
    if said { names } else { Vec::new() }
}

/// An item of a list as a place with the head behind the list; a district only if the lexicon has it.
fn shared_place(page: &Page<'_>, item: Bytes, head: Hit) -> Option<Name> {
    let sentence = &page.sentences[page.sentence_at(item.start)?];
    let ruled = page.words_in("has_parts", &item).map(|it| it.end).max();
    let first = ruled.unwrap_or(item.start);
    let township = page.is_word("township_head", page.written(head));
    let whole = township && page.slice(first..item.end).chars().count() <= TOWN;
    let walked = || name_start(page, item.end, sentence.bytes.start, Reach::NearPlace);
    let start = if whole { first } else { first.max(walked()) };
    let bytes = start..item.end;
    let stem = page.slice(bytes.clone());
    let kind = page.written(head);
    let own = stem.ends_with(kind); // 东营镇、天王|四镇
    let name = format!("{stem}{}", if own { "" } else { kind });
    let plain = page.measures_in(&bytes).is_empty()
        && stem.chars().all(char::is_alphabetic)
        && !stem.ends_with(page.lexicon.and_others());
    let fits = plain
        && (2..=4).contains(&stem.chars().count())
        && (township || page.is_named_in(Scheme::Place, &name));
    fits.then(|| Name {
        name,
        bytes,
        kind: EntityKind::Place,
        rule: RuleId::new("name/shared head"),
        confidence: 0.95, // more than the city of the same letters: 沙河 is a street here
    })
}

/// Parks that share a head and its number: 红旗、东兴、柳源|三个化工园区.
pub(super) fn shared_parks(page: &Page<'_>, sentence: &Sentence, found: &mut Vec<Name>) {
    for head in page.words_in("park_head", &sentence.bytes) {
        if let Some(count) = page.measure_ending(head.start)
            && is_counted_before(page, head)
        {
            let name = |item| shared_park(page, item, head);
            found.extend(counted_names(page, sentence, count, name));
        }
    }
}

/// An item of a list as a park with the head behind the list, or as it is if it says itself what it is: 煤化工园区、古雷新港城|
/// 两大片区.
fn shared_park(page: &Page<'_>, item: Bytes, head: Hit) -> Option<Name> {
    let stops = page.words_in("name_stop", &item);
    let stops = stops.filter(|it| page.stands_alone(*it)).map(|it| it.end);
    let bytes = stops.max().unwrap_or(item.start)..item.end;
    let stem = page.slice(bytes.clone());
    let whole = page.word_ending("part_end", bytes.end);
    let whole = whole.is_some_and(|it| page.slice(bytes.start..it.start).chars().nth(1).is_some());
    let longest = if whole { WHOLE } else { STEM };
    let fits =
        (2..=longest).contains(&stem.chars().count()) && stem.chars().all(char::is_alphabetic);
    let head = if whole { "" } else { page.written(head) };
    fits.then(|| Name {
        name: format!("{stem}{head}"),
        bytes,
        kind: EntityKind::Park,
        rule: RuleId::new("name/shared head"),
        confidence: 0.99, // more than the place of the same letters
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::{names_of, on_page};
    use crate::model::EntityKind;

    #[test]
    fn a_street_of_a_list_is_no_city_of_its_letters() {
        on_page("全区辖杜店、沙河、里则三个街道。", |page| {
            let places = names_of(page, EntityKind::Place);
            assert_eq!(places, ["杜店街道", "沙河街道", "里则街道"]);
        });
    }

    #[test]
    fn parks_share_a_head_and_its_number() {
        on_page(
            "红旗、东兴、柳源三个化工园区成为主载体。",
            |page| {
                let parks = names_of(page, EntityKind::Park);
                assert_eq!(parks, ["红旗化工园区", "东兴化工园区", "柳源化工园区"]);
            },
        );
    }
}
