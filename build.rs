//! Embeds YASGUI where `script/yasgui.sh` has fetched it; the query page does without it elsewhere.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The files, and their names at the server.
const FILES: [(&str, &str); 2] = [
    ("yasgui.min.js", "yasgui.js"),
    ("yasgui.min.css", "yasgui.css"),
];

fn main() {
    // The folder of YASGUI may not exist; a change of its parent is noticed either way.
    println!("cargo::rerun-if-changed=data/page");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("set by cargo"));
    let folder = root.join("data/page/yasgui");
    let present = FILES.iter().all(|(file, _)| folder.join(file).is_file());
    let entries = FILES
        .iter()
        .filter(|_| present)
        .map(|file| entry(&folder, *file));
    let code = format!("&[{}]", entries.collect::<String>());
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("set by cargo"));
    fs::write(out.join("yasgui.rs"), code).expect("the output folder can be written");
}

/// A file as an element of a list of names and bytes.
fn entry(folder: &Path, (file, name): (&str, &str)) -> String {
    let path = folder.join(file).display().to_string();
    format!("({name:?}, include_bytes!({path:?}).as_slice()),")
}
