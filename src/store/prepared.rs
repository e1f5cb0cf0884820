//! Queries that are parsed before they are run, so that the kind of their answer is known, and that can be stopped.

use std::sync::Arc;

use oxigraph::sparql::{PreparedSparqlQuery, QueryDataset, SparqlEvaluator};
use oxrdf::{GraphName, NamedNode, NamedOrBlankNode};
use spargebra::{GraphUpdateOperation, Query, SparqlParser};

use crate::store::nesting::check_nesting;
use crate::store::{
    Answer, Error, Services, Store, TextSearch, geometry, guard, offline, service, text_search,
};
use crate::vocab;

pub use oxigraph::sparql::CancellationToken as Stop;

/// A query and how it is to be understood.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// The query in SPARQL.
    pub text: String,
    /// What relative IRIs in it are relative to.
    pub base: Option<String>,
    /// The graphs to look at, in the place of those that the query names.
    pub dataset: Option<Graphs>,
    /// What the default graph is where neither query nor [`Graphs`] says it.
    pub default_graph: DefaultGraph,
    /// What searches in the query ask; they are refused without.
    pub search: Option<Arc<dyn TextSearch>>,
    /// The endpoints that SERVICE may name; others are refused.
    pub services: Option<Arc<dyn Services>>,
}

/// The graphs that a query looks at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Graphs {
    /// Those whose union is the default graph.
    pub default: Vec<NamedNode>,
    /// Those that `GRAPH` can name.
    pub named: Vec<NamedNode>,
}

/// What the default graph is where nothing says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DefaultGraph {
    /// The union of all graphs.
    #[default]
    Union,
    /// The graph without a name.
    Unnamed,
}

impl DefaultGraph {
    /// The union, or the graph without a name.
    pub fn of_union(union: bool) -> Self {
        if union { Self::Union } else { Self::Unnamed }
    }
}

/// What kind of answer a query has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerKind {
    /// A table: SELECT.
    Solutions,
    /// Yes or no: ASK.
    Boolean,
    /// Triples: CONSTRUCT and DESCRIBE.
    Graph,
}

/// A query that is ready to run.
pub struct Prepared {
    kind: AnswerKind,
    query: PreparedSparqlQuery,
}

impl Store {
    /// Parses a query and refuses what must not run: see [`Error::Refused`]. It ends early when `stop` is cancelled.
    pub fn prepare(&self, question: &Question, stop: &Stop) -> Result<Prepared, Error> {
        check_nesting(&question.text)?;
        let mut query =
            parser(&question.text, question.base.as_deref())?.parse_query(&question.text)?;
        text_search::expand(&mut query, question.search.as_deref())?;
        let services = question.services.as_ref();
        guard::protect_query(&mut query, services.map_or(&[], |it| it.addresses()))?;
        let kind = match &query {
            Query::Select { .. } => AnswerKind::Solutions,
            Query::Ask { .. } => AnswerKind::Boolean,
            Query::Construct { .. } | Query::Describe { .. } => AnswerKind::Graph,
        };
        let mut query =
            service::with_services(evaluator(&question.text, stop), services).for_query(query);
        choose_graphs(query.dataset_mut(), question);
        Ok(Prepared { kind, query })
    }

    /// Carries out an update in one transaction, which is given up when `stop` is cancelled. The graphs of the question
    /// are those of `USING`, which the update then must not have itself.
    pub fn change(&self, question: &Question, stop: &Stop) -> Result<(), Error> {
        self.check_writable()?;
        let parser = parser(&question.text, question.base.as_deref())?;
        let parsed = parser.parse_update(&question.text);
        let mut update = parsed.map_err(|it| Error::of_update(&it))?;
        if question.dataset.is_some() && update.operations.iter().any(has_using) {
            return Err(Error::Refused {
                what: "it has USING or WITH, and the request names graphs too; do one of both"
                    .to_owned(),
            });
        }
        guard::protect_update(&mut update)?;
        let mut prepared = evaluator(&question.text, stop).for_update(update);
        for dataset in prepared.using_datasets_mut() {
            choose_graphs(dataset, question);
        }
        let _turn = self.turn()?;
        Ok(prepared.on_store(&self.quads).execute()?)
    }

    /// Runs a prepared query on the store as it is now.
    pub fn run(&self, prepared: Prepared) -> Result<Answer<'static>, Error> {
        Ok(prepared.query.on_store(&self.quads).execute()?)
    }
}

impl Prepared {
    /// What kind of answer it has.
    pub fn kind(&self) -> AnswerKind {
        self.kind
    }
}

/// An evaluator that can be stopped, with the functions that queries may call and those that the guard needs.
fn evaluator(text: &str, stop: &Stop) -> SparqlEvaluator {
    let mut evaluator = offline(SparqlEvaluator::new());
    // Forty functions cost more than many a query; who calls one must have written its namespace or the known prefix.
    if text.contains("geosparql") || text.contains("geof:") {
        evaluator = geometry::with_geometry(evaluator, stop);
    }
    guard::with_functions(evaluator, stop).with_cancellation_token(stop.clone())
}

/// A parser that knows those of the usual prefixes that a text uses: to know all costs more than to parse many a query.
pub(super) fn parser(text: &str, base: Option<&str>) -> Result<SparqlParser, Error> {
    let mut parser = SparqlParser::new();
    for (name, iri) in vocab::query_prefixes().filter(|(it, _)| uses(text, it)) {
        if let Ok(known) = parser.clone().with_prefix(name, iri) {
            parser = known;
        }
    }
    match base {
        Some(base) => parser.with_base_iri(base).map_err(|error| Error::Refused {
            what: format!("its base IRI is wrong: {error}"),
        }),
        None => Ok(parser),
    }
}

/// Whether a prefix may be used in a text.
fn uses(text: &str, prefix: &str) -> bool {
    let mut colons = text.match_indices(':');
    let stands_before = |at: usize| text.get(..at).is_some_and(|it| it.ends_with(prefix));
    colons.any(|(at, _)| stands_before(at))
}

/// Whether an operation names the graphs that it looks at.
fn has_using(operation: &GraphUpdateOperation) -> bool {
    matches!(
        operation,
        GraphUpdateOperation::DeleteInsert { using: Some(_), .. }
    )
}

/// Lets a query look at the graphs that it should.
fn choose_graphs(dataset: &mut QueryDataset, question: &Question) {
    if let Some(graphs) = &question.dataset {
        let default = graphs.default.iter().cloned().map(GraphName::from);
        dataset.set_default_graph(default.collect());
        let named = graphs.named.iter().cloned().map(NamedOrBlankNode::from);
        dataset.set_available_named_graphs(named.collect());
    } else if dataset.is_default_dataset() && question.default_graph == DefaultGraph::Union {
        dataset.set_default_graph_as_union();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_prefixes_are_known_where_they_are_used() {
        let parses = |text: &str| parser(text, None).unwrap().parse_query(text).is_ok();
        assert!(parses("ASK { ?p a pg:Park ; skos:prefLabel ?n }"));
        assert!(parses("ASK{?p a pg:Park}"));
        assert!(parses(
            "PREFIX pg: <https://example.org/> ASK { ?p a pg:Park }"
        ));
        assert!(!parses("ASK { ?p a pk:Park }"));
    }
}
