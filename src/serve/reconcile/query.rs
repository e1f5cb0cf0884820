//! Queries of the reconciliation API: a name, perhaps a type and properties, and the entities that it may mean.

use oxrdf::{NamedNode, Term};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::serve::fault::Fault;
use crate::serve::reconcile::key::key;
use crate::serve::reconcile::names::{Entity, Fit, Names};
use crate::serve::reconcile::term::{self, Terms};
use crate::store::Store;
use crate::vocab::skos;

/// Entities in an answer where the query does not say how many.
const LIMIT: usize = 10;

/// Most entities in an answer.
const MOST: usize = 100;

/// Points for each property that fits, and taken away for each that does not.
const PROPERTY: f64 = 10.0;

/// What is asked for.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Query {
    #[serde(default, rename = "query")]
    name: String,
    #[serde(default, rename = "type")]
    classes: OneOrMany,
    limit: Option<usize>,
    #[serde(default)]
    properties: Vec<Property>,
}

/// What the entity is said to have.
#[derive(Clone, Debug, Deserialize)]
struct Property {
    pid: String,
    v: Value,
}

/// A string, or a list of them.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl Default for OneOrMany {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl OneOrMany {
    fn contains(&self, it: &str) -> bool {
        match self {
            Self::One(one) => one.is_empty() || one == it,
            Self::Many(many) => many.is_empty() || many.iter().any(|one| one == it),
        }
    }
}

/// What queries are answered from.
#[derive(Clone, Copy)]
pub(super) struct Knowledge<'a> {
    pub(super) store: &'a Store,
    pub(super) names: &'a Names,
    pub(super) terms: &'a Terms,
}

impl Knowledge<'_> {
    /// Answers a batch.
    pub(super) fn answer_all(self, queries: Map<String, Value>) -> Result<Value, Fault> {
        let mut answers = Map::new();
        for (name, query) in queries {
            let query: Query = serde_json::from_value(query)
                .map_err(|error| Fault::bad_request(format!("queries: {name}: {error}")))?;
            answers.insert(name, json!({ "result": self.answer(&query)? }));
        }
        Ok(Value::Object(answers))
    }

    /// The entities that a query may mean. One is a match where it alone has the name and nothing speaks against it.
    fn answer(self, query: &Query) -> Result<Vec<Value>, Fault> {
        let mut candidates = Vec::new();
        for (entity, fit) in self.names.find(&query.name) {
            if query.classes.contains(&term::short(&entity.class)) {
                candidates.push((entity, self.weigh(entity, fit, &query.properties)?));
            }
        }
        candidates.sort_by(|(_, one), (_, other)| other.score.total_cmp(&one.score));
        let named: Vec<f64> = candidates
            .iter()
            .filter(|(_, fit)| fit.is_name)
            .map(|(_, fit)| fit.score)
            .collect();
        let is_single = match named.as_slice() {
            [_] => true,
            [first, second, ..] => first > second,
            [] => false,
        };
        let limit = query.limit.unwrap_or(LIMIT).min(MOST);
        let answers = candidates.into_iter().take(limit).enumerate();
        let answers = answers.map(|(rank, (entity, fit))| {
            let is_match = rank == 0 && is_single && fit.is_name;
            self.candidate(entity, fit, is_match)
        });
        Ok(answers.collect())
    }

    /// A candidate as the API writes it.
    fn candidate(self, entity: &Entity, fit: Fit, is_match: bool) -> Value {
        json!({
            "id": self.terms.id(&entity.iri),
            "name": entity.name,
            "type": [term::named(&entity.class)],
            "score": (fit.score * 100.0).round() / 100.0,
            "match": is_match,
        })
    }

    /// What properties say for and against an entity.
    fn weigh(self, entity: &Entity, fit: Fit, properties: &[Property]) -> Result<Fit, Fault> {
        let mut fit = fit;
        for property in properties {
            let Some(iri) = term::long(&property.pid) else {
                continue;
            };
            match self.fits(entity, &iri, &property.v)? {
                Some(true) => fit.score += PROPERTY,
                Some(false) => {
                    fit.score = (fit.score - PROPERTY).max(0.0);
                    fit.is_name = false;
                }
                None => {}
            }
        }
        fit.score = fit.score.min(100.0 + PROPERTY);
        Ok(fit)
    }

    /// Whether an entity has a property with this value; none where it does not have the property at all.
    fn fits(
        self,
        entity: &Entity,
        property: &NamedNode,
        value: &Value,
    ) -> Result<Option<bool>, Fault> {
        let wanted = match value {
            Value::Array(values) => values.clone(),
            other => vec![other.clone()],
        };
        let mut has = None;
        for quad in self.store.quads_with(&entity.iri, property.as_ref()) {
            let object = quad?.object;
            for value in &wanted {
                let fits = self.is_same(&object, value)?;
                has = Some(has.unwrap_or(false) || fits);
            }
        }
        Ok(has)
    }

    /// Whether a term is what a client means by a value: an identifier, a name, or a text.
    fn is_same(self, object: &Term, value: &Value) -> Result<bool, Fault> {
        let id = value.get("id").and_then(Value::as_str);
        let text = match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        match object {
            Term::NamedNode(node) => {
                if id.is_some_and(|id| self.terms.id(node) == id) || text == node.as_str() {
                    return Ok(true);
                }
                for property in [skos::PREF_LABEL, skos::ALT_LABEL] {
                    for quad in self.store.quads_with(node, property) {
                        if matches!(quad?.object, Term::Literal(it) if key(it.value()) == key(&text))
                        {
                            return Ok(true);
                        }
                    }
                }
                Ok(false)
            }
            Term::Literal(literal) => Ok(key(literal.value()) == key(&text)),
            _ => Ok(false),
        }
    }
}
