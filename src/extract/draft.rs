//! A fact in the making: its evidence becomes spans of the context text.

use crate::extract::modality::{clause_of, is_goal, modality};
use crate::extract::page::{Bytes, Page};
use crate::extract::sentence::Sentence;
use crate::model::{
    Conferral, Event, Evidence, Fact, MentionId, Modality, Observation, PartialDate, RuleId, Span,
    Statement,
};

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
        let modality = match modality(page, sentence, at) {
            Modality::Actual => self.modality(page, sentence, at),
            Modality::Negated if self.counts_refusals(page, sentence, at) => Modality::Actual,
            stated => stated,
        };
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
                modality,
            },
        }
    }

    /// 否决|高耗水项目5个: so many were refused.
    fn counts_refusals(&self, page: &Page<'_>, sentence: &Sentence, at: &Bytes) -> bool {
        let before = clause_of(sentence, at.start).start..at.start;
        matches!(self.statement, Statement::Observation(_)) && page.has_word_in("refuse", &before)
    }

    /// The modality of a statement that no word denies or intends: nothing has happened after the day of the page, and what
    /// is forbidden is not there.
    fn modality(&self, page: &Page<'_>, sentence: &Sentence, at: &Bytes) -> Modality {
        let before = clause_of(sentence, at.start).start..at.end;
        let given = matches!(self.statement, Statement::Conferral(_));
        if given && page.has_word_in("withdraw", &before) {
            return Modality::Negated; // 取消授予某园区的称号
        }
        match &self.statement {
            Statement::Conferral(Conferral { date, .. })
            | Statement::Observation(Observation { date, .. })
            | Statement::Event(Event { date, .. }) => {
                if begins_later(page, *date) || date.is_none() && is_goal(page, sentence, at) {
                    Modality::Planned
                } else {
                    Modality::Actual
                }
            }
            Statement::Location { .. } | Statement::Engagement { .. } => {
                if page.has_word_in("excluded", &before) {
                    Modality::Negated
                } else {
                    Modality::Actual
                }
            }
        }
    }
}

/// Whether a date begins after the day of the page.
pub(super) fn begins_later(page: &Page<'_>, date: Option<PartialDate>) -> bool {
    let dates = date.zip(page.issued());
    dates.is_some_and(|(date, issued)| date.begins_after(issued))
}
