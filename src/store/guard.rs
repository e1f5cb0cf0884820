//! What a query from a stranger must not do: exhaust the stack, ask other servers, grow a text without bound, or run where
//! nothing can stop it.
//!
//! Oxigraph looks whether a query is cancelled whenever it reads a quad. A product of tables that stand in the query
//! itself, or that were read before, reads none, so that such queries get a function of ours in every join and filter.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use oxigraph::sparql::SparqlEvaluator;
use oxrdf::{Literal, NamedNode, Term, Variable};
use spargebra::algebra::{Expression, Function, GraphPattern};
use spargebra::{GraphUpdateOperation, Query, Update};

use crate::store::algebra::{everywhere, expressions, operands};
use crate::store::size::check_size;
use crate::store::{Error, Stop, product, service};

/// A function that is true, and unwinds when the query is cancelled.
const ALIVE: &str = "urn:parkgraph:alive";

/// A function that is its first argument where that is no longer than the second says, else an error.
const AT_MOST: &str = "urn:parkgraph:at-most";

/// The variable that [`ALIVE`] is bound to; no query can name it.
const ALIVE_VARIABLE: &str = "parkgraph-alive";

/// Longest text that a function makes, in bytes.
const TEXT: usize = 16 << 20;

/// Longest text in which, and with which, `REPLACE` replaces, in bytes: what it makes may be as long as their product.
const REPLACE: (usize, usize) = (1 << 20, 256);

/// What a query that was cancelled unwinds with.
struct Cancelled;

/// Does what runs a prepared query and reads its answer; a query that unwinds because it was cancelled is
/// [`Error::Stopped`]. What the work touches must not be used afterwards.
pub fn stoppable<T, E: From<Error>>(work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Err(payload) if payload.is::<Cancelled>() => Err(Error::Stopped.into()),
        Err(payload) => resume_unwind(payload),
        Ok(result) => result,
    }
}

/// Gives an evaluator the functions that [`protect_query`] writes into queries.
pub(super) fn with_functions(evaluator: SparqlEvaluator, stop: &Stop) -> SparqlEvaluator {
    let stop = stop.clone();
    let alive = move |_: &[Term]| {
        unwind_if_cancelled(&stop);
        Some(Literal::from(true).into())
    };
    evaluator
        .with_custom_function(NamedNode::new_unchecked(ALIVE), alive)
        .with_custom_function(NamedNode::new_unchecked(AT_MOST), at_most)
}

/// Leaves a query that is cancelled, from within a function that it calls.
pub(super) fn unwind_if_cancelled(stop: &Stop) {
    if stop.is_cancelled() {
        resume_unwind(Box::new(Cancelled));
    }
}

/// See [`AT_MOST`].
fn at_most(arguments: &[Term]) -> Option<Term> {
    let [Term::Literal(text), Term::Literal(most)] = arguments else {
        return arguments.first().cloned();
    };
    let most: usize = most.value().parse().ok()?;
    (text.value().len() <= most).then(|| text.clone().into())
}

/// Refuses what a query must not do, other services than these included, and makes it stoppable.
pub(super) fn protect_query(query: &mut Query, services: &[NamedNode]) -> Result<(), Error> {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = query;
    protect(pattern, services)
}

/// Refuses what an update must not do and makes its patterns stoppable.
pub(super) fn protect_update(update: &mut Update) -> Result<(), Error> {
    refuse_load(update)?;
    for operation in &mut update.operations {
        if let GraphUpdateOperation::DeleteInsert { pattern, .. } = operation {
            protect(pattern, &[])?;
        }
    }
    Ok(())
}

/// Refuses to load data from other servers.
pub(super) fn refuse_load(update: &Update) -> Result<(), Error> {
    for operation in &update.operations {
        if let GraphUpdateOperation::Load { source, .. } = operation {
            return Err(Error::Refused {
                what: format!("LOAD {source} would ask another server; send the data itself"),
            });
        }
    }
    Ok(())
}

/// Does it for a pattern.
fn protect(pattern: &mut GraphPattern, services: &[NamedNode]) -> Result<(), Error> {
    check_size(pattern)?;
    let (mut checked, mut has_product) = (Ok(()), false);
    everywhere(pattern, &mut product::split);
    everywhere(pattern, &mut |it| {
        if checked.is_ok() {
            checked = service::check(it, services);
        }
        has_product |= product::is_product(it);
    });
    checked?;
    everywhere(pattern, &mut |it| {
        bound_texts(it);
        watch_order(it);
        if has_product {
            watch(it);
        }
    });
    Ok(())
}

/// Puts [`ALIVE`] into a join or filter.
fn watch(pattern: &mut GraphPattern) {
    match pattern {
        GraphPattern::Filter { expr, .. } => watch_expression(expr),
        GraphPattern::LeftJoin { expression, .. } => {
            expression.iter_mut().for_each(watch_expression);
            watch_rows(pattern);
        }
        GraphPattern::Join { .. } | GraphPattern::Lateral { .. } | GraphPattern::Minus { .. } => {
            watch_rows(pattern);
        }
        _ => {}
    }
}

/// Puts [`ALIVE`] into what rows are sorted by: sorting reads no quad.
fn watch_order(pattern: &mut GraphPattern) {
    if let GraphPattern::OrderBy { .. } = pattern {
        let by = expressions(pattern).into_iter();
        by.for_each(watch_expression);
    }
}

/// `expression` becomes `IF(alive(), expression, false)`.
fn watch_expression(expression: &mut Expression) {
    let inner = std::mem::replace(expression, Expression::Literal(Literal::from(false)));
    let otherwise = expression.clone();
    *expression = Expression::If(
        Box::new(call(ALIVE, vec![])),
        Box::new(inner),
        Box::new(otherwise),
    );
}

/// Every row of a pattern calls [`ALIVE`].
fn watch_rows(pattern: &mut GraphPattern) {
    let inner = std::mem::take(pattern);
    *pattern = GraphPattern::Extend {
        inner: Box::new(inner),
        variable: Variable::new_unchecked(ALIVE_VARIABLE),
        expression: call(ALIVE, vec![]),
    };
}

/// Bounds what `CONCAT`, `REPLACE` and `ENCODE_FOR_URI` make: by themselves, forty of them fill any memory.
fn bound_texts(pattern: &mut GraphPattern) {
    expressions(pattern).into_iter().for_each(bound_expression);
}

fn bound_expression(expression: &mut Expression) {
    operands(expression).into_iter().for_each(bound_expression);
    let Expression::FunctionCall(function, arguments) = expression else {
        return;
    };
    match function {
        Function::Concat => {
            let most = TEXT / arguments.len().max(1);
            for argument in arguments {
                bound(argument, most);
            }
        }
        Function::EncodeForUri => arguments.iter_mut().for_each(|it| bound(it, TEXT)),
        Function::Replace => {
            for (argument, most) in [(0, REPLACE.0), (2, REPLACE.1)] {
                arguments
                    .get_mut(argument)
                    .into_iter()
                    .for_each(|it| bound(it, most));
            }
        }
        _ => {}
    }
}

/// An expression that may be long becomes an error where its value is longer than `most`.
fn bound(expression: &mut Expression, most: usize) {
    if matches!(expression, Expression::Literal(it) if it.value().len() <= most) {
        return;
    }
    let inner = std::mem::replace(expression, Expression::Literal(Literal::from(false)));
    let most = Expression::Literal(Literal::from(most.to_string()));
    *expression = call(AT_MOST, vec![inner, most]);
}

fn call(function: &str, arguments: Vec<Expression>) -> Expression {
    let function = Function::Custom(NamedNode::new_unchecked(function));
    Expression::FunctionCall(function, arguments)
}
