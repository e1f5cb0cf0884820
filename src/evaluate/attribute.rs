//! What a fact says beside its core: subject, comparator, date, change, status.

use crate::evaluate::annotation::Item;
use crate::evaluate::compare::Sides;
use crate::evaluate::normal::{normal, normal_date, text};

/// The attributes of each kind of fact that has some.
pub(crate) const ATTRIBUTES: [(&str, &[&str]); 3] = [
    ("honor", &["status", "date"]),
    ("indicator", &["subject", "comparator", "date", "change"]),
    ("event", &["date"]),
];

/// How much an agreeing attribute helps two facts to find each other. The subject weighs most: the same figure of two
/// parks must not be swapped.
pub(crate) fn weight(attribute: &str) -> f64 {
    if attribute == "subject" { 0.5 } else { 0.1 }
}

/// Each attribute of a kind, and whether it agrees in a gold and a predicted fact.
pub(crate) fn hits(
    sides: &Sides<'_>,
    kind: &str,
    (gold, predicted): (&Item, &Item),
) -> Vec<(&'static str, bool)> {
    let known = ATTRIBUTES.iter().find(|(name, _)| *name == kind);
    let attributes = known.map_or(&[] as &[&str], |(_, attributes)| attributes);
    let hit = |&name: &&'static str| {
        let (ours, theirs) = (gold.get(name), predicted.get(name));
        let right = match name {
            "date" => normal_date(ours) == normal_date(theirs),
            "subject" => sides.same(name, gold, predicted),
            "comparator" => comparator(&text(ours)) == comparator(&text(theirs)),
            _ => normal(ours) == normal(theirs),
        };
        (name, right)
    };
    attributes.iter().map(hit).collect()
}

/// A comparator in its plain spelling.
fn comparator(written: &str) -> &str {
    match written.trim() {
        "≥" => ">=",
        "≤" => "<=",
        "≈" => "~",
        "==" | "" => "=",
        "＞" => ">",
        "＜" => "<",
        plain => plain,
    }
}
