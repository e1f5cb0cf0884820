//! Words for a whole city or province, 全市 and 全省: names of the places that the page means by them.

use crate::clean::BlockKind;
use crate::extract::division::{place_in_name, province_of};
use crate::extract::frame::skip_frame;
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::sentence::Sentence;
use crate::lexicon::Hit;
use crate::model::{EntityKind, RuleId};

/// The rule that reads 全市 as the city of the page's park.
const POINTER: &str = "name/whole city";

/// Whether a name is a word that points at a place (全市).
pub(super) fn is_pointer(name: &Name) -> bool {
    name.rule.as_str() == POINTER
}

/// Gives 全市 the name of the city or county after which the first park of the page is named, or else of the only one that the
/// page names, and 全省 at the head of a clause that of the province around it.
pub(super) fn find_pointers(page: &mut Page<'_>) {
    let place = place_around(page);
    let list = if page.names.iter().any(|it| it.kind == EntityKind::Park) {
        "point_city"
    } else {
        "whole_place" // without a park, 全区 is a district too
    };
    let mut found = Vec::new();
    for sentence in page
        .sentences
        .iter()
        .filter(|it| it.kind == BlockKind::Paragraph)
    {
        for hit in page.words_in(list, &sentence.bytes) {
            let fits = |it: &&str| has_same_end(page, it, hit.start..hit.end);
            let whole = place_before(page, sentence, hit);
            let whole = whole.or_else(|| place.as_deref().filter(fits));
            let whole = whole.or_else(|| only_place(page, hit));
            found.extend(whole.map(|it| pointer(hit, it)));
        }
        for clause in &sentence.clauses {
            let hit = page.word_at("point_province", skip_frame(page, clause));
            let place = place.as_deref().filter(|_| hit.is_some());
            let province = place.and_then(|it| province_of(page, it));
            found.extend(hit.zip(province).map(|(hit, it)| pointer(hit, it)));
        }
    }
    // 全市|工业园区 is no park of that name, nor a title.
    let is_class = |name: &Name| {
        let mut pointers = found.iter();
        let pointer = pointers.find(|it| it.bytes.start == name.bytes.start);
        let class = |it: &Name| {
            name.kind == EntityKind::Honor
                || page.is_word("point_park", page.slice(it.bytes.end..name.bytes.end))
        };
        pointer.is_some_and(class)
    };
    let names = page.names.iter().filter(|it| !is_class(it));
    page.names = names.cloned().collect();
    found.retain(|it| page.name_over(it.bytes.start).is_none());
    let mut names = std::mem::take(&mut page.names);
    names.extend(found);
    page.keep_best(names);
}

/// The place after which the first park of the page is named, or else the first body that has a place in its name.
pub(super) fn place_around(page: &Page<'_>) -> Option<String> {
    let named_after = |kind: EntityKind| {
        let mut names = page.names.iter().filter(|it| it.kind == kind);
        names.find_map(|it| place_in_name(page, &it.name))
    };
    named_after(EntityKind::Park).or_else(|| named_after(EntityKind::Agency))
}

/// 在遂宁市，…，|全市: the place that the sentence has named last, if it ends as a pointing word does.
fn place_before<'p>(page: &'p Page<'_>, sentence: &Sentence, pointer: Hit) -> Option<&'p str> {
    let mut names = page.names_in(&(sentence.bytes.start..pointer.start));
    let last = names.rfind(|&it| page.is_kind(it, EntityKind::Place))?;
    let name = page.names[last].name.as_str();
    has_same_end(page, name, pointer.start..pointer.end).then_some(name)
}

/// The only place of the page that ends as a pointing word does.
fn only_place<'p>(page: &'p Page<'_>, pointer: Hit) -> Option<&'p str> {
    let fits = |it: &&Name| {
        it.kind == EntityKind::Place && has_same_end(page, &it.name, pointer.start..pointer.end)
    };
    let mut places = page.names.iter().filter(fits).map(|it| it.name.as_str());
    let first = places.next()?;
    places.all(|it| it == first).then_some(first)
}

fn pointer(hit: Hit, place: &str) -> Name {
    Name {
        bytes: hit.start..hit.end,
        kind: EntityKind::Place,
        name: place.to_owned(),
        rule: RuleId::new(POINTER),
        confidence: 0.8,
    }
}

/// Whether a place is of the kind whose whole a word speaks of, by its name in full: 全市 of 昆山.
pub(super) fn is_meant(page: &Page<'_>, whole: Hit, place: &str) -> bool {
    let bytes = whole.start..whole.end;
    let mut entries = page.lexicon.named(place);
    has_same_end(page, place, bytes.clone())
        || entries.any(|(_, it)| has_same_end(page, &it.name, bytes.clone()))
}

/// 全市 points at a city, 全县 at a county.
fn has_same_end(page: &Page<'_>, place: &str, pointer: Bytes) -> bool {
    place.chars().next_back() == page.slice(pointer).chars().next_back()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    #[test]
    fn a_word_for_the_whole_of_a_prefecture_points_at_it() {
        on_page(
            "黔西南布依族苗族自治州很忙。全州保留煤矿84处。",
            |page| {
                find_pointers(page);
                let pointer = page.names.iter().find(|it| is_pointer(it));
                let name = pointer.map(|it| it.name.as_str());
                assert_eq!(name, Some("黔西南布依族苗族自治州"));
            },
        );
    }
}
