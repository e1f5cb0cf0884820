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
    /// Places named around those whose names several places bear, for each the nearest first.
    pub around: Vec<Around>,
}

/// A place whose name several bear, and one that the text names around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Around {
    /// The place.
    pub inner: MentionId,
    /// The other one: what it lies in, or a neighbour in a list.
    pub outer: MentionId,
    /// How the text brings them together.
    pub nearness: Nearness,
}

/// How a text brings two places together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// In one address or list: 长春市|朝阳区.
    Written,
    /// A clause of the sentence speaks of the other one before: 北京市引进企业，其中|朝阳区5家.
    Sentence,
    /// An earlier sentence or a heading speaks of the other one.
    Before,
}
