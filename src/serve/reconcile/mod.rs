//! `/reconcile`: the Reconciliation Service API 0.2 of the W3C's community group, by which `OpenRefine` matches a column of
//! names against the entities of the store.

mod extend;
mod key;
mod names;
mod query;
mod term;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use oxrdf::NamedNode;
use serde_json::{Map, Value, json};

use crate::model::EntityKind;
use crate::serve::app::App;
use crate::serve::fault::Fault;
use crate::serve::parameter::Parameters;
use crate::serve::request::{Whole, in_url, media_type, unsupported};
use crate::serve::work;
use crate::vocab::{pg, pg_term};
use query::Knowledge;
use term::Terms;

pub(crate) use names::Names;

/// Most queries, or entities, of a request.
const BATCH: usize = 100;

/// Most suggestions.
const SUGGESTIONS: usize = 10;

/// Size of a preview, in pixels.
const PREVIEW: (u32, u32) = (400, 200);

/// The paths of the API.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/reconcile", get(by_get).post(by_post))
        .route("/reconcile/suggest/entity", get(suggest_entity))
        .route("/reconcile/suggest/type", get(suggest_type))
        .route("/reconcile/suggest/property", get(suggest_property))
        .route("/reconcile/extend/propose", get(propose))
        .route("/reconcile/preview", get(preview))
}

async fn by_get(State(app): State<App>, uri: Uri) -> Response {
    let answer = async { answer(&app, in_url(&uri)?).await };
    answer.await.into_response()
}

async fn by_post(
    State(app): State<App>,
    uri: Uri,
    headers: HeaderMap,
    Whole(body): Whole,
) -> Response {
    let answer = async {
        let form = "application/x-www-form-urlencoded";
        let given = media_type(&headers)?;
        if given != form {
            return Err(unsupported(&given, form));
        }
        answer(&app, in_url(&uri)?.and(Parameters::parse(&body)?)).await
    };
    answer.await.into_response()
}

/// Answers what the parameters ask for; without any, says what can be asked.
async fn answer(app: &App, parameters: Parameters) -> Result<Response, Fault> {
    if let Some(queries) = parameters.one("queries")? {
        let queries: Map<String, Value> = parse("queries", queries)?;
        check_batch(queries.len())?;
        return know(app, move |it| it.answer_all(queries))
            .await
            .map(|it| send(&it));
    }
    if let Some(extend) = parameters.one("extend")? {
        let request: extend::Extend = parse("extend", extend)?;
        check_batch(request.ids.len())?;
        return know(app, move |it| it.extend(&request))
            .await
            .map(|it| send(&it));
    }
    Ok(send(&manifest(app)))
}

/// Reads a parameter that is JSON.
fn parse<T: serde::de::DeserializeOwned>(name: &str, text: &str) -> Result<T, Fault> {
    serde_json::from_str(text).map_err(|error| Fault::bad_request(format!("{name}: {error}")))
}

fn check_batch(size: usize) -> Result<(), Fault> {
    if size > BATCH {
        let message = format!("{size} at a time; {BATCH} are allowed");
        return Err(Fault::new(StatusCode::PAYLOAD_TOO_LARGE, message));
    }
    Ok(())
}

/// Answers from what is known, on a thread of its own.
async fn know<T: Send + 'static>(
    app: &App,
    ask: impl FnOnce(Knowledge<'_>) -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    let names = names(app)?;
    let terms = terms(app);
    work::read(app, move |store, _| {
        ask(Knowledge {
            store,
            names: &names,
            terms: &terms,
        })
    })
    .await
}

fn names(app: &App) -> Result<Arc<Names>, Fault> {
    let missing = || Fault::busy("the names are still being read; ask again in a moment", 1);
    app.names().ok_or_else(missing)
}

fn terms(app: &App) -> Terms {
    Terms {
        base: app.settings().base.clone(),
    }
}

fn send(value: &Value) -> Response {
    let json = HeaderValue::from_static("application/json");
    ([(header::CONTENT_TYPE, json)], value.to_string()).into_response()
}

/// The classes of entities.
fn classes() -> impl Iterator<Item = NamedNode> {
    EntityKind::ALL.into_iter().map(|it| pg_term(it.name()))
}

/// What the service is and where its parts are.
fn manifest(app: &App) -> Value {
    let url = &app.settings().public_url;
    let types: Vec<Value> = classes().map(|it| term::named(&it)).collect();
    let service = format!("{url}reconcile");
    let suggest =
        |what: &str| json!({ "service_url": service, "service_path": format!("/suggest/{what}") });
    json!({
        "versions": ["0.2"],
        "name": "parkgraph",
        "identifierSpace": app.settings().base.as_str(),
        "schemaSpace": pg::NAMESPACE,
        "defaultTypes": types,
        "view": { "url": format!("{url}id/{{{{id}}}}") },
        "preview": {
            "url": format!("{url}reconcile/preview?id={{{{id}}}}"),
            "width": PREVIEW.0,
            "height": PREVIEW.1,
        },
        "suggest": {
            "entity": suggest("entity"),
            "type": suggest("type"),
            "property": suggest("property"),
        },
        "extend": {
            "propose_properties": { "service_url": service, "service_path": "/extend/propose" },
            "property_settings": [],
        },
        "batchSize": BATCH,
    })
}

/// Entities whose name begins so.
async fn suggest_entity(State(app): State<App>, uri: Uri) -> Response {
    let answer = async {
        let parameters = in_url(&uri)?;
        let prefix = parameters.one("prefix")?.unwrap_or_default().to_owned();
        let found = know(&app, move |it| {
            let found = it.names.begin(&prefix).into_iter().take(SUGGESTIONS);
            let found = found.map(|(entity, _)| {
                json!({
                    "id": it.terms.id(&entity.iri),
                    "name": entity.name,
                    "notable": [term::named(&entity.class)],
                })
            });
            Ok(found.collect::<Vec<_>>())
        });
        Ok::<_, Fault>(send(&json!({ "result": found.await? })))
    };
    answer.await.into_response()
}

/// Types whose name holds this.
async fn suggest_type(uri: Uri) -> Response {
    let suggested = suggest(&uri, classes());
    suggested.into_response()
}

/// Properties whose name holds this.
async fn suggest_property(State(app): State<App>, uri: Uri) -> Response {
    let suggested = names(&app).and_then(|names| {
        let mut all: Vec<NamedNode> = names.properties.values().flatten().cloned().collect();
        all.sort_unstable();
        all.dedup();
        suggest(&uri, all.into_iter())
    });
    suggested.into_response()
}

fn suggest(uri: &Uri, all: impl Iterator<Item = NamedNode>) -> Result<Response, Fault> {
    let prefix = in_url(uri)?
        .one("prefix")?
        .unwrap_or_default()
        .to_lowercase();
    let is_meant = |it: &NamedNode| {
        term::name(it).contains(&prefix) || term::short(it).to_lowercase().starts_with(&prefix)
    };
    let found: Vec<Value> = all.filter(is_meant).map(|it| term::named(&it)).collect();
    Ok(send(&json!({ "result": found })))
}

/// The properties that entities of a type have.
async fn propose(State(app): State<App>, uri: Uri) -> Response {
    let answer = || {
        let parameters = in_url(&uri)?;
        let names = names(&app)?;
        let class = parameters.one("type")?.unwrap_or_default();
        let properties = term::long(class).and_then(|it| names.properties.get(&it).cloned());
        let properties = properties.unwrap_or_default();
        let properties: Vec<Value> = properties.iter().map(term::named).collect();
        Ok::<_, Fault>(send(&json!({ "type": class, "properties": properties })))
    };
    answer().into_response()
}

/// A small page about an entity, to be shown inside another site's.
async fn preview(State(app): State<App>, uri: Uri) -> Response {
    let answer = async {
        let parameters = in_url(&uri)?;
        let id = parameters.one("id")?.unwrap_or_default().to_owned();
        let page = know(&app, move |it| it.preview(&id)).await?;
        let html = HeaderValue::from_static("text/html; charset=utf-8");
        let policy = HeaderValue::from_static("default-src 'none'; frame-ancestors *");
        let headers = [
            (header::CONTENT_TYPE, html),
            (header::CONTENT_SECURITY_POLICY, policy),
        ];
        Ok::<_, Fault>((headers, page).into_response())
    };
    answer.await.into_response()
}
