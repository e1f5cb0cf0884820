//! The canonical form of a dataset (RDFC-1.0): equal datasets give equal bytes.

use std::io::{self, Write};

use oxrdf::Quad;
use oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm, Dataset};

/// Writes canonical N-Quads: blank nodes named by RDFC-1.0 with SHA-256, lines sorted by code point, each once.
///
/// The quads of a reading have no blank nodes and are cheap to write; the blank nodes of an imported graph can be
/// costly if they are many and alike.
pub fn write(quads: impl IntoIterator<Item = Quad>, mut writer: impl Write) -> io::Result<()> {
    let mut dataset: Dataset = quads.into_iter().collect();
    dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 {
        hash_algorithm: CanonicalizationHashAlgorithm::Sha256,
    });
    let mut lines: Vec<_> = dataset.iter().map(|quad| format!("{quad} .\n")).collect();
    lines.sort_unstable();
    for line in lines {
        writer.write_all(line.as_bytes())?;
    }
    writer.flush()
}
