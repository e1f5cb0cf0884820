//! A document: its text, and every mention and fact where it stands.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use oxrdf::{GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};

use crate::model::{ContextText, FactKind, Span};
use crate::serve::view::fact::span;
use crate::serve::view::{Evidence, Fact, Node, Source, View};
use crate::store::Error;
use crate::vocab::{self, nif, pg, prov, rdf};

/// A document of the store.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    /// Its title, date and so on.
    pub(crate) source: Source,
    /// Its node with all its values.
    pub(crate) node: Node,
    /// Its text, as it was.
    pub(crate) text: Rc<ContextText>,
    /// Where entities are named.
    pub(crate) mentions: Vec<Mention>,
    /// What it states, in text order.
    pub(crate) statements: Vec<Statement>,
    /// What it is a copy of.
    pub(crate) originals: Vec<Source>,
    /// Its copies.
    pub(crate) copies: Vec<Source>,
}

/// A place where an entity is named.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    /// Where.
    pub(crate) span: Span,
    /// Who is meant.
    pub(crate) entity: NamedNode,
    /// The entity's class.
    pub(crate) class: Option<NamedNode>,
}

/// A fact as this document states it.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    /// The fact, with the evidence of this document alone.
    pub(crate) fact: Fact,
    /// The characters that it was read from.
    pub(crate) spans: Vec<Span>,
}

impl Document {
    /// Reads a document; none where the store has no document of this IRI.
    pub(crate) fn load(view: &View<'_>, iri: NamedNodeRef<'_>) -> Result<Option<Self>, Error> {
        let node = Node::load(view.store, iri)?;
        let graph = view
            .store
            .quads_with(iri, nif::IS_STRING)
            .next()
            .transpose()?;
        let (true, Some(GraphName::NamedNode(graph))) =
            (node.is_a(pg::DOCUMENT), graph.map(|it| it.graph_name))
        else {
            return Ok(None);
        };
        let nodes = nodes(view.store.dump_graph(&graph))?;
        let text = view.text(iri)?;
        Ok(Some(Self {
            source: Source::load(view, iri)?,
            mentions: mentions(&nodes),
            statements: statements(&nodes, &node.iri, &text),
            originals: sources(view, node.nodes(pg::COPY_OF))?,
            copies: sources(view, &copies(view, iri)?)?,
            node,
            text,
        }))
    }
}

/// The nodes of a graph, by IRI.
fn nodes(
    quads: impl Iterator<Item = Result<Quad, Error>>,
) -> Result<BTreeMap<NamedNode, Node>, Error> {
    let mut subjects: BTreeMap<NamedNode, Vec<Quad>> = BTreeMap::new();
    for quad in quads {
        let quad = quad?;
        if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
            subjects.entry(subject.clone()).or_default().push(quad);
        }
    }
    let nodes = subjects.into_iter();
    Ok(nodes
        .map(|(iri, quads)| (iri.clone(), Node::new(iri, quads)))
        .collect())
}

/// The mentions of entities among the nodes of a graph, in text order.
fn mentions(nodes: &BTreeMap<NamedNode, Node>) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for node in nodes.values() {
        let Some(span) = span(node) else { continue };
        for entity in node.nodes(pg::REFERS_TO) {
            let described = nodes.get(entity);
            let mut classes = described.into_iter().flat_map(|it| it.nodes(rdf::TYPE));
            mentions.push(Mention {
                span,
                entity: entity.clone(),
                class: classes.next().cloned(),
            });
        }
    }
    mentions.sort_by(|one, other| (one.span, &one.entity).cmp(&(other.span, &other.entity)));
    mentions
}

/// The facts among the nodes of a document's graph, in text order.
fn statements(
    nodes: &BTreeMap<NamedNode, Node>,
    document: &NamedNode,
    text: &Rc<ContextText>,
) -> Vec<Statement> {
    let mut statements = Vec::new();
    for node in nodes.values().filter(|it| it.is_a(pg::FACT)) {
        let mut kinds = FactKind::ALL.into_iter();
        let Some(kind) = kinds.find(|it| node.is_a(vocab::pg_term(it.name()).as_ref())) else {
            continue;
        };
        let places = node.nodes(prov::WAS_DERIVED_FROM);
        let spans: BTreeSet<Span> = places
            .filter_map(|it| nodes.get(it).and_then(span))
            .collect();
        let spans: Vec<Span> = spans.into_iter().collect();
        let rules = node.literals(pg::RULE).map(|it| it.value().to_owned());
        let evidence = Evidence {
            document: document.clone(),
            text: Rc::clone(text),
            spans: spans.clone(),
            rules: rules.collect(),
            confidence: node.text(pg::CONFIDENCE).unwrap_or_default().to_owned(),
        };
        let fact = Fact {
            node: node.clone(),
            kind,
            evidence: vec![evidence],
        };
        statements.push(Statement { fact, spans });
    }
    statements.sort_by(|one, other| {
        let one = (&one.spans, &one.fact.node.iri);
        one.cmp(&(&other.spans, &other.fact.node.iri))
    });
    statements
}

/// The documents that are copies of one.
fn copies(view: &View<'_>, iri: NamedNodeRef<'_>) -> Result<BTreeSet<NamedNode>, Error> {
    let mut copies = BTreeSet::new();
    for quad in view.store.quads_valued(pg::COPY_OF, iri.into()) {
        if let NamedOrBlankNode::NamedNode(copy) = quad?.subject {
            copies.insert(copy);
        }
    }
    Ok(copies)
}

/// What documents are, by their IRIs.
fn sources<'a>(
    view: &View<'_>,
    documents: impl IntoIterator<Item = &'a NamedNode>,
) -> Result<Vec<Source>, Error> {
    let documents = documents.into_iter();
    documents
        .map(|it| Source::load(view, it.as_ref()))
        .collect()
}

/// Properties of a document that have no place of their own on its page.
pub(crate) fn others(node: &Node) -> Vec<(&str, &[Term])> {
    let shown = [
        rdf::TYPE,
        nif::IS_STRING,
        pg::FINGERPRINT,
        pg::COPY_OF,
        vocab::dcterms::TITLE,
    ];
    let all = node.properties();
    all.filter(|(property, _)| !shown.iter().any(|it| it.as_str() == *property))
        .collect()
}
