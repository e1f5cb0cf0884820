//! Places: a name that several bear is decided by the nearest place around it, then by the document's home, else not at all.

use std::collections::BTreeSet;

use crate::link::linker::Choice;
use crate::link::registry::{Form, Id, Named, Registry};
use crate::link::subject::{Context, Subject};
use crate::link::{Predicate, builtin};
use crate::model::EntityKind;

/// So many places of one name are worth showing as candidates.
const SHOWN: usize = 8;

/// The places that a subject may be.
pub(super) fn choices(registry: &Registry<'_>, subject: &Subject) -> Vec<Choice> {
    if let Some(id) = subject.code.as_deref().and_then(|it| registry.division(it)) {
        return vec![choice(
            id,
            Form::Full,
            registry.weights.region.stated,
            "link/nearest",
        )];
    }
    for name in &subject.names {
        let found = likeliest(registry, registry.named(EntityKind::Place, name));
        if !found.is_empty() {
            return decide(registry, &found, subject);
        }
        if let Some(named) = inside_its_name(registry, name) {
            let stated = registry.weights.region.stated;
            return vec![choice(named.id, named.form, stated, "link/superior")];
        }
    }
    Vec::new()
}

fn choice(id: Id, form: Form, region: f64, rule: &'static str) -> Choice {
    Choice {
        id,
        form,
        region,
        rule,
        predicate: Predicate::ExactMatch,
    }
}

/// What kind of place a record is: the first kind that a name has is meant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    InForce,
    Former,
    Town,
}

fn rank(registry: &Registry<'_>, id: Id) -> Rank {
    let record = registry.record(id);
    let is_over = record.valid.is_some_and(|(_, last)| last.is_some());
    match builtin::level(&record.id) {
        "town" => Rank::Town,
        _ if is_over || record.successor.is_some() => Rank::Former,
        _ => Rank::InForce,
    }
}

/// The records that bear a name in the best form, of the first rank.
fn likeliest(registry: &Registry<'_>, named: &[Named]) -> Vec<Named> {
    let key = |it: &Named| (it.form, rank(registry, it.id));
    let best = named.iter().map(key).min();
    let found = named.iter().filter(|it| Some(key(it)) == best);
    found.copied().collect()
}

/// The place of a name that begins with the places around it: 江苏省张家港市.
fn inside_its_name(registry: &Registry<'_>, name: &str) -> Option<Named> {
    let cuts = name.char_indices().skip(2).map(|(at, _)| at);
    for cut in cuts.collect::<Vec<_>>().into_iter().rev() {
        let (before, after) = name.split_at_checked(cut)?;
        let Some(code) = only_division(registry, before) else {
            continue;
        };
        let inner = registry.named(EntityKind::Place, after).iter().copied();
        let inner: Vec<Named> = inner.filter(|it| lies_in(registry, it.id, code)).collect();
        if let [only] = likeliest(registry, &inner)[..] {
            return Some(only);
        }
    }
    None
}

fn region<'a>(registry: &Registry<'a>, id: Id) -> &'a str {
    registry.record(id).region.as_deref().unwrap_or_default()
}

/// Whether a record lies in a division that is larger than itself.
fn lies_in(registry: &Registry<'_>, id: Id, code: &str) -> bool {
    registry.record(id).id != code && Registry::is_within(region(registry, id), code)
}

/// One record that stands alone is meant; of several, and of towns, the one that the contexts say.
fn decide(registry: &Registry<'_>, found: &[Named], subject: &Subject) -> Vec<Choice> {
    let weights = registry.weights;
    match found {
        [only] if rank(registry, only.id) != Rank::Town => {
            let region = if is_before(registry, only.id, subject) {
                weights.date.before
            } else {
                weights.date.in_use * alone(registry, only.id, subject)
            };
            let rule = rule_of(only.form);
            vec![choice(only.id, only.form, region, rule)]
        }
        _ => match by_contexts(registry, found, subject) {
            Some((named, region, rule)) => vec![choice(named.id, named.form, region, rule)],
            None if found.len() > SHOWN => Vec::new(),
            None => found
                .iter()
                .map(|it| choice(it.id, it.form, weights.region.open, rule_of(it.form)))
                .collect(),
        },
    }
}

/// The rule's name for a form that decides by itself.
pub(super) fn rule_of(form: Form) -> &'static str {
    match form {
        Form::Full => "link/name",
        Form::Alias => "link/alias",
        Form::Generated => "link/generated",
    }
}

/// Whether all documents are older than the name.
fn is_before(registry: &Registry<'_>, id: Id, subject: &Subject) -> bool {
    let first = registry.record(id).valid.and_then(|(first, _)| first);
    let years = || subject.contexts.iter().filter_map(|it| it.year);
    first.is_some_and(|first| years().count() > 0 && years().all(|year| year < first))
}

/// The weight of the region of a name that one place alone has: documents that name places around it confirm it.
fn alone(registry: &Registry<'_>, id: Id, subject: &Subject) -> f64 {
    let named = subject.contexts.iter().flat_map(|it| &it.near);
    let mut named = named.filter(|code| lies_in(registry, id, code));
    match named.next() {
        Some(_) => registry.weights.region.stated,
        None => registry.weights.region.unsaid,
    }
}

type Decision = (Named, f64, &'static str);

/// What all documents agree on. Where the name has one bearer, a document that says nothing does not count against it.
fn by_contexts(registry: &Registry<'_>, found: &[Named], subject: &Subject) -> Option<Decision> {
    let mut agreed: Option<Decision> = None;
    for context in &subject.contexts {
        match (in_context(registry, found, context), agreed) {
            (Some(one), Some(other)) if one.0.id != other.0.id => return None,
            (Some(one), Some(other)) if one.1 >= other.1 => {}
            (Some(one), _) => agreed = Some(one),
            (None, _) if found.len() > 1 => return None,
            (None, _) => {}
        }
    }
    agreed
}

/// What one document says: the nearest place around exactly one of the records, else the home of the document.
fn in_context(registry: &Registry<'_>, found: &[Named], context: &Context) -> Option<Decision> {
    if are_many_told(registry, found, context) {
        return None;
    }
    let mut left = found.to_vec();
    for code in &context.near {
        let inside = inside(registry, &left, code);
        match inside[..] {
            [only] if is_close(registry, only.id, code) => {
                return Some((only, registry.weights.region.stated, "link/nearest"));
            }
            [] => {}
            _ => left = inside,
        }
    }
    at_home(registry, &left, context.home.as_deref()?)
}

/// Whether the places around tell of several of the records. The text then decides between divisions, if it can, and gives
/// their entities codes; which town is meant the nearest county says.
fn are_many_told(registry: &Registry<'_>, found: &[Named], context: &Context) -> bool {
    let told = context.near.iter().filter_map(|code| {
        let inside = inside(registry, found, code);
        match inside[..] {
            [only] if rank(registry, only.id) != Rank::Town => Some(only.id),
            _ => None,
        }
    });
    told.collect::<BTreeSet<Id>>().len() > 1
}

/// The only record in the home's county, else prefecture, else, for counties, province.
fn at_home(registry: &Registry<'_>, left: &[Named], home: &str) -> Option<Decision> {
    for code in registry.around(home) {
        match inside(registry, left, code)[..] {
            [] => {}
            [only] if is_close(registry, only.id, code) => {
                return Some((only, registry.weights.region.home, "link/home"));
            }
            _ => return None,
        }
    }
    None
}

fn inside(registry: &Registry<'_>, found: &[Named], code: &str) -> Vec<Named> {
    let found = found.iter().copied();
    found.filter(|it| lies_in(registry, it.id, code)).collect()
}

/// Whether a division around a record is near enough to tell: which town is meant its county alone tells, or its city where
/// that has no counties (中山市).
fn is_close(registry: &Registry<'_>, id: Id, code: &str) -> bool {
    builtin::level(code) == "county"
        || rank(registry, id) != Rank::Town
        || region(registry, id) == code
}

/// The code of the only division that a name means: in force, or what the former one became.
pub(super) fn only_division<'a>(registry: &Registry<'a>, name: &str) -> Option<&'a str> {
    let named = registry.named(EntityKind::Place, name);
    let found = likeliest(registry, named);
    let found = match found[..] {
        [only] => Some(only),
        [] => inside_its_name(registry, name),
        _ => None,
    }?;
    let record = registry.record(found.id);
    let code = record.region.as_deref()?;
    match rank(registry, found.id) {
        Rank::Town => None,
        Rank::InForce => Some(code),
        Rank::Former => registry.in_force(code).map(|it| it.id.as_str()),
    }
}

/// Whether what its documents say decides about a place: its name is no longer in use, is a town's, or several bear it.
pub(super) fn needs_context(registry: &Registry<'_>, subject: &Subject) -> bool {
    if subject.kind != EntityKind::Place || subject.code.is_some() {
        return false;
    }
    let mut found = subject.names.iter().map(|name| {
        let named = registry.named(EntityKind::Place, name);
        likeliest(registry, named)
    });
    let found = found.find(|it| !it.is_empty()).unwrap_or_default();
    match found[..] {
        [] => false,
        [only] => rank(registry, only.id) != Rank::InForce,
        _ => true,
    }
}
