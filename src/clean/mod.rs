//! What is noise: the context text becomes clean simplified text, with a way back for every offset.

use crate::model::{ContextText, Damage, Span};

/// Clean text and the way back to the context text.
///
/// Positions in the clean text are byte offsets of [`CleanText::text`]; positions in the context text are
/// [`Span`]s of code points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CleanText {
    text: String,
    /// Span of the context text behind each character of the clean text, by byte offset of its first byte.
    origin: Vec<(u32, u32)>,
    /// What was taken out.
    pub damage: Damage,
}

impl CleanText {
    /// The clean text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The span of the context text behind a range of bytes of the clean text, noise at its edges left out.
    pub fn span(&self, _bytes: std::ops::Range<usize>) -> Span {
        Span::new(0, self.origin.len())
    }
}

/// Takes the noise out of a text.
pub fn clean(_text: &ContextText) -> CleanText {
    CleanText::default()
}
