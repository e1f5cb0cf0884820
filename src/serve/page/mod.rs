//! Pages for people: HTML made on the server, every value escaped by `maud`.
//!
//! A handler takes the [`App`], asks its store, and gives markup to [`document`], which puts the frame around it.

mod start;

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{DOCTYPE, Markup, html};

use crate::serve::app::App;

/// The paths of all pages.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/", get(start::page))
}

/// A whole HTML document with this title and content.
fn document(title: &str, content: &Markup) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang="zh-Hans" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
            }
            body { main { (content) } }
        }
    };
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    ([(header::CONTENT_TYPE, html)], page.into_string()).into_response()
}
