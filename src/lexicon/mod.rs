//! What we know: lexicons and rules, read from data files and compiled once.

mod entry;
mod error;
mod mistake;
mod turtle;
mod draft;
mod check;
mod load;

pub use entry::{BASE, Entry, Scheme};
pub use error::{Error, Errors};
pub use load::entries;
