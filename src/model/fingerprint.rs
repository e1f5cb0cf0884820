//! What is kept of a text to find its reprints by.

use std::fmt;

/// A sketch of a text: the share of equal parts of two of them is the share of phrases that the two texts have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 128]);

impl Fingerprint {
    /// How many parts a fingerprint has.
    pub const LENGTH: usize = 128;

    /// Makes each part by its position.
    pub fn new(part: impl FnMut(usize) -> u8) -> Self {
        Self(std::array::from_fn(part))
    }

    /// Reads what `Display` writes.
    ///
    /// ```
    /// use parkgraph::model::Fingerprint;
    /// let fingerprint = Fingerprint::new(|part| part as u8);
    /// assert_eq!(Fingerprint::parse(&fingerprint.to_string()), Some(fingerprint));
    /// assert_eq!(Fingerprint::parse("00ff"), None);
    /// ```
    pub fn parse(hexadecimal: &str) -> Option<Self> {
        let mut parts = [0; Self::LENGTH];
        let mut pairs = hexadecimal.as_bytes().chunks_exact(2);
        for part in &mut parts {
            let pair = std::str::from_utf8(pairs.next()?).ok()?;
            *part = u8::from_str_radix(pair, 16).ok()?;
        }
        (hexadecimal.len() == 2 * Self::LENGTH).then_some(Self(parts))
    }

    /// The parts.
    pub fn parts(&self) -> &[u8] {
        &self.0
    }

    /// The share of equal parts, 0 to 1.
    pub fn likeness(&self, other: &Self) -> f64 {
        let pairs = self.0.iter().zip(&other.0);
        let (equal, all) = pairs.fold((0.0, 0.0), |(equal, all), (one, other)| {
            (equal + f64::from(u8::from(one == other)), all + 1.0)
        });
        equal / all
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|part| write!(f, "{part:02x}"))
    }
}
