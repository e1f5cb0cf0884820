//! Loads larger than a transaction holds: into a store in a folder, whole or not at all, even if the process is killed.
#![cfg(feature = "disk")]
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

#[cfg(feature = "serve")]
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use oxrdf::NamedNode;
use parkgraph::store::{Data, Error, Place, Store};

/// Triples of a load that one transaction does not hold.
const MANY: usize = 12_000;

/// So many triples of a source, among them blank nodes.
fn triples(source: &str, count: usize) -> String {
    let mut text = String::new();
    for number in 0..count {
        writeln!(text, "<urn:{source}:{number}> <urn:p> _:b{} .", number % 7).unwrap();
    }
    text
}

fn data<R: Read>(media_type: &str, reader: R) -> Data<R> {
    Data {
        media_type: media_type.to_owned(),
        base: "http://example.test/".to_owned(),
        reader,
    }
}

fn put(store: &Store, place: &Place, text: &str) -> Result<bool, Error> {
    store.put(place, data("application/n-triples", text.as_bytes()))
}

fn named(name: &str) -> Place {
    Place::Named(NamedNode::new_unchecked(name))
}

/// How many triples of two sources and of others a place holds.
fn counts(store: &Store, place: &Place) -> [usize; 3] {
    let mut counts = [0; 3];
    for quad in store.dump_place(place) {
        let subject = quad.unwrap().subject.to_string();
        let source = ["<urn:old:", "<urn:new:"];
        let source = source.iter().position(|it| subject.starts_with(it));
        counts[source.unwrap_or(2)] += 1;
    }
    counts
}

/// Every file in a folder but those of the storage layer.
fn files(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap();
    let names = names.map(|it| it.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|it| it.starts_with("parkgraph.")).collect();
    names.sort_unstable();
    names
}

#[test]
fn much_takes_the_place_of_much() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let bystander = named("urn:bystander");
    put(&store, &bystander, "<urn:x> <urn:p> <urn:y> .\n").unwrap();
    for place in [named("urn:g"), Place::Unnamed] {
        assert!(!put(&store, &place, &triples("old", MANY)).unwrap());
        assert_eq!(counts(&store, &place), [MANY, 0, 0]);
        assert!(put(&store, &place, &triples("new", MANY)).unwrap());
        assert_eq!(counts(&store, &place), [0, MANY, 0]);
        assert!(put(&store, &place, "").unwrap());
        assert_eq!(counts(&store, &place), [0, 0, 0]);
        let was_there = put(&store, &place, &triples("old", MANY)).unwrap();
        assert_eq!(
            was_there,
            place != Place::Unnamed,
            "an empty graph is there"
        );
    }
    assert!(store.clear(&named("urn:g")).unwrap() && !store.clear(&named("urn:g")).unwrap());
    assert!(store.clear(&Place::Unnamed).unwrap());
    assert_eq!(counts(&store, &bystander), [0, 0, 1]);
    assert_eq!(store.len().unwrap(), 1);
    put(&store, &named("urn:g"), &triples("old", MANY)).unwrap();
    assert!(put(&store, &Place::Everywhere, &triples("new", MANY)).unwrap());
    assert_eq!(counts(&store, &Place::Everywhere), [0, MANY, 0]);
    assert!(store.graphs().unwrap().is_empty());
    assert_eq!(files(folder.path()), ["parkgraph.lock"]);
}

#[test]
fn blank_nodes_keep_their_places_in_a_large_load() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let place = named("urn:g");
    for _ in 0..2 {
        put(&store, &place, &triples("old", MANY)).unwrap();
        let objects = store.dump_place(&place).map(|it| it.unwrap().object);
        let objects: std::collections::HashSet<_> = objects.collect();
        assert_eq!(objects.len(), 7);
    }
}

#[test]
fn a_large_load_that_is_broken_at_its_end_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let place = named("urn:g");
    put(&store, &place, &triples("old", MANY)).unwrap();
    let wrong = triples("new", MANY) + "<urn:new:x> <urn:p> \n";
    assert!(matches!(put(&store, &place, &wrong), Err(Error::Data(_))));
    let cut = triples("new", MANY);
    let cut = cut.as_bytes().chain(Broken);
    let cut = data("application/n-triples", cut);
    assert!(store.put(&place, cut).is_err());
    assert!(
        store
            .add(&place, vec![data("text/turtle", wrong.as_bytes())])
            .is_err()
    );
    assert_eq!(counts(&store, &place), [MANY, 0, 0]);
    assert_eq!(files(folder.path()), ["parkgraph.lock"]);
}

/// A connection that breaks off.
struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::ErrorKind::ConnectionReset.into())
    }
}

#[test]
fn who_reads_meanwhile_sees_the_old_graph_or_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(Store::open(folder.path()).unwrap());
    let place = named("urn:g");
    put(&store, &place, &triples("old", MANY)).unwrap();
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| put(&store, &place, &triples("new", MANY)).unwrap());
        let mut seen = Vec::new();
        while !writing.is_finished() {
            seen.push(counts(&store.steady(), &place));
        }
        for counts in seen {
            assert!([[MANY, 0, 0], [0, MANY, 0]].contains(&counts), "{counts:?}");
        }
    });
    assert_eq!(counts(&store.steady(), &place), [0, MANY, 0]);
}

#[test]
fn what_a_killed_process_had_begun_is_finished_by_who_opens_the_store() {
    let folder = tempfile::tempdir().unwrap();
    let place = named("urn:g");
    let begun = "# in the place of <urn:g>\n<urn:new:1> <urn:p> _:b <urn:g> .\n";
    for open in [Store::open, Store::open_read_only] {
        let store = Store::open(folder.path()).unwrap();
        put(&store, &place, &triples("old", MANY)).unwrap();
        drop(store);
        fs::write(folder.path().join("parkgraph.pending"), begun).unwrap();
        fs::create_dir(folder.path().join("parkgraph.scratch-0")).unwrap();
        let store = open(folder.path()).unwrap();
        assert_eq!(counts(&store, &place), [0, 1, 0]);
        assert_eq!(files(folder.path()), ["parkgraph.lock"]);
    }
}

#[test]
fn what_cannot_be_finished_is_told_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    drop(Store::open(folder.path()).unwrap());
    let pending = folder.path().join("parkgraph.pending");
    fs::write(&pending, "nonsense").unwrap();
    let error = Store::open(folder.path()).err().unwrap().to_string();
    assert!(error.contains("parkgraph.pending"), "{error}");
    assert!(pending.exists());
}

#[cfg(feature = "serve")]
mod killed {
    use std::io::Write as _;
    use std::net::TcpStream;
    use std::time::Duration;

    use super::{MANY, Place, Store, counts, named, put, triples};
    use crate::server::Program;

    /// Sends a graph in the place of another and kills the server after a while; what is there then.
    fn killed_after(time: Duration) -> [usize; 3] {
        let folder = tempfile::tempdir().unwrap();
        let place = named("urn:g");
        let store = Store::open(folder.path()).unwrap();
        put(&store, &place, &triples("old", MANY)).unwrap();
        drop(store);
        let program = Program::start(&["--store", folder.path().to_str().unwrap(), "--write"]);
        let address = program.site.strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(address).unwrap();
        let body = triples("new", MANY);
        write!(
            stream,
            "PUT /store?graph=urn:g HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer open sesame, if you please\r\n\
             Content-Type: application/n-triples\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        std::thread::sleep(time);
        drop(program);
        let store = Store::open(folder.path()).unwrap();
        assert_eq!(
            counts(&store, &Place::Everywhere),
            counts(&store, &place),
            "something is elsewhere"
        );
        counts(&store, &place)
    }

    #[test]
    fn a_server_that_is_killed_leaves_the_old_graph_or_the_new_one() {
        for milliseconds in [0, 20, 50, 100, 150, 200, 300, 400, 600, 1000] {
            let counts = killed_after(Duration::from_millis(milliseconds));
            let whole = [[MANY, 0, 0], [0, MANY, 0]];
            assert!(whole.contains(&counts), "{milliseconds} ms: {counts:?}");
        }
    }
}
