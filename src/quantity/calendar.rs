//! How dates are written: 2022年4月14日, 1—9月, 去年底, “十三五”期间; what they mean is decided by `moment`.

use crate::quantity::cursor;
use crate::quantity::digits::{ascii_follows, digits, month_number, small_number, year_number};
use crate::quantity::form::{Anchor, Form, Spot, is_whole, months_of, spot};
use crate::quantity::numeral;
use crate::quantity::table::{Alphabet, Table};
use crate::quantity::words::DateWords;
use std::ops::Range;

/// A form and where it ends.
pub(super) type Written = (Form, usize);

/// Reads written dates.
#[derive(Clone, Debug)]
pub(super) struct CalendarReader {
    words: DateWords,
    fixed: Table<Fixed>,
    part: Table<(u8, u8)>,
    tail: Table<bool>,
    range: Table<()>,
    year: Table<()>,
    month: Table<()>,
    day: Table<()>,
}

/// What a word at the beginning of a date means.
#[derive(Clone, Copy, Debug)]
enum Fixed {
    Year(Anchor),
    Month(Option<i16>),
    Day(Option<i16>),
    Last,
    Vague,
    Nothing,
    Split,
}

impl CalendarReader {
    pub(super) fn new(words: &DateWords) -> Self {
        let calendar = &words.calendar;
        let parts = words.part.iter().flat_map(|part| {
            part.words
                .iter()
                .map(|it| (it.clone(), (part.from, part.to)))
        });
        let tails = marked(&calendar.tail, true).chain(marked(&calendar.not_tail, false));
        Self {
            words: words.clone(),
            fixed: Table::by_first(fixed_words(words)),
            part: Table::by_first(parts),
            tail: Table::by_first(tails),
            range: Table::by_first(marked(&calendar.range, ())),
            year: Table::by_first(marked(&calendar.year, ())),
            month: Table::by_first(marked(&calendar.month, ())),
            day: Table::by_first(marked(&calendar.day, ())),
        }
    }

    /// Where a date may begin, as far as one character tells.
    pub(super) fn begins(&self) -> Alphabet {
        let mut begins = Alphabet::default();
        begins.extend('0'..='9');
        begins.extend(numeral::characters());
        begins.extend(self.fixed.edges());
        begins.extend(self.part.edges());
        begins.insert(self.words.calendar.first);
        begins
    }

    /// The date that begins at `at`.
    pub(super) fn read(&self, text: &str, at: usize) -> Option<Written> {
        let rest = cursor::rest(text, at);
        if let Some((length, fixed)) = self.fixed.start(rest) {
            return Some(self.fixed(text, at..at + length, *fixed));
        }
        let first = rest.chars().next()?;
        let numeral = first.is_ascii_digit() || numeral::is_chinese(first);
        if let Some((length, months)) = self.part.start(rest) {
            return Some((
                months_of(Anchor::Open, *months),
                self.tail(text, at + length),
            ));
        }
        if !numeral {
            return None;
        }
        self.numeric(text, at)
            .or_else(|| self.years(text, at))
            .or_else(|| self.plan(text, at))
            .or_else(|| self.month(text, at, Anchor::Open))
            .or_else(|| self.bare_day(text, at))
    }

    fn fixed(&self, text: &str, word: Range<usize>, fixed: Fixed) -> Written {
        let end = word.end;
        match fixed {
            Fixed::Year(anchor) => self.year_tail(text, end, anchor),
            Fixed::Month(offset) => match self.day_at(text, end) {
                Some((day, end)) => (Form::Month(offset, Some(day)), end),
                None => (Form::Month(offset, None), self.tail(text, end)),
            },
            Fixed::Day(offset) => (Form::Day(offset), end),
            Fixed::Last => (Form::Last, end),
            Fixed::Vague => (Form::Vague, end),
            Fixed::Nothing => (Form::Nothing, end),
            Fixed::Split => (Form::Nothing, cursor::step(text, word.start)),
        }
    }

    /// 2022-04-14, 2022.4.14, 2022/4/14, 2022-04.
    fn numeric(&self, text: &str, at: usize) -> Option<Written> {
        let (year, end) = year_number(text, at)?;
        let sign = cursor::next(text, end).filter(|it| matches!(it, '-' | '.' | '/'))?;
        let (month, end) = digits(text, end + 1)?;
        let month = u8::try_from(month)
            .ok()
            .filter(|it| (1..=12).contains(it))?;
        let behind = cursor::rest(text, end).strip_prefix(sign);
        if let Some((day, end)) = behind.and_then(|_| digits(text, end + 1)) {
            let day = u8::try_from(day).ok().filter(|it| (1..=31).contains(it));
            let spot = spot(Anchor::Year(year), Some(month), Some(day?));
            return Some((Form::Date(spot), end)).filter(|_| !ascii_follows(text, end));
        }
        let padded = cursor::rest(cursor::head(text, end), end - 2);
        let is_month = sign == '-' && padded.bytes().all(|it| it.is_ascii_digit());
        let unit = [&self.year, &self.month, &self.day];
        let unit = unit
            .iter()
            .any(|it| it.start(cursor::rest(text, end)).is_some());
        (is_month && !unit && !ascii_follows(text, end)).then(|| {
            let spot = spot(Anchor::Year(year), Some(month), None);
            (Form::Date(spot), end)
        })
    }

    /// 2014年…, 2019—2021年.
    fn years(&self, text: &str, at: usize) -> Option<Written> {
        let (year, end) = year_number(text, at)?;
        let anchor = Anchor::Year(year);
        let blank = cursor::skip_blank(text, end);
        if let Some((length, ())) = self.year.start(cursor::rest(text, blank)) {
            let end = blank + length;
            let (form, behind) = self.year_tail(text, end, anchor);
            let second = self.range_end(text, at, behind).filter(|_| is_whole(form));
            return Some(second.map_or((form, behind), |(second, end)| {
                (Form::Period(spot(anchor, None, None), second), end)
            }));
        }
        let (length, ()) = self.range.start(cursor::rest(text, end))?;
        let (last, end) = year_number(text, end + length).filter(|(last, _)| *last > year)?;
        let unit = self.year.start(cursor::rest(text, end));
        if unit.is_none() && (ascii_follows(text, end) || !cursor::is_edge(text, end)) {
            return None; // 1900-2000万元
        }
        let end = end + unit.map_or(0, |(length, ())| length);
        let period = Form::Period(
            spot(anchor, None, None),
            spot(Anchor::Year(last), None, None),
        );
        Some((period, self.tail(text, end)))
    }

    /// The 至2015年 behind 2013年, unless 从 stands before: then the text names two dates.
    fn range_end(&self, text: &str, start: usize, end: usize) -> Option<(Spot, usize)> {
        let from = &self.words.calendar.from;
        let head = cursor::head(text, start);
        if from.iter().any(|it| head.ends_with(it.as_str())) {
            return None;
        }
        let (length, ()) = self.range.start(cursor::rest(text, end))?;
        let (year, end) = year_number(text, end + length)?;
        let (length, ()) = self.year.start(cursor::rest(text, end))?;
        match self.year_tail(text, end + length, Anchor::Year(year)) {
            (Form::Date(spot), end) => Some((spot, end)),
            _ => None,
        }
    }

    /// What follows a year: a month, a part of the year, 底.
    fn year_tail(&self, text: &str, end: usize, anchor: Anchor) -> Written {
        let blank = cursor::skip_blank(text, end);
        if let Some((length, months)) = self.part.start(cursor::rest(text, blank)) {
            return (months_of(anchor, *months), self.tail(text, blank + length));
        }
        let year = Form::Date(spot(anchor, None, None));
        self.month(text, blank, anchor)
            .or_else(|| self.first_months(text, blank, anchor))
            .unwrap_or_else(|| (year, self.tail(text, end)))
    }

    /// The year, with the word for one, that begins at a place.
    pub(super) fn leading_year(&self, text: &str, at: usize) -> Option<i16> {
        let (year, end) = year_number(text, at)?;
        let unit = self.year.start(cursor::rest(text, end));
        unit.map(|_| year)
    }

    /// 前8个月.
    pub(super) fn first_months(&self, text: &str, at: usize, anchor: Anchor) -> Option<Written> {
        let first = self.words.calendar.first;
        cursor::rest(text, at).strip_prefix(first)?;
        let (count, end) = small_number(text, at + first.len_utf8())?;
        let count = u8::try_from(count)
            .ok()
            .filter(|it| (2..=12).contains(it))?;
        let rest = cursor::rest(text, end);
        let mut units = self.words.calendar.months.iter();
        let unit = units.find(|it| rest.starts_with(it.as_str()))?;
        Some((months_of(anchor, (1, count)), end + unit.len()))
    }

    /// 4月…, 1至8月, 1月至9月, 4月14日至16日.
    fn month(&self, text: &str, at: usize, anchor: Anchor) -> Option<Written> {
        let (first, end) = month_number(text, at)?;
        if let Some((last, end)) = self.upper(text, end, &self.month).filter(|it| it.0 <= 12) {
            let period = months_of(anchor, (first, last));
            return (first < last).then(|| (period, self.tail(text, end)));
        }
        let end = cursor::skip_blank(text, end);
        let (length, ()) = self.month.start(cursor::rest(text, end))?;
        let end = end + length;
        let whole = spot(anchor, Some(first), None);
        if let Some((day, behind)) = self.day_at(text, end) {
            let start = spot(anchor, Some(first), Some(day));
            let last = self.later_day(text, behind, start);
            return Some(last.map_or((Form::Date(start), behind), |(last, end)| {
                (Form::Period(start, last), end)
            }));
        }
        if let Some((from, to, end)) = self.day_range(text, end) {
            let start = spot(anchor, Some(first), Some(from));
            let last = spot(anchor, Some(first), Some(to));
            return Some((Form::Period(start, last), end));
        }
        if let Some((last, end)) = self.later_month(text, end, whole) {
            return Some((Form::Period(whole, last), self.tail(text, end)));
        }
        Some((Form::Date(whole), self.tail(text, end)))
    }

    /// The 至8月 behind a 1.
    fn upper(&self, text: &str, end: usize, unit: &Table<()>) -> Option<(u8, usize)> {
        let (length, ()) = self.range.start(cursor::rest(text, end))?;
        let (last, end) = small_number(text, end + length)?;
        let end = cursor::skip_blank(text, end);
        let (length, ()) = unit.start(cursor::rest(text, end))?;
        Some((u8::try_from(last).ok()?, end + length))
    }

    fn day_at(&self, text: &str, at: usize) -> Option<(u8, usize)> {
        let (day, end) = small_number(text, cursor::skip_blank(text, at))?;
        let end = cursor::skip_blank(text, end);
        let (length, ()) = self.day.start(cursor::rest(text, end))?;
        let day = u8::try_from(day).ok().filter(|it| (1..=31).contains(it))?;
        Some((day, end + length))
    }

    /// 14-16日.
    fn day_range(&self, text: &str, at: usize) -> Option<(u8, u8, usize)> {
        let (first, end) = small_number(text, at)?;
        let (last, end) = self.upper(text, end, &self.day)?;
        let first = u8::try_from(first).ok()?;
        (first < last && last <= 31).then_some((first, last, end))
    }

    /// The 至16日 or 至5月3日 behind a day.
    fn later_day(&self, text: &str, end: usize, start: Spot) -> Option<(Spot, usize)> {
        let (length, ()) = self.range.start(cursor::rest(text, end))?;
        let at = end + length;
        if let Some((day, end)) = self.day_at(text, at) {
            return Some((
                Spot {
                    day: Some(day),
                    ..start
                },
                end,
            ));
        }
        let (month, end) = month_number(text, at)?;
        let (length, ()) = self.month.start(cursor::rest(text, end))?;
        let (day, end) = self.day_at(text, end + length)?;
        Some((spot(start.anchor, Some(month), Some(day)), end))
    }

    /// The 至9月 or 至2022年6月 behind a month.
    fn later_month(&self, text: &str, end: usize, start: Spot) -> Option<(Spot, usize)> {
        if let Some((month, end)) = self.upper(text, end, &self.month).filter(|it| it.0 <= 12) {
            return Some((spot(start.anchor, Some(month), None), end));
        }
        let (length, ()) = self.range.start(cursor::rest(text, end))?;
        let (year, end) = year_number(text, end + length)?;
        let (length, ()) = self.year.start(cursor::rest(text, end))?;
        match self.month(text, end + length, Anchor::Year(year)) {
            Some((Form::Date(spot), end)) => Some((spot, end)),
            _ => None,
        }
    }

    /// The 14日 of a month that is not written.
    fn bare_day(&self, text: &str, at: usize) -> Option<Written> {
        let (day, end) = digits(text, at)?;
        let day = u8::try_from(day).ok().filter(|it| (1..=31).contains(it))?;
        let rest = cursor::rest(text, end);
        let mut words = self.words.calendar.day_alone.iter();
        let word = words.find(|it| rest.starts_with(it.as_str()))?;
        let behind = rest.strip_prefix(word.as_str())?;
        let mut others = self.words.calendar.not_day.iter();
        let span = others.any(|it| behind.starts_with(it.as_str()));
        (!span).then_some((Form::DayOfMonth(day), end + word.len()))
    }

    /// 十三五, with 期间 or 末 behind it.
    fn plan(&self, text: &str, at: usize) -> Option<Written> {
        let plan = &self.words.plan;
        let end = numeral::run_end(text, at);
        let run = cursor::rest(cursor::head(text, end), at);
        let first = *plan.numbers.get(run.strip_suffix(plan.mark.as_str())?)?;
        let behind = cursor::rest(text, end);
        let closed = behind.strip_prefix(['”', '’', '"', '」']);
        let open = closed.unwrap_or(behind);
        let tail = end + behind.len() - open.len();
        let word = |list: &[String]| {
            let word = list.iter().filter(|it| open.starts_with(it.as_str()));
            word.map(String::len).max()
        };
        Some(if let Some(length) = word(&plan.end) {
            (Form::PlanEnd(first + 4), tail + length)
        } else if let Some(length) = word(&plan.during) {
            (Form::Plan(first, first + 4), tail + length)
        } else {
            (Form::Nothing, end)
        })
    }

    /// Past the words behind a year or month that add nothing: 底, 上旬.
    fn tail(&self, text: &str, end: usize) -> usize {
        match self.tail.start(cursor::rest(text, end)) {
            Some((length, true)) => end + length,
            _ => end,
        }
    }
}

fn marked<T: Copy>(words: &[String], value: T) -> impl Iterator<Item = (String, T)> {
    words.iter().map(move |it| (it.clone(), value))
}

fn fixed_words(words: &DateWords) -> Vec<(String, Fixed)> {
    let mut fixed = Vec::new();
    let years = words.relative_year.iter();
    fixed.extend(years.map(|(it, by)| (it.clone(), Fixed::Year(Anchor::Issued(*by)))));
    let months = words.relative_month.iter();
    fixed.extend(months.map(|(it, by)| (it.clone(), Fixed::Month(Some(*by)))));
    let days = words.relative_day.iter();
    fixed.extend(days.map(|(it, by)| (it.clone(), Fixed::Day(Some(*by)))));
    fixed.extend(marked(&words.same.year, Fixed::Year(Anchor::Same)));
    fixed.extend(marked(&words.same.next_year, Fixed::Year(Anchor::Next)));
    fixed.extend(marked(&words.same.running, Fixed::Year(Anchor::Running)));
    let before = Fixed::Year(Anchor::Before);
    fixed.extend(marked(&words.same.previous_year, before));
    fixed.extend(marked(&words.same.date, Fixed::Last));
    fixed.extend(marked(&words.same.month, Fixed::Month(None)));
    fixed.extend(marked(&words.same.day, Fixed::Day(None)));
    fixed.extend(marked(&words.vague.words, Fixed::Vague));
    fixed.extend(marked(&words.vague.plain, Fixed::Nothing));
    fixed.extend(marked(&words.vague.split, Fixed::Split));
    fixed
}
