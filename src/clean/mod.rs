//! What is noise: the context text becomes clean simplified text, with a way back for every offset.

mod column;
mod fingerprint;
mod glyph;
mod header;
mod layout;
mod offsets;
mod pattern;
mod markup;
mod pinyin;
mod punctuation;
mod script;
mod space;
mod syllable;
mod width;
mod wrap;

use std::ops::Range;

use crate::clean::glyph::glyphs;
use crate::clean::offsets::OffsetMap;
use crate::clean::pinyin::Habit;
use crate::model::ContextText;
use crate::model::Damage;
use crate::model::Span;

pub use crate::clean::fingerprint::fingerprint;
pub use crate::clean::layout::Block;
pub use crate::clean::layout::BlockKind;
pub use crate::clean::layout::Layout;
pub use crate::clean::layout::layout;
pub use crate::clean::script::simplify;
pub use crate::clean::width::narrow;

/// Clean text and the way back to the context text.
///
/// Positions in the clean text are byte offsets of [`CleanText::text`]; positions in the context text are
/// [`Span`]s of code points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CleanText {
    text: String,
    offsets: OffsetMap,
    /// What was taken out.
    pub damage: Damage,
}

impl CleanText {
    /// The clean text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The span of the context text behind a range of bytes of the clean text.
    ///
    /// It reaches from the first to the last character: noise between them is inside, noise at the edges
    /// is not. An empty range gives an empty span.
    ///
    /// ```
    /// use parkgraph::clean::clean;
    /// use parkgraph::model::ContextText;
    /// let context = ContextText::new("發(fa)(fa)展(zhan)園(yuan)區".to_owned());
    /// let clean = clean(&context);
    /// assert_eq!(clean.text(), "发展园区");
    /// assert_eq!(context.slice(clean.span(0.."发展".len())), "發(fa)(fa)展");
    /// ```
    pub fn span(&self, bytes: Range<usize>) -> Span {
        self.offsets.span(&self.text, bytes)
    }
}

/// Takes the noise out of a text: pinyin annotations, traditional characters, odd widths, doubled
/// punctuation, blanks that divide nothing.
///
/// What comes out is in one normal form: simplified characters; ASCII letters, digits, brackets, `%`, `~`
/// and `-` at half width; Chinese punctuation in Chinese context; quotation marks “ and ”; no empty lines
/// and no indentation. Cleaning clean text changes nothing.
///
/// ```
/// use parkgraph::clean::clean;
/// use parkgraph::model::ContextText;
/// let text = ContextText::new("園區(qū)產值（２０２１年）達１２％,,增長(zhǎng)".to_owned());
/// let clean = clean(&text);
/// assert_eq!(clean.text(), "园区产值(2021年)达12%，增长");
/// assert_eq!(clean.damage.pinyin, 11);
/// ```
pub fn clean(text: &ContextText) -> CleanText {
    clean_with(text, Habit::Unknown)
}

/// Like [`clean`], for a short piece of a text that is known to be annotated.
fn clean_annotated(text: &ContextText) -> CleanText {
    clean_with(text, Habit::Annotated)
}

fn clean_with(text: &ContextText, habit: Habit) -> CleanText {
    let glyphs = column::part_columns(&glyphs(text));
    let glyphs = markup::strip(&width::normalise(&glyphs));
    let (glyphs, pinyin) = pinyin::strip(glyphs, habit);
    let (glyphs, traditional) = script::convert(glyphs);
    let (glyphs, punctuation) = punctuation::normalise(&glyphs);
    let glyphs = wrap::unwrap_lines(&space::tidy(&glyphs));
    let (text_out, offsets) = OffsetMap::compose(&glyphs);
    let undecodable = text_out.matches(char::REPLACEMENT_CHARACTER).count();
    CleanText {
        text: text_out,
        offsets,
        damage: Damage {
            total: text.len(),
            pinyin,
            traditional,
            punctuation,
            undecodable,
        },
    }
}
