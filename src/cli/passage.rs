//! Sentences of a document with the evidence in them marked.

use std::collections::BTreeMap;

use parkgraph::model::{ContextText, Span};
use parkgraph::store::Store;

use crate::cli::output::Emphasis;
use crate::cli::select::{select, text};

/// Where sentences end.
const ENDS: [char; 6] = ['。', '！', '？', '；', '\n', '\r'];
/// A sentence is cut to so many characters on each side of the evidence.
const SIDE: usize = 80;

/// The sentences that hold the spans, in text order, each once, with the spans marked.
pub(crate) fn passages(text: &ContextText, spans: &[Span], emphasis: Emphasis) -> Vec<String> {
    let characters: Vec<char> = text.as_str().chars().collect();
    let mut passages: Vec<(Span, Vec<Span>)> = Vec::new();
    for span in merged(spans) {
        let sentence = around(&characters, span);
        match passages.last_mut() {
            Some((last, marked)) if last.overlaps(sentence) => {
                *last = last.cover(sentence);
                marked.push(span);
            }
            _ => passages.push((sentence, vec![span])),
        }
    }
    passages
        .into_iter()
        .map(|(sentence, marked)| mark(text, (sentence, &marked), emphasis))
        .collect()
}

/// The spans in order, those that touch united.
fn merged(spans: &[Span]) -> Vec<Span> {
    let mut spans = spans.to_vec();
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
fn around(characters: &[char], span: Span) -> Span {
    let is_end = |at: &usize| characters.get(*at).is_some_and(|it| ENDS.contains(it));
    let first = span.start().saturating_sub(SIDE);
    let start = (first..span.start()).rev().find(is_end);
    let start = start.map_or(first, |it| it + 1);
    let last = span.end().saturating_add(SIDE).min(characters.len());
    let end = (span.end()..last).find(is_end);
    let end = end.map_or(last, |it| it + 1);
    Span::new(start, end.max(span.end()))
}

/// The sentence on one line, its spans marked, with an ellipsis where it was cut.
fn mark(text: &ContextText, (sentence, marked): (Span, &[Span]), emphasis: Emphasis) -> String {
    let (before, after) = emphasis.marks();
    let mut passage = String::new();
    let mut done = sentence.start();
    if is_cut(text, done) {
        passage.push('…');
    }
    for span in marked {
        passage.push_str(text.slice(Span::new(done, span.start())));
        passage.push_str(before);
        passage.push_str(text.slice(*span));
        passage.push_str(after);
        done = span.end();
    }
    passage.push_str(text.slice(Span::new(done, sentence.end())));
    if is_cut(text, sentence.end()) {
        passage.push('…');
    }
    passage.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a sentence goes on across an offset.
fn is_cut(text: &ContextText, offset: usize) -> bool {
    if offset == 0 || offset >= text.len() {
        return false;
    }
    !text.slice(Span::new(offset - 1, offset)).contains(ENDS)
}

/// The texts of documents, each fetched once.
pub(crate) struct Texts<'a> {
    store: &'a Store,
    texts: BTreeMap<String, ContextText>,
}

impl<'a> Texts<'a> {
    /// No text yet.
    pub(crate) fn new(store: &'a Store) -> Self {
        Self {
            store,
            texts: BTreeMap::new(),
        }
    }

    /// The text of the document with this IRI.
    pub(crate) fn get(&mut self, document: &str) -> anyhow::Result<&ContextText> {
        if !self.texts.contains_key(document) {
            let query = format!("SELECT ?text {{ <{document}> nif:isString ?text }}");
            let rows = select(self.store, &query)?;
            let content = rows.first().and_then(|row| text(row, "text"));
            let content = ContextText::new(content.unwrap_or_default());
            self.texts.insert(document.to_owned(), content);
        }
        Ok(self.texts.entry(document.to_owned()).or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, spans: &[(usize, usize)], expected: &[&str]) {
        let spans: Vec<Span> = spans.iter().map(|&(a, b)| Span::new(a, b)).collect();
        let text = ContextText::new(text.to_owned());
        assert_eq!(passages(&text, &spans, Emphasis::Brackets), expected);
    }

    #[test]
    fn a_sentence_is_shown_whole_with_all_its_evidence_marked() {
        let text = "甲市很大。乙园区\t获评示范园区，面积4平方公里。丙。";
        check(
            text,
            &[(5, 8), (11, 15)],
            &["【乙园区】 获评【示范园区】，面积4平方公里。"],
        );
        check(text, &[(24, 25), (0, 2)], &["【甲市】很大。", "【丙】。"]);
        check(
            text,
            &[(5, 8), (7, 11)],
            &["【乙园区 获评】示范园区，面积4平方公里。"],
        );
    }

    #[test]
    fn long_sentences_are_cut_and_offsets_past_the_end_do_no_harm() {
        let long = "区".repeat(300);
        let text = ContextText::new(long);
        let shown = passages(&text, &[Span::new(150, 152)], Emphasis::Brackets);
        assert_eq!(shown[0].chars().count(), 2 + 2 * SIDE + 2 + 2);
        check("短", &[(0, 9)], &["【短】"]);
        check("", &[], &[]);
    }
}
