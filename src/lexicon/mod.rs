//! What we know: lexicons and rules, read from data files and compiled once.

mod entry;
mod error;
mod mistake;
mod turtle;
mod draft;
mod plain;
mod check;
mod load;
mod pattern;
mod rule;
mod gives;
mod example;
mod rule_check;
mod name_head;
mod title;
mod strings;
mod vocabulary;
mod compile;

pub use compile::Lexicon;
pub use entry::{BASE, Entry, Scheme, code_prefix};
pub use error::{Error, Errors};
pub use example::unmarked;
pub use gives::Gives;
pub use load::entries;
pub(crate) use name_head::is_inside;
pub use pattern::{Atom, Element, Filler, Role};
pub use rule_check::Rule;
pub use strings::{EntryId, WordSet};
pub use vocabulary::Hit;
