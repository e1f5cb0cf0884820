//! How links are weighed: `data/link/link.toml`.

use serde::Deserialize;
use toml::{Table, Value};

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

/// What can be wrong with weights.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WeightsError {
    /// They are no TOML, or have keys that data/link/link.toml has not.
    #[error("these are no weights of links; data/link/link.toml shows all keys")]
    Form(#[from] toml::de::Error),
    /// A weight is no share.
    #[error("{key} = {value} is no number from 0 to 1")]
    Range {
        /// The key with its table.
        key: String,
        /// What it was set to.
        value: f64,
    },
}

impl Weights {
    /// The weights that are built in, with those of a text in TOML in their stead; what it does not name stays.
    ///
    /// ```
    /// use parkgraph::link::Weights;
    /// let weights = Weights::parse("threshold = 0.9\n[name]\nalias = 0.85")?;
    /// assert_eq!(weights.threshold, 0.9);
    /// assert!(Weights::parse("treshold = 0.9").is_err());
    /// assert!(Weights::parse("threshold = 9").is_err());
    /// # Ok::<(), parkgraph::link::WeightsError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, WeightsError> {
        let own: Table = toml::from_str(text)?;
        let mut all: Table = toml::from_str(BUILT_IN)?;
        check(&own, "")?;
        overlay(&mut all, own);
        Ok(all.try_into()?)
    }

    /// The weights that are built in.
    pub fn built_in() -> Result<Self, WeightsError> {
        Self::parse("")
    }
}

/// Puts the values of a table over those of another, table by table.
fn overlay(below: &mut Table, above: Table) {
    for (key, value) in above {
        match (below.get_mut(&key), value) {
            (Some(Value::Table(below)), Value::Table(above)) => overlay(below, above),
            (_, value) => {
                below.insert(key, value);
            }
        }
    }
}

/// Every number is a share.
fn check(table: &Table, around: &str) -> Result<(), WeightsError> {
    for (key, value) in table {
        let key = format!("{around}{key}");
        let number = match value {
            Value::Table(inner) => {
                check(inner, &format!("{key}."))?;
                continue;
            }
            // No whole number but 0 and 1 is a share.
            Value::Integer(number) => f64::from(i32::try_from(*number).unwrap_or(i32::MAX)),
            Value::Float(number) => *number,
            _ => continue,
        };
        if !(0.0..=1.0).contains(&number) {
            return Err(WeightsError::Range { key, value: number });
        }
    }
    Ok(())
}
