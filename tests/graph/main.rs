//! What is made of a reading: the graph and its vocabulary, the store and its queries, links to other data, exports.

mod decisions;
mod export;
mod links;
#[path = "../mapping/mod.rs"]
mod mapping;
mod ontology;
mod open_data;
mod quads;
mod queries;
mod reconcile;
#[path = "../sample/mod.rs"]
mod sample;
mod shacl_suite;
mod store;
