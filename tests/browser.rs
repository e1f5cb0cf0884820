//! The pages in headless Chromium: see `tests/browser/pages.mjs`. Skipped, in words, where Node, Chromium or the packages of
//! `tests/browser` (`npm ci` in that folder) are missing.
#![cfg(all(feature = "cli", feature = "serve"))]
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
#![expect(clippy::print_stderr, reason = "a skipped test says so")]

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A server of the demonstration texts; stopped when dropped.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

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

/// Starts the program on a free port and gives its address.
fn start() -> (Server, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_parkgraph"))
        .args(["serve", "--bind", "127.0.0.1:0", "--memory", "data/corpus"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let server = Server(child);
    let line = lines.find(|it| it.as_ref().unwrap().contains("http://"));
    let line = line.unwrap().unwrap();
    // What the server logs later must go somewhere.
    std::thread::spawn(move || lines.for_each(drop));
    let address = line.split("http://").nth(1).unwrap();
    let address = format!("http://{}", address.trim().trim_end_matches('/'));
    (server, address)
}

#[test]
fn pages_have_no_errors_and_no_serious_findings() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    let chromium = std::env::var_os("CHROMIUM").map_or("/usr/bin/chromium".into(), PathBuf::from);
    if let Some(missing) = missing(&folder, &chromium) {
        eprintln!("skipped: the browser test needs {missing}");
        return;
    }
    let (_server, address) = start();
    let output = Command::new("node")
        .arg("pages.mjs")
        .arg(&address)
        .current_dir(&folder)
        .output();
    let output = output.unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}{errors}");
}
