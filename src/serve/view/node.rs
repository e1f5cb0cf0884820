//! What the store says of a node, all graphs together.

use std::collections::BTreeMap;

use oxrdf::{Literal, NamedNode, NamedNodeRef, Quad, Term};

use crate::store::{Error, Store};
use crate::vocab::rdf;

/// A node and its values, each once, sorted.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// Its IRI.
    pub(crate) iri: NamedNode,
    values: BTreeMap<String, Vec<Term>>,
}

impl Node {
    /// Reads all that is said of a node; empty where nothing is.
    pub(crate) fn load(store: &Store, iri: NamedNodeRef<'_>) -> Result<Self, Error> {
        let quads: Result<Vec<Quad>, Error> = store.quads_of(iri).collect();
        Ok(Self::new(iri.into_owned(), quads?))
    }

    /// A node of quads that are all about it.
    pub(crate) fn new(iri: NamedNode, quads: Vec<Quad>) -> Self {
        let mut values: BTreeMap<String, Vec<Term>> = BTreeMap::new();
        for quad in quads {
            let property = quad.predicate.into_string();
            values.entry(property).or_default().push(quad.object);
        }
        for terms in values.values_mut() {
            terms.sort_by_cached_key(ToString::to_string);
            terms.dedup();
        }
        Self { iri, values }
    }

    /// Whether nothing is said of it.
    pub(crate) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// All properties with their values, sorted.
    pub(crate) fn properties(&self) -> impl Iterator<Item = (&str, &[Term])> {
        let values = self.values.iter();
        values.map(|(property, terms)| (property.as_str(), terms.as_slice()))
    }

    /// The values of a property.
    pub(crate) fn terms(&self, property: NamedNodeRef<'_>) -> &[Term] {
        self.values
            .get(property.as_str())
            .map_or(&[], Vec::as_slice)
    }

    /// The values of a property that are literals.
    pub(crate) fn literals(&self, property: NamedNodeRef<'_>) -> impl Iterator<Item = &Literal> {
        self.terms(property).iter().filter_map(|term| match term {
            Term::Literal(literal) => Some(literal),
            _ => None,
        })
    }

    /// The values of a property that are IRIs.
    pub(crate) fn nodes(&self, property: NamedNodeRef<'_>) -> impl Iterator<Item = &NamedNode> {
        self.terms(property).iter().filter_map(|term| match term {
            Term::NamedNode(node) => Some(node),
            _ => None,
        })
    }

    /// The first literal of a property.
    pub(crate) fn text(&self, property: NamedNodeRef<'_>) -> Option<&str> {
        self.literals(property).next().map(Literal::value)
    }

    /// The first IRI of a property.
    pub(crate) fn node(&self, property: NamedNodeRef<'_>) -> Option<&NamedNode> {
        self.nodes(property).next()
    }

    /// Whether it belongs to a class.
    pub(crate) fn is_a(&self, class: NamedNodeRef<'_>) -> bool {
        self.nodes(rdf::TYPE).any(|it| it.as_ref() == class)
    }
}
