//! A validation report for people: what is wrong, graph by graph, and how often each shape is violated.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use oxrdf::Term;
use parkgraph::graph::Base;
use parkgraph::validate::{Report, Severity, Violation};

use crate::cli::output;
use crate::cli::select::shorten;

/// What begins the names of our shapes.
const SHAPES: &str = "https://w3id.org/parkgraph/shapes#";

/// Longest value that is shown whole, in characters.
const LONGEST: usize = 80;

/// The report as text. What is wrong in the graph of a document is not said again of the union.
pub(crate) fn text(report: &Report) -> String {
    let mut text = String::new();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut said: HashSet<&Violation> = HashSet::new();
    for check in &report.checks {
        let new: Vec<_> = check
            .violations
            .iter()
            .filter(|it| !said.contains(*it))
            .collect();
        if new.is_empty() {
            continue;
        }
        let graph = short(check.graph.as_str());
        line(&mut text, format_args!("{graph}"));
        for violation in &new {
            describe(&mut text, violation);
            *counts.entry(shape(violation)).or_default() += 1;
        }
        said.extend(new);
    }
    if counts.is_empty() {
        let documents = match report.checks.len().saturating_sub(1) {
            1 => "1 document graph".to_owned(),
            many => format!("{many} document graphs"),
        };
        line(
            &mut text,
            format_args!("conforms: {documents}, and the union of all graphs"),
        );
    } else {
        let rows = counts
            .into_iter()
            .map(|(shape, count)| vec![shape, count.to_string()]);
        text.push('\n');
        text += &output::table(
            &["shape".to_owned(), "violations".to_owned()],
            rows.collect(),
        );
    }
    text
}

/// A violation in two lines: where, and what.
fn describe(text: &mut String, violation: &Violation) {
    let mut place = format!("  {}", shown(&violation.node));
    if let Some(path) = &violation.path {
        let path = path.to_string();
        let name = path.strip_prefix('<').and_then(|it| it.strip_suffix('>'));
        let name = name
            .filter(|it| !it.contains('>'))
            .map_or_else(|| path.clone(), short);
        place = format!("{place} {name}");
    }
    if let Some(value) = &violation.value
        && *value != violation.node
    {
        place = format!("{place} {}", shown(value));
    }
    line(text, format_args!("{place}"));
    let message = violation
        .message("en")
        .map_or_else(|| short(violation.component.as_str()), str::to_owned);
    let note = match &violation.severity {
        Severity::Violation => String::new(),
        Severity::Other(severity) => format!(" ({})", short(severity.as_str())),
    };
    line(
        text,
        format_args!("    {}: {message}{note}", shape(violation)),
    );
}

fn line(text: &mut String, content: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{content}");
}

/// The name of the violated shape.
fn shape(violation: &Violation) -> String {
    match &violation.shape {
        Some(Term::NamedNode(shape)) => short(shape.as_str()),
        _ => "a shape without a name".to_owned(),
    }
}

fn short(iri: &str) -> String {
    match iri.strip_prefix(SHAPES) {
        Some(name) => format!("pgsh:{name}"),
        None => shorten(iri, Base::default().as_str()),
    }
}

/// A term as people read it, cut where it is long.
fn shown(term: &Term) -> String {
    let text = match term {
        Term::NamedNode(node) => short(node.as_str()),
        other => other.to_string(),
    };
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.split_at(end).0),
        None => text,
    }
}
