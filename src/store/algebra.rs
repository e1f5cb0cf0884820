//! The parts of SPARQL patterns and expressions, so that what is done to all of them is written once.

use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};

/// Does something with every pattern in a pattern, those inside EXISTS included, the inner before the outer. What stands in a
/// SERVICE is not ours to change: another server is asked for it.
pub(super) fn everywhere(pattern: &mut GraphPattern, act: &mut impl FnMut(&mut GraphPattern)) {
    for expression in expressions(pattern) {
        everywhere_within(expression, act);
    }
    if !matches!(pattern, GraphPattern::Service { .. }) {
        for part in parts(pattern) {
            everywhere(part, act);
        }
    }
    act(pattern);
}

fn everywhere_within(expression: &mut Expression, act: &mut impl FnMut(&mut GraphPattern)) {
    if let Expression::Exists(pattern) = expression {
        everywhere(pattern, act);
    }
    for operand in operands(expression) {
        everywhere_within(operand, act);
    }
}

/// The patterns that a pattern is made of.
pub(super) fn parts(pattern: &mut GraphPattern) -> Vec<&mut GraphPattern> {
    match pattern {
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => {
            vec![]
        }
        GraphPattern::Join { left, right }
        | GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => vec![left, right],
        GraphPattern::Filter { inner, .. }
        | GraphPattern::Graph { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Group { inner, .. }
        | GraphPattern::Service { inner, .. } => vec![inner],
    }
}

/// The expressions that stand in a pattern itself, not in its parts.
pub(super) fn expressions(pattern: &mut GraphPattern) -> Vec<&mut Expression> {
    match pattern {
        GraphPattern::Filter { expr, .. } => vec![expr],
        GraphPattern::Extend { expression, .. } => vec![expression],
        GraphPattern::LeftJoin { expression, .. } => expression.iter_mut().collect(),
        GraphPattern::OrderBy { expression, .. } => expression.iter_mut().map(ordered).collect(),
        GraphPattern::Group { aggregates, .. } => {
            let aggregates = aggregates.iter_mut();
            aggregates.filter_map(|(_, it)| aggregated(it)).collect()
        }
        _ => vec![],
    }
}

/// What is ordered by.
fn ordered(order: &mut OrderExpression) -> &mut Expression {
    match order {
        OrderExpression::Asc(it) | OrderExpression::Desc(it) => it,
    }
}

/// What is aggregated.
fn aggregated(aggregate: &mut AggregateExpression) -> Option<&mut Expression> {
    match aggregate {
        AggregateExpression::CountSolutions { .. } => None,
        AggregateExpression::FunctionCall { expr, .. } => Some(expr),
    }
}

/// The expressions that an expression is made of; those in the pattern of an EXISTS are not among them.
pub(super) fn operands(expression: &mut Expression) -> Vec<&mut Expression> {
    match expression {
        Expression::NamedNode(_)
        | Expression::Literal(_)
        | Expression::Variable(_)
        | Expression::Exists(_)
        | Expression::Bound(_) => vec![],
        Expression::Or(left, right)
        | Expression::And(left, right)
        | Expression::Equal(left, right)
        | Expression::SameTerm(left, right)
        | Expression::Greater(left, right)
        | Expression::GreaterOrEqual(left, right)
        | Expression::Less(left, right)
        | Expression::LessOrEqual(left, right)
        | Expression::Add(left, right)
        | Expression::Subtract(left, right)
        | Expression::Multiply(left, right)
        | Expression::Divide(left, right) => vec![left, right],
        Expression::UnaryPlus(it) | Expression::UnaryMinus(it) | Expression::Not(it) => vec![it],
        Expression::If(condition, one, other) => vec![condition, one, other],
        Expression::In(needle, list) => std::iter::once(&mut **needle)
            .chain(list.iter_mut())
            .collect(),
        Expression::Coalesce(list) | Expression::FunctionCall(_, list) => list.iter_mut().collect(),
    }
}
