//! Validation: what is built conforms, each shape has an example that violates it, and pyshacl agrees.
#![cfg(feature = "shacl")]
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
#![expect(clippy::print_stderr, reason = "a skipped test says so")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use oxrdf::{NamedNode, Term, Triple};
use oxrdfio::{RdfFormat, RdfParser};
use parkgraph::graph::Base;
use parkgraph::infer::infer;
use parkgraph::lexicon::Lexicon;
use parkgraph::link::{built_in, data_set_quads};
use parkgraph::validate::{
    Check, DOCUMENT_SHAPES, ENGINE, Error, Report, SHAPES, Shapes, Source, Violation,
};
use parkgraph::vocab::ONTOLOGY;

/// What begins the names of the shapes.
const NAMES: &str = "https://w3id.org/parkgraph/shapes#";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn parse(turtle: &str) -> Vec<Triple> {
    let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle);
    quads.map(|it| Triple::from(it.unwrap())).collect()
}

/// The examples of `tests/shapes`: the name of the shape that each violates, and its path.
fn examples() -> BTreeMap<String, PathBuf> {
    let files = fs::read_dir(root().join("tests/shapes")).unwrap();
    let paths = files.map(|it| it.unwrap().path());
    paths
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), path))
        .collect()
}

/// The shapes that a shape belongs to: those for all graphs, or these and those for the graph of one document.
fn set(shape: &str) -> Vec<&'static str> {
    if DOCUMENT_SHAPES.contains(&format!("\npgsh:{shape} a ")) {
        vec![SHAPES, DOCUMENT_SHAPES]
    } else {
        vec![SHAPES]
    }
}

/// The names of shapes that say more than which other shapes belong together.
fn names() -> BTreeSet<String> {
    const GROUPING: [&str; 7] = [
        "targetClass",
        "targetSubjectsOf",
        "targetObjectsOf",
        "property",
        "message",
        "path",
        "type",
    ];
    let mut names = BTreeSet::new();
    for triple in parse(&format!("{SHAPES}{DOCUMENT_SHAPES}")) {
        let subject = triple.subject.to_string();
        let local = triple.predicate.as_str().rsplit(['#', '/']).next().unwrap();
        if let Some(name) = subject.strip_prefix(&format!("<{NAMES}"))
            && !GROUPING.contains(&local)
        {
            names.insert(name.trim_end_matches('>').to_owned());
        }
    }
    names
}

fn local(term: Option<&Term>) -> String {
    match term {
        Some(Term::NamedNode(node)) => node.as_str().replace(NAMES, ""),
        _ => String::new(),
    }
}

#[test]
fn each_shape_has_an_example_that_violates_it() {
    let examples = examples();
    let with_example: BTreeSet<_> = examples.keys().cloned().collect();
    assert_eq!(with_example, names());
    for (shape, path) in examples {
        let shapes = Shapes::parse("shapes", &set(&shape)).unwrap();
        let violations = shapes
            .check(parse(&fs::read_to_string(path).unwrap()))
            .unwrap();
        let wrong = violations.iter().filter(|it| match &it.node {
            Term::NamedNode(node) => node.as_str() == "https://example.org/wrong",
            _ => true,
        });
        let violated: BTreeSet<_> = wrong.map(|it| local(it.shape.as_ref())).collect();
        assert!(violated.contains(&shape), "{shape}: {violated:?}");
        // The two classes that exclude each other say so both; else the example is wrong in one way.
        assert!(violated.len() <= 2, "{shape}: {violated:?}");
    }
}

#[test]
fn every_class_of_the_ontology_has_a_shape() {
    let shapes = parse(&format!("{SHAPES}{DOCUMENT_SHAPES}"));
    let targets: BTreeSet<_> = shapes
        .iter()
        .filter(|it| it.predicate.as_str().ends_with("#targetClass"))
        .map(|it| it.object.to_string())
        .collect();
    let classes = parse(ONTOLOGY).into_iter().filter(|it| {
        let class = "<http://www.w3.org/2002/07/owl#Class>";
        it.object.to_string() == class && it.subject.to_string().contains("/parkgraph/ontology#")
    });
    let without: Vec<_> = classes
        .map(|it| it.subject.to_string())
        .filter(|it| !targets.contains(it))
        .collect();
    assert!(without.is_empty(), "{without:?}");
}

#[test]
fn every_shape_with_a_constraint_says_in_two_languages_what_it_wants() {
    for shape in names() {
        for language in ["en", "zh"] {
            let block = [SHAPES, DOCUMENT_SHAPES].into_iter().find_map(|text| {
                let start = text.split(&format!("\npgsh:{shape} a ")).nth(1)?;
                start.split("\n\n").next()
            });
            assert!(
                block.unwrap().contains(&format!("\"@{language}")),
                "{shape} {language}"
            );
        }
    }
}

fn program(arguments: &[&str]) -> assert_cmd::assert::Assert {
    let mut program = assert_cmd::Command::cargo_bin("parkgraph").unwrap();
    program
        .current_dir(root())
        .arg("validate")
        .args(arguments)
        .assert()
}

#[test]
fn what_is_built_conforms_graph_by_graph_and_as_a_whole() {
    for folder in [
        "data/corpus",
        "data/parkbench/docs",
        "../shared/parkbench/docs",
    ] {
        if !root().join(folder).exists() {
            eprintln!("skipped: needs {folder}");
            continue;
        }
        let output = program(&["--memory", folder])
            .success()
            .get_output()
            .stdout
            .clone();
        let output = String::from_utf8(output).unwrap();
        assert!(output.starts_with("conforms: "), "{output}");
    }
}

#[test]
fn the_data_sets_of_the_program_conform() {
    let lexicon = Lexicon::load(None, None).unwrap();
    let mut triples = Vec::new();
    for set in built_in(&lexicon) {
        let (_, quads) = data_set_quads(&set, &Base::default());
        triples.extend(quads.into_iter().map(Triple::from));
    }
    assert!(triples.len() > 10_000);
    let shapes = Shapes::parse("shapes", &[SHAPES]).unwrap();
    assert_eq!(shapes.check(triples).unwrap(), []);
}

#[test]
fn the_union_conforms_with_what_follows_by_the_ontology_too() {
    let mut program = assert_cmd::Command::cargo_bin("parkgraph").unwrap();
    let arguments = ["export", "--format", "turtle", "--memory", "data/corpus"];
    program.current_dir(root()).args(arguments);
    let turtle = String::from_utf8(program.output().unwrap().stdout).unwrap();
    let mut triples = parse(&turtle);
    let inferred = infer(triples.clone());
    assert!(inferred.len() > 1000);
    triples.extend(inferred);
    let shapes = Shapes::parse("shapes", &[SHAPES]).unwrap();
    assert_eq!(shapes.check(triples).unwrap(), []);
}

#[test]
fn a_violation_is_told_with_its_node_shape_and_value_and_the_status_is_1() {
    let output = program(&["tests/shapes/FactConfidence.ttl"])
        .code(1)
        .get_output()
        .stdout
        .clone();
    let output = String::from_utf8(output).unwrap();
    assert!(
        output.contains("<https://example.org/wrong> pg:confidence \"1.5\""),
        "{output}"
    );
    assert!(
        output.contains("pgsh:FactConfidence: A fact has a confidence"),
        "{output}"
    );
}

#[test]
fn the_report_in_rdf_names_program_shapes_data_and_results_and_is_the_same_each_time() {
    let report = || {
        let arguments = ["tests/shapes/HolderEvidence.ttl", "--format", "turtle"];
        let output = program(&arguments).get_output().stdout.clone();
        String::from_utf8(output).unwrap()
    };
    let text = report();
    assert_eq!(text, report());
    for part in [
        "sh:ValidationReport",
        "sh:conforms false",
        "prov:wasGeneratedBy",
        "schema:softwareVersion \"0.1.0\"",
        "<https://w3id.org/parkgraph/shapes-document>",
        "schema:sha256",
        "sh:resultMessage",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    assert!(!text.contains("tests/shapes"), "a path: {text}");
}

#[test]
fn a_path_in_a_report_is_a_path_of_shacl() {
    let shapes = Shapes::parse("shapes", &[SHAPES, DOCUMENT_SHAPES]).unwrap();
    let example = fs::read_to_string(root().join("tests/shapes/HolderEvidence.ttl")).unwrap();
    let source = |name: &str| Source {
        iri: None,
        name: name.to_owned(),
        sha256: String::new(),
    };
    let report = Report {
        shapes: vec![source("shapes")],
        data: source("data"),
        checks: vec![Check {
            graph: NamedNode::new_unchecked("https://example.org/graph"),
            violations: shapes.check(parse(&example)).unwrap(),
        }],
    };
    let lines: Vec<_> = report.quads().iter().map(ToString::to_string).collect();
    let text = lines.join("\n");
    assert!(
        text.contains("shacl#inversePath> <https://w3id.org/parkgraph/ontology#recipient>"),
        "{text}"
    );
}

#[test]
fn shapes_of_ones_own_are_checked_before_they_are_used() {
    let folder = tempfile::tempdir().unwrap();
    let own = |text: &str| {
        let path = folder.path().join("own.ttl");
        fs::write(&path, text).unwrap();
        let file = "tests/shapes/Park.ttl";
        let assert = program(&[file, "--shapes", path.to_str().unwrap()]);
        let output = assert.get_output();
        let said = [output.stdout.clone(), output.stderr.clone()].concat();
        (output.status.code(), String::from_utf8(said).unwrap())
    };
    let prefixes =
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://example.org/> .";
    let shape = |constraint: &str| {
        format!("{prefixes} ex:Shape a sh:NodeShape ; sh:targetNode ex:wrong ; {constraint} .")
    };
    let (status, said) = own(&shape("sh:nodeKind sh:Literal"));
    assert_eq!((status, said.contains("ex")), (Some(1), true), "{said}");
    let (status, _) = own(&shape("sh:nodeKind sh:Literal ; sh:severity sh:Warning"));
    assert_eq!(status, Some(0), "a warning is no violation");
    let (status, said) = own(&shape("sh:sparql [ sh:select 'SELECT $this WHERE {}' ]"));
    assert_eq!(
        (status, said.contains("not SHACL Core")),
        (Some(2), true),
        "{said}"
    );
    let (status, said) = own("this is no Turtle");
    assert_eq!(
        (status, said.contains("is not Turtle")),
        (Some(2), true),
        "{said}"
    );
    let (status, said) = own(&shape("sh:property [ sh:minCount 1 ]"));
    assert_eq!(status, Some(2), "{said}");
}

#[test]
fn the_version_of_the_validator_in_reports_is_the_one_that_is_built_in() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let version = lock.split("name = \"shacl\"\nversion = \"").nth(1).unwrap();
    let version = version.split('"').next().unwrap();
    assert_eq!(ENGINE, format!("shacl {version} (rudof)"));
    assert!(matches!(
        Shapes::parse("x", &["?"]),
        Err(Error::Syntax { .. })
    ));
}

/// A violation as `tests/python/validate.py` prints it.
fn row(file: &str, violation: &Violation) -> String {
    let shown = |term: Option<&Term>| match term {
        Some(Term::NamedNode(node)) => node.as_str().to_owned(),
        Some(Term::Literal(literal)) => literal.value().to_owned(),
        Some(_) => "_".to_owned(),
        None => String::new(),
    };
    let path = violation
        .path
        .as_ref()
        .map(ToString::to_string)
        .unwrap_or_default();
    let path = match path.strip_prefix('<') {
        Some(path) => path.trim_end_matches('>').to_owned(),
        None if path.is_empty() => path,
        None => "_".to_owned(),
    };
    let node = shown(Some(&violation.node));
    let shape = shown(violation.shape.as_ref());
    [file, &node, &shape, violation.component.as_str(), &path].join("\t")
}

#[test]
fn pyshacl_finds_the_same() {
    let import = Command::new("python3")
        .args(["-c", "import pyshacl"])
        .output();
    if !import.is_ok_and(|it| it.status.success()) {
        eprintln!(
            "skipped: needs Python with pyshacl; pip install -r tests/python/requirements.txt"
        );
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let shapes = folder.path().join("shapes.ttl");
    fs::write(&shapes, format!("{SHAPES}{DOCUMENT_SHAPES}")).unwrap();
    let conforming = folder.path().join("conforming.ttl");
    let mut program = assert_cmd::Command::cargo_bin("parkgraph").unwrap();
    let document = "data/corpus/two-parks-compared.txt";
    program
        .current_dir(root())
        .args(["extract", "--format", "turtle", document]);
    fs::write(&conforming, program.output().unwrap().stdout).unwrap();

    let mut files = vec![conforming];
    files.extend(examples().into_values());
    let ours = ours(&files);
    let theirs = theirs(&shapes, &files);
    assert!(ours.len() > 100);
    let difference: Vec<_> = ours.symmetric_difference(&theirs).collect();
    assert!(difference.is_empty(), "{difference:#?}");
    assert!(!ours.iter().any(|it| it.starts_with("conforming")));
}

fn ours(files: &[PathBuf]) -> BTreeSet<String> {
    let shapes = Shapes::parse("shapes", &[SHAPES, DOCUMENT_SHAPES]).unwrap();
    let mut rows = BTreeSet::new();
    for path in files {
        let file = path.file_name().unwrap().to_str().unwrap();
        let violations = shapes
            .check(parse(&fs::read_to_string(path).unwrap()))
            .unwrap();
        rows.extend(violations.iter().map(|it| row(file, it)));
    }
    rows
}

fn theirs(shapes: &Path, files: &[PathBuf]) -> BTreeSet<String> {
    let script = root().join("tests/python/validate.py");
    let output = Command::new("python3")
        .arg(script)
        .arg(shapes)
        .args(files)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(str::to_owned).collect()
}
