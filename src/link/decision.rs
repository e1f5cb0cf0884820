//! What people decided about links and entities: kept in a graph of their own, applied by every build, taken back at will.

use std::collections::BTreeMap;
use std::fmt;

use oxrdf::{Quad, Term};

use crate::graph::{Base, Renaming, SharedGraph, link_iri, shared_graph_iri};
use crate::link::candidate::{Link, Predicate, Score, Status};
use crate::link::describe::{Triples, iri, term, text};
use crate::link::table;
use crate::store::{Error, Store};
use crate::vocab::{dcterms, owl, pg, rdf, sssom};

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decision {
    /// IRI of the entity.
    pub subject: String,
    /// Its name.
    pub subject_label: String,
    /// IRI of the record, or of another entity.
    pub object: String,
    /// Its name.
    pub object_label: String,
    /// What was decided.
    pub verdict: Verdict,
    /// Who decided.
    pub who: String,
    /// When.
    pub when: String,
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The link holds. Between two entities `owl:sameAs` merges the object into the subject.
    Accepted(Predicate),
    /// It does not.
    Rejected(Predicate),
    /// In one document the subject is the object, another entity.
    Split {
        /// The document's identifier.
        document: String,
    },
}

impl fmt::Display for Decision {
    /// In words: `one owl:sameAs other`, with the names.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let not = match self.verdict {
            Verdict::Rejected(_) => "not ",
            _ => "",
        };
        let name = |label: &str, iri: &str| match label {
            "" => format!("<{iri}>"),
            label => label.to_owned(),
        };
        let subject = name(&self.subject_label, &self.subject);
        let object = name(&self.object_label, &self.object);
        let property = self.verdict.property();
        write!(f, "{subject} {not}{property} {object}")
    }
}

impl Verdict {
    /// The property that it is about, with its prefix.
    pub fn property(&self) -> &'static str {
        match self {
            Self::Accepted(predicate) | Self::Rejected(predicate) => predicate.name(),
            Self::Split { .. } => SPLIT,
        }
    }

    /// The document in which an entity is split; empty for all else.
    pub(super) fn document(&self) -> &str {
        match self {
            Self::Split { document } => document,
            _ => "",
        }
    }
}

/// The property that splits an entity.
pub(super) const SPLIT: &str = "owl:differentFrom";

/// All decisions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    decisions: Vec<Decision>,
    base: String,
}

impl Decisions {
    /// Decisions about data with this base.
    pub fn new(mut decisions: Vec<Decision>, base: &Base) -> Self {
        decisions.sort();
        decisions.dedup();
        Self {
            decisions,
            base: base.as_str().to_owned(),
        }
    }

    /// The decisions that a store holds.
    pub fn stored(store: &Store, base: &Base) -> Result<Self, Error> {
        let graph = shared_graph_iri(SharedGraph::Decisions, base);
        let quads: Result<Vec<Quad>, _> = store.dump_graph(&graph).collect();
        let mut facts: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for quad in quads? {
            let value = match &quad.object {
                Term::NamedNode(node) => node.as_str().to_owned(),
                Term::Literal(literal) => literal.value().to_owned(),
                _ => continue,
            };
            let node = facts.entry(quad.subject.to_string()).or_default();
            node.insert(quad.predicate.as_str().to_owned(), value);
        }
        let decisions = facts.values().filter_map(of_facts);
        Ok(Self::new(decisions.collect(), base))
    }

    /// Puts the decisions into their graph, in the place of those that were there.
    pub fn put(&self, store: &Store, base: &Base) -> Result<(), Error> {
        let graph = shared_graph_iri(SharedGraph::Decisions, base);
        let mut triples = Triples::new(graph.clone());
        for decision in &self.decisions {
            describe(&mut triples, decision, base);
        }
        store.replace(&graph, triples.into_quads())
    }

    /// All of them, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &Decision> {
        self.decisions.iter()
    }

    /// Whether a decision is among them.
    pub fn has(&self, decision: &Decision) -> bool {
        self.decisions.binary_search(decision).is_ok()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.decisions.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.decisions.is_empty()
    }

    /// Stands for the merges and splits; empty where there are none. Documents are read anew when it changes.
    pub fn version(&self) -> String {
        let of_entities: Vec<&Decision> = self
            .decisions
            .iter()
            .filter(|it| self.is_of_entities(it))
            .collect();
        if of_entities.is_empty() {
            return String::new();
        }
        let hash = table::hash(format!("{of_entities:?}").as_bytes());
        hash.get(..16).unwrap_or_default().to_owned()
    }

    /// Whether a decision says which entity is which, not what it is linked to.
    pub(super) fn is_of_entities(&self, decision: &Decision) -> bool {
        let both = [&decision.subject, &decision.object]
            .iter()
            .all(|it| it.starts_with(&self.base));
        match decision.verdict {
            Verdict::Split { .. } => true,
            Verdict::Accepted(Predicate::SameAs) => both,
            _ => false,
        }
    }

    /// Links as they are after what people said of them.
    pub fn apply(&self, mut links: Vec<Link>) -> Vec<Link> {
        for decision in self.decisions.iter().filter(|it| !self.is_of_entities(it)) {
            let (status, predicate) = match decision.verdict {
                Verdict::Accepted(predicate) => (Status::Accepted, predicate),
                Verdict::Rejected(predicate) => (Status::Rejected, predicate),
                Verdict::Split { .. } => continue,
            };
            let about =
                |it: &&mut Link| it.subject == decision.subject && it.object == decision.object;
            let decided = Some((decision.who.clone(), decision.when.clone()));
            if let Some(link) = links.iter_mut().find(about) {
                link.status = status;
                link.predicate = predicate;
                link.decided = decided;
            } else {
                links.push(self.added(decision, status, predicate));
            }
        }
        links.sort_by(|one, other| {
            (&one.subject, &one.object).cmp(&(&other.subject, &other.object))
        });
        links
    }

    /// A link that no rule makes.
    fn added(&self, decision: &Decision, status: Status, predicate: Predicate) -> Link {
        Link {
            subject: decision.subject.clone(),
            subject_label: decision.subject_label.clone(),
            predicate,
            object: decision.object.clone(),
            object_label: decision.object_label.clone(),
            rule: "link/decision".to_owned(),
            score: Score {
                name: 1.0,
                kind: 1.0,
                region: 1.0,
                code: 0.0,
            },
            source: format!("{}decisions", self.base),
            version: decision.when.clone(),
            status,
            decided: Some((decision.who.clone(), decision.when.clone())),
        }
    }

    /// Which entities of a document stand under other IRIs: merged ones under one, split ones under two.
    pub fn renaming(&self, document: &str, base: &Base) -> Renaming {
        let mut to: BTreeMap<&str, &str> = BTreeMap::new();
        let mut labels: BTreeMap<&str, &str> = BTreeMap::new();
        let mut split: BTreeMap<&str, &str> = BTreeMap::new();
        for decision in self.decisions.iter().filter(|it| self.is_of_entities(it)) {
            let (subject, object) = (decision.subject.as_str(), decision.object.as_str());
            match &decision.verdict {
                Verdict::Split { document: it } => {
                    labels.insert(object, &decision.object_label);
                    if it == document {
                        split.insert(subject, object);
                    }
                }
                _ => {
                    to.insert(object, subject);
                }
            }
        }
        to.extend(split);
        let mut renaming = Renaming::none();
        for from in to.keys() {
            let last = end(&to, from);
            let label = labels.get(last).copied().unwrap_or_default();
            renaming.add((from, last), label, base);
        }
        renaming
    }
}

impl Decisions {
    /// The entity that an entity is merged into.
    pub(super) fn merged_into<'a>(&'a self, entity: &'a str) -> &'a str {
        let merges = self.decisions.iter().filter(|it| self.is_of_entities(it));
        let merges = merges.filter(|it| matches!(it.verdict, Verdict::Accepted(_)));
        let to = merges.map(|it| (it.object.as_str(), it.subject.as_str()));
        end(&to.collect(), entity)
    }

    /// The merges and splits.
    pub(super) fn of_entities(&self) -> Self {
        let decisions = self.decisions.iter().filter(|it| self.is_of_entities(it));
        Self {
            decisions: decisions.cloned().collect(),
            base: self.base.clone(),
        }
    }
}

/// Where renaming after renaming leads; a circle is left where it began.
fn end<'a>(to: &BTreeMap<&'a str, &'a str>, from: &'a str) -> &'a str {
    let mut last = from;
    for _ in 0..to.len() {
        match to.get(last) {
            Some(next) if *next != from => last = next,
            _ => break,
        }
    }
    last
}

/// A decision as a node of its graph.
fn describe(triples: &mut Triples, decision: &Decision, base: &Base) {
    let (property, status) = match &decision.verdict {
        Verdict::Accepted(predicate) => (term(*predicate), pg::ACCEPTED),
        Verdict::Rejected(predicate) => (term(*predicate), pg::REJECTED),
        Verdict::Split { .. } => (owl::DIFFERENT_FROM, pg::ACCEPTED),
    };
    // An entity may be split in several documents.
    let ends = format!("{}\n{}", decision.object, decision.verdict.document());
    let ends = [&decision.subject, property.as_str(), ends.trim_end()];
    let name = link_iri(ends, base)
        .into_string()
        .replace("/link/", "/decision/");
    triples.add(&name, rdf::TYPE, pg::DECISION);
    triples.add(&name, pg::DECISION_SUBJECT, iri(&decision.subject));
    triples.add(&name, pg::DECISION_PREDICATE, property);
    triples.add(&name, pg::DECISION_OBJECT, iri(&decision.object));
    triples.add(&name, pg::DECISION_STATUS, status);
    triples.add(&name, sssom::SUBJECT_LABEL, text(&decision.subject_label));
    triples.add(&name, sssom::OBJECT_LABEL, text(&decision.object_label));
    triples.add(&name, sssom::AUTHOR_LABEL, text(&decision.who));
    triples.add(&name, dcterms::DATE, text(&decision.when));
    if let Verdict::Split { document } = &decision.verdict {
        triples.add(&name, dcterms::SOURCE, text(document));
    }
}

fn of_facts(facts: &BTreeMap<String, String>) -> Option<Decision> {
    let get = |property: oxrdf::NamedNodeRef<'_>| facts.get(property.as_str()).cloned();
    let property = get(pg::DECISION_PREDICATE)?;
    let verdict = if property == owl::DIFFERENT_FROM.as_str() {
        Verdict::Split {
            document: get(dcterms::SOURCE)?,
        }
    } else {
        let mut all = Predicate::ALL.into_iter();
        let predicate = all.find(|it| term(*it).as_str() == property)?;
        if get(pg::DECISION_STATUS)? == pg::REJECTED.as_str() {
            Verdict::Rejected(predicate)
        } else {
            Verdict::Accepted(predicate)
        }
    };
    Some(Decision {
        subject: get(pg::DECISION_SUBJECT)?,
        subject_label: get(sssom::SUBJECT_LABEL).unwrap_or_default(),
        object: get(pg::DECISION_OBJECT)?,
        object_label: get(sssom::OBJECT_LABEL).unwrap_or_default(),
        verdict,
        who: get(sssom::AUTHOR_LABEL)?,
        when: get(dcterms::DATE)?,
    })
}
