//! Collects the triples of one document's graph; the literals that several kinds of nodes share.

use oxrdf::{Literal, NamedNode, NamedNodeRef, Quad, Term};

use crate::graph::iri::{Base, document_iri, graph_iri};
use crate::graph::renaming::{Identities, Renaming};
use crate::model::{EntityId, PartialDate, Reading, Span};
use crate::vocab::{nif, pg, rdf, xsd};

/// The triples said so far of a reading, and what they are made from.
pub(super) struct Triples<'a> {
    pub(super) reading: &'a Reading,
    pub(super) base: &'a Base,
    pub(super) identities: Identities<'a>,
    pub(super) document: NamedNode,
    graph: NamedNode,
    quads: Vec<Quad>,
}

impl<'a> Triples<'a> {
    /// No triple yet.
    pub(super) fn new(reading: &'a Reading, renaming: &'a Renaming, base: &'a Base) -> Self {
        Self {
            reading,
            base,
            identities: Identities { reading, renaming },
            document: document_iri(&reading.identifier, base),
            graph: graph_iri(&reading.identifier, base),
            quads: Vec::new(),
        }
    }

    /// The IRI of an entity of the reading.
    pub(super) fn entity(&self, id: EntityId) -> NamedNode {
        self.identities.iri(id, self.base)
    }

    /// Says a triple.
    pub(super) fn add(
        &mut self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'_>,
        object: impl Into<Term>,
    ) {
        self.quads.push(Quad::new(
            subject.clone(),
            predicate,
            object,
            self.graph.clone(),
        ));
    }

    /// Says that the document has this span, and gives the span's node.
    pub(super) fn mention(&mut self, span: Span) -> NamedNode {
        let document = self.document.clone();
        let node = NamedNode::new_unchecked(format!("{}#char={span}", document.as_str()));
        let anchor = self.reading.text.slice(span);
        self.add(&node, rdf::TYPE, pg::MENTION);
        self.add(&node, rdf::TYPE, nif::PHRASE);
        self.add(&node, nif::REFERENCE_CONTEXT, document);
        self.add(&node, nif::BEGIN_INDEX, offset(span.start()));
        self.add(&node, nif::END_INDEX, offset(span.end()));
        self.add(&node, nif::ANCHOR_OF, Literal::new_simple_literal(anchor));
        node
    }

    /// All triples as quads, sorted, each once.
    pub(super) fn into_quads(mut self) -> Vec<Quad> {
        self.quads.sort_by_cached_key(ToString::to_string);
        self.quads.dedup();
        self.quads
    }
}

/// An offset in code points. Stores keep every kind of whole number as xsd:integer.
fn offset(offset: usize) -> Literal {
    Literal::new_typed_literal(offset.to_string(), xsd::INTEGER)
}

/// A date, typed by its precision.
pub(super) fn date(date: PartialDate) -> Literal {
    let datatype = match (date.month_number(), date.day_number()) {
        (Some(_), Some(_)) => xsd::DATE,
        (Some(_), None) => xsd::G_YEAR_MONTH,
        _ => xsd::G_YEAR,
    };
    Literal::new_typed_literal(date.to_string(), datatype)
}

/// A number between 0 and 1 as a decimal with at most so many digits, as stores keep it, without zeros at the end; what is no
/// number counts as 0.
pub(super) fn share(share: f64, digits: usize) -> Literal {
    let share = if share.is_nan() {
        0.0
    } else {
        share.clamp(0.0, 1.0)
    };
    let text = format!("{share:.digits$}");
    let text = match text.split_once('.') {
        Some(_) => text.trim_end_matches('0').trim_end_matches('.'),
        None => &text,
    };
    Literal::new_typed_literal(text, xsd::DECIMAL)
}
