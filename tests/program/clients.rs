//! The clients that people have, against our server: `SPARQLWrapper`, rdflib, pyoxigraph, the requests of `OpenRefine`, and
//! Comunica with and without following links. Each test runs a script of `tests/clients`, and says what it skips where Python,
//! Node or a package is missing (`pip install -r tests/clients/requirements.txt`, `npm ci` in `tests/clients`).
#![cfg(feature = "serve")]
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
#![expect(clippy::print_stderr, reason = "a skipped test says so")]

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::server::Program;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients")
}

/// Whether a program says yes to a question about what it has.
fn has(program: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    let output = command.args(arguments).current_dir(folder()).output();
    output.is_ok_and(|it| it.status.success())
}

/// Runs a script with the address of a server whose IRIs are its own, so that they can be followed.
fn run(interpreter: &str, script: &str) {
    let program = Program::start(&["--memory", "data/corpus", "--base", "SITE", "--write"]);
    let output = Command::new(interpreter)
        .args([script, &program.site, "open sesame, if you please"])
        .current_dir(folder())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}{errors}");
}

fn python(packages: &str, script: &str) {
    if !has("python3", &["-c", &format!("import {packages}")]) {
        eprintln!(
            "skipped: needs Python with {packages}; pip install -r tests/clients/requirements.txt"
        );
        return;
    }
    run("python3", script);
}

#[test]
fn sparqlwrapper_asks_and_updates() {
    python("SPARQLWrapper", "wrapper.py");
}

#[test]
fn rdflib_reads_and_writes_the_server_as_its_graph() {
    python("rdflib", "graph.py");
}

#[test]
fn pyoxigraph_reads_all_that_is_sent() {
    python("pyoxigraph", "syntaxes.py");
}

#[test]
fn openrefine_finds_parks() {
    python("requests", "refine.py");
}

#[test]
fn comunica_asks_and_follows_links() {
    if !has("node", &["--version"]) || !folder().join("node_modules/@comunica").exists() {
        eprintln!("skipped: needs Node and `npm ci` in tests/clients");
        return;
    }
    run("node", "comunica.mjs");
}
