//! Time: queries are stopped after theirs, and those that take long keep nobody waiting.

use std::time::Duration;
use std::{io, thread};

use tokio::runtime::Handle;

use crate::serve::running::Running;

/// How often it is looked.
const TICK: Duration = Duration::from_millis(10);

/// So often it is looked in vain before it is waited for the next query.
const PATIENCE: u32 = 100;

/// Looks after what runs, on a thread of its own, until [`Running::end`]. Queries run on the threads of these
/// runtimes.
pub(crate) fn start(running: Running, runtimes: Vec<Handle>) -> io::Result<()> {
    let thread = thread::Builder::new().name("watch".to_owned());
    let started = thread.spawn(move || {
        while running.wait() {
            watch(&running, &runtimes);
        }
    });
    started.map(drop)
}

/// Looks until nothing has run for a while.
fn watch(running: &Running, runtimes: &[Handle]) {
    let mut vain = 0;
    while vain < PATIENCE {
        thread::sleep(TICK);
        let tasks = running.tasks();
        vain = if tasks.is_empty() { vain + 1 } else { 0 };
        for task in &tasks {
            task.stop_when_late();
        }
        // The thread that runs a query may have been the one that waits for all sockets and timers. Whoever does this
        // bit of work waits for them afterwards.
        if tasks.iter().any(|it| it.age() >= TICK) {
            for runtime in runtimes {
                runtime.spawn(async {});
            }
        }
    }
}
