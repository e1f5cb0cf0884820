//! Answers to queries, and the formats in which tables of them are written.

use std::io::Write;

use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};

use crate::store::Error;

pub use oxigraph::sparql::{QueryResults as Answer, QuerySolution as Solution};

/// A format for the answer of SELECT and ASK.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnswerFormat {
    /// SPARQL 1.1 query results in JSON.
    Json,
    /// SPARQL query results in XML.
    Xml,
    /// Values without their types, separated by commas.
    Csv,
    /// Terms as in Turtle, separated by tabs.
    Tsv,
}

impl AnswerFormat {
    /// All formats.
    pub const ALL: [Self; 4] = [Self::Json, Self::Xml, Self::Csv, Self::Tsv];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Xml => "xml",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
        }
    }

    /// The format with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The media type, for HTTP.
    pub fn media_type(self) -> &'static str {
        self.syntax().media_type()
    }

    /// The format for a media type, parameters and unusual names included.
    pub fn from_media_type(media_type: &str) -> Option<Self> {
        let syntax = QueryResultsFormat::from_media_type(media_type)?;
        Self::ALL.into_iter().find(|it| it.syntax() == syntax)
    }

    /// The serializer's name for it.
    fn syntax(self) -> QueryResultsFormat {
        match self {
            Self::Json => QueryResultsFormat::Json,
            Self::Xml => QueryResultsFormat::Xml,
            Self::Csv => QueryResultsFormat::Csv,
            Self::Tsv => QueryResultsFormat::Tsv,
        }
    }
}

/// Writes the answer of a SELECT or ASK as it comes; the answer of a CONSTRUCT or DESCRIBE is an error.
pub fn write_answer(
    answer: Answer<'_>,
    format: AnswerFormat,
    writer: impl Write,
) -> Result<(), Error> {
    write_rows(answer, format, writer, None)
}

/// Does the same; more than so many rows are an error.
pub fn write_rows(
    answer: Answer<'_>,
    format: AnswerFormat,
    mut writer: impl Write,
    most: Option<u64>,
) -> Result<(), Error> {
    let serializer = QueryResultsSerializer::from_format(format.syntax());
    match answer {
        Answer::Boolean(value) => {
            serializer.serialize_boolean_to_writer(&mut writer, value)?;
        }
        Answer::Solutions(solutions) => {
            let variables = solutions.variables().to_vec();
            let mut rows = serializer.serialize_solutions_to_writer(&mut writer, variables)?;
            for (solution, count) in solutions.zip(0..) {
                check_count(count, most)?;
                rows.serialize(&solution?)?;
            }
            rows.finish()?;
        }
        Answer::Graph(_) => return Err(Error::GraphAnswer),
    }
    Ok(writer.flush()?)
}

/// Refuses to write another row after so many.
fn check_count(count: u64, most: Option<u64>) -> Result<(), Error> {
    match most {
        Some(most) if count >= most => Err(Error::TooLong { most }),
        _ => Ok(()),
    }
}
