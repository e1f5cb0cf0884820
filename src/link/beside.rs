//! Open data that nothing is linked to: the standards and the units, which builds put into graphs of their own.

use crate::link::dataset::About;
use crate::link::table;

/// A table of the program that is no set of records to link to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// The last part of its graph's IRI.
    pub name: &'static str,
    /// Where it comes from.
    pub about: About,
    /// How many rows it has.
    pub records: usize,
}

/// The tables by name, each with its text.
const TABLES: &[(&str, &str)] = &[
    (
        "standards",
        include_str!("../../data/open/indicator-standard.tsv"),
    ),
    ("units", include_str!("../../data/open/unit-conversion.tsv")),
];

/// The standards and the units.
pub fn beside() -> Vec<Beside> {
    let tables = TABLES.iter();
    tables
        .map(|(name, text)| Beside {
            name,
            about: table::about_with_hash(text),
            records: text
                .lines()
                .filter(|it| !it.starts_with('#'))
                .skip(1)
                .count(),
        })
        .collect()
}
