//! Linked data: every IRI of the store leads to a page and to data.

use oxrdf::{GraphName, NamedNode, NamedOrBlankNode, Term};
use parkgraph::graph::Base;
use parkgraph::store::Store;
use parkgraph::vocab::{self, ONTOLOGY};

use crate::client::{Server, encode, settings};

const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
const PARK: &str = "/id/park/甲市经济技术开发区";

fn server() -> Server {
    Server::start(crate::sample_store(), settings())
}

/// The path as a careful client sends it.
fn encoded(path: &str) -> String {
    let segments = path.split('/').map(encode);
    segments.collect::<Vec<_>>().join("/")
}

#[test]
fn an_entity_leads_to_its_page_or_its_data() {
    let server = server();
    for (accept, location) in [
        (BROWSER, "/page/park/"),
        ("text/turtle", "/data/park/"),
        ("", "/data/park/"),
        ("application/ld+json, text/html;q=0.5", "/data/park/"),
    ] {
        let answer = server.get(&encoded(PARK), &[("Accept", accept)]);
        assert_eq!(answer.status, 303, "{accept}: {}", answer.text());
        assert!(answer.header("location").starts_with(location), "{accept}");
        assert!(answer.header("location").is_ascii());
        assert!(answer.header("vary").contains("Accept"));
    }
    let to = |accept| {
        let answer = server.get(&encoded(PARK), &[("Accept", accept)]);
        answer.header("location").to_owned()
    };
    assert!(to("text/turtle").ends_with(".ttl"));
    assert!(to("application/ld+json").ends_with(".jsonld"));
    assert_eq!(
        server
            .get(&encoded(PARK), &[("Accept", "image/png")])
            .status,
        406
    );
}

#[test]
fn raw_and_encoded_chinese_mean_the_same() {
    let server = server();
    let raw = server.get(PARK, &[]);
    let upper = server.get(&encoded(PARK), &[]);
    let lower = server.get(&encoded(PARK).to_lowercase(), &[]);
    for answer in [raw, upper, lower] {
        assert_eq!(answer.status, 303, "{}", answer.text());
        let data = server.get(answer.header("location"), &[]);
        assert_eq!((data.status, data.media_type()), (200, "text/turtle"));
        assert!(data.text().contains("甲市经济技术开发区"));
    }
}

#[test]
fn what_nobody_knows_is_404() {
    let server = server();
    for path in [
        "/id/park/%E4%B9%8C%E6%9C%89",
        "/data/park/x.ttl",
        "/id/",
        "/id",
        "/data/",
        "/id/park",
        "/nothing",
        "/id/%FF",
        "/id/../../etc/passwd",
        "/data/..%2F..%2Fetc%2Fpasswd",
        "/id/%00",
        "/asset/../Cargo.toml",
    ] {
        let answer = server.get(path, &[]);
        assert_eq!(answer.status, 404, "{path}: {}", answer.text());
    }
}

#[test]
fn every_node_of_the_store_resolves() {
    let store = crate::sample_store();
    let base = Base::default();
    let graphs = store.graphs().unwrap();
    let mut nodes = std::collections::BTreeSet::<NamedNode>::new();
    for quad in store.dump() {
        let quad = quad.unwrap();
        let subject = match quad.subject {
            NamedOrBlankNode::NamedNode(it) => Some(it),
            NamedOrBlankNode::BlankNode(_) => None,
        };
        let object = match quad.object {
            Term::NamedNode(it) => Some(it),
            _ => None,
        };
        let graph = match quad.graph_name {
            GraphName::NamedNode(it) => Some(it),
            _ => None,
        };
        nodes.extend([subject, object, graph].into_iter().flatten());
    }
    let server = server();
    let mut count = 0;
    for node in nodes {
        let Some(path) = node.as_str().strip_prefix(base.as_str()) else {
            continue;
        };
        count += 1;
        let path = path.split('#').next().unwrap();
        let answer = server.get(&format!("/id/{path}"), &[("Accept", "text/turtle")]);
        assert_eq!(answer.status, 303, "{node}: {}", answer.text());
        let data = server.get(answer.header("location"), &[]);
        assert_eq!(data.status, 200, "{node}: {}", data.text());
        let described = Store::memory().unwrap();
        let graph = NamedNode::new_unchecked("urn:data");
        described.load(&graph, &data.text()).unwrap();
        let is_described = described.quads_of(&node).next().is_some();
        assert!(is_described || graphs.contains(&node), "{node}");
        let page = server.get(&format!("/id/{path}"), &[("Accept", BROWSER)]);
        assert!(page.header("location").starts_with("/page/"), "{node}");
        let page = server.get(page.header("location"), &[]);
        assert_eq!(page.status, 200, "{node}");
    }
    assert!(count > 20);
}

#[test]
fn the_data_of_an_entity_holds_its_facts_and_their_evidence() {
    let server = server();
    let location = server.get(PARK, &[]).header("location").to_owned();
    let text = server.get(&location, &[]).text();
    for part in [
        "pg:Conferral",
        "nif:anchorOf",
        "prov:wasDerivedFrom",
        "skos:prefLabel",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let answer = server.get(
        &location.replace(".ttl", ""),
        &[("Accept", "application/n-triples")],
    );
    assert_eq!(answer.media_type(), "application/n-triples");
    assert!(answer.header("link").contains("alternate"));
}

#[test]
fn the_terms_of_the_ontology_resolve() {
    let server = server();
    let answer = server.get("/ontology", &[("Accept", "text/turtle")]);
    assert_eq!((answer.status, answer.media_type()), (200, "text/turtle"));
    for term in vocab::pg::ALL {
        let local = term.as_str().rsplit('#').next().unwrap();
        assert!(answer.text().contains(&format!("pg:{local} ")), "{term}");
    }
    let json = server.get("/ontology", &[("Accept", "application/ld+json")]);
    assert!(json.json().is_array());
}

#[test]
fn a_proxy_may_forward_a_base_of_its_own() {
    let base = Base::new("https://data.example.org/园区/id/").unwrap();
    let store = crate::sample_store_below(&base);
    let mut settings = settings();
    settings.base = base;
    settings.public_url = "https://data.example.org/park-graph/".to_owned();
    let server = Server::start(store, settings);
    let path = "/%E5%9B%AD%E5%8C%BA/id/park/甲市经济技术开发区";
    for path in [path, &encoded(PARK)] {
        let answer = server.get(path, &[]);
        assert_eq!(answer.status, 303, "{path}: {}", answer.text());
        assert!(
            answer
                .header("location")
                .starts_with("/park-graph/data/park/"),
            "{path}"
        );
    }
    assert_eq!(server.get("/%E5%9B%AD%E5%8C%BA/id/park/x", &[]).status, 404);
}

/// A criterion of a standard, which assesses an indicator of which nothing is said; entries of the lexicon and records.
const OWN: &str = "\
<https://w3id.org/parkgraph/id/criterion/1> <https://w3id.org/parkgraph/ontology#assesses>
    <https://w3id.org/parkgraph/id/indicator/一般工业固体废物综合利用率> .
<https://w3id.org/parkgraph/lexicon/place/230500>
    <http://www.w3.org/2004/02/skos/core#prefLabel> \"双鸭山市\"@zh .
<https://w3id.org/parkgraph/id/place/1> <http://www.w3.org/2004/02/skos/core#exactMatch>
    <https://w3id.org/parkgraph/lexicon/place/1> , <https://w3id.org/parkgraph/data/agency> .";

fn own_server() -> Server {
    let store = Store::memory().unwrap();
    let graph = NamedNode::new_unchecked("urn:own");
    store.load(&graph, OWN).unwrap();
    Server::start(store, settings())
}

#[test]
fn what_is_known_only_as_an_object_has_a_page() {
    let server = own_server();
    let path = encoded("/id/indicator/一般工业固体废物综合利用率");
    let answer = server.get(&path, &[("Accept", BROWSER)]);
    assert_eq!(answer.status, 303);
    let page = server.get(answer.header("location"), &[]);
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.text().contains("/page/criterion/1"), "{}", page.text());
}

#[test]
fn the_lexicon_and_the_records_of_open_data_resolve() {
    let server = own_server();
    for iri in ["lexicon/place/230500", "lexicon/place/1", "data/agency"] {
        for root in ["/id/", "/parkgraph/", "/"] {
            let path = format!("{root}{iri}");
            let answer = server.get(&path, &[("Accept", BROWSER)]);
            assert_eq!(answer.status, 303, "{path}: {}", answer.text());
            assert_eq!(answer.header("location"), format!("/page/{iri}"), "{path}");
            assert_eq!(server.get(answer.header("location"), &[]).status, 200);
            let answer = server.get(&path, &[("Accept", "text/turtle")]);
            assert_eq!(answer.header("location"), format!("/data/{iri}.ttl"));
            let data = server.get(answer.header("location"), &[]);
            assert_eq!((data.status, data.media_type()), (200, "text/turtle"));
        }
    }
    for path in [
        "/parkgraph/lexicon/place/9",
        "/data/company",
        "/parkgraph/asset",
    ] {
        assert_eq!(server.get(path, &[]).status, 404, "{path}");
    }
    let page = server.get("/page/place/1", &[]).text();
    assert!(page.contains("href=\"/page/lexicon/place/1"), "{page}");
}

#[test]
fn nodes_resolve_whose_iris_are_written_otherwise_than_ours() {
    let store = Store::memory().unwrap();
    let graph = NamedNode::new_unchecked("urn:own");
    let paths = [
        "lexicon/park/中德(沈阳)高端装备制造产业园",
        "lexicon/park/a(b)'c",
        "lexicon/park/%E4%B8%AD",
        "id/park/甲（乙）",
    ];
    let turtle = paths.map(|path| {
        format!("<https://w3id.org/parkgraph/{path}> <http://www.w3.org/2004/02/skos/core#prefLabel> \"name\" .\n")
    });
    store.load(&graph, &turtle.concat()).unwrap();
    let server = Server::start(store, settings());
    for path in paths {
        let path = path.strip_prefix("id/").unwrap_or(path);
        let mut forms = vec![format!("/id/{path}")];
        // What is encoded in the IRI is encoded in its address.
        if !path.contains('%') {
            let characters = path.chars().map(|it| match it {
                it if it.is_ascii() => it.to_string(),
                it => encode(&it.to_string()),
            });
            forms.push(format!("/id/{}", characters.collect::<String>()));
        }
        for form in forms {
            for accept in [BROWSER, "text/turtle"] {
                let answer = server.get(&form, &[("Accept", accept)]);
                assert_eq!(answer.status, 303, "{form}: {}", answer.text());
                let found = server.get(answer.header("location"), &[]);
                assert_eq!(found.status, 200, "{form}: {}", answer.header("location"));
            }
        }
    }
}

#[test]
fn a_version_of_the_ontology_resolves() {
    let server = server();
    let version = ONTOLOGY.split("owl:versionIRI <https://w3id.org").nth(1);
    let version = version.unwrap().split('>').next().unwrap();
    assert_eq!(version, "/parkgraph/ontology/0.1.0");
    let answer = server.get(version, &[("Accept", "text/turtle")]);
    assert_eq!((answer.status, answer.media_type()), (200, "text/turtle"));
    assert_eq!(server.get("/parkgraph/ontology/9", &[]).status, 404);
}

#[test]
fn the_language_of_an_address_leads_to_the_page_in_it() {
    let server = server();
    let path = format!("{}?lang=en", encoded(PARK));
    let answer = server.get(&path, &[("Accept", BROWSER)]);
    assert!(answer.header("location").ends_with("?lang=en"));
    let answer = server.get("/ontology?lang=en", &[("Accept", BROWSER)]);
    assert_eq!(answer.header("location"), "/page/ontology?lang=en");
    let path = format!("{}?lang=en", encoded(PARK));
    let answer = server.get(&path, &[("Accept", "text/turtle")]);
    assert!(answer.header("location").ends_with(".ttl"));
}

#[test]
fn the_ontology_resolves_where_a_proxy_forwards_its_iri() {
    let server = server();
    let answer = server.get("/parkgraph/ontology", &[("Accept", "text/turtle")]);
    assert_eq!((answer.status, answer.media_type()), (200, "text/turtle"));
    let answer = server.get("/parkgraph/ontology", &[("Accept", BROWSER)]);
    assert_eq!(answer.header("location"), "/page/ontology");
}
