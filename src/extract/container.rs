//! The park or place that a text has spoken of before a name, and that can hold what it names.

use std::collections::BTreeMap;

use crate::extract::division::{is_within, place_in_name};
use crate::extract::elsewhere::{are_listed, has_own_zone, is_whole};
use crate::extract::modality::clause_of;
use crate::extract::own_park::is_of_company;
use crate::extract::page::{Name, Page};
use crate::extract::pointer::{park_here, park_meant};
use crate::extract::scene::{leads, scene, site};
use crate::extract::subject::Subjecting;
use crate::extract::topic::is_zone;
use crate::model::EntityKind;

/// How many clauses back a name is held by what a text speaks of.
const LOOK_BACK: usize = 500;

/// What a page has that can hold something.
pub(super) struct Containers<'s, 'p, 'a> {
    page: &'p Page<'a>,
    subjecting: &'s Subjecting,
    /// Where each park is named first.
    parks: BTreeMap<&'p str, usize>,
    /// Where each place is.
    places: BTreeMap<&'p str, usize>,
}

impl<'s, 'p, 'a> Containers<'s, 'p, 'a> {
    pub(super) fn new(page: &'p Page<'a>, subjecting: &'s Subjecting) -> Self {
        let first = |kind: EntityKind| {
            let names = page.names.iter().enumerate().rev();
            names
                .filter(|(_, it)| it.kind == kind)
                .map(|(at, it)| (it.name.as_str(), at))
                .collect()
        };
        Self {
            page,
            subjecting,
            parks: first(EntityKind::Park),
            places: first(EntityKind::Place),
        }
    }

    /// The park or place that the sentence spoke of before a name; a park named after a place lies in the place.
    pub(super) fn container(&self, name: usize) -> Option<usize> {
        let page = self.page;
        let named = || self.parent_park(name).or_else(|| self.named_place(name));
        let park = page.is_kind(name, EntityKind::Park);
        let project = page.is_kind(name, EntityKind::Project);
        let of_park = || project.then(|| self.parent_park(name)).flatten();
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
            .or_else(|| self.spoken_of(name))
    }

    /// The park, named first of several, whose name begins another name.
    pub(super) fn parent_park(&self, name: usize) -> Option<usize> {
        let name = self.page.names[name].name.as_str();
        let stems = name.char_indices().filter_map(|(at, _)| name.get(..at));
        stems.filter_map(|it| self.parks.get(it).copied()).min()
    }

    /// The place after which a park is named, unless the page's own park is named after it too, or after one inside it.
    pub(super) fn named_place(&self, park: usize) -> Option<usize> {
        let page = self.page;
        let place = place_in_name(page, &page.names[park].name)?;
        let shared = self
            .subjecting
            .topic
            .and_then(|it| place_in_name(page, &page.names[it].name))
            .is_some_and(|it| it == place || is_within(page, &it, Some(&place)));
        let there = self.places.get(place.as_str()).copied();
        there.filter(|_| !shared)
    }

    /// The nearest subject before a name in its block that can hold it.
    pub(super) fn spoken_of(&self, name: usize) -> Option<usize> {
        let (page, subjecting) = (self.page, self.subjecting);
        let start = page.names[name].bytes.start;
        let here = page.sentence_at(start)?;
        let block = page.sentences[here].block;
        let sentences = page.sentences.get(..=here)?.iter().rev();
        let clauses = sentences
            .take_while(|it| it.block == block)
            .flat_map(|it| it.clauses.iter().rev())
            .filter(|it| it.start <= start)
            .take(LOOK_BACK);
        let mut spoken = clauses.flat_map(|clause| {
            let names = subjecting.at(page, clause.start).names;
            let site = (page.sentence_at(clause.start) == Some(here))
                .then(|| site(page, &names, clause, start));
            let names = site.flatten().into_iter().chain(names);
            names.map(move |it| (it, clause.start))
        });
        spoken
            .find(|&(it, at)| self.holds(it, at, name))
            .map(|(it, _)| it)
    }

    /// Whether what a clause speaks of holds a name behind it. A park inside a zone holds what its own sentence names; what
    /// later sentences name lies in the zone, unless the block begins with the park or the sentence before tells of it alone.
    fn holds(&self, outer: usize, clause: usize, name: usize) -> bool {
        let (page, subjecting) = (self.page, self.subjecting);
        let start = page.names[name].bytes.start;
        let Some(here) = page.sentence_at(start) else {
            return false;
        };
        // 格林美投资的|某基地: what stands behind a name in its clause is what it does something with.
        let own = clause_of(&page.sentences[here], start);
        let before = own.start != clause || page.names[outer].bytes.start < start;
        let opens = || self.opens_block(outer, page.sentences[here].block);
        let can = || can_hold(page, outer, name) || opens() && holds_part(page, outer, name);
        let still = || {
            page.sentence_at(clause) == Some(here)
                && (is_one_item(page, outer, start) || !is_begun(page, outer))
                || !is_inner(page, subjecting, outer)
                || (opens() || leads(page, subjecting, (outer, here))) && !is_begun(page, outer)
        };
        outer != name && before && can() && still()
    }

    /// Whether a block speaks of a park first, be it behind a caption: 【农产品加工】|某加工园|有企业23户.
    fn opens_block(&self, park: usize, block: usize) -> bool {
        let page = self.page;
        let first = page.sentences.partition_point(|it| it.block < block);
        let first = page.sentences.get(first);
        let at = first.map(|it| {
            let text = page.slice(it.bytes.clone());
            let caption = text.starts_with('【').then(|| text.find('】')).flatten();
            let mut clauses = it.clauses.iter().map(|it| it.start);
            let behind = caption.map_or(0, |at| at + '】'.len_utf8());
            clauses
                .find(|&at| at >= it.bytes.start + behind)
                .unwrap_or(it.bytes.start)
        });
        let names = at.map(|it| self.subjecting.at(page, it).names);
        let same = |it: &usize| page.names[*it].name == page.names[park].name;
        names.unwrap_or_default().iter().any(same)
    }
}

/// 某产业园开工；|某项目竣工: whether no semicolon parts a name from the park before it, or only those of the list that a
/// colon behind the park begins.
fn is_one_item(page: &Page<'_>, park: usize, name: usize) -> bool {
    let end = page.names[park].bytes.end;
    let between = page.slice(end..name.max(end));
    let parted = between.find('；');
    let listed = between.find('：');
    parted.is_none_or(|it| listed.is_some_and(|list| list < it))
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
    let part = has_own_zone(page, one); // 甲开发区|乙园区…，丙园区…
    let can = park(outer) && park(inner) && own && !part;
    can && !is_whole(page, other) && !are_listed(page, one, other)
}
