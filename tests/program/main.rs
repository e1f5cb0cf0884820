//! The program from outside: as a user runs it, as other programs meet it, and as the pages of the documentation show it.

mod assess;
mod browser;
mod cli;
mod clients;
mod command;
mod copies;
mod diff;
mod disk;
mod docs;
mod folder;
mod imports;
mod infer;
mod loads;
#[cfg(feature = "disk")]
#[path = "../mapping/mod.rs"]
mod mapping;
mod peers;
mod publish;
mod readme;
mod remove;
mod rules_doc;
mod served_doc;
mod served_store;
#[cfg(feature = "serve")]
mod server;
mod shapes;
