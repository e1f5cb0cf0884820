//! A folder of Chinese pages about industrial parks becomes an RDF graph in which every fact quotes its source.
//!
//! The modules stand in the order in which data flows through them.

pub mod model;
pub mod vocab;
pub mod source;
pub mod clean;
pub mod lexicon;
pub mod quantity;
pub mod extract;
pub mod resolve;
pub mod graph;
pub mod pipeline;
pub mod assess;
pub mod infer;
pub mod store;
pub mod link;
#[cfg(feature = "cli")]
pub mod reconcile;
pub mod publish;
#[cfg(feature = "shacl")]
pub mod validate;
#[cfg(feature = "serve")]
pub mod serve;
pub mod evaluate;

/// The examples of the documents, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
#[doc = include_str!("../docs/ARCHITECTURE.md")]
pub struct Documents;
