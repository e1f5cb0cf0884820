//! What others call it: entities are linked to open data, each link with its rule and its score.
//!
//! Entities with what their documents say around them go in, and the data sets; links go out. Nothing here reads a store.

mod dataset;
mod table;
mod builtin;
mod weights;
mod registry;
mod subject;
mod context;
mod candidate;
mod place;
mod thing;
mod linker;

pub use builtin::built_in;
pub use candidate::{Link, Predicate, Score, Status};
pub use context::{Naming, contexts};
pub use dataset::{About, DataSet, ROOT, Record, Role};
pub use linker::link;
pub use registry::Registry;
pub use subject::{Context, Identifier, Subject};
pub use weights::Weights;
