//! Parks, companies, agencies, titles and industries: by name, by a registered other name, by a form made by rule.

use std::collections::BTreeMap;

use crate::link::dataset::Role;
use crate::link::linker::Choice;
use crate::link::place::rule_of;
use crate::link::registry::{Form, Id, Named, Registry};
use crate::link::subject::Subject;
use crate::link::{Predicate, builtin, zone};
use crate::model::EntityKind;

/// The records that a subject may be, of every set of its kind.
pub(super) fn choices(registry: &Registry<'_>, subject: &Subject) -> Vec<Choice> {
    let mut best: BTreeMap<Id, Way> = BTreeMap::new();
    for (name, at) in subject.names.iter().zip(0..) {
        for named in found(registry, subject.kind, name) {
            let way = (named.form, at > 0);
            let known = best.entry(named.id).or_insert(way);
            *known = (*known).min(way);
        }
    }
    for named in zone::in_division_around(registry, subject) {
        best.entry(named.id).or_insert((named.form, false));
    }
    let mut by_set: BTreeMap<&str, Vec<(Id, Way)>> = BTreeMap::new();
    for (id, way) in best {
        let set = &registry.set(id).name;
        by_set.entry(set).or_default().push((id, way));
    }
    let sets = by_set.into_values();
    sets.flat_map(|found| of_set(registry, &found, subject))
        .collect()
}

/// How a record was found: the form of the name, and whether it is another name than the canonical one. Where entities were
/// merged, each has its own record; the canonical name tells whose it is.
type Way = (Form, bool);

/// All records that bear a name of a thing.
fn found(registry: &Registry<'_>, kind: EntityKind, name: &str) -> Vec<Named> {
    let mut found = registry.named(kind, name).to_vec();
    match kind {
        EntityKind::Park => {
            let form = registry.park_form(name);
            found.extend(generated(registry, kind, &form));
            let within = within_province(registry, &form);
            found.extend(generated(registry, kind, &within));
            found.extend(in_province_before_it(registry, &form));
        }
        EntityKind::Industry => {
            for word in &registry.weights.generated.industry {
                let form = format!("{name}{word}");
                found.extend(generated(registry, kind, &form));
            }
            found.extend(class_of_lexicon(registry, name));
        }
        _ => {}
    }
    found
}

/// The records that bear a form that was made by rule.
fn generated(registry: &Registry<'_>, kind: EntityKind, form: &str) -> Vec<Named> {
    let named = registry.named(kind, form).iter();
    named
        .map(|it| Named {
            form: Form::Generated,
            id: it.id,
        })
        .collect()
}

/// A park's name without the province before its place: 江苏张家港经济技术开发区.
pub(super) fn within_province(registry: &Registry<'_>, name: &str) -> String {
    let cuts = name.char_indices().skip(2).take(7).map(|(at, _)| at);
    for cut in cuts {
        let Some((before, after)) = name.split_at_checked(cut) else {
            continue;
        };
        if province(registry, before).is_some() && place_before(registry, after).is_some() {
            return after.to_owned();
        }
    }
    name.to_owned()
}

/// The records whose name stands behind the province that they lie in: 新疆准东经济技术开发区.
fn in_province_before_it(registry: &Registry<'_>, name: &str) -> Vec<Named> {
    let cuts = name.char_indices().skip(2).take(7).map(|(at, _)| at);
    let parts = cuts.filter_map(|cut| name.split_at_checked(cut));
    let found = parts.flat_map(|(before, after)| {
        let province = province(registry, before);
        let found = generated(registry, EntityKind::Park, after).into_iter();
        found.filter(move |it| {
            let region = region_of(registry, it.id);
            region
                .zip(province)
                .is_some_and(|(code, around)| Registry::is_within(code, around))
        })
    });
    found.collect()
}

/// The code of a province with this name.
pub(super) fn province<'a>(registry: &Registry<'a>, name: &str) -> Option<&'a str> {
    let named = registry.named(EntityKind::Place, name).iter();
    let mut codes = named.map(|it| registry.record(it.id).id.as_str());
    codes.find(|code| builtin::level(code) == "province")
}

/// The division that a name begins with, the longest first; no answer where several places are called so.
pub(super) fn place_before<'a>(registry: &Registry<'a>, name: &str) -> Option<&'a str> {
    let cuts: Vec<usize> = name
        .char_indices()
        .skip(2)
        .take(12)
        .map(|(at, _)| at)
        .collect();
    cuts.into_iter().rev().find_map(|cut| {
        let named = registry.named(EntityKind::Place, name.get(..cut)?).iter();
        let records = named.map(|it| registry.record(it.id));
        let mut codes: Vec<&str> = records
            .filter(|it| it.id.len() == 6 && it.successor.is_none())
            .map(|it| it.id.as_str())
            .collect();
        codes.dedup();
        match codes[..] {
            [only] => Some(only),
            _ => None,
        }
    })
}

/// The class that the lexicon puts a sector near.
fn class_of_lexicon(registry: &Registry<'_>, name: &str) -> Vec<Named> {
    let entries = registry.lexicon.named(name).map(|(_, it)| it);
    let matches = entries.flat_map(|it| &it.matches);
    let codes = matches.filter(|(predicate, _)| predicate.ends_with("closeMatch"));
    let iris = codes.map(|(_, iri)| crate::link::table::iri("industry", builtin::last(iri)));
    iris.filter_map(|iri| registry.by_iri(&iri))
        .map(|id| Named {
            form: Form::Alias,
            id,
        })
        .collect()
}

/// The choice among the records of one set: the best form; of several the one in the region of the subject.
fn of_set(registry: &Registry<'_>, found: &[(Id, Way)], subject: &Subject) -> Vec<Choice> {
    let best = found.iter().map(|(_, way)| *way).min();
    let is_event = |id: Id| registry.set(id).role == Role::Event;
    let found = found.iter().filter(|(id, way)| match best {
        Some(best) if is_event(*id) => way.0 == best.0,
        best => Some(*way) == best,
    });
    let found = found.map(|(id, way)| Named {
        form: way.0,
        id: *id,
    });
    let found = found.filter(|it| !has_wider_namesake(registry, it.id, subject.kind));
    let weighed: Vec<(Named, f64)> = found
        .map(|it| (it, region(registry, it.id, subject)))
        .collect();
    let open = registry.weights.region.open;
    let stated = registry.weights.region.stated;
    let agreeing = weighed.iter().filter(|(_, it)| *it >= stated).count();
    let several = weighed.len() > 1;
    let choices = weighed.into_iter().map(|(named, region)| Choice {
        id: named.id,
        form: named.form,
        region: if several && !is_event(named.id) && !(agreeing == 1 && region >= stated) {
            region.min(open)
        } else {
            region
        },
        rule: rule_of(named.form),
        predicate: predicate(registry, &named, subject.kind),
    });
    choices.collect()
}

/// Whether a class is one of several of its name, a part of one that has two digits: 教育 is a section and its only division.
fn has_wider_namesake(registry: &Registry<'_>, id: Id, kind: EntityKind) -> bool {
    let record = registry.record(id);
    let named = registry.named(kind, &record.name).iter();
    let mut others = named.map(|it| registry.record(it.id));
    kind == EntityKind::Industry
        && record.id.len() != 2
        && others.any(|it| it.id.len() == 2 && it.name == record.name)
}

/// Whether what its documents say decides about a park: nothing in its name says where a statistical unit of the name lies.
pub(super) fn needs_context(registry: &Registry<'_>, subject: &Subject) -> bool {
    let is_local = |name: &String| {
        let mut named = registry.named(EntityKind::Park, name).iter();
        named.any(|it| registry.set(it.id).role == Role::Near)
    };
    zone::needs_context(registry, subject)
        || subject.kind == EntityKind::Park
            && !subject
                .names
                .iter()
                .any(|it| place_before(registry, it).is_some())
            && subject.names.iter().any(is_local)
}

/// How much a link to a record may say.
fn predicate(registry: &Registry<'_>, named: &Named, kind: EntityKind) -> Predicate {
    match (registry.set(named.id).role, kind, named.form) {
        (Role::Event, _, _) => Predicate::RelatedMatch,
        (Role::Near, _, _) => Predicate::CloseMatch,
        // Other names of titles and sectors are near words.
        (_, EntityKind::Honor | EntityKind::Industry, Form::Alias | Form::Generated) => {
            Predicate::CloseMatch
        }
        _ => Predicate::ExactMatch,
    }
}

/// The weight of where a record and a subject lie.
fn region(registry: &Registry<'_>, id: Id, subject: &Subject) -> f64 {
    let weights = &registry.weights.region;
    let Some(own) = region_of(registry, id) else {
        return weights.unsaid;
    };
    let own_around = registry.around(own);
    let agrees = |code: &str| own_around.contains(&code) || Registry::is_within(code, own);
    let mut in_names = subject
        .names
        .iter()
        .filter_map(|it| place_before(registry, it));
    let mut near = subject.contexts.iter().flat_map(|it| &it.near);
    if in_names.any(agrees) || near.any(|it| agrees(it)) {
        return weights.stated;
    }
    let mut names = subject.names.iter();
    match names.find_map(|it| place_before(registry, it)) {
        Some(_) => weights.against,
        // National lists name each zone once; a statistical unit may be called like parks elsewhere.
        None if registry.set(id).role == Role::Near => weights.open,
        None => weights.unsaid,
    }
}

/// The division that a record lies in: as its set says, or as its name does.
pub(super) fn region_of<'a>(registry: &Registry<'a>, id: Id) -> Option<&'a str> {
    let record = registry.record(id);
    record
        .region
        .as_deref()
        .or_else(|| place_before(registry, &record.name))
        .or_else(|| province(registry, record.value("province")?))
        .or_else(|| province_of_catalogue(registry, &record.id))
}

/// The province in the code of a development zone: G321095 lies in 320000.
fn province_of_catalogue<'a>(registry: &Registry<'a>, code: &str) -> Option<&'a str> {
    let digits = code.strip_prefix(['G', 'S'])?.get(..2)?;
    let id = registry.division(&format!("{digits}0000"))?;
    Some(registry.record(id).id.as_str())
}
