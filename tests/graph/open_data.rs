//! Data sets of others: what is imported, what is refused, and what links come of it.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use oxrdf::NamedNode;
use parkgraph::graph::{Base, graph_iri, quads};
use parkgraph::lexicon::Lexicon;
use parkgraph::link::{
    About, Chosen, Csvw, DataSet, Dialect, ImportError, Imported, Link, Predicate, Status, Table,
    Weights, built_in, data_set_quads, geonames, import, kind, renew, separated, sparql_json,
    stored,
};
use parkgraph::model::{ContextText, Document};
use parkgraph::pipeline;
use parkgraph::store::{Answer, Store};

fn lexicon() -> Lexicon {
    Lexicon::load(None, None).unwrap()
}

fn csv(text: &str) -> Table {
    separated(text, &Dialect::of(text))
}

fn imported(name: &str, table: &Table) -> (DataSet, Vec<(usize, String)>) {
    let kind = kind(name).unwrap();
    let about = About {
        version: "2024".to_owned(),
        ..About::default()
    };
    let (lexicon, base) = (lexicon(), Base::default());
    let chosen = Chosen::default();
    let Imported { set, bad, .. } =
        import((name, &kind), table, (about, chosen), (&lexicon, &base)).unwrap();
    (
        set,
        bad.into_iter().map(|it| (it.line, it.message)).collect(),
    )
}

/// The ids of the records of a CSV, and its bad lines.
fn check(name: &str, text: &str, ids: &[&str], bad: &[usize]) {
    let (set, found) = imported(name, &csv(text));
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
    let (lexicon, base) = (lexicon(), Base::default());
    let try_import = |text: &str, by_user: &[(String, String)]| {
        let about = About::default();
        let chosen = Chosen {
            by_user,
            ..Chosen::default()
        };
        import(("x", &kind), &csv(text), (about, chosen), (&lexicon, &base))
    };
    let error = try_import("a,b\n600018,x\n", &[]).unwrap_err();
    assert!(
        matches!(&error, ImportError::Column { column, .. } if column == "stock_code"),
        "{error}"
    );
    let chosen =
        [("a", "stock_code"), ("b", "name")].map(|(one, other)| (one.to_owned(), other.to_owned()));
    let Imported { set, bad, .. } = try_import("a,b\n600018,x\n", &chosen).unwrap();
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

/// What a file with metadata gives: the set, or the error, in the words for a user.
fn with_metadata(name: &str, text: &str, metadata: &str) -> Result<Imported, ImportError> {
    let metadata = Csvw::read(metadata, "x.csv")?;
    let dialect = metadata.dialect(text)?;
    let mut table = separated(text, &dialect);
    metadata.apply(&mut table, &dialect)?;
    let named = metadata.names_of(&table.headers);
    let chosen = Chosen {
        by_metadata: &named,
        ..Chosen::default()
    };
    let about = About::default();
    let kind = kind(name).unwrap();
    import(
        ("x", &kind),
        &table,
        (about, chosen),
        (&lexicon(), &Base::default()),
    )
}

#[test]
fn csvw_metadata_names_the_columns() {
    let metadata = r#"{"tableSchema": {"columns": [{"name": "stock_code", "titles": "Kürzel"}, {"name": "name", "titles": {"zh": ["公司"]}}]}}"#;
    let imported = with_metadata("listed", "Kürzel,公司\n600018,x\n", metadata).unwrap();
    assert_eq!(imported.set.records[0].id, "600018.SH");
}

/// Metadata of a table of indicators, with a dialect and the keys of the column of values.
fn yearbook(dialect: &str, value: &str) -> String {
    format!(
        r#"{{"url": "x.csv", "dialect": {{{dialect}}}, "tableSchema": {{"columns": [{{"titles": "园", "name": "name"}},
        {{"titles": "项", "name": "indicator"}}, {{"titles": "期", "name": "year", "datatype": {{"base": "date", "format": "yyyy"}}}},
        {{"titles": "量", "name": "value", {value}}}]}}}}"#
    )
}

#[test]
fn the_dialect_and_the_datatypes_of_csvw_were_ignored() {
    let comma = r#""datatype": {"base": "decimal", "format": {"decimalChar": ","}}"#;
    let values = |text: &str, metadata: &str| {
        let imported = with_metadata("indicators", text, metadata).unwrap();
        let records = imported.set.records.iter();
        let values = records.map(|it| it.value("value").unwrap().to_owned());
        let bad: Vec<usize> = imported.bad.iter().map(|it| it.line).collect();
        (values.collect::<Vec<_>>(), bad)
    };
    let text = "园;项;期;量\n张家港经济技术开发区;进出口总额;2021;1100,5\n苏州工业园区;进出口总额;2021;1.100,5\n";
    let metadata = yearbook(r#""delimiter": ";""#, comma);
    assert_eq!(
        values(text, &metadata),
        (vec!["1100.5".to_owned()], vec![3])
    );

    let grouped = r#""null": ["-", "…"], "datatype": {"base": "decimal", "format": {"decimalChar": ",", "groupChar": "."}}"#;
    let text = "年鉴\n园|项|期|量\n#说明\n张家港经济技术开发区|'进出口|总额'|2021|1.100,5\n苏州工业园区|进出口总额|2021|…\n";
    let dialect = r##""delimiter": "|", "quoteChar": "'", "commentPrefix": "#", "skipRows": 1, "trim": true"##;
    assert_eq!(
        values(text, &yearbook(dialect, grouped)),
        (vec!["1100.5".to_owned()], vec![5])
    );

    let text = "苏州工业园区,进出口总额,2021,12\n苏州工业园区,进出口总额,22,12\n苏州工业园区,进出口总额,2022,1.5\n";
    let whole = r#""required": true, "datatype": "integer""#;
    assert_eq!(
        values(text, &yearbook(r#""header": false"#, whole)),
        (vec!["12".to_owned()], vec![2, 3])
    );
}

#[test]
fn what_is_not_understood_in_csvw_metadata_is_told_with_its_key() {
    let text = "园,项,期,量\n苏州工业园区,进出口总额,2021,12\n";
    let number = r#""datatype": "number""#;
    for (dialect, value, key) in [
        (
            r#""lineTerminators": ";""#,
            number,
            "dialect.lineTerminators",
        ),
        (r#""delimiter": "||""#, number, "dialect.delimiter"),
        (r#""skipRows": "one""#, number, "dialect.skipRows"),
        (
            "",
            r#""datatype": {"base": "decimal", "format": "0.0%"}"#,
            "format",
        ),
        (
            "",
            r#""datatype": {"base": "decimal", "format": {"decimalChar": "::"}}"#,
            "decimalChar",
        ),
        (
            "",
            r#""datatype": {"base": "date", "format": "EEE"}"#,
            "format",
        ),
    ] {
        let error = with_metadata("indicators", text, &yearbook(dialect, value)).unwrap_err();
        assert!(error.to_string().contains(key), "{key}: {error}");
    }
    let metadata = yearbook(
        "",
        r#""datatype": {"base": "time", "minimum": 3}, "valueUrl": "x""#,
    );
    let metadata = Csvw::read(&metadata, "y.csv").unwrap();
    for key in ["url", "minimum", "valueUrl", "\"time\""] {
        let told = metadata.warnings().iter().any(|it| it.contains(key));
        assert!(told, "{key}: {:?}", metadata.warnings());
    }
    assert!(matches!(
        Csvw::read("{broken", "x"),
        Err(ImportError::MetadataJson(_))
    ));
    let misspelt = yearbook("", number).replace("量", "值");
    let error = with_metadata("indicators", text, &misspelt).unwrap_err();
    assert!(error.to_string().contains("titles"), "{error}");
}

#[test]
fn cells_that_cannot_be_right_were_taken_without_a_word() {
    check(
        "zones",
        "代码,开发区名称,批准时间,面积,region\nG321095,甲,2011.09,1.5,320582\nG321096,乙,1999.13,,\nG321097,丙,昨天,,\n\
         G321098,丁,,-5,\nG321099,戊,,,999999\n",
        &["G321095"],
        &[3, 4, 5, 6],
    );
    check(
        "wikidata",
        "item,code\nQ1022926,320582\nQ1,000000\n",
        &["320582"],
        &[3],
    );
    check(
        "listed",
        "code,name\n600519,甲\n60051,乙\n00700,丙\n",
        &["600519.SH", "00700.HK"],
        &[3],
    );
    check(
        "holders",
        "名称,荣誉,日期\n苏州工业园区,国家生态工业示范园区,2008\n苏州工业园区,国家生态工业示范园区,2020-13-45\n",
        &["2"],
        &[3],
    );
    check(
        "indicators",
        "园区,指标,年份,数值\n张家港经开区,进出口总额,2021,\"1,100.5\"\n张家港经济技术开发区,进出口总额,2021,7\n\
         张家港经开区,进出口总额,2022,\"1100,5\"\n",
        &["2"],
        &[3, 4],
    );
}

#[test]
fn values_that_nobody_knows_are_kept_and_told() {
    let import = |name: &str, text: &str| {
        let chosen = Chosen::default();
        let (kind, base) = (kind(name).unwrap(), Base::default());
        let about = About::default();
        import(
            (name, &kind),
            &csv(text),
            (about, chosen),
            (&lexicon(), &base),
        )
        .unwrap()
    };
    let found = import(
        "indicators",
        "园区,指标,年份,数值,单位,备注\n苏州工业园区,进出口总额,2021,5,光年,\n苏州工业园区,没有的指标,2021,5,亿元,\n",
    );
    assert_eq!((found.set.records.len(), found.bad.len()), (2, 0));
    let notes = found.notes.join("\n");
    for word in ["光年", "没有的指标", "备注"] {
        assert!(notes.contains(word), "{word}: {notes}");
    }
    assert!(!notes.contains("亿元"), "{notes}");
    let found = import("holders", "名称,荣誉\n苏州工业园区,并无此荣誉\n");
    assert!(
        found.notes.join("\n").contains("并无此荣誉"),
        "{:?}",
        found.notes
    );
}

#[test]
fn several_aliases_in_a_cell_were_one_name() {
    let text =
        "统一社会信用代码,企业名称,曾用名\n91110000600037341L,某某公司,甲公司|乙公司；丙公司\n";
    let (set, _) = imported("companies", &csv(text));
    assert_eq!(set.records[0].aliases, ["甲公司", "乙公司", "丙公司"]);
}

#[test]
fn a_file_without_rows_took_the_place_of_a_good_set() {
    let kind = kind("zones").unwrap();
    let (lexicon, base) = (lexicon(), Base::default());
    let attempt = |text: &str| {
        let about = (About::default(), Chosen::default());
        import(("zones", &kind), &csv(text), about, (&lexicon, &base)).unwrap_err()
    };
    assert!(matches!(
        attempt("代码,开发区名称\n"),
        ImportError::HeadersOnly
    ));
    assert!(matches!(attempt(""), ImportError::Empty));
}

#[test]
fn a_header_or_column_that_is_none_was_mapped_without_a_word() {
    let kind = kind("zones").unwrap();
    let attempt = |header: &str, column: &str| {
        let by_user = [(header.to_owned(), column.to_owned())];
        let chosen = Chosen {
            by_user: &by_user,
            ..Chosen::default()
        };
        let table = csv("代码,开发区名称,x\nG321095,甲,乙\n");
        let about = About::default();
        import(
            ("zones", &kind),
            &table,
            (about, chosen),
            (&lexicon(), &Base::default()),
        )
    };
    assert!(matches!(
        attempt("foo", "alias"),
        Err(ImportError::Header { .. })
    ));
    assert!(matches!(
        attempt("x", "bar"),
        Err(ImportError::Unknown { .. })
    ));
    assert_eq!(
        attempt("x", "alias").unwrap().set.records[0].aliases,
        ["乙"]
    );
}

#[test]
fn a_dump_of_geonames_lost_coordinates_and_other_names() {
    let dump = "1787331\tZhangjiagang\tZhangjiagang\tZhangjiagang,張家港,张家港,张家港市\t31.865\t120.53889\tA\tADM3\tCN\t\t04\t\t\t\t0\t\t7\tAsia/Shanghai\t2024-01-01\n\
                2\tYangshe\tYangshe\t张家港市,杨舍\t31.86\t120.53\tP\tPPLA3\tCN\t\t04\t\t\t\t0\t\t7\tAsia/Shanghai\t2024-01-01\n";
    let (set, bad) = imported("geonames", &geonames(dump, &lexicon()));
    assert!(bad.is_empty(), "{bad:?}");
    let record = &set.records[0];
    assert_eq!(record.name, "张家港市");
    assert_eq!(record.aliases, ["张家港"]);
    assert_eq!(record.english.as_deref(), Some("Zhangjiagang"));
    assert_eq!(record.value("latitude"), Some("31.865"));
    assert_eq!(record.value("longitude"), Some("120.53889"));
    assert_eq!(set.records[1].name, "杨舍");
    let (store, links) = linked("张家港市昨天很热。", std::slice::from_ref(&set));
    assert!(links.iter().any(|it| it.object == record.iri), "{links:?}");
    let ask = "PREFIX geo: <http://www.opengis.net/ont/geosparql#> ASK { ?place geo:hasGeometry/geo:asWKT ?point ; \
               skos:prefLabel \"张家港市\"@zh-hans ; skos:altLabel \"Zhangjiagang\"@en }";
    assert!(matches!(store.query(ask).unwrap(), Answer::Boolean(true)));
}

#[test]
fn a_set_without_a_licence_says_so() {
    let (listed, _) = imported("listed", &csv(LISTED));
    let (graph, quads) = data_set_quads(&listed, &Base::default());
    let store = Store::memory().unwrap();
    store.replace(&graph, quads).unwrap();
    let ask = "ASK { ?set a dcat:Dataset ; dcterms:rights \"licence unknown\" }";
    assert!(matches!(store.query(ask).unwrap(), Answer::Boolean(true)));
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
    let (set, bad) = imported("geonames", &geonames(dump, &lexicon()));
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
    let (listed, _) = imported("listed", &csv(LISTED));
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
    let (listed, _) = imported("listed", &csv(LISTED));
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
    let text = "园区,指标,年份,数值,单位\n张家港经开区,地区生产总值,2022,\"1,234.5\",亿元\n张家港经开区,地区生产总值,22,1,亿元\n";
    let (set, bad) = imported("indicators", &csv(text));
    assert_eq!(bad.len(), 1);
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
    let (mut listed, _) = imported("listed", &csv(LISTED));
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
