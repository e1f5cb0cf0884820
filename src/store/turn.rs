//! Who changes a store, one after the other, and what others see meanwhile.

use std::path::Path;
use std::sync::{Arc, MutexGuard, PoisonError};

use crate::store::{Access, Error, Store, disk, staging};

impl Store {
    /// The store for those who only read: itself, or what it was before while it is changed in several steps.
    pub fn steady(self: &Arc<Self>) -> Arc<Self> {
        let before = self.before.read().unwrap_or_else(PoisonError::into_inner);
        before.clone().unwrap_or_else(|| Arc::clone(self))
    }

    /// Shows those who only read another store, or this one again.
    pub(super) fn show_instead(&self, before: Option<Self>) {
        let mut shown = self.before.write().unwrap_or_else(PoisonError::into_inner);
        *shown = before.map(Arc::new);
    }

    /// The store as it is now, in a folder of its own below `folder`, which shares its files.
    pub(super) fn checkpoint(&self, folder: &Path) -> Result<Self, Error> {
        let scratch = staging::Scratch::new(folder);
        let quads = disk::checkpoint(&self.quads, scratch.path())?;
        Ok(Self {
            scratch: Some(scratch),
            ..Self::new(quads, Access::ReadOnly, disk::Lock::none())
        })
    }

    /// The right to change the store, after what was begun before is finished.
    pub(super) fn turn(&self) -> Result<MutexGuard<'_, ()>, Error> {
        self.check_writable()?;
        let turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pending) = self.folder.as_deref().and_then(staging::pending) {
            self.settle(&pending)?;
        }
        Ok(turn)
    }
}
