//! Data sets in a store: a graph of their own with a DCAT record, and back.

use std::collections::BTreeMap;

use oxrdf::{Literal, NamedNode, NamedOrBlankNode, Quad, Term};

use crate::graph::{Base, data_graph_iri};
use crate::link::builtin::last;
use crate::link::columns::COLUMNS;
use crate::link::dataset::{About, DataSet, LICENCE_UNKNOWN, Record, Role};
use crate::link::describe::{Triples, describe_record, iri, text};
use crate::model::EntityKind;
use crate::store::{Error, Store};
use crate::vocab::{self, dcat, dcterms, qb, rdf, schema, skos, spdx, void, xsd};

/// The graph of a set and its quads: the records as concepts, the set with title, publisher, source, licence, version, number of
/// records, and the SHA-256 of its file.
pub fn data_set_quads(set: &DataSet, base: &Base) -> (NamedNode, Vec<Quad>) {
    let graph = data_graph_iri(&set.name, base);
    let mut triples = Triples::new(graph.clone());
    describe_set(&mut triples, set, &graph);
    for record in &set.records {
        describe_record(&mut triples, set, record);
    }
    (graph, triples.into_quads())
}

fn describe_set(triples: &mut Triples, set: &DataSet, graph: &NamedNode) {
    let node = &set.iri;
    let about = &set.about;
    triples.add(node, rdf::TYPE, dcat::DATASET);
    triples.add(node, rdf::TYPE, skos::CONCEPT_SCHEME);
    if set.role == Role::Data {
        triples.add(node, rdf::TYPE, qb::DATA_SET);
    }
    triples.add(node, dcterms::IDENTIFIER, text(&set.name));
    triples.add(node, dcat::THEME, vocab::pg_term(set.kind.name()));
    triples.add(node, dcterms::TYPE, text(set.role.name()));
    let rows = Literal::new_typed_literal(set.records.len().to_string(), xsd::INTEGER);
    triples.add(node, void::ENTITIES, rows);
    for (property, value) in [
        (dcterms::TITLE, &about.title),
        (dcterms::PUBLISHER, &about.publisher),
        (dcterms::SOURCE, &about.source),
        (dcat::VERSION, &about.version),
        (dcterms::PROVENANCE, &about.evidence),
    ] {
        if !value.is_empty() {
            triples.add(node, property, text(value));
        }
    }
    match NamedNode::new(&about.licence) {
        Ok(licence) => triples.add(node, dcterms::LICENSE, licence),
        Err(_) if about.licence.is_empty() => {
            triples.add(node, dcterms::RIGHTS, text(LICENCE_UNKNOWN));
        }
        Err(_) => triples.add(node, dcterms::RIGHTS, text(&about.licence)),
    }
    if !about.hash.is_empty() {
        let file = format!("{}#file", graph.as_str());
        let checksum = format!("{}#checksum", graph.as_str());
        triples.add(node, dcat::DISTRIBUTION, iri(&file));
        triples.add(&file, rdf::TYPE, dcat::DISTRIBUTION_CLASS);
        triples.add(&file, spdx::CHECKSUM, iri(&checksum));
        triples.add(&checksum, rdf::TYPE, spdx::CHECKSUM_CLASS);
        triples.add(&checksum, spdx::ALGORITHM, spdx::SHA256);
        let value = Literal::new_typed_literal(&about.hash, xsd::HEX_BINARY);
        triples.add(&checksum, spdx::CHECKSUM_VALUE, value);
    }
}

/// The sets that a store holds, by name.
pub fn stored(store: &Store, base: &Base) -> Result<Vec<DataSet>, Error> {
    let root = format!("{}data/", base.as_str());
    let mut sets = Vec::new();
    for graph in store.graphs()? {
        if graph.as_str().starts_with(&root) {
            let quads: Result<Vec<Quad>, _> = store.dump_graph(&graph).collect();
            sets.extend(read(&quads?));
        }
    }
    sets.sort_by(|one: &DataSet, other| one.name.cmp(&other.name));
    Ok(sets)
}

/// What is said of each subject, as (property, value).
type Facts<'a> = BTreeMap<&'a str, Vec<(&'a str, &'a Term)>>;

/// A set of the quads of its graph.
fn read(quads: &[Quad]) -> Option<DataSet> {
    let mut facts: Facts<'_> = BTreeMap::new();
    for quad in quads {
        if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
            let property = quad.predicate.as_str();
            facts
                .entry(subject.as_str())
                .or_default()
                .push((property, &quad.object));
        }
    }
    let (node, about) = facts
        .iter()
        .find(|(_, it)| has(it, rdf::TYPE.as_str(), dcat::DATASET.as_str()))?;
    let get = |property: &str| value(about, property).unwrap_or_default();
    let hash = facts
        .values()
        .find_map(|it| value(it, spdx::CHECKSUM_VALUE.as_str()));
    let records = facts
        .iter()
        .filter(|(subject, it)| *subject != node && has(it, skos::IN_SCHEME.as_str(), node));
    Some(DataSet {
        name: get(dcterms::IDENTIFIER.as_str()),
        iri: (*node).to_owned(),
        kind: EntityKind::from_name(last(&get(dcat::THEME.as_str()).replace('#', "/")))?,
        role: Role::from_name(&get(dcterms::TYPE.as_str()))?,
        about: About {
            title: get(dcterms::TITLE.as_str()),
            publisher: get(dcterms::PUBLISHER.as_str()),
            source: get(dcterms::SOURCE.as_str()),
            licence: value(about, dcterms::LICENSE.as_str())
                .unwrap_or_else(|| get(dcterms::RIGHTS.as_str())),
            version: get(dcat::VERSION.as_str()),
            evidence: get(dcterms::PROVENANCE.as_str()),
            hash: hash.unwrap_or_default(),
        },
        records: records.map(|(subject, it)| record(subject, it)).collect(),
    })
}

fn record(subject: &str, facts: &[(&str, &Term)]) -> Record {
    let mut record = Record {
        iri: subject.to_owned(),
        id: value(facts, skos::NOTATION.as_str()).unwrap_or_default(),
        name: value(facts, skos::PREF_LABEL.as_str()).unwrap_or_default(),
        region: value(facts, schema::CONTAINED_IN_PLACE.as_str()).map(|it| last(&it).to_owned()),
        broader: value(facts, skos::BROADER.as_str()),
        successor: value(facts, dcterms::IS_REPLACED_BY.as_str()),
        ..Record::default()
    };
    for (property, term) in facts {
        match term {
            Term::Literal(label) if *property == skos::ALT_LABEL.as_str() => {
                if label.language() == Some("en") {
                    record.english = Some(label.value().to_owned());
                } else {
                    record.aliases.push(label.value().to_owned());
                }
            }
            _ => {
                let mut columns = COLUMNS.iter();
                if let Some(column) = columns.find(|it| it.property.as_str() == *property) {
                    record.values.push((column.name.to_owned(), plain(term)));
                }
            }
        }
    }
    record
}

fn has(facts: &[(&str, &Term)], property: &str, wanted: &str) -> bool {
    facts
        .iter()
        .any(|(name, term)| *name == property && plain(term) == wanted)
}

fn value(facts: &[(&str, &Term)], property: &str) -> Option<String> {
    let mut facts = facts.iter();
    let found = facts.find(|(name, _)| *name == property);
    found.map(|(_, term)| plain(term))
}

/// The text of a literal, or the IRI.
fn plain(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::link::built_in;

    #[test]
    fn a_set_comes_back_from_a_store_as_it_went_in() {
        let lexicon = Lexicon::load(None, None).unwrap();
        let sets = built_in(&lexicon);
        let mut set = sets.into_iter().find(|it| it.name == "zone-2018").unwrap();
        let base = Base::default();
        let (graph, quads) = data_set_quads(&set, &base);
        let store = Store::memory().unwrap();
        store.replace(&graph, quads).unwrap();
        let mut back = stored(&store, &base).unwrap().remove(0);
        for records in [&mut set.records, &mut back.records] {
            records.sort_by(|one, other| one.id.cmp(&other.id));
            for record in records {
                record.values.sort();
                // A decimal number has one form in a store.
                record.values.retain(|(column, _)| column != "hectares");
            }
        }
        assert_eq!(set, back);
    }
}
