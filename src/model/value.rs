//! Values: numbers with units, and dates as precise as the text.

use std::fmt;

pub use rust_decimal::Decimal;

/// A number with its unit as a text states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The number in the unit of [`Quantity::unit_text`]: 7390000000 for 73.9亿元. The lower bound of a range.
    pub value: Decimal,
    /// The upper bound of a range (100-150万吨).
    pub upper: Option<Decimal>,
    /// The unit as written, without 万 and 亿: 元, 家, 平方公里, %; empty where there is none.
    pub unit_text: String,
    /// The unit's IRI (QUDT where there is one), if the lexicon knows the unit.
    pub unit: Option<String>,
    /// How the number bounds the value.
    pub comparator: Comparator,
    /// As written, cleaned: 73.9亿元, 超500名.
    pub written: String,
}

/// How a stated number bounds the true one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Comparator {
    /// `pg:equal`
    #[default]
    Equal,
    /// `pg:moreThan`: 超, 逾, 突破, 多, 余.
    MoreThan,
    /// `pg:lessThan`: 近.
    LessThan,
    /// `pg:atLeast`: 以上, 不低于.
    AtLeast,
    /// `pg:atMost`: 以内, 不超过.
    AtMost,
    /// `pg:about`: 约, 左右.
    About,
}

impl Comparator {
    /// All comparators.
    pub const ALL: [Self; 6] = [
        Self::Equal,
        Self::MoreThan,
        Self::LessThan,
        Self::AtLeast,
        Self::AtMost,
        Self::About,
    ];

    /// The name in the ontology: `moreThan`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::MoreThan => "moreThan",
            Self::LessThan => "lessThan",
            Self::AtLeast => "atLeast",
            Self::AtMost => "atMost",
            Self::About => "about",
        }
    }

    /// The comparator with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The sign of the gold files: `>`, `<=`, `~`.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::MoreThan => ">",
            Self::LessThan => "<",
            Self::AtLeast => ">=",
            Self::AtMost => "<=",
            Self::About => "~",
        }
    }
}

/// Whether a number is a level or a difference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// `pg:level`
    #[default]
    Level,
    /// `pg:increase`
    Increase,
    /// `pg:decrease`
    Decrease,
}

impl Change {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Level, Self::Increase, Self::Decrease];

    /// The name in the ontology and in the gold files: `increase`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Increase => "increase",
            Self::Decrease => "decrease",
        }
    }
}

/// What a rise or fall is measured against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Base {
    /// `pg:yearOnYear`: 同比, 比上年同期.
    YearOnYear,
    /// `pg:periodOnPeriod`: 环比, 比上月.
    PeriodOnPeriod,
    /// `pg:baseDate`: 较2013年.
    Date(PartialDate),
}

impl Base {
    /// The name in the ontology, `yearOnYear`; none for a date.
    pub fn term(self) -> Option<&'static str> {
        match self {
            Self::YearOnYear => Some("yearOnYear"),
            Self::PeriodOnPeriod => Some("periodOnPeriod"),
            Self::Date(_) => None,
        }
    }
}

impl fmt::Display for Base {
    /// The name in the ontology, `yearOnYear`, or the date: `2013`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            base => f.write_str(base.term().unwrap_or_default()),
        }
    }
}

/// A date as precise as the text gives it: a year, a month or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    month: Option<u8>,
    day: Option<u8>,
}

impl PartialDate {
    /// A whole year.
    pub fn year(year: i16) -> Option<Self> {
        (1000..=2999).contains(&year).then_some(Self {
            year,
            month: None,
            day: None,
        })
    }

    /// A month of a year; `None` if there is no such month.
    pub fn month(year: i16, month: u8) -> Option<Self> {
        let date = Self::year(year)?;
        (1..=12).contains(&month).then_some(Self {
            month: Some(month),
            ..date
        })
    }

    /// A day; `None` if the calendar has no such day.
    pub fn day(year: i16, month: u8, day: u8) -> Option<Self> {
        let date = Self::month(year, month)?;
        (1..=days_in(year, month)).contains(&day).then_some(Self {
            day: Some(day),
            ..date
        })
    }

    /// The date in one of the forms in which it is written: `2022`, `2022-04`, `2022-04-14`.
    ///
    /// ```
    /// use parkgraph::model::PartialDate;
    /// assert_eq!(PartialDate::parse("2022-04"), PartialDate::month(2022, 4));
    /// assert_eq!(PartialDate::parse("2022-13"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = parts.next()?.parse().ok()?;
        let mut number = || parts.next().map(str::parse::<u8>).transpose().ok();
        let date = match (number()?, number()?) {
            (None, _) => Self::year(year),
            (Some(month), None) => Self::month(year, month),
            (Some(month), Some(day)) => Self::day(year, month, day),
        };
        date.filter(|it| it.to_string() == text)
    }

    /// The year.
    pub fn year_number(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12, where the text gives it.
    pub fn month_number(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, where the text gives it.
    pub fn day_number(self) -> Option<u8> {
        self.day
    }

    /// Whether it begins after another has ended, as far as both are known.
    ///
    /// ```
    /// use parkgraph::model::PartialDate;
    ///
    /// let page = PartialDate::day(2023, 2, 10).unwrap();
    /// assert!(PartialDate::year(2024).unwrap().begins_after(page));
    /// assert!(PartialDate::month(2023, 3).unwrap().begins_after(page));
    /// assert!(!PartialDate::year(2023).unwrap().begins_after(page));
    /// ```
    pub fn begins_after(self, other: Self) -> bool {
        let months = self.month.zip(other.month);
        let days = self.day.zip(other.day);
        self.year > other.year
            || self.year == other.year
                && months.is_some_and(|(one, other)| {
                    one > other || one == other && days.is_some_and(|(one, other)| one > other)
                })
    }
}

/// Number of days of a month in the Gregorian calendar.
fn days_in(year: i16, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for PartialDate {
    /// `2022`, `2022-04` or `2022-04-14`, the lexical forms of `xsd:gYear`, `xsd:gYearMonth` and `xsd:date`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_precise_as_given_and_real() {
        assert_eq!(
            PartialDate::day(2022, 4, 14).unwrap().to_string(),
            "2022-04-14"
        );
        assert_eq!(PartialDate::month(2022, 4).unwrap().to_string(), "2022-04");
        assert_eq!(PartialDate::day(2023, 2, 29), None);
        assert!(PartialDate::day(2024, 2, 29).is_some());
        assert_eq!(PartialDate::month(2024, 13), None);
    }
}
