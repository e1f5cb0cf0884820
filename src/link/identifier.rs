//! Identifiers in texts, and whether they can be right: check digits of GB 32100-2015, ISO 17442 and the forms of stock codes.

use regex::Regex;

use crate::link::context::Naming;
use crate::link::registry::Registry;
use crate::link::subject::Identifier;
use crate::model::EntityKind;

/// The symbols of a unified social credit code, by their values.
const SYMBOLS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// An identifier is about the last company named within so many characters before it.
const REACH: usize = 80;

/// An identifier of a text, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) identifier: Identifier,
    /// Code points before it.
    pub(super) at: usize,
}

/// Finds identifiers behind the words that announce them.
pub(super) struct Finder {
    patterns: Vec<(&'static str, Regex)>,
}

impl Finder {
    pub(super) fn new(registry: &Registry<'_>) -> Self {
        let words = &registry.weights.identifier;
        let forms = [
            ("credit_code", &words.credit_code, "[0-9A-Z]{18}"),
            ("stock_code", &words.stock_code, r"\d{5,6}(?:\.[A-Z]{2})?"),
            ("lei", &words.lei, "[0-9A-Z]{20}"),
            ("catalogue_code", &words.zone_code, r"[GS]\d{6}"),
        ];
        let patterns = forms.into_iter().filter_map(|(column, words, form)| {
            let words: Vec<String> = words.iter().map(|it| regex::escape(it)).collect();
            let pattern = format!(r"(?:{})\W{{0,4}}({form})\b", words.join("|"));
            Some((column, Regex::new(&pattern).ok()?))
        });
        Self {
            patterns: patterns.collect(),
        }
    }

    /// The identifiers of a text that can be right.
    pub(super) fn find(&self, text: &str) -> Vec<Found> {
        let mut found = Vec::new();
        for (column, pattern) in &self.patterns {
            for captures in pattern.captures_iter(text) {
                let (Some(all), Some(value)) = (captures.get(0), captures.get(1)) else {
                    continue;
                };
                if let Some(value) = checked(column, value.as_str()) {
                    let before = text.get(..all.start()).unwrap_or_default();
                    found.push(Found {
                        identifier: Identifier { column, value },
                        at: before.chars().count(),
                    });
                }
            }
        }
        found
    }
}

/// The entity that an identifier is about: the last one of its kind before it.
pub(super) fn bearer<'a>(found: &Found, namings: &'a [Naming]) -> Option<&'a str> {
    let kind = match found.identifier.column {
        "catalogue_code" => EntityKind::Park,
        _ => EntityKind::Company,
    };
    let before = namings
        .iter()
        .filter(|it| it.kind == kind && it.at < found.at && found.at - it.at <= REACH);
    before.max_by_key(|it| it.at).map(|it| it.entity.as_str())
}

/// An identifier in its usual form, if it can be right.
pub(super) fn checked(column: &str, value: &str) -> Option<String> {
    let value = value.trim().to_ascii_uppercase();
    let is_right = match column {
        "credit_code" => is_credit_code(&value),
        "lei" => is_lei(&value),
        "stock_code" => return stock_code(&value),
        _ => true,
    };
    is_right.then_some(value)
}

/// Whether the check digit of a unified social credit code is right (GB 32100-2015).
///
/// ```
/// use parkgraph::link::is_credit_code;
/// assert!(is_credit_code("91110000600037341L"));
/// assert!(!is_credit_code("91110000600037341M"));
/// ```
pub fn is_credit_code(code: &str) -> bool {
    let values: Option<Vec<usize>> = code.chars().map(|it| SYMBOLS.find(it)).collect();
    let Some(values) = values.filter(|it| it.len() == 18) else {
        return false;
    };
    let mut weight = 1;
    let mut sum = 0;
    for value in values.iter().take(17) {
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    values.last() == Some(&((31 - sum % 31) % 31))
}

/// Whether the check digits of a legal entity identifier are right (ISO 17442, ISO 7064 mod 97-10).
///
/// ```
/// use parkgraph::link::is_lei;
/// assert!(is_lei("506700GE1G29325QX363"));
/// assert!(!is_lei("506700GE1G29325QX364"));
/// ```
pub fn is_lei(code: &str) -> bool {
    let digits: Option<Vec<u32>> = code.chars().map(|it| it.to_digit(36)).collect();
    let Some(digits) = digits.filter(|it| it.len() == 20) else {
        return false;
    };
    let rest = digits.iter().fold(0, |rest, digit| {
        let factor = if *digit > 9 { 100 } else { 10 };
        (rest * factor + digit) % 97
    });
    rest == 1
}

/// A stock code with its exchange: 600018.SH. Codes of no exchange are none.
fn stock_code(code: &str) -> Option<String> {
    let (digits, exchange) = code.split_once('.').unwrap_or((code, ""));
    if !digits.chars().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let expected = match (digits.len(), digits.get(..2)?) {
        (6, "60" | "68") => "SH",
        (6, "00" | "30") => "SZ",
        (6, "92" | "43" | "83" | "87") => "BJ",
        // Shares have 00001 to 09999, and 80000 to 89999 where they are traded in renminbi (stock code allocation plan of HKEX).
        (5, _) if digits.starts_with(['0', '8']) => "HK",
        _ => return None,
    };
    (exchange.is_empty() || exchange == expected).then(|| format!("{digits}.{expected}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stock_codes_have_an_exchange() {
        for (code, expected) in [
            ("600018", Some("600018.SH")),
            ("300750.SZ", Some("300750.SZ")),
            ("00700", Some("00700.HK")),
            ("920001", Some("920001.BJ")),
            ("600018.SZ", None),
            ("123456", None),
            ("6000", None),
            // 600519 without its last digit was one of Hong Kong.
            ("60051", None),
            ("80700", Some("80700.HK")),
        ] {
            assert_eq!(stock_code(code).as_deref(), expected, "{code}");
        }
    }
}
