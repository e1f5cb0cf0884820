//! What a sentence holds, so that rules that need more are not tried.

use crate::extract::page::Page;
use crate::extract::sentence::Sentence;
use crate::lexicon::{Atom, Filler, Rule, WordSet};
use crate::model::EntityKind;

/// The lists of which a sentence has words, and the kinds of its names.
pub(super) struct Signs {
    /// Sorted.
    sets: Vec<WordSet>,
    kinds: Vec<EntityKind>,
}

impl Signs {
    /// Reads a sentence whose names have been found.
    pub(super) fn new(page: &Page<'_>, sentence: &Sentence) -> Self {
        let hits = page.hits_in(sentence.bytes.clone());
        let mut sets: Vec<WordSet> = Vec::new();
        for hit in hits.filter(|it| it.end <= sentence.bytes.end) {
            sets.extend(page.lexicon.sets_of(hit));
        }
        sets.sort_unstable();
        sets.dedup();
        let mut kinds: Vec<EntityKind> = Vec::new();
        for name in page.names_in(&sentence.bytes) {
            let kind = page.names[name].kind;
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        Self { sets, kinds }
    }

    /// Whether a sentence has all that the pattern of a rule cannot do without.
    pub(super) fn allow(&self, page: &Page<'_>, (index, rule): (usize, &Rule)) -> bool {
        let mut needed = page.lexicon.needed(index).iter();
        needed.all(|it| self.sets.binary_search(it).is_ok())
            && rule.pattern.iter().all(|it| match &it.atom {
                Atom::Slot {
                    filler: Filler::Mention(kinds),
                    ..
                } => it.optional || kinds.iter().any(|it| self.kinds.contains(it)),
                _ => true,
            })
    }
}
