//! Passages: the sentences of a text around its evidence.

use crate::model::{ContextText, Span};

/// Where sentences end.
const ENDS: [char; 6] = ['。', '！', '？', '；', '\n', '\r'];
/// A sentence is cut to so many characters on each side of the evidence.
const SIDE: usize = 80;

/// A sentence, or several with evidence that crosses them, and the evidence in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands.
    pub span: Span,
    /// The evidence inside it, in text order, without overlaps.
    pub marked: Vec<Span>,
}

/// A part of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// The sentence goes on, but was cut here.
    Cut,
    /// Text around the evidence.
    Plain(&'a str),
    /// Evidence.
    Marked(&'a str),
}

/// The passages that hold the spans, in text order, each once.
///
/// ```
/// use parkgraph::model::{ContextText, Piece, Span, passages};
/// let text = ContextText::new("甲市很大。乙园区获评示范园区。".to_owned());
/// let passages = passages(&text, &[Span::new(5, 8)]);
/// assert_eq!(passages[0].pieces(&text), [Piece::Marked("乙园区"), Piece::Plain("获评示范园区。")]);
/// ```
pub fn passages(text: &ContextText, spans: &[Span]) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    for span in merged(text, spans) {
        let sentence = around(text, span);
        match passages.last_mut() {
            Some(last) if last.span.overlaps(sentence) => {
                last.span = last.span.cover(sentence);
                last.marked.push(span);
            }
            _ => passages.push(Passage {
                span: sentence,
                marked: vec![span],
            }),
        }
    }
    passages
}

impl Passage {
    /// The passage in pieces; none of them is empty.
    pub fn pieces<'a>(&self, text: &'a ContextText) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        let mut done = self.span.start();
        if is_cut(text, done) {
            pieces.push(Piece::Cut);
        }
        for span in &self.marked {
            pieces.push(Piece::Plain(text.slice(Span::new(done, span.start()))));
            pieces.push(Piece::Marked(text.slice(*span)));
            done = span.end();
        }
        pieces.push(Piece::Plain(text.slice(Span::new(done, self.span.end()))));
        if is_cut(text, self.span.end()) {
            pieces.push(Piece::Cut);
        }
        pieces.retain(|it| !matches!(it, Piece::Plain("") | Piece::Marked("")));
        pieces
    }
}

/// The spans in order, those that touch united, what lies past the end of the text left out.
fn merged(text: &ContextText, spans: &[Span]) -> Vec<Span> {
    let inside = |it: &Span| Span::new(it.start().min(text.len()), it.end().min(text.len()));
    let mut spans: Vec<Span> = spans.iter().map(inside).collect();
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start() <= last.end() => *last = last.cover(span),
            _ => merged.push(span),
        }
    }
    merged
}

/// The sentence around a span, cut where it is long.
fn around(text: &ContextText, span: Span) -> Span {
    let first = span.start().saturating_sub(SIDE);
    let before = text.slice(Span::new(first, span.start()));
    let start = before.chars().rev().position(|it| ENDS.contains(&it));
    let start = start.map_or(first, |it| span.start() - it);
    let last = span.end().saturating_add(SIDE).min(text.len());
    let after = text.slice(Span::new(span.end(), last));
    let end = after.chars().position(|it| ENDS.contains(&it));
    Span::new(start, end.map_or(last, |it| span.end() + it + 1))
}

/// Whether a sentence goes on across an offset.
fn is_cut(text: &ContextText, offset: usize) -> bool {
    if offset == 0 || offset >= text.len() {
        return false;
    }
    !text.slice(Span::new(offset - 1, offset)).contains(ENDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Passages as text, evidence in brackets.
    fn shown(text: &str, spans: &[(usize, usize)]) -> Vec<String> {
        let spans: Vec<Span> = spans.iter().map(|&(a, b)| Span::new(a, b)).collect();
        let text = ContextText::new(text.to_owned());
        let show = |piece: &Piece<'_>| match piece {
            Piece::Cut => "…".to_owned(),
            Piece::Plain(text) => (*text).to_owned(),
            Piece::Marked(text) => format!("【{text}】"),
        };
        let passages = passages(&text, &spans);
        let lines = passages.iter().map(|it| it.pieces(&text));
        lines.map(|it| it.iter().map(show).collect()).collect()
    }

    #[test]
    fn a_sentence_is_shown_whole_with_all_its_evidence_marked() {
        let text = "甲市很大。乙园区\t获评示范园区，面积4平方公里。丙。";
        let one = shown(text, &[(5, 8), (11, 15)]);
        assert_eq!(one, ["【乙园区】\t获评【示范园区】，面积4平方公里。"]);
        let two = shown(text, &[(24, 25), (0, 2)]);
        assert_eq!(two, ["【甲市】很大。", "【丙】。"]);
        let united = shown(text, &[(5, 8), (7, 11)]);
        assert_eq!(united, ["【乙园区\t获评】示范园区，面积4平方公里。"]);
    }

    #[test]
    fn long_sentences_are_cut_and_offsets_past_the_end_do_no_harm() {
        let cut = shown(&"区".repeat(300), &[(150, 152)]);
        assert_eq!(cut[0].chars().count(), 2 + 2 * SIDE + 2 + 2);
        assert_eq!(shown("短", &[(0, 9)]), ["【短】"]);
        assert!(shown("", &[]).is_empty());
    }
}
