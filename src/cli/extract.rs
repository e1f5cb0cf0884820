//! `parkgraph extract`: files and folders to quads or JSON on standard output, without a store.

use std::io::Write;
use std::mem;
use std::path::PathBuf;

use anyhow::bail;
use clap::{Args, ValueEnum};
use parkgraph::model::Reading;
use parkgraph::publish::json;
use parkgraph::publish::rdf::{self, Stream};

use crate::cli::Outcome;
use crate::cli::arguments::ReadingArguments;
use crate::cli::corpus::{self, Corpus, Reader};
use crate::cli::output::{Voice, results};

#[derive(Debug, Args)]
#[command(after_help = "\
The graphs of documents may be extracted in any order and on several machines; their union is the graph of all.

A line of a .jsonl file is an object: `text` is needed; `id`, `title`, `date`, `source`, `publisher`, `url` and `views` are read \
where they are.

Examples:
  parkgraph extract data/corpus > parks.nq
  parkgraph extract --format json data/corpus > predictions.jsonl
  curl -s https://example.org/page.html | parkgraph extract --format turtle -")]
pub(crate) struct Arguments {
    /// Files (.txt .md .html .jsonl) and folders of them; `-` reads standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Quads, a line for each thing read, or an object for each document
    #[arg(long, default_value = "nquads")]
    format: Format,
    #[command(flatten)]
    reading: ReadingArguments,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One graph per document
    Nquads,
    /// One graph per document, for people
    Trig,
    /// The union of all graphs, for people
    Turtle,
    /// A line for each document, entity, mention and fact
    Jsonl,
    /// A line for each document, in the schema of annotated documents
    Json,
}

pub(crate) fn run(arguments: &Arguments, voice: Voice) -> anyhow::Result<Outcome> {
    corpus::prepare();
    let reader = arguments.reading.reader()?;
    let mut corpus = Corpus::discover(&arguments.paths, voice);
    let mut results = results();
    if let Some(syntax) = syntax(arguments.format) {
        let mut stream = Stream::new(syntax, &mut results)?;
        let put = |readings: Vec<Reading>| write_quads(&readings, &reader, &mut stream);
        corpus.read(&reader, |_| true, put)?;
        stream.finish()?;
    } else {
        let put = |readings: Vec<Reading>| write_json(&readings, arguments.format, &mut results);
        corpus.read(&reader, |_| true, put)?;
    }
    results.flush()?;
    // The program ends here, and the system takes its memory back at once: to free each entry first is idle.
    mem::forget(reader);
    if corpus.identifiers.is_empty() {
        bail!("no document could be read; give files (.txt .md .html .jsonl) or folders of them");
    }
    Ok(if corpus.failed > 0 {
        Outcome::Partial
    } else {
        Outcome::Done
    })
}

/// The RDF syntax of a format, if it is one.
fn syntax(format: Format) -> Option<rdf::Format> {
    match format {
        Format::Nquads => Some(rdf::Format::NQuads),
        Format::Trig => Some(rdf::Format::TriG),
        Format::Turtle => Some(rdf::Format::Turtle),
        Format::Jsonl | Format::Json => None,
    }
}

fn write_quads<W: Write>(
    readings: &[Reading],
    reader: &Reader,
    stream: &mut Stream<W>,
) -> anyhow::Result<()> {
    for reading in readings {
        for quad in reader.graph(reading).1 {
            stream.write(&quad)?;
        }
    }
    Ok(())
}

fn write_json(readings: &[Reading], format: Format, mut out: impl Write) -> anyhow::Result<()> {
    for reading in readings {
        let lines = if format == Format::Json {
            vec![json::record(reading)]
        } else {
            json::lines(reading)
        };
        for line in lines {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}
