//! What a document was understood to say: the value that leaves the pipeline.

use crate::model::{
    ContextText, Damage, Entity, EntityId, Fact, Fingerprint, Mention, Metadata, Warning,
};

/// One document, read: its entities and facts with the characters they were read from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The document's identifier.
    pub identifier: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub hash: String,
    /// Name of the encoding it was decoded from.
    pub encoding: String,
    /// Version of the program, and hash of lexicon and rules: with the same reader and hash nothing changes.
    pub reader: String,
    /// The context text, which all spans count in.
    pub text: ContextText,
    /// Title, date, source and so on, from the container and from the text's own header lines.
    pub metadata: Metadata,
    /// How damaged the text was.
    pub damage: Damage,
    /// By which reprints are found; very short texts have none.
    pub fingerprint: Option<Fingerprint>,
    /// Entities, sorted by kind, name and code.
    pub entities: Vec<Entity>,
    /// Mentions in text order, each with the entity that it refers to.
    pub mentions: Vec<(Mention, EntityId)>,
    /// Facts, in text order of their evidence.
    pub facts: Vec<Fact<EntityId>>,
    /// What was odd.
    pub warnings: Vec<Warning>,
}

impl Reading {
    /// The entity behind an id.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0]
    }
}
