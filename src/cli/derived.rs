//! What is made from the graphs of all documents, anew after every change: who copies whom, links, what follows.

use parkgraph::link::Link;
use parkgraph::store::Store;

use crate::cli::copies;
use crate::cli::corpus::Reader;
use crate::cli::inferred;
use crate::cli::linked;

/// Whether what follows by the ontology is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Inference {
    Stated,
    Left,
}

impl Inference {
    /// As the last build left it.
    pub(crate) fn of(store: &Store, reader: &Reader) -> Self {
        if inferred::is_stated(store, &reader.base) {
            Self::Stated
        } else {
            Self::Left
        }
    }
}

/// Makes all of it anew and leaves the store in a form that opens fast; gives the links.
pub(crate) fn renew(
    store: &Store,
    reader: &Reader,
    inference: Inference,
) -> anyhow::Result<Vec<Link>> {
    // First, so that links are made from what is stated, not from what followed before.
    inferred::remove(store, &reader.base)?;
    copies::renew(store, &reader.base)?;
    let links = linked::renew(store, reader)?;
    if inference == Inference::Stated {
        inferred::renew(store, &reader.base)?;
    }
    store.flush()?;
    Ok(links)
}
