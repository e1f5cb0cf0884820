//! The cases of the W3C's test suite for the Graph Store HTTP Protocol.

use parkgraph::store::Store;

use crate::client::{Request, Server, encode, settings};

const GRAPH: &str = "http://example.test/person/1";
const TURTLE: &str = "text/turtle; charset=utf-8";

fn at(graph: &str) -> String {
    format!("/store?graph={}", encode(graph))
}

fn send(server: &Server, method: &str, target: &str, body: &str) -> u16 {
    let request = Request::new(method, target).body(TURTLE, body).allowed();
    server.send(request).status
}

fn turtle(server: &Server, target: &str) -> String {
    let answer = server.get(target, &[("Accept", "application/n-triples")]);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let mut lines: Vec<_> = answer.text().lines().map(str::to_owned).collect();
    lines.sort_unstable();
    lines.join("\n")
}

#[test]
fn put_makes_and_replaces_a_graph() {
    let server = Server::empty();
    let target = at(GRAPH);
    assert_eq!(server.get(&target, &[]).status, 404);
    assert_eq!(send(&server, "PUT", &target, "<urn:a> <urn:p> 1 ."), 201);
    assert!(turtle(&server, &target).contains("<urn:a>"));
    assert_eq!(send(&server, "PUT", &target, "<urn:b> <urn:p> <> ."), 204);
    assert_eq!(
        turtle(&server, &target),
        format!("<urn:b> <urn:p> <{GRAPH}> .")
    );
    assert_eq!(send(&server, "PUT", &target, ""), 204);
    assert_eq!(turtle(&server, &target), "");
}

#[test]
fn the_graph_without_a_name() {
    let server = Server::empty();
    for status in [201, 204] {
        let put = send(&server, "PUT", "/store?default", "<urn:a> <urn:p> 1 .");
        assert_eq!(put, status);
    }
    assert!(turtle(&server, "/store?default").contains("<urn:a>"));
    assert_eq!(send(&server, "DELETE", "/store?default", ""), 204);
    assert_eq!(turtle(&server, "/store?default"), "");
}

#[test]
fn a_payload_that_does_not_fit_its_type_changes_nothing() {
    let server = Server::empty();
    let target = at(GRAPH);
    assert_eq!(send(&server, "PUT", &target, "<urn:a> <urn:p> 1 ."), 201);
    for method in ["PUT", "POST"] {
        let wrong = "<urn:b> <urn:p> 2 . <urn:c> <urn:p> \n oops";
        let answer = server.send(Request::new(method, &target).body(TURTLE, wrong).allowed());
        assert_eq!(answer.status, 400);
        assert!(answer.text().contains("line 2"), "{}", answer.text());
        let xml = Request::new(method, &target)
            .body("application/rdf+xml", "<urn:a>")
            .allowed();
        assert_eq!(server.send(xml).status, 400);
        let image = Request::new(method, &target)
            .body("image/png", "x")
            .allowed();
        assert_eq!(server.send(image).status, 415);
    }
    assert!(
        turtle(&server, &target).starts_with("<urn:a>")
            && turtle(&server, &target).lines().count() == 1
    );
}

#[test]
fn delete_removes_a_graph() {
    let server = Server::empty();
    let target = at(GRAPH);
    assert_eq!(send(&server, "PUT", &target, "<urn:a> <urn:p> 1 ."), 201);
    assert_eq!(send(&server, "DELETE", &target, ""), 204);
    assert_eq!(server.get(&target, &[]).status, 404);
    assert_eq!(send(&server, "DELETE", &target, ""), 404);
    assert_eq!(send(&server, "DELETE", "/store", ""), 400);
}

#[test]
fn post_adds_to_a_graph() {
    let server = Server::empty();
    let target = at(GRAPH);
    assert_eq!(
        send(&server, "PUT", &target, "<urn:a> <urn:p> <urn:o> ."),
        201
    );
    assert_eq!(
        send(&server, "POST", &target, "<urn:b> <urn:p> <urn:o> ."),
        204
    );
    assert_eq!(send(&server, "POST", &target, ""), 204);
    assert_eq!(turtle(&server, &target).lines().count(), 2);
    assert_eq!(
        send(&server, "POST", &at("urn:new"), "<urn:b> <urn:p> <urn:o> ."),
        201
    );
}

#[test]
fn post_of_a_form_with_files_adds_all_of_them() {
    let server = Server::empty();
    let part = |name: &str| {
        format!(
            "--x\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{name}.ttl\"\r\nContent-Type: text/turtle\r\n\r\n<urn:{name}> <urn:p> <urn:o> .\r\n"
        )
    };
    let body = format!("{}{}--x--\r\n", part("a"), part("b"));
    let target = at(GRAPH);
    let post = Request::new("POST", &target)
        .body("multipart/form-data; boundary=x", body)
        .allowed();
    assert_eq!(server.send(post).status, 201);
    assert_eq!(turtle(&server, &target).lines().count(), 2);
}

#[test]
fn post_without_a_graph_makes_a_new_one() {
    let server = Server::empty();
    let mut locations = Vec::new();
    for _ in 0..2 {
        let post = Request::new("POST", "/store")
            .body(TURTLE, "<urn:a> <urn:p> <urn:o> .")
            .allowed();
        let answer = server.send(post);
        assert_eq!(answer.status, 201);
        let location = answer.header("location").to_owned();
        let path = location
            .strip_prefix("http://example.test")
            .unwrap()
            .to_owned();
        assert_eq!(turtle(&server, &path), "<urn:a> <urn:p> <urn:o> .");
        locations.push(location);
    }
    assert_ne!(locations[0], locations[1]);
}

#[test]
fn a_graph_can_be_named_by_its_own_url() {
    let server = Server::empty();
    assert_eq!(
        send(
            &server,
            "PUT",
            "/store/person/2.ttl",
            "<> <urn:p> <urn:o> ."
        ),
        201
    );
    let expected = "<http://example.test/store/person/2.ttl> <urn:p> <urn:o> .";
    assert_eq!(turtle(&server, "/store/person/2.ttl"), expected);
    assert_eq!(send(&server, "DELETE", "/store/person/2.ttl", ""), 204);
}

#[test]
fn head_says_what_get_would() {
    let server = Server::empty();
    let target = at(GRAPH);
    assert_eq!(server.send(Request::new("HEAD", &target)).status, 404);
    send(&server, "PUT", &target, "<urn:a> <urn:p> 1 .");
    let head = server.send(Request::new("HEAD", &target));
    assert_eq!((head.status, head.media_type()), (200, "text/turtle"));
    assert!(head.bytes.is_empty());
}

#[test]
fn the_whole_store_goes_in_and_out() {
    let server = Server::empty();
    let quads = "<urn:a> <urn:p> <urn:o> <urn:g> .\n<urn:b> <urn:p> <urn:o> .\n";
    let nquads = "application/n-quads";
    let put = Request::new("PUT", "/store").body(nquads, quads).allowed();
    assert_eq!(server.send(put).status, 204);
    for (accept, media_type) in [("", nquads), ("application/trig", "application/trig")] {
        let answer = server.get("/store", &[("Accept", accept)]);
        assert_eq!((answer.status, answer.media_type()), (200, media_type));
        assert!(answer.text().contains("urn:g") && answer.text().contains("urn:b"));
    }
    assert_eq!(
        server.get("/store", &[("Accept", "text/turtle")]).status,
        406
    );
}

#[test]
fn a_request_that_contradicts_itself_is_refused() {
    let server = Server::empty();
    for target in [
        "/store?graph=urn:a&default",
        "/store?graph=urn:a&graph=urn:b",
        "/store?graph=a%20b",
    ] {
        assert_eq!(server.get(target, &[]).status, 400, "{target}");
    }
    assert_eq!(send(&server, "PATCH", "/store?default", ""), 405);
}

#[test]
fn what_is_too_large_changes_nothing() {
    let mut settings = settings();
    settings.limits.load = 1000;
    let server = Server::start(Store::memory().unwrap(), settings);
    let turtle = "<urn:a> <urn:p> <urn:o> .\n".repeat(100);
    assert_eq!(send(&server, "POST", &at(GRAPH), &turtle), 413);
    let chunked = format!("{:x}\r\n{turtle}\r\n0\r\n\r\n", turtle.len());
    let mut request = Request::new("POST", at(GRAPH)).allowed();
    request = request.headers(&[
        ("Transfer-Encoding", "chunked"),
        ("Content-Type", "text/turtle"),
    ]);
    assert_eq!(server.send(request.raw_body(&chunked)).status, 413);
    assert_eq!(server.get(&at(GRAPH), &[]).status, 404);
}

#[test]
fn a_load_that_breaks_off_changes_nothing() {
    let server = Server::empty();
    let half = Request::new("POST", at(GRAPH))
        .allowed()
        .headers(&[("Content-Type", "text/turtle"), ("Content-Length", "1000")]);
    let mut stream = server.connect();
    std::io::Write::write_all(
        &mut stream,
        &half.raw_body("<urn:a> <urn:p> <urn:o> .\n").bytes(),
    )
    .unwrap();
    drop(stream);
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert_eq!(server.get(&at(GRAPH), &[]).status, 404);
}
