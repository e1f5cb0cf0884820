//! Data sets of a store, read back from their graphs.

use std::collections::HashMap;

use oxrdf::{NamedOrBlankNode, Quad, Term};

use crate::graph::Base;
use crate::link::builtin::last;
use crate::link::columns::COLUMNS;
use crate::link::dataset::{About, DataSet, Record, Role};
use crate::model::EntityKind;
use crate::store::{Error, Store};
use crate::vocab::{dcat, dcterms, rdf, schema, skos, spdx};

/// The sets that a store holds, by name.
pub fn stored(store: &Store, base: &Base) -> Result<Vec<DataSet>, Error> {
    let root = format!("{}data/", base.as_str());
    let mut sets = Vec::new();
    for graph in store.graphs()? {
        if graph.as_str().starts_with(&root) {
            let mut reading = Reading::default();
            for quad in store.dump_graph(&graph) {
                reading.take(quad?);
            }
            sets.extend(reading.into_set());
        }
    }
    sets.sort_by(|one: &DataSet, other| one.name.cmp(&other.name));
    Ok(sets)
}

/// A set as its quads come in. Of a subject most come one after another, so that it is seldom looked up.
#[derive(Default)]
struct Reading {
    parts: Vec<Part>,
    places: HashMap<String, usize>,
    now: usize,
    hash: Option<String>,
}

/// What is known of a subject: a record, or the set itself.
#[derive(Default)]
struct Part {
    record: Record,
    /// The set that it is a record of.
    set: Option<String>,
    is_set: bool,
    /// What is said of the set itself.
    facts: Vec<(String, String)>,
}

impl Reading {
    fn take(&mut self, quad: Quad) {
        let NamedOrBlankNode::NamedNode(subject) = quad.subject else {
            return;
        };
        let is_same = self.parts.get(self.now);
        if is_same.is_none_or(|it| it.record.iri != subject.as_str()) {
            self.now = self.place(subject.into_string());
        }
        let property = quad.predicate.as_str();
        if property == spdx::CHECKSUM_VALUE.as_str() {
            self.hash = Some(plain(&quad.object).to_owned());
        } else if let Some(part) = self.parts.get_mut(self.now) {
            part.take(property, &quad.object);
        }
    }

    fn place(&mut self, subject: String) -> usize {
        let next = self.parts.len();
        let place = *self.places.entry(subject.clone()).or_insert(next);
        if place == next {
            let record = Record {
                iri: subject,
                ..Record::default()
            };
            self.parts.push(Part {
                record,
                ..Part::default()
            });
        }
        place
    }

    /// The set, if there is one, with its records by IRI.
    fn into_set(mut self) -> Option<DataSet> {
        let at = self.parts.iter().position(|it| it.is_set)?;
        let set = self.parts.swap_remove(at);
        let iri = set.record.iri.clone();
        let records = self.parts.into_iter();
        let records = records.filter(|it| it.set.as_ref() == Some(&iri));
        let mut records: Vec<Record> = records.map(|it| it.record).collect();
        records.sort_unstable_by(|one, other| one.iri.cmp(&other.iri));
        let get = |property: &str| set.get(property).unwrap_or_default().to_owned();
        let licence = set.get(dcterms::LICENSE.as_str());
        Some(DataSet {
            name: get(dcterms::IDENTIFIER.as_str()),
            iri,
            kind: EntityKind::from_name(last(&get(dcat::THEME.as_str()).replace('#', "/")))?,
            role: Role::from_name(set.get(dcterms::TYPE.as_str())?)?,
            about: About {
                title: get(dcterms::TITLE.as_str()),
                publisher: get(dcterms::PUBLISHER.as_str()),
                source: get(dcterms::SOURCE.as_str()),
                licence: licence.map_or_else(|| get(dcterms::RIGHTS.as_str()), str::to_owned),
                version: get(dcat::VERSION.as_str()),
                evidence: get(dcterms::PROVENANCE.as_str()),
                hash: self.hash.unwrap_or_default(),
            },
            records,
        })
    }
}

impl Part {
    fn get(&self, property: &str) -> Option<&str> {
        let mut facts = self.facts.iter();
        let found = facts.find(|(name, _)| name == property);
        found.map(|(_, value)| value.as_str())
    }

    /// What a quad says; of the set everything is kept as it is, since it is one subject of many.
    fn take(&mut self, property: &str, object: &Term) {
        if property == rdf::TYPE.as_str() {
            self.is_set |= plain(object) == dcat::DATASET.as_str();
        } else if property == skos::IN_SCHEME.as_str() {
            self.set = Some(plain(object).to_owned());
        } else if !take_general(&mut self.record, property, object) {
            let mut columns = COLUMNS.iter();
            if let Some(column) = columns.find(|it| it.property.as_str() == property) {
                let value = plain(object).to_owned();
                self.record.values.push((column.name.to_owned(), value));
            }
            if self.set.is_none() {
                self.facts
                    .push((property.to_owned(), plain(object).to_owned()));
            }
        }
    }
}

/// What records of all kinds have; says whether the property is one of these.
fn take_general(record: &mut Record, property: &str, object: &Term) -> bool {
    let value = || plain(object).to_owned();
    if property == skos::NOTATION.as_str() {
        record.id = value();
    } else if property == skos::PREF_LABEL.as_str() {
        record.name = value();
    } else if property == schema::CONTAINED_IN_PLACE.as_str() {
        record.region = Some(last(&value()).to_owned());
    } else if property == skos::BROADER.as_str() {
        record.broader = Some(value());
    } else if property == dcterms::IS_REPLACED_BY.as_str() {
        record.successor = Some(value());
    } else if property == skos::ALT_LABEL.as_str() {
        match object {
            Term::Literal(label) if label.language() == Some("en") => {
                record.english = Some(value());
            }
            _ => record.aliases.push(value()),
        }
    } else {
        return false;
    }
    true
}

/// The text of a literal, or the IRI.
fn plain(term: &Term) -> &str {
    match term {
        Term::NamedNode(node) => node.as_str(),
        Term::Literal(literal) => literal.value(),
        _ => "",
    }
}
