//! `parkgraph export`: the graph of all documents, or one graph, in an RDF syntax.

use std::io::Write;
use std::path::PathBuf;

use anyhow::bail;
use clap::{Args, ValueEnum};
use oxrdf::{NamedNode, Quad};
use parkgraph::publish::{canonical, rdf};
use parkgraph::store::Store;

use crate::cli::Outcome;
use crate::cli::arguments::GraphArguments;
use crate::cli::atomic;
use crate::cli::output::{Voice, results};

#[derive(Debug, Args)]
#[command(after_help = "\
The same graph gives the same bytes. turtle, ntriples and rdfxml have no named graphs: they get the union.

Examples:
  parkgraph export --format turtle > parks.ttl
  parkgraph export --format jsonld --graph data/corpus/two-parks-compared.txt --output compared.jsonld
  parkgraph export --canonical | sha256sum")]
pub(crate) struct Arguments {
    /// RDF syntax [default: turtle, or nquads with --canonical]
    #[arg(long)]
    format: Option<Format>,
    /// One graph only, by its IRI or the identifier of its document
    #[arg(long, value_name = "IRI|DOCUMENT")]
    graph: Option<String>,
    /// Canonical N-Quads (RDFC-1.0): equal graphs give equal bytes whatever their blank nodes are called
    #[arg(long)]
    canonical: bool,
    /// Write a file, complete or not at all, instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    source: GraphArguments,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Turtle,
    Trig,
    Ntriples,
    Nquads,
    Jsonld,
    Rdfxml,
}

/// How quads are written.
#[derive(Clone, Copy)]
enum Form {
    Syntax(rdf::Format),
    Canonical,
}

pub(crate) fn run(arguments: &Arguments, voice: Voice) -> anyhow::Result<Outcome> {
    let form = form(arguments)?;
    let store = arguments.source.open(voice)?;
    let quads = match &arguments.graph {
        Some(name) => collect(store.dump_graph(&find_graph(&store, name)?))?,
        None => collect(store.dump())?,
    };
    match &arguments.output {
        Some(path) => {
            atomic::write(path, |file| write(quads, form, file))?;
            voice.note(format_args!("{} written", path.display()));
        }
        None => write(quads, form, results())?,
    }
    Ok(Outcome::Done)
}

fn form(arguments: &Arguments) -> anyhow::Result<Form> {
    let syntax = match arguments.format {
        None | Some(Format::Nquads) if arguments.canonical => return Ok(Form::Canonical),
        Some(_) if arguments.canonical => {
            bail!("the canonical form is N-Quads; leave --format out, or give --format nquads")
        }
        None | Some(Format::Turtle) => rdf::Format::Turtle,
        Some(Format::Trig) => rdf::Format::TriG,
        Some(Format::Ntriples) => rdf::Format::NTriples,
        Some(Format::Nquads) => rdf::Format::NQuads,
        Some(Format::Jsonld) => rdf::Format::JsonLd,
        Some(Format::Rdfxml) => rdf::Format::RdfXml,
    };
    Ok(Form::Syntax(syntax))
}

fn write(quads: Vec<Quad>, form: Form, mut writer: impl Write) -> anyhow::Result<()> {
    match form {
        Form::Syntax(syntax) => rdf::write(quads, syntax, &mut writer)?,
        Form::Canonical => canonical::write(quads, &mut writer)?,
    }
    Ok(writer.flush()?)
}

fn collect<E: std::error::Error + Send + Sync + 'static>(
    quads: impl Iterator<Item = Result<Quad, E>>,
) -> anyhow::Result<Vec<Quad>> {
    Ok(quads.collect::<Result<_, E>>()?)
}

/// The graph with this IRI, or the graph of the document with this identifier.
fn find_graph(store: &Store, name: &str) -> anyhow::Result<NamedNode> {
    let documents = store.documents()?;
    if let Some(document) = documents.iter().find(|it| it.identifier == name) {
        return Ok(NamedNode::new(&document.graph)?);
    }
    let graphs = store.graphs()?;
    match graphs.into_iter().find(|it| it.as_str() == name) {
        Some(graph) => Ok(graph),
        None => bail!(
            "the store has no graph or document {name}; `parkgraph stats --documents` lists them"
        ),
    }
}
