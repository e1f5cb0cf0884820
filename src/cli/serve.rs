//! `parkgraph serve`: the store over HTTP.

use std::future::Future;
use std::io::{self, IsTerminal};
use std::net::SocketAddr;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, bail};
use clap::builder::RangedU64ValueParser;
use clap::{Args, ValueEnum};
use oxrdf::NamedNode;
use parkgraph::graph::Base;
use parkgraph::serve::{App, Limits, Settings};
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::cli::Outcome;
use crate::cli::arguments::GraphArguments;
use crate::cli::output::Voice;
use crate::cli::reload::{self, Source};

/// Seconds of the longest time that can be set.
const DAY: u64 = 24 * 60 * 60;

/// MiB of the largest size that can be set.
const TEBIBYTE: u64 = 1 << 20;

/// Most queries at a time: each has a thread and its own memory.
const MOST_QUERIES: u64 = 1024;

/// Most connections and waiting queries; more sockets than a process can have.
const MOST_WAITING: u64 = 1 << 20;

/// Least bytes of a token; shorter ones can be guessed by trying.
const TOKEN_LENGTH: usize = 16;

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
    #[arg(long, value_name = "URL", value_parser = public_url)]
    public_url: Option<String>,
    /// The default graph of a query that names none: the union of all graphs, or only what is in no graph
    #[arg(long, value_enum, default_value_t = DefaultGraph::Union)]
    default_graph: DefaultGraph,
    /// How log lines are written to standard error
    #[arg(long, value_enum, default_value_t = LogFormat::Text)]
    log: LogFormat,
    /// Let those who have the token change the store, at /update and /store
    #[arg(long)]
    write: bool,
    /// File with the token [default: the environment variable `PARKGRAPH_TOKEN`]
    #[arg(long, value_name = "FILE", requires = "write")]
    token_file: Option<PathBuf>,
    /// Endpoint that queries may ask with SERVICE, to the letter; may be given several times
    #[arg(long, value_name = "URL", value_parser = endpoint)]
    allow_service: Vec<NamedNode>,
    /// Serve a store that was built anew, or put in the place of the old one, as soon as it is seen; SIGHUP does the same
    #[arg(long, conflicts_with = "write")]
    watch: bool,
    #[command(flatten)]
    graph: GraphArguments,
    #[command(flatten)]
    limits: LimitArguments,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum LogFormat {
    /// For people
    Text,
    /// A JSON object a line
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DefaultGraph {
    /// The union of all graphs
    Union,
    /// What is in no graph
    Unnamed,
}

/// What a single request may take.
#[derive(Debug, Args)]
#[command(next_help_heading = "Limits")]
struct LimitArguments {
    /// Seconds that a query may compute
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = within::<u64>(1..=DAY))]
    query_time: u64,
    /// Queries that run at a time [default: one per processor]
    #[arg(long, value_name = "N", value_parser = within::<usize>(1..=MOST_QUERIES))]
    max_queries: Option<usize>,
    /// Rows or triples of an answer [default: no limit]
    #[arg(long, value_name = "N", value_parser = within::<u64>(1..=u64::MAX))]
    max_rows: Option<u64>,
    /// Memory of the process over which running queries are stopped, in MiB; 0 for no limit
    #[arg(long, value_name = "MIB", default_value_t = 4096, value_parser = within::<u64>(0..=TEBIBYTE))]
    max_memory: u64,
    /// Bytes of data that one request may load, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 1024, value_parser = within::<usize>(1..=TEBIBYTE))]
    max_load: usize,
    /// Seconds that a client may take for the head of a request, and for each piece of a body
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = within::<u64>(1..=DAY))]
    idle_time: u64,
    /// Connections open at a time
    #[arg(long, value_name = "N", default_value_t = 1024, value_parser = within::<usize>(1..=MOST_WAITING))]
    max_connections: usize,
    /// Queries that wait for their turn
    #[arg(long, value_name = "N", default_value_t = 1024)]
    max_queue: usize,
}

impl LimitArguments {
    fn limits(&self) -> Limits {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Limits {
            query_time: Duration::from_secs(self.query_time),
            queries: self.max_queries.unwrap_or(processors),
            queue: self.max_queue,
            rows: self.max_rows,
            memory: (self.max_memory > 0).then_some(self.max_memory << 20),
            load: self.max_load << 20,
            idle_time: Duration::from_secs(self.idle_time),
            connections: self.max_connections,
            ..Limits::default()
        }
    }
}

pub(crate) fn run(arguments: &Arguments, voice: Voice) -> anyhow::Result<Outcome> {
    log(voice, arguments.log);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("cannot start threads")?;
    let store = if arguments.write {
        arguments.graph.open_to_write(voice)?
    } else {
        arguments.graph.open(voice)?
    };
    runtime.block_on(async {
        let listener = TcpListener::bind(&arguments.bind).await;
        let listener = listener.with_context(|| {
            format!(
                "cannot listen at {}; name another address with --bind",
                arguments.bind
            )
        })?;
        let address = listener.local_addr()?;
        let base = arguments.graph.base_of(&store, voice)?;
        let settings = arguments.settings(address, base)?;
        voice.note(format_args!("listening at {}", settings.public_url));
        let app = App::new(store, settings);
        tokio::spawn(reload::watch(
            app.clone(),
            arguments.source(voice),
            hang_up()?,
        ));
        let served = parkgraph::serve::serve(app, listener, stop()?).await;
        served.context("cannot start threads")?;
        Ok(Outcome::Done)
    })
}

impl Arguments {
    /// Where the store comes from, to read it again.
    fn source(&self, voice: Voice) -> Source {
        Source {
            graph: self.graph.clone(),
            is_watched: self.watch,
            is_written: self.write,
            voice,
        }
    }

    /// The token that allows to write; none where nobody may.
    fn token(&self) -> anyhow::Result<Option<String>> {
        if !self.write {
            return Ok(None);
        }
        let token = match &self.token_file {
            Some(file) => std::fs::read_to_string(file)
                .with_context(|| format!("{}: the token cannot be read", file.display()))?,
            None => std::env::var("PARKGRAPH_TOKEN").unwrap_or_default(),
        };
        let token = token.trim().to_owned();
        if token.is_empty() {
            bail!(
                "--write needs a token: put one into a file and name it with --token-file, or set PARKGRAPH_TOKEN"
            );
        }
        if token.len() < TOKEN_LENGTH {
            bail!(
                "the token of --token-file or PARKGRAPH_TOKEN has {} bytes, and {TOKEN_LENGTH} at least are needed against guessing; make one with: openssl rand -hex 16",
                token.len()
            );
        }
        Ok(Some(token))
    }

    fn settings(&self, address: SocketAddr, base: Base) -> anyhow::Result<Settings> {
        let public_url = self.public_url.clone();
        let mut public_url = public_url.unwrap_or_else(|| format!("http://{address}/"));
        if !public_url.ends_with('/') {
            public_url.push('/');
        }
        Ok(Settings {
            base,
            public_url,
            union_default_graph: self.default_graph == DefaultGraph::Union,
            token: self.token()?,
            services: self.allow_service.clone(),
            limits: self.limits.limits(),
        })
    }
}

/// A number within bounds.
fn within<T: TryFrom<u64> + Clone + Send + Sync>(
    bounds: RangeInclusive<u64>,
) -> RangedU64ValueParser<T> {
    RangedU64ValueParser::new().range(bounds)
}

/// The address of a host, or of a path of it.
fn public_url(text: &str) -> Result<String, String> {
    let rest = text
        .strip_prefix("http://")
        .or_else(|| text.strip_prefix("https://"))
        .filter(|_| NamedNode::new(text).is_ok());
    let Some(rest) = rest.filter(|it| !it.is_empty() && !it.starts_with(['/', '?', '#'])) else {
        return Err("give an address such as https://parks.example.org/".to_owned());
    };
    if !text.is_ascii() {
        return Err("give the address percent-encoded, as it stands in requests".to_owned());
    }
    if rest.contains(['?', '#']) || rest.contains("//") {
        return Err(
            "give a host, or a path of it, and nothing else: https://example.org/parks/".to_owned(),
        );
    }
    Ok(text.to_owned())
}

/// The address of an endpoint.
fn endpoint(text: &str) -> Result<NamedNode, String> {
    if !text.starts_with("http://") && !text.starts_with("https://") {
        return Err("an endpoint's address begins with http:// or https://".to_owned());
    }
    NamedNode::new(text).map_err(|error| error.to_string())
}

/// Writes log lines to standard error.
fn log(voice: Voice, format: LogFormat) {
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
    match format {
        LogFormat::Text => subscriber.with_ansi(io::stderr().is_terminal()).init(),
        LogFormat::Json => subscriber.json().init(),
    }
}

/// Comes whenever the process is asked to read its store again.
fn hang_up() -> anyhow::Result<Signal> {
    signal(SignalKind::hangup()).context("cannot wait for signals")
}

/// Comes when the process is asked to end.
fn stop() -> anyhow::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate()).context("cannot wait for signals")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("cannot wait for signals")?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
