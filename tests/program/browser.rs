//! The pages in headless Chromium: see `tests/browser/pages.mjs`. Skipped, in words, where Node, Chromium or the packages of
//! `tests/browser` (`npm ci` in that folder) are missing.
#![cfg(feature = "serve")]
#![expect(clippy::print_stderr, reason = "a skipped test says so")]

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::server::Program;

/// What is missing to run the test; none where all is there.
fn missing(folder: &Path, chromium: &Path) -> Option<String> {
    if Command::new("node").arg("--version").output().is_err() {
        return Some("Node".to_owned());
    }
    if !chromium.exists() {
        return Some(format!("{} (or CHROMIUM)", chromium.display()));
    }
    let packages = folder.join("node_modules/playwright-core");
    (!packages.exists()).then(|| "npm ci in tests/browser".to_owned())
}

#[test]
fn pages_have_no_errors_and_no_serious_findings() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    let chromium = std::env::var_os("CHROMIUM").map_or("/usr/bin/chromium".into(), PathBuf::from);
    if let Some(missing) = missing(&folder, &chromium) {
        eprintln!("skipped: the browser test needs {missing}");
        return;
    }
    let program = Program::start(&["--memory", "data/corpus"]);
    let output = Command::new("node")
        .arg("pages.mjs")
        .arg(&program.site)
        .current_dir(&folder)
        .output();
    let output = output.unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}{errors}");
}
