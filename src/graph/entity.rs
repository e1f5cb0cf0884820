//! Entities with their names, and the places of the text where they are named.

use oxrdf::Literal;

use crate::graph::iri::entity_iri;
use crate::graph::triples::Triples;
use crate::model::{Entity, Language};
use crate::vocab::{self, pg, rdf, skos};

/// Describes every entity of the reading, and every mention of one.
pub(super) fn describe(triples: &mut Triples<'_>) {
    let reading = triples.reading;
    for entity in &reading.entities {
        describe_entity(triples, entity);
    }
    for (mention, id) in &reading.mentions {
        let entity = entity_iri(reading.entity(*id), triples.base);
        let node = triples.mention(mention.span);
        triples.add(&node, pg::REFERS_TO, entity);
    }
}

/// Says what an entity is and what it is called.
fn describe_entity(triples: &mut Triples<'_>, entity: &Entity) {
    let node = entity_iri(entity, triples.base);
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
