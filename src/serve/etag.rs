//! Whether a client has an answer already: entity tags, made of the store's content and of what was asked.

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::serve::app::App;
use crate::serve::change::Changes;
use crate::serve::page::Visit;
use crate::store::Question;

/// Functions whose value is another each time.
const CHANGING: &[&str] = &["now", "rand", "uuid", "struuid", "bnode"];

/// What of a request data depend on.
const DATA: &str = "Accept, Accept-Encoding";

/// What of a request a page depends on.
const PAGE: &str = "Accept-Language, Accept-Encoding";

/// The tag of an answer: the same as long as program, settings, store and request are the same.
#[derive(Clone, Debug)]
pub(crate) struct Tag {
    value: Option<HeaderValue>,
    /// The headers on which the answer depends.
    vary: &'static str,
    /// The number of the store whose tag it is.
    store: Option<(Arc<Changes>, u64)>,
}

impl Tag {
    /// No tag.
    pub(crate) fn none() -> Self {
        Self {
            value: None,
            vary: DATA,
            store: None,
        }
    }

    /// The tag of what is asked by these parts of a request; none while the store changes or is not counted.
    pub(crate) fn new(app: &App, parts: &[&str]) -> Self {
        let Some((number, survey)) = app.survey_of_now() else {
            return Self::none();
        };
        Self {
            value: hashed(app, &survey.digest, parts),
            store: Some((app.changes(), number)),
            ..Self::none()
        }
    }

    /// The tag of what the program has built in.
    pub(crate) fn of_program(app: &App, parts: &[&str]) -> Self {
        Self {
            value: hashed(app, "", parts),
            ..Self::none()
        }
    }

    /// The tag of a page that shows nothing but what is in the store.
    pub(crate) fn of_page(app: &App, visit: &Visit) -> Self {
        let language = visit.locale.language.code();
        let locale = format!("{:?}", visit.locale);
        Self {
            vary: PAGE,
            ..Self::new(app, &["page", &visit.in_language(language), &locale])
        }
    }

    /// The tag of a query's answer; none where it may be another each time, or comes from elsewhere than the store: from
    /// another endpoint, or from the full-text index, which may be that of an older store.
    pub(crate) fn of_query(app: &App, question: &Question, accept: &str) -> Self {
        let mut words = question.text.split(|it: char| !it.is_ascii_alphabetic());
        let is = |word: &str, it: &str| it.eq_ignore_ascii_case(word);
        let changes = |it: &str| CHANGING.iter().any(|word| is(word, it));
        if words.any(|it| changes(it) || is("service", it)) {
            return Self::none();
        }
        let graphs = format!("{:?} {:?}", question.dataset, question.default_graph);
        Self::new(app, &[&question.text, &graphs, accept])
    }

    /// The answer to a client that has it already. Who names no tag, but `*`, has to wait until there is an answer.
    pub(crate) fn not_modified(&self, headers: &HeaderMap) -> Option<Response> {
        let tag = self.value.as_ref()?.to_str().ok()?;
        let known = headers.get_all(header::IF_NONE_MATCH).into_iter();
        let known = known.filter_map(|it| it.to_str().ok());
        let mut known = known.flat_map(|it| it.split(',')).map(str::trim);
        let opaque = |it: &str| it.trim_start_matches("W/").to_owned();
        if !known.any(|it| opaque(it) == opaque(tag)) {
            return None;
        }
        Some(self.mark(StatusCode::NOT_MODIFIED.into_response()))
    }

    /// Puts the tag on an answer that was made; a client that has any version at all needs none of it.
    pub(crate) fn finish(&self, headers: &HeaderMap, response: Response) -> Response {
        let has_tag = self.value.is_some() && self.is_current();
        if has_tag && names_no_tag(headers) && response.status() == StatusCode::OK {
            return self.mark(StatusCode::NOT_MODIFIED.into_response());
        }
        self.mark(response)
    }

    /// Whether no change has begun since the tag was made. If one has, the answer may have been made of the store after
    /// it.
    fn is_current(&self) -> bool {
        let store = self.store.as_ref();
        store.is_none_or(|(changes, number)| changes.now() == Some(*number))
    }

    /// Puts the tag on an answer, and says what else the answer depends on.
    fn mark(&self, mut response: Response) -> Response {
        let headers = response.headers_mut();
        headers.insert(header::VARY, HeaderValue::from_static(self.vary));
        if let Some(tag) = self.value.as_ref().filter(|_| self.is_current()) {
            headers.insert(header::ETAG, tag.clone());
            let revalidate = HeaderValue::from_static("no-cache");
            headers.insert(header::CACHE_CONTROL, revalidate);
        }
        response
    }
}

/// A tag made of what an answer is made of.
fn hashed(app: &App, store: &str, parts: &[&str]) -> Option<HeaderValue> {
    let mut hash = Sha256::new_with_prefix(store);
    let program = [env!("CARGO_PKG_VERSION"), app.shown()];
    for part in program.iter().chain(parts) {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    let hash = hash.finalize();
    let half = u128::from_be_bytes(*hash.as_slice().first_chunk()?);
    HeaderValue::try_from(format!("W/\"{half:032x}\"")).ok()
}

/// Whether a client says that it has any version at all, which is no help before it is known that there is one.
fn names_no_tag(headers: &HeaderMap) -> bool {
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
            if let Some(tag) = Tag::new(app, &["x"]).value {
                return tag;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("the store is not counted");
    }

    fn settings() -> Settings {
        Settings {
            base: Base::default(),
            public_url: "http://example.test/".to_owned(),
            union_default_graph: true,
            token: None,
            services: Vec::new(),
            limits: Limits::default(),
        }
    }

    fn serving(settings: Settings) -> App {
        App::new(store("<urn:a> <urn:p> 1 ."), settings)
    }

    #[test]
    fn what_was_answered_while_the_store_changed_has_no_tag() {
        let app = serving(settings());
        drop(tag(&app));
        let before = Tag::new(&app, &["x"]);
        let (none, has_tag) = (HeaderMap::new(), |it: &Response| {
            it.headers().contains_key(header::ETAG)
        });
        assert!(has_tag(&before.finish(&none, Response::default())));
        app.change(|| {
            assert_eq!(Tag::new(&app, &["x"]).value, None);
            assert!(!has_tag(&before.finish(&none, Response::default())));
        });
        assert!(!has_tag(&before.finish(&none, Response::default())));
    }

    #[test]
    fn answers_under_other_settings_have_other_tags() {
        let changes: [fn(&mut Settings); 5] = [
            |it| it.public_url = "https://example.test/parks/".to_owned(),
            |it| it.base = Base::new("https://example.test/id/").unwrap(),
            |it| it.union_default_graph = false,
            |it| it.token = Some("secret".to_owned()),
            |it| it.services = vec![NamedNode::new_unchecked("https://example.test/sparql")],
        ];
        let first = tag(&serving(settings()));
        for change in changes {
            let mut other = settings();
            change(&mut other);
            assert_ne!(tag(&serving(other.clone())), first, "{other:?}");
        }
        assert_eq!(tag(&serving(settings())), first);
    }

    #[test]
    fn a_store_in_the_place_of_another_has_other_tags() {
        let app = serving(settings());
        let before = tag(&app);
        app.replace(store("<urn:a> <urn:p> 2 ."));
        assert_ne!(tag(&app), before);
        app.replace(store("<urn:a> <urn:p> 1 ."));
        assert_eq!(tag(&app), before);
    }
}
