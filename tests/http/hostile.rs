//! Thousands of malformed and hostile requests, the same at every run: the client's mistakes, never the server's.

use std::io::Write;

use crate::client::{Answer, Request, Server, encode, settings};

/// A generator of numbers, the same at every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

const PATHS: &[&str] = &[
    "/",
    "/sparql",
    "/update",
    "/store",
    "/id/park/x",
    "/data/document/a.txt.ttl",
    "/ontology",
    "/reconcile",
    "/health",
    "/metrics",
    "/.well-known/void",
    "/search",
    "/page/park/x",
    "/compare",
    "/openapi.json",
    "/store/new/1",
    "/asset/page.js",
];

const METHODS: &[&str] = &[
    "GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "CONNECT", "get", "Ö",
    "X-Y",
];

/// Parts of queries, well-formed and not.
const WORDS: &[&str] = &[
    "SELECT",
    "*",
    "WHERE",
    "{",
    "}",
    "?s",
    "?p",
    "?o",
    ".",
    ";",
    "(",
    ")",
    "FILTER",
    "OPTIONAL",
    "UNION",
    "GRAPH",
    "SERVICE",
    "<http://127.0.0.1:9/>",
    "\"x\"",
    "'",
    "\"\"\"",
    "BIND",
    "AS",
    "COUNT",
    "GROUP BY",
    "ORDER BY",
    "LIMIT",
    "-1",
    "1e999",
    "VALUES",
    "UNDEF",
    "EXISTS",
    "MINUS",
    "REGEX",
    "CONSTRUCT",
    "DESCRIBE",
    "ASK",
    "FROM",
    "NAMED",
    "PREFIX",
    ":",
    "a",
    "^",
    "/",
    "*",
    "+",
    "!",
    "|",
    "_:b",
    "[",
    "]",
    "<<",
    ">>",
    "#",
    "\\u0000",
    "\u{0}",
    "园区",
    "\u{202e}",
    "\u{1F600}",
    "INSERT",
    "DATA",
    "DELETE",
    "LOAD",
    "CLEAR",
    "ALL",
    "99999999999999999999",
    "\"2020\"^^<http://www.w3.org/2001/XMLSchema#date>",
    "@en",
    "BASE",
];

const HEADERS: &[(&str, &str)] = &[
    ("Accept", "*/*;q=9"),
    ("Accept", ";;;,,,q"),
    ("Accept", "text/turtle;q=NaN"),
    ("Accept", "application/sparql-results+json"),
    ("Accept-Encoding", "zstd, br;q=0, gzip;q=x"),
    ("Content-Type", "application/sparql-query"),
    ("Content-Type", "multipart/form-data"),
    ("Content-Type", "application/x-www-form-urlencoded"),
    ("Content-Type", "text/turtle;charset=utf-16"),
    ("Content-Type", "///"),
    ("Authorization", "Bearer"),
    ("Authorization", "Basic eDp5"),
    ("If-None-Match", "*"),
    ("If-None-Match", "\"\"\","),
    ("Range", "bytes=0-"),
    ("Expect", "100-continue"),
    ("Expect", "200"),
    ("Transfer-Encoding", "gzip"),
    ("Origin", "null"),
    ("Access-Control-Request-Method", "\u{7f}"),
    ("Accept-Language", "zh-*-q;;"),
    ("X-Forwarded-Host", "evil\"><script>"),
    ("Upgrade", "h2c"),
    ("Connection", "upgrade"),
    ("Cookie", "a=b"),
    ("Content-Length", "18446744073709551616"),
    ("Content-Length", "-1"),
];

const PARAMETERS: &[&str] = &[
    "query",
    "update",
    "default-graph-uri",
    "named-graph-uri",
    "graph",
    "default",
    "format",
    "union-default-graph",
    "queries",
    "q",
    "prefix",
    "id",
    "lang",
    "extend",
    "using-graph-uri",
    "park",
    "properties",
    "type",
];

/// Some words of a query.
fn text(numbers: &mut Numbers) -> String {
    let count = numbers.below(12);
    let words = (0..count).map(|_| *numbers.pick(WORDS));
    words.collect::<Vec<_>>().join(" ")
}

/// A request that parses as HTTP, mostly.
fn request(numbers: &mut Numbers) -> Request {
    let mut target = (*numbers.pick(PATHS)).to_owned();
    for number in 0..numbers.below(4) {
        let value = match numbers.below(4) {
            0 => "%FF%FE".to_owned(),
            1 => "../../etc/passwd".to_owned(),
            _ => encode(&text(numbers)),
        };
        let mark = if number == 0 { '?' } else { '&' };
        target = format!("{target}{mark}{}={value}", numbers.pick(PARAMETERS));
    }
    let method = *numbers.pick(METHODS);
    let mut request = Request::new(method, target);
    for _ in 0..numbers.below(4) {
        let (name, value) = *numbers.pick(HEADERS);
        request = request.headers(&[(name, value)]);
    }
    if numbers.below(3) == 0 {
        let body = text(numbers);
        request = request.body("", body);
    }
    request
}

/// Bytes that are HTTP only in part: a request of which some bytes are changed, left out or doubled.
fn garbage(numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = request(numbers).bytes();
    for _ in 0..=numbers.below(6) {
        let place = numbers.below(bytes.len());
        match numbers.below(3) {
            0 => bytes[place] = u8::try_from(numbers.below(256)).unwrap(),
            1 => drop(bytes.remove(place)),
            _ => bytes.insert(place, bytes[place]),
        }
    }
    bytes
}

/// A status that says that the server is well.
fn is_well(answer: &Answer) -> bool {
    answer.status < 500
}

#[test]
fn requests_that_make_no_sense() {
    let mut settings = settings();
    settings.limits.idle_time = std::time::Duration::from_millis(500);
    let server = Server::start(crate::sample_store(), settings);
    let mut numbers = Numbers(1);
    for _ in 0..3000 {
        let request = request(&mut numbers);
        let answer = server.send(request.clone());
        assert!(
            is_well(&answer),
            "{request:?}: {} {}",
            answer.status,
            answer.text()
        );
    }
    for _ in 0..1500 {
        let bytes = garbage(&mut numbers);
        let mut stream = server.connect();
        drop(stream.write_all(&bytes));
        drop(stream.shutdown(std::net::Shutdown::Write));
        let answer = Answer::read(&mut stream, true);
        assert!(is_well(&answer), "{}", String::from_utf8_lossy(&bytes));
    }
    assert_eq!(server.query("ASK {}", "*/*").status, 200);
}

#[test]
fn queries_that_are_towers() {
    let mut settings = settings();
    settings.limits.queries = 1;
    settings.limits.query_time = std::time::Duration::from_secs(5);
    let server = Server::start(crate::sample_store(), settings);
    let nested = |open: &str, inner: &str, close: &str, count: usize| {
        format!("{}{inner}{}", open.repeat(count), close.repeat(count))
    };
    let towers = [
        format!("ASK {}", nested("{", "", "}", 50_000)),
        format!("ASK {}", nested("{", "?s ?p ?o", "}", 90)),
        format!("ASK {{ FILTER({}) }}", nested("(", "1", ")", 90)),
        format!("ASK {{ FILTER({}1) }}", "!".repeat(100_000)),
        format!("ASK {{ FILTER({}1) }}", "-".repeat(100_000)),
        format!("ASK {{ FILTER(1{}) }}", "+1".repeat(19_000)),
        format!("ASK {{ FILTER(1{}) }}", "&&1".repeat(9_000)),
        format!("ASK {{ FILTER(1{}) }}", "||?x=1".repeat(6_000)),
        format!("ASK {{ {} }}", "{} UNION ".repeat(6_000) + "{}"),
        format!("ASK {{ {} }}", "OPTIONAL { ?s ?p ?o } ".repeat(3_000)),
        format!("ASK {{ {} }}", (0..3_000).map(|it| format!("BIND({it} AS ?v{it}) ")).collect::<String>()),
        format!("ASK {{ {} }}", (0..1_000).map(|it| format!("?s{it} ?p{it} ?o{it} . ")).collect::<String>()),
        format!("ASK {{ {} }}", (0..1_000).map(|it| format!("?s ?p{it} ?o{it} . ")).collect::<String>()),
        format!("ASK {{ ?s {} ?o }}", nested("(", "a", ")*", 90)),
        format!("ASK {{ ?s a{} ?o }}", "/a".repeat(9_000)),
        format!("ASK {{ ?s a{} ?o }}", "|a".repeat(9_000)),
        format!("ASK {{ ?s {} ?o }}", nested("[ a ", "1", "]", 90)),
        format!("ASK {{ FILTER(REGEX(\"{}\", \"{}\")) }}", "a".repeat(10_000), "(a*)*".repeat(500)),
        format!("ASK {{ FILTER(REGEX(\"a\", \"{}\")) }}", "(".repeat(10_000)),
        format!("ASK {{ FILTER(REGEX(\"a\", \"(((a{{1000}}){{1000}}){{1000}})\")) }}"),
        format!("SELECT * {{ VALUES ?x {{ {} }} }}", "1 ".repeat(100_000)),
        format!("ASK {{ FILTER(?x IN ({}1)) }}", "1,".repeat(100_000)),
        format!("ASK {{ FILTER({}) }}", nested("EXISTS { FILTER(", "1", ") }", 45)),
        format!("ASK {}", nested("{ SELECT * ", "{}", "}", 45)),
        "SELECT (9223372036854775807 + 1 AS ?a) (1/0 AS ?b) (xsd:integer(\"x\") AS ?c) (SUBSTR(\"园\", -9223372036854775808, 9223372036854775807) AS ?d) {}".to_owned(),
        "SELECT * {} LIMIT 18446744073709551615 OFFSET 18446744073709551615".to_owned(),
        "SELECT (GROUP_CONCAT(?s; SEPARATOR=\"\u{0}\") AS ?x) { ?s ?p ?o }".to_owned(),
    ];
    for query in towers {
        let head: String = query.chars().take(60).collect();
        let post = Request::new("POST", "/sparql").body("application/sparql-query", &query);
        let answer = server.send(post);
        assert!(
            is_well(&answer) && answer.status != 0,
            "{head}: {} {}",
            answer.status,
            answer.text()
        );
    }
    assert_eq!(server.query("ASK {}", "*/*").status, 200);
}
