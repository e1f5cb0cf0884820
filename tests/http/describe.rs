//! What the server says of itself: the W3C's cases for service descriptions, and `VoID`.

use std::collections::BTreeSet;

use oxrdf::NamedNode;
use parkgraph::serve::EXAMPLES;
use parkgraph::store::Store;

use crate::client::{Answer, Server, eventually, settings};

const SD: &str = "http://www.w3.org/ns/sparql-service-description#";

/// The description as a store of its own.
fn parse(answer: &Answer) -> Store {
    assert_eq!((answer.status, answer.media_type()), (200, "text/turtle"));
    let store = Store::memory().unwrap();
    let graph = NamedNode::new_unchecked("urn:description");
    store.load(&graph, &answer.text()).unwrap();
    store
}

fn ask(store: &Store, query: &str) -> bool {
    let query =
        format!("PREFIX sd: <{SD}> PREFIX sh: <http://www.w3.org/ns/shacl#> ASK {{ {query} }}");
    matches!(
        store.query(&query).unwrap(),
        parkgraph::store::Answer::Boolean(true)
    )
}

#[test]
fn the_endpoint_describes_itself() {
    let server = Server::start(crate::sample_store(), settings());
    let answer = server.get("/sparql", &[]);
    let store = parse(&answer);
    assert!(ask(
        &store,
        "?s a sd:Service ; sd:endpoint <http://example.test/sparql>"
    ));
    assert!(ask(
        &store,
        "?s sd:supportedLanguage sd:SPARQL11Query ; sd:feature sd:UnionDefaultGraph"
    ));
    assert!(ask(
        &store,
        "?s sd:supportedLanguage sd:SPARQL11Update ; sd:endpoint <http://example.test/update>"
    ));
    assert!(ask(
        &store,
        "?s sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON>"
    ));
    for accept in [
        "application/rdf+xml",
        "application/n-triples",
        "application/ld+json",
    ] {
        let answer = server.get("/sparql", &[("Accept", accept)]);
        assert_eq!((answer.status, answer.media_type()), (200, accept));
    }
    assert_eq!(
        server.get("/sparql", &[("Accept", "image/png")]).status,
        406
    );
}

#[test]
fn a_description_keeps_to_the_schema() {
    let server = Server::start(crate::sample_store(), settings());
    let described = eventually(|| {
        let store = parse(&server.get("/.well-known/void", &[]));
        ask(&store, "?d void:triples ?n").then_some(store)
    });
    let words = "SELECT DISTINCT ?p { ?s ?p ?o FILTER(STRSTARTS(STR(?p), \"http://www.w3.org/ns/sparql-service-description#\")) }";
    let parkgraph::store::Answer::Solutions(rows) = described.query(words).unwrap() else {
        panic!("no table");
    };
    let used: BTreeSet<String> = rows.map(|row| row.unwrap()[0].to_string()).collect();
    let known = [
        "endpoint",
        "supportedLanguage",
        "feature",
        "resultFormat",
        "defaultDataset",
        "defaultGraph",
        "namedGraph",
        "name",
        "graph",
    ];
    for word in used {
        let local = word
            .trim_end_matches('>')
            .rsplit('#')
            .next()
            .unwrap()
            .to_owned();
        assert!(known.contains(&local.as_str()), "{word}");
    }
    assert!(ask(
        &described,
        "?d a sd:Dataset, void:Dataset ; sd:defaultGraph [ a sd:Graph ] ; sd:namedGraph ?g . ?g a sd:NamedGraph ; sd:name ?n ; sd:graph [ a sd:Graph ]"
    ));
    assert!(ask(
        &described,
        "?d void:classPartition [ void:class pg:Park ; void:entities ?n ] FILTER(?n > 0)"
    ));
}

#[test]
fn every_example_is_executable_and_runs() {
    let server = Server::start(crate::sample_store(), settings());
    let store = parse(&server.get("/.well-known/void", &[]));
    assert!(ask(
        &store,
        "?q a sh:SPARQLExecutable ; sh:select ?text ; rdfs:comment ?c FILTER(LANG(?c) = 'zh')"
    ));
    for example in EXAMPLES {
        let answer = server.query(example.query(), "*/*");
        assert_eq!(answer.status, 200, "{}: {}", example.name, answer.text());
        assert!(answer.is_whole);
    }
}

#[test]
fn a_server_that_only_reads_says_nothing_of_updates() {
    let mut settings = settings();
    settings.token = None;
    settings.union_default_graph = false;
    let server = Server::start(Store::memory().unwrap(), settings);
    let store = parse(&server.get("/sparql", &[]));
    assert!(!ask(&store, "?s sd:supportedLanguage sd:SPARQL11Update"));
    assert!(!ask(&store, "?s sd:feature sd:UnionDefaultGraph"));
}
