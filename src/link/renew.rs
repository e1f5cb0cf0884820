//! The links of a store, made anew.

use crate::graph::{Base, SharedGraph, shared_graph_iri};
use crate::lexicon::Lexicon;
use crate::link::candidate::{Link, Status};
use crate::link::dataset::DataSet;
use crate::link::decision::Decisions;
use crate::link::describe::link_quads;
use crate::link::linker::link;
use crate::link::presence::Presence;
use crate::link::registry::Registry;
use crate::link::survey::survey;
use crate::link::weights::Weights;
use crate::store::{Error, Store};

/// Links all entities of a store to the sets, and puts the links into their graph in the place of what was there.
pub fn renew(
    store: &Store,
    (lexicon, sets): (&Lexicon, &[DataSet]),
    weights: &Weights,
    base: &Base,
) -> Result<Vec<Link>, Error> {
    let registry = Registry::new(lexicon, sets, weights);
    let survey = survey(store, &registry, base)?;
    let decisions = Presence::new(store, sets, base).in_force(&Decisions::stored(store, base)?)?;
    let links = decisions.apply(link(&registry, &survey.subjects));
    let quads = link_quads(&registry, (&survey.subjects, &links), &survey.located, base);
    // A first linking has many quads, which enter faster by the way for new graphs.
    store.replace_many([(shared_graph_iri(SharedGraph::Links, base), quads)])?;
    Ok(links)
}

/// How many links hold, and how many are candidates.
pub fn count(links: &[Link]) -> (usize, usize) {
    let of = |status: Status| links.iter().filter(|it| it.status == status).count();
    (of(Status::Accepted), of(Status::Candidate))
}
