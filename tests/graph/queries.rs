//! The questions in `queries/`: each is answered from the demonstration texts as the table or graph beside it says.
//!
//! `UPDATE_EXPECT=1 cargo test --test graph queries` writes the answers anew; read them against `data/corpus` before you keep them.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use oxrdf::{GraphName, Quad};
use parkgraph::assess;
use parkgraph::graph::{
    Base, SharedGraph, copy_quads, document_iri, graph_iri, quads, shared_graph_iri,
};
use parkgraph::lexicon::Lexicon;
use parkgraph::link::{Weights, built_in, renew};
use parkgraph::model::Reading;
use parkgraph::pipeline;
use parkgraph::publish::rdf;
use parkgraph::resolve::{Candidate, copies};
use parkgraph::source::{discover, read};
use parkgraph::store::{Answer, AnswerFormat, Store, write_answer};
use parkgraph::vocab::{ONTOLOGY, query_prefixes};

/// Questions that the demonstration texts answer, but that no fact read from them answers yet.
const UNANSWERED: &[&str] = &[];

/// The demonstration texts, the ontology and who copies whom, as `parkgraph build data/corpus` stores them.
static CORPUS: LazyLock<Store> = LazyLock::new(|| stored(readings(&["data/corpus"])));

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::load(None, None).unwrap());

/// What is read from these folders.
fn readings(folders: &[&str]) -> Vec<Reading> {
    // The test runs in the folder of the package: identifiers are paths from there.
    let folders: Vec<PathBuf> = folders.iter().map(PathBuf::from).collect();
    let (inputs, errors) = discover(&folders);
    assert!(errors.is_empty(), "{errors:?}");
    let batches = inputs.iter().map(read);
    let documents = batches.flat_map(|batch| {
        assert!(batch.errors.is_empty(), "{:?}", batch.errors);
        batch.documents
    });
    documents.map(|it| pipeline::read(it, &LEXICON)).collect()
}

/// A store of readings, filled in their order.
fn stored(readings: Vec<Reading>) -> Store {
    let store = empty();
    let base = Base::default();
    let mut documents = Vec::new();
    let mut candidates = Vec::new();
    for reading in readings {
        let graph = graph_iri(&reading.identifier, &base);
        store.replace(&graph, quads(&reading, &base)).unwrap();
        if let Some(fingerprint) = reading.fingerprint {
            documents.push(document_iri(&reading.identifier, &base));
            candidates.push(Candidate {
                issued: reading.metadata.issued.map(|it| it.to_string()),
                identifier: reading.identifier,
                fingerprint,
            });
        }
    }
    let pairs = copies(&candidates).into_iter();
    let pairs: Vec<_> = pairs
        .map(|(copy, original)| (documents[copy].clone(), documents[original].clone()))
        .collect();
    let graph = shared_graph_iri(SharedGraph::Copies, &base);
    store.replace(&graph, copy_quads(&pairs, &base)).unwrap();
    let lexicon = Lexicon::load(None, None).unwrap();
    let (sets, weights) = (built_in(&lexicon), Weights::built_in().unwrap());
    renew(&store, (&lexicon, &sets), &weights, &base).unwrap();
    store
}

/// A store that holds the ontology, the standards and the units alone.
fn empty() -> Store {
    let store = Store::memory().unwrap();
    let graph = shared_graph_iri(SharedGraph::Ontology, &Base::default());
    store.load(&graph, ONTOLOGY).unwrap();
    let graph = shared_graph_iri(SharedGraph::Standards, &Base::default());
    let standards = assess::standards(&LEXICON);
    let quads = assess::quads(&standards, &Base::default());
    store.replace(&graph, quads).unwrap();
    let graph = shared_graph_iri(SharedGraph::Units, &Base::default());
    let quads = assess::unit_quads(&LEXICON, &Base::default());
    store.replace(&graph, quads).unwrap();
    store
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("queries")
}

/// The queries by name.
fn queries() -> BTreeMap<String, String> {
    let files = fs::read_dir(folder()).unwrap();
    let paths = files.map(|file| file.unwrap().path());
    paths
        .filter(|path| path.extension().is_some_and(|it| it == "rq"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect()
}

/// An answer as text, how many rows or triples it has, and what its file's name ends in.
fn answer(store: &Store, query: &str) -> (String, usize, &'static str) {
    let mut text = Vec::new();
    let suffix = match store.query(query).unwrap() {
        Answer::Graph(triples) => {
            let quads: Vec<Quad> = triples
                .map(|triple| triple.unwrap().in_graph(GraphName::DefaultGraph))
                .collect();
            let lines: BTreeSet<String> = quads.iter().map(ToString::to_string).collect();
            rdf::write(quads, rdf::Format::Turtle, &mut text).unwrap();
            let text = String::from_utf8(text).unwrap();
            return (text, lines.len(), "ttl");
        }
        table => {
            write_answer(table, AnswerFormat::Csv, &mut text).unwrap();
            "csv"
        }
    };
    let text = String::from_utf8(text).unwrap().replace("\r\n", "\n");
    let rows = text.lines().count() - 1;
    (text, rows, suffix)
}

#[test]
fn the_demonstration_texts_answer_every_question() {
    let update = env::var_os("UPDATE_EXPECT").is_some();
    let mut differing = Vec::new();
    let mut slow = Vec::new();
    LazyLock::force(&CORPUS);
    for (name, query) in queries() {
        let begin = Instant::now();
        let (found, rows, suffix) = answer(&CORPUS, &query);
        if begin.elapsed() > Duration::from_secs(10) {
            slow.push(name.clone());
        }
        assert_eq!(
            rows == 0,
            UNANSWERED.contains(&name.as_str()),
            "queries/{name}.rq has {rows} rows; is it in UNANSWERED?"
        );
        let file = folder().join("expected").join(format!("{name}.{suffix}"));
        if update {
            fs::write(&file, &found).unwrap();
        } else if fs::read_to_string(&file).unwrap_or_default() != found {
            differing.push(format!(
                "queries/expected/{name}.{suffix} should be\n{found}"
            ));
        }
    }
    assert!(slow.is_empty(), "more than ten seconds: {slow:?}");
    assert!(
        differing.is_empty(),
        "{}\n{} answers differ; compare them with the texts, then set UPDATE_EXPECT=1",
        differing.join("\n"),
        differing.len()
    );
}

#[test]
fn what_was_not_conferred_is_not_shown_as_conferred() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.txt", "b.txt"] {
        let text = "张家港经济技术开发区未获评国家生态工业示范园区。";
        fs::write(folder.path().join(name), text).unwrap();
    }
    let store = stored(readings(&[folder.path().to_str().unwrap()]));
    let queries = queries();
    let (sources, ..) = answer(&store, &queries["independent_sources"]);
    assert!(sources.contains(",negated conferred,"), "{sources}");
    assert!(!sources.contains(",conferred,"), "{sources}");
    assert_eq!(answer(&store, &queries["recipients"]).1, 0);
}

#[test]
fn an_empty_store_is_asked_without_error() {
    let store = empty();
    for (name, query) in queries() {
        let (text, rows, _) = answer(&store, &query);
        assert_eq!(
            rows, 0,
            "queries/{name}.rq finds data in the ontology: {text}"
        );
    }
}

#[test]
fn answers_do_not_depend_on_the_order_of_the_documents() {
    let mut readings = readings(&["data/corpus"]);
    readings.reverse();
    let reversed = stored(readings);
    for (name, query) in queries() {
        assert_eq!(
            answer(&CORPUS, &query),
            answer(&reversed, &query),
            "queries/{name}.rq"
        );
    }
}

/// Places without a division code: countries, a town that had another name when the codes were listed, and towns whose county
/// the text does not name (which town of a name is meant the county alone says).
const WITHOUT_CODE: &[&str] = &[
    "中国",
    "乍浦镇",
    "伊拉克",
    "俄罗斯",
    "克井镇",
    "八鱼镇",
    "兴园街道",
    "加拿大",
    "印度",
    "哈萨克斯坦",
    "土耳其",
    "塔拉镇",
    "墨西哥",
    "大河塔乡",
    "大街街道",
    "大龙湖街道",
    "大龙镇",
    "天王镇",
    "孟加拉国",
    "巴西",
    "广川镇",
    "彬江镇",
    "德国",
    "思礼镇",
    "意大利",
    "挪威",
    "捷克",
    "新加坡",
    "日本",
    "智利",
    "杜店街道",
    "杭集镇",
    "板桥街道",
    "楚江镇",
    "比利时",
    "汪仁镇",
    "沙河街道",
    "河边镇",
    "法国",
    "波兰",
    "泰国",
    "洛埠镇",
    "洛羊街道",
    "洪源镇",
    "澳大利亚",
    "澳头街道",
    "瑞典",
    "瑞士",
    "白石镇",
    "石龙镇",
    "磻溪镇",
    "科威特",
    "美国",
    "老顶山街道",
    "荷兰",
    "葛店镇",
    "董团乡",
    "蒙古国",
    "西区街道",
    "西班牙",
    "西苑街道",
    "越南",
    "里则街道",
    "金珠乡",
    "金龙桥街道",
    "长营子镇",
    "阿拉街道",
    "雒容镇",
    "霞涌街道",
    "韩国",
    "马来西亚",
    "马营镇",
    "龙华镇",
];

/// The annotated texts that rules may be made from.
fn development_texts() -> Vec<String> {
    let split = fs::read_to_string("data/parkbench/split.tsv").unwrap();
    let names = split.lines().filter_map(|it| it.strip_suffix("\tdev"));
    let names: BTreeSet<String> = names.map(|it| format!("{it}.")).collect();
    let files = fs::read_dir("data/parkbench/docs").unwrap();
    let paths = files.map(|it| it.unwrap().path().to_str().unwrap().to_owned());
    let is_one = |path: &String| names.iter().any(|it| path.contains(&format!("/{it}")));
    paths.filter(is_one).collect()
}

#[test]
fn places_of_the_demonstration_and_development_texts_have_their_codes() {
    let texts = development_texts();
    assert!(texts.len() >= 40, "{} texts", texts.len());
    let mut folders = vec!["data/corpus"];
    folders.extend(texts.iter().map(String::as_str));
    let store = stored(readings(&folders));
    let all = answer(&store, "SELECT DISTINCT ?it { ?it a pg:Place }").1;
    assert!(all >= 100, "{all} places");
    let query = "SELECT DISTINCT ?name { ?it a pg:Place ; skos:prefLabel ?name \
        FILTER NOT EXISTS { ?it pg:divisionCode ?code } } ORDER BY ?name";
    let (names, _, _) = answer(&store, query);
    let names: Vec<&str> = names.lines().skip(1).collect();
    assert_eq!(names, WITHOUT_CODE, "of {all} places");
}

#[test]
fn every_query_tells_its_question_in_two_languages_and_runs_anywhere() {
    let queries = queries();
    assert!(queries.len() >= 18, "{} queries", queries.len());
    for (name, query) in queries {
        let place = format!("queries/{name}.rq");
        let mut lines = query.lines();
        let chinese = lines.next().unwrap().strip_prefix("# ").unwrap();
        let english = lines.next().unwrap().strip_prefix("# ").unwrap();
        let is_han = |it: char| ('\u{4e00}'..='\u{9fff}').contains(&it);
        assert!(chinese.chars().any(is_han), "{place}: line 1 is no Chinese");
        assert!(
            english.starts_with(|it: char| it.is_ascii_uppercase()),
            "{place}: line 2 is no English"
        );
        let asks_rows = query.contains("\nSELECT ");
        assert!(
            !asks_rows || query.contains("\nORDER BY "),
            "{place}: no ORDER BY"
        );
        for (prefix, iri) in query_prefixes() {
            let declared = query.contains(&format!("PREFIX {prefix}: <{iri}>"));
            let used = query.lines().any(|line| uses(line, prefix));
            assert_eq!(declared, used, "{place}: prefix {prefix}");
        }
    }
}

/// Whether a line that is neither comment nor declaration has a name with this prefix.
fn uses(line: &str, prefix: &str) -> bool {
    let code = !line.starts_with('#') && !line.starts_with("PREFIX");
    let name = format!("{prefix}:");
    code && line
        .split(|it: char| !(it.is_alphanumeric() || it == ':'))
        .any(|word| word.starts_with(&name))
}

#[test]
fn every_expected_answer_belongs_to_a_query() {
    let queries = queries();
    for file in fs::read_dir(folder().join("expected")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let suffix = path.extension().unwrap().to_str().unwrap();
        let query = queries.get(name);
        let fitting = query.map(|it| {
            if it.contains("\nSELECT ") {
                "csv"
            } else {
                "ttl"
            }
        });
        assert_eq!(fitting, Some(suffix), "{} has no query", path.display());
    }
}

#[test]
fn the_list_of_questions_is_complete() {
    let path = folder().join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (head, list) = readme.split_once("| --- | --- |\n").unwrap();
    let rows = queries().into_iter().map(|(name, query)| {
        let questions = query.lines().take(2);
        let questions: Vec<_> = questions.map(|it| it.trim_start_matches("# ")).collect();
        format!("| [{name}]({name}.rq) | {} |\n", questions.join("<br>"))
    });
    let rows: String = rows.collect();
    if env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(path, format!("{head}| --- | --- |\n{rows}")).unwrap();
    } else {
        assert_eq!(list, rows, "set UPDATE_EXPECT=1 to write it anew");
    }
}
