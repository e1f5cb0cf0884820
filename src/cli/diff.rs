//! `parkgraph diff`: what changed between two exports or stores.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use parkgraph::publish::diff::{Difference, comparable};
use parkgraph::publish::patch;

use crate::cli::Outcome;
use crate::cli::dataset;
use crate::cli::difference::Report;
use crate::cli::output::{Voice, print, results};

#[derive(Debug, Args)]
#[command(after_help = "\
Exit status 0: the same; 1: different; 2: could not compare. Facts have their names from what they state: what one document no \
longer states and another still does has other evidence, and is not removed. If one side has no named graphs, the graphs of the \
other are united.

Examples:
  parkgraph diff parkgraph-2025.nq.gz parkgraph-2026.nq.gz
  parkgraph diff old.ttl parkgraph-store
  parkgraph diff --format patch old.nq new.nq > update.rdfp")]
pub(crate) struct Arguments {
    /// The old dataset: a store's folder, or a file (.nq .trig .ttl .nt .jsonld .rdf, also .gz)
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The new dataset
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// For people, or as RDF Patch
    #[arg(long, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Documents, entities, facts with their sentences, links
    Text,
    /// RDF Patch: a deletion or addition a line
    Patch,
}

pub(crate) fn run(arguments: &Arguments, voice: Voice) -> anyhow::Result<Outcome> {
    let [old, new] = [&arguments.old, &arguments.new].map(|it| dataset::read(it));
    let (old, new) = comparable(old?, new?);
    let difference = Difference::between(&old, &new);
    match arguments.format {
        Format::Patch => patch::write(&difference, results())?,
        Format::Text if difference.is_empty() => voice.note("no difference"),
        Format::Text => print(&Report::new(&difference, (&old, &new))?.text()?)?,
    }
    Ok(if difference.is_empty() {
        Outcome::Done
    } else {
        Outcome::Wrong
    })
}
