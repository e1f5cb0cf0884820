//! Which documents are reprints of others: fingerprints become clusters, each with the document that all others copy.

use std::collections::BTreeMap;

use crate::model::Fingerprint;

/// Documents that have this share of their phrases in common are copies of each other.
const ALIKE: f64 = 0.7;
/// Only documents that agree in so many neighbouring parts are compared: with 32 groups of four, a pair that is alike is
/// missed about once in ten thousand times.
const GROUP: usize = 4;

/// What decides whether a document is a copy, and of which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// When it was published, as `2022-04-25`, `2022-04` or `2022`.
    pub issued: Option<String>,
    /// Its identifier.
    pub identifier: String,
    /// The sketch of its text.
    pub fingerprint: Fingerprint,
}

/// Copies, each with the document that it is a copy of, by their positions, sorted.
///
/// Documents whose texts are nearly the same make a cluster, and so do those that are connected by others. All of a cluster
/// are copies of the one that was published first; of the one whose identifier comes first where dates do not decide;
/// undated ones come last. The order of the candidates does not matter.
pub fn copies(candidates: &[Candidate]) -> Vec<(usize, usize)> {
    let mut clusters = Clusters::new(candidates);
    for positions in groups(candidates).into_values() {
        for (index, &one) in positions.iter().enumerate() {
            for &other in positions.iter().skip(index + 1) {
                clusters.compare(one, other);
            }
        }
    }
    let pairs = (0..candidates.len()).map(|it| (it, clusters.first(it)));
    pairs.filter(|(copy, original)| copy != original).collect()
}

/// Positions of the documents that have the same parts in one place.
fn groups(candidates: &[Candidate]) -> BTreeMap<(usize, &[u8]), Vec<usize>> {
    let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (position, candidate) in candidates.iter().enumerate() {
        let parts = candidate.fingerprint.parts();
        for group in parts.chunks(GROUP).enumerate() {
            groups.entry(group).or_default().push(position);
        }
    }
    groups
}

/// Sets of documents; each document points to one that precedes it, the first of a set to itself.
struct Clusters<'a> {
    candidates: &'a [Candidate],
    before: Vec<usize>,
}

impl<'a> Clusters<'a> {
    fn new(candidates: &'a [Candidate]) -> Self {
        let before = (0..candidates.len()).collect();
        Self { candidates, before }
    }

    /// The first document of a set.
    fn first(&mut self, mut position: usize) -> usize {
        while self.before[position] != position {
            self.before[position] = self.before[self.before[position]];
            position = self.before[position];
        }
        position
    }

    /// Unites the sets of two documents if these are alike.
    fn compare(&mut self, one: usize, other: usize) {
        let (first, second) = (self.first(one), self.first(other));
        if first == second {
            return;
        }
        let prints = [one, other].map(|it| &self.candidates[it].fingerprint);
        if prints[0].likeness(prints[1]) < ALIKE {
            return;
        }
        if self.rank(first) <= self.rank(second) {
            self.before[second] = first;
        } else {
            self.before[first] = second;
        }
    }

    fn rank(&self, position: usize) -> (bool, Option<&str>, &str) {
        let Candidate {
            issued, identifier, ..
        } = &self.candidates[position];
        (issued.is_none(), issued.as_deref(), identifier)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A document with so many parts that differ from those of all others.
    fn candidate(identifier: &str, issued: Option<&str>, own: u8) -> Candidate {
        let salt = identifier.bytes().fold(1, u8::wrapping_add);
        Candidate {
            issued: issued.map(str::to_owned),
            identifier: identifier.to_owned(),
            fingerprint: Fingerprint::new(|part| {
                let part = u8::try_from(part).unwrap();
                if part < own { salt } else { 0 }
            }),
        }
    }

    fn named(candidates: &[Candidate]) -> Vec<(&str, &str)> {
        let name = |it: usize| candidates[it].identifier.as_str();
        let pairs = copies(candidates).into_iter();
        let mut pairs: Vec<_> = pairs
            .map(|(copy, original)| (name(copy), name(original)))
            .collect();
        pairs.sort_unstable();
        pairs
    }

    #[test]
    fn the_first_published_is_the_original_in_any_order() {
        let mut candidates = vec![
            candidate("a", None, 0),
            candidate("b", Some("2022-04-25"), 10),
            candidate("c", Some("2022-04-23"), 20),
            candidate("d", Some("2022-04-23"), 5),
            candidate("x", Some("2001"), 128),
        ];
        let expected = [("a", "c"), ("b", "c"), ("d", "c")];
        for _ in 0..candidates.len() {
            assert_eq!(named(&candidates), expected);
            candidates.rotate_left(1);
        }
        candidates.reverse();
        assert_eq!(named(&candidates), expected);
    }

    #[test]
    fn texts_that_share_some_phrases_are_no_copies() {
        let far = [candidate("a", None, 20), candidate("b", None, 60)];
        assert!(far[0].fingerprint.likeness(&far[1].fingerprint) < ALIKE);
        assert_eq!(copies(&far), []);
        assert_eq!(copies(&[]), []);
    }
}
