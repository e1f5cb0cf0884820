//! Data extension and previews: what the store says of an entity that was matched.

use maud::{DOCTYPE, html};
use oxrdf::{Literal, Term};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::serve::fault::Fault;
use crate::serve::reconcile::query::Knowledge;
use crate::serve::reconcile::term;
use crate::vocab::{skos, xsd};

/// Which properties of which entities are asked for.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Extend {
    pub(super) ids: Vec<String>,
    #[serde(default)]
    properties: Vec<Wanted>,
}

/// A property that is asked for.
#[derive(Clone, Debug, Deserialize)]
struct Wanted {
    id: String,
}

impl Knowledge<'_> {
    /// The values of properties; nothing for an entity that is not known.
    pub(super) fn extend(self, request: &Extend) -> Result<Value, Fault> {
        let mut rows = Map::new();
        for id in &request.ids {
            let mut row = Map::new();
            for wanted in &request.properties {
                row.insert(wanted.id.clone(), self.values(id, &wanted.id)?.into());
            }
            rows.insert(id.clone(), row.into());
        }
        let meta = request.properties.iter().map(|wanted| {
            let iri = term::long(&wanted.id);
            iri.map_or_else(
                || json!({ "id": wanted.id, "name": wanted.id }),
                |it| term::named(&it),
            )
        });
        let meta: Vec<Value> = meta.collect();
        Ok(json!({ "meta": meta, "rows": rows }))
    }

    /// The values of a property, each once, sorted.
    fn values(self, id: &str, property: &str) -> Result<Vec<Value>, Fault> {
        let (Some(iri), Some(property)) = (self.terms.iri(id), term::long(property)) else {
            return Ok(Vec::new());
        };
        let mut terms = Vec::new();
        for quad in self.store.quads_with(&iri, property.as_ref()) {
            terms.push(quad?.object);
        }
        terms.sort_by_cached_key(ToString::to_string);
        terms.dedup();
        terms.into_iter().map(|term| self.value(term)).collect()
    }

    /// A value as the API writes it.
    fn value(self, term: Term) -> Result<Value, Fault> {
        Ok(match term {
            Term::NamedNode(node) => {
                let known = self.names.entity(&node).map(|it| it.name.clone());
                let name = match known {
                    Some(name) => name,
                    None => self
                        .label(&node)?
                        .unwrap_or_else(|| node.as_str().to_owned()),
                };
                json!({ "id": self.terms.id(&node), "name": name })
            }
            Term::Literal(literal) => of_literal(&literal),
            other => json!({ "str": other.to_string() }),
        })
    }

    /// The preferred label of a node.
    fn label(self, node: &oxrdf::NamedNode) -> Result<Option<String>, Fault> {
        let mut labels = self.store.quads_with(node, skos::PREF_LABEL);
        let label = labels.next().transpose()?;
        Ok(label.and_then(|quad| match quad.object {
            Term::Literal(literal) => Some(literal.value().to_owned()),
            _ => None,
        }))
    }

    /// A small page about an entity.
    pub(super) fn preview(self, id: &str) -> Result<String, Fault> {
        let entity = self.terms.iri(id);
        let entity = entity.and_then(|iri| self.names.entity(&iri));
        let Some(entity) = entity else {
            return Err(Fault::not_found(format!("there is no entity {id}")));
        };
        let mut others = Vec::new();
        for quad in self.store.quads_with(&entity.iri, skos::ALT_LABEL) {
            if let Term::Literal(label) = quad?.object {
                others.push(label.value().to_owned());
            }
        }
        others.sort_unstable();
        others.dedup();
        let page = html! {
            (DOCTYPE)
            html {
                head { meta charset="utf-8"; title { (entity.name) } }
                body {
                    h1 { (entity.name) }
                    p { (term::short(&entity.class)) }
                    @if !others.is_empty() { p { (others.join(" · ")) } }
                }
            }
        };
        Ok(page.into_string())
    }
}

/// A literal as the API writes it.
fn of_literal(literal: &Literal) -> Value {
    let text = literal.value();
    let number = || text.parse::<f64>().ok().filter(|it| it.is_finite());
    if literal.datatype() == xsd::DATE {
        return json!({ "date": text });
    }
    if literal.datatype() == xsd::INTEGER
        && let Ok(number) = text.parse::<i64>()
    {
        return json!({ "int": number });
    }
    match (literal.datatype() == xsd::DECIMAL).then(number).flatten() {
        Some(number) => json!({ "float": number }),
        None => json!({ "str": text }),
    }
}
