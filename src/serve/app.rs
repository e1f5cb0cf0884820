//! What all requests share: the store that is served now, and the settings.

use std::sync::{Arc, RwLock};

use crate::serve::settings::Settings;
use crate::store::Store;

/// What all requests share; a copy is another handle of the same.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    settings: Settings,
    store: RwLock<Arc<Store>>,
}

impl App {
    /// Serves a store.
    pub fn new(store: Store, settings: Settings) -> Self {
        Self {
            inner: Arc::new(Inner {
                settings,
                store: RwLock::new(Arc::new(store)),
            }),
        }
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
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
