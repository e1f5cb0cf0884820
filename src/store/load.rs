//! Data from outside: read as it comes, loaded whole or not at all.

use std::io::Read;
use std::path::Path;

use oxigraph::store::{BulkLoader, Transaction};
use oxrdf::{GraphName, GraphNameRef, NamedNode, NamedOrBlankNode, Quad};
use oxrdfio::{RdfFormat, RdfParseError, RdfParser};

use crate::store::staging::{self, Scratch};
use crate::store::{Error, Store, THREADS};

/// Quads that one transaction may hold, some kilobytes each.
const FEW: usize = 10_000;

/// Megabytes that a load may take while it sorts.
const MEMORY: usize = 256;

/// Where data goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The graph without a name.
    Unnamed,
    /// A graph; data with graphs of its own does not go there.
    Named(NamedNode),
    /// The graphs that the data names.
    Everywhere,
}

/// A document in a syntax of RDF.
pub struct Data<R> {
    /// Its media type.
    pub media_type: String,
    /// What relative IRIs in it are relative to.
    pub base: String,
    /// Its bytes.
    pub reader: R,
}

/// Whether data in this syntax may name graphs; none where the syntax is not known.
pub fn names_graphs(media_type: &str) -> Option<bool> {
    RdfFormat::from_media_type(media_type).map(RdfFormat::supports_datasets)
}

impl Store {
    /// Adds documents, all or nothing, however large they are.
    pub fn add<R: Read>(&self, place: &Place, documents: Vec<Data<R>>) -> Result<(), Error> {
        self.check_writable()?;
        let mut quads: Vec<Box<dyn Iterator<Item = Result<Quad, RdfParseError>> + '_>> = Vec::new();
        for document in documents {
            quads.push(Box::new(parse(place, document)?));
        }
        let loader = self.prepare_load(quads.into_iter().flatten())?;
        let _turn = self.turn()?;
        loader.commit()?;
        self.name_graph(place)
    }

    /// Puts a document in the place of what is there, whole or not at all, however large both are; says whether there was
    /// something. Who reads [`Store::steady`] meanwhile sees what was there before.
    pub fn put<R: Read>(&self, place: &Place, document: Data<R>) -> Result<bool, Error> {
        self.check_writable()?;
        let mut quads = parse(place, document)?;
        let Some(folder) = &self.folder else {
            let all: Vec<Quad> = quads.collect::<Result<_, _>>()?;
            return self.put_few(place, &all);
        };
        let first: Vec<Quad> = quads.by_ref().take(FEW + 1).collect::<Result<_, _>>()?;
        if first.len() <= FEW && self.dump_place(place).nth(FEW).is_none() {
            return self.put_few(place, &first);
        }
        let staged = staging::write(folder, place, first.into_iter().map(Ok).chain(quads))?;
        self.put_staged(folder, (place, staged))
    }

    /// Puts quads in the place of what is there in one transaction, which holds all of it in memory.
    fn put_few(&self, place: &Place, quads: &[Quad]) -> Result<bool, Error> {
        let _turn = self.turn()?;
        let mut transaction = self.quads.start_transaction()?;
        let was_there = clear(&mut transaction, place)?;
        transaction.extend(quads);
        if let Place::Named(graph) = place {
            transaction.insert_named_graph(graph);
        }
        transaction.commit()?;
        Ok(was_there)
    }

    /// Puts what a file holds in the place of what is there.
    fn put_staged(&self, folder: &Path, (place, file): (&Place, Scratch)) -> Result<bool, Error> {
        let _turn = self.turn()?;
        if self.is_vacant(place)? {
            let was_there = match place {
                Place::Named(graph) => self.has_graph(graph)?,
                Place::Unnamed => false,
                Place::Everywhere => true,
            };
            let (_, quads) = staging::read(file.path())?;
            self.prepare_load(quads)?.commit()?;
            self.name_graph(place)?;
            return Ok(was_there);
        }
        let before = self.checkpoint(folder)?;
        let pending = file.keep(folder)?;
        self.show_instead(Some(before));
        self.settle(&pending)?;
        Ok(true)
    }

    /// Takes the steps by which what a file holds comes into its place. Taken again, they lead to the same.
    pub(super) fn settle(&self, pending: &Path) -> Result<(), Error> {
        let settle = || {
            let (place, quads) = staging::read(pending)?;
            self.clear_in_steps(&place)?;
            self.prepare_load(quads)?.commit()?;
            self.name_graph(&place)?;
            self.flush()?;
            staging::finish(pending)
        };
        settle().map_err(|source| Error::Unfinished {
            file: pending.to_owned(),
            source: Box::new(source),
        })?;
        self.show_instead(None);
        Ok(())
    }

    /// Sorts quads into files that enter the store together.
    fn prepare_load(
        &self,
        quads: impl Iterator<Item = Result<Quad, RdfParseError>>,
    ) -> Result<BulkLoader<'_>, Error> {
        let loader = self.quads.bulk_loader().with_num_threads(THREADS);
        let mut loader = loader.with_max_memory_size_in_megabytes(MEMORY);
        // All in one call: each would sort and write files of its own.
        loader.load_ok_quads::<RdfParseError, Error>(quads)?;
        Ok(loader)
    }

    /// Lets a graph be there even if it is empty.
    fn name_graph(&self, place: &Place) -> Result<(), Error> {
        if let Place::Named(graph) = place {
            self.quads.insert_named_graph(graph)?;
        }
        Ok(())
    }

    /// Whether nothing is there, not even an empty graph.
    fn is_vacant(&self, place: &Place) -> Result<bool, Error> {
        let first = self.dump_place(place).next().transpose()?;
        let names = self.quads.named_graphs().next().transpose()?;
        Ok(first.is_none() && (*place != Place::Everywhere || names.is_none()))
    }

    /// Removes what is there, of a graph with a name one quad after the other: a transaction of many takes far longer.
    fn clear_in_steps(&self, place: &Place) -> Result<(), Error> {
        match place {
            Place::Everywhere => self.quads.clear()?,
            Place::Unnamed => self.quads.clear_graph(GraphNameRef::DefaultGraph)?,
            Place::Named(graph) => {
                // What is gone through is the graph as it was at first.
                for quad in self.dump_graph(graph) {
                    self.quads.remove(&quad?)?;
                }
            }
        }
        Ok(())
    }

    /// Removes what is there; says whether there was such a graph. The graph without a name always is.
    pub fn clear(&self, place: &Place) -> Result<bool, Error> {
        let _turn = self.turn()?;
        let mut transaction = self.quads.start_transaction()?;
        let was_there = clear(&mut transaction, place)?;
        transaction.commit()?;
        Ok(was_there || *place == Place::Unnamed)
    }

    /// Whether there is a graph of this name, empty or not.
    pub fn has_graph(&self, graph: &NamedNode) -> Result<bool, Error> {
        Ok(self.quads.contains_named_graph(graph)?)
    }
}

/// Removes what is there within a transaction; says whether there was something.
fn clear(transaction: &mut Transaction<'_>, place: &Place) -> Result<bool, Error> {
    match place {
        Place::Named(graph) => {
            let was_there = transaction.contains_named_graph(graph)?;
            transaction.remove_named_graph(graph)?;
            Ok(was_there)
        }
        Place::Unnamed => {
            let graph = GraphName::DefaultGraph;
            let mut quads = transaction.quads_for_pattern(None, None, None, Some(graph.as_ref()));
            let was_there = quads.next().transpose()?.is_some();
            drop(quads);
            transaction.clear_graph(graph.as_ref())?;
            Ok(was_there)
        }
        Place::Everywhere => {
            transaction.clear()?;
            Ok(true)
        }
    }
}

/// The quads of a document, in their place.
fn parse<R: Read>(
    place: &Place,
    document: Data<R>,
) -> Result<impl Iterator<Item = Result<Quad, RdfParseError>>, Error> {
    let media_type = document.media_type;
    let Some(format) = RdfFormat::from_media_type(&media_type) else {
        return Err(Error::MediaType { media_type });
    };
    let parser = RdfParser::from_format(format).rename_blank_nodes();
    let parser = match parser.clone().with_base_iri(document.base) {
        Ok(based) => based,
        Err(_) => parser,
    };
    let parser = match place {
        Place::Everywhere => parser,
        Place::Unnamed => parser.without_named_graphs(),
        Place::Named(graph) => parser
            .without_named_graphs()
            .with_default_graph(NamedOrBlankNode::from(graph.clone())),
    };
    Ok(parser.for_reader(document.reader))
}
