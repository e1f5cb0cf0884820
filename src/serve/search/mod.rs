//! Full-text search over the names of entities and the sentences of documents.
//!
//! The index is made in memory from the store. Chinese is cut into pairs of characters, so that no dictionary decides what
//! can be found; names, sentences and what is asked for are brought into one form first: simplified, without pinyin.

mod index;
mod token;

use oxrdf::NamedNode;

use crate::model::Span;

pub(crate) use index::Search;
pub(crate) use token::marks;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Found {
    /// Entities that are named so, the best first; those of the same score in the order of their IRIs.
    pub(crate) entities: Vec<Hit>,
    /// Sentences that have all words, in the same order.
    pub(crate) sentences: Vec<SentenceHit>,
}

/// An entity that was found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Hit {
    /// The entity.
    pub(crate) iri: NamedNode,
    /// How well it fits; comparable within one search only.
    pub(crate) score: f32,
}

/// A sentence that was found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SentenceHit {
    /// The document.
    pub(crate) document: NamedNode,
    /// Where the sentence stands in its text.
    pub(crate) span: Span,
    /// How well it fits; comparable within one search only.
    pub(crate) score: f32,
}

/// What is wrong with an index.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// The store cannot be read.
    #[error(transparent)]
    Store(#[from] crate::store::Error),
    /// The index cannot be made or read.
    #[error("the full-text index failed: {0}")]
    Index(#[from] tantivy::TantivyError),
}
