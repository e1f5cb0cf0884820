//! `parkgraph serve`: the store over HTTP.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Context;
use clap::Args;
use parkgraph::serve::{App, Limits, Settings};
use tokio::net::TcpListener;

use crate::cli::Outcome;
use crate::cli::arguments::GraphArguments;
use crate::cli::output::Voice;

#[derive(Debug, Args)]
#[command(after_help = "\
SPARQL is answered at /sparql, entities at /id/..., reconciliation at /reconcile. Nothing can be changed unless \
--write is given.

Examples:
  parkgraph serve
  parkgraph serve --bind 127.0.0.1:8080 --query-time 60
  parkgraph serve --memory data/corpus")]
pub(crate) struct Arguments {
    /// Address to listen at; port 0 takes a free one
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:7878")]
    bind: String,
    /// Where the server is reached from outside [default: http:// and the address]
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    #[command(flatten)]
    graph: GraphArguments,
    #[command(flatten)]
    limits: LimitArguments,
}

/// What a single request may take.
#[derive(Debug, Args)]
#[command(next_help_heading = "Limits")]
struct LimitArguments {
    /// Seconds that a query may compute
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    query_time: u64,
    /// Queries that run at a time [default: one per processor]
    #[arg(long, value_name = "N")]
    max_queries: Option<usize>,
    /// Queries that wait for their turn
    #[arg(long, value_name = "N", default_value_t = 64)]
    max_queue: usize,
}

impl LimitArguments {
    fn limits(&self) -> Limits {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Limits {
            query_time: Duration::from_secs(self.query_time),
            queries: self.max_queries.unwrap_or(processors).max(1),
            queue: self.max_queue,
            ..Limits::default()
        }
    }
}

pub(crate) fn run(arguments: &Arguments, voice: Voice) -> anyhow::Result<Outcome> {
    log(voice);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("cannot start threads")?;
    let store = arguments.graph.open(voice)?;
    runtime.block_on(async {
        let listener = TcpListener::bind(&arguments.bind).await;
        let listener = listener.with_context(|| {
            format!(
                "cannot listen at {}; name another address with --bind",
                arguments.bind
            )
        })?;
        let address = listener.local_addr()?;
        let settings = arguments.settings(address)?;
        voice.note(format_args!("listening at {}", settings.public_url));
        parkgraph::serve::serve(App::new(store, settings), listener, stop()?).await;
        Ok(Outcome::Done)
    })
}

impl Arguments {
    fn settings(&self, address: SocketAddr) -> anyhow::Result<Settings> {
        let public_url = self.public_url.clone();
        let mut public_url = public_url.unwrap_or_else(|| format!("http://{address}/"));
        if !public_url.ends_with('/') {
            public_url.push('/');
        }
        Ok(Settings {
            base: self.graph.base()?,
            public_url,
            union_default_graph: true,
            token: None,
            limits: self.limits.limits(),
        })
    }
}

/// Writes log lines to standard error.
fn log(voice: Voice) {
    let level = match voice {
        Voice::Quiet => "error",
        Voice::Normal => "info",
        Voice::Verbose => "debug",
    };
    let filter = tracing_subscriber::EnvFilter::try_from_env("PARKGRAPH_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new(level));
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr);
    subscriber.init();
}

/// Comes when the process is asked to end.
fn stop() -> anyhow::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate()).context("cannot wait for signals")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("cannot wait for signals")?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
