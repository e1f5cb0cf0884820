//! What `docs/serving.md` and `docs/pages.md` say can be done: options are those of the program, servers start, requests of curl
//! succeed. Skipped, in words, where curl is missing.
#![cfg(feature = "serve")]
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
#![expect(clippy::print_stderr, reason = "a skipped test says so")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::server::Program;

fn document(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    fs::read_to_string(path.join(name)).unwrap()
}

/// The commands of a page: indented lines, those that end in `\` with the next one.
fn commands(text: &str) -> Vec<String> {
    let joined = text.replace("\\\n", " ");
    let indented = joined.lines().filter_map(|it| it.strip_prefix("    "));
    indented.map(|it| it.trim().to_owned()).collect()
}

/// What a command is told, its quotes resolved by a shell.
fn words(command: &str) -> Vec<String> {
    let script = format!("printf '%s\\n' {command}");
    let output = Command::new("sh").args(["-c", &script]).output().unwrap();
    let words = String::from_utf8(output.stdout).unwrap();
    let words = words.lines().filter(|it| !it.is_empty());
    words.map(str::to_owned).collect()
}

#[test]
fn every_option_is_one_of_the_program() {
    let help = Command::new(env!("CARGO_BIN_EXE_parkgraph"))
        .args(["serve", "--help"])
        .output()
        .unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let text = document("serving.md");
    let named = text.split(|it: char| !(it.is_ascii_alphanumeric() || it == '-'));
    let named: BTreeSet<&str> = named
        .filter(|it| it.starts_with("--") && it.len() > 3)
        .collect();
    assert!(named.len() > 10, "{named:?}");
    // Those of other programs and commands.
    let others = ["--data-binary", "--test"];
    for option in named.iter().filter(|it| !others.contains(it)) {
        assert!(help.contains(option), "{option} is no option of serve");
    }
    for option in help
        .split_whitespace()
        .filter(|it| it.starts_with("--max-"))
    {
        assert!(named.contains(option), "{option} is not described");
    }
}

#[test]
fn servers_start_and_requests_succeed() {
    if Command::new("curl").arg("--version").output().is_err() {
        eprintln!("skipped: needs curl");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("parks.ttl"), "<urn:a> <urn:p> <urn:o> .").unwrap();
    let token = folder.path().join("token");
    fs::write(&token, "a long random text").unwrap();
    let all = [
        commands(&document("serving.md")),
        commands(&document("pages.md")),
    ]
    .concat();
    let served = all.iter().filter(|it| it.starts_with("parkgraph serve"));
    let mut tried = 0;
    for command in served {
        let mut options = words(command.trim_start_matches("parkgraph serve"));
        for option in &mut options {
            if option == "token" {
                token.to_str().unwrap().clone_into(option);
            }
        }
        if !options.iter().any(|it| it == "--memory") {
            options.extend(["--memory".to_owned(), "data/corpus".to_owned()]);
        }
        let options: Vec<&str> = options.iter().map(String::as_str).collect();
        let program = Program::start(&options);
        for curl in all.iter().filter(|it| it.starts_with("curl ")) {
            let writes = curl.contains("Authorization");
            if writes == options.contains(&"--write") {
                tried += 1;
                let curl = curl.replace("http://127.0.0.1:7878", &program.site);
                let curl = curl.replace("curl ", "curl --silent --show-error --fail --retry 20 --retry-all-errors --retry-delay 1 ");
                let output = Command::new("sh")
                    .args(["-c", &curl])
                    .current_dir(folder.path())
                    .output()
                    .unwrap();
                assert!(output.status.success(), "{curl}: {output:?}");
            }
        }
    }
    assert!(tried > 1, "{all:?}");
}

#[test]
fn options_that_make_no_sense_are_refused_by_name() {
    for (options, said) in [
        (["--max-queries", "0"], "--max-queries"),
        (["--max-queries", "100000"], "1..=1024"),
        (["--query-time", "0"], "--query-time"),
        (["--public-url", "nonsense"], "https://parks.example.org/"),
        (["--public-url", "https:///"], "https://parks.example.org/"),
        (["--public-url", "https://x.test/kg?a"], "a path of it"),
        (
            ["--public-url", "https://x.test/\u{56ed}/"],
            "percent-encoded",
        ),
        (["--write", "--quiet"], "16 at least"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_parkgraph"))
            .args(["serve", "--memory", "data/corpus", "--bind", "127.0.0.1:0"])
            .args(options)
            .env("PARKGRAPH_TOKEN", "x")
            .output()
            .unwrap();
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "{options:?}");
        assert!(
            error.contains(options[0].trim_start_matches("--write")),
            "{error}"
        );
        assert!(error.contains(said), "{options:?}: {error}");
    }
}
