//! How links are weighed: `data/link/link.toml`.

use serde::Deserialize;

/// The weights that are built in.
const BUILT_IN: &str = include_str!("../../data/link/link.toml");

/// Weights, words and the threshold.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// From this score on a candidate is a link.
    pub threshold: f64,
    pub(super) name: NameWeights,
    pub(super) region: RegionWeights,
    pub(super) date: DateWeights,
    pub(super) generated: Generated,
    pub(super) identifier: IdentifierWords,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NameWeights {
    pub(super) full: f64,
    pub(super) alias: f64,
    pub(super) generated: f64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RegionWeights {
    pub(super) stated: f64,
    pub(super) home: f64,
    pub(super) unsaid: f64,
    pub(super) open: f64,
    pub(super) against: f64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DateWeights {
    pub(super) in_use: f64,
    pub(super) before: f64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Generated {
    pub(super) drop: Vec<String>,
    pub(super) industry: Vec<String>,
}

/// Words that stand before identifiers, by kind of identifier.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IdentifierWords {
    pub(super) credit_code: Vec<String>,
    pub(super) stock_code: Vec<String>,
    pub(super) lei: Vec<String>,
    pub(super) zone_code: Vec<String>,
}

impl Weights {
    /// Reads weights from TOML.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The weights that are built in.
    pub fn built_in() -> Result<Self, toml::de::Error> {
        Self::parse(BUILT_IN)
    }
}
