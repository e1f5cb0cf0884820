//! Clean text is divided into blocks, and its header lines are read.

use std::ops::Range;

use crate::clean::CleanText;
use crate::model::Metadata;

/// What a block of a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// The headline of the document.
    Title,
    /// The line with date, source and views.
    Header,
    /// A heading within the text.
    Heading,
    /// Running text.
    Paragraph,
    /// Rows of a table, one a line, with tabs between the cells (or `|` in Markdown).
    Table,
    /// Reprint notices, copyright, navigation: said by the site, not by the text.
    Boilerplate,
}

/// A block of the clean text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes in the clean text, without the line end.
    pub bytes: Range<usize>,
}

/// How a document is laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The blocks in text order. They do not overlap; only line ends and blanks lie between them.
    pub blocks: Vec<Block>,
    /// What is known of the document: what its container said, else what its own lines say.
    pub metadata: Metadata,
}

/// Divides clean text into blocks and reads what it says about itself.
pub fn layout(clean: &CleanText, given: &Metadata) -> Layout {
    let mut from = 0;
    let mut blocks = Vec::new();
    for line in clean.text().split('\n') {
        let bytes = from..from + line.len();
        from = bytes.end + 1;
        blocks.push(Block {
            kind: BlockKind::Paragraph,
            bytes,
        });
    }
    Layout {
        blocks,
        metadata: given.clone(),
    }
}
