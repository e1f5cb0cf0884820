//! Products: patterns that have no variable in common, each row of one with each of the other. They are made in memory,
//! where Oxigraph does not look whether the query is cancelled.

use std::collections::BTreeSet;

use oxrdf::Variable;
use spargebra::algebra::GraphPattern;
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

/// Writes a basic graph pattern whose triples have nothing in common as a join of its parts.
pub(super) fn split(pattern: &mut GraphPattern) {
    if let GraphPattern::Bgp { patterns } = pattern
        && patterns.len() > 1
    {
        let parts = components(std::mem::take(patterns)).into_iter();
        let parts = parts.map(|patterns| GraphPattern::Bgp { patterns });
        let joined = parts.reduce(|left, right| GraphPattern::Join {
            left: Box::new(left),
            right: Box::new(right),
        });
        *pattern = joined.unwrap_or_default();
    }
}

/// Whether a pattern may make many rows of what is in memory already.
pub(super) fn is_product(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Join { left, right } => tables(pattern) > 1 || are_apart(left, right),
        GraphPattern::LeftJoin { left, right, .. } | GraphPattern::Minus { left, right } => {
            tables(left) > 0 && tables(right) > 0 || are_apart(left, right)
        }
        _ => false,
    }
}

/// How many of the parts of a join do not read quads row by row.
fn tables(pattern: &GraphPattern) -> usize {
    match pattern {
        GraphPattern::Join { left, right } => tables(left) + tables(right),
        GraphPattern::Graph { inner, .. }
        | GraphPattern::Filter { inner, .. }
        | GraphPattern::Extend { inner, .. } => tables(inner),
        GraphPattern::Bgp { patterns } => usize::from(patterns.is_empty()),
        GraphPattern::Path { .. } => 0,
        _ => 1,
    }
}

/// Whether two patterns bind variables, but none in common.
fn are_apart(left: &GraphPattern, right: &GraphPattern) -> bool {
    let (left, right) = (variables(left), variables(right));
    !left.is_empty() && !right.is_empty() && left.is_disjoint(&right)
}

fn variables(pattern: &GraphPattern) -> BTreeSet<&Variable> {
    let mut found = BTreeSet::new();
    pattern.on_in_scope_variable(|it| {
        found.insert(it);
    });
    found
}

/// Triples that have variables or blank nodes in common, directly or through others, in the order of the first of each.
fn components(patterns: Vec<TriplePattern>) -> Vec<Vec<TriplePattern>> {
    let mut found: Vec<(BTreeSet<String>, Vec<TriplePattern>)> = Vec::new();
    for pattern in patterns {
        let mut names = names(&pattern);
        let touches = |it: &(BTreeSet<String>, _)| names.is_empty() || !it.0.is_disjoint(&names);
        let Some(first) = found.iter().position(touches) else {
            found.push((names, vec![pattern]));
            continue;
        };
        let (joined, apart) = found
            .into_iter()
            .enumerate()
            .partition::<Vec<_>, _>(|(at, it)| *at == first || !it.0.is_disjoint(&names));
        let mut triples = Vec::new();
        for (_, (own, patterns)) in joined {
            names.extend(own);
            triples.extend(patterns);
        }
        triples.push(pattern);
        found = apart.into_iter().map(|(_, it)| it).collect();
        found.insert(first, (names, triples));
    }
    found.into_iter().map(|(_, it)| it).collect()
}

/// The variables and blank nodes of a triple.
fn names(pattern: &TriplePattern) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    if let NamedNodePattern::Variable(it) = &pattern.predicate {
        found.insert(it.to_string());
    }
    for term in [&pattern.subject, &pattern.object] {
        match term {
            TermPattern::Variable(it) => found.extend([it.to_string()]),
            TermPattern::BlankNode(it) => found.extend([it.to_string()]),
            TermPattern::Triple(it) => found.extend(names(it)),
            TermPattern::NamedNode(_) | TermPattern::Literal(_) => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use spargebra::{Query, SparqlParser};

    use super::*;
    use crate::store::algebra::everywhere;

    /// How many basic graph patterns a group becomes, and whether it is a product.
    fn parts(group: &str) -> (usize, bool) {
        let query = format!("SELECT * {{ {group} }}");
        let Query::Select { mut pattern, .. } = SparqlParser::new().parse_query(&query).unwrap()
        else {
            panic!("{group}")
        };
        let (mut count, mut product) = (0, false);
        everywhere(&mut pattern, &mut split);
        everywhere(&mut pattern, &mut |it| {
            count += usize::from(matches!(it, GraphPattern::Bgp { .. }));
            product |= is_product(it);
        });
        (count, product)
    }

    #[test]
    fn what_has_nothing_in_common_is_a_product() {
        assert_eq!(parts("?a ?b ?c . ?d ?e ?f . ?g ?h ?i"), (3, true));
        assert_eq!(
            parts("?a <urn:p> ?c . ?d <urn:p> ?f . ?c <urn:q> ?d"),
            (1, false)
        );
        assert_eq!(
            parts("?a <urn:p> _:x . <urn:s> <urn:p> <urn:o> . _:x <urn:q> 1"),
            (1, false)
        );
        assert_eq!(
            parts("GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f }"),
            (2, true)
        );
        assert_eq!(
            parts("?a <urn:p> ?b OPTIONAL { ?a <urn:q> ?c }"),
            (2, false)
        );
    }
}
