//! The W3C's tests for the SPARQL 1.1 Protocol, the Graph Store HTTP Protocol and service descriptions, by their names
//! (<https://w3c.github.io/rdf-tests/sparql/sparql11/>). The requests are described here anew: queries go to `/sparql`, updates
//! to `/update`, graphs to `/store`. A success is a success whether it is 200 or 204, as the specifications have it.

use std::collections::BTreeSet;

use crate::client::{Answer, Request, Server, encode};

const FORM: &str = "application/x-www-form-urlencoded";
const QUERY: &str = "application/sparql-query";
const UPDATE: &str = "application/sparql-update";
const TURTLE: &str = "text/turtle; charset=utf-8";

/// What an answer must be.
#[derive(Clone, Copy, Debug)]
enum Expected {
    /// A success that says true.
    True,
    /// A success that is a table or a boolean.
    Results,
    /// A success that is RDF.
    Graph,
    /// A success.
    Success,
    /// The client's mistake.
    Mistake,
}

impl Expected {
    fn check(self, name: &str, answer: &Answer) {
        let is_success = (200..400).contains(&answer.status);
        let media_type = answer.media_type();
        let is_right = match self {
            Self::True => is_success && answer.json()["boolean"] == true,
            Self::Results => is_success && media_type.starts_with("application/sparql-results+"),
            Self::Graph => is_success && media_type == "text/turtle",
            Self::Success => is_success,
            Self::Mistake => (400..500).contains(&answer.status),
        };
        assert!(is_right, "{name}: {} {}", answer.status, answer.text());
    }
}

/// The IRI of a graph of the tests; each says of itself that it is a document.
fn data(number: usize) -> String {
    format!("http://data.test/{number}.rdf")
}

fn is_document(number: usize) -> String {
    format!("<{}> a <urn:Document>", data(number))
}

/// `NAME=GRAPH&...` for these graphs.
fn graphs(name: &str, numbers: &[usize]) -> String {
    let all = numbers
        .iter()
        .map(|it| format!("{name}={}", encode(&data(*it))));
    all.collect::<Vec<_>>().join("&")
}

fn post(target: &str, content_type: &str, body: impl AsRef<[u8]>) -> Request {
    Request::new("POST", target)
        .body(content_type, body)
        .allowed()
}

fn get(target: &str) -> Request {
    Request::new("GET", target)
}

/// UTF-16 with its mark.
fn utf_16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(u16::to_be_bytes).collect()
}

/// A server that holds the graphs 0 to 3.
fn server() -> Server {
    let server = Server::empty();
    for number in 0..=3 {
        let target = format!("/store?graph={}", encode(&data(number)));
        let put = Request::new("PUT", target).body(TURTLE, is_document(number) + " .");
        assert_eq!(server.send(put.allowed()).status, 201);
    }
    server
}

/// Sends requests and checks their answers.
fn run(server: &Server, cases: &[(&str, Request, Expected)]) {
    for (name, request, expected) in cases {
        expected.check(name, &server.send(request.clone()));
    }
}

/// So many tests have these names.
fn count(cases: &[(&str, Request, Expected)]) -> usize {
    cases
        .iter()
        .map(|(name, ..)| *name)
        .collect::<BTreeSet<_>>()
        .len()
}

fn query_cases() -> Vec<(&'static str, Request, Expected)> {
    use Expected::{Graph, Results, True};
    let both = format!("ASK {{ {} . {} }}", is_document(1), is_document(2));
    let named = format!(
        "ASK {{ GRAPH ?g {{ {} }} GRAPH ?h {{ {} }} }}",
        is_document(1),
        is_document(2)
    );
    let full = format!(
        "ASK {{ {} GRAPH ?g {{ {} }} GRAPH ?h {{ {} }} }}",
        is_document(3),
        is_document(1),
        is_document(2)
    );
    let default = graphs("default-graph-uri", &[1, 2]);
    let by_name = graphs("named-graph-uri", &[1, 2]);
    let mixed = format!("{}&{by_name}", graphs("default-graph-uri", &[3]));
    let zero = format!("/sparql?{}", graphs("default-graph-uri", &[0]));
    let asked =
        |query: &str, graphs: &str| get(&format!("/sparql?query={}&{graphs}", encode(query)));
    let sent = |query: &str, graphs: &str| post(&format!("/sparql?{graphs}"), QUERY, query);
    // The dataset of the request counts, not that of the query.
    let from = format!(
        "ASK FROM <{}> {{ {} . {} }}",
        data(3),
        is_document(1),
        is_document(2)
    );
    let ask = format!("query={}", encode("ASK {}"));
    vec![
        ("query_post_form", post(&zero, FORM, &ask), True),
        (
            "query_dataset_default_graphs_get",
            asked(&both, &default),
            True,
        ),
        (
            "query_dataset_default_graphs_post",
            sent(&both, &default),
            True,
        ),
        (
            "query_dataset_named_graphs_post",
            sent(&named, &by_name),
            True,
        ),
        (
            "query_dataset_named_graphs_get",
            asked(&named, &by_name),
            True,
        ),
        ("query_dataset_full", sent(&full, &mixed), True),
        ("query_multiple_dataset", sent(&from, &default), True),
        ("query_get", asked("ASK {}", ""), True),
        (
            "query_content_type_select",
            sent("SELECT (1 AS ?x) {}", ""),
            Results,
        ),
        ("query_content_type_ask", sent("ASK {}", ""), Results),
        (
            "query_content_type_describe",
            sent("DESCRIBE <http://example.org/>", ""),
            Graph,
        ),
        (
            "query_content_type_construct",
            sent("CONSTRUCT { <s> <p> 1 } {}", ""),
            Graph,
        ),
        ("query_post_direct", sent("ASK {}", ""), True),
    ]
}

fn bad_cases() -> Vec<(&'static str, Request, Expected)> {
    let ask = encode("ASK {}");
    let clear = encode("CLEAR NAMED");
    let twice = format!("update={clear}&update={}", encode("CLEAR DEFAULT"));
    let using = format!(
        "DELETE {{ ?s ?p ?o }} USING <{}> WHERE {{ ?s ?p ?o }}",
        data(1)
    );
    let utf_16_of = |media_type: &str| format!("{media_type}; charset=UTF-16");
    let update = |body: &str| post("/update", FORM, body);
    let put = Request::new("PUT", format!("/sparql?query={ask}"));
    let cases = [
        ("bad_query_method", put.body(FORM, "")),
        (
            "bad_multiple_queries",
            get(&format!("/sparql?query={ask}&query=SELECT%20*%20%7B%7D")),
        ),
        (
            "bad_query_wrong_media_type",
            post("/sparql", "text/plain", "ASK {}"),
        ),
        (
            "bad_query_missing_form_type",
            post("/sparql", "", format!("query={ask}")),
        ),
        (
            "bad_query_missing_direct_type",
            post("/sparql", "", "ASK {}"),
        ),
        (
            "bad_query_non_utf8",
            post("/sparql", &utf_16_of(QUERY), utf_16("ASK {}")),
        ),
        ("bad_query_syntax", get("/sparql?query=ASK%20%7B")),
        (
            "bad_update_get",
            get("/update?update=CLEAR%20ALL").allowed(),
        ),
        (
            "bad_update_get",
            get("/sparql?update=CLEAR%20ALL").allowed(),
        ),
        ("bad_multiple_updates", update(&twice)),
        (
            "bad_update_wrong_media_type",
            post("/update", "text/plain", "CLEAR NAMED"),
        ),
        (
            "bad_update_missing_form_type",
            post("/update", "", format!("update={clear}")),
        ),
        (
            "bad_update_non_utf8",
            post("/update", &utf_16_of(UPDATE), utf_16("CLEAR NAMED")),
        ),
        ("bad_update_syntax", update("update=CLEAR%20XYZ")),
        (
            "bad_update_dataset_conflict",
            post(
                &format!("/update?{}", graphs("using-named-graph-uri", &[1])),
                UPDATE,
                using,
            ),
        ),
    ];
    cases
        .into_iter()
        .map(|(name, request)| (name, request, Expected::Mistake))
        .collect()
}

fn update_cases() -> Vec<(&'static str, Request, Expected)> {
    use Expected::{Success, True};
    let inserted = (1..=3).map(|it| format!("GRAPH <{}> {{ {} }}", data(it), is_document(it)));
    let inserted = inserted.collect::<Vec<_>>().join(" ");
    let read = |pattern: &str| {
        format!(
            "DROP ALL ; INSERT DATA {{ {inserted} }} ; INSERT {{ GRAPH <urn:read> {{ ?s <urn:in> ?in }} }} WHERE {{ {pattern} }}"
        )
    };
    let default = read("?s a <urn:Document> BIND('default' AS ?in)");
    let named = read("GRAPH ?in { ?s a <urn:Document> }");
    let both = read(
        "{ GRAPH ?in { ?s a <urn:Document> } } UNION { ?s a <urn:Document> BIND('default' AS ?in) }",
    );
    let holds = |rows: &[(usize, &str)]| {
        let found = rows
            .iter()
            .map(|(number, place)| format!("<{}> <urn:in> {place} .", data(*number)));
        let found = found.collect::<String>();
        let count = rows.len();
        let query = format!(
            "ASK {{ GRAPH <urn:read> {{ {found} }} {{ SELECT (COUNT(*) AS ?n) {{ GRAPH <urn:read> {{ ?s ?p ?o }} }} }} FILTER(?n = {count}) }}"
        );
        post("/sparql", QUERY, query)
    };
    let using = |names: String, update: &str| post(&format!("/update?{names}"), UPDATE, update);
    let own = |number| format!("<{}>", data(number));
    let unnamed = "'default'";
    let mixed = format!(
        "{}&{}",
        graphs("using-graph-uri", &[1]),
        graphs("using-named-graph-uri", &[2])
    );
    let base = "INSERT DATA { GRAPH <urn:base> { <urn:s> <urn:p> <test> } }";
    let absolute =
        "ASK { GRAPH <urn:base> { <urn:s> <urn:p> ?o } FILTER(STRSTARTS(STR(?o), 'http://')) }";
    vec![
        (
            "update_dataset_default_graph",
            using(graphs("using-graph-uri", &[1]), &default),
            Success,
        ),
        ("update_dataset_default_graph", holds(&[(1, unnamed)]), True),
        (
            "update_dataset_default_graphs",
            using(graphs("using-graph-uri", &[1, 2]), &default),
            Success,
        ),
        (
            "update_dataset_default_graphs",
            holds(&[(1, unnamed), (2, unnamed)]),
            True,
        ),
        (
            "update_dataset_named_graphs",
            using(graphs("using-named-graph-uri", &[1, 2]), &named),
            Success,
        ),
        (
            "update_dataset_named_graphs",
            holds(&[(1, &own(1)), (2, &own(2))]),
            True,
        ),
        ("update_dataset_full", using(mixed, &both), Success),
        (
            "update_dataset_full",
            holds(&[(1, unnamed), (2, &own(2))]),
            True,
        ),
        ("update_base_uri", post("/update", UPDATE, base), Success),
        ("update_base_uri", post("/sparql", QUERY, absolute), True),
        (
            "update_post_form",
            post("/update", FORM, "update=CLEAR+ALL"),
            Success,
        ),
        (
            "update_post_direct",
            post("/update", UPDATE, "CLEAR ALL"),
            Success,
        ),
    ]
}

#[test]
fn all_34_tests_of_the_protocol() {
    let server = server();
    let cases = [query_cases(), bad_cases(), update_cases()].concat();
    run(&server, &cases);
    assert_eq!(count(&cases), 34);
}

/// A graph of a person with one fact more each time.
fn person(facts: &str) -> String {
    format!("<#me> a <urn:Person> ; <urn:card> [ a <urn:Card> ] {facts} .")
}

/// How many triples a graph has; none where there is no such graph.
fn triples(server: &Server, target: &str) -> Option<usize> {
    let answer = server.get(target, &[("Accept", "application/n-triples")]);
    (answer.status == 200).then(|| answer.text().lines().count())
}

#[test]
fn all_19_tests_of_the_graph_store() {
    let server = Server::empty();
    let (one, two, four) = (
        "/store/person/1.ttl",
        "/store/person/2.ttl",
        "/store/person/4.ttl",
    );
    let send = |method: &str, target: &str, body: &str| {
        server.send(Request::new(method, target).body(TURTLE, body).allowed())
    };
    // put__initial_state, get_of_put__initial_state
    assert_eq!(send("PUT", one, &person("")).status, 201);
    let indirectly = format!(
        "/store?graph={}",
        encode("http://example.test/store/person/1.ttl")
    );
    assert_eq!(triples(&server, &indirectly), Some(3));
    // put__graph_already_in_store, get_of_put__graph_already_in_store
    assert_eq!(send("PUT", one, &person("; <urn:name> 'Jane'")).status, 204);
    assert_eq!(triples(&server, one), Some(4));
    // put__default_graph, get_of_put__default_graph
    assert_eq!(send("PUT", "/store?default", &person("")).status, 201);
    assert_eq!(triples(&server, "/store?default"), Some(3));
    // put__mismatched_payload: as published, the payload fits; one that does not is meant.
    let mismatched = Request::new("PUT", "/store?default").body("application/rdf+xml", person(""));
    assert_eq!(server.send(mismatched.allowed()).status, 400);
    // delete__existing_graph, get_of_delete__existing_graph, delete__nonexistent_graph
    assert_eq!(send("PUT", two, &person("")).status, 201);
    Expected::Success.check("delete__existing_graph", &send("DELETE", two, ""));
    assert_eq!(server.get(two, &[]).status, 404);
    assert_eq!(send("DELETE", two, "").status, 404);
    // post__existing_graph, get_of_post__existing_graph
    let posted = send("POST", one, "<#me> <urn:age> 7 .");
    Expected::Success.check("post__existing_graph", &posted);
    assert_eq!(triples(&server, one), Some(5));
    // post__multipart_formdata, get_of_post__multipart_formdata
    let part = |name: &str| {
        format!(
            "--x\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{name}.ttl\"\r\nContent-Type: {TURTLE}\r\n\r\n<#me> <urn:{name}> 'Doe' .\r\n"
        )
    };
    let parts = format!("{}{}--x--\r\n", part("family"), part("given"));
    let posted = server.send(post(one, "multipart/form-data; boundary=x", parts));
    Expected::Success.check("post__multipart_formdata", &posted);
    assert_eq!(triples(&server, one), Some(7));
    // post__create__new_graph, get_of_post__create__new_graph, get_of_post__after_noop
    let posted = send("POST", "/store", &person(""));
    assert_eq!(posted.status, 201);
    let location = posted.header("location").replace("http://example.test", "");
    assert_eq!(triples(&server, &location), Some(3));
    Expected::Success.check("post of nothing", &send("POST", &location, ""));
    assert_eq!(triples(&server, &location), Some(3));
    // head_on_an_existing_graph, head_on_a_nonexisting_graph
    assert_eq!(server.send(Request::new("HEAD", one)).status, 200);
    assert_eq!(server.send(Request::new("HEAD", four)).status, 404);
}
