//! `data import` from outside: what it says about files that have something wrong, and where.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::fs;

use assert_cmd::Command;
use tempfile::TempDir;

/// Checks a file, perhaps with metadata; gives the exit status and what is said.
fn check(arguments: &[&str], text: &str, metadata: Option<&str>) -> (i32, String) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("x.csv");
    fs::write(&file, text).unwrap();
    if let Some(metadata) = metadata {
        fs::write(folder.path().join("x.csv-metadata.json"), metadata).unwrap();
    }
    let mut command = Command::cargo_bin("parkgraph").unwrap();
    command.current_dir(folder.path());
    command.args(["data", "import", arguments[0], "x.csv", "--check"]);
    let output = command.args(&arguments[1..]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!said.contains("panicked"), "{said}");
    (output.status.code().unwrap(), said)
}

fn says(run: &(i32, String), status: i32, words: &[&str]) {
    assert_eq!(run.0, status, "{}", run.1);
    for word in words {
        assert!(run.1.contains(word), "{word}: {}", run.1);
    }
}

const ZONES: &str = "代码,开发区名称\nG321095,张家港经济技术开发区\n";

#[test]
fn lines_of_files_with_crlf_were_one_too_low() {
    let text = "代码,开发区名称\r\nG321095,甲区\r\nBAD,乙区\r\n";
    says(&check(&["zones"], text, None), 1, &["x.csv:3: \"BAD\""]);
}

#[test]
fn a_licence_that_is_no_iri_was_dropped_and_none_was_a_violation() {
    let run = check(&["zones", "--licence", "not an iri"], ZONES, None);
    says(&run, 2, &["--licence", "no IRI"]);
    let run = check(&["zones"], ZONES, None);
    says(&run, 0, &["licence unknown", "--licence IRI"]);
    let metadata = r#"{"dc:license": "free", "tableSchema": {"columns": []}}"#;
    let run = check(&["zones"], ZONES, Some(metadata));
    says(&run, 2, &["dc:license", "\"free\""]);
}

#[test]
fn broken_metadata_was_called_a_result_of_sparql() {
    let run = check(&["zones"], ZONES, Some("{broken"));
    says(
        &run,
        2,
        &["x.csv-metadata.json", "CSVW metadata is no JSON"],
    );
}

#[test]
fn what_metadata_has_and_nobody_reads_is_told_with_its_key() {
    let metadata = r#"{"tableSchema": {"columns": [{"titles": "代码", "valueUrl": "x{code}"}]}}"#;
    let run = check(&["zones"], ZONES, Some(metadata));
    says(&run, 0, &["x.csv-metadata.json: valueUrl"]);
    let metadata = r#"{"dialect": {"encoding": "nonsense"}}"#;
    let run = check(&["zones"], ZONES, Some(metadata));
    says(&run, 2, &["dialect.encoding", "nonsense"]);
}

#[test]
fn files_without_rows_were_imported() {
    says(&check(&["zones"], "", None), 2, &["it is empty"]);
    let headers = "代码,开发区名称\n";
    says(&check(&["zones"], headers, None), 2, &["no row to import"]);
    let quote = "代码,开发区名称\nG321095,\"甲\nG321096,乙\nG321097,丙\n";
    says(&check(&["zones"], quote, None), 2, &["line 2", "quote"]);
}

#[test]
fn a_set_that_stands_in_for_one_of_the_program_was_imported_without_a_word() {
    let text = "code,name\n600519,贵州茅台酒股份有限公司\n";
    let run = check(&["listed"], text, None);
    says(&run, 0, &["stands in for", "--name OTHER"]);
}

#[test]
fn units_and_standards_were_no_sets() {
    let run = |arguments: &[&str]| {
        let mut command = Command::cargo_bin("parkgraph").unwrap();
        let folder = TempDir::new().unwrap();
        command.current_dir(folder.path()).arg("data");
        let output = command.args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let list = run(&["list"]);
    assert!(
        list.contains("units") && list.contains("standards"),
        "{list}"
    );
    for name in ["unit", "units", "standards"] {
        let info = run(&["info", name]);
        assert!(
            info.contains("licence") && info.contains("records"),
            "{info}"
        );
    }
}
