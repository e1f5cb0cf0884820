//! Spans of time that situate rather than measure: 七年来, 未来5年, 16年前.

use crate::quantity::amount::{Amount, AmountReader};
use crate::quantity::cursor;
use crate::quantity::numeral::Script;
use crate::quantity::table::Table;
use crate::quantity::unit::UnitClass;
use crate::quantity::words::{DateWords, Duration};
use std::ops::Range;

/// A span that situates.
#[derive(Clone, Debug)]
pub(super) struct Span {
    pub bytes: Range<usize>,
    /// How many years before publication it begins, where the text says it exactly.
    pub years: Option<i16>,
}

/// Finds such spans.
#[derive(Clone, Debug)]
pub(super) struct DurationReader {
    amounts: AmountReader,
    words: Duration,
    before: Table<()>,
    measured: Table<()>,
    after: Table<bool>,
    short_after: Table<bool>,
}

impl DurationReader {
    pub(super) fn new(amounts: AmountReader, words: &DateWords) -> Self {
        let words = &words.duration;
        let marked = |list: &[String]| list.iter().map(|it| (it.clone(), ())).collect::<Vec<_>>();
        let behind = |list: &[String]| {
            let words = list.iter().map(|it| (it.clone(), true));
            words.collect::<Vec<_>>()
        };
        let plain = || words.plain_after.iter().map(|it| (it.clone(), false));
        Self {
            amounts,
            words: words.clone(),
            before: Table::by_last(marked(&words.before)),
            measured: Table::by_last(marked(&words.measured)),
            after: Table::by_first(behind(&words.after).into_iter().chain(plain())),
            short_after: Table::by_first(behind(&words.short_after).into_iter().chain(plain())),
        }
    }

    /// The span at `at`.
    pub(super) fn read(&self, text: &str, at: usize) -> Option<Span> {
        let amount = self.amounts.read(text, at)?;
        let unit = amount
            .unit
            .as_ref()
            .filter(|it| it.class == UnitClass::Time)?;
        let long = self.words.units.contains(&unit.text);
        if !long && !self.words.short_units.contains(&unit.text) {
            return None;
        }
        let end = self.past_more(text, &amount);
        let head = cursor::head(text, cursor::back_blank(text, at));
        let after = if long { &self.after } else { &self.short_after };
        let after = after.start(cursor::rest(text, end)).filter(|it| *it.1);
        let before = self.before.end(head).filter(|_| long);
        let yearly = self.words.units.first() == Some(&unit.text);
        let measured = self.measured.end(head).is_some();
        let said = amount.script == Script::Chinese && yearly && !measured;
        if after.is_none() && (before.is_none() || measured) && !said {
            return None;
        }
        let start = before.map_or(at, |(length, ())| head.len() - length);
        let close = end + after.map_or(0, |(length, _)| length);
        let words = [
            cursor::rest(cursor::head(text, close), end),
            cursor::rest(head, start),
        ];
        let past = words
            .iter()
            .any(|word| self.words.past.iter().any(|it| it == word));
        let exact = yearly && past && amount.comparator.is_none();
        Some(Span {
            bytes: start..close,
            years: amount
                .value()
                .filter(|_| exact)
                .and_then(|it| i16::try_from(it).ok()),
        })
    }

    /// Past a 多 behind the unit: 十年多来.
    fn past_more(&self, text: &str, amount: &Amount) -> usize {
        let more = self.words.more.as_str();
        let rest = cursor::rest(text, amount.end);
        amount.end + rest.strip_prefix(more).map_or(0, |_| more.len())
    }
}
