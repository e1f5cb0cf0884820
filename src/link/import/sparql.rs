//! Results of SPARQL queries in JSON.

use serde::Deserialize;
use serde_json::Value;

use crate::link::import::error::ImportError;
use crate::link::import::rows::Table;

#[derive(Deserialize)]
struct Answer {
    head: Head,
    results: Results,
}

#[derive(Deserialize)]
struct Head {
    vars: Vec<String>,
}

#[derive(Deserialize)]
struct Results {
    bindings: Vec<Value>,
}

/// The rows of a SPARQL result in JSON; a row's line is its number, the headers being line 1.
pub fn sparql_json(text: &str) -> Result<Table, ImportError> {
    let answer: Answer = serde_json::from_str(text).map_err(ImportError::Json)?;
    let headers = answer.head.vars;
    let rows = answer.results.bindings.iter().zip(2..);
    let rows = rows.map(|(binding, line)| {
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
