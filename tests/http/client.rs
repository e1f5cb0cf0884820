//! A server in this process, and a client that sees every byte, so that what a library would hide can be tested.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use parkgraph::graph::Base;
use parkgraph::serve::{App, Limits, Settings, serve};
use parkgraph::store::Store;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// The token of servers that may be written to.
pub(crate) const TOKEN: &str = "open sesame";

/// How long a client waits.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server; it stops when dropped.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<thread::JoinHandle<()>>,
}

/// Settings of a server that may be written to.
pub(crate) fn settings() -> Settings {
    Settings {
        base: Base::default(),
        public_url: "http://example.test/".to_owned(),
        union_default_graph: true,
        token: Some(TOKEN.to_owned()),
        services: Vec::new(),
        limits: Limits::default(),
    }
}

impl Server {
    /// Serves a store.
    pub(crate) fn start(store: Store, settings: Settings) -> Self {
        let (send_address, address) = mpsc::channel();
        let (stop, stopped) = oneshot::channel();
        let thread = thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            runtime.block_on(async {
                let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
                send_address.send(listener.local_addr().unwrap()).unwrap();
                let stopped = async {
                    drop(stopped.await);
                };
                let served = serve(App::new(store, settings), listener, stopped).await;
                served.unwrap();
            });
        });
        Self {
            address: address.recv().unwrap(),
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    /// A server with an empty store.
    pub(crate) fn empty() -> Self {
        Self::start(Store::memory().unwrap(), settings())
    }

    /// Sends a request without a body.
    pub(crate) fn get(&self, target: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(Request::new("GET", target).headers(headers))
    }

    /// Asks a query.
    pub(crate) fn query(&self, query: &str, accept: &str) -> Answer {
        let headers = [("Accept", accept)];
        self.get(&format!("/sparql?query={}", encode(query)), &headers)
    }

    /// Sends a request and reads its answer to the end.
    pub(crate) fn send(&self, request: Request) -> Answer {
        let mut stream = self.connect();
        // A server may answer, and close, before it has read all.
        drop(stream.write_all(&request.bytes()));
        Answer::read(&mut stream, request.method == "HEAD")
    }

    /// A connection of one's own.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        stream
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let joined = thread.join();
            assert!(thread::panicking() || joined.is_ok());
        }
    }
}

/// Percent-encodes all but letters and digits.
pub(crate) fn encode(text: &str) -> String {
    let encoded = text.bytes().map(|it| match it {
        it if it.is_ascii_alphanumeric() => char::from(it).to_string(),
        it => format!("%{it:02X}"),
    });
    encoded.collect()
}

/// A request.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    method: String,
    target: Vec<u8>,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Request {
    pub(crate) fn new(method: &str, target: impl AsRef<[u8]>) -> Self {
        Self {
            method: method.to_owned(),
            target: target.as_ref().to_vec(),
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    pub(crate) fn headers(mut self, headers: &[(&str, &str)]) -> Self {
        let headers = headers.iter();
        self.headers
            .extend(headers.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self
    }

    /// With the token.
    pub(crate) fn allowed(self) -> Self {
        self.headers(&[("Authorization", &format!("Bearer {TOKEN}"))])
    }

    /// With a body of this type; an empty type is left out.
    pub(crate) fn body(mut self, content_type: &str, body: impl AsRef<[u8]>) -> Self {
        self.body = body.as_ref().to_vec();
        let length = self.body.len().to_string();
        let this = self.headers(&[("Content-Length", &length)]);
        if content_type.is_empty() {
            return this;
        }
        this.headers(&[("Content-Type", content_type)])
    }

    /// With this after the head, as it is.
    pub(crate) fn raw_body(mut self, body: &str) -> Self {
        self.body = body.as_bytes().to_vec();
        self
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut bytes = format!("{} ", self.method).into_bytes();
        bytes.extend(&self.target);
        bytes.extend(b" HTTP/1.1\r\nHost: example.test\r\nConnection: close\r\n");
        for (name, value) in &self.headers {
            bytes.extend(format!("{name}: {value}\r\n").bytes());
        }
        bytes.extend(b"\r\n");
        bytes.extend(&self.body);
        bytes
    }
}

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    /// 0 where there was none.
    pub(crate) status: u16,
    headers: BTreeMap<String, String>,
    pub(crate) bytes: Vec<u8>,
    /// Whether the body came to its end.
    pub(crate) is_whole: bool,
}

impl Answer {
    /// Reads until the connection is closed.
    pub(crate) fn read(stream: &mut TcpStream, is_head: bool) -> Self {
        let mut bytes = Vec::new();
        let closed = stream.read_to_end(&mut bytes).is_ok();
        let end = bytes.windows(4).position(|it| it == b"\r\n\r\n");
        let end = end.map_or(bytes.len(), |it| it + 4);
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.lines();
        let status = lines
            .next()
            .and_then(|it| it.split(' ').nth(1)?.parse().ok());
        let mut headers = BTreeMap::<String, String>::new();
        for (name, value) in lines.filter_map(|it| it.split_once(": ")) {
            let values = headers.entry(name.to_ascii_lowercase()).or_default();
            if !values.is_empty() {
                values.push_str(", ");
            }
            values.push_str(value);
        }
        let mut answer = Self {
            status: status.unwrap_or(0),
            headers,
            bytes: bytes.split_off(end),
            is_whole: closed,
        };
        if !is_head {
            answer.finish();
        }
        answer
    }

    /// Takes the body out of its chunks and finds out whether it is whole.
    fn finish(&mut self) {
        if self.header("transfer-encoding") == "chunked" {
            let (body, is_whole) = dechunk(&self.bytes);
            self.bytes = body;
            self.is_whole = is_whole;
        } else if let Ok(length) = self.header("content-length").parse::<usize>() {
            self.is_whole &= self.bytes.len() == length;
        }
    }

    /// The values of a header; empty where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// The content type without its parameters.
    pub(crate) fn media_type(&self) -> &str {
        self.header("content-type").split(';').next().unwrap()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The values of the only variable of a table in JSON.
    pub(crate) fn values(&self) -> Vec<String> {
        let json = self.json();
        let variable = json["head"]["vars"][0].as_str().unwrap().to_owned();
        let rows = json["results"]["bindings"].as_array().unwrap().iter();
        let values = rows.map(|row| row[&variable]["value"].as_str().unwrap().to_owned());
        values.collect()
    }
}

/// A body without its chunks, and whether its last chunk came.
fn dechunk(mut bytes: &[u8]) -> (Vec<u8>, bool) {
    let mut body = Vec::new();
    while let Some(end) = bytes.windows(2).position(|it| it == b"\r\n") {
        let size = std::str::from_utf8(&bytes[..end]).unwrap();
        let size = usize::from_str_radix(size, 16).unwrap();
        bytes = &bytes[end + 2..];
        if size == 0 {
            return (body, true);
        }
        let Some(chunk) = bytes.get(..size) else {
            break;
        };
        body.extend(chunk);
        bytes = bytes.get(size + 2..).unwrap_or_default();
    }
    (body, false)
}

/// What comes true within some seconds.
pub(crate) fn eventually<T>(mut look: impl FnMut() -> Option<T>) -> T {
    for _ in 0..200 {
        if let Some(found) = look() {
            return found;
        }
        thread::sleep(Duration::from_millis(50));
    }
    panic!("it did not come true");
}
