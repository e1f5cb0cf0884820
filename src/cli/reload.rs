//! A server that takes up a store that was built anew, without a request being lost.

use std::time::Duration;

use parkgraph::serve::App;
use parkgraph::store::{Stamp, Store};
use tokio::signal::unix::Signal;

use crate::cli::arguments::GraphArguments;
use crate::cli::output::{self, Voice};

/// How often a store that is watched is looked at.
const INTERVAL: Duration = Duration::from_secs(2);

/// Where the store comes from.
pub(crate) struct Source {
    pub(crate) graph: GraphArguments,
    /// Whether changes are looked for; a signal is heeded in any case.
    pub(crate) is_watched: bool,
    /// Whether this process changes the store, so that nobody else can have.
    pub(crate) is_written: bool,
    pub(crate) voice: Voice,
}

/// Serves the store anew whenever a signal comes, or it is seen to have changed; never ends.
pub(crate) async fn watch(app: App, source: Source, mut hang_up: Signal) {
    let mut known = source.graph.stamp();
    loop {
        tokio::select! {
            signal = hang_up.recv() => if signal.is_none() { return },
            () = tokio::time::sleep(INTERVAL), if source.is_watched => {
                if source.graph.stamp() == known {
                    continue;
                }
            }
        }
        if source.is_written {
            tracing::warn!("the store is open to be written by this server; it is not read again");
            continue;
        }
        if let Some(stamp) = reload(&app, &source).await {
            known = stamp;
        }
    }
}

/// Opens the store again; what the folder was then, or nothing if it could not be opened and the old one stays.
async fn reload(app: &App, source: &Source) -> Option<Option<Stamp>> {
    let (graph, voice) = (source.graph.clone(), source.voice);
    let opened = tokio::task::spawn_blocking(move || {
        let stamp = graph.stamp();
        let store: anyhow::Result<Store> = graph.open(voice);
        store.map(|store| (store, stamp))
    });
    match opened.await {
        Ok(Ok((store, stamp))) => {
            app.replace(store);
            tracing::info!("the store was read again");
            Some(stamp)
        }
        Ok(Err(error)) => {
            let error = output::chain(error.chain());
            tracing::warn!("the store cannot be read again, the old one is served: {error}");
            None
        }
        Err(error) => {
            tracing::error!("the store cannot be read again: {error}");
            None
        }
    }
}
