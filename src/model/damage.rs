//! How damaged a web copy was: what cleaning took out of it.

/// Counts of what cleaning removed or changed, in code points of the context text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Damage {
    /// Code points of the context text.
    pub total: usize,
    /// Code points that belonged to pinyin annotations.
    pub pinyin: usize,
    /// Characters converted from traditional to simplified.
    pub traditional: usize,
    /// Doubled or misplaced punctuation removed.
    pub punctuation: usize,
    /// Replacement characters left by a failed decoding.
    pub undecodable: usize,
}

impl Damage {
    /// The share of the text that was noise: 0 for a clean page, near 1 for a page of noise.
    pub fn share(&self) -> f64 {
        #[expect(
            clippy::cast_precision_loss,
            reason = "texts are far shorter than 2^52"
        )]
        let share = (self.pinyin + self.traditional + self.punctuation + self.undecodable) as f64
            / self.total.max(1) as f64;
        share.min(1.0)
    }
}
