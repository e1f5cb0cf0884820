//! Arguments that several commands share, and what is made of them.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use parkgraph::graph::Base;
#[cfg(feature = "serve")]
use parkgraph::graph::base_of;
use parkgraph::lexicon::Lexicon;
use parkgraph::link::Weights;
#[cfg(feature = "serve")]
use parkgraph::store::Stamp;
use parkgraph::store::Store;

use crate::cli::corpus::{self, Reader};
use crate::cli::output::Voice;

/// How documents are read.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Reading")]
pub(crate) struct ReadingArguments {
    /// Lexicon folder [default: the copy in the program]
    #[arg(long, value_name = "DIR")]
    lexicon: Option<PathBuf>,
    /// Rule folder [default: the copy in the program]
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
    /// How links are weighed, as TOML; what it leaves out is as in the program [default: the copy in the program]
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
    /// What the IRIs of documents, entities and facts begin with
    #[arg(long, value_name = "IRI")]
    base: Option<String>,
    /// Leave out facts that are less sure, 0 to 1
    #[arg(long, value_name = "SHARE", value_parser = share)]
    min_confidence: Option<f64>,
    /// Documents read at a time [default: one per processor]
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
}

/// A number from 0 to 1.
fn share(text: &str) -> Result<f64, String> {
    let share: Option<f64> = text.parse().ok();
    share
        .filter(|it| (0.0..=1.0).contains(it))
        .ok_or_else(|| "give a number from 0 to 1".to_owned())
}

impl ReadingArguments {
    /// Loads lexicons and rules.
    pub(crate) fn reader(&self) -> anyhow::Result<Reader> {
        self.reader_of(None)
    }

    /// Loads lexicons and rules, for IRIs that begin with a base unless another is said.
    pub(crate) fn reader_of(&self, base: Option<Base>) -> anyhow::Result<Reader> {
        if let Some(jobs) = self.jobs {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs);
            pool.build_global().context("cannot start threads")?;
        }
        let lexicon = Lexicon::load(self.lexicon.as_deref(), self.rules.as_deref())?;
        let weights = self.weights()?;
        let base = base.filter(|_| self.base.is_none());
        Ok(Reader::new(
            (lexicon, weights),
            base.map_or_else(|| self.base(), Ok)?,
            self.min_confidence,
        ))
    }

    fn weights(&self) -> anyhow::Result<Weights> {
        let Some(file) = &self.weights else {
            return Ok(Weights::built_in()?);
        };
        let place = file.display();
        let text = fs::read_to_string(file).with_context(|| format!("{place} cannot be read"))?;
        Weights::parse(&text).with_context(|| format!("{place}"))
    }

    /// The base IRI.
    pub(crate) fn base(&self) -> anyhow::Result<Base> {
        match &self.base {
            Some(iri) => Ok(Base::new(iri)?),
            None => Ok(Base::default()),
        }
    }
}

/// Where the graph is.
#[derive(Clone, Debug, Args)]
pub(crate) struct StoreArguments {
    /// Folder of the store
    #[arg(
        long,
        value_name = "DIR",
        default_value = "parkgraph-store",
        env = "PARKGRAPH_STORE",
        global = true
    )]
    pub(crate) store: PathBuf,
}

/// Where a graph to be looked at is: in a store, or in files that are read for this one command.
#[derive(Clone, Debug, Args)]
pub(crate) struct GraphArguments {
    #[command(flatten)]
    store: StoreArguments,
    /// Read this file or folder into memory and use that instead of the store; may be given again
    #[arg(long, visible_alias = "from", value_name = "PATH")]
    memory: Vec<PathBuf>,
    #[command(flatten)]
    reading: ReadingArguments,
}

impl GraphArguments {
    /// Loads the lexicons that documents are read with.
    pub(crate) fn lexicon(&self) -> anyhow::Result<Lexicon> {
        let ReadingArguments { lexicon, rules, .. } = &self.reading;
        Ok(Lexicon::load(lexicon.as_deref(), rules.as_deref())?)
    }

    /// What the IRIs of a store begin with: what is said to, else what those of its documents do.
    #[cfg(feature = "serve")]
    pub(crate) fn base_of(&self, store: &Store, voice: Voice) -> anyhow::Result<Base> {
        let documents = store.documents()?;
        let mut found = documents
            .iter()
            .filter_map(|it| base_of(&it.identifier, &it.graph));
        let said = self.reading.base()?;
        match found.next() {
            None => Ok(said),
            Some(found) if self.reading.base.is_none() => Ok(found),
            Some(found) => {
                if found != said {
                    voice.note(format_args!(
                        "the IRIs of the store begin with {}, not with the base {}: their pages will not be found",
                        found.as_str(),
                        said.as_str()
                    ));
                }
                Ok(said)
            }
        }
    }

    /// What the store's folder is now; none where files are read instead, or where there is no store.
    #[cfg(feature = "serve")]
    pub(crate) fn stamp(&self) -> Option<Stamp> {
        if !self.memory.is_empty() {
            return None;
        }
        Stamp::of(&self.store.store)
    }

    /// Opens the store to read and write, or reads the files into memory.
    #[cfg(feature = "serve")]
    pub(crate) fn open_to_write(&self, voice: Voice) -> anyhow::Result<Store> {
        if self.memory.is_empty() {
            return Ok(Store::open(&self.store.store)?);
        }
        self.open(voice)
    }

    /// Opens the store to read, or reads the files into memory.
    pub(crate) fn open(&self, voice: Voice) -> anyhow::Result<Store> {
        if self.memory.is_empty() {
            return Ok(Store::open_read_only(&self.store.store)?);
        }
        corpus::prepare();
        let reader = self.reading.reader()?;
        let store = Store::memory()?;
        corpus::load(&self.memory, &reader, &store, voice)?;
        Ok(store)
    }
}
