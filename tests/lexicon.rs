//! The lexicons keep their promises, and broken ones are refused with a message that helps.

use std::collections::BTreeSet;

use parkgraph::lexicon::{Scheme, entries};

#[test]
fn built_in_lexicons_are_sound() {
    let entries = entries(None).unwrap_or_else(|errors| panic!("{errors}"));
    let schemes: BTreeSet<Scheme> = entries.iter().map(|it| it.scheme).collect();
    assert!(schemes.contains(&Scheme::Place));
    assert!(entries.iter().all(|it| !it.iri.contains(' ')));
}
