//! Mistakes in lexicon and rule files, told as a compiler tells them: place, code, text, way out.

use std::fmt;
use std::io;

use thiserror::Error;

/// One mistake in a file of lexicons or rules.
#[derive(Debug, Error)]
#[error("{file}:{line}:{column}: {code}: {message}{}", Details(text, note))]
#[non_exhaustive]
pub struct Error {
    /// The file as it was opened, or its path in the repository when it is built in.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
    /// Stable code: `L…` for lexicons.
    pub code: &'static str,
    /// What is wrong, lower case, without full stop.
    pub message: String,
    /// The offending text; may be empty.
    pub text: String,
    /// What to do.
    pub note: String,
    /// The cause, where a file could not be read.
    #[source]
    pub cause: Option<io::Error>,
}

impl Error {
    /// A mistake at a place (file, line, column); add what it is with the `with_…` methods.
    pub fn at(file: impl Into<String>, line: usize, column: usize) -> Self {
        Self {
            file: file.into(),
            line,
            column,
            code: "L000",
            message: String::new(),
            text: String::new(),
            note: String::new(),
            cause: None,
        }
    }

    /// Says what is wrong.
    #[must_use]
    pub fn with_message(self, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            ..self
        }
    }

    /// Quotes the offending text.
    #[must_use]
    pub fn with_text(self, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..self
        }
    }

    /// Says what to do.
    #[must_use]
    pub fn with_note(self, note: impl Into<String>) -> Self {
        Self {
            note: note.into(),
            ..self
        }
    }

    /// Keeps the cause.
    #[must_use]
    pub fn with_cause(self, cause: io::Error) -> Self {
        Self {
            cause: Some(cause),
            ..self
        }
    }
}

/// The lines under the message.
struct Details<'a>(&'a str, &'a str);

impl fmt::Display for Details<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(text, note) = self;
        if !text.is_empty() {
            write!(f, "\n    | {text}")?;
        }
        if !note.is_empty() {
            write!(f, "\n    = note: {note}")?;
        }
        Ok(())
    }
}

/// All mistakes of all files, in the order of the files.
#[derive(Debug, Default, Error)]
pub struct Errors(pub Vec<Error>);

impl fmt::Display for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for error in &self.0 {
            writeln!(f, "{error}")?;
        }
        let count = self.0.len();
        let noun = if count == 1 { "mistake" } else { "mistakes" };
        write!(
            f,
            "{count} {noun} in the lexicons and rules; nothing was loaded"
        )
    }
}

impl Errors {
    /// The mistakes by file, line and column.
    pub fn sorted(mut errors: Vec<Error>) -> Self {
        errors.sort_by(|one, other| {
            let place = |it: &Error| (it.line, it.column);
            one.file
                .cmp(&other.file)
                .then_with(|| place(one).cmp(&place(other)))
        });
        Self(errors)
    }

    /// `value` if there are no mistakes, else all of them.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.0.is_empty() {
            Ok(value)
        } else {
            Err(self)
        }
    }
}

impl From<Error> for Errors {
    fn from(error: Error) -> Self {
        Self(vec![error])
    }
}
