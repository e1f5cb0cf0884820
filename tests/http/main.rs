//! The server, from outside: requests over a socket.
#![expect(
    clippy::case_sensitive_file_extension_comparisons,
    clippy::format_collect,
    clippy::format_push_string,
    clippy::needless_pass_by_value,
    clippy::needless_raw_string_hashes,
    clippy::string_slice,
    clippy::too_many_lines,
    clippy::useless_format,
    reason = "requests are made up from text, long lists of them on purpose; a panic is a failed test"
)]
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod client;
mod describe;
mod graph_store;
mod hostile;
mod limit;
mod openapi;
mod operate;
mod page;
mod protocol;
mod reconcile;
mod resource;
mod service;
mod w3c;
#[path = "../sample/mod.rs"]
mod sample;

use parkgraph::graph::{Base, SharedGraph, graph_iri, quads, shared_graph_iri};
use parkgraph::store::Store;
use parkgraph::vocab::ONTOLOGY;

/// A store with two documents and the ontology.
fn sample_store() -> Store {
    sample_store_below(&Base::default())
}

/// The same below another base.
fn sample_store_below(base: &Base) -> Store {
    let store = Store::memory().unwrap();
    for identifier in ["甲/a.txt", "b.ttl"] {
        let graph = graph_iri(identifier, base);
        let quads = quads(&sample::reading(identifier), base);
        store.replace(&graph, quads).unwrap();
    }
    let graph = shared_graph_iri(SharedGraph::Ontology, base);
    store.load(&graph, ONTOLOGY).unwrap();
    store
}
