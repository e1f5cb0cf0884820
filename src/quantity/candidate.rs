//! Whether a number measures something, or only numbers, names or decorates.

use crate::model::{Comparator, Decimal};
use crate::quantity::cursor;
use crate::quantity::group::Item;
use crate::quantity::numeral;
use crate::quantity::numeral::Script;
use crate::quantity::unit::{Found, UnitClass};
use crate::quantity::words::Shape;

/// A number in its surroundings.
pub(super) struct Candidate<'a> {
    pub text: &'a str,
    pub item: &'a Item,
    /// The comparator before it and where that begins.
    pub before: Option<(usize, Comparator)>,
    /// The comparator behind it and where that ends.
    pub after: Option<(usize, Comparator)>,
}

impl Candidate<'_> {
    /// Whether the number measures something.
    pub(super) fn measures(&self, shape: &Shape) -> bool {
        match &self.item.amount.unit {
            _ if self.item.amount.whole => true,
            Some(unit) => self.with_unit(unit, shape),
            None => self.alone(),
        }
    }

    /// Where the minus sign of the number stands: before a percentage, or before an amount of money behind words that lead
    /// to a value (利润总额为-22.4亿元), where no dash is likely.
    pub(super) fn minus(&self, shape: &Shape) -> Option<usize> {
        let head = cursor::head(self.text, self.item.amount.start);
        let before = head.strip_suffix(['-', '−'])?;
        let joins = |it: char| it.is_ascii_alphanumeric() || it == '%';
        let negative = match self.item.amount.unit.as_ref()?.class {
            UnitClass::Percent | UnitClass::Point => !before.ends_with(joins),
            UnitClass::Currency => {
                let mut leads = shape.minus_after.iter();
                leads.any(|it| before.ends_with(it.as_str()))
            }
            _ => false,
        };
        negative.then_some(before.len())
    }

    fn is_bounded(&self) -> bool {
        self.before.is_some() || self.after.is_some()
    }

    fn with_unit(&self, unit: &Found, shape: &Shape) -> bool {
        let amount = &self.item.amount;
        let rest = cursor::rest(self.text, self.item.end);
        let mut levels = shape.not_measured_before.iter();
        if levels.any(|it| rest.starts_with(it.as_str())) {
            return false;
        }
        let fraction = !amount.raw.fract().is_zero() && amount.scale == Decimal::ONE;
        if unit.class.counts() && fraction && !self.is_average(shape) {
            return false; // 2.2本计划: a heading's number
        }
        let written = cursor::rest(cursor::head(self.text, self.item.end), amount.start);
        let adjective = shape.adjectives.iter().any(|it| it == written);
        if adjective && !self.is_bounded() && !cursor::is_edge(self.text, self.item.end) {
            return false;
        }
        amount.script == Script::Arabic || self.counts_in_chinese(unit.class)
    }

    /// Whether the clause before the number speaks of an average: 每万人发明专利拥有量58.6件.
    fn is_average(&self, shape: &Shape) -> bool {
        let head = cursor::head(self.text, self.item.amount.start);
        let clause = head.rsplit(['，', '。', '；', '\n', '：']).next();
        let clause = clause.unwrap_or_default();
        shape.averages.iter().any(|it| clause.contains(it.as_str()))
    }

    /// Whether a number in Chinese numerals counts, rather than being an article, a name or a figure of speech.
    fn counts_in_chinese(&self, class: UnitClass) -> bool {
        let amount = &self.item.amount;
        let digits = cursor::rest(cursor::head(self.text, amount.number_end), amount.start);
        let single = digits.chars().count() == 1;
        let bounded = self.is_bounded();
        if amount.bare && !bounded {
            return !single && !class.counts();
        }
        if numeral::is_zero(digits) {
            return false; // 零|部件
        }
        let article = numeral::is_article(digits) && (class.counts() || class == UnitClass::Time);
        let ordinal = numeral::is_ordinal_two(digits) && class.counts();
        let named = matches!(
            class,
            UnitClass::Currency | UnitClass::Score | UnitClass::Volume
        );
        let name = single && !bounded && named;
        let too_many = class == UnitClass::Kind && amount.raw > Decimal::TEN;
        !(article || ordinal || name || too_many)
    }

    /// Whether a number without a unit measures something: a comparator, 万 or 亿 must show it.
    fn alone(&self) -> bool {
        let amount = &self.item.amount;
        if amount.large && !amount.bare || self.after.is_some() {
            return true;
        }
        let bounded = self.before.is_some() || amount.comparator.is_some();
        let ends = || cursor::is_edge(self.text, self.item.end);
        bounded && (amount.bare || amount.large || ends())
    }
}
