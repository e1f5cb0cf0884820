//! Data sets of others from which an edition carries facts or links: who is to be named, and under which licence.

use std::collections::{BTreeMap, BTreeSet};

use oxrdf::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};

use crate::publish::edition::Edition;
use crate::publish::edition::count::split;
use crate::publish::edition::statement::Statements;
use crate::vocab::{dcat, dcterms, rdf, skos};

/// A data set of others, as the graph describes it; what it does not say is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Source {
    /// Its IRI.
    pub(super) iri: String,
    /// What it is.
    pub(super) title: String,
    /// Who answers for it.
    pub(super) publisher: String,
    /// Its version or date.
    pub(super) version: String,
    /// Its licence: an IRI, or words.
    pub(super) licence: String,
    /// Where it was taken from.
    pub(super) origin: String,
    /// How far it can be trusted.
    pub(super) evidence: String,
    /// What the IRIs of its records begin with.
    pub(super) spaces: BTreeSet<String>,
}

/// The data sets that quads describe, sorted by IRI.
pub(super) fn sources(quads: &[Quad]) -> Vec<Source> {
    let mut sources: BTreeMap<&str, Source> = BTreeMap::new();
    for quad in quads.iter().filter(|it| is_type(it)) {
        if let NamedOrBlankNode::NamedNode(set) = &quad.subject {
            let source = sources.entry(set.as_str()).or_default();
            set.as_str().clone_into(&mut source.iri);
        }
    }
    for quad in quads {
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else {
            continue;
        };
        if let (true, Term::NamedNode(set)) = (quad.predicate == skos::IN_SCHEME, &quad.object) {
            if let Some(source) = sources.get_mut(set.as_str()) {
                source.spaces.insert(split(subject.as_str()).0.to_owned());
            }
        } else if let Some(source) = sources.get_mut(subject.as_str()) {
            source.learn(quad.predicate.as_ref(), &quad.object);
        }
    }
    sources.into_values().collect()
}

fn is_type(quad: &Quad) -> bool {
    quad.predicate == rdf::TYPE && quad.object == dcat::DATASET.into()
}

impl Source {
    /// Takes what is said of the set.
    fn learn(&mut self, property: NamedNodeRef<'_>, value: &Term) {
        let value = match value {
            Term::NamedNode(node) => node.as_str(),
            Term::Literal(literal) => literal.value(),
            _ => return,
        };
        let field = match property {
            dcterms::TITLE => &mut self.title,
            dcterms::PUBLISHER => &mut self.publisher,
            dcat::VERSION => &mut self.version,
            dcterms::LICENSE | dcterms::RIGHTS => &mut self.licence,
            dcterms::SOURCE => &mut self.origin,
            dcterms::PROVENANCE => &mut self.evidence,
            _ => return,
        };
        value.clone_into(field);
    }

    /// Says of a node what the set is: its title, version, licence and where it was taken from.
    pub(super) fn describe(&self, said: &mut Statements, node: &NamedNode) {
        for (property, value) in [
            ("dcterms:title", &self.title),
            ("dcat:version", &self.version),
            ("dcterms:license", &self.licence),
            ("dcterms:source", &self.origin),
        ] {
            match NamedNode::new(value) {
                _ if value.is_empty() => {}
                Ok(iri) if property != "dcterms:title" => said.say(node, property, iri),
                _ if property == "dcterms:license" => {
                    said.say(node, "dcterms:rights", Literal::from(value.as_str()));
                }
                _ => said.say(node, property, Literal::from(value.as_str())),
            }
        }
    }
}

/// The data sets as a table in Markdown.
pub(super) fn rows(edition: &Edition<'_>) -> String {
    let rows = sources(edition.quads).into_iter().map(|it| {
        let cells = [
            &it.title,
            &it.version,
            &it.publisher,
            &it.licence,
            &it.origin,
        ];
        let cells = cells.map(|cell| cell.replace('|', "/"));
        format!("| {} |", cells.map(|cell| linked(&cell)).join(" | "))
    });
    rows.collect::<Vec<_>>().join("\n")
}

/// An address as a link.
fn linked(cell: &str) -> String {
    if cell.starts_with("https://") || cell.starts_with("http://") {
        format!("<{cell}>")
    } else {
        cell.to_owned()
    }
}
