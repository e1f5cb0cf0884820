//! What follows: triples and the axioms among them → the triples that they entail and do not state.
//!
//! The rules are the part of OWL 2 RL that queries need, by their names in its specification: `cax-sco`, `prp-spo1`, `prp-inv1`,
//! `prp-inv2`, `prp-trp`, `prp-dom` and `prp-rng`. Nothing follows for the axioms themselves, nor by `owl:sameAs`.

mod axioms;
mod terms;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use oxrdf::Triple;

use axioms::Axioms;
use terms::{Fact, Id, Terms};

/// The triples that follow from these and are not among them, sorted.
///
/// The axioms are read from the triples: `rdfs:subClassOf`, `rdfs:subPropertyOf`, `rdfs:domain` and `rdfs:range` of named terms,
/// `owl:inverseOf`, `owl:TransitiveProperty`.
///
/// ```
/// use oxrdf::{NamedNode, Triple};
/// use parkgraph::infer::infer;
/// let [a, b, sub_class] = ["urn:a", "urn:b", "http://www.w3.org/2000/01/rdf-schema#subClassOf"].map(NamedNode::new_unchecked);
/// let [x, class] = ["urn:x", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"].map(NamedNode::new_unchecked);
/// let stated = [Triple::new(a.clone(), sub_class, b.clone()), Triple::new(x.clone(), class.clone(), a)];
/// assert_eq!(infer(stated), [Triple::new(x, class, b)]);
/// ```
pub fn infer(stated: impl IntoIterator<Item = Triple>) -> Vec<Triple> {
    let mut terms = Terms::default();
    let stated: Vec<Fact> = stated.into_iter().map(|it| terms.intern(it)).collect();
    let axioms = Axioms::new(&mut terms, &stated);
    let mut closure = Closure {
        axioms: &axioms,
        terms: &terms,
        known: stated.iter().copied().collect(),
        open: stated,
        new: Vec::new(),
        paths: BTreeMap::new(),
    };
    closure.complete();
    let mut new: Vec<_> = closure
        .new
        .iter()
        .filter_map(|it| terms.triple(*it))
        .collect();
    new.sort_by_cached_key(ToString::to_string);
    new
}

/// The triples found so far, of which some are yet to be looked at.
struct Closure<'a> {
    axioms: &'a Axioms,
    terms: &'a Terms,
    known: HashSet<Fact>,
    open: Vec<Fact>,
    new: Vec<Fact>,
    /// The edges of each transitive property seen so far, forwards and backwards, by where they start.
    paths: BTreeMap<(Id, Id), Edges>,
}

/// Where the edges of a node lead, and where those that end in it come from.
#[derive(Default)]
struct Edges {
    forth: BTreeSet<Id>,
    back: BTreeSet<Id>,
}

impl Closure<'_> {
    /// Applies the rules until nothing new follows: each triple meets those that were looked at before it.
    fn complete(&mut self) {
        while let Some(fact) = self.open.pop() {
            self.follow(fact);
            if self.axioms.transitive.contains(&fact.predicate) {
                self.extend_paths(fact);
            }
        }
    }

    /// What follows from a triple alone.
    fn follow(&mut self, fact: Fact) {
        let axioms = self.axioms;
        let Fact {
            subject,
            predicate,
            object,
        } = fact;
        if predicate == axioms.rdf_type {
            for &class in Axioms::above(&axioms.superclasses, object) {
                self.add(Fact::new(subject, predicate, class));
            }
        }
        for &wider in Axioms::above(&axioms.superproperties, predicate) {
            self.add(Fact::new(subject, wider, object));
        }
        for &class in Axioms::above(&axioms.domains, predicate) {
            self.add(Fact::new(subject, axioms.rdf_type, class));
        }
        if self.terms.is_literal(object) {
            return;
        }
        for &inverse in Axioms::above(&axioms.inverses, predicate) {
            self.add(Fact::new(object, inverse, subject));
        }
        for &class in Axioms::above(&axioms.ranges, predicate) {
            self.add(Fact::new(object, axioms.rdf_type, class));
        }
    }

    /// What follows from an edge of a transitive property and those seen before.
    fn extend_paths(&mut self, fact: Fact) {
        let Fact {
            subject,
            predicate,
            object,
        } = fact;
        let ahead = self.paths.get(&(predicate, object));
        let ahead: Vec<Id> = ahead
            .into_iter()
            .flat_map(|it| &it.forth)
            .copied()
            .collect();
        let behind = self.paths.get(&(predicate, subject));
        let behind: Vec<Id> = behind
            .into_iter()
            .flat_map(|it| &it.back)
            .copied()
            .collect();
        let paths = &mut self.paths;
        paths
            .entry((predicate, subject))
            .or_default()
            .forth
            .insert(object);
        paths
            .entry((predicate, object))
            .or_default()
            .back
            .insert(subject);
        for end in ahead {
            self.add(Fact::new(subject, predicate, end));
        }
        for start in behind {
            self.add(Fact::new(start, predicate, object));
        }
    }

    fn add(&mut self, fact: Fact) {
        if self.known.insert(fact) {
            self.new.push(fact);
            self.open.push(fact);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdfio::{RdfFormat, RdfParser};

    fn inferred(turtle: &str) -> Vec<String> {
        let prefixes = "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix : <urn:> .
            @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .";
        let turtle = format!("{prefixes}{turtle}");
        let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(&turtle);
        let triples = infer(quads.map(|it| Triple::from(it.unwrap())));
        let lines = triples.iter().map(ToString::to_string);
        lines
            .map(|it| it.replace("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "a"))
            .collect()
    }

    #[test]
    fn a_chain_is_closed_whatever_the_order_of_its_links() {
        let links = [":a :in :b .", ":b :in :c .", ":c :in :d ."];
        let expected = [
            "<urn:a> <urn:in> <urn:c>",
            "<urn:a> <urn:in> <urn:d>",
            "<urn:b> <urn:in> <urn:d>",
        ];
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [0, 2, 1]] {
            let links: String = order.map(|it| links[it]).concat();
            assert_eq!(
                inferred(&format!(":in a owl:TransitiveProperty . {links}")),
                expected
            );
        }
    }

    #[test]
    fn a_circle_comes_to_an_end() {
        let found = inferred(":in a owl:TransitiveProperty . :a :in :b . :b :in :a .");
        assert_eq!(
            found,
            ["<urn:a> <urn:in> <urn:a>", "<urn:b> <urn:in> <urn:b>"]
        );
    }

    #[test]
    fn rules_meet_each_others_results() {
        let found = inferred(
            ":in owl:inverseOf :has ; rdfs:subPropertyOf :near . :near rdfs:range :Place . :Place rdfs:subClassOf :Thing .
             :b :has :a .",
        );
        let expected = [
            "<urn:a> <urn:in> <urn:b>",
            "<urn:a> <urn:near> <urn:b>",
            "<urn:b> <a> <urn:Place>",
            "<urn:b> <a> <urn:Thing>",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_literal_has_no_class_and_no_inverse() {
        let found = inferred(":p rdfs:range :C ; rdfs:domain :D ; owl:inverseOf :q . :a :p 'x' .");
        assert_eq!(found, ["<urn:a> <a> <urn:D>"]);
    }
}
