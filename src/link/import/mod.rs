//! Tables of others become data sets: columns are found by their headers, every row is checked, bad rows are told and left out.
//!
//! A file with its CSVW metadata goes in; rows come out of it, then records.

mod error;
mod rows;
mod separated;
mod sparql;
mod geonames;
mod number;
mod date;
mod datatype;
mod csvw;
mod kind;
mod cell;
mod observe;

use std::collections::HashMap;

use crate::graph::{Base, data_graph_iri, data_iri};
use crate::lexicon::Lexicon;
use crate::link::dataset::{About, DataSet, Record, Role};
use crate::link::import::cell::Checker;
use crate::link::import::observe::observe;
use crate::link::table;

pub use csvw::Csvw;
pub use error::ImportError;
pub use geonames::geonames;
pub use kind::{Chosen, Kind, kind, kinds};
pub use rows::{BadRow, Table};
pub(in crate::link) use separated::separate;
pub use separated::{Dialect, separated};
pub use sparql::sparql_json;

/// What an import gives.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The set of the rows that are in order.
    pub set: DataSet,
    /// The rows that are not, by line.
    pub bad: Vec<BadRow>,
    /// What a user should know of the rows that are.
    pub notes: Vec<String>,
}

/// A set of the rows of a table that are in order, and the rows that are not.
pub fn import(
    (name, kind): (&str, &Kind),
    table: &Table,
    (about, chosen): (About, Chosen<'_>),
    (lexicon, base): (&Lexicon, &Base),
) -> Result<Imported, ImportError> {
    if table.headers.is_empty() && table.broken.is_empty() {
        return Err(ImportError::Empty);
    }
    let columns = kind.columns(&table.headers, chosen)?;
    if table.rows.is_empty() && table.broken.is_empty() {
        return Err(ImportError::HeadersOnly);
    }
    let mut reader = Reader {
        kind,
        checker: Checker::new(lexicon)?,
        root: data_root(name, base),
        seen: HashMap::new(),
    };
    let mut bad = table.broken.clone();
    let mut records = Vec::new();
    for (line, row) in &table.rows {
        let cells = columns.iter().zip(row);
        let cells = cells.filter_map(|(column, cell)| Some(((*column)?, cell.trim())));
        match reader.read(*line, cells.collect(), (lexicon, base)) {
            Ok(record) => records.push(record),
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
    let mut notes = reader.checker.notes();
    notes.extend(left_out(&table.headers, &columns));
    let set = DataSet {
        name: name.to_owned(),
        iri: data_graph_iri(name, base).into_string(),
        kind: kind.entity(),
        role: kind.role(),
        about,
        records,
    };
    Ok(Imported { set, bad, notes })
}

/// Where the records of a set are rooted, and its name.
fn data_root(name: &str, base: &Base) -> (String, String) {
    (format!("{}data/", base.as_str()), name.to_owned())
}

/// A note of the headers that are no column of such a set.
fn left_out(headers: &[String], columns: &[Option<&str>]) -> Option<String> {
    let headers = headers.iter().zip(columns);
    let unused = headers.filter(|(_, column)| column.is_none());
    let unused: Vec<&str> = unused.map(|(header, _)| header.trim()).collect();
    (!unused.is_empty()).then(|| format!("columns left out: {}", unused.join(", ")))
}

/// Makes records of rows, and knows those that it has made.
struct Reader<'a> {
    kind: &'a Kind,
    checker: Checker<'a>,
    root: (String, String),
    /// The lines of the records, by what one record alone has.
    seen: HashMap<String, usize>,
}

impl Reader<'_> {
    /// A record of a row, or what is wrong with the row.
    fn read(
        &mut self,
        line: usize,
        cells: Vec<(&str, &str)>,
        (lexicon, base): (&Lexicon, &Base),
    ) -> Result<Record, String> {
        let mut values: Vec<(&str, String)> = Vec::new();
        for (column, cell) in cells.into_iter().filter(|(_, cell)| !cell.is_empty()) {
            values.push((column, self.checker.value(column, cell)?));
        }
        let of = |wanted: &str| {
            let mut values = values.iter();
            values
                .find(|(column, _)| *column == wanted)
                .map(|(_, it)| it)
        };
        if let Some(missing) = self.kind.required.iter().find(|it| of(it).is_none()) {
            return Err(format!("{missing} is empty"));
        }
        let mut record =
            table::record(values.iter().map(|(column, cell)| (*column, cell.as_str())));
        record.id = of(&self.kind.id)
            .cloned()
            .unwrap_or_else(|| line.to_string());
        let iri = table::other_iri(&record);
        record.iri = iri.unwrap_or_else(|| data_iri(&self.root.0, &self.root.1, &record.id));
        if self.kind.role() == Role::Data {
            observe(&mut record, lexicon, base);
        }
        self.check_new(&record, line)?;
        for (column, value) in &record.values {
            self.checker.note(column, value, line);
        }
        Ok(record)
    }

    /// Every key has one record, and every indicator of a park and a year one value.
    fn check_new(&mut self, record: &Record, line: usize) -> Result<(), String> {
        let value = |column: &str| record.value(column).unwrap_or_default();
        let (key, what) = if self.kind.role() == Role::Data {
            let key = ["feature", "property", "year"].map(value).join(" ");
            let what = [&record.name, value("indicator"), value("year")].join(" ");
            (key, what)
        } else {
            (record.id.clone(), format!("{:?}", record.id))
        };
        let first = *self.seen.entry(key).or_insert(line);
        if first == line {
            return Ok(());
        }
        Err(format!("{what} was there before, in line {first}"))
    }
}
