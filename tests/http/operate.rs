//! What an administrator and a cache see.

use parkgraph::store::Store;

use crate::client::{Request, Server, encode, eventually, settings};

#[test]
fn an_answer_that_a_client_has_is_not_sent_again() {
    let server = Server::start(crate::sample_store(), settings());
    let query = encode("SELECT * { ?s a pg:Park }");
    let targets = [
        format!("/sparql?query={query}"),
        "/.well-known/void".to_owned(),
        "/data/park/甲市经济技术开发区.ttl".to_owned(),
        "/store?default".to_owned(),
    ];
    for target in &targets {
        let tag = eventually(|| {
            let answer = server.get(target, &[]);
            assert_eq!(answer.status, 200);
            let tag = answer.header("etag").to_owned();
            (!tag.is_empty()).then_some(tag)
        });
        let again = server.get(target, &[("If-None-Match", &tag)]);
        assert_eq!((again.status, again.bytes.len()), (304, 0), "{target}");
        assert_eq!(again.header("etag"), tag);
        let list = format!("\"x\", {}", tag.trim_start_matches("W/"));
        assert_eq!(server.get(target, &[("If-None-Match", &list)]).status, 304);
        assert_eq!(
            server.get(target, &[("If-None-Match", "\"x\"")]).status,
            200
        );
        let other = server.get(
            target,
            &[("Accept", "application/xml"), ("If-None-Match", &tag)],
        );
        assert_eq!(other.status, 200, "{target}");
    }
    let target = &targets[0];
    let tag = server.get(target, &[]).header("etag").to_owned();
    let insert = "INSERT DATA { GRAPH <urn:g> { <urn:x> a pg:Park } }";
    let post = Request::new("POST", "/update")
        .body("application/sparql-update", insert)
        .allowed();
    assert_eq!(server.send(post).status, 204);
    assert_eq!(server.get(target, &[("If-None-Match", &tag)]).status, 200);
}

#[test]
fn a_page_that_a_reader_has_is_not_sent_again_until_the_store_changes() {
    let server = Server::start(crate::sample_store(), settings());
    let links = |kind: &str| {
        let query = format!("SELECT ?it {{ ?it a {kind} }} ORDER BY ?it LIMIT 1");
        let iri = server.query(&query, "*/*").values().pop().unwrap();
        let path = iri.strip_prefix("https://w3id.org/parkgraph/id/").unwrap();
        let path = encode(path).replace("%2F", "/");
        [format!("/page/{path}"), format!("/data/{path}.ttl")]
    };
    let targets = ["pg:Park", "pg:Fact", "pg:Document"].map(links).concat();
    let ask = |target: &str, language: &str, tag: &str| {
        let headers = [("Accept-Language", language), ("If-None-Match", tag)];
        server.get(target, &headers)
    };
    let tagged = |target: &str| {
        eventually(|| {
            let answer = ask(target, "en", "\"x\"");
            assert_eq!(answer.status, 200, "{target}: {}", answer.text());
            let tag = answer.header("etag").to_owned();
            (!tag.is_empty()).then_some(tag)
        })
    };
    let tags: Vec<String> = targets.iter().map(|it| tagged(it)).collect();
    for (target, tag) in targets.iter().zip(&tags) {
        let again = ask(target, "en", tag);
        assert_eq!((again.status, again.bytes.len()), (304, 0), "{target}");
        assert_eq!(ask(target, "en", "*").status, 304, "{target}");
        let vary = if target.starts_with("/page") {
            assert_eq!(ask(target, "zh", tag).status, 200, "{target}");
            let lang = format!("{target}?lang=en");
            assert_eq!(ask(&lang, "en", tag).status, 200, "{lang}");
            "Accept-Language"
        } else {
            "Accept"
        };
        assert!(again.header("vary").contains(vary), "{target}");
    }
    assert_eq!(ask("/page/park/nothing", "en", "*").status, 404);
    assert_eq!(ask("/ontology", "en", "").status, 200);
    let tag = server.get("/ontology", &[]).header("etag").to_owned();
    assert_eq!(ask("/ontology", "en", &tag).status, 304);
    let insert = "INSERT DATA { GRAPH <urn:g> { <urn:x> a pg:Park } }";
    let post = Request::new("POST", "/update").body("application/sparql-update", insert);
    assert_eq!(server.send(post.allowed()).status, 204);
    for (target, tag) in targets.iter().zip(&tags) {
        assert_eq!(ask(target, "en", tag).status, 200, "{target}");
        assert_ne!(&tagged(target), tag, "{target}");
    }
}

#[test]
fn an_answer_that_changes_each_time_has_no_tag() {
    let server = Server::start(crate::sample_store(), settings());
    eventually(|| {
        (!server
            .get("/.well-known/void", &[])
            .header("etag")
            .is_empty())
        .then_some(())
    });
    for query in [
        "SELECT (NOW() AS ?x) {}",
        "SELECT (struuid() AS ?x) {}",
        "SELECT (Rand ( ) AS ?x) {}",
    ] {
        let answer = server.query(query, "*/*");
        assert_eq!((answer.status, answer.header("etag")), (200, ""), "{query}");
    }
}

#[test]
fn health_and_metrics_tell_how_the_server_is() {
    let server = Server::start(crate::sample_store(), settings());
    assert_eq!(server.get("/health", &[]).text(), "ok\n");
    server.query("ASK {}", "*/*");
    server.query("ASK", "*/*");
    let text = eventually(|| {
        let text = server.get("/metrics", &[]).text();
        let is_counted = !text.contains("parkgraph_quads 0");
        // A query gives its place back when its answer has left already.
        (is_counted && text.contains("parkgraph_queries_running 0")).then_some(text)
    });
    for line in [
        "parkgraph_requests_total{method=\"GET\",route=\"/sparql\",status=\"200\"} 1",
        "parkgraph_requests_total{method=\"GET\",route=\"/sparql\",status=\"400\"} 1",
        "parkgraph_request_seconds_count{route=\"/sparql\"} 2",
        "# EOF",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
}

#[test]
fn every_answer_tells_a_browser_to_be_careful() {
    let server = Server::start(Store::memory().unwrap(), settings());
    for path in ["/", "/sparql", "/health", "/nothing", "/sparql?query=oops"] {
        let answer = server.get(path, &[]);
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{path}");
        assert!(!policy.contains("unsafe"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        let is_page = answer.header("content-type").starts_with("text/html");
        assert_eq!(is_page, path == "/", "{path}");
        assert_eq!(policy.contains("script-src 'self'"), is_page);
        assert!(policy.contains("frame-ancestors 'none'"), "{path}");
        let referrer = answer.header("referrer-policy");
        assert_eq!(referrer, if is_page { "no-referrer" } else { "" });
    }
}
