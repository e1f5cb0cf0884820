//! Dates of cells, as precise as they are written: `2011`, `2011-09`, `2011-09-01`.

/// Years that a date of an industrial park can have.
const YEARS: std::ops::RangeInclusive<u32> = 1800..=2100;

/// The parts of a pattern with their widths, and what stands before each and behind the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    parts: Vec<(Part, usize)>,
    gaps: Vec<String>,
}

/// Which parts of a date stand in a cell, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Year,
    Month,
    Day,
}

/// A year, a month and a day in the form of ISO 8601, if there is such a date.
pub(super) fn iso(year: u32, month: Option<u32>, day: Option<u32>) -> Option<String> {
    if !YEARS.contains(&year) {
        return None;
    }
    match (month, day) {
        (None, None) => Some(format!("{year:04}")),
        (Some(month @ 1..=12), None) => Some(format!("{year:04}-{month:02}")),
        (Some(month @ 1..=12), Some(day)) if (1..=days(year, month)).contains(&day) => {
            Some(format!("{year:04}-{month:02}-{day:02}"))
        }
        _ => None,
    }
}

fn days(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}

/// The date that a cell is, year first, the parts between `marks`; or eight digits, or six. A time behind it is left out.
pub(super) fn read(cell: &str, marks: &[String]) -> Option<String> {
    let cell = without_time(cell);
    let mut plain = cell.to_owned();
    for mark in marks {
        plain = plain.replace(mark.as_str(), "-");
    }
    let plain = plain.strip_suffix('-').unwrap_or(&plain);
    let parts: Option<Vec<u32>> = plain.split('-').map(number).collect();
    match parts?[..] {
        [whole] if plain.len() == 8 => {
            iso(whole / 10_000, Some(whole / 100 % 100), Some(whole % 100))
        }
        [whole] if plain.len() == 6 => iso(whole / 100, Some(whole % 100), None),
        [year] => iso(year, None, None),
        [year, month] => iso(year, Some(month), None),
        [year, month, day] => iso(year, Some(month), Some(day)),
        _ => None,
    }
}

fn number(text: &str) -> Option<u32> {
    let is_plain = !text.is_empty() && text.chars().all(|it| it.is_ascii_digit());
    is_plain.then(|| text.parse().ok())?
}

/// `2011-09-01 00:00:00`, as spreadsheets write dates.
pub(super) fn without_time(cell: &str) -> &str {
    match cell.split_once([' ', 'T']) {
        Some((date, time))
            if time.starts_with(|it: char| it.is_ascii_digit()) && time.contains(':') =>
        {
            date
        }
        _ => cell,
    }
}

/// The date of a cell that is written by a pattern of Unicode TR 35: `dd.MM.yyyy`. None where it is no such date.
pub(super) fn by_pattern(cell: &str, pattern: &Pattern) -> Option<String> {
    let mut rest = cell;
    let (mut year, mut month, mut day) = (None, None, None);
    for ((part, width), gap) in pattern.parts.iter().zip(&pattern.gaps) {
        rest = rest.strip_prefix(gap.as_str())?;
        let end = rest.find(|it: char| !it.is_ascii_digit());
        let found = end.unwrap_or(rest.len());
        let length = if *width == 1 { found } else { *width };
        let (digits, after) = rest.split_at_checked(length)?;
        let value = Some(number(digits)?);
        match part {
            Part::Year => year = value,
            Part::Month => month = value,
            Part::Day => day = value,
        }
        rest = after;
    }
    (rest == pattern.gaps.last()?).then(|| iso(year?, month, day))?
}

/// The pattern that a text is; none where it has other letters or no year.
pub(super) fn pattern(text: &str) -> Option<Pattern> {
    let mut parts: Vec<(Part, usize)> = Vec::new();
    let mut gaps = vec![String::new()];
    let mut before = None;
    for letter in text.chars() {
        let part = match letter {
            'y' => Some(Part::Year),
            'M' => Some(Part::Month),
            'd' => Some(Part::Day),
            letter if letter.is_ascii_alphabetic() => return None,
            _ => None,
        };
        match (part, parts.last_mut()) {
            (Some(part), Some((last, width))) if before == Some(letter) && *last == part => {
                *width += 1;
            }
            (Some(part), _) => {
                parts.push((part, 1));
                gaps.push(String::new());
            }
            (None, _) => gaps.last_mut()?.push(letter),
        }
        before = Some(letter);
    }
    let has = |wanted: Part| parts.iter().any(|(it, _)| *it == wanted);
    let is_date = has(Part::Year) && (has(Part::Month) || !has(Part::Day));
    is_date.then_some(Pattern { parts, gaps })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_are_none_were_taken_as_text() {
        let marks = ["年", "月", "日", "-", "/", "."].map(str::to_owned);
        for (cell, expected) in [
            ("2011", Some("2011")),
            ("2011.09", Some("2011-09")),
            ("2022/4/1", Some("2022-04-01")),
            ("2022年4月1日", Some("2022-04-01")),
            ("2011年9月", Some("2011-09")),
            ("20220401", Some("2022-04-01")),
            ("201109", Some("2011-09")),
            ("2022-04-14 00:00:00", Some("2022-04-14")),
            ("2024-02-29", Some("2024-02-29")),
            ("2023-02-29", None),
            ("1999.13", None),
            ("昨天", None),
            ("2020-13-45", None),
            ("22", None),
        ] {
            assert_eq!(read(cell, &marks).as_deref(), expected, "{cell}");
        }
    }

    #[test]
    fn patterns_say_in_which_order_a_date_is_written() {
        for (text, cell, expected) in [
            ("dd.MM.yyyy", "14.04.2022", Some("2022-04-14")),
            ("M/d/yyyy", "4/1/2022", Some("2022-04-01")),
            ("yyyyMMdd", "20220401", Some("2022-04-01")),
            ("dd.MM.yyyy", "04.14.2022", None),
            ("dd.MM.yyyy", "2022-04-14", None),
            ("yyyy", "2022", Some("2022")),
        ] {
            let pattern = pattern(text).unwrap();
            assert_eq!(by_pattern(cell, &pattern).as_deref(), expected, "{text}");
        }
        assert_eq!(pattern("EEE dd MMM"), None);
    }
}
