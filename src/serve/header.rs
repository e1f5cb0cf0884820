//! Headers that every answer has: who may read it from another site, and what a browser may do with it.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::serve::app::App;

/// Pages load what the server itself serves and nothing else; no script stands in a page.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What a browser may do with data: show them as text. It is sent with each of many small answers.
const DATA_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";

/// What the answer with a page says.
const PAGE: &[(HeaderName, &str)] = &[
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
];

/// What the answer with data says.
const DATA: &[(HeaderName, &str)] = &[(header::CONTENT_SECURITY_POLICY, DATA_POLICY)];

/// What every answer says.
const EVERYWHERE: &[(HeaderName, &str)] = &[
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
];

/// What an answer to another site says besides: the headers that its scripts may read. Who has an old answer without it asks
/// anew, since answers that may be kept must be asked for every time.
const ELSEWHERE: &[(HeaderName, &str)] = &[(
    header::ACCESS_CONTROL_EXPOSE_HEADERS,
    "Allow, Content-Location, ETag, Link, Location, Retry-After, WWW-Authenticate",
)];

/// What the answer to a preflight says besides.
const PREFLIGHT: &[(HeaderName, &str)] = &[
    (
        header::ACCESS_CONTROL_ALLOW_METHODS,
        "GET, HEAD, POST, PUT, DELETE, OPTIONS",
    ),
    (header::ACCESS_CONTROL_MAX_AGE, "86400"),
];

/// Headers that a request from another site may have where it does not say which it will have.
const ALLOWED_HEADERS: &str = "Accept, Accept-Language, Authorization, Content-Type, If-None-Match";

/// Answers preflights, and adds the headers to every answer, errors included.
pub(crate) async fn layer(State(_app): State<App>, request: Request, next: Next) -> Response {
    let is_from_elsewhere = request.headers().contains_key(header::ORIGIN);
    let mut response = if is_preflight(&request) {
        preflight(request.headers())
    } else {
        next.run(request).await
    };
    let is_new = response.status() != StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    // What has a policy of its own says by it who may frame it.
    if is_page(headers) && !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        add(headers, PAGE);
    }
    // A browser puts the headers of a 304 on the page that it has kept, which has its policy.
    if is_new {
        add(headers, DATA);
    }
    add(headers, EVERYWHERE);
    if is_from_elsewhere {
        add(headers, ELSEWHERE);
    }
    response
}

/// Adds what an answer does not say already.
fn add(headers: &mut HeaderMap, more: &[(HeaderName, &'static str)]) {
    for (name, value) in more {
        let entry = headers.entry(name);
        entry.or_insert(HeaderValue::from_static(value));
    }
}

/// Whether a browser takes an answer for a page: it runs scripts, follows links and can be framed.
fn is_page(headers: &HeaderMap) -> bool {
    let media_type = headers.get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
    media_type.is_some_and(|it| it.starts_with(b"text/html") || it.starts_with(b"image/svg"))
}

/// Whether a browser asks what it may ask.
fn is_preflight(request: &Request) -> bool {
    let asks = request
        .headers()
        .contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    asks && request.method() == Method::OPTIONS
}

/// Allows what the server understands. Writing needs a token all the same.
fn preflight(asked: &HeaderMap) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    for (name, value) in PREFLIGHT {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let allowed = asked
        .get(header::ACCESS_CONTROL_REQUEST_HEADERS)
        .cloned()
        .unwrap_or(HeaderValue::from_static(ALLOWED_HEADERS));
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, allowed);
    let depends = HeaderValue::from_static("Access-Control-Request-Headers");
    headers.insert(header::VARY, depends);
    response
}
