//! The way back from clean text to context text: runs of characters that moved together.

use std::ops::Range;

use crate::clean::glyph::Glyph;
use crate::model::Span;

/// After how many characters a run ends even if nothing was removed, so that a look-up stays short.
const LONGEST_RUN: u32 = 64;

/// Clean characters that stand in the context text one after the other, one code point each; or a
/// single character with several code points behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// First byte in the clean text.
    byte: u32,
    /// First code point in the context text.
    start: u32,
    /// Code point after the last.
    end: u32,
}

/// Clean text under construction together with its [`OffsetMap`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OffsetMap {
    runs: Vec<Run>,
}

impl OffsetMap {
    /// The text of the glyphs and the way back from it. What lies past 4 GiB is dropped.
    pub(crate) fn compose(glyphs: &[Glyph]) -> (String, Self) {
        let mut text = String::with_capacity(glyphs.len() * 3);
        let mut runs: Vec<Run> = Vec::new();
        let mut length = 0;
        for glyph in glyphs {
            let Ok(byte) = u32::try_from(text.len()) else {
                break;
            };
            let single = glyph.end == glyph.start + 1;
            match runs.last_mut() {
                Some(run)
                    if single && length < LONGEST_RUN && length > 0 && run.end == glyph.start =>
                {
                    run.end = glyph.end;
                    length += 1;
                }
                _ => {
                    runs.push(Run {
                        byte,
                        start: glyph.start,
                        end: glyph.end,
                    });
                    length = u32::from(single);
                }
            }
            text.push(glyph.char);
        }
        (text, Self { runs })
    }

    /// The code points behind a range of bytes of `text`, from its first to its last character.
    pub(crate) fn span(&self, text: &str, bytes: Range<usize>) -> Span {
        let start = boundary(text, bytes.start);
        let end = boundary(text, bytes.end);
        if start >= end {
            let here = self.behind(text, start).0;
            return Span::new(here, here);
        }
        let last = boundary(text, end - 1);
        let (from, _) = self.behind(text, start);
        let (_, to) = self.behind(text, last);
        Span::new(from, to)
    }

    /// The code points behind the character that begins at a byte; the end of the text behind its end.
    fn behind(&self, text: &str, byte: usize) -> (usize, usize) {
        let after = self.runs.partition_point(|run| run.byte as usize <= byte);
        let Some(run) = after.checked_sub(1).and_then(|index| self.runs.get(index)) else {
            return (0, 0);
        };
        if byte >= text.len() {
            return (run.end as usize, run.end as usize);
        }
        let inner = text.get(run.byte as usize..byte).unwrap_or_default();
        let offset = inner.chars().count();
        let next = self
            .runs
            .get(after)
            .map_or(text.len(), |it| it.byte as usize);
        let whole = text.get(run.byte as usize..next).unwrap_or_default();
        if whole.chars().nth(1).is_none() {
            return (run.start as usize, run.end as usize);
        }
        (run.start as usize + offset, run.start as usize + offset + 1)
    }
}

/// The last place between characters up to a byte.
fn boundary(text: &str, byte: usize) -> usize {
    let mut place = byte.min(text.len());
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(char: char, start: u32, end: u32) -> Glyph {
        Glyph { char, start, end }
    }

    #[test]
    fn spans_cover_noise_inside_and_leave_out_noise_at_the_edges() {
        let glyphs = [glyph('发', 2, 3), glyph('布', 7, 8), glyph('会', 8, 9)];
        let (text, map) = OffsetMap::compose(&glyphs);
        assert_eq!(text, "发布会");
        assert_eq!(map.span(&text, 0..3), Span::new(2, 3));
        assert_eq!(map.span(&text, 0..6), Span::new(2, 8));
        assert_eq!(map.span(&text, 3..9), Span::new(7, 9));
        assert_eq!(map.span(&text, 6..9), Span::new(8, 9));
        assert_eq!(map.span(&text, 9..9), Span::new(9, 9));
    }

    #[test]
    fn several_code_points_may_stand_behind_one_character() {
        let glyphs = [glyph('a', 0, 1), glyph('é', 1, 3), glyph('b', 3, 4)];
        let (text, map) = OffsetMap::compose(&glyphs);
        assert_eq!(map.span(&text, 1..3), Span::new(1, 3));
        assert_eq!(map.span(&text, 3..4), Span::new(3, 4));
    }

    #[test]
    fn long_runs_are_cut() {
        let glyphs: Vec<Glyph> = (0..1000).map(|it| glyph('区', it, it + 1)).collect();
        let (text, map) = OffsetMap::compose(&glyphs);
        for place in 0..1000 {
            let span = map.span(&text, place * 3..place * 3 + 3);
            assert_eq!(span, Span::new(place, place + 1));
        }
        assert_eq!(map.runs.len(), 1000usize.div_ceil(64));
    }

    #[test]
    fn an_empty_text_has_an_empty_span() {
        let (text, map) = OffsetMap::compose(&[]);
        assert_eq!(map.span(&text, 0..0), Span::new(0, 0));
        assert_eq!(map.span(&text, 5..9), Span::new(0, 0));
    }
}
