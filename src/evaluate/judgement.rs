//! Each predicted item by itself: whether gold has it, by which rule it was read, and how sure the rule was.

use crate::evaluate::annotation::{Annotation, Folder};
use crate::evaluate::compare::{Section, compare};
use crate::evaluate::description::describe;
use crate::evaluate::normal::text;

/// How a predicted item stands to gold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Gold has it, with all its attributes.
    Right,
    /// Gold has it with other attributes.
    Partly,
    /// Gold has it, but does not ask for it.
    Optional,
    /// Gold does not have it.
    Wrong,
}

impl Verdict {
    /// The word in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Partly => "partly",
            Self::Optional => "optional",
            Self::Wrong => "wrong",
        }
    }
}

/// A predicted item, judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// Id of the document.
    pub document: String,
    /// The item in one line.
    pub item: String,
    /// The rule that read it; empty if the prediction does not say.
    pub rule: String,
    /// How sure the rule is, if the prediction says so.
    pub confidence: Option<f64>,
    /// How it stands to gold.
    pub verdict: Verdict,
}

/// Judges every predicted fact of the documents that gold has.
///
/// ```
/// use parkgraph::evaluate::{Folder, Verdict, judge};
/// let record = |object| serde_json::json!({"id": "d01", "facts": [
///     {"kind": "located_in", "subject": "云湖科创园", "object": object, "confidence": 0.9}
/// ]});
/// let gold = Folder::from_records([record("苏州市")]);
/// let judged = judge(&gold, &Folder::from_records([record("无锡市")]));
/// assert_eq!((judged[0].confidence, judged[0].verdict), (Some(0.9), Verdict::Wrong));
/// ```
pub fn judge(gold: &Folder, predicted: &Folder) -> Vec<Judgement> {
    let pairs = gold.documents.iter().filter_map(|(id, ours)| {
        let theirs = predicted.documents.get(id)?;
        Some((id, ours, theirs))
    });
    pairs
        .flat_map(|(id, ours, theirs)| judge_document(id, ours, theirs))
        .filter(|(section, _)| *section == Section::Facts)
        .map(|(_, judgement)| judgement)
        .collect()
}

/// All predicted items of a document, judged.
pub(crate) fn judge_document(
    id: &str,
    gold: &Annotation,
    predicted: &Annotation,
) -> Vec<(Section, Judgement)> {
    let mut judged = Vec::new();
    for comparison in compare(gold, predicted) {
        let optional = comparison.optional();
        let mut verdicts = vec![Verdict::Wrong; comparison.predicted.len()];
        for pair in &comparison.pairs {
            let right = pair.hits.iter().all(|(_, right)| *right);
            verdicts[pair.predicted] = match (optional.contains(&pair.gold), right) {
                (true, _) => Verdict::Optional,
                (false, true) => Verdict::Right,
                (false, false) => Verdict::Partly,
            };
        }
        let items = comparison.predicted.iter().zip(verdicts);
        judged.extend(items.map(|(item, verdict)| {
            let judgement = Judgement {
                document: id.to_owned(),
                item: describe(item),
                rule: text(item.get("rule")),
                confidence: item.get("confidence").and_then(serde_json::Value::as_f64),
                verdict,
            };
            (comparison.section, judgement)
        }));
    }
    judged
}
