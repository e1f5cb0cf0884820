//! Tables of decisions, as people edit them, read back.
//!
//! <https://mapping-commons.github.io/sssom/>

use crate::graph::{Base, iri_of_uri};
use crate::link::agreement::{Beside, check, compare};
use crate::link::candidate::Predicate;
use crate::link::decision::{Decision, SPLIT, Verdict};
use crate::link::import::BadRow;
use crate::link::import::{Dialect, separated};
use crate::link::sssom::{MANUAL, prefixes};
use crate::model::PartialDate;

/// Columns without which a table holds no decisions.
const NEEDED: [&str; 6] = [
    "subject_id",
    "predicate_id",
    "object_id",
    "mapping_justification",
    "author_label",
    "mapping_date",
];

/// The other justifications that SSSOM 1.1 knows; rows that have one are no decisions.
const OTHERS: [&str; 12] = [
    "semapv:BackgroundKnowledgeBasedMatching",
    "semapv:CompositeMatching",
    "semapv:InstanceBasedMatching",
    "semapv:LexicalMatching",
    "semapv:LexicalSimilarityThresholdMatching",
    "semapv:LogicalReasoning",
    "semapv:MappingChaining",
    "semapv:MappingInversion",
    "semapv:MappingReview",
    "semapv:SemanticSimilarityThresholdMatching",
    "semapv:StructuralMatching",
    "semapv:UnspecifiedMatching",
];

/// What can be wrong with a table of decisions.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct SssomError {
    /// Line of the file, from 1.
    pub line: usize,
    /// What is wrong and the way out.
    pub message: String,
}

/// The decisions of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecisionTable {
    /// Each with its line of the file, from 1.
    pub decisions: Vec<(usize, Decision)>,
    /// How many rows are left as rules made them.
    pub left: usize,
    /// Rows that look like decisions and are none, or repeat one.
    pub warnings: Vec<BadRow>,
}

/// The cells of a row by column.
struct Row<'a> {
    headers: &'a [String],
    cells: &'a [String],
}

impl<'a> Row<'a> {
    fn get(&self, column: &str) -> &'a str {
        let at = self.headers.iter().position(|it| it == column);
        at.and_then(|it| self.cells.get(it))
            .map_or("", |it| it.trim())
    }
}

/// The decisions of a table: the rows whose justification is manual curation. All other rows are left as they are made.
pub fn read(text: &str, base: &Base) -> Result<DecisionTable, SssomError> {
    let skipped = text.lines().take_while(|it| it.starts_with('#')).count();
    let prefixes = all_prefixes(text, base);
    let body: Vec<&str> = text.lines().skip(skipped).collect();
    let body = body.join("\n");
    let table = separated(&body, &Dialect::of(&body));
    let failed = |line: usize, message: String| SssomError {
        line: line + skipped,
        message,
    };
    if let Some(bad) = table.broken.first() {
        return Err(failed(bad.line, bad.message.clone()));
    }
    let missing = NEEDED
        .iter()
        .find(|it| !table.headers.iter().any(|header| header == *it));
    if let Some(column) = missing {
        return Err(failed(
            1,
            format!(
                "no column {column}; a table of `parkgraph link --export` has all that are needed"
            ),
        ));
    }
    let mut read = DecisionTable::default();
    for (line, cells) in &table.rows {
        let row = Row {
            headers: &table.headers,
            cells,
        };
        let taken = read.take((line + skipped, &row), &prefixes, base);
        taken.map_err(|message| failed(*line, message))?;
    }
    Ok(read)
}

impl DecisionTable {
    /// Takes a row.
    fn take(
        &mut self,
        (line, row): (usize, &Row<'_>),
        prefixes: &[(String, String)],
        base: &Base,
    ) -> Result<(), String> {
        if row.cells.iter().all(|it| it.trim().is_empty()) {
            return Ok(());
        }
        if !is_decision(row)? {
            self.left += 1;
            if let Some(message) = half_decided(row) {
                self.warnings.push(BadRow { line, message });
            }
            return Ok(());
        }
        let decision = decision(row, prefixes)?;
        check(&decision, base)?;
        match compare(&decision, &self.decisions)? {
            Beside::New => self.decisions.push((line, decision)),
            Beside::Again(first) => {
                let message = format!("line {first} has decided this; {first} stands");
                self.warnings.push(BadRow { line, message });
            }
        }
        Ok(())
    }
}

/// Whether a row is a decision; its justification tells.
fn is_decision(row: &Row<'_>) -> Result<bool, String> {
    match row.get("mapping_justification") {
        MANUAL => Ok(true),
        other if OTHERS.contains(&other) => Ok(false),
        other => Err(format!(
            "mapping_justification {other:?} is unknown; a decision has {MANUAL}, any other row keeps what it was exported with"
        )),
    }
}

/// What is wrong with a row that is no decision but was edited as one.
fn half_decided(row: &Row<'_>) -> Option<String> {
    let columns = ["predicate_modifier", "author_label", "mapping_date"];
    let column = columns.into_iter().find(|it| !row.get(it).is_empty())?;
    Some(format!(
        "{column} is {:?}, but the row is no decision: its mapping_justification is {}, not {MANUAL}",
        row.get(column),
        row.get("mapping_justification")
    ))
}

/// The prefixes of the file, and our own.
fn all_prefixes(text: &str, base: &Base) -> Vec<(String, String)> {
    let lines = text.lines().take_while(|it| it.starts_with('#'));
    let own = lines.filter_map(|line| {
        let (prefix, namespace) = line.trim_start_matches('#').split_once(": ")?;
        // Spreadsheets fill lines up with empty cells.
        let namespace = namespace.trim_matches(['"', ',', ';', '\t', ' ']);
        line.starts_with("#  ")
            .then(|| (prefix.trim().to_owned(), namespace.to_owned()))
    });
    let usual = prefixes(base).into_iter();
    own.chain(usual.map(|(prefix, namespace)| (prefix.to_owned(), namespace)))
        .collect()
}

/// The IRI in a column, written with a prefix or in full.
fn iri(row: &Row<'_>, column: &str, prefixes: &[(String, String)]) -> Result<String, String> {
    let text = row.get(column);
    let (prefix, local) = text.split_once(':').unwrap_or_default();
    let namespace = prefixes.iter().find(|it| it.0 == prefix);
    let full = match namespace {
        Some((_, namespace)) => format!("{namespace}{local}"),
        None if local.starts_with("//") || matches!(prefix, "" | "urn") => text.to_owned(),
        None => {
            return Err(format!(
                "{column} {text:?}: nothing says what {prefix}: is; add a line `#  {prefix}: https://…` to the curie_map"
            ));
        }
    };
    let iri = iri_of_uri(&full);
    match oxrdf::NamedNode::new(&iri) {
        Ok(_) => Ok(iri),
        Err(_) => Err(format!(
            "{column} {text:?} is no IRI and has no prefix of the curie_map"
        )),
    }
}

/// The decision of a row.
fn decision(row: &Row<'_>, prefixes: &[(String, String)]) -> Result<Decision, String> {
    let (who, when) = (row.get("author_label"), row.get("mapping_date"));
    if who.is_empty() || when.is_empty() {
        return Err(
            "a decision needs author_label and mapping_date: who decided, and when".to_owned(),
        );
    }
    if PartialDate::parse(when).is_none() {
        return Err(format!(
            "mapping_date {when:?} is no date; give one such as 2026-01-31, 2026-01 or 2026"
        ));
    }
    Ok(Decision {
        verdict: verdict(row)?,
        subject: iri(row, "subject_id", prefixes)?,
        subject_label: row.get("subject_label").to_owned(),
        object: iri(row, "object_id", prefixes)?,
        object_label: row.get("object_label").to_owned(),
        who: who.to_owned(),
        when: when.to_owned(),
    })
}

/// What a row decides.
fn verdict(row: &Row<'_>) -> Result<Verdict, String> {
    let (property, modifier) = (row.get("predicate_id"), row.get("predicate_modifier"));
    if !matches!(modifier, "" | "Not") {
        return Err(format!("predicate_modifier {modifier:?} is not Not"));
    }
    if property == SPLIT && modifier.is_empty() {
        let document = row.get("other").to_owned();
        if document.is_empty() {
            return Err(
                "owl:differentFrom needs the identifier of a document in the column other"
                    .to_owned(),
            );
        }
        return Ok(Verdict::Split { document });
    }
    match (Predicate::from_name(property), modifier) {
        (Some(predicate), "") => Ok(Verdict::Accepted(predicate)),
        (Some(predicate), _) => Ok(Verdict::Rejected(predicate)),
        (None, _) => Err(format!(
            "predicate_id {property:?} is none of owl:sameAs, skos:exactMatch, skos:closeMatch, skos:relatedMatch, owl:differentFrom"
        )),
    }
}
