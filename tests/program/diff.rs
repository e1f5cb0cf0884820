//! `parkgraph diff` from outside: what a person is told, what a patch holds, how it ends.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use crate::command::parkgraph;
use crate::folder::write_pages;
use flate2::{Compression, write::GzEncoder};
use tempfile::TempDir;

const SHARED: &str = "2022年，甲市经济技术开发区获评国家级绿色园区。";
const ALONE: &str = "2022年，甲市经济技术开发区有高新技术企业242家。";

/// How `parkgraph diff OLD NEW` ends and what it says.
fn diff(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    parkgraph(folder, &[&["diff"], arguments].concat())
}

/// A folder with exports of pages; each export is a file name and the pages it is made of.
fn exports(exports: &[(&str, &[(&str, &str)])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (file, pages) in exports {
        write_pages(folder.path(), pages);
        let format = match file.rsplit('.').next().unwrap() {
            "ttl" => "turtle",
            "jsonld" => "jsonld",
            _ => "nquads",
        };
        let export = [
            "export", "--memory", "pages", "--format", format, "-o", file,
        ];
        let (status, _, message) = parkgraph(folder.path(), &export);
        assert_eq!(status, 0, "{message}");
        fs::remove_dir_all(folder.path().join("pages")).unwrap();
    }
    folder
}

fn lines(text: &str) -> BTreeSet<&str> {
    text.lines().collect()
}

#[test]
fn a_retracted_page_takes_its_facts_and_leaves_those_that_another_states() {
    let both = format!("{SHARED}\n{ALONE}");
    let folder = exports(&[
        ("old.nq", &[("a.txt", &both), ("b.txt", SHARED)]),
        ("new.nq", &[("b.txt", SHARED)]),
        ("old.ttl", &[("a.txt", &both), ("b.txt", SHARED)]),
    ]);
    let (status, text, _) = diff(folder.path(), &["old.nq", "new.nq"]);
    assert_eq!(status, 1);
    let facts = text.split("facts: ").nth(1).unwrap();
    assert!(
        facts.starts_with("1 removed, 1 with other evidence\n"),
        "{text}"
    );
    let removed: Vec<_> = facts.lines().filter(|it| it.starts_with("  - ")).collect();
    assert!(removed[0].contains("高新技术企业 = 242 家"), "{text}");
    assert!(
        text.contains(
            "pages/a.txt · actual · 2022年，【甲市经济技术开发区】有【高新技术企业242家】。"
        ),
        "{text}"
    );
    assert!(
        text.contains("no longer stated by pages/a.txt\n      still stated by pages/b.txt"),
        "{text}"
    );
    assert!(text.contains("documents: 1 removed\n"), "{text}");
    // The park and the honour stay: the other page names them.
    assert!(
        text.contains("entities: 1 removed\n  - 高新技术企业 "),
        "{text}"
    );
    // A syntax without named graphs tells the same.
    let (_, union, _) = diff(folder.path(), &["old.ttl", "new.nq"]);
    let union_facts = union.split("facts: ").nth(1).unwrap();
    assert!(
        union_facts.starts_with("1 removed, 1 with other evidence\n"),
        "{union}"
    );
}

#[test]
fn a_corrected_number_stands_beside_the_old_one() {
    let corrected = ALONE.replace("242", "243");
    let folder = exports(&[
        ("old.nq", &[("a.txt", ALONE)]),
        ("new.nq", &[("a.txt", &corrected)]),
    ]);
    let (status, text, _) = diff(folder.path(), &["old.nq", "new.nq"]);
    assert_eq!(status, 1);
    let signs = text.split("facts: ").nth(1).unwrap().lines();
    let signs: Vec<_> = signs.filter(|it| it.contains(" Observation ")).collect();
    assert!(
        signs[0].starts_with("  - ") && signs[0].contains("242"),
        "{text}"
    );
    assert!(
        signs[1].starts_with("  + ") && signs[1].contains("243"),
        "{text}"
    );
    assert!(text.contains("documents: 1 changed\n"), "{text}");
}

#[test]
fn a_patch_leads_from_the_old_to_the_new() {
    let folder = exports(&[
        ("old.nq", &[("a.txt", ALONE), ("b.txt", SHARED)]),
        ("new.nq", &[("b.txt", SHARED), ("c.txt", SHARED)]),
    ]);
    let (status, patch, _) = diff(folder.path(), &["--format", "patch", "old.nq", "new.nq"]);
    assert_eq!(status, 1);
    let [old, new] =
        ["old.nq", "new.nq"].map(|it| fs::read_to_string(folder.path().join(it)).unwrap());
    let mut found = lines(&old);
    for line in patch.lines() {
        match line.split_once(' ').unwrap() {
            ("D", quad) => assert!(found.remove(quad), "{quad} is not there"),
            ("A", quad) => assert!(found.insert(quad), "{quad} is there already"),
            (word, rest) => assert_eq!((["TX", "TC"].contains(&word), rest), (true, ".")),
        }
    }
    assert_eq!(found, lines(&new));
}

#[test]
fn syntax_compression_and_order_are_no_difference() {
    let pages: &[(&str, &str)] = &[("a.txt", ALONE), ("b.txt", SHARED)];
    let folder = exports(&[("a.nq", pages), ("a.jsonld", pages), ("a.ttl", pages)]);
    let text = fs::read_to_string(folder.path().join("a.nq")).unwrap();
    let mut reversed: Vec<_> = text.lines().map(|it| format!("{it}\n")).collect();
    reversed.reverse();
    let file = File::create(folder.path().join("b.nq.gz")).unwrap();
    let mut compressed = GzEncoder::new(file, Compression::fast());
    compressed.write_all(reversed.concat().as_bytes()).unwrap();
    compressed.finish().unwrap();
    for other in ["b.nq.gz", "a.jsonld", "a.ttl"] {
        let (status, text, notes) = diff(folder.path(), &["a.nq", other]);
        assert_eq!((status, text.as_str()), (0, ""), "{other}: {text}");
        assert!(notes.contains("no difference"), "{notes}");
    }
}

#[test]
fn what_cannot_be_compared_is_named() {
    let folder = exports(&[("a.nq", &[("a.txt", ALONE)])]);
    fs::write(folder.path().join("broken.ttl"), "<a> <b").unwrap();
    fs::write(folder.path().join("notes.md"), "").unwrap();
    for (other, words) in [
        ("broken.ttl", "broken.ttl cannot be read as Turtle"),
        ("words.txt", "its suffix names no RDF syntax"),
        ("notes.md", "names no RDF syntax"),
        ("missing.nq", "missing.nq cannot be read"),
    ] {
        let (status, text, message) = diff(folder.path(), &["a.nq", other]);
        assert_eq!((status, text.as_str()), (2, ""), "{other}");
        assert!(message.contains(words), "{message}");
    }
}
