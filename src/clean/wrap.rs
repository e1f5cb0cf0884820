//! Lines that a scan or a converted page broke inside a sentence, and numbers that it parted.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::clean::glyph::{Glyph, is_han};

/// The file of characters that tell lines apart.
const FILE: &str = include_str!("../../data/clean/line.toml");

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Signs {
    /// What the number of an item is written with.
    numerals: String,
    /// What follows the number of a day, month or year.
    day_units: String,
}

static SIGNS: LazyLock<Signs> = LazyLock::new(|| toml::from_str(FILE).unwrap_or_default());

/// Fewest characters of a line that is broken because it is full, and of one that shows that the lines of a text are.
const FULL: usize = 20;
const SHOWS: usize = 10;
/// How far into a line the number of an item may reach: (十二), 12、.
const ORDINAL: usize = 4;

/// Marks behind which nothing of a sentence follows.
const ENDS: [char; 9] = ['。', '！', '？', '；', '：', '…', '.', '】', '>'];

/// Joins the lines of a text whose lines end inside sentences, and the parts of numbers (24. 3亿元).
///
/// A line that ends in a comma goes on in the next; where one does, a full line without a mark at its end does so too.
pub(crate) fn unwrap_lines(glyphs: &[Glyph]) -> Vec<Glyph> {
    let lines: Vec<&[Glyph]> = glyphs.split(|it| it.char == '\n').collect();
    let broken = lines.iter().any(|it| it.len() >= SHOWS && is_open(it));
    let mut joined = Vec::with_capacity(glyphs.len());
    let mut at = 0;
    let mut goes_on = false;
    for (index, line) in lines.iter().enumerate() {
        joined.extend_from_slice(line);
        at += line.len();
        let next = lines.get(index + 1).copied().unwrap_or_default();
        let full = line.len() >= FULL || goes_on;
        let unmarked = line.last().is_some_and(|it| !ENDS.contains(&it.char));
        let runs_on = broken && full && unmarked || is_open(line);
        goes_on = broken && runs_on && !is_row(line) && !is_row(next) && follows(next);
        let end = glyphs.get(at);
        joined.extend(end.filter(|_| !goes_on));
        if goes_on && divides(line, next) {
            joined.extend(end.map(|it| it.with(' ')));
        }
        at += 1;
    }
    whole_numbers(&joined, broken)
}

/// Whether a line ends in a mark that something follows.
fn is_open(line: &[Glyph]) -> bool {
    line.last().is_some_and(|it| matches!(it.char, '，' | '、')) && !is_row(line)
}

fn is_word(char: char) -> bool {
    is_han(char) || char.is_ascii_alphanumeric()
}

fn is_row(line: &[Glyph]) -> bool {
    line.iter().any(|it| matches!(it.char, '\t' | '|'))
}

/// Whether a line may go on with the one before: it begins with a word or a quotation, and not as an item or a heading.
fn follows(line: &[Glyph]) -> bool {
    let Some(first) = line.first().map(|it| it.char) else {
        return false;
    };
    let number = line.iter().take_while(|it| is_ordinal(it.char)).count();
    let mark = line.get(number).map(|it| it.char);
    let item = (1..=ORDINAL).contains(&number) && matches!(mark, Some('、' | '.' | ')'));
    let rest = line.get(number + 1..).unwrap_or_default();
    let blank = rest.first().is_some_and(|it| it.char == ' ');
    let rest = rest.get(usize::from(blank)..).unwrap_or_default();
    let decimal = mark == Some('.') && is_fraction(rest);
    (is_word(first) || first == '“') && (!item || decimal)
}

fn is_ordinal(char: char) -> bool {
    char.is_ascii_digit() || SIGNS.numerals.contains(char)
}

/// Whether two lines that are joined need a blank between them.
fn divides(line: &[Glyph], next: &[Glyph]) -> bool {
    let ends = line
        .last()
        .is_some_and(|it| it.char.is_ascii_alphanumeric());
    let begins = next
        .first()
        .is_some_and(|it| it.char.is_ascii_alphanumeric());
    ends && begins
}

/// The number without the blank in it, as in 24. 3亿元, if it begins no line, as the number of an item does. Where the lines
/// of a text are broken, a blank between Chinese characters was the end of a line as well: 大|兴区.
fn whole_numbers(glyphs: &[Glyph], broken: bool) -> Vec<Glyph> {
    let mut whole: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    for (index, glyph) in glyphs.iter().enumerate() {
        let rest = glyphs.get(index + 1..).unwrap_or_default();
        let han = |it: Option<&Glyph>| it.is_some_and(|it| is_han(it.char));
        let within = || broken && han(whole.last()) && han(rest.first());
        let parted = || is_half(&whole) && is_fraction(rest);
        if glyph.char != ' ' || !within() && !parted() {
            whole.push(*glyph);
        }
    }
    whole
}

/// Whether a text ends in a number and a point, with a word or a mark before it in its line.
fn is_half(glyphs: &[Glyph]) -> bool {
    let mut before = glyphs.iter().rev().map(|it| it.char);
    let point = before.next() == Some('.');
    let mut before = before.peekable();
    let mut digits = 0;
    while before.next_if(char::is_ascii_digit).is_some() {
        digits += 1;
    }
    point && digits > 0 && before.next().is_some_and(|it| is_han(it) || it == '、')
}

/// Whether a text begins with digits and the sign or character of a unit, which is none of a day.
fn is_fraction(glyphs: &[Glyph]) -> bool {
    let digits = glyphs.iter().take_while(|it| it.char.is_ascii_digit());
    let digits = digits.count();
    let mut rest = glyphs.iter().skip(digits).map(|it| it.char);
    let unit = rest.find(|it| *it != ' ');
    let measured = |it: char| it == '%' || is_han(it) && !SIGNS.day_units.contains(it);
    digits > 0 && unit.is_some_and(measured)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::glyph::glyphs;
    use crate::model::ContextText;

    fn check(text: &str, expected: &str) {
        let joined = unwrap_lines(&glyphs(&ContextText::new(text.to_owned())));
        let text: String = joined.iter().map(|it| it.char).collect();
        assert_eq!(text, expected);
        assert_eq!(unwrap_lines(&joined), joined);
    }

    #[test]
    fn lines_broken_inside_sentences_are_joined() {
        check(
            "产值报告\n2003年，市委、市政府正确领导，市直各有关部门大力支持，某\n州开发区产值42亿元，\n工业销售收入\n62亿元。\n二、下一步",
            "产值报告\n2003年，市委、市政府正确领导，市直各有关部门大力支持，某州开发区产值42亿元，工业销售收入62亿元。\n二、下一步",
        );
    }

    #[test]
    fn whole_lines_and_items_stay() {
        check(
            "某区产值增长一成\n某区今年一至九月产值增长一成利润增长两成税收增长\n其他",
            "某区产值增长一成\n某区今年一至九月产值增长一成利润增长两成税收增长\n其他",
        );
        check(
            "主要做好以下几项工作，\n1、招商\n2、建设",
            "主要做好以下几项工作，\n1、招商\n2、建设",
        );
        check("甲，\t乙，\n丙，\t丁，", "甲，\t乙，\n丙，\t丁，");
    }

    #[test]
    fn parted_numbers_are_whole() {
        check(
            "投资24. 3亿元，增长36. 8%、5. 25%",
            "投资24.3亿元，增长36.8%、5.25%",
        );
        check("1. 5个项目", "1. 5个项目");
        check("到2012. 3月", "到2012. 3月");
    }
}
