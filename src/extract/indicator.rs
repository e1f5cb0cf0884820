//! What a number measures, as an indicator: its words, where they stand, and how it changed.

use crate::extract::confidence;
use crate::extract::page::Bytes;
use crate::lexicon::{Gives, Rule};
use crate::model::{Change, RuleId};

/// The label of a quantity.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    /// The noun phrase, as an indicator.
    pub(super) text: String,
    /// Its parts, where it is a list (COD、SO2排放量).
    pub(super) items: Vec<String>,
    /// Of a share, the words that say so, without what it is a share of: 占全国.
    pub(super) share: Option<String>,
    /// Where it stands, or the words that take it up again.
    pub(super) bytes: Bytes,
    /// Where the noun phrase itself stands.
    pub(super) noun: Bytes,
    /// Level, rise or fall.
    pub(super) change: Change,
    /// Whose it is, where the words around the number say so.
    pub(super) subject: Option<usize>,
    /// Whether the number describes a noun (投资200亿元的…项目).
    pub(super) attributive: bool,
    /// Whether the number counts a list that ends in 等.
    pub(super) listed: bool,
    /// Whether it is the first of two levels (由39亿元增长到205亿元).
    pub(super) from: bool,
    /// The rule that found it.
    pub(super) rule: RuleId,
    /// How sure it is.
    pub(super) confidence: f64,
}

impl Label {
    /// Whether the number is a share of the one before it: 占全国的26%, 为年度计划的118%.
    pub(super) fn is_share(&self) -> bool {
        self.rule.as_str() == "observation/share"
    }

    /// The same label with another text.
    pub(super) fn with_text(&self, text: String) -> Self {
        Self {
            text,
            ..self.clone()
        }
    }

    /// The label that a rule of the rule files gives to a number, whose it is included.
    pub(super) fn by_rule(rule: &Rule, bytes: Bytes, subject: Option<usize>) -> Option<Self> {
        let Gives::Observation(change) = rule.gives else {
            return None;
        };
        Some(Self {
            text: rule.indicator.clone()?,
            items: Vec::new(),
            share: None,
            noun: bytes.clone(),
            bytes,
            change,
            subject,
            attributive: false,
            listed: false,
            from: false,
            rule: rule.id.clone(),
            confidence: rule.confidence,
        })
    }

    /// The same label for the quantity after its own.
    pub(super) fn again(&self, rule: &'static str) -> Self {
        Self {
            attributive: false,
            from: false,
            share: None,
            rule: RuleId::new(rule),
            confidence: confidence::of(rule),
            ..self.clone()
        }
    }
}
