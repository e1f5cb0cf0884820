//! The functions of GeoSPARQL, within the limits of a query.

use std::panic::{AssertUnwindSafe, catch_unwind};

use oxigraph::sparql::SparqlEvaluator;
use oxrdf::Term;
use spargeo::GEOSPARQL_EXTENSION_FUNCTIONS;

use crate::store::Stop;
use crate::store::guard::unwind_if_cancelled;

/// Longest geometry that a function takes, in bytes: some thousand points, which two geometries are compared by pair.
const LONGEST: usize = 64 << 10;

/// Gives an evaluator the functions. Nothing can stop one while it computes, so that long geometries are errors; what a
/// function does not know how to compute is an error too.
pub(super) fn with_geometry(mut evaluator: SparqlEvaluator, stop: &Stop) -> SparqlEvaluator {
    for (name, function) in GEOSPARQL_EXTENSION_FUNCTIONS {
        let stop = stop.clone();
        let bounded = move |arguments: &[Term]| {
            unwind_if_cancelled(&stop);
            if arguments.iter().any(is_long) {
                return None;
            }
            // The geometry library panics on some shapes that are not valid.
            catch_unwind(AssertUnwindSafe(|| function(arguments))).unwrap_or_default()
        };
        evaluator = evaluator.with_custom_function(name.into_owned(), bounded);
    }
    evaluator
}

fn is_long(term: &Term) -> bool {
    matches!(term, Term::Literal(literal) if literal.value().len() > LONGEST)
}
