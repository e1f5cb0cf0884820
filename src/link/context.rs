//! What a document says around its entities: which places it names, how near, and where it is at home.

use std::collections::{BTreeMap, BTreeSet};

use crate::link::registry::Registry;
use crate::link::subject::Context;
use crate::link::{builtin, place, thing};
use crate::model::EntityKind;

/// A place of a document where an entity is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    /// IRI of the entity.
    pub entity: String,
    /// What it is.
    pub kind: EntityKind,
    /// Its name.
    pub name: String,
    /// The division code of its identity.
    pub code: Option<String>,
    /// Where the mention begins.
    pub at: usize,
}

/// So many divisions around an entity are told.
const NEAR: usize = 12;

/// What a document says around each of its entities, by the IRI of the entity.
pub fn contexts(
    registry: &Registry<'_>,
    year: Option<i32>,
    namings: &[Naming],
) -> BTreeMap<String, Context> {
    let told: Vec<(usize, &str, &str)> = namings
        .iter()
        .flat_map(|it| {
            let codes = told(registry, it).into_iter().chain(unit(registry, it));
            codes.map(|code| (it.at, it.entity.as_str(), code))
        })
        .collect();
    let open = open(namings);
    let home = home(registry, told.iter().map(|(_, _, code)| *code));
    let mut positions: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for naming in namings {
        positions.entry(&naming.entity).or_default().push(naming.at);
    }
    let entities = positions.into_iter();
    entities
        .map(|(entity, at)| {
            // What is said around its namesakes in the document did not tell which one it is.
            let context = if open.contains(entity) {
                Context {
                    year,
                    ..Context::default()
                }
            } else {
                Context {
                    year,
                    near: near(&told, entity, &at),
                    home: home.clone(),
                }
            };
            (entity.to_owned(), context)
        })
        .collect()
}

/// The entities without a code whose name another one of the document has with a code.
fn open(namings: &[Naming]) -> BTreeSet<&str> {
    let coded = namings.iter().filter(|it| it.code.is_some());
    let coded: BTreeSet<&str> = coded.map(|it| it.name.as_str()).collect();
    let open = namings.iter().filter(|it| it.code.is_none());
    let open = open.filter(|it| coded.contains(it.name.as_str()));
    open.map(|it| it.entity.as_str()).collect()
}

/// The division that a naming tells of without ambiguity: a place itself, or the place in another thing's name.
fn told<'a>(registry: &Registry<'a>, naming: &Naming) -> Option<&'a str> {
    if let Some(code) = &naming.code {
        return Some(registry.in_force(code)?.id.as_str());
    }
    match naming.kind {
        EntityKind::Place => place::only_division(registry, &naming.name),
        EntityKind::Park | EntityKind::Agency | EntityKind::Company => {
            thing::place_before(registry, &naming.name)
        }
        _ => None,
    }
}

/// The code under which statistics count a zone like a county: towns lie in it.
fn unit<'a>(registry: &Registry<'a>, naming: &Naming) -> Option<&'a str> {
    if naming.kind != EntityKind::Park {
        return None;
    }
    let named = registry.named(naming.kind, &naming.name).iter();
    let mut units = named.filter_map(|it| registry.unit(it.id));
    units.next().filter(|_| units.next().is_none())
}

/// The codes told by other entities, the nearest to any of the positions first, each once. Of two that are equally near the
/// earlier one is nearer: what is around a place is named before it.
fn near(told: &[(usize, &str, &str)], entity: &str, positions: &[usize]) -> Vec<String> {
    let others = told.iter().filter(|(_, other, _)| *other != entity);
    let mut by_distance: Vec<(usize, bool, &str)> = others
        .filter_map(|(at, _, code)| {
            let distances = positions.iter().map(|it| (it.abs_diff(*at), at > it));
            let (distance, is_after) = distances.min()?;
            Some((distance, is_after, *code))
        })
        .collect();
    by_distance.sort_unstable();
    let mut codes: Vec<String> = Vec::new();
    for (_, _, code) in by_distance {
        if codes.len() < NEAR && !codes.iter().any(|it| it == code) {
            codes.push(code.to_owned());
        }
    }
    codes
}

/// Where a document is at home: from the province that it names most downwards, as long as one division has half of the namings.
fn home<'a>(registry: &Registry<'a>, told: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for code in told {
        for around in registry.around(code) {
            *counts.entry(around).or_default() += 1;
        }
    }
    let mut home: Option<&str> = None;
    for level in ["province", "prefecture", "county"] {
        let inside = counts.iter().filter(|(code, _)| {
            builtin::level(code) == level && home.is_none_or(|it| Registry::is_within(code, it))
        });
        let inside: Vec<(&str, usize)> = inside.map(|(code, count)| (*code, *count)).collect();
        let all: usize = inside.iter().map(|(_, count)| count).sum();
        let most = inside
            .iter()
            .max_by_key(|(code, count)| (*count, std::cmp::Reverse(*code)));
        match most {
            Some((code, count)) if 2 * count >= all => home = Some(code),
            // Municipalities have no prefectures.
            None => {}
            _ => break,
        }
    }
    home.map(str::to_owned)
}
