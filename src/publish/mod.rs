//! How it leaves: RDF syntaxes, the canonical form, JSON.

pub mod canonical;
pub mod json;
pub mod rdf;
