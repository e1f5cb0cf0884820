//! Gold against predictions: the counts of all documents, and what is wrong in each.

use crate::evaluate::annotation::{Annotation, Folder};
use crate::evaluate::attribute::ATTRIBUTES;
use crate::evaluate::compare::{Comparison, Pair, Section, compare};
use crate::evaluate::counting::Tally;
use crate::evaluate::description::describe;
use crate::evaluate::normal::shown;
use crate::evaluate::report::{DocumentReport, Report, tally};
use crate::model::Warning;

/// Scores every document of gold; a missing prediction counts as an empty one, further predictions are ignored.
///
/// An entity matches one of the same type with a common name. A fact matches by its core: who, what, value and unit;
/// strictly, where all its attributes are right too. Gold items marked `optional` are neither asked for nor held against
/// who finds them.
///
/// ```
/// use parkgraph::evaluate::{Folder, score};
/// let gold = Folder::from_records([serde_json::json!({
///     "id": "d01", "entities": [{"type": "Place", "name": "苏州市", "aliases": ["苏州"]}]
/// })]);
/// let predicted = Folder::from_records([serde_json::json!({
///     "id": "d01", "entities": [{"type": "Place", "name": "苏州"}]
/// })]);
/// assert_eq!(score(&gold, &predicted).overall.f1(), Some(1.0));
/// ```
pub fn score(gold: &Folder, predicted: &Folder) -> Report {
    let mut report = Report::new(&ATTRIBUTES);
    report.warnings = warnings(gold, predicted);
    let nothing = Annotation::default();
    for (id, ours) in &gold.documents {
        let theirs = predicted.documents.get(id).unwrap_or(&nothing);
        let mut document = DocumentReport::default();
        for comparison in compare(ours, theirs) {
            add(&mut report, &mut document, &comparison);
        }
        report.documents.insert(id.clone(), document);
    }
    report
}

fn warnings(gold: &Folder, predicted: &Folder) -> Vec<Warning> {
    let warn = |place: &str, message: &str| Warning {
        place: place.to_owned(),
        message: message.to_owned(),
    };
    let missing = gold.documents.keys();
    let missing = missing
        .filter(|id| !predicted.documents.contains_key(*id))
        .map(|id| warn(id, "no prediction, scored as empty"));
    let further = predicted.documents.keys();
    let further = further
        .filter(|id| !gold.documents.contains_key(*id))
        .map(|id| warn(id, "ignored, not in gold"));
    let unread = gold.warnings.iter().chain(&predicted.warnings).cloned();
    unread.chain(missing).chain(further).collect()
}

/// Adds what one comparison found to the counts of all documents and of its own.
fn add(report: &mut Report, document: &mut DocumentReport, comparison: &Comparison<'_>) {
    let optional = comparison.optional();
    let required = |pair: &&Pair| !optional.contains(&pair.gold);
    let pairs: Vec<&Pair> = comparison.pairs.iter().filter(required).collect();
    let counts = Tally {
        gold: comparison.gold.len() - optional.len(),
        predicted: comparison.predicted.len() - (comparison.pairs.len() - pairs.len()),
        matched: pairs.len(),
    };
    let right = |pair: &&&Pair| pair.hits.iter().all(|(_, right)| *right);
    let strict = Tally {
        matched: pairs.iter().filter(right).count(),
        ..counts
    };
    match comparison.section {
        Section::Entities => {
            tally(&mut report.entities, &comparison.name).add(counts);
            tally(&mut report.entities, "micro").add(counts);
            document.entities.add(counts);
        }
        Section::Facts => {
            tally(&mut report.facts, &comparison.name).add(counts);
            tally(&mut report.facts, "micro").add(counts);
            tally(&mut report.facts, "strict").add(strict);
            document.facts.add(counts);
        }
    }
    report.overall.add(counts);
    document.overall.add(counts);
    for pair in pairs {
        report.count_attributes(&comparison.name, &pair.hits);
        document.wrong_attributes.extend(wrong(comparison, pair));
    }
    list_unpaired(document, comparison);
}

/// The line about a pair whose attributes differ: gold / predicted.
fn wrong(comparison: &Comparison<'_>, pair: &Pair) -> Option<String> {
    let (gold, predicted) = (
        comparison.gold[pair.gold],
        comparison.predicted[pair.predicted],
    );
    let bad = pair.hits.iter().filter(|(_, right)| !right);
    let bad: Vec<String> = bad
        .map(|(name, _)| {
            let (ours, theirs) = (shown(gold.get(*name)), shown(predicted.get(*name)));
            format!("{name}: {ours} / {theirs}")
        })
        .collect();
    (!bad.is_empty()).then(|| format!("{}  --  {}", describe(gold), bad.join(", ")))
}

/// Lists the required gold items without partner and the predicted ones without.
fn list_unpaired(document: &mut DocumentReport, comparison: &Comparison<'_>) {
    let optional = comparison.optional();
    let pairs = &comparison.pairs;
    for (i, item) in comparison.gold.iter().enumerate() {
        if !optional.contains(&i) && pairs.iter().all(|pair| pair.gold != i) {
            document.missed.push(describe(item));
        }
    }
    for (j, item) in comparison.predicted.iter().enumerate() {
        if pairs.iter().all(|pair| pair.predicted != j) {
            document.spurious.push(describe(item));
        }
    }
}
