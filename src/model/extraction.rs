//! What a document states in its own words, before anyone asks who is meant.

use crate::model::{EntityKind, Fact, Mention, MentionId};

/// Mentions and facts about mentions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extraction {
    /// Where things are named, in text order.
    pub mentions: Vec<Mention>,
    /// What is stated, about mentions.
    pub facts: Vec<Fact<MentionId>>,
    /// Short forms that the document introduces (以下简称), with the long form and the kind.
    pub short_forms: Vec<(String, String, EntityKind)>,
    /// The mention that the document is about.
    pub topic: Option<MentionId>,
}
