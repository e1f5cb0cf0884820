//! How many queries run at a time: the others wait for their turn, and those that would wait too long are sent away.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::serve::fault::Fault;
use crate::serve::settings::Limits;

/// Seconds after which a client that was sent away may come again.
const RETRY_AFTER: u64 = 5;

/// Lets in so many at a time, in the order in which they came.
pub(crate) struct Gate {
    running: Arc<Semaphore>,
    waiting: Semaphore,
    queue_time: Duration,
    size: (usize, usize),
}

/// The right to run; given back when dropped.
pub(crate) struct Place {
    #[expect(dead_code, reason = "kept until the work is done")]
    permit: OwnedSemaphorePermit,
}

impl Gate {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            running: Arc::new(Semaphore::new(limits.queries)),
            waiting: Semaphore::new(limits.queue),
            queue_time: limits.queue_time,
            size: (limits.queries, limits.queue),
        }
    }

    /// Waits for a place.
    pub(crate) async fn enter(&self) -> Result<Place, Fault> {
        if let Ok(permit) = Arc::clone(&self.running).try_acquire_owned() {
            return Ok(Place { permit });
        }
        let busy = || Fault::busy("too many queries at a time; ask again later", RETRY_AFTER);
        let _waiting = self.waiting.try_acquire().map_err(|_| busy())?;
        let turn = Arc::clone(&self.running).acquire_owned();
        match tokio::time::timeout(self.queue_time, turn).await {
            Ok(Ok(permit)) => Ok(Place { permit }),
            _ => Err(busy()),
        }
    }

    /// Waits for a place as long as it takes: for a query that gave its own back to wait for its client.
    pub(crate) async fn enter_again(&self) -> Option<Place> {
        let permit = Arc::clone(&self.running).acquire_owned().await;
        permit.ok().map(|permit| Place { permit })
    }

    /// How many run.
    pub(crate) fn running(&self) -> usize {
        self.size.0.saturating_sub(self.running.available_permits())
    }

    /// How many wait.
    pub(crate) fn waiting(&self) -> usize {
        self.size.1.saturating_sub(self.waiting.available_permits())
    }
}
