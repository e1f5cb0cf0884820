//! Links to open data: made anew after every build, from what the graphs of the documents say.

use parkgraph::link::{self, DataSet, Link};
use parkgraph::store::Store;

use crate::cli::corpus::Reader;

/// Puts the links of all entities into their graph, in the place of what was there.
pub(crate) fn renew(store: &Store, reader: &Reader) -> anyhow::Result<Vec<Link>> {
    let sets = sets(store, reader)?;
    Ok(link::renew(
        store,
        (&reader.lexicon, &sets),
        &reader.weights,
        &reader.base,
    )?)
}

/// The sets that are built in and those of a store, which stand in for built-in ones of their names.
pub(crate) fn sets(store: &Store, reader: &Reader) -> anyhow::Result<Vec<DataSet>> {
    let mut sets = link::built_in(&reader.lexicon);
    let stored = link::stored(store, &reader.base)?;
    sets.retain(|it| stored.iter().all(|other| other.name != it.name));
    sets.extend(stored);
    Ok(sets)
}

/// The rows of a table that count links.
pub(crate) fn rows(links: &[Link]) -> Vec<Vec<String>> {
    let (accepted, candidates) = link::count(links);
    let row = |heading: &str, name: &str, count: usize| {
        vec![heading.to_owned(), name.to_owned(), count.to_string()]
    };
    vec![
        row("links", "", accepted),
        row("", "candidates", candidates),
    ]
}
