//! Identifiers of the reconciliation API: entities by their path below the base, types and properties by prefixed names.

use oxrdf::NamedNode;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use crate::graph::{Base, iri_of_path};
use crate::vocab::PREFIXES;

/// What turns IRIs into identifiers and back.
#[derive(Clone, Debug)]
pub(super) struct Terms {
    pub(super) base: Base,
}

impl Terms {
    /// The identifier of an entity: its path below the base, else its IRI.
    pub(super) fn id(&self, iri: &NamedNode) -> String {
        let path = iri.as_str().strip_prefix(self.base.as_str());
        path.unwrap_or(iri.as_str()).to_owned()
    }

    /// The IRI of an identifier; a whole IRI is one too.
    pub(super) fn iri(&self, id: &str) -> Option<NamedNode> {
        if id.starts_with(self.base.as_str()) || id.contains("://") {
            let decoded = percent_decode_str(id).decode_utf8().ok()?;
            return NamedNode::new(decoded).ok();
        }
        iri_of_path(id, &self.base)
    }
}

/// The prefixed name of a type or property.
pub(super) fn short(iri: &NamedNode) -> String {
    let prefixes = PREFIXES.iter();
    let mut names = prefixes.filter_map(|(name, namespace)| {
        let local = iri.as_str().strip_prefix(namespace)?;
        Some(format!("{name}:{local}"))
    });
    names.next().unwrap_or_else(|| iri.as_str().to_owned())
}

/// The type or property of a prefixed name.
pub(super) fn long(name: &str) -> Option<NamedNode> {
    let (prefix, local) = name.split_once(':')?;
    let namespace = PREFIXES.iter().find(|(it, _)| *it == prefix);
    match namespace {
        Some((_, namespace)) => NamedNode::new(format!("{namespace}{local}")).ok(),
        None => NamedNode::new(name).ok(),
    }
}

/// A type or property with a name for people.
pub(super) fn named(iri: &NamedNode) -> Value {
    json!({ "id": short(iri), "name": name(iri) })
}

/// The last part of an IRI, its words apart: `locatedIn` is `located in`.
pub(super) fn name(iri: &NamedNode) -> String {
    let local = iri.as_str().rsplit(['#', '/']).next().unwrap_or_default();
    let mut name = String::new();
    for character in local.chars() {
        if character.is_uppercase() && !name.is_empty() {
            name.push(' ');
        }
        name.extend(character.to_lowercase());
    }
    name
}
