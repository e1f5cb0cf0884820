//! The numerals of dates: years of four digits, months and days.

use crate::quantity::cursor;
use crate::quantity::numeral;

/// A year of four digits, Arabic or Chinese.
pub(super) fn year_number(text: &str, at: usize) -> Option<(i16, usize)> {
    let mut end = at;
    let mut year = 0;
    for _ in 0..4 {
        let character = cursor::next(text, end)?;
        let digit = character
            .to_digit(10)
            .or_else(|| numeral::digit(character))?;
        year = year * 10 + i16::try_from(digit).ok()?;
        end += character.len_utf8();
    }
    let more = cursor::next(text, end).is_some_and(|it| it.is_ascii_digit());
    ((1800..=2100).contains(&year) && !more).then_some((year, end))
}

/// One or two ASCII digits.
pub(super) fn digits(text: &str, at: usize) -> Option<(u16, usize)> {
    let rest = cursor::rest(text, at);
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let value = cursor::head(rest, length).parse().ok()?;
    (length <= 2).then_some((value, at + length))
}

/// A number below one hundred, Arabic or Chinese.
pub(super) fn small_number(text: &str, at: usize) -> Option<(u16, usize)> {
    if let Some(found) = digits(text, at) {
        return Some(found);
    }
    let numeral = numeral::read(text, at, &|_| false)?;
    let usable = !numeral.bare && !numeral.large && numeral.raw.fract().is_zero();
    let value = u16::try_from(numeral.raw)
        .ok()
        .filter(|it| usable && *it < 100)?;
    Some((value, numeral.end))
}

pub(super) fn month_number(text: &str, at: usize) -> Option<(u8, usize)> {
    let (month, end) = small_number(text, at)?;
    let month = u8::try_from(month).ok()?;
    (1..=12).contains(&month).then_some((month, end))
}

pub(super) fn ascii_follows(text: &str, at: usize) -> bool {
    cursor::next(text, at).is_some_and(|it| it.is_ascii_alphanumeric() || it == '-')
}
