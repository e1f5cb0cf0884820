//! Counts and the ratios made of them.

/// Counts of gold, predicted and matched items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Items asked for.
    pub gold: usize,
    /// Items predicted.
    pub predicted: usize,
    /// Items of both that go together.
    pub matched: usize,
}

/// How often an attribute of a matched fact is right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accuracy {
    /// Matched facts in which it is right.
    pub right: usize,
    /// Matched facts.
    pub of: usize,
}

impl Tally {
    /// Adds the counts of another tally.
    pub(crate) fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.predicted += other.predicted;
        self.matched += other.matched;
    }

    /// The share of the predicted items that is right; `None` where there is neither gold nor prediction.
    pub fn precision(&self) -> Option<f64> {
        ratio(self.matched, self.predicted).or((self.gold > 0).then_some(0.0))
    }

    /// The share of the gold items that was found; `None` where there is neither gold nor prediction.
    pub fn recall(&self) -> Option<f64> {
        ratio(self.matched, self.gold).or((self.predicted > 0).then_some(0.0))
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(&self) -> Option<f64> {
        let (precision, recall) = (self.precision()?, self.recall()?);
        if precision + recall > 0.0 {
            Some(2.0 * precision * recall / (precision + recall))
        } else {
            Some(0.0)
        }
    }
}

impl Accuracy {
    /// The share that is right; `None` where nothing matched.
    pub fn share(&self) -> Option<f64> {
        ratio(self.right, self.of)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_asked_and_nothing_found_has_no_score() {
        assert_eq!(Tally::default().f1(), None);
        let missed = Tally {
            gold: 3,
            ..Tally::default()
        };
        assert_eq!((missed.precision(), missed.f1()), (Some(0.0), Some(0.0)));
        let half = Tally {
            gold: 4,
            predicted: 4,
            matched: 2,
        };
        assert_eq!(half.f1(), Some(0.5));
    }
}
