//! What a change of rules did: facts and entities gained and lost between two predictions, each with its rule and whether gold
//! has it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::evaluate::annotation::{Annotation, Folder, Item};
use crate::evaluate::compare::compare;
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

/// A predicted item that only one of two predictions has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moved {
    /// Id of the document.
    pub document: String,
    /// The item in one line.
    pub item: String,
    /// The rule that read it; empty if the prediction does not say.
    pub rule: String,
    /// How it stands to gold.
    pub verdict: Verdict,
}

/// What was gained and lost between two predictions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Items of the new prediction that the old one does not have.
    pub gained: Vec<Moved>,
    /// Items of the old prediction that the new one does not have.
    pub lost: Vec<Moved>,
    /// Rules that fire in one document only, with its id.
    pub lonely: Vec<(String, String)>,
}

/// Compares a new prediction with an old one over the documents of gold.
pub fn difference(gold: &Folder, new: &Folder, old: &Folder) -> Difference {
    let mut difference = Difference::default();
    let nothing = Annotation::default();
    let mut fires: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (id, annotation) in &gold.documents {
        let now = judge(id, annotation, new.documents.get(id).unwrap_or(&nothing));
        let before = judge(id, annotation, old.documents.get(id).unwrap_or(&nothing));
        for moved in &now {
            fires.entry(moved.rule.clone()).or_default().insert(id);
        }
        difference.gained.extend(without(&now, &before));
        difference.lost.extend(without(&before, &now));
    }
    let lonely = fires.into_iter().filter(|(rule, _)| !rule.is_empty());
    difference.lonely = lonely
        .filter(|(_, documents)| documents.len() == 1)
        .filter_map(|(rule, documents)| Some((rule, (*documents.first()?).to_owned())))
        .collect();
    difference
}

/// All predicted items of a document, judged.
fn judge(id: &str, gold: &Annotation, predicted: &Annotation) -> Vec<Moved> {
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
        judged.extend(items.map(|(item, verdict)| moved(id, item, verdict)));
    }
    judged
}

fn moved(id: &str, item: &Item, verdict: Verdict) -> Moved {
    Moved {
        document: id.to_owned(),
        item: describe(item),
        rule: text(item.get("rule")),
        verdict,
    }
}

/// The items of one list that the other does not have, as often as it lacks them.
fn without(items: &[Moved], others: &[Moved]) -> Vec<Moved> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for other in others {
        *count.entry(&other.item).or_default() += 1;
    }
    let mut left = Vec::new();
    for item in items {
        match count.get_mut(item.item.as_str()) {
            Some(more) if *more > 0 => *more -= 1,
            _ => left.push(item.clone()),
        }
    }
    left
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (title, sign, list) in [("GAINED", '+', &self.gained), ("LOST", '-', &self.lost)] {
            writeln!(f, "{title} {}{}", list.len(), verdicts(list))?;
            for it in list {
                let rule = if it.rule.is_empty() { "-" } else { &it.rule };
                let verdict = it.verdict.name();
                writeln!(
                    f,
                    "{sign} {:<8} {}  {}  [{rule}]",
                    verdict, it.document, it.item
                )?;
            }
        }
        writeln!(f, "BY RULE")?;
        for (rule, (gained, lost)) in by_rule(self) {
            writeln!(f, "  {rule}  +{gained} -{lost}")?;
        }
        writeln!(f, "RULES THAT FIRE IN ONE DOCUMENT ONLY")?;
        for (rule, document) in &self.lonely {
            writeln!(f, "  {rule}  {document}")?;
        }
        Ok(())
    }
}

/// How many of a list are right, partly right and so on: ` (2 right, 1 wrong)`.
fn verdicts(list: &[Moved]) -> String {
    let mut count: BTreeMap<Verdict, usize> = BTreeMap::new();
    for it in list {
        *count.entry(it.verdict).or_default() += 1;
    }
    let parts: Vec<String> = count
        .into_iter()
        .map(|(verdict, count)| format!("{count} {}", verdict.name()))
        .collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!(" ({})", parts.join(", "))
    }
}

fn by_rule(difference: &Difference) -> BTreeMap<&str, (usize, usize)> {
    let mut rules: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for it in &difference.gained {
        rules.entry(&it.rule).or_default().0 += 1;
    }
    for it in &difference.lost {
        rules.entry(&it.rule).or_default().1 += 1;
    }
    rules.remove("");
    rules
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn gains_and_losses_name_their_rule_and_verdict() {
        let location = |object: &str| json!({"kind": "located_in", "subject": "沙洲湖科创园", "object": object, "rule": "location/in"});
        let folder = |facts: Vec<serde_json::Value>| {
            Folder::from_records([json!({"id": "d01", "entities": [], "facts": facts})])
        };
        let gold = folder(vec![location("苏州市"), location("张家港市")]);
        let old = folder(vec![location("苏州市"), location("无锡市")]);
        let new = folder(vec![
            location("苏州市"),
            location("苏州市"),
            location("张家港市"),
        ]);
        expect![[r"
            GAINED 2 (1 right, 1 wrong)
            + wrong    d01  located_in 沙洲湖科创园 -> 苏州市  [location/in]
            + right    d01  located_in 沙洲湖科创园 -> 张家港市  [location/in]
            LOST 1 (1 wrong)
            - wrong    d01  located_in 沙洲湖科创园 -> 无锡市  [location/in]
            BY RULE
              location/in  +2 -1
            RULES THAT FIRE IN ONE DOCUMENT ONLY
              location/in  d01
        "]]
        .assert_eq(&difference(&gold, &new, &old).to_string());
    }
}
