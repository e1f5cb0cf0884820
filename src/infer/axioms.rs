//! The axioms among triples.

use std::collections::{BTreeMap, BTreeSet};

use oxrdf::NamedNodeRef;

use crate::infer::terms::{Fact, Id, Terms};
use crate::vocab::{owl, rdf, rdfs};

/// What is above a term.
type Above = BTreeMap<Id, BTreeSet<Id>>;

/// The axioms of named classes and properties.
pub(super) struct Axioms {
    pub(super) rdf_type: Id,
    pub(super) superclasses: Above,
    pub(super) superproperties: Above,
    pub(super) domains: Above,
    pub(super) ranges: Above,
    /// Both ways.
    pub(super) inverses: Above,
    pub(super) transitive: BTreeSet<Id>,
}

impl Axioms {
    /// Finds the axioms.
    pub(super) fn new(terms: &mut Terms, facts: &[Fact]) -> Self {
        let mut above = |property: NamedNodeRef<'_>| {
            let property = terms.named(property);
            let axioms = facts.iter().filter(|it| it.predicate == property);
            let mut above = Above::new();
            for fact in axioms.filter(|it| terms.is_named(it.subject) && terms.is_named(it.object))
            {
                above.entry(fact.subject).or_default().insert(fact.object);
            }
            above
        };
        let superclasses = above(rdfs::SUB_CLASS_OF);
        let superproperties = above(rdfs::SUB_PROPERTY_OF);
        let domains = above(rdfs::DOMAIN);
        let ranges = above(rdfs::RANGE);
        let mut inverses = above(owl::INVERSE_OF);
        for (property, others) in inverses.clone() {
            for other in others {
                inverses.entry(other).or_default().insert(property);
            }
        }
        let [rdf_type, transitive] =
            [rdf::TYPE, owl::TRANSITIVE_PROPERTY].map(|it| terms.named(it));
        let declared = facts
            .iter()
            .filter(|it| it.predicate == rdf_type && it.object == transitive);
        Self {
            rdf_type,
            superclasses,
            superproperties,
            domains,
            ranges,
            inverses,
            transitive: declared.map(|it| it.subject).collect(),
        }
    }

    /// What an axiom says of a term.
    pub(super) fn above(axioms: &Above, term: Id) -> impl Iterator<Item = &Id> {
        axioms.get(&term).into_iter().flatten()
    }
}
