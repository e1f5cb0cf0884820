//! The examples of a rule as they are written: a sentence, with marks around the words in each role.

use crate::lexicon::gives::{Fault, Gives};
use crate::lexicon::rule::RawRule;
use crate::model::EntityKind;

/// An example without its marks, and each marked text with what stands behind the mark.
///
/// ```
/// use parkgraph::lexicon::unmarked;
/// let (text, marks) = unmarked("[甲区]recipient获评[乙园]honor。");
/// assert_eq!(text, "甲区获评乙园。");
/// assert_eq!(marks, [("甲区", "recipient"), ("乙园", "honor")]);
/// ```
pub fn unmarked(example: &str) -> (String, Vec<(&str, &str)>) {
    let (mut plain, mut marks, mut rest) = (String::new(), Vec::new(), example);
    while let Some((before, after)) = rest.split_once('[') {
        let (marked, behind) = after.split_once(']').unwrap_or((after, ""));
        let end = behind.find(|it: char| !it.is_ascii_alphabetic());
        let (label, further) = behind.split_at(end.unwrap_or(behind.len()));
        plain.push_str(before);
        plain.push_str(marked);
        marks.push((marked, label));
        rest = further;
    }
    plain.push_str(rest);
    (plain, marks)
}

/// Marks of `yes` examples that no match of the rule can have.
pub(super) fn wrong_marks(raw: &RawRule, gives: Gives) -> Vec<Fault> {
    let roles = roles(gives);
    let marks = raw.yes.iter().flat_map(|it| unmarked(it).1);
    let wrong = marks.filter(|(_, label)| !roles.contains(label));
    wrong
        .map(|(marked, label)| Fault {
            at: raw.name.span().start,
            code: "R011",
            message: format!(
                "[{marked}]{label} has none of the roles {}",
                roles.join(", ")
            ),
            note: "write the role behind the bracket: [name]subject",
        })
        .collect()
}

/// What may stand behind a mark: the mentions that a match has.
fn roles(gives: Gives) -> Vec<&'static str> {
    match gives {
        Gives::Mention => EntityKind::ALL.map(EntityKind::name).to_vec(),
        Gives::Conferral(_) => vec!["recipient", "honor"],
        Gives::Location | Gives::Engagement => vec!["subject", "object"],
        Gives::Event(_) | Gives::Observation(_) => vec!["subject"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_mark_loses_no_text() {
        assert_eq!(unmarked("[甲").0, "甲");
    }
}
