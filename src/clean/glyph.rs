//! The unit that the passes of cleaning work on: a character with the place it came from.

use crate::model::ContextText;

/// A character on its way to the clean text, with the code points of the context text behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Glyph {
    /// The character as it stands now.
    pub(crate) char: char,
    /// First code point behind it.
    pub(crate) start: u32,
    /// Code point after the last one behind it.
    pub(crate) end: u32,
}

impl Glyph {
    /// The same place with another character.
    pub(crate) fn with(self, char: char) -> Self {
        Self { char, ..self }
    }
}

/// The glyphs of a text, one a code point.
pub(crate) fn glyphs(text: &ContextText) -> Vec<Glyph> {
    let mut glyphs = Vec::with_capacity(text.len());
    glyphs.extend(
        text.as_str()
            .chars()
            .zip(0u32..)
            .map(|(char, start)| Glyph {
                char,
                start,
                end: start.saturating_add(1),
            }),
    );
    glyphs
}

/// Whether a character is a Chinese one.
pub(crate) fn is_han(char: char) -> bool {
    matches!(u32::from(char),
        0x4E00..=0x9FFF | 0x3007 | 0x3400..=0x4DBF | 0xF900..=0xFAFF | 0x2_0000..=0x3_23AF)
}

/// Whether a character is Chinese punctuation, quotation marks included.
pub(crate) fn is_chinese_mark(char: char) -> bool {
    matches!(u32::from(char),
        0x3001..=0x3003 | 0x3008..=0x3011 | 0x3014..=0x301B
        | 0xFF01 | 0xFF0C | 0xFF1A | 0xFF1B | 0xFF1F | 0x201C | 0x201D | 0x2018 | 0x2019)
}
