//! Parks side by side: the latest figure of each, indicator by indicator.

use std::collections::BTreeMap;

use oxrdf::{NamedNode, NamedNodeRef};

use crate::model::FactKind;
use crate::serve::view::{Entity, Fact, View, year_of};
use crate::store::Error;
use crate::vocab::{pg, sosa};

/// Several entities side by side.
#[derive(Clone, Debug)]
pub(crate) struct Comparison {
    /// The entities, in the order asked for.
    pub(crate) entities: Vec<Entity>,
    /// Their figures; those that most of them have first.
    pub(crate) rows: Vec<Row>,
}

/// An indicator in one unit.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// What is measured.
    pub(crate) indicator: NamedNode,
    /// The unit as written.
    pub(crate) unit: String,
    /// The latest figure of each entity.
    pub(crate) figures: Vec<Option<Figure>>,
}

/// A figure that is said to be so.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    /// The fact that states it.
    pub(crate) fact: NamedNode,
    /// Of which period or day; empty where the text does not say.
    pub(crate) date: String,
    /// The figure in the base unit.
    pub(crate) value: f64,
    /// The figure as written.
    pub(crate) written: String,
}

impl Row {
    /// How many entities have a figure.
    pub(crate) fn count(&self) -> usize {
        self.figures.iter().flatten().count()
    }
}

impl Comparison {
    /// Reads the entities that the store has of these.
    pub(crate) fn load(view: &View<'_>, iris: &[NamedNode]) -> Result<Self, Error> {
        let mut entities = Vec::new();
        for iri in iris {
            entities.extend(Entity::load(view, iri.as_ref())?);
        }
        let mut rows: BTreeMap<(String, String), Vec<Option<Figure>>> = BTreeMap::new();
        for (column, entity) in entities.iter().enumerate() {
            for fact in &entity.facts {
                let Some((indicator, figure)) = figure(fact, entity.node.iri.as_ref()) else {
                    continue;
                };
                let unit = fact.node.text(pg::UNIT_TEXT).unwrap_or_default();
                let row = rows.entry((indicator, unit.to_owned()));
                let row = row.or_insert_with(|| vec![None; entities.len()]);
                if let Some(cell) = row.get_mut(column) {
                    *cell = Some(later(cell.take(), figure));
                }
            }
        }
        let rows = rows.into_iter().map(|((indicator, unit), figures)| Row {
            indicator: NamedNode::new_unchecked(indicator),
            unit,
            figures,
        });
        let mut rows: Vec<Row> = rows.collect();
        rows.sort_by_key(|it| usize::MAX - it.count());
        Ok(Self { entities, rows })
    }
}

/// The figure that a fact states of an entity, with its indicator.
fn figure(fact: &Fact, subject: NamedNodeRef<'_>) -> Option<(String, Figure)> {
    let is_its_own = fact.node.node(sosa::HAS_FEATURE_OF_INTEREST)?.as_ref() == subject;
    let is_level = fact.node.node(pg::HAS_CHANGE)?.as_ref() == pg::LEVEL;
    let is_actual = fact.modality() == "actual" && fact.kind == FactKind::Observation;
    if !(is_its_own && is_level && is_actual) {
        return None;
    }
    let figure = Figure {
        fact: fact.node.iri.clone(),
        date: fact.date().to_owned(),
        value: fact.number()?,
        written: fact.written().to_owned(),
    };
    let indicator = fact.node.node(sosa::OBSERVED_PROPERTY)?;
    Some((indicator.as_str().to_owned(), figure))
}

/// The later of two figures; of the same day, the first.
fn later(one: Option<Figure>, other: Figure) -> Figure {
    let year = |it: &Figure| year_of(&it.date).unwrap_or(f64::MIN);
    match one {
        Some(one) if year(&one) >= year(&other) => one,
        _ => other,
    }
}
