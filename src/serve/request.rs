//! What a request says: its parameters, its body, and the IRIs in them.

use std::error::Error;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use oxrdf::NamedNode;
use tower_http::timeout::TimeoutError;

use crate::serve::app::App;
use crate::serve::fault::Fault;
use crate::serve::parameter::Parameters;

/// The body of a request, read to its end.
pub(crate) struct Whole(pub(crate) Bytes);

impl FromRequest<App> for Whole {
    type Rejection = Fault;

    async fn from_request(request: Request, app: &App) -> Result<Self, Fault> {
        let read = Bytes::from_request(request, app).await;
        read.map(Self).map_err(|error| match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Fault::too_large(app.settings().limits.body),
            _ if is_late(&error) => Fault::new(StatusCode::REQUEST_TIMEOUT, LATE),
            status => Fault::new(status, error.body_text()),
        })
    }
}

/// What is said to a client whose body does not come.
pub(crate) const LATE: &str = "the next piece of the body did not come in time";

/// Whether a body could not be read since its client keeps it back.
pub(crate) fn is_late(error: &(dyn Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.is::<TimeoutError>() {
            return true;
        }
        cause = error.source();
    }
    false
}

/// The parameters of a URL.
pub(crate) fn in_url(uri: &Uri) -> Result<Parameters, Fault> {
    Parameters::parse(uri.query().unwrap_or_default().as_bytes())
}

/// The media type of a body, without its parameters.
pub(crate) fn media_type(headers: &HeaderMap) -> Result<String, Fault> {
    let value = headers.get(header::CONTENT_TYPE);
    let value = value.and_then(|it| it.to_str().ok());
    let name = value.and_then(|it| it.split(';').next());
    let missing =
        || Fault::bad_request("the request has no header Content-Type; say what its body is");
    name.map(|it| it.trim().to_ascii_lowercase())
        .filter(|it| !it.is_empty())
        .ok_or_else(missing)
}

/// The query or update (`name`) that is a body, or a parameter in it, with the parameters of URL and body.
pub(crate) fn posted(
    name: &'static str,
    (uri, headers): (&Uri, &HeaderMap),
    body: &Bytes,
) -> Result<(String, Parameters), Fault> {
    let parameters = in_url(uri)?;
    let direct = format!("application/sparql-{name}");
    match media_type(headers)? {
        it if it == direct => Ok((text(body)?, parameters)),
        it if it == "application/x-www-form-urlencoded" => {
            let parameters = parameters.and(Parameters::parse(body)?);
            let text = parameters.one(name)?.map(str::to_owned);
            let missing = || Fault::bad_request(format!("the form has no parameter `{name}`"));
            Ok((text.ok_or_else(missing)?, parameters))
        }
        other => Err(unsupported(&other, &direct)),
    }
}

/// The body is of a kind that is not understood here.
pub(crate) fn unsupported(media_type: &str, wanted: &str) -> Fault {
    Fault::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        format!("the body is {media_type}; send {wanted} or application/x-www-form-urlencoded"),
    )
}

/// A body as text.
fn text(body: &Bytes) -> Result<String, Fault> {
    let text = std::str::from_utf8(body).map(str::to_owned);
    text.map_err(|error| Fault::bad_request(format!("the body is not UTF-8: {error}")))
}

/// The IRIs that a parameter gives.
pub(crate) fn iris(parameters: &Parameters, name: &str) -> Result<Vec<NamedNode>, Fault> {
    let iris = parameters.all(name).map(|iri| {
        NamedNode::new(iri)
            .map_err(|error| Fault::bad_request(format!("{name}: {iri:?} is no IRI: {error}")))
    });
    iris.collect()
}
