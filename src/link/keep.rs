//! Data sets as quads: a graph of their own with a DCAT record.

use oxrdf::{Literal, NamedNode, Quad};

use crate::graph::{Base, data_graph_iri};
use crate::link::dataset::DataSet;
use crate::link::describe::{Triples, describe_record, describe_set, iri};
use crate::vocab::{dcat, rdf, spdx, xsd};

/// The graph of a set and its quads: the records as concepts, the set with title, publisher, source, licence, version, number of
/// records, and the SHA-256 of its file.
pub fn data_set_quads(set: &DataSet, base: &Base) -> (NamedNode, Vec<Quad>) {
    let graph = data_graph_iri(&set.name, base);
    let mut triples = Triples::new(graph.clone());
    describe_set(&mut triples, set);
    describe_file(&mut triples, set, &graph);
    for record in &set.records {
        describe_record(&mut triples, set, record);
    }
    (graph, triples.into_unsorted())
}

/// The file that a set was read from, by its SHA-256.
fn describe_file(triples: &mut Triples, set: &DataSet, graph: &NamedNode) {
    let (node, about) = (&set.iri, &set.about);
    if !about.hash.is_empty() {
        let file = format!("{}#file", graph.as_str());
        let checksum = format!("{}#checksum", graph.as_str());
        triples.add(node, dcat::DISTRIBUTION, iri(&file));
        triples.add(&file, rdf::TYPE, dcat::DISTRIBUTION_CLASS);
        triples.add(&file, spdx::CHECKSUM, iri(&checksum));
        triples.add(&checksum, rdf::TYPE, spdx::CHECKSUM_CLASS);
        triples.add(&checksum, spdx::ALGORITHM, spdx::SHA256);
        let value = Literal::new_typed_literal(&about.hash, xsd::HEX_BINARY);
        triples.add(&checksum, spdx::CHECKSUM_VALUE, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::link::{built_in, stored};
    use crate::store::Store;

    #[test]
    fn a_set_comes_back_from_a_store_as_it_went_in() {
        let lexicon = Lexicon::load(None, None).unwrap();
        let sets = built_in(&lexicon);
        let mut set = sets.into_iter().find(|it| it.name == "zone-2018").unwrap();
        let base = Base::default();
        let (graph, quads) = data_set_quads(&set, &base);
        let store = Store::memory().unwrap();
        store.replace(&graph, quads).unwrap();
        let mut back = stored(&store, &base).unwrap().remove(0);
        for records in [&mut set.records, &mut back.records] {
            records.sort_by(|one, other| one.id.cmp(&other.id));
            for record in records {
                record.values.sort();
                // A decimal number has one form in a store.
                record.values.retain(|(column, _)| column != "hectares");
            }
        }
        assert_eq!(set, back);
    }
}
