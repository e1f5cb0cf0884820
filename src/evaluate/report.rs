//! The scores as text for people and as JSON for programs.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Map, Value, json};

use crate::evaluate::counting::{Accuracy, Tally};
use crate::model::Warning;

/// How much of a report is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// The scores.
    Scores,
    /// The scores, then every missed and spurious item and every wrong attribute.
    Errors,
}

/// Scores of predictions against gold.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Per entity type, and `micro` for all.
    pub entities: Vec<(String, Tally)>,
    /// Per fact kind, `micro` for all, `strict` for those with all attributes right.
    pub facts: Vec<(String, Tally)>,
    /// Entities and facts together.
    pub overall: Tally,
    /// Per fact kind, how often each attribute of a matched fact is right.
    pub attributes: Vec<(String, Vec<(String, Accuracy)>)>,
    /// Per document, by id.
    pub documents: BTreeMap<String, DocumentReport>,
    /// What was missing, ignored or unreadable.
    pub warnings: Vec<Warning>,
}

/// Scores of one document, and what is wrong in it.
#[derive(Clone, Debug, Default)]
pub struct DocumentReport {
    /// Its entities.
    pub entities: Tally,
    /// Its facts.
    pub facts: Tally,
    /// Both together.
    pub overall: Tally,
    /// Gold items not found, one line each.
    pub missed: Vec<String>,
    /// Predicted items that gold does not have.
    pub spurious: Vec<String>,
    /// Matched facts with a wrong attribute.
    pub wrong_attributes: Vec<String>,
}

/// The tally of a name, made if it is not there.
pub(crate) fn tally<'a>(tallies: &'a mut Vec<(String, Tally)>, name: &str) -> &'a mut Tally {
    let place = tallies.iter().position(|(it, _)| it == name);
    let place = place.unwrap_or_else(|| {
        tallies.push((name.to_owned(), Tally::default()));
        tallies.len() - 1
    });
    &mut tallies[place].1
}

impl Report {
    pub(crate) fn new(attributes: &[(&str, &[&str])]) -> Self {
        let zero = |name: &&str| ((*name).to_owned(), Accuracy::default());
        let attributes = attributes
            .iter()
            .map(|(kind, names)| ((*kind).to_owned(), names.iter().map(zero).collect()));
        Self {
            attributes: attributes.collect(),
            ..Self::default()
        }
    }

    pub(crate) fn count_attributes(&mut self, kind: &str, hits: &[(&'static str, bool)]) {
        let accuracies = self.attributes.iter_mut().filter(|(it, _)| it == kind);
        for (name, accuracy) in accuracies.flat_map(|(_, accuracies)| accuracies) {
            if let Some((_, right)) = hits.iter().find(|(it, _)| it == name) {
                accuracy.right += usize::from(*right);
                accuracy.of += 1;
            }
        }
    }

    /// The tally of a fact kind, `micro` or `strict`.
    pub fn fact_tally(&self, name: &str) -> Tally {
        let found = self.facts.iter().find(|(it, _)| it == name);
        found.map_or_else(Tally::default, |(_, tally)| *tally)
    }

    /// The tally of an entity type, or of all as `micro`.
    pub fn entity_tally(&self, name: &str) -> Tally {
        let found = self.entities.iter().find(|(it, _)| it == name);
        found.map_or_else(Tally::default, |(_, tally)| *tally)
    }

    /// The report as an object, ratios in full.
    pub fn to_json(&self, detail: Detail) -> Value {
        let documents = self.documents.iter().map(|(id, document)| {
            let mut object = Map::new();
            if detail == Detail::Errors {
                object.insert("missed".to_owned(), json!(document.missed));
                object.insert("spurious".to_owned(), json!(document.spurious));
                object.insert(
                    "wrong_attributes".to_owned(),
                    json!(document.wrong_attributes),
                );
            }
            let f1 = json!({
                "entities": document.entities.f1(),
                "facts": document.facts.f1(),
                "overall": document.overall.f1(),
            });
            object.insert("f1".to_owned(), f1);
            (id.clone(), Value::Object(object))
        });
        json!({
            "entities": json_tallies(&self.entities),
            "facts": json_tallies(&self.facts),
            "overall": {"micro": json_tally(&self.overall)},
            "attributes": self.attributes.iter().map(json_attributes).collect::<Map<_, _>>(),
            "documents": documents.collect::<Map<_, _>>(),
        })
    }

    /// The report as a table.
    pub fn to_text(&self, detail: Detail) -> String {
        let mut text = String::new();
        write_section(&mut text, "ENTITIES", &self.entities);
        write_section(&mut text, "FACTS", &self.facts);
        text.push_str("OVERALL\n");
        text.push_str(&row("micro", &self.overall));
        text.push_str("ATTRIBUTES (accuracy over matched facts)\n");
        for (kind, accuracies) in &self.attributes {
            let cells: Vec<String> = accuracies.iter().map(cell).collect();
            line(&mut text, format_args!("  {kind:<12}{}", cells.join("  ")));
        }
        text.push_str("DOCUMENTS (f1: entities, facts, overall)\n");
        for (id, it) in &self.documents {
            let f1 = [it.entities, it.facts, it.overall].map(|tally| ratio(tally.f1()));
            line(&mut text, format_args!("  {id:<12}{}", f1.join(" ")));
        }
        if detail == Detail::Errors {
            self.write_errors(&mut text);
        }
        text
    }

    fn write_errors(&self, text: &mut String) {
        for (id, document) in &self.documents {
            for (what, lines) in [
                ("missed", &document.missed),
                ("spurious", &document.spurious),
                ("wrong_attributes", &document.wrong_attributes),
            ] {
                for it in lines {
                    line(text, format_args!("{id}\t{what}\t{it}"));
                }
            }
        }
    }
}

fn line(text: &mut String, content: std::fmt::Arguments<'_>) {
    let written = writeln!(text, "{content}");
    debug_assert!(written.is_ok(), "writing to a string cannot fail");
}

fn write_section(text: &mut String, title: &str, tallies: &[(String, Tally)]) {
    line(text, format_args!("{title}"));
    line(
        text,
        format_args!(
            "  {:<12}{:>6} {:>6} {:>6}   {:>5} {:>5} {:>5}",
            "", "prec", "recall", "f1", "gold", "pred", "match"
        ),
    );
    let total = |name: &str| matches!(name, "micro" | "strict");
    for (name, tally) in tallies {
        if !total(name) && (tally.gold > 0 || tally.predicted > 0) {
            text.push_str(&row(name, tally));
        }
    }
    for (name, tally) in tallies.iter().filter(|(name, _)| total(name)) {
        text.push_str(&row(name, tally));
    }
}

fn row(name: &str, tally: &Tally) -> String {
    format!(
        "  {name:<12}{} {} {}   {:>5} {:>5} {:>5}\n",
        ratio(tally.precision()),
        ratio(tally.recall()),
        ratio(tally.f1()),
        tally.gold,
        tally.predicted,
        tally.matched
    )
}

fn cell((name, accuracy): &(String, Accuracy)) -> String {
    let share = ratio(accuracy.share());
    format!(
        "{name} {} ({}/{})",
        share.trim(),
        accuracy.right,
        accuracy.of
    )
}

/// A ratio in six places, a dash where there is none.
fn ratio(value: Option<f64>) -> String {
    value.map_or_else(|| "   -  ".to_owned(), |value| format!("{value:6.3}"))
}

fn json_tallies(tallies: &[(String, Tally)]) -> Value {
    let tallies = tallies.iter();
    let entries = tallies.map(|(name, tally)| (name.clone(), json_tally(tally)));
    Value::Object(entries.collect())
}

fn json_tally(tally: &Tally) -> Value {
    json!({
        "precision": tally.precision(),
        "recall": tally.recall(),
        "f1": tally.f1(),
        "gold": tally.gold,
        "predicted": tally.predicted,
        "matched": tally.matched,
    })
}

fn json_attributes((kind, accuracies): &(String, Vec<(String, Accuracy)>)) -> (String, Value) {
    let entries = accuracies.iter().map(|(name, it)| {
        let value = json!({"accuracy": it.share(), "right": it.right, "of": it.of});
        (name.clone(), value)
    });
    (kind.clone(), Value::Object(entries.collect()))
}
