//! `parkgraph assess` from outside: what counts, what is unknown, and that nothing is claimed that no text states.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::path::Path;

use serde_json::Value;

use crate::command::parkgraph;
use crate::folder::write_pages;
use tempfile::TempDir;

const PARK: &str = "甲市经济技术开发区";

/// Runs `parkgraph assess` in a folder.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    parkgraph(folder, &[&["assess"], arguments].concat())
}

fn pages(pages: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write_pages(folder.path(), pages);
    folder
}

/// The criteria of HJ 274-2015 as JSON; the first has number 1.
fn assessed(texts: &[(&str, &str)]) -> Vec<Value> {
    let folder = pages(texts);
    let arguments = [
        PARK,
        "--memory",
        "pages",
        "--standard",
        "hj274",
        "--format",
        "json",
    ];
    let (status, json, message) = run(folder.path(), &arguments);
    assert_eq!(status, 0, "{message}");
    let rows: Vec<Value> = serde_json::from_str(&json).unwrap();
    assert_eq!(rows.len(), 32);
    rows
}

/// Result and reason of a criterion, by its number.
fn result(rows: &[Value], number: usize) -> (&str, &str) {
    let row = &rows[number - 1];
    (
        row["result"].as_str().unwrap(),
        row["reason"].as_str().unwrap_or_default(),
    )
}

#[test]
fn the_latest_actual_value_counts_with_its_sentence() {
    let text = "甲市经济技术开发区2020年工业固体废物综合利用率为62.5%。2022年，园区工业固体废物综合利用率为71%。";
    let rows = assessed(&[("a.txt", text)]);
    assert_eq!(result(&rows, 6), ("met", ""));
    let observed = &rows[5]["observed"][0];
    assert_eq!(observed["date"], "2022");
    assert_eq!(observed["converted"], "71");
    let sentence = observed["sentences"][0]["text"].as_str().unwrap();
    assert!(sentence.contains("【71%】"), "{sentence}");
    assert_eq!(observed["sentences"][0]["document"], "pages/a.txt");
    assert_eq!(result(&rows, 7), ("unknown", "no value observed"));
    // The mark says how the threshold is known.
    assert_eq!(rows[5]["known"], "second source");
    assert_eq!(rows[11]["known"], "memory");
}

#[test]
fn plans_and_growth_are_no_values() {
    let text = "到2025年，甲市经济技术开发区工业固体废物综合利用率力争达到95%。2022年，甲市经济技术开发区绿化覆盖率提高了20%。";
    let rows = assessed(&[("a.txt", text)]);
    assert_eq!(result(&rows, 6), ("unknown", "no value observed"));
    assert_eq!(result(&rows, 29), ("unknown", "no value observed"));
}

#[test]
fn units_are_converted_and_names_matched_by_the_lexicon() {
    let text = "2022年，甲市经济技术开发区万元工业增加值新鲜水耗为9.4立方米，工业固废综合利用率为98%，人均工业增加值为16.8万元/人。";
    let rows = assessed(&[("a.txt", text)]);
    assert_eq!(result(&rows, 14), ("not met", ""));
    assert_eq!(rows[13]["observed"][0]["unit"], "立方米");
    assert_eq!(result(&rows, 6), ("met", ""));
    assert_eq!(rows[5]["observed"][0]["indicator"], "工业固废综合利用率");
    assert_eq!(result(&rows, 2), ("met", ""));
    assert_eq!(rows[1]["observed"][0]["converted"], "16.8");
}

#[test]
fn what_does_not_decide_is_unknown() {
    let text = "2022年，甲市经济技术开发区工业固体废物综合利用率超过60%，再生水回用率为24%。";
    let rows = assessed(&[("a.txt", text)]);
    assert_eq!(result(&rows, 6), ("unknown", "the number does not decide"));
    assert_eq!(result(&rows, 16), ("unknown", "depends on a condition"));
    let rows = assessed(&[
        ("a.txt", "2022年，甲市经济技术开发区绿化覆盖率为12%。"),
        ("b.txt", "2022年，甲市经济技术开发区绿化覆盖率为32%。"),
    ]);
    assert_eq!(result(&rows, 29), ("unknown", "values disagree"));
}

#[test]
fn tables_are_for_people_and_csv_for_programs() {
    let folder = pages(&[("a.txt", "2022年，甲市经济技术开发区绿化覆盖率为12%。")]);
    let (status, table, _) = run(folder.path(), &[PARK, "--memory", "pages"]);
    assert_eq!(status, 0);
    assert!(
        table.contains("HJ 274-2015): 0 met, 1 not met, 31 unknown"),
        "{table}"
    );
    assert!(
        table.contains("绿色园区评价指标") && table.contains("unverified (memory)"),
        "{table}"
    );
    assert!(
        table.contains("pages/a.txt · 2022年，【甲市经济技术开发区绿化覆盖率】为【12%】。"),
        "{table}"
    );
    let (_, csv, _) = run(
        folder.path(),
        &[PARK, "--memory", "pages", "--format", "csv"],
    );
    assert_eq!(csv.lines().count(), 64);
    assert!(
        csv.contains(
            ",hj274,29,绿化覆盖率,atLeast,15,%,mandatory,memory,not met,,12%,12,2022,pages/a.txt,"
        ),
        "{csv}"
    );
}

#[test]
fn unknown_parks_and_standards_are_named() {
    let folder = pages(&[("a.txt", "2022年，甲市经济技术开发区绿化覆盖率为12%。")]);
    let (status, _, message) = run(folder.path(), &["丙园区", "--memory", "pages"]);
    assert_eq!(status, 2);
    assert!(message.contains("no entity named 丙园区"), "{message}");
    let (status, _, message) = run(
        folder.path(),
        &[PARK, "--memory", "pages", "--standard", "hj"],
    );
    assert_eq!(status, 2);
    assert!(
        message.contains("there is no standard hj; there are hj274, green-park"),
        "{message}"
    );
}

#[test]
fn only_parks_are_assessed() {
    let folder = pages(&[("a.txt", "采埃孚位于甲市经济技术开发区。")]);
    let ask = |name: &str| run(folder.path(), &[name, "--memory", "pages"]);
    let (status, _, message) = ask("采埃孚");
    assert_eq!(status, 2);
    assert!(
        message.contains("采埃孚 is the name of no park"),
        "{message}"
    );
    let (status, _, message) = ask("");
    assert_eq!(status, 2);
    assert!(message.contains("the name is empty"), "{message}");
}
