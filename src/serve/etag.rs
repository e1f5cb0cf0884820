//! Whether a client has an answer already: entity tags, made of the store's content and of what was asked.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::serve::app::App;
use crate::serve::page::Visit;
use crate::store::Question;

/// Functions whose value is another each time.
const CHANGING: &[&str] = &["now", "rand", "uuid", "struuid", "bnode"];

/// The tag of an answer: the same as long as program, store and request are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    tag: Option<HeaderValue>,
    /// The header on which the answer depends.
    vary: &'static str,
}

impl Tag {
    /// The tag of what is asked by these parts of a request; none while the store is not counted.
    pub(crate) fn new(app: &App, parts: &[&str]) -> Self {
        let survey = app.survey();
        Self {
            tag: survey.and_then(|it| hashed(&it.digest, parts)),
            vary: "Accept",
        }
    }

    /// The tag of what the program has built in.
    pub(crate) fn of_program(parts: &[&str]) -> Self {
        Self {
            tag: hashed("", parts),
            vary: "Accept",
        }
    }

    /// The tag of a page that shows nothing but what is in the store.
    pub(crate) fn of_page(app: &App, visit: &Visit) -> Self {
        let language = visit.locale.language.code();
        let locale = format!("{:?}", visit.locale);
        Self {
            vary: "Accept-Language",
            ..Self::new(app, &["page", &visit.in_language(language), &locale])
        }
    }

    /// The tag of a query's answer; none where it may be another each time.
    pub(crate) fn of_query(app: &App, question: &Question, accept: &str) -> Self {
        let mut words = question.text.split(|it: char| !it.is_ascii_alphabetic());
        let is = |word: &str, it: &str| it.eq_ignore_ascii_case(word);
        let changes = |it: &str| CHANGING.iter().any(|word| is(word, it));
        let asks_others = |it: &str| is("service", it) && question.services.is_some();
        if words.any(|it| changes(it) || asks_others(it)) {
            return Self {
                tag: None,
                vary: "Accept",
            };
        }
        let graphs = format!("{:?} {:?}", question.dataset, question.default_graph);
        Self::new(app, &[&question.text, &graphs, accept])
    }

    /// The answer to a client that has it already.
    pub(crate) fn not_modified(&self, headers: &HeaderMap) -> Option<Response> {
        let tag = self.tag.as_ref()?.to_str().ok()?;
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
        headers.insert(header::VARY, HeaderValue::from_static(self.vary));
        if let Some(tag) = &self.tag {
            headers.insert(header::ETAG, tag.clone());
            let revalidate = HeaderValue::from_static("no-cache");
            headers.insert(header::CACHE_CONTROL, revalidate);
        }
        response
    }
}

/// A tag made of what an answer is made of.
fn hashed(store: &str, parts: &[&str]) -> Option<HeaderValue> {
    let mut hash = Sha256::new_with_prefix(store);
    for part in [&[env!("CARGO_PKG_VERSION")], parts].concat() {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    let hash = hash.finalize();
    let half = u128::from_be_bytes(*hash.as_slice().first_chunk()?);
    HeaderValue::try_from(format!("W/\"{half:032x}\"")).ok()
}

/// Whether a client says that it has any version at all, which is no help before it is known that there is one.
pub(crate) fn names_no_tag(headers: &HeaderMap) -> bool {
    let known = headers.get_all(header::IF_NONE_MATCH);
    known.iter().any(|it| it.as_bytes().trim_ascii() == b"*")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use oxrdf::NamedNode;

    use super::*;
    use crate::graph::Base;
    use crate::serve::settings::{Limits, Settings};
    use crate::store::Store;

    fn store(turtle: &str) -> Store {
        let store = Store::memory().unwrap();
        let graph = NamedNode::new_unchecked("urn:g");
        store.load(&graph, turtle).unwrap();
        store
    }

    /// The tag of an answer, as soon as the store is counted.
    fn tag(app: &App) -> HeaderValue {
        for _ in 0..500 {
            if let Some(tag) = Tag::new(app, &["x"]).tag {
                return tag;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("the store is not counted");
    }

    #[test]
    fn a_store_in_the_place_of_another_has_other_tags() {
        let settings = Settings {
            base: Base::default(),
            public_url: "http://example.test/".to_owned(),
            union_default_graph: true,
            token: None,
            services: Vec::new(),
            limits: Limits::default(),
        };
        let app = App::new(store("<urn:a> <urn:p> 1 ."), settings);
        let before = tag(&app);
        app.replace(store("<urn:a> <urn:p> 2 ."));
        assert_ne!(tag(&app), before);
        app.replace(store("<urn:a> <urn:p> 1 ."));
        assert_eq!(tag(&app), before);
    }
}
