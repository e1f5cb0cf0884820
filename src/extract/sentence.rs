//! Blocks become sentences, sentences become clauses.

use std::ops::Range;

use crate::clean::{Block, BlockKind, Layout};
use crate::extract::page::Page;

/// A sentence with its clauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sentence {
    /// Where it stands in the clean text.
    pub(super) bytes: Range<usize>,
    /// Position of its block in the layout.
    pub(super) block: usize,
    /// What kind of block that is.
    pub(super) kind: BlockKind,
    /// Its clauses; each ends before the mark that closes it.
    pub(super) clauses: Vec<Range<usize>>,
}

impl Sentence {
    /// The clause that ends before another one, or a part of one, begins.
    pub(super) fn clause_before(&self, clause: &Range<usize>) -> Option<&Range<usize>> {
        self.clauses.iter().rfind(|it| it.end <= clause.start)
    }
}

/// Marks that end a sentence.
const SENTENCE_MARKS: [char; 5] = ['。', '！', '？', '\n', '…'];
/// Marks that end a clause.
const CLAUSE_MARKS: [char; 6] = ['，', '；', '：', ';', '】', '\t'];

/// Cuts every block that may state something.
pub(super) fn sentences(text: &str, layout: &Layout) -> Vec<Sentence> {
    let mut all = Vec::new();
    for (block, it) in layout.blocks.iter().enumerate() {
        let content = text.get(it.bytes.clone()).unwrap_or_default();
        let pieces = cut(content, it.bytes.start, &SENTENCE_MARKS);
        for bytes in pieces.into_iter().flat_map(|bytes| halved(text, bytes)) {
            let sentence = text.get(bytes.clone()).unwrap_or_default();
            let clauses = cut(sentence, bytes.start, &CLAUSE_MARKS);
            if !clauses.is_empty() {
                all.push(Sentence {
                    bytes,
                    block,
                    kind: it.kind,
                    clauses,
                });
            }
        }
    }
    all
}

/// The longest sentence that is read as one, in bytes; prose stays far below.
const LONGEST: usize = 6000;

/// A piece without a sentence mark for too long, cut at its clauses or else anywhere.
fn halved(text: &str, bytes: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = bytes.start;
    while bytes.end - start > LONGEST {
        let limit = (start + LONGEST / 2..start + LONGEST)
            .rev()
            .find(|&at| text.is_char_boundary(at))
            .unwrap_or(bytes.end);
        let window = text.get(start..limit).unwrap_or_default();
        let end = window
            .rfind(CLAUSE_MARKS)
            .filter(|&at| at > 0)
            .map_or(limit, |at| start + at);
        pieces.push(start..end);
        start = end;
    }
    pieces.push(start..bytes.end);
    pieces
}

/// Pieces of a text between marks; marks inside brackets do not cut, empty pieces are left out.
fn cut(text: &str, offset: usize, marks: &[char]) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, mark) in text.char_indices() {
        match mark {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            '\n' => depth = 0,
            _ => {}
        }
        if marks.contains(&mark) && (depth == 0 || mark == '\n') {
            if !text.get(start..at).unwrap_or_default().trim().is_empty() {
                pieces.push(offset + start..offset + at);
            }
            start = at + mark.len_utf8();
        }
    }
    if !text.get(start..).unwrap_or_default().trim().is_empty() {
        pieces.push(offset + start..offset + text.len());
    }
    pieces
}

/// How many blocks a heading governs at most, and how many sentences one that opens a paragraph.
pub(super) const FAR: usize = 200;

/// The heading above a sentence.
pub(super) fn heading_above<'p>(page: &'p Page<'_>, sentence: &Sentence) -> Option<&'p Block> {
    let above = page.layout.blocks.iter().take(sentence.block);
    let mut near = above.rev().take(FAR);
    near.find(|it| it.kind == BlockKind::Heading)
}

/// Marks at the end of a block that the next one goes on behind.
const LEADING_ON: [char; 5] = ['；', ';', '：', '—', '，'];

/// Whether a block goes on with what the one before says: an item of a list, or what follows an open mark.
pub(super) fn continues(page: &Page<'_>, block: usize) -> bool {
    let blocks = &page.layout.blocks;
    let text = |it: usize| {
        let prose = blocks.get(it).filter(|it| it.kind == BlockKind::Paragraph);
        prose.map(|it| page.slice(it.bytes.clone()).trim_end())
    };
    let mut block = block;
    loop {
        let Some((before, here)) = block.checked_sub(1).and_then(text).zip(text(block)) else {
            return false;
        };
        if before.ends_with(LEADING_ON) || here.ends_with(['；', ';']) {
            return true;
        }
        // Items that begin with one mark are one list, which goes on with what leads to the first of them.
        let mark = here.chars().next().filter(|it| ITEM.contains(it));
        if mark.is_none() || before.chars().next() != mark {
            return false;
        }
        block -= 1;
    }
}

/// Marks at the head of an item.
const ITEM: [char; 9] = ['—', '●', '■', '◆', '•', '·', '-', '★', '▲'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_hold_a_clause_together() {
        let text = "甲(以下简称，乙)成立，总投资3亿元；丙";
        let pieces: Vec<&str> = cut(text, 0, &CLAUSE_MARKS)
            .into_iter()
            .filter_map(|it| text.get(it))
            .collect();
        assert_eq!(pieces, ["甲(以下简称，乙)成立", "总投资3亿元", "丙"]);
    }
}
