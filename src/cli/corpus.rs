//! Files and folders become readings: found, read in parallel, given on in the order of their identifiers.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::thread;

use oxrdf::{NamedNode, Quad};
use parkgraph::assess;
use parkgraph::graph::{self, Base, SharedGraph};
use parkgraph::lexicon::Lexicon;
use parkgraph::link::{Decisions, Presence, Weights};
use parkgraph::model::{Document, Reading};
use parkgraph::pipeline;
use parkgraph::publish::{canonical, rdf};
use parkgraph::source::{self, Input};
use parkgraph::store::Store;
use parkgraph::vocab;
use rayon::prelude::*;

use crate::cli::copies;
use crate::cli::linked;
use crate::cli::output::{self, Voice};
use crate::cli::progress::Progress;

/// How many files are read before what they state is written.
const BATCH: usize = 256;

/// What turns documents into readings and quads.
pub(crate) struct Reader {
    /// Lexicons and rules.
    pub(crate) lexicon: Lexicon,
    /// What the IRIs of data begin with.
    pub(crate) base: Base,
    /// How links are weighed.
    pub(crate) weights: Weights,
    min_confidence: Option<f64>,
    decisions: Decisions,
    /// Stands for program, lexicon, rules and what is left out: the same reader reads the same bytes alike.
    pub(crate) version: String,
}

impl Reader {
    /// A reader that leaves out facts below a confidence.
    pub(crate) fn new(
        (lexicon, weights): (Lexicon, Weights),
        base: Base,
        min_confidence: Option<f64>,
    ) -> Self {
        let mut version = lexicon.version().to_owned();
        if let Some(least) = min_confidence {
            version = format!("{version}, facts from confidence {least}");
        }
        Self {
            lexicon,
            base,
            weights,
            min_confidence,
            decisions: Decisions::default(),
            version,
        }
    }

    /// Reads documents with what people decided about which entity is which, as the store holds it.
    pub(crate) fn with_decisions(mut self, store: &Store) -> anyhow::Result<Self> {
        let decisions = Decisions::stored(store, &self.base)?;
        self.decisions = Presence::new(store, &[], &self.base).of_entities(&decisions)?;
        let version = self.decisions.version();
        if !version.is_empty() {
            self.version = format!("{}, decisions {version}", self.version);
        }
        Ok(self)
    }

    /// Whether merges and splits that the store holds can be carried out now, and could not when the documents were read.
    pub(crate) fn has_new_decisions(&self, store: &Store) -> anyhow::Result<bool> {
        let decisions = Decisions::stored(store, &self.base)?;
        let there = Presence::new(store, &[], &self.base);
        Ok(there.of_entities(&decisions)? != self.decisions)
    }

    /// Reads a document.
    pub(crate) fn read(&self, document: Document) -> Reading {
        let mut reading = pipeline::read(document, &self.lexicon);
        if let Some(least) = self.min_confidence {
            let facts = &mut reading.facts;
            facts.retain(|fact| fact.evidence.confidence >= least);
        }
        reading.reader.clone_from(&self.version);
        reading
    }

    /// Puts what is known beside the documents into graphs of its own, so that it can be queried beside the data: the
    /// ontology, the standards and the units.
    pub(crate) fn put_background(&self, store: &Store) -> anyhow::Result<()> {
        let ontology = rdf::read(vocab::ONTOLOGY.as_bytes(), rdf::Format::Turtle)?;
        let standards = assess::standards(&self.lexicon);
        for (graph, quads) in [
            // Blank nodes get the same names in every build, so that exports are the same bytes.
            (SharedGraph::Ontology, canonical::rename(ontology)),
            (
                SharedGraph::Standards,
                assess::quads(&standards, &self.base),
            ),
            (
                SharedGraph::Units,
                assess::unit_quads(&self.lexicon, &self.base),
            ),
        ] {
            store.replace(&graph::shared_graph_iri(graph, &self.base), quads)?;
        }
        Ok(())
    }

    /// Whether the store has what is known beside the documents.
    pub(crate) fn has_background(&self, store: &Store) -> bool {
        [
            SharedGraph::Ontology,
            SharedGraph::Standards,
            SharedGraph::Units,
        ]
        .into_iter()
        .map(|it| graph::shared_graph_iri(it, &self.base))
        .all(|it| store.dump_graph(&it).next().is_some())
    }

    /// The document's graph and its quads.
    pub(crate) fn graph(&self, reading: &Reading) -> (NamedNode, Vec<Quad>) {
        let graph = graph::graph_iri(&reading.identifier, &self.base);
        let renaming = self.decisions.renaming(&reading.identifier, &self.base);
        let quads = graph::renamed_quads(reading, &renaming, &self.base);
        (graph, quads)
    }
}

/// The inputs of a command, and how many of them failed.
pub(crate) struct Corpus {
    inputs: Vec<Input>,
    voice: Voice,
    /// Inputs that could not be read; each was named on standard error.
    pub(crate) failed: usize,
    /// Identifiers met so far.
    pub(crate) identifiers: BTreeSet<String>,
}

impl Corpus {
    /// Finds the files.
    pub(crate) fn discover(paths: &[PathBuf], voice: Voice) -> Self {
        let (mut inputs, errors) = source::discover(paths);
        for error in &errors {
            report(error);
        }
        inputs.sort_by(|one, other| identifier(one).cmp(identifier(other)));
        Self {
            inputs,
            voice,
            failed: errors.len(),
            identifiers: BTreeSet::new(),
        }
    }

    /// Whether there is no file to read; those that were named and are not there are told.
    pub(crate) fn is_empty(&self) -> bool {
        let missing = |input: &&Input| matches!(input, Input::File { path, .. } if !path.exists());
        let missing: Vec<&Input> = self.inputs.iter().filter(missing).collect();
        let is_empty = missing.len() == self.inputs.len();
        for input in missing.into_iter().filter(|_| is_empty) {
            output::error(format_args!("{} is not there", identifier(input)));
        }
        is_empty
    }

    /// Reads all documents that `wanted` accepts, in parallel, and gives them on batch by batch.
    pub(crate) fn read(
        &mut self,
        reader: &Reader,
        wanted: impl Fn(&Document) -> bool + Sync,
        mut give: impl FnMut(Vec<Reading>) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let inputs = std::mem::take(&mut self.inputs);
        let progress = Progress::start(inputs.len(), self.voice);
        for batch in inputs.chunks(BATCH) {
            let mut documents = self.documents(batch).into_iter().peekable();
            while documents.peek().is_some() {
                let some: Vec<Document> = documents.by_ref().take(BATCH).collect();
                let readings = some.into_par_iter().filter(|it| wanted(it));
                let readings: Vec<Reading> = readings.map(|it| reader.read(it)).collect();
                for warning in readings.iter().flat_map(|it| &it.warnings) {
                    let (place, message) = (&warning.place, &warning.message);
                    self.voice
                        .detail(format_args!("warning: {place}: {message}"));
                }
                give(readings)?;
            }
            progress.advance(batch.len());
        }
        Ok(())
    }

    /// The documents of some inputs; what cannot be read is named, and the rest goes on.
    fn documents(&mut self, inputs: &[Input]) -> Vec<Document> {
        let batches: Vec<_> = inputs.par_iter().map(source::read).collect();
        let mut documents = Vec::new();
        for batch in batches {
            documents.extend(batch.documents);
            batch.errors.iter().for_each(report);
            self.failed += batch.errors.len();
        }
        documents.retain(|document| self.is_new(&document.identifier));
        documents.sort_by(|one, other| one.identifier.cmp(&other.identifier));
        documents
    }

    /// Whether an identifier was not met before; the second document of that name is named and left out.
    fn is_new(&mut self, identifier: &str) -> bool {
        let is_new = self.identifiers.insert(identifier.to_owned());
        if !is_new {
            output::error(format_args!(
                "{identifier}: a second document of this name is left out; give each its own path or id"
            ));
            self.failed += 1;
        }
        is_new
    }
}

/// The identifier of an input.
fn identifier(input: &Input) -> &str {
    match input {
        Input::File { identifier, .. } => identifier,
        Input::Stdin => "-",
    }
}

/// Names an input that could not be read.
fn report(error: &source::Error) {
    output::error(format_args!("{}", output::chain(anyhow::Chain::new(error))));
}

/// Begins to load what documents are read with beside the lexicon, while the caller loads that.
pub(crate) fn prepare() {
    for prepare in pipeline::PREPARATIONS {
        // Where no thread can be had, it is loaded by the first document that needs it.
        drop(thread::Builder::new().spawn(prepare));
    }
}

/// Reads files and folders into an empty store.
pub(crate) fn load(
    paths: &[PathBuf],
    reader: &Reader,
    store: &Store,
    voice: Voice,
) -> anyhow::Result<()> {
    let mut corpus = Corpus::discover(paths, voice);
    let put = |readings: Vec<Reading>| {
        let graphs: Vec<_> = readings.par_iter().map(|it| reader.graph(it)).collect();
        Ok(store.replace_many(graphs)?)
    };
    corpus.read(reader, |_| true, put)?;
    if corpus.identifiers.is_empty() {
        anyhow::bail!("no document could be read");
    }
    reader.put_background(store)?;
    copies::renew(store, &reader.base)?;
    linked::renew(store, reader)?;
    Ok(())
}
