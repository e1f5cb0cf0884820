//! One number with its unit at one place of the text: 73.9亿元, 10多亿元, 三分之二, 七成五, 翻番.

use crate::model::{Change, Comparator, Decimal};
use crate::quantity::cursor;
use crate::quantity::numeral;
use crate::quantity::numeral::{Numeral, Script};
use crate::quantity::table::{Alphabet, Table};
use crate::quantity::unit::{Found, Units};
use crate::quantity::words::{Fixed, QuantityWords, Shape};

/// A number as it stands in the text, not yet judged.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    pub start: usize,
    /// The offset behind the numeral and its multipliers.
    pub number_end: usize,
    /// The offset behind the unit.
    pub end: usize,
    /// Without the 万 or 亿 it ends in.
    pub raw: Decimal,
    pub scale: Decimal,
    pub script: Script,
    /// No digit, only a multiplier.
    pub bare: bool,
    /// 万 or 亿 stands in it.
    pub large: bool,
    /// 三分之二, 九成, 翻番: complete without a unit behind it.
    pub whole: bool,
    pub unit: Option<Found>,
    /// From a word inside: 多, 余.
    pub comparator: Option<Comparator>,
    pub change: Option<Change>,
}

impl Amount {
    /// The number in the plain unit.
    pub(super) fn value(&self) -> Option<Decimal> {
        Some(self.raw.checked_mul(self.scale)?.normalize())
    }
}

/// What a word between digits and unit means.
#[derive(Clone, Copy, Debug)]
enum Inner {
    Bound(Comparator),
    Vague,
}

/// A word that is a number.
#[derive(Clone, Debug)]
struct Said {
    value: Decimal,
    comparator: Option<Comparator>,
    change: Option<Change>,
}

/// Reads amounts.
#[derive(Clone, Debug)]
pub(super) struct AmountReader {
    pub units: Units,
    shape: Shape,
    inner: Table<Inner>,
    fixed: Table<Said>,
}

impl AmountReader {
    pub(super) fn new(units: Units, words: &QuantityWords) -> Self {
        let mark = |list: &[String], it: Inner| -> Vec<(String, Inner)> {
            list.iter().map(|word| (word.clone(), it)).collect()
        };
        let mut inner = mark(&words.inner.more_than, Inner::Bound(Comparator::MoreThan));
        inner.extend(mark(&words.inner.about, Inner::Bound(Comparator::About)));
        inner.extend(mark(&words.inner.vague, Inner::Vague));
        Self {
            units,
            shape: words.shape.clone(),
            inner: Table::by_first(inner),
            fixed: Table::by_first(words.fixed.iter().flat_map(said)),
        }
    }

    /// The amount at `at`, its unit optional.
    pub(super) fn read(&self, text: &str, at: usize) -> Option<Amount> {
        self.fixed(text, at).or_else(|| {
            let stop = |at| self.units.holds_multiplier(text, at);
            let numeral = numeral::read(text, at, &stop)?;
            self.fraction(text, at, &numeral)
                .or_else(|| self.slashed(text, at, &numeral))
                .or_else(|| self.tenth(text, at, &numeral))
                .or_else(|| self.plain(text, at, &numeral))
        })
    }

    /// Where an amount may begin, as far as one character tells.
    pub(super) fn begins(&self) -> Alphabet {
        let mut begins = Alphabet::default();
        begins.extend('0'..='9');
        begins.extend(numeral::characters());
        begins.extend(self.fixed.edges());
        begins
    }

    /// A word that is a number: 翻番.
    pub(super) fn fixed(&self, text: &str, at: usize) -> Option<Amount> {
        let (length, said) = self.fixed.start(cursor::rest(text, at))?;
        let mut amount = self.share(at, at + length, said.value);
        amount.comparator = said.comparator;
        amount.change = said.change;
        Some(amount)
    }

    /// The 1/4 of 占全市的1/4: a small part of a small whole at the end of a phrase.
    fn slashed(&self, text: &str, at: usize, part: &Numeral) -> Option<Amount> {
        let rest = cursor::rest(text, part.end);
        rest.strip_prefix('/')?;
        let spoken =
            cursor::previous(text, at).is_some_and(|it| it.is_alphabetic() && !it.is_ascii());
        let whole = numeral::read(text, part.end + 1, &|_| false)?;
        let (small, large) = (part.value()?, whole.value()?);
        let proper = small < large && large <= Decimal::TEN && small.fract().is_zero();
        let edge = cursor::is_edge(text, whole.end) && cursor::next(text, whole.end) != Some('/');
        let value = (small * Decimal::from(100)).checked_div(large)?;
        let arabic = part.script == Script::Arabic && whole.script == Script::Arabic;
        (spoken && proper && edge && arabic)
            .then(|| self.share(at, whole.end, value.round_dp(2).normalize()))
    }

    /// The 三分之二 whose 三 is read.
    fn fraction(&self, text: &str, at: usize, whole: &Numeral) -> Option<Amount> {
        cursor::rest(text, whole.end).strip_prefix(self.shape.fraction.as_str())?;
        let begin = whole.end + self.shape.fraction.len();
        let part = numeral::read(text, begin, &|_| false)?;
        let hundred = Decimal::from(100);
        let value = part.value()?.checked_mul(hundred)?;
        let value = value.checked_div(whole.value()?)?;
        let digits = if whole.value()? < hundred { 2 } else { 6 };
        Some(self.share(at, part.end, value.round_dp(digits).normalize()))
    }

    /// The 九成 or 七成五 whose first digit is read.
    fn tenth(&self, text: &str, at: usize, numeral: &Numeral) -> Option<Amount> {
        let ten = Decimal::from(10);
        if numeral.scale != Decimal::ONE || numeral.raw > ten {
            return None;
        }
        let unit = self.units.read(text, numeral.end);
        let unit = unit.filter(|it| it.text == self.shape.tenth)?;
        let mut value = numeral.raw.checked_mul(ten)?;
        let mut end = unit.end;
        let half = cursor::next(text, end).and_then(numeral::digit);
        let alone = numeral::run_end(text, end) == cursor::step(text, end);
        if let Some(half) = half.filter(|_| alone && numeral.script == Script::Chinese) {
            let behind = cursor::step(text, end);
            if self.units.read(text, behind).is_none() {
                value = value.checked_add(Decimal::from(half))?;
                end = behind;
            }
        }
        Some(self.share(at, end, value.normalize()))
    }

    /// A share of a whole, in percent.
    fn share(&self, start: usize, end: usize, value: Decimal) -> Amount {
        let entry = self.units.entry(&self.shape.percent);
        Amount {
            start,
            number_end: end,
            end,
            raw: value,
            scale: Decimal::ONE,
            script: Script::Chinese,
            bare: false,
            large: false,
            whole: true,
            unit: entry.map(|it| Found {
                text: it.text.clone(),
                iri: it.iri.clone(),
                class: it.class,
                end,
            }),
            comparator: None,
            change: None,
        }
    }

    fn plain(&self, text: &str, at: usize, numeral: &Numeral) -> Option<Amount> {
        let mut amount = Amount {
            start: at,
            number_end: numeral.end,
            end: numeral.end,
            raw: numeral.raw,
            scale: numeral.scale,
            script: numeral.script,
            bare: numeral.bare,
            large: numeral.large,
            whole: false,
            unit: None,
            comparator: None,
            change: None,
        };
        self.take_inner(text, &mut amount)?;
        self.take_spoken_multiplier(text, &mut amount);
        let blank = cursor::skip_blank(text, amount.number_end);
        let unit = self.spoken_time(text, &mut amount);
        amount.unit = unit
            .or_else(|| self.units.read(text, blank))
            .filter(|it| it.text != self.shape.tenth);
        amount.end = amount.unit.as_ref().map_or(amount.number_end, |it| it.end);
        Some(amount)
    }

    /// Takes 多 or 余 and the multiplier behind it; `None` when the number is vague (十几个).
    fn take_inner(&self, text: &str, amount: &mut Amount) -> Option<()> {
        let stop = |at| self.units.holds_multiplier(text, at);
        let Some((length, inner)) = self.inner.start(cursor::rest(text, amount.number_end)) else {
            return Some(());
        };
        let Inner::Bound(comparator) = inner else {
            return None;
        };
        let mut end = amount.number_end + length;
        let factor = numeral::multipliers(text, &mut end, &stop);
        let blank = cursor::skip_blank(text, end);
        let unit_follows = self.units.read(text, blank).is_some();
        if factor == Decimal::ONE && !unit_follows && !cursor::is_edge(text, end) {
            return Some(()); // 10 多元化企业
        }
        amount.scale = amount.scale.checked_mul(factor)?;
        amount.large |= factor >= Decimal::from(10_000);
        amount.number_end = end;
        amount.end = end;
        amount.comparator = Some(*comparator);
        Some(())
    }

    /// The 个亿 of 10个亿.
    fn take_spoken_multiplier(&self, text: &str, amount: &mut Amount) {
        let rest = cursor::rest(text, amount.number_end);
        let behind = rest.strip_prefix(self.shape.number_of.as_str());
        if amount.large || behind.is_none() {
            return;
        }
        let mut end = amount.number_end + self.shape.number_of.len();
        let stop = |at| self.units.holds_multiplier(text, at);
        let factor = numeral::multipliers(text, &mut end, &stop);
        let unit = self.units.read(text, end).is_some(); // 11个|亿元以上项目
        if factor >= Decimal::from(100_000_000) && !unit {
            (amount.scale, amount.large, amount.number_end) = (factor, true, end);
        }
    }
}

impl AmountReader {
    /// The 个多小时 of 两个多小时, the 个半月 of 三个半月: its unit, with the bound or the half taken into the amount.
    fn spoken_time(&self, text: &str, amount: &mut Amount) -> Option<Found> {
        let at = amount.number_end + self.shape.number_of.len();
        let behind =
            cursor::rest(text, amount.number_end).strip_prefix(self.shape.number_of.as_str())?;
        if let Some((length, Inner::Bound(comparator))) = self.inner.start(behind) {
            let unit = self.units.counted_time(text, at + length)?;
            amount.comparator = Some(*comparator);
            return Some(unit);
        }
        let half = self
            .shape
            .half
            .as_ref()
            .filter(|it| behind.starts_with(it.as_str()))?;
        let unit = self.units.counted_time(text, at + half.len())?;
        amount.raw = amount.raw.checked_add(Decimal::new(5, 1))?;
        Some(unit)
    }
}

fn said(fixed: &Fixed) -> Vec<(String, Said)> {
    let Ok(value) = fixed.value.parse() else {
        return Vec::new();
    };
    let change = match fixed.change.as_deref() {
        Some("increase") => Some(Change::Increase),
        Some("decrease") => Some(Change::Decrease),
        _ => None,
    };
    let comparator = fixed.comparator.as_deref();
    let said = Said {
        value,
        comparator: comparator.and_then(Comparator::from_name),
        change,
    };
    fixed
        .words
        .iter()
        .map(|word| (word.clone(), said.clone()))
        .collect()
}
