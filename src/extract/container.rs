//! The park or place that a text has spoken of before a name, and that can hold what it names.

use crate::extract::division::{is_within, place_in_name};
use crate::extract::elsewhere::{are_listed, is_whole};
use crate::extract::modality::clause_of;
use crate::extract::own_park::is_of_company;
use crate::extract::page::{Name, Page};
use crate::extract::pointer::{park_here, park_meant};
use crate::extract::scene::{leads, scene, site};
use crate::extract::subject::Subjecting;
use crate::extract::topic::is_zone;
use crate::model::EntityKind;

/// The park or place that the sentence spoke of before a name; a park named after a place lies in the place.
pub(super) fn container(page: &Page<'_>, subjecting: &Subjecting, name: usize) -> Option<usize> {
    let named = || parent_park(page, name).or_else(|| named_place(page, subjecting, name));
    let park = page.is_kind(name, EntityKind::Park);
    let project = page.is_kind(name, EntityKind::Project);
    let of_park = || {
        project
            .then(|| parent_park(page, name))
            .flatten()
            .filter(|&it| it != name)
    };
    let meant = || {
        let start = page.names[name].bytes.start;
        let sentence = &page.sentences[page.sentence_at(start)?];
        let clause = clause_of(sentence, start);
        let here = || park_here(page, &page.names[name].bytes, &clause);
        let meant = park_meant(page, &(clause.start..start)).or_else(here);
        meant.filter(|&it| it != name)
    };
    let scene = || {
        let sentence = page.sentence_at(page.names[name].bytes.start)?;
        scene(page, &page.sentences[sentence], name)
    };
    park.then(named)
        .flatten()
        .or_else(scene)
        .or_else(meant)
        .or_else(of_park)
        .or_else(|| spoken_of(page, subjecting, name))
}

/// The park whose name begins the name of a park.
pub(super) fn parent_park(page: &Page<'_>, park: usize) -> Option<usize> {
    let name = page.names[park].name.as_str();
    page.names.iter().position(|it| {
        let rest = name.strip_prefix(it.name.as_str());
        it.kind == EntityKind::Park && rest.is_some_and(|rest| !rest.is_empty())
    })
}

/// The place after which a park is named, unless the page's own park is named after it too, or after one inside it.
fn named_place(page: &Page<'_>, subjecting: &Subjecting, park: usize) -> Option<usize> {
    let place = place_in_name(page, &page.names[park].name)?;
    let shared = subjecting
        .topic
        .and_then(|it| place_in_name(page, &page.names[it].name))
        .is_some_and(|it| it == place || is_within(page, &it, Some(&place)));
    let mut names = page.names.iter();
    let there = names.position(|it| it.kind == EntityKind::Place && it.name == place);
    there.filter(|_| !shared)
}

/// The nearest subject before a name in its block that can hold it.
pub(super) fn spoken_of(page: &Page<'_>, subjecting: &Subjecting, name: usize) -> Option<usize> {
    let start = page.names[name].bytes.start;
    let here = page.sentence_at(start)?;
    let block = page.sentences[here].block;
    let sentences = page
        .sentences
        .iter()
        .take(here + 1)
        .rev()
        .take_while(|it| it.block == block);
    let clauses = sentences
        .flat_map(|it| it.clauses.iter().rev())
        .filter(|it| it.start <= start);
    // A park inside a zone holds what its own sentence names; what later sentences name lies in the zone, unless the block
    // begins with the park.
    let opens = |it: usize| {
        let first = page.sentences.iter().find(|it| it.block == block);
        let names = first.map(|it| subjecting.at(page, it.bytes.start).names);
        let same = |other: &usize| page.names[*other].name == page.names[it].name;
        names.unwrap_or_default().iter().any(same)
    };
    // 格林美投资的|某基地: what stands behind a name in its clause is what it does something with.
    let before = |it: usize, at: usize| {
        let clause = clause_of(&page.sentences[here], start);
        clause.start != at || page.names[it].bytes.start < start
    };
    let holds = |it: usize, at: usize| {
        it != name
            && before(it, at)
            && (can_hold(page, it, name) || opens(it) && holds_part(page, it, name))
            && (page.sentence_at(at) == Some(here)
                && (is_one_item(page, it, start) || !is_begun(page, it))
                || !is_inner(page, subjecting, it)
                || (opens(it) || leads(page, subjecting, (it, here))) && !is_begun(page, it))
    };
    let mut spoken = clauses.flat_map(|clause| {
        let names = subjecting.at(page, clause.start).names;
        let site = (page.sentence_at(clause.start) == Some(here))
            .then(|| site(page, &names, clause, start));
        let names = site.flatten().into_iter().chain(names);
        names.map(move |it| (it, clause.start))
    });
    spoken.find(|&(it, at)| holds(it, at)).map(|(it, _)| it)
}

/// 某产业园开工；|某项目竣工: whether no semicolon parts a name from the park before it.
fn is_one_item(page: &Page<'_>, park: usize, name: usize) -> bool {
    let end = page.names[park].bytes.end;
    end > name || !page.slice(end..name).contains('；')
}

/// Whether a clause says of a park that its construction begins: it holds nothing yet.
fn is_begun(page: &Page<'_>, park: usize) -> bool {
    let bytes = &page.names[park].bytes;
    let sentence = page.sentence_at(bytes.start).map(|it| &page.sentences[it]);
    sentence.is_some_and(|it| {
        let clause = clause_of(it, bytes.start);
        page.has_word_in("start_construction", &(bytes.end..clause.end))
    })
}

/// Whether a park is one inside the zone that the page is about.
fn is_inner(page: &Page<'_>, subjecting: &Subjecting, park: usize) -> bool {
    let topic = subjecting.topic;
    let topic = topic.filter(|&it| it != park && is_zone(page, &page.names[it]));
    topic.is_some() && page.is_kind(park, EntityKind::Park) && !is_whole(page, &page.names[park])
}

/// Whether a park can hold a company or project, or a place the park that is named after it.
fn can_hold(page: &Page<'_>, outer: usize, inner: usize) -> bool {
    let (outer, inner) = (&page.names[outer], &page.names[inner]);
    let holds = match (outer.kind, inner.kind) {
        (EntityKind::Park, EntityKind::Park) => holds_park(page, outer, inner),
        (EntityKind::Park, _) => !is_of_company(page, outer),
        (EntityKind::Place, EntityKind::Park) => {
            place_in_name(page, &inner.name).as_deref() == Some(outer.name.as_str())
        }
        _ => false,
    };
    holds && outer.name != inner.name
}

/// Whether a zone holds a park that is no zone and is named after no other place: 黄山高新区, 黄山未来科技城.
fn holds_park(page: &Page<'_>, outer: &Name, inner: &Name) -> bool {
    let place = place_in_name(page, &inner.name);
    let elsewhere = place.is_some() && place != place_in_name(page, &outer.name);
    is_zone(page, outer) && !is_whole(page, inner) && !elsewhere && !are_listed(page, outer, inner)
}

/// Whether a park of which a block speaks first can hold another that the block names, though it is no zone.
fn holds_part(page: &Page<'_>, outer: usize, inner: usize) -> bool {
    let park = |it: usize| page.is_kind(it, EntityKind::Park);
    let (one, other) = (&page.names[outer], &page.names[inner]);
    let own = place_in_name(page, &other.name).is_none();
    park(outer) && park(inner) && own && !is_whole(page, other) && !are_listed(page, one, other)
}
