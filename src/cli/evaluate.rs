//! `parkgraph evaluate`: gold annotations against predictions or a store.

use std::path::PathBuf;
use std::str::FromStr;

use anyhow::bail;
use clap::Args;
use parkgraph::evaluate::{Detail, Folder, Report, difference, score};
use parkgraph::model::Warning;
use parkgraph::store::Store;
use serde_json::ser::PrettyFormatter;
use serde_json::{Serializer, Value};

use crate::cli::Outcome;
use crate::cli::arguments::StoreArguments;
use crate::cli::output::{self, Voice, print};
use crate::cli::predictions;

#[derive(Debug, Args)]
#[command(after_help = "\
Predictions are a folder of ID.json files or the output of `parkgraph extract --format json`. `facts` counts a fact by its core \
(who, what, value, unit), `strict` asks for all attributes too.

Examples:
  parkgraph evaluate gold/ predictions.jsonl
  parkgraph evaluate gold/ --store parkgraph-store --errors
  parkgraph evaluate gold/ new.jsonl --against old.jsonl
  parkgraph evaluate gold/ predictions.jsonl --floor facts=0.7 --floor strict=0.6")]
pub(crate) struct Arguments {
    /// Folder of gold annotations
    gold: PathBuf,
    /// Predictions [default: what the store holds]
    predictions: Option<PathBuf>,
    #[command(flatten)]
    store: StoreArguments,
    /// List what was missed, what is wrong, and every wrong attribute
    #[arg(long)]
    errors: bool,
    /// Write the report as JSON
    #[arg(long)]
    json: bool,
    /// Older predictions: list what was gained and lost since, with the rules
    #[arg(long, value_name = "OLD", conflicts_with = "json")]
    against: Option<PathBuf>,
    /// Exit with status 1 if an F1 is lower: entities, facts, strict or overall; may be given again
    #[arg(long, value_name = "MEASURE=F1")]
    floor: Vec<Floor>,
}

/// The least that a measure must reach.
#[derive(Clone, Debug)]
struct Floor {
    measure: String,
    least: f64,
}

impl FromStr for Floor {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (measure, least) = text.split_once('=').unwrap_or(("overall", text));
        let least: Option<f64> = least.parse().ok();
        let least = least.filter(|it| (0.0..=1.0).contains(it));
        if !matches!(measure, "entities" | "facts" | "strict" | "overall") {
            return Err("the measures are entities, facts, strict and overall".to_owned());
        }
        Ok(Self {
            measure: measure.to_owned(),
            least: least.ok_or("give a number from 0 to 1, as in facts=0.7")?,
        })
    }
}

impl Floor {
    /// The F1 of the measure, if it is under the floor.
    fn missed(&self, report: &Report) -> Option<f64> {
        let tally = match self.measure.as_str() {
            "entities" => report.entity_tally("micro"),
            "facts" => report.fact_tally("micro"),
            "strict" => report.fact_tally("strict"),
            _ => report.overall,
        };
        let reached = tally.f1().unwrap_or(0.0);
        (reached < self.least).then_some(reached)
    }
}

pub(crate) fn run(arguments: &Arguments, voice: Voice) -> anyhow::Result<Outcome> {
    let gold = Folder::load_gold(&arguments.gold)?;
    let predicted = if let Some(path) = &arguments.predictions {
        Folder::load(path)?
    } else {
        let store = Store::open_read_only(&arguments.store.store)?;
        Folder::from_records(predictions::records(&store)?)
    };
    let report = score(&gold, &predicted);
    for Warning { place, message } in &report.warnings {
        voice.note(format_args!("warning: {place}: {message}"));
    }
    match &arguments.against {
        Some(old) => print(&difference(&gold, &predicted, &Folder::load(old)?).to_string())?,
        None => print(&shown(&report, arguments)?)?,
    }
    let mut outcome = Outcome::Done;
    for floor in &arguments.floor {
        if let Some(reached) = floor.missed(&report) {
            let Floor { measure, least } = floor;
            output::error(format_args!(
                "{measure} F1 is {reached:.3}, under the floor of {least}"
            ));
            outcome = Outcome::Wrong;
        }
    }
    Ok(outcome)
}

fn shown(report: &Report, arguments: &Arguments) -> anyhow::Result<String> {
    let detail = if arguments.errors {
        Detail::Errors
    } else {
        Detail::Scores
    };
    if arguments.json {
        pretty(&report.to_json(detail))
    } else {
        Ok(report.to_text(detail))
    }
}

/// JSON with one space a level.
fn pretty(value: &Value) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    let formatter = PrettyFormatter::with_indent(b" ");
    let mut serializer = Serializer::with_formatter(&mut bytes, formatter);
    serde::Serialize::serialize(value, &mut serializer)?;
    bytes.push(b'\n');
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(_) => bail!("the report is no text"),
    }
}
