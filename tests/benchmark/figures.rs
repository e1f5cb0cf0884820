//! The recorded figures: read from TOML, written to TOML, and compared with what is measured.

use std::collections::BTreeMap;
use std::fmt;

use parkgraph::evaluate::{Report, Tally, Verdict};
use serde::Deserialize;

use crate::TOLERANCE;

/// What is scored.
pub(crate) const SECTIONS: [&str; 2] = ["entities", "facts"];
/// Recorded figures have three digits.
const ROUNDING: f64 = 0.0005;

/// All that is recorded.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Figures {
    /// Reliability on the further test set.
    #[serde(default)]
    pub(crate) further: BTreeMap<String, Bin>,
    /// Each half of the test set.
    #[serde(flatten)]
    pub(crate) halves: BTreeMap<String, Measured>,
}

/// The figures of one half.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Measured {
    /// By type, and `micro`.
    #[serde(default)]
    pub(crate) entities: BTreeMap<String, Score>,
    /// By kind, `micro` and `strict`.
    #[serde(default)]
    pub(crate) facts: BTreeMap<String, Score>,
    /// By kind and attribute.
    #[serde(default)]
    pub(crate) attributes: BTreeMap<String, BTreeMap<String, Right>>,
    /// Facts by confidence.
    #[serde(default)]
    pub(crate) reliability: BTreeMap<String, Bin>,
}

/// Counts and what they come to.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Score {
    pub(crate) f1: f64,
    pub(crate) gold: usize,
    pub(crate) predicted: usize,
    pub(crate) matched: usize,
}

/// How often an attribute is right.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Right {
    pub(crate) right: usize,
    pub(crate) of: usize,
}

/// Facts of about the same confidence.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Bin {
    pub(crate) facts: usize,
    /// The sum of their confidences.
    pub(crate) confidence: f64,
    /// Gold has them.
    pub(crate) right: usize,
    /// Gold has them with all their attributes.
    pub(crate) exact: usize,
    /// All but those that gold has and does not ask for.
    pub(crate) required: usize,
}

impl Bin {
    pub(crate) fn add(&mut self, confidence: f64, verdict: Verdict) {
        self.facts += 1;
        self.confidence += confidence;
        self.right += usize::from(verdict != Verdict::Wrong);
        self.exact += usize::from(verdict == Verdict::Right);
        self.required += usize::from(verdict != Verdict::Optional);
    }

    /// The mean confidence.
    pub(crate) fn mean(&self) -> f64 {
        self.confidence / count(self.facts)
    }

    /// The share that is right.
    pub(crate) fn share(&self) -> f64 {
        count(self.right) / count(self.facts)
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            facts: self.facts + other.facts,
            confidence: self.confidence + other.confidence,
            right: self.right + other.right,
            exact: self.exact + other.exact,
            required: self.required + other.required,
        }
    }
}

/// A count as a number to divide by; nothing divides by zero.
pub(crate) fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap().max(1)) * if number == 0 { 1e-9 } else { 1.0 }
}

impl Measured {
    pub(crate) fn new(report: &Report, reliability: BTreeMap<String, Bin>) -> Self {
        let attributes = report.attributes.iter().map(|(kind, names)| {
            let names = names.iter().map(|(name, it)| {
                let (right, of) = (it.right, it.of);
                (name.clone(), Right { right, of })
            });
            (kind.clone(), names.collect())
        });
        Self {
            entities: scores(&report.entities),
            facts: scores(&report.facts),
            attributes: attributes.collect(),
            reliability,
        }
    }

    /// The scores of `entities` or of `facts`.
    pub(crate) fn section(&self, name: &str) -> &BTreeMap<String, Score> {
        match name {
            "entities" => &self.entities,
            _ => &self.facts,
        }
    }
}

fn scores(tallies: &[(String, Tally)]) -> BTreeMap<String, Score> {
    let asked = tallies.iter().filter(|(_, it)| it.gold > 0);
    let scores = asked.map(|(name, it)| {
        let score = Score {
            f1: it.f1().unwrap_or_default(),
            gold: it.gold,
            predicted: it.predicted,
            matched: it.matched,
        };
        (name.clone(), score)
    });
    scores.collect()
}

impl Figures {
    pub(crate) fn parse(text: &str) -> Self {
        toml::from_str(text).unwrap()
    }

    /// What is measured too far under what is recorded.
    pub(crate) fn fallen(&self, measured: &BTreeMap<String, Measured>) -> Vec<String> {
        let mut fallen = Vec::new();
        let nothing = Measured::default();
        for (half, recorded) in &self.halves {
            let now = measured.get(half).unwrap_or(&nothing);
            for section in SECTIONS {
                let now = now.section(section);
                for (name, Score { f1: before, .. }) in recorded.section(section) {
                    let f1 = now.get(name).map_or(0.0, |it| it.f1);
                    if f1 < before - TOLERANCE - ROUNDING {
                        fallen.push(format!(
                            "{half} {section} {name}: F1 {f1:.3}, recorded {before:.3}"
                        ));
                    }
                }
            }
        }
        fallen
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "# What the pipeline reached when this was last written by"
        )?;
        writeln!(
            f,
            "# `UPDATE_EXPECT=1 cargo test --test benchmark`; that test fails when an F1 falls more than {TOLERANCE}."
        )?;
        for (half, it) in &self.halves {
            for section in SECTIONS {
                let scores = it.section(section);
                writeln!(f, "\n[{half}.{section}]")?;
                for (
                    name,
                    Score {
                        f1,
                        gold,
                        predicted,
                        matched,
                    },
                ) in scores
                {
                    writeln!(
                        f,
                        "{name} = {{ f1 = {f1:.3}, gold = {gold}, predicted = {predicted}, matched = {matched} }}"
                    )?;
                }
            }
            for (kind, names) in &it.attributes {
                writeln!(f, "\n[{half}.attributes.{kind}]")?;
                for (name, Right { right, of }) in names {
                    writeln!(f, "{name} = {{ right = {right}, of = {of} }}")?;
                }
            }
            write_bins(f, &format!("{half}.reliability"), &it.reliability)?;
        }
        write_bins(f, "further", &self.further)
    }
}

fn write_bins(
    f: &mut fmt::Formatter<'_>,
    title: &str,
    bins: &BTreeMap<String, Bin>,
) -> fmt::Result {
    writeln!(f, "\n[{title}]")?;
    for (
        name,
        Bin {
            facts,
            confidence,
            right,
            exact,
            required,
        },
    ) in bins
    {
        writeln!(
            f,
            "{name:?} = {{ facts = {facts}, confidence = {confidence:.2}, right = {right}, exact = {exact}, required = {required} }}"
        )?;
    }
    Ok(())
}
