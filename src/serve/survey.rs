//! What a store holds, counted once: for the descriptions of the service, and to tell whether it has changed.

use std::collections::{BTreeMap, BTreeSet};

use oxrdf::{GraphName, NamedNode, Quad, Term};
use sha2::{Digest, Sha256};

use crate::store::{Error, Store};
use crate::vocab::rdf;

/// What a store holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Survey {
    /// Quads.
    pub(crate) quads: u64,
    /// How many quads each graph holds.
    pub(crate) graphs: BTreeMap<NamedNode, u64>,
    /// How many things are said to be of a class, each once, however many graphs say it.
    pub(crate) classes: BTreeMap<NamedNode, u64>,
    /// How often each property is said.
    pub(crate) properties: BTreeMap<NamedNode, u64>,
    /// The same for the same quads, in whatever order, and for no others.
    pub(crate) digest: String,
}

impl Survey {
    /// Reads the whole store.
    pub(crate) fn of(store: &Store) -> Result<Self, Error> {
        let mut survey = Self::default();
        let mut sum = Sum::default();
        let mut members: BTreeMap<NamedNode, BTreeSet<u128>> = BTreeMap::new();
        for quad in store.dump() {
            let quad = quad?;
            sum.add(&quad);
            if let (true, Term::NamedNode(class)) = (quad.predicate == rdf::TYPE, &quad.object) {
                let members = members.entry(class.clone()).or_default();
                members.insert(hash(&quad.subject));
            }
            survey.count(quad);
        }
        let classes = members.into_iter();
        survey.classes = classes
            .map(|(class, members)| (class, members.len() as u64))
            .collect();
        survey.digest = sum.hex();
        Ok(survey)
    }

    fn count(&mut self, quad: Quad) {
        self.quads += 1;
        if let GraphName::NamedNode(graph) = quad.graph_name {
            *self.graphs.entry(graph).or_default() += 1;
        }
        *self.properties.entry(quad.predicate).or_default() += 1;
    }
}

/// The sum of the hashes of quads, which does not depend on their order.
#[derive(Debug, Default)]
struct Sum(u128);

impl Sum {
    fn add(&mut self, quad: &Quad) {
        self.0 = self.0.wrapping_add(hash(quad));
    }

    fn hex(&self) -> String {
        format!("{:032x}", self.0)
    }
}

/// Half of the hash of what is shown.
fn hash(shown: &impl ToString) -> u128 {
    let hash = Sha256::digest(shown.to_string());
    let half = hash.as_slice().first_chunk();
    half.map_or(0, |it| u128::from_be_bytes(*it))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn survey(turtle: &[&str]) -> Survey {
        let store = Store::memory().unwrap();
        for (turtle, number) in turtle.iter().zip(1..) {
            let graph = NamedNode::new_unchecked(format!("urn:g{number}"));
            store.load(&graph, turtle).unwrap();
        }
        Survey::of(&store).unwrap()
    }

    #[test]
    fn a_store_is_counted() {
        let survey = survey(&["<urn:a> a <urn:C> ; <urn:p> 1, 2 .", "<urn:b> a <urn:C> ."]);
        let class = NamedNode::new_unchecked("urn:C");
        assert_eq!((survey.quads, survey.classes[&class]), (4, 2));
        assert_eq!((survey.properties.len(), survey.graphs.len()), (2, 2));
    }

    #[test]
    fn what_two_graphs_say_to_be_of_a_class_is_counted_once() {
        let survey = survey(&[
            "<urn:a> a <urn:C> .",
            "<urn:a> a <urn:C> . <urn:b> a <urn:C> .",
        ]);
        let class = NamedNode::new_unchecked("urn:C");
        assert_eq!((survey.quads, survey.classes[&class]), (3, 2));
    }

    #[test]
    fn the_digest_is_that_of_the_quads() {
        let one = survey(&["<urn:a> <urn:p> 1, 2 ."]).digest;
        assert_eq!(
            one,
            survey(&["<urn:a> <urn:p> 2 . <urn:a> <urn:p> 1 ."]).digest
        );
        assert_ne!(one, survey(&["<urn:a> <urn:p> 1 ."]).digest);
        assert_ne!(one, survey(&["", "<urn:a> <urn:p> 1, 2 ."]).digest);
    }
}
