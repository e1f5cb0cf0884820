//! The scorer against a sample with known scores, and against the Python scorer of the benchmark where that is at hand.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
#![expect(clippy::print_stderr, reason = "a skipped comparison says so")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use parkgraph::evaluate::{Detail, Folder, Report, score};
use serde::Serialize;
use serde_json::ser::PrettyFormatter;
use serde_json::{Serializer, Value, json};

fn sample() -> Value {
    let (park, honor) = ("青石经济技术开发区", "国家生态工业示范园区");
    json!({"id": "t1",
    "entities": [
        {"type": "Park", "name": park, "aliases": ["青石经开区"]},
        {"type": "Park", "name": "云湖科创园", "aliases": []},
        {"type": "Place", "name": "苏州市", "aliases": ["苏州"]},
        {"type": "Honor", "name": honor},
    ],
    "facts": [
        {"kind": "honor", "recipient": park, "honor": honor, "status": "passed-acceptance", "date": "2022-04-14"},
        {"kind": "honor", "recipient": park, "honor": honor, "status": "approved-to-create", "date": "2014"},
        {"kind": "indicator", "subject": park, "indicator": "国家高新技术企业", "value": 242,
         "unit": "家", "comparator": "=", "date": null, "change": "level"},
        {"kind": "indicator", "subject": park, "indicator": "工业总产值", "value": 7_390_000_000_i64,
         "unit": "元", "comparator": ">", "date": "2021", "change": "level"},
        {"kind": "located_in", "subject": "云湖科创园", "object": park},
        {"kind": "event", "type": "acceptance", "subject": park, "date": "2022-04-14"},
    ]})
}

fn run(predicted: Value) -> Report {
    score(
        &Folder::from_records([sample()]),
        &Folder::from_records([predicted]),
    )
}

/// How many facts still match when the given fields of one predicted fact are others.
fn matched_with(index: usize, fields: &Value) -> usize {
    let mut predicted = sample();
    let fact = predicted["facts"][index].as_object_mut().unwrap();
    fact.extend(fields.as_object().unwrap().clone());
    run(predicted).fact_tally("micro").matched
}

#[test]
fn gold_against_itself_is_perfect_in_any_order() {
    let mut turned = sample();
    turned["facts"].as_array_mut().unwrap().reverse();
    turned["entities"].as_array_mut().unwrap().reverse();
    for predicted in [sample(), turned] {
        let report = run(predicted);
        assert_eq!(report.overall.f1(), Some(1.0));
        assert_eq!(report.fact_tally("strict").f1(), Some(1.0));
    }
    assert_eq!(run(json!({})).overall.f1(), Some(0.0));
}

#[test]
fn values_units_labels_and_names_decide_a_match() {
    let all: usize = 6;
    let check = |index, fields: Value, missing: usize| {
        assert_eq!(matched_with(index, &fields), all - missing, "{fields}");
    };
    check(2, json!({"value": 243.5}), 1); // 0.6 % off
    check(2, json!({"value": 243}), 0); // 0.4 % off
    check(2, json!({"value": "242"}), 0);
    check(2, json!({"value": null}), 1);
    check(2, json!({"unit": "个"}), 1);
    check(3, json!({"value": 73.9, "unit": "亿元"}), 0);
    check(3, json!({"value": 73.9}), 1);
    check(2, json!({"indicator": "高新技术企业"}), 0);
    check(2, json!({"indicator": "上市公司"}), 1);
    check(0, json!({"recipient": "青石经开区"}), 0);
    check(0, json!({"honor": "生态工业示范园区"}), 0);
    check(0, json!({"honor": "示范园区"}), 1);
    check(4, json!({"object": "无锡市"}), 1);
    check(5, json!({"type": "opening"}), 1);
    check(5, json!({"date": "2023"}), 0); // an attribute, not the core
}

#[test]
fn attributes_count_in_strict_only() {
    let mut predicted = sample();
    predicted["facts"][0]["status"] = json!("conferred");
    let report = run(predicted);
    assert_eq!(report.fact_tally("micro").matched, 6);
    assert_eq!(report.fact_tally("strict").matched, 5);
    let wrong = &report.documents["t1"].wrong_attributes;
    assert_eq!(wrong.len(), 1);
    assert!(wrong[0].ends_with("--  status: passed-acceptance / conferred"));
}

#[test]
fn optional_items_are_neither_asked_for_nor_held_against_anyone() {
    let mut gold = sample();
    gold["facts"][4]["optional"] = json!(true);
    let gold = Folder::from_records([gold]);
    let with = score(&gold, &Folder::from_records([sample()]));
    let mut without = sample();
    without["facts"].as_array_mut().unwrap().remove(4);
    let without = score(&gold, &Folder::from_records([without]));
    for report in [with, without] {
        assert_eq!(report.fact_tally("micro").f1(), Some(1.0));
        assert_eq!(report.fact_tally("micro").gold, 5);
    }
}

#[test]
fn missing_and_further_documents_are_named() {
    let predicted = Folder::from_records([json!({"id": "t9"})]);
    let report = score(&Folder::from_records([sample()]), &predicted);
    let named: Vec<&str> = report.warnings.iter().map(|it| it.place.as_str()).collect();
    assert_eq!(named, ["t1", "t9"]);
}

/// The benchmark's folder: `$PARKBENCH`, or beside the repository.
fn benchmark() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/parkbench");
    let folder = std::env::var_os("PARKBENCH").map_or(beside, PathBuf::from);
    let python = Command::new("python3").arg("--version").output();
    (folder.join("score.py").is_file() && python.is_ok()).then_some(folder)
}

#[test]
fn scores_are_those_of_the_python_scorer() {
    let Some(benchmark) = benchmark() else {
        eprintln!("skipped: no python3, or no benchmark in ../shared/parkbench or $PARKBENCH");
        return;
    };
    let gold = benchmark.join("gold");
    for seed in 0..4 {
        let folder = tempfile::tempdir().unwrap();
        perturb(&gold, folder.path(), seed);
        let report = score(
            &Folder::load_gold(&gold).unwrap(),
            &Folder::load(folder.path()).unwrap(),
        );
        let python = |flags: &[&str]| {
            let mut command = Command::new("python3");
            command.arg(benchmark.join("score.py"));
            let output = command.arg(&gold).arg(folder.path()).args(flags).output();
            String::from_utf8(output.unwrap().stdout).unwrap()
        };
        let json = |detail| pretty(&report.to_json(detail));
        same(&report.to_text(Detail::Errors), &python(&["--errors"]));
        same(&report.to_text(Detail::Scores), &python(&[]));
        same(&json(Detail::Errors), &python(&["--json", "--errors"]));
        same(&json(Detail::Scores), &python(&["--json"]));
    }
}

/// Compares line by line: whole reports are too long to read.
fn same(ours: &str, theirs: &str) {
    for (line, other) in ours.lines().zip(theirs.lines()) {
        assert_eq!(line, other);
    }
    assert_eq!(ours.len(), theirs.len());
}

/// JSON with one space a level, as Python writes it.
fn pretty(value: &Value) -> String {
    let mut bytes = Vec::new();
    let formatter = PrettyFormatter::with_indent(b" ");
    let mut serializer = Serializer::with_formatter(&mut bytes, formatter);
    value.serialize(&mut serializer).unwrap();
    String::from_utf8(bytes).unwrap() + "\n"
}

/// Copies gold with mistakes: items lost, doubled, turned round, with other values, units, names and types.
fn perturb(gold: &Path, target: &Path, seed: u64) {
    let mut dice = Dice(seed + 1);
    let files = fs::read_dir(gold).unwrap();
    let mut files: Vec<PathBuf> = files.map(|it| it.unwrap().path()).collect();
    files.sort();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let mut object: Value = serde_json::from_str(&text).unwrap();
        for list in ["entities", "facts"] {
            let items = object[list].as_array().unwrap().clone();
            let mut spoilt = spoil_list(items, seed, &mut dice);
            if seed % 2 == 1 {
                spoilt.reverse();
            }
            object[list] = Value::Array(spoilt);
        }
        if !dice.roll(seed) {
            fs::write(target.join(file.file_name().unwrap()), object.to_string()).unwrap();
        }
    }
}

/// Loses some items, doubles some, and spoils some of the rest.
fn spoil_list(items: Vec<Value>, seed: u64, dice: &mut Dice) -> Vec<Value> {
    let mut spoilt = Vec::new();
    for mut item in items {
        if dice.roll(seed * 4) {
            continue;
        }
        if dice.roll(seed * 3) {
            spoilt.push(item.clone());
        }
        spoil(&mut item, seed, dice);
        spoilt.push(item);
    }
    spoilt
}

/// Makes some of an item's values wrong.
fn spoil(item: &mut Value, seed: u64, dice: &mut Dice) {
    let keys: Vec<String> = item.as_object().unwrap().keys().cloned().collect();
    for key in keys.iter().filter(|key| *key != "optional") {
        if !dice.roll(seed * 5) {
            continue;
        }
        item[key] = match &item[key] {
            Value::Number(number) => json!(number.as_f64().unwrap() * 1.004),
            Value::String(text) if dice.roll(50) => json!(text.chars().skip(1).collect::<String>()),
            Value::String(text) => json!(format!("《{text}》园")),
            Value::Null => json!("2021-3"),
            _ => Value::Null,
        };
    }
}

/// Chance that is the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, percent: u64) -> bool {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % 100 < percent
    }
}
