//! How it is written: a reading becomes the quads of one named graph.
//!
//! IRIs are made from names, codes and statements alone, so that documents may be read in any order and their graphs
//! united. The same reading gives the same quads in the same order.

mod copy;
mod document;
mod entity;
mod fact;
mod iri;
mod renaming;
mod statement;
mod triples;

use oxrdf::Quad;

use crate::model::Reading;
use triples::Triples;

pub use copy::copy_quads;
pub use iri::{
    Base, Error, SharedGraph, base_of, data_graph_iri, data_iri, document_iri, entity_iri,
    graph_iri, indicator_iri, indicator_name, iri_of_path, iri_of_uri, link_iri, shared_graph_iri,
    standard_iri, uri_of_iri,
};
pub use renaming::{Renaming, entity_of_iri};
pub use statement::fact_id;

/// The quads of a reading, all in the document's named graph, sorted and each once.
///
/// ```
/// use parkgraph::graph::{quads, Base};
/// use parkgraph::model::Reading;
/// let reading = Reading { identifier: "a.txt".to_owned(), ..Reading::default() };
/// let first = &quads(&reading, &Base::default())[0];
/// assert_eq!(first.subject.to_string(), "<https://w3id.org/parkgraph/id/document/a.txt>");
/// ```
pub fn quads(reading: &Reading, base: &Base) -> Vec<Quad> {
    renamed_quads(reading, &Renaming::none(), base)
}

/// The quads of a reading some of whose entities stand under other IRIs.
pub fn renamed_quads(reading: &Reading, renaming: &Renaming, base: &Base) -> Vec<Quad> {
    let mut triples = Triples::new(reading, renaming, base);
    document::describe(&mut triples);
    entity::describe(&mut triples);
    fact::describe(&mut triples);
    triples.into_quads()
}
