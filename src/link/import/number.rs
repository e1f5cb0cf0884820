//! Numbers of cells: what separates decimals and groups is known, and nothing else may stand among the digits.

use crate::model::Decimal;

/// Which characters stand in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NumberForm {
    /// Before the decimals.
    pub(super) decimal: char,
    /// Between groups of three digits.
    pub(super) group: Option<char>,
}

impl Default for NumberForm {
    fn default() -> Self {
        Self {
            decimal: '.',
            group: Some(','),
        }
    }
}

impl NumberForm {
    /// The number that a cell is; none where a separator stands in the wrong place, since `1,5` may mean 1.5.
    pub(super) fn read(self, cell: &str) -> Option<Decimal> {
        let (mantissa, exponent) = match cell.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, Some(exponent)),
            None => (cell, None),
        };
        let digits = mantissa.trim_start_matches(['+', '-']);
        if mantissa.len() - digits.len() > 1 {
            return None;
        }
        let (whole, decimals) = match digits.split_once(self.decimal) {
            Some((whole, decimals)) => (whole, Some(decimals)),
            None => (digits, None),
        };
        let mut plain = self.without_groups(whole)?;
        if let Some(decimals) = decimals.filter(|it| !it.is_empty()) {
            plain = format!("{plain}.{}", is_digits(decimals).then_some(decimals)?);
        }
        let sign = if mantissa.starts_with('-') { "-" } else { "" };
        let text = format!("{sign}{plain}");
        match exponent {
            Some(exponent) => Decimal::from_scientific(&format!("{text}e{exponent}")).ok(),
            None => text.parse().ok(),
        }
    }

    /// The digits before the decimals; every group but the first has three.
    fn without_groups(self, whole: &str) -> Option<String> {
        let Some(group) = self.group.filter(|it| whole.contains(*it)) else {
            return (is_digits(whole) && !whole.is_empty()).then(|| whole.to_owned());
        };
        let mut groups = whole.split(group);
        let first = groups.next()?;
        let is_first = matches!(first.len(), 1..=3) && is_digits(first);
        let are_groups = groups.all(|it| it.len() == 3 && is_digits(it));
        (is_first && are_groups).then(|| whole.replace(group, ""))
    }
}

pub(super) fn is_digits(text: &str) -> bool {
    text.chars().all(|it| it.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_comma_was_dropped_and_1100_5_became_11005() {
        let read = |form: NumberForm, cell: &str| form.read(cell).map(|it| it.to_string());
        let usual = NumberForm::default();
        let german = NumberForm {
            decimal: ',',
            group: Some('.'),
        };
        for (cell, in_usual, in_german) in [
            ("1100,5", None, Some("1100.5")),
            ("1,100.5", Some("1100.5"), None),
            ("1.100,5", None, Some("1100.5")),
            ("1,234", Some("1234"), Some("1.234")),
            ("-12.5", Some("-12.5"), None),
            ("1.2e3", Some("1200"), None),
            ("12,34", None, Some("12.34")),
            ("--1", None, None),
            ("", None, None),
            ("88%", None, None),
        ] {
            assert_eq!(read(usual, cell).as_deref(), in_usual, "{cell}");
            assert_eq!(read(german, cell).as_deref(), in_german, "{cell}");
        }
    }
}
