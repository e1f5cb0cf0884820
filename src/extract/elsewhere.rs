//! Which parks of a page lie outside the one that it is about: named after another place, in a list with such, or renamed.

use crate::extract::division::{is_prefecture, is_within, place_in_name, prefecture_of};
use crate::extract::page::{Name, Page};
use crate::extract::topic::is_zone;
use crate::model::EntityKind;

/// Whether a park can be a part of the page's own: it is named after no other place, is no zone of the first order, and in no
/// list with such.
pub(super) fn may_be_part(page: &Page<'_>, topic: usize, name: usize) -> bool {
    let park = &page.names[name];
    park.kind != EntityKind::Park
        || park.name.starts_with(page.names[topic].name.as_str())
        || !is_elsewhere(page, topic, name)
            && !is_zone(page, park)
            && !has_peer_elsewhere(page, topic, name)
}

/// Whether a park is named after a place that is not that of the page's park.
fn is_elsewhere(page: &Page<'_>, topic: usize, name: usize) -> bool {
    let (topic, park) = (&page.names[topic].name, &page.names[name]);
    let place = place_in_name(page, &park.name);
    let is_sure = |place: &String| {
        let is_named = |place: &str| page.names.iter().any(|it| it.name == place);
        let prefecture = || prefecture_of(page, place);
        is_named(place)
            || is_zone(page, park)
            || is_prefecture(page, place)
            || prefecture().is_some_and(is_named)
    };
    let own = place_in_name(page, topic);
    let sure = place.filter(is_sure);
    // A park named after the province around the page's place is not elsewhere.
    let around = |it: &str| {
        own.as_deref()
            .is_some_and(|own| is_within(page, own, Some(it)))
    };
    sure.is_some_and(|it| {
        Some(&it) != own.as_ref() && !is_within(page, &it, own.as_deref()) && !around(&it)
    })
}

/// Whether only list marks and other names stand between two names: they are items of one list.
pub(super) fn are_listed(page: &Page<'_>, one: &Name, other: &Name) -> bool {
    let start = one.bytes.start.min(other.bytes.start);
    let end = one.bytes.end.max(other.bytes.end);
    let names: Vec<&Name> = page
        .names_in(&(start..end))
        .map(|it| &page.names[it])
        .collect();
    let marked = |pair: &[&Name]| match pair {
        [one, other] => page.is_word("list_mark", page.slice(one.bytes.end..other.bytes.start)),
        _ => true,
    };
    names.windows(2).all(marked)
}

/// Whether a park stands in one list with a park of another place.
fn has_peer_elsewhere(page: &Page<'_>, topic: usize, park: usize) -> bool {
    let here = page.names[park].bytes.start;
    let Some(sentence) = page.sentence_at(here) else {
        return false;
    };
    let mut others = page.names_in(&page.sentences[sentence].bytes);
    others.any(|it| {
        it != park
            && it != topic
            && page.is_kind(it, EntityKind::Park)
            && are_listed(page, &page.names[park], &page.names[it])
            && is_elsewhere(page, topic, it)
    })
}

/// 某开发区更名为|某高新区: a new name lies in nothing by the old one.
pub(super) fn is_new_name(page: &Page<'_>, name: usize, object: usize) -> bool {
    let rename = page.word_ending("rename", page.names[name].bytes.start);
    let old = rename.and_then(|it| page.name_ending(it.start));
    old.is_some_and(|it| it.name == page.names[object].name)
}
