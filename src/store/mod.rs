//! Where it lives: a store of quads, in memory or in a folder, with one named graph per document.
//!
//! Only this folder knows Oxigraph. The store takes and gives RDF terms and knows no facts.

mod algebra;
mod answer;
mod disk;
mod error;
mod geometry;
mod guard;
mod load;
mod lookup;
mod nesting;
mod prepared;
mod product;
mod service;
mod size;
mod staging;
mod text_search;
mod turn;

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, RwLock};

use oxigraph::sparql::SparqlEvaluator;
use oxigraph::store::{QuadIter, StorageError, Store as Quads};
use oxrdf::{GraphName, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use oxrdfio::{RdfFormat, RdfParser};

use crate::vocab::{self, dcterms, pg, rdf};

pub use answer::{Answer, AnswerFormat, Solution, write_answer, write_rows};
pub use disk::Stamp;
pub use error::Error;
pub use guard::stoppable;
pub use load::{Data, Place, names_graphs};
pub use prepared::{AnswerKind, DefaultGraph, Graphs, Prepared, Question, Stop};
pub use service::Services;
pub use text_search::TextSearch;

/// Threads of a bulk load: one sorts while the other writes.
const THREADS: usize = 2;

/// A store of quads.
///
/// Every change is whole: a crash leaves the store as it was before or after it, never between.
///
/// ```
/// use oxrdf::NamedNode;
/// use parkgraph::store::{Answer, Store};
/// let store = Store::memory()?;
/// let graph = NamedNode::new_unchecked("https://example.org/graph/a");
/// store.load(&graph, "<https://example.org/p> a <https://w3id.org/parkgraph/ontology#Park> .")?;
/// assert!(matches!(store.query("ASK { ?park a pg:Park }")?, Answer::Boolean(true)));
/// # Result::<_, parkgraph::store::Error>::Ok(())
/// ```
pub struct Store {
    quads: Quads,
    access: Access,
    /// Where it lives; none in memory.
    folder: Option<PathBuf>,
    /// Held by who changes it.
    turn: Mutex<()>,
    /// What it was before, while it is changed in several steps.
    before: RwLock<Option<Arc<Self>>>,
    /// Held as long as the quads are open; dropped after them.
    #[expect(dead_code, reason = "kept for its lock")]
    lock: disk::Lock,
    /// A folder that is removed after the quads are closed.
    #[expect(dead_code, reason = "kept until it is dropped")]
    scratch: Option<staging::Scratch>,
}

/// What may be done with a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Access {
    ReadWrite,
    ReadOnly,
}

/// A document that the store holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StoredDocument {
    /// Its identifier: the path it was read from.
    pub identifier: String,
    /// Its named graph.
    pub graph: String,
    /// SHA-256 of its bytes.
    pub hash: String,
    /// The program, lexicon and rules that read it.
    pub reader: String,
}

impl Store {
    /// An empty store in memory.
    pub fn memory() -> Result<Self, Error> {
        Ok(Self::new(
            Quads::new()?,
            Access::ReadWrite,
            disk::Lock::none(),
        ))
    }

    /// Opens the store in a folder to read and write, and makes one where there is none. Nobody else may have it open.
    /// What a process that was killed had begun to put into it is finished.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let (quads, lock) = disk::open(folder)?;
        let store = Self {
            folder: Some(folder.to_owned()),
            ..Self::new(quads, Access::ReadWrite, lock)
        };
        drop(store.turn()?);
        Ok(store)
    }

    /// Opens the store in a folder to read. Several may read at a time, while nobody writes.
    pub fn open_read_only(folder: &Path) -> Result<Self, Error> {
        if staging::pending(folder).is_some() {
            drop(Self::open(folder)?);
        }
        let (quads, lock) = disk::open_read_only(folder)?;
        Ok(Self::new(quads, Access::ReadOnly, lock))
    }

    fn new(quads: Quads, access: Access, lock: disk::Lock) -> Self {
        Self {
            quads,
            access,
            folder: None,
            turn: Mutex::new(()),
            before: RwLock::new(None),
            lock,
            scratch: None,
        }
    }

    /// Opens a folder to read and write that must have a store already.
    pub fn open_existing(folder: &Path) -> Result<Self, Error> {
        disk::check_exists(folder)?;
        Self::open(folder)
    }

    /// Leaves the folder in a form that opens fast, after much was changed. What is done is safe without it too.
    pub fn flush(&self) -> Result<(), Error> {
        disk::flush(&self.quads)
    }

    /// Puts these quads in the place of all that the graph holds, in one transaction. The quads' own graph names do
    /// not count. What stays is not written again.
    pub fn replace(&self, graph: &NamedNode, quads: Vec<Quad>) -> Result<(), Error> {
        self.check_writable()?;
        let new: Vec<Quad> = quads.into_iter().map(|it| in_graph(it, graph)).collect();
        let mut transaction = self.quads.start_transaction()?;
        let old = transaction.quads_for_pattern(None, None, None, Some(graph.into()));
        let old: Vec<Quad> = old.collect::<Result<_, _>>()?;
        if new.is_empty() {
            transaction.remove_named_graph(graph)?;
        }
        let wanted: HashSet<&Quad> = new.iter().collect();
        for quad in old.iter().filter(|it| !wanted.contains(it)) {
            transaction.remove(quad);
        }
        let known: HashSet<&Quad> = old.iter().collect();
        for quad in new.iter().filter(|it| !known.contains(it)) {
            transaction.insert(quad);
        }
        Ok(transaction.commit()?)
    }

    /// Replaces many graphs. Those that the store does not have enter all in one go, which is several times as fast as
    /// one by one; the others are replaced in a transaction each. A graph given twice ends as it was given last.
    pub fn replace_many(
        &self,
        graphs: impl IntoIterator<Item = (NamedNode, Vec<Quad>)>,
    ) -> Result<(), Error> {
        self.check_writable()?;
        let mut loaded = BTreeSet::new();
        let mut known = Vec::new();
        let fresh = graphs.into_iter().flat_map(|(graph, quads)| {
            match self.quads.contains_named_graph(&graph) {
                Ok(false) if loaded.insert(graph.clone()) => quads
                    .into_iter()
                    .map(|quad| Ok(in_graph(quad, &graph)))
                    .collect(),
                Ok(_) => {
                    known.push((graph, quads));
                    Vec::new()
                }
                Err(error) => vec![Err(error)],
            }
        });
        // The loader is atomic: what it prepares enters the store with `commit`, or not at all. It gets all quads in
        // one call, since it sorts and writes files of its own for each.
        let mut loader = self.quads.bulk_loader().with_num_threads(THREADS);
        loader.load_ok_quads::<StorageError, Error>(fresh)?;
        loader.commit()?;
        for (graph, quads) in known {
            self.replace(&graph, quads)?;
        }
        Ok(())
    }

    /// Removes a graph with all it holds; says whether it was there.
    pub fn remove(&self, graph: &NamedNode) -> Result<bool, Error> {
        self.clear(&Place::Named(graph.clone()))
    }

    /// Puts a Turtle document in the place of all that a graph holds: the ontology, a lexicon.
    pub fn load(&self, graph: &NamedNode, turtle: &str) -> Result<(), Error> {
        let parser = RdfParser::from_format(RdfFormat::Turtle).rename_blank_nodes();
        let quads: Result<Vec<_>, _> = parser.for_slice(turtle).collect();
        self.replace(graph, quads?)
    }

    /// The documents of the store, sorted by identifier.
    pub fn documents(&self) -> Result<Vec<StoredDocument>, Error> {
        let mut documents = Vec::new();
        let class = pg::DOCUMENT.into();
        let typed = self
            .quads
            .quads_for_pattern(None, Some(rdf::TYPE), Some(class), None);
        for quad in typed {
            let quad = quad?;
            let GraphName::NamedNode(graph) = &quad.graph_name else {
                continue;
            };
            documents.push(StoredDocument {
                identifier: self.value(&quad, dcterms::IDENTIFIER)?,
                graph: graph.as_str().to_owned(),
                hash: self.value(&quad, pg::CONTENT_HASH)?,
                reader: self.value(&quad, pg::READER)?,
            });
        }
        documents.sort_unstable();
        Ok(documents)
    }

    /// The text of a property of a quad's subject in the quad's graph; empty where there is none.
    fn value(&self, quad: &Quad, property: NamedNodeRef<'_>) -> Result<String, Error> {
        let mut values = self.quads.quads_for_pattern(
            Some(quad.subject.as_ref()),
            Some(property),
            None,
            Some(quad.graph_name.as_ref()),
        );
        let value = values.next().transpose()?.map(|it| it.object);
        Ok(match value {
            Some(Term::Literal(literal)) => literal.value().to_owned(),
            _ => String::new(),
        })
    }

    /// Answers a SPARQL query. Without `FROM` the default graph is the union of all graphs. The prefixes of
    /// [`vocab::query_prefixes`] need not be declared.
    pub fn query(&self, query: &str) -> Result<Answer<'static>, Error> {
        let mut prepared = evaluator().parse_query(query)?;
        if prepared.dataset().is_default_dataset() {
            prepared.dataset_mut().set_default_graph_as_union();
        }
        Ok(prepared.on_store(&self.quads).execute()?)
    }

    /// Carries out a SPARQL update in one transaction. Patterns without `USING` match the union of all graphs.
    pub fn update(&self, update: &str) -> Result<(), Error> {
        self.check_writable()?;
        let update = prepared::parser(update, None)?.parse_update(update);
        let update = update.map_err(|it| Error::of_update(&it))?;
        guard::refuse_load(&update)?;
        let mut prepared = evaluator().for_update(update);
        for dataset in prepared.using_datasets_mut() {
            if dataset.is_default_dataset() {
                dataset.set_default_graph_as_union();
            }
        }
        Ok(prepared.on_store(&self.quads).execute()?)
    }

    /// All quads, in the store's order.
    pub fn dump(&self) -> Dump {
        Dump(self.quads.iter())
    }

    /// The quads of one graph, in the store's order.
    pub fn dump_graph(&self, graph: &NamedNode) -> Dump {
        let graph = GraphNameRef::from(graph.as_ref());
        Dump(self.quads.quads_for_pattern(None, None, None, Some(graph)))
    }

    /// The quads that say something of a node.
    pub fn quads_of<'a>(&self, subject: impl Into<NamedNodeRef<'a>>) -> Dump {
        let subject = Some(subject.into().into());
        Dump(self.quads.quads_for_pattern(subject, None, None, None))
    }

    /// The quads that say this property of a node.
    pub fn quads_with<'a>(
        &self,
        subject: impl Into<NamedNodeRef<'a>>,
        property: NamedNodeRef<'_>,
    ) -> Dump {
        let subject = Some(subject.into().into());
        Dump(
            self.quads
                .quads_for_pattern(subject, Some(property), None, None),
        )
    }

    /// The quads that refer to a node.
    pub fn quads_to<'a>(&self, object: impl Into<NamedNodeRef<'a>>) -> Dump {
        let object = Some(object.into().into());
        Dump(self.quads.quads_for_pattern(None, None, object, None))
    }

    /// The quads of a place, in the store's order.
    pub fn dump_place(&self, place: &Place) -> Dump {
        match place {
            Place::Everywhere => self.dump(),
            Place::Named(graph) => self.dump_graph(graph),
            Place::Unnamed => {
                let graph = Some(GraphNameRef::DefaultGraph);
                Dump(self.quads.quads_for_pattern(None, None, None, graph))
            }
        }
    }

    /// The names of the graphs that hold quads, sorted.
    pub fn graphs(&self) -> Result<Vec<NamedNode>, Error> {
        let mut graphs = Vec::new();
        for graph in self.quads.named_graphs() {
            if let NamedOrBlankNode::NamedNode(graph) = graph? {
                graphs.push(graph);
            }
        }
        graphs.sort_unstable();
        Ok(graphs)
    }

    /// How many quads there are.
    pub fn len(&self) -> Result<usize, Error> {
        Ok(self.quads.len()?)
    }

    /// Whether there is no quad.
    pub fn is_empty(&self) -> Result<bool, Error> {
        Ok(self.quads.is_empty()?)
    }

    /// Refuses to write to a store that was opened to be read.
    fn check_writable(&self) -> Result<(), Error> {
        match self.access {
            Access::ReadWrite => Ok(()),
            Access::ReadOnly => Err(Error::ReadOnly),
        }
    }
}

/// The quads of a store, one after the other.
pub struct Dump(QuadIter<'static>);

impl Iterator for Dump {
    type Item = Result<Quad, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.0.next()?.map_err(Error::from))
    }
}

/// The quad, moved to a graph.
fn in_graph(mut quad: Quad, graph: &NamedNode) -> Quad {
    quad.graph_name = GraphName::NamedNode(graph.clone());
    quad
}

/// An evaluator that knows the usual prefixes and asks no other server.
fn evaluator() -> SparqlEvaluator {
    let mut evaluator = geometry::with_geometry(offline(SparqlEvaluator::new()), &Stop::new());
    for (name, iri) in vocab::query_prefixes() {
        if let Ok(known) = evaluator.clone().with_prefix(name, iri) {
            evaluator = known;
        }
    }
    evaluator
}

/// Does not ask the servers that SERVICE names: the packages under `shacl` switch Oxigraph's HTTP client on.
#[cfg(feature = "shacl")]
fn offline(evaluator: SparqlEvaluator) -> SparqlEvaluator {
    evaluator.without_default_http_service_handler()
}

/// Does not ask the servers that SERVICE names: there is no HTTP client.
#[cfg(not(feature = "shacl"))]
fn offline(evaluator: SparqlEvaluator) -> SparqlEvaluator {
    evaluator
}
