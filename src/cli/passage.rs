//! Sentences of a document with the evidence in them marked.

use std::collections::BTreeMap;

use parkgraph::model::{self, ContextText, Piece, Span};
use parkgraph::store::Store;

use crate::cli::output::Emphasis;
use crate::cli::select::{select, text};

/// The sentences that hold the spans, in text order, each once and on one line, with the spans marked.
pub(crate) fn passages(text: &ContextText, spans: &[Span], emphasis: Emphasis) -> Vec<String> {
    let (before, after) = emphasis.marks();
    let show = |piece| match piece {
        Piece::Cut => "…".to_owned(),
        Piece::Plain(text) => text.to_owned(),
        Piece::Marked(text) => [before, text, after].concat(),
    };
    let passages = model::passages(text, spans).into_iter();
    let lines = passages.map(|it| it.pieces(text).into_iter().map(show).collect::<String>());
    let one_line = |line: String| line.split_whitespace().collect::<Vec<_>>().join(" ");
    lines.map(one_line).collect()
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

    #[test]
    fn evidence_stands_in_brackets_on_one_line() {
        let text = ContextText::new("乙园区\t获评示范园区。".to_owned());
        let shown = passages(&text, &[Span::new(0, 3)], Emphasis::Brackets);
        assert_eq!(shown, ["【乙园区】 获评示范园区。"]);
    }
}
