//! Lists of names at the head of a clause, without the addresses and descriptions in front of names.

use crate::extract::elsewhere::is_whole;
use crate::extract::indicator::Label;
use crate::extract::page::{Bytes, Page};
use crate::extract::subject::Reader;
use crate::model::EntityKind;
use crate::quantity::UnitClass;

/// How many bytes the words that describe a name may have: ten characters.
const DESCRIPTION: usize = 30;

/// How many bytes of a list may stand between its last name that is known and its number: twenty characters.
const LISTED: usize = 60;

/// How many bytes may stand between a number and the noun of what it counts: four characters.
const COUNTED: usize = 18;

impl Reader<'_, '_> {
    /// Names at the head of a clause. A list that goes on with 等 is one of the park spoken of.
    pub(super) fn leading(&self, first: usize, clause: &Bytes) -> Option<Vec<usize>> {
        let page = self.page;
        let (mut names, end) = list_from(page, first, clause);
        let rest = page.slice(end..clause.end);
        if rest.starts_with(page.lexicon.and_others()) {
            // 某工业园|甲公司光伏、乙公司精深加工|等: what a park has, at the head of the clause.
            let headed = page.is_kind(first, EntityKind::Park) && !names.contains(&first);
            return if headed {
                Some(first)
            } else {
                settled_in(page, end, clause).or_else(|| self.park_near(first))
            }
            .map(|park| vec![park]);
        }
        if self.is_counted(&names, clause) {
            return self.park_near(first).map(|park| vec![park]);
        }
        names.extend(self.pointed_behind(end, clause));
        Some(names)
    }

    /// A厂、B基地、C生产线|三个项目|开工: whether names begin a list of projects that a number behind it counts.
    fn is_counted(&self, names: &[usize], clause: &Bytes) -> bool {
        let works = |it: &&usize| {
            !matches!(
                self.page.names[**it].kind,
                EntityKind::Park | EntityKind::Place
            )
        };
        let last = names.last().filter(works);
        last.is_some_and(|&it| counted_list(self.page, it, clause) == Some(Whole::Open))
    }

    /// The park that a word behind a list mark points at: 某市和|经开区.
    fn pointed_behind(&self, end: usize, clause: &Bytes) -> Option<usize> {
        let page = self.page;
        let mark = page.word_at("list_mark", end)?;
        let pointer = page.word_at("point_park", mark.end)?;
        (pointer.end <= clause.end && page.name_at(mark.end).is_none())
            .then(|| self.park())
            .flatten()
    }

    /// The park spoken of before a name, or else that of the block, but no inner park that a sentence before has passed by.
    fn park_near(&self, name: usize) -> Option<usize> {
        let page = self.page;
        let sentence = |it: usize| page.sentence_at(page.names[it].bytes.start);
        let near = |it: &usize| {
            let led = self.lead.or(self.section) == Some(*it);
            led || is_whole(page, &page.names[*it]) || sentence(*it) == sentence(name)
        };
        let spoken = self.spoken().park();
        spoken
            .or(self.park.filter(near))
            .or(self.lead)
            .or(self.park)
    }
}

/// 甲、乙|等8家企业在某产业园|投产: the park behind a list in which a clause says that all of it lies.
fn settled_in(page: &Page<'_>, end: usize, clause: &Bytes) -> Option<usize> {
    let mut parks = page
        .names_in(&(end..clause.end))
        .filter(|&it| page.is_kind(it, EntityKind::Park));
    parks.find(|&it| {
        let start = page.names[it].bytes.start;
        let led = ["locative_mark", "settle"];
        let counted = !page.measures_in(&(end..start.max(end))).is_empty();
        counted
            && led
                .iter()
                .any(|list| page.word_ending(list, start).is_some())
    })
}

/// Whether the number behind a list counts what is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whole {
    /// 等12个项目
    Others,
    /// 三个项目
    Open,
}

/// A厂、B基地、C生产线|三个项目, A、B|等12个重点项目: the projects that the number behind a list counts, the rest of the list
/// between.
pub(super) fn counted_list(page: &Page<'_>, name: usize, clause: &Bytes) -> Option<Whole> {
    let Bytes { start, end } = page.names[name].bytes;
    let measure = page.measures_in(&(end..clause.end)).next()?;
    let measure = &page.measures[measure];
    let between = page.slice(end..measure.bytes.start);
    let noun = measure.bytes.end..clause.end.min(measure.bytes.end + COUNTED);
    let noun = page.words_in("counted_project", &noun).next()?;
    let plain = !page.has_word_in("main_verb", &(measure.bytes.end..noun.start));
    let counts = measure.unit_class == Some(UnitClass::Counter) && plain;
    let others = between.ends_with(page.lexicon.and_others());
    let last = between.is_empty() && page.word_ending("list_mark", start).is_some();
    let more = between.len() <= LISTED && page.word_at("list_mark", end).is_some();
    let listed = last || more;
    match (counts, others) {
        (true, true) => Some(Whole::Others),
        (true, false) if listed => Some(Whole::Open),
        _ => None,
    }
}

/// The names of the list at the head of a clause, whether it goes on with 等 or not.
pub(super) fn listed(page: &Page<'_>, clause: &Bytes) -> Vec<usize> {
    let mut names: Vec<usize> = Vec::new();
    for name in page
        .names_in(clause)
        .filter(|&it| is_actor(page.names[it].kind))
    {
        let start = page.names[name].bytes.start;
        let joined = match names.last() {
            Some(&last) => match page.slice(page.names[last].bytes.end..start) {
                "(" => continue, // 某公司(|洋浦|)
                gap => page.is_word("list_mark", behind_remark(gap)),
            },
            None => true,
        };
        if !joined {
            break;
        }
        names.push(name);
    }
    names
}

/// A(洋浦)|、|B: what stands between two names, behind a remark in brackets.
pub(super) fn behind_remark(gap: &str) -> &str {
    let remark = gap.strip_prefix('(').and_then(|it| it.split_once(')'));
    remark.map_or(gap, |it| it.1)
}

/// A、B等9家企业|增速超过100%, A、B|产值均超过20亿元: the companies of a list of which each has what a number says.
pub(super) fn holders(page: &Page<'_>, clause: &Bytes, label: &Label) -> Vec<usize> {
    let behind = label.noun.end..clause.end;
    let each = page.words_in("each_one", &behind).next();
    let each = each.is_some_and(|it| it.start == label.noun.end);
    if !each && !page.is_word("growth_noun", &label.text) {
        return Vec::new();
    }
    let names = listed(page, clause);
    let end = names.last().map(|&it| page.names[it].bytes.end);
    let open = end.is_some_and(|it| {
        let others = page.rest(it).starts_with(page.lexicon.and_others());
        others || each && names.len() > 1 && label.noun.start >= it
    });
    let companies = names
        .iter()
        .all(|&it| page.is_kind(it, EntityKind::Company));
    if open && companies { names } else { Vec::new() }
}

/// The list that a name begins, and its end. Places in front of a park are its address, and so is what describes a name:
/// 某集团投资的|某项目.
pub(super) fn list_from(page: &Page<'_>, first: usize, clause: &Bytes) -> (Vec<usize>, usize) {
    let mut names = vec![first];
    let mut last = first;
    for next in first + 1..page.names_in(clause).end {
        if !is_actor(page.names[next].kind) {
            if is_described(page, last, next) {
                continue;
            }
            break;
        }
        let gap = page.names[last].bytes.end..page.names[next].bytes.start;
        if is_in_remark(page, &gap, clause) {
            continue;
        }
        let park = page.is_kind(last, EntityKind::Park);
        if is_listed(page, &gap) {
            names.push(next);
        } else if park && page.is_kind(next, EntityKind::Place) {
            break; // 甲工业园|青海|某公司: a place behind a park is not what the clause is about
        } else if is_address(page, &gap) || is_described(page, last, next) {
            names.pop();
            let kind = page.names[next].kind;
            let peers = page.names[last].kind != kind; // 甲公司的A项目、|乙公司的|B项目
            names.retain(|&it| peers && page.names[it].kind == kind);
            names.push(next);
        } else if is_site(page, &gap, next, clause) {
            continue;
        } else {
            break;
        }
        last = next;
    }
    (names, page.names[last].bytes.end)
}

/// 某集团在|某新区|投资建设的某项目: whether a name is only where what the clause is about is built, which is named behind it.
fn is_site(page: &Page<'_>, gap: &Bytes, site: usize, clause: &Bytes) -> bool {
    let start = page.names[site].bytes.start;
    let led = page.word_ending("locative_mark", start);
    led.is_some_and(|it| it.start >= gap.start) && built_at(page, site, clause).is_some()
}

/// 在|某新区|投资建设的|某项目: what a clause says is built in a place.
pub(super) fn built_at(page: &Page<'_>, site: usize, clause: &Bytes) -> Option<usize> {
    let is_place = matches!(page.names[site].kind, EntityKind::Park | EntityKind::Place);
    let end = page.names[site].bytes.end;
    let mut names = page.names_in(&(end..clause.end));
    let thing = names.find(|&it| is_actor(page.names[it].kind) && is_place)?;
    let gap = end..page.names[thing].bytes.start;
    let built = || {
        let verb = page
            .slice(gap.clone())
            .strip_suffix(page.lexicon.particle());
        verb.is_some_and(|it| page.is_word("joint_verb", behind_remark(it)))
    };
    let fits = match page.names[thing].kind {
        EntityKind::Project => describes(page, &gap),
        EntityKind::Park => built(),
        _ => false,
    };
    fits.then_some(thing)
}

/// 某公司(简称|某某|)、, 某公司(简称|某某|)某项目: a name in the remark of a name that the list or another name goes on behind.
fn is_in_remark(page: &Page<'_>, gap: &Bytes, clause: &Bytes) -> bool {
    let open = page.slice(gap.clone()).starts_with('(') && !page.slice(gap.clone()).contains(')');
    let rest = page.slice(gap.start..clause.end);
    let behind = clause.end - behind_remark(rest).len();
    let goes_on = || {
        let owned = page.rest(behind).starts_with(page.lexicon.particle());
        let described = || {
            let mut names = page.names_in(&(behind..clause.end));
            let next = names.find(|&it| is_actor(page.names[it].kind));
            next.is_some_and(|it| describes(page, &(behind..page.names[it].bytes.start)))
        };
        let listed = page.word_at("list_mark", behind).is_some();
        listed || page.name_at(behind).is_some() || owned || described()
    };
    open && behind > gap.start && goes_on()
}

fn is_listed(page: &Page<'_>, gap: &Bytes) -> bool {
    let text = behind_remark(page.slice(gap.clone()));
    page.is_word("list_mark", text.trim_matches(['“', '”']))
}

fn is_address(page: &Page<'_>, gap: &Bytes) -> bool {
    let text = page.slice(gap.clone()).trim_matches(['“', '”']);
    let text = behind_remark(text).trim_matches(['“', '”']);
    let owned = text.strip_prefix(page.lexicon.particle()).unwrap_or(text);
    text.is_empty() || page.is_word("address_gap", text) || page.is_word("owned_by", owned)
}

/// Whether the words between two names make the first one part of what describes the second.
fn is_described(page: &Page<'_>, name: usize, next: usize) -> bool {
    let (name, next) = (&page.names[name], &page.names[next]);
    let gap = page.slice(name.bytes.end..next.bytes.start);
    if page.is_word("inside_of", gap.trim_end_matches(['“', '"'])) {
        return true; // 某园|内的|某公司
    }
    let brought = match next.kind {
        EntityKind::Company => "brought_in",
        EntityKind::Park => "park_taken",
        _ => "inside_of",
    };
    if page.is_word(brought, gap) {
        return true; // 某园|引进的|某公司, 某区|托管的|某园
    }
    let taken = page.word_ending("park_taken", next.bytes.start).is_some();
    let project = next.kind == EntityKind::Project || name.kind != EntityKind::Park || taken;
    let gap = name.bytes.end..next.bytes.start;
    project
        && describes(
            page,
            &(gap.end - behind_remark(page.slice(gap.clone())).len()..gap.end),
        )
}

/// Whether the words between two names are few and end as what describes the second: 投资建设的; not 建有国内唯一的.
fn describes(page: &Page<'_>, gap: &Bytes) -> bool {
    let text = page.slice(gap.clone()).trim_end_matches(['“', '"']);
    let has = page.word_at("main_verb", gap.start).is_some();
    text.len() <= DESCRIPTION && text.ends_with(page.lexicon.particle()) && !has
}

/// Whether things of this kind can be what a clause is about.
pub(super) fn is_actor(kind: EntityKind) -> bool {
    matches!(
        kind,
        EntityKind::Park | EntityKind::Company | EntityKind::Project | EntityKind::Place
    )
}
