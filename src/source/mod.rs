//! Where text comes from: files, folders, standard input, JSON Lines and HTML become documents.

mod encoding;
mod error;
mod flatten;
mod head;
mod html;
mod jsonl;
mod main_content;
mod table;
mod walk;

use std::fs;
use std::io;
use std::io::Read as _;
use std::path::Path;
use std::path::PathBuf;

use sha2::Digest as _;
use sha2::Sha256;

use crate::model::ContextText;
use crate::model::Document;
use crate::model::Metadata;
use crate::model::Warning;
use crate::source::encoding::Decoded;

pub use crate::source::encoding::decode_labelled;
pub use crate::source::encoding::decode_text;
pub use crate::source::error::Error;
pub use crate::source::walk::discover;

/// Something that documents are read from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Input {
    /// A file.
    File {
        /// Its path as given on the command line, with forward slashes.
        identifier: String,
        /// Where it is.
        path: PathBuf,
    },
    /// Standard input, `-`.
    Stdin,
}

impl Input {
    /// The path as given; `-` for standard input.
    pub fn identifier(&self) -> &str {
        match self {
            Self::File { identifier, .. } => identifier,
            Self::Stdin => "-",
        }
    }
}

/// What was read from one input: JSON Lines give many documents, and a broken line does not keep the
/// others back.
#[derive(Debug, Default)]
pub struct Batch {
    /// The documents, in the order of the input.
    pub documents: Vec<Document>,
    /// What could not be read.
    pub errors: Vec<Error>,
}

/// How the bytes of an input are to be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Text,
    Html,
    JsonLines,
}

/// Reads all documents of an input.
///
/// Text never fails: what cannot be decoded becomes U+FFFD with a warning, an empty file an empty document
/// with a warning. Only files that cannot be opened, binary files and broken JSON give errors.
///
/// ```no_run
/// use parkgraph::source::{discover, read};
/// let (inputs, _errors) = discover(&["data/corpus".into()]);
/// for input in &inputs {
///     let batch = read(input);
///     println!("{}: {} documents", input.identifier(), batch.documents.len());
/// }
/// ```
pub fn read(input: &Input) -> Batch {
    match load(input) {
        Ok(bytes) => parse(input, &bytes),
        Err(source) => Batch {
            documents: Vec::new(),
            errors: vec![Error::Unreadable {
                path: input.identifier().to_owned(),
                source,
            }],
        },
    }
}

fn load(input: &Input) -> io::Result<Vec<u8>> {
    match input {
        Input::File { path, .. } => fs::read(path),
        Input::Stdin => {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes)?;
            Ok(bytes)
        }
    }
}

/// Makes documents of the bytes of an input.
fn parse(input: &Input, bytes: &[u8]) -> Batch {
    let identifier = input.identifier();
    let decoded = match encoding::decode(bytes) {
        Ok(decoded) => decoded,
        Err(kind) => {
            let path = identifier.to_owned();
            return Batch {
                documents: Vec::new(),
                errors: vec![Error::Binary { path, kind }],
            };
        }
    };
    let form = form(input, &decoded.text);
    if form == Form::JsonLines {
        return jsonl::documents(identifier, &decoded);
    }
    let document = document(identifier, decoded, form);
    Batch {
        documents: vec![Document {
            hash: hash(bytes),
            ..document
        }],
        errors: Vec::new(),
    }
}

/// How to understand an input: by its suffix, else by how it begins.
fn form(input: &Input, text: &str) -> Form {
    let suffix = match input {
        Input::File { path, .. } => walk::suffix(path),
        Input::Stdin => String::new(),
    };
    match suffix.as_str() {
        "html" | "htm" => Form::Html,
        "jsonl" => Form::JsonLines,
        "txt" | "md" => Form::Text,
        _ if begins_like_html(text) => Form::Html,
        _ if *input == Input::Stdin && jsonl::begins_like_json(text) => Form::JsonLines,
        _ => Form::Text,
    }
}

/// Whether a text is a page: it begins with a tag or a document type.
fn begins_like_html(text: &str) -> bool {
    let mut start = text.trim_start().chars();
    start.next() == Some('<')
        && start
            .next()
            .is_some_and(|it| it == '!' || it.is_ascii_alphabetic())
}

/// A document without its hash.
fn document(identifier: &str, decoded: Decoded, form: Form) -> Document {
    let (text, metadata) = match form {
        Form::Html => html::page(&decoded.text),
        Form::Text | Form::JsonLines => (decoded.text, Metadata::default()),
    };
    let mut warnings = decoded.warnings;
    if text.trim().is_empty() {
        warnings.push("there is no text in it".to_owned());
    }
    let warning = |message| Warning {
        place: identifier.to_owned(),
        message,
    };
    Document {
        identifier: identifier.to_owned(),
        text: ContextText::new(text),
        metadata,
        hash: String::new(),
        encoding: decoded.encoding.to_owned(),
        warnings: warnings.into_iter().map(warning).collect(),
    }
}

/// SHA-256 in hexadecimal.
fn hash(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            // Writing to a string cannot fail.
            let _never = write!(text, "{byte:02x}");
            text
        })
}

/// The path with forward slashes.
fn identifier(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}
