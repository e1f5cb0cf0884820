//! Units that a text leaves out, because the noun before the number tells them: 投资10亿, 人口71万.

use crate::quantity::amount::Amount;
use crate::quantity::cursor;
use crate::quantity::unit::{Found, UnitEntry, Units};
use crate::quantity::words::Omitted;

/// How many characters before the number the noun may end.
const NEAR: usize = 6;
/// How many characters before the number are read.
const WINDOW: usize = 14;

/// Nouns with the unit of the numbers behind them.
#[derive(Clone, Debug)]
pub(super) struct OmittedUnits {
    nouns: Vec<(String, UnitEntry)>,
    behind: Vec<(String, UnitEntry)>,
    marks: Vec<char>,
    open: Vec<String>,
}

impl OmittedUnits {
    pub(super) fn new(units: &Units, words: &Omitted) -> Self {
        let of_unit = |(unit, nouns): (&String, &Vec<String>)| {
            let entry = units.entry(unit).cloned();
            let nouns = nouns.clone();
            entry.map(|entry| nouns.into_iter().map(move |it| (it, entry.clone())))
        };
        Self {
            nouns: words.noun.iter().filter_map(of_unit).flatten().collect(),
            behind: words.behind.iter().filter_map(of_unit).flatten().collect(),
            marks: words.marks.clone(),
            open: words.open.clone(),
        }
    }

    /// The unit of a number that has none but 万 or 亿, at the end of its phrase.
    pub(super) fn find(&self, text: &str, amount: &Amount) -> Option<Found> {
        if amount.unit.is_some() || amount.whole || !amount.large || amount.bare {
            return None;
        }
        self.of_noun_before(text, amount)
            .or_else(|| self.of_noun_behind(text, amount))
            .map(|entry| Found {
                text: entry.text.clone(),
                iri: entry.iri.clone(),
                class: entry.class,
                end: amount.end,
            })
    }

    /// 投资|10亿 at the end of a phrase.
    fn of_noun_before(&self, text: &str, amount: &Amount) -> Option<&UnitEntry> {
        let rest = cursor::rest(text, amount.end);
        let open = self.open.iter().any(|it| rest.starts_with(it.as_str()));
        if !open && !cursor::is_edge(text, amount.end) {
            return None;
        }
        let head = cursor::head(text, amount.start);
        let start = head.char_indices().rev().take(WINDOW).last()?.0;
        let window = cursor::rest(head, start);
        let clause = window.rsplit(self.marks.as_slice()).next()?;
        let ends = self.nouns.iter().filter_map(|(noun, entry)| {
            let end = clause.rfind(noun.as_str())? + noun.len();
            let gap = cursor::rest(clause, end).chars().count();
            (gap <= NEAR).then_some((end, noun.len(), entry))
        });
        ends.max_by_key(|&(end, length, _)| (end, length))
            .map(|(.., entry)| entry)
    }

    /// 123亿|引导基金: the noun that the number belongs to ends soon behind it.
    fn of_noun_behind(&self, text: &str, amount: &Amount) -> Option<&UnitEntry> {
        let rest = cursor::rest(text, amount.end);
        let end = rest
            .char_indices()
            .nth(WINDOW)
            .map_or(rest.len(), |it| it.0);
        let window = cursor::head(rest, end);
        let mut behind = self.behind.iter();
        behind.find_map(|(noun, entry)| {
            let gap = cursor::head(window, window.find(noun.as_str())?);
            let joined = gap.chars().all(|it| it.is_alphabetic() && !it.is_ascii());
            joined.then_some(entry)
        })
    }
}
