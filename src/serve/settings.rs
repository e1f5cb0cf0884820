//! What an administrator can set.

use std::time::Duration;

use oxrdf::NamedNode;

use crate::graph::Base;

/// How the server behaves.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What the IRIs of the data begin with.
    pub base: Base,
    /// Where the server is reached from outside, with `/` at the end.
    pub public_url: String,
    /// Whether the default graph of a query is the union of all graphs where neither query nor request says otherwise.
    pub union_default_graph: bool,
    /// The token that allows to write; nobody may write without one.
    pub token: Option<String>,
    /// The endpoints that queries may ask with SERVICE; each has the time of a query to answer.
    pub services: Vec<NamedNode>,
    /// What a single request may take.
    pub limits: Limits,
}

impl Settings {
    /// All of the settings that shows in answers, so that answers under other settings can be told apart.
    pub(crate) fn shown(&self) -> String {
        let (base, url) = (self.base.as_str(), &self.public_url);
        let may_write = self.token.is_some();
        let union = self.union_default_graph;
        format!("{base} {url} {union} {may_write} {:?}", self.services)
    }
}

/// What a single request may take, and how many are served at a time.
#[derive(Clone, Debug)]
pub struct Limits {
    /// How long a query may compute; the time in which the client does not take the answer does not count.
    pub query_time: Duration,
    /// Rows or triples of an answer; none where there is no limit.
    pub rows: Option<u64>,
    /// Memory of the process, in bytes, over which running queries are stopped; none where there is no limit.
    pub memory: Option<u64>,
    /// Bytes of the body of a query or any other request that does not load data.
    pub body: usize,
    /// Bytes of a body that loads data.
    pub load: usize,
    /// Queries that run at a time.
    pub queries: usize,
    /// Queries that wait for their turn; those beyond are refused.
    pub queue: usize,
    /// How long a query waits for its turn.
    pub queue_time: Duration,
    /// Connections open at a time.
    pub connections: usize,
    /// How long a client may take for the head of a request, for the next piece of its body, and to take the next piece
    /// of an answer.
    pub idle_time: Duration,
    /// How long requests may take to end when the server is told to stop.
    pub shutdown_time: Duration,
}

impl Default for Limits {
    /// What suits a small machine.
    fn default() -> Self {
        Self {
            query_time: Duration::from_secs(30),
            rows: None,
            memory: None,
            body: 1 << 20,
            load: 1 << 30,
            queries: 4,
            queue: 1024,
            queue_time: Duration::from_secs(10),
            connections: 1024,
            idle_time: Duration::from_secs(30),
            shutdown_time: Duration::from_secs(30),
        }
    }
}
