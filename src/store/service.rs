//! SERVICE: a query asks other endpoints, those that are allowed and no others.

use std::fmt::Debug;
use std::sync::Arc;

use oxigraph::sparql::results::{
    QueryResultsFormat, QueryResultsParser, ReaderQueryResultsParserOutput,
};
use oxigraph::sparql::{QueryEvaluationError, QuerySolutionIter, ServiceHandler, SparqlEvaluator};
use oxiri::Iri;
use oxrdf::{NamedNode, Variable};
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use spargebra::term::NamedNodePattern;

use crate::store::Error;

/// The endpoints that queries may ask.
pub trait Services: Debug + Send + Sync {
    /// Their addresses.
    fn addresses(&self) -> &[NamedNode];

    /// What one of them answers to a SELECT query, in JSON.
    fn ask(&self, address: &NamedNode, query: &str) -> Result<Vec<u8>, String>;
}

/// An endpoint that did not answer as it should.
#[derive(Debug, thiserror::Error)]
#[error("{address} {what}")]
struct Failure {
    address: NamedNode,
    what: String,
}

/// One of the endpoints.
struct Endpoint {
    address: NamedNode,
    services: Arc<dyn Services>,
}

/// Lets an evaluator ask the endpoints.
pub(super) fn with_services(
    evaluator: SparqlEvaluator,
    services: Option<&Arc<dyn Services>>,
) -> SparqlEvaluator {
    let Some(services) = services else {
        return evaluator;
    };
    let addresses = services.addresses().iter();
    addresses.fold(evaluator, |evaluator, address| {
        let endpoint = Endpoint {
            address: address.clone(),
            services: Arc::clone(services),
        };
        evaluator.with_service_handler(address.clone(), endpoint)
    })
}

/// Refuses a pattern that asks an endpoint that is not among these.
pub(super) fn check(pattern: &GraphPattern, services: &[NamedNode]) -> Result<(), Error> {
    let GraphPattern::Service { name, .. } = pattern else {
        return Ok(());
    };
    if matches!(name, NamedNodePattern::NamedNode(name) if services.contains(name)) {
        return Ok(());
    }
    let allowed = if services.is_empty() {
        "none is allowed here".to_owned()
    } else {
        let names = services.iter().map(ToString::to_string);
        let names = names.collect::<Vec<_>>().join(", ");
        format!("only these may be named here: {names}")
    };
    Err(Error::Refused {
        what: format!("SERVICE {name} would ask another server, and {allowed}"),
    })
}

impl ServiceHandler for Endpoint {
    type Error = QueryEvaluationError;

    fn handle(
        &self,
        pattern: &GraphPattern,
        base: Option<&Iri<String>>,
    ) -> Result<QuerySolutionIter<'static>, QueryEvaluationError> {
        let query = Query::Select {
            dataset: None,
            pattern: pattern.clone(),
            base_iri: base.cloned(),
        };
        let answer = self.services.ask(&self.address, &query.to_string());
        answer
            .and_then(|it| solutions(&it))
            .map_err(|what| failure(&self.address, what))
    }
}

/// The rows of an answer. They are read to the end, so that what is malformed in them is an error before any row counts.
fn solutions(answer: &[u8]) -> Result<QuerySolutionIter<'static>, String> {
    let malformed = |error: &dyn std::fmt::Display| format!("answers no table in JSON: {error}");
    let parser = QueryResultsParser::from_format(QueryResultsFormat::Json);
    let answer = parser.for_reader(answer);
    let ReaderQueryResultsParserOutput::Solutions(rows) = answer.map_err(|it| malformed(&it))?
    else {
        return Err("answers yes or no where a table was asked for".to_owned());
    };
    let variables: Arc<[Variable]> = rows.variables().into();
    let rows: Result<Vec<_>, _> = rows.collect();
    let rows = rows.map_err(|it| malformed(&it))?;
    Ok(QuerySolutionIter::new(variables, rows.into_iter().map(Ok)))
}

fn failure(address: &NamedNode, what: String) -> QueryEvaluationError {
    QueryEvaluationError::Service(Box::new(Failure {
        address: address.clone(),
        what,
    }))
}
