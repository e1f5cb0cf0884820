//! Units without a number: the head of a column (产值（亿元）), or brackets between a label and its number (总额（亿）10.00).

use crate::model::Decimal;
use crate::quantity::cursor;
use crate::quantity::numeral;
use crate::quantity::unit::{Found, UnitClass, Units};

/// How many bytes the brackets before a number may hold: eight characters.
const LONGEST: usize = 24;
const OPENING: [char; 2] = ['(', '（'];
const CLOSING: [char; 2] = [')', '）'];

/// A unit without a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    /// What a number is multiplied by: 100000000.
    pub factor: Decimal,
    /// The unit without 万 and 亿: 元; empty where only they are written.
    pub unit_text: String,
    /// The unit's IRI.
    pub unit: Option<String>,
    /// What it measures.
    pub class: Option<UnitClass>,
}

/// The unit that a whole text is: 亿元, (%), 万平方米, 亿.
pub(super) fn read(units: &Units, text: &str) -> Option<Scale> {
    let text = text.trim_matches(|it: char| {
        it.is_whitespace() || OPENING.contains(&it) || CLOSING.contains(&it)
    });
    let mut end = 0;
    let factor = numeral::multipliers(text, &mut end, &|at| units.holds_multiplier(text, at));
    if end == text.len() && end > 0 {
        return Some(Scale {
            factor,
            unit_text: String::new(),
            unit: None,
            class: None,
        });
    }
    let unit = units.read(text, end).filter(|it| it.end == text.len())?;
    Some(Scale {
        factor,
        unit_text: unit.text,
        unit: unit.iri,
        class: Some(unit.class),
    })
}

/// A label and the unit in brackets behind it: 产值(亿元), 产值(单位：万吨); all is label where the brackets hold no unit.
pub(super) fn behind<'t>(units: &Units, text: &'t str) -> (&'t str, Option<Scale>) {
    let text = text.trim();
    let parts = text
        .strip_suffix(CLOSING)
        .and_then(|it| it.rsplit_once(OPENING));
    let unit = |inner: &str| read(units, inner.rsplit(['：', ':']).next()?);
    let found = parts.and_then(|(label, inner)| Some((label, unit(inner)?)));
    found.map_or((text, None), |(label, unit)| (label, Some(unit)))
}

/// The unit in brackets right before the number at `at`, and where the brackets begin.
pub(super) fn in_front(units: &Units, text: &str, at: usize) -> Option<(Scale, usize)> {
    let head = cursor::head(text, at).trim_end();
    let inner = head.strip_suffix(CLOSING)?;
    let start = inner.rfind(OPENING)?;
    let label = cursor::head(inner, start);
    let written = cursor::rest(inner, start);
    let labelled = label.ends_with(char::is_alphabetic);
    (labelled && written.len() <= LONGEST)
        .then(|| Some((read(units, written)?, start)))
        .flatten()
}

impl Scale {
    /// The unit as one that was found behind a number that ends at `end`.
    pub(super) fn found(&self, end: usize) -> Option<Found> {
        let class = self.class?;
        Some(Found {
            text: self.unit_text.clone(),
            iri: self.unit.clone(),
            class,
            end,
        })
    }
}
