//! Names to the records of an online reconciliation service: the only place that asks another machine, and only when told to.
//!
//! <https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/>

mod answer;
mod cache;

use std::path::PathBuf;
use std::time::Duration;

use ureq::Agent;

pub use answer::{Answer, Manifest, data_set};
use cache::Cache;

/// So many names are asked for at once.
const BATCH: usize = 20;

/// So large may an answer be, in bytes.
const LARGEST: u64 = 8 << 20;

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The service does not answer, or not in time.
    #[error("{url} gives no answer; check the address and the network, or try again later")]
    Network {
        /// The service.
        url: String,
        /// Why.
        source: Box<ureq::Error>,
    },
    /// It answers something else.
    #[error("{url} is no reconciliation service of version 0.2: {message}")]
    Protocol {
        /// The service.
        url: String,
        /// What is wrong with the answer.
        message: String,
    },
    /// The cache cannot be written.
    #[error("the cache in {} cannot be used; name another folder with --cache", folder.display())]
    Cache {
        /// The folder.
        folder: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

/// A service with the answers that it gave before.
pub struct Client {
    url: String,
    agent: Agent,
    cache: Cache,
}

impl Client {
    /// A client of the service at this address. Answers are kept in the folder and are not asked for again; a request that takes longer
    /// than the time limit is an error.
    pub fn new(url: &str, folder: PathBuf, limit: Duration) -> Self {
        let config = Agent::config_builder().timeout_global(Some(limit)).build();
        Self {
            url: url.to_owned(),
            agent: config.into(),
            cache: Cache::new(folder),
        }
    }

    /// What the service says of itself.
    pub fn manifest(&self) -> Result<Manifest, Error> {
        let text = self.cached("manifest", || {
            let response = self.agent.get(&self.url).call();
            self.body(response)
        })?;
        Manifest::parse(&text).map_err(|message| self.protocol(message))
    }

    /// The answers for names, in their order.
    pub fn ask(&self, names: &[String]) -> Result<Vec<Answer>, Error> {
        let mut answers = Vec::new();
        for batch in names.chunks(BATCH) {
            let queries = answer::queries(batch);
            let text = self.cached(&queries, || {
                let response = self
                    .agent
                    .post(&self.url)
                    .send_form([("queries", queries.as_str())]);
                self.body(response)
            })?;
            let found = answer::parse(&text, batch.len());
            answers.extend(found.map_err(|message| self.protocol(message))?);
        }
        Ok(answers)
    }

    /// What was answered before, or what is answered now if that can be read.
    fn cached(
        &self,
        question: &str,
        ask: impl FnOnce() -> Result<String, Error>,
    ) -> Result<String, Error> {
        let key = format!("{}\n{question}", self.url);
        if let Some(text) = self.cache.get(&key) {
            return Ok(text);
        }
        let text = ask()?;
        answer::check(&text).map_err(|message| self.protocol(message))?;
        self.cache.put(&key, &text)?;
        Ok(text)
    }

    fn body(
        &self,
        response: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
    ) -> Result<String, Error> {
        let failed = |source| Error::Network {
            url: self.url.clone(),
            source: Box::new(source),
        };
        let mut response = response.map_err(failed)?;
        let body = response.body_mut().with_config().limit(LARGEST);
        body.read_to_string().map_err(failed)
    }

    fn protocol(&self, message: String) -> Error {
        Error::Protocol {
            url: self.url.clone(),
            message,
        }
    }
}
