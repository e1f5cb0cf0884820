//! The year of a date that names none: 9月, 10月16日.

use crate::model::PartialDate;
use crate::quantity::context::{Context, build};
use crate::quantity::form::Spot;

/// How a date is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// As the date of something.
    Plainly,
    /// As that of something to come: 预计|9月, 4月|将.
    Ahead,
    /// As that by which something is to be: 9月|前.
    ByWhen,
}

/// A date of a sentence, whose year the dates behind it may be of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Carried {
    date: PartialDate,
    /// Whether it is a past year that is told of in passing: 某公司去年|….
    aside: bool,
    /// Whether a semicolon stands behind it.
    pub(super) parted: bool,
}

impl Carried {
    pub(super) fn new(date: PartialDate, aside: bool) -> Self {
        Self {
            date,
            aside,
            parted: false,
        }
    }

    /// Whether a month without a year is of another story, though it stands in the same sentence: behind a semicolon and after
    /// something planned, or a past year told in passing, or before the month named last; so is a day before that month.
    fn is_other_story(self, spot: Spot, issued: Option<PartialDate>) -> bool {
        let planned = issued.is_some_and(|it| self.date > it);
        let back = self.date.month_number() > spot.month && spot.month.is_some();
        let finer = spot.day.is_some() && self.date.day_number().is_none();
        let parted = self.parted && spot.month.is_some();
        parted && (planned || self.aside) || back && (parted || finer)
    }
}

impl Context {
    /// The year of the date that this sentence named last.
    pub(super) fn carried_year(&self) -> Option<i16> {
        self.carried.map(|it| it.date.year_number())
    }

    /// The year of a date that names none: the one of this sentence, or the latest that makes no date after publication; of
    /// something to come, the earliest that makes none before.
    pub(super) fn open_year(&self, spot: Spot, told: Told) -> Option<i16> {
        let issued = self.issued.map(PartialDate::year_number);
        let known = |year: i16| issued.is_none_or(|it| year <= it);
        let carried = self
            .carried
            .filter(|it| issued.is_none() || !it.is_other_story(spot, self.issued));
        let year = carried.map(|it| it.date.year_number());
        if told == Told::Ahead && spot.month.is_some() {
            let coming = self.issued.map(|it| year_ahead(it, spot));
            let later = year.filter(|it| issued.is_none_or(|issued| *it > issued));
            return later.or(coming).or(self.last.map(PartialDate::year_number));
        }
        if let Some(year) = year.filter(|it| known(*it)) {
            return Some(year);
        }
        if let Some(year) = self.lines.year(spot, issued).filter(|it| known(*it)) {
            return Some(year);
        }
        let Some(issued) = self.issued else {
            return self.told_year();
        };
        let Some(month) = spot.month else {
            return Some(self.whole_year(issued)); // 全年
        };
        let after = is_after(issued, month, spot.day);
        Some(issued.year_number() - i16::from(after))
    }
}

/// The first year in which a month is not over at publication.
fn year_ahead(issued: PartialDate, spot: Spot) -> i16 {
    let year = issued.year_number();
    let date = build(year, spot.month, spot.day);
    let month = issued.month_number().unwrap_or(1);
    let over = spot.month.is_some_and(|it| it < month);
    let day = date.and_then(PartialDate::day_number);
    let past = day.is_some() && date.is_some_and(|it| it < issued);
    year + i16::from(over || past)
}

/// Whether a month, or a day in it, is after a day of the same year.
fn is_after(issued: PartialDate, month: u8, day: Option<u8>) -> bool {
    let until = (
        issued.month_number().unwrap_or(12),
        issued.day_number().unwrap_or(31),
    );
    (month, day.unwrap_or(1)) > until
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::context::LineYears;
    use crate::quantity::form::{Anchor, spot};

    fn year(told: Told, carried: Option<Carried>, month: u8) -> Option<i16> {
        let issued = PartialDate::day(2023, 8, 20);
        let mut context = Context::new(issued, LineYears::default());
        context.carried = carried;
        context.open_year(spot(Anchor::Open, Some(month), None), told)
    }

    fn carried(year: i16, month: u8, parted: bool) -> Option<Carried> {
        let date = PartialDate::month(year, month)?;
        let mut carried = Carried::new(date, false);
        carried.parted = parted;
        Some(carried)
    }

    #[test]
    fn what_is_to_come_is_after_publication() {
        assert_eq!(year(Told::Plainly, None, 9), Some(2022));
        assert_eq!(year(Told::Ahead, None, 9), Some(2023));
        assert_eq!(year(Told::Ahead, None, 3), Some(2024));
    }

    #[test]
    fn a_semicolon_parts_stories_whose_months_go_back() {
        assert_eq!(year(Told::Plainly, carried(2020, 9, false), 2), Some(2020));
        assert_eq!(year(Told::Plainly, carried(2020, 9, true), 2), Some(2023));
        assert_eq!(year(Told::Plainly, carried(2020, 9, true), 11), Some(2020));
    }
}
