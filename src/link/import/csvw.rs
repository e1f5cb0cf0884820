//! CSVW metadata beside a file: how it is written, what its columns are, where it comes from.
//!
//! What <https://www.w3.org/TR/tabular-metadata/> has and this does not understand is a warning where values stay right without it, and
//! an error where they may not.

use serde_json::{Map, Value};

use crate::link::import::datatype::{self, Datatype, wrong};
use crate::link::import::error::ImportError;
use crate::link::import::rows::{BadRow, Table};
use crate::link::import::separated::Dialect;

/// Keys of a column that are read; columns have them of the tables around them too, but for the first two.
const OF_COLUMNS: &[&str] = &[
    "name",
    "titles",
    "datatype",
    "null",
    "required",
    "default",
    "separator",
    "lang",
    "ordered",
];

/// Keys of tables that are read or say nothing of values.
const OF_TABLES: &[&str] = &["url", "tableSchema", "dialect", "tables", "columns"];

/// What CSVW metadata says of a file.
#[derive(Clone, Debug)]
pub struct Csvw {
    table: Value,
    dialect: Map<String, Value>,
    columns: Vec<Column>,
    warnings: Vec<String>,
}

/// A column, and how its cells are written.
#[derive(Clone, Debug)]
struct Column {
    name: Option<String>,
    titles: Vec<String>,
    datatype: Datatype,
    nulls: Vec<String>,
    is_required: bool,
    default: String,
    separator: Option<String>,
}

impl Csvw {
    /// Reads the metadata of a file with this name.
    pub fn read(text: &str, file: &str) -> Result<Self, ImportError> {
        let json: Value = serde_json::from_str(text).map_err(ImportError::MetadataJson)?;
        if !json.is_object() {
            return Err(wrong("the whole", "it is no object"));
        }
        let mut warnings = Vec::new();
        let table = table(&json, file, &mut warnings)?;
        let schema = &table["tableSchema"];
        if schema.is_string() {
            return Err(wrong("tableSchema", "put the schema itself in its place"));
        }
        let around = [schema, table, &json];
        for it in around {
            warn_of_others(it, "", &[OF_TABLES, OF_COLUMNS].concat(), &mut warnings);
        }
        let columns = schema["columns"].as_array().into_iter().flatten();
        let columns: Result<Vec<Column>, ImportError> = columns
            .map(|it| column(it, &around, &mut warnings))
            .collect();
        let dialect = match (&table["dialect"], &json["dialect"]) {
            (Value::Null, dialect) | (dialect, _) => dialect.clone(),
        };
        let dialect = match dialect {
            Value::Null => Map::new(),
            Value::Object(dialect) => dialect,
            _ => return Err(wrong("dialect", "put the dialect itself in its place")),
        };
        warnings.sort();
        warnings.dedup();
        Ok(Self {
            table: table.clone(),
            dialect,
            columns: columns?,
            warnings,
        })
    }

    /// What was left aside, each with its key.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// The encoding of the file, if it is said.
    pub fn encoding(&self) -> Option<&str> {
        self.dialect.get("encoding")?.as_str()
    }

    /// What is said of the set: `title`, `license`, `source`, by key.
    pub fn about(&self, key: &str) -> Option<String> {
        let prefixes = ["dc", "dcterms", "dct"].iter();
        let mut values = prefixes.map(|it| &self.table[format!("{it}:{key}")]);
        let value = values.find(|it| !it.is_null())?;
        let text = value.as_str().or_else(|| value["@id"].as_str());
        text.or_else(|| value["@value"].as_str()).map(str::to_owned)
    }

    /// How the file is written, as far as it is said; else as its text looks.
    pub fn dialect(&self, text: &str) -> Result<Dialect, ImportError> {
        let mut dialect = Dialect::of(text);
        let mut has_header = true;
        let mut header_rows = None;
        for (key, value) in &self.dialect {
            match key.as_str() {
                "delimiter" => dialect.delimiter = byte(key, value)?.unwrap_or(b','),
                "quoteChar" => dialect.quote = byte(key, value)?,
                "commentPrefix" => dialect.comment = byte(key, value)?,
                "doubleQuote" => dialect.escape = (!is_true(key, value)?).then_some(b'\\'),
                "header" => has_header = is_true(key, value)?,
                "headerRowCount" => header_rows = Some(count(key, value)?),
                "skipRows" => dialect.skip_rows = count(key, value)?,
                "skipColumns" => dialect.skip_columns = count(key, value)?,
                "skipInitialSpace" if is_true(key, value)? => return Err(not_understood(key)),
                // Cells are trimmed and empty rows are skipped in any case; lines end in LF or CRLF.
                "trim" | "skipBlankRows" | "skipInitialSpace" | "encoding" | "@id" | "@type" => {}
                "lineTerminators" if are_usual_ends(value) => {}
                _ => return Err(not_understood(key)),
            }
        }
        dialect.header_rows = header_rows.unwrap_or(usize::from(has_header));
        Ok(dialect)
    }

    /// Brings the cells of a table into their usual form: numbers with a point, dates by ISO 8601, nothing for what stands for nothing.
    /// Rows with cells that are not so written are broken. Headers that the file lacks are named.
    pub fn apply(&self, table: &mut Table, dialect: &Dialect) -> Result<(), ImportError> {
        if dialect.header_rows != 1 {
            table.headers = self.names(table)?;
        }
        let columns: Vec<Option<&Column>> =
            table.headers.iter().map(|it| self.column(it)).collect();
        self.check_titles(&table.headers)?;
        let rows = std::mem::take(&mut table.rows);
        for (line, mut cells) in rows {
            let mut pairs = columns.iter().zip(&mut cells);
            let read = pairs.try_for_each(|(column, cell)| match column {
                Some(column) => column.read(cell).map(|it| *cell = it),
                None => Ok(()),
            });
            match read {
                Ok(()) => table.rows.push((line, cells)),
                Err(message) => table.broken.push(BadRow { line, message }),
            }
        }
        Ok(())
    }

    /// Headers with the names that their columns have here.
    pub fn names_of(&self, headers: &[String]) -> Vec<(String, String)> {
        let named = headers.iter().filter_map(|header| {
            let name = self.column(header)?.name.clone()?;
            Some((header.clone(), name))
        });
        named.collect()
    }

    /// The columns' names, by their places, for a file whose headers do not name them in one row.
    fn names(&self, table: &Table) -> Result<Vec<String>, ImportError> {
        let width = table.rows.first().map_or(0, |(_, cells)| cells.len());
        if width != self.columns.len() {
            let message = format!(
                "it has {}, but the file has {width}; without one row of headers each needs one",
                self.columns.len()
            );
            return Err(wrong("columns", &message));
        }
        let names = self.columns.iter().zip(1..).map(|(it, number)| {
            let name = it.name.clone().or_else(|| it.titles.first().cloned());
            name.unwrap_or_else(|| format!("_col.{number}"))
        });
        Ok(names.collect())
    }

    fn column(&self, header: &str) -> Option<&Column> {
        let header = header.trim();
        let mut columns = self.columns.iter();
        columns.find(|it| {
            it.titles.iter().any(|title| title == header) || it.name.as_deref() == Some(header)
        })
    }

    /// Every column with titles is a column of the file: a misspelt title would leave its datatype without effect.
    fn check_titles(&self, headers: &[String]) -> Result<(), ImportError> {
        let is_there = |it: &Column| {
            let mut names = it.titles.iter().chain(&it.name);
            names.any(|name| headers.iter().any(|header| header.trim() == name))
        };
        let missing = self.columns.iter().find(|it| !is_there(it));
        missing.map_or(Ok(()), |it| {
            let name = it.titles.first().or(it.name.as_ref());
            let message = format!(
                "no header is {:?}; the headers are: {}",
                name.map_or("", String::as_str),
                headers.join(", ")
            );
            Err(wrong("titles", &message))
        })
    }
}

impl Column {
    fn read(&self, cell: &str) -> Result<String, String> {
        let cell = cell.trim();
        let cell = if cell.is_empty() { &self.default } else { cell };
        let is_null = cell.is_empty() || self.nulls.iter().any(|it| it == cell);
        if is_null && self.is_required {
            let name = self.titles.first().or(self.name.as_ref());
            return Err(format!("{} is empty", name.map_or("a cell", |it| it)));
        }
        if is_null {
            return Ok(String::new());
        }
        let Some(separator) = &self.separator else {
            return self.datatype.read(cell);
        };
        let parts = cell.split(separator.as_str()).map(str::trim);
        let parts: Result<Vec<String>, String> = parts.map(|it| self.datatype.read(it)).collect();
        Ok(parts?.join(";"))
    }
}

/// The table of a file: of several the one with its name.
fn table<'a>(
    json: &'a Value,
    file: &str,
    warnings: &mut Vec<String>,
) -> Result<&'a Value, ImportError> {
    let url = |it: &Value| it["url"].as_str().map(str::to_owned);
    let is_named = |url: &str| url.rsplit('/').next() == Some(file);
    let Some(tables) = json["tables"].as_array() else {
        if let Some(url) = url(json).filter(|it| !is_named(it)) {
            warnings.push(format!("url {url:?} is not the file's name"));
        }
        return Ok(json);
    };
    let mut named = tables
        .iter()
        .filter(|it| url(it).is_some_and(|it| is_named(&it)));
    let only = tables
        .first()
        .filter(|it| tables.len() == 1 && url(it).is_none());
    let found = named.next().or(only);
    found.ok_or_else(|| wrong("tables", &format!("none has the url {file:?}")))
}

fn column(
    json: &Value,
    around: &[&Value],
    warnings: &mut Vec<String>,
) -> Result<Column, ImportError> {
    let titles: Vec<String> = strings(&json["titles"]).map(str::to_owned).collect();
    let name = json["name"].as_str().map(str::to_owned);
    let called = titles.first().or(name.as_ref());
    let called = called.map_or_else(String::new, |it| format!(" of {it:?}"));
    warn_of_others(json, &called, OF_COLUMNS, warnings);
    let inherited = |key: &str| {
        let mut all = std::iter::once(json).chain(around.iter().copied());
        all.find_map(|it| Some(&it[key]).filter(|it| !it.is_null()))
            .unwrap_or(&Value::Null)
    };
    let required = inherited("required");
    Ok(Column {
        datatype: datatype::read(
            inherited("datatype"),
            &format!("datatype{called}"),
            warnings,
        )?,
        nulls: strings(inherited("null")).map(str::to_owned).collect(),
        is_required: !required.is_null() && is_true("required", required)?,
        default: inherited("default").as_str().unwrap_or_default().to_owned(),
        separator: inherited("separator").as_str().map(str::to_owned),
        titles,
        name,
    })
}

/// Warns of the keys of an object that nobody reads; those with a colon are notes of others.
fn warn_of_others(json: &Value, of: &str, known: &[&str], warnings: &mut Vec<String>) {
    let keys = json.as_object().into_iter().flat_map(Map::keys);
    for key in keys.filter(|it| !it.contains(':') && !it.starts_with('@')) {
        if !known.contains(&key.as_str()) {
            warnings.push(format!("{key}{of} is left aside"));
        }
    }
}

fn not_understood(key: &str) -> ImportError {
    wrong(&format!("dialect.{key}"), "it is not understood")
}

fn byte(key: &str, value: &Value) -> Result<Option<u8>, ImportError> {
    match (value, value.as_str().map(str::as_bytes)) {
        (Value::Null, _) => Ok(None),
        (_, Some([only])) => Ok(Some(*only)),
        _ => Err(wrong(&format!("dialect.{key}"), "give one ASCII character")),
    }
}

fn is_true(key: &str, value: &Value) -> Result<bool, ImportError> {
    value
        .as_bool()
        .ok_or_else(|| wrong(key, "give true or false"))
}

fn count(key: &str, value: &Value) -> Result<usize, ImportError> {
    let number = value.as_u64().and_then(|it| usize::try_from(it).ok());
    number.ok_or_else(|| wrong(&format!("dialect.{key}"), "give a whole number"))
}

fn are_usual_ends(value: &Value) -> bool {
    strings(value).all(|it| matches!(it, "\n" | "\r\n"))
}

/// The texts of a value of CSVW: one, a list, or one or a list by language.
fn strings(value: &Value) -> impl Iterator<Item = &str> {
    let mut left = vec![value];
    std::iter::from_fn(move || {
        loop {
            match left.pop()? {
                Value::String(text) => return Some(text.as_str()),
                Value::Array(list) => left.extend(list.iter().rev()),
                Value::Object(by_language) => left.extend(by_language.values()),
                _ => {}
            }
        }
    })
}
