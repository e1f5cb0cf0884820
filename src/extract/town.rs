//! Towns, townships and subdistricts that no list holds: short words before 镇, 乡, 街道.

use crate::extract::boundary::is_full_place;
use crate::extract::head::near_start;
use crate::extract::page::{Name, Page};
use crate::extract::sentence::Sentence;
use crate::extract::stem::is_generic;
use crate::lexicon::Hit;
use crate::model::{EntityKind, RuleId};

/// Towns, subdistricts and villages that no list holds: a short word before 镇, 街道.
pub(super) fn townships(page: &Page<'_>, sentence: &Sentence, found: &mut Vec<Name>) {
    for head in page.words_in("place_head", &sentence.bytes) {
        found.extend(township(page, sentence, head));
    }
}

fn township(page: &Page<'_>, sentence: &Sentence, head: Hit) -> Option<Name> {
    let other = page.word_ending("not_township", head.end).is_some();
    let bounded = bounded_start(page, head);
    let rural = bounded.is_some()
        && page.is_word("rural_head", page.written(head))
        && page.word_at("rural_after", head.end).is_none();
    if other || !page.is_word("township_head", page.written(head)) && !rural {
        return None;
    }
    let start = bounded.unwrap_or_else(|| near_start(page, sentence, head));
    let stem = page.slice(start..head.start);
    // 缙云县|壶镇: one character behind a county.
    let addressed = page.hits_ending(start).any(|hit| is_full_place(page, hit));
    let length = stem.chars().count();
    let short = (2..=4).contains(&length) || length == 1 && addressed;
    // 宁波市|镇海区: a place in full before the head is no name of a town.
    let placed = page
        .hits_ending(head.start)
        .any(|hit| is_full_place(page, hit));
    // 奎山|两个街道, 马营、八鱼、天王|四镇: the number belongs to a list.
    let listed = page.slice(0..start).ends_with('、');
    let numbered = || page.word_ending("ordinal_digit", head.start).is_some();
    let counted = page.measure_ending(head.start).is_some() || listed && numbered();
    if !short || placed || counted || is_generic(page, stem, EntityKind::Place) {
        return None;
    }
    let bytes = start..head.end;
    Some(Name {
        name: page.slice(bytes.clone()).to_owned(),
        bytes,
        kind: EntityKind::Place,
        rule: RuleId::new("name/place_head"),
        confidence: 0.8,
    })
}

/// Where the name of a town begins that a mark, a place or a word for lying somewhere bounds: 地处|新埭镇, 、|里则街道.
fn bounded_start(page: &Page<'_>, head: Hit) -> Option<usize> {
    let mut at = head.start;
    for _ in 0..TOWN {
        let before = page.slice(0..at).chars().next_back()?;
        if !before.is_alphabetic() {
            return None;
        }
        at -= before.len_utf8();
        let led = |list: &str| page.word_ending(list, at).is_some();
        let listed = page.slice(0..at).ends_with('、');
        let placed = || page.hits_ending(at).any(|hit| is_full_place(page, hit));
        let long = page.slice(at..head.start).chars().nth(1).is_some();
        if long && (listed || led("locate") || led("has_parts") || placed()) {
            return Some(at);
        }
    }
    None
}

/// How many characters the name of a town has at most, without its kind.
const TOWN: usize = 3;

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::on_page;
    use crate::model::EntityKind;

    #[test]
    fn a_number_at_the_end_of_a_list_is_no_part_of_a_town() {
        on_page(
            "云湖高新区辖东营镇、西鱼、天王四镇。",
            |page| {
                let places = page.names.iter().filter(|it| it.kind == EntityKind::Place);
                let names: Vec<&str> = places.map(|it| it.name.as_str()).collect();
                assert_eq!(names, ["东营镇", "西鱼镇", "天王镇"]);
            },
        );
    }
}
