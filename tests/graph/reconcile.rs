//! A reconciliation service on this machine is asked as the protocol says, once, and not for long.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use parkgraph::graph::Base;
use parkgraph::link::Role;
use parkgraph::model::EntityKind;
use parkgraph::reconcile::{Client, Error, data_set};

const MANIFEST: &str = r#"{"versions": ["0.2"], "name": "Test", "identifierSpace": "https://example.org/id/", "schemaSpace": "https://example.org/p/"}"#;
const ANSWER: &str = r#"{"q0": {"result": [{"id": "Q1", "name": "ZF Friedrichshafen", "score": 99, "match": true}, {"id": "Q2", "name": "采埃孚", "score": 50, "match": false}]},
    "q1": {"result": [{"id": "Q3", "name": "麦格纳", "score": 60, "match": false}]},
    "q2": {"result": [{"id": "Q4", "name": "别的", "score": 60, "match": false}]}}"#;

/// A server that answers so many requests, each with the next of the bodies, and tells what it was asked.
fn serve(bodies: &'static [&'static str]) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/api", listener.local_addr().unwrap());
    let (sender, asked) = channel();
    thread::spawn(move || {
        for body in bodies {
            let (mut stream, _) = listener.accept().unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let (mut head, mut length) = (String::new(), 0);
            loop {
                let mut line = String::new();
                reader.read_line(&mut line).unwrap();
                if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
                    length = value.trim().parse().unwrap();
                }
                if line.trim().is_empty() {
                    break;
                }
                head.push_str(&line);
            }
            let mut content = vec![0; length];
            reader.read_exact(&mut content).unwrap();
            sender
                .send(format!("{head}{}", String::from_utf8(content).unwrap()))
                .unwrap();
            let length = body.len();
            write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}").unwrap();
        }
    });
    (url, asked)
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|it| (*it).to_owned()).collect()
}

#[test]
fn names_are_asked_for_once_and_good_answers_make_a_set() {
    let (url, asked) = serve(&[MANIFEST, ANSWER]);
    let folder = tempfile::tempdir().unwrap();
    let names = names(&["采埃孚", "麦格纳", "某某公司"]);
    let mut sets = Vec::new();
    // The second client finds all answers in the cache: the server is gone by then.
    for _ in 0..2 {
        let client = Client::new(&url, folder.path().to_owned(), Duration::from_secs(5));
        let manifest = client.manifest().unwrap();
        let answers = client.ask(&names).unwrap();
        let kind = (EntityKind::Company, names.as_slice());
        sets.push(data_set(
            kind,
            &answers,
            (&url, &manifest, None),
            &Base::default(),
        ));
    }
    assert_eq!(sets[0], sets[1]);
    let records: Vec<_> = sets[0]
        .records
        .iter()
        .map(|it| (it.iri.as_str(), it.name.as_str(), it.aliases.clone()))
        .collect();
    assert_eq!(
        records,
        [
            (
                "https://example.org/id/Q1",
                "ZF Friedrichshafen",
                vec!["采埃孚".to_owned()]
            ),
            ("https://example.org/id/Q3", "麦格纳", vec![]),
        ]
    );
    assert_eq!(
        (sets[0].name.as_str(), sets[0].role),
        ("reconciled-company", Role::Near)
    );
    let requests: Vec<String> = asked.try_iter().collect();
    assert!(requests[0].starts_with("GET /api"), "{requests:?}");
    assert!(
        requests[1].starts_with("POST /api") && requests[1].contains("queries="),
        "{requests:?}"
    );
}

#[test]
fn what_is_no_service_is_told_and_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    for body in [
        "<html>",
        r#"{"status": "error", "message": "busy"}"#,
        r#"{"name": "no space"}"#,
    ] {
        let (url, _asked) = serve(Box::leak(Box::new([body])));
        let client = Client::new(&url, folder.path().to_owned(), Duration::from_secs(5));
        let error = client.manifest().unwrap_err();
        assert!(matches!(error, Error::Protocol { .. }), "{error}");
    }
    let nobody = Client::new(
        "http://127.0.0.1:9/",
        folder.path().to_owned(),
        Duration::from_secs(5),
    );
    assert!(matches!(
        nobody.manifest().unwrap_err(),
        Error::Network { .. }
    ));
}

#[test]
fn a_service_that_hangs_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let client = Client::new(&url, folder.path().to_owned(), Duration::from_millis(300));
    let begin = Instant::now();
    assert!(matches!(
        client.manifest().unwrap_err(),
        Error::Network { .. }
    ));
    assert!(begin.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_set_of_answers_states_a_licence_and_holds_no_entity_of_the_graph_itself() {
    const OWN: &str = r#"{"name": "parks", "identifierSpace": "https://w3id.org/parkgraph/id/"}"#;
    const FOUND: &str =
        r#"{"q0": {"result": [{"id": "company/采埃孚", "name": "采埃孚", "match": true}]}}"#;
    let (url, _asked) = serve(&[OWN, FOUND]);
    let folder = tempfile::tempdir().unwrap();
    let names = names(&["采埃孚"]);
    let client = Client::new(&url, folder.path().to_owned(), Duration::from_secs(5));
    let manifest = client.manifest().unwrap();
    let answers = client.ask(&names).unwrap();
    let set = |licence| {
        let kind = (EntityKind::Company, names.as_slice());
        data_set(kind, &answers, (&url, &manifest, licence), &Base::default())
    };
    assert!(set(None).records.is_empty());
    assert!(set(None).about.licence.contains("not stated"));
    let licence = "https://creativecommons.org/publicdomain/zero/1.0/";
    assert_eq!(set(Some(licence)).about.licence, licence);
}
