//! Entities: what mentions refer to.

use std::collections::BTreeSet;

use crate::model::EntityKind;

/// Position of an entity in a [`Reading`](crate::model::Reading).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub usize);

/// A named thing. Kind, name and code are its identity: they alone make its IRI.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// Canonical name, simplified characters.
    pub name: String,
    /// Division code (GB/T 2260), where the name alone is ambiguous (鼓楼区).
    pub code: Option<String>,
    /// Other names seen or known, with their language tag.
    pub aliases: BTreeSet<(String, Language)>,
}

/// Language of a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Simplified Chinese, `zh-Hans`.
    Simplified,
    /// Traditional Chinese, `zh-Hant`.
    Traditional,
    /// English, `en`.
    English,
}

impl Language {
    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Simplified => "zh-Hans",
            Self::Traditional => "zh-Hant",
            Self::English => "en",
        }
    }
}
