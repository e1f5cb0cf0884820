//! Where things are: the coordinates of an entity and of those that it is linked with by place.

use oxrdf::{NamedNode, NamedNodeRef, Term};

use crate::serve::view::{Entity, View};
use crate::store::Error;
use crate::vocab::{pg, schema};

/// How many linked entities are looked at.
const LOOKED_AT: usize = 200;

/// A point of the map, in degrees.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Position {
    /// What is there.
    pub(crate) iri: NamedNode,
    /// North of the equator, -90 to 90.
    pub(crate) latitude: f64,
    /// East of Greenwich, -180 to 180.
    pub(crate) longitude: f64,
}

/// Where an entity is, if that is known, then where the places are that it lies in and the things that lie in it.
pub(crate) fn positions(view: &View<'_>, entity: &Entity) -> Result<Vec<Position>, Error> {
    let own = &entity.node.iri;
    let around = entity.links.iter();
    let around = around.filter(|it| it.property.as_ref() == pg::LOCATED_IN);
    let others = around.flat_map(|it| &it.others).take(LOOKED_AT);
    let mut found: Vec<Position> = Vec::new();
    for node in std::iter::once(own).chain(others) {
        let position = position(view, node.as_ref())?;
        found.extend(position.filter(|it| found.iter().all(|known| known.iri != it.iri)));
    }
    Ok(found)
}

/// The coordinates of a node; none where it has none that can be.
fn position(view: &View<'_>, iri: NamedNodeRef<'_>) -> Result<Option<Position>, Error> {
    let (Some(latitude), Some(longitude)) = (
        degrees(view, iri, (schema::LATITUDE, 90.0))?,
        degrees(view, iri, (schema::LONGITUDE, 180.0))?,
    ) else {
        return Ok(None);
    };
    Ok(Some(Position {
        iri: iri.into_owned(),
        latitude,
        longitude,
    }))
}

/// The first value of a property that is a number of degrees, so many at most.
fn degrees(
    view: &View<'_>,
    iri: NamedNodeRef<'_>,
    (property, most): (NamedNodeRef<'_>, f64),
) -> Result<Option<f64>, Error> {
    for quad in view.store.quads_with(iri, property) {
        if let Term::Literal(literal) = quad?.object {
            let number = literal.value().parse::<f64>().ok();
            if let Some(number) = number.filter(|it| it.abs() <= most) {
                return Ok(Some(number));
            }
        }
    }
    Ok(None)
}
