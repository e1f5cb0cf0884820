//! What decisions name and the graph holds now: only what is there can be linked, merged and split.

use std::collections::HashSet;

use oxrdf::{NamedNode, Term};

use crate::graph::{Base, entity_of_iri, graph_iri};
use crate::link::dataset::{DataSet, ROOT};
use crate::link::decision::{Decision, Decisions, Verdict};
use crate::store::{Error, Store};
use crate::vocab::{rdf, skos};

/// Where decisions are looked up: the graph, and the records of data sets.
pub struct Presence<'a> {
    store: &'a Store,
    records: HashSet<&'a str>,
    base: &'a Base,
}

impl<'a> Presence<'a> {
    /// Looks in a store and in sets. What decides about entities needs no sets.
    pub fn new(store: &'a Store, sets: &'a [DataSet], base: &'a Base) -> Self {
        let records = sets.iter().flat_map(|it| &it.records);
        Self {
            store,
            records: records.map(|it| it.iri.as_str()).collect(),
            base,
        }
    }

    /// Those of the decisions whose documents, entities and records are there. What is linked is the entity that another one
    /// was merged into.
    pub fn in_force(&self, decisions: &Decisions) -> Result<Decisions, Error> {
        let mut there = Vec::new();
        for decision in decisions.iter() {
            if self.missing(decision, decisions)?.is_none() {
                there.push(self.as_merged(decision, decisions)?);
            }
        }
        Ok(Decisions::new(there, self.base))
    }

    /// A decision about a link, of the entities that are there.
    fn as_merged(&self, decision: &Decision, all: &Decisions) -> Result<Decision, Error> {
        let mut decision = decision.clone();
        if all.is_of_entities(&decision) {
            return Ok(decision);
        }
        for end in [&mut decision.subject, &mut decision.object] {
            if !self.is_described(end)? {
                *end = all.merged_into(end).to_owned();
            }
        }
        Ok(decision)
    }

    /// The merges and splits that can be carried out.
    pub fn of_entities(&self, decisions: &Decisions) -> Result<Decisions, Error> {
        self.in_force(&decisions.of_entities())
    }

    /// What a decision, one of all, names and the graph does not hold.
    pub fn missing(&self, decision: &Decision, all: &Decisions) -> Result<Option<String>, Error> {
        let (subject, object) = (&decision.subject, &decision.object);
        let has_subject = self.has_entity(subject, all)?;
        if let Verdict::Split { document } = &decision.verdict {
            if !self.has_document(document) {
                return Ok(Some(format!(
                    "there is no document {document} in the graph"
                )));
            }
            // In the only document that names it, it is the other one already.
            let is_there = has_subject || self.is_described(object)?;
            return Ok((!is_there).then(|| no_entity(subject)));
        }
        if !has_subject {
            return Ok(Some(no_entity(subject)));
        }
        let has_object = if entity_of_iri(object, self.base).is_some() {
            self.has_entity(object, all)?
        } else {
            !self.is_of_sets(object) || self.records.contains(object.as_str())
        };
        Ok((!has_object).then(|| no_entity(object)))
    }

    /// Whether a set of open data that is known here should have such a record.
    fn is_of_sets(&self, iri: &str) -> bool {
        let roots = [self.base.as_str(), ROOT, crate::lexicon::BASE];
        roots.iter().any(|it| iri.starts_with(it))
    }

    fn has_document(&self, document: &str) -> bool {
        let graph = graph_iri(document, self.base);
        self.store.dump_graph(&graph).next().is_some()
    }

    /// Whether an entity is described, under its own IRI or as another name of the one that it was merged into.
    fn has_entity(&self, entity: &str, all: &Decisions) -> Result<bool, Error> {
        if self.is_described(entity)? {
            return Ok(true);
        }
        let other = all.merged_into(entity);
        let (Some((_, name)), true) = (entity_of_iri(entity, self.base), other != entity) else {
            return Ok(false);
        };
        let other = NamedNode::new_unchecked(other);
        for quad in self.store.quads_with(&other, skos::ALT_LABEL) {
            if matches!(quad?.object, Term::Literal(label) if label.value() == name) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn is_described(&self, entity: &str) -> Result<bool, Error> {
        let node = NamedNode::new_unchecked(entity);
        let mut types = self.store.quads_with(&node, rdf::TYPE);
        Ok(types.next().transpose()?.is_some())
    }
}

fn no_entity(iri: &str) -> String {
    format!("there is no <{iri}> in the graph")
}
