//! Units as fractions of one unit per dimension: 15万元/人, 0.3吨标准煤/万元, 3.4亿元/平方公里.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use crate::assess::table::rows;
use crate::model::Decimal;

const TABLE: &str = include_str!("../../data/open/unit-conversion.tsv");
/// The dimension of words before a unit.
const TIMES: &str = "times";
/// Marks words that an indicator's name begins with.
const PER: &str = "per";
/// The dimension of pure numbers.
const NUMBER: &str = "1";
/// The dimension of money.
const MONEY: &str = "CNY";
/// Dimensions whose unit is the coherent one.
const COHERENT: [&str; 5] = [MONEY, "m2", "m3", "kg", "J"];
/// Where units are that QUDT has not.
const OWN: &str = "https://w3id.org/parkgraph/id/unit/";

/// A mantissa from here on fills the digits of a decimal number.
const LONGEST: u128 = 10_u128.pow(26);

/// A value in another unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// The value, rounded to 28 digits where it is no finite decimal.
    pub value: Decimal,
    /// Whether nothing was rounded.
    pub is_exact: bool,
}

/// A value given in one unit, in another unit of the same dimensions. `None` if a unit is not known, the dimensions
/// differ, or the number is too large.
///
/// ```
/// use parkgraph::assess::convert;
/// use parkgraph::model::Decimal;
/// // 22.5万元/亩 is 3.375亿元/平方公里.
/// let found = convert(Decimal::new(225_000, 0), "元/亩", "亿元/平方公里").unwrap();
/// assert_eq!((found.value.to_string().as_str(), found.is_exact), ("3.375", true));
/// assert_eq!(convert(Decimal::ONE, "元/亩", "元/人"), None);
/// ```
pub fn convert(value: Decimal, from: &str, to: &str) -> Option<Conversion> {
    let (from, to) = (measure(from)?, measure(to)?);
    if from.dimensions != to.dimensions {
        return None;
    }
    let numerator = value
        .checked_mul(from.numerator)?
        .checked_mul(to.denominator)?;
    let denominator = from.denominator.checked_mul(to.numerator)?;
    let value = numerator.checked_div(denominator)?.normalize();
    Some(Conversion {
        value,
        // A quotient that fills all digits was cut; multiplied back it would be rounded to the right number again.
        is_exact: value.mantissa().unsigned_abs() < LONGEST,
    })
}

/// A threshold as the graph writes numbers: 15万元/人 is 150000 元/人.
pub(super) fn base_form(value: Decimal, unit: &str) -> Option<(Decimal, String)> {
    let (first, rest) = unit
        .split_once('/')
        .map_or((unit, ""), |(first, rest)| (first, rest));
    let mut unit = first;
    let mut value = value;
    while !UNITS.contains_key(unit)
        && let Some((times, bare)) = times(unit)
    {
        value = value.checked_mul(times)?;
        unit = bare;
    }
    let unit = [unit, rest].into_iter().filter(|it| !it.is_empty());
    Some((value.normalize(), unit.collect::<Vec<_>>().join("/")))
}

/// The factor from a unit to the coherent unit of its dimensions; none for words that are counted and for units of time, whose
/// factors are those of QUDT.
pub(super) fn multiplier(unit: &str) -> Option<Decimal> {
    let measure = measure(unit).filter(|it| !it.dimensions.is_empty())?;
    let mut dimensions = measure.dimensions.keys();
    if !dimensions.all(|it| COHERENT.contains(it)) {
        return None;
    }
    measure.numerator.checked_div(measure.denominator)
}

/// What money is written in: name, factor, IRI, and the IRI of the unit that it is a multiple of.
pub(super) fn multiples() -> impl Iterator<Item = (String, Decimal, String, &'static str)> {
    let money = table().filter(|row| row[2] == MONEY && !row[5].is_empty());
    money.flat_map(|[unit, .., of]| {
        let words = TIMES_WORDS.iter();
        words.map(move |(word, factor)| {
            let name = format!("{word}{unit}");
            let iri = format!("{OWN}{name}");
            (name, *factor, iri, of)
        })
    })
}

/// The unit of a number, with what the name of its indicator says that it is divided by: 万元工业增加值用水量, 立方米.
pub(super) fn with_implied(unit: &str, indicator: &str) -> String {
    let implied = IMPLIED.iter().find(|(word, _)| indicator.starts_with(word));
    match implied {
        Some((_, per)) if !unit.contains('/') && !unit.is_empty() => format!("{unit}/{per}"),
        _ => unit.to_owned(),
    }
}

/// A unit: its factor as a fraction, and its dimensions with their powers.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Measure {
    numerator: Decimal,
    denominator: Decimal,
    dimensions: BTreeMap<&'static str, i8>,
}

/// What a unit's text means.
fn measure(text: &str) -> Option<Measure> {
    let mut measure = Measure {
        numerator: Decimal::ONE,
        denominator: Decimal::ONE,
        dimensions: BTreeMap::new(),
    };
    if text.is_empty() {
        return Some(measure);
    }
    for (part, power) in text
        .split('/')
        .zip([1].into_iter().chain(std::iter::repeat(-1)))
    {
        let (numerator, denominator, dimension) = single(part)?;
        let (over, under) = if power > 0 {
            (numerator, denominator)
        } else {
            (denominator, numerator)
        };
        measure.numerator = measure.numerator.checked_mul(over)?;
        measure.denominator = measure.denominator.checked_mul(under)?;
        if dimension != NUMBER {
            *measure.dimensions.entry(dimension).or_default() += power;
        }
    }
    measure.dimensions.retain(|_, power| *power != 0);
    Some(measure)
}

/// A unit without fraction bar, words such as 万 before it included.
fn single(text: &str) -> Option<(Decimal, Decimal, &'static str)> {
    if let Some(unit) = UNITS.get(text) {
        return Some(*unit);
    }
    let (factor, bare) = times(text)?;
    let (numerator, denominator, dimension) = single(bare)?;
    Some((numerator.checked_mul(factor)?, denominator, dimension))
}

/// The word such as 万 that a unit begins with, as a number, and the unit behind it.
fn times(text: &str) -> Option<(Decimal, &str)> {
    TIMES_WORDS.iter().find_map(|(word, factor)| {
        let bare = text.strip_prefix(word).filter(|it| !it.is_empty())?;
        Some((*factor, bare))
    })
}

/// A row of the table: unit, aliases, dimension, numerator, denominator, IRI.
fn table() -> impl Iterator<Item = [&'static str; 6]> {
    rows(TABLE)
}

static UNITS: LazyLock<HashMap<&str, (Decimal, Decimal, &str)>> = LazyLock::new(|| {
    let mut units = HashMap::new();
    for [unit, alias, dimension, numerator, denominator, _] in table() {
        if let (true, Ok(numerator), Ok(denominator)) = (
            ![TIMES, PER].contains(&dimension),
            numerator.parse(),
            denominator.parse(),
        ) {
            for name in [unit].into_iter().chain(alias.split(';')) {
                units.insert(name, (numerator, denominator, dimension));
            }
        }
    }
    units.remove("");
    units
});

static TIMES_WORDS: LazyLock<Vec<(&str, Decimal)>> = LazyLock::new(|| {
    let words = table().filter(|row| row[2] == TIMES);
    words
        .filter_map(|row| Some((row[0], row[3].parse().ok()?)))
        .collect()
});

/// Longer words first: 每万元 before 万元.
static IMPLIED: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let mut words: Vec<_> = table()
        .filter(|row| row[2] == PER)
        .map(|row| (row[0], row[3]))
        .collect();
    words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    words
});

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, from: &str, to: &str, expected: Option<(&str, bool)>) {
        let found = convert(value.parse().unwrap(), from, to);
        let found = found.map(|it| (it.value.to_string(), it.is_exact));
        let expected = expected.map(|(value, is_exact)| (value.to_owned(), is_exact));
        assert_eq!(found, expected, "{value} {from} as {to}");
    }

    #[test]
    fn units_are_converted_exactly_or_not_at_all() {
        check(
            "1",
            "亩",
            "平方米",
            Some(("666.66666666666666666666666667", false)),
        );
        check("15", "亩", "公顷", Some(("1", true)));
        check("300000", "元/人", "万元/人", Some(("30", true)));
        check("0.31", "吨标煤/万元", "吨标准煤/万元", Some(("0.31", true)));
        check(
            "310",
            "千克标准煤/万元",
            "吨标准煤/万元",
            Some(("0.31", true)),
        );
        check("12", "立方米/亿元", "立方米/万元", Some(("0.0012", true)));
        check("0.95", "", "%", Some(("95", true)));
        check("1", "个", "家", None);
        check("1", "立方米", "立方米/万元", None);
        check("1", "瓩", "瓩", None);
    }

    #[test]
    fn thresholds_are_written_as_the_graph_writes_numbers() {
        let form = |value: &str, unit| {
            let (value, unit) = base_form(value.parse().unwrap(), unit).unwrap();
            format!("{value} {unit}")
        };
        assert_eq!(form("15", "万元/人"), "150000 元/人");
        assert_eq!(form("0.5", "吨标准煤/万元"), "0.5 吨标准煤/万元");
        assert_eq!(form("9", "亿元/平方公里"), "900000000 元/平方公里");
        assert_eq!(form("30", "%"), "30 %");
        assert_eq!(form("0.6", ""), "0.6 ");
    }

    #[test]
    fn a_name_can_say_what_its_number_is_divided_by() {
        assert_eq!(
            with_implied("立方米", "万元工业增加值用水量"),
            "立方米/万元"
        );
        assert_eq!(with_implied("元", "人均工业增加值"), "元/人");
        assert_eq!(with_implied("元/人", "人均工业增加值"), "元/人");
        assert_eq!(with_implied("%", "绿化覆盖率"), "%");
    }
}
