//! What can be wrong with a table as a whole.

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
    /// A header was chosen that the file does not have.
    #[error("--map names {header:?}, which is no header of the file. The headers are: {headers}")]
    Header {
        /// What was given.
        header: String,
        /// The headers of the file.
        headers: String,
    },
    /// A column was chosen that such a set does not have.
    #[error("--map names {column:?}, which is no column of such a set; give one of {known}")]
    Unknown {
        /// What was given.
        column: String,
        /// The columns, separated by commas.
        known: String,
    },
    /// There is nothing in the file.
    #[error("it is empty")]
    Empty,
    /// There are headers and nothing else.
    #[error("it has no row to import beside its headers")]
    HeadersOnly,
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
    /// The file is no SPARQL result.
    #[error("it begins like JSON, but is no SPARQL result in JSON")]
    Json(#[source] serde_json::Error),
    /// The metadata is no JSON.
    #[error("the CSVW metadata is no JSON")]
    MetadataJson(#[source] serde_json::Error),
    /// Something in the metadata is not understood, and guessing could give wrong values.
    #[error("{key} in the CSVW metadata: {message}")]
    Metadata {
        /// The key.
        key: String,
        /// What is wrong.
        message: String,
    },
}
