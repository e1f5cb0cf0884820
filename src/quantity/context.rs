//! What earlier parts of a text say about the dates behind them: the year that none of them states.

use std::ops::Range;

use crate::model::PartialDate;
use crate::quantity::cursor;
use crate::quantity::form::{Anchor, Form, Spot};
use crate::quantity::open_year::{Carried, Told};
use crate::quantity::role::MomentRole;

/// The last month in which reports speak of the year before without naming it.
const EARLY: u8 = 3;

/// By how many years more than these a date is told of as long past.
const PAST: i16 = 2;

/// What earlier parts of the text say about later dates.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    pub(super) issued: Option<PartialDate>,
    pub(super) last: Option<PartialDate>,
    /// The whole year, the running or the last one, at the head of a clause of which something was said last.
    spoken: Option<i16>,
    /// The whole year, 全年 included, of which this line has spoken last.
    of_line: Option<i16>,
    last_month: Option<PartialDate>,
    last_day: Option<PartialDate>,
    /// The date named last in this sentence, whose year is that of the dates behind it.
    pub(super) carried: Option<Carried>,
    /// The latest year that a date of the text has stated.
    latest: Option<i16>,
    /// The date that was read last, if it states its year.
    stated: Option<PartialDate>,
    pub(super) lines: LineYears,
}

/// The years that lines begin with: dates behind them that state no year are of those years.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LineYears {
    /// Whether many lines begin with years.
    is_chronicle: bool,
    /// The year that stands alone in a line above.
    heading: Option<i16>,
    /// The year named last in a line that begins with one.
    line: Option<i16>,
}

impl LineYears {
    /// Before the first line of a text, many of whose lines may begin with years.
    pub(super) fn new(is_chronicle: bool) -> Self {
        Self {
            is_chronicle,
            ..Self::default()
        }
    }

    fn end_line(&mut self) {
        self.line = self.heading;
    }

    /// Remembers a year, if it begins its line or stands in one that begins with a year.
    fn meet(&mut self, text: &str, bytes: Range<usize>, date: PartialDate) {
        let year = date.year_number();
        let plain = |text: &str| !text.contains(char::is_alphanumeric);
        let before = cursor::head(text, bytes.start).rsplit('\n').next();
        let behind = cursor::rest(text, bytes.end).split('\n').next();
        let begins = before.is_some_and(plain);
        if begins && behind.is_some_and(plain) && date.day_number().is_none() {
            self.heading = Some(year);
        } else if begins {
            self.heading = None;
        }
        let goes_on = |line: i16| year + PAST >= line; // 2023年，…。1993年设立。|全年…
        if begins || self.line.is_some_and(goes_on) {
            self.line = Some(year);
        }
    }

    /// The year of a date that states none.
    pub(super) fn year(&self, spot: Spot, issued: Option<i16>) -> Option<i16> {
        let whole = self.line.filter(|_| spot.month.is_none());
        whole.or_else(|| self.past(issued))
    }

    /// The year of the line in a chronicle, or where it is long past: a month behind last year's may be of this year.
    fn past(&self, issued: Option<i16>) -> Option<i16> {
        let old = |year: i16| issued.is_none_or(|it| year + 1 < it);
        self.line.filter(|it| self.is_chronicle || old(*it))
    }
}

/// Whether a form says of which year it is.
fn names_year(form: Form) -> bool {
    let (Form::Date(spot) | Form::Period(_, spot)) = form else {
        return false;
    };
    matches!(spot.anchor, Anchor::Year(_) | Anchor::Issued(_))
}

/// Whether a form is 去年 or another year before that of publication.
fn is_of_past(form: Form) -> bool {
    matches!(form, Form::Date(spot) if matches!(spot.anchor, Anchor::Issued(..0)) && spot.month.is_none())
}

/// Whether a form is 全年.
fn is_whole_open(form: Form) -> bool {
    matches!(form, Form::Date(spot) if spot.anchor == Anchor::Open && spot.month.is_none())
}

impl Context {
    /// Before the first line of a text that was published then.
    pub(super) fn new(issued: Option<PartialDate>, lines: LineYears) -> Self {
        Self {
            issued,
            lines,
            ..Self::default()
        }
    }

    /// The same, where the text names a year only later.
    pub(super) fn in_year(self, date: PartialDate) -> Self {
        Self {
            last: PartialDate::year(date.year_number()),
            ..self
        }
    }

    /// When the text was published.
    pub(super) fn issued(&self) -> Option<PartialDate> {
        self.issued
    }

    /// Forgets what was said in a sentence, or line, that the character ends.
    pub(super) fn end_sentence(&mut self, character: char) {
        self.carried = None;
        if character == '\n' {
            self.of_line = None;
            self.lines.end_line();
        }
    }

    /// Notes that a clause ends which is a sentence of its own but for its mark.
    pub(super) fn end_part(&mut self) {
        if let Some(carried) = &mut self.carried {
            carried.parted = true;
        }
    }

    /// Remembers the date that was read last, if it states its year: where it stands and what it is for.
    pub(super) fn meet(&mut self, text: &str, bytes: Range<usize>, role: MomentRole) {
        let dates = [MomentRole::Point, MomentRole::Period, MomentRole::Until];
        if let Some(date) = self.stated.take().filter(|_| dates.contains(&role)) {
            let begins = !cursor::previous(text, bytes.start).is_some_and(char::is_alphanumeric);
            if date.month_number().is_none() && begins && self.is_recent(date) {
                self.spoken = Some(date.year_number());
                self.of_line = self.spoken;
            }
            self.latest = self.latest.max(Some(date.year_number()));
            self.lines.meet(text, bytes, date);
        }
    }

    /// The beginning and the date of a form.
    pub(super) fn resolve(
        &self,
        form: Form,
        told: Told,
    ) -> (Option<PartialDate>, Option<PartialDate>) {
        match form {
            Form::Date(spot) => (None, self.date(spot, told)),
            Form::Period(from, to) => {
                let begun = from.anchor == Anchor::Open
                    && to.anchor == Anchor::Open
                    && from.month > Some(1)
                    && from.month != to.month;
                let begun = if begun { self.date(from, told) } else { None };
                let to = begun.map_or(to, |it| Spot {
                    anchor: Anchor::Year(it.year_number()),
                    ..to
                }); // 四季度, in October
                let end = self.date(to, told);
                let from = match (from.anchor, end) {
                    (Anchor::Open, Some(end)) => Spot {
                        anchor: Anchor::Year(end.year_number()),
                        ..from
                    },
                    _ => from,
                };
                (self.date(from, told), end)
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

    fn date(&self, spot: Spot, told: Told) -> Option<PartialDate> {
        let issued = self.issued.map(PartialDate::year_number);
        let year = match spot.anchor {
            Anchor::Year(year) => year,
            Anchor::Issued(by) => issued? + by,
            Anchor::Same => self.last?.year_number(),
            Anchor::Next => self.last?.year_number() + 1,
            Anchor::Before => self.year_before()?,
            Anchor::Running => self.running_year()?,
            Anchor::Open if told == Told::ByWhen => self
                .lines
                .past(issued)
                .or(issued)
                .or_else(|| self.carried_year())?,
            Anchor::Open => self.open_year(spot, told)?,
        };
        build(year, spot.month, spot.day)
    }

    /// The year of 年内: the one that this line is about, or else that of publication; early in a year as with 全年.
    fn running_year(&self) -> Option<i16> {
        let Some(issued) = self.issued else {
            return self.of_line.or(self.last.map(PartialDate::year_number));
        };
        Some(self.of_line.unwrap_or(match issued.month_number() {
            Some(month) if month <= EARLY => self.whole_year(issued),
            _ => issued.year_number(),
        }))
    }

    /// The year of 上年: the one before the year that this line speaks of, or else before that of publication.
    fn year_before(&self) -> Option<i16> {
        let issued = self.issued.map(PartialDate::year_number);
        let spoken = self
            .of_line
            .filter(|it| issued.is_none_or(|issued| *it <= issued));
        spoken.or(issued).map(|it| it - 1)
    }

    /// The year of a 全年 without one: the last or the running one, whichever was spoken of before; else early in a year the
    /// last one.
    pub(super) fn whole_year(&self, issued: PartialDate) -> i16 {
        let running = issued.year_number();
        let early = issued.month_number().is_some_and(|it| it <= EARLY);
        self.spoken.unwrap_or(running - i16::from(early))
    }

    /// Whether a date is of the year of publication or the one before.
    fn is_recent(&self, date: PartialDate) -> bool {
        let year = date.year_number();
        self.issued
            .map(PartialDate::year_number)
            .is_none_or(|running| (running - 1..=running).contains(&year))
    }

    /// The year of the date named last or, where that is long past, the latest that the text has stated: 1993年4月设立。|12月|获批….
    pub(super) fn told_year(&self) -> Option<i16> {
        let last = self.last?.year_number();
        Some(self.latest.filter(|it| last + PAST < *it).unwrap_or(last))
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
            // 当天: the last day that was named, or that of the page; the month named last, if that is of another year.
            let day = self.last_day.or(self.issued);
            let year = day.map(PartialDate::year_number);
            let ahead = |it: &PartialDate| self.issued.is_some_and(|issued| *it > issued);
            return self
                .last
                .filter(|it| it.month_number().is_some() || day.is_none())
                .filter(|it| Some(it.year_number()) != year && !ahead(it))
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
            .filter(|it| self.carried.is_some() && it.month_number().is_some())
        {
            return build(last.year_number(), last.month_number(), Some(day));
        }
        let issued = self.issued?;
        let month = i16::from(issued.month_number()?);
        let back = issued.day_number().is_some_and(|it| day > it);
        self.month(Some(-i16::from(back)), Some(day))
            .filter(|_| month > 0)
    }

    pub(super) fn is_past(&self, date: Option<PartialDate>) -> bool {
        self.issued
            .zip(date)
            .is_some_and(|(issued, date)| date <= issued)
    }

    /// Remembers a date of something to come: without a date of publication it says of no other sentence when it is.
    pub(super) fn note_ahead(&mut self, form: Form, date: Option<PartialDate>) {
        if self.issued.is_some() || !names_year(form) {
            return self.note(form, date);
        }
        self.carried = date.map(|it| Carried::new(it, false));
    }

    pub(super) fn note(&mut self, form: Form, date: Option<PartialDate>) {
        if date.is_none() {
            return;
        }
        if names_year(form) {
            self.stated = date;
        }
        if is_whole_open(form) {
            self.of_line = date.map(PartialDate::year_number);
        }
        self.last = date;
        self.last_month = date
            .filter(|it| it.month_number().is_some())
            .or(self.last_month);
        self.last_day = date
            .filter(|it| it.day_number().is_some())
            .or(self.last_day);
        if !matches!(form, Form::Plan(..) | Form::PlanEnd(_)) {
            self.carried = date.map(|it| Carried::new(it, is_of_past(form)));
        }
    }
}

/// The date; without the day, where the calendar has no such day.
pub(super) fn build(year: i16, month: Option<u8>, day: Option<u8>) -> Option<PartialDate> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::form::spot;

    #[test]
    fn a_month_is_of_the_year_that_begins_its_line() {
        let month = spot(Anchor::Open, Some(3), None);
        let date = |lines: LineYears| {
            let context = Context::new(PartialDate::day(2015, 1, 20), lines);
            context
                .date(month, Told::Plainly)
                .map(PartialDate::year_number)
        };
        let begun = |year: i16, is_chronicle: bool| {
            let mut lines = LineYears::new(is_chronicle);
            let text = format!("{year}\n");
            let date = PartialDate::year(year).unwrap();
            lines.meet(&text, 0..4, date);
            lines.end_line();
            lines
        };
        assert_eq!(date(begun(1993, false)), Some(1993));
        assert_eq!(date(begun(2013, true)), Some(2013));
        assert_eq!(date(begun(2014, false)), Some(2014));
        assert_eq!(date(LineYears::default()), Some(2014));
    }
}
