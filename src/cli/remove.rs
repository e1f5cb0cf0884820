//! `parkgraph remove`: documents out of the store, with all that was read from them.

use anyhow::bail;
use clap::Args;
use oxrdf::NamedNode;
use parkgraph::graph::base_of;
use parkgraph::store::{Store, StoredDocument};

use crate::cli::Outcome;
use crate::cli::arguments::{ReadingArguments, StoreArguments};
use crate::cli::derived::{self, Inference};
use crate::cli::output::{Voice, print};

#[derive(Debug, Args)]
#[command(after_help = "\
A document is named as `parkgraph stats --documents` shows it; a folder's name with / at its end stands for all documents below it. \
Nothing is removed if one of the names is not in the store. What other documents say stays; copies and links are made anew. To have a \
document back, build it again.

Examples:
  parkgraph remove data/corpus/two-parks-compared.txt
  parkgraph remove --store parks.store news/2023/")]
pub(crate) struct Arguments {
    /// Documents, and folders of them
    #[arg(required = true, value_name = "DOCUMENT")]
    documents: Vec<String>,
    #[command(flatten)]
    store: StoreArguments,
    #[command(flatten)]
    reading: ReadingArguments,
}

pub(crate) fn run(arguments: &Arguments, _voice: Voice) -> anyhow::Result<Outcome> {
    let store = Store::open_existing(&arguments.store.store)?;
    let known = store.documents()?;
    let removed = named(&known, &arguments.documents)?;
    let base = removed
        .first()
        .and_then(|it| base_of(&it.identifier, &it.graph));
    let reader = arguments.reading.reader_of(base)?.with_decisions(&store)?;
    let inference = Inference::of(&store, &reader);
    for document in &removed {
        store.remove(&NamedNode::new(&document.graph)?)?;
    }
    derived::renew(&store, &reader, inference)?;
    let names = removed
        .iter()
        .map(|it| format!("removed {}\n", it.identifier));
    print(&names.collect::<String>())?;
    Ok(Outcome::Done)
}

/// The documents that names stand for, each once.
fn named<'a>(
    known: &'a [StoredDocument],
    names: &[String],
) -> anyhow::Result<Vec<&'a StoredDocument>> {
    let stands_for = |name: &str, document: &StoredDocument| {
        let identifier = document.identifier.as_str();
        identifier == name || (name.ends_with('/') && identifier.starts_with(name))
    };
    let is_known = |name: &str| known.iter().any(|it| stands_for(name, it));
    let unknown: Vec<&str> = names
        .iter()
        .map(String::as_str)
        .filter(|it| !is_known(it))
        .collect();
    if !unknown.is_empty() {
        bail!(
            "the store has no document {}; nothing was removed; `parkgraph stats --documents` lists what it has",
            unknown.join(", ")
        );
    }
    let is_named = |it: &&StoredDocument| names.iter().any(|name| stands_for(name, it));
    Ok(known.iter().filter(is_named).collect())
}
