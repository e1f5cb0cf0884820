//! `parkgraph assess`: a park's observed indicators against the thresholds of a standard.

use std::fmt::Write;

use anyhow::bail;
use clap::{Args, ValueEnum};
use parkgraph::assess::{Conversion, Criterion, Outcome, Standard, standards};
use serde_json::{Value, json};

use crate::cli::Outcome as Ending;
use crate::cli::arguments::GraphArguments;
use crate::cli::assessment::{Observed, Row, assess};
use crate::cli::entity::{self, Entity};
use crate::cli::output::{self, Voice, print};

#[derive(Debug, Args)]
#[command(after_help = "\
Only what a document states as so counts, and what was imported as yearly indicators: no plans, no growth rates. Of several dates the latest counts; values of one date that \
disagree leave it unknown. Units are converted in exact fractions; the value as written stands beside. Thresholds that were not \
read from the text of the standard are called unverified.

Examples:
  parkgraph assess 张家港经济技术开发区
  parkgraph assess 青杉经济技术开发区 --memory data/corpus --standard hj274
  parkgraph assess 张家港经开区 --format csv > assessment.csv")]
pub(crate) struct Arguments {
    /// The park's IRI, one of its names, or a part of one
    #[arg(value_name = "PARK")]
    park: String,
    /// Against this standard only: hj274, green-park
    #[arg(long, value_name = "NAME")]
    standard: Option<String>,
    /// For people, or for programs
    #[arg(long, default_value = "table")]
    format: Format,
    #[command(flatten)]
    graph: GraphArguments,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A table for each standard, and the sentences below
    Table,
    /// An object for each criterion
    Json,
    /// A line for each criterion
    Csv,
}

pub(crate) fn run(arguments: &Arguments, voice: Voice) -> anyhow::Result<Ending> {
    let standards = chosen(standards(&arguments.graph.lexicon()?), arguments)?;
    let store = arguments.graph.open(voice)?;
    let park = entity::one_park(&store, &arguments.park)?;
    let rows = assess(&store, &park.iri, &standards)?;
    print(&match arguments.format {
        Format::Table => as_table(&park, &standards, &rows)?,
        Format::Json => {
            let rows: Vec<_> = rows.iter().map(|it| as_json(&park, it)).collect();
            format!("{:#}\n", Value::from(rows))
        }
        Format::Csv => as_csv(&park, &rows),
    })?;
    Ok(Ending::Done)
}

/// The standards that are asked for.
fn chosen(standards: Vec<Standard>, arguments: &Arguments) -> anyhow::Result<Vec<Standard>> {
    let Some(wanted) = &arguments.standard else {
        return Ok(standards);
    };
    let known: Vec<_> = standards.iter().map(|it| it.id.clone()).collect();
    let found: Vec<_> = standards
        .into_iter()
        .filter(|it| it.id == *wanted)
        .collect();
    if found.is_empty() {
        bail!(
            "there is no standard {wanted}; there are {}",
            known.join(", ")
        );
    }
    Ok(found)
}

fn as_table(park: &Entity, standards: &[Standard], rows: &[Row<'_>]) -> anyhow::Result<String> {
    let mut out = format!("{}  ({})\n<{}>\n", park.name, park.class, park.iri);
    for standard in standards {
        let rows: Vec<_> = rows
            .iter()
            .filter(|it| it.standard.id == standard.id)
            .collect();
        let count = |name| rows.iter().filter(|it| it.outcome.name() == name).count();
        writeln!(
            out,
            "\n{} ({}, {}): {} met, {} not met, {} unknown\n",
            standard.title_zh,
            standard.title_en,
            standard.identifier,
            count("met"),
            count("not met"),
            count("unknown"),
        )?;
        let header = [
            "result",
            "no.",
            "indicator",
            "demanded",
            "observed",
            "converted",
            "date",
            "",
            "threshold",
        ];
        let cells = rows.iter().map(|it| cells(it)).collect();
        out.push_str(&output::table(&header.map(str::to_owned), cells));
        quote(&mut out, &rows)?;
    }
    Ok(out)
}

/// A line of the table for people.
fn cells(row: &Row<'_>) -> Vec<String> {
    let criterion = row.criterion;
    let first = row.observed.first();
    let observed: Vec<_> = row
        .observed
        .iter()
        .map(|(it, _)| it.quantity.written.clone())
        .collect();
    let converted = first.and_then(|(_, judged)| judged.converted);
    let converted = converted.map(|it| format!("{} {}", number(it), criterion.unit));
    let reason = match row.outcome {
        Outcome::Unknown(reason) if first.is_some() => reason.describe(),
        _ => "",
    };
    let remark = [reason, &criterion.condition, &criterion.requirement];
    let remark: Vec<_> = remark.into_iter().filter(|it| !it.is_empty()).collect();
    vec![
        row.outcome.name().to_owned(),
        criterion.number.to_string(),
        criterion.name.clone(),
        demanded(criterion),
        observed.join(" / "),
        converted.unwrap_or_default().trim_end().to_owned(),
        first
            .and_then(|(it, _)| it.date.clone())
            .unwrap_or_default(),
        remark.join("; "),
        criterion.known.describe().to_owned(),
    ]
}

/// The sentences that observations were read from.
fn quote(out: &mut String, rows: &[&Row<'_>]) -> anyhow::Result<()> {
    for row in rows.iter().filter(|it| !it.observed.is_empty()) {
        let criterion = row.criterion;
        writeln!(
            out,
            "\n{} {}: {}",
            criterion.number,
            criterion.name,
            row.outcome.name()
        )?;
        for (Observed { sentences, .. }, _) in &row.observed {
            for (document, sentence) in sentences {
                writeln!(out, "    {document} · {sentence}")?;
            }
        }
    }
    Ok(())
}

/// A threshold in words: `>= 70 %`.
fn demanded(criterion: &Criterion) -> String {
    let sign = criterion.comparator.sign();
    let demanded = format!("{sign} {} {}", criterion.written, criterion.unit);
    demanded.trim_end().to_owned()
}

/// A converted value; one that had to be rounded says so.
fn number(conversion: Conversion) -> String {
    if conversion.is_exact {
        conversion.value.to_string()
    } else {
        format!("≈ {}", conversion.value.round_dp(6).normalize())
    }
}

fn as_json(park: &Entity, row: &Row<'_>) -> Value {
    let criterion = row.criterion;
    let reason = match row.outcome {
        Outcome::Unknown(reason) => Some(reason.describe()),
        _ => None,
    };
    let observed = row.observed.iter().map(|(it, judged)| {
        let sentences = it.sentences.iter();
        let sentences =
            sentences.map(|(document, text)| json!({"document": document, "text": text}));
        json!({
            "fact": it.fact,
            "indicator": it.indicator,
            "written": it.quantity.written,
            "value": it.quantity.value.to_string(),
            "unit": it.quantity.unit_text,
            "comparator": it.quantity.comparator.name(),
            "converted": judged.converted.map(|it| it.value.to_string()),
            "exact": judged.converted.map(|it| it.is_exact),
            "date": it.date,
            "result": judged.outcome.name(),
            "sentences": sentences.collect::<Vec<_>>(),
        })
    });
    json!({
        "park": park.iri,
        "standard": row.standard.id,
        "number": criterion.number,
        "indicator": criterion.name,
        "comparator": criterion.comparator.name(),
        "threshold": criterion.written,
        "unit": criterion.unit,
        "condition": criterion.condition,
        "requirement": criterion.requirement,
        "known": criterion.known.name(),
        "evidence": criterion.evidence,
        "result": row.outcome.name(),
        "reason": reason,
        "observed": observed.collect::<Vec<_>>(),
    })
}

fn as_csv(park: &Entity, rows: &[Row<'_>]) -> String {
    let header = "park,standard,number,indicator,comparator,threshold,unit,requirement,known,result,reason,written,converted,date,document,sentence\n";
    let mut out = header.to_owned();
    for row in rows {
        let criterion = row.criterion;
        let first = row.observed.first();
        let reason = match row.outcome {
            Outcome::Unknown(reason) => reason.describe(),
            _ => "",
        };
        let sentence = first.and_then(|(it, _)| it.sentences.first().cloned());
        let (document, sentence) = sentence.unwrap_or_default();
        let converted = first.and_then(|(_, judged)| judged.converted);
        let cells = [
            park.iri.clone(),
            row.standard.id.clone(),
            criterion.number.to_string(),
            criterion.name.clone(),
            criterion.comparator.name().to_owned(),
            criterion.written.clone(),
            criterion.unit.clone(),
            criterion.requirement.clone(),
            criterion.known.name().to_owned(),
            row.outcome.name().to_owned(),
            reason.to_owned(),
            first
                .map(|(it, _)| it.quantity.written.clone())
                .unwrap_or_default(),
            converted.map(|it| it.value.to_string()).unwrap_or_default(),
            first
                .and_then(|(it, _)| it.date.clone())
                .unwrap_or_default(),
            document,
            sentence,
        ];
        let cells: Vec<_> = cells.iter().map(|it| quoted(it)).collect();
        out.push_str(&cells.join(","));
        out.push('\n');
    }
    out
}

/// A cell of a CSV file.
fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
