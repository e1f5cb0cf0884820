//! Mentions: the places of a text where something is named.

use std::fmt;

use crate::model::{RuleId, Span};

/// The kinds of named things, as in the ontology.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// `pg:Park`
    Park,
    /// `pg:Company`
    Company,
    /// `pg:Agency`
    Agency,
    /// `pg:Place`
    Place,
    /// `pg:Honor`
    Honor,
    /// `pg:Industry`
    Industry,
    /// `pg:Project`
    Project,
}

impl EntityKind {
    /// All kinds, in the order in which tables show them.
    pub const ALL: [Self; 7] = [
        Self::Park,
        Self::Company,
        Self::Agency,
        Self::Place,
        Self::Honor,
        Self::Industry,
        Self::Project,
    ];

    /// The class name in the ontology: `Park`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Park => "Park",
            Self::Company => "Company",
            Self::Agency => "Agency",
            Self::Place => "Place",
            Self::Honor => "Honor",
            Self::Industry => "Industry",
            Self::Project => "Project",
        }
    }

    /// The kind with this class name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl fmt::Display for EntityKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Position of a mention in the list that a document's extraction gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MentionId(pub usize);

/// A span of the context text that names something.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// What it names.
    pub kind: EntityKind,
    /// Where it stands in the context text.
    pub span: Span,
    /// The name, cleaned: simplified, without noise and quotation marks. For a coreferring word (全市) the name meant.
    pub name: String,
    /// The rule that found it.
    pub rule: RuleId,
    /// How sure the rule is, 0 to 1.
    pub confidence: f64,
}
