//! A fact: what it states, and where it was read.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use oxrdf::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad};

use crate::model::{Comparator, ContextText, FactKind, Passage, Span, passages};
use crate::serve::view::{Node, View};
use crate::store::Error;
use crate::vocab::{self, nif, pg, prov, qudt};

/// A fact of the store.
#[derive(Clone, Debug)]
pub(crate) struct Fact {
    /// Its node with all its values.
    pub(crate) node: Node,
    /// Its kind.
    pub(crate) kind: FactKind,
    /// Where it was read, by document.
    pub(crate) evidence: Vec<Evidence>,
}

/// Where a document states a fact.
#[derive(Clone, Debug)]
pub(crate) struct Evidence {
    /// The document.
    pub(crate) document: NamedNode,
    /// The document's text.
    pub(crate) text: Rc<ContextText>,
    /// The characters that it was read from, in text order.
    pub(crate) spans: Vec<Span>,
    /// The rules that read it there.
    pub(crate) rules: Vec<String>,
    /// How sure they are, 0 to 1.
    pub(crate) confidence: String,
}

impl Evidence {
    /// The sentences around it.
    pub(crate) fn passages(&self) -> Vec<Passage> {
        passages(&self.text, &self.spans)
    }
}

impl Fact {
    /// Reads a fact; none where the node is no fact.
    pub(crate) fn load(view: &View<'_>, iri: NamedNodeRef<'_>) -> Result<Option<Self>, Error> {
        let quads: Result<Vec<Quad>, Error> = view.store.quads_of(iri).collect();
        let quads = quads?;
        let node = Node::new(iri.into_owned(), quads.clone());
        let kind = FactKind::ALL.into_iter();
        let mut kind = kind.filter(|it| node.is_a(vocab::pg_term(it.name()).as_ref()));
        let (true, Some(kind)) = (node.is_a(pg::FACT), kind.next()) else {
            return Ok(None);
        };
        Ok(Some(Self {
            node,
            kind,
            evidence: evidence(view, quads)?,
        }))
    }

    /// How it is meant: `actual`, `planned`, `negated`.
    pub(crate) fn modality(&self) -> &str {
        let modality = self.node.node(pg::HAS_MODALITY);
        modality.map_or("", |it| local(it.as_str()))
    }

    /// When the period of its number begins; empty where the text does not say.
    pub(crate) fn start(&self) -> &str {
        self.node.text(pg::PERIOD_START).unwrap_or_default()
    }

    /// When, as precise as the text; empty where it does not say.
    pub(crate) fn date(&self) -> &str {
        self.node.text(pg::DATE).unwrap_or_default()
    }

    /// The highest of the confidences.
    pub(crate) fn confidence(&self) -> &str {
        let confidences = self.node.literals(pg::CONFIDENCE);
        confidences.map(Literal::value).max().unwrap_or_default()
    }

    /// How its number compares.
    pub(crate) fn comparator(&self) -> Comparator {
        let comparator = self.node.node(pg::HAS_COMPARATOR);
        let comparator = comparator.map_or("", |it| local(it.as_str()));
        Comparator::from_name(comparator).unwrap_or_default()
    }

    /// Its number as written; empty where it has none.
    pub(crate) fn written(&self) -> &str {
        self.node.text(pg::VALUE_TEXT).unwrap_or_default()
    }

    /// Its number, for drawing.
    pub(crate) fn number(&self) -> Option<f64> {
        self.node.text(qudt::NUMERIC_VALUE)?.parse().ok()
    }
}

/// The local name of a term: `planned`.
pub(crate) fn local(iri: &str) -> &str {
    iri.rsplit(['#', '/']).next().unwrap_or(iri)
}

/// Where a fact was read, one entry for each document, sorted by document.
fn evidence(view: &View<'_>, quads: Vec<Quad>) -> Result<Vec<Evidence>, Error> {
    let mut graphs: BTreeMap<String, Vec<Quad>> = BTreeMap::new();
    for quad in quads {
        let graph = quad.graph_name.to_string();
        graphs.entry(graph).or_default().push(quad);
    }
    let mut found = Vec::new();
    for quads in graphs.into_values() {
        let Some(NamedOrBlankNode::NamedNode(fact)) = quads.first().map(|it| it.subject.clone())
        else {
            continue;
        };
        found.extend(one_graph(view, &Node::new(fact, quads))?);
    }
    found.sort_by(|one, other| one.document.cmp(&other.document));
    Ok(found)
}

/// Where the document of a graph states a fact.
fn one_graph(view: &View<'_>, fact: &Node) -> Result<Option<Evidence>, Error> {
    let mut spans = BTreeSet::new();
    let mut document = None;
    for mention in fact.nodes(prov::WAS_DERIVED_FROM) {
        let mention = Node::load(view.store, mention.as_ref())?;
        spans.extend(span(&mention));
        document = document.or(mention.node(nif::REFERENCE_CONTEXT).cloned());
    }
    let Some(document) = document else {
        return Ok(None);
    };
    let rules = fact.literals(pg::RULE).map(|it| it.value().to_owned());
    Ok(Some(Evidence {
        text: view.text(document.as_ref())?,
        document,
        spans: spans.into_iter().collect(),
        rules: rules.collect(),
        confidence: fact.text(pg::CONFIDENCE).unwrap_or_default().to_owned(),
    }))
}

/// The characters of a mention.
pub(super) fn span(mention: &Node) -> Option<Span> {
    let begin = mention.text(nif::BEGIN_INDEX)?.parse().ok()?;
    let end = mention.text(nif::END_INDEX)?.parse().ok()?;
    Some(Span::new(begin, end))
}
