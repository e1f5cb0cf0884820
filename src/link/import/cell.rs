//! What a cell may hold: codes with right check digits, divisions that there are, dates, numbers.

use std::collections::{BTreeMap, HashSet};

use crate::clean::simplify;
use crate::lexicon::{Entry, Lexicon, Scheme};
use crate::link::builtin;
use crate::link::identifier::checked;
use crate::link::import::date;
use crate::link::import::error::ImportError;
use crate::link::import::kind::{Marks, marks};
use crate::link::import::number::{NumberForm, is_digits};
use crate::model::Decimal;

/// What cells are held against.
pub(super) struct Checker<'a> {
    lexicon: &'a Lexicon,
    marks: Marks,
    divisions: HashSet<String>,
    indicators: HashSet<&'a str>,
    /// Values that nobody knows, by column and value: the first line and how many have it.
    unknown: BTreeMap<(&'static str, String), (usize, usize)>,
}

impl<'a> Checker<'a> {
    pub(super) fn new(lexicon: &'a Lexicon) -> Result<Self, ImportError> {
        let entries = lexicon.entries().iter();
        let indicators = entries.filter(|it| it.scheme == Scheme::Indicator);
        Ok(Self {
            lexicon,
            indicators: indicators.flat_map(Entry::forms).collect(),
            marks: marks()?,
            divisions: builtin::division_codes(lexicon),
            unknown: BTreeMap::new(),
        })
    }

    /// A cell in its usual form, or what is wrong with it.
    pub(super) fn value(&self, column: &str, cell: &str) -> Result<String, String> {
        match column {
            "credit_code" | "lei" | "stock_code" => checked(column, cell).ok_or_else(|| {
                format!("{cell:?} is no {column}: its form or check digit is wrong")
            }),
            "catalogue_code" if !is_catalogue_code(cell) => {
                Err(format!("{cell:?} is no code such as G321095"))
            }
            "code" | "region" => self.division(cell),
            "approved" | "date" => {
                let date = date::read(cell, &self.marks.date);
                date.ok_or_else(|| format!("{cell:?} is no date such as 2011, 2011-09, 2011-09-01"))
            }
            "year" => year(cell).ok_or_else(|| format!("{cell:?} is no year")),
            "value" => number(cell).map(|it| it.to_string()),
            "hectares" => within(cell, 0, i64::MAX),
            "latitude" => within(cell, -90, 90),
            "longitude" => within(cell, -180, 180),
            "geonames" if !is_digits(cell) => Err(format!("{cell:?} is no number of GeoNames")),
            "qid" => qid(cell).ok_or_else(|| format!("{cell:?} is no item of Wikidata")),
            "name" | "honor" => Ok(simplify(cell)),
            "alias" => Ok(self.aliases(cell)),
            _ => Ok(cell.to_owned()),
        }
    }

    fn division(&self, code: &str) -> Result<String, String> {
        if !(code.len() == 6 && is_digits(code)) {
            return Err(format!("{code:?} is no division code of six digits"));
        }
        if !self.divisions.contains(code) {
            return Err(format!("no division has or had the code {code:?}"));
        }
        Ok(code.to_owned())
    }

    /// Names with semicolons between them.
    fn aliases(&self, cell: &str) -> String {
        let mut text = simplify(cell);
        for mark in &self.marks.alias {
            text = text.replace(mark.as_str(), ";");
        }
        let names = text.split(';').map(str::trim).filter(|it| !it.is_empty());
        names.collect::<Vec<_>>().join(";")
    }

    /// Notes a value that the lexicon does not know: the row stays, and no more than its text is known of it.
    pub(super) fn note(&mut self, column: &str, value: &str, line: usize) {
        let (column, is_known) = match column {
            "honor" => ("honour", self.lexicon.title(value).is_some()),
            "indicator" => ("indicator", self.indicators.contains(value)),
            "unit" => ("unit", self.lexicon.quantities().scale(value).is_some()),
            _ => return,
        };
        if !is_known {
            let entry = self.unknown.entry((column, value.to_owned()));
            entry.or_insert((line, 0)).1 += 1;
        }
    }

    /// What was noted, in words.
    pub(super) fn notes(self) -> Vec<String> {
        let unknown = self.unknown.into_iter();
        unknown
            .map(|((column, value), (line, count))| {
                format!(
                    "the lexicon knows no {column} {value:?}: kept as text (rows: {count}, the first in line {line})"
                )
            })
            .collect()
    }
}

fn number(cell: &str) -> Result<Decimal, String> {
    let number = NumberForm::default().read(cell);
    number.ok_or_else(|| {
        format!(
            "{cell:?} is no number with a point before decimals and commas, if any, between three digits; CSVW metadata can say others"
        )
    })
}

fn within(cell: &str, least: i64, greatest: i64) -> Result<String, String> {
    let number = number(cell)?;
    let is_within = number >= least.into() && number <= greatest.into();
    is_within
        .then(|| number.to_string())
        .ok_or_else(|| match greatest {
            i64::MAX => format!("{cell:?} is less than {least}"),
            _ => format!("{cell:?} does not lie between {least} and {greatest}"),
        })
}

fn year(cell: &str) -> Option<String> {
    let is_year = cell.len() == 4 && is_digits(cell);
    is_year.then(|| date::iso(cell.parse().ok()?, None, None))?
}

fn is_catalogue_code(code: &str) -> bool {
    code.strip_prefix(['G', 'S'])
        .is_some_and(|it| it.len() == 6 && is_digits(it))
}

/// The number of an item, from its IRI or alone.
fn qid(text: &str) -> Option<String> {
    let id = text.rsplit('/').next()?;
    let digits = id.strip_prefix('Q')?;
    (!digits.is_empty() && is_digits(digits)).then(|| id.to_owned())
}
