//! A text cut where annotations begin and end, however they overlap.

use std::collections::BTreeSet;

use crate::model::Span;

/// A part of a text that the same annotations cover from its first to its last character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    /// Where it stands.
    pub(crate) span: Span,
    /// The annotations that cover it, by their place in the list, sorted.
    pub(crate) covering: Vec<usize>,
}

/// Cuts a text of so many code points; the segments together are the whole text. Annotations past its end are cut off,
/// empty ones cover nothing.
pub(crate) fn segments(length: usize, annotations: &[Span]) -> Vec<Segment> {
    let clip = |it: usize| it.min(length);
    let mut events: Vec<(usize, bool, usize)> = Vec::new();
    for (index, span) in annotations.iter().enumerate() {
        let (start, end) = (clip(span.start()), clip(span.end()));
        if start < end {
            events.push((start, true, index));
            events.push((end, false, index));
        }
    }
    events.sort_unstable();
    let mut segments = Vec::new();
    let mut covering = BTreeSet::new();
    let mut done = 0;
    for (offset, begins, index) in events {
        push(&mut segments, (done, offset), &covering);
        done = offset;
        if begins {
            covering.insert(index);
        } else {
            covering.remove(&index);
        }
    }
    push(&mut segments, (done, length), &covering);
    segments
}

/// Adds a segment, unless it is empty.
fn push(segments: &mut Vec<Segment>, (start, end): (usize, usize), covering: &BTreeSet<usize>) {
    if start < end {
        segments.push(Segment {
            span: Span::new(start, end),
            covering: covering.iter().copied().collect(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;

    fn cut(length: usize, spans: &[(usize, usize)]) -> Vec<(usize, usize, Vec<usize>)> {
        let spans: Vec<Span> = spans.iter().map(|&(a, b)| Span::new(a, b)).collect();
        let segments = segments(length, &spans).into_iter();
        segments
            .map(|it| (it.span.start(), it.span.end(), it.covering))
            .collect()
    }

    #[test]
    fn overlapping_annotations_are_cut_apart() {
        let found = cut(10, &[(2, 6), (4, 8), (4, 6), (3, 3)]);
        let expected = [
            (0, 2, vec![]),
            (2, 4, vec![0]),
            (4, 6, vec![0, 1, 2]),
            (6, 8, vec![1]),
            (8, 10, vec![]),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_lies_past_the_end_is_cut_off() {
        assert_eq!(cut(3, &[(2, 9), (5, 7)]), [(0, 2, vec![]), (2, 3, vec![0])]);
        assert_eq!(cut(0, &[(0, 2)]), []);
    }

    proptest! {
        #[test]
        fn segments_are_the_text_and_know_who_covers_them(
            length in 0_usize..40,
            spans in prop::collection::vec((0_usize..50, 0_usize..50), 0..12),
        ) {
            let mut done = 0;
            for (start, end, covering) in cut(length, &spans) {
                prop_assert_eq!(start, done);
                done = end;
                for (index, &(one, other)) in spans.iter().enumerate() {
                    let inside = one.min(other) <= start && end <= one.max(other);
                    prop_assert_eq!(covering.contains(&index), inside);
                }
            }
            prop_assert_eq!(done, length);
        }
    }
}
