//! Places in a document's context text; the only file that cuts text by code point.

use std::fmt;

/// How many code points lie between two entries of the byte index.
const STRIDE: usize = 64;

/// A half-open range of Unicode code points of a document's context text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// The span between two offsets, whichever comes first.
    pub fn new(one: usize, other: usize) -> Self {
        Self {
            start: one.min(other),
            end: one.max(other),
        }
    }

    /// Offset of the first code point.
    pub fn start(self) -> usize {
        self.start
    }

    /// Offset after the last code point.
    pub fn end(self) -> usize {
        self.end
    }

    /// Whether both spans share a code point.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies inside this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", self.start, self.end)
    }
}

/// The decoded text of a document, in which all offsets count code points.
///
/// ```
/// use parkgraph::model::{ContextText, Span};
/// let text = ContextText::new("國(guo)家".to_owned());
/// assert_eq!(text.slice(Span::new(6, 7)), "家");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContextText {
    text: String,
    /// Byte offset of every `STRIDE`-th code point.
    index: Vec<usize>,
    length: usize,
}

impl ContextText {
    /// Takes the text and indexes it.
    pub fn new(text: String) -> Self {
        let mut index = Vec::with_capacity(text.len() / STRIDE / 2 + 1);
        let mut length = 0;
        for (byte, _) in text.char_indices() {
            if length % STRIDE == 0 {
                index.push(byte);
            }
            length += 1;
        }
        Self {
            text,
            index,
            length,
        }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Length in code points.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The characters of a span; what lies past the end of the text is left out.
    pub fn slice(&self, span: Span) -> &str {
        let start = self.byte(span.start);
        let end = self.byte(span.end);
        self.text.get(start..end).unwrap_or_default()
    }

    /// Byte offset of a code point.
    fn byte(&self, offset: usize) -> usize {
        let Some(&anchor) = self.index.get(offset / STRIDE) else {
            return self.text.len();
        };
        let rest = self.text.get(anchor..).unwrap_or_default();
        rest.char_indices()
            .nth(offset % STRIDE)
            .map_or(self.text.len(), |(byte, _)| anchor + byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_count_code_points_across_the_index() {
        let text = ContextText::new("区a".repeat(200));
        assert_eq!(text.len(), 400);
        assert_eq!(text.slice(Span::new(127, 131)), "a区a区");
        assert_eq!(text.slice(Span::new(399, 500)), "a");
        assert_eq!(text.slice(Span::new(500, 600)), "");
    }
}
