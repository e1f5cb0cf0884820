//! Time: queries are stopped after theirs, and those that take long keep nobody waiting.

use std::time::Duration;
use std::{io, thread};

use tokio::runtime::{Builder, Handle, Runtime};

use crate::serve::running::Running;
use crate::serve::settings::Limits;

/// Stack of a thread: what a query nests is evaluated by recursion. The system gives what is used.
const STACK: usize = 256 << 20;

/// Threads besides those that run queries.
const SPARE: usize = 2;

/// How often it is looked.
const TICK: Duration = Duration::from_millis(10);

/// So often it is looked in vain before it is waited for the next query.
const PATIENCE: u32 = 100;

/// The threads of a server with these limits: there is always one that runs no query.
pub fn runtime(limits: &Limits) -> io::Result<Runtime> {
    Builder::new_multi_thread()
        .worker_threads(limits.queries.saturating_add(SPARE))
        .thread_stack_size(STACK)
        .enable_all()
        .build()
}

/// Looks after what runs, on a thread of its own, until [`Running::end`].
pub(crate) fn start(running: Running, runtime: Handle) -> io::Result<()> {
    let thread = thread::Builder::new().name("watch".to_owned());
    let started = thread.spawn(move || {
        while running.wait() {
            watch(&running, &runtime);
        }
    });
    started.map(drop)
}

/// Looks until nothing has run for a while.
fn watch(running: &Running, runtime: &Handle) {
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
            runtime.spawn(async {});
        }
    }
}
