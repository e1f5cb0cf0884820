//! Files of separated values: rows with the lines on which they begin.

use csv::{ByteRecord, Position, ReaderBuilder, WriterBuilder};

use crate::link::import::rows::{BadRow, Table};

/// How a file of separated values is written; the names are those of CSVW dialects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// Between cells.
    pub delimiter: u8,
    /// Around cells that hold delimiters or ends of lines; none where quotes mean nothing.
    pub quote: Option<u8>,
    /// What stands before a quote inside of a cell; a quote itself if there is nothing here.
    pub escape: Option<u8>,
    /// What lines begin with that are no rows.
    pub comment: Option<u8>,
    /// Lines on top that are no rows.
    pub skip_rows: usize,
    /// Columns on the left that are none.
    pub skip_columns: usize,
    /// Rows of headers; the names of columns are in the last.
    pub header_rows: usize,
}

impl Dialect {
    /// The usual form, with the delimiter that the first line has: a tab if there is one, else a semicolon or a comma, whichever is more
    /// frequent.
    pub fn of(text: &str) -> Self {
        let first = text.lines().next().unwrap_or_default();
        let count = |it: char| first.matches(it).count();
        let delimiter = if count('\t') > 0 {
            b'\t'
        } else if count(';') > count(',') {
            b';'
        } else {
            b','
        };
        Self::separated_by(delimiter)
    }

    /// The usual form with this delimiter.
    pub fn separated_by(delimiter: u8) -> Self {
        Self {
            delimiter,
            quote: Some(b'"'),
            escape: None,
            comment: None,
            skip_rows: 0,
            skip_columns: 0,
            header_rows: 1,
        }
    }
}

/// A table of separated values. Rows that have not as many cells as there are headers are broken.
pub fn separated(text: &str, dialect: &Dialect) -> Table {
    let skipped = text.split_inclusive('\n').take(dialect.skip_rows);
    let start: usize = skipped.map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    let length = u64::try_from(rest.len()).unwrap_or(u64::MAX);
    let mut lines = Lines::new(rest, dialect);
    let mut reader = reader(dialect).from_reader(rest.as_bytes());
    let mut table = Table::default();
    let mut width = None;
    let mut record = ByteRecord::new();
    let mut number = 0;
    loop {
        let read = reader.read_byte_record(&mut record);
        let at = record.position().map_or(0, Position::byte);
        let line = lines.line_of(usize::try_from(at).unwrap_or_default());
        match read {
            Ok(false) => return table,
            Ok(true) if number < dialect.header_rows => table.headers = cells(&record, dialect),
            Ok(true) => {
                let cells = cells(&record, dialect);
                let want = *width.get_or_insert(match table.headers.len() {
                    0 => cells.len(),
                    headers => headers,
                });
                let is_last = reader.position().byte() >= length;
                match problem(&cells, want) {
                    _ if is_last && is_open(lines.rest(), dialect) => {
                        let message = OPEN.to_owned();
                        table.broken.push(BadRow { line, message });
                    }
                    Some(message) => table.broken.push(BadRow { line, message }),
                    None => table.rows.push((line, cells)),
                }
            }
            Err(error) => {
                let message = error.to_string();
                table.broken.push(BadRow { line, message });
                return table;
            }
        }
        number += 1;
    }
}

/// Rows under their headers as separated values; what a cell may not hold bare stands in quotes.
pub(in crate::link) fn separate<const N: usize>(
    headers: &[&str; N],
    rows: &[[String; N]],
    delimiter: u8,
) -> String {
    let mut writer = WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(Vec::new());
    // Writing to memory cannot fail, and all rows are of one length.
    drop(writer.write_record(headers));
    for row in rows {
        drop(writer.write_record(row));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// What is wrong with the last row of a file that ends in a quote.
const OPEN: &str =
    "a quote opens here and does not close, so that the rest of the file is one cell";

fn reader(dialect: &Dialect) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder
        .has_headers(false)
        .flexible(true)
        .delimiter(dialect.delimiter)
        .comment(dialect.comment)
        .quoting(dialect.quote.is_some())
        .quote(dialect.quote.unwrap_or(b'"'))
        .double_quote(dialect.escape.is_none())
        .escape(dialect.escape);
    builder
}

fn cells(record: &ByteRecord, dialect: &Dialect) -> Vec<String> {
    let cells = record.iter().skip(dialect.skip_columns);
    cells
        .map(|it| String::from_utf8_lossy(it).into_owned())
        .collect()
}

fn problem(cells: &[String], want: usize) -> Option<String> {
    let have = cells.len();
    (have != want).then(|| format!("{have} cells, but {want} headers"))
}

/// The lines of a text, counted once from its beginning.
struct Lines<'a> {
    text: &'a str,
    comment: Option<u8>,
    at: usize,
    line: usize,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str, dialect: &Dialect) -> Self {
        Self {
            text,
            comment: dialect.comment,
            at: 0,
            line: dialect.skip_rows + 1,
        }
    }

    /// The line of the row that the reader says begins at a byte; it may say the end of the line before, an empty line or a comment.
    fn line_of(&mut self, byte: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut byte = byte.max(self.at);
        while let Some(next) = bytes.get(byte) {
            if Some(*next) == self.comment {
                let rest = bytes.get(byte..).unwrap_or_default();
                byte += rest.iter().take_while(|it| **it != b'\n').count();
            } else if matches!(next, b'\r' | b'\n') {
                byte += 1;
            } else {
                break;
            }
        }
        let passed = bytes.get(self.at..byte).unwrap_or_default();
        self.line += passed.split(|it| *it == b'\n').skip(1).count();
        self.at = byte;
        self.line
    }

    /// The text from the last row on.
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }
}

/// Whether a row ends inside of a quoted cell.
fn is_open(row: &str, dialect: &Dialect) -> bool {
    let Some(quote) = dialect.quote else {
        return false;
    };
    let (mut is_quoted, mut is_start) = (false, true);
    let mut bytes = row.bytes();
    while let Some(byte) = bytes.next() {
        if is_quoted && Some(byte) == dialect.escape {
            bytes.next();
        } else if byte == quote && (is_quoted || is_start) {
            // A doubled quote closes a cell and opens it again.
            is_quoted = !is_quoted;
            is_start = !is_quoted;
        } else if !is_quoted {
            is_start = byte == dialect.delimiter || byte == b'\n';
        }
    }
    is_quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<usize> {
        let table = separated(text, &Dialect::of(text));
        assert!(table.broken.is_empty(), "{:?}", table.broken);
        table.rows.iter().map(|(line, _)| *line).collect()
    }

    #[test]
    fn lines_of_files_from_windows_were_one_too_low() {
        assert_eq!(lines("a,b\n1,2\n3,4\n"), [2, 3]);
        assert_eq!(lines("a,b\r\n1,2\r\n3,4\r\n"), [2, 3]);
        assert_eq!(lines("a,b\r\n\r\n1,\"2\r\n2\"\r\n3,4"), [3, 5]);
        let text = "about\r\na,b\r\n# no row\r\n1,2\r\n";
        let dialect = Dialect {
            skip_rows: 1,
            comment: Some(b'#'),
            ..Dialect::of("a,b")
        };
        assert_eq!(separated(text, &dialect).rows[0].0, 4);
    }

    #[test]
    fn a_quote_that_does_not_close_swallowed_the_next_row() {
        let text = "a,b\n1,\"x\n2,y\n";
        let table = separated(text, &Dialect::of(text));
        assert!(table.rows.is_empty());
        assert_eq!((table.broken[0].line, table.broken.len()), (2, 1));
        for text in ["a,b\n1,\"x\"\n", "a,b\n1,5\" pipe\n", "a,b\n1,\"\"\"x\"\n"] {
            let table = separated(text, &Dialect::of(text));
            assert_eq!((table.rows.len(), table.broken.len()), (1, 0), "{text}");
        }
    }
}
