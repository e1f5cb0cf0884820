//! Work on the store: on a thread of its own, in turn, within its time, ended when nobody waits for it any more.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use tokio::sync::oneshot;

use crate::serve::app::App;
use crate::serve::fault::Fault;
use crate::store::{self, Stop, Store, stoppable};

/// How long a query that was stopped may take to notice it.
const GRACE: Duration = Duration::from_secs(2);

/// How often it is looked whether a query that waits for its client has got on.
const PATIENCE: Duration = Duration::from_millis(100);

/// What a piece of work is and how it can be ended.
#[derive(Clone)]
pub(crate) struct Task {
    /// How long it may compute; none where only its client limits it.
    limit: Option<Duration>,
    /// Ends the query.
    pub(crate) stop: Stop,
    /// Time in which it waited for its client.
    pauses: Arc<Pauses>,
}

/// Time that does not count.
#[derive(Default)]
struct Pauses {
    is_pausing: AtomicBool,
    milliseconds: AtomicU64,
}

impl Task {
    /// Work that may compute so long.
    pub(crate) fn new(limit: Option<Duration>) -> Self {
        Self {
            limit,
            stop: Stop::new(),
            pauses: Arc::default(),
        }
    }

    /// Does something whose time does not count: waiting for a client.
    pub(crate) fn pause<T>(&self, wait: impl FnOnce() -> T) -> T {
        let begin = Instant::now();
        self.pauses.is_pausing.store(true, Ordering::Relaxed);
        let result = wait();
        self.pauses.is_pausing.store(false, Ordering::Relaxed);
        let waited = u64::try_from(begin.elapsed().as_millis()).unwrap_or(u64::MAX);
        let all = &self.pauses.milliseconds;
        all.fetch_add(waited, Ordering::Relaxed);
        result
    }

    /// Cancels the query after its time, pauses not counted.
    async fn watch(self) {
        let Some(limit) = self.limit else { return };
        let begin = Instant::now();
        loop {
            let waited = self.pauses.milliseconds.load(Ordering::Relaxed);
            let spent = begin
                .elapsed()
                .saturating_sub(Duration::from_millis(waited));
            let is_pausing = self.pauses.is_pausing.load(Ordering::Relaxed);
            match limit.checked_sub(spent) {
                Some(left) if !left.is_zero() => tokio::time::sleep(left).await,
                _ if is_pausing => tokio::time::sleep(PATIENCE).await,
                _ => return self.stop.cancel(),
            }
        }
    }
}

/// Cancels a query when dropped: the client has gone away.
pub(crate) struct CancelOnDrop(pub(crate) Stop);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// Starts work on a thread that nobody else uses meanwhile, as soon as there is a place for it.
pub(crate) async fn start(
    app: &App,
    task: Task,
    work: impl FnOnce(&Task) + Send + 'static,
) -> Result<(), Fault> {
    let place = app.gate().enter().await?;
    let watch = tokio::spawn(task.clone().watch());
    let guard = app.running().enter(&task.stop);
    let started = app.pool().run(move || {
        work(&task);
        watch.abort();
        drop(guard);
        drop(place);
    });
    started.map_err(|error| no_thread(&error))
}

fn no_thread(error: &io::Error) -> Fault {
    tracing::error!("no thread can be started: {error}");
    Fault::busy("the server has no thread left; ask again later", 5)
}

/// Reads the store on a thread of its own, as long as a query may take, and waits for the result.
pub(crate) async fn read<T: Send + 'static>(
    app: &App,
    work: impl FnOnce(&Store, &Stop) -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    let task = Task::new(Some(app.settings().limits.query_time));
    tokio::time::timeout(patience(app), run(app, task, work))
        .await
        .unwrap_or_else(|_| Err(store::Error::Stopped.into()))
}

/// Does something with the store on a thread of its own and waits for the result. It is stopped when nobody waits any
/// more.
pub(crate) async fn run<T: Send + 'static>(
    app: &App,
    task: Task,
    work: impl FnOnce(&Store, &Stop) -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    let (give, result) = oneshot::channel();
    let _cancel = CancelOnDrop(task.stop.clone());
    let store = app.store();
    start(app, task, move |task| {
        // Who waited may have gone away.
        let given = give.send(stoppable(|| work(&store, &task.stop)));
        drop(given);
    })
    .await?;
    result.await.unwrap_or_else(|_| Err(broken()))
}

/// The fault where a thread ended without a word.
pub(crate) fn broken() -> Fault {
    Fault::new(
        StatusCode::INTERNAL_SERVER_ERROR,
        "the query failed by a mistake in the program",
    )
}

/// How long to wait for the first word of a query.
pub(crate) fn patience(app: &App) -> Duration {
    app.settings().limits.query_time + GRACE
}
