//! What follows from all graphs by the ontology: stated anew by a build that asks for it, gone after one that does not.

use oxrdf::{Quad, Triple};
use parkgraph::graph::{Base, SharedGraph, shared_graph_iri};
use parkgraph::infer::infer;
use parkgraph::store::Store;

/// Puts what follows from all graphs into its own, which must have been removed before.
pub(crate) fn renew(store: &Store, base: &Base) -> anyhow::Result<()> {
    let graph = shared_graph_iri(SharedGraph::Inferred, base);
    let stated: Result<Vec<Triple>, _> = store.dump().map(|it| it.map(Triple::from)).collect();
    let stated = stated?;
    let inferred = infer(stated)
        .into_iter()
        .map(|it| it.in_graph(graph.clone()));
    Ok(store.replace(&graph, inferred.collect::<Vec<Quad>>())?)
}

/// Whether the store states what follows.
pub(crate) fn is_stated(store: &Store, base: &Base) -> bool {
    let graph = shared_graph_iri(SharedGraph::Inferred, base);
    store.dump_graph(&graph).next().is_some()
}

/// Removes what earlier builds inferred: it might no longer follow.
pub(crate) fn remove(store: &Store, base: &Base) -> anyhow::Result<()> {
    store.remove(&shared_graph_iri(SharedGraph::Inferred, base))?;
    Ok(())
}
