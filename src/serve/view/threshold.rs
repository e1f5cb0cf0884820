//! What standards demand of an indicator.

use oxrdf::{NamedNode, NamedNodeRef, NamedOrBlankNode};

use crate::model::Comparator;
use crate::serve::view::{Node, View, local};
use crate::store::Error;
use crate::vocab::{pg, qudt};

/// A threshold of a standard.
#[derive(Clone, Debug)]
pub(crate) struct Threshold {
    /// The demand.
    pub(crate) criterion: NamedNode,
    /// The standard that makes it.
    pub(crate) standard: Option<NamedNode>,
    /// The threshold in the base unit.
    pub(crate) value: f64,
    /// The threshold as the standard writes it.
    pub(crate) written: String,
    /// Whether it is to be reached or not to be passed.
    pub(crate) comparator: Comparator,
}

/// The thresholds for an indicator in a unit, by standard.
pub(crate) fn thresholds(
    view: &View<'_>,
    indicator: NamedNodeRef<'_>,
    unit: &str,
) -> Result<Vec<Threshold>, Error> {
    let mut found = Vec::new();
    for quad in view.store.quads_to(indicator) {
        let quad = quad?;
        if let (true, NamedOrBlankNode::NamedNode(criterion)) =
            (quad.predicate == pg::ASSESSES, quad.subject)
        {
            let criterion = Node::load(view.store, criterion.as_ref())?;
            if criterion.text(pg::UNIT_TEXT) == Some(unit) {
                found.extend(threshold(criterion));
            }
        }
    }
    found.sort_by(|one, other| one.criterion.cmp(&other.criterion));
    Ok(found)
}

/// The threshold of a demand; none where it is no number.
fn threshold(criterion: Node) -> Option<Threshold> {
    let comparator = criterion.node(pg::HAS_COMPARATOR);
    let comparator = comparator.map_or("", |it| local(it.as_str()));
    Some(Threshold {
        standard: criterion.node(pg::OF_STANDARD).cloned(),
        value: criterion.text(qudt::NUMERIC_VALUE)?.parse().ok()?,
        written: criterion
            .text(pg::VALUE_TEXT)
            .unwrap_or_default()
            .to_owned(),
        comparator: Comparator::from_name(comparator).unwrap_or_default(),
        criterion: criterion.iri,
    })
}
