//! How much there is to plan in a query. Oxigraph orders joins in time that grows with the fourth power of their number,
//! and goes through what is nested again and again; neither can be stopped, so that what is too large is refused.

use spargebra::algebra::{Expression, GraphPattern, PropertyPathExpression};

use crate::store::Error;
use crate::store::algebra::{expressions, operands, parts};

/// Most patterns that are joined with each other: a second's work on a slow machine.
const JOINED: usize = 100;

/// Deepest nesting of patterns and expressions; each operator of a chain counts.
const DEPTH: usize = 1000;

/// Refuses a pattern that is too large.
pub(super) fn check_size(pattern: &mut GraphPattern) -> Result<(), Error> {
    let size = pattern_size(pattern);
    for (count, most, what) in [
        (
            size.joined,
            JOINED,
            "triple patterns joined with each other",
        ),
        (size.depth, DEPTH, "operators and groups inside each other"),
    ] {
        if count > most {
            return Err(Error::Refused {
                what: format!(
                    "it has {count} {what}, and {most} are allowed; ask for less at a time"
                ),
            });
        }
    }
    Ok(())
}

/// The largest of what is in a pattern or expression.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Size {
    joined: usize,
    depth: usize,
}

impl Size {
    /// What holds both.
    fn and(self, other: Self) -> Self {
        Self {
            joined: self.joined.max(other.joined),
            depth: self.depth.max(other.depth),
        }
    }

    /// What is one deeper.
    fn within(self) -> Self {
        Self {
            depth: self.depth + 1,
            ..self
        }
    }
}

fn pattern_size(pattern: &mut GraphPattern) -> Size {
    let mut size = Size::default();
    for expression in expressions(pattern) {
        size = size.and(expression_size(expression));
    }
    for part in parts(pattern) {
        size = size.and(pattern_size(part));
    }
    size.joined = size.joined.max(joined(pattern));
    if let GraphPattern::Path { path, .. } = pattern {
        size.depth += path_length(path);
    }
    size.within()
}

fn expression_size(expression: &mut Expression) -> Size {
    let mut size = Size::default();
    if let Expression::Exists(pattern) = expression {
        size = pattern_size(pattern);
    }
    for operand in operands(expression) {
        size = size.and(expression_size(operand));
    }
    size.within()
}

/// How many patterns a pattern joins.
fn joined(pattern: &GraphPattern) -> usize {
    match pattern {
        GraphPattern::Join { left, right } => joined(left) + joined(right),
        GraphPattern::Graph { inner, .. }
        | GraphPattern::Filter { inner, .. }
        | GraphPattern::Extend { inner, .. } => joined(inner),
        GraphPattern::Bgp { patterns } => patterns.len(),
        GraphPattern::Path { path, .. } => steps(path),
        _ => 1,
    }
}

/// How many steps follow each other in a path; each becomes a pattern of its own.
fn steps(path: &PropertyPathExpression) -> usize {
    match path {
        PropertyPathExpression::Sequence(left, right) => steps(left) + steps(right),
        PropertyPathExpression::Alternative(left, right) => steps(left).max(steps(right)),
        PropertyPathExpression::Reverse(inner)
        | PropertyPathExpression::ZeroOrMore(inner)
        | PropertyPathExpression::OneOrMore(inner)
        | PropertyPathExpression::ZeroOrOne(inner) => steps(inner),
        PropertyPathExpression::NamedNode(_) | PropertyPathExpression::NegatedPropertySet(_) => 1,
    }
}

/// How many operators a path has.
fn path_length(path: &PropertyPathExpression) -> usize {
    match path {
        PropertyPathExpression::Sequence(left, right)
        | PropertyPathExpression::Alternative(left, right) => {
            1 + path_length(left) + path_length(right)
        }
        PropertyPathExpression::Reverse(inner)
        | PropertyPathExpression::ZeroOrMore(inner)
        | PropertyPathExpression::OneOrMore(inner)
        | PropertyPathExpression::ZeroOrOne(inner) => 1 + path_length(inner),
        PropertyPathExpression::NamedNode(_) | PropertyPathExpression::NegatedPropertySet(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use spargebra::{Query, SparqlParser};

    use super::*;

    fn size(pattern: &str) -> Size {
        let query = SparqlParser::new().parse_query(&format!("ASK {{ {pattern} }}"));
        match query.unwrap() {
            Query::Ask { mut pattern, .. } => pattern_size(&mut pattern),
            other => panic!("{other}"),
        }
    }

    #[test]
    fn what_is_joined_is_counted() {
        for (pattern, count) in [
            ("?s ?p ?o . ?o ?q ?x", 2),
            ("?s <p:a>/<p:b>/<p:c> ?o . ?o ?q ?x", 4),
            ("{ ?s ?p ?o } UNION { ?s ?p ?o . ?o ?q ?x . ?x ?r ?y }", 3),
            ("FILTER EXISTS { ?s ?p ?o . ?o ?q ?x }", 2),
            ("GRAPH ?g { ?s ?p ?o } ?s ?p ?x VALUES ?x { 1 2 3 }", 3),
        ] {
            assert_eq!(size(pattern).joined, count, "{pattern}");
        }
    }

    #[test]
    fn chains_are_deep() {
        assert!(size(&format!("FILTER(1{})", "+1".repeat(50))).depth > 50);
        assert!(size(&"BIND(1 AS ?x) ".replace("?x", "?y")).depth < 5);
        assert!(size(&format!("?s <p:a>{} ?o", "|<p:a>".repeat(50))).depth > 50);
    }
}
