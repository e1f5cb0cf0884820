//! What all requests share: the store that is served now, and the settings.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, RwLock};

use crate::serve::gate::Gate;
use crate::serve::memory::Running;
use crate::serve::settings::Settings;
use crate::store::Store;

/// What all requests share; a copy is another handle of the same.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    gate: Gate,
    running: Running,
    numbers: AtomicU64,
    settings: Settings,
    store: RwLock<Arc<Store>>,
}

impl App {
    /// Serves a store.
    pub fn new(store: Store, settings: Settings) -> Self {
        Self {
            inner: Arc::new(Inner {
                gate: Gate::new(&settings.limits),
                running: Running::default(),
                numbers: AtomicU64::new(1),
                settings,
                store: RwLock::new(Arc::new(store)),
            }),
        }
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// Where queries wait for their turn.
    pub(crate) fn gate(&self) -> &Gate {
        &self.inner.gate
    }

    /// A number that was not given before.
    pub(crate) fn next_number(&self) -> u64 {
        self.inner.numbers.fetch_add(1, Ordering::Relaxed)
    }

    /// Notes that the store was changed.
    #[expect(
        clippy::unused_self,
        reason = "what is derived from the store comes next"
    )]
    pub(crate) fn note_change(&self) {}

    /// The queries that run.
    pub(crate) fn running(&self) -> &Running {
        &self.inner.running
    }

    /// The store that is served now. A request asks once, so that it sees one store from beginning to end.
    pub fn store(&self) -> Arc<Store> {
        let store = self.inner.store.read();
        let store = store.unwrap_or_else(std::sync::PoisonError::into_inner);
        Arc::clone(&store)
    }

    /// Serves another store from now on; requests that run keep theirs.
    pub fn replace(&self, store: Store) {
        let current = self.inner.store.write();
        let mut current = current.unwrap_or_else(std::sync::PoisonError::into_inner);
        *current = Arc::new(store);
    }
}
