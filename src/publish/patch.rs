//! A difference as RDF Patch: a transaction of deletions and additions, one quad a line.
//!
//! <https://afs.github.io/rdf-delta/rdf-patch.html>

use std::io::{self, Write};

use crate::publish::diff::Difference;

/// Writes the patch: deletions first, then additions, each sorted. A dataset without graphs gives triples.
///
/// ```
/// use parkgraph::publish::{diff::Difference, patch, rdf};
/// let added = rdf::read("<urn:a> <urn:b> 1 .".as_bytes(), rdf::Format::Turtle).unwrap();
/// let mut text = Vec::new();
/// patch::write(&Difference { added, ..Difference::default() }, &mut text)?;
/// let integer = "\"1\"^^<http://www.w3.org/2001/XMLSchema#integer>";
/// assert_eq!(String::from_utf8_lossy(&text), format!("TX .\nA <urn:a> <urn:b> {integer} .\nTC .\n"));
/// # std::io::Result::Ok(())
/// ```
pub fn write(difference: &Difference, mut writer: impl Write) -> io::Result<()> {
    writeln!(writer, "TX .")?;
    for (letter, quads) in [('D', &difference.removed), ('A', &difference.added)] {
        for quad in quads {
            writeln!(writer, "{letter} {quad} .")?;
        }
    }
    writeln!(writer, "TC .")?;
    writer.flush()
}
