//! What an administrator and a cache see.

use std::thread;
use std::time::{Duration, Instant};

use oxrdf::NamedNode;
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

/// Carries out an update.
fn update(server: &Server, update: &str) {
    let post = Request::new("POST", "/update").body("application/sparql-update", update);
    assert_eq!(server.send(post.allowed()).status, 204);
}

#[test]
fn nobody_is_told_to_have_the_store_that_was_changed_while_it_was_counted() {
    let store = crate::sample_store();
    let graph = NamedNode::new_unchecked("urn:many");
    let many: String = (0..20_000)
        .map(|it| format!("<urn:s{it}> <urn:p> {it} .\n"))
        .collect();
    store.load(&graph, &many).unwrap();
    let server = Server::start(store, settings());
    let target = "/data/park/甲市经济技术开发区.nt";
    for round in 0..4 {
        let tag = eventually(|| {
            let tag = server.get(target, &[]).header("etag").to_owned();
            (!tag.is_empty()).then_some(tag)
        });
        let park = "<https://w3id.org/parkgraph/id/park/甲市经济技术开发区>";
        update(
            &server,
            "INSERT DATA { GRAPH <urn:g> { <urn:x> <urn:p> 1 } }",
        );
        thread::sleep(Duration::from_millis(10 * round));
        update(
            &server,
            &format!("INSERT DATA {{ GRAPH <urn:g> {{ {park} skos:altLabel \"n{round}\" }} }}"),
        );
        let begin = Instant::now();
        while begin.elapsed() < Duration::from_millis(400) {
            let answer = server.get(target, &[("If-None-Match", &tag)]);
            assert_eq!(answer.status, 200, "{round}");
            assert_ne!(answer.header("etag"), tag, "{round}");
        }
    }
}

#[test]
fn an_answer_of_the_full_text_index_has_no_tag() {
    let server = Server::start(crate::sample_store(), settings());
    let query = "PREFIX search: <https://w3id.org/parkgraph/search#>
        SELECT * { SERVICE search:text { ?it search:words '甲市' } }";
    let answer = eventually(|| {
        let void = server.get("/.well-known/void", &[]);
        let answer = server.query(query, "*/*");
        (!void.header("etag").is_empty() && answer.status == 200).then_some(answer)
    });
    assert_eq!(answer.header("etag"), "");
}

#[test]
fn any_version_at_all_is_no_version_of_an_error() {
    let server = Server::start(crate::sample_store(), settings());
    let any = [("If-None-Match", "*")];
    let ask = |query: &str| server.get(&format!("/sparql?query={}", encode(query)), &any);
    eventually(|| (ask("ASK {}").status == 304).then_some(()));
    assert_eq!(ask("ASK {").status, 400);
    for target in [
        "/sparql",
        "/store",
        "/ontology",
        "/data/park/甲市经济技术开发区",
    ] {
        let headers = [("Accept", "image/png"), ("If-None-Match", "*")];
        assert_eq!(server.get(target, &headers).status, 406, "{target}");
        assert_eq!(server.get(target, &any).status, 304, "{target}");
    }
    let post = Request::new("POST", "/sparql").body("application/sparql-query", "ASK {}");
    assert_eq!(server.send(post.headers(&any)).status, 200);
}

#[test]
fn who_has_an_answer_is_told_of_the_same_headers_as_who_has_not() {
    let server = Server::start(crate::sample_store(), settings());
    for target in [
        "/data/park/甲市经济技术开发区",
        "/page/park/甲市经济技术开发区",
    ] {
        let answer = eventually(|| {
            let answer = server.get(target, &[("Accept-Encoding", "gzip")]);
            (!answer.header("etag").is_empty()).then_some(answer)
        });
        assert!(
            answer.header("vary").contains("Accept-Encoding"),
            "{target}"
        );
        let known = server.get(target, &[("If-None-Match", answer.header("etag"))]);
        assert_eq!(known.status, 304);
        assert_eq!(known.header("vary"), answer.header("vary"), "{target}");
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

/// A 304 said the policy of data, and a browser put it on the page that it had kept: no style, no script.
#[test]
fn a_page_that_is_kept_keeps_its_policy() {
    let server = Server::start(crate::sample_store(), settings());
    let query = "SELECT ?it { ?it a pg:Park } ORDER BY ?it LIMIT 1";
    let iri = server.query(query, "*/*").values().pop().unwrap();
    let path = iri.strip_prefix("https://w3id.org/parkgraph/id/").unwrap();
    let page = format!("/page/{}", encode(path).replace("%2F", "/"));
    let tag = eventually(|| {
        let answer = server.get(&page, &[]);
        assert!(
            answer
                .header("content-security-policy")
                .contains("script-src 'self'")
        );
        let tag = answer.header("etag").to_owned();
        (!tag.is_empty()).then_some(tag)
    });
    let again = server.get(&page, &[("If-None-Match", &tag)]);
    assert_eq!(again.status, 304);
    assert_eq!(again.header("content-security-policy"), "");
}
