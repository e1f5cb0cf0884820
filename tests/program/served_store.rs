//! A server with a store on disk: builds beside it, builds into it, and what the IRIs of its data begin with.
#![cfg(all(feature = "serve", feature = "disk"))]
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;
use std::time::Duration;

use crate::server::Program;
use tempfile::TempDir;

/// Two texts.
const FIRST: &str = "data/corpus/zhangjiagang-timeline.txt";
const SECOND: &str = "data/corpus/two-parks-compared.txt";

/// Builds a store.
fn build(store: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parkgraph"));
    let command = command.current_dir(env!("CARGO_MANIFEST_DIR"));
    let command = command.arg("build").arg("--store").arg(store);
    command.args(arguments).output().unwrap()
}

fn built(folder: &TempDir, name: &str, arguments: &[&str]) -> PathBuf {
    let store = folder.path().join(name);
    let output = build(&store, arguments);
    assert!(output.status.success(), "{output:?}");
    store
}

/// The status and the text of an answer.
fn get(url: &str) -> (u16, String) {
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(30)));
    let agent: ureq::Agent = config.build().into();
    let mut answer = agent.get(url).call().unwrap();
    let text = answer.body_mut().read_to_string().unwrap();
    (answer.status().as_u16(), text)
}

/// The documents of a server.
fn documents(program: &Program) -> String {
    let query = "SELECT%20%3Fid%20%7B%20%3Fd%20a%20pg%3ADocument%20%3B%20dcterms%3Aidentifier%20%3Fid%20%7D%20ORDER%20BY%20%3Fid";
    let (status, text) = get(&format!("{}/sparql?query={query}&format=csv", program.site));
    assert_eq!(status, 200, "{text}");
    text
}

/// Waits until a server holds a document.
fn wait_for(program: &Program, document: &str) {
    for _ in 0..100 {
        if documents(program).contains(document) {
            return;
        }
        thread::sleep(Duration::from_millis(200));
    }
    panic!("{document} is not served: {}", documents(program));
}

#[test]
fn the_base_is_that_of_the_store() {
    let folder = tempfile::tempdir().unwrap();
    let base = "https://example.org/parks/";
    let store = built(&folder, "store", &["--base", base, FIRST]);
    let program = Program::start(&["--store", store.to_str().unwrap()]);
    let park = "%E5%BC%A0%E5%AE%B6%E6%B8%AF%E7%BB%8F%E6%B5%8E%E6%8A%80%E6%9C%AF%E5%BC%80%E5%8F%91%E5%8C%BA";
    let (status, text) = get(&format!("{}/parks/park/{park}", program.site));
    assert_eq!(status, 200, "{text}");
    assert!(text.contains(&format!("<{base}park/")), "{text}");
    assert_eq!(get(&format!("{}/id/park/{park}", program.site)).0, 200);
}

#[test]
fn a_store_that_is_served_is_not_built_into() {
    let folder = tempfile::tempdir().unwrap();
    let store = built(&folder, "store", &[FIRST]);
    let name = store.to_str().unwrap();
    let program = Program::start(&["--store", name]);
    let output = build(&store, &[SECOND]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        !output.status.success() && said.contains("in use"),
        "{said}"
    );
    assert!(said.contains(name) && !said.contains("panicked"), "{said}");
    assert!(documents(&program).contains(FIRST));
    // Others may read it meanwhile.
    let second = Program::start(&["--store", name]);
    assert_eq!(documents(&second), documents(&program));
    drop((program, second));
    assert!(build(&store, &[SECOND]).status.success());
}

#[test]
fn a_store_that_is_put_in_its_place_is_served_after_a_signal_or_when_it_is_watched() {
    let folder = tempfile::tempdir().unwrap();
    let one = built(&folder, "one", &[FIRST]);
    let link = folder.path().join("store");
    symlink(&one, &link).unwrap();
    let name = link.to_str().unwrap();
    let watching = Program::start(&["--store", name, "--watch"]);
    let told = Program::start(&["--store", name]);
    let two = built(&folder, "two", &[SECOND]);
    let next = folder.path().join("next");
    symlink(&two, &next).unwrap();
    fs::rename(&next, &link).unwrap();
    wait_for(&watching, SECOND);
    assert!(documents(&told).contains(FIRST), "it was not told yet");
    let hang_up = Command::new("kill")
        .args(["-HUP", &told.child.id().to_string()])
        .status();
    assert!(hang_up.unwrap().success());
    wait_for(&told, SECOND);
    assert!(!documents(&told).contains(FIRST));
}

#[test]
fn a_new_store_that_cannot_be_opened_leaves_the_old_one() {
    let folder = tempfile::tempdir().unwrap();
    let one = built(&folder, "one", &[FIRST]);
    let link = folder.path().join("store");
    symlink(&one, &link).unwrap();
    let program = Program::start(&["--store", link.to_str().unwrap(), "--watch"]);
    let wrong = folder.path().join("wrong");
    fs::create_dir(&wrong).unwrap();
    fs::write(wrong.join("notes.txt"), "no store").unwrap();
    let next = folder.path().join("next");
    symlink(&wrong, &next).unwrap();
    fs::rename(&next, &link).unwrap();
    thread::sleep(Duration::from_secs(5));
    assert!(documents(&program).contains(FIRST));
}
