//! The reader of numbers and dates, compiled once from units and words.

use crate::model::{Comparator, PartialDate, Quantity};
use crate::quantity::amount::AmountReader;
use crate::quantity::cursor;
use crate::quantity::duration::DurationReader;
use crate::quantity::measure::{Measure, MeasureReader};
use crate::quantity::moment::{Moment, MomentReader};
use crate::quantity::numeral;
use crate::quantity::scale::{self, Scale};
use crate::quantity::unit::{UnitEntry, Units};
use crate::quantity::words::Words;
use std::ops::Range;

/// Reads numbers and dates from clean text.
///
/// ```
/// use parkgraph::quantity::{Reader, UnitClass, UnitEntry, Words};
/// let units = UnitEntry::forms(["元"], UnitClass::Currency, None);
/// let reader = Reader::new(&units, Words::built_in());
/// let measures = reader.measures("2021年投资超73.9亿元");
/// assert_eq!(measures[0].quantity.value, 7_390_000_000_i64.into());
/// assert_eq!(measures[0].quantity.written, "超73.9亿元");
/// ```
#[derive(Clone, Debug)]
pub struct Reader {
    measures: MeasureReader,
    moments: MomentReader,
}

impl Reader {
    /// Compiles units and words.
    pub fn new(units: &[UnitEntry], words: Words) -> Self {
        let Words { quantity, date } = words;
        let units = Units::new(units, &quantity.not_before, &quantity.shape);
        let amounts = AmountReader::new(units, &quantity);
        Self {
            moments: MomentReader::new(DurationReader::new(amounts.clone(), &date), &date),
            measures: MeasureReader::new(amounts, quantity),
        }
    }

    /// Every number that measures something, in text order, without overlaps.
    pub fn measures(&self, text: &str) -> Vec<Measure> {
        self.read(text, None).0
    }

    /// Every date and period, in text order, without overlaps; years that the text leaves out come from `issued`.
    pub fn moments(&self, text: &str, issued: Option<PartialDate>) -> Vec<Moment> {
        self.moments.read(text, issued)
    }

    /// Measures and moments in one pass; no measure overlaps a moment's own words.
    pub fn read(&self, text: &str, issued: Option<PartialDate>) -> (Vec<Measure>, Vec<Moment>) {
        let moments = self.moments.read(text, issued);
        let blocked: Vec<Range<usize>> = moments.iter().map(|it| it.bytes.clone()).collect();
        (self.measures.read(text, &blocked), moments)
    }

    /// A label and the unit in brackets behind it: 产值(亿元) or 产值(单位：万吨).
    pub fn labelled<'t>(&self, text: &'t str) -> (&'t str, Option<Scale>) {
        scale::behind(&self.measures.groups.amounts.units, text)
    }

    /// The unit that a whole text is, such as the head of a column: 亿元, (%), 万平方米.
    pub fn scale(&self, text: &str) -> Option<Scale> {
        scale::read(&self.measures.groups.amounts.units, text)
    }

    /// The plain number that a whole cell of a table is, in the unit of its column.
    pub fn cell(&self, text: &str, scale: &Scale) -> Option<Quantity> {
        let written = text.trim();
        let digits = written.strip_prefix(['-', '−', '+']).unwrap_or(written);
        let (number, end) = numeral::decimal(digits, 0)?;
        if end != digits.len() {
            return None;
        }
        let number = number.checked_mul(scale.factor)?.normalize();
        let negative = cursor::next(written, 0).is_some_and(|it| matches!(it, '-' | '−'));
        Some(Quantity {
            value: if negative { -number } else { number },
            upper: None,
            unit_text: scale.unit_text.clone(),
            unit: scale.unit.clone(),
            comparator: Comparator::Equal,
            written: written.to_owned(),
        })
    }
}
