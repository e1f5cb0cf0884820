//! What the pages on links, assessing, publishing and validation tell a reader to type works as it stands there.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
#![expect(clippy::print_stderr, reason = "a skipped command says so")]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use parkgraph::link::Weights;
use tempfile::TempDir;

/// What the pages presuppose that a reader has.
const FILES: &[(&str, &str)] = &[(
    "sse.csv",
    "证券代码,公司全称,证券简称\n600018,上海国际港务（集团）股份有限公司,上港集团\n",
)];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn page(name: &str) -> String {
    fs::read_to_string(root().join("docs").join(format!("{name}.md"))).unwrap()
}

/// The blocks of a page in a language.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let begin = format!("```{language}\n");
    let blocks = page.split(&begin).skip(1);
    blocks
        .map(|it| it.split("```").next().unwrap().to_owned())
        .collect()
}

/// A folder as a reader has it: the files of the repository that pages name, and those that they presuppose.
fn workplace() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["data", "queries", "tests"] {
        symlink(root().join(name), folder.path().join(name)).unwrap();
    }
    for (name, text) in FILES {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// Runs a command as a reader would; gives what it prints. Two editions differ, which `diff` tells by exit status 1.
fn run(command: &str, folder: &Path) -> String {
    let program = assert_cmd::cargo::cargo_bin("parkgraph");
    let path = std::env::var("PATH").unwrap();
    let path = format!("{}:{path}", program.parent().unwrap().display());
    let mut shell = Command::new("sh");
    shell.args(["-c", command]).current_dir(folder);
    let output = shell
        .env("PATH", path)
        .env_remove("PARKGRAPH_STORE")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let expected = i32::from(command.starts_with("parkgraph diff"));
    assert_eq!(output.status.code(), Some(expected), "{command}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// Whether this build of the program can do a command.
fn is_possible(command: &str) -> bool {
    let needs_store = !command.contains("--memory")
        && !command.starts_with("parkgraph diff")
        && !command.starts_with("parkgraph validate tests");
    (cfg!(feature = "disk") || !needs_store)
        && (cfg!(feature = "shacl") || !command.starts_with("parkgraph validate"))
}

/// Runs the commands of a page in order.
fn follow(name: &str) {
    let folder = workplace();
    if cfg!(feature = "disk") {
        run("parkgraph build data/corpus", folder.path());
    }
    let text = page(name);
    let commands = blocks(&text, "sh").concat();
    for line in commands.lines().filter(|it| !it.is_empty()) {
        if is_possible(line) {
            run(line, folder.path());
        } else {
            eprintln!("skipped: needs stores on disk: {line}");
        }
    }
    for block in blocks(&text, "console") {
        let (command, shown) = block.split_once('\n').unwrap();
        let command = command.strip_prefix("$ ").unwrap();
        if is_possible(command) {
            let printed = run(command, folder.path());
            let trim = |text: &str| {
                text.lines()
                    .map(str::trim_end)
                    .collect::<Vec<_>>()
                    .join("\n")
            };
            assert_eq!(trim(&printed), trim(shown), "{command}");
        }
    }
}

#[test]
fn assessing_works_as_told() {
    follow("assessing");
}

#[test]
fn linking_works_as_told() {
    follow("linking");
    let text = page("linking");
    let own = Weights::parse(&blocks(&text, "toml")[0]).unwrap();
    assert!(own.threshold > Weights::built_in().unwrap().threshold);
    let folder = workplace();
    fs::write(folder.path().join("q.rq"), &blocks(&text, "sparql")[0]).unwrap();
    let found = run(
        "parkgraph query --memory data/corpus --format csv q.rq",
        folder.path(),
    );
    assert!(found.contains("张家港经济技术开发区"), "{found}");
}

#[test]
fn publishing_works_as_told() {
    follow("publishing");
    let folder = workplace();
    fs::write(
        folder.path().join("publish.toml"),
        &blocks(&page("publishing"), "toml")[0],
    )
    .unwrap();
    run(
        "parkgraph publish out --memory data/corpus/two-parks-compared.txt",
        folder.path(),
    );
    let card = fs::read_to_string(folder.path().join("out/CITATION.cff")).unwrap();
    assert!(
        card.contains("Industrial parks of the Yangtze delta"),
        "{card}"
    );
}

#[test]
fn validation_works_as_told() {
    follow("validation");
}
