//! Which path is answered by what.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{Method, StatusCode, Uri};
use axum::middleware;
use axum::routing::{MethodRouter, get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;

use crate::serve::app::App;
use crate::serve::fault::Fault;
use crate::serve::{
    describe, graph_store, header, health, metrics, page, reconcile, resource, sparql, update,
};

/// All that the server answers.
pub fn router(app: App) -> Router {
    let idle_time = app.settings().limits.idle_time;
    Router::new()
        .merge(page::routes())
        .merge(reconcile::routes())
        .route("/health", get(health::health))
        .route("/metrics", get(metrics::metrics))
        .route("/sparql", get(sparql::get).post(sparql::post))
        .route("/.well-known/void", get(describe::void))
        .route("/openapi.json", get(describe::openapi))
        .route("/id/{*path}", get(resource::id))
        .route("/data/{*path}", get(resource::data))
        .route("/ontology", get(resource::ontology))
        .route("/update", post(update::post))
        .route("/store", graph_store())
        .route("/store/{*path}", graph_store())
        .fallback(resource::other)
        .method_not_allowed_fallback(not_allowed)
        .layer(DefaultBodyLimit::max(app.settings().limits.body))
        .layer(CatchPanicLayer::new())
        .layer(CompressionLayer::new())
        .layer(RequestBodyTimeoutLayer::new(idle_time))
        .layer(middleware::from_fn_with_state(app.clone(), header::layer))
        .layer(middleware::from_fn_with_state(
            app.clone(),
            metrics::observe,
        ))
        .with_state(app)
}

/// What a graph can be asked and told.
fn graph_store() -> MethodRouter<App> {
    get(graph_store::get)
        .put(graph_store::put)
        .post(graph_store::post)
        .delete(graph_store::delete)
}

/// There is something, but not for this method; the header `Allow` names those that there are.
async fn not_allowed(method: Method, uri: Uri) -> Fault {
    let message = format!("{} does not answer {method}", uri.path());
    Fault::new(StatusCode::METHOD_NOT_ALLOWED, message)
}
