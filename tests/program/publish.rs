//! `parkgraph publish` from outside: the folder is complete, true, the same every time, and takes nothing of others away.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
#![expect(clippy::print_stderr, reason = "a skipped test says so")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::process::Command;

use crate::command::parkgraph;
use flate2::read::GzDecoder;
use oxrdf::{Quad, Term, Triple};
use parkgraph::publish::edition::Part;
use parkgraph::publish::rdf::{Format, read};
use tempfile::TempDir;

/// Runs `parkgraph publish` in a folder; gives the exit status and what it said.
fn publish(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let (status, stdout, stderr) = parkgraph(folder, &[&["publish"], arguments].concat());
    assert_eq!(stdout, "");
    (status, stderr)
}

/// The demonstration texts in a folder of their own.
fn corpus() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/corpus");
    fs::create_dir(folder.path().join("corpus")).unwrap();
    for file in fs::read_dir(source).unwrap() {
        let file = file.unwrap();
        fs::copy(
            file.path(),
            folder.path().join("corpus").join(file.file_name()),
        )
        .unwrap();
    }
    folder
}

fn published(folder: &TempDir, name: &str, options: &[&str]) {
    let mut arguments = vec![name, "--memory", "corpus"];
    arguments.extend(options);
    let (status, message) = publish(folder.path(), &arguments);
    assert_eq!(status, 0, "{message}");
}

/// The files below a folder with their bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .to_owned();
                files.insert(name, fs::read(path).unwrap());
            }
        }
    }
    files
}

fn triples(quads: Vec<Quad>) -> BTreeSet<String> {
    quads
        .into_iter()
        .map(|it| Triple::from(it).to_string())
        .collect()
}

fn quads(folder: &Path, name: &str) -> Vec<Quad> {
    let file = File::open(folder.join(name)).unwrap();
    match name.rsplit('.').next().unwrap() {
        "gz" => read(GzDecoder::new(file), Format::NQuads).unwrap(),
        suffix => read(file, Format::from_extension(suffix).unwrap()).unwrap(),
    }
}

#[test]
fn the_same_texts_give_the_same_folder_wherever_it_is_made() {
    let options = [
        "--issued",
        "2026-01-31",
        "--url",
        "https://example.org/parks/",
    ];
    let [one, other] = [corpus(), corpus()].map(|folder| {
        published(&folder, "parks", &options);
        let names: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(names.len(), 2, "something is left over: {names:?}");
        (files(&folder.path().join("parks")), folder)
    });
    assert!(one.0 == other.0, "the folders differ");
    let expected: BTreeSet<_> = Part::all().iter().map(|it| it.name.clone()).collect();
    let mut found: BTreeSet<_> = one.0.keys().cloned().collect();
    assert!(found.remove("SHA256SUMS"));
    assert_eq!(found, expected);
    for (name, bytes) in &one.0 {
        let mut text = Vec::new();
        if name.strip_suffix(".gz").is_some() {
            GzDecoder::new(bytes.as_slice())
                .read_to_end(&mut text)
                .unwrap();
        } else {
            text.clone_from(bytes);
        }
        let text = String::from_utf8(text).unwrap();
        for word in [
            "localhost",
            "/tmp/",
            env!("CARGO_MANIFEST_DIR"),
            one.1.path().to_str().unwrap(),
        ] {
            assert!(!text.contains(word), "{name} holds {word}");
        }
    }
}

#[test]
fn every_syntax_holds_the_same_and_void_counts_it() {
    let folder = corpus();
    published(&folder, "parks", &[]);
    let parks = folder.path().join("parks");
    let all = triples(quads(&parks, "parkgraph.nq.gz"));
    assert!(all == triples(quads(&parks, "parkgraph.ttl")));
    assert!(all == triples(quads(&parks, "parkgraph.jsonld")));
    let void = quads(&parks, "void.ttl");
    let count = |property: &str| {
        let property = format!("http://rdfs.org/ns/void#{property}");
        let is_it = |it: &&Quad| {
            it.predicate.as_str() == property && it.subject.to_string().ends_with("/dataset>")
        };
        match &void.iter().find(is_it).unwrap().object {
            Term::Literal(count) => count.value().parse::<usize>().unwrap(),
            _ => 0,
        }
    };
    assert_eq!(count("triples"), all.len());
    let documents = all.iter().filter(|it| it.ends_with("ontology#Document>"));
    assert_eq!(count("documents"), documents.count());
}

#[test]
fn python_reads_what_is_published_and_finds_it_true() {
    let packages = Command::new("python3")
        .args(["-c", "import rdflib"])
        .output();
    if !packages.is_ok_and(|it| it.status.success()) {
        eprintln!(
            "skipped: needs Python with rdflib; pip install -r tests/python/requirements.txt"
        );
        return;
    }
    let folder = corpus();
    published(
        &folder,
        "parks",
        &[
            "--issued",
            "2026-01-31",
            "--publisher",
            "Institute of \"Parks\": 园区",
        ],
    );
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python/edition.py");
    let output = Command::new("python3")
        .arg(script)
        .arg(folder.path().join("parks"))
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    eprintln!("{stderr}");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout).trim(),
        "",
        "{stderr}"
    );
    assert!(output.status.success());
}

#[test]
fn a_folder_of_ours_is_replaced_and_any_other_is_left_alone() {
    let folder = corpus();
    let parks = folder.path().join("parks");
    published(&folder, "parks", &[]);
    published(&folder, "parks", &["--issued", "2026-02-01"]);
    assert!(
        fs::read_to_string(parks.join("dcat.ttl"))
            .unwrap()
            .contains("2026-02-01")
    );

    fs::write(parks.join("README.md"), "mine").unwrap();
    let (status, message) = publish(folder.path(), &["parks", "--memory", "corpus"]);
    assert_eq!(status, 2);
    assert!(
        message.contains("parks/README.md was changed or added since"),
        "{message}"
    );
    assert_eq!(fs::read_to_string(parks.join("README.md")).unwrap(), "mine");

    let (status, message) = publish(folder.path(), &["corpus", "--memory", "corpus"]);
    assert_eq!(status, 2);
    assert!(
        message.contains("was not written by `parkgraph publish`"),
        "{message}"
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn what_means_something_on_one_machine_only_is_refused() {
    let folder = corpus();
    let path = folder.path().join("corpus");
    let (status, message) = publish(
        folder.path(),
        &["parks", "--memory", path.to_str().unwrap()],
    );
    assert_eq!(status, 2);
    assert!(message.contains("a path of this machine"), "{message}");
    let base = [
        "parks",
        "--memory",
        "corpus",
        "--base",
        "http://localhost:7878/id/",
    ];
    let (status, message) = publish(folder.path(), &base);
    assert_eq!(status, 2);
    assert!(message.contains("on one machine only"), "{message}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn texts_can_be_left_out_and_settings_come_from_a_file() {
    let folder = corpus();
    let settings = "publisher = { name = \"园区研究所\", url = \"https://example.org/\" }\ntitle = { zh = \"甲\", en = \"A\" }\n";
    fs::write(folder.path().join("publish.toml"), settings).unwrap();
    published(
        &folder,
        "parks",
        &["--without-text", "--base", "https://example.org/id/"],
    );
    let turtle = fs::read_to_string(folder.path().join("parks/parkgraph.ttl")).unwrap();
    assert!(!turtle.contains("nif:isString") && turtle.contains("nif:anchorOf"));
    let dcat = fs::read_to_string(folder.path().join("parks/dcat.ttl")).unwrap();
    assert!(
        dcat.contains("<https://example.org/id/dataset> a dcat:Dataset"),
        "{dcat}"
    );
    assert!(
        dcat.contains("\"园区研究所\"") && dcat.contains("\"A\"@en"),
        "{dcat}"
    );

    fs::write(folder.path().join("publish.toml"), "licence = \"CC BY\"").unwrap();
    let (status, message) = publish(folder.path(), &["other", "--memory", "corpus"]);
    assert_eq!(status, 2);
    assert!(
        message.contains("publish.toml: licence: \"CC BY\""),
        "{message}"
    );
}

/// Coordinates of GeoNames were in an edition that did not name it.
#[test]
fn every_data_set_that_facts_were_taken_from_is_named() {
    let folder = corpus();
    published(&folder, "parks", &[]);
    let read = |name: &str| fs::read_to_string(folder.path().join("parks").join(name)).unwrap();
    assert!(read("parkgraph.ttl").contains("sws.geonames.org"));
    let licence = "https://creativecommons.org/licenses/by/4.0/";
    let readme = read("README.md");
    let row = readme.lines().find(|it| it.contains("| GeoNames |"));
    assert!(row.is_some_and(|it| it.contains(licence)), "{readme}");
    let citation = read("CITATION.cff");
    let (_, references) = citation.split_once("\nreferences:\n").unwrap();
    assert!(references.contains("- name: \"GeoNames\""), "{citation}");
    let dcat = read("dcat.ttl");
    assert!(dcat.contains("<https://w3id.org/parkgraph/data/geonames> a dcat:Dataset"));
    let void = read("void.ttl");
    let target = void
        .split(" .\n")
        .find(|it| it.contains("void:uriSpace \"https://sws.geonames.org/\""));
    let target = target.unwrap();
    assert!(
        target.contains("dcterms:license") && target.contains("dcterms:title"),
        "{target}"
    );
}

/// The option was blamed on a file that is not there.
#[test]
fn a_wrong_option_is_not_blamed_on_a_file() {
    let folder = corpus();
    let issued = ["parks", "--memory", "corpus", "--issued", "2026-13-01"];
    let (status, message) = publish(folder.path(), &issued);
    assert_eq!(status, 2);
    assert!(message.contains("\"2026-13-01\" is no date"), "{message}");
    assert!(!message.contains("publish.toml"), "{message}");
}
