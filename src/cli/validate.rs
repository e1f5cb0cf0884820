//! `parkgraph validate`: the graph against SHACL shapes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Args, ValueEnum};
use oxrdf::{GraphName, NamedNode, Quad, Triple};
use parkgraph::graph::{Base, SharedGraph, shared_graph_iri};
use parkgraph::publish::rdf;
use parkgraph::validate::{Check, DOCUMENT_SHAPES, Report, SHAPES, Shapes, Source};
use parkgraph::vocab::{self, pg};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::cli::arguments::GraphArguments;
use crate::cli::folder::hex;
use crate::cli::output::{Voice, results};
use crate::cli::{Outcome, atomic, dataset, findings};

#[derive(Debug, Args)]
#[command(after_help = "\
The shapes in the program say what the graph of every document and the union of all graphs look like. Exit status 1 if a graph \
violates them. The report says what is wrong with which node of which graph; the same graph gives the same report.

Examples:
  parkgraph validate
  parkgraph validate --memory data/corpus --format turtle
  parkgraph validate parks.ttl --shapes my-shapes.ttl")]
pub(crate) struct Arguments {
    /// An RDF file (.nq .trig .ttl .nt .jsonld .rdf, .gz too) or the folder of a store, in the place of the store
    #[arg(value_name = "FILE", conflicts_with = "memory")]
    file: Option<PathBuf>,
    /// Shapes in Turtle (SHACL Core), in the place of those in the program; may be given again
    #[arg(long, value_name = "FILE")]
    shapes: Vec<PathBuf>,
    /// For people, or a validation report of SHACL with its provenance
    #[arg(long, default_value = "text")]
    format: Format,
    /// Write a file, complete or not at all, instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    graph: GraphArguments,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Turtle,
    Ntriples,
    Jsonld,
}

pub(crate) fn run(arguments: &Arguments, voice: Voice) -> anyhow::Result<Outcome> {
    let (shapes, sources) = shapes(&arguments.shapes)?;
    let quads = match &arguments.file {
        Some(file) => dataset::read(file)?,
        None => arguments
            .graph
            .open(voice)?
            .dump()
            .collect::<Result<_, _>>()?,
    };
    if quads.is_empty() {
        voice.note("there is nothing to validate: the graph is empty");
    }
    let name = shared_graph_iri(SharedGraph::Dataset, &Base::default());
    let report = Report {
        shapes: sources,
        data: source("dataset", Some(name.clone()), &lines(&quads)),
        checks: checks(&shapes, &quads, &name)?,
    };
    match &arguments.output {
        Some(path) => {
            atomic::write(path, |file| write(&report, arguments.format, file))?;
            voice.note(format_args!("{} written", path.display()));
        }
        None => write(&report, arguments.format, results())?,
    }
    Ok(if report.passes() {
        Outcome::Done
    } else {
        Outcome::Wrong
    })
}

/// The shapes for the union, and those for the graph of a document.
struct Sets {
    everywhere: Shapes,
    document: Shapes,
}

/// Compiles the shapes in the files, or those in the program where none is given.
fn shapes(files: &[PathBuf]) -> anyhow::Result<(Sets, Vec<Source>)> {
    if files.is_empty() {
        let sets = Sets {
            everywhere: Shapes::parse("shapes.ttl", &[SHAPES])?,
            document: Shapes::parse("shapes-document.ttl", &[SHAPES, DOCUMENT_SHAPES])?,
        };
        let built_in = |name: &str, text: &str| {
            let iri = NamedNode::new(format!("https://w3id.org/parkgraph/{name}"))?;
            anyhow::Ok(source(name, Some(iri), text.as_bytes()))
        };
        let sources = vec![
            built_in("shapes", SHAPES)?,
            built_in("shapes-document", DOCUMENT_SHAPES)?,
        ];
        return Ok((sets, sources));
    }
    let mut texts = Vec::new();
    let mut sources = Vec::new();
    for file in files {
        let text = fs::read_to_string(file)
            .with_context(|| format!("{} cannot be read", file.display()))?;
        sources.push(source(&file_name(file), None, text.as_bytes()));
        texts.push(text);
    }
    let names: Vec<_> = files.iter().map(|it| it.display().to_string()).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let parse = || Shapes::parse(&names.join(", "), &texts);
    let sets = Sets {
        everywhere: parse()?,
        document: parse()?,
    };
    Ok((sets, sources))
}

/// The last part of a path: a report holds no folder of this machine.
fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn source(name: &str, iri: Option<NamedNode>, bytes: &[u8]) -> Source {
    Source {
        iri,
        name: name.to_owned(),
        sha256: hex(&Sha256::digest(bytes)),
    }
}

/// The quads as sorted N-Quads, whose hash stands for the data.
fn lines(quads: &[Quad]) -> Vec<u8> {
    let lines: BTreeSet<_> = quads.iter().map(|it| format!("{it} .\n")).collect();
    lines.into_iter().collect::<String>().into_bytes()
}

/// Checks the graph of each document, and the union of all graphs.
fn checks(shapes: &Sets, quads: &[Quad], name: &NamedNode) -> anyhow::Result<Vec<Check>> {
    let mut graphs: BTreeMap<&NamedNode, Vec<Triple>> = documents(quads).collect();
    for quad in quads {
        if let GraphName::NamedNode(graph) = &quad.graph_name
            && let Some(triples) = graphs.get_mut(graph)
        {
            triples.push(Triple::from(quad.clone()));
        }
    }
    let checked = graphs.into_par_iter().map(|(graph, triples)| {
        Ok(Check {
            graph: graph.clone(),
            violations: shapes.document.check(triples)?,
        })
    });
    let mut checks = checked.collect::<anyhow::Result<Vec<_>>>()?;
    let union = quads.iter().map(|it| Triple::from(it.clone()));
    checks.push(Check {
        graph: name.clone(),
        violations: shapes.everywhere.check(union)?,
    });
    Ok(checks)
}

/// The graphs of documents, still empty.
fn documents(quads: &[Quad]) -> impl Iterator<Item = (&NamedNode, Vec<Triple>)> {
    let class = pg::DOCUMENT.into_owned().into();
    let typed = quads
        .iter()
        .filter(move |it| it.predicate == vocab::rdf::TYPE && it.object == class);
    typed.filter_map(|it| match &it.graph_name {
        GraphName::NamedNode(graph) => Some((graph, Vec::new())),
        _ => None,
    })
}

fn write(report: &Report, format: Format, mut writer: impl Write) -> anyhow::Result<()> {
    let syntax = match format {
        Format::Text => {
            writer.write_all(findings::text(report).as_bytes())?;
            return Ok(writer.flush()?);
        }
        Format::Turtle => rdf::Format::Turtle,
        Format::Ntriples => rdf::Format::NTriples,
        Format::Jsonld => rdf::Format::JsonLd,
    };
    Ok(rdf::write(report.quads(), syntax, writer)?)
}
