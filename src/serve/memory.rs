//! Memory: when the process has more than it may, the queries that run are stopped.

use std::fs;
use std::time::Duration;

use crate::serve::running::Running;

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
