//! Quads from wherever a user has them: the folder of a store, or a file in any RDF syntax, compressed or not.

use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::Path;

use anyhow::{Context, bail};
use flate2::read::MultiGzDecoder;
use oxrdf::{GraphName, NamedNode, Quad};
use parkgraph::publish::rdf::{self, Format};
use parkgraph::store::Store;

/// What a compressed file begins with.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Reads all quads of a store's folder or of a file; the suffix names the syntax, `.gz` after it does not matter.
pub(crate) fn read(path: &Path) -> anyhow::Result<Vec<Quad>> {
    if path.is_dir() {
        return Ok(Store::open_read_only(path)?
            .dump()
            .collect::<Result<_, _>>()?);
    }
    let place = path.display();
    let format = format(path).with_context(|| {
        format!("{place}: not the folder of a store, and its suffix names no RDF syntax; give .nq .trig .ttl .nt .jsonld .rdf, .gz behind it if you like")
    })?;
    let reader = open(path).with_context(|| format!("{place} cannot be read"))?;
    rdf::read(reader, format).with_context(|| {
        format!(
            "{place} cannot be read as {}, which its suffix tells",
            format.title()
        )
    })
}

/// The syntax that a file name speaks of.
fn format(path: &Path) -> Option<Format> {
    let mut path = path.to_owned();
    if path.extension().is_some_and(|it| it == "gz") {
        path.set_extension("");
    }
    // Registered for N-Triples once, and nearly always something else.
    let suffix = path.extension()?.to_str().filter(|it| *it != "txt")?;
    Format::from_extension(suffix)
}

/// The content of a file, decompressed if it begins as a compressed one does.
fn open(path: &Path) -> std::io::Result<Box<dyn Read>> {
    let mut file = File::open(path)?;
    let mut start = Vec::new();
    file.by_ref().take(2).read_to_end(&mut start)?;
    file.rewind()?;
    let file = BufReader::new(file);
    Ok(if start == GZIP {
        Box::new(BufReader::new(MultiGzDecoder::new(file)))
    } else {
        Box::new(file)
    })
}

/// A store in memory with these quads, to be asked; those without a graph get one.
pub(crate) fn store(quads: &[Quad]) -> anyhow::Result<Store> {
    let mut graphs: std::collections::BTreeMap<NamedNode, Vec<Quad>> = [].into();
    for quad in quads {
        let graph = match &quad.graph_name {
            GraphName::NamedNode(graph) => graph.clone(),
            GraphName::BlankNode(graph) => NamedNode::new(format!("urn:graph:{}", graph.as_str()))?,
            GraphName::DefaultGraph => NamedNode::new("urn:graph:default")?,
        };
        graphs.entry(graph).or_default().push(quad.clone());
    }
    let store = Store::memory()?;
    store.replace_many(graphs)?;
    if store.is_empty()? && !quads.is_empty() {
        bail!("the quads cannot be stored");
    }
    Ok(store)
}
