//! Which entity a user means: by IRI, by a name, by a part of a name.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::bail;
use oxrdf::NamedNode;
use parkgraph::clean::simplify;
use parkgraph::model::EntityKind;
use parkgraph::store::Store;

use crate::cli::select::{local, quoted, select, text};

/// An entity of the store.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entity {
    /// Its class, without prefix.
    pub(crate) class: String,
    /// Its main name.
    pub(crate) name: String,
    /// Its IRI.
    pub(crate) iri: String,
    /// Its other names, sorted.
    pub(crate) aliases: Vec<String>,
}

impl Entity {
    fn is_park(&self) -> bool {
        self.class == EntityKind::Park.name()
    }
}

/// The one entity that an IRI or a name means.
pub(crate) fn one(store: &Store, wanted: &str) -> anyhow::Result<Entity> {
    only(find(store, wanted)?, wanted)
}

/// The one park that an IRI or a name means.
pub(crate) fn one_park(store: &Store, wanted: &str) -> anyhow::Result<Entity> {
    let candidates = find(store, wanted)?;
    let (parks, others): (Vec<_>, Vec<_>) = candidates.into_iter().partition(Entity::is_park);
    if parks.is_empty() && !others.is_empty() {
        bail!(
            "{wanted} is the name of no park; give more of a park's name. There is:\n{}",
            list(&others).trim_end()
        );
    }
    only(parks, wanted)
}

fn only(mut candidates: Vec<Entity>, wanted: &str) -> anyhow::Result<Entity> {
    match candidates.len() {
        0 => bail!("the store has no entity named {wanted}; try a part of the name"),
        1 => Ok(candidates.remove(0)),
        several => bail!(
            "{several} entities are named {wanted}; give the IRI of one:\n{}",
            list(&candidates).trim_end()
        ),
    }
}

/// The candidates for an ambiguous name.
fn list(candidates: &[Entity]) -> String {
    let mut lines = String::new();
    for Entity {
        class, name, iri, ..
    } in candidates
    {
        lines.push_str(&[class, "\t", name, "\t", iri, "\n"].concat());
    }
    lines
}

/// The entities that an IRI or a name may mean: those of that name, else those whose names contain it.
pub(crate) fn find(store: &Store, wanted: &str) -> anyhow::Result<Vec<Entity>> {
    if wanted.trim().is_empty() {
        bail!("the name is empty; give an IRI, a name or a part of one");
    }
    if wanted.contains("://") && NamedNode::new(wanted).is_ok() {
        return entities(store, &format!("VALUES ?it {{ <{wanted}> }}"));
    }
    let simplified = quoted(&simplify(wanted));
    let wanted = quoted(wanted);
    for condition in [
        format!("?label IN ({wanted}, {simplified})"),
        format!("CONTAINS(LCASE(?label), LCASE({wanted})) || CONTAINS(?label, {simplified})"),
    ] {
        let pattern = format!(
            "?it skos:prefLabel|skos:altLabel ?any BIND(STR(?any) AS ?label) FILTER({condition})"
        );
        let found = entities(store, &pattern)?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

/// The entities that a pattern binds to `?it`, sorted by class and name.
fn entities(store: &Store, pattern: &str) -> anyhow::Result<Vec<Entity>> {
    let classes = EntityKind::ALL.map(|kind| format!("pg:{kind}")).join(" ");
    let rows = select(
        store,
        &format!(
            "SELECT DISTINCT ?it ?class ?name ?alias WHERE {{
                {{ SELECT DISTINCT ?it WHERE {{ {pattern} }} }}
                VALUES ?class {{ {classes} }}
                ?it a ?class ; skos:prefLabel ?name . OPTIONAL {{ ?it skos:altLabel ?alias }} }}"
        ),
    )?;
    let mut found: BTreeMap<String, (Entity, BTreeSet<String>)> = BTreeMap::new();
    for row in rows {
        let get = |name: &str| text(&row, name).unwrap_or_default();
        let iri = get("it");
        let (_, aliases) = found.entry(iri.clone()).or_insert_with(|| {
            let entity = Entity {
                class: local(&get("class")).to_owned(),
                name: get("name"),
                iri,
                aliases: Vec::new(),
            };
            (entity, BTreeSet::new())
        });
        aliases.extend(text(&row, "alias"));
    }
    let entities = found.into_values().map(|(entity, aliases)| Entity {
        aliases: aliases.into_iter().collect(),
        ..entity
    });
    let mut entities: Vec<Entity> = entities.collect();
    entities.sort();
    Ok(entities)
}
