//! The program as a user runs it.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::path::Path;

use assert_cmd::Command;

/// Runs `parkgraph` in a folder; gives the exit status, the results and what else it said.
pub(crate) fn parkgraph(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("parkgraph").unwrap();
    let output = command
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap();
    let [stdout, stderr] = [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap());
    assert!(!stderr.contains("mistake in the program"), "{stderr}");
    (output.status.code().unwrap(), stdout, stderr)
}
