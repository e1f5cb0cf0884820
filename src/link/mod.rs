//! What others call it: entities are linked to open data, each link with its rule and its score.
//!
//! Entities with what their documents say around them go in, and the data sets; links go out.

mod dataset;
mod table;
mod builtin;
mod beside;
mod weights;
mod registry;
mod subject;
mod context;
mod candidate;
mod place;
mod thing;
mod zone;
mod linker;
mod columns;
mod describe;
mod identifier;
mod survey;
mod renew;
mod import;
mod keep;
mod stored;
mod decision;
mod presence;
mod agreement;
mod sssom;
mod decision_table;

pub use beside::{Beside, beside};
pub use builtin::built_in;
pub use candidate::{Link, Predicate, Score, Status};
pub use context::{Naming, contexts};
pub use dataset::{About, DataSet, LICENCE_UNKNOWN, ROOT, Record, Role, is_licence};
pub use decision::{Decision, Decisions, Verdict};
pub use decision_table::{DecisionTable, SssomError, read as read_sssom};
pub use describe::{columns, link_quads};
pub use identifier::{is_credit_code, is_lei};
pub use import::{
    BadRow, Chosen, Csvw, Dialect, ImportError, Imported, Kind, Table, geonames, import, kind,
    kinds, separated, sparql_json,
};
pub use keep::data_set_quads;
pub use linker::link;
pub use presence::Presence;
pub use registry::Registry;
pub use renew::{count, renew};
pub use sssom::write as write_sssom;
pub use stored::stored;
pub use subject::{Context, Identifier, Subject};
pub use survey::{Survey, survey};
pub use table::hash;
pub use weights::{Weights, WeightsError};
