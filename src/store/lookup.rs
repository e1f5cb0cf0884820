//! Quads by property and value, without SPARQL.

use oxrdf::{NamedNodeRef, TermRef};

use crate::store::{Dump, Store};

impl Store {
    /// The quads that say this property of any node.
    pub fn quads_saying(&self, property: NamedNodeRef<'_>) -> Dump {
        let property = Some(property);
        Dump(self.quads.quads_for_pattern(None, property, None, None))
    }

    /// The quads that say this property and value of any node: the nodes of a class.
    pub fn quads_valued(&self, property: NamedNodeRef<'_>, value: TermRef<'_>) -> Dump {
        let (property, value) = (Some(property), Some(value));
        Dump(self.quads.quads_for_pattern(None, property, value, None))
    }
}
