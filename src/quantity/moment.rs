//! Moments: the dates and periods of a text, completed from its date of publication and from what was named before.

use crate::model::PartialDate;
use crate::quantity::calendar::CalendarReader;
use crate::quantity::context::{Context, LineYears};
use crate::quantity::cursor;
use crate::quantity::duration::DurationReader;
use crate::quantity::form::{Anchor, Form};
use crate::quantity::numeral;
use crate::quantity::open_year::Told;
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

/// How many years lines must begin with for a text to be a chronicle.
const CHRONICLE: usize = 3;

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
    from: Vec<String>,
    aside: Vec<String>,
    ahead: Vec<String>,
    to_come: Vec<String>,
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
            from: words.calendar.from.clone(),
            aside: words.calendar.aside.clone(),
            ahead: words.calendar.ahead.clone(),
            to_come: words.calendar.to_come.clone(),
        }
    }

    pub(super) fn read(&self, text: &str, issued: Option<PartialDate>) -> Vec<Moment> {
        let lines = LineYears::new(self.is_chronicle(text));
        let context = Context::new(issued, lines);
        let found = self.read_from(text, context);
        // 一季度 in a text without a date of publication, before it names a year: of the latest that it names.
        let open = found.iter().take_while(|it| it.date.is_none()).any(is_open);
        let past = [MomentRole::Point, MomentRole::Period, MomentRole::Until];
        let told = |it: &Moment| self.told(text, &it.bytes, it.role);
        let past = found
            .iter()
            .filter(|it| past.contains(&it.role) && told(it) == Told::Plainly);
        let latest = past.filter_map(|it| it.date).max();
        match latest.filter(|_| issued.is_none() && open) {
            Some(date) => self.read_from(text, context.in_year(date)),
            None => found,
        }
    }

    fn read_from(&self, text: &str, mut context: Context) -> Vec<Moment> {
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
                    if let Some(it) = &moment {
                        context.meet(text, at..it.bytes.end, it.role);
                    }
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
            context.end_sentence(character);
        } else if matches!(character, '；' | ';') {
            context.end_part();
        }
    }

    /// Whether lines of a text begin with years, one after the other.
    fn is_chronicle(&self, text: &str) -> bool {
        let year = |line: &str| {
            let start = line.find(char::is_alphanumeric)?;
            self.calendar.leading_year(line, start)
        };
        let years = text.lines().filter_map(year);
        let years: std::collections::BTreeSet<i16> = years.collect();
        years.len() >= CHRONICLE
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
        let issued = context.issued().map(PartialDate::year_number);
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

    /// Whether a text ends with what leads to the level from which another is reached: 由|2018年的….
    fn is_source(&self, text: &str) -> bool {
        self.from.iter().any(|it| text.ends_with(it.as_str()))
    }

    /// Whether a text ends in a clause that sets another time against the one spoken of: 而在|2016年.
    fn is_aside(&self, text: &str) -> bool {
        let clause = text.rsplit(['，', '。', '；', '：', '\n']).next();
        clause.is_some_and(|it| self.aside.iter().any(|word| it.starts_with(word.as_str())))
    }

    /// Whether a text ends with a year that numbers an edition (2022年度督查): it says nothing of the dates behind it.
    fn is_edition(&self, text: &str) -> bool {
        self.edition.iter().any(|it| text.ends_with(it.as_str()))
    }

    /// Whether words around a date say that it is to come.
    fn told(&self, text: &str, bytes: &Range<usize>, role: MomentRole) -> Told {
        let rest = cursor::rest(text, bytes.end);
        let led = self.is_aim(text, bytes);
        let follows = self.to_come.iter().any(|it| rest.starts_with(it.as_str()));
        match role {
            MomentRole::Deadline => Told::ByWhen,
            MomentRole::Point if led || follows => Told::Ahead,
            _ => Told::Plainly,
        }
    }

    /// Whether the words before a date say that somebody means something to be then: 目标是|到2020年.
    fn is_aim(&self, text: &str, bytes: &Range<usize>) -> bool {
        let head = cursor::head(text, bytes.start);
        self.ahead.iter().any(|it| head.ends_with(it.as_str()))
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
        let told = self.told(text, &bytes, found.role);
        let (start, date) = context.resolve(form, told);
        let role = match found.role {
            MomentRole::Point if start.is_some() => MomentRole::Period,
            MomentRole::Deadline if context.is_past(date) => MomentRole::Until,
            role => role,
        };
        let head = cursor::head(text, bytes.start);
        let source = self.is_source(head) || self.is_aside(head);
        if role != MomentRole::Base && !source && !self.is_edition(cursor::head(text, end)) {
            if told == Told::Ahead || self.is_aim(text, &bytes) {
                context.note_ahead(form, date);
            } else {
                context.note(form, date);
            }
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

/// Whether a date or period is one that a year would make known.
fn is_open(moment: &Moment) -> bool {
    moment.role != MomentRole::Vague && moment.date.is_none() && moment.start.is_none()
}

/// Keeps a moment from reaching back into the one before it.
fn from_floor(mut moment: Moment, floor: usize) -> Moment {
    moment.bytes.start = moment.bytes.start.max(floor);
    moment
}
