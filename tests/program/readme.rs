//! The README's commands do what it shows. `UPDATE_EXPECT=1` writes the shown output anew.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A command of a `console` block and what is shown below it.
struct Example {
    command: String,
    shown: Vec<String>,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn examples(text: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    for block in text.split("```console\n").skip(1) {
        for line in block.split("\n```").next().unwrap().lines() {
            match (line.strip_prefix("$ "), examples.last_mut()) {
                (Some(command), _) => examples.push(Example {
                    command: command.to_owned(),
                    shown: Vec::new(),
                }),
                (None, Some(example)) => example.shown.push(line.to_owned()),
                (None, None) => panic!("output before a command: {line}"),
            }
        }
    }
    examples
}

/// The command for a program that was built without stores on disk.
fn in_memory(command: &str) -> String {
    if command.starts_with("parkgraph build ") {
        return command.replace("parkgraph build", "parkgraph build --memory");
    }
    for name in [
        "query", "explain", "export", "stats", "validate", "assess", "publish",
    ] {
        let named = format!("parkgraph {name}");
        if let Some(rest) = command.strip_prefix(&named) {
            return format!("{named} --memory data/corpus{rest}");
        }
    }
    command.to_owned()
}

fn run(command: &str, store: &Path) -> String {
    let program = assert_cmd::cargo::cargo_bin("parkgraph");
    let path = std::env::var("PATH").unwrap();
    let path = format!("{}:{path}", program.parent().unwrap().display());
    let mut shell = Command::new("sh");
    shell.args(["-c", command]).current_dir(root());
    shell.env("PATH", path).env("PARKGRAPH_STORE", store);
    let output = shell.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && said.is_empty(),
        "{command}: {said}"
    );
    String::from_utf8(output.stdout).unwrap()
}

/// Whether an output is what is shown; a line `...` stands for any number of lines.
fn is_as_shown(output: &[&str], shown: &[String]) -> bool {
    match shown.split_first() {
        None => output.is_empty(),
        Some((line, rest)) if line == "..." => {
            (0..=output.len()).any(|skipped| is_as_shown(output.split_at(skipped).1, rest))
        }
        Some((line, rest)) => match output.split_first() {
            Some((first, others)) => {
                first.trim_end() == line.trim_end() && is_as_shown(others, rest)
            }
            None => false,
        },
    }
}

#[test]
fn the_commands_of_the_readme_do_what_it_shows() {
    let path = root().join("README.md");
    let text = fs::read_to_string(&path).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store");
    let mut updated = text.clone();
    for Example { command, shown } in examples(&text) {
        if !cfg!(feature = "shacl") && command.starts_with("parkgraph validate") {
            continue;
        }
        let runnable = if cfg!(feature = "disk") {
            command.clone()
        } else {
            in_memory(&command)
        };
        let output = run(&runnable, &store);
        let lines: Vec<&str> = output.lines().collect();
        if is_as_shown(&lines, &shown) {
            continue;
        }
        assert!(
            std::env::var_os("UPDATE_EXPECT").is_some(),
            "$ {command}\nshown:\n{}\nprinted:\n{output}",
            shown.join("\n")
        );
        let old = [&[format!("$ {command}")], shown.as_slice()]
            .concat()
            .join("\n");
        let new: Vec<&str> = lines.iter().map(|it| it.trim_end()).collect();
        updated = updated.replace(&old, &format!("$ {command}\n{}", new.join("\n")));
    }
    if updated != text {
        fs::write(&path, updated).unwrap();
    }
}

#[test]
fn the_two_commands_are_in_the_makefile() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let makefile = fs::read_to_string(root().join("Makefile")).unwrap();
    for target in ["demo", "test"] {
        assert!(readme.contains(&format!("\nmake {target} ")));
        assert!(makefile.contains(&format!("\n{target}: ")));
    }
}
