//! One document through the stages: the page to read first.

use crate::clean::{clean, fingerprint, layout};
use crate::extract::{self, extract};
use crate::lexicon::Lexicon;
use crate::model::{ContextText, Document, Metadata, Reading};
use crate::resolve::resolve;

/// Loads what documents are read with beside the lexicon, in parts that may be loaded at the same time. Nobody needs to: what
/// is missing is loaded when it is first asked for.
pub const PREPARATIONS: [fn(); 2] = [extract::prepare, prepare_clean];

/// Loads the dictionaries and patterns of the clean text.
fn prepare_clean() {
    // A traditional character, so that the tables of such are loaded.
    let clean = clean(&ContextText::new("\u{5712}\n".to_owned()));
    layout(&clean, &Metadata::default());
}

/// Reads a document: clean, extract, resolve. The same document, lexicon and rules give the same reading.
pub fn read(document: Document, lexicon: &Lexicon) -> Reading {
    let clean = clean(&document.text);
    let layout = layout(&clean, &document.metadata);
    let fingerprint = fingerprint(&clean, &layout);
    let extraction = extract(lexicon, &clean, &layout);
    let resolution = resolve(lexicon, extraction);
    Reading {
        identifier: document.identifier,
        hash: document.hash,
        encoding: document.encoding,
        reader: lexicon.version().to_owned(),
        text: document.text,
        metadata: layout.metadata,
        damage: clean.damage,
        fingerprint,
        entities: resolution.entities,
        mentions: resolution.mentions,
        facts: resolution.facts,
        warnings: document.warnings,
    }
}
