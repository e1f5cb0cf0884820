//! Pages for people: nothing in the data becomes markup, nothing leads nowhere, a text is shown as it was.

use std::collections::{BTreeSet, VecDeque};
use std::thread;
use std::time::{Duration, Instant};

use oxrdf::NamedNode;
use parkgraph::graph::{Base, quads};
use parkgraph::lexicon::Lexicon;
use parkgraph::model::{ContextText, Document};
use parkgraph::pipeline;
use parkgraph::store::Store;

use parkgraph::serve::Settings;

use crate::client::{Answer, Request, Server, encode, eventually, settings};

const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

const HOSTILE: &str = "<script>alert(1)</script>";

/// What every property of a hostile data set says.
const TURTLE: &str = r##"
    @base <https://w3id.org/parkgraph/id/> .
    PREFIX pg: <https://w3id.org/parkgraph/ontology#>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
    PREFIX dcterms: <http://purl.org/dc/terms/>
    PREFIX prov: <http://www.w3.org/ns/prov#>
    PREFIX sosa: <http://www.w3.org/ns/sosa/>
    PREFIX qudt: <http://qudt.org/schema/qudt/>
    <park/p> a pg:Park ; skos:prefLabel "<script>alert(1)</script>" ; skos:altLabel "<script>alert(1)</script>" ;
        pg:divisionCode "<script>alert(1)</script>" ; pg:locatedIn <park/q> ;
        <http://www.w3.org/2002/07/owl#sameAs> <javascript:alert(1)> .
    <park/q> a pg:Park ; skos:prefLabel "\" onmouseover=\"alert(1)" ; pg:locatedIn <park/p> .
    <indicator/i> a pg:Indicator ; skos:prefLabel "<script>alert(1)</script>" .
    <document/d> a pg:Document ; nif:isString "a<script>alert(1)</script>b" ; dcterms:title "<script>alert(1)</script>" ;
        dcterms:identifier "<script>alert(1)</script>" ; dcterms:publisher "<script>alert(1)</script>" ; dcterms:issued "<script>" .
    <document/d#char=1,9> a pg:Mention ; nif:referenceContext <document/d> ; nif:beginIndex 1 ; nif:endIndex 9 ; pg:refersTo <park/p> .
    <fact/observation/f> a pg:Fact, pg:Observation ; prov:wasDerivedFrom <document/d#char=1,9> ; pg:rule "<script>alert(1)</script>" ;
        pg:confidence "<script>" ; sosa:hasFeatureOfInterest <park/p> ; sosa:observedProperty <indicator/i> ; pg:change pg:level ;
        pg:modality pg:actual ; qudt:numericValue 3 ; pg:unitText "<script>alert(1)</script>" ; pg:valueText "<script>alert(1)</script>" ;
        pg:date "2022" .
    <fact/observation/g> a pg:Fact, pg:Observation ; prov:wasDerivedFrom <document/d#char=1,9> ; pg:rule "r" ; pg:confidence 1 ;
        sosa:hasFeatureOfInterest <park/p> ; sosa:observedProperty <indicator/i> ; pg:change pg:level ; pg:modality pg:planned ;
        qudt:numericValue 4 ; pg:unitText "<script>alert(1)</script>" ; pg:valueText "4" ; pg:date "2023" .
    "##;

/// A server with this in a graph.
fn serving(turtle: &str) -> Server {
    let store = Store::memory().unwrap();
    let graph = NamedNode::new_unchecked("https://w3id.org/parkgraph/id/graph/d");
    store.load(&graph, turtle).unwrap();
    Server::start(store, settings())
}

/// A server with what is read from a text.
fn reading(text: &str) -> Server {
    let lexicon = Lexicon::load(None, None).unwrap();
    let document = Document {
        identifier: "a.txt".to_owned(),
        text: ContextText::new(text.to_owned()),
        ..Document::default()
    };
    let store = Store::memory().unwrap();
    let graph = NamedNode::new_unchecked("https://w3id.org/parkgraph/id/graph/a.txt");
    let quads = quads(&pipeline::read(document, &lexicon), &Base::default());
    store.replace(&graph, quads).unwrap();
    Server::start(store, settings())
}

/// A page. The index of the search is made while the server answers already.
fn get(server: &Server, path: &str, language: &str) -> Answer {
    let patience = Instant::now() + Duration::from_secs(20);
    loop {
        let answer = server.get(
            path,
            &[("Accept-Language", language), ("Accept", "text/html")],
        );
        if answer.status != 503 || Instant::now() > patience {
            return answer;
        }
        thread::sleep(Duration::from_millis(50));
    }
}

/// The paths that a page leads to on this server.
fn links(html: &str) -> BTreeSet<String> {
    let links = html
        .split("href=\"")
        .skip(1)
        .filter_map(|it| it.split('"').next());
    links
        .filter(|it| it.starts_with('/'))
        .map(|it| unescaped(it).split('#').next().unwrap().to_owned())
        .collect()
}

/// Text without tags and with its characters.
fn text_of(html: &str) -> String {
    let parts = html.split('<').enumerate();
    let parts = parts.map(|(index, it)| match index {
        0 => it,
        _ => it.split_once('>').map_or("", |(_, text)| text),
    });
    unescaped(&parts.collect::<String>())
}

fn unescaped(text: &str) -> String {
    let plain = text.replace("&lt;", "<").replace("&gt;", ">");
    plain.replace("&quot;", "\"").replace("&amp;", "&")
}

/// A path as a browser sends it.
fn sent(path: &str) -> String {
    let characters = path.chars().map(|it| match it {
        it if it.is_ascii() => it.to_string(),
        it => encode(&it.to_string()),
    });
    characters.collect()
}

#[test]
fn a_label_that_is_a_script_is_text_on_every_page() {
    let server = serving(TURTLE);
    let select = encode("SELECT * { ?s ?p ?o FILTER isLiteral(?o) }");
    let paths = [
        "/".to_owned(),
        "/page/park/p".to_owned(),
        "/page/park/q".to_owned(),
        "/page/indicator/i".to_owned(),
        "/page/document/d".to_owned(),
        "/page/document/d?at=1,9".to_owned(),
        "/page/fact/observation/f".to_owned(),
        "/page/graph/d".to_owned(),
        format!("/search?q={}", encode(HOSTILE)),
        format!("/query?query={select}"),
        format!("/query?query={}", encode("CONSTRUCT WHERE { ?s ?p ?o }")),
        format!("/query?query={}", encode(HOSTILE)),
        format!("/compare?park=park/p&park=park/q&park={}", encode(HOSTILE)),
        format!("/page/{}", encode(HOSTILE)),
    ];
    for path in paths {
        for language in ["en", "zh"] {
            let page = get(&server, &path, language).text();
            let scripts: Vec<_> = page.match_indices("<script").collect();
            assert_eq!(scripts.len(), 1, "{path}: only our own script");
            assert!(page.contains("<script src=\"/asset/page.js"), "{path}");
            for markup in ["href=\"javascript:", "\" onmouseover=\"", " style=\""] {
                assert!(!page.contains(markup), "{path}: {markup}");
            }
        }
    }
    let page = get(&server, "/page/park/p", "en").text();
    assert!(text_of(&page).contains(HOSTILE), "the label is shown");
}

#[test]
fn the_text_of_a_document_is_shown_as_it_was() {
    let text = "  2022年,,張家港經(jing)濟技術開發(fa)(fa)區獲評國家生態工業示範園區。 & <b>\r\n\t甲\t𠮷園\n\n";
    let server = reading(text);
    let page = get(&server, "/page/document/a.txt", "zh").text();
    let begin = page.find("id=\"document-text\"").unwrap();
    let rest = &page[begin..];
    let shown = rest.split_once('>').unwrap().1;
    let shown = shown.split("</div>").next().unwrap();
    assert_eq!(text_of(shown), text);
    assert!(shown.contains("id=\"char="), "mentions can be pointed to");
    assert!(page.contains("<code>conferral/"), "facts name their rules");
}

#[test]
fn no_page_leads_nowhere() {
    let server = reading(
        "2022年，张家港经济技术开发区获评国家生态工业示范园区。2021年，张家港经济技术开发区实现工业总产值400亿元，2022年工业总产值达450亿元。",
    );
    let mut waiting: VecDeque<String> = ["/?lang=en".to_owned()].into();
    let mut seen = BTreeSet::new();
    while let Some(path) = waiting.pop_front() {
        if seen.len() > 400 || !seen.insert(path.clone()) {
            continue;
        }
        let answer = get(&server, &sent(&path), "en");
        assert!(
            matches!(answer.status, 200 | 303),
            "{path}: {}",
            answer.status
        );
        if answer.header("content-type").starts_with("text/html") {
            waiting.extend(links(&answer.text()));
        }
    }
    assert!(seen.len() > 60, "{seen:?}");
    assert!(
        seen.iter()
            .any(|it| it.starts_with("/page/fact/observation/"))
    );
}

/// The addresses that a page gives for links, files and forms.
fn addresses(html: &str) -> Vec<String> {
    let names = ["href=\"", "src=\"", "action=\"", "data-endpoint=\""];
    let values = names.iter().flat_map(|name| html.split(name).skip(1));
    let values = values.filter_map(|it| it.split('"').next());
    values
        .filter(|it| !it.starts_with('#') && !it.contains("://"))
        .map(|it| unescaped(it).split('#').next().unwrap().to_owned())
        .collect()
}

#[test]
fn behind_a_proxy_that_takes_a_path_away_everything_leads_below_it() {
    let settings = Settings {
        public_url: "https://example.test/parks/".to_owned(),
        ..settings()
    };
    let server = Server::start(crate::sample_store(), settings);
    // What the proxy does: what is below the path goes to the server without it, all else nowhere.
    let ask = |path: &str, accept: &str| {
        let inner = path.strip_prefix("/parks").unwrap_or_else(|| {
            panic!("{path} leads beside the path");
        });
        assert!(inner.starts_with('/'), "{path}");
        server.get(sent(inner).as_str(), &[("Accept", accept)])
    };
    let mut waiting: VecDeque<String> = ["/parks/".to_owned(), "/parks/?lang=en".to_owned()].into();
    let mut seen = BTreeSet::new();
    while let Some(path) = waiting.pop_front() {
        if seen.len() > 400 || !seen.insert(path.clone()) {
            continue;
        }
        let answer = eventually(|| {
            let answer = ask(&path, BROWSER);
            (answer.status != 503).then_some(answer)
        });
        match answer.status {
            200 if answer.media_type() == "text/html" => waiting.extend(addresses(&answer.text())),
            200 | 400 => {}
            303 => waiting.push_back(answer.header("location").to_owned()),
            other => panic!("{path}: {other}"),
        }
        if let Some(link) = answer.header("link").strip_prefix("</") {
            assert!(link.starts_with("parks/page/"), "{path}: {link}");
        }
    }
    let kinds = [
        "page/fact/",
        "page/document/",
        "data/park/",
        "asset/",
        "search",
        "compare",
        "query",
    ];
    for kind in kinds {
        let kind = format!("/parks/{kind}");
        assert!(
            seen.iter().any(|it| it.starts_with(&kind)),
            "{kind}: {seen:?}"
        );
    }
    for (path, part) in [
        ("/sparql", "<https://example.test/parks/sparql>"),
        (
            "/.well-known/void",
            "<https://example.test/parks/sparql#dataset>",
        ),
        ("/openapi.json", "\"url\": \"/parks/\""),
        ("/reconcile", "\"https://example.test/parks/reconcile\""),
    ] {
        let text = ask(&format!("/parks{path}"), "").text();
        assert!(text.contains(part), "{path}: {text}");
    }
    for (path, accept) in [
        ("/ontology", BROWSER),
        ("/id/document/b.ttl", BROWSER),
        ("/id/document/b.ttl", "text/turtle"),
    ] {
        let answer = ask(&format!("/parks{path}"), accept);
        let location = answer.header("location");
        assert!(
            answer.status == 303 && location.starts_with("/parks/"),
            "{path}: {location}"
        );
    }
    let post = Request::new("POST", "/store").body("text/turtle", "<urn:a> <urn:p> 1 .");
    let answer = server.send(post.allowed());
    let location = answer
        .header("location")
        .strip_prefix("https://example.test");
    assert_eq!(ask(location.unwrap(), "").status, 200);
}

#[test]
fn what_the_start_page_counts_can_be_seen_to_the_last() {
    let mut turtle = TURTLE.to_owned();
    for number in 0..130 {
        turtle.push_str(&format!(
            "<park/n{number}> a pg:Park ; skos:prefLabel \"园{number}\"@zh ; pg:divisionLevel \"prefecture\" .\n"
        ));
    }
    let server = serving(&turtle);
    let start = get(&server, "/?lang=en", "zh").text();
    for (path, text) in [
        ("/list/Park?lang=en", "132 parks"),
        ("/list/Document?lang=en", "1 document"),
        ("/list/Observation?lang=en", "2 observations"),
    ] {
        assert!(links(&start).contains(path), "{path}: {start}");
        assert!(text_of(&start).contains(text), "{text}");
    }
    assert!(start.contains("all 132"), "{start}");
    let first = get(&server, "/list/Park", "zh").text();
    let second = get(&server, "/list/Park?page=2", "zh").text();
    let parks = |html: &str| {
        let links = links(html).into_iter();
        links.filter(|it| it.starts_with("/page/park/")).count()
    };
    assert_eq!((parks(&first), parks(&second)), (100, 32));
    assert!(links(&first).contains("/list/Park?page=2"), "{first}");
    assert!(links(&second).contains("/list/Park?page=1"), "{second}");
    assert!(
        get(&server, "/list/Observation", "en")
            .text()
            .contains("/page/fact/observation/f")
    );
    for path in ["/list/Park?page=3", "/list/Park?page=0", "/list/Nothing"] {
        assert_eq!(get(&server, path, "en").status, 404, "{path}");
    }
    let empty = Server::empty();
    assert_eq!(get(&empty, "/list/Park", "en").status, 200);
    let park = get(&server, "/page/park/n1", "zh").text();
    assert!(text_of(&park).contains("地级"), "{park}");
}

#[test]
fn pages_are_in_the_language_of_the_reader() {
    let server = serving(TURTLE);
    for (path, accept, language) in [
        ("/", "en-US,en;q=0.9", "en"),
        ("/", "zh-CN,zh;q=0.9,en;q=0.1", "zh-Hans"),
        ("/", "fr", "zh-Hans"),
        ("/?lang=en", "zh", "en"),
        ("/page/ontology", "en", "en"),
    ] {
        let answer = get(&server, path, accept);
        let html = format!("<html lang=\"{language}\">");
        assert!(answer.text().contains(&html), "{path} {accept}");
        assert!(answer.header("vary").contains("Accept-Language"));
    }
    let page = get(&server, "/?lang=en", "zh").text();
    assert!(page.contains("href=\"/compare?lang=en\""), "links keep it");
}

#[test]
fn what_is_unknown_is_a_page_that_says_so() {
    let server = serving(TURTLE);
    for path in ["/page/park/nothing", "/page/%ff", "/page/document/d/x"] {
        let answer = get(&server, path, "en");
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.text().contains("Nothing found"), "{path}");
    }
    assert_eq!(get(&server, "/asset/../Cargo.toml", "en").status, 404);
    assert_eq!(get(&server, "/asset/%2e%2e%2fCargo.toml", "en").status, 404);
}

#[test]
fn a_query_that_cannot_be_answered_says_why_beside_the_form() {
    let server = serving(TURTLE);
    for query in [
        "SELECT {",
        "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
    ] {
        let answer = get(&server, &format!("/query?query={}", encode(query)), "en");
        assert_eq!(answer.status, 400, "{query}");
        assert!(answer.text().contains("cannot be answered"), "{query}");
        assert!(
            unescaped(&answer.text()).contains(query),
            "the form keeps it"
        );
    }
}

#[test]
fn the_page_for_queries_answers_as_the_endpoint_does() {
    let server = serving(TURTLE);
    let ask = |query: &str| get(&server, &format!("/query?query={}", encode(query)), "en");
    let relative = ask("SELECT (<x> AS ?y) {}");
    assert_eq!(relative.status, 200, "{}", relative.text());
    assert!(relative.text().contains("http://example.test/x"));
    for (query, told) in [
        ("ASK { ?s xx:p ?o }", "the prefix `xx:` is not declared"),
        (
            "ASK { ?s <http://a b> ?o }",
            "line 1, column 10: `<http://a b>` is no IRI",
        ),
        (
            "SELECT * { ?s ?p ?o } LIMIT 99999999999999999999",
            "The query limit should be a non negative integer",
        ),
        (
            "SELECT (1 AS ?x) (2 AS ?x) {}",
            "Duplicated variable name in SELECT",
        ),
    ] {
        let page = ask(query);
        assert_eq!(page.status, 400, "{query}");
        assert!(
            unescaped(&page.text()).contains(told),
            "{query}: {}",
            page.text()
        );
        let endpoint = server.query(query, "*/*");
        assert!(
            unescaped(&page.text()).contains(endpoint.text().trim()),
            "{query}"
        );
        assert!(
            page.text().contains("<textarea"),
            "in the frame of the page"
        );
    }
}

#[test]
fn queries_search() {
    let server = reading("2022年，張(zhāng)家港經濟技術開發區獲評國家生態工業示範園區。");
    drop(get(&server, "/search?q=x", "zh"));
    let query = |inner: &str| {
        let query = format!(
            "PREFIX search: <https://w3id.org/parkgraph/search#>
            SELECT DISTINCT ?it ?score {{ SERVICE search:text {{ {inner} }} ?it a ?class }} ORDER BY DESC(?score) ?it"
        );
        server.query(&query, "text/csv")
    };
    let answer = query("?it search:words '张家港' ; search:score ?score");
    assert_eq!(answer.status, 200, "{}", answer.text());
    let text = answer.text();
    assert!(text.contains("/id/park/张家港经济技术开发区,"), "{text}");
    assert!(text.contains("/id/document/a.txt,"), "{text}");
    assert!(query("?it search:words '南京'").text().trim() == "it,score");
    for wrong in [
        "?it search:words ?x",
        "?it search:score ?score",
        "?it ?p 'a'",
        "",
    ] {
        assert_eq!(query(wrong).status / 100, 4, "{wrong}");
    }
}

#[test]
fn programs_search_in_json() {
    let server = reading("2022年，張(zhāng)家港經濟技術開發區獲評國家生態工業示範園區。");
    let path = format!("/search?q={}&limit=3", encode("张家港"));
    drop(get(&server, &path, "zh"));
    let answer = server.get(&path, &[("Accept", "application/json")]);
    assert_eq!(answer.header("content-type"), "application/json");
    let json: serde_json::Value = serde_json::from_str(&answer.text()).unwrap();
    assert_eq!(json["entities"][0]["label"], "张家港经济技术开发区");
    assert_eq!(json["sentences"][0]["beginIndex"], 0);
    let again = server.get(&path, &[("Accept", "application/json")]);
    assert_eq!(answer.text(), again.text());
    let by_name = server.get(&format!("{path}&format=JSON"), &[("Accept", "text/html")]);
    assert_eq!(answer.text(), by_name.text());
    let wrong = server.get(&format!("{path}&format=yaml"), &[]);
    assert_eq!(wrong.status, 400);
    assert!(wrong.text().contains("html, json"), "{}", wrong.text());
    for accept in ["text/html", "application/json"] {
        let vary = server
            .get(&path, &[("Accept", accept)])
            .header("vary")
            .to_owned();
        assert!(vary.contains("Accept, Accept-Language"), "{accept}: {vary}");
    }
}
