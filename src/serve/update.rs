//! `/update`: the update operation of the SPARQL 1.1 Protocol.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};

use crate::serve::app::App;
use crate::serve::fault::Fault;
use crate::serve::parameter::Parameters;
use crate::serve::request::{Whole, iris, posted};
use crate::serve::token;
use crate::serve::work;
use crate::store::{DefaultGraph, Graphs, Question, Stop, Store};

/// Carries out an update that is the body, or a parameter in it.
pub(crate) async fn post(
    State(app): State<App>,
    uri: Uri,
    headers: HeaderMap,
    Whole(body): Whole,
) -> Response {
    let answer = async {
        token::check(&app, &headers)?;
        let (update, parameters) = posted("update", (&uri, &headers), &body)?;
        change(&app, question(&app, update, &parameters)?).await
    };
    answer.await.into_response()
}

/// What an update asks for.
fn question(app: &App, text: String, parameters: &Parameters) -> Result<Question, Fault> {
    let graphs = Graphs {
        default: iris(parameters, "using-graph-uri")?,
        named: iris(parameters, "using-named-graph-uri")?,
    };
    Ok(Question {
        text,
        base: Some(format!("{}update", app.settings().public_url)),
        dataset: (graphs != Graphs::default()).then_some(graphs),
        default_graph: DefaultGraph::of_union(app.settings().union_default_graph),
        search: None,
        services: None,
    })
}

/// Carries it out, whole or not at all.
async fn change(app: &App, question: Question) -> Result<StatusCode, Fault> {
    let own = app.clone();
    let work = move |store: &Store, stop: &Stop| {
        own.change(|| store.change(&question, stop))
            .map_err(|error| Fault::in_text(error, &question.text))
    };
    work::change(app, Some(app.settings().limits.query_time), work).await?;
    Ok(StatusCode::NO_CONTENT)
}
