//! Rule files as they are written: words, patterns, reasons and examples, read from TOML and checked.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

/// The built-in rule files, by name.
pub(super) const BUILT_IN: &[(&str, &str)] = &[
    ("words.toml", include_str!("../../data/rules/words.toml")),
    (
        "mention.toml",
        include_str!("../../data/rules/mention.toml"),
    ),
    (
        "conferral.toml",
        include_str!("../../data/rules/conferral.toml"),
    ),
    (
        "location.toml",
        include_str!("../../data/rules/location.toml"),
    ),
    (
        "engagement.toml",
        include_str!("../../data/rules/engagement.toml"),
    ),
    ("event.toml", include_str!("../../data/rules/event.toml")),
    (
        "observation.toml",
        include_str!("../../data/rules/observation.toml"),
    ),
    (QUANTITY, include_str!("../../data/rules/quantity.toml")),
    (DATE, include_str!("../../data/rules/date.toml")),
];

/// The file with the words of quantities, which has a form of its own.
pub(super) const QUANTITY: &str = "quantity.toml";
/// The file with the words of dates, which has a form of its own.
pub(super) const DATE: &str = "date.toml";

/// A rule file: named word lists and rules.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleFile {
    /// Word lists, by the name under which patterns and code use them.
    #[serde(default)]
    pub(super) words: BTreeMap<Spanned<String>, Vec<String>>,
    /// The rules.
    #[serde(default, rename = "rule")]
    pub(super) rules: Vec<RawRule>,
}

/// A rule as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRule {
    /// Unique within its file; with the file's stem it makes the rule's id.
    pub(super) name: Spanned<String>,
    /// What a match gives.
    pub(super) gives: RawGives,
    /// The pattern; see `docs/rules.md` for its language.
    pub(super) pattern: Spanned<String>,
    /// How sure a match is, 0 to 1.
    #[serde(default = "default_confidence")]
    pub(super) confidence: f64,
    /// How far free text is trusted to be a name, 0 to 1; as sure as the match if left out.
    pub(super) trust: Option<f64>,
    /// Why the rule holds.
    pub(super) why: String,
    /// Sentences in which it must fire, with the roles marked `[…]role`.
    pub(super) yes: Vec<String>,
    /// Sentences in which it must not.
    pub(super) no: Vec<String>,
}

/// What a rule gives, as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawGives {
    /// `Mention`, or a fact class of the ontology.
    pub(super) kind: Spanned<String>,
    /// Status of a conferral.
    pub(super) status: Option<Spanned<String>>,
    /// Type of an event.
    #[serde(rename = "type")]
    pub(super) event_type: Option<Spanned<String>>,
    /// What the number of an observation measures.
    pub(super) indicator: Option<Spanned<String>>,
    /// Whether that number is a level, an increase or a decrease.
    pub(super) change: Option<Spanned<String>>,
}

fn default_confidence() -> f64 {
    0.9
}

/// Reads one rule file; a syntax error is the file's only mistake.
pub(super) fn parse(text: &str) -> Result<RuleFile, toml::de::Error> {
    toml::from_str(text)
}
