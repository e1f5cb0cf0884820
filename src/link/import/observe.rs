//! Yearly indicators of an imported table: whom and what they are about, as the graph names both.

use crate::graph::{Base, entity_iri, indicator_iri};
use crate::lexicon::{Lexicon, Scheme};
use crate::link::dataset::Record;
use crate::model::{Entity, EntityKind};

/// Gives an observation the IRIs of its park and its indicator.
pub(super) fn observe(record: &mut Record, lexicon: &Lexicon, base: &Base) {
    let park = Entity {
        kind: EntityKind::Park,
        name: canonical(lexicon, Scheme::Park, &record.name)
            .unwrap_or_else(|| lexicon.park_key(&record.name)),
        code: None,
        aliases: [].into(),
    };
    let indicator = record.value("indicator").unwrap_or_default();
    let name = canonical(lexicon, Scheme::Indicator, indicator);
    let property = indicator_iri(name.as_deref().unwrap_or(indicator), base);
    for (column, iri) in [("feature", entity_iri(&park, base)), ("property", property)] {
        record.values.push((column.to_owned(), iri.into_string()));
    }
}

/// The canonical name of the only entry of a scheme that has a name.
fn canonical(lexicon: &Lexicon, scheme: Scheme, name: &str) -> Option<String> {
    let mut entries = lexicon
        .named(name)
        .map(|(_, it)| it)
        .filter(|it| it.scheme == scheme);
    match (entries.next(), entries.next()) {
        (Some(only), None) => Some(only.name.clone()),
        _ => None,
    }
}
