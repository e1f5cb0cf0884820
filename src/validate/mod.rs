//! Does a graph look as it should? Triples and SHACL shapes → what violates them; and the report of it in RDF.

mod engine;
mod report;
mod violation;

pub use engine::{ENGINE, Error, Shapes};
pub use report::{Check, Report, Source};
pub use violation::{Path, Severity, Violation};

/// What holds of every graph, the union included, in Turtle.
pub const SHAPES: &str = include_str!("../../ontology/shapes.ttl");

/// What holds of the graph of one document beside [`SHAPES`], in Turtle.
pub const DOCUMENT_SHAPES: &str = include_str!("../../ontology/shapes-document.ttl");
