//! A graph as a data set that others can find, check and cite: what describes it, file by file.

mod about;
mod citation;
mod count;
mod dcat;
mod part;
mod provenance;
mod research_object;
mod source;
mod sssom;
mod statement;
mod void;

use oxrdf::{NamedNode, Quad};

use crate::graph::{Base, SharedGraph, shared_graph_iri};
use crate::publish::edition::provenance::readers;

pub use about::{About, Agent, Error, Text, is_local};
pub use count::{Counts, Linksets};
pub use part::{Part, Role};

/// The version of the ontology that the data are written in.
const ONTOLOGY: &str = concat!(
    "https://w3id.org/parkgraph/ontology/",
    env!("CARGO_PKG_VERSION")
);

/// A file of the folder, as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path in the folder.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
}

/// A dataset that is to be published.
#[derive(Clone, Copy, Debug)]
pub struct Edition<'a> {
    /// What it says of itself.
    pub about: &'a About,
    /// What its IRIs begin with.
    pub base: &'a Base,
    /// What it holds, counted.
    pub counts: &'a Counts,
    /// What it holds: all quads, each once.
    pub quads: &'a [Quad],
}

impl Edition<'_> {
    /// The links, as an SSSOM mapping set.
    pub fn mappings(&self) -> String {
        sssom::write(self, self.quads)
    }

    /// Counts and linksets, as `VoID`.
    pub fn void(&self) -> Vec<Quad> {
        void::describe(self)
    }

    /// Where it comes from, as PROV.
    pub fn provenance(&self) -> Vec<Quad> {
        provenance::describe(self, self.quads)
    }

    /// What it is, and the files that hold it, as DCAT.
    pub fn catalogue(&self, files: &[File]) -> Vec<Quad> {
        dcat::describe(self, files)
    }

    /// How to cite it, as `CITATION.cff`.
    pub fn citation(&self) -> String {
        citation::cff(self)
    }

    /// A page for people, in Markdown.
    pub fn readme(&self, files: &[File]) -> String {
        citation::readme(self, files)
    }

    /// All of the files, as RO-Crate metadata.
    pub fn research_object(&self, files: &[File]) -> String {
        let readers: Vec<_> = readers(self.quads).into_keys().collect();
        let value = research_object::describe(self, files, &readers);
        format!("{value:#}\n")
    }

    /// The IRI of the data set.
    fn dataset(&self) -> NamedNode {
        shared_graph_iri(SharedGraph::Dataset, self.base)
    }

    /// The IRI of something that belongs to the data set.
    fn part(&self, name: &str) -> NamedNode {
        let dataset = self.dataset();
        NamedNode::new_unchecked(format!("{}#{}", dataset.as_str(), name.replace('/', "-")))
    }

    /// The IRI of a person or organisation: its own, or one of the data set's.
    fn agent(&self, role: &str, agent: &Agent) -> NamedNode {
        let own = agent.url.as_ref().map(NamedNode::new_unchecked);
        own.unwrap_or_else(|| self.part(role))
    }
}
