//! What is to be linked: an entity, its names, and what its documents say around it.

use crate::model::EntityKind;

/// An entity of the graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its IRI.
    pub iri: String,
    /// What it is.
    pub kind: EntityKind,
    /// Its names in simplified Chinese, the canonical one first.
    pub names: Vec<String>,
    /// The division code that its identity has, where its name alone is ambiguous.
    pub code: Option<String>,
    /// Identifiers that a document writes behind its name.
    pub identifiers: Vec<Identifier>,
    /// What each document that names it says around it.
    pub contexts: Vec<Context>,
}

/// An identifier: `stock_code` 600018.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identifier {
    /// The column of registers that has such values.
    pub column: &'static str,
    /// The value, without the exchange of a stock code.
    pub value: String,
}

/// What one document says around an entity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// Year of publication.
    pub year: Option<i32>,
    /// Codes of the divisions that it names without ambiguity, the nearest to the entity first.
    pub near: Vec<String>,
    /// The division that it names most often.
    pub home: Option<String>,
}
