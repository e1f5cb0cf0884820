//! One document, gold against predicted: which items go together, and which of their attributes agree.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::evaluate::annotation::{Annotation, Item, entity_names};
use crate::evaluate::attribute;
use crate::evaluate::normal::{normal, normal_text, number, shown, text};
use crate::evaluate::pairing::pair;
use crate::evaluate::similarity::{honor_similarity, label_similarity};
use crate::evaluate::unit::parse_unit;

const ENTITY_TYPES: [&str; 7] = [
    "Park", "Company", "Place", "Agency", "Honor", "Industry", "Project",
];
const FACT_KINDS: [&str; 5] = ["honor", "indicator", "located_in", "industry", "event"];

/// Values that differ by more than this share of the gold value do not match.
const VALUE_TOLERANCE: f64 = 0.005;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    Entities,
    Facts,
}

/// The items of one type or kind, and which of them go together.
pub(crate) struct Comparison<'a> {
    pub(crate) section: Section,
    pub(crate) name: String,
    pub(crate) gold: Vec<&'a Item>,
    pub(crate) predicted: Vec<&'a Item>,
    pub(crate) pairs: Vec<Pair>,
}

/// A gold item and a predicted item that go together, by their positions.
pub(crate) struct Pair {
    pub(crate) gold: usize,
    pub(crate) predicted: usize,
    /// Each attribute, and whether it is right.
    pub(crate) hits: Vec<(&'static str, bool)>,
}

impl Comparison<'_> {
    /// Positions of the gold items that are neither asked for nor held against who finds them.
    pub(crate) fn optional(&self) -> BTreeSet<usize> {
        let items = self.gold.iter().enumerate();
        items
            .filter(|(_, item)| is_optional(item))
            .map(|(i, _)| i)
            .collect()
    }
}

fn is_optional(item: &Item) -> bool {
    match item.get("optional") {
        None | Some(Value::Null) => false,
        Some(Value::Bool(optional)) => *optional,
        Some(other) => !text(Some(other)).is_empty(),
    }
}

/// Compares the entities of each type and the facts of each kind.
pub(crate) fn compare<'a>(gold: &'a Annotation, predicted: &'a Annotation) -> Vec<Comparison<'a>> {
    let types = names(&ENTITY_TYPES, "type", [&gold.entities, &predicted.entities]);
    let entities = types.into_iter().map(|name| {
        let ours = select(&gold.entities, "type", &name);
        let theirs = select(&predicted.entities, "type", &name);
        let pairs = pair_entities(&ours, &theirs);
        Comparison {
            section: Section::Entities,
            name,
            gold: ours,
            predicted: theirs,
            pairs,
        }
    });
    let kinds = names(&FACT_KINDS, "kind", [&gold.facts, &predicted.facts]);
    let facts = kinds.into_iter().map(|name| {
        let ours = select(&gold.facts, "kind", &name);
        let theirs = select(&predicted.facts, "kind", &name);
        let sides = Sides { gold, predicted };
        let pairs = sides.pair_facts(&name, &ours, &theirs);
        Comparison {
            section: Section::Facts,
            name,
            gold: ours,
            predicted: theirs,
            pairs,
        }
    });
    entities.chain(facts).collect()
}

/// The known names first, then all others that occur, sorted.
fn names(known: &[&str], key: &str, items: [&Vec<Item>; 2]) -> Vec<String> {
    let others: BTreeSet<String> = items
        .into_iter()
        .flatten()
        .map(|item| shown(item.get(key)))
        .filter(|name| !known.contains(&name.as_str()))
        .collect();
    known
        .iter()
        .map(|&name| name.to_owned())
        .chain(others)
        .collect()
}

fn select<'a>(items: &'a [Item], key: &str, name: &str) -> Vec<&'a Item> {
    let same = |item: &&Item| shown(item.get(key)) == name;
    items.iter().filter(same).collect()
}

/// Entities go together if they share a name; an equal main name is preferred to an overlap of aliases.
fn pair_entities(gold: &[&Item], predicted: &[&Item]) -> Vec<Pair> {
    let all = |items: &[&Item]| -> Vec<(BTreeSet<String>, String)> {
        let names = items
            .iter()
            .map(|item| (entity_names(item), normal(item.get("name"))));
        names.collect()
    };
    let (ours, theirs) = (all(gold), all(predicted));
    let score = |i: usize, j: usize| {
        let ((names, name), (other_names, other_name)) = (&ours[i], &theirs[j]);
        match (names.is_disjoint(other_names), name == other_name) {
            (true, _) => 0.0,
            (false, true) => 2.0,
            (false, false) => 1.0,
        }
    };
    let pairs = pair(gold.len(), predicted.len(), score).into_iter();
    pairs
        .map(|(gold, predicted)| Pair {
            gold,
            predicted,
            hits: Vec::new(),
        })
        .collect()
}

/// Both sides of a document: their entity lists say which names mean the same.
pub(crate) struct Sides<'a> {
    pub(crate) gold: &'a Annotation,
    pub(crate) predicted: &'a Annotation,
}

impl Sides<'_> {
    fn pair_facts(&self, kind: &str, gold: &[&Item], predicted: &[&Item]) -> Vec<Pair> {
        let score = |i: usize, j: usize| self.score(kind, gold[i], predicted[j]);
        let pairs = pair(gold.len(), predicted.len(), score).into_iter();
        pairs
            .map(|(i, j)| Pair {
                gold: i,
                predicted: j,
                hits: attribute::hits(self, kind, (gold[i], predicted[j])),
            })
            .collect()
    }

    /// Whether both facts name the same entity under a key.
    pub(crate) fn same(&self, key: &str, gold: &Item, predicted: &Item) -> bool {
        let ours = self.gold.names(gold.get(key));
        !ours.is_disjoint(&self.predicted.names(predicted.get(key)))
    }

    /// 0 if the two facts cannot be the same, else more; agreeing attributes break ties.
    fn score(&self, kind: &str, gold: &Item, predicted: &Item) -> f64 {
        let core = self.core(kind, gold, predicted);
        if core == 0.0 {
            return 0.0;
        }
        let hits = attribute::hits(self, kind, (gold, predicted));
        let agreeing = hits.iter().filter(|(_, right)| *right);
        core + agreeing
            .map(|(name, _)| attribute::weight(name))
            .fold(0.0, |sum, weight| sum + weight)
    }

    /// How well the cores of two facts agree: who, what, value and unit.
    fn core(&self, kind: &str, gold: &Item, predicted: &Item) -> f64 {
        let same = |key: &str| self.same(key, gold, predicted);
        let certain = |so: bool| if so { 1.0 } else { 0.0 };
        match kind {
            "honor" if same("recipient") => honor_similarity(
                &self.gold.names(gold.get("honor")),
                &self.predicted.names(predicted.get("honor")),
            ),
            "indicator" if same_quantity(gold, predicted) => {
                label_similarity(&labels(gold), &normal(predicted.get("indicator")))
            }
            "located_in" | "industry" => certain(same("subject") && same("object")),
            "event" => certain(
                normal(gold.get("type")) == normal(predicted.get("type")) && same("subject"),
            ),
            _ => 0.0,
        }
    }
}

/// Whether the units are the same and the values within the tolerance.
fn same_quantity(gold: &Item, predicted: &Item) -> bool {
    let (gold_unit, gold_scale) = parse_unit(gold.get("unit"));
    let (unit, scale) = parse_unit(predicted.get("unit"));
    let values = (number(gold.get("value")), number(predicted.get("value")));
    let (Some(gold_value), Some(value)) = values else {
        return false;
    };
    let gold_value = gold_value * gold_scale;
    let apart = (gold_value - value * scale).abs() > VALUE_TOLERANCE * gold_value.abs();
    gold_unit == unit && !apart
}

/// The labels that gold accepts for an indicator.
fn labels(gold: &Item) -> Vec<String> {
    let further = gold.get("indicator_aliases").and_then(Value::as_array);
    let further = further
        .into_iter()
        .flatten()
        .map(|it| normal_text(&text(Some(it))));
    [normal(gold.get("indicator"))]
        .into_iter()
        .chain(further)
        .collect()
}
