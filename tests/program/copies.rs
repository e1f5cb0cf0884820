//! Reprints: twins of the demonstration texts are copies of each other, and nothing else is.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::path::Path;
use std::process::Command;

use parkgraph::clean::{clean, fingerprint, layout};
use parkgraph::model::{ContextText, Document, Fingerprint, Metadata};
use parkgraph::resolve::{Candidate, copies};
use parkgraph::source;

fn documents(folder: &str) -> Vec<Document> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (inputs, _) = source::discover(&[root.join(folder)]);
    let batches = inputs.iter().map(source::read);
    let mut documents: Vec<_> = batches.flat_map(|it| it.documents).collect();
    for document in &mut documents {
        let name = document.identifier.rsplit('/').next().unwrap();
        document.identifier = name.to_owned();
    }
    documents
}

fn print(document: &Document) -> Option<Fingerprint> {
    let clean = clean(&document.text);
    fingerprint(&clean, &layout(&clean, &document.metadata))
}

fn candidates(documents: &[Document]) -> Vec<Candidate> {
    let candidates = documents.iter().filter_map(|it| {
        Some(Candidate {
            issued: it.metadata.issued.map(|date| date.to_string()),
            identifier: it.identifier.clone(),
            fingerprint: print(it)?,
        })
    });
    candidates.collect()
}

fn named(candidates: &[Candidate]) -> Vec<(&str, &str)> {
    let name = |it: usize| candidates[it].identifier.as_str();
    let pairs = copies(candidates).into_iter();
    let mut pairs: Vec<_> = pairs.map(|(copy, of)| (name(copy), name(of))).collect();
    pairs.sort_unstable();
    pairs
}

/// The damaged texts say what their clean twins say; nothing else in the folder repeats another text.
#[test]
fn damaged_and_clean_twins_are_copies_in_any_order() {
    let mut candidates = candidates(&documents("data/corpus"));
    let expected = ["acceptance", "timeline"].map(|it| {
        let name = |end: &str| format!("zhangjiagang-{it}{end}.txt");
        (name(""), name("-damaged"))
    });
    for _ in 0..candidates.len() {
        let found = named(&candidates);
        let found: Vec<_> = found
            .iter()
            .map(|(copy, of)| ((*copy).to_owned(), (*of).to_owned()))
            .collect();
        assert_eq!(found, expected);
        candidates.rotate_left(1);
    }
}

#[test]
fn different_texts_are_no_copies() {
    for folder in ["data/parkbench/docs", "../shared/parkbench/docs"] {
        let candidates = candidates(&documents(folder));
        assert_eq!(named(&candidates), [], "{folder}");
        for (index, one) in candidates.iter().enumerate() {
            for other in candidates.iter().skip(index + 1) {
                let likeness = one.fingerprint.likeness(&other.fingerprint);
                let names = (&one.identifier, &other.identifier);
                assert!(likeness < 0.2, "{names:?} {likeness}");
            }
        }
    }
}

/// A reprint has another headline, source and end, and lacks a sentence.
#[test]
fn a_reprint_with_another_frame_is_a_copy() {
    let original = documents("data/corpus")
        .into_iter()
        .find(|it| it.identifier == "zhangjiagang-acceptance.txt")
        .unwrap();
    let sentences: Vec<&str> = original.text.as_str().split_inclusive('。').collect();
    let (_, kept) = sentences.split_at(1);
    let text = format!(
        "转载：一个老牌开发区的新变化\n2023-01-05 来源：某某网\n{}\n本文转自某某日报，版权归原作者所有。",
        kept.concat()
    );
    let reprint = Document {
        identifier: "reprint.txt".to_owned(),
        text: ContextText::new(text),
        metadata: Metadata::default(),
        ..Document::default()
    };
    let likeness = print(&original)
        .unwrap()
        .likeness(&print(&reprint).unwrap());
    assert!(likeness > 0.75, "{likeness}");
}

/// Through the program: one copy of each twin is a source of its own, and adding a document later keeps it right.
#[test]
fn the_graph_says_who_copies_whom() {
    let ask = |paths: &[&str]| {
        let query = "SELECT ?copy ?original WHERE { GRAPH ?g { ?c pg:copyOf ?o } ?c dcterms:identifier ?copy . \
            ?o dcterms:identifier ?original } ORDER BY ?copy";
        let mut program = Command::new(assert_cmd::cargo::cargo_bin("parkgraph"));
        program
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args(["query", "--format", "csv"]);
        for path in paths {
            program.args(["--memory", path]);
        }
        let output = program.arg(query).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout)
            .unwrap()
            .replace("\r\n", "\n")
    };
    let [plain, damaged] =
        ["", "-damaged"].map(|it| format!("data/corpus/zhangjiagang-timeline{it}.txt"));
    assert_eq!(ask(&[&plain]), "copy,original\n");
    assert_eq!(
        ask(&[&plain, &damaged]),
        format!("copy,original\n{plain},{damaged}\n")
    );
    assert_eq!(ask(&["data/corpus"]).lines().count(), 3);
}

/// Four documents name the same title of one zone, but they are two texts and a damaged copy of each.
#[test]
fn a_reprint_is_no_further_source() {
    let mut program = Command::new(assert_cmd::cargo::cargo_bin("parkgraph"));
    program.current_dir(env!("CARGO_MANIFEST_DIR"));
    program.args(["query", "--memory", "data/corpus", "--format", "csv"]);
    let output = program
        .arg("queries/independent_sources.rq")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let rows: Vec<&str> = text.lines().skip(1).collect();
    assert!(rows.len() > 10, "{text}");
    assert!(rows[0].starts_with("2,4,"), "{text}");
    assert!(rows.last().unwrap().starts_with("1,2,"), "{text}");
}

#[test]
fn short_texts_are_copies_only_of_the_same_text() {
    let texts = [
        ("a", "云湖高新区2022年税收10亿元。"),
        ("b", "雲湖高新區2022年稅收10億元。"),
        ("c", "云湖高新区2022年税收12亿元。"),
        ("d", "园区开园。"),
        ("e", "园区开园。"),
    ];
    let documents = texts.map(|(name, text)| Document {
        identifier: name.to_owned(),
        text: ContextText::new(text.to_owned()),
        ..Document::default()
    });
    assert_eq!(named(&candidates(&documents)), [("b", "a")]);
}
