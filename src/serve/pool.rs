//! Threads that run queries. They are kept for the next one: starting a thread costs more than many a query.

use std::io;
use std::sync::mpsc::{SendError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Stack of a thread: what a query nests is evaluated by recursion. The system gives what is used.
const STACK: usize = 256 << 20;

/// So many pieces of work a thread does before it ends, so that a stack that was deep once is given back.
const MOST: usize = 1000;

/// A piece of work.
type Job = Box<dyn FnOnce() + Send>;

/// The threads that have nothing to do.
type Idle = Mutex<Vec<Sender<Job>>>;

/// Threads, as many as there has been work at a time.
#[derive(Default)]
pub(crate) struct Pool {
    idle: Arc<Idle>,
}

impl Pool {
    /// Does some work on a thread that has nothing to do, or on a new one.
    pub(crate) fn run(&self, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
        let mut job: Job = Box::new(work);
        loop {
            let Some(thread) = lock(&self.idle).pop() else {
                return self.start(job);
            };
            match thread.send(job) {
                Ok(()) => return Ok(()),
                Err(SendError(back)) => job = back,
            }
        }
    }

    /// Starts a thread with its first work. It ends when the pool is gone.
    fn start(&self, first: Job) -> io::Result<()> {
        let idle = Arc::downgrade(&self.idle);
        let builder = thread::Builder::new()
            .name("query".to_owned())
            .stack_size(STACK);
        let started = builder.spawn(move || {
            first();
            for _ in 1..MOST {
                let Some(idle) = idle.upgrade() else { return };
                let (sender, next) = channel();
                lock(&idle).push(sender);
                drop(idle);
                let Ok(job): Result<Job, _> = next.recv() else {
                    return;
                };
                job();
            }
        });
        started.map(drop)
    }
}

/// The idle threads. Nothing is left half done in the list by a thread that panicked.
fn lock(idle: &Idle) -> MutexGuard<'_, Vec<Sender<Job>>> {
    idle.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::thread::{self, ThreadId};
    use std::time::Duration;

    use super::*;

    /// On which thread some work is done; the thread is given time to wait for the next, unless it ends.
    fn place(pool: &Pool) -> ThreadId {
        let (give, got) = channel();
        pool.run(move || give.send(thread::current().id()).unwrap())
            .unwrap();
        let place = got.recv().unwrap();
        for _ in 0..200 {
            if !lock(&pool.idle).is_empty() {
                break;
            }
            thread::sleep(Duration::from_millis(1));
        }
        place
    }

    #[test]
    fn a_thread_is_used_again_for_a_while() {
        let pool = Pool::default();
        let first = place(&pool);
        assert_eq!(place(&pool), first);
        for _ in 2..MOST - 1 {
            place(&pool);
        }
        assert_ne!((place(&pool), place(&pool)), (first, first));
    }

    #[test]
    fn work_that_panics_keeps_no_other_from_being_done() {
        let pool = Pool::default();
        pool.run(|| std::panic::resume_unwind(Box::new("on purpose")))
            .unwrap();
        place(&pool);
    }
}
