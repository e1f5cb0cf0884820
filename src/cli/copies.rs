//! Reprints: found anew after every build, from the fingerprints that the graphs of the documents hold.

use oxrdf::NamedNode;
use parkgraph::graph::{self, Base, SharedGraph};
use parkgraph::model::Fingerprint;
use parkgraph::resolve::{Candidate, copies};
use parkgraph::store::Store;

use crate::cli::select::{select, text};

/// Puts who copies whom into its graph, in the place of what was there; says how many copies there are.
pub(crate) fn renew(store: &Store, base: &Base) -> anyhow::Result<usize> {
    let rows = select(
        store,
        "SELECT ?document ?identifier ?fingerprint (MIN(?date) AS ?issued) WHERE {
            ?document pg:fingerprint ?fingerprint ; dcterms:identifier ?identifier .
            OPTIONAL { ?document dcterms:issued ?d BIND(STR(?d) AS ?date) } }
        GROUP BY ?document ?identifier ?fingerprint ORDER BY ?document",
    )?;
    let mut documents = Vec::new();
    let mut candidates = Vec::new();
    for row in &rows {
        let get = |name: &str| text(row, name);
        let fingerprint = get("fingerprint").as_deref().and_then(Fingerprint::parse);
        if let (Some(document), Some(identifier), Some(fingerprint)) =
            (get("document"), get("identifier"), fingerprint)
        {
            documents.push(NamedNode::new(document)?);
            candidates.push(Candidate {
                issued: get("issued"),
                identifier,
                fingerprint,
            });
        }
    }
    let pairs = copies(&candidates).into_iter();
    let pairs: Vec<_> = pairs
        .map(|(copy, original)| (documents[copy].clone(), documents[original].clone()))
        .collect();
    let graph = graph::shared_graph_iri(SharedGraph::Copies, base);
    store.replace(&graph, graph::copy_quads(&pairs, base))?;
    Ok(pairs.len())
}
