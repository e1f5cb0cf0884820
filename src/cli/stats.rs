//! `parkgraph stats`: counts of what the store holds.

use clap::{Args, ValueEnum};
use parkgraph::store::Store;
use serde_json::{Map, Value, json};

use crate::cli::Outcome;
use crate::cli::arguments::GraphArguments;
use crate::cli::counts::Counts;
use crate::cli::output::{self, Voice, print};
use crate::cli::select::{number, select, text};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  parkgraph stats
  parkgraph stats --documents
  parkgraph stats --format json")]
pub(crate) struct Arguments {
    /// A line for each document instead of totals
    #[arg(long)]
    documents: bool,
    /// For people, or for programs
    #[arg(long, default_value = "table")]
    format: Format,
    #[command(flatten)]
    graph: GraphArguments,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Table,
    Json,
}

pub(crate) fn run(arguments: &Arguments, voice: Voice) -> anyhow::Result<Outcome> {
    let store = arguments.graph.open(voice)?;
    let text = match (arguments.documents, arguments.format) {
        (false, Format::Table) => output::table(&[], Counts::of(&store)?.rows()),
        (false, Format::Json) => format!("{}\n", json_counts(&Counts::of(&store)?)),
        (true, format) => documents(&store, format)?,
    };
    print(&text)?;
    Ok(Outcome::Done)
}

fn json_counts(counts: &Counts) -> Value {
    let object = |list: &[(&'static str, usize)]| -> Map<String, Value> {
        let entries = list.iter();
        entries
            .map(|(name, count)| ((*name).to_owned(), json!(count)))
            .collect()
    };
    json!({
        "documents": counts.documents,
        "damaged": counts.damaged,
        "warnings": counts.warnings,
        "entities": object(&counts.entities),
        "facts": object(&counts.facts),
        "modalities": object(&counts.modalities),
        "mentions": counts.mentions,
        "quads": counts.quads,
    })
}

/// A line for each document: identifier, date, damage, mentions, facts, title.
fn documents(store: &Store, format: Format) -> anyhow::Result<String> {
    let rows = select(
        store,
        "SELECT ?identifier (SAMPLE(?day) AS ?issued) (SAMPLE(?noise) AS ?damage) (COUNT(DISTINCT ?mention) AS ?mentions)
            (COUNT(DISTINCT ?fact) AS ?facts) (SAMPLE(?name) AS ?title)
         WHERE { ?document a pg:Document ; dcterms:identifier ?identifier
            OPTIONAL { ?document dcterms:issued ?day } OPTIONAL { ?document pg:damage ?noise } OPTIONAL { ?document dcterms:title ?name }
            OPTIONAL { ?mention nif:referenceContext ?document OPTIONAL { ?fact prov:wasDerivedFrom ?mention } } }
         GROUP BY ?document ?identifier ORDER BY ?identifier",
    )?;
    let names = [
        "identifier",
        "issued",
        "damage",
        "mentions",
        "facts",
        "title",
    ];
    Ok(match format {
        Format::Table => {
            let cells = rows.iter().map(|row| {
                let cells = names.iter().map(|name| text(row, name).unwrap_or_default());
                cells.collect()
            });
            output::table(&names.map(str::to_owned), cells.collect())
        }
        Format::Json => {
            let lines = rows.iter().map(|row| {
                json!({
                    "identifier": text(row, "identifier"),
                    "issued": text(row, "issued"),
                    "damage": text(row, "damage").and_then(|it| it.parse::<f64>().ok()),
                    "mentions": number(row, "mentions"),
                    "facts": number(row, "facts"),
                    "title": text(row, "title"),
                })
            });
            lines.map(|it| it.to_string() + "\n").collect()
        }
    })
}
