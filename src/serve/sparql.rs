//! `/sparql`: the query operation of the SPARQL 1.1 Protocol.

use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use oxrdf::GraphName;

use crate::publish::rdf;
use crate::serve::app::App;
use crate::serve::describe;
use crate::serve::etag::Tag;
use crate::serve::fault::Fault;
use crate::serve::format::{Wish, content_type};
use crate::serve::parameter::Parameters;
use crate::serve::request::{Whole, in_url, iris, posted};
use crate::serve::stream::{self, Sink};
use crate::serve::work::Task;
use crate::store::{self, Answer, AnswerKind, DefaultGraph, Graphs, Question, Store, write_rows};

/// Answers a query that is a parameter of the URL; without one, says what can be asked.
pub(crate) async fn get(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    let answer = async {
        let parameters = in_url(&uri)?;
        let wish = Wish::of(&headers, &parameters);
        let Some(query) = parameters.one("query")? else {
            if parameters.has("update") {
                let message = "an update is sent to /update, by POST; here are queries";
                return Err(Fault::bad_request(message));
            }
            return describe::send(&app, &wish, &headers);
        };
        let question = question(&app, query.to_owned(), &parameters)?;
        let tag = Tag::of_query(&app, &question, &wish.to_string());
        if let Some(known) = tag.not_modified(&headers) {
            return Ok(known);
        }
        let response = answer(&app, question, wish).await?;
        Ok(tag.finish(&headers, response))
    };
    answer.await.into_response()
}

/// Answers a query that is the body, or a parameter in it.
pub(crate) async fn post(
    State(app): State<App>,
    uri: Uri,
    headers: HeaderMap,
    Whole(body): Whole,
) -> Response {
    let answer = async {
        let (query, parameters) = posted("query", (&uri, &headers), &body)?;
        let question = question(&app, query, &parameters)?;
        let response = answer(&app, question, Wish::of(&headers, &parameters)).await?;
        // Whether a client has an answer already is asked by GET alone.
        Ok::<_, Fault>(Tag::none().finish(&headers, response))
    };
    answer.await.into_response()
}

/// The question that a request asks, here or on the page for queries.
pub(crate) fn question(
    app: &App,
    text: String,
    parameters: &Parameters,
) -> Result<Question, Fault> {
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
        base: Some(format!("{}sparql", app.settings().public_url)),
        dataset: (graphs != Graphs::default()).then_some(graphs),
        default_graph: DefaultGraph::of_union(union),
        search: app.text_search(),
        services: app.services(),
    })
}

/// Runs a query and sends its answer as it comes.
async fn answer(app: &App, question: Question, wish: Wish) -> Result<Response, Fault> {
    let most = app.settings().limits.rows;
    let work = move |store: &Store, task: &Task, sink: &mut Sink<'_>| {
        let prepared = store
            .prepare(&question, &task.stop)
            .map_err(|error| Fault::in_text(error, &question.text))?;
        if prepared.kind() == AnswerKind::Graph {
            let format = wish.graph()?;
            sink.begin(content_type(format.media_type()));
            return write_graph(store.run(prepared)?, format, (sink, most));
        }
        let format = wish.table()?;
        sink.begin(content_type(format.media_type()));
        Ok(write_rows(store.run(prepared)?, format, sink, most)?)
    };
    stream::respond(app, work).await
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
