//! How to cite a data set, and a page about it for people.

use std::fmt::Write as _;

use crate::publish::edition::about::Agent;
use crate::publish::edition::part::Part;
use crate::publish::edition::source::{rows, sources};
use crate::publish::edition::{Edition, File};

/// The page, with places to fill in.
const README: &str = include_str!("../../../data/publish/README.md");

/// `CITATION.cff`, version 1.2.0.
pub(super) fn cff(edition: &Edition<'_>) -> String {
    let about = edition.about;
    let mut out = "cff-version: 1.2.0\nmessage: If you use this data set, please cite it as below.\ntype: dataset\n".to_owned();
    for (key, value) in [
        ("title", format!("{} / {}", about.title.zh, about.title.en)),
        ("abstract", about.description.en.clone()),
        ("version", about.version.clone()),
    ] {
        let _ = writeln!(out, "{key}: {}", quoted(&value));
    }
    out.push_str("authors:\n");
    for Agent { name, url } in about.creators() {
        let _ = writeln!(out, "  - name: {}", quoted(name));
        match url {
            Some(url) if url.starts_with("https://orcid.org/") => {
                let _ = writeln!(out, "    orcid: {}", quoted(url));
            }
            Some(url) => {
                let _ = writeln!(out, "    website: {}", quoted(url));
            }
            None => {}
        }
    }
    out.push_str("keywords:\n");
    for keyword in &about.keywords {
        let _ = writeln!(out, "  - {}", quoted(keyword));
    }
    let _ = writeln!(out, "license-url: {}", quoted(&about.licence));
    if let Some(url) = &about.url {
        let _ = writeln!(out, "url: {}", quoted(url));
    }
    if let Some(issued) = &about.issued {
        let _ = writeln!(out, "date-released: {}", quoted(issued));
    }
    cite_sources(&mut out, edition);
    out
}

/// The data sets of others, as references.
fn cite_sources(out: &mut String, edition: &Edition<'_>) {
    let sources = sources(edition.quads);
    if !sources.is_empty() {
        out.push_str("references:\n");
    }
    for source in sources {
        let _ = writeln!(out, "  - type: data\n    title: {}", quoted(&source.title));
        let author = match source.publisher.as_str() {
            "" => "anonymous",
            name => name,
        };
        let _ = writeln!(out, "    authors:\n      - name: {}", quoted(author));
        let is_address = |it: &str| it.starts_with("https://") || it.starts_with("http://");
        for (key, value, is_said) in [
            ("version", &source.version, true),
            ("license-url", &source.licence, is_address(&source.licence)),
            ("notes", &source.licence, !is_address(&source.licence)),
            ("url", &source.origin, is_address(&source.origin)),
        ] {
            if is_said && !value.is_empty() {
                let _ = writeln!(out, "    {key}: {}", quoted(value));
            }
        }
    }
}

/// A YAML scalar: a JSON string is one.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// `README.md` of the folder; it names its own size no more than that of what is written after it.
pub(super) fn readme(edition: &Edition<'_>, files: &[File]) -> String {
    let about = edition.about;
    let values = [
        ("title.zh", about.title.zh.clone()),
        ("title.en", about.title.en.clone()),
        ("description.zh", about.description.zh.clone()),
        ("description.en", about.description.en.clone()),
        ("publisher", about.publisher.name.clone()),
        ("licence", about.licence.clone()),
        ("version", about.version.clone()),
        ("issued", about.issued.clone().unwrap_or_default()),
        ("dataset", edition.dataset().into_string()),
        ("files", file_rows(files)),
        ("counts", count_rows(edition)),
        ("sources", rows(edition)),
    ];
    // Without a date there is no line of it.
    let is_said = |line: &&str| about.issued.is_some() || !line.contains("{issued}");
    let lines = README.split_inclusive('\n').filter(is_said);
    let mut out: String = lines.collect();
    for (key, value) in values {
        out = out.replace(&format!("{{{key}}}"), &value);
    }
    out
}

fn file_rows(files: &[File]) -> String {
    let rows = Part::all().iter().map(|Part { name, text, .. }| {
        let file = files.iter().find(|it| it.name == *name);
        let bytes = file.map(|it| it.bytes.to_string()).unwrap_or_default();
        format!("| {name} | {} | {} | {bytes} |", text.zh, text.en)
    });
    rows.collect::<Vec<_>>().join("\n")
}

/// The main counts, each with the query that gives it.
fn count_rows(edition: &Edition<'_>) -> String {
    let counts = edition.counts;
    let rows = [
        (
            counts.triples,
            "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
            "triples",
        ),
        (
            counts.subjects,
            "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
            "subjects",
        ),
        (
            counts.documents,
            "SELECT (COUNT(*) AS ?n) { ?s a pg:Document }",
            "documents",
        ),
        (
            counts.facts,
            "SELECT (COUNT(*) AS ?n) { ?s a pg:Fact }",
            "facts",
        ),
    ];
    let rows = rows.map(|(count, query, name)| format!("| {count} | `{query}` | {name} |"));
    rows.join("\n")
}
