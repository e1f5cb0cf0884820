//! Pages for people: HTML made on the server, every value escaped by `maud`.
//!
//! A handler gives [`show`] a function from the [`View`] of the store to a [`Page`]; `show` puts the frame around it.

mod asset;
mod chart;
mod compare;
mod document;
mod drawing;
mod editor;
mod entity;
mod fact;
mod frame;
mod list;
mod map;
mod neighbour;
mod node;
mod ontology;
mod part;
mod query;
mod search;
mod start;
mod statement;
mod timeline;
mod visit;

use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::Markup;

use crate::serve::app::App;
use crate::serve::etag::Tag;
use crate::serve::fault::Fault;
use crate::serve::view::View;
use crate::serve::work;

pub(crate) use visit::Visit;

/// The paths of all pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/", get(start::page))
        .route("/page/{*path}", get(node::page))
        .route("/list/{kind}", get(list::page))
        .route("/compare", get(compare::page))
        .route("/query", get(query::page))
        .route("/query/editor", get(editor::page))
        .route("/search", get(search::page))
        .route("/page/ontology", get(ontology::page))
        .route("/asset/{name}", get(asset::asset))
}

/// A page without its frame.
pub(crate) struct Page {
    /// Its title.
    pub(crate) title: String,
    /// What it shows.
    pub(crate) content: Markup,
    /// The path of the same in RDF; none where there is none.
    pub(crate) data: Option<String>,
    /// Whether it has the editor for queries.
    pub(crate) has_editor: bool,
    /// 200, or 404 where the page says that there is nothing.
    pub(crate) status: StatusCode,
}

impl Page {
    /// A page with this title and content.
    pub(crate) fn new(title: impl Into<String>, content: Markup) -> Self {
        Self {
            title: title.into(),
            content,
            data: None,
            has_editor: false,
            status: StatusCode::OK,
        }
    }
}

/// Makes a page on a thread that may wait for the store, and sends it.
pub(crate) async fn show(
    app: App,
    visit: Visit,
    make: impl FnOnce(&View<'_>, &Visit) -> Result<Page, Fault> + Send + 'static,
) -> Response {
    let base = app.settings().base.clone();
    let made = work::read(&app, move |store, stop| {
        let view = View::new((store, stop), &base, visit.locale);
        let page = make(&view, &visit)?;
        Ok((page.status, page.has_editor, frame::document(&visit, &page)))
    });
    let (status, has_editor, page) = match made.await {
        Ok(made) => made,
        Err(fault) => return fault.into_response(),
    };
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    let vary = HeaderValue::from_static("Accept-Language");
    let headers = [(header::CONTENT_TYPE, html), (header::VARY, vary)];
    let mut response = (status, headers, page.into_string()).into_response();
    if has_editor {
        let policy = HeaderValue::from_static(editor::POLICY);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// Does the same for a page that shows nothing but what is in the store: a client that has it is told so.
pub(crate) async fn show_if_new(
    app: App,
    visit: Visit,
    make: impl FnOnce(&View<'_>, &Visit) -> Result<Page, Fault> + Send + 'static,
) -> Response {
    let (tag, headers) = (Tag::of_page(&app, &visit), visit.headers.clone());
    if let Some(known) = tag.not_modified(&headers) {
        return known;
    }
    let response = show(app, visit, make).await;
    if response.status() != StatusCode::OK {
        return response;
    }
    tag.finish(&headers, response)
}
