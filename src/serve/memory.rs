//! Memory: when the process has more than it may, the queries that run are stopped.

use std::fs;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use crate::store::Stop;

/// The queries that run.
#[derive(Clone, Default)]
pub(crate) struct Running {
    queries: Arc<Mutex<Vec<Weak<Stop>>>>,
}

impl Running {
    /// Notes that a query runs, until what is returned is dropped.
    pub(crate) fn enter(&self, stop: &Stop) -> Arc<Stop> {
        let stop = Arc::new(stop.clone());
        let mut queries = self.lock();
        queries.retain(|it| it.strong_count() > 0);
        queries.push(Arc::downgrade(&stop));
        stop
    }

    /// Whether no query runs.
    fn is_empty(&self) -> bool {
        self.lock().iter().all(|it| it.strong_count() == 0)
    }

    /// Stops all queries that run; says how many.
    fn stop_all(&self) -> usize {
        let queries: Vec<_> = self.lock().iter().filter_map(Weak::upgrade).collect();
        for query in &queries {
            query.cancel();
        }
        queries.len()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Weak<Stop>>> {
        self.queries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How often it is looked.
const INTERVAL: Duration = Duration::from_millis(100);

/// Stops the queries that run whenever the process has taken more memory than `limit` bytes; never ends.
///
/// The allocator may keep what a query gave back. What the process has while no query runs therefore counts as its own,
/// and a quarter of the limit is granted beyond it in any case.
pub(crate) async fn watch(running: Running, limit: u64) {
    let mut idle = 0;
    loop {
        tokio::time::sleep(INTERVAL).await;
        let Some(taken) = taken() else {
            tracing::warn!("this system does not tell how much memory is taken; it is not limited");
            return;
        };
        if running.is_empty() {
            idle = taken;
        } else if taken > limit.max(idle + limit / 4) {
            let count = running.stop_all();
            let mebibytes = taken >> 20;
            tracing::warn!("{mebibytes} MiB are taken; {count} queries were stopped");
        }
    }
}

/// Memory that the process has taken for itself, in bytes, files not counted; none where the system does not tell.
fn taken() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|it| it.starts_with("RssAnon:"))?;
    let kibibytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes << 10)
}
