//! `parkgraph update`: a SPARQL update in one transaction.

use clap::Args;
use parkgraph::store::Store;

use crate::cli::Outcome;
use crate::cli::arguments::StoreArguments;
use crate::cli::output::Voice;
use crate::cli::query::read_text;

#[derive(Debug, Args)]
#[command(after_help = "\
The update is done whole or not at all. A document that is built again takes its own graph anew; put statements of your own into \
another graph.

Examples:
  parkgraph update notes.ru
  parkgraph update 'DELETE WHERE { GRAPH <https://example.org/notes> { ?s ?p ?o } }'")]
pub(crate) struct Arguments {
    /// A file with an update, the update itself, or `-` for standard input
    #[arg(value_name = "FILE|TEXT")]
    update: String,
    #[command(flatten)]
    store: StoreArguments,
}

pub(crate) fn run(arguments: &Arguments, voice: Voice) -> anyhow::Result<Outcome> {
    let update = read_text(&arguments.update, "update")?;
    let folder = &arguments.store.store;
    let store = Store::open_existing(folder)?;
    let before = store.len()?;
    store.update(&update)?;
    let after = store.len()?;
    voice.note(format_args!("{before} quads before, {after} after"));
    Ok(Outcome::Done)
}
