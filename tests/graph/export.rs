//! Export: every syntax says the same, the same quads give the same bytes.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use crate::sample;
use oxrdf::{BlankNode, NamedNode, Quad};
use oxrdfio::{JsonLdProfileSet, RdfFormat, RdfParser, RdfSerializer};
use parkgraph::graph::{Base, graph_iri, quads};
use parkgraph::publish::canonical;
use parkgraph::publish::rdf::{Format, Stream, write};
use parkgraph::store::Store;
use sophia::api::parser::QuadParser;
use sophia::api::quad::Spog;
use sophia::api::source::QuadSource;
use sophia::api::term::SimpleTerm;
use sophia::isomorphism::isomorphic_datasets;
use sophia::turtle::parser::{nq::NQuadsParser, trig::TriGParser};

/// A dataset as Sophia holds it.
type Terms = Vec<Spog<SimpleTerm<'static>>>;

fn sample_quads() -> Vec<Quad> {
    let base = Base::default();
    let mut all = quads(&sample::reading("a"), &base);
    all.extend(quads(&sample::reading("b"), &base));
    all
}

fn written(quads: Vec<Quad>, format: Format) -> String {
    let mut text = Vec::new();
    write(quads, format, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

/// Reads a syntax, by Sophia where it knows it, and by way of N-Quads where it does not.
fn read(text: &str, format: Format) -> Terms {
    let syntax = match format {
        Format::Turtle | Format::TriG => {
            return TriGParser::new().parse_str(text).collect_quads().unwrap();
        }
        Format::NTriples | Format::NQuads => {
            return NQuadsParser::new().parse_str(text).collect_quads().unwrap();
        }
        Format::JsonLd => RdfFormat::JsonLd {
            profile: JsonLdProfileSet::empty(),
        },
        Format::RdfXml => RdfFormat::RdfXml,
    };
    let mut serializer = RdfSerializer::from_format(RdfFormat::NQuads).for_writer(Vec::new());
    for quad in RdfParser::from_format(syntax).for_slice(text) {
        serializer.serialize_quad(&quad.unwrap()).unwrap();
    }
    let lines = String::from_utf8(serializer.finish().unwrap()).unwrap();
    read(&lines, Format::NQuads)
}

#[test]
fn every_syntax_says_the_same() {
    for format in Format::ALL {
        let lines = if format.has_graphs() {
            Format::NQuads
        } else {
            Format::NTriples
        };
        let mut quads = sample_quads();
        if format == Format::RdfXml {
            // XML cannot hold control characters: see below.
            quads.retain(|quad| !quad.to_string().contains("\\u0001"));
        }
        let expected = read(&written(quads.clone(), lines), lines);
        let found = read(&written(quads, format), format);
        assert_eq!(found.len(), expected.len(), "{format:?}");
        assert!(
            isomorphic_datasets(&found, &expected).unwrap(),
            "{format:?}"
        );
    }
}

#[test]
fn what_xml_cannot_hold_is_replaced() {
    let text = written(sample_quads(), Format::RdfXml);
    assert!(!text.contains('\u{1}'));
    assert!(text.contains("&gt;\u{FFFD}有限公司"), "{text}");
    read(&text, Format::RdfXml);
}

#[test]
fn order_and_repetition_leave_no_trace() {
    for format in Format::ALL {
        let mut shuffled = sample_quads();
        shuffled.reverse();
        shuffled.extend_from_within(..9);
        assert_eq!(
            written(shuffled, format),
            written(sample_quads(), format),
            "{format:?}"
        );
    }
}

#[test]
fn turtle_is_made_for_people() {
    let turtle = written(sample_quads(), Format::Turtle);
    assert!(turtle.contains("@prefix pg: <https://w3id.org/parkgraph/ontology#> ."));
    assert!(turtle.contains("pg:status pg:conferred"), "{turtle}");
    assert_eq!(
        turtle
            .matches("<https://w3id.org/parkgraph/ontology#")
            .count(),
        1
    );
}

#[test]
fn formats_are_found_by_name_and_media_type() {
    for format in Format::ALL {
        assert_eq!(Format::from_name(format.name()), Some(format));
        assert_eq!(Format::from_media_type(format.media_type()), Some(format));
    }
    let accepted = Format::from_media_type("text/turtle; charset=utf-8");
    assert_eq!(accepted, Some(Format::Turtle));
}

#[test]
fn a_stream_writes_the_quads_as_they_come() {
    let mut text = Vec::new();
    let mut stream = Stream::new(Format::NQuads, &mut text).unwrap();
    for quad in quads(&sample::reading("a"), &Base::default()) {
        stream.write(&quad).unwrap();
    }
    stream.finish().unwrap();
    let lines = String::from_utf8(text).unwrap();
    assert!(lines.lines().is_sorted());
}

#[test]
fn the_canonical_form_names_blank_nodes_by_what_is_said_of_them() {
    let named = NamedNode::new_unchecked("https://example.org/p");
    let quads = |one: &str, other: &str| {
        let [one, other] = [one, other].map(BlankNode::new_unchecked);
        let graph = named.clone();
        [
            Quad::new(one.clone(), named.clone(), other.clone(), graph.clone()),
            Quad::new(other, named.clone(), named.clone(), graph),
        ]
    };
    let text = |quads: [Quad; 2]| {
        let mut text = Vec::new();
        canonical::write(quads, &mut text).unwrap();
        String::from_utf8(text).unwrap()
    };
    let canonical = text(quads("x", "y"));
    assert_eq!(canonical, text(quads("z", "a")));
    assert!(canonical.contains("_:c14n0"), "{canonical}");
}

#[test]
fn the_canonical_form_of_a_reading_is_its_sorted_n_quads() {
    let mut text = Vec::new();
    canonical::write(sample_quads(), &mut text).unwrap();
    let mut lines: Vec<_> = written(sample_quads(), Format::NQuads)
        .lines()
        .map(str::to_owned)
        .collect();
    lines.sort_unstable();
    assert!(String::from_utf8(text).unwrap().lines().eq(lines));
}

#[test]
fn a_store_keeps_every_literal_as_it_is_written() {
    let base = Base::default();
    let reading = sample::reading("a");
    let graph = graph_iri("a", &base);
    let store = Store::memory().unwrap();
    store.replace(&graph, quads(&reading, &base)).unwrap();
    let kept: Result<Vec<Quad>, _> = store.dump().collect();
    let kept = written(kept.unwrap(), Format::NQuads);
    assert_eq!(kept, written(quads(&reading, &base), Format::NQuads));
}
