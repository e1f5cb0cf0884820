//! What one dataset has that another has not, quad by quad.

use oxrdf::{GraphName, Quad};

use crate::publish::canonical;

/// The quads that lead from an old dataset to a new one, each sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// In the old dataset only.
    pub removed: Vec<Quad>,
    /// In the new dataset only.
    pub added: Vec<Quad>,
}

impl Difference {
    /// Compares two datasets. Both must be [`comparable`].
    ///
    /// ```
    /// use parkgraph::publish::diff::{Difference, comparable};
    /// use parkgraph::publish::rdf::{Format, read};
    /// let [old, new] = ["_:a <urn:p> 1 .", "_:b <urn:p> 1 . <urn:c> <urn:p> 2 ."]
    ///     .map(|it| read(it.as_bytes(), Format::Turtle).unwrap());
    /// let (old, new) = comparable(old, new);
    /// let difference = Difference::between(&old, &new);
    /// assert_eq!((difference.removed.len(), difference.added.len()), (0, 1));
    /// ```
    pub fn between(old: &[Quad], new: &[Quad]) -> Self {
        let (mut old, mut new) = (sorted(old), sorted(new));
        let mut difference = Self::default();
        loop {
            let order = match (old.last(), new.last()) {
                (Some((one, _)), Some((other, _))) => one.cmp(other),
                (Some(_), None) => std::cmp::Ordering::Greater,
                (None, Some(_)) => std::cmp::Ordering::Less,
                (None, None) => break,
            };
            let removed = order.is_ge().then(|| old.pop()).flatten();
            let added = order.is_le().then(|| new.pop()).flatten();
            if order.is_ne() {
                difference.removed.extend(removed.map(|it| it.1.clone()));
                difference.added.extend(added.map(|it| it.1.clone()));
            }
        }
        difference.removed.reverse();
        difference.added.reverse();
        difference
    }

    /// Whether the datasets are equal.
    pub fn is_empty(&self) -> bool {
        self.removed.is_empty() && self.added.is_empty()
    }
}

/// Brings two datasets into a form in which they can be compared: blank nodes get canonical names, and if one of the
/// datasets has no named graphs, the other's are united.
pub fn comparable(old: Vec<Quad>, new: Vec<Quad>) -> (Vec<Quad>, Vec<Quad>) {
    let has_graphs = |quads: &[Quad]| quads.iter().any(|it| !it.graph_name.is_default_graph());
    let unite = !(has_graphs(&old) && has_graphs(&new));
    let form = |mut quads: Vec<Quad>| {
        if unite {
            for quad in &mut quads {
                quad.graph_name = GraphName::DefaultGraph;
            }
        }
        canonical::rename(quads)
    };
    (form(old), form(new))
}

/// The quads with the text they are sorted by, each once.
fn sorted(quads: &[Quad]) -> Vec<(String, &Quad)> {
    let mut sorted: Vec<_> = quads.iter().map(|it| (it.to_string(), it)).collect();
    sorted.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    sorted.dedup_by(|one, other| one.0 == other.0);
    sorted
}
