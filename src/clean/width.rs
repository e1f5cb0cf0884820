//! One form for each character: composed, ASCII at half width, no invisible characters.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::clean::glyph::Glyph;

/// Brings every character to its one form; characters that nobody sees go.
pub(crate) fn normalise(glyphs: &[Glyph]) -> Vec<Glyph> {
    let mut normal: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    for (index, &glyph) in glyphs.iter().enumerate() {
        if is_plain(glyph.char) {
            normal.push(glyph);
        } else if is_combining_mark(glyph.char) {
            combine(&mut normal, glyph);
        } else if glyph.char == '\r' {
            let next = glyphs.get(index + 1).map(|it| it.char);
            if next != Some('\n') {
                normal.push(glyph.with('\n'));
            }
        } else if !is_invisible(glyph.char) {
            let composed = if is_compatibility_han(glyph.char) {
                glyph.char.nfc().next().unwrap_or(glyph.char)
            } else {
                one_form(glyph.char)
            };
            normal.push(glyph.with(composed));
        }
    }
    normal
}

/// The characters that most texts consist of: nothing is to be done about them.
fn is_plain(char: char) -> bool {
    matches!(char, '\u{4E00}'..='\u{9FFF}' | ' '..='~' | '\n' | '\t')
}

/// Joins a combining mark to the character before it; a mark that joins nothing stays by itself.
fn combine(normal: &mut Vec<Glyph>, mark: Glyph) {
    if let Some(base) = normal.last_mut()
        && let Some(composed) = unicode_normalization::char::compose(base.char, mark.char)
    {
        base.char = composed;
        base.end = mark.end;
    } else {
        normal.push(mark);
    }
}

/// Controls, zero-width characters, byte order marks, direction marks, variation selectors.
fn is_invisible(char: char) -> bool {
    match char {
        '\u{B}' | '\u{C}' | '\u{85}' => false,
        '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{180E}'
        | '\u{FEFF}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{E0000}'..='\u{E0FFF}' => true,
        other => other.is_control(),
    }
}

/// Han characters that Unicode holds twice.
fn is_compatibility_han(char: char) -> bool {
    matches!(char, '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}')
}

/// A name in the form that clean texts have: half-width brackets, letters and digits.
///
/// ```
/// use parkgraph::clean::narrow;
/// assert_eq!(narrow("中韩（盐城）产业园"), "中韩(盐城)产业园");
/// assert_eq!(narrow("张家港经济技术开发区"), "张家港经济技术开发区");
/// ```
pub fn narrow(name: &str) -> Cow<'_, str> {
    if name.chars().all(|it| one_form(it) == it) {
        Cow::Borrowed(name)
    } else {
        name.chars().map(one_form).collect()
    }
}

/// The form that all later stages see.
fn one_form(char: char) -> char {
    match char {
        '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => {
            ' '
        }
        // Chinese marks keep their full width.
        '！' | '，' | '：' | '；' | '？' => char,
        '．' => '.',
        // Typists take the circle for the Chinese zero.
        '○' => '\u{3007}',
        '\u{FF01}'..='\u{FF5E}' => half(char, 0xFEE0),
        '｡' => '。',
        '､' | '﹑' => '、',
        '﹐' | '︐' => '，',
        '﹔' => '；',
        '﹕' => '：',
        '﹖' => '？',
        '﹗' => '！',
        '﹪' | '٪' => '%',
        '﹙' | '﴾' => '(',
        '﹚' | '﴿' => ')',
        '〜' | '∼' | '˜' => '~',
        '‐' | '‑' | '‒' | '–' | '−' | '﹣' => '-',
        '‧' | '•' | '・' | '∙' | '⋅' | '･' => '·',
        '「' | '〝' | '﹁' | '｢' => '“',
        '」' | '〞' | '〟' | '﹂' | '｣' => '”',
        '『' | '﹃' => '‘',
        '』' | '﹄' => '’',
        other => other,
    }
}

/// The character so many code points below.
fn half(char: char, distance: u32) -> char {
    u32::from(char)
        .checked_sub(distance)
        .and_then(char::from_u32)
        .unwrap_or(char)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::glyph::glyphs;
    use crate::model::ContextText;

    fn check(text: &str, expected: &str) {
        let normal = normalise(&glyphs(&ContextText::new(text.to_owned())));
        let text: String = normal.iter().map(|it| it.char).collect();
        assert_eq!(text, expected);
    }

    #[test]
    fn ascii_is_half_width_and_marks_are_full() {
        check("ＶＯＣｓ１２％（ＺＦ）～３．９", "VOCs12%(ZF)~3.9");
        check("一，二：三；四！五？", "一，二：三；四！五？");
    }

    #[test]
    fn a_circle_among_characters_is_a_zero() {
        check("二○○八年", "二〇〇八年");
    }

    #[test]
    fn nobody_misses_what_is_invisible() {
        check(
            "\u{FEFF}园\u{200B}区\u{AD}\r\n二\r三\u{A0}四\u{3000}",
            "园区\n二\n三 四 ",
        );
    }

    #[test]
    fn characters_are_composed() {
        check("e\u{30C}\u{FA1B}", "ě福");
        let normal = normalise(&glyphs(&ContextText::new("xe\u{30C}y".to_owned())));
        assert_eq!((normal[1].start, normal[1].end), (1, 3));
        assert_eq!((normal[2].start, normal[2].end), (3, 4));
    }
}
