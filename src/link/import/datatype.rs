//! Datatypes of CSVW: how the numbers and dates of a column are written.

use regex::Regex;
use serde_json::Value;

use crate::link::import::date::{self, Pattern};
use crate::link::import::error::ImportError;
use crate::link::import::number::NumberForm;

/// Datatypes whose cells are texts.
const TEXTS: &[&str] = &[
    "string",
    "normalizedString",
    "token",
    "language",
    "Name",
    "NMTOKEN",
    "anyURI",
    "any",
    "anyAtomicType",
];

/// Datatypes whose cells are numbers that may have decimals.
const NUMBERS: &[&str] = &["number", "decimal", "double", "float"];

/// Datatypes whose cells are whole numbers, with the least and the greatest that count.
const INTEGERS: &[(&str, i64, i64)] = &[
    ("integer", i64::MIN, i64::MAX),
    ("long", i64::MIN, i64::MAX),
    ("int", i64::MIN, i64::MAX),
    ("short", i64::MIN, i64::MAX),
    ("byte", i64::MIN, i64::MAX),
    ("nonNegativeInteger", 0, i64::MAX),
    ("positiveInteger", 1, i64::MAX),
    ("unsignedLong", 0, i64::MAX),
    ("unsignedInt", 0, i64::MAX),
    ("unsignedShort", 0, i64::MAX),
    ("unsignedByte", 0, i64::MAX),
    ("nonPositiveInteger", i64::MIN, 0),
    ("negativeInteger", i64::MIN, -1),
];

/// Datatypes whose cells are dates, with the pattern that holds where none is given.
const DATES: &[(&str, &str)] = &[
    ("date", "yyyy-MM-dd"),
    ("datetime", "yyyy-MM-dd"),
    ("dateTime", "yyyy-MM-dd"),
    ("gYearMonth", "yyyy-MM"),
    ("gYear", "yyyy"),
];

/// How the cells of a column are written.
#[derive(Clone, Debug)]
pub(super) enum Datatype {
    Text(Option<Regex>),
    Number(NumberForm),
    Integer(NumberForm, i64, i64),
    Date(Pattern),
}

/// Reads the `datatype` of a column; warnings name what is left aside.
pub(super) fn read(
    value: &Value,
    key: &str,
    warnings: &mut Vec<String>,
) -> Result<Datatype, ImportError> {
    let nothing = serde_json::Map::new();
    let (base, object) = match value {
        Value::Null => ("string", &nothing),
        Value::String(base) => (base.as_str(), &nothing),
        Value::Object(object) => match object.get("base") {
            None => ("string", object),
            Some(Value::String(base)) => (base.as_str(), object),
            Some(_) => return Err(wrong(&format!("{key}.base"), "it is no text")),
        },
        _ => return Err(wrong(key, "it is neither a text nor an object")),
    };
    for other in object.keys() {
        let is_known = matches!(other.as_str(), "base" | "format" | "@id") || other.contains(':');
        if !is_known {
            warnings.push(format!("{key}.{other} is not checked"));
        }
    }
    let format = object.get("format").unwrap_or(&Value::Null);
    of_base(base, format, key, warnings)
}

fn of_base(
    base: &str,
    format: &Value,
    key: &str,
    warnings: &mut Vec<String>,
) -> Result<Datatype, ImportError> {
    let format_key = format!("{key}.format");
    if let Some((_, least, greatest)) = INTEGERS.iter().find(|(name, ..)| *name == base) {
        let form = number_form(format, &format_key)?;
        return Ok(Datatype::Integer(form, *least, *greatest));
    }
    if NUMBERS.contains(&base) {
        return Ok(Datatype::Number(number_form(format, &format_key)?));
    }
    if let Some((_, usual)) = DATES.iter().find(|(name, _)| *name == base) {
        let text = optional_text(format, &format_key)?.unwrap_or(usual);
        let pattern = date::pattern(text).ok_or_else(|| {
            wrong(
                &format_key,
                "give a pattern of y, M and d, such as dd.MM.yyyy",
            )
        })?;
        return Ok(Datatype::Date(pattern));
    }
    if TEXTS.contains(&base) {
        let Some(text) = optional_text(format, &format_key)? else {
            return Ok(Datatype::Text(None));
        };
        let pattern = Regex::new(&format!("^(?:{text})$"));
        let pattern = pattern.map_err(|_| wrong(&format_key, "it is no regular expression"))?;
        return Ok(Datatype::Text(Some(pattern)));
    }
    warnings.push(format!("{key} {base:?} is read as text"));
    Ok(Datatype::Text(None))
}

/// The separators of a number's format.
fn number_form(format: &Value, key: &str) -> Result<NumberForm, ImportError> {
    let object = match format {
        Value::Null => return Ok(NumberForm::default()),
        Value::String(pattern) => {
            check_pattern(pattern, key)?;
            return Ok(NumberForm::default());
        }
        Value::Object(object) => object,
        _ => return Err(wrong(key, "it is neither a text nor an object")),
    };
    for (other, value) in object {
        match (other.as_str(), value) {
            ("decimalChar" | "groupChar", _) => {}
            ("pattern", Value::String(pattern)) => check_pattern(pattern, key)?,
            _ => {
                let key = format!("{key}.{other}");
                return Err(wrong(
                    &key,
                    "give decimalChar, groupChar or a text as pattern",
                ));
            }
        }
    }
    let decimal = character(object.get("decimalChar"), &format!("{key}.decimalChar"))?;
    let decimal = decimal.unwrap_or('.');
    let group = character(object.get("groupChar"), &format!("{key}.groupChar"))?;
    let usual = (decimal != ',').then_some(',');
    Ok(NumberForm {
        decimal,
        group: group.or(usual),
    })
}

/// Digits are counted by no pattern here, but per cent and words in it would change the number.
fn check_pattern(pattern: &str, key: &str) -> Result<(), ImportError> {
    let is_plain = |it: char| matches!(it, '#' | '0' | ',' | '.' | '+' | '-' | 'E');
    if pattern.chars().all(is_plain) {
        return Ok(());
    }
    Err(wrong(
        key,
        "a pattern of a number has none but the signs # 0 , . + - E",
    ))
}

fn character(value: Option<&Value>, key: &str) -> Result<Option<char>, ImportError> {
    let Some(value) = value else { return Ok(None) };
    let text = value.as_str().unwrap_or_default();
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if !letter.is_ascii_digit() => Ok(Some(letter)),
        _ => Err(wrong(key, "give one character")),
    }
}

fn optional_text<'a>(value: &'a Value, key: &str) -> Result<Option<&'a str>, ImportError> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text)),
        _ => Err(wrong(key, "it is no text")),
    }
}

pub(super) fn wrong(key: &str, message: &str) -> ImportError {
    ImportError::Metadata {
        key: key.to_owned(),
        message: message.to_owned(),
    }
}

impl Datatype {
    /// A cell in the usual form, or what is wrong with it.
    pub(super) fn read(&self, cell: &str) -> Result<String, String> {
        match self {
            Self::Text(None) => Ok(cell.to_owned()),
            Self::Text(Some(pattern)) if pattern.is_match(cell) => Ok(cell.to_owned()),
            Self::Text(Some(_)) => Err(format!("{cell:?} is not of the column's format")),
            Self::Number(form) => {
                let number = form.read(cell).map(|it| it.to_string());
                number.ok_or_else(|| format!("{cell:?} is no number of the column's format"))
            }
            Self::Integer(form, least, greatest) => {
                let number = form.read(cell).filter(|it| it.fract().is_zero());
                let is_in = |it: &crate::model::Decimal| {
                    *it >= (*least).into() && *it <= (*greatest).into()
                };
                let number = number.filter(is_in).map(|it| it.trunc().to_string());
                number.ok_or_else(|| format!("{cell:?} is no whole number of the column's type"))
            }
            Self::Date(pattern) => {
                let date = date::by_pattern(date::without_time(cell), pattern);
                date.ok_or_else(|| format!("{cell:?} is no date of the column's format"))
            }
        }
    }
}
