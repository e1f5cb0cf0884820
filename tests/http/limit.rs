//! Limits: a query really ends, and nobody keeps the others waiting.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use oxrdf::NamedNode;
use parkgraph::serve::Settings;
use parkgraph::store::Store;
use socket2::{Domain, Socket, Type};

use crate::client::{Answer, Request, Server, encode, settings};

/// A store of so many triples with different subjects.
fn store(size: usize) -> Store {
    let mut turtle = String::new();
    for number in 0..size {
        turtle.push_str(&format!("<urn:s{number}> <urn:p> {number} .\n"));
    }
    let store = Store::memory().unwrap();
    store
        .load(&NamedNode::new_unchecked("urn:g"), &turtle)
        .unwrap();
    store
}

fn with(change: impl FnOnce(&mut Settings)) -> Settings {
    let mut settings = settings();
    change(&mut settings);
    settings
}

/// Ten values in a variable.
fn ten(variable: &str) -> String {
    format!("VALUES ?{variable} {{ 0 1 2 3 4 5 6 7 8 9 }}")
}

/// A product of so many tables of ten.
fn product(count: usize) -> String {
    let tables = (0..count).map(|it| ten(&format!("v{it}")));
    tables.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_query_that_takes_too_long_ends() {
    let server = Server::start(
        store(3000),
        with(|it| {
            it.limits.query_time = Duration::from_secs(1);
            it.limits.queries = 1;
        }),
    );
    let quads = "?a ?p ?b . ?c ?q ?d . ?e ?r ?f";
    let sum = (0..14)
        .map(|it| format!("?v{it}"))
        .collect::<Vec<_>>()
        .join(" + ");
    for (name, query) in [
        (
            "product of triples",
            format!("SELECT (COUNT(*) AS ?n) {{ {quads} }}"),
        ),
        (
            "product of tables",
            format!("SELECT (COUNT(*) AS ?n) {{ {} }}", product(14)),
        ),
        (
            "filter that nothing passes",
            format!("ASK {{ {} FILTER({sum} < 0) }}", product(14)),
        ),
        (
            "filter outside",
            format!(
                "ASK {{ {{ SELECT * {{ {} }} }} FILTER({sum} < 0) }}",
                product(14)
            ),
        ),
        (
            "inside EXISTS",
            format!(
                "ASK {{ FILTER EXISTS {{ {} FILTER({sum} < 0) }} }}",
                product(14)
            ),
        ),
        (
            "in OPTIONAL",
            format!(
                "ASK {{ {} OPTIONAL {{ {} FILTER(?v0 + ?w < 0) }} FILTER(BOUND(?w)) }}",
                ten("v0"),
                product(13).replace("?v", "?w")
            ),
        ),
        ("sorted", format!("SELECT * {{ {quads} }} ORDER BY ?a ?c")),
        ("product of four", format!("SELECT (COUNT(*) AS ?n) {{ {quads} . ?g ?s ?h }}")),
        ("equal in a filter", format!("SELECT (COUNT(*) AS ?n) {{ {quads} FILTER(?b = ?d && ?d = ?f) }}")),
        ("of graphs", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a ?p ?b } GRAPH ?h { ?c ?q ?d } GRAPH ?i { ?e ?r ?f } }".to_owned()),
    ] {
        let begin = Instant::now();
        let answer = server.query(&query, "*/*");
        let taken = begin.elapsed();
        assert!(taken < Duration::from_secs(4), "{name}: {taken:?}");
        assert_eq!(answer.status, 422, "{name}: {}", answer.text());
        assert!(answer.text().contains("time"), "{}", answer.text());
        // The place is free again: the thread has really ended.
        assert_eq!(server.query("ASK {}", "*/*").status, 200, "{name}");
    }
}

#[test]
fn a_query_that_fails_in_the_middle_breaks_the_connection() {
    let server = Server::start(
        store(100),
        with(|it| {
            it.limits.query_time = Duration::from_secs(1);
        }),
    );
    let query = format!("SELECT * {{ {} }}", product(12));
    for accept in [
        "application/sparql-results+json",
        "text/csv",
        "application/sparql-results+xml",
    ] {
        let answer = server.query(&query, accept);
        assert_eq!(answer.status, 200);
        assert!(!answer.is_whole, "{accept}");
        assert!(answer.bytes.len() > 1_000_000, "{accept}");
    }
}

#[test]
fn an_answer_has_no_more_rows_than_it_may() {
    let server = Server::start(store(100), with(|it| it.limits.rows = Some(50)));
    for query in ["SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"] {
        assert_eq!(server.query(query, "*/*").status, 422);
        let fewer = format!("{query} LIMIT 50");
        assert_eq!(server.query(&fewer, "*/*").status, 200);
    }
}

#[test]
fn texts_do_not_grow_without_bound() {
    let server = Server::start(store(1), settings());
    let mut doubled = "BIND(\"abcdefgh\" AS ?v0) ".to_owned();
    let mut replaced = doubled.clone();
    for number in 1..60 {
        let before = number - 1;
        doubled.push_str(&format!(
            "BIND(CONCAT(?v{before}, ?v{before}) AS ?v{number}) "
        ));
        replaced.push_str(&format!(
            "BIND(REPLACE(?v{before}, \"(.)\", \"$1$1$1$1\") AS ?v{number}) "
        ));
    }
    for texts in [doubled, replaced] {
        let query = format!("SELECT (STRLEN(?v59) AS ?n) {{ {texts} }}");
        let answer = server.query(&query, "*/*");
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert!(!answer.text().contains("\"value\""), "{}", answer.text());
    }
    let short = "SELECT (REPLACE(CONCAT(\"园\", \"区\"), \"区\", \"地\") AS ?x) {}";
    assert_eq!(server.query(short, "*/*").values(), ["园地"]);
}

#[test]
fn a_full_server_sends_clients_away_for_a_while() {
    let server = Server::start(
        store(1000),
        with(|it| {
            it.limits.queries = 1;
            it.limits.queue = 1;
            it.limits.query_time = Duration::from_secs(3);
            it.limits.queue_time = Duration::from_millis(500);
        }),
    );
    let slow = format!("SELECT (COUNT(*) AS ?n) {{ {} }}", product(14));
    thread::scope(|scope| {
        let running = scope.spawn(|| server.query(&slow, "*/*").status);
        thread::sleep(Duration::from_millis(300));
        let queued: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| server.query("ASK {}", "*/*")))
            .collect();
        let answers: Vec<Answer> = queued.into_iter().map(|it| it.join().unwrap()).collect();
        for answer in &answers {
            assert_eq!(answer.status, 503);
            assert!(answer.header("retry-after").parse::<u64>().unwrap() > 0);
            assert_eq!(answer.header("access-control-allow-origin"), "*");
        }
        assert_eq!(running.join().unwrap(), 422);
    });
    assert_eq!(server.query("ASK {}", "*/*").status, 200);
}

#[test]
fn long_queries_keep_nobody_waiting_who_asks_for_something_else() {
    let server = Server::start(
        store(1000),
        with(|it| {
            it.limits.queries = 2;
            it.limits.query_time = Duration::from_secs(3);
        }),
    );
    let slow = format!("SELECT (COUNT(*) AS ?n) {{ {} }}", product(14));
    thread::scope(|scope| {
        let running = [(); 2].map(|()| scope.spawn(|| server.query(&slow, "*/*").status));
        thread::sleep(Duration::from_millis(300));
        let begin = Instant::now();
        for _ in 0..20 {
            assert_eq!(server.get("/health", &[]).status, 200);
        }
        assert!(begin.elapsed() < Duration::from_secs(2));
        assert_eq!(running.map(|it| it.join().unwrap()), [422, 422]);
    });
}

#[test]
fn a_client_that_goes_away_frees_its_place() {
    let server = Server::start(
        store(1000),
        with(|it| {
            it.limits.queries = 1;
            it.limits.query_time = Duration::from_secs(30);
        }),
    );
    for query in [
        format!("SELECT (COUNT(*) AS ?n) {{ {} }}", product(14)),
        format!("SELECT * {{ {} }}", product(9)),
    ] {
        let mut stream = server.connect();
        let request = Request::new("GET", format!("/sparql?query={}", encode(&query)));
        stream.write_all(&request.bytes()).unwrap();
        thread::sleep(Duration::from_millis(300));
        drop(stream);
        let begin = Instant::now();
        assert_eq!(server.query("ASK {}", "*/*").status, 200);
        assert!(begin.elapsed() < Duration::from_secs(5));
    }
}

#[test]
fn a_client_that_reads_slowly_uses_up_neither_its_time_nor_the_place_of_others() {
    let server = Server::start(
        store(10),
        with(|it| {
            it.limits.query_time = Duration::from_secs(6);
            it.limits.queries = 1;
        }),
    );
    let query = format!("SELECT * {{ {} }}", product(5));
    let mut stream = server.connect();
    let request = Request::new("GET", format!("/sparql?query={}", encode(&query)));
    stream.write_all(&request.bytes()).unwrap();
    let mut begin = [0; 1000];
    stream.read_exact(&mut begin).unwrap();
    thread::sleep(Duration::from_secs(8));
    assert_eq!(server.query("ASK {}", "*/*").status, 200);
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).unwrap();
    assert!(rest.ends_with(b"0\r\n\r\n"));
}

/// A connection whose system holds next to nothing that was not read.
fn narrow(server: &Server) -> TcpStream {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    socket.set_recv_buffer_size(2048).unwrap();
    socket.connect(&server.address.into()).unwrap();
    let stream = TcpStream::from(socket);
    stream
        .set_read_timeout(Some(Duration::from_secs(60)))
        .unwrap();
    stream
}

#[test]
fn who_reads_slowly_is_served_and_who_does_not_read_is_cut_off() {
    let server = Server::start(
        store(10),
        with(|it| it.limits.idle_time = Duration::from_secs(1)),
    );
    let query = format!("SELECT * {{ {} }}", product(4));
    let request = Request::new("GET", format!("/sparql?query={}", encode(&query)));
    let (mut slow, mut idle) = (narrow(&server), narrow(&server));
    for stream in [&mut slow, &mut idle] {
        stream.write_all(&request.bytes()).unwrap();
    }
    let mut piece = [0; 2000];
    for _ in 0..60 {
        slow.read_exact(&mut piece).unwrap();
        thread::sleep(Duration::from_millis(80));
    }
    let (mut rest, mut part) = (Vec::new(), Vec::new());
    slow.read_to_end(&mut rest).unwrap();
    assert!(rest.ends_with(b"0\r\n\r\n"), "the slow one was cut off");
    drop(idle.read_to_end(&mut part));
    assert!(!part.ends_with(b"0\r\n\r\n"), "the idle one was waited for");
    assert!(part.len() < rest.len() / 2);
}

#[test]
fn who_takes_a_few_hundred_bytes_at_a_time_is_served() {
    let server = Server::start(
        store(10),
        with(|it| it.limits.idle_time = Duration::from_secs(4)),
    );
    let query = format!("SELECT * {{ {} }}", product(4));
    let request = Request::new("GET", format!("/sparql?query={}", encode(&query)));
    let mut slow = narrow(&server);
    slow.write_all(&request.bytes()).unwrap();
    // Half of what the system tells by itself, in the time in which something must be taken.
    let mut piece = [0; 200];
    for _ in 0..60 {
        slow.read_exact(&mut piece).unwrap();
        thread::sleep(Duration::from_millis(200));
    }
    let mut rest = Vec::new();
    slow.read_to_end(&mut rest).unwrap();
    assert!(rest.ends_with(b"0\r\n\r\n"), "it was cut off");
}

#[test]
fn slow_and_half_open_clients_do_not_block_others() {
    let server = Server::start(
        store(10),
        with(|it| {
            it.limits.idle_time = Duration::from_secs(1);
            it.limits.connections = 300;
        }),
    );
    let mut slow = Vec::new();
    for number in 0..200 {
        let mut stream = server.connect();
        match number % 3 {
            0 => {}
            1 => stream.write_all(b"GET /sparql?query=ASK HTTP/1.1\r\nX: ").unwrap(),
            _ => stream.write_all(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 100\r\n\r\nASK").unwrap(),
        }
        slow.push(stream);
    }
    let begin = Instant::now();
    assert_eq!(server.query("ASK {}", "*/*").status, 200);
    assert!(begin.elapsed() < Duration::from_secs(1));
    for mut stream in slow {
        let mut rest = Vec::new();
        stream
            .set_read_timeout(Some(Duration::from_secs(10)))
            .unwrap();
        stream.read_to_end(&mut rest).unwrap();
    }
    assert!(begin.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_body_that_is_too_large_is_refused() {
    let server = Server::start(store(1), with(|it| it.limits.body = 1000));
    let query = format!("ASK {{}} #{}", "x".repeat(2000));
    let post = Request::new("POST", "/sparql").body("application/sparql-query", query);
    assert_eq!(server.send(post).status, 413);
}

#[test]
fn other_servers_are_never_asked() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let url = format!("http://{}/sparql", listener.local_addr().unwrap());
    let server = Server::start(store(1), settings());
    for query in [
        format!("SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}"),
        format!("SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}"),
        format!("SELECT * {{ VALUES ?u {{ <{url}> }} SERVICE ?u {{ ?s ?p ?o }} }}"),
        format!("ASK {{ FILTER EXISTS {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}"),
        format!("SELECT * FROM <{url}> {{ ?s ?p ?o }}"),
    ] {
        let answer = server.query(&query, "*/*");
        let expected = if query.contains("SERVICE") { 400 } else { 200 };
        assert_eq!(answer.status, expected, "{query}: {}", answer.text());
    }
    for update in [
        format!("LOAD <{url}>"),
        format!("LOAD SILENT <{url}> INTO GRAPH <urn:g>"),
        format!("INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{url}> {{ ?s ?p ?o }} }}"),
    ] {
        let post = Request::new("POST", "/update")
            .body("application/sparql-update", &update)
            .allowed();
        assert_eq!(server.send(post).status, 400, "{update}");
    }
    assert!(listener.accept().is_err());
}

#[test]
fn requests_that_run_may_end_when_the_server_stops() {
    let server = Server::start(store(100), settings());
    let query = format!("SELECT * {{ {} }}", product(5));
    let mut stream = server.connect();
    let request = Request::new("GET", format!("/sparql?query={}", encode(&query)));
    stream.write_all(&request.bytes()).unwrap();
    let mut begin = [0; 1000];
    stream.read_exact(&mut begin).unwrap();
    let stopping = thread::spawn(move || drop(server));
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).unwrap();
    assert!(rest.ends_with(b"0\r\n\r\n"));
    stopping.join().unwrap();
}

#[test]
fn geometries_are_bounded_and_what_is_no_geometry_is_no_error_of_the_server() {
    let server = Server::start(store(1), settings());
    let wkt = |text: &str| format!("\"{text}\"^^geo:wktLiteral");
    let long = format!("LINESTRING({})", vec!["1 1"; 20_000].join(","));
    let twisted = "POLYGON((0 0,1 1,0 1,1 0,0 0,0.5 2,0 0))";
    for (call, value) in [
        (
            format!(
                "ROUND(geof:distance({}, {}, uom:kilometre))",
                wkt("POINT(120.6 31.3)"),
                wkt("POINT(121.47 31.23)")
            ),
            Some("83"),
        ),
        (
            format!(
                "geof:sfWithin({}, {})",
                wkt("POINT(1 1)"),
                wkt("POLYGON((0 0,2 0,2 2,0 2,0 0))")
            ),
            Some("true"),
        ),
        (format!("geof:sfEquals({0}, {0})", wkt(&long)), None),
        (
            format!(
                "geof:union({}, {})",
                wkt("POINT(NaN 1)"),
                wkt("POLYGON(())")
            ),
            None,
        ),
        (format!("geof:distance({}, 1, 2)", wkt("nonsense")), None),
    ] {
        let query = format!("SELECT ({call} AS ?x) {{}}");
        // Too long for the address of a GET.
        let post = Request::new("POST", "/sparql").body("application/sparql-query", query);
        let answer = server.send(post);
        assert_eq!(answer.status, 200, "{}", answer.text());
        let found = answer.json()["results"]["bindings"][0]["x"]["value"].clone();
        assert_eq!(found.as_str(), value, "{call:.80}");
    }
    for function in ["union", "intersection", "convexHull", "relate"] {
        let call = format!("geof:{function}({0}, {0})", wkt(twisted));
        assert!(
            server
                .query(&format!("SELECT ({call} AS ?x) {{}}"), "*/*")
                .status
                < 500
        );
    }
}
