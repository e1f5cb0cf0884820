//! Who is meant: mentions become entities, by keys made of kind, place and name, never by likeness of letters.

mod copy;
mod identity;
mod short_name;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::lexicon::Lexicon;
use crate::model::{Entity, EntityId, Extraction, Fact, Mention, Metadata, Statement};
use crate::resolve::identity::Identity;

pub use copy::{Candidate, copies};

/// Entities with the mentions and facts that are about them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolution {
    /// Entities, sorted by kind, name and code.
    pub entities: Vec<Entity>,
    /// Mentions in text order, each with its entity.
    pub mentions: Vec<(Mention, EntityId)>,
    /// Facts about entities, in text order of their evidence.
    pub facts: Vec<Fact<EntityId>>,
}

/// Finds out which mentions mean the same thing, inside the document first, then through the lexicon.
pub fn resolve(lexicon: &Lexicon, extraction: Extraction, metadata: &Metadata) -> Resolution {
    let groups = short_name::group(lexicon, &extraction);
    let identity = Identity::new(lexicon, &extraction, metadata);
    let named: Vec<Entity> = groups.iter().map(|group| identity.entity(group)).collect();
    let mut merged: BTreeMap<(crate::model::EntityKind, String, Option<String>), Entity> =
        BTreeMap::new();
    for entity in &named {
        let key = (entity.kind, entity.name.clone(), entity.code.clone());
        merged
            .entry(key)
            .and_modify(|it| it.aliases.extend(entity.aliases.iter().cloned()))
            .or_insert_with(|| entity.clone());
    }
    let position: BTreeMap<_, usize> = merged.keys().cloned().zip(0..).collect();
    let mut entity_of = vec![EntityId(0); extraction.mentions.len()];
    for (group, entity) in groups.iter().zip(&named) {
        let id = position
            .get(&(entity.kind, entity.name.clone(), entity.code.clone()))
            .copied()
            .unwrap_or_default();
        group
            .mentions
            .iter()
            .for_each(|it| entity_of[it.0] = EntityId(id));
    }
    let facts = extraction
        .facts
        .into_iter()
        .map(|fact| Fact {
            statement: fact
                .statement
                .map(&mut |it: crate::model::MentionId| entity_of[it.0]),
            evidence: fact.evidence,
        })
        .filter(|fact| !is_about_itself(&fact.statement))
        .collect();
    Resolution {
        entities: merged.into_values().collect(),
        mentions: extraction.mentions.into_iter().zip(entity_of).collect(),
        facts: distinct(facts),
    }
}

/// A thing does not lie in itself.
fn is_about_itself(statement: &Statement<EntityId>) -> bool {
    match statement {
        Statement::Location { subject, object } | Statement::Engagement { subject, object } => {
            subject == object
        }
        Statement::Conferral(it) => it.recipient == it.honor,
        _ => false,
    }
}

/// The same statement read twice is one fact with the evidence of both and the confidence of the surer.
fn distinct(facts: Vec<Fact<EntityId>>) -> Vec<Fact<EntityId>> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept: Vec<Fact<EntityId>> = Vec::with_capacity(facts.len());
    for fact in facts {
        let key = format!("{:?} {:?}", fact.evidence.modality, fact.statement);
        match places.entry(key) {
            Entry::Occupied(place) => unite(&mut kept[*place.get()], fact),
            Entry::Vacant(place) => {
                place.insert(kept.len());
                kept.push(fact);
            }
        }
    }
    for fact in &mut kept {
        fact.evidence.spans.sort();
        fact.evidence.spans.dedup();
    }
    kept.sort_by(|one, other| one.evidence.spans.cmp(&other.evidence.spans));
    kept
}

fn unite(known: &mut Fact<EntityId>, fact: Fact<EntityId>) {
    known.evidence.spans.extend(fact.evidence.spans);
    if fact.evidence.confidence > known.evidence.confidence {
        known.evidence.confidence = fact.evidence.confidence;
        known.evidence.rule = fact.evidence.rule;
    }
}
