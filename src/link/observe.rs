//! Yearly indicators of an imported table: whom and what they are about, as the graph names both.

use crate::graph::{Base, entity_iri, indicator_iri};
use crate::lexicon::{Lexicon, Scheme};
use crate::link::dataset::{DataSet, Role};
use crate::model::{Entity, EntityKind};

/// Gives each observation the IRIs of its park and its indicator.
pub fn observe(set: &mut DataSet, lexicon: &Lexicon, base: &Base) {
    if set.role != Role::Data {
        return;
    }
    for record in &mut set.records {
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
        let feature = entity_iri(&park, base);
        record
            .values
            .push(("feature".to_owned(), feature.into_string()));
        record
            .values
            .push(("property".to_owned(), property.into_string()));
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
