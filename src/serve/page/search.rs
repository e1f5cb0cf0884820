//! What is found by words: entities by their names, sentences by what they say. As a page, or as JSON for programs.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use oxrdf::{Literal, NamedNode};
use serde_json::{Value, json};

use crate::model::{Passage, Span, passages};
use crate::serve::app::App;
use crate::serve::fault::Fault;
use crate::serve::format::unknown_format;
use crate::serve::negotiate::choose;
use crate::serve::page::part::{badge, elsewhere, link, passage};
use crate::serve::page::{Page, Visit, show};
use crate::serve::search::{Error, Found, Hit, Search, SentenceHit, marks};
use crate::serve::view::{Node, View};
use crate::serve::work;
use crate::store;
use crate::vocab::{pg, rdf, skos};

/// How many entities and how many sentences are shown.
const SHOWN: usize = 30;

/// What of a request the answer depends on.
const VARY: &str = "Accept, Accept-Language";

/// Most that a program may ask for.
const MOST: usize = 200;

/// Finds what `q` says; a page unless JSON is asked for.
pub(super) async fn page(State(app): State<App>, visit: Visit, headers: HeaderMap) -> Response {
    let Some(search) = app.search() else {
        let message = "the names and sentences are being read; ask again in some seconds";
        return Fault::busy(message, 2).into_response();
    };
    match wants_json(&visit, &headers) {
        Ok(true) => return json_answer(&app, visit, search).await.into_response(),
        Ok(false) => {}
        Err(fault) => return fault.into_response(),
    }
    let mut response = show(app, visit, move |view, visit| {
        let locale = view.locale;
        let Some(words) = visit.get("q") else {
            let content =
                html! { h1 { (locale.say("search")) } p { (locale.say("search.label")) } };
            return Ok(Page::new(locale.say("search"), content));
        };
        let found = search.find(words, SHOWN).map_err(fault)?;
        let is_empty = found.entities.is_empty() && found.sentences.is_empty();
        let content = html! {
            h1 { (locale.fill("search.title", words)) }
            @if is_empty { p role="status" { (locale.say("search.nothing")) } }
            (entities(view, &found)?)
            (sentences(view, &found, words)?)
        };
        Ok(Page::new(locale.fill("search.title", words), content))
    })
    .await;
    let vary = HeaderValue::from_static(VARY);
    response.headers_mut().insert(header::VARY, vary);
    response
}

/// Whether JSON fits better than a page.
fn wants_json(visit: &Visit, headers: &HeaderMap) -> Result<bool, Fault> {
    let accept = headers.get(header::ACCEPT).and_then(|it| it.to_str().ok());
    let offers: [(bool, &[&str]); 2] = [(false, &["text/html"]), (true, &["application/json"])];
    match visit.get("format").map(str::to_ascii_lowercase).as_deref() {
        None => Ok(choose(accept, &offers) == Some(true)),
        Some("json" | "application/json") => Ok(true),
        Some("html" | "text/html") => Ok(false),
        Some(other) => Err(unknown_format(other, "html, json")),
    }
}

fn fault(error: Error) -> Fault {
    match error {
        Error::Store(error) => error.into(),
        Error::Index(error) => Fault::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()),
    }
}

/// What was found by its name: our entities, then the records of open data.
fn entities(view: &View<'_>, found: &Found) -> Result<Markup, store::Error> {
    let (mut items, mut records) = (Vec::new(), Vec::new());
    for Hit { iri, .. } in &found.entities {
        let node = Node::load(view.store, iri.as_ref())?;
        let mut classes = node.nodes(rdf::TYPE);
        let class = classes.find(|it| it.as_str().starts_with(pg::NAMESPACE));
        let class = class.map(|it| badge(view, it.as_ref())).transpose()?;
        let aliases: Vec<&str> = node.literals(skos::ALT_LABEL).map(Literal::value).collect();
        let place = elsewhere(view, iri.as_str());
        let list = if place.is_none() {
            &mut items
        } else {
            &mut records
        };
        list.push(html! {
            li {
                @if let Some(class) = class { (class) " " }
                span lang="zh" { (link(view, iri.as_ref())?) }
                @if let Some(place) = place { " " span .quiet { (place) } }
                @if !aliases.is_empty() { " " span .quiet lang="zh" { (aliases.join(" · ")) } }
            }
        });
    }
    Ok(html! {
        @if !items.is_empty() {
            section aria-labelledby="entities" {
                h2 #entities { (view.locale.say("search.entities")) " " span .count { (items.len()) } }
                ul .hits { @for item in items { (item) } }
            }
        }
        @if !records.is_empty() {
            details {
                summary { (view.locale.say("search.records")) " " span .count { (records.len()) } }
                ul .hits { @for item in records { (item) } }
            }
        }
    })
}

/// The sentences that were found, with what was asked for marked.
fn sentences(view: &View<'_>, found: &Found, words: &str) -> Result<Markup, store::Error> {
    let mut items = Vec::new();
    for SentenceHit { document, span, .. } in &found.sentences {
        let text = view.text(document.as_ref())?;
        let place = view.href(&format!("{}?at={span}#at", document.as_str()));
        items.push(html! {
            li {
                @for it in marked(&text, *span, words) { (passage(&text, &it)) " " }
                div { (link(view, document.as_ref())?) " " a .more href=(place) { (view.locale.say("in.text")) } }
            }
        });
    }
    Ok(html! {
        @if !items.is_empty() {
            section aria-labelledby="sentences" {
                h2 #sentences { (view.locale.say("search.sentences")) " " span .count { (items.len()) } }
                ul .hits { @for item in items { (item) } }
            }
        }
    })
}

/// A sentence around the words that were asked for; the whole sentence where they cannot be told apart.
fn marked(text: &crate::model::ContextText, span: Span, words: &str) -> Vec<Passage> {
    let marks = marks(text.slice(span), words).into_iter();
    let marks: Vec<Span> = marks
        .map(|it| Span::new(it.start() + span.start(), it.end() + span.start()))
        .collect();
    if marks.is_empty() {
        return vec![Passage {
            span,
            marked: Vec::new(),
        }];
    }
    passages(text, &marks)
}

/// The same for programs.
async fn json_answer(
    app: &App,
    visit: Visit,
    search: std::sync::Arc<Search>,
) -> Result<Response, Fault> {
    let limit = visit.get("limit").and_then(|it| it.parse().ok());
    let limit = limit.unwrap_or(SHOWN).min(MOST);
    let base = app.settings().base.clone();
    let answer = work::read(app, move |store, stop| {
        let view = View::new((store, stop), &base, visit.locale);
        let words = visit.get("q").unwrap_or_default();
        let found = search.find(words, limit).map_err(fault)?;
        Ok(as_json(&view, &found, words)?)
    });
    let json = HeaderValue::from_static("application/json");
    let vary = HeaderValue::from_static(VARY);
    let headers = [(header::CONTENT_TYPE, json), (header::VARY, vary)];
    Ok((headers, answer.await?.to_string()).into_response())
}

fn as_json(view: &View<'_>, found: &Found, words: &str) -> Result<Value, store::Error> {
    let mut entities = Vec::new();
    for Hit { iri, score } in &found.entities {
        let node = Node::load(view.store, iri.as_ref())?;
        let classes: Vec<&str> = node.nodes(rdf::TYPE).map(NamedNode::as_str).collect();
        entities.push(json!({
            "iri": iri.as_str(),
            "label": view.name(iri.as_ref())?,
            "types": classes,
            "score": score,
        }));
    }
    let mut sentences = Vec::new();
    for SentenceHit {
        document,
        span,
        score,
    } in &found.sentences
    {
        let text = view.text(document.as_ref())?;
        sentences.push(json!({
            "document": document.as_str(),
            "title": view.name(document.as_ref())?,
            "beginIndex": span.start(),
            "endIndex": span.end(),
            "text": text.slice(*span),
            "score": score,
        }));
    }
    Ok(json!({ "query": words, "entities": entities, "sentences": sentences }))
}
