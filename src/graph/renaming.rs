//! Entities under other IRIs than their own, where people decided that two are one, or that one is two.

use std::collections::BTreeMap;

use oxrdf::NamedNode;

use crate::graph::iri::{Base, entity_path, name_of_path};
use crate::model::{Entity, EntityId, EntityKind, Reading};

/// Which entities of a document stand under other IRIs. Statements of renamed entities are statements of those that they became:
/// what two documents say of two entities that are one has one IRI.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renaming(BTreeMap<String, Renamed>);

/// What an entity is called instead.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Renamed {
    path: String,
    name: String,
}

impl Renaming {
    /// Renames nothing yet.
    pub fn none() -> Self {
        Self::default()
    }

    /// Puts the entity with an IRI under another one, with a name or, where that is empty, the name in the new IRI. IRIs
    /// that do not begin with the base name no entity and change nothing.
    pub fn add(&mut self, (from, to): (&str, &str), name: &str, base: &Base) {
        let path = |iri: &str| iri.strip_prefix(base.as_str()).map(str::to_owned);
        if let (Some(from), Some(path)) = (path(from), path(to)) {
            let name = match name {
                "" => name_of_path(&path),
                name => name.to_owned(),
            };
            self.0.insert(from, Renamed { path, name });
        }
    }

    /// Whether nothing is renamed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The identities of the entities of a reading.
#[derive(Clone, Copy)]
pub(super) struct Identities<'a> {
    pub(super) reading: &'a Reading,
    pub(super) renaming: &'a Renaming,
}

impl Identities<'_> {
    /// The path of an entity below the base.
    pub(super) fn path(self, id: EntityId) -> String {
        let path = entity_path(self.reading.entity(id));
        self.renaming
            .0
            .get(&path)
            .map_or(path, |it| it.path.clone())
    }

    /// The IRI of an entity.
    pub(super) fn iri(self, id: EntityId, base: &Base) -> NamedNode {
        base.resolve(&self.path(id))
    }

    /// An entity as it is described: a renamed one has its new name, and its own among the others.
    pub(super) fn entity(self, id: EntityId) -> Entity {
        let mut entity = self.reading.entity(id).clone();
        if let Some(renamed) = self.renaming.0.get(&entity_path(&entity)) {
            let own = std::mem::replace(&mut entity.name, renamed.name.clone());
            entity
                .aliases
                .insert((own, crate::model::Language::Simplified));
            let mut segments = renamed.path.split('/');
            let kind = segments.next().and_then(kind);
            entity.kind = kind.unwrap_or(entity.kind);
            let code = segments.nth(1).filter(|_| entity.kind == EntityKind::Place);
            entity.code = code.map(str::to_owned);
        }
        entity
    }
}

/// The kind and the name that the IRI of an entity tells; none where it is of no entity.
///
/// ```
/// use parkgraph::graph::{Base, entity_of_iri};
/// use parkgraph::model::EntityKind;
/// let base = Base::default();
/// let found = entity_of_iri("https://w3id.org/parkgraph/id/place/鼓楼区/320106", &base);
/// assert_eq!(found, Some((EntityKind::Place, "鼓楼区".to_owned())));
/// assert_eq!(entity_of_iri("https://w3id.org/parkgraph/id/data/listed/1", &base), None);
/// ```
pub fn entity_of_iri(iri: &str, base: &Base) -> Option<(EntityKind, String)> {
    let path = iri.strip_prefix(base.as_str())?;
    let kind = kind(path.split('/').next()?)?;
    Some((kind, name_of_path(path))).filter(|(_, name)| !name.is_empty())
}

/// The kind of entity whose paths begin so.
fn kind(segment: &str) -> Option<EntityKind> {
    let mut kinds = EntityKind::ALL.into_iter();
    kinds.find(|it| it.name().eq_ignore_ascii_case(segment))
}
