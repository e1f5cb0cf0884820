//! Terms as numbers, so that triples are small to keep and quick to compare.

use std::collections::HashMap;

use oxrdf::{NamedNodeRef, NamedOrBlankNode, Term, Triple};

/// The number of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Id(usize);

/// A triple of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Fact {
    pub(super) subject: Id,
    pub(super) predicate: Id,
    pub(super) object: Id,
}

impl Fact {
    pub(super) fn new(subject: Id, predicate: Id, object: Id) -> Self {
        Self {
            subject,
            predicate,
            object,
        }
    }
}

/// The terms met so far, and the number of each.
#[derive(Default)]
pub(super) struct Terms {
    terms: Vec<Term>,
    numbers: HashMap<Term, Id>,
}

impl Terms {
    /// The triple in numbers.
    pub(super) fn intern(&mut self, triple: Triple) -> Fact {
        Fact {
            subject: self.number(triple.subject.into()),
            predicate: self.number(triple.predicate.into()),
            object: self.number(triple.object),
        }
    }

    /// The number of an IRI.
    pub(super) fn named(&mut self, node: NamedNodeRef<'_>) -> Id {
        self.number(node.into_owned().into())
    }

    fn number(&mut self, term: Term) -> Id {
        let next = Id(self.terms.len());
        *self.numbers.entry(term).or_insert_with_key(|term| {
            self.terms.push(term.clone());
            next
        })
    }

    fn term(&self, id: Id) -> Option<&Term> {
        self.terms.get(id.0)
    }

    /// Whether it stands for a literal.
    pub(super) fn is_literal(&self, id: Id) -> bool {
        matches!(self.term(id), Some(Term::Literal(_)))
    }

    /// Whether it stands for an IRI.
    pub(super) fn is_named(&self, id: Id) -> bool {
        matches!(self.term(id), Some(Term::NamedNode(_)))
    }

    /// The triple that the numbers stand for; none if it is none in RDF.
    pub(super) fn triple(&self, fact: Fact) -> Option<Triple> {
        let subject = match self.term(fact.subject)? {
            Term::NamedNode(node) => NamedOrBlankNode::from(node.clone()),
            Term::BlankNode(node) => node.clone().into(),
            _ => return None,
        };
        let Term::NamedNode(predicate) = self.term(fact.predicate)? else {
            return None;
        };
        let object = self.term(fact.object)?.clone();
        Some(Triple::new(subject, predicate.clone(), object))
    }
}
