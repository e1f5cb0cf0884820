//! `parkgraph build`: files and folders into the store.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::bail;
use clap::Args;
use oxrdf::NamedNode;
use parkgraph::graph;
use parkgraph::link::Link;
use parkgraph::model::{Document, Reading};
use parkgraph::store::{Store, StoredDocument};
use rayon::prelude::*;

use crate::cli::Outcome;
use crate::cli::arguments::{ReadingArguments, StoreArguments};
use crate::cli::corpus::{self, Corpus, Reader};
use crate::cli::counts::Counts;
use crate::cli::derived::{self, Inference};
use crate::cli::linked;
use crate::cli::output::{self, Voice, print};

#[derive(Debug, Args)]
#[command(after_help = "\
A document whose bytes, program, lexicons and rules are those of the last build is skipped; a changed one is replaced in one \
transaction. A file that cannot be read is named on standard error and the others go on; the exit status is 2 then.

A line of a .jsonl file is an object: `text` is needed; `id`, `title`, `date`, `source`, `publisher`, `url` and `views` are read \
where they are.

Examples:
  parkgraph build data/corpus
  parkgraph build --prune --store parks.store news/ reports/2024.jsonl
  parkgraph build --lexicon my/lexicon --rules my/rules news/")]
pub(crate) struct Arguments {
    /// Files (.txt .md .html .jsonl) and folders of them; `-` reads standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    store: StoreArguments,
    /// Build in memory: shows the summary and keeps nothing
    #[arg(long)]
    memory: bool,
    /// Remove documents that the store holds and the given paths no longer do
    #[arg(long)]
    prune: bool,
    /// Also state what follows by the ontology, in a graph of its own; without it that graph is removed
    #[arg(long)]
    infer: bool,
    #[command(flatten)]
    reading: ReadingArguments,
}

/// There is nothing to build from.
const NOTHING: &str =
    "no document could be read; give files (.txt .md .html .jsonl) or folders of them";

/// What a build did, in documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Changes {
    new: usize,
    changed: usize,
    unchanged: usize,
    removed: usize,
}

pub(crate) fn run(arguments: &Arguments, voice: Voice) -> anyhow::Result<Outcome> {
    corpus::prepare();
    let reader = arguments.reading.reader()?;
    let mut corpus = Corpus::discover(&arguments.paths, voice);
    if corpus.is_empty() {
        bail!("{NOTHING}");
    }
    let store = if arguments.memory {
        Store::memory()?
    } else {
        Store::open(&arguments.store.store)?
    };
    let reader = reader.with_decisions(&store)?;
    let known = known(&store)?;
    let mut changes = load(&mut corpus, &reader, (&store, &known))?;
    if corpus.identifiers.is_empty() {
        bail!("{NOTHING}");
    }
    if changes.new + changes.changed > 0 || !reader.has_background(&store) {
        reader.put_background(&store)?;
    }
    if arguments.prune {
        changes.removed = prune(&corpus, &store, &known, voice)?;
    }
    let inference = if arguments.infer {
        Inference::Stated
    } else {
        Inference::Left
    };
    let links = derived::renew(&store, &reader, inference)?;
    print(&summary(changes, &Counts::of(&store)?, &links))?;
    if reader.has_new_decisions(&store)? {
        voice.note("what decisions merge or split has changed with this build; build again to carry them out");
    }
    if corpus.failed > 0 {
        voice.note(format_args!("{} inputs failed", corpus.failed));
        return Ok(Outcome::Partial);
    }
    Ok(Outcome::Done)
}

/// The documents of the store by identifier.
type Known = BTreeMap<String, StoredDocument>;

fn known(store: &Store) -> anyhow::Result<Known> {
    let documents = store.documents()?.into_iter();
    Ok(documents.map(|it| (it.identifier.clone(), it)).collect())
}

/// Reads what is new or changed, and puts it into the store.
fn load(
    corpus: &mut Corpus,
    reader: &Reader,
    (store, known): (&Store, &Known),
) -> anyhow::Result<Changes> {
    let mut changes = Changes::default();
    let wanted = |document: &Document| !is_unchanged(document, reader, known);
    let put = |readings: Vec<Reading>| {
        for reading in &readings {
            match known.get(&reading.identifier) {
                None => changes.new += 1,
                Some(old) => {
                    changes.changed += 1;
                    remove_moved(store, old, reader)?;
                }
            }
        }
        let graphs: Vec<_> = readings.par_iter().map(|it| reader.graph(it)).collect();
        Ok(store.replace_many(graphs)?)
    };
    corpus.read(reader, wanted, put)?;
    changes.unchanged = corpus.identifiers.len() - changes.new - changes.changed;
    Ok(changes)
}

/// Whether the store holds a document as this reader would read it.
fn is_unchanged(document: &Document, reader: &Reader, known: &Known) -> bool {
    known.get(&document.identifier).is_some_and(|old| {
        old.hash == document.hash
            && old.reader == reader.version
            && old.graph == graph::graph_iri(&document.identifier, &reader.base).as_str()
    })
}

/// Removes the old graph of a document whose graph has another name now, because the base IRI is another.
fn remove_moved(store: &Store, old: &StoredDocument, reader: &Reader) -> anyhow::Result<()> {
    let graph = graph::graph_iri(&old.identifier, &reader.base);
    if old.graph != graph.as_str() {
        store.remove(&NamedNode::new(&old.graph)?)?;
    }
    Ok(())
}

/// Removes the documents that are no longer there; none if an input failed, because its documents are not known then.
fn prune(corpus: &Corpus, store: &Store, known: &Known, voice: Voice) -> anyhow::Result<usize> {
    if corpus.failed > 0 {
        voice.note("nothing is pruned, because an input failed");
        return Ok(0);
    }
    let mut removed = 0;
    for (identifier, document) in known {
        if !corpus.identifiers.contains(identifier) {
            store.remove(&NamedNode::new(&document.graph)?)?;
            removed += 1;
        }
    }
    Ok(removed)
}

fn summary(changes: Changes, counts: &Counts, links: &[Link]) -> String {
    let Changes {
        new,
        changed,
        unchanged,
        removed,
    } = changes;
    let mut rows = counts.rows();
    let changes = [
        ("new", new),
        ("changed", changed),
        ("unchanged", unchanged),
        ("removed", removed),
    ];
    for (at, (name, count)) in (1..).zip(changes) {
        let row = vec![String::new(), name.to_owned(), count.to_string()];
        rows.insert(at, row);
    }
    let at = rows.len().saturating_sub(1);
    rows.splice(at..at, linked::rows(links));
    output::table(&[], rows)
}
