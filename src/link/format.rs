//! Files of tables: CSV and TSV, SPARQL results in JSON, and dumps of GeoNames.

use std::collections::BTreeSet;

use csv::{ByteRecord, ReaderBuilder, WriterBuilder};
use serde_json::Value;

use crate::link::import::{BadRow, ImportError, Table};

/// Columns of a GeoNames dump: id, name, ASCII name, other names, latitude, longitude, feature class, …, country.
const GEONAMES: [usize; 6] = [0, 3, 4, 5, 6, 8];

/// A table of separated values; the first line has the headers.
pub fn separated(text: &str, delimiter: u8) -> Table {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(text.as_bytes());
    let headers = reader.headers().cloned().unwrap_or_default();
    let mut table = Table {
        headers: headers.iter().map(str::to_owned).collect(),
        ..Table::default()
    };
    let mut record = ByteRecord::new();
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(false) => return table,
            Ok(true) => {
                let line = record.position().map_or(0, csv::Position::line);
                let line = usize::try_from(line).unwrap_or_default();
                let cells: Vec<String> = record
                    .iter()
                    .map(|it| String::from_utf8_lossy(it).into_owned())
                    .collect();
                if cells.len() == table.headers.len() {
                    table.rows.push((line, cells));
                } else {
                    let (have, want) = (cells.len(), table.headers.len());
                    let message = format!("{have} cells, but {want} headers");
                    table.broken.push(BadRow { line, message });
                }
            }
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                table.broken.push(BadRow {
                    line: usize::try_from(line).unwrap_or_default(),
                    message: error.to_string(),
                });
                return table;
            }
        }
    }
}

/// Rows under their headers as separated values; what a cell may not hold bare stands in quotes.
pub(super) fn separate<const N: usize>(
    headers: &[&str; N],
    rows: &[[String; N]],
    delimiter: u8,
) -> String {
    let mut writer = WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(Vec::new());
    // Writing to memory cannot fail, and all rows are of one length.
    drop(writer.write_record(headers));
    for row in rows {
        drop(writer.write_record(row));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// The delimiter of a text: a tab if its first line has one, else a semicolon or a comma, whichever is more frequent there.
pub fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |it: char| first.matches(it).count();
    if count('\t') > 0 {
        b'\t'
    } else if count(';') > count(',') {
        b';'
    } else {
        b','
    }
}

/// The rows of a SPARQL result in JSON; a row's line is its number, the headers being line 1.
pub fn sparql_json(text: &str) -> Result<Table, ImportError> {
    let json: Value = serde_json::from_str(text)?;
    let variables = json["head"]["vars"].as_array().into_iter().flatten();
    let headers: Vec<String> = variables
        .filter_map(|it| Some(it.as_str()?.to_owned()))
        .collect();
    let bindings = json["results"]["bindings"].as_array().into_iter().flatten();
    let rows = bindings.zip(2..).map(|(binding, line)| {
        let cells = headers
            .iter()
            .map(|it| binding[it]["value"].as_str().unwrap_or_default().to_owned());
        (line, cells.collect())
    });
    Ok(Table {
        rows: rows.collect(),
        headers,
        broken: Vec::new(),
    })
}

/// The places of China in a GeoNames dump that have a Chinese name; countries of others are left out silently.
pub fn geonames(text: &str) -> Table {
    let headers = ["geonameid", "name", "alias", "en", "latitude", "longitude"];
    let mut table = Table {
        headers: headers.map(str::to_owned).to_vec(),
        ..Table::default()
    };
    for (line, number) in text.lines().zip(1..) {
        let cells: Vec<&str> = line.split('\t').collect();
        if cells.len() < 19 {
            let message = format!("{} cells, but a dump has 19", cells.len());
            table.broken.push(BadRow {
                line: number,
                message,
            });
            continue;
        }
        let [id, others, latitude, longitude, class, country] = GEONAMES.map(|it| cells[it]);
        if country != "CN" || !matches!(class, "A" | "P") {
            continue;
        }
        let names: BTreeSet<&str> = others.split(',').filter(|it| is_chinese(it)).collect();
        let mut names = names.into_iter();
        if let Some(name) = names.next() {
            let rest: Vec<&str> = names.collect();
            let row = [id, name, &rest.join(";"), cells[1], latitude, longitude];
            table.rows.push((number, row.map(str::to_owned).to_vec()));
        }
    }
    table
}

fn is_chinese(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|it| ('\u{4e00}'..='\u{9fff}').contains(&it))
}

/// Headers with the columns that CSVW metadata gives them: its names stand for its titles.
///
/// The metadata is the JSON that <https://www.w3.org/TR/tabular-data-model/> puts beside a file as `FILE-metadata.json`.
pub fn csvw_columns(metadata: &str) -> Result<Vec<(String, String)>, ImportError> {
    let json: Value = serde_json::from_str(metadata)?;
    let schema = match &json["tables"][0]["tableSchema"] {
        Value::Null => &json["tableSchema"],
        schema => schema,
    };
    let mut columns = Vec::new();
    for column in schema["columns"].as_array().into_iter().flatten() {
        let Some(name) = column["name"].as_str() else {
            continue;
        };
        for title in strings(&column["titles"]) {
            columns.push((title.to_owned(), name.to_owned()));
        }
    }
    Ok(columns)
}

/// The texts of a value of CSVW: one, a list, or one or a list by language.
fn strings(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(list) => list.iter().flat_map(strings).collect(),
        Value::Object(by_language) => by_language.values().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

/// What CSVW metadata says of the set: title, licence, source, by key.
pub fn csvw_about(metadata: &str, key: &str) -> Option<String> {
    let json: Value = serde_json::from_str(metadata).ok()?;
    let value = &json[format!("dc:{key}")];
    let value = if value.is_null() {
        &json[format!("dcterms:{key}")]
    } else {
        value
    };
    let text = value
        .as_str()
        .or_else(|| value["@id"].as_str())
        .or_else(|| value["@value"].as_str());
    text.map(str::to_owned)
}
