//! The W3C's tests of SHACL Core, where `SHACL_SUITE` names their folder (`data-shapes-test-suite/tests/core`).
#![cfg(feature = "shacl")]
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
#![expect(clippy::print_stderr, reason = "a skipped test says so")]

use std::fs;
use std::path::{Path, PathBuf};

use oxrdf::{Graph, NamedNodeRef, NamedOrBlankNode, Term, TermRef, Triple, TripleRef};
use oxrdfio::{RdfFormat, RdfParser};
use parkgraph::validate::{Severity, Shapes, Violation};

const SH: &str = "http://www.w3.org/ns/shacl#";
const SHT: &str = "http://www.w3.org/ns/shacl-test#";
const MF: &str = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";

/// A Turtle file whose relative IRIs are relative to its own place.
fn read(path: &Path) -> Graph {
    let base = format!("file://{}", path.display());
    let parser = RdfParser::from_format(RdfFormat::Turtle)
        .with_base_iri(base)
        .unwrap();
    let text = fs::read_to_string(path).unwrap();
    let quads = parser.for_slice(&text);
    quads.map(|it| Triple::from(it.unwrap())).collect()
}

fn value(graph: &Graph, subject: &NamedOrBlankNode, property: &str) -> Option<Term> {
    let property = NamedNodeRef::new_unchecked(property);
    let value = graph.object_for_subject_predicate(subject, property);
    value.map(TermRef::into_owned)
}

fn node(term: Term) -> NamedOrBlankNode {
    match term {
        Term::NamedNode(node) => node.into(),
        Term::BlankNode(node) => node.into(),
        other => panic!("{other}"),
    }
}

/// The graph in a file that a test names.
fn named(term: &Term) -> Graph {
    let Term::NamedNode(node) = term else {
        panic!("{term}")
    };
    read(Path::new(node.as_str().trim_start_matches("file://")))
}

fn shown(term: Option<&Term>) -> String {
    match term {
        Some(Term::BlankNode(_)) => "_".to_owned(),
        Some(term) => term.to_string(),
        None => String::new(),
    }
}

/// What tests compare of a result; paths that are no property count as any path.
fn expected(graph: &Graph, result: &NamedOrBlankNode) -> String {
    let get = |name: &str| shown(value(graph, result, &format!("{SH}{name}")).as_ref());
    let names = [
        "focusNode",
        "resultPath",
        "value",
        "sourceConstraintComponent",
        "resultSeverity",
    ];
    names.map(get).join(" ")
}

fn found(violation: &Violation) -> String {
    let path = violation
        .path
        .as_ref()
        .map(ToString::to_string)
        .unwrap_or_default();
    let is_property = path.is_empty() || (path.starts_with('<') && path.matches('<').count() == 1);
    let severity = match &violation.severity {
        Severity::Violation => format!("<{SH}Violation>"),
        Severity::Other(severity) => severity.to_string(),
    };
    [
        shown(Some(&violation.node)),
        if is_property { path } else { "_".to_owned() },
        shown(violation.value.as_ref()),
        violation.component.to_string(),
        severity,
    ]
    .join(" ")
}

/// How a test fails, if it does.
fn failure(path: &Path) -> Option<String> {
    let graph = read(path);
    let class = NamedNodeRef::new_unchecked("http://www.w3.org/ns/shacl-test#Validate");
    let kind = NamedNodeRef::new_unchecked("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");
    let test = graph
        .subject_for_predicate_object(kind, class)?
        .into_owned();
    let action = node(value(&graph, &test, &format!("{MF}action")).unwrap());
    let [data, shapes] = ["dataGraph", "shapesGraph"]
        .map(|it| value(&graph, &action, &format!("{SHT}{it}")).unwrap());
    let shapes = named(&shapes);
    let shapes: Vec<_> = shapes.iter().map(|it| format!("{it} .\n")).collect();
    let data = named(&data);
    let triples = data.iter().map(TripleRef::into_owned);
    let result = value(&graph, &test, &format!("{MF}result")).unwrap();
    let checked = Shapes::parse("shapes", &[&shapes.concat()]).and_then(|it| it.check(triples));
    let violations = match (checked, &result) {
        (Err(_), Term::NamedNode(failure)) if failure.as_str() == format!("{SHT}Failure") => {
            return None;
        }
        (Err(error), _) => return Some(error.to_string()),
        (Ok(violations), _) => violations,
    };
    let report = node(result);
    let property = format!("{SH}result");
    let results =
        graph.objects_for_subject_predicate(&report, NamedNodeRef::new_unchecked(&property));
    let mut expected: Vec<_> = results
        .map(|it| expected(&graph, &node(it.into_owned())))
        .collect();
    let mut found: Vec<_> = violations.iter().map(found).collect();
    expected.sort();
    found.sort();
    (expected != found).then(|| format!("expected {expected:#?}\nfound {found:#?}"))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if path.extension().is_some_and(|it| it == "ttl") {
            files.push(path);
        }
    }
    files.sort();
    files
}

#[test]
fn the_tests_of_shacl_core_pass() {
    let Some(folder) = std::env::var_os("SHACL_SUITE") else {
        eprintln!("skipped: needs SHACL_SUITE, the folder of the W3C's tests of SHACL Core");
        return;
    };
    let folder = fs::canonicalize(folder).unwrap();
    let mut failed = Vec::new();
    let mut count = 0;
    for path in files(&folder) {
        if fs::read_to_string(&path).unwrap().contains("sht:Validate") {
            count += 1;
            failed.extend(failure(&path).map(|it| format!("{}: {it}", path.display())));
        }
    }
    eprintln!("{} of {count} pass", count - failed.len());
    assert!(failed.is_empty() && count > 90, "{}", failed.join("\n"));
}
