//! Connections: taken one by one, each with limits of time, ended in good order.

use std::future::Future;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::ServiceExt;

use crate::serve::app::App;
use crate::serve::router::router;
use crate::serve::{memory, watch};

/// How long to wait when the system has no more sockets.
const BREATH: Duration = Duration::from_millis(50);

/// Answers requests until `stop` comes, then lets those that run end. It runs on the threads of
/// [`runtime`](crate::serve::runtime).
///
/// A connection beyond the limit is closed at once, so that many idle clients cannot keep others waiting in the
/// system's queue without an answer.
pub async fn serve(app: App, listener: TcpListener, stop: impl Future<Output = ()>) {
    let limits = app.settings().limits.clone();
    let server = Server {
        service: router(app.clone()),
        idle_time: limits.idle_time,
    };
    if let Err(error) = watch::start(app.running().clone(), Handle::current()) {
        tracing::error!("no thread can be started, queries have no limit of time: {error}");
    }
    if let Some(limit) = limits.memory {
        tokio::spawn(memory::watch(app.running().clone(), limit));
    }
    let places = Arc::new(Semaphore::new(limits.connections));
    let open = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        match (accepted, Arc::clone(&places).try_acquire_owned()) {
            (Ok((stream, _)), Ok(place)) => {
                tokio::spawn(server.clone().answer(stream, open.watcher(), place));
            }
            (Ok(_), Err(_)) => tracing::warn!("too many connections; one was closed"),
            (Err(error), _) => rest(&error).await,
        }
    }
    drop(listener);
    tracing::info!("stopping; {} connections are open", open.count());
    if tokio::time::timeout(limits.shutdown_time, open.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("some requests did not end in time and were cut off");
    }
    app.running().end();
}

/// Waits where the system has no more sockets; a client that went away while it was accepted is no reason to wait.
async fn rest(error: &io::Error) {
    let gone = [
        io::ErrorKind::ConnectionAborted,
        io::ErrorKind::ConnectionRefused,
        io::ErrorKind::ConnectionReset,
    ];
    if !gone.contains(&error.kind()) {
        tracing::error!("no connection can be accepted: {error}");
        tokio::time::sleep(BREATH).await;
    }
}

/// What answers the requests of a connection.
#[derive(Clone)]
struct Server {
    service: axum::Router,
    idle_time: Duration,
}

impl Server {
    /// Answers the requests of a connection, one after the other, as long as it is open.
    async fn answer(self, stream: TcpStream, watcher: Watcher, place: OwnedSemaphorePermit) {
        // Small answers leave at once.
        let nodelay = stream.set_nodelay(true);
        drop(nodelay);
        let service = self
            .service
            .map_request(|it: hyper::Request<_>| it.map(axum::body::Body::new));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(self.idle_time)
            .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
        if let Err(error) = watcher.watch(connection).await {
            tracing::debug!("a connection ended early: {error}");
        }
        drop(place);
    }
}
