//! Links as quads: each link a node with its rule and score, the plain triple beside it, and what the link brings.

use std::collections::{BTreeMap, BTreeSet};

use oxrdf::{Literal, NamedNode, NamedNodeRef, Quad, Term};

use crate::graph::{Base, SharedGraph, link_iri, shared_graph_iri};
use crate::link::candidate::{Link, Predicate, Status};
use crate::link::columns::{COLUMNS, Form, column_of};
use crate::link::dataset::{DataSet, LICENCE_UNKNOWN, Record, Role};
use crate::link::registry::{Id, Registry};
use crate::link::thing;
use crate::link::{Subject, builtin};
use crate::model::EntityKind;
use crate::vocab::{self, dcat, dcterms, geo, owl, pg, qb, rdf, schema, skos, sssom, void, xsd};

/// The quads of links, sorted, each once. `located` are the pairs of `pg:locatedIn` that documents state.
///
/// An entity carries what its accepted links bring: codes, level, coordinates, English name, and with `pg:inDivision` all
/// divisions around it, so that a query by province finds it.
pub fn link_quads(
    registry: &Registry<'_>,
    (subjects, links): (&[Subject], &[Link]),
    located: &[(String, String)],
    base: &Base,
) -> Vec<Quad> {
    let mut triples = Triples::new(shared_graph_iri(SharedGraph::Links, base));
    let mut divisions = Divisions::default();
    let mut described = BTreeSet::new();
    for link in links {
        node(&mut triples, link, base);
        if let Some(id) = registry.by_iri(&link.object) {
            described.insert(id);
            if link.status == Status::Accepted && link.predicate != Predicate::RelatedMatch {
                carry(&mut triples, registry, (link, id));
                divisions.learn(registry, link, id);
            }
        }
    }
    for subject in subjects {
        divisions.learn_from_name(registry, subject);
    }
    for (subject, codes) in divisions.spread(located) {
        for code in codes {
            if let Some(id) = registry.division(code) {
                let division = registry.record(id).iri.clone();
                triples.add(&subject, pg::IN_DIVISION, iri(&division));
                described.insert(id);
            }
        }
    }
    // Who publishes what links bring, and under which licence, belongs to it.
    for set in describe_records(&mut triples, registry, described) {
        describe_set(&mut triples, set);
    }
    triples.into_quads()
}

/// Triples of one graph.
pub(super) struct Triples {
    graph: NamedNode,
    quads: Vec<Quad>,
    /// The geometries that are described.
    geometries: BTreeSet<String>,
}

impl Triples {
    pub(super) fn new(graph: NamedNode) -> Self {
        Self {
            graph,
            quads: Vec::new(),
            geometries: BTreeSet::new(),
        }
    }

    pub(super) fn add(
        &mut self,
        subject: &str,
        property: NamedNodeRef<'_>,
        object: impl Into<Term>,
    ) {
        // IRIs come from the store, from lexicons that were checked, and from `graph/iri.rs`.
        let subject = NamedNode::new_unchecked(subject);
        self.quads
            .push(Quad::new(subject, property, object, self.graph.clone()));
    }

    /// The quads as they were added: of a large set sorting them takes longer than making them, and the store sorts anyway.
    pub(super) fn into_unsorted(self) -> Vec<Quad> {
        self.quads
    }

    pub(super) fn into_quads(mut self) -> Vec<Quad> {
        self.quads.sort_by_cached_key(ToString::to_string);
        self.quads.dedup();
        self.quads
    }
}

pub(super) fn iri(text: &str) -> NamedNode {
    NamedNode::new_unchecked(text)
}

pub(super) fn text(text: &str) -> Literal {
    Literal::new_simple_literal(text)
}

fn decimal(number: f64) -> Literal {
    Literal::new_typed_literal(format!("{number:.2}"), xsd::DECIMAL)
}

pub(super) fn chinese(name: &str) -> Literal {
    Literal::new_language_tagged_literal_unchecked(name, "zh-hans")
}

pub(super) fn english(name: &str) -> Literal {
    Literal::new_language_tagged_literal_unchecked(name, "en")
}

/// The term of a predicate.
pub(super) fn term(predicate: Predicate) -> NamedNodeRef<'static> {
    match predicate {
        Predicate::SameAs => owl::SAME_AS,
        Predicate::ExactMatch => skos::EXACT_MATCH,
        Predicate::CloseMatch => skos::CLOSE_MATCH,
        Predicate::RelatedMatch => skos::RELATED_MATCH,
    }
}

/// The node of a link, and its plain triple if it holds.
fn node(triples: &mut Triples, link: &Link, base: &Base) {
    let property = term(link.predicate);
    let name = link_iri([&link.subject, property.as_str(), &link.object], base);
    let node = name.as_str();
    triples.add(node, rdf::TYPE, pg::LINK);
    triples.add(node, pg::LINK_SUBJECT, iri(&link.subject));
    triples.add(node, pg::LINK_PREDICATE, property);
    triples.add(node, pg::LINK_OBJECT, iri(&link.object));
    triples.add(
        node,
        pg::HAS_LINK_STATUS,
        vocab::pg_term(link.status.name()),
    );
    triples.add(node, pg::LINK_RULE, text(&link.rule));
    for (property, part) in [
        (pg::NAME_SCORE, link.score.name),
        (pg::KIND_SCORE, link.score.kind),
        (pg::REGION_SCORE, link.score.region),
        (pg::CODE_SCORE, link.score.code),
        (sssom::CONFIDENCE, link.score.total()),
    ] {
        triples.add(node, property, decimal(part));
    }
    triples.add(node, sssom::SUBJECT_LABEL, text(&link.subject_label));
    triples.add(node, sssom::OBJECT_LABEL, text(&link.object_label));
    triples.add(node, sssom::OBJECT_SOURCE, iri(&link.source));
    triples.add(node, sssom::OBJECT_SOURCE_VERSION, text(&link.version));
    let justification = iri(link.justification());
    triples.add(node, sssom::MAPPING_JUSTIFICATION, justification);
    if let Some((who, when)) = &link.decided {
        triples.add(node, sssom::AUTHOR_LABEL, text(who));
        triples.add(node, dcterms::DATE, text(when));
    }
    if link.status == Status::Accepted {
        triples.add(&link.subject, property, iri(&link.object));
    }
}

/// What the record of an accepted link says of the entity itself.
fn carry(triples: &mut Triples, registry: &Registry<'_>, (link, id): (&Link, Id)) {
    let (set, record) = (registry.set(id), registry.record(id));
    let subject = &link.subject;
    match set.name.as_str() {
        "division" | "town" if record.id.len() >= 6 => {
            triples.add(subject, pg::DIVISION_CODE, text(&record.id));
        }
        "zone-2018" => triples.add(subject, pg::CATALOGUE_CODE, text(&record.id)),
        "zone-statistical" => triples.add(subject, pg::STATISTICAL_CODE, text(&record.id)),
        _ => {}
    }
    if let Some(name) = &record.english {
        triples.add(subject, skos::ALT_LABEL, english(name));
    }
    values(triples, subject, record, |it| it.carried);
    geometry(triples, subject, record);
}

/// The coordinates of a record as a point; where several records have some, the first counts.
fn geometry(triples: &mut Triples, subject: &str, record: &Record) {
    let (Some(latitude), Some(longitude)) = (record.value("latitude"), record.value("longitude"))
    else {
        return;
    };
    let node = format!("{subject}#geometry");
    if !triples.geometries.insert(node.clone()) {
        return;
    }
    let point = format!("POINT({longitude} {latitude})");
    triples.add(subject, geo::HAS_GEOMETRY, iri(&node));
    triples.add(&node, rdf::TYPE, geo::GEOMETRY);
    let point = Literal::new_typed_literal(point, geo::WKT_LITERAL);
    triples.add(&node, geo::AS_WKT, point);
}

/// The values of a record's columns.
fn values(
    triples: &mut Triples,
    subject: &str,
    record: &Record,
    wanted: impl Fn(&crate::link::columns::Column) -> bool,
) {
    for (name, value) in &record.values {
        let Some(column) = column_of(name).filter(|it| wanted(it)) else {
            continue;
        };
        let object: Term = match column.form {
            Form::Year => Literal::new_typed_literal(value, xsd::G_YEAR).into(),
            Form::Number => Literal::new_typed_literal(value, xsd::DECIMAL).into(),
            Form::Iri if NamedNode::new(value).is_ok() => iri(value).into(),
            Form::Text | Form::Iri => text(value).into(),
        };
        triples.add(subject, column.property, object);
    }
}

/// Describes records, and the records around and after them, as far as their sets tell. Gives the sets.
fn describe_records<'a>(
    triples: &mut Triples,
    registry: &Registry<'a>,
    mut left: BTreeSet<Id>,
) -> impl Iterator<Item = &'a DataSet> + use<'a> {
    let mut sets = BTreeMap::new();
    let mut done = BTreeSet::new();
    while let Some(id) = left.pop_first() {
        if !done.insert(id) {
            continue;
        }
        let (set, record) = (registry.set(id), registry.record(id));
        describe_record(triples, set, record);
        sets.insert(&set.iri, set);
        let bodies = record.value("publisher").into_iter();
        let bodies = bodies.flat_map(|it| registry.named(EntityKind::Agency, it));
        for body in bodies {
            triples.add(
                &record.iri,
                pg::GRANTED_BY,
                iri(&registry.record(body.id).iri),
            );
            left.insert(body.id);
        }
        if record_is_body(set) {
            left.extend(registry.predecessors(&record.iri));
        }
        let others = [&record.broader, &record.successor].into_iter().flatten();
        left.extend(others.filter_map(|it| registry.by_iri(it)));
    }
    sets.into_values()
}

/// Whether what a record was before belongs to what is told of it: bodies have given titles under their former names.
fn record_is_body(set: &DataSet) -> bool {
    set.kind == EntityKind::Agency
}

/// A set with its title, publisher, source, licence, version and number of records.
pub(super) fn describe_set(triples: &mut Triples, set: &DataSet) {
    let (node, about) = (&set.iri, &set.about);
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
}

/// A record as a concept of its set.
pub(super) fn describe_record(triples: &mut Triples, set: &DataSet, record: &Record) {
    let node = &record.iri;
    if set.role == Role::Data {
        triples.add(node, rdf::TYPE, qb::OBSERVATION);
        triples.add(node, qb::HAS_DATA_SET, iri(&set.iri));
    } else {
        triples.add(node, rdf::TYPE, skos::CONCEPT);
    }
    triples.add(node, skos::IN_SCHEME, iri(&set.iri));
    triples.add(node, skos::PREF_LABEL, chinese(&record.name));
    triples.add(node, skos::NOTATION, text(&record.id));
    for alias in record.aliases.iter().filter(|it| **it != record.name) {
        triples.add(node, skos::ALT_LABEL, chinese(alias));
    }
    if let Some(name) = &record.english {
        triples.add(node, skos::ALT_LABEL, english(name));
    }
    if let Some(around) = &record.broader {
        triples.add(node, skos::BROADER, iri(around));
    }
    if let Some(next) = &record.successor {
        triples.add(node, dcterms::IS_REPLACED_BY, iri(next));
    }
    if let Some((first, last)) = record.valid {
        let year = |it: Option<i32>| it.map_or_else(String::new, |it| it.to_string());
        triples.add(
            node,
            dcterms::VALID,
            text(&format!("{}/{}", year(first), year(last))),
        );
    }
    if let Some(region) = record.region.as_deref().filter(|it| *it != record.id) {
        triples.add(node, schema::CONTAINED_IN_PLACE, iri(&division_iri(region)));
    }
    values(triples, node, record, |_| true);
}

/// The IRI of the division with this code in the lexicon of places.
pub(super) fn division_iri(code: &str) -> String {
    crate::graph::data_iri(crate::lexicon::BASE, "place", code)
}

/// Which divisions entities lie in.
#[derive(Default)]
struct Divisions<'a> {
    by_entity: BTreeMap<String, BTreeSet<&'a str>>,
}

impl<'a> Divisions<'a> {
    /// An entity lies in the division of its record, and in those around that; a place does not lie in itself.
    fn learn(&mut self, registry: &Registry<'a>, link: &Link, id: Id) {
        let Some(code) = thing::region_of(registry, id) else {
            return;
        };
        let own = &registry.record(id).id;
        let around = registry.around(code).into_iter().filter(|it| it != own);
        let codes = self.by_entity.entry(link.subject.clone()).or_default();
        codes.extend(around);
    }

    /// A park that nothing is known of lies in the place that its name begins with.
    fn learn_from_name(&mut self, registry: &Registry<'a>, subject: &Subject) {
        if subject.kind != EntityKind::Park || self.by_entity.contains_key(&subject.iri) {
            return;
        }
        let mut codes = subject
            .names
            .iter()
            .filter_map(|it| thing::place_before(registry, it));
        if let Some(code) = codes.next().filter(|it| builtin::level(it) != "country") {
            let around = registry.around(code);
            self.by_entity
                .entry(subject.iri.clone())
                .or_default()
                .extend(around);
        }
    }

    /// What lies in something lies where that lies: once for the park around a company, again for the place around that.
    fn spread(mut self, located: &[(String, String)]) -> BTreeMap<String, BTreeSet<&'a str>> {
        let known: BTreeSet<String> = self.by_entity.keys().cloned().collect();
        for _ in 0..3 {
            for (inner, outer) in located {
                if known.contains(inner) {
                    continue;
                }
                if let Some(codes) = self.by_entity.get(outer).cloned() {
                    self.by_entity
                        .entry(inner.clone())
                        .or_default()
                        .extend(codes);
                }
            }
        }
        self.by_entity
    }
}

/// The names of all columns that registers may have, for the help.
pub fn columns() -> impl Iterator<Item = &'static str> {
    COLUMNS.iter().map(|it| it.name)
}
