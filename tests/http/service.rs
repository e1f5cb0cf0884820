//! SERVICE: the endpoints that are allowed are asked, and nobody else.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;
use std::time::{Duration, Instant};

use oxrdf::NamedNode;
use parkgraph::serve::Settings;
use parkgraph::store::Store;

use crate::client::{Request, Server, settings};

/// Settings under which these endpoints may be asked.
fn allowing(addresses: &[&str]) -> Settings {
    let mut settings = settings();
    let addresses = addresses.iter();
    settings.services = addresses.map(|it| NamedNode::new_unchecked(*it)).collect();
    settings.limits.query_time = Duration::from_secs(2);
    settings
}

fn store(turtle: &str) -> Store {
    let store = Store::memory().unwrap();
    store
        .load(&NamedNode::new_unchecked("urn:g"), turtle)
        .unwrap();
    store
}

/// A server that answers every request with these bytes, and how to reach it. Without bytes it keeps silent.
fn answering(bytes: Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/sparql", listener.local_addr().unwrap());
    thread::spawn(move || {
        let mut silent = Vec::new();
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            if bytes.is_empty() {
                silent.push(stream);
                continue;
            }
            // The request comes in one or two pieces; what is left unread does not matter.
            let read = stream.read(&mut [0; 4096]).unwrap();
            assert!(read > 0);
            drop(stream.write_all(&bytes));
        }
    });
    url
}

fn http(status: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    let head =
        format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nConnection: close");
    format!("{head}\r\n\r\n{body}").into_bytes()
}

#[test]
fn an_endpoint_that_is_allowed_is_joined_with() {
    let other = Server::start(
        store("<urn:a> <urn:name> \"甲\" . <urn:b> <urn:name> \"乙\" ."),
        settings(),
    );
    let url = format!("http://{}/sparql", other.address);
    let server = Server::start(store("<urn:a> a <urn:Park> ."), allowing(&[&url]));
    let query = format!(
        "SELECT ?name {{ ?park a <urn:Park> SERVICE <{url}> {{ ?park <urn:name> ?name \
         FILTER(STRLEN(CONCAT(?name, \"x\")) = 2) }} }}"
    );
    let answer = server.query(&query, "*/*");
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.values(), ["甲"]);
    // The other server may have changed: the answer is nobody's to keep.
    assert_eq!(answer.header("etag"), "");
    let optional = format!(
        "SELECT ?name {{ OPTIONAL {{ SERVICE <{url}> {{ ?s <urn:name> ?name }} }} }} ORDER BY ?name"
    );
    assert_eq!(server.query(&optional, "*/*").values(), ["乙", "甲"]);
    assert!(
        server
            .get("/sparql", &[])
            .text()
            .contains("BasicFederatedQuery")
    );
    let page = format!("/query?query={}", crate::client::encode(&query));
    assert!(server.get(&page, &[]).text().contains('甲'));
}

#[test]
fn only_the_very_address_is_allowed() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    let url = format!("http://{address}/sparql");
    let server = Server::start(store("<urn:a> <urn:p> <urn:b> ."), allowing(&[&url]));
    for name in [
        format!("<http://{address}/sparql/>"),
        format!("<http://{address}/sparql?x>"),
        format!("<http://{address}/>"),
        format!("<http://user@{address}/sparql>"),
        "?any".to_owned(),
    ] {
        for silent in ["", "SILENT"] {
            let query = format!(
                "SELECT * {{ VALUES ?any {{ <{url}> }} SERVICE {silent} {name} {{ ?s ?p ?o }} }}"
            );
            let answer = server.query(&query, "*/*");
            assert_eq!(answer.status, 400, "{query}: {}", answer.text());
            assert!(answer.text().contains(&url), "{}", answer.text());
        }
    }
    let update = format!("INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{url}> {{ ?s ?p ?o }} }}");
    let post = Request::new("POST", "/update")
        .body("application/sparql-update", update)
        .allowed();
    assert_eq!(server.send(post).status, 400);
    assert!(listener.accept().is_err());
}

#[test]
fn an_endpoint_that_fails_is_a_bad_gateway_and_silent_is_nothing() {
    let elsewhere = TcpListener::bind("127.0.0.1:0").unwrap();
    elsewhere.set_nonblocking(true).unwrap();
    let location = format!("Location: http://{}/\r\n", elsewhere.local_addr().unwrap());
    let redirect = http("302 Found", &location, "");
    let json = "Content-Type: application/sparql-results+json\r\n";
    let rows = |rows: &str| {
        format!("{{\"head\":{{\"vars\":[\"s\"]}},\"results\":{{\"bindings\":[{rows}]}}}}")
    };
    let endless = format!("HTTP/1.1 200 OK\r\n{json}\r\n{}", " ".repeat(40 << 20)).into_bytes();
    let cases = [
        ("redirect", redirect),
        ("error", http("500 Oops", "", "no")),
        ("no JSON", http("200 OK", json, "<html>")),
        (
            "half a row",
            http("200 OK", json, &rows("{\"s\":{\"type\":\"uri\"")),
        ),
        (
            "boolean",
            http("200 OK", json, "{\"head\":{},\"boolean\":true}"),
        ),
        ("too long", endless),
        ("silence", Vec::new()),
        ("no HTTP", b"oops\r\n\r\n".to_vec()),
    ];
    for (name, bytes) in cases {
        let url = answering(bytes);
        let server = Server::start(store("<urn:a> <urn:p> <urn:b> ."), allowing(&[&url]));
        let begin = Instant::now();
        let answer = server.query(
            &format!("SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}"),
            "*/*",
        );
        // An endpoint that keeps silent is given up when the query's time is over, by whichever clock is first.
        let is_expected = answer.status == 502 || name == "silence" && answer.status == 422;
        assert!(is_expected, "{name}: {} {}", answer.status, answer.text());
        assert!(
            answer.status == 422 || answer.text().contains(&url),
            "{name}: {}",
            answer.text()
        );
        assert!(begin.elapsed() < Duration::from_secs(5), "{name}");
        if name != "silence" {
            let silent =
                format!("SELECT ?x {{ VALUES ?x {{ 1 }} SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}");
            assert_eq!(server.query(&silent, "*/*").values(), ["1"], "{name}");
        }
    }
    assert!(elsewhere.accept().is_err(), "a redirect was followed");
}
