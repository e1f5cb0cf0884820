//! Units as quads, so that a query can convert what observations are given in.

use oxrdf::{Literal, NamedNode, NamedNodeRef, Quad, Term};

use crate::assess::unit::{multiples, multiplier};
use crate::graph::{Base, SharedGraph, shared_graph_iri};
use crate::lexicon::{Entry, Lexicon, Scheme};
use crate::model::{Decimal, Language};
use crate::vocab::{qudt, rdf, skos, xsd};

/// Digits behind the point that SPARQL engines can be trusted to calculate with: Oxigraph has no more.
const DIGITS: u32 = 18;

/// Smaller factors would lose digits, and rdflib reads such decimals in a form that is none: 1E-9.
const LEAST: Decimal = Decimal::from_parts(1, 0, 0, false, 6);

/// The quads of the graph of units, sorted: every unit that an observation can have (that of QUDT where there is one) and the
/// multiples that money is written in, each with its names and, where it has one, the factor to the coherent unit: m², J, kg,
/// yuan.
pub fn unit_quads(lexicon: &Lexicon, base: &Base) -> Vec<Quad> {
    let mut said = Said {
        graph: shared_graph_iri(SharedGraph::Units, base),
        quads: Vec::new(),
    };
    let entries = lexicon.entries().iter();
    for entry in entries.filter(|it| it.scheme == Scheme::Unit) {
        if let Ok(node) = NamedNode::new(entry.unit_iri()) {
            describe(&mut said, &node, entry);
        }
    }
    for (name, factor, iri, of) in multiples() {
        let node = NamedNode::new_unchecked(iri);
        said.say_unit(&node, &name, Some(factor));
        said.say(&node, qudt::SCALING_OF, NamedNodeRef::new_unchecked(of));
    }
    said.quads.sort_by_cached_key(ToString::to_string);
    said.quads.dedup();
    said.quads
}

/// What was said so far.
struct Said {
    graph: NamedNode,
    quads: Vec<Quad>,
}

impl Said {
    fn say(&mut self, node: &NamedNode, property: NamedNodeRef<'_>, object: impl Into<Term>) {
        let quad = Quad::new(node.clone(), property, object, self.graph.clone());
        self.quads.push(quad);
    }

    /// Says that a node is a unit with a name and a factor.
    fn say_unit(&mut self, node: &NamedNode, name: &str, factor: Option<Decimal>) {
        self.say(node, rdf::TYPE, qudt::UNIT);
        self.say(node, skos::PREF_LABEL, label(name, Language::Simplified));
        if let Some(factor) = factor.filter(|it| *it >= LEAST) {
            let number = factor.round_dp(DIGITS).normalize().to_string();
            let number = Literal::new_typed_literal(number, xsd::DECIMAL);
            self.say(node, qudt::CONVERSION_MULTIPLIER, number);
        }
    }
}

fn describe(said: &mut Said, node: &NamedNode, entry: &Entry) {
    let factor = entry.multiplier.or_else(|| multiplier(&entry.name));
    said.say_unit(node, &entry.name, factor);
    for (alias, language) in &entry.aliases {
        said.say(node, skos::ALT_LABEL, label(alias, *language));
    }
}

fn label(text: &str, language: Language) -> Literal {
    Literal::new_language_tagged_literal_unchecked(text, language.tag().to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_have_names_and_factors() {
        let lexicon = Lexicon::load(None, None).unwrap();
        let quads = unit_quads(&lexicon, &Base::default());
        let triples: Vec<String> = quads
            .iter()
            .map(|it| format!("{} {} {}", it.subject, it.predicate, it.object))
            .collect();
        let has_factor = |iri: &str, factor: &str| {
            let triple = format!(
                "<{iri}> <http://qudt.org/schema/qudt/conversionMultiplier> \"{factor}\"^^<http://www.w3.org/2001/XMLSchema#decimal>"
            );
            assert!(triples.contains(&triple), "{triple}");
        };
        let own = "https://w3id.org/parkgraph/id/unit/";
        has_factor(&format!("{own}亩"), "666.666666666666666667");
        has_factor(&format!("{own}吨标准煤"), "29307600000");
        has_factor(&format!("{own}吨标准煤每万元"), "2930760");
        has_factor(&format!("{own}亿元"), "100000000");
        has_factor("http://qudt.org/vocab/unit/HA", "10000");
        has_factor("http://qudt.org/vocab/unit/KiloW-HR", "3600000");
        has_factor(&format!("{own}ppm"), "0.000001");
    }
}
