//! What the program says: results to standard output, the rest to standard error, and no complaint when nobody listens.

use std::fmt;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};

/// How much is said on standard error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Voice {
    /// Errors only.
    Quiet,
    /// Also what a user should know.
    Normal,
    /// Also every warning of every document.
    Verbose,
}

impl Voice {
    /// Says something a user should know.
    pub(crate) fn note(self, message: impl fmt::Display) {
        if self >= Self::Normal {
            say(format_args!("{message}"));
        }
    }

    /// Says something that only who asks for it wants to know.
    pub(crate) fn detail(self, message: impl fmt::Display) {
        if self >= Self::Verbose {
            say(format_args!("{message}"));
        }
    }
}

/// Says what went wrong.
pub(crate) fn error(message: fmt::Arguments<'_>) {
    say(format_args!("error: {message}"));
}

/// An error with its causes, without repeating a cause that the message names already.
pub(crate) fn chain<'a>(
    causes: impl Iterator<Item = &'a (dyn std::error::Error + 'static)>,
) -> String {
    let mut text = String::new();
    for cause in causes.map(ToString::to_string) {
        if text.is_empty() {
            text = cause;
        } else if !text.contains(&cause) {
            text = format!("{text}: {cause}");
        }
    }
    text
}

/// A line on standard error; if nobody listens there, nothing can be done.
fn say(message: fmt::Arguments<'_>) {
    let written = writeln!(io::stderr().lock(), "{message}");
    drop(written);
}

/// Standard output, to be flushed at the end.
pub(crate) fn results() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// Writes a text to standard output.
pub(crate) fn print(text: &str) -> io::Result<()> {
    let mut results = results();
    results.write_all(text.as_bytes())?;
    results.flush()
}

/// Whether somebody looks at standard output, rather than a program.
pub(crate) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// How words are made to stand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Emphasis {
    /// Bold, by terminal codes.
    Bold,
    /// In lenticular brackets: 【…】.
    Brackets,
}

impl Emphasis {
    /// Bold on a terminal that wants it, brackets elsewhere.
    pub(crate) fn detect() -> Self {
        if is_terminal() && std::env::var_os("NO_COLOR").is_none() {
            Self::Bold
        } else {
            Self::Brackets
        }
    }

    /// What stands before and after the words.
    pub(crate) fn marks(self) -> (&'static str, &'static str) {
        match self {
            Self::Bold => ("\u{1b}[1m", "\u{1b}[0m"),
            Self::Brackets => ("【", "】"),
        }
    }
}

/// Whether an error only says that the reader of standard output has gone away, as `head` does.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let cause = cause.downcast_ref::<io::Error>();
        cause.is_some_and(|it| it.kind() == io::ErrorKind::BrokenPipe)
    })
}

/// A table with aligned columns; double-width characters count as two.
pub(crate) fn table(header: &[String], rows: Vec<Vec<String>>) -> String {
    let mut table = Table::new();
    let line = LineStyle::none().fill('─').junction('─');
    table.load_style(TableStyle::new().header_separator(line));
    let arrangement = if is_terminal() {
        ContentArrangement::Dynamic
    } else {
        ContentArrangement::Disabled
    };
    table.set_content_arrangement(arrangement);
    if header.iter().any(|it| !it.is_empty()) {
        table.set_header(header.to_vec());
    }
    table.add_rows(rows);
    align(&mut table);
    table.trim_fmt() + "\n"
}

/// Puts numbers to the right.
fn align(table: &mut Table) {
    for index in 0..table.column_count() {
        let mut cells = table.column_cells_iter(index).flatten();
        let is_number = cells.all(|cell| {
            let content = cell.content();
            !content.is_empty() && content.chars().all(|it| it.is_ascii_digit() || it == '.')
        });
        if let (true, Some(column)) = (is_number, table.column_mut(index)) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
}
