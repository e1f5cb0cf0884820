//! A damaged copy says what its clean twin says, and every mention quotes the characters that it points at.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::collections::BTreeSet;
use std::path::Path;

use parkgraph::clean::{clean, simplify};
use parkgraph::lexicon::Lexicon;
use parkgraph::model::{ContextText, Reading};
use parkgraph::pipeline::read;
use parkgraph::publish::json::record;
use parkgraph::source::{self, Input};
use serde_json::Value;

fn readings(lexicon: &Lexicon, folder: &str) -> Vec<Reading> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let (inputs, errors) = source::discover(&[folder]);
    assert!(errors.is_empty(), "{errors:?}");
    let documents = inputs
        .iter()
        .flat_map(|input: &Input| source::read(input).documents);
    documents.map(|document| read(document, lexicon)).collect()
}

fn named<'a>(readings: &'a [Reading], name: &str) -> &'a Reading {
    readings
        .iter()
        .find(|it| it.identifier.ends_with(name))
        .unwrap()
}

/// What a reading states, without the places it was read from.
fn statements(reading: &Reading) -> (BTreeSet<String>, BTreeSet<String>) {
    let Value::Object(record) = record(reading) else {
        panic!("a record is an object")
    };
    let list = |key: &str, left_out: &[&str]| {
        let items = record.get(key).and_then(Value::as_array).unwrap().iter();
        items
            .map(|item| {
                let mut item = item.as_object().unwrap().clone();
                for key in left_out {
                    item.remove(*key);
                }
                Value::Object(item).to_string()
            })
            .collect()
    };
    (
        list("entities", &[]),
        list("facts", &["evidence", "confidence"]),
    )
}

#[test]
fn damaged_twins_say_the_same() {
    let lexicon = Lexicon::load(None, None).unwrap();
    let readings = readings(&lexicon, "data/corpus");
    for name in ["zhangjiagang-acceptance", "zhangjiagang-timeline"] {
        let clean = statements(named(&readings, &format!("{name}.txt")));
        let damaged = statements(named(&readings, &format!("{name}-damaged.txt")));
        assert_eq!(clean.0, damaged.0, "{name}: entities");
        assert_eq!(clean.1, damaged.1, "{name}: facts");
    }
}

#[test]
fn every_mention_quotes_its_name() {
    let lexicon = Lexicon::load(None, None).unwrap();
    let mut seen = 0;
    for reading in ["data/corpus", "data/parkbench/docs"]
        .iter()
        .flat_map(|it| readings(&lexicon, it))
    {
        for (mention, _) in &reading.mentions {
            let quoted = reading.text.slice(mention.span);
            assert!(
                !quoted.is_empty(),
                "{}: {mention:?} points at nothing",
                reading.identifier
            );
            // Names a part of which stands elsewhere: behind a list, before a remark in brackets, at an
            // earlier phase, or where the text has them in full.
            let coordinated = [
                "name/whole city",
                "name/coordinated",
                "name/shared head",
                "name/short place",
                "name/works behind a remark",
                "name/phase",
                "name/park by its place",
                "name/part by its side",
            ]
            .contains(&mention.rule.as_str());
            let said = simplify(clean(&ContextText::new(quoted.to_owned())).text());
            let letters = |text: &str| text.chars().filter(|it| it.is_alphanumeric()).count();
            assert!(
                coordinated || letters(&said) >= letters(&mention.name),
                "{}: {quoted:?} for {:?}",
                reading.identifier,
                mention.name
            );
            seen += 1;
        }
        for fact in &reading.facts {
            assert!(
                !fact.evidence.spans.is_empty(),
                "{}: a fact without evidence",
                reading.identifier
            );
            assert!(
                fact.evidence
                    .spans
                    .iter()
                    .all(|it| !reading.text.slice(*it).is_empty())
            );
        }
    }
    assert!(seen > 500, "only {seen} mentions were read");
}
