//! The only file that knows the validator: rudof's `shacl`, by its own engine in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use oxrdf::{Literal, NamedNode, Quad, Term, Triple};
use rudof_rdf::rdf_core::{RDFFormat, SHACLPath};
use rudof_rdf::rdf_impl::OxigraphInMemory;
use shacl::ir::IRSchema;
use shacl::types::Severity as Level;
use shacl::validator::processor::{GraphValidation, ShaclProcessor};
use shacl::validator::report::ValidationResult;
use shacl::validator::store::{Graph, ShaclDataManager};
use shacl::validator::{ShaclConfig, ShaclValidationMode};

use crate::publish::rdf;
use crate::validate::{Path, Severity, Violation};

/// The validator and its version, for reports.
pub const ENGINE: &str = "shacl 0.3.37 (rudof)";

/// What begins the names of SHACL.
const SH: &str = "http://www.w3.org/ns/shacl#";

/// What stands for constraints beyond SHACL Core, which the validator would pass over.
const BEYOND_CORE: [&str; 4] = ["sparql", "js", "select", "ask"];

/// Why shapes cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// They are not Turtle.
    #[error("{name} is not Turtle")]
    Syntax {
        /// The name of the file.
        name: String,
        /// Where and why.
        source: rdf::ReadError,
    },
    /// They are Turtle and no shapes.
    #[error("{name} has no usable SHACL shapes: {message}")]
    Shapes {
        /// The name of the file.
        name: String,
        /// What the validator says.
        message: String,
    },
    /// They are more than SHACL Core.
    #[error(
        "{name} uses sh:{term}, which is not SHACL Core; take it out, or validate an export with pyshacl"
    )]
    BeyondCore {
        /// The name of the file.
        name: String,
        /// The term of SHACL.
        term: &'static str,
    },
    /// The validator gave up.
    #[error("the graph cannot be validated: {message}")]
    Validation {
        /// What it says.
        message: String,
    },
}

/// Compiled shapes, and what each says when it is violated.
pub struct Shapes {
    schema: IRSchema,
    messages: BTreeMap<String, Vec<Literal>>,
}

impl Shapes {
    /// Reads shapes in Turtle; the name stands in errors.
    ///
    /// ```
    /// use parkgraph::validate::{Shapes, SHAPES};
    /// assert!(Shapes::parse("shapes.ttl", &[SHAPES]).is_ok());
    /// ```
    pub fn parse(name: &str, turtle: &[&str]) -> Result<Self, Error> {
        let text = turtle.concat();
        let quads = read(name, &text)?;
        check(name, &quads)?;
        let loaded = ShaclDataManager::load(&mut Cursor::new(text), name, &RDFFormat::Turtle, None);
        let schema = loaded.map_err(|error| Error::Shapes {
            name: name.to_owned(),
            message: error.to_string(),
        })?;
        Ok(Self {
            schema,
            messages: messages(quads),
        })
    }

    /// What in the triples violates the shapes, sorted.
    pub fn check(
        &self,
        triples: impl IntoIterator<Item = Triple>,
    ) -> Result<Vec<Violation>, Error> {
        let failed = |message: String| Error::Validation { message };
        let mut graph = OxigraphInMemory::new();
        for triple in triples {
            let added = graph.add_triple_ref(&triple.subject, &triple.predicate, &triple.object);
            added.map_err(|error| failed(error.to_string()))?;
        }
        let mut validation = GraphValidation::new(Graph::from(graph));
        let mode = ShaclValidationMode::Native;
        let report = validation.validate(&self.schema, &mode, &ShaclConfig::default());
        let report = report.map_err(|error| failed(error.to_string()))?;
        let results = report.results().iter();
        let mut violations: Vec<_> = results.filter_map(|it| self.violation(it)).collect();
        violations.sort_by_cached_key(Violation::key);
        Ok(violations)
    }

    /// A result in our terms. For some constraints the validator says something of its own where the shape has a message.
    fn violation(&self, result: &ValidationResult) -> Option<Violation> {
        let Term::NamedNode(component) = result.constraint_component().clone().into() else {
            return None;
        };
        let shape: Option<Term> = result.source().cloned().map(Into::into);
        let said = shape
            .as_ref()
            .and_then(|it| self.messages.get(&it.to_string()));
        let messages = said.cloned().unwrap_or_else(|| {
            let messages = result.message().iter_literals();
            let mut messages: Vec<Literal> = messages.map(Into::into).collect();
            messages.sort_by_cached_key(ToString::to_string);
            messages
        });
        Some(Violation {
            node: result.focus_node().clone().into(),
            shape,
            path: result.path().map(path),
            value: result.value().cloned().map(Into::into),
            component,
            severity: match result.severity() {
                Level::Violation => Severity::Violation,
                other => Severity::Other(severity(other)),
            },
            messages,
        })
    }
}

/// Reads shapes as quads.
fn read(name: &str, turtle: &str) -> Result<Vec<Quad>, Error> {
    rdf::read(turtle.as_bytes(), rdf::Format::Turtle).map_err(|source| Error::Syntax {
        name: name.to_owned(),
        source,
    })
}

/// Refuses what the validator would pass over: constraints beyond SHACL Core, property shapes without a path.
fn check(name: &str, quads: &[Quad]) -> Result<(), Error> {
    let mut with_path = BTreeSet::new();
    let mut properties = BTreeSet::new();
    for quad in quads {
        let local = quad.predicate.as_str().strip_prefix(SH).unwrap_or_default();
        if let Some(term) = BEYOND_CORE.into_iter().find(|it| local == *it) {
            let name = name.to_owned();
            return Err(Error::BeyondCore { name, term });
        }
        match local {
            "path" => with_path.insert(quad.subject.to_string()),
            "property" => properties.insert(quad.object.to_string()),
            _ => false,
        };
    }
    match properties.difference(&with_path).next() {
        Some(shape) => Err(Error::Shapes {
            name: name.to_owned(),
            message: format!("the property shape {shape} has no sh:path"),
        }),
        None => Ok(()),
    }
}

/// What each shape with a name says, sorted.
fn messages(quads: Vec<Quad>) -> BTreeMap<String, Vec<Literal>> {
    let mut messages: BTreeMap<String, Vec<Literal>> = BTreeMap::new();
    for quad in quads {
        let is_message = quad.predicate.as_str().strip_prefix(SH) == Some("message");
        if let (true, Term::Literal(message)) = (is_message, quad.object) {
            let shape = quad.subject.to_string();
            messages.entry(shape).or_default().push(message);
        }
    }
    for messages in messages.values_mut() {
        messages.sort_by_cached_key(ToString::to_string);
    }
    messages
}

/// The IRI of a severity.
fn severity(level: &Level) -> NamedNode {
    let name = match level {
        Level::Generic(iri) => return NamedNode::new_unchecked(iri.as_str()),
        other => other.to_string(),
    };
    NamedNode::new_unchecked(format!("{SH}{name}"))
}

/// A path in our terms.
fn path(theirs: &SHACLPath) -> Path {
    let all = |paths: &[SHACLPath]| paths.iter().map(path).collect();
    let one = |it: &SHACLPath| Box::new(path(it));
    match theirs {
        SHACLPath::Predicate { pred } => Path::Property(NamedNode::new_unchecked(pred.as_str())),
        SHACLPath::Alternative { paths } => Path::Alternative(all(paths)),
        SHACLPath::Sequence { paths } => Path::Sequence(all(paths)),
        SHACLPath::Inverse { path } => Path::Inverse(one(path)),
        SHACLPath::ZeroOrMore { path } => Path::ZeroOrMore(one(path)),
        SHACLPath::OneOrMore { path } => Path::OneOrMore(one(path)),
        SHACLPath::ZeroOrOne { path } => Path::ZeroOrOne(one(path)),
    }
}
