//! One document through the stages: the page to read first.

use crate::clean::{clean, fingerprint, layout};
use crate::extract::extract;
use crate::lexicon::Lexicon;
use crate::model::{Document, Reading};
use crate::resolve::resolve;

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
