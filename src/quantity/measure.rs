//! Measures: which numbers of a text measure something, and what they say.

use crate::model::{Change, Comparator, Decimal, Quantity};
use crate::quantity::amount::AmountReader;
use crate::quantity::bound::{BoundReader, Lead};
use crate::quantity::candidate::Candidate;
use crate::quantity::cursor;
use crate::quantity::group::{GroupReader, Item};
use crate::quantity::numeral;
use crate::quantity::numeral::Script;
use crate::quantity::omitted::OmittedUnits;
use crate::quantity::scale;
use crate::quantity::table::Alphabet;
use crate::quantity::unit::UnitClass;
use crate::quantity::words::{QuantityWords, Shape};
use std::ops::Range;

/// A number that measures something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Where it stands, with the words that bound it: 超500名.
    pub bytes: Range<usize>,
    /// Where the numeral and its unit stand: 500名.
    pub number: Range<usize>,
    /// What it says.
    pub quantity: Quantity,
    /// A change that lies in the word itself: 翻番 is an increase.
    pub change: Option<Change>,
    /// What the unit measures; `None` where there is no unit.
    pub unit_class: Option<UnitClass>,
    /// Whether it stands in quotation marks, and so may be part of a name (“四大模式”).
    pub quoted: bool,
}

/// Finds measures.
#[derive(Clone, Debug)]
pub(super) struct MeasureReader {
    begins: Alphabet,
    bounds: BoundReader,
    pub groups: GroupReader,
    omitted: OmittedUnits,
    shape: Shape,
}

/// Marks that stand between the clauses of what somebody says.
const SPOKEN: [char; 4] = ['，', '。', '；', '！'];

/// The walk over one text.
struct Walk<'a> {
    text: &'a str,
    at: usize,
    /// The offset of the open quotation mark.
    quote: Option<usize>,
    found: Vec<Measure>,
}

impl MeasureReader {
    pub(super) fn new(amounts: AmountReader, words: QuantityWords) -> Self {
        Self {
            begins: amounts.begins(),
            bounds: BoundReader::new(&words),
            omitted: OmittedUnits::new(&amounts.units, &words.omitted),
            groups: GroupReader::new(amounts, &words.join),
            shape: words.shape,
        }
    }

    /// All measures of a text outside `blocked`, which is in text order.
    pub(super) fn read(&self, text: &str, blocked: &[Range<usize>]) -> Vec<Measure> {
        let mut walk = Walk {
            text,
            at: 0,
            quote: None,
            found: Vec::new(),
        };
        let mut blocked = blocked.iter().peekable();
        while walk.at < text.len() {
            while blocked.next_if(|it| it.end <= walk.at).is_some() {}
            match blocked.peek() {
                Some(range) if range.start <= walk.at => walk.at = range.end,
                next => self.step(&mut walk, next.map_or(text.len(), |it| it.start)),
            }
        }
        walk.found
    }

    fn step(&self, walk: &mut Walk<'_>, limit: usize) {
        let Some(character) = cursor::next(walk.text, walk.at) else {
            walk.at += 1;
            return;
        };
        let starts = self.begins.contains(character)
            && !(character.is_ascii() && cursor::is_in_code(walk.text, walk.at));
        if starts && let Some(end) = self.group(walk, limit) {
            walk.at = end;
        } else if character.is_ascii_alphanumeric() {
            walk.at = cursor::code_end(walk.text, walk.at);
        } else if starts && numeral::is_chinese(character) {
            walk.at = numeral::run_end(walk.text, walk.at);
        } else {
            self.note_quote(walk, character);
            walk.at += character.len_utf8();
        }
    }

    fn note_quote(&self, walk: &mut Walk<'_>, character: char) {
        if self.shape.opening.contains(&character) {
            walk.quote = Some(walk.at);
        } else if character == '\n' || self.shape.closing.contains(&character) {
            walk.quote = None;
        }
    }

    /// Reads the numbers at the walk's place; the offset behind them.
    fn group(&self, walk: &mut Walk<'_>, limit: usize) -> Option<usize> {
        let group = self.groups.read(walk.text, walk.at, limit)?;
        let mut end = group.end;
        if is_code(walk.text, &group.items) {
            return Some(cursor::code_end(walk.text, end));
        }
        let lead = self.bounds.before(walk.text, walk.at);
        let floor = walk.found.last().map_or(0, |it| it.bytes.end);
        let lead = lead.filter(|(start, _)| *start >= floor);
        if !matches!(lead, Some((_, Lead::Ordinal))) {
            for (index, item) in group.items.iter().enumerate() {
                let lead = lead.filter(|_| index == 0);
                let front = self.unit_in_front(walk.text, item);
                let item = front.as_ref().map_or(item, |(item, _)| item);
                if let Some(mut measure) = self.measure(walk.text, item, lead) {
                    if let Some((_, start)) = front {
                        measure.bytes.start = start.max(floor);
                        let written = walk.text.get(measure.bytes.clone());
                        written
                            .unwrap_or_default()
                            .clone_into(&mut measure.quantity.written);
                    }
                    measure.quoted = self.is_quoted(walk, item.end);
                    end = end.max(measure.bytes.end);
                    walk.found.push(measure);
                }
            }
        }
        Some(end)
    }

    /// A number without a unit, with the one in brackets before it and where the brackets begin: 总额（亿）10.00.
    fn unit_in_front(&self, text: &str, item: &Item) -> Option<(Item, usize)> {
        let amount = &item.amount;
        let plain = amount.unit.is_none() && !amount.large && !amount.whole;
        let units = &self.groups.amounts.units;
        let (scale, start) = plain
            .then(|| scale::in_front(units, text, amount.start))
            .flatten()?;
        let mut item = item.clone();
        item.amount.unit = scale.found(item.end);
        item.amount.large = scale.factor > Decimal::ONE;
        item.amount.scale = scale.factor;
        item.upper = item.upper.map(|it| it * scale.factor);
        Some((item, start))
    }

    /// Whether a closing mark follows soon enough for the open one to belong to it, with no clauses in between, as speech has.
    fn is_quoted(&self, walk: &Walk<'_>, end: usize) -> bool {
        let Some(open) = walk.quote else {
            return false;
        };
        let speaks = |text: &str| text.contains(SPOKEN);
        let mut rest = cursor::rest(walk.text, end).char_indices().take(30);
        let close = rest.find(|(_, it)| self.shape.closing.contains(it));
        close.is_some_and(|(at, _)| !speaks(cursor::rest(cursor::head(walk.text, end + at), open)))
    }

    fn measure(&self, text: &str, item: &Item, lead: Option<(usize, Lead)>) -> Option<Measure> {
        let candidate = Candidate {
            text,
            item,
            before: bound(item, lead)?,
            after: self.bounds.after(text, item.end),
        };
        if !candidate.measures(&self.shape) {
            return None;
        }
        let amount = &item.amount;
        let strict = candidate.before.filter(|(_, it)| *it != Comparator::Equal);
        let minus = candidate.minus(&self.shape);
        let first = minus.unwrap_or(amount.start);
        let start = strict.map_or(first, |(start, _)| start);
        let value = amount.value()?;
        let end = candidate.after.map_or(item.end, |(end, _)| end);
        let said = strict.map(|it| it.1).or(amount.comparator);
        let said = said.or(candidate.after.map(|it| it.1));
        let omitted = self.omitted.find(text, amount);
        let unit = amount.unit.as_ref().or(omitted.as_ref());
        Some(Measure {
            bytes: start..end,
            number: first..item.end,
            quantity: Quantity {
                value: if minus.is_some() { -value } else { value },
                upper: item.upper,
                unit_text: unit.map(|it| it.text.clone()).unwrap_or_default(),
                unit: unit.and_then(|it| it.iri.clone()),
                comparator: said.unwrap_or_default(),
                written: text.get(start..end)?.to_owned(),
            },
            change: amount.change,
            unit_class: unit.map(|it| it.class),
            quoted: false,
        })
    }
}

/// The comparator before a number, if any; `None` where the word before makes the number vague (数百家).
#[expect(
    clippy::option_option,
    reason = "no measure and no comparator are two answers"
)]
fn bound(item: &Item, lead: Option<(usize, Lead)>) -> Option<Option<(usize, Comparator)>> {
    let amount = &item.amount;
    let tens = amount.script == Script::Chinese && amount.raw == Decimal::TEN;
    match lead {
        Some((start, Lead::Bound(it))) => Some(Some((start, it))),
        Some((start, Lead::BareBound(it))) if amount.bare => Some(Some((start, it))),
        Some((_, Lead::Vague)) if amount.bare || tens => None,
        _ => Some(None),
    }
}

/// Whether what follows shows that the digits were a code, a time or a size of a screen.
fn is_code(text: &str, items: &[Item]) -> bool {
    let Some(last) = items.last() else {
        return true;
    };
    let rest = cursor::rest(text, last.end);
    let mut following = rest.chars();
    let (sign, next) = (following.next(), following.next());
    let digit_follows = next.is_some_and(|it| it.is_ascii_digit());
    let unitless = last.amount.unit.is_none();
    match sign {
        Some('*' | '×' | ':' | '：' | '/' | '-' | '.' | '·') => digit_follows && unitless,
        Some(it) => unitless && it.is_ascii_alphabetic(),
        None => false,
    }
}
