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
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::ServiceExt;

use crate::serve::app::App;
use crate::serve::lane::{Lane, Lanes};
use crate::serve::router::router;
use crate::serve::socket::Socket;
use crate::serve::{memory, watch};

/// How long to wait when the system has no more sockets.
const BREATH: Duration = Duration::from_millis(50);

/// Answers requests until `stop` comes, then lets those that run end; fails if no threads can be started.
///
/// A connection beyond the limit is closed at once, so that many idle clients cannot keep others waiting in the
/// system's queue without an answer.
pub async fn serve(
    app: App,
    listener: TcpListener,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let limits = app.settings().limits.clone();
    let lanes = Lanes::start(&limits)?;
    let runtimes = lanes.all().iter().map(|it| it.runtime().clone());
    watch::start(app.running().clone(), runtimes.collect())?;
    let servers = lanes.all().iter().map(|lane| Server::new(&app, lane));
    let servers: Vec<Server> = servers.collect();
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
                if let (Ok(stream), Some(server)) =
                    (stream.into_std(), servers.get(lanes.emptiest()))
                {
                    server.clone().start(stream, open.watcher(), place);
                }
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
    lanes.end();
    Ok(())
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

/// What answers the requests of connections in a lane.
#[derive(Clone)]
struct Server {
    lane: Arc<Lane>,
    service: axum::Router,
    idle_time: Duration,
}

impl Server {
    fn new(app: &App, lane: &Arc<Lane>) -> Self {
        Self {
            lane: Arc::clone(lane),
            service: router(app.in_lane(lane)),
            idle_time: app.settings().limits.idle_time,
        }
    }

    /// Answers the requests of a connection on the threads of the lane.
    fn start(self, stream: std::net::TcpStream, watcher: Watcher, place: OwnedSemaphorePermit) {
        let seat = self.lane.sit();
        let runtime = self.lane.runtime().clone();
        runtime.spawn(async move {
            match TcpStream::from_std(stream) {
                Ok(stream) => self.answer(stream, watcher).await,
                Err(error) => tracing::error!("a connection cannot be read: {error}"),
            }
            drop((seat, place));
        });
    }

    /// Answers the requests of a connection, one after the other, as long as it is open.
    async fn answer(self, stream: TcpStream, watcher: Watcher) {
        let socket = Socket::new(stream, self.idle_time);
        let service = self
            .service
            .map_request(|it: hyper::Request<_>| it.map(axum::body::Body::new));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(self.idle_time)
            .serve_connection(TokioIo::new(socket), TowerToHyperService::new(service));
        if let Err(error) = watcher.watch(connection).await {
            tracing::debug!("a connection ended early: {error}");
        }
    }
}
