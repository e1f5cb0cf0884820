//! Changes of the store that is served: which are under way, and how many there were.

use std::sync::atomic::{AtomicU64, Ordering};

/// How many changes have begun and ended. What was read of the store belongs to it as long as [`Changes::now`] says the
/// same number as before it was read.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    begun: AtomicU64,
    ended: AtomicU64,
}

impl Changes {
    /// Notes that something may change from now on.
    pub(crate) fn begin(&self) {
        self.begun.fetch_add(1, Ordering::SeqCst);
    }

    /// Notes that a change that had begun has ended, whether or not it changed anything.
    pub(crate) fn end(&self) {
        self.ended.fetch_add(1, Ordering::SeqCst);
    }

    /// How many changes have ended.
    pub(crate) fn ended(&self) -> u64 {
        self.ended.load(Ordering::SeqCst)
    }

    /// The number of the store as it is; none while it may change.
    pub(crate) fn now(&self) -> Option<u64> {
        let ended = self.ended();
        (self.begun.load(Ordering::SeqCst) == ended).then_some(ended)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn while_something_changes_there_is_no_number() {
        let changes = Changes::default();
        assert_eq!(changes.now(), Some(0));
        changes.begin();
        changes.begin();
        changes.end();
        assert_eq!(changes.now(), None);
        changes.end();
        assert_eq!(changes.now(), Some(2));
    }
}
