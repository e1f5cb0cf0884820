//! What went wrong with a request, as an answer: a status and a text for people.

use std::io;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::serve::mistake;
use crate::store;

/// A request that is not answered as asked: the status and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{status}: {message}")]
pub(crate) struct Fault {
    /// The status of the answer.
    pub(crate) status: StatusCode,
    message: String,
    /// Seconds after which to ask again.
    retry_after: Option<u64>,
}

impl Fault {
    /// A fault of this kind.
    pub(crate) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self {
            status,
            message: message.into(),
            retry_after: None,
        }
    }

    /// The client's mistake.
    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// There is nothing of that name.
    pub(crate) fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, message)
    }

    /// The body has more than so many bytes.
    pub(crate) fn too_large(most: usize) -> Self {
        let message = format!("the body has more than {most} bytes, which is what it may have");
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, message)
    }

    /// The fault for a query or update with this text: a mistake in it is shown with what stands there.
    pub(crate) fn in_text(error: store::Error, text: &str) -> Self {
        let shown = mistake::show(&error.to_string(), text);
        let mut fault = Self::from(error);
        fault.message = shown.unwrap_or(fault.message);
        fault
    }

    /// What is wrong and what to do, in words.
    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    /// Too many requests at a time.
    pub(crate) fn busy(message: impl Into<String>, retry_after: u64) -> Self {
        Self {
            retry_after: Some(retry_after),
            ..Self::new(StatusCode::SERVICE_UNAVAILABLE, message)
        }
    }
}

impl From<store::Error> for Fault {
    /// A query that cannot be read or answered is the client's mistake; all else is ours.
    fn from(error: store::Error) -> Self {
        let status = match &error {
            it if it.is_too_large() => StatusCode::PAYLOAD_TOO_LARGE,
            it if it.is_late() => StatusCode::REQUEST_TIMEOUT,
            store::Error::QuerySyntax(_)
            | store::Error::UpdateSyntax(_)
            | store::Error::Turtle(_)
            | store::Error::Data(_)
            | store::Error::Refused { .. }
            | store::Error::Query(_)
            | store::Error::Update(_) => StatusCode::BAD_REQUEST,
            store::Error::Stopped | store::Error::TooLong { .. } => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            store::Error::Service(_) => StatusCode::BAD_GATEWAY,
            store::Error::MediaType { .. } => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            store::Error::ReadOnly => StatusCode::FORBIDDEN,
            store::Error::Full(_) | store::Error::Unfinished { .. } => {
                StatusCode::INSUFFICIENT_STORAGE
            }
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self::new(status, error.to_string())
    }
}

impl From<io::Error> for Fault {
    /// The client has gone away: nobody sees this.
    fn from(error: io::Error) -> Self {
        store::Error::from(error).into()
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = (self.status, format!("{}\n", self.message)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        if self.status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static("Bearer realm=\"parkgraph\"");
            headers.insert(header::WWW_AUTHENTICATE, scheme);
        }
        response
    }
}
