//! Values as the scorer compares them: names, dates and numbers in one form.

use serde_json::{Number, Value};
use unicode_normalization::UnicodeNormalization;

/// Quotation marks and book-title marks, which do not count in a name.
const MARKS: &str = "“”„\"'`‘’「」『』《》〈〉";

/// A value in compatibility form and lower case, without white space, quotation marks and book-title marks.
pub(crate) fn normal(value: Option<&Value>) -> String {
    normal_text(&text(value))
}

/// The same for a text.
pub(crate) fn normal_text(text: &str) -> String {
    text.nfkc()
        .filter(|it| !is_space(*it) && !MARKS.contains(*it))
        .collect::<String>()
        .to_lowercase()
}

/// White space, the separators of ASCII included.
fn is_space(character: char) -> bool {
    character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character)
}

/// A value as text, empty for all that is empty: null, false, zero, nothing.
pub(crate) fn text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null | Value::Bool(false)) => String::new(),
        Some(Value::Number(number)) if number.as_f64() == Some(0.0) => String::new(),
        Some(Value::Array(list)) if list.is_empty() => String::new(),
        Some(Value::Object(object)) if object.is_empty() => String::new(),
        Some(value) => shown(Some(value)),
    }
}

/// A value as the error lists show it: `None` for what is missing, numbers in their shortest form.
pub(crate) fn shown(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => "None".to_owned(),
        Some(Value::Bool(true)) => "True".to_owned(),
        Some(Value::Bool(false)) => "False".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => shown_number(number),
        Some(value) => value.to_string(),
    }
}

/// A number in its shortest form, the exponent as score tables write it: `1e+16`, `1e-05`.
fn shown_number(number: &Number) -> String {
    let value = match number.as_f64() {
        Some(value) if number.is_f64() => value,
        _ => return number.to_string(),
    };
    if (1e-4..1e16).contains(&value.abs()) || value == 0.0 {
        return format!("{value:?}");
    }
    let written = format!("{value:e}");
    let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
    match exponent.strip_prefix('-') {
        Some(digits) => format!("{mantissa}e-{digits:0>2}"),
        None => format!("{mantissa}e+{exponent:0>2}"),
    }
}

/// A date with two-digit months and days; `None` where there is none. Other forms are kept, and so match nothing.
pub(crate) fn normal_date(value: Option<&Value>) -> Option<String> {
    let date = shown(value);
    let date = date.trim();
    if matches!(date.to_lowercase().as_str(), "" | "null" | "none") {
        return None;
    }
    let mut parts = date.split('-');
    let year = parts.next().unwrap_or_default().to_owned();
    let rest = parts.map(|part| format!("-{part:0>2}"));
    Some(year + &rest.collect::<String>())
}

/// The number a value stands for; `1,200` and `98%` count.
pub(crate) fn number(value: Option<&Value>) -> Option<f64> {
    let written = shown(value).replace(',', "");
    written.trim_end_matches(['%', '％']).trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_lose_marks_width_and_case() {
        assert_eq!(normal(Some(&json!(" “ＺＦ 集团”《Ａ》\u{1f}"))), "zf集团a");
        assert_eq!(normal(Some(&json!("km²"))), "km2");
        assert_eq!(normal(Some(&json!(0))), "");
        assert_eq!(normal(None), "");
    }

    #[test]
    fn dates_are_filled_up() {
        let check = |value, expected: Option<&str>| {
            assert_eq!(normal_date(Some(&value)).as_deref(), expected);
        };
        check(json!("2022-4-3"), Some("2022-04-03"));
        check(json!(2014), Some("2014"));
        check(json!(" NULL "), None);
        check(json!(null), None);
        check(json!("近日"), Some("近日"));
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(number(Some(&json!("1,200"))), Some(1200.0));
        assert_eq!(number(Some(&json!("98％"))), Some(98.0));
        assert_eq!(number(Some(&json!(4.3))), Some(4.3));
        assert_eq!(number(Some(&json!("many"))), None);
        assert_eq!(number(None), None);
    }

    #[test]
    fn what_is_shown_is_short() {
        assert_eq!(shown(Some(&json!(7_390_000_000_i64))), "7390000000");
        assert_eq!(shown(Some(&json!(1e16))), "1e+16");
        assert_eq!(shown(Some(&json!(0.00001))), "1e-05");
        assert_eq!(shown(None), "None");
    }
}
