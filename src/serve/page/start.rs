//! The start page: what the data set is.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use maud::html;

use crate::serve::app::App;
use crate::serve::fault::Fault;
use crate::serve::page::document;

/// Counts what there is.
pub(super) async fn page(State(app): State<App>) -> Response {
    let count = match app.store().len() {
        Ok(count) => count,
        Err(error) => return Fault::from(error).into_response(),
    };
    let content = html! {
        h1 { "parkgraph" }
        p { (count) " quads" }
    };
    document("parkgraph", &content)
}
