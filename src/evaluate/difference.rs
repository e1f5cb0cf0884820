//! What a change of rules did: facts and entities gained and lost between two predictions, each with its rule and whether gold
//! has it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::evaluate::annotation::{Annotation, Folder};
use crate::evaluate::judgement::{Verdict, judge_document};

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
        let now = moved(id, annotation, new.documents.get(id).unwrap_or(&nothing));
        let before = moved(id, annotation, old.documents.get(id).unwrap_or(&nothing));
        for it in &now {
            fires.entry(it.rule.clone()).or_default().insert(id);
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
fn moved(id: &str, gold: &Annotation, predicted: &Annotation) -> Vec<Moved> {
    let judged = judge_document(id, gold, predicted).into_iter();
    judged
        .map(|(_, judgement)| Moved {
            document: judgement.document,
            item: judgement.item,
            rule: judgement.rule,
            verdict: judgement.verdict,
        })
        .collect()
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
