//! The words around a number that bound it: 超500名, 80%以上.

use crate::model::Comparator;
use crate::quantity::cursor;
use crate::quantity::table::Table;
use crate::quantity::words::{Bounds, QuantityWords};

/// What stands before a numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// A comparator.
    Bound(Comparator),
    /// A comparator of multipliers without digits only: 上百家.
    BareBound(Comparator),
    /// The number numbers something: 第3届.
    Ordinal,
    /// The multiplier has no certain count: 数百家.
    Vague,
    /// A word that happens to end like one of the others.
    Plain,
}

/// Finds the words around a number.
#[derive(Clone, Debug)]
pub(super) struct BoundReader {
    before: Table<Lead>,
    after: Table<Option<Comparator>>,
    after_edge: Table<Option<Comparator>>,
}

impl BoundReader {
    pub(super) fn new(words: &QuantityWords) -> Self {
        let before = &words.before;
        let lists = [
            (&before.more_than, Lead::Bound(Comparator::MoreThan)),
            (
                &before.more_than_bare,
                Lead::BareBound(Comparator::MoreThan),
            ),
            (&before.less_than, Lead::Bound(Comparator::LessThan)),
            (&before.at_least, Lead::Bound(Comparator::AtLeast)),
            (&before.at_most, Lead::Bound(Comparator::AtMost)),
            (&before.about, Lead::Bound(Comparator::About)),
            (&before.equal, Lead::Bound(Comparator::Equal)),
            (&before.ordinal, Lead::Ordinal),
            (&before.vague, Lead::Vague),
            (&before.plain, Lead::Plain),
        ];
        let pairs = lists
            .into_iter()
            .flat_map(|(list, lead)| list.iter().map(move |it| (it.clone(), lead)));
        Self {
            before: Table::by_last(pairs),
            after: Table::by_first(bounds(&words.after)),
            after_edge: Table::by_first(bounds(&words.after_edge)),
        }
    }

    /// The word before the number at `at` and where it begins.
    pub(super) fn before(&self, text: &str, at: usize) -> Option<(usize, Lead)> {
        let at = cursor::back_blank(text, at);
        let (length, lead) = self.before.end(cursor::head(text, at))?;
        Some((at - length, *lead))
    }

    /// The comparator behind the unit that ends at `at` and where it ends.
    pub(super) fn after(&self, text: &str, at: usize) -> Option<(usize, Comparator)> {
        let rest = cursor::rest(text, at);
        if let Some((length, found)) = self.after.start(rest) {
            return Some((at + length, (*found)?));
        }
        let (length, found) = self.after_edge.start(rest)?;
        let end = at + length;
        Some((end, (*found)?)).filter(|_| cursor::is_edge(text, end))
    }
}

fn bounds(words: &Bounds) -> impl Iterator<Item = (String, Option<Comparator>)> {
    [
        (&words.more_than, Some(Comparator::MoreThan)),
        (&words.less_than, Some(Comparator::LessThan)),
        (&words.at_least, Some(Comparator::AtLeast)),
        (&words.at_most, Some(Comparator::AtMost)),
        (&words.about, Some(Comparator::About)),
        (&words.plain, None),
    ]
    .into_iter()
    .flat_map(|(list, found)| list.iter().map(move |it| (it.clone(), found)))
}
