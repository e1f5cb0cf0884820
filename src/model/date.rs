//! Dates in text: the first one of a line, in any usual notation.

use crate::model::PartialDate;

impl PartialDate {
    /// The first date of a text that has at least a year and a month: `2022-04-23`, `2022/4/23`,
    /// `2022年4月23日`, `2022.04`, `20220423`; also inside a timestamp.
    ///
    /// ```
    /// use parkgraph::model::PartialDate;
    /// let date = PartialDate::find("发布时间：2022年4月23日 09:30");
    /// assert_eq!(date, PartialDate::day(2022, 4, 23));
    /// assert_eq!(PartialDate::find("联系电话 2022-8888"), None);
    /// ```
    #[must_use]
    pub fn find(text: &str) -> Option<Self> {
        Self::locate(text).map(|(date, _)| date)
    }

    /// Like [`PartialDate::find`], with the bytes of the text that hold the date.
    #[must_use]
    pub fn locate(text: &str) -> Option<(Self, std::ops::Range<usize>)> {
        let mut from = 0;
        while let Some(start) = text.get(from..)?.find(|it: char| it.is_ascii_digit()) {
            let start = from + start;
            let rest = text.get(start..)?;
            let digits = leading_digits(rest);
            if let Some((date, length)) = at(rest, digits) {
                return Some((date, start..start + length));
            }
            from = start + digits;
        }
        None
    }
}

/// The date that a text begins with, and its length in bytes.
fn at(text: &str, digits: usize) -> Option<(PartialDate, usize)> {
    if digits == 8 {
        let year = text.get(..4)?.parse().ok()?;
        let month = text.get(4..6)?.parse().ok()?;
        let day = text.get(6..8)?.parse().ok()?;
        return Some((PartialDate::day(year, month, day)?, 8));
    }
    if digits == 2 {
        return day_first(text);
    }
    if digits != 4 {
        return None;
    }
    let year = text.get(..4)?.parse().ok()?;
    let (month, after_month) = part(text, 4)?;
    let short = PartialDate::month(year, month)?;
    if let Some((day, after_day)) = part(text, after_month)
        && let Some(date) = PartialDate::day(year, month, day)
    {
        return Some((date, after_day + unit(text, after_day)));
    }
    Some((short, after_month + unit(text, after_month)))
}

/// 16.05.2016: the date that a site writes with the day first, and its length in bytes.
fn day_first(text: &str) -> Option<(PartialDate, usize)> {
    let day = text.get(..2)?.parse().ok()?;
    let (month, after_month) = part(text, 2).filter(|&(_, end)| end == 5)?;
    let dotted = text.get(2..3)? == "." && text.get(after_month..=after_month)? == ".";
    let year = text.get(after_month + 1..after_month + 5)?;
    let whole = leading_digits(text.get(after_month + 1..)?) == 4;
    let date = PartialDate::day(year.parse().ok()?, month, day)?;
    (dotted && whole).then_some((date, after_month + 5))
}

/// The number of one or two digits after one dividing character, and where it ends.
fn part(text: &str, from: usize) -> Option<(u8, usize)> {
    let rest = text.get(from..)?;
    let divider = rest.chars().next()?;
    if divider.is_ascii() && !matches!(divider, '-' | '/' | '.') {
        return None;
    }
    let number = rest.get(divider.len_utf8()..)?;
    let digits = leading_digits(number);
    let value = number.get(..digits)?.parse().ok()?;
    let end = from + divider.len_utf8() + digits;
    (1..=2).contains(&digits).then_some((value, end))
}

/// Bytes of the character that closes a date which is written with characters (日).
fn unit(text: &str, from: usize) -> usize {
    let next = text.get(from..).and_then(|rest| rest.chars().next());
    let written = text
        .get(4..)
        .is_some_and(|it| !it.starts_with(|it: char| it.is_ascii()));
    next.filter(|it| written && it.is_alphabetic() && !it.is_ascii())
        .map_or(0, char::len_utf8)
}

fn leading_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found = PartialDate::locate(text)
            .map(|(date, bytes)| format!("{date} {}", text.get(bytes).unwrap()));
        assert_eq!(found.unwrap_or_default(), expected);
    }

    #[test]
    fn usual_notations_are_read() {
        check("发布 2022-04-23 09:30", "2022-04-23 2022-04-23");
        check("2022/4/3", "2022-04-03 2022/4/3");
        check("于2022年4月23日发布", "2022-04-23 2022年4月23日");
        check("2022年4月的", "2022-04 2022年4月");
        check("2022.04", "2022-04 2022.04");
        check("16.05.2016 05:33", "2016-05-16 16.05.2016");
        check("t20220423_1.html", "2022-04-23 20220423");
        check("2022-04-23T09:30:00+08:00", "2022-04-23 2022-04-23");
    }

    #[test]
    fn other_numbers_are_no_dates() {
        for text in [
            "",
            "2022",
            "共1234家",
            "12345-06-07",
            "2022-13-01",
            "2022-8888",
            "2022, 5",
        ] {
            check(text, "");
        }
    }
}
