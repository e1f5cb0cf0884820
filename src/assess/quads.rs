//! Standards as quads, so that a query can hold observations against them.

use oxrdf::{Literal, NamedNode, NamedNodeRef, Quad, Term};

use crate::assess::criterion::{Criterion, Standard};
use crate::assess::unit::base_form;
use crate::graph::{Base, SharedGraph, indicator_iri, shared_graph_iri, standard_iri};
use crate::model::{Decimal, Language};
use crate::vocab::{self, dcterms, pg, qudt, rdf, skos, xsd};

/// The quads of the graph of standards, in the order of the standards. Thresholds have the form that observations have
/// in the graph: 15万元/人 is 150000 元/人.
pub fn quads(standards: &[Standard], base: &Base) -> Vec<Quad> {
    let mut said = Said {
        base,
        graph: shared_graph_iri(SharedGraph::Standards, base),
        quads: Vec::new(),
    };
    for standard in standards {
        describe_standard(&mut said, standard);
        for criterion in &standard.criteria {
            describe_criterion(&mut said, (standard, criterion));
        }
    }
    said.quads
}

/// What was said so far.
struct Said<'a> {
    base: &'a Base,
    graph: NamedNode,
    quads: Vec<Quad>,
}

impl Said<'_> {
    fn say(&mut self, subject: &NamedNode, property: NamedNodeRef<'_>, object: impl Into<Term>) {
        let graph = self.graph.clone();
        self.quads
            .push(Quad::new(subject.clone(), property, object, graph));
    }

    /// Says a text, unless it is empty.
    fn say_text(&mut self, subject: &NamedNode, property: NamedNodeRef<'_>, text: &str) {
        if !text.is_empty() {
            self.say(subject, property, Literal::from(text));
        }
    }
}

fn describe_standard(said: &mut Said<'_>, standard: &Standard) {
    let node = standard_iri(&standard.id, None, said.base);
    said.say(&node, rdf::TYPE, pg::STANDARD);
    said.say_text(&node, dcterms::IDENTIFIER, &standard.identifier);
    for (title, language) in [(&standard.title_zh, "zh"), (&standard.title_en, "en")] {
        let title = Literal::new_language_tagged_literal_unchecked(title, language);
        said.say(&node, dcterms::TITLE, title);
    }
    said.say_text(&node, dcterms::PUBLISHER, &standard.publisher);
    let issued = Literal::new_typed_literal(standard.issued.as_str(), xsd::G_YEAR);
    said.say(&node, dcterms::ISSUED, issued);
}

fn describe_criterion(said: &mut Said<'_>, (standard, criterion): (&Standard, &Criterion)) {
    let node = standard_iri(&standard.id, Some(criterion.number), said.base);
    said.say(&node, rdf::TYPE, pg::CRITERION);
    said.say(
        &node,
        pg::OF_STANDARD,
        standard_iri(&standard.id, None, said.base),
    );
    said.say_text(&node, dcterms::IDENTIFIER, &criterion.number.to_string());
    let language = Language::Simplified.tag().to_ascii_lowercase();
    let name = Literal::new_language_tagged_literal_unchecked(&criterion.name, language);
    said.say(&node, skos::PREF_LABEL, name);
    for name in &criterion.names {
        said.say(&node, pg::ASSESSES, indicator_iri(name, said.base));
    }
    let comparator = vocab::pg_term(criterion.comparator.name());
    said.say(&node, pg::HAS_COMPARATOR, comparator);
    let written = format!("{}{}", criterion.written, criterion.unit);
    said.say_text(&node, pg::VALUE_TEXT, &written);
    for (property, value) in [
        (qudt::NUMERIC_VALUE, criterion.value),
        (pg::STRICTEST_VALUE, criterion.strictest),
    ] {
        if let Some((value, unit)) = value.and_then(|it| base_form(it, &criterion.unit)) {
            said.say(&node, property, decimal(value));
            said.say(&node, pg::UNIT_TEXT, Literal::from(unit));
        }
    }
    said.say_text(&node, pg::CONDITION, &criterion.condition);
    said.say_text(&node, pg::REQUIREMENT, &criterion.requirement);
    said.say_text(&node, pg::KNOWN_FROM, criterion.known.name());
}

fn decimal(value: Decimal) -> Literal {
    Literal::new_typed_literal(value.normalize().to_string(), xsd::DECIMAL)
}
