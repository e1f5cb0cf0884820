//! Moments: the dates and periods of a text, completed from its date of publication and from what was named before.

use crate::model::PartialDate;
use crate::quantity::calendar::CalendarReader;
use crate::quantity::cursor;
use crate::quantity::duration::DurationReader;
use crate::quantity::form::{Anchor, Form, Spot};
use crate::quantity::numeral;
use crate::quantity::role::{MomentRole, RoleReader};
use crate::quantity::table::Alphabet;
use crate::quantity::words::DateWords;
use std::ops::Range;

/// A date or period in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Where it stands, with the words that give it its role: 截至2023年9月.
    pub bytes: Range<usize>,
    /// The date, as precise as the text; the end of a period. `None` where the text says none.
    pub date: Option<PartialDate>,
    /// What it is for.
    pub role: MomentRole,
    /// The beginning of a period.
    pub start: Option<PartialDate>,
}

/// The last month in which reports speak of the year before without naming it.
const EARLY: u8 = 3;

/// Finds moments.
#[derive(Clone, Debug)]
pub(super) struct MomentReader {
    begins: Alphabet,
    calendar: CalendarReader,
    roles: RoleReader,
    durations: DurationReader,
    sentence_end: Vec<char>,
    first: char,
    plain: Vec<String>,
    edition: Vec<String>,
}

/// What earlier parts of the text say about later dates.
#[derive(Clone, Copy, Debug, Default)]
struct Context {
    issued: Option<PartialDate>,
    last: Option<PartialDate>,
    last_month: Option<PartialDate>,
    last_day: Option<PartialDate>,
    /// The year named in this sentence.
    year: Option<i16>,
}

impl MomentReader {
    pub(super) fn new(durations: DurationReader, words: &DateWords) -> Self {
        let calendar = CalendarReader::new(words);
        Self {
            begins: calendar.begins(),
            calendar,
            roles: RoleReader::new(words),
            durations,
            sentence_end: words.calendar.sentence_end.clone(),
            first: words.calendar.first,
            plain: words.calendar.plain.clone(),
            edition: words.calendar.edition.clone(),
        }
    }

    pub(super) fn read(&self, text: &str, issued: Option<PartialDate>) -> Vec<Moment> {
        let mut context = Context {
            issued,
            ..Context::default()
        };
        let mut found: Vec<Moment> = Vec::new();
        let mut at = 0;
        while let Some(character) = cursor::next(text, at) {
            let floor = found.last().map_or(0, |it| it.bytes.end);
            let begins = self.begins.contains(character)
                && !(character.is_ascii() && cursor::is_in_code(text, at));
            let next = if begins {
                self.at(text, at, &mut context)
            } else {
                None
            };
            match next {
                Some((moment, end)) => {
                    found.extend(moment.map(|it| from_floor(it, floor)));
                    at = end;
                }
                None if character.is_ascii_alphanumeric() => at = cursor::code_end(text, at),
                None => {
                    self.note_sentence(character, &mut context);
                    at += character.len_utf8();
                }
            }
        }
        found
    }

    fn note_sentence(&self, character: char, context: &mut Context) {
        if self.sentence_end.contains(&character) {
            context.year = None;
        }
    }

    /// The moment at `at`, `None` inside where the words only look like one, and the offset behind it.
    fn at(&self, text: &str, at: usize, context: &mut Context) -> Option<(Option<Moment>, usize)> {
        if let Some((form, end)) = self.first_months(text, at) {
            return Some(self.moment(text, (form, at..end), context));
        }
        if let Some((form, end)) = self.calendar.read(text, at) {
            return Some(self.moment(text, (form, at..end), context));
        }
        let starts =
            cursor::next(text, at).is_some_and(|it| it.is_ascii_digit() || numeral::is_chinese(it));
        let span = starts.then(|| self.durations.read(text, at)).flatten()?;
        let issued = context.issued.map(PartialDate::year_number);
        let start = issued
            .zip(span.years)
            .and_then(|(year, by)| PartialDate::year(year - by));
        let moment = Moment {
            role: if start.is_some() {
                MomentRole::Period
            } else {
                MomentRole::Vague
            },
            bytes: span.bytes,
            date: None,
            start,
        };
        let end = moment.bytes.end;
        Some((Some(moment), end))
    }

    /// Whether a text ends with a year that numbers an edition (2022年度督查): it says nothing of the dates behind it.
    fn is_edition(&self, text: &str) -> bool {
        self.edition.iter().any(|it| text.ends_with(it.as_str()))
    }

    /// 前8个月, unless the 前 belongs to 目前.
    fn first_months(&self, text: &str, at: usize) -> Option<(Form, usize)> {
        if cursor::next(text, at) != Some(self.first) {
            return None;
        }
        let head = cursor::head(text, at + self.first.len_utf8());
        if self.plain.iter().any(|it| head.ends_with(it.as_str())) {
            return None;
        }
        self.calendar.first_months(text, at, Anchor::Open)
    }

    /// The word with the span it belongs to: 未来5年.
    fn vague(&self, text: &str, mut word: Moment) -> (Option<Moment>, usize) {
        let span = self.durations.read(text, word.bytes.end);
        let span = span.filter(|it| it.bytes.start < word.bytes.end);
        word.bytes.end = span.map_or(word.bytes.end, |it| it.bytes.end);
        let end = word.bytes.end;
        (Some(word), end)
    }

    /// What a written date means here, and the offset behind it.
    fn moment(
        &self,
        text: &str,
        (form, bytes): (Form, Range<usize>),
        context: &mut Context,
    ) -> (Option<Moment>, usize) {
        let end = bytes.end;
        if form == Form::Nothing {
            return (None, end);
        }
        let vague = Moment {
            bytes: bytes.clone(),
            date: None,
            role: MomentRole::Vague,
            start: None,
        };
        if form == Form::Vague {
            return self.vague(text, vague);
        }
        let found = self.roles.read(text, bytes.start, bytes.end);
        let later = found.role == MomentRole::Deadline;
        let (start, date) = context.resolve(form, later);
        let role = match found.role {
            MomentRole::Point if start.is_some() => MomentRole::Period,
            MomentRole::Deadline if context.is_past(date) => MomentRole::Until,
            role => role,
        };
        if role != MomentRole::Base && !self.is_edition(cursor::head(text, end)) {
            context.note(form, date);
        }
        let (start, date) = match role {
            MomentRole::Since => (start.or(date), None),
            _ => (start, date),
        };
        let opened = matches!(form, Form::Plan(..) | Form::PlanEnd(_))
            && cursor::head(text, found.start).ends_with(['“', '‘']);
        let start_byte = if opened {
            found.start - '“'.len_utf8()
        } else {
            found.start
        };
        let moment = Moment {
            bytes: start_byte..found.end,
            date,
            role,
            start,
        };
        (Some(moment), found.end)
    }
}

/// Keeps a moment from reaching back into the one before it.
fn from_floor(mut moment: Moment, floor: usize) -> Moment {
    moment.bytes.start = moment.bytes.start.max(floor);
    moment
}

impl Context {
    /// The beginning and the date of a form.
    fn resolve(&self, form: Form, later: bool) -> (Option<PartialDate>, Option<PartialDate>) {
        match form {
            Form::Date(spot) => (None, self.date(spot, later)),
            Form::Period(from, to) => {
                let begun = from.anchor == Anchor::Open
                    && to.anchor == Anchor::Open
                    && from.month > Some(1)
                    && from.month != to.month;
                let begun = if begun { self.date(from, later) } else { None };
                let to = begun.map_or(to, |it| Spot {
                    anchor: Anchor::Year(it.year_number()),
                    ..to
                }); // 四季度, in October
                let end = self.date(to, later);
                let from = match (from.anchor, end) {
                    (Anchor::Open, Some(end)) => Spot {
                        anchor: Anchor::Year(end.year_number()),
                        ..from
                    },
                    _ => from,
                };
                (self.date(from, later), end)
            }
            Form::Month(offset, day) => (None, self.month(offset, day)),
            Form::Day(offset) => (None, self.day(offset)),
            Form::DayOfMonth(day) => (None, self.day_of_month(day)),
            Form::Last => (None, self.last),
            Form::Plan(from, to) => (PartialDate::year(from), PartialDate::year(to)),
            Form::PlanEnd(year) => (None, PartialDate::year(year)),
            Form::Vague | Form::Nothing => (None, None),
        }
    }

    fn date(&self, spot: Spot, later: bool) -> Option<PartialDate> {
        let issued = self.issued.map(PartialDate::year_number);
        let year = match spot.anchor {
            Anchor::Year(year) => year,
            Anchor::Issued(by) => issued? + by,
            Anchor::Same => self.last?.year_number(),
            Anchor::Next => self.last?.year_number() + 1,
            Anchor::Open if later => issued.or(self.year)?,
            Anchor::Open => self.open_year(spot)?,
        };
        build(year, spot.month, spot.day)
    }

    /// The year of a date that names none: the one of this sentence, or the latest that makes no date after publication.
    fn open_year(&self, spot: Spot) -> Option<i16> {
        let known = |year: i16| {
            self.issued
                .is_none_or(|issued| year <= issued.year_number())
        };
        if let Some(year) = self.year.filter(|it| known(*it)) {
            return Some(year);
        }
        let Some(issued) = self.issued else {
            return Some(self.last?.year_number());
        };
        let Some(month) = spot.month else {
            return Some(self.whole_year(issued)); // 全年
        };
        let until = (
            issued.month_number().unwrap_or(12),
            issued.day_number().unwrap_or(31),
        );
        let after = (month, spot.day.unwrap_or(1)) > until;
        Some(issued.year_number() - i16::from(after))
    }

    /// The year of a 全年 without one: early in a year the last one; else the last or the running one, whichever was named before.
    fn whole_year(&self, issued: PartialDate) -> i16 {
        let running = issued.year_number();
        let recent = |it: &i16| (running - 1..=running).contains(it);
        let named = self.last.map(PartialDate::year_number).filter(recent);
        let early = issued.month_number().is_some_and(|it| it <= EARLY);
        if early {
            return running - 1;
        }
        named.unwrap_or(running)
    }

    fn month(&self, offset: Option<i16>, day: Option<u8>) -> Option<PartialDate> {
        let from = if offset.is_some() {
            self.issued?
        } else {
            self.last_month?
        };
        let months = i16::from(from.month_number()?) - 1 + offset.unwrap_or(0);
        let month = u8::try_from(months.rem_euclid(12) + 1).ok();
        build(from.year_number() + months.div_euclid(12), month, day)
    }

    fn day(&self, offset: Option<i16>) -> Option<PartialDate> {
        let Some(offset) = offset else {
            // 当天: the last day that was named, or that of the page; what was named last, if that is of another year.
            let day = self.last_day.or(self.issued);
            let year = day.map(PartialDate::year_number);
            return self
                .last
                .filter(|it| Some(it.year_number()) != year)
                .or(day);
        };
        let issued = self.issued?;
        match offset {
            0 => Some(issued),
            1.. => day_after(issued),
            _ => (offset..0).try_fold(issued, |date, _| day_before(date)),
        }
    }

    fn day_of_month(&self, day: u8) -> Option<PartialDate> {
        if let Some(last) = self
            .last
            .filter(|it| self.year.is_some() && it.month_number().is_some())
        {
            return build(last.year_number(), last.month_number(), Some(day));
        }
        let issued = self.issued?;
        let month = i16::from(issued.month_number()?);
        let back = issued.day_number().is_some_and(|it| day > it);
        self.month(Some(-i16::from(back)), Some(day))
            .filter(|_| month > 0)
    }

    fn is_past(&self, date: Option<PartialDate>) -> bool {
        self.issued
            .zip(date)
            .is_some_and(|(issued, date)| date <= issued)
    }

    fn note(&mut self, form: Form, date: Option<PartialDate>) {
        if date.is_none() {
            return;
        }
        self.last = date;
        self.last_month = date
            .filter(|it| it.month_number().is_some())
            .or(self.last_month);
        self.last_day = date
            .filter(|it| it.day_number().is_some())
            .or(self.last_day);
        if !matches!(form, Form::Plan(..) | Form::PlanEnd(_)) {
            self.year = date.map(PartialDate::year_number);
        }
    }
}

/// The date; without the day, where the calendar has no such day.
fn build(year: i16, month: Option<u8>, day: Option<u8>) -> Option<PartialDate> {
    match (month, day) {
        (None, _) => PartialDate::year(year),
        (Some(month), None) => PartialDate::month(year, month),
        (Some(month), Some(day)) => {
            PartialDate::day(year, month, day).or_else(|| PartialDate::month(year, month))
        }
    }
}

fn day_before(date: PartialDate) -> Option<PartialDate> {
    let (year, month, day) = (date.year_number(), date.month_number()?, date.day_number()?);
    if day > 1 {
        return PartialDate::day(year, month, day - 1);
    }
    let (year, month) = if month > 1 {
        (year, month - 1)
    } else {
        (year - 1, 12)
    };
    (28..=31)
        .rev()
        .find_map(|day| PartialDate::day(year, month, day))
}

fn day_after(date: PartialDate) -> Option<PartialDate> {
    let (year, month, day) = (date.year_number(), date.month_number()?, date.day_number()?);
    PartialDate::day(year, month, day + 1)
        .or_else(|| PartialDate::day(year, month + 1, 1))
        .or_else(|| PartialDate::day(year + 1, 1, 1))
}
