//! Tables of files, before anything is known of what their columns mean.

/// A table: its headers, and its rows with their lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The headers.
    pub headers: Vec<String>,
    /// Each row with the line on which it begins.
    pub rows: Vec<(usize, Vec<String>)>,
    /// Lines that are no rows.
    pub broken: Vec<BadRow>,
}

/// A row that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// Line of the file, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}
