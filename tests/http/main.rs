//! The server, from outside: requests over a socket.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod client;
mod graph_store;
mod protocol;
