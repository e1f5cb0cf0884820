//! Which gold item goes with which predicted item: one-to-one, best pairs first, as many as possible.

use std::collections::BTreeSet;

/// Pairs gold items with predicted items; `score` is 0 for a pair that cannot be.
///
/// Pairs are first taken greedily by descending score, earlier items first; augmenting paths then raise their number to
/// its maximum.
pub(crate) fn pair(
    gold: usize,
    predicted: usize,
    score: impl Fn(usize, usize) -> f64,
) -> Vec<(usize, usize)> {
    let mut edges = Vec::new();
    for i in 0..gold {
        for j in 0..predicted {
            let score = score(i, j);
            if score > 0.0 {
                edges.push((score, i, j));
            }
        }
    }
    edges.sort_by(|one, other| other.0.total_cmp(&one.0)); // stable: ties stay in order of (i, j)
    let mut pairing = Pairing::new(gold, predicted);
    for (_, i, j) in edges {
        pairing.offer(i, j);
    }
    pairing.complete()
}

struct Pairing {
    /// Predicted items that each gold item may have, best first.
    possible: Vec<Vec<usize>>,
    of_gold: Vec<Option<usize>>,
    of_predicted: Vec<Option<usize>>,
}

impl Pairing {
    fn new(gold: usize, predicted: usize) -> Self {
        Self {
            possible: vec![Vec::new(); gold],
            of_gold: vec![None; gold],
            of_predicted: vec![None; predicted],
        }
    }

    /// Notes a possible pair, and takes it if both are free.
    fn offer(&mut self, i: usize, j: usize) {
        self.possible[i].push(j);
        if self.of_gold[i].is_none() && self.of_predicted[j].is_none() {
            self.take(i, j);
        }
    }

    fn take(&mut self, i: usize, j: usize) {
        self.of_gold[i] = Some(j);
        self.of_predicted[j] = Some(i);
    }

    fn complete(mut self) -> Vec<(usize, usize)> {
        for i in 0..self.of_gold.len() {
            if self.of_gold[i].is_none() {
                self.augment(i, &mut BTreeSet::new());
            }
        }
        let pairs = self.of_gold.into_iter().enumerate();
        pairs.filter_map(|(i, j)| Some((i, j?))).collect()
    }

    /// Finds a partner for a gold item, moving others to their next choice if need be.
    fn augment(&mut self, i: usize, seen: &mut BTreeSet<usize>) -> bool {
        for j in self.possible[i].clone() {
            if !seen.insert(j) {
                continue;
            }
            let free = match self.of_predicted[j] {
                None => true,
                Some(other) => self.augment(other, seen),
            };
            if free {
                self.take(i, j);
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn greedy_alone_would_find_one_pair_here() {
        let scores = [[0.9, 0.8], [0.7, 0.0]];
        assert_eq!(pair(2, 2, |i, j| scores[i][j]), [(0, 1), (1, 0)]);
    }

    #[test]
    fn ties_go_to_the_earlier_items() {
        assert_eq!(pair(2, 3, |_, _| 1.0), [(0, 0), (1, 1)]);
        assert_eq!(pair(0, 3, |_, _| 1.0), []);
    }
}
