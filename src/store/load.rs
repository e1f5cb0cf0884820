//! Data from outside: read as it comes, loaded whole or not at all.

use std::io::Read;

use oxigraph::store::Transaction;
use oxrdf::{GraphName, NamedNode, NamedOrBlankNode, Quad};
use oxrdfio::{RdfFormat, RdfParseError, RdfParser};

use crate::store::{Error, Store, THREADS};

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
        let mut loader = self.quads.bulk_loader().with_num_threads(THREADS);
        let mut quads: Vec<Box<dyn Iterator<Item = Result<Quad, RdfParseError>> + '_>> = Vec::new();
        for document in documents {
            quads.push(Box::new(parse(place, document)?));
        }
        // All in one call: each would sort and write files of its own.
        loader.load_ok_quads::<RdfParseError, Error>(quads.into_iter().flatten())?;
        loader.commit()?;
        if let Place::Named(graph) = place {
            self.quads.insert_named_graph(graph)?;
        }
        Ok(())
    }

    /// Puts a document in the place of what is there, in one transaction; says whether there was something.
    pub fn put<R: Read>(&self, place: &Place, document: Data<R>) -> Result<bool, Error> {
        self.check_writable()?;
        let mut transaction = self.quads.start_transaction()?;
        let was_there = clear(&mut transaction, place)?;
        for quad in parse(place, document)? {
            transaction.insert(&quad?);
        }
        if let Place::Named(graph) = place {
            transaction.insert_named_graph(graph);
        }
        transaction.commit()?;
        Ok(was_there)
    }

    /// Removes what is there; says whether there was such a graph. The graph without a name always is.
    pub fn clear(&self, place: &Place) -> Result<bool, Error> {
        self.check_writable()?;
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
