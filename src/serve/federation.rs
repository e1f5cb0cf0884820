//! Asks the endpoints that the administrator allows queries to name in SERVICE.

use std::time::Duration;

use oxrdf::NamedNode;
use ureq::Agent;

use crate::store::Services;

/// So large may an answer be, in bytes.
const LARGEST: u64 = 32 << 20;

/// The endpoints, asked over HTTP: each within the time of a query, without following redirects, past no proxy.
#[derive(Clone, Debug)]
pub(crate) struct Federation {
    addresses: Vec<NamedNode>,
    agent: Agent,
}

impl Federation {
    /// The endpoints at these addresses; an answer may take so long.
    pub(crate) fn new(addresses: Vec<NamedNode>, time: Duration) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(time))
            .max_redirects(0)
            .proxy(None)
            .http_status_as_error(false)
            .user_agent(concat!("parkgraph/", env!("CARGO_PKG_VERSION")))
            .build();
        Self {
            addresses,
            agent: config.into(),
        }
    }
}

impl Services for Federation {
    fn addresses(&self) -> &[NamedNode] {
        &self.addresses
    }

    fn ask(&self, address: &NamedNode, query: &str) -> Result<Vec<u8>, String> {
        let request = self.agent.post(address.as_str());
        let request = request.header("Accept", "application/sparql-results+json");
        let answer = request.send_form([("query", query)]);
        let mut answer = answer.map_err(|error| format!("gives no answer: {error}"))?;
        let status = answer.status();
        if status != 200 {
            return Err(format!("answers {status}"));
        }
        let body = answer.body_mut().with_config().limit(LARGEST);
        body.read_to_vec()
            .map_err(|error| format!("gives no whole answer: {error}"))
    }
}
