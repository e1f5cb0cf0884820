//! Which parks of a page lie outside the one that it is about: named after another place, in a list with such, renamed, or
//! spoken of beside it.

use crate::extract::division::{is_prefecture, is_within, place_in_name, prefecture_of};
use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::predecessor::predecessors;
use crate::extract::subject::Subjecting;
use crate::extract::topic::is_zone;
use crate::model::EntityKind;

/// Whether a park can be a part of the page's own: it is named after no other place, is no zone of the first order, and in no
/// list with such.
pub(super) fn may_be_part(page: &Page<'_>, topic: usize, name: usize) -> bool {
    let park = &page.names[name];
    let inside = park.name.starts_with(page.names[topic].name.as_str());
    // 甲开发区|乙产业园: what is a part itself has no other parks.
    let part = page.is_kind(topic, EntityKind::Park) && has_own_zone(page, &page.names[topic]);
    park.kind != EntityKind::Park
        || inside
        || !part
            && !is_elsewhere(page, topic, name)
            && !is_whole(page, park)
            && !has_peer_elsewhere(page, topic, name)
}

/// Whether a park is a zone of the first order, which lies in no other.
pub(super) fn is_whole(page: &Page<'_>, park: &Name) -> bool {
    is_zone(page, park)
        || page.word_ending("whole_head", park.bytes.end).is_some()
        || page.has_word_in("free_trade_zone", &park.bytes)
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
            || has_own_zone(page, park)
            || is_in_full(park, place)
            || is_prefecture(page, place)
            || prefecture().is_some_and(is_named)
    };
    let own = place_in_name(page, topic);
    let sure = place.filter(is_sure);
    // Of a park that bears the name of no place, the parts may bear those of several: 柴达木试验区, 格尔木工业园.
    if own.is_none() && !is_zone(page, park) && !has_own_zone(page, park) {
        return false;
    }
    // A park named after the province around the page's place is not elsewhere.
    let around = |it: &str| {
        own.as_deref()
            .is_some_and(|own| is_within(page, own, Some(it)))
    };
    sure.is_some_and(|it| {
        Some(&it) != own.as_ref() && !is_within(page, &it, own.as_deref()) && !around(&it)
    })
}

/// 长葛市|产业集聚区, 河南|长葛市|产业集聚区: whether a name has a place in full, and not a side, as counties are called too: 东区|化工园.
fn is_in_full(park: &Name, place: &str) -> bool {
    place.chars().count() > 2 && park.name.contains(place)
}

/// 昆山经济技术开发区|光电产业园: whether the name of a park says in which zone it lies.
pub(super) fn has_own_zone(page: &Page<'_>, park: &Name) -> bool {
    let mut zones = page.words_in("zone_head", &park.bytes);
    zones.any(|it| it.end < park.bytes.end)
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
        [one, other] => {
            let address = one.kind == EntityKind::Place && one.bytes.end == other.bytes.start; // 上海|松江、浦东
            address || page.is_word("list_mark", page.slice(one.bytes.end..other.bytes.start))
        }
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

/// Whether one of two parks has taken the other's place: a new name lies in nothing by the old one, nor the old one in it.
pub(super) fn is_new_name(page: &Page<'_>, one: usize, other: usize) -> bool {
    let took = |new: usize, old: usize| {
        let name = &page.names[old].name;
        let mut named =
            (0..page.names.len()).filter(|&it| page.names[it].name == page.names[new].name);
        named.any(|it| {
            predecessors(page, it)
                .iter()
                .any(|&it| page.names[it].name == *name)
        })
    };
    let parks = [one, other]
        .iter()
        .all(|&it| page.is_kind(it, EntityKind::Park));
    parks && (took(one, other) || took(other, one))
}

/// 甲开发区重点发展…，乙工业园区重点发展…: parks of which clauses of one sentence say alike things lie beside each other.
pub(super) fn are_peers(
    page: &Page<'_>,
    subjecting: &Subjecting,
    (one, other): (usize, usize),
) -> bool {
    let Some(sentence) = page.sentence_at(page.names[one].bytes.start) else {
        return false;
    };
    let park = |it: usize| page.is_kind(it, EntityKind::Park);
    let name = |it: usize| page.names[it].name.as_str();
    if park(one) && park(other) {
        let both = |is: &dyn Fn(usize) -> bool| is(one) && is(other);
        let headings = both(&|it| is_entry(page, it));
        let zone = |it: usize| is_zone(page, &page.names[it]);
        let sections = zone(one) == zone(other) && both(&|it| subjecting.has_section(page, it));
        let listed = || stand_in_one_list(page, (one, other));
        if headings || sections || listed() || own_side_by_side(page, (one, other)) {
            return true;
        }
    }
    let said_of = |wanted: usize| {
        let mut clauses = page.sentences[sentence].clauses.iter();
        clauses.find_map(|clause| {
            let subjects = subjecting.at(page, clause.start);
            let alone = matches!(subjects.names.as_slice(), [it] if name(*it) == name(wanted));
            let own = page.names_in(clause).find(|&it| name(it) == name(wanted))?;
            let said = page.rest(page.names[own].bytes.end).chars().next();
            said.filter(|_| subjects.stated && alone)
        })
    };
    park(one) && park(other) && said_of(one).is_some_and(|it| said_of(other) == Some(it))
}

/// 甲开发区：…, 乙工业园区：…: whether a block is an entry about a park of this name.
fn is_entry(page: &Page<'_>, park: usize) -> bool {
    let mut names = page
        .names
        .iter()
        .filter(|it| it.name == page.names[park].name);
    names.any(|it| {
        let sentence = page
            .sentence_at(it.bytes.start)
            .map(|at| &page.sentences[at]);
        let begins = sentence.is_some_and(|sentence| sentence.bytes.start == it.bytes.start);
        begins && page.rest(it.bytes.end).starts_with('：')
    })
}

/// 甲园|的A公司、|乙园|的B公司: whether a list names what one park has, and then what another has.
fn own_side_by_side(page: &Page<'_>, (one, other): (usize, usize)) -> bool {
    let Bytes { start, .. } = page.names[one].bytes;
    let particle = page.lexicon.particle();
    let owns = |it: usize| {
        let end = page.names[it].bytes.end;
        page.rest(end).starts_with(particle) || page.word_at("inside_of", end).is_some()
    };
    let parted = page.slice(0..start).ends_with('；');
    let listed = parted || page.word_ending("list_mark", start).is_some();
    let Some(sentence) = page.sentence_at(start).filter(|_| listed && owns(one)) else {
        return false;
    };
    let sentence = &page.sentences[sentence];
    let from = if parted {
        sentence.bytes.start
    } else {
        clause_of(sentence, start).start
    };
    let mut before = page.names_in(&(from..start));
    before.any(|it| page.names[it].name == page.names[other].name && owns(it))
}

/// Whether two parks are items of one list anywhere on the page, there perhaps with their zone: 某开发区|甲园区、乙园区….
fn stand_in_one_list(page: &Page<'_>, (one, other): (usize, usize)) -> bool {
    let is = |it: usize, wanted: usize| page.names[it].name.ends_with(&page.names[wanted].name);
    let mut first = (0..page.names.len()).filter(|&it| is(it, one));
    first.any(|first| {
        let Some(sentence) = page.sentence_at(page.names[first].bytes.start) else {
            return false;
        };
        let mut second = page.names_in(&page.sentences[sentence].bytes);
        second.any(|it| is(it, other) && are_listed(page, &page.names[first], &page.names[it]))
    })
}
