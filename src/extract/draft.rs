//! A fact in the making: its evidence becomes spans of the context text.

use crate::extract::modality::modality;
use crate::extract::page::{Bytes, Page};
use crate::extract::sentence::Sentence;
use crate::model::{Evidence, Fact, MentionId, RuleId, Span, Statement};

/// What a rule states, and from what.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The rule.
    pub(super) rule: RuleId,
    /// How sure it is.
    pub(super) confidence: f64,
    /// What it was read from.
    pub(super) spans: Vec<Bytes>,
    /// What it states.
    pub(super) statement: Statement<MentionId>,
}

impl Draft {
    /// The fact, with the modality of the words around `at`.
    pub(super) fn fact(self, page: &Page<'_>, sentence: &Sentence, at: &Bytes) -> Fact<MentionId> {
        let stated = self.spans.into_iter().filter(|it| !it.is_empty());
        let mut spans: Vec<Span> = stated.map(|it| page.clean.span(it)).collect();
        if spans.is_empty() {
            spans.push(page.clean.span(at.clone()));
        }
        spans.sort();
        spans.dedup();
        Fact {
            statement: self.statement,
            evidence: Evidence {
                spans,
                rule: self.rule,
                confidence: self.confidence,
                modality: modality(page, sentence, at),
            },
        }
    }
}
