//! Full-text search inside queries: a SERVICE of our own becomes the table of what was found.
//!
//! ```sparql
//! PREFIX search: <https://w3id.org/parkgraph/search#>
//! SELECT ?park ?score { SERVICE search:text { ?park search:words "生态工业" ; search:score ?score } ?park a pg:Park }
//! ```

use std::fmt::Debug;

use oxrdf::{Literal, NamedNode, Variable};
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern, TriplePattern};

use crate::store::Error;
use crate::store::algebra::everywhere;

/// The service, and what it is told.
const SERVICE: &str = "https://w3id.org/parkgraph/search#text";
const WORDS: &str = "https://w3id.org/parkgraph/search#words";
const SCORE: &str = "https://w3id.org/parkgraph/search#score";

/// Finds nodes by words.
pub trait TextSearch: Debug + Send + Sync {
    /// The nodes that have all words in their names or sentences, with their scores, the best first.
    fn search(&self, words: &str) -> Result<Vec<(NamedNode, f32)>, String>;
}

/// What a search pattern says.
#[derive(Default)]
struct Asked {
    node: Option<Variable>,
    words: Option<String>,
    score: Option<Variable>,
}

/// Puts what is found in the place of every SERVICE that searches; without an index there is none.
pub(super) fn expand(query: &mut Query, index: Option<&dyn TextSearch>) -> Result<(), Error> {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = query;
    let mut result = Ok(());
    everywhere(pattern, &mut |it| {
        if let (Ok(()), Some(inner)) = (&result, searched(it)) {
            match found(inner, index) {
                Ok(table) => *it = table,
                Err(what) => result = Err(Error::Refused { what }),
            }
        }
    });
    result
}

/// What stands in a SERVICE that searches.
fn searched(pattern: &GraphPattern) -> Option<&GraphPattern> {
    match pattern {
        GraphPattern::Service {
            name: NamedNodePattern::NamedNode(name),
            inner,
            ..
        } if name.as_str() == SERVICE => Some(inner),
        _ => None,
    }
}

/// The table of what is found.
fn found(inner: &GraphPattern, index: Option<&dyn TextSearch>) -> Result<GraphPattern, String> {
    let GraphPattern::Bgp { patterns } = inner else {
        return Err(usage());
    };
    let asked = asked(patterns)?;
    let (Some(node), Some(words)) = (asked.node, asked.words) else {
        return Err(usage());
    };
    let index = index.ok_or("there is no full-text index yet; ask again in some seconds")?;
    let rows = index.search(&words)?.into_iter().map(|(iri, score)| {
        let mut row = vec![Some(GroundTerm::NamedNode(iri))];
        row.extend(
            asked
                .score
                .iter()
                .map(|_| Some(GroundTerm::Literal(Literal::from(score)))),
        );
        row
    });
    let bindings = rows.collect();
    let variables = [node].into_iter().chain(asked.score.clone()).collect();
    Ok(GraphPattern::Values {
        variables,
        bindings,
    })
}

/// Reads the patterns of a search.
fn asked(patterns: &[TriplePattern]) -> Result<Asked, String> {
    let mut asked = Asked::default();
    for TriplePattern {
        subject,
        predicate,
        object,
    } in patterns
    {
        let (TermPattern::Variable(node), NamedNodePattern::NamedNode(property)) =
            (subject, predicate)
        else {
            return Err(usage());
        };
        match (property.as_str(), object) {
            (WORDS, TermPattern::Literal(words)) => asked.words = Some(words.value().to_owned()),
            (SCORE, TermPattern::Variable(score)) if score != node => {
                asked.score = Some(score.clone());
            }
            _ => return Err(usage()),
        }
        if asked.node.get_or_insert_with(|| node.clone()) != node {
            return Err(usage());
        }
    }
    Ok(asked)
}

/// How a search is written.
fn usage() -> String {
    format!(
        "a search is SERVICE <{SERVICE}> {{ ?node <{WORDS}> \"words\" ; <{SCORE}> ?score }}, no more and no less"
    )
}
