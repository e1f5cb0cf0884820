//! The work that runs on the store, so that it can be looked after.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};

use crate::serve::work::Task;

/// The work that runs; a copy is another handle of the same.
#[derive(Clone, Default)]
pub(crate) struct Running {
    inner: Arc<Inner>,
}

#[derive(Default)]
struct Inner {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    tasks: Vec<Weak<Task>>,
    /// Whether somebody waits for work.
    is_awaited: bool,
    /// Whether there will be no more work.
    is_over: bool,
}

impl State {
    fn is_idle(&self) -> bool {
        self.tasks.iter().all(|it| it.strong_count() == 0)
    }
}

impl Running {
    /// Notes that work runs, until it is dropped.
    pub(crate) fn enter(&self, task: &Arc<Task>) {
        let mut state = self.lock();
        state.tasks.retain(|it| it.strong_count() > 0);
        state.tasks.push(Arc::downgrade(task));
        if state.is_awaited {
            self.inner.changed.notify_all();
        }
    }

    /// What runs now.
    pub(crate) fn tasks(&self) -> Vec<Arc<Task>> {
        let state = self.lock();
        state.tasks.iter().filter_map(Weak::upgrade).collect()
    }

    /// Whether nothing runs.
    pub(crate) fn is_empty(&self) -> bool {
        self.lock().is_idle()
    }

    /// Stops all queries that run; says how many.
    pub(crate) fn stop_all(&self) -> usize {
        let tasks = self.tasks();
        for task in &tasks {
            task.stop.cancel();
        }
        tasks.len()
    }

    /// Waits until something runs; false when nothing will.
    pub(crate) fn wait(&self) -> bool {
        let mut state = self.lock();
        state.is_awaited = true;
        let changed = &self.inner.changed;
        let waited = changed.wait_while(state, |it| it.is_idle() && !it.is_over);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner);
        state.is_awaited = false;
        !state.is_over
    }

    /// Says that there will be no more work.
    pub(crate) fn end(&self) {
        self.lock().is_over = true;
        self.inner.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        let state = self.inner.state.lock();
        state.unwrap_or_else(PoisonError::into_inner)
    }
}
