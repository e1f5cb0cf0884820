//! How it leaves: RDF syntaxes, the canonical form, JSON, a folder to publish, and what changed since the last.

pub mod canonical;
pub mod change;
pub mod diff;
pub mod edition;
pub mod json;
pub mod patch;
pub mod rdf;
pub mod reference;
