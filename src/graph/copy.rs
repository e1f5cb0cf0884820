//! Which document is a reprint of which, in a graph of its own.

use oxrdf::{NamedNode, Quad};

use crate::graph::iri::{Base, SharedGraph, shared_graph_iri};
use crate::vocab::pg;

/// The quads that say it, sorted; each pair is a copy and what it is a copy of.
///
/// They belong to no document's graph, because they depend on all documents.
///
/// ```
/// use parkgraph::graph::{Base, copy_quads, document_iri};
/// let base = Base::default();
/// let pair = ["b.txt", "a.txt"].map(|it| document_iri(it, &base));
/// let quads = copy_quads(&[pair.into()], &base);
/// assert_eq!(quads[0].graph_name.to_string(), "<https://w3id.org/parkgraph/id/copies>");
/// ```
pub fn copy_quads(pairs: &[(NamedNode, NamedNode)], base: &Base) -> Vec<Quad> {
    let graph = shared_graph_iri(SharedGraph::Copies, base);
    let mut pairs: Vec<_> = pairs.iter().collect();
    pairs.sort_unstable();
    let quads = pairs.into_iter().map(|(copy, original)| {
        Quad::new(copy.clone(), pg::COPY_OF, original.clone(), graph.clone())
    });
    quads.collect()
}
