//! What can go wrong with a store, and the way out.

use std::io;
use std::path::PathBuf;

use oxigraph::sparql::{QueryEvaluationError, SparqlSyntaxError, UpdateEvaluationError};
use oxigraph::store::StorageError;
use oxrdfio::{RdfParseError, RdfSyntaxError};

/// What can go wrong with a store.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is nothing to read.
    #[error("there is no store in {}; build one with `parkgraph build`, or name another with --store", folder.display())]
    Missing {
        /// Where it was looked for.
        folder: PathBuf,
    },
    /// The folder is used for something else.
    #[error("{} is not a store and not an empty folder; name another with --store", folder.display())]
    NotAStore {
        /// The folder.
        folder: PathBuf,
    },
    /// Somebody else has it open.
    #[error("the store in {} is in use by another process; wait until that ends or stop it, or name another store with --store", folder.display())]
    InUse {
        /// The folder.
        folder: PathBuf,
    },
    /// Built without stores in folders.
    #[error("this program was built without stores on disk, so that it cannot open {}; use --memory, or build it with the feature `disk`", folder.display())]
    NoDisk {
        /// The folder.
        folder: PathBuf,
    },
    /// The folder cannot be made or read.
    #[error("cannot open the store in {}; check that the folder can be read and written", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The storage layer refuses the folder.
    #[error("cannot open the store in {}; if it is damaged, remove the folder and build it anew", folder.display())]
    Open {
        /// The folder.
        folder: PathBuf,
        /// Why.
        source: StorageError,
    },
    /// Opened to be read.
    #[error("the store was opened read-only")]
    ReadOnly,
    /// No space left.
    #[error(
        "the disk is full; the last change was not made: free some space and run the command again"
    )]
    Full(#[source] StorageError),
    /// Reading or writing failed.
    #[error("the store cannot be read or written; the last change was not made")]
    Storage(#[source] StorageError),
    /// What was put into the store is safe in a file, but not in its place yet.
    #[error("what was put into the store lies in {} and could not be brought into its place yet; free space and see that the file can be read: the next change does it, and so does opening the store", file.display())]
    Unfinished {
        /// The file.
        file: PathBuf,
        /// Why.
        source: Box<Self>,
    },
    /// The query is not SPARQL.
    #[error("the query is not SPARQL: {0}")]
    QuerySyntax(String),
    /// The update is not SPARQL.
    #[error("the update is not SPARQL: {0}")]
    UpdateSyntax(String),
    /// The query or update does what is not allowed.
    #[error("the query is refused: {what}")]
    Refused {
        /// What it does, and the way out.
        what: String,
    },
    /// The answer is longer than it may be.
    #[error("the answer has more than {most} rows; ask for less at a time, with LIMIT and OFFSET")]
    TooLong {
        /// Rows or triples that an answer may have.
        most: u64,
    },
    /// The query was stopped before its end.
    #[error(
        "the query was stopped, since it takes more time or memory than a query may take here; ask for less at a time"
    )]
    Stopped,
    /// The query cannot be answered.
    #[error("the query cannot be answered: {0}")]
    Query(#[source] QueryEvaluationError),
    /// A server that the query asks does not answer as it should.
    #[error("the query asks another server: {0}")]
    Service(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The update cannot be carried out.
    #[error("the update cannot be carried out: {0}")]
    Update(#[from] UpdateEvaluationError),
    /// The text to load is not Turtle.
    #[error("the text is not Turtle: {0}")]
    Turtle(#[from] RdfSyntaxError),
    /// The data to load is not RDF.
    #[error("the data cannot be read: {0}")]
    Data(#[from] RdfParseError),
    /// The data to load is in no syntax that is known.
    #[error(
        "{media_type} is no syntax of RDF that is known; send text/turtle, application/n-triples, application/n-quads, application/trig, application/rdf+xml or application/ld+json"
    )]
    MediaType {
        /// The media type that was given.
        media_type: String,
    },
    /// The answer is a graph, which a table format cannot hold.
    #[error(
        "the answer is a graph and no table; write it as turtle, trig, ntriples, nquads, jsonld or rdfxml"
    )]
    GraphAnswer,
    /// The answer cannot be written.
    #[error("the answer cannot be written")]
    Write(#[from] io::Error),
}

impl Error {
    /// Whether data could not be loaded because there is too much of it.
    pub fn is_too_large(&self) -> bool {
        self.broke_off_with(io::ErrorKind::FileTooLarge)
    }

    /// Whether data could not be loaded because the rest of it did not come in time.
    pub fn is_late(&self) -> bool {
        self.broke_off_with(io::ErrorKind::TimedOut)
    }

    fn broke_off_with(&self, kind: io::ErrorKind) -> bool {
        matches!(self, Self::Data(RdfParseError::Io(error)) if error.kind() == kind)
    }
}

impl From<QueryEvaluationError> for Error {
    fn from(source: QueryEvaluationError) -> Self {
        match source {
            QueryEvaluationError::Cancelled => Self::Stopped,
            QueryEvaluationError::Service(source) => Self::Service(source),
            other => Self::Query(other),
        }
    }
}

impl From<StorageError> for Error {
    fn from(source: StorageError) -> Self {
        match &source {
            StorageError::Io(error) if error.kind() == io::ErrorKind::StorageFull => {
                Self::Full(source)
            }
            _ => Self::Storage(source),
        }
    }
}

impl From<SparqlSyntaxError> for Error {
    fn from(error: SparqlSyntaxError) -> Self {
        Self::QuerySyntax(of_syntax(&error))
    }
}

impl Error {
    /// The error of an update that is not SPARQL.
    pub(super) fn of_update(error: &SparqlSyntaxError) -> Self {
        Self::UpdateSyntax(of_syntax(error))
    }
}

/// What is wrong with a query. Of an unknown prefix the parser tells only what might have stood in its place.
fn of_syntax(error: &SparqlSyntaxError) -> String {
    let text = error.to_string();
    match text.split_once(": expected ") {
        Some((place, rest)) if rest.contains("Prefix not found") => format!(
            "{place}: the prefix of the name before it is unknown; begin with PREFIX name: <IRI>"
        ),
        _ => text,
    }
}
