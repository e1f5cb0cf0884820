//! The store: each change is whole, nothing is left over, queries see all graphs.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::collections::BTreeSet;

use crate::sample;
use oxrdf::{NamedNode, Quad};
use parkgraph::graph::{Base, graph_iri, quads};
use parkgraph::store::{Answer, AnswerFormat, Error, Store, write_answer};

/// The graph and the quads of the sample under an identifier.
fn document(identifier: &str) -> (NamedNode, Vec<Quad>) {
    let base = Base::default();
    let quads = quads(&sample::reading(identifier), &base);
    (graph_iri(identifier, &base), quads)
}

fn content(store: &Store) -> BTreeSet<String> {
    store.dump().map(|quad| quad.unwrap().to_string()).collect()
}

/// A store with two documents.
fn two_documents() -> Store {
    let store = Store::memory().unwrap();
    store
        .replace_many(vec![document("a"), document("b")])
        .unwrap();
    store
}

fn ask(store: &Store, query: &str) -> bool {
    matches!(store.query(query).unwrap(), Answer::Boolean(true))
}

#[test]
fn replacing_a_document_by_itself_changes_nothing() {
    let store = two_documents();
    let before = content(&store);
    let (graph, quads) = document("a");
    store.replace(&graph, quads).unwrap();
    assert_eq!(content(&store), before);
}

#[test]
fn a_bulk_load_and_single_transactions_give_the_same_store() {
    let store = Store::memory().unwrap();
    for (graph, quads) in [document("b"), document("a")] {
        store.replace(&graph, quads).unwrap();
    }
    assert_eq!(content(&store), content(&two_documents()));
}

#[test]
fn replacing_a_document_leaves_nothing_of_the_old_one() {
    let store = two_documents();
    let (graph, quads) = document("a");
    store.replace(&graph, quads[..3].to_vec()).unwrap();
    assert_eq!(store.dump_graph(&graph).count(), 3);
}

#[test]
fn many_graphs_replace_what_is_there_and_add_what_is_not() {
    let store = Store::memory().unwrap();
    let (graph, quads) = document("a");
    store.replace(&graph, quads[..3].to_vec()).unwrap();
    let outdated = quads[..5].to_vec();
    let (other, others) = document("b");
    let graphs = vec![(other.clone(), outdated), (graph, quads), (other, others)];
    store.replace_many(graphs).unwrap();
    assert_eq!(content(&store), content(&two_documents()));
}

#[test]
fn removing_a_document_removes_exactly_its_quads() {
    let store = two_documents();
    let alone = Store::memory().unwrap();
    let (graph, quads) = document("b");
    alone.replace(&graph, quads).unwrap();
    assert!(store.remove(&document("a").0).unwrap());
    assert_eq!(content(&store), content(&alone));
    assert!(!store.remove(&document("a").0).unwrap());
    assert_eq!(store.graphs().unwrap(), [graph]);
}

#[test]
fn documents_are_listed_with_hash_and_reader() {
    let documents = two_documents().documents().unwrap();
    let identifiers: Vec<_> = documents.iter().map(|it| it.identifier.as_str()).collect();
    assert_eq!(identifiers, ["a", "b"]);
    assert_eq!(documents[0].hash, "00ff");
    assert_eq!(documents[0].reader, "parkgraph 0.1.0 abc");
    assert_eq!(documents[0].graph, document("a").0.as_str());
}

#[test]
fn the_default_graph_of_a_query_is_the_union() {
    let store = two_documents();
    assert!(ask(&store, "ASK { ?fact a pg:Fact ; pg:rule ?rule }"));
    let outside = "ASK FROM <https://example.org/none> { ?fact a pg:Fact }";
    assert!(!ask(&store, outside));
    // One statement with evidence in two documents is one solution.
    let both = "ASK { ?fact prov:wasDerivedFrom/nif:referenceContext ?one, ?other FILTER(?one != ?other) }";
    assert!(ask(&store, both));
}

#[test]
fn an_update_sees_the_union_too() {
    let store = two_documents();
    let seen =
        "INSERT { GRAPH <https://example.org/g> { ?park a pg:Place } } WHERE { ?park a pg:Park }";
    store.update(seen).unwrap();
    let graph = NamedNode::new("https://example.org/g").unwrap();
    assert_eq!(store.dump_graph(&graph).count(), 1);
}

#[test]
fn answers_are_written_in_four_formats() {
    let store = two_documents();
    for format in AnswerFormat::ALL {
        let answer = store
            .query("SELECT ?name { ?park a pg:Park ; skos:prefLabel ?name } LIMIT 1")
            .unwrap();
        let mut text = Vec::new();
        write_answer(answer, format, &mut text).unwrap();
        let text = String::from_utf8(text).unwrap();
        assert!(text.contains("甲市经济技术开发区"), "{text}");
        assert_eq!(AnswerFormat::from_name(format.name()), Some(format));
        assert_eq!(
            AnswerFormat::from_media_type(format.media_type()),
            Some(format)
        );
    }
    let graph = store.query("CONSTRUCT { ?s a ?o } { ?s a ?o }").unwrap();
    let refused = write_answer(graph, AnswerFormat::Csv, Vec::new());
    assert!(matches!(refused, Err(Error::GraphAnswer)));
}

#[test]
fn mistakes_in_queries_and_graphs_are_told_with_their_place() {
    let store = Store::memory().unwrap();
    let error = store.query("SELECT ?a {\n ?a ?b }").err().unwrap();
    assert!(error.to_string().contains("2:"), "{error}");
    assert!(store.update("INSERT").is_err());
    let graph = NamedNode::new("https://example.org/g").unwrap();
    let error = store.load(&graph, "\n<a> <b>").err().unwrap();
    assert!(
        error.to_string().starts_with("the text is not Turtle"),
        "{error}"
    );
    assert!(store.is_empty().unwrap());
}

#[test]
fn a_loaded_graph_replaces_the_one_before() {
    let store = Store::memory().unwrap();
    let graph = NamedNode::new("https://w3id.org/parkgraph/graph/ontology").unwrap();
    let text = "[] a <https://example.org/A> .";
    store.load(&graph, text).unwrap();
    store.load(&graph, text).unwrap();
    assert_eq!(store.len().unwrap(), 1);
}

#[cfg(not(feature = "disk"))]
#[test]
fn without_disk_a_folder_is_refused_and_not_made() {
    let folder = tempfile::tempdir().unwrap().path().join("store");
    for opened in [Store::open(&folder), Store::open_read_only(&folder)] {
        assert!(opened.err().unwrap().to_string().contains("feature `disk`"));
    }
    assert!(!folder.exists());
}

#[cfg(feature = "disk")]
mod disk {
    use std::path::Path;

    use super::{Error, Store, content, document, two_documents};

    /// A store in a folder with two documents, closed again.
    fn build(folder: &Path) {
        let store = Store::open(folder).unwrap();
        store
            .replace_many(vec![document("a"), document("b")])
            .unwrap();
    }

    #[test]
    fn a_store_is_there_when_it_is_opened_again() {
        let folder = tempfile::tempdir().unwrap();
        build(folder.path());
        let store = Store::open(folder.path()).unwrap();
        assert_eq!(content(&store), content(&two_documents()));
    }

    #[test]
    fn two_may_read_but_none_beside_a_writer() {
        let folder = tempfile::tempdir().unwrap();
        build(folder.path());
        let one = Store::open_read_only(folder.path()).unwrap();
        let other = Store::open_read_only(folder.path()).unwrap();
        assert_eq!(content(&one), content(&other));
        assert!(matches!(one.remove(&document("a").0), Err(Error::ReadOnly)));
        assert!(matches!(
            Store::open(folder.path()),
            Err(Error::InUse { .. })
        ));
        drop((one, other));
        let writer = Store::open(folder.path()).unwrap();
        let refused = Store::open_read_only(folder.path()).err().unwrap();
        assert!(refused.to_string().contains("in use by another process"));
        assert!(matches!(
            Store::open(folder.path()),
            Err(Error::InUse { .. })
        ));
        drop(writer);
    }

    #[test]
    fn a_store_that_another_program_has_open_is_in_use() {
        let folder = tempfile::tempdir().unwrap();
        build(folder.path());
        let other = oxigraph::store::Store::open(folder.path()).unwrap();
        assert!(matches!(
            Store::open(folder.path()),
            Err(Error::InUse { .. })
        ));
        drop(other);
        Store::open(folder.path()).map(drop).unwrap();
    }

    #[test]
    fn what_a_killed_bulk_load_left_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        build(folder.path());
        let leftover = folder.path().join("bulk-1234.sst");
        std::fs::write(&leftover, "half").unwrap();
        let store = Store::open(folder.path()).unwrap();
        assert_eq!(content(&store), content(&two_documents()));
        assert!(!leftover.exists());
    }

    #[test]
    fn a_damaged_store_says_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("CURRENT"), "nonsense").unwrap();
        let error = Store::open(folder.path()).err().unwrap();
        assert!(error.to_string().contains("remove the folder"), "{error}");
    }

    #[test]
    fn what_is_no_store_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("none");
        assert!(matches!(
            Store::open_read_only(&missing),
            Err(Error::Missing { .. })
        ));
        let file = folder.path().join("thesis.txt");
        std::fs::write(&file, "text").unwrap();
        for path in [folder.path(), &file] {
            assert!(matches!(Store::open(path), Err(Error::NotAStore { .. })));
            assert!(matches!(
                Store::open_read_only(path),
                Err(Error::NotAStore { .. })
            ));
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}

#[test]
fn no_query_or_update_asks_another_server() {
    let store = two_documents();
    // Nobody listens there: an answer other than these would mean that somebody was asked.
    let load = store.update("LOAD <http://127.0.0.1:9/a.ttl>");
    assert!(matches!(load, Err(Error::Refused { .. })), "{load:?}");
    let silent = "ASK { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }";
    assert!(store.query(silent).is_ok());
    let loud = store.query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }");
    let failed = match loud {
        Ok(Answer::Solutions(mut rows)) => rows.next().unwrap().unwrap_err().to_string(),
        Ok(_) => String::new(),
        Err(error) => format!("{error:?}"),
    };
    assert!(failed.contains("not supported"), "{failed}");
}
