//! The nouns: plain data that every stage takes and gives. Nothing here reads a file, prints or knows RDF.

mod damage;
mod date;
mod document;
mod entity;
mod extraction;
mod fact;
mod fingerprint;
mod mention;
mod passage;
mod reading;
mod span;
mod value;

pub use damage::Damage;
pub use document::{Document, Metadata, Warning};
pub use entity::{Entity, EntityId, Language};
pub use extraction::{Around, Extraction, Nearness};
pub use fact::{
    Conferral, ConferralStatus, Event, EventType, Evidence, Fact, FactKind, Modality, Observation,
    RuleId, Statement,
};
pub use fingerprint::Fingerprint;
pub use mention::{EntityKind, Mention, MentionId};
pub use passage::{Passage, Piece, passages};
pub use reading::Reading;
pub use span::{ContextText, Span};
pub use value::{Base, Change, Comparator, Decimal, PartialDate, Quantity};
