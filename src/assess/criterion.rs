//! Standards for parks: what they demand of which indicator.

use crate::model::{Comparator, Decimal};

/// A standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standard {
    /// Its name on the command line: `hj274`.
    pub id: String,
    /// Its official number: `HJ 274-2015`.
    pub identifier: String,
    /// What it is called in Chinese.
    pub title_zh: String,
    /// What it is called in English.
    pub title_en: String,
    /// Who issued it.
    pub publisher: String,
    /// The year in which it was issued.
    pub issued: String,
    /// What it demands, in its own order.
    pub criteria: Vec<Criterion>,
}

/// What a standard demands of one indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// Its number in the standard.
    pub number: u16,
    /// The indicator as the standard calls it.
    pub name: String,
    /// All names that count as the indicator, sorted; the standard's own is among them.
    pub names: Vec<String>,
    /// The chapter of the standard that it stands in.
    pub group: String,
    /// How the threshold bounds the value.
    pub comparator: Comparator,
    /// The threshold, if it is a number.
    pub value: Option<Decimal>,
    /// The threshold as the standard writes it, without its unit.
    pub written: String,
    /// The unit of the threshold; empty for a pure number.
    pub unit: String,
    /// The value that suffices in every case, where the threshold depends on one.
    pub strictest: Option<Decimal>,
    /// When the threshold holds; empty where it always does.
    pub condition: String,
    /// Whether it must be met: `mandatory`, or how many of which.
    pub requirement: String,
    /// How the threshold is known.
    pub known: Known,
    /// Where name, unit and value were found.
    pub evidence: String,
}

/// How a threshold is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Known {
    /// Read from the standard.
    Official,
    /// Another standard has the same figure.
    SecondSource,
    /// Not read from any text.
    Memory,
}

impl Known {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Official, Self::SecondSource, Self::Memory];

    /// The word of the data files and of the graph.
    pub fn name(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::SecondSource => "second source",
            Self::Memory => "memory",
        }
    }

    /// What people are told.
    pub fn describe(self) -> &'static str {
        match self {
            Self::Official => "verified",
            Self::SecondSource => "unverified (second source)",
            Self::Memory => "unverified (memory)",
        }
    }
}
