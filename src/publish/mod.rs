//! How it leaves: RDF syntaxes, the canonical form, JSON, and what one edition has that another has not.

pub mod canonical;
pub mod change;
pub mod diff;
pub mod json;
pub mod patch;
pub mod rdf;
