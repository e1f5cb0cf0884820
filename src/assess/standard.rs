//! The standards that the program carries.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::assess::criterion::{Criterion, Known, Standard};
use crate::assess::table::rows;
use crate::lexicon::{Lexicon, Scheme};
use crate::model::Comparator;

const STANDARDS: &str = include_str!("../../data/open/standard.toml");
const CRITERIA: &str = include_str!("../../data/open/indicator-standard.tsv");

/// The standards, their indicators with all the names that the lexicon knows for them.
///
/// ```
/// use parkgraph::assess::standards;
/// use parkgraph::lexicon::Lexicon;
/// let standards = standards(&Lexicon::load(None, None)?);
/// assert_eq!((standards[0].id.as_str(), standards[0].criteria.len()), ("hj274", 32));
/// # Ok::<(), parkgraph::lexicon::Errors>(())
/// ```
pub fn standards(lexicon: &Lexicon) -> Vec<Standard> {
    // The list is part of the program, and the tests read it.
    let list = toml::from_str::<List>(STANDARDS).map_or_else(|_| Vec::new(), |it| it.standard);
    let standards = list.into_iter().map(|it| Standard {
        criteria: criteria(&it.id, lexicon),
        id: it.id,
        identifier: it.identifier,
        title_zh: it.title.zh,
        title_en: it.title.en,
        publisher: it.publisher,
        issued: it.issued,
    });
    standards.collect()
}

#[derive(Deserialize)]
struct List {
    standard: Vec<Draft>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Draft {
    id: String,
    identifier: String,
    title: Title,
    publisher: String,
    issued: String,
}

#[derive(Deserialize)]
struct Title {
    zh: String,
    en: String,
}

fn criteria(standard: &str, lexicon: &Lexicon) -> Vec<Criterion> {
    let rows = rows::<13>(CRITERIA).filter(|row| row.first() == Some(&standard));
    rows.map(|row| criterion(row, lexicon)).collect()
}

fn criterion(row: [&str; 13], lexicon: &Lexicon) -> Criterion {
    let [
        _,
        number,
        name,
        alias,
        group,
        unit,
        comparator,
        value,
        strictest,
        condition,
        requirement,
        known,
        evidence,
    ] = row;
    Criterion {
        number: number.parse().unwrap_or_default(),
        name: name.to_owned(),
        names: names(name, alias, lexicon),
        group: group.to_owned(),
        comparator: Comparator::from_name(comparator).unwrap_or_default(),
        value: value.parse().ok(),
        written: value.to_owned(),
        unit: unit.to_owned(),
        strictest: strictest.parse().ok(),
        condition: condition.to_owned(),
        requirement: requirement.to_owned(),
        known: Known::ALL
            .into_iter()
            .find(|it| it.name() == known)
            .unwrap_or(Known::Memory),
        evidence: evidence.to_owned(),
    }
}

/// The standard's name, those of the table, and all names of the lexicon's indicator that bears one of them.
fn names(name: &str, alias: &str, lexicon: &Lexicon) -> Vec<String> {
    let own: BTreeSet<&str> = [name].into_iter().chain(alias.split(';')).collect();
    let mut names = own.clone();
    for entry in lexicon.entries() {
        if entry.scheme == Scheme::Indicator && entry.forms().any(|it| own.contains(it)) {
            names.extend(entry.forms());
        }
    }
    names.remove("");
    names.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::convert;
    use crate::model::Decimal;

    #[test]
    fn every_row_is_whole_and_its_unit_can_be_converted() {
        let standards = standards(&Lexicon::load(None, None).unwrap());
        assert_eq!(
            standards.iter().map(|it| it.criteria.len()).sum::<usize>(),
            63
        );
        let lines = CRITERIA.lines().filter(|it| !it.starts_with('#'));
        for line in lines.skip(1) {
            assert_eq!(line.split('\t').count(), 13, "{line}");
        }
        for (at, row) in rows::<13>(CRITERIA).enumerate() {
            assert!(Known::ALL.iter().any(|it| it.name() == row[11]), "row {at}");
            assert!(Comparator::from_name(row[6]).is_some(), "row {at}");
        }
        for criterion in standards.iter().flat_map(|it| &it.criteria) {
            let same = convert(Decimal::ONE, &criterion.unit, &criterion.unit);
            assert_eq!(same.map(|it| it.value), Some(Decimal::ONE), "{criterion:?}");
        }
    }

    #[test]
    fn the_lexicon_lends_its_names() {
        let standards = standards(&Lexicon::load(None, None).unwrap());
        let names = &standards[0].criteria[5].names;
        assert!(
            names.iter().any(|it| it == "工业固废综合利用率"),
            "{names:?}"
        );
        // Names of one indicator are not names of another.
        let all: Vec<_> = standards[0]
            .criteria
            .iter()
            .flat_map(|it| &it.names)
            .collect();
        let once: BTreeSet<_> = all.iter().collect();
        assert_eq!(once.len(), all.len());
    }
}
