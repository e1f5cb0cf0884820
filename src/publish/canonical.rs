//! The canonical form of a dataset (RDFC-1.0): equal datasets give equal bytes.

use std::io::{self, Write};

use oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm, Dataset};
use oxrdf::{Quad, QuadRef};

/// Writes canonical N-Quads: blank nodes named by RDFC-1.0 with SHA-256, lines sorted by code point, each once.
///
/// The quads of a reading have no blank nodes and are cheap to write; the blank nodes of an imported graph can be
/// costly if they are many and alike.
pub fn write(quads: impl IntoIterator<Item = Quad>, mut writer: impl Write) -> io::Result<()> {
    let quads = rename(quads.into_iter().collect());
    let mut lines: Vec<_> = quads.iter().map(|quad| format!("{quad} .\n")).collect();
    lines.sort_unstable();
    lines.dedup();
    for line in lines {
        writer.write_all(line.as_bytes())?;
    }
    writer.flush()
}

/// Gives blank nodes their canonical names. Quads without any are left as they are, which is what makes this cheap.
pub fn rename(quads: Vec<Quad>) -> Vec<Quad> {
    let (blank, mut quads): (Vec<_>, Vec<_>) = quads.into_iter().partition(has_blank_node);
    let mut dataset: Dataset = blank.into_iter().collect();
    dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 {
        hash_algorithm: CanonicalizationHashAlgorithm::Sha256,
    });
    quads.extend(dataset.iter().map(QuadRef::into_owned));
    quads
}

/// Whether a quad has a blank node.
fn has_blank_node(quad: &Quad) -> bool {
    quad.subject.is_blank_node() || quad.object.is_blank_node() || quad.graph_name.is_blank_node()
}
