//! What of a store is to be linked: its entities, what its documents say around those that need it, and identifiers in its texts.

use std::collections::{BTreeMap, BTreeSet};

use oxrdf::Term;

use crate::graph::Base;
use crate::link::context::{Naming, contexts};
use crate::link::identifier::Found;
use crate::link::registry::Registry;
use crate::link::subject::Subject;
use crate::link::{identifier, place, thing};
use crate::model::EntityKind;
use crate::store::{Answer, Error, Solution, Store};
use crate::vocab;

/// What there is to link.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    /// The entities, sorted by IRI.
    pub subjects: Vec<Subject>,
    /// What documents say to be located in what.
    pub located: Vec<(String, String)>,
}

/// Kinds of entities that open data knows.
const KINDS: [EntityKind; 6] = [
    EntityKind::Park,
    EntityKind::Company,
    EntityKind::Agency,
    EntityKind::Place,
    EntityKind::Honor,
    EntityKind::Industry,
];

/// Looks through a store.
pub fn survey(store: &Store, registry: &Registry<'_>, base: &Base) -> Result<Survey, Error> {
    let mut subjects = subjects(store, base)?;
    let identified = identified(store, registry)?;
    let asked: BTreeSet<String> = subjects
        .values()
        .filter(|it| place::needs_context(registry, it) || thing::needs_context(registry, it))
        .map(|it| it.iri.clone())
        .collect();
    let documents = documents_naming(store, &asked)?;
    let wanted = documents.keys().chain(identified.keys());
    let namings = namings(store, wanted, &subjects)?;
    for (document, namings) in &namings {
        if let Some(year) = documents.get(document) {
            let contexts = contexts(registry, *year, namings);
            for (entity, context) in contexts {
                if let Some(subject) = subjects
                    .get_mut(&entity)
                    .filter(|it| asked.contains(&it.iri))
                {
                    subject.contexts.push(context);
                }
            }
        }
        for found in identified.get(document).into_iter().flatten() {
            let bearer = identifier::bearer(found, namings);
            if let Some(subject) = bearer.and_then(|it| subjects.get_mut(it)) {
                subject.identifiers.push(found.identifier.clone());
            }
        }
    }
    for subject in subjects.values_mut() {
        subject.identifiers.sort_unstable();
        subject.identifiers.dedup();
    }
    let located = pairs(
        store,
        "SELECT DISTINCT ?a ?b WHERE { ?a pg:locatedIn ?b } ORDER BY ?a ?b",
    )?;
    Ok(Survey {
        subjects: subjects.into_values().collect(),
        located,
    })
}

fn select(store: &Store, query: &str) -> Result<Vec<Solution>, Error> {
    match store.query(query)? {
        Answer::Solutions(rows) => rows.map(|row| Ok(row?)).collect(),
        _ => Ok(Vec::new()),
    }
}

fn text(row: &Solution, variable: &str) -> Option<String> {
    match row.get(variable)? {
        Term::NamedNode(node) => Some(node.as_str().to_owned()),
        Term::Literal(literal) => Some(literal.value().to_owned()),
        _ => None,
    }
}

fn pairs(store: &Store, query: &str) -> Result<Vec<(String, String)>, Error> {
    let rows = select(store, query)?;
    let pairs = rows
        .iter()
        .filter_map(|row| Some((text(row, "a")?, text(row, "b")?)));
    Ok(pairs.collect())
}

/// The entities by IRI, each with its names, the canonical one first.
///
/// Each query has one pattern: in the union of all graphs a join multiplies what a hundred documents say of an entity
/// with what they say of it again.
fn subjects(store: &Store, base: &Base) -> Result<BTreeMap<String, Subject>, Error> {
    let mut subjects = BTreeMap::new();
    for kind in KINDS {
        let query = format!(
            "SELECT DISTINCT ?a WHERE {{ ?a a <{}> }}",
            vocab::pg_term(kind.name()).as_str()
        );
        for row in select(store, &query)? {
            if let Some(iri) = text(&row, "a") {
                let subject = subject(&iri, kind, base);
                subjects.entry(iri).or_insert(subject);
            }
        }
    }
    for label in ["skos:prefLabel", "skos:altLabel"] {
        let query = format!("SELECT DISTINCT ?a ?b WHERE {{ ?a {label} ?b }}");
        let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for row in select(store, &query)? {
            if let (Some(iri), Some(name)) = (text(&row, "a"), chinese(&row, "b"))
                && subjects.contains_key(&iri)
            {
                names.entry(iri).or_default().insert(name);
            }
        }
        for (iri, names) in names {
            if let Some(subject) = subjects.get_mut(&iri) {
                let known: BTreeSet<String> = subject.names.iter().cloned().collect();
                let more = names.into_iter().filter(|it| !known.contains(it));
                subject.names.extend(more);
            }
        }
    }
    Ok(subjects)
}

/// The text of a name in simplified Chinese.
fn chinese(row: &Solution, variable: &str) -> Option<String> {
    match row.get(variable)? {
        Term::Literal(literal) if literal.language() == Some("zh-hans") => {
            Some(literal.value().to_owned())
        }
        _ => None,
    }
}

fn subject(iri: &str, kind: EntityKind, base: &Base) -> Subject {
    // The identity of an ambiguous place ends in its code.
    let mut segments = iri
        .strip_prefix(base.as_str())
        .unwrap_or_default()
        .split('/');
    Subject {
        iri: iri.to_owned(),
        kind,
        names: Vec::new(),
        code: segments.nth(2).map(str::to_owned),
        identifiers: Vec::new(),
        contexts: Vec::new(),
    }
}

/// A list of IRIs for a VALUES clause.
fn values<'a>(iris: impl Iterator<Item = &'a String>) -> String {
    let iris: Vec<String> = iris.map(|it| format!("<{it}>")).collect();
    iris.join(" ")
}

/// The documents that name any of the entities, with the years of their publication.
fn documents_naming(
    store: &Store,
    entities: &BTreeSet<String>,
) -> Result<BTreeMap<String, Option<i32>>, Error> {
    let query = format!(
        "SELECT DISTINCT ?a ?issued WHERE {{ VALUES ?entity {{ {} }} ?mention pg:refersTo ?entity ; nif:referenceContext ?a .
         OPTIONAL {{ ?a dcterms:issued ?issued }} }} ORDER BY ?a",
        values(entities.iter())
    );
    let rows = select(store, &query)?;
    let documents = rows.iter().filter_map(|row| {
        let issued = text(row, "issued");
        let year = issued.and_then(|it| it.get(..4)?.parse().ok());
        Some((text(row, "a")?, year))
    });
    Ok(documents.collect())
}

/// Where the documents name what, in the order of their texts.
fn namings<'a>(
    store: &Store,
    documents: impl Iterator<Item = &'a String>,
    subjects: &BTreeMap<String, Subject>,
) -> Result<BTreeMap<String, Vec<Naming>>, Error> {
    let query = format!(
        "SELECT DISTINCT ?document ?entity ?at WHERE {{ VALUES ?document {{ {} }}
         ?mention nif:referenceContext ?document ; pg:refersTo ?entity ; nif:beginIndex ?at }} ORDER BY ?document ?at ?entity",
        values(documents)
    );
    let mut namings: BTreeMap<String, Vec<Naming>> = BTreeMap::new();
    for row in select(store, &query)? {
        let (Some(document), Some(entity), Some(at)) = (
            text(&row, "document"),
            text(&row, "entity"),
            text(&row, "at"),
        ) else {
            continue;
        };
        let (Some(subject), Ok(at)) = (subjects.get(&entity), at.parse()) else {
            continue;
        };
        namings.entry(document).or_default().push(Naming {
            entity,
            kind: subject.kind,
            name: subject.names.first().cloned().unwrap_or_default(),
            code: subject.code.clone(),
            at,
        });
    }
    Ok(namings)
}

/// The identifiers that the texts of documents write, by document.
fn identified(
    store: &Store,
    registry: &Registry<'_>,
) -> Result<BTreeMap<String, Vec<Found>>, Error> {
    let finder = identifier::Finder::new(registry);
    let mut identified = BTreeMap::new();
    let query = "SELECT ?a ?b WHERE { ?a a pg:Document ; nif:isString ?b }";
    if let Answer::Solutions(rows) = store.query(query)? {
        for row in rows {
            let row = row?;
            if let (Some(document), Some(content)) = (text(&row, "a"), text(&row, "b")) {
                let found = finder.find(&content);
                if !found.is_empty() {
                    identified.insert(document, found);
                }
            }
        }
    }
    Ok(identified)
}
