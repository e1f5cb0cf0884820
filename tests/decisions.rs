//! What people decide about links and entities survives every build, and can be taken back.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod mapping;

use mapping::rejecting;
use parkgraph::graph::{Base, graph_iri, renamed_quads};
use parkgraph::lexicon::Lexicon;
use parkgraph::link::{
    Decisions, Link, Predicate, Status, Weights, built_in, read_sssom, renew, write_sssom,
};
use parkgraph::model::{ContextText, Document};
use parkgraph::pipeline;
use parkgraph::store::{Answer, Store};

const TEXT: &str = "张家港经济技术开发区获评国家生态工业示范园区。采埃孚位于张家港市。";
const ZONE: &str = "https://w3id.org/parkgraph/data/zone-2018/G321095";

/// Builds as the program does: the quads with the store's decisions, then the links.
fn build(store: &Store) -> Vec<Link> {
    build_of(store, &[("a.txt", TEXT)])
}

fn build_of(store: &Store, texts: &[(&str, &str)]) -> Vec<Link> {
    let (lexicon, base) = (Lexicon::load(None, None).unwrap(), Base::default());
    let decisions = Decisions::stored(store, &base).unwrap();
    for (identifier, text) in texts {
        let document = Document {
            identifier: (*identifier).to_owned(),
            text: ContextText::new((*text).to_owned()),
            ..Document::default()
        };
        let reading = pipeline::read(document, &lexicon);
        let renaming = decisions.renaming(identifier, &base);
        let quads = renamed_quads(&reading, &renaming, &base);
        store.replace(&graph_iri(identifier, &base), quads).unwrap();
    }
    let sets = built_in(&lexicon);
    renew(
        store,
        (&lexicon, &sets),
        &Weights::built_in().unwrap(),
        &base,
    )
    .unwrap()
}

fn decide(store: &Store, table: &str) {
    let base = Base::default();
    Decisions::new(read_sssom(table, &base).unwrap(), &base)
        .put(store, &base)
        .unwrap();
}

fn ask(store: &Store, pattern: &str) -> bool {
    let query = format!("PREFIX id: <https://w3id.org/parkgraph/id/> ASK {{ {pattern} }}");
    matches!(store.query(&query).unwrap(), Answer::Boolean(true))
}

fn zone(links: &[Link]) -> Link {
    let found = links
        .iter()
        .find(|it| it.object == ZONE && it.subject_label == "张家港经济技术开发区");
    found.unwrap().clone()
}

/// A row with the columns that a decision needs.
fn table(rows: &[&str]) -> String {
    let head = "#curie_map:\n#  z: https://w3id.org/parkgraph/data/zone-2018/\n\
        subject_id\tsubject_label\tpredicate_id\tpredicate_modifier\tobject_id\tobject_label\tmapping_justification\tauthor_label\tmapping_date\tother\n";
    format!("{head}{}\n", rows.join("\n"))
}

#[test]
fn a_rejected_link_stays_rejected_until_the_decision_is_taken_back() {
    let store = Store::memory().unwrap();
    let links = build(&store);
    assert_eq!(zone(&links).status, Status::Accepted);
    let text = write_sssom(&links, &Base::default());
    assert!(
        read_sssom(&text, &Base::default()).unwrap().is_empty(),
        "nothing was decided"
    );
    // A person edits the exported row.
    decide(&store, &rejecting(&text, "data:zone-2018/G321095"));
    for _ in 0..2 {
        let rejected = zone(&build(&store));
        assert_eq!(rejected.status, Status::Rejected);
        assert_eq!(
            rejected.decided,
            Some(("Li".to_owned(), "2026-11-25".to_owned()))
        );
        assert!(!ask(&store, &format!("?park skos:exactMatch <{ZONE}>")));
    }
    decide(&store, &table(&[]));
    assert_eq!(zone(&build(&store)).status, Status::Accepted);
    assert!(ask(&store, &format!("?park skos:exactMatch <{ZONE}>")));
}

#[test]
fn links_can_be_added_and_their_predicate_changed() {
    let store = Store::memory().unwrap();
    build(&store);
    decide(
        &store,
        &table(&[
            "id:park/张家港经济技术开发区\t张家港经济技术开发区\tskos:closeMatch\t\tz:G321095\t\tsemapv:ManualMappingCuration\tLi\t2026\t",
            "id:company/采埃孚\t采埃孚\tskos:exactMatch\t\twd:Q136867\tZF\tsemapv:ManualMappingCuration\tLi\t2026\t",
        ]),
    );
    let links = build(&store);
    assert_eq!(zone(&links).predicate, Predicate::CloseMatch);
    assert!(ask(
        &store,
        "id:company\\/采埃孚 skos:exactMatch <http://www.wikidata.org/entity/Q136867>"
    ));
}

#[test]
fn entities_are_merged_and_split_and_come_back() {
    let store = Store::memory().unwrap();
    build(&store);
    let before: Vec<String> = store.dump().map(|it| it.unwrap().to_string()).collect();
    decide(
        &store,
        &table(&[
            "id:place/苏州市\t苏州市\towl:sameAs\t\tid:place/张家港市\t张家港市\tsemapv:ManualMappingCuration\tLi\t2026\t",
            "id:company/采埃孚\t采埃孚\towl:differentFrom\t\tid:company/采埃孚/2\t采埃孚（另一家）\tsemapv:ManualMappingCuration\tLi\t2026\ta.txt",
        ]),
    );
    build(&store);
    assert!(ask(
        &store,
        "id:company\\/采埃孚\\/2 pg:locatedIn id:place\\/苏州市 ; skos:prefLabel \"采埃孚（另一家）\"@zh-hans"
    ));
    assert!(ask(
        &store,
        "id:place\\/苏州市 skos:prefLabel \"苏州市\"@zh-hans ; skos:altLabel \"张家港市\"@zh-hans"
    ));
    assert!(!ask(&store, "?s ?p id:place\\/张家港市 . ?s a pg:Mention"));
    decide(&store, &table(&[]));
    build(&store);
    let mut after: Vec<String> = store.dump().map(|it| it.unwrap().to_string()).collect();
    let mut before = before;
    before.sort();
    after.sort();
    assert_eq!(before, after);
}

/// How many observations there are of an entity, and how many entities have observations.
fn observations(store: &Store) -> Vec<String> {
    let query = "SELECT ?it (COUNT(DISTINCT ?fact) AS ?n) WHERE { ?fact a pg:Observation, pg:Fact ; sosa:hasFeatureOfInterest ?it } \
        GROUP BY ?it ORDER BY ?it";
    let Answer::Solutions(rows) = store.query(query).unwrap() else {
        panic!("solutions");
    };
    let rows = rows.map(|row| {
        let row = row.unwrap();
        format!("{} {}", row.get("it").unwrap(), row.get("n").unwrap())
    });
    rows.collect()
}

#[test]
fn what_two_pages_say_of_merged_entities_is_one_fact_and_of_split_ones_two() {
    const PAGES: &[(&str, &str)] = &[
        ("a.txt", "2022年，青杉经济技术开发区实现工业总产值120亿元。"),
        ("b.txt", "2022年，湖阳经济技术开发区实现工业总产值120亿元。"),
        ("c.txt", "2022年，青杉经济技术开发区实现工业总产值120亿元。"),
    ];
    let count = "\"1\"^^<http://www.w3.org/2001/XMLSchema#integer>";
    let of = |name: &str| format!("<https://w3id.org/parkgraph/id/park/{name}> {count}");
    let store = Store::memory().unwrap();
    build_of(&store, PAGES);
    assert_eq!(
        observations(&store),
        [of("湖阳经济技术开发区"), of("青杉经济技术开发区")]
    );
    let merge = "id:park/青杉经济技术开发区\t青杉经开区\towl:sameAs\t\tid:park/湖阳经济技术开发区\t\tsemapv:ManualMappingCuration\tLi\t2026\t";
    decide(&store, &table(&[merge]));
    build_of(&store, PAGES);
    assert_eq!(observations(&store), [of("青杉经济技术开发区")]);
    let split = "id:park/青杉经济技术开发区\t\towl:differentFrom\t\tid:park/青杉经济技术开发区/2\t青杉经济技术开发区（另一个）\tsemapv:ManualMappingCuration\tLi\t2026\tc.txt";
    decide(&store, &table(&[split]));
    build_of(&store, PAGES);
    assert_eq!(
        observations(&store),
        [
            of("湖阳经济技术开发区"),
            of("青杉经济技术开发区"),
            of("青杉经济技术开发区/2")
        ]
    );
    assert!(ask(
        &store,
        "?it skos:prefLabel \"青杉经济技术开发区（另一个）\"@zh-hans ; skos:altLabel \"青杉经济技术开发区\"@zh-hans"
    ));
    assert!(!ask(
        &store,
        "?it skos:prefLabel ?one, ?other FILTER(?one != ?other)"
    ));
}

#[test]
fn a_wrong_decision_is_told_with_its_line() {
    let wrong = |row: &str| read_sssom(&table(&[row]), &Base::default()).unwrap_err();
    let error = wrong("id:a\ta\tskos:exactMatch\t\tz:b\tb\tsemapv:ManualMappingCuration\t\t2026\t");
    assert_eq!(error.line, 4);
    assert!(error.to_string().contains("author_label"), "{error}");
    let error = wrong("id:a\ta\tskos:sameish\t\tz:b\tb\tsemapv:ManualMappingCuration\tLi\t2026\t");
    assert!(error.to_string().contains("sameish"), "{error}");
    let error =
        wrong("no iri\ta\tskos:exactMatch\t\tz:b\tb\tsemapv:ManualMappingCuration\tLi\t2026\t");
    assert!(error.to_string().contains("no iri"), "{error}");
    let error = wrong(
        "id:park/a\ta\towl:differentFrom\t\thttps://example.org/b\tb\tsemapv:ManualMappingCuration\tLi\t2026\ta.txt",
    );
    assert!(error.to_string().contains("must begin with"), "{error}");
    let error = read_sssom("code,name\n600018,a\n", &Base::default()).unwrap_err();
    assert!(
        error.to_string().contains("no column subject_id"),
        "{error}"
    );
    let row = "id:park/a\ta\tskos:exactMatch\t\tz:b\tb\tsemapv:ManualMappingCuration\tLi\t2026\t";
    let rows = [row, &row.replace("Match\t", "Match\tNot")];
    let error = read_sssom(&table(&rows), &Base::default()).unwrap_err();
    assert_eq!(error.line, 5);
    assert!(
        error.to_string().contains("line 4 decides otherwise"),
        "{error}"
    );
}
