//! `build --infer`: what follows is in a graph of its own, only where it is asked for.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use assert_cmd::Command;

fn run(arguments: &[&str]) -> String {
    let mut program = Command::cargo_bin("parkgraph").unwrap();
    let output = program
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(arguments)
        .assert()
        .success();
    String::from_utf8(output.get_output().stdout.clone()).unwrap()
}

/// The number of quads in the summary of a build.
fn quads(summary: &str) -> usize {
    let line = summary.lines().find(|it| it.contains("quads")).unwrap();
    line.split_whitespace().last().unwrap().parse().unwrap()
}

#[test]
fn a_build_states_what_follows_where_it_is_asked_to() {
    let stated = quads(&run(&["build", "--memory", "data/corpus"]));
    let inferred = run(&["build", "--memory", "--infer", "data/corpus"]);
    assert!(quads(&inferred) > stated + 1000, "{stated} {inferred}");
    assert_eq!(
        inferred,
        run(&["build", "--memory", "--infer", "data/corpus"])
    );
}

/// What follows is renewed by a build that asks for it, also if no document has changed, and gone after one that does not.
#[cfg(feature = "disk")]
#[test]
fn what_follows_never_outlives_what_it_follows_from() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store");
    let store = store.to_str().unwrap();
    let build = |more: &[&str]| run(&[&["build", "--store", store], more].concat());
    let count = || {
        let query = "SELECT (COUNT(*) AS ?n) { GRAPH <https://w3id.org/parkgraph/id/inferred> { ?honor pg:heldBy ?holder } }";
        run(&["query", "--store", store, "--format", "csv", query])
    };
    build(&["data/corpus"]);
    assert!(count().ends_with("\n0\r\n"), "{}", count());
    build(&["--infer", "data/corpus"]);
    let all = count();
    assert!(!all.ends_with("\n0\r\n"), "{all}");
    build(&["--infer", "--prune", "data/corpus/two-parks-compared.txt"]);
    assert_ne!(count(), all);
    build(&["data/corpus/two-parks-compared.txt"]);
    assert!(count().ends_with("\n0\r\n"), "{}", count());
}
