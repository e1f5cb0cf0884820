//! Work on the store: in turn, within its time, ended when nobody waits for it any more.
//!
//! A query runs on the thread that read its request, as long as there is no other one in the [lane](crate::serve::lane);
//! [`watch`](crate::serve::watch) sees to it that a long one keeps nobody waiting. What writes to the store, and reads a
//! body meanwhile, has a thread of its own.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use tokio::sync::oneshot;

use crate::serve::app::App;
use crate::serve::fault::Fault;
use crate::serve::gate::Place;
use crate::store::{self, Stop, Store, stoppable};

/// How long a query that was stopped may take to notice it.
const GRACE: Duration = Duration::from_secs(2);

/// What a piece of work is and how it can be ended.
pub(crate) struct Task {
    begin: Instant,
    /// How long it may compute; none where only its client limits it.
    limit: Option<Duration>,
    /// Ends the query.
    pub(crate) stop: Stop,
    /// Whether it waits for its client.
    is_pausing: AtomicBool,
    /// Milliseconds in which it waited for its client.
    pauses: AtomicU64,
    /// The right to compute.
    place: Mutex<Option<Place>>,
}

impl Task {
    /// Work that may compute so long, from now on.
    fn new(limit: Option<Duration>, place: Place) -> Self {
        Self {
            begin: Instant::now(),
            limit,
            stop: Stop::new(),
            is_pausing: AtomicBool::new(false),
            pauses: AtomicU64::new(0),
            place: Mutex::new(Some(place)),
        }
    }

    /// Gives its place back.
    pub(crate) fn leave(&self) {
        self.sit(None);
    }

    /// Takes a place.
    pub(crate) fn sit(&self, place: Option<Place>) {
        *self.place.lock().unwrap_or_else(PoisonError::into_inner) = place;
    }

    /// How long it has been there.
    pub(crate) fn age(&self) -> Duration {
        self.begin.elapsed()
    }

    /// Does something whose time does not count: waiting for a client.
    pub(crate) fn pause<T>(&self, wait: impl FnOnce() -> T) -> T {
        let begin = Instant::now();
        self.is_pausing.store(true, Ordering::SeqCst);
        let result = wait();
        let waited = u64::try_from(begin.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.pauses.fetch_add(waited, Ordering::SeqCst);
        self.is_pausing.store(false, Ordering::SeqCst);
        result
    }

    /// Stops the work after its time, pauses not counted.
    pub(crate) fn stop_when_late(&self) {
        let is_pausing = self.is_pausing.load(Ordering::SeqCst);
        let waited = Duration::from_millis(self.pauses.load(Ordering::SeqCst));
        let spent = self.age().saturating_sub(waited);
        if self.limit.is_some_and(|it| spent >= it) && !is_pausing {
            self.stop.cancel();
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

/// Waits for a turn. The time of the work begins with it.
async fn turn(app: &App, limit: Option<Duration>) -> Result<Arc<Task>, Fault> {
    let place = app.gate().enter().await?;
    let task = Arc::new(Task::new(limit, place));
    app.running().enter(&task);
    Ok(task)
}

/// Starts to read the store as soon as there is a place for it, for so long as a query may take. Gives what cancels it
/// when dropped.
pub(crate) async fn start(
    app: &App,
    work: impl FnOnce(&Task) + Send + 'static,
) -> Result<CancelOnDrop, Fault> {
    let task = turn(app, Some(app.settings().limits.query_time)).await?;
    let cancel = CancelOnDrop(task.stop.clone());
    let work = move || {
        work(&task);
        task.leave();
    };
    if let Some(inline) = app.take_lane() {
        tokio::spawn(async move {
            work();
            drop(inline);
        });
    } else {
        tokio::task::spawn_blocking(work);
    }
    Ok(cancel)
}

/// Reads the store, as long as a query may take, and waits for the result.
pub(crate) async fn read<T: Send + 'static>(
    app: &App,
    work: impl FnOnce(&Store, &Stop) -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    let (give, result) = oneshot::channel();
    let store = app.store();
    let _cancel = start(app, move |task| {
        // Who waited may have gone away.
        drop(give.send(stoppable(|| work(&store, &task.stop))));
    })
    .await?;
    let result = tokio::time::timeout(patience(app), result).await;
    let result = result.map_err(|_| store::Error::Stopped)?;
    result.unwrap_or_else(|_| Err(broken()))
}

/// Changes the store on a thread of its own, in so much time, and waits for the result. It is stopped when nobody waits any
/// more.
pub(crate) async fn change<T: Send + 'static>(
    app: &App,
    limit: Option<Duration>,
    work: impl FnOnce(&Store, &Stop) -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    let task = turn(app, limit).await?;
    let _cancel = CancelOnDrop(task.stop.clone());
    let store = app.changing_store();
    let work = move || {
        let result = stoppable(|| work(&store, &task.stop));
        task.leave();
        result
    };
    let result = tokio::task::spawn_blocking(work).await;
    result.unwrap_or_else(|_| Err(broken()))
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
