//! Entities with their names, and the places of the text where they are named.

use oxrdf::Literal;

use crate::graph::triples::Triples;
use crate::model::{EntityId, Language};
use crate::vocab::{self, pg, rdf, skos};

/// Describes every entity of the reading, and every mention of one.
pub(super) fn describe(triples: &mut Triples<'_>) {
    let reading = triples.reading;
    for id in 0..reading.entities.len() {
        describe_entity(triples, EntityId(id));
    }
    for (mention, id) in &reading.mentions {
        let entity = triples.entity(*id);
        let node = triples.mention(mention.span);
        triples.add(&node, pg::REFERS_TO, entity);
    }
}

/// Says what an entity is and what it is called.
fn describe_entity(triples: &mut Triples<'_>, id: EntityId) {
    let (node, entity) = (triples.entity(id), triples.identities.entity(id));
    triples.add(&node, rdf::TYPE, vocab::pg_term(entity.kind.name()));
    let name = label(&entity.name, Language::Simplified);
    triples.add(&node, skos::PREF_LABEL, name);
    for (alias, language) in &entity.aliases {
        if *alias != entity.name {
            triples.add(&node, skos::ALT_LABEL, label(alias, *language));
        }
    }
    if let Some(code) = &entity.code {
        triples.add(&node, pg::DIVISION_CODE, Literal::from(code.as_str()));
    }
}

/// A name in its language.
pub(super) fn label(text: &str, language: Language) -> Literal {
    // The model's tags are well-formed; RDF compares them in lower case.
    Literal::new_language_tagged_literal_unchecked(text, language.tag().to_ascii_lowercase())
}
