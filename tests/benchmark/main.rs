//! How good the whole pipeline is on `data/parkbench`, held to the figures in `data/parkbench/figures.toml`.
//!
//! A figure that falls more than 0.01 under the recorded one is a failure. `UPDATE_EXPECT=1 cargo test --test benchmark` records
//! today's figures and writes the tables of `docs/quality.md` anew; `cargo test --test benchmark -- --nocapture` prints more.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
#![expect(clippy::print_stderr, reason = "figures are told to who asks")]

mod figures;
mod page;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use figures::{Bin, Figures, Measured};
use parkgraph::evaluate::{Folder, Judgement, Report, Verdict, judge, score};
use parkgraph::lexicon::Lexicon;
use parkgraph::pipeline;
use parkgraph::publish::json;
use parkgraph::source;
use serde_json::Value;

/// How far a figure may fall.
const TOLERANCE: f64 = 0.01;
/// Where the figures are recorded.
const FIGURES: &str = "data/parkbench/figures.toml";
/// The pages with the tables made of them, and which tables each must have.
const PAGES: [(&str, &[&str]); 2] = [
    ("docs/quality.md", &["scores", "attributes", "reliability"]),
    ("README.md", &["scores", "attributes"]),
];
/// A further test set, where the working copy has it beside it: printed, not recorded, but for its reliability.
const FURTHER: &str = "../shared/parkbench";

/// Documents with gold and what the pipeline reads in them.
struct Bench {
    gold: Vec<Value>,
    predicted: Vec<Value>,
}

impl Bench {
    fn read(folder: &Path, lexicon: &Lexicon) -> Self {
        let (inputs, errors) = source::discover(&[folder.join("docs")]);
        assert!(errors.is_empty(), "{errors:?}");
        let mut predicted = Vec::new();
        for batch in inputs.iter().map(source::read) {
            assert!(batch.errors.is_empty(), "{:?}", batch.errors);
            let documents = batch.documents.into_iter();
            predicted.extend(documents.map(|it| json::record(&pipeline::read(it, lexicon))));
        }
        let gold = fs::read_dir(folder.join("gold")).unwrap();
        let gold = gold.map(|file| {
            let text = fs::read_to_string(file.unwrap().path()).unwrap();
            serde_json::from_str(&text).unwrap()
        });
        Self {
            gold: gold.collect(),
            predicted,
        }
    }

    /// The documents with these ids only.
    fn only(&self, ids: &BTreeSet<String>) -> Self {
        let keep = |records: &[Value]| {
            let kept = records
                .iter()
                .filter(|it| it["id"].as_str().is_some_and(|id| ids.contains(id)));
            kept.cloned().collect()
        };
        Self {
            gold: keep(&self.gold),
            predicted: keep(&self.predicted),
        }
    }

    fn folders(&self) -> (Folder, Folder) {
        let folder = |records: &[Value]| Folder::from_records(records.iter().cloned());
        (folder(&self.gold), folder(&self.predicted))
    }

    fn report(&self) -> Report {
        let (gold, predicted) = self.folders();
        let report = score(&gold, &predicted);
        assert!(report.warnings.is_empty(), "{:?}", report.warnings);
        report
    }

    fn judgements(&self) -> Vec<Judgement> {
        let (gold, predicted) = self.folders();
        judge(&gold, &predicted)
    }

    fn measured(&self) -> Measured {
        Measured::new(&self.report(), bins(&self.judgements()))
    }
}

/// Facts by tenth of confidence; those under one half together.
fn bins(judgements: &[Judgement]) -> BTreeMap<String, Bin> {
    let mut bins: BTreeMap<String, Bin> = BTreeMap::new();
    for it in judgements {
        let confidence = it.confidence.unwrap();
        let tenth = [9, 8, 7, 6, 5]
            .into_iter()
            .find(|tenth| confidence >= f64::from(*tenth) / 10.0);
        let name = tenth.map_or("under 0.5".to_owned(), |it| match it {
            9 => "0.9 to 1.0".to_owned(),
            _ => format!("0.{it} to 0.{}", it + 1),
        });
        bins.entry(name).or_default().add(confidence, it.verdict);
    }
    bins
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn is_update() -> bool {
    std::env::var_os("UPDATE_EXPECT").is_some()
}

/// The ids of each half.
fn halves() -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(root().join("data/parkbench/split.tsv")).unwrap();
    let mut halves: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (id, half) in text.lines().skip(1).map(|it| it.split_once('\t').unwrap()) {
        halves
            .entry(half.to_owned())
            .or_default()
            .insert(id.to_owned());
    }
    halves
}

/// What each rule gave and how much of it is right; the held-out half is not in it, so that confidences set by it can be checked there.
fn by_rule(judgements: &[Judgement]) -> String {
    let mut rules: BTreeMap<&str, (Bin, BTreeSet<&str>)> = BTreeMap::new();
    for it in judgements {
        let (bin, documents) = rules.entry(&it.rule).or_default();
        bin.add(it.confidence.unwrap(), it.verdict);
        documents.insert(&it.document);
    }
    let mut text =
        "rule\tfacts\tright\tshare\tall attributes\tof\tmean confidence\tdocuments\n".to_owned();
    for (rule, (bin, documents)) in rules {
        let Bin {
            facts,
            right,
            exact,
            required,
            ..
        } = &bin;
        let (share, mean) = (bin.share(), bin.mean());
        let documents = documents.len();
        writeln!(
            text,
            "{rule}\t{facts}\t{right}\t{share:.2}\t{exact}\t{required}\t{mean:.2}\t{documents}"
        )
        .unwrap();
    }
    text
}

#[test]
fn figures_are_not_under_the_recorded_ones() {
    let lexicon = Lexicon::load(None, None).unwrap();
    let all = Bench::read(&root().join("data/parkbench"), &lexicon);
    let halves: BTreeMap<String, Bench> = halves()
        .into_iter()
        .map(|(half, ids)| (half, all.only(&ids)))
        .collect();
    let further = root().join(FURTHER).join("docs").is_dir();
    let further = further.then(|| Bench::read(&root().join(FURTHER), &lexicon));
    if let Some(further) = &further {
        eprintln!(
            "{FURTHER}\n{}",
            further
                .report()
                .to_text(parkgraph::evaluate::Detail::Scores)
        );
    }
    let rules = halves.get("dev").into_iter().chain(&further);
    let rules: Vec<_> = rules.flat_map(Bench::judgements).collect();
    eprintln!("{}", by_rule(&rules));

    let recorded = fs::read_to_string(root().join(FIGURES)).unwrap_or_default();
    let mut figures = Figures::parse(&recorded);
    let measured: BTreeMap<_, _> = halves
        .iter()
        .map(|(name, it)| (name.clone(), it.measured()))
        .collect();
    if is_update() {
        figures.halves = measured;
        if let Some(further) = further {
            figures.further = further.measured().reliability;
        }
        let recorded = figures.to_string();
        fs::write(root().join(FIGURES), &recorded).unwrap();
        let figures = Figures::parse(&recorded); // as rounded there
        for (page, _) in PAGES {
            let text = fs::read_to_string(root().join(page)).unwrap();
            fs::write(root().join(page), page::with_tables(&text, &figures)).unwrap();
        }
        return;
    }
    let fallen = figures.fallen(&measured);
    assert!(
        fallen.is_empty(),
        "fallen more than {TOLERANCE} under what {FIGURES} records:\n{}\nIf that is meant, record them with \
        `UPDATE_EXPECT=1 cargo test --test benchmark` and say why in the commit.",
        fallen.join("\n")
    );
}

#[test]
fn the_tables_of_the_page_are_the_recorded_figures() {
    if is_update() {
        return; // the other test writes them
    }
    let figures = fs::read_to_string(root().join(FIGURES)).unwrap();
    for (page, tables) in PAGES {
        let text = fs::read_to_string(root().join(page)).unwrap();
        for table in tables {
            assert!(
                text.contains(&format!("<!-- {table} -->")),
                "{page} lacks {table}"
            );
        }
        assert!(
            text == page::with_tables(&text, &Figures::parse(&figures)),
            "{page} does not show what {FIGURES} records: write it anew with `UPDATE_EXPECT=1 cargo test --test benchmark`"
        );
    }
}

#[test]
fn a_figure_that_falls_is_named() {
    let recorded = Figures::parse(
        "[dev.facts]\nmicro = { f1 = 0.900, gold = 10, predicted = 10, matched = 9 }\n",
    );
    let measured = |f1: f64| {
        let score = figures::Score {
            f1,
            ..Default::default()
        };
        let facts = [("micro".to_owned(), score)].into();
        [(
            "dev".to_owned(),
            Measured {
                facts,
                ..Default::default()
            },
        )]
        .into()
    };
    assert!(recorded.fallen(&measured(0.895)).is_empty());
    assert_eq!(
        recorded.fallen(&measured(0.88)),
        ["dev facts micro: F1 0.880, recorded 0.900"]
    );
    assert_eq!(
        recorded.fallen(&BTreeMap::new()),
        ["dev facts micro: F1 0.000, recorded 0.900"]
    );
}

#[test]
fn verdicts_are_counted_by_confidence() {
    let judgement = |confidence, verdict| Judgement {
        document: "d".to_owned(),
        item: String::new(),
        rule: "r".to_owned(),
        confidence: Some(confidence),
        verdict,
    };
    let bins = bins(&[
        judgement(0.9, Verdict::Right),
        judgement(0.95, Verdict::Wrong),
        judgement(0.89, Verdict::Optional),
        judgement(0.2, Verdict::Partly),
    ]);
    let names: Vec<&str> = bins.keys().map(String::as_str).collect();
    assert_eq!(names, ["0.8 to 0.9", "0.9 to 1.0", "under 0.5"]);
    let sure = &bins["0.9 to 1.0"];
    assert_eq!(
        (sure.facts, sure.right, sure.exact, sure.required),
        (2, 1, 1, 2)
    );
    assert_eq!(
        (bins["0.8 to 0.9"].right, bins["0.8 to 0.9"].required),
        (1, 0)
    );
    assert_eq!((bins["under 0.5"].right, bins["under 0.5"].exact), (1, 0));
}
