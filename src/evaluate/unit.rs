//! Units as the scorer compares them: `万吨` is ten thousand `吨`, `km2` is `平方公里`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::Value;

use crate::evaluate::normal::{normal, normal_text};

/// The table as its file has it.
#[derive(Debug, Default, Deserialize)]
struct Table {
    same: Vec<Vec<String>>,
    scales: Vec<(String, f64)>,
}

/// The table, ready to be asked.
#[derive(Debug, Default)]
struct Units {
    canonical: BTreeMap<String, String>,
    scales: Vec<(String, f64)>,
}

static UNITS: LazyLock<Units> = LazyLock::new(|| {
    let table: Table =
        toml::from_str(include_str!("../../data/evaluate/units.toml")).unwrap_or_default();
    let mut canonical = BTreeMap::new();
    for group in table.same {
        for spelling in &group {
            let first = group.first().cloned().unwrap_or_default();
            canonical.insert(normal_text(spelling), first);
        }
    }
    Units {
        canonical,
        scales: table.scales,
    }
});

/// The unit that stands for all its spellings, and what values in it are multiplied by.
pub(crate) fn parse_unit(unit: Option<&Value>) -> (String, f64) {
    let unit = match normal(unit).as_str() {
        "null" | "none" => String::new(),
        unit => unit.to_owned(),
    };
    if let Some(canonical) = UNITS.canonical.get(&unit) {
        return (canonical.clone(), 1.0);
    }
    for (prefix, factor) in &UNITS.scales {
        if let Some(rest) = unit.strip_prefix(prefix.as_str()) {
            let canonical = UNITS.canonical.get(rest);
            return (canonical.map_or(rest, String::as_str).to_owned(), *factor);
        }
    }
    (unit, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn spellings_and_scales_fall_together() {
        let check = |unit: &str, canonical: &str, factor: f64| {
            assert_eq!(
                parse_unit(Some(&json!(unit))),
                (canonical.to_owned(), factor)
            );
        };
        check("万吨", "吨", 1e4);
        check("km²", "平方公里", 1.0);
        check("kWh", "千瓦时", 1.0);
        check("万千瓦", "千瓦", 1e4);
        check("亿元", "元", 1e8);
        check("％", "%", 1.0);
        check("个百分点", "百分点", 1.0);
        check("家", "家", 1.0);
        check("万", "", 1e4);
        check("none", "", 1.0);
        assert_eq!(parse_unit(None), (String::new(), 1.0));
    }
}
