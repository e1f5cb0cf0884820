//! Whether a client has an answer already: entity tags, made of the store's content and of what was asked.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::serve::app::App;
use crate::store::Question;

/// Functions whose value is another each time.
const CHANGING: &[&str] = &["now", "rand", "uuid", "struuid", "bnode"];

/// The tag of an answer: the same as long as store and request are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag(Option<HeaderValue>);

impl Tag {
    /// The tag of what is asked by these parts of a request; none while the store is not counted.
    pub(crate) fn new(app: &App, parts: &[&str]) -> Self {
        let tag = app.survey().and_then(|survey| {
            let mut hash = Sha256::new_with_prefix(&survey.digest);
            for part in parts {
                hash.update(part.len().to_be_bytes());
                hash.update(part);
            }
            let hash = hash.finalize();
            let half = hash
                .as_slice()
                .first_chunk()
                .map(|it| u128::from_be_bytes(*it));
            HeaderValue::try_from(format!("W/\"{:032x}\"", half?)).ok()
        });
        Self(tag)
    }

    /// The tag of a query's answer; none where it may be another each time.
    pub(crate) fn of_query(app: &App, question: &Question, accept: &str) -> Self {
        let words = question.text.split(|it: char| !it.is_ascii_alphabetic());
        let mut words = words.map(str::to_ascii_lowercase);
        let asks_others = |it: &str| it == "service" && question.services.is_some();
        if words.any(|it| CHANGING.contains(&it.as_str()) || asks_others(&it)) {
            return Self(None);
        }
        let graphs = format!("{:?} {:?}", question.dataset, question.default_graph);
        Self::new(app, &[&question.text, &graphs, accept])
    }

    /// The answer to a client that has it already.
    pub(crate) fn not_modified(&self, headers: &HeaderMap) -> Option<Response> {
        let tag = self.0.as_ref()?.to_str().ok()?;
        let known = headers.get_all(header::IF_NONE_MATCH).into_iter();
        let known = known.filter_map(|it| it.to_str().ok());
        let mut known = known.flat_map(|it| it.split(',')).map(str::trim);
        let opaque = |it: &str| it.trim_start_matches("W/").to_owned();
        if !known.any(|it| it == "*" || opaque(it) == opaque(tag)) {
            return None;
        }
        Some(self.mark(StatusCode::NOT_MODIFIED.into_response()))
    }

    /// Puts the tag on an answer, and says what else the answer depends on.
    pub(crate) fn mark(&self, mut response: Response) -> Response {
        let headers = response.headers_mut();
        headers.insert(header::VARY, HeaderValue::from_static("Accept"));
        if let Some(tag) = &self.0 {
            headers.insert(header::ETAG, tag.clone());
            let revalidate = HeaderValue::from_static("no-cache");
            headers.insert(header::CACHE_CONTROL, revalidate);
        }
        response
    }
}
