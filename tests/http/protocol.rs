//! The cases of the W3C's test suite for the SPARQL 1.1 Protocol, and what clients do besides.

use std::io::Read as _;

use crate::client::{Answer, Request, Server, encode};

const DATA: &str = "http://example.test/data/";

/// A server with three graphs of a triple each: `<graph> <urn:p> "graph number"`.
fn server() -> Server {
    let server = Server::empty();
    for number in 1..=3 {
        let graph = format!("{DATA}{number}");
        let turtle = format!("<{graph}> <urn:p> \"{number}\" .");
        let target = format!("/store?graph={}", encode(&graph));
        let put = Request::new("PUT", target)
            .body("text/turtle", turtle)
            .allowed();
        assert_eq!(server.send(put).status, 201);
    }
    server
}

fn form(target: &str, content_type: &str, body: &str) -> Request {
    Request::new("POST", target)
        .body(content_type, body)
        .allowed()
}

const FORM: &str = "application/x-www-form-urlencoded";
const QUERY: &str = "application/sparql-query";
const UPDATE: &str = "application/sparql-update";

fn is_true(answer: &Answer) -> bool {
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()["boolean"] == true
}

#[test]
fn query_get_post_form_and_post_direct() {
    let server = server();
    assert!(is_true(&server.query("ASK { ?s ?p ?o }", "*/*")));
    let body = format!("query={}", encode("ASK {}"));
    assert!(is_true(&server.send(form("/sparql", FORM, &body))));
    assert!(is_true(&server.send(form("/sparql", QUERY, "ASK {}"))));
    let with_charset = form(
        "/sparql",
        "application/sparql-query; charset=UTF-8",
        "ASK {}",
    );
    assert!(is_true(&server.send(with_charset)));
}

#[test]
fn query_content_type_of_every_form_of_query() {
    let server = server();
    let table = [
        ("", "application/sparql-results+json"),
        (
            "application/sparql-results+json",
            "application/sparql-results+json",
        ),
        (
            "application/sparql-results+xml",
            "application/sparql-results+xml",
        ),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        (
            "application/json;q=0.5, text/csv;q=0.4",
            "application/sparql-results+json",
        ),
    ];
    for (accept, media_type) in table {
        for query in ["SELECT * { ?s ?p ?o }", "ASK {}"] {
            let answer = server.query(query, accept);
            assert_eq!(
                (answer.status, answer.media_type()),
                (200, media_type),
                "{accept}"
            );
            assert!(answer.header("vary").contains("Accept"));
        }
    }
    let graph = [
        ("", "text/turtle"),
        ("text/turtle", "text/turtle"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
        ("application/trig", "application/trig"),
        ("application/n-quads", "application/n-quads"),
        (
            "application/rdf+xml;q=0.2, application/ld+json;q=0.3",
            "application/ld+json",
        ),
    ];
    for (accept, media_type) in graph {
        for query in [
            "CONSTRUCT WHERE { ?s ?p ?o }",
            "DESCRIBE <http://example.test/data/1>",
        ] {
            let answer = server.query(query, accept);
            assert_eq!(
                (answer.status, answer.media_type()),
                (200, media_type),
                "{accept}"
            );
            assert!(answer.text().contains("data/1"), "{}", answer.text());
        }
    }
}

#[test]
fn what_nobody_accepts_is_406_before_the_query_runs() {
    let server = server();
    for query in ["SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"] {
        let answer = server.query(query, "image/png");
        assert_eq!(answer.status, 406);
        assert!(answer.text().contains("application/"), "{}", answer.text());
    }
}

#[test]
fn query_dataset_in_the_request() {
    let server = server();
    let (one, two) = (encode(&format!("{DATA}1")), encode(&format!("{DATA}2")));
    let values = "SELECT ?o { ?s ?p ?o } ORDER BY ?o";
    let named = "SELECT ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?o";
    for (query, graphs, expected) in [
        (values, String::new(), vec!["1", "2", "3"]),
        (values, format!("&default-graph-uri={one}"), vec!["1"]),
        (
            values,
            format!("&default-graph-uri={one}&default-graph-uri={two}"),
            vec!["1", "2"],
        ),
        (values, format!("&named-graph-uri={one}"), vec![]),
        (named, format!("&named-graph-uri={one}"), vec!["1"]),
        (
            named,
            format!("&named-graph-uri={one}&named-graph-uri={two}"),
            vec!["1", "2"],
        ),
        (
            named,
            format!("&default-graph-uri={one}&named-graph-uri={two}"),
            vec!["2"],
        ),
        (values, "&union-default-graph=false".to_owned(), vec![]),
        (
            values,
            "&union-default-graph".to_owned(),
            vec!["1", "2", "3"],
        ),
    ] {
        let text = format!("query={}{graphs}", encode(query));
        let by_get = server.get(&format!("/sparql?{text}"), &[]);
        assert_eq!(by_get.values(), expected, "{text}");
        assert_eq!(
            server.send(form("/sparql", FORM, &text)).values(),
            expected,
            "{text}"
        );
        let direct = form(&format!("/sparql?x{graphs}"), QUERY, query);
        assert_eq!(server.send(direct).values(), expected, "{text}");
    }
    let from = format!("SELECT ?o FROM <{DATA}3> {{ ?s ?p ?o }}");
    let overridden = format!("/sparql?query={}&default-graph-uri={one}", encode(&from));
    assert_eq!(server.query(&from, "*/*").values(), ["3"]);
    assert_eq!(server.get(&overridden, &[]).values(), ["1"]);
}

#[test]
fn bad_queries_are_the_mistake_of_the_client() {
    let server = server();
    let ask = encode("ASK {}");
    let twice = format!("query={ask}&query={ask}");
    for (name, request, status) in [
        (
            "multiple queries",
            Request::new("GET", format!("/sparql?{twice}")),
            400,
        ),
        (
            "multiple queries in a form",
            form("/sparql", FORM, &twice),
            400,
        ),
        (
            "method",
            Request::new("PUT", format!("/sparql?query={ask}")),
            405,
        ),
        (
            "form without its type",
            form("/sparql", "", &format!("query={ask}")),
            400,
        ),
        ("query without its type", form("/sparql", "", "ASK {}"), 400),
        (
            "form of the wrong type",
            form("/sparql", "text/plain", &format!("query={ask}")),
            415,
        ),
        (
            "query of the wrong type",
            form("/sparql", "text/plain", "ASK {}"),
            415,
        ),
        ("update", form("/sparql", UPDATE, "CLEAR ALL"), 415),
        (
            "syntax",
            Request::new("GET", "/sparql?query=ASK%20WHERE"),
            400,
        ),
        ("form without a query", form("/sparql", FORM, "a=b"), 400),
        (
            "graph that is no IRI",
            Request::new(
                "GET",
                format!("/sparql?query={ask}&default-graph-uri=a%20b"),
            ),
            400,
        ),
        (
            "not UTF-8 in the URL",
            Request::new(
                "GET",
                "/sparql?query=ASK%20%7B%20%3Cs%3E%20%3Cp%3E%20%22%B0%A1%22%20%7D",
            ),
            400,
        ),
        (
            "not UTF-8 in the body",
            Request::new("POST", "/sparql").body(QUERY, b"ASK { <s> <p> \"\xB0\xA1\" }"),
            400,
        ),
        (
            "UTF-16",
            Request::new("POST", "/sparql").body(QUERY, b"\xFF\xFEA\0S\0K\0"),
            400,
        ),
    ] {
        let answer = server.send(request);
        assert_eq!(answer.status, status, "{name}: {}", answer.text());
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{name}");
        assert!(!answer.text().trim().is_empty(), "{name}");
    }
}

#[test]
fn a_mistake_is_shown_with_line_and_column() {
    let server = server();
    let answer = server.query("SELECT *\nWHERE { ?园 ?p ?o . FILTER(?o > ) }", "*/*");
    for part in ["line 2, column 32", "it reads `) }`"] {
        assert!(answer.text().contains(part), "{}", answer.text());
    }
    assert_eq!(answer.media_type(), "text/plain");
}

#[test]
fn update_post_form_and_post_direct() {
    let server = Server::empty();
    let insert = "INSERT DATA { <urn:s> <urn:p> <urn:o> }";
    assert_eq!(server.send(form("/update", UPDATE, insert)).status, 204);
    assert!(is_true(
        &server.query("ASK { <urn:s> <urn:p> <urn:o> }", "*/*")
    ));
    let body = format!("update={}", encode("CLEAR ALL"));
    assert_eq!(server.send(form("/update", FORM, &body)).status, 204);
    assert!(!is_true(&server.query("ASK { ?s ?p ?o }", "*/*")));
}

#[test]
fn update_dataset_in_the_request() {
    let (one, two) = (encode(&format!("{DATA}1")), encode(&format!("{DATA}2")));
    for (graphs, pattern, expected) in [
        (format!("using-graph-uri={one}"), "?s ?p ?o", vec!["1"]),
        (
            format!("using-graph-uri={one}&using-graph-uri={two}"),
            "?s ?p ?o",
            vec!["1", "2"],
        ),
        (
            format!("using-named-graph-uri={two}"),
            "GRAPH ?g { ?s ?p ?o }",
            vec!["2"],
        ),
        (
            format!("using-graph-uri={one}&using-named-graph-uri={two}"),
            "?s ?p ?o",
            vec!["1"],
        ),
        (String::new(), "?s ?p ?o", vec!["1", "2", "3"]),
    ] {
        let server = server();
        let update = format!("INSERT {{ GRAPH <urn:new> {{ ?s ?p ?o }} }} WHERE {{ {pattern} }}");
        let answer = server.send(form(&format!("/update?{graphs}"), UPDATE, &update));
        assert_eq!(answer.status, 204, "{}", answer.text());
        let new = "SELECT ?o FROM <urn:new> { ?s ?p ?o } ORDER BY ?o";
        assert_eq!(server.query(new, "*/*").values(), expected, "{graphs}");
    }
}

#[test]
fn update_relative_iris_are_relative_to_the_endpoint() {
    let server = Server::empty();
    let insert = "INSERT DATA { GRAPH <urn:g> { <#s> <urn:p> <o> } }";
    assert_eq!(server.send(form("/update", UPDATE, insert)).status, 204);
    let ask = "ASK { <http://example.test/update#s> <urn:p> <http://example.test/o> }";
    assert!(is_true(&server.query(ask, "*/*")));
}

#[test]
fn bad_updates_are_the_mistake_of_the_client() {
    let server = server();
    let clear = encode("CLEAR ALL");
    let twice = format!("update={clear}&update={clear}");
    let using = "DELETE { ?s ?p ?o } USING <urn:g> WHERE { ?s ?p ?o }";
    for (name, request, status) in [
        ("multiple updates", form("/update", FORM, &twice), 400),
        (
            "get",
            Request::new("GET", format!("/update?update={clear}")),
            405,
        ),
        (
            "dataset twice",
            form("/update?using-named-graph-uri=urn:x", UPDATE, using),
            400,
        ),
        (
            "form without its type",
            form("/update", "", &format!("update={clear}")),
            400,
        ),
        (
            "form of the wrong type",
            form("/update", "text/plain", &format!("update={clear}")),
            415,
        ),
        ("syntax", form("/update", UPDATE, "INSERT { ?s"), 400),
        ("query", form("/update", UPDATE, "ASK {}"), 400),
        (
            "load",
            form("/update", UPDATE, "LOAD SILENT <http://127.0.0.1:1/>"),
            400,
        ),
        (
            "not UTF-8",
            Request::new("POST", "/update")
                .allowed()
                .body(UPDATE, b"INSERT DATA { <urn:s> <urn:p> \"\xB0\" }"),
            400,
        ),
    ] {
        let answer = server.send(request);
        assert_eq!(answer.status, status, "{name}: {}", answer.text());
    }
    assert_eq!(
        server.query("SELECT ?o { ?s ?p ?o }", "*/*").values().len(),
        3
    );
}

#[test]
fn nobody_writes_without_the_token() {
    let server = server();
    let clear = || Request::new("POST", "/update").body(UPDATE, "CLEAR ALL");
    let wrong = [
        ("Authorization", "Bearer open"),
        ("Authorization", "open sesame"),
        ("X", "y"),
    ];
    for header in wrong {
        let answer = server.send(clear().headers(&[header]));
        assert_eq!(answer.status, 401, "{header:?}");
        assert!(answer.header("www-authenticate").starts_with("Bearer"));
    }
    for method in ["PUT", "POST", "DELETE"] {
        let request = Request::new(method, "/store?default").body("text/turtle", "");
        assert_eq!(server.send(request).status, 401, "{method}");
    }
    assert_eq!(
        server.query("SELECT ?o { ?s ?p ?o }", "*/*").values().len(),
        3
    );
}

#[test]
fn a_server_without_a_token_only_reads() {
    let mut settings = crate::client::settings();
    settings.token = None;
    let server = Server::start(parkgraph::store::Store::memory().unwrap(), settings);
    assert_eq!(
        server.send(form("/update", UPDATE, "CLEAR ALL")).status,
        403
    );
    let put = Request::new("PUT", "/store?default")
        .body("text/turtle", "")
        .allowed();
    assert_eq!(server.send(put).status, 403);
    assert_eq!(server.get("/store?default", &[]).status, 200);
}

#[test]
fn long_queries_and_unknown_parameters_do_no_harm() {
    let server = server();
    let long = format!("ASK {{}} # {}", "园".repeat(6_000));
    let target = format!(
        "/sparql?timeout=5&output=json&query={}&debug=on",
        encode(&long)
    );
    assert!(target.len() > 50_000);
    assert!(is_true(&server.get(&target, &[])));
    let format = server.get(
        "/sparql?query=ASK%7B%7D&format=csv",
        &[("Accept", "text/html")],
    );
    assert_eq!(format.media_type(), "text/csv");
}

#[test]
fn head_is_get_without_the_body() {
    let server = server();
    let target = format!("/sparql?query={}", encode("SELECT * { ?s ?p ?o }"));
    let head = server.send(Request::new("HEAD", &target));
    let get = server.get(&target, &[]);
    assert_eq!((head.status, head.bytes.len()), (200, 0));
    assert_eq!(head.header("content-type"), get.header("content-type"));
}

#[test]
fn other_sites_may_ask() {
    let server = server();
    for path in ["/sparql", "/update", "/store", "/id/park/x", "/nothing"] {
        let preflight = Request::new("OPTIONS", path).headers(&[
            ("Origin", "https://example.org"),
            ("Access-Control-Request-Method", "POST"),
            (
                "Access-Control-Request-Headers",
                "content-type, x-requested-with",
            ),
        ]);
        let answer = server.send(preflight);
        assert_eq!(answer.status, 204, "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert!(
            answer
                .header("access-control-allow-methods")
                .contains("POST")
        );
        assert!(
            answer
                .header("access-control-allow-headers")
                .contains("x-requested-with")
        );
    }
}

#[test]
fn a_long_compressed_answer_is_whole() {
    let server = server();
    let ten = |it: &str| format!("VALUES ?{it} {{ 0 1 2 3 4 5 6 7 8 9 }}");
    let tables = ["a", "b", "c", "d"].map(ten).join(" ");
    let target = format!(
        "/sparql?query={}",
        encode(&format!("SELECT * {{ {tables} }}"))
    );
    let plain = server.get(&target, &[]);
    assert!(plain.is_whole && plain.bytes.len() > 1 << 20);
    for encoding in ["gzip", "br"] {
        let answer = server.get(&target, &[("Accept-Encoding", encoding)]);
        assert_eq!(answer.header("content-encoding"), encoding);
        assert!(answer.is_whole, "{encoding}");
        if encoding == "gzip" {
            let mut text = Vec::new();
            let mut decoder = flate2::read::GzDecoder::new(answer.bytes.as_slice());
            decoder.read_to_end(&mut text).unwrap();
            assert!(text == plain.bytes);
        }
    }
}

#[test]
fn a_format_that_there_is_not_is_refused_by_name() {
    let server = server();
    for (target, status) in [
        ("/sparql?query=ASK%7B%7D&format=XML", 200),
        ("/sparql?query=ASK%7B%7D&format=json-ld", 200),
        ("/sparql?query=ASK%7B%7D&format=yaml", 400),
        ("/sparql?format=yaml", 400),
        ("/.well-known/void?format=TTL", 200),
    ] {
        let answer = server.get(target, &[]);
        assert_eq!(answer.status, status, "{target}: {}", answer.text());
        let names_some = answer.text().contains("json, xml, csv, tsv, turtle");
        assert_eq!(names_some, status == 400, "{target}");
    }
}

#[test]
fn answers_are_compressed_for_who_can_read_them() {
    let server = server();
    let query = "SELECT * { VALUES ?x { 1 2 3 4 5 6 7 8 9 } VALUES ?y { 1 2 3 4 5 6 7 8 9 } }";
    let target = format!("/sparql?query={}", encode(query));
    for encoding in ["gzip", "br"] {
        let answer = server.get(&target, &[("Accept-Encoding", encoding)]);
        assert_eq!(answer.header("content-encoding"), encoding);
        let vary = answer.header("vary").to_ascii_lowercase();
        assert_eq!(vary.matches("accept-encoding").count(), 1, "{vary}");
        assert!(answer.is_whole && answer.bytes.len() < 1000);
    }
    assert_eq!(server.get(&target, &[]).header("content-encoding"), "");
}

#[test]
fn scripts_of_other_sites_are_told_which_headers_they_may_read() {
    let server = server();
    let asked = Request::new("GET", "/health");
    assert_eq!(
        server.send(asked).header("access-control-expose-headers"),
        ""
    );
    let elsewhere = Request::new("GET", "/health").headers(&[("Origin", "https://example.org")]);
    let answer = server.send(elsewhere);
    assert!(
        answer
            .header("access-control-expose-headers")
            .contains("ETag")
    );
}
