//! A store in a folder, links and imported data in it: every command that looks at a graph works on it as on one in memory.
#![cfg(feature = "disk")]
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::fs;
use std::path::Path;

use crate::command::parkgraph;
use crate::folder::write_pages;
use crate::mapping::rejecting;
use tempfile::TempDir;

const PAGES: &[(&str, &str)] = &[
    (
        "a.txt",
        "2022年，张家港经济技术开发区获评国家生态工业示范园区，工业固体废物综合利用率达62.5%。上港集团位于上海市。",
    ),
    (
        "b.txt",
        "2022年，张家港经济技术开发区工业固体废物综合利用率达62.5%。张家港经济技术开发区位于江苏省张家港市。",
    ),
];

/// A company of a register that the user brings.
const LISTED: &str =
    "证券代码,公司全称,证券简称\n600018,上海国际港务（集团）股份有限公司,上港集团\n";

/// Runs a command that must end well; gives its results.
fn run(folder: &Path, arguments: &[&str]) -> String {
    let (status, results, message) = parkgraph(folder, arguments);
    assert_eq!(status, 0, "{arguments:?}: {message}");
    results
}

/// A folder with a store of the pages, with imported companies linked.
fn built() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write_pages(folder.path(), PAGES);
    fs::write(folder.path().join("listed.csv"), LISTED).unwrap();
    run(folder.path(), &["build", "pages"]);
    let licence = "https://creativecommons.org/publicdomain/zero/1.0/";
    let import = [
        "data",
        "import",
        "listed",
        "listed.csv",
        "--licence",
        licence,
    ];
    run(folder.path(), &import);
    let links = run(folder.path(), &["link"]);
    assert!(links.contains("listed"), "{links}");
    folder
}

#[test]
fn a_store_with_links_conforms_and_is_assessed() {
    let folder = built();
    if cfg!(feature = "shacl") {
        let report = run(folder.path(), &["validate"]);
        assert!(report.contains("conforms"), "{report}");
    }
    let table = [
        "assess",
        "张家港经济技术开发区",
        "--standard",
        "hj274",
        "--format",
        "csv",
    ];
    let csv = run(folder.path(), &table);
    let row = csv.lines().find(|it| it.contains("62.5")).unwrap();
    assert!(row.contains("not met"), "{row}");
}

#[test]
fn what_is_published_of_a_store_is_what_it_holds() {
    let folder = built();
    run(
        folder.path(),
        &["publish", "edition", "--publisher", "Somebody"],
    );
    run(
        folder.path(),
        &["export", "--format", "nquads", "-o", "all.nq"],
    );
    let (status, text, message) = parkgraph(folder.path(), &["diff", "parkgraph-store", "all.nq"]);
    assert_eq!(status, 0, "{text}{message}");
    let (_, text, _) = parkgraph(
        folder.path(),
        &["diff", "edition/parkgraph.nq.gz", "all.nq"],
    );
    // Imported sets and the ontology stay behind; nothing that documents state does.
    for kind in ["documents: ", "facts: ", "links: "] {
        assert!(!text.contains(kind), "{text}");
    }
}

#[test]
fn a_second_build_leaves_links_decisions_and_imported_data_alone() {
    let folder = built();
    run(folder.path(), &["link", "--export", "links.sssom.tsv"]);
    let table = fs::read_to_string(folder.path().join("links.sssom.tsv")).unwrap();
    let decided = rejecting(&table, "data:zone-2018/G321095");
    fs::write(folder.path().join("decided.tsv"), decided).unwrap();
    run(folder.path(), &["link", "--decisions", "decided.tsv"]);
    let export = |name: &str| {
        run(folder.path(), &["export", "--canonical", "-o", name]);
        fs::read(folder.path().join(name)).unwrap()
    };
    let before = export("before.nq");
    run(folder.path(), &["build", "pages"]);
    assert!(
        before == export("after.nq"),
        "a build without changes changed the graph"
    );
    run(folder.path(), &["link"]);
    assert!(
        before == export("linked.nq"),
        "linking again changed the graph"
    );
    let query = "ASK { ?it pg:linkStatus pg:rejected ; sssom:author_label \"Li\" }";
    assert!(run(folder.path(), &["query", query]).contains("true"));
    run(folder.path(), &["data", "remove", "listed"]);
    run(folder.path(), &["link", "--forget"]);
    let links = run(
        folder.path(),
        &[
            "query",
            "--format",
            "csv",
            "SELECT ?status (COUNT(*) AS ?n) { ?it pg:linkStatus ?status } GROUP BY ?status",
        ],
    );
    assert!(!links.contains("rejected"), "{links}");
}

#[test]
fn a_table_of_something_else_takes_no_decision_away() {
    let folder = built();
    let (status, _, message) = parkgraph(folder.path(), &["link", "--decisions", "listed.csv"]);
    assert_eq!(status, 2);
    assert!(message.contains("no column subject_id"), "{message}");
}
