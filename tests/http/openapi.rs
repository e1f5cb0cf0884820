//! The description of the server against what it really answers.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::thread;
use std::time::Duration;

use parkgraph::serve::Settings;

use crate::client::{Answer, Request, Server, encode, eventually, settings};

/// Path of the description, method and status.
type Seen = BTreeSet<(String, String, u16)>;

const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
const TURTLE: &str = "text/turtle";
const FORM: &str = "application/x-www-form-urlencoded";
const PARK: &str =
    "park/%E7%94%B2%E5%B8%82%E7%BB%8F%E6%B5%8E%E6%8A%80%E6%9C%AF%E5%BC%80%E5%8F%91%E5%8C%BA";
const LONG: &str =
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n0 ?o }";

/// What every operation may answer; the description says so once.
const ANYWHERE: &[u16] = &[405, 414, 431, 500];

fn description() -> serde_json::Value {
    serde_json::from_str(include_str!("../../docs/openapi.json")).unwrap()
}

/// The operations of the description with their statuses.
fn described() -> BTreeMap<(String, String), BTreeSet<u16>> {
    let mut all = BTreeMap::new();
    for (path, methods) in description()["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let responses = operation["responses"].as_object().unwrap();
            let statuses = responses.keys().map(|it| it.parse().unwrap());
            all.insert((path.clone(), method.to_uppercase()), statuses.collect());
        }
    }
    all
}

/// Sends requests and notes what is answered.
struct Observer<'a> {
    server: &'a Server,
    seen: Seen,
}

impl Observer<'_> {
    fn note(&mut self, path: &str, method: &str, answer: &Answer) {
        let status = answer.status;
        self.seen
            .insert((path.to_owned(), method.to_owned(), status));
    }

    fn send(&mut self, path: &str, method: &str, request: Request) -> Answer {
        let answer = self.server.send(request);
        self.note(path, method, &answer);
        answer
    }

    fn get(&mut self, path: &str, target: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(path, "GET", Request::new("GET", target).headers(headers))
    }

    /// Asks for something, and again with its tag.
    fn get_twice(&mut self, path: &str, target: &str) {
        let server = self.server;
        let tag = eventually(|| {
            let answer = server.get(target, &[]);
            let tag = answer.header("etag").to_owned();
            (!tag.is_empty()).then_some(tag)
        });
        self.get(path, target, &[]);
        self.get(path, target, &[("If-None-Match", &tag)]);
    }

    /// Sends the beginning of a body and nothing more.
    fn stall(&mut self, path: &str, method: &str, request: Request) {
        let mut stream = self.server.connect();
        let request = request.headers(&[("Content-Length", "1000")]);
        stream.write_all(&request.raw_body("ASK").bytes()).unwrap();
        let answer = Answer::read(&mut stream, false);
        self.note(path, method, &answer);
    }
}

fn pages(it: &mut Observer<'_>) {
    for path in ["/", "/compare", "/query", "/query/editor", "/page/ontology"] {
        it.get(path, path, &[]);
    }
    it.get(
        "/query",
        &format!("/query?query={}", encode("SELECT {")),
        &[],
    );
    it.get("/query/editor", "/query/editor?query=%FF", &[]);
    it.get("/", "/?lang=%FF", &[]);
    it.get("/compare", "/compare?park=%FF", &[]);
    it.get("/search", "/search?q=%FF", &[]);
    it.get("/search", "/search?q=x", &[]);
    it.get("/page/{path}", "/page/park/nothing", &[]);
    it.get("/page/{path}", &format!("/page/{PARK}?lang=%FF"), &[]);
    it.get_twice("/page/{path}", &format!("/page/{PARK}"));
    it.get("/list/{kind}", "/list/Nothing", &[]);
    it.get("/list/{kind}", "/list/Park?lang=%FF", &[]);
    it.get_twice("/list/{kind}", "/list/Park");
    it.get_twice("/page/ontology", "/page/ontology");
    it.get("/page/ontology", "/page/ontology?lang=%FF", &[]);
    it.get("/asset/{name}", "/asset/page.js", &[]);
    it.get("/asset/{name}", "/asset/nothing", &[]);
}

fn linked_data(it: &mut Observer<'_>) {
    for (path, target) in [
        ("/id/{path}", format!("/id/{PARK}")),
        ("/data/{path}", format!("/data/{PARK}.ttl")),
        ("/data/{path}", format!("/data/{PARK}")),
        ("/ontology", "/ontology".to_owned()),
        ("/.well-known/void", "/.well-known/void".to_owned()),
    ] {
        it.get(path, &target, &[]);
        it.get(path, &target, &[("Accept", "image/png")]);
        it.get(path, &format!("{target}?format=%FF"), &[]);
    }
    it.get("/id/{path}", "/id/park/nothing", &[]);
    it.get("/data/{path}", "/data/park/nothing.ttl", &[]);
    it.get("/data/{path}", "/data/data/nothing", &[]);
    it.get("/ontology", "/ontology", &[("Accept", BROWSER)]);
    it.get_twice("/data/{path}", &format!("/data/{PARK}.ttl"));
    it.get_twice("/.well-known/void", "/.well-known/void");
    it.get_twice("/ontology", "/ontology");
    for path in ["/health", "/metrics", "/openapi.json"] {
        it.get(path, path, &[]);
    }
}

fn reconciliation(it: &mut Observer<'_>) {
    let queries = |count: usize| {
        let queries = (0..count).map(|it| format!("\"q{it}\":{{\"query\":\"x\"}}"));
        let queries = queries.collect::<Vec<_>>().join(",");
        format!("queries={}", encode(&format!("{{{queries}}}")))
    };
    for queries in [
        String::new(),
        "queries=x".to_owned(),
        queries(1),
        queries(101),
    ] {
        it.get("/reconcile", &format!("/reconcile?{queries}"), &[]);
        if queries.len() < 2000 {
            let post = Request::new("POST", "/reconcile").body(FORM, queries);
            it.send("/reconcile", "POST", post);
        }
    }
    for (content_type, body) in [(TURTLE, "x"), ("", "x"), (FORM, "queries=%FF")] {
        let post = Request::new("POST", "/reconcile").body(content_type, body);
        it.send("/reconcile", "POST", post);
    }
    let large = Request::new("POST", "/reconcile").body(FORM, "x".repeat(5000));
    it.send("/reconcile", "POST", large);
    let stalled = Request::new("POST", "/reconcile").headers(&[("Content-Type", FORM)]);
    it.stall("/reconcile", "POST", stalled);
    for path in ["suggest/entity", "suggest/type", "suggest/property"] {
        let path = format!("/reconcile/{path}");
        it.get(&path, &format!("{path}?prefix=x"), &[]);
        it.get(&path, &format!("{path}?prefix=%FF"), &[]);
    }
    for target in ["?type=pg:Park", "?type=%FF", ""] {
        let path = "/reconcile/extend/propose";
        it.get(path, &format!("{path}{target}"), &[]);
    }
    for target in [
        format!("?id={PARK}"),
        "?id=nothing".to_owned(),
        "?id=%FF".to_owned(),
        String::new(),
    ] {
        let path = "/reconcile/preview";
        it.get(path, &format!("{path}{target}"), &[]);
    }
}

fn queries(it: &mut Observer<'_>) {
    let target = |query: &str| format!("/sparql?query={}", encode(query));
    it.get("/sparql", "/sparql", &[]);
    it.get("/sparql", "/sparql", &[("Accept", BROWSER)]);
    it.get_twice("/sparql", &target("ASK {}"));
    it.get("/sparql", &target("ASK {"), &[]);
    it.get("/sparql", &target("ASK {}"), &[("Accept", "image/png")]);
    it.get("/sparql", &target(LONG), &[]);
    let service = "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }";
    it.get("/sparql", &target(service), &[]);
    for (content_type, accept, body) in [
        ("application/sparql-query", "*/*", "ASK {}".to_owned()),
        ("application/sparql-query", "*/*", "ASK {".to_owned()),
        ("application/sparql-query", "*/*", LONG.to_owned()),
        ("application/sparql-query", "*/*", service.to_owned()),
        ("application/sparql-query", "image/png", "ASK {}".to_owned()),
        ("application/sparql-query", "*/*", "#".repeat(5000)),
        (FORM, "*/*", "query=ASK%7B%7D".to_owned()),
        (TURTLE, "*/*", "ASK {}".to_owned()),
        ("", "*/*", "ASK {}".to_owned()),
    ] {
        let post = Request::new("POST", "/sparql").body(content_type, body);
        it.send("/sparql", "POST", post.headers(&[("Accept", accept)]));
    }
    let query = [("Content-Type", "application/sparql-query")];
    it.stall(
        "/sparql",
        "POST",
        Request::new("POST", "/sparql").headers(&query),
    );
}

fn changes(it: &mut Observer<'_>) {
    let update = "application/sparql-update";
    let slow = format!("INSERT {{ <urn:a> <urn:p> ?n }} WHERE {{ {LONG} }}");
    for (content_type, body) in [
        (update, "INSERT DATA { <urn:x> <urn:p> 1 }".to_owned()),
        (update, "INSERT".to_owned()),
        (update, slow),
        (update, "#".repeat(5000)),
        (TURTLE, "x".to_owned()),
        ("", "x".to_owned()),
    ] {
        let post = Request::new("POST", "/update").body(content_type, &body);
        it.send("/update", "POST", post.clone());
        it.send("/update", "POST", post.allowed());
    }
    let post = Request::new("POST", "/update").headers(&[("Content-Type", update)]);
    it.stall("/update", "POST", post.allowed());
    for (path, target) in [
        ("/store", "/store?graph=urn:new"),
        ("/store/{path}", "/store/a/b"),
    ] {
        for method in ["PUT", "POST", "DELETE"] {
            it.send(path, method, Request::new(method, target).body(TURTLE, ""));
        }
        it.get(path, target, &[]);
        it.send(path, "DELETE", Request::new("DELETE", target).allowed());
        for method in ["PUT", "POST"] {
            for (content_type, body) in [
                (TURTLE, "<urn:a> <urn:p> 1 ."),
                (TURTLE, "<urn:a> <urn:p> 2 ."),
                (TURTLE, "<urn:a>"),
                ("image/png", "x"),
                ("", "x"),
                (TURTLE, &"#".repeat(5000)),
            ] {
                let request = Request::new(method, target).body(content_type, body);
                it.send(path, method, request.allowed());
            }
            let request = Request::new(method, target).headers(&[("Content-Type", TURTLE)]);
            it.stall(path, method, request.allowed());
            it.get_twice(path, target);
            it.get(path, target, &[("Accept", "image/png")]);
            it.send(path, "DELETE", Request::new("DELETE", target).allowed());
        }
        let wrong = format!(
            "{target}{}graph=a%20b",
            if target.contains('?') { '&' } else { '?' }
        );
        for method in ["GET", "PUT", "POST", "DELETE"] {
            let request = Request::new(method, &wrong).body(TURTLE, "").allowed();
            it.send(path, method, request);
        }
    }
}

/// Asks a server for everything while it is busy and nobody may wait.
fn busy(seen: &mut Seen) {
    let settings = limited(|it| {
        it.limits.queries = 1;
        it.limits.queue = 0;
        it.limits.query_time = Duration::from_secs(15);
    });
    let server = Server::start(crate::sample_store(), settings);
    let known = eventually(|| {
        let tag = server
            .get("/.well-known/void", &[])
            .header("etag")
            .to_owned();
        (!tag.is_empty()).then_some(tag)
    });
    assert!(!known.is_empty());
    let put = Request::new("PUT", "/store/a").body(TURTLE, "").allowed();
    assert_eq!(server.send(put).status, 201);
    {
        let long = Request::new("GET", format!("/sparql?query={}", encode(LONG)));
        let mut stream = server.connect();
        stream.write_all(&long.bytes()).unwrap();
        thread::sleep(Duration::from_millis(300));
        let mut it = Observer {
            server: &server,
            seen: Seen::new(),
        };
        let q = format!("/sparql?query={}", encode("ASK {}"));
        for (path, target) in [
            ("/", "/"),
            ("/compare", "/compare"),
            ("/query", "/query"),
            ("/query/editor", "/query/editor"),
            ("/search", "/search?q=x"),
            ("/page/ontology", "/page/ontology"),
            ("/page/{path}", "/page/park/x"),
            ("/list/{kind}", "/list/Park"),
            ("/id/{path}", "/id/park/x"),
            ("/data/{path}", "/data/park/x"),
            ("/sparql", &q),
            ("/store", "/store"),
            ("/store/{path}", "/store/a"),
            ("/reconcile", "/reconcile?queries=%7B%7D"),
            (
                "/reconcile/suggest/entity",
                "/reconcile/suggest/entity?prefix=x",
            ),
            ("/reconcile/preview", "/reconcile/preview?id=park/x"),
        ] {
            it.get(path, target, &[]);
        }
        for (path, method, content_type, body) in [
            ("/sparql", "POST", "application/sparql-query", "ASK {}"),
            ("/reconcile", "POST", FORM, "queries=%7B%7D"),
            (
                "/update",
                "POST",
                "application/sparql-update",
                "CLEAR DEFAULT",
            ),
            ("/store", "PUT", TURTLE, ""),
            ("/store", "POST", TURTLE, ""),
            ("/store", "DELETE", TURTLE, ""),
        ] {
            let target = if path == "/store" {
                "/store?default"
            } else {
                path
            };
            let request = Request::new(method, target).body(content_type, body);
            it.send(path, method, request.allowed());
        }
        for method in ["PUT", "POST", "DELETE"] {
            let request = Request::new(method, "/store/a").body(TURTLE, "").allowed();
            it.send("/store/{path}", method, request);
        }
        seen.extend(it.seen);
        drop(stream);
    }
}

fn limited(change: impl FnOnce(&mut Settings)) -> Settings {
    let mut settings = settings();
    settings.limits.body = 4000;
    settings.limits.load = 4000;
    settings.limits.idle_time = Duration::from_secs(1);
    settings.limits.query_time = Duration::from_secs(1);
    change(&mut settings);
    settings
}

/// All that is answered to a client that tries everything.
fn seen() -> Seen {
    let services = vec![oxrdf::NamedNode::new_unchecked("http://127.0.0.1:9/")];
    let server = Server::start(crate::sample_store(), limited(|it| it.services = services));
    let mut it = Observer {
        server: &server,
        seen: Seen::new(),
    };
    eventually(|| (server.get("/search?q=x", &[]).status == 200).then_some(()));
    eventually(|| {
        (server.get("/reconcile/suggest/entity?prefix=x", &[]).status == 200).then_some(())
    });
    pages(&mut it);
    linked_data(&mut it);
    reconciliation(&mut it);
    queries(&mut it);
    changes(&mut it);
    let mut seen = it.seen;
    busy(&mut seen);
    let server = Server::start(crate::sample_store(), limited(|it| it.token = None));
    let mut it = Observer {
        server: &server,
        seen,
    };
    for (path, method) in [
        ("/store", "PUT"),
        ("/store", "POST"),
        ("/store", "DELETE"),
        ("/update", "POST"),
    ] {
        it.send(path, method, Request::new(method, path).body(TURTLE, ""));
        if path == "/store" {
            it.send(
                "/store/{path}",
                method,
                Request::new(method, "/store/a").body(TURTLE, ""),
            );
        }
    }
    it.seen
}

#[test]
fn what_is_answered_is_described_and_what_is_described_is_answered() {
    let (seen, described) = (seen(), described());
    let mut wrong = Vec::new();
    for (path, method, status) in &seen {
        let statuses = described.get(&(path.clone(), method.clone()));
        if !statuses.is_some_and(|it| it.contains(status)) && !ANYWHERE.contains(status) {
            wrong.push(format!(
                "{method} {path} answers {status}, which is not described"
            ));
        }
    }
    for ((path, method), statuses) in &described {
        for status in statuses {
            let is_seen = seen.contains(&(path.clone(), method.clone(), *status));
            // These need a slow store, a full disk, or an editor that is built in.
            let needs_more = [422, 507].contains(status) || path == "/query/editor";
            if !is_seen && !needs_more {
                wrong.push(format!(
                    "{method} {path} is described as {status}, which is not seen"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_route_is_described() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/serve");
    let files = ["router.rs", "page/mod.rs", "reconcile/mod.rs"];
    let code = files.map(|it| fs::read_to_string(folder.join(it)).unwrap());
    let code = code.concat();
    let routes = code.split(".route(").skip(1);
    let routes = routes.map(|it| it.split('"').nth(1).unwrap().replace("{*path}", "{path}"));
    let routes: BTreeSet<String> = routes.collect();
    let described = described().into_keys().map(|(path, _)| path);
    assert_eq!(routes, described.collect());
}

#[test]
fn what_any_operation_may_answer_is_said_once() {
    let text = description()["info"]["description"]
        .as_str()
        .unwrap()
        .to_owned();
    for status in ANYWHERE {
        assert!(text.contains(&status.to_string()), "{status}: {text}");
    }
    let server = Server::empty();
    let long = format!("/?q={}", "x".repeat(1 << 20));
    let head = server.get("/", &[("X", &"x".repeat(1 << 20))]);
    for answer in [
        server.get(&long, &[]),
        head,
        server.send(Request::new("DELETE", "/")),
    ] {
        assert!(ANYWHERE.contains(&answer.status), "{}", answer.status);
    }
}
