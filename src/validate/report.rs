//! What was found, as a validation report of SHACL with its provenance: which graphs, which shapes, which program.
//!
//! It holds no time and no path: the same graphs and shapes give the same report.

use oxrdf::{BlankNode, GraphName, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};

use crate::validate::{ENGINE, Path, Severity, Violation};
use crate::vocab::{prov, rdf, sh};

const ACTIVITY: NamedNodeRef<'static> = term("http://www.w3.org/ns/prov#Activity");
const ENTITY: NamedNodeRef<'static> = term("http://www.w3.org/ns/prov#Entity");
const SOFTWARE_AGENT: NamedNodeRef<'static> = term("http://www.w3.org/ns/prov#SoftwareAgent");
const USED: NamedNodeRef<'static> = term("http://www.w3.org/ns/prov#used");
const ASSOCIATED: NamedNodeRef<'static> = term("http://www.w3.org/ns/prov#wasAssociatedWith");
const GENERATED: NamedNodeRef<'static> = term("http://www.w3.org/ns/prov#wasGeneratedBy");
const NAME: NamedNodeRef<'static> = term("http://schema.org/name");
const VERSION: NamedNodeRef<'static> = term("http://schema.org/softwareVersion");
const SHA256: NamedNodeRef<'static> = term("http://schema.org/sha256");

const fn term(iri: &'static str) -> NamedNodeRef<'static> {
    NamedNodeRef::new_unchecked(iri)
}

/// What a validation used: a shapes file, the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its IRI, where it has one.
    pub iri: Option<NamedNode>,
    /// What it is called.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// One graph and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The graph; the dataset for the union of all graphs.
    pub graph: NamedNode,
    /// What violates the shapes.
    pub violations: Vec<Violation>,
}

/// What was found in all graphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The shapes.
    pub shapes: Vec<Source>,
    /// The data that all graphs are part of.
    pub data: Source,
    /// The graphs, each checked by itself, and their union.
    pub checks: Vec<Check>,
}

impl Report {
    /// Whether nothing is wrong; what is only to be looked at does not count.
    pub fn passes(&self) -> bool {
        let mut violations = self.checks.iter().flat_map(|it| &it.violations);
        !violations.any(|it| it.severity == Severity::Violation)
    }

    /// The report in RDF: a `sh:ValidationReport` for each graph, made by one activity.
    pub fn quads(&self) -> Vec<Quad> {
        let mut writer = Writer::default();
        let run = writer.run(self);
        for check in &self.checks {
            writer.check(check, &run);
        }
        writer.quads
    }
}

/// Collects the quads of a report; blank nodes are numbered in the order in which they are written.
#[derive(Default)]
struct Writer {
    quads: Vec<Quad>,
    nodes: usize,
}

impl Writer {
    fn add(
        &mut self,
        subject: &NamedOrBlankNode,
        predicate: NamedNodeRef<'_>,
        object: impl Into<Term>,
    ) {
        let graph = GraphName::DefaultGraph;
        self.quads
            .push(Quad::new(subject.clone(), predicate, object, graph));
    }

    fn node(&mut self) -> NamedOrBlankNode {
        self.nodes += 1;
        BlankNode::new_unchecked(format!("n{:07}", self.nodes)).into()
    }

    /// Says what was done, by which program, with what.
    fn run(&mut self, report: &Report) -> NamedOrBlankNode {
        let run = self.node();
        self.add(&run, rdf::TYPE, ACTIVITY);
        let program = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
        for tool in [program, ENGINE] {
            let (name, version) = tool.split_once(' ').unwrap_or((tool, ""));
            let agent = self.node();
            self.add(&agent, rdf::TYPE, SOFTWARE_AGENT);
            self.add(&agent, NAME, Literal::from(name));
            self.add(&agent, VERSION, Literal::from(version));
            self.add(&run, ASSOCIATED, agent);
        }
        for source in report.shapes.iter().chain([&report.data]) {
            let entity = match &source.iri {
                Some(iri) => iri.clone().into(),
                None => self.node(),
            };
            self.add(&entity, rdf::TYPE, ENTITY);
            self.add(&entity, NAME, Literal::from(source.name.as_str()));
            self.add(&entity, SHA256, Literal::from(source.sha256.as_str()));
            self.add(&run, USED, entity);
        }
        run
    }

    /// Says what was found in a graph.
    fn check(&mut self, check: &Check, run: &NamedOrBlankNode) {
        let report = self.node();
        let conforms = Literal::from(check.violations.is_empty());
        self.add(&report, rdf::TYPE, sh::VALIDATION_REPORT);
        self.add(&report, sh::CONFORMS, conforms);
        self.add(&report, GENERATED, run.clone());
        self.add(&report, prov::WAS_DERIVED_FROM, check.graph.clone());
        for violation in &check.violations {
            let result = self.violation(violation);
            self.add(&report, sh::RESULT, result);
        }
    }

    fn violation(&mut self, violation: &Violation) -> NamedOrBlankNode {
        let result = self.node();
        self.add(&result, rdf::TYPE, sh::VALIDATION_RESULT);
        self.add(&result, sh::FOCUS_NODE, violation.node.clone());
        self.add(
            &result,
            sh::SOURCE_CONSTRAINT_COMPONENT,
            violation.component.clone(),
        );
        let severity = match &violation.severity {
            Severity::Violation => sh::VIOLATION.into_owned(),
            Severity::Other(severity) => severity.clone(),
        };
        self.add(&result, sh::RESULT_SEVERITY, severity);
        if let Some(shape) = &violation.shape {
            self.add(&result, sh::SOURCE_SHAPE, shape.clone());
        }
        if let Some(value) = &violation.value {
            self.add(&result, sh::VALUE, value.clone());
        }
        if let Some(path) = &violation.path {
            let path = self.path(path);
            self.add(&result, sh::RESULT_PATH, path);
        }
        for message in &violation.messages {
            self.add(&result, sh::RESULT_MESSAGE, message.clone());
        }
        result
    }

    /// The node that stands for a path.
    fn path(&mut self, path: &Path) -> NamedOrBlankNode {
        let (property, inner) = match path {
            Path::Property(property) => return property.clone().into(),
            Path::Sequence(paths) => return self.list(paths),
            Path::Alternative(paths) => {
                let node = self.node();
                let list = self.list(paths);
                self.add(&node, sh::ALTERNATIVE_PATH, list);
                return node;
            }
            Path::Inverse(inner) => (sh::INVERSE_PATH, inner),
            Path::ZeroOrMore(inner) => (sh::ZERO_OR_MORE_PATH, inner),
            Path::OneOrMore(inner) => (sh::ONE_OR_MORE_PATH, inner),
            Path::ZeroOrOne(inner) => (sh::ZERO_OR_ONE_PATH, inner),
        };
        let node = self.node();
        let inner = self.path(inner);
        self.add(&node, property, inner);
        node
    }

    /// A list of paths.
    fn list(&mut self, paths: &[Path]) -> NamedOrBlankNode {
        let mut list = NamedOrBlankNode::from(rdf::NIL.into_owned());
        for path in paths.iter().rev() {
            let node = self.node();
            let first = self.path(path);
            self.add(&node, rdf::FIRST, first);
            self.add(&node, rdf::REST, list);
            list = node;
        }
        list
    }
}
