//! The server keeps to its memory, however long it is asked: a soak of some seconds, or as many as `PARKGRAPH_SOAK` says.
#![cfg(all(feature = "cli", feature = "serve", target_os = "linux"))]
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
#![expect(clippy::print_stderr, reason = "what was measured is of interest")]

#[path = "program/server.rs"]
mod server;

use std::fs;
use std::io::Write;
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use server::Program;

/// Seconds, where nothing else is said: a quarter to warm up, the others to look.
const SECONDS: u64 = 16;

/// By how much memory may grow after warming up: the allocator's fragments, not what is asked, in a share and in MiB.
const GROWTH: (f64, f64) = (0.10, 24.0);

/// What is asked, in turn; `GONE` clients leave before the answer.
const ASKED: &[&str] = &[
    "/",
    "/sparql?query=SELECT%20*%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D",
    "/sparql?query=CONSTRUCT%20WHERE%20%7B%20%3Fs%20a%20%3Fo%20%7D",
    "/sparql?query=SELECT%20%3Fc%20(COUNT(*)%20AS%20%3Fn)%20%7B%20%3Fs%20a%20%3Fc%20%7D%20GROUP%20BY%20%3Fc",
    "/sparql?query=SELECT%20nonsense",
    "/sparql",
    "/search?q=%E5%BC%A0%E5%AE%B6%E6%B8%AF",
    "/page/park/%E5%BC%A0%E5%AE%B6%E6%B8%AF%E7%BB%8F%E6%B5%8E%E6%8A%80%E6%9C%AF%E5%BC%80%E5%8F%91%E5%8C%BA",
    "/data/park/%E5%BC%A0%E5%AE%B6%E6%B8%AF%E7%BB%8F%E6%B5%8E%E6%8A%80%E6%9C%AF%E5%BC%80%E5%8F%91%E5%8C%BA.ttl",
    "/reconcile?queries=%7B%22q0%22%3A%7B%22query%22%3A%22%E5%BC%A0%E5%AE%B6%E6%B8%AF%22%7D%7D",
    "/compare",
    "/nothing",
    "/metrics",
];

/// Memory of a process, in MiB.
fn memory(id: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap();
    let line = status.lines().find(|it| it.starts_with("VmRSS:")).unwrap();
    let kilobytes = line.split_whitespace().nth(1).unwrap();
    kilobytes.parse::<f64>().unwrap() / 1024.0
}

/// Asks until the time is over; counts what was answered.
fn ask(site: &str, end: Instant, count: &AtomicUsize) {
    let config = ureq::Agent::config_builder().http_status_as_error(false);
    let agent: ureq::Agent = config.build().into();
    for path in ASKED.iter().cycle() {
        if Instant::now() > end {
            return;
        }
        let mut answer = agent.get(format!("{site}{path}")).call().unwrap();
        let status = answer.status().as_u16();
        assert!(status < 500 || status == 503, "{path}: {status}");
        let body = answer.body_mut().with_config().limit(1 << 30);
        body.read_to_vec().unwrap();
        count.fetch_add(1, Ordering::Relaxed);
    }
}

/// Asks for much and goes away.
fn leave(site: &str, end: Instant) {
    let address = site.trim_start_matches("http://");
    while Instant::now() < end {
        let mut stream = TcpStream::connect(address).unwrap();
        let request = format!("GET {} HTTP/1.1\r\nHost: x\r\n\r\n", ASKED[1]);
        stream.write_all(request.as_bytes()).unwrap();
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn memory_stays_flat() {
    let seconds = std::env::var("PARKGRAPH_SOAK").ok();
    let seconds = seconds.map_or(SECONDS, |it| it.parse().unwrap());
    let program = Program::start(&["--memory", "data/corpus"]);
    let begin = Instant::now();
    let (warm, end) = (
        begin + Duration::from_secs(seconds) / 4,
        begin + Duration::from_secs(seconds),
    );
    let count = AtomicUsize::new(0);
    let mut samples = Vec::new();
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| ask(&program.site, end, &count));
        }
        scope.spawn(|| leave(&program.site, end));
        while Instant::now() < end {
            thread::sleep(Duration::from_millis(250));
            if Instant::now() > warm {
                samples.push(memory(program.child.id()));
            }
        }
    });
    let third = samples.len() / 3;
    let highest = |it: &[f64]| it.iter().copied().fold(0.0, f64::max);
    let (first, last) = (highest(&samples[..third]), highest(&samples[third * 2..]));
    let answered = count.load(Ordering::Relaxed);
    eprintln!("{answered} answers in {seconds} s; {first:.0} MiB, then {last:.0} MiB");
    assert!(answered > 100, "{answered} answers");
    let most = first * (1.0 + GROWTH.0) + GROWTH.1;
    assert!(last < most, "{first} MiB became {last} MiB: {samples:?}");
}
