//! `parkgraph link`: entities to open data.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, anyhow, bail};
use clap::Args;
use parkgraph::link::{self, DecisionTable, Decisions, Link, Presence, Status};
use parkgraph::model::EntityKind;
use parkgraph::reconcile::{Client, data_set};
use parkgraph::source;
use parkgraph::store::Store;

use crate::cli::Outcome;
use crate::cli::arguments::{ReadingArguments, StoreArguments};
use crate::cli::atomic;
use crate::cli::corpus::Reader;
use crate::cli::linked;
use crate::cli::output::{self, Voice, print};
use crate::cli::select::{select, text};

#[derive(Debug, Args)]
#[command(after_help = "\
`build` links too; this command links anew without reading documents, after data sets were imported or decisions made. Each link \
has the rule that made it, a score in parts (name, kind, region, code), and the version of the data set. What scores below the \
threshold is a candidate.

A row of the table becomes a decision when its mapping_justification is semapv:ManualMappingCuration and author_label and mapping_date \
say who decided and when: accepted as it stands, rejected with the predicate_modifier Not, added if no rule made it. owl:sameAs between two \
entities merges the object into the subject; owl:differentFrom, with a document's identifier in `other`, splits the subject in that \
document. Decisions are kept in the store and applied by every later build; --forget takes them back.

Examples:
  parkgraph link
  parkgraph link --candidates
  parkgraph link --export links.sssom.tsv
  parkgraph link --decisions links.sssom.tsv")]
pub(crate) struct Arguments {
    #[command(flatten)]
    store: StoreArguments,
    /// Show the candidates instead of counts
    #[arg(long)]
    candidates: bool,
    /// Write links and candidates as an SSSOM table
    #[arg(long, value_name = "FILE")]
    export: Option<PathBuf>,
    /// Take the decisions of an SSSOM table, in the place of all that were taken before
    #[arg(long, value_name = "FILE", conflicts_with = "forget")]
    decisions: Option<PathBuf>,
    /// Ask this reconciliation service for the names of companies, parks and agencies; needs the network
    #[arg(long, value_name = "URL")]
    reconcile: Option<String>,
    /// Licence of the answers of that service, best as an IRI
    #[arg(long, value_name = "IRI", requires = "reconcile")]
    licence: Option<String>,
    /// Folder of the answers that were asked for before
    #[arg(long, value_name = "DIR", default_value = "parkgraph-cache")]
    cache: PathBuf,
    /// Seconds that a request may take
    #[arg(long, value_name = "SECONDS", default_value_t = 20)]
    timeout: u64,
    /// Take all decisions back
    #[arg(long)]
    forget: bool,
    #[command(flatten)]
    reading: ReadingArguments,
}

pub(crate) fn run(arguments: &Arguments, voice: Voice) -> anyhow::Result<Outcome> {
    let folder = &arguments.store.store;
    let store = Store::open_existing(folder)?;
    let reader = arguments.reading.reader()?;
    decide(arguments, &store, &reader, voice)?;
    if let Some(url) = &arguments.reconcile {
        reconcile(arguments, url, (&store, &reader), voice)?;
    }
    let links = linked::renew(&store, &reader)?;
    store.flush()?;
    if let Some(file) = &arguments.export {
        let decisions = Decisions::stored(&store, &reader.base)?;
        atomic::write(file, |writer| {
            Ok(writer.write_all(link::write_sssom(&links, &decisions, &reader.base).as_bytes())?)
        })?;
    } else if arguments.candidates {
        print(&candidates(&links))?;
    } else {
        print(&summary(&links))?;
    }
    Ok(Outcome::Done)
}

/// Takes decisions, or takes them back.
fn decide(
    arguments: &Arguments,
    store: &Store,
    reader: &Reader,
    voice: Voice,
) -> anyhow::Result<()> {
    let table = match &arguments.decisions {
        Some(file) => decided(file, reader)?,
        None if arguments.forget => DecisionTable::default(),
        None => return Ok(()),
    };
    let before = Decisions::stored(store, &reader.base)?;
    let decisions = table.decisions.iter().map(|(_, it)| it.clone()).collect();
    let decisions = Decisions::new(decisions, &reader.base);
    decisions.put(store, &reader.base)?;
    voice.note(format_args!(
        "{} decisions before, {} now",
        before.len(),
        decisions.len()
    ));
    for decision in before.iter().filter(|it| !decisions.has(it)) {
        voice.note(format_args!("no longer decided: {decision}"));
    }
    if let Some(file) = &arguments.decisions {
        warn(file, &table, (store, &decisions), (reader, voice))?;
    }
    let there = Presence::new(store, &[], &reader.base);
    let [before, now] = [&before, &decisions].map(|it| there.of_entities(it));
    if before?.version() != now?.version() {
        voice.note("entities were merged or split: `parkgraph build` reads the documents anew");
    }
    Ok(())
}

/// The decisions of a file, in whatever encoding it is.
fn decided(file: &Path, reader: &Reader) -> anyhow::Result<DecisionTable> {
    let place = file.display();
    let bytes = fs::read(file).with_context(|| format!("{place} cannot be read"))?;
    let text = match source::decode_text(&bytes) {
        Ok(text) => text,
        Err(kind) => bail!("{place} is {kind}; give a table of `parkgraph link --export`"),
    };
    link::read_sssom(&text, &reader.base)
        .map_err(|it| anyhow!("{place}:{}: {}; nothing was changed", it.line, it.message))
}

/// Names the rows that are no decisions though they look so, and the decisions that cannot be applied now.
fn warn(
    file: &Path,
    table: &DecisionTable,
    (store, decisions): (&Store, &Decisions),
    (reader, voice): (&Reader, Voice),
) -> anyhow::Result<()> {
    let place = file.display();
    for warning in &table.warnings {
        voice.note(format_args!(
            "warning: {place}:{}: {}",
            warning.line, warning.message
        ));
    }
    let sets = linked::sets(store, reader)?;
    let there = Presence::new(store, &sets, &reader.base);
    for (line, decision) in &table.decisions {
        if let Some(what) = there.missing(decision, decisions)? {
            voice.note(format_args!(
                "warning: {place}:{line}: {what}; the decision is kept, and applied when there is"
            ));
        }
    }
    Ok(())
}

/// Asks a service for all names of the kinds that such services know, and keeps its answers as data sets.
fn reconcile(
    arguments: &Arguments,
    url: &str,
    (store, reader): (&Store, &Reader),
    voice: Voice,
) -> anyhow::Result<()> {
    let limit = Duration::from_secs(arguments.timeout);
    let client = Client::new(url, arguments.cache.clone(), limit);
    let manifest = client.manifest()?;
    for kind in [EntityKind::Company, EntityKind::Park, EntityKind::Agency] {
        let rows = select(
            store,
            &format!(
                "SELECT DISTINCT ?name WHERE {{ ?it a pg:{} ; skos:prefLabel ?name }} ORDER BY ?name",
                kind.name()
            ),
        )?;
        let names: Vec<String> = rows.iter().filter_map(|row| text(row, "name")).collect();
        let answers = client.ask(&names)?;
        let set = data_set(
            (kind, &names),
            &answers,
            (url, &manifest, arguments.licence.as_deref()),
            &reader.base,
        );
        voice.note(format_args!(
            "{}: {} of {} names found",
            kind.name(),
            set.records.len(),
            names.len()
        ));
        let (graph, quads) = link::data_set_quads(&set, &reader.base);
        store.replace(&graph, quads)?;
    }
    Ok(())
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
