//! Other programs agree: the OWL API finds the ontology to be OWL 2 DL, `HermiT` finds it consistent, owlrl infers the same,
//! rdflib reads the same from exports. Each test runs a script of `tests/python` or `tests/java`, and says what it skips where
//! Python, a package or Java is missing.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
#![expect(clippy::print_stderr, reason = "a skipped test says so")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use oxrdf::{GraphName, NamedNode, Quad, Triple};
use oxrdfio::{RdfFormat, RdfParser};
use parkgraph::infer::infer;
use parkgraph::publish::canonical;
use parkgraph::publish::rdf::{Format, read};
use parkgraph::vocab::{ONTOLOGY, pg};
use tempfile::TempDir;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Whether Python has a package, and a program is on the path where one is named; says what is missing.
fn has(package: &str, program: Option<&str>) -> bool {
    let import = Command::new("python3")
        .args(["-c", &format!("import {package}")])
        .output();
    if !import.is_ok_and(|it| it.status.success()) {
        eprintln!(
            "skipped: needs Python with {package}; pip install -r tests/python/requirements.txt"
        );
        return false;
    }
    let Some(program) = program else { return true };
    let runs = Command::new(program).arg("-version").output();
    let is_there = runs.is_ok_and(|it| it.status.success());
    if !is_there {
        eprintln!("skipped: needs {program} on the path");
    }
    is_there
}

/// What a script prints, and whether it ended well; what it complains of is shown.
fn run(script: &str, arguments: &[&Path]) -> (String, bool) {
    let script = root().join("tests/python").join(script);
    let output = Command::new("python3")
        .arg(script)
        .args(arguments)
        .output()
        .unwrap();
    eprintln!("{}", String::from_utf8_lossy(&output.stderr));
    (
        String::from_utf8(output.stdout).unwrap(),
        output.status.success(),
    )
}

/// What documents state; the path is one of a file or folder.
fn stated(path: &str) -> Vec<Triple> {
    let mut program = assert_cmd::Command::cargo_bin("parkgraph").unwrap();
    let arguments = ["extract", "--format", "nquads", path];
    let quads = program
        .current_dir(root())
        .args(arguments)
        .output()
        .unwrap();
    parse(&String::from_utf8(quads.stdout).unwrap(), RdfFormat::NQuads)
}

fn file(folder: &TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    path
}

fn parse(text: &str, format: RdfFormat) -> Vec<Triple> {
    let quads = RdfParser::from_format(format).for_slice(text);
    quads.map(|it| Triple::from(it.unwrap())).collect()
}

fn lines(triples: &[Triple]) -> String {
    let lines: Vec<_> = triples.iter().map(|it| format!("{it} .\n")).collect();
    lines.concat()
}

#[test]
fn a_reasoner_finds_the_ontology_consistent_with_the_data_and_no_class_empty() {
    if !(has("owlready2, rdflib", Some("java"))) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let ontology = root().join("ontology/parkgraph.ttl");
    // Two documents with their links and the standards: HermiT takes a minute for the corpus.
    let documents = ["two-parks-compared.txt", "zhangjiagang-acceptance.txt"];
    let data = export(&folder, "data.ttl", &documents, &["--format", "turtle"]);
    let (empty, is_consistent) = run("reason.py", &[&ontology, &data]);
    assert!(is_consistent, "{empty}");

    let wrong =
        "@prefix pg: <https://w3id.org/parkgraph/ontology#> . <urn:x> a pg:Company , pg:Place .";
    let wrong = file(&folder, "wrong.ttl", wrong);
    let (_, is_consistent) = run("reason.py", &[&ontology, &wrong]);
    assert!(!is_consistent, "the reasoner finds nothing");
}

#[test]
fn owlrl_infers_the_same() {
    if !has("owlrl, rdflib", None) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    // One document: owlrl takes a minute for the corpus.
    let mut stated = stated("data/corpus/zhangjiagang-timeline.txt");
    stated.extend(parse(ONTOLOGY, RdfFormat::Turtle));
    // A chain of places, of which the corpus has none that is long enough.
    for (inner, outer) in [("a", "b"), ("b", "c"), ("c", "d")] {
        let place = |name: &str| NamedNode::new_unchecked(format!("https://example.org/{name}"));
        stated.push(Triple::new(place(inner), pg::LOCATED_IN, place(outer)));
    }
    let input = file(&folder, "stated.nt", &lines(&stated));
    let (theirs, is_done) = run("closure.py", &[&input]);
    assert!(is_done);
    let theirs: BTreeSet<_> = parse(&theirs, RdfFormat::NTriples)
        .iter()
        .map(ToString::to_string)
        .collect();
    let ours: BTreeSet<_> = infer(stated).iter().map(ToString::to_string).collect();
    assert!(ours.len() > 50, "{}", ours.len());
    let difference: Vec<_> = ours.symmetric_difference(&theirs).take(10).collect();
    assert!(difference.is_empty(), "{difference:#?}");
}

/// Runs a Java program of `tests/java` with the OWL API, which comes with owlready2 as part of `HermiT`.
fn java(script: &str, argument: &Path) -> String {
    let folder = "import owlready2, os; print(os.path.dirname(owlready2.__file__))";
    let folder = Command::new("python3")
        .args(["-c", folder])
        .output()
        .unwrap();
    let folder = String::from_utf8(folder.stdout).unwrap();
    let jar = Path::new(folder.trim()).join("hermit/HermiT.jar");
    let script = root().join("tests/java").join(script);
    let output = Command::new("java")
        .arg("-cp")
        .args([&jar, &script, argument])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_ontology_is_owl_2_dl_for_the_owl_api() {
    // A program in one file needs the compiler of a JDK.
    if !has("owlready2", Some("javac")) {
        return;
    }
    let violations = java("Profile.java", &root().join("ontology/parkgraph.ttl"));
    assert_eq!(violations, "");

    let folder = tempfile::tempdir().unwrap();
    let wrong = format!("{ONTOLOGY}pg:locatedIn a owl:AsymmetricProperty .");
    let violations = java("Profile.java", &file(&folder, "wrong.ttl", &wrong));
    assert!(violations.contains("locatedIn"), "{violations}");
}

/// The canonical form of quads, read from N-Quads.
fn canonical(nquads: &str, graphs: impl Fn(&mut Quad)) -> String {
    let quads = RdfParser::from_format(RdfFormat::NQuads).for_slice(nquads);
    let quads = quads.map(|quad| {
        let mut quad = quad.unwrap();
        graphs(&mut quad);
        quad
    });
    let mut text = Vec::new();
    canonical::write(quads, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

/// What the program exports of documents of the corpus, the ontology with its blank nodes, the standards and the links included.
fn export(folder: &TempDir, name: &str, documents: &[&str], arguments: &[&str]) -> PathBuf {
    let path = folder.path().join(name);
    let mut program = assert_cmd::Command::cargo_bin("parkgraph").unwrap();
    program
        .current_dir(root())
        .args(["export", "--output"])
        .arg(&path);
    for document in documents {
        program
            .arg("--memory")
            .arg(Path::new("data/corpus").join(document));
    }
    program.args(arguments).assert().success();
    path
}

#[test]
fn our_reader_reads_the_same_canonical_graph_from_json_ld_and_turtle() {
    let folder = tempfile::tempdir().unwrap();
    let ours = fs::read_to_string(export(&folder, "ours.nq", &[""], &["--canonical"])).unwrap();
    let union = |quad: &mut Quad| quad.graph_name = GraphName::DefaultGraph;
    for (name, is_whole) in [("jsonld", true), ("turtle", false)] {
        let path = export(&folder, name, &[""], &["--format", name]);
        let format = Format::from_name(name).unwrap();
        let quads = read(fs::File::open(path).unwrap(), format).unwrap();
        let lines: Vec<_> = quads.iter().map(|it| format!("{it} .\n")).collect();
        let expected = if is_whole {
            ours.clone()
        } else {
            canonical(&ours, union)
        };
        assert!(canonical(&lines.concat(), |_| {}) == expected, "{name}");
    }
}

#[test]
fn rdflib_reads_the_same_canonical_graph_from_json_ld_and_turtle() {
    if !has("rdflib", None) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let ours = fs::read_to_string(export(&folder, "ours.nq", &[""], &["--canonical"])).unwrap();
    assert!(ours.contains("_:c14n"), "no blank node to be named");

    let json = export(&folder, "theirs.jsonld", &[""], &["--format", "jsonld"]);
    let (theirs, is_read) = run("rewrite.py", &[&json]);
    assert!(is_read && canonical(&theirs, |_| {}) == ours, "JSON-LD");

    let turtle = export(&folder, "theirs.ttl", &[""], &["--format", "turtle"]);
    let (theirs, is_read) = run("rewrite.py", &[&turtle]);
    let union = |quad: &mut Quad| quad.graph_name = GraphName::DefaultGraph;
    assert!(
        is_read && canonical(&theirs, union) == canonical(&ours, union),
        "Turtle"
    );
}
