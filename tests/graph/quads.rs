//! A reading becomes quads: the shape of the graph, the identity of facts, IRIs that hold any name.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
#![expect(clippy::print_stderr, reason = "a skipped test says so")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use crate::sample;
use oxrdf::{GraphName, NamedNodeRef, Quad, Term};
use oxrdfio::{RdfFormat, RdfParser};
use parkgraph::graph::{Base, document_iri, fact_id, graph_iri, quads};
use parkgraph::model::{ContextText, Entity, EntityKind, Modality, Reading};
use parkgraph::publish::json::{lines, record};
use parkgraph::publish::rdf::{Format, write};
use parkgraph::vocab::{nif, pg, prov, qudt, rdf, schema, sosa};
use proptest::prelude::{any, proptest};
use serde_json::{Value, json};

/// The quads of the sample under the default base.
fn sample_quads() -> Vec<Quad> {
    quads(&sample::reading("docs/甲.txt"), &Base::default())
}

/// The N-Quads of some quads.
fn nquads(quads: Vec<Quad>) -> String {
    let mut text = Vec::new();
    write(quads, Format::NQuads, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

fn subjects(quads: &[Quad], predicate: NamedNodeRef<'_>) -> BTreeSet<String> {
    let found = quads.iter().filter(|quad| quad.predicate == predicate);
    found.map(|quad| quad.subject.to_string()).collect()
}

fn objects(quads: &[Quad], subject: &str, predicate: NamedNodeRef<'_>) -> Vec<String> {
    let found = quads
        .iter()
        .filter(|quad| quad.subject.to_string() == subject && quad.predicate == predicate);
    found.map(|quad| quad.object.to_string()).collect()
}

fn instances(quads: &[Quad], class: NamedNodeRef<'_>) -> BTreeSet<String> {
    let found = quads
        .iter()
        .filter(|quad| quad.predicate == rdf::TYPE && quad.object == Term::from(class));
    found.map(|quad| quad.subject.to_string()).collect()
}

#[test]
fn all_quads_stand_in_the_graph_of_the_document() {
    let base = Base::default();
    let graph = graph_iri("docs/甲.txt", &base);
    assert_eq!(
        graph.as_str(),
        "https://w3id.org/parkgraph/id/graph/docs%2F甲.txt"
    );
    let graph = GraphName::from(graph);
    assert!(sample_quads().iter().all(|quad| quad.graph_name == graph));
}

#[test]
fn quads_are_sorted_once_and_the_same_every_time() {
    let first = sample_quads();
    let lines: Vec<_> = first.iter().map(ToString::to_string).collect();
    assert!(lines.is_sorted());
    assert_eq!(lines.iter().collect::<BTreeSet<_>>().len(), lines.len());
    assert_eq!(first, sample_quads());
}

#[test]
fn every_fact_has_evidence_rule_modality_and_confidence() {
    let quads = sample_quads();
    let facts = instances(&quads, pg::FACT);
    // Twelve facts are written down, two of them state the same.
    assert_eq!(facts.len(), 12);
    for property in [
        prov::WAS_DERIVED_FROM,
        pg::RULE,
        pg::HAS_MODALITY,
        pg::CONFIDENCE,
    ] {
        assert_eq!(subjects(&quads, property), facts, "{property}");
    }
}

#[test]
fn the_same_statement_twice_is_one_fact_with_all_evidence() {
    let reading = sample::reading("a");
    assert_eq!(
        fact_id(&reading, &reading.facts[0]),
        fact_id(&reading, &reading.facts[1])
    );
    let quads = quads(&reading, &Base::default());
    let base = Base::default();
    let fact = format!(
        "<{}fact/{}>",
        base.as_str(),
        fact_id(&reading, &reading.facts[0])
    );
    assert_eq!(objects(&quads, &fact, prov::WAS_DERIVED_FROM).len(), 3);
    let confidence = objects(&quads, &fact, pg::CONFIDENCE);
    assert_eq!(
        confidence,
        [r#""0.95"^^<http://www.w3.org/2001/XMLSchema#decimal>"#]
    );
    let number = objects(&quads, &fact, qudt::NUMERIC_VALUE);
    assert_eq!(
        number,
        [r#""242"^^<http://www.w3.org/2001/XMLSchema#decimal>"#]
    );
}

#[test]
fn facts_are_shared_across_documents_and_told_apart_by_modality() {
    let one = sample::reading("a");
    let mut other = sample::reading("b");
    assert_eq!(
        fact_id(&one, &one.facts[2]),
        fact_id(&other, &other.facts[2])
    );
    other.facts[2].evidence.modality = Modality::Planned;
    assert_ne!(
        fact_id(&one, &one.facts[2]),
        fact_id(&other, &other.facts[2])
    );
}

#[test]
fn a_part_points_to_its_whole_and_an_unread_whole_is_no_fact() {
    let quads = sample_quads();
    let facts = instances(&quads, pg::FACT);
    let observations = instances(&quads, sosa::OBSERVATION);
    assert_eq!(observations.difference(&facts).count(), 1);
    let wholes = quads.iter().filter(|quad| quad.predicate == pg::WITHIN);
    let wholes: Vec<_> = wholes.map(|quad| quad.object.to_string()).collect();
    assert_eq!(wholes.len(), 2);
    for whole in wholes {
        assert_eq!(objects(&quads, &whole, sosa::OBSERVED_PROPERTY).len(), 1);
    }
}

#[test]
fn plain_triples_say_only_what_simply_holds() {
    let quads = sample_quads();
    for (property, count) in [(pg::HOLDS, 1), (pg::LOCATED_IN, 1), (pg::HAS_INDUSTRY, 1)] {
        let said = quads.iter().filter(|quad| quad.predicate == property);
        assert_eq!(said.count(), count, "{property}");
    }
}

#[test]
fn mentions_quote_the_context_text() {
    let reading = sample::reading("a");
    let quads = quads(&reading, &Base::default());
    let document = document_iri("a", &Base::default());
    let text: Vec<_> = reading.text.as_str().chars().collect();
    let mentions = instances(&quads, pg::MENTION);
    for mention in &mentions {
        let range = mention
            .split("#char=")
            .nth(1)
            .unwrap()
            .trim_end_matches('>');
        let (begin, end) = range.split_once(',').unwrap();
        let slice = text.iter().take(end.parse().unwrap());
        let slice: String = slice.skip(begin.parse().unwrap()).collect();
        let anchor = objects(&quads, mention, nif::ANCHOR_OF);
        assert_eq!(anchor, [oxrdf::Literal::from(slice).to_string()]);
        let context = objects(&quads, mention, nif::REFERENCE_CONTEXT);
        assert_eq!(context, [document.to_string()]);
    }
    let shared = format!("<{}#char=0,11>", document.as_str());
    assert_eq!(objects(&quads, &shared, pg::REFERS_TO).len(), 2);
}

#[test]
fn dates_are_typed_by_their_precision() {
    let text = nquads(sample_quads());
    for typed in [
        r#""2022-04-03"^^<http://www.w3.org/2001/XMLSchema#date>"#,
        r#""2022-04"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>"#,
        r#""2025"^^<http://www.w3.org/2001/XMLSchema#gYear>"#,
    ] {
        assert!(text.contains(typed), "{typed}");
    }
}

#[test]
fn an_address_is_typed_only_if_it_is_one() {
    let mut reading = sample::reading("a");
    let url = |reading: &Reading| {
        let quads = quads(reading, &Base::default());
        let quad = quads.iter().find(|quad| quad.predicate == schema::URL);
        quad.unwrap().object.to_string()
    };
    assert_eq!(url(&reading), r#""https://example.org/a b?<c>""#);
    reading.metadata.url = Some("https://example.org/a".to_owned());
    assert!(url(&reading).ends_with("#anyURI>"));
}

#[test]
fn an_unchecked_unit_makes_no_iri() {
    let text = nquads(sample_quads());
    assert!(text.contains("<http://qudt.org/vocab/unit/CNY>"));
    assert!(!text.contains("not an IRI"));
}

proptest! {
    /// Whatever a name holds, the quads can be written and read back, and two names never share an IRI.
    #[test]
    fn any_name_makes_an_iri(names in proptest::collection::btree_set(any::<String>(), 2..5), code in any::<Option<String>>()) {
        let entities = names.iter().map(|name| Entity {
            kind: EntityKind::Company,
            name: name.clone(),
            code: code.clone(),
            aliases: [].into(),
        });
        let identifier: String = names.iter().cloned().collect();
        let mut reading = sample::reading(&identifier);
        reading.text = ContextText::new(identifier.clone());
        reading.entities.splice(0..names.len(), entities);
        let quads = quads(&reading, &Base::default());
        let text = nquads(quads.clone());
        let parsed: Result<BTreeSet<_>, _> = RdfParser::from_format(RdfFormat::NQuads)
            .for_slice(&text)
            .map(|quad| quad.map(|quad| quad.to_string()))
            .collect();
        assert_eq!(parsed.unwrap(), quads.iter().map(ToString::to_string).collect());
        let companies = instances(&quads, pg::COMPANY);
        assert!(companies.len() >= names.len());
    }
}

#[test]
fn the_record_has_the_schema_of_the_gold_files() {
    let record = record(&sample::reading("docs/甲.v2.txt"));
    assert_eq!(record["id"], "甲.v2");
    assert_eq!(record["document"]["publishedDate"], "2022-04-03");
    assert_eq!(record["document"]["views"], 61522);
    assert_eq!(
        record["entities"][0],
        json!({"type": "Park", "name": "甲市经济技术开发区", "aliases": ["甲市經開區", "甲市经开区"]})
    );
    let facts = record["facts"].as_array().unwrap();
    assert_eq!(
        gold_part(&facts[1]),
        json!({"kind": "indicator", "subject": "甲市经济技术开发区", "indicator": "瞪羚企业", "value": 12, "unit": "家",
               "comparator": "=", "date": "2021", "change": "level", "within": "高新技术企业"})
    );
    // A range is two facts, and 7.50 is 7.5.
    let bounds: Vec<_> = facts
        .iter()
        .map(|it| (&it["comparator"], &it["value"]))
        .collect();
    assert!(bounds.contains(&(&json!(">="), &json!(10_000_000_000_i64))));
    assert!(bounds.contains(&(&json!("<="), &json!(15_000_000_000_i64))));
    assert!(bounds.contains(&(&json!(">="), &json!(7.5))));
    assert!(facts.iter().all(|it| it["modality"] != "negated"));
    let event = facts.iter().find(|it| it["kind"] == "event").unwrap();
    assert_eq!(event["type"], "construction-start");
}

#[test]
fn lines_tag_each_thing_with_its_document() {
    let reading = sample::reading("a.txt");
    let lines = lines(&reading);
    assert!(lines.iter().all(|line| line["document"] == "a.txt"));
    let count = |kind: &str| lines.iter().filter(|line| line["record"] == kind).count();
    assert_eq!(count("document"), 1);
    assert_eq!(count("entity"), reading.entities.len());
    assert_eq!(count("mention"), reading.mentions.len());
    // Thirteen facts, two the same, one denied, one a range.
    assert_eq!(count("fact"), 12);
}

/// A fact without the keys that the gold files do not have.
fn gold_part(fact: &Value) -> Value {
    let mut fact = fact.clone();
    let fields = fact.as_object_mut().unwrap();
    for extra in [
        "fact",
        "modality",
        "confidence",
        "rule",
        "evidence",
        "from",
        "base",
    ] {
        fields.remove(extra);
    }
    fact
}

/// Facts and entities in an order of their own, names among the aliases, all numbers as floats.
fn comparable(record: &Value) -> BTreeSet<String> {
    let facts = record["facts"].as_array().unwrap().iter().map(|fact| {
        let mut fact = gold_part(fact);
        if let Some(value) = fact["value"].as_f64() {
            fact["value"] = json!(value);
        }
        sorted(&fact)
    });
    let entities = record["entities"].as_array().unwrap().iter().map(|entity| {
        let names = entity["aliases"]
            .as_array()
            .unwrap()
            .iter()
            .chain([&entity["name"]]);
        let names: BTreeSet<_> = names.map(ToString::to_string).collect();
        format!("{} {names:?}", entity["type"])
    });
    facts.chain(entities).collect()
}

/// An object with its keys sorted.
fn sorted(object: &Value) -> String {
    let fields: BTreeMap<_, _> = object.as_object().unwrap().iter().collect();
    format!("{fields:?}")
}

/// The record says what SPARQL finds in the graph: the reader of the graph that the evaluation uses agrees.
#[test]
fn the_graph_and_the_record_say_the_same() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/parkbench/graph2pred.py");
    let has_python = Command::new("python3")
        .args(["-c", "import pyoxigraph"])
        .status();
    if !script.exists() || !has_python.is_ok_and(|status| status.success()) {
        eprintln!("skipped: needs ../shared/parkbench/graph2pred.py, python3 and pyoxigraph");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("quads.nq");
    std::fs::write(&file, nquads(sample_quads())).unwrap();
    let status = Command::new("python3")
        .arg(script)
        .arg(&file)
        .arg(folder.path())
        .status();
    assert!(status.unwrap().success());
    let text = std::fs::read_to_string(folder.path().join("甲.json")).unwrap();
    let read: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        comparable(&read),
        comparable(&record(&sample::reading("docs/甲.txt")))
    );
}
