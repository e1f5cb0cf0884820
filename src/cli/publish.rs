//! `parkgraph publish`: the graph as a folder that is ready for a repository or a web server.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use flate2::{Compression, GzBuilder};
use oxrdf::{GraphName, NamedNodeRef, NamedOrBlankNodeRef, Quad, TermRef};
use parkgraph::graph::{Base, SharedGraph, shared_graph_iri};
use parkgraph::publish::edition::{About, Counts, Edition, is_local};
use parkgraph::publish::rdf::{self, Format};
use parkgraph::publish::{canonical, reference};
use parkgraph::vocab::{self, dcterms, nif, pg, rdf as rdf_terms};
use toml::{Table, Value};

use crate::cli::Outcome;
use crate::cli::arguments::GraphArguments;
use crate::cli::folder::Folder;
use crate::cli::output::Voice;

/// Settings that are read without being asked for.
const SETTINGS: &str = "publish.toml";
/// In a gzip header: no operating system in particular.
const ANY_SYSTEM: u8 = 255;

#[derive(Debug, Args)]
#[command(after_help = "\
The folder holds the graph as Turtle, canonical N-Quads (gzip) and JSON-LD, the ontology in three syntaxes, the links as SSSOM, VoID, \
DCAT, PROV, CITATION.cff, RO-Crate metadata, a README and SHA256SUMS. The same graph and settings give the same bytes; no date is \
taken from the clock. A folder of an earlier run is replaced; one that was changed since, or is not ours, is left alone.

Examples:
  parkgraph publish parks-1.0 --publisher 'Institute of Parks' --issued 2026-01-31
  parkgraph publish parks-1.0 --settings publish.toml
  parkgraph publish demonstration --memory data/corpus")]
pub(crate) struct Arguments {
    /// The folder to make
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Title, publisher, licence and so on as TOML [default: publish.toml, if it is there]
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// Who publishes it
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
    /// Licence of the data [default: CC BY 4.0]
    #[arg(long, value_name = "IRI")]
    licence: Option<String>,
    /// When it is published: year-month-day
    #[arg(long, value_name = "DATE")]
    issued: Option<String>,
    /// The folder on the web where the files will be; ends in /
    #[arg(long, value_name = "IRI")]
    url: Option<String>,
    /// Leave out the texts of the documents; the words that facts were read from stay
    #[arg(long)]
    without_text: bool,
    #[command(flatten)]
    source: GraphArguments,
}

pub(crate) fn run(arguments: &Arguments, voice: Voice) -> anyhow::Result<Outcome> {
    let about = about(arguments)?;
    let mut folder = Folder::create(&arguments.folder)?;
    let store = arguments.source.open(voice)?;
    let quads = store.dump().collect::<Result<Vec<_>, _>>()?;
    let base = base(&quads)?;
    let quads = published(quads, &base, arguments);
    check(&quads)?;
    let edition = Edition {
        about: &about,
        base: &base,
        counts: &Counts::of(&quads),
        quads: &quads,
    };
    write_data(&mut folder, &quads)?;
    write_ontology(&mut folder)?;
    write_descriptions(&mut folder, &edition)?;
    let files = folder.files.len();
    folder.finish()?;
    voice.note(format_args!(
        "{}: {files} files",
        arguments.folder.display()
    ));
    if about.publisher.name == "anonymous" {
        voice.note("nobody is named as publisher; give --publisher, or publisher in publish.toml");
    }
    Ok(Outcome::Done)
}

/// What the data set says of itself: the settings file, and the options over it.
fn about(arguments: &Arguments) -> anyhow::Result<About> {
    let file = arguments.settings.as_deref().unwrap_or(Path::new(SETTINGS));
    let mut settings = Table::new();
    if arguments.settings.is_some() || file.exists() {
        let text = fs::read_to_string(file);
        let text = text.with_context(|| format!("{} cannot be read", file.display()))?;
        settings = text
            .parse()
            .with_context(|| format!("{} is no TOML", file.display()))?;
        About::new([settings.clone()]).with_context(|| file.display().to_string())?;
    }
    let mut options = Table::new();
    if let Some(name) = &arguments.publisher {
        let publisher = Table::from_iter([("name".to_owned(), Value::from(name.as_str()))]);
        options.insert("publisher".to_owned(), Value::from(publisher));
    }
    for (key, value) in [
        ("licence", &arguments.licence),
        ("issued", &arguments.issued),
        ("url", &arguments.url),
    ] {
        if let Some(value) = value {
            options.insert(key.to_owned(), Value::from(value.as_str()));
        }
    }
    Ok(About::new([settings, options])?)
}

/// What the IRIs of the data begin with, as the graph of a document shows it.
fn base(quads: &[Quad]) -> anyhow::Result<Base> {
    let document = quads
        .iter()
        .find(|it| it.predicate == rdf_terms::TYPE && it.object == pg::DOCUMENT.into());
    let Some(GraphName::NamedNode(graph)) = document.map(|it| &it.graph_name) else {
        bail!("there is no document in the store; read some with `parkgraph build`");
    };
    let end = graph.as_str().rfind("graph/").unwrap_or_default();
    Ok(Base::new(graph.as_str().split_at(end).0)?)
}

/// What is published: all but the ontology, which has files of its own, and sets of open data, which have publishers and
/// licences of their own; links to them stay.
fn published(quads: Vec<Quad>, base: &Base, arguments: &Arguments) -> Vec<Quad> {
    let is_published = |quad: &Quad| {
        let is_text = arguments.without_text && quad.predicate == nif::IS_STRING;
        is_ours(&quad.graph_name, base) && !is_text
    };
    canonical::rename(quads.into_iter().filter(is_published).collect())
}

/// Whether a graph is of our making and has no files of its own.
fn is_ours(graph: &GraphName, base: &Base) -> bool {
    let ontology = GraphName::from(shared_graph_iri(SharedGraph::Ontology, base));
    let open_data = format!("{}data/", base.as_str());
    let is_open_data =
        matches!(graph, GraphName::NamedNode(it) if it.as_str().starts_with(&open_data));
    *graph != ontology && !is_open_data
}

/// Refuses what means something on this machine only.
fn check(quads: &[Quad]) -> anyhow::Result<()> {
    for quad in quads {
        let graph = match &quad.graph_name {
            GraphName::NamedNode(graph) => Some(graph.as_ref()),
            _ => None,
        };
        let subject = match quad.subject.as_ref() {
            NamedOrBlankNodeRef::NamedNode(node) => Some(node),
            NamedOrBlankNodeRef::BlankNode(_) => None,
        };
        let object = match quad.object.as_ref() {
            TermRef::NamedNode(node) => Some(node),
            _ => None,
        };
        let nodes = [graph, subject, object].into_iter().flatten();
        if let Some(node) = nodes.map(NamedNodeRef::as_str).find(|it| is_local(it)) {
            bail!(
                "<{node}> means something on one machine only; build with a --base that others can use"
            );
        }
        if let (true, TermRef::Literal(path)) =
            (quad.predicate == dcterms::IDENTIFIER, quad.object.as_ref())
            && is_absolute(path.value())
        {
            bail!(
                "{}: a document is named by a path of this machine; build from its folder with relative paths",
                path.value()
            );
        }
    }
    Ok(())
}

/// Whether a path begins at the root of a machine, of whatever system.
fn is_absolute(path: &str) -> bool {
    let on_drive = match path.as_bytes() {
        [drive, b':', b'/' | b'\\', ..] => drive.is_ascii_alphabetic(),
        _ => false,
    };
    on_drive || path.starts_with(['/', '\\', '~'])
}

fn write_data(folder: &mut Folder, quads: &[Quad]) -> anyhow::Result<()> {
    for (name, format) in [
        ("parkgraph.ttl", Format::Turtle),
        ("parkgraph.jsonld", Format::JsonLd),
    ] {
        folder.write(name, |file| Ok(rdf::write(quads.to_vec(), format, file)?))?;
    }
    folder.write("parkgraph.nq.gz", |file| {
        let header = GzBuilder::new().mtime(0).operating_system(ANY_SYSTEM);
        let mut compressed = header.write(file, Compression::best());
        canonical::write(quads.iter().cloned(), &mut compressed)?;
        compressed.finish()?.flush()?;
        Ok(())
    })
}

fn write_ontology(folder: &mut Folder) -> anyhow::Result<()> {
    folder.write_text("context.jsonld", vocab::CONTEXT)?;
    folder.write_text("ontology/parkgraph.ttl", vocab::ONTOLOGY)?;
    let quads = canonical::rename(rdf::read(vocab::ONTOLOGY.as_bytes(), Format::Turtle)?);
    folder.write_text("ontology/index.html", &reference::page(&quads))?;
    for (name, format) in [
        ("ontology/parkgraph.rdf", Format::RdfXml),
        ("ontology/parkgraph.jsonld", Format::JsonLd),
    ] {
        folder.write(name, |file| Ok(rdf::write(quads.clone(), format, file)?))?;
    }
    Ok(())
}

/// What describes the data; each file may speak of those before it.
fn write_descriptions(folder: &mut Folder, edition: &Edition<'_>) -> anyhow::Result<()> {
    folder.write_text("links.sssom.tsv", &edition.mappings())?;
    let descriptions = [
        ("void.ttl", edition.void()),
        ("prov.ttl", edition.provenance()),
        ("dcat.ttl", edition.catalogue(&folder.files)),
    ];
    for (name, quads) in descriptions {
        folder.write(name, |file| Ok(rdf::write(quads, Format::Turtle, file)?))?;
    }
    folder.write_text("CITATION.cff", &edition.citation())?;
    let readme = edition.readme(&folder.files);
    folder.write_text("README.md", &readme)?;
    let metadata = edition.research_object(&folder.files);
    folder.write_text("ro-crate-metadata.json", &metadata)
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::NamedNode;

    #[test]
    fn what_others_publish_is_not_published_again() {
        let ours = |path: &str| {
            let graph = NamedNode::new(format!("https://w3id.org/parkgraph/id/{path}")).unwrap();
            is_ours(&GraphName::NamedNode(graph), &Base::default())
        };
        let own = ["graph/data%2Fa.txt", "links", "standards", "copies"];
        assert!(own.into_iter().all(ours));
        assert!(!ours("ontology") && !ours("data/listed-companies"));
    }

    #[test]
    fn paths_from_the_root_of_any_system_are_seen() {
        assert!(
            ["/home/a.txt", "C:\\a.txt", "~/a.txt"]
                .into_iter()
                .all(is_absolute)
        );
        assert!(
            !["data/a.txt", "a:b.txt/c", "园:区", "record-1"]
                .into_iter()
                .any(is_absolute)
        );
    }
}
