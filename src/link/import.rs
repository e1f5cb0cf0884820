//! Tables of others become data sets: columns are found by their headers, every row is checked, bad rows are told and left out.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::clean::simplify;
use crate::graph::{Base, data_graph_iri, data_iri};
use crate::link::dataset::{About, DataSet, Record, Role};
use crate::link::identifier::checked;
use crate::link::table;
use crate::model::EntityKind;

/// What columns may be called.
const KINDS: &str = include_str!("../../data/link/import.toml");

/// What can be wrong with a table as a whole.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// No such kind.
    #[error("{kind:?} is no kind of data set; give one of {known}")]
    Kind {
        /// What was given.
        kind: String,
        /// The kinds, separated by commas.
        known: String,
    },
    /// A column is missing.
    #[error(
        "no column is {column}; name it with --map HEADER={column}. The headers are: {headers}"
    )]
    Column {
        /// The column.
        column: String,
        /// The headers of the file.
        headers: String,
    },
    /// Two headers mean one column.
    #[error("{one:?} and {other:?} are both {column}; choose with --map HEADER={column}")]
    Twice {
        /// The column.
        column: String,
        /// A header.
        one: String,
        /// Another header.
        other: String,
    },
    /// No row is good.
    #[error("no row can be used; the first problem is in line {line}: {message}")]
    NoRow {
        /// A line of the file.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
    /// The list of kinds is broken.
    #[error("the list of kinds cannot be read")]
    Kinds(#[from] toml::de::Error),
    /// The file is no JSON.
    #[error("no SPARQL result in JSON")]
    Json(#[from] serde_json::Error),
}

/// A row that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// Line of the file, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// What columns a kind of data set has and what they may be called.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// What such a set is.
    pub title: String,
    entity: String,
    role: String,
    /// The column whose value is the record's key; the line's number if it is empty.
    id: String,
    required: Vec<String>,
    columns: BTreeMap<String, Vec<String>>,
}

/// A table: its headers, and its rows with their lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The headers.
    pub headers: Vec<String>,
    /// Each row with the line on which it begins.
    pub rows: Vec<(usize, Vec<String>)>,
    /// Lines that are no rows.
    pub broken: Vec<BadRow>,
}

/// The kinds of data sets that can be imported, by name.
pub fn kinds() -> Result<BTreeMap<String, Kind>, ImportError> {
    Ok(toml::from_str(KINDS)?)
}

/// The kind with this name.
pub fn kind(name: &str) -> Result<Kind, ImportError> {
    let mut kinds = kinds()?;
    let known = kinds.keys().cloned().collect::<Vec<_>>().join(", ");
    kinds.remove(name).ok_or_else(|| ImportError::Kind {
        kind: name.to_owned(),
        known,
    })
}

impl Kind {
    /// Which column each header is; `chosen` are pairs of header and column that decide against the list.
    pub fn columns<'a>(
        &'a self,
        headers: &[String],
        chosen: &'a [(String, String)],
    ) -> Result<Vec<Option<&'a str>>, ImportError> {
        let is = |header: &str| -> Option<&'a str> {
            let header = header.trim().trim_start_matches('\u{feff}');
            if let Some((_, column)) = chosen.iter().find(|(it, _)| it == header) {
                return Some(column);
            }
            let mut columns = self.columns.iter();
            let found = columns.find(|(name, names)| {
                *name == header || names.iter().any(|it| it.eq_ignore_ascii_case(header))
            });
            let free = found.filter(|(name, _)| chosen.iter().all(|(_, it)| it != *name));
            free.map(|(name, _)| name.as_str())
        };
        let columns: Vec<Option<&str>> = headers.iter().map(|it| is(it)).collect();
        self.check(headers, &columns)?;
        Ok(columns)
    }

    fn check(&self, headers: &[String], columns: &[Option<&str>]) -> Result<(), ImportError> {
        for required in &self.required {
            if !columns.contains(&Some(required)) {
                return Err(ImportError::Column {
                    column: required.clone(),
                    headers: headers.join(", "),
                });
            }
        }
        let mut seen: BTreeMap<&str, &String> = BTreeMap::new();
        for (column, header) in columns.iter().zip(headers) {
            let Some(column) = column else { continue };
            if let Some(one) = seen.insert(column, header) {
                return Err(ImportError::Twice {
                    column: (*column).to_owned(),
                    one: one.clone(),
                    other: header.clone(),
                });
            }
        }
        Ok(())
    }

    /// What the records are about.
    pub fn entity(&self) -> EntityKind {
        EntityKind::from_name(&self.entity).unwrap_or(EntityKind::Company)
    }

    fn role(&self) -> Role {
        Role::from_name(&self.role).unwrap_or(Role::Register)
    }
}

/// A set of the rows of a table that are in order, and the rows that are not.
pub fn import(
    (name, kind): (&str, &Kind),
    table: &Table,
    (about, chosen): (About, &[(String, String)]),
    base: &Base,
) -> Result<(DataSet, Vec<BadRow>), ImportError> {
    let columns = kind.columns(&table.headers, chosen)?;
    let mut bad = table.broken.clone();
    let mut records = Vec::new();
    let mut seen = BTreeSet::new();
    for (line, row) in &table.rows {
        let cells = columns.iter().zip(row);
        let cells = cells.filter_map(|(column, cell)| Some(((*column)?, cell.trim())));
        match record(kind, *line, cells) {
            Ok(mut record) if seen.insert(record.id.clone()) => {
                let root = format!("{}data/", base.as_str());
                let iri = table::other_iri(&record);
                record.iri = iri.unwrap_or_else(|| data_iri(&root, name, &record.id));
                records.push(record);
            }
            Ok(record) => bad.push(BadRow {
                line: *line,
                message: format!("{:?} was there before", record.id),
            }),
            Err(message) => bad.push(BadRow {
                line: *line,
                message,
            }),
        }
    }
    bad.sort_by_key(|it| it.line);
    if let (true, Some(first)) = (records.is_empty(), bad.first()) {
        return Err(ImportError::NoRow {
            line: first.line,
            message: first.message.clone(),
        });
    }
    let set = DataSet {
        name: name.to_owned(),
        iri: data_graph_iri(name, base).into_string(),
        kind: kind.entity(),
        role: kind.role(),
        about,
        records,
    };
    Ok((set, bad))
}

/// A record of a row, or what is wrong with the row.
fn record<'a>(
    kind: &Kind,
    line: usize,
    cells: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<Record, String> {
    let mut values: Vec<(&str, String)> = Vec::new();
    for (column, cell) in cells.filter(|(_, cell)| !cell.is_empty()) {
        values.push((column, value(column, cell)?));
    }
    for required in &kind.required {
        if !values.iter().any(|(column, _)| column == required) {
            return Err(format!("{required} is empty"));
        }
    }
    let mut record = table::record(values.iter().map(|(column, cell)| (*column, cell.as_str())));
    record.id = match kind.id.as_str() {
        "" => line.to_string(),
        id => values
            .iter()
            .find(|(column, _)| *column == id)
            .map(|(_, it)| it.clone())
            .unwrap_or_default(),
    };
    Ok(record)
}

/// A cell in its usual form, or what is wrong with it.
fn value(column: &str, cell: &str) -> Result<String, String> {
    match column {
        "credit_code" | "lei" | "stock_code" => checked(column, cell)
            .ok_or_else(|| format!("{cell:?} is no {column}: its form or check digit is wrong")),
        "catalogue_code" if !is_catalogue_code(cell) => {
            Err(format!("{cell:?} is no code such as G321095"))
        }
        "code" | "region" if !(cell.len() == 6 && is_digits(cell)) => {
            Err(format!("{cell:?} is no division code of six digits"))
        }
        "year" if !(cell.len() == 4 && is_digits(cell)) => Err(format!("{cell:?} is no year")),
        "value" | "hectares" => {
            let number = cell.replace(',', "");
            let parsed: Result<crate::model::Decimal, _> = number.parse();
            parsed
                .map(|it| it.to_string())
                .map_err(|_| format!("{cell:?} is no number"))
        }
        "qid" => qid(cell).ok_or_else(|| format!("{cell:?} is no item of Wikidata")),
        "name" | "alias" | "honor" => Ok(simplify(cell)),
        _ => Ok(cell.to_owned()),
    }
}

fn is_digits(text: &str) -> bool {
    text.chars().all(|it| it.is_ascii_digit())
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
