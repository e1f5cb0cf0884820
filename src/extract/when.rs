//! When something is: a date, or the beginning and end of a period.

use crate::model::PartialDate;
use crate::quantity::{Moment, MomentRole};

/// When a number speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct When {
    /// The day, or the end of the period, never more precise than the text.
    pub(super) date: Option<PartialDate>,
    /// The beginning of the period, where the text gives one: of 1至8月, of 2018年以来, which has no end.
    pub(super) start: Option<PartialDate>,
}

impl When {
    /// When a stated date or period is; never, where it only says for how long.
    pub(super) fn of(moment: &Moment) -> Self {
        let since = moment.role == MomentRole::Since;
        let before = |start: &PartialDate| moment.date.map_or(since, |date| *start < date);
        Self {
            date: moment.date,
            start: moment.start.filter(before),
        }
    }

    /// A day, month or year of its own.
    pub(super) fn at(date: PartialDate) -> Self {
        Self {
            date: Some(date),
            start: None,
        }
    }
}
