//! The page of an IRI below the base: of a document, a fact, an entity, or whatever else the store knows.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use oxrdf::NamedNodeRef;

use crate::model::Span;
use crate::serve::app::App;
use crate::serve::fault::Fault;
use crate::serve::locale::Locale;
use crate::serve::locate::candidates;
use crate::serve::page::part::data_buttons;
use crate::serve::page::{Page, Visit, document, entity, fact, frame, show_if_new};
use crate::serve::view::{Document, Entity, Fact, View};
use crate::store::Error;

/// Finds out what the path means and shows it.
pub(super) async fn page(State(app): State<App>, visit: Visit) -> Response {
    show_if_new(app, visit, |view, visit| {
        let path = visit.path.strip_prefix("/page/").unwrap_or_default();
        for iri in candidates(path, view.base) {
            if let Some(page) = of_node(view, iri.as_ref(), visit)? {
                return Ok(page);
            }
        }
        Ok::<_, Fault>(nothing(view.locale))
    })
    .await
}

/// The page of a node; none where the store does not know it.
fn of_node(view: &View<'_>, iri: NamedNodeRef<'_>, visit: &Visit) -> Result<Option<Page>, Error> {
    if let Some(found) = Document::load(view, iri)? {
        let place = visit.get("at").and_then(span);
        return document::page(view, &found, place).map(Some);
    }
    if let Some(found) = Fact::load(view, iri)? {
        return fact::page(view, &found).map(Some);
    }
    if let Some(found) = Entity::load(view, iri)? {
        return entity::page(view, &found).map(Some);
    }
    if let Some(found) = graph(view, iri)? {
        return Ok(Some(found));
    }
    let found = Entity::referred_to(view, iri)?;
    found.map(|it| entity::page(view, &it)).transpose()
}

/// A place in a text: `12,40`.
fn span(text: &str) -> Option<Span> {
    let (start, end) = text.split_once(',')?;
    Some(Span::new(start.parse().ok()?, end.parse().ok()?))
}

/// The page of a named graph: how much it holds, and the document that it belongs to.
fn graph(view: &View<'_>, iri: NamedNodeRef<'_>) -> Result<Option<Page>, Error> {
    let count = view.store.dump_graph(&iri.into_owned()).count();
    if count == 0 {
        return Ok(None);
    }
    let data = fact::data_path(view, iri);
    let title = view.short(iri.as_str());
    let document = document::of_graph(view, iri)?;
    let content = html! {
        p .kicker { (view.locale.say("graph")) }
        h1 { (title) }
        p { (view.locale.fill("graph.count", count)) }
        @if let Some(document) = document { p { (document) } }
        (data_buttons(view.locale, &data))
    };
    Ok(Some(Page {
        data: Some(data),
        ..Page::new(title, content)
    }))
}

/// Says that there is nothing of that name.
pub(super) fn nothing(locale: Locale) -> Page {
    let content: Markup = html! {
        h1 { (locale.say("nothing")) }
        p { (locale.say("nothing.hint")) }
        (frame::search(locale, None))
    };
    Page {
        status: StatusCode::NOT_FOUND,
        ..Page::new(locale.say("nothing"), content)
    }
}
