//! A source document as it was read, before anything is understood.

use crate::model::{ContextText, PartialDate};

/// A document: its text with its damage, and what its container said about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The path as given on the command line, or the id in JSON Lines; `-` for standard input.
    pub identifier: String,
    /// The decoded text; for HTML the extracted text, where a table row is a line and cells are separated by tabs.
    pub text: ContextText,
    /// What the container said (HTML head, JSON fields). The text's own header lines are read later.
    pub metadata: Metadata,
    /// SHA-256 of the bytes, in hexadecimal.
    pub hash: String,
    /// Name of the encoding that the bytes were decoded from, such as `gb18030`.
    pub encoding: String,
    /// What was odd about the bytes.
    pub warnings: Vec<Warning>,
}

/// What is known of a document beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Headline.
    pub title: Option<String>,
    /// Publication date.
    pub issued: Option<PartialDate>,
    /// Where the page says that it was taken from (来源).
    pub source: Option<String>,
    /// Who published the page.
    pub publisher: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
    /// View count (点击数, 浏览次数).
    pub views: Option<u64>,
}

/// Something a reader of the graph should know about a document; never an error.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Warning {
    /// The document's identifier, with a place in it where there is one.
    pub place: String,
    /// What was seen, in lower case without full stop.
    pub message: String,
}
