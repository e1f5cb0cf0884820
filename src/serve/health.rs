//! Whether the server can answer, for those that start and watch it.

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::serve::app::App;
use crate::serve::fault::Fault;

/// Says `ok` where the store can be read.
pub(crate) async fn health(State(app): State<App>) -> Response {
    let mut response = match app.store().is_empty() {
        Ok(_) => "ok\n".into_response(),
        Err(error) => {
            Fault::new(StatusCode::SERVICE_UNAVAILABLE, error.to_string()).into_response()
        }
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
