//! `/sparql`: the query operation of the SPARQL 1.1 Protocol.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use oxrdf::{GraphName, NamedNode};

use crate::publish::rdf;
use crate::serve::app::App;
use crate::serve::fault::Fault;
use crate::serve::format::{Wish, content_type};
use crate::serve::parameter::Parameters;
use crate::serve::stream::{self, Sink};
use crate::serve::work::Task;
use crate::store::{self, Answer, AnswerKind, DefaultGraph, Graphs, Question, Store, write_rows};

/// Answers a query that is a parameter of the URL.
pub(crate) async fn get(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    let answer = async {
        let parameters = in_url(&uri)?;
        let Some(query) = parameters.one("query")? else {
            return Err(Fault::bad_request("give a query as the parameter `query`"));
        };
        let question = question(&app, query.to_owned(), &parameters)?;
        answer(&app, question, Wish::of(&headers, &parameters)).await
    };
    answer.await.into_response()
}

/// Answers a query that is the body, or a parameter in it.
pub(crate) async fn post(
    State(app): State<App>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let answer = async {
        let parameters = in_url(&uri)?;
        let (query, parameters) = match media_type(&headers)?.as_str() {
            "application/sparql-query" => (text(&body)?, parameters),
            "application/x-www-form-urlencoded" => {
                let parameters = parameters.and(Parameters::parse(&body)?);
                let query = parameters.one("query")?.map(str::to_owned);
                let missing = || Fault::bad_request("the form has no parameter `query`");
                (query.ok_or_else(missing)?, parameters)
            }
            other => return Err(unsupported(other, "application/sparql-query")),
        };
        let question = question(&app, query, &parameters)?;
        answer(&app, question, Wish::of(&headers, &parameters)).await
    };
    answer.await.into_response()
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

/// The body is of a kind that is not understood here.
pub(crate) fn unsupported(media_type: &str, wanted: &str) -> Fault {
    Fault::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        format!("the body is {media_type}; send {wanted} or application/x-www-form-urlencoded"),
    )
}

/// A body as text.
pub(crate) fn text(body: &Bytes) -> Result<String, Fault> {
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

/// The question that a request asks.
fn question(app: &App, text: String, parameters: &Parameters) -> Result<Question, Fault> {
    let graphs = Graphs {
        default: iris(parameters, "default-graph-uri")?,
        named: iris(parameters, "named-graph-uri")?,
    };
    let union = match parameters.one("union-default-graph")? {
        None => app.settings().union_default_graph,
        Some("" | "true" | "1") => true,
        Some("false" | "0") => false,
        Some(other) => {
            let message = format!("union-default-graph is {other:?}; give true or false");
            return Err(Fault::bad_request(message));
        }
    };
    Ok(Question {
        text,
        dataset: (graphs != Graphs::default()).then_some(graphs),
        default_graph: if union {
            DefaultGraph::Union
        } else {
            DefaultGraph::Unnamed
        },
    })
}

/// Runs a query and sends its answer as it comes.
pub(crate) async fn answer(app: &App, question: Question, wish: Wish) -> Result<Response, Fault> {
    let most = app.settings().limits.rows;
    let work = move |store: &Store, task: &Task, sink: &mut Sink<'_>| {
        let prepared = store.prepare(&question, &task.stop)?;
        if prepared.kind() == AnswerKind::Graph {
            let format = wish.graph()?;
            sink.begin(content_type(format.media_type()))?;
            return write_graph(store.run(prepared)?, format, (sink, most));
        }
        let format = wish.table()?;
        sink.begin(content_type(format.media_type()))?;
        Ok(write_rows(store.run(prepared)?, format, sink, most)?)
    };
    let mut response = stream::respond(app, work).await?;
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("Accept"));
    Ok(response)
}

/// Writes the answer of CONSTRUCT or DESCRIBE, of so many triples at most.
fn write_graph(
    answer: Answer<'_>,
    format: rdf::Format,
    (sink, most): (&mut Sink<'_>, Option<u64>),
) -> Result<(), Fault> {
    let Answer::Graph(triples) = answer else {
        return Ok(());
    };
    let mut stream = rdf::Stream::new(format, sink)?;
    for (triple, count) in triples.zip(0..) {
        if let Some(most) = most.filter(|it| count >= *it) {
            return Err(store::Error::TooLong { most }.into());
        }
        let triple = triple.map_err(store::Error::from)?;
        stream.write(&triple.in_graph(GraphName::DefaultGraph))?;
    }
    Ok(stream.finish()?)
}
