//! Kinds of data sets that can be imported, and which column of one a header is.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::link::columns::column_of;
use crate::link::dataset::Role;
use crate::link::import::error::ImportError;
use crate::model::EntityKind;

/// What columns may be called.
const LISTS: &str = include_str!("../../../data/link/import.toml");

/// Columns that records of every kind may have beside those of `columns.rs`.
const GENERAL: &[&str] = &["name", "alias", "en", "region"];

/// What columns a kind of data set has and what they may be called.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// What such a set is.
    pub title: String,
    entity: String,
    role: String,
    /// The column whose value is the record's key; the line's number if it is empty.
    pub(super) id: String,
    pub(super) required: Vec<String>,
    columns: BTreeMap<String, Vec<String>>,
}

/// Signs in cells.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Marks {
    /// Behind the parts of a date.
    pub(super) date: Vec<String>,
    /// Between names.
    pub(super) alias: Vec<String>,
}

#[derive(Deserialize)]
struct Lists {
    marks: Marks,
    #[serde(flatten)]
    kinds: BTreeMap<String, Kind>,
}

/// The kinds of data sets that can be imported, by name.
pub fn kinds() -> Result<BTreeMap<String, Kind>, ImportError> {
    Ok(toml::from_str::<Lists>(LISTS)?.kinds)
}

/// The signs in cells.
pub(super) fn marks() -> Result<Marks, ImportError> {
    Ok(toml::from_str::<Lists>(LISTS)?.marks)
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

/// Headers with what they are, as a user or the metadata of the file say.
#[derive(Clone, Copy, Debug, Default)]
pub struct Chosen<'a> {
    /// By `--map`: they decide against all else.
    pub by_user: &'a [(String, String)],
    /// By CSVW metadata: names that count like headers.
    pub by_metadata: &'a [(String, String)],
}

impl Kind {
    /// Which column each header is.
    pub fn columns<'a>(
        &'a self,
        headers: &[String],
        chosen: Chosen<'a>,
    ) -> Result<Vec<Option<&'a str>>, ImportError> {
        self.check_chosen(headers, chosen.by_user)?;
        let taken = |column: &str| chosen.by_user.iter().any(|(_, it)| it == column);
        let is = |header: &str| -> Option<&'a str> {
            let header = bare(header);
            let of = |pairs: &'a [(String, String)]| {
                let mut pairs = pairs.iter();
                let found = pairs.find(|(it, _)| bare(it) == header);
                found.map(|(_, column)| column.as_str())
            };
            if let Some(column) = of(chosen.by_user) {
                return Some(column);
            }
            let named = of(chosen.by_metadata).and_then(|it| self.called(it));
            let found = named.or_else(|| self.called(header));
            found.filter(|it| !taken(it))
        };
        let columns: Vec<Option<&str>> = headers.iter().map(|it| is(it)).collect();
        self.check(headers, &columns)?;
        Ok(columns)
    }

    /// The column that a header is by the list.
    fn called(&self, header: &str) -> Option<&str> {
        let mut columns = self.columns.iter();
        let found = columns.find(|(name, names)| {
            *name == header || names.iter().any(|it| it.eq_ignore_ascii_case(header))
        });
        found.map(|(name, _)| name.as_str())
    }

    fn check_chosen(
        &self,
        headers: &[String],
        chosen: &[(String, String)],
    ) -> Result<(), ImportError> {
        for (header, column) in chosen {
            if !headers.iter().any(|it| bare(it) == bare(header)) {
                return Err(ImportError::Header {
                    header: header.clone(),
                    headers: headers.join(", "),
                });
            }
            let name = column.as_str();
            let is_known = self.columns.contains_key(name) || GENERAL.contains(&name);
            if !is_known && column_of(name).is_none() {
                let mut known: Vec<&str> = self.columns.keys().map(String::as_str).collect();
                known.extend(GENERAL.iter().filter(|it| !self.columns.contains_key(**it)));
                return Err(ImportError::Unknown {
                    column: column.clone(),
                    known: known.join(", "),
                });
            }
        }
        Ok(())
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

    pub(super) fn role(&self) -> Role {
        Role::from_name(&self.role).unwrap_or(Role::Register)
    }
}

/// A header without spaces and the mark at the beginning of a file.
fn bare(header: &str) -> &str {
    header.trim().trim_start_matches('\u{feff}').trim_start()
}
