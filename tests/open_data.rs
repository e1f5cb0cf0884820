//! Data sets of others: what is imported, what is refused, and what links come of it.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use oxrdf::NamedNode;
use parkgraph::graph::{Base, graph_iri, quads};
use parkgraph::lexicon::Lexicon;
use parkgraph::link::{
    About, DataSet, ImportError, Link, Predicate, Status, Table, Weights, built_in, csvw_columns,
    data_set_quads, geonames, import, kind, observe, renew, separated, sparql_json, stored,
};
use parkgraph::model::{ContextText, Document};
use parkgraph::pipeline;
use parkgraph::store::{Answer, Store};

fn imported(name: &str, table: &Table) -> (DataSet, Vec<(usize, String)>) {
    let kind = kind(name).unwrap();
    let about = About {
        version: "2024".to_owned(),
        ..About::default()
    };
    let (set, bad) = import((name, &kind), table, (about, &[]), &Base::default()).unwrap();
    (
        set,
        bad.into_iter().map(|it| (it.line, it.message)).collect(),
    )
}

/// The ids of the records of a CSV, and its bad lines.
fn check(name: &str, csv: &str, ids: &[&str], bad: &[usize]) {
    let (set, found) = imported(name, &separated(csv, b','));
    let found_ids: Vec<&str> = set.records.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(found_ids, ids);
    let lines: Vec<usize> = found.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, bad, "{found:?}");
}

#[test]
fn bad_rows_are_told_with_their_lines_and_left_out() {
    check(
        "zones",
        "代码,开发区名称,批准时间\nG321095,张家港经济技术开发区,2011.09\nG32109,太短,2011\nG321095,又来一次,2011\n,无代码,\nS329001,江苏某某经济开发区,2006\n多,一,格,了\n",
        &["G321095", "S329001"],
        &[3, 4, 5, 7],
    );
    check(
        "listed",
        "证券代码,证券简称,公司全称\n600018,上港集团,上海国际港务(集团)股份有限公司\n123456,没有,没有这个交易所\n300750.SZ,宁德时代,宁德时代新能源科技股份有限公司\n",
        &["600018.SH", "300750.SZ"],
        &[3],
    );
    check(
        "companies",
        "企业名称,统一社会信用代码\n\"有,逗号的公司\",91110000600037341L\n校验错的公司,91110000600037341M\n\"两\n行的公司\",9111000060003734\n",
        &["91110000600037341L"],
        &[3, 4],
    );
    check(
        "lei",
        "LEI,LegalName\n506700GE1G29325QX363,Example\n506700GE1G29325QX364,Wrong\n",
        &["506700GE1G29325QX363"],
        &[3],
    );
    check(
        "holders",
        "名称,荣誉,批次,日期\n苏州工业园区,国家生态工业示范园区,首批,2008\n,国家生态工业示范园区,首批,2008\n",
        &["2"],
        &[3],
    );
}

#[test]
fn a_table_without_its_columns_is_refused_with_the_way_out() {
    let kind = kind("listed").unwrap();
    let try_import = |csv: &str, chosen: &[(String, String)]| {
        let about = About::default();
        import(
            ("x", &kind),
            &separated(csv, b','),
            (about, chosen),
            &Base::default(),
        )
    };
    let error = try_import("a,b\n600018,x\n", &[]).unwrap_err();
    assert!(
        matches!(&error, ImportError::Column { column, .. } if column == "stock_code"),
        "{error}"
    );
    let chosen =
        [("a", "stock_code"), ("b", "name")].map(|(one, other)| (one.to_owned(), other.to_owned()));
    let (set, bad) = try_import("a,b\n600018,x\n", &chosen).unwrap();
    assert_eq!((set.records.len(), bad.len()), (1, 0));
    assert!(matches!(
        try_import("code,股票代码,name\n1,2,3\n", &[]),
        Err(ImportError::Twice { .. })
    ));
    assert!(matches!(
        try_import("code,name\n1,2\n", &[]),
        Err(ImportError::NoRow { line: 2, .. })
    ));
    assert!(matches!(
        parkgraph::link::kind("nothing"),
        Err(ImportError::Kind { .. })
    ));
}

#[test]
fn csvw_metadata_names_the_columns() {
    let metadata = r#"{"tableSchema": {"columns": [{"name": "stock_code", "titles": "Kürzel"}, {"name": "name", "titles": {"zh": ["公司"]}}]}}"#;
    let chosen = csvw_columns(metadata).unwrap();
    let kind = kind("listed").unwrap();
    let table = separated("Kürzel,公司\n600018,x\n", b',');
    let (set, _) = import(
        ("x", &kind),
        &table,
        (About::default(), &chosen),
        &Base::default(),
    )
    .unwrap();
    assert_eq!(set.records[0].id, "600018.SH");
}

#[test]
fn results_of_wikidata_and_dumps_of_geonames_are_read() {
    let json = r#"{"head": {"vars": ["item", "itemLabel", "code", "en"]}, "results": {"bindings": [
        {"item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q1023800"}, "itemLabel": {"value": "上虞区"}, "code": {"value": "330604"}, "en": {"value": "Shangyu"}},
        {"item": {"type": "uri", "value": "http://www.wikidata.org/entity/X"}, "code": {"value": "330605"}}]}}"#;
    let (set, bad) = imported("wikidata", &sparql_json(json).unwrap());
    assert_eq!(
        set.records[0].iri,
        "http://www.wikidata.org/entity/Q1023800"
    );
    assert_eq!((set.records.len(), bad.len()), (1, 1));
    let dump = "1787331\tZhangjiagang\tZhangjiagang\tZhangjiagang,张家港市\t31.865\t120.53889\tP\tPPLA3\tCN\t\t04\t\t\t\t0\t\t7\tAsia/Shanghai\t2024-01-01\n\
                1\tParis\tParis\t巴黎\t48\t2\tP\tPPLC\tFR\t\t\t\t\t\t0\t\t7\tEurope/Paris\t2024-01-01\nbroken\n";
    let (set, bad) = imported("geonames", &geonames(dump));
    assert_eq!(set.records[0].iri, "https://sws.geonames.org/1787331/");
    assert_eq!(
        (set.records.len(), bad),
        (1, vec![(3, "1 cells, but a dump has 19".to_owned())])
    );
}

/// The links of a store with one document and some imported sets.
fn linked(text: &str, sets: &[DataSet]) -> (Store, Vec<Link>) {
    let (lexicon, base) = (Lexicon::load(None, None).unwrap(), Base::default());
    let store = Store::memory().unwrap();
    let document = Document {
        identifier: "a.txt".to_owned(),
        text: ContextText::new(text.to_owned()),
        ..Document::default()
    };
    let reading = pipeline::read(document, &lexicon);
    store
        .replace(&graph_iri("a.txt", &base), quads(&reading, &base))
        .unwrap();
    store
        .replace_many(sets.iter().map(|it| data_set_quads(it, &base)))
        .unwrap();
    let held = stored(&store, &base).unwrap();
    let mut all = built_in(&lexicon);
    all.retain(|it| held.iter().all(|other| other.name != it.name));
    all.extend(held);
    let links = renew(
        &store,
        (&lexicon, &all),
        &Weights::built_in().unwrap(),
        &base,
    )
    .unwrap();
    (store, links)
}

const LISTED: &str = "证券代码,证券简称,公司全称,统一社会信用代码\n\
    300750,宁德时代,宁德时代新能源科技股份有限公司,\n600000,浦发银行,上海浦东发展银行股份有限公司,\n";

#[test]
fn an_identifier_in_the_text_makes_a_company_the_same() {
    let (listed, _) = imported("listed", &separated(LISTED, b','));
    let text = "宁德时代新能源科技股份有限公司（股票代码：300750）在张家港经济技术开发区投资建厂。\n比亚迪（股票代码：300759）也来了。";
    let (store, links) = linked(text, std::slice::from_ref(&listed));
    let found: Vec<_> = links.iter().filter(|it| it.source == listed.iri).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].predicate, Predicate::SameAs);
    assert_eq!(
        (found[0].rule.as_str(), found[0].status),
        ("link/identifier", Status::Accepted)
    );
    let ask = "ASK { ?company owl:sameAs ?record ; schema:tickerSymbol \"300750.SZ\" }";
    assert!(matches!(store.query(ask).unwrap(), Answer::Boolean(true)));
}

#[test]
fn a_company_named_without_a_code_is_an_exact_match_and_no_more() {
    let (listed, _) = imported("listed", &separated(LISTED, b','));
    let (_, links) = linked(
        "宁德时代在张家港经济技术开发区投资建厂。",
        std::slice::from_ref(&listed),
    );
    let found: Vec<_> = links.iter().filter(|it| it.source == listed.iri).collect();
    assert_eq!(found.len(), 1, "{links:?}");
    assert_eq!(found[0].predicate, Predicate::ExactMatch);
}

#[test]
fn a_park_is_found_by_the_name_of_its_province() {
    let (store, _) = linked(
        "张家港经济技术开发区和沙洲湖科创园获评先进。沙洲湖科创园位于张家港市。",
        &[],
    );
    let query = "SELECT ?name WHERE { ?park a pg:Park ; skos:prefLabel ?name ; pg:inDivision ?d . \
                 ?d skos:prefLabel \"江苏省\"@zh-hans } ORDER BY ?name";
    let Answer::Solutions(rows) = store.query(query).unwrap() else {
        panic!()
    };
    let names: Vec<String> = rows
        .map(|it| it.unwrap().get("name").unwrap().to_string())
        .collect();
    assert!(
        names.contains(&"\"张家港经济技术开发区\"@zh-hans".to_owned()),
        "{names:?}"
    );
}

#[test]
fn yearly_indicators_are_observations_of_the_park_that_the_graph_has() {
    let csv = "园区,指标,年份,数值,单位\n张家港经开区,地区生产总值,2022,\"1,234.5\",亿元\n张家港经开区,地区生产总值,22,1,亿元\n";
    let (mut set, bad) = imported("indicators", &separated(csv, b','));
    assert_eq!(bad.len(), 1);
    observe(
        &mut set,
        &Lexicon::load(None, None).unwrap(),
        &Base::default(),
    );
    let (graph, quads) = data_set_quads(&set, &Base::default());
    let store = Store::memory().unwrap();
    store.replace(&graph, quads).unwrap();
    let ask = "PREFIX qb: <http://purl.org/linked-data/cube#>
        ASK { ?it a qb:Observation ; qb:dataSet ?set ; qudt:numericValue 1234.5 ; dcterms:date \"2022\"^^xsd:gYear ;
        sosa:hasFeatureOfInterest <https://w3id.org/parkgraph/id/park/张家港经济技术开发区> . ?set a qb:DataSet }";
    assert!(matches!(store.query(ask).unwrap(), Answer::Boolean(true)));
    let (_, links) = linked("张家港经济技术开发区。", std::slice::from_ref(&set));
    assert!(links.iter().all(|it| it.source != set.iri));
}

#[test]
fn a_set_has_a_graph_of_its_own_with_its_hash_and_the_number_of_its_records() {
    let (mut listed, _) = imported("listed", &separated(LISTED, b','));
    listed.about.hash = "00ff".to_owned();
    let (graph, quads) = data_set_quads(&listed, &Base::default());
    assert_eq!(
        graph,
        NamedNode::new("https://w3id.org/parkgraph/id/data/listed").unwrap()
    );
    let store = Store::memory().unwrap();
    store.replace(&graph, quads).unwrap();
    let ask = "ASK { ?set a dcat:Dataset ; void:entities 2 ; dcat:version \"2024\" ; dcat:distribution ?file .
        ?file <http://spdx.org/rdf/terms#checksum> ?sum . ?sum <http://spdx.org/rdf/terms#checksumValue> ?value }";
    assert!(matches!(store.query(ask).unwrap(), Answer::Boolean(true)));
}
