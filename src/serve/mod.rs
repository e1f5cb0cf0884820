//! HTTP: the store for programs, by the protocols of the W3C, and for people, as pages.
//!
//! A request meets the router, then a handler of its own file, then the store of the [`App`].

mod app;
mod change;
mod describe;
mod etag;
mod example;
mod fault;
mod federation;
mod format;
mod gate;
mod graph_store;
mod header;
mod health;
mod lane;
mod listen;
mod locale;
mod locate;
mod memory;
mod metrics;
mod mistake;
mod negotiate;
mod parameter;
mod page;
mod reconcile;
mod request;
mod resource;
mod router;
mod running;
mod scan;
mod search;
mod send_queue;
mod settings;
mod socket;
mod sparql;
mod stream;
mod survey;
mod token;
mod update;
mod view;
mod watch;
mod work;

pub use app::App;
pub use example::{EXAMPLES, Example};
pub use listen::serve;
pub use router::router;
pub use settings::{Limits, Settings};
