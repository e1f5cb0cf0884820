//! A data set as a research object: RO-Crate 1.1.
//!
//! <https://w3id.org/ro/crate/1.1>

use serde_json::{Value, json};

use crate::publish::edition::about::Agent;
use crate::publish::edition::part::Part;
use crate::publish::edition::{Edition, File};

/// `ro-crate-metadata.json`: the folder, its files, who made it, and the run that did.
pub(super) fn describe(edition: &Edition<'_>, files: &[File], readers: &[&str]) -> Value {
    let mut graph = vec![
        json!({
            "@id": "ro-crate-metadata.json",
            "@type": "CreativeWork",
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
            "about": {"@id": "./"},
        }),
        root(edition, files),
        json!({"@id": edition.about.licence, "@type": "CreativeWork", "name": edition.about.licence}),
    ];
    graph.extend(files.iter().map(file));
    graph.push(agent("Organization", &edition.about.publisher));
    let creators = edition.about.creators.iter();
    graph.extend(creators.map(|it| agent("Person", it)));
    graph.extend(runs(edition, readers));
    json!({"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph})
}

/// The folder.
fn root(edition: &Edition<'_>, files: &[File]) -> Value {
    let about = edition.about;
    let parts: Vec<_> = files.iter().map(|it| json!({"@id": it.name})).collect();
    let creators: Vec<_> = about
        .creators()
        .iter()
        .map(|it| json!({"@id": id(it)}))
        .collect();
    let mut root = json!({
        "@id": "./",
        "@type": "Dataset",
        "identifier": edition.dataset().as_str(),
        "name": about.title.en,
        "alternateName": about.title.zh,
        "description": format!("{} {}", about.description.en, about.description.zh),
        "keywords": about.keywords,
        "version": about.version,
        "license": {"@id": about.licence},
        "publisher": {"@id": id(&about.publisher)},
        "creator": creators,
        "hasPart": parts,
    });
    // The profile wants a date: without one of publication, that of the latest document.
    let last = edition.counts.dates.as_ref().map(|it| it.1.as_str());
    if let Some(date) = about.issued.as_deref().or(last) {
        root["datePublished"] = json!(date);
    }
    if let Some(url) = &about.url {
        root["url"] = json!(url);
    }
    root
}

fn file(file: &File) -> Value {
    let part = Part::all().iter().find(|it| it.name == file.name);
    let mut value = json!({
        "@id": file.name,
        "@type": "File",
        "contentSize": file.bytes.to_string(),
        "sha256": file.sha256,
    });
    if let Some(part) = part {
        value["name"] = json!(part.text.en);
        value["encodingFormat"] = json!(part.media_type);
    }
    value
}

fn agent(kind: &str, agent: &Agent) -> Value {
    json!({"@id": id(agent), "@type": kind, "name": agent.name})
}

/// The identifier of a person or organisation: its IRI, or a name in this folder.
fn id(agent: &Agent) -> String {
    agent
        .url
        .clone()
        .unwrap_or_else(|| format!("#{}", agent.name.replace(' ', "-")))
}

/// What read the documents.
fn runs(edition: &Edition<'_>, readers: &[&str]) -> Vec<Value> {
    let runs = (1..).zip(readers).flat_map(|(number, reader)| {
        let software = format!("#software-{number}");
        [
            json!({
                "@id": format!("#run-{number}"),
                "@type": "CreateAction",
                "name": format!("Read {} documents", edition.counts.documents),
                "instrument": {"@id": software},
                "result": {"@id": "./"},
            }),
            json!({
                "@id": software,
                "@type": "SoftwareApplication",
                "name": "parkgraph",
                "version": reader,
                "softwareVersion": reader,
            }),
        ]
    });
    runs.collect()
}
