//! `parkgraph link`: entities to open data.

use std::collections::BTreeMap;

use clap::Args;
use parkgraph::link::{Link, Status};
use parkgraph::store::Store;

use crate::cli::Outcome;
use crate::cli::arguments::{ReadingArguments, StoreArguments};
use crate::cli::linked;
use crate::cli::output::{self, Voice, print};

#[derive(Debug, Args)]
#[command(after_help = "\
`build` links too; this command links anew without reading documents, after data sets were imported or decisions made. Each link \
has the rule that made it, a score in parts (name, kind, region, code), and the version of the data set. What scores below the \
threshold is a candidate.

Examples:
  parkgraph link
  parkgraph link --candidates")]
pub(crate) struct Arguments {
    #[command(flatten)]
    store: StoreArguments,
    /// Show the candidates instead of counts
    #[arg(long)]
    candidates: bool,
    #[command(flatten)]
    reading: ReadingArguments,
}

pub(crate) fn run(arguments: &Arguments, _voice: Voice) -> anyhow::Result<Outcome> {
    let folder = &arguments.store.store;
    drop(Store::open_read_only(folder)?); // links of nothing make no store
    let store = Store::open(folder)?;
    let reader = arguments.reading.reader()?;
    let links = linked::renew(&store, &reader)?;
    if arguments.candidates {
        print(&candidates(&links))?;
    } else {
        print(&summary(&links))?;
    }
    Ok(Outcome::Done)
}

/// How many links each rule made to each set.
fn summary(links: &[Link]) -> String {
    let mut counts: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    for link in links.iter().filter(|it| it.status == Status::Accepted) {
        let set = link.source.rsplit('/').next().unwrap_or_default();
        *counts
            .entry((set, link.predicate.name(), &link.rule))
            .or_default() += 1;
    }
    let rows = counts.into_iter().map(|((set, predicate, rule), count)| {
        vec![
            set.to_owned(),
            predicate.to_owned(),
            rule.to_owned(),
            count.to_string(),
        ]
    });
    let mut rows: Vec<Vec<String>> = rows.collect();
    rows.extend(linked::rows(links).into_iter().map(|mut it| {
        it.insert(2, String::new());
        it
    }));
    output::table(
        &["set", "predicate", "rule", "links"].map(str::to_owned),
        rows,
    )
}

/// The candidates with the parts of their scores.
fn candidates(links: &[Link]) -> String {
    let candidates = links.iter().filter(|it| it.status == Status::Candidate);
    let rows = candidates.map(|it| {
        let score = it.score;
        let numbers = [score.name, score.kind, score.region, score.total()];
        let mut row = vec![
            it.subject_label.clone(),
            it.object_label.clone(),
            it.object.clone(),
            it.rule.clone(),
        ];
        row.extend(numbers.map(|it| format!("{it:.2}")));
        row
    });
    let head = [
        "entity", "record", "IRI", "rule", "name", "kind", "region", "score",
    ];
    output::table(&head.map(str::to_owned), rows.collect())
}
