//! Numbers for those who watch the server: `/metrics` in the text format of Prometheus, and a log line per request.

use std::sync::atomic::AtomicU64;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use crate::serve::app::App;
use crate::serve::fault::Fault;

/// Bounds of the classes of times, in seconds.
const SECONDS: [f64; 9] = [0.001, 0.005, 0.02, 0.1, 0.5, 1.0, 5.0, 15.0, 60.0];

/// What is counted.
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Outcome, Counter>,
    seconds: Family<Route, Histogram>,
    running: Gauge<u64, AtomicU64>,
    waiting: Gauge<u64, AtomicU64>,
    quads: Gauge<u64, AtomicU64>,
}

/// How requests of a kind ended.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Outcome {
    method: String,
    route: String,
    status: u16,
}

/// Requests of a kind.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Route {
    route: String,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("parkgraph");
        let requests = Family::<Outcome, Counter>::default();
        let seconds = Family::<Route, Histogram>::new_with_constructor(|| Histogram::new(SECONDS));
        let gauge = Gauge::<u64, AtomicU64>::default;
        let (running, waiting, quads) = (gauge(), gauge(), gauge());
        registry.register("requests", "Requests answered", requests.clone());
        let help = "Seconds until an answer began";
        registry.register("request_seconds", help, seconds.clone());
        registry.register("queries_running", "Queries that run", running.clone());
        let help = "Queries that wait for their turn";
        registry.register("queries_waiting", help, waiting.clone());
        registry.register("quads", "Quads of the store", quads.clone());
        Self {
            registry,
            requests,
            seconds,
            running,
            waiting,
            quads,
        }
    }
}

/// Sends the numbers.
pub(crate) async fn metrics(State(app): State<App>) -> Response {
    let metrics = app.metrics();
    let count = |it: usize| u64::try_from(it).unwrap_or(u64::MAX);
    metrics.running.set(count(app.gate().running()));
    metrics.waiting.set(count(app.gate().waiting()));
    if let Some(survey) = app.survey() {
        metrics.quads.set(survey.quads);
    }
    let mut text = String::new();
    if encode(&mut text, &metrics.registry).is_err() {
        return Fault::bad_request("the numbers cannot be written").into_response();
    }
    let mut response = text.into_response();
    let headers = response.headers_mut();
    let media_type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Counts a request and writes it into the log.
pub(crate) async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let begin = Instant::now();
    let method = request.method().to_string();
    let path = request.uri().path().to_owned();
    let matched = request.extensions().get::<MatchedPath>();
    let route = matched.map_or("other", MatchedPath::as_str).to_owned();
    let response = next.run(request).await;
    let (status, seconds) = (response.status().as_u16(), begin.elapsed().as_secs_f64());
    tracing::info!(method, path, status, seconds, "request");
    let metrics = app.metrics();
    let outcome = Outcome {
        // Clients may invent methods; each would be kept for ever.
        method: if status == 405 {
            "other".to_owned()
        } else {
            method
        },
        route: route.clone(),
        status,
    };
    metrics.requests.get_or_create(&outcome).inc();
    let times = metrics.seconds.get_or_create(&Route { route });
    times.observe(seconds);
    response
}
