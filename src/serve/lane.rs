//! Lanes: connections are dealt out to runtimes, each with sockets and timers of its own, so that a query can run on the
//! thread that read its request. Handing it to another thread and its answer back costs more than many a query.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use tokio::runtime::{Builder, Handle, Runtime};

use crate::serve::settings::Limits;

/// Stack of a thread: what a query nests is evaluated by recursion. The system gives what is used.
const STACK: usize = 256 << 20;

/// Threads of a lane: while one runs a query, the other answers.
const THREADS: usize = 2;

/// Lanes besides those for the queries that run at a time.
const SPARE: usize = 2;

/// Most lanes.
const MOST: usize = 64;

/// Some of the connections, and the threads that answer them.
pub(crate) struct Lane {
    runtime: Handle,
    connections: AtomicUsize,
    is_taken: AtomicBool,
}

/// The right to run a query on a thread of a lane; given back when dropped.
pub(crate) struct Inline(Arc<Lane>);

impl Drop for Inline {
    fn drop(&mut self) {
        self.0.is_taken.store(false, Ordering::Release);
    }
}

/// A connection's place in a lane; given back when dropped.
pub(crate) struct Seat(Arc<Lane>);

impl Drop for Seat {
    fn drop(&mut self) {
        self.0.connections.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Lane {
    /// Gives one query at a time the right to run here.
    pub(crate) fn take(self: &Arc<Self>) -> Option<Inline> {
        let was_taken = self.is_taken.swap(true, Ordering::Acquire);
        (!was_taken).then(|| Inline(Arc::clone(self)))
    }

    /// Notes that a connection is answered here.
    pub(crate) fn sit(self: &Arc<Self>) -> Seat {
        self.connections.fetch_add(1, Ordering::Relaxed);
        Seat(Arc::clone(self))
    }

    /// Its threads.
    pub(crate) fn runtime(&self) -> &Handle {
        &self.runtime
    }
}

/// All lanes.
pub(crate) struct Lanes {
    runtimes: Vec<Runtime>,
    lanes: Vec<Arc<Lane>>,
}

impl Lanes {
    /// Starts the threads of a server with these limits.
    pub(crate) fn start(limits: &Limits) -> io::Result<Self> {
        let count = limits.queries.saturating_add(SPARE).min(MOST);
        let runtimes: io::Result<Vec<Runtime>> = (0..count).map(|_| runtime()).collect();
        let runtimes = runtimes?;
        let lanes = runtimes.iter().map(|it| {
            Arc::new(Lane {
                runtime: it.handle().clone(),
                connections: AtomicUsize::new(0),
                is_taken: AtomicBool::new(false),
            })
        });
        let lanes = lanes.collect();
        Ok(Self { runtimes, lanes })
    }

    /// All of them.
    pub(crate) fn all(&self) -> &[Arc<Lane>] {
        &self.lanes
    }

    /// The number of the one with the fewest connections.
    pub(crate) fn emptiest(&self) -> usize {
        let connections = |it: &Arc<Lane>| it.connections.load(Ordering::Relaxed);
        let lanes = self.lanes.iter().enumerate();
        let emptiest = lanes.min_by_key(|(_, it)| connections(it));
        emptiest.map_or(0, |(number, _)| number)
    }

    /// Ends the threads; what still runs is cut off.
    pub(crate) fn end(self) {
        self.runtimes
            .into_iter()
            .for_each(Runtime::shutdown_background);
    }
}

fn runtime() -> io::Result<Runtime> {
    Builder::new_multi_thread()
        .worker_threads(THREADS)
        .thread_name("lane")
        .thread_stack_size(STACK)
        .enable_all()
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_are_dealt_out_and_one_query_runs_in_a_lane() {
        let limits = Limits {
            queries: 1,
            ..Limits::default()
        };
        let lanes = Lanes::start(&limits).unwrap();
        let seats: Vec<Seat> = (0..3).map(|it| lanes.all()[it].sit()).collect();
        drop(seats.into_iter().nth(1));
        let (first, _second) = (lanes.all()[0].sit(), lanes.all()[1].sit());
        assert_eq!(lanes.emptiest(), 2);
        drop(first);
        assert_eq!(lanes.emptiest(), 0);
        let query = lanes.all()[0].take();
        assert!(query.is_some() && lanes.all()[0].take().is_none());
        assert!(lanes.all()[1].take().is_some());
        drop(query);
        assert!(lanes.all()[0].take().is_some());
        lanes.end();
    }
}
