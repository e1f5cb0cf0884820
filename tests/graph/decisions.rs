//! What people decide about links and entities survives every build, and can be taken back.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use crate::mapping::rejecting;
use parkgraph::graph::{Base, graph_iri, renamed_quads};
use parkgraph::lexicon::Lexicon;
use parkgraph::link::{
    Decisions, Link, Predicate, Presence, Status, Weights, built_in, read_sssom, renew, write_sssom,
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
    let there = Presence::new(store, &[], &base);
    let decisions = there.of_entities(&decisions).unwrap();
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
    let decisions = read_sssom(table, &base).unwrap().decisions.into_iter();
    Decisions::new(decisions.map(|(_, it)| it).collect(), &base)
        .put(store, &base)
        .unwrap();
}

/// The table that `link --export` writes.
fn exported(store: &Store, links: &[Link]) -> String {
    let base = Base::default();
    write_sssom(links, &Decisions::stored(store, &base).unwrap(), &base)
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
    let text = exported(&store, &links);
    let read = read_sssom(&text, &Base::default()).unwrap();
    assert!(
        read.decisions.is_empty() && read.left == links.len(),
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
    let text = format!("{TEXT}本特勒位于苏州市。");
    let build = |store: &Store| build_of(store, &[("a.txt", &text)]);
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

/// A row of the columns of [`table`].
fn row(ends: [&str; 3], more: &str) -> String {
    let [subject, property, object] = ends;
    format!(
        "{subject}\t\t{property}\t\t{object}\t\tsemapv:ManualMappingCuration\tLi\t2026-02-01\t{more}"
    )
}

#[test]
fn a_table_that_is_exported_holds_the_very_decisions_merges_and_splits_too() {
    let store = Store::memory().unwrap();
    build(&store);
    let rejected = row(
        [
            "id:park/张家港经济技术开发区",
            "skos:exactMatch",
            "z:G321095",
        ],
        "",
    );
    let rejected = rejected.replacen("Match\t\t", "Match\tNot\t", 1);
    let split = |number: u8, document: &str| {
        let other = format!("id:company/采埃孚/{number}");
        row(["id:company/采埃孚", "owl:differentFrom", &other], document)
            .replace("\t\tsemapv", "\t采埃孚 \"另一家\"\tsemapv")
    };
    let rows = [
        rejected,
        row(["id:place/苏州市", "owl:sameAs", "id:place/张家港市"], ""),
        split(2, "a.txt"),
        split(2, "b.txt"),
        split(3, "c.txt"),
        row(["id:company/采埃孚", "skos:exactMatch", "wd:Q136867"], "")
            .replace("\tLi\t", "\t李四\t"),
        row(["id:company/无此公司", "skos:closeMatch", "wd:Q1"], ""),
    ];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    decide(&store, &table(&rows));
    let decided = Decisions::stored(&store, &Base::default()).unwrap();
    assert_eq!(decided.len(), rows.len());
    for _ in 0..2 {
        let links = build(&store);
        let text = exported(&store, &links);
        decide(&store, &text);
        let again = Decisions::stored(&store, &Base::default()).unwrap();
        assert_eq!(again, decided);
        assert_eq!(exported(&store, &build(&store)), text);
    }
    assert!(ask(
        &store,
        "?it pg:decisionStatus pg:rejected ; pg:decisionPredicate skos:exactMatch"
    ));
    assert!(ask(&store, "id:company\\/采埃孚\\/2 a pg:Company"));
}

#[test]
fn decisions_that_can_never_hold_are_refused_with_their_line() {
    let refused = |rows: &[String], line: usize, why: &str| {
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let error = read_sssom(&table(&rows), &Base::default()).unwrap_err();
        assert_eq!(error.line, line, "{error}");
        assert!(error.to_string().contains(why), "{error}");
    };
    let merge = |one: &str, other: &str| row([one, "owl:sameAs", other], "");
    let link = |one: &str, other: &str| row([one, "skos:exactMatch", other], "");
    let split = |other: &str| row(["id:park/a", "owl:differentFrom", other], "a.txt");
    refused(&[link("foo:bar", "z:b")], 4, "what foo: is");
    refused(&[link("id:park/a", "foo:bar")], 4, "what foo: is");
    let no_date = link("id:park/a", "z:b").replace("2026-02-01", "yesterday");
    refused(&[no_date], 4, "\"yesterday\" is no date");
    refused(&[merge("id:park/a", "id:park/a")], 4, "both");
    refused(&[merge("id:company/a", "id:park/b")], 4, "is a Company and");
    refused(&[split("id:company/b")], 4, "things of one kind");
    let [ab, ba] = [
        merge("id:park/a", "id:park/b"),
        merge("id:park/b", "id:park/a"),
    ];
    refused(&[ab.clone(), ba.clone()], 5, "line 4 decides otherwise");
    let not = ba.replacen("sameAs\t\t", "sameAs\tNot\t", 1);
    refused(&[ab.clone(), not], 5, "line 4 decides otherwise");
    let cb = merge("id:park/c", "id:park/b");
    refused(&[ab.clone(), cb], 5, "line 4 decides otherwise");
    let circle = [
        ab,
        merge("id:park/b", "id:park/c"),
        merge("id:park/c", "id:park/a"),
    ];
    refused(&circle, 6, "circle");
    refused(
        &[split("id:park/b"), split("id:park/c")],
        5,
        "line 4 decides otherwise",
    );
    let mistyped = link("id:park/a", "z:b").replace("ManualMappingCuration", "ManualMapping");
    refused(&[mistyped], 4, "semapv:ManualMapping\" is unknown");
}

#[test]
fn what_the_graph_does_not_hold_is_kept_and_not_applied() {
    let store = Store::memory().unwrap();
    build(&store);
    let base = Base::default();
    let rows = [
        row(["id:company/NOPE", "skos:exactMatch", "wd:Q1"], ""),
        row(
            ["id:company/采埃孚", "skos:closeMatch", "id:company/NOPE"],
            "",
        ),
        row(["id:company/采埃孚", "skos:exactMatch", "z:G999999"], ""),
        row(["id:company/NADA", "owl:sameAs", "id:company/采埃孚"], ""),
        row(
            [
                "id:company/采埃孚",
                "owl:differentFrom",
                "id:company/采埃孚/2",
            ],
            "none.txt",
        ),
    ];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    decide(&store, &table(&rows));
    let all = Decisions::stored(&store, &base).unwrap();
    let sets = built_in(&Lexicon::load(None, None).unwrap());
    let there = Presence::new(&store, &sets, &base);
    for decision in all.iter() {
        let missing = there.missing(decision, &all).unwrap();
        assert!(
            missing.is_some_and(|it| it.contains("there is no")),
            "{decision}"
        );
    }
    let links = build(&store);
    assert!(links.iter().all(|it| it.decided.is_none()));
    assert!(!ask(&store, "id:company\\/NOPE ?p ?o"));
    assert!(ask(&store, "id:company\\/采埃孚 a pg:Company"));
    // A later document names it.
    let texts = [("a.txt", TEXT), ("b.txt", "NOPE有限公司位于张家港市。")];
    let named = table(&[&row(
        ["id:company/NOPE有限公司", "skos:exactMatch", "wd:Q1"],
        "",
    )]);
    decide(&store, &named);
    build_of(&store, &texts);
    assert!(ask(
        &store,
        "id:company\\/NOPE有限公司 skos:exactMatch <http://www.wikidata.org/entity/Q1>"
    ));
}

#[test]
fn a_row_that_was_edited_but_is_no_decision_is_told() {
    let automatic = row(["id:park/a", "skos:exactMatch", "z:b"], "");
    let automatic = automatic.replace("ManualMappingCuration", "LexicalMatching");
    let text = table(&[&automatic]);
    let read = read_sssom(&text, &Base::default()).unwrap();
    assert!(read.decisions.is_empty());
    assert_eq!(read.warnings[0].line, 4);
    assert!(read.warnings[0].message.contains("is no decision"));
}

#[test]
fn a_table_that_a_spreadsheet_saved_is_read() {
    let manual = row(["id:park/a", "skos:exactMatch", "z:b"], "");
    let text = table(&[&manual]);
    let lines = text.lines().map(|it| match it.strip_prefix('#') {
        Some(_) => format!("{it},,,,,,,,,"),
        None => it.replace('\t', ","),
    });
    let saved = lines.collect::<Vec<_>>().join("\r\n");
    let [read, saved] = [&text, &saved].map(|it| read_sssom(it, &Base::default()).unwrap());
    assert_eq!(read.decisions.len(), 1);
    assert_eq!(read, saved);
}

#[test]
fn merged_companies_keep_the_link_of_the_name_that_stays() {
    const PAGES: &[(&str, &str)] = &[("a.txt", "采埃孚位于张家港市。本特勒位于张家港市。")];
    let store = Store::memory().unwrap();
    build_of(&store, PAGES);
    let merge = row(["id:company/采埃孚", "owl:sameAs", "id:company/本特勒"], "");
    decide(&store, &table(&[&merge]));
    build_of(&store, PAGES);
    let link =
        "id:company\\/采埃孚 skos:exactMatch <https://w3id.org/parkgraph/lexicon/company/采埃孚>";
    assert!(ask(&store, link));
}
