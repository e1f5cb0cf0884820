//! One observation against one threshold.

use std::cmp::Ordering;

use crate::assess::criterion::Criterion;
use crate::assess::unit::{Conversion, convert, with_implied};
use crate::model::{Comparator, Decimal, Quantity};

/// What an observation says about a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Whether the criterion is met.
    pub outcome: Outcome,
    /// The observed value in the unit of the threshold, if it could be converted.
    pub converted: Option<Conversion>,
}

/// Whether a criterion is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It is.
    Met,
    /// It is not.
    NotMet,
    /// Nobody can tell.
    Unknown(Reason),
}

/// Why nobody can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Nothing was observed.
    NoValue,
    /// The threshold is no number.
    NoNumber,
    /// The units do not fit each other.
    Unit,
    /// It depends on what the graph does not say.
    Condition,
    /// The number bounds the true value on the wrong side: more than 60 against at least 70.
    Bound,
    /// Several values of the same date disagree.
    Conflict,
}

impl Outcome {
    /// The word for it: `met`, `not met`, `unknown`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not met",
            Self::Unknown(_) => "unknown",
        }
    }
}

impl Reason {
    /// The reason in words.
    pub fn describe(self) -> &'static str {
        match self {
            Self::NoValue => "no value observed",
            Self::NoNumber => "the threshold is no number",
            Self::Unit => "the units do not fit",
            Self::Condition => "depends on a condition",
            Self::Bound => "the number does not decide",
            Self::Conflict => "values disagree",
        }
    }
}

/// Holds an observed quantity of an indicator of this name against a criterion.
///
/// A quantity that is "about" the threshold does not decide; nor does one that bounds the true value on the wrong side.
pub fn judge(criterion: &Criterion, indicator: &str, observed: &Quantity) -> Judgement {
    let unknown = |reason| Judgement {
        outcome: Outcome::Unknown(reason),
        converted: None,
    };
    let Some(threshold) = criterion.value else {
        return unknown(Reason::NoNumber);
    };
    let unit = with_implied(&observed.unit_text, indicator);
    let in_unit = |value| convert(value, &unit, &criterion.unit);
    let Some(converted) = in_unit(observed.value) else {
        return unknown(Reason::Unit);
    };
    let upper = observed.upper.and_then(in_unit).map(|it| it.value);
    let range = Range::of(observed.comparator, converted.value, upper);
    Judgement {
        outcome: decide(criterion, threshold, &range),
        converted: Some(converted),
    }
}

/// Whether a range of possible values meets a criterion.
fn decide(criterion: &Criterion, threshold: Decimal, range: &Range) -> Outcome {
    let compare = |threshold| range.meets(criterion.comparator, threshold);
    match (criterion.strictest, criterion.condition.is_empty()) {
        (_, true) => compare(threshold),
        // What meets the strictest threshold meets all, what does not meet the mildest meets none.
        (Some(strictest), false) => match (compare(strictest), compare(threshold)) {
            (Outcome::Met, _) => Outcome::Met,
            (_, Outcome::NotMet) => Outcome::NotMet,
            _ => Outcome::Unknown(Reason::Condition),
        },
        (None, false) => Outcome::Unknown(Reason::Condition),
    }
}

/// The values that an observation leaves possible. An end is open where its value itself is not possible.
struct Range {
    lower: Option<(Decimal, bool)>,
    upper: Option<(Decimal, bool)>,
    is_about: bool,
}

impl Range {
    fn of(comparator: Comparator, value: Decimal, upper: Option<Decimal>) -> Self {
        let (lower, upper) = match (comparator, upper) {
            (_, Some(upper)) => (Some((value, false)), Some((upper, false))),
            (Comparator::MoreThan, None) => (Some((value, true)), None),
            (Comparator::AtLeast, None) => (Some((value, false)), None),
            (Comparator::LessThan, None) => (None, Some((value, true))),
            (Comparator::AtMost, None) => (None, Some((value, false))),
            (Comparator::Equal | Comparator::About, None) => {
                (Some((value, false)), Some((value, false)))
            }
        };
        Self {
            lower,
            upper,
            is_about: comparator == Comparator::About,
        }
    }

    /// Whether all possible values meet a threshold, or none does.
    fn meets(&self, comparator: Comparator, threshold: Decimal) -> Outcome {
        let compare =
            |end: Option<(Decimal, bool)>| end.map(|(value, open)| (value.cmp(&threshold), open));
        let (lower, upper) = (compare(self.lower), compare(self.upper));
        let is_at = lower.or(upper).is_some_and(|it| it.0 == Ordering::Equal);
        if self.is_about && is_at {
            return Outcome::Unknown(Reason::Bound);
        }
        let above = matches!(
            lower,
            Some((Ordering::Greater, _) | (Ordering::Equal, true))
        );
        let below = matches!(upper, Some((Ordering::Less, _) | (Ordering::Equal, true)));
        let not_below = above || matches!(lower, Some((Ordering::Equal, false)));
        let not_above = below || matches!(upper, Some((Ordering::Equal, false)));
        let (met, failed) = match comparator {
            Comparator::AtLeast => (not_below, below),
            Comparator::AtMost => (not_above, above),
            Comparator::MoreThan => (above, not_above),
            Comparator::LessThan => (below, not_below),
            Comparator::Equal | Comparator::About => (not_below && not_above, above || below),
        };
        match (met, failed) {
            (true, _) => Outcome::Met,
            (_, true) => Outcome::NotMet,
            _ => Outcome::Unknown(Reason::Bound),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::criterion::Known;

    fn criterion(comparator: Comparator, value: &str, unit: &str) -> Criterion {
        Criterion {
            number: 1,
            name: "利用率".to_owned(),
            names: Vec::new(),
            group: String::new(),
            comparator,
            value: value.parse().ok(),
            written: value.to_owned(),
            unit: unit.to_owned(),
            strictest: None,
            condition: String::new(),
            requirement: "mandatory".to_owned(),
            known: Known::Memory,
            evidence: String::new(),
        }
    }

    fn quantity(comparator: Comparator, value: &str, unit: &str) -> Quantity {
        Quantity {
            value: value.parse().unwrap(),
            upper: None,
            unit_text: unit.to_owned(),
            unit: None,
            comparator,
            written: String::new(),
        }
    }

    #[test]
    fn a_number_decides_only_on_the_side_that_it_bounds() {
        use Comparator::{About, AtLeast, AtMost, Equal, LessThan, MoreThan};
        let unknown = Outcome::Unknown(Reason::Bound);
        for (wanted, observed, value, expected) in [
            (AtLeast, Equal, "70", Outcome::Met),
            (AtLeast, Equal, "69.9", Outcome::NotMet),
            (AtLeast, MoreThan, "60", unknown),
            (AtLeast, MoreThan, "70", Outcome::Met),
            (AtLeast, LessThan, "70", Outcome::NotMet),
            (AtLeast, AtMost, "70", unknown),
            (AtLeast, About, "70", unknown),
            (AtLeast, About, "71", Outcome::Met),
            (AtMost, LessThan, "70", Outcome::Met),
            (AtMost, MoreThan, "70", Outcome::NotMet),
            (AtMost, LessThan, "71", unknown),
            (Equal, Equal, "70", Outcome::Met),
            (Equal, AtLeast, "70", unknown),
            (Equal, MoreThan, "70", Outcome::NotMet),
        ] {
            let found = judge(
                &criterion(wanted, "70", "%"),
                "利用率",
                &quantity(observed, value, "%"),
            );
            assert_eq!(
                found.outcome, expected,
                "{wanted:?} 70: {observed:?} {value}"
            );
        }
    }

    #[test]
    fn conditions_and_units_that_do_not_fit_leave_it_unknown() {
        let mut wanted = criterion(Comparator::AtLeast, "10", "%");
        let outcome = |wanted: &Criterion, value: &str, unit: &str| {
            judge(wanted, "利用率", &quantity(Comparator::Equal, value, unit)).outcome
        };
        assert_eq!(outcome(&wanted, "10", "吨"), Outcome::Unknown(Reason::Unit));
        wanted.condition = "in dry cities".to_owned();
        assert_eq!(
            outcome(&wanted, "99", "%"),
            Outcome::Unknown(Reason::Condition)
        );
        wanted.strictest = Some(Decimal::new(30, 0));
        assert_eq!(outcome(&wanted, "30", "%"), Outcome::Met);
        assert_eq!(
            outcome(&wanted, "20", "%"),
            Outcome::Unknown(Reason::Condition)
        );
        assert_eq!(outcome(&wanted, "9", "%"), Outcome::NotMet);
        wanted.value = None;
        assert_eq!(
            outcome(&wanted, "9", "%"),
            Outcome::Unknown(Reason::NoNumber)
        );
    }

    #[test]
    fn the_name_of_an_indicator_completes_its_unit() {
        let wanted = criterion(Comparator::AtMost, "8", "立方米/万元");
        let judged = judge(
            &wanted,
            "万元工业增加值用水量",
            &quantity(Comparator::Equal, "18.6", "立方米"),
        );
        assert_eq!(judged.outcome, Outcome::NotMet);
        assert_eq!(judged.converted.map(|it| it.is_exact), Some(true));
    }
}
