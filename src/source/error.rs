//! What can go wrong with an input; each message says where, and what to do.

use std::io;

/// An input that could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file or folder is missing or may not be read.
    #[error("cannot read {path}: check that it exists and that you may read it")]
    Unreadable {
        /// The path as given.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// The folder has no file of a known kind.
    #[error(
        "no documents in {path}: it should hold .txt, .md, .html, .htm or .jsonl files; name a file of another kind itself"
    )]
    NoDocuments {
        /// The path as given.
        path: String,
    },
    /// The file is not text.
    #[error("{path} is {kind}, not text: convert it to text or HTML first")]
    Binary {
        /// The path as given.
        path: String,
        /// What it seems to be.
        kind: &'static str,
    },
    /// A line of a JSON Lines file is not JSON.
    #[error("{place}: this line is not a JSON object: correct it, one object a line")]
    Json {
        /// File and line.
        place: String,
        /// What the parser said.
        source: serde_json::Error,
    },
    /// A line of a JSON Lines file has no text.
    #[error("{place}: the object has no \"text\": add the document's text as a string")]
    NoText {
        /// File and line.
        place: String,
    },
}
