//! What a store holds, in the schema of annotated documents, so that it can be scored like any other prediction.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use parkgraph::model::{Comparator, EntityKind};
use parkgraph::store::{Solution, Store};
use serde_json::{Map, Value, json};

use crate::cli::select::{local, select, text};

/// A record for each document of the store, denied facts left out.
pub(crate) fn records(store: &Store) -> anyhow::Result<Vec<Value>> {
    let names = Names::of(store)?;
    let mut records = Vec::new();
    for row in select(
        store,
        "SELECT ?document ?identifier WHERE { ?document a pg:Document ; dcterms:identifier ?identifier }",
    )? {
        let document = text(&row, "document").unwrap_or_default();
        let identifier = text(&row, "identifier").unwrap_or_default();
        let stem = Path::new(&identifier)
            .file_stem()
            .and_then(|it| it.to_str());
        records.push(json!({
            "id": stem.unwrap_or(&identifier),
            "entities": entities(store, &names, &document)?,
            "facts": facts(store, &names, &document)?,
        }));
    }
    Ok(records)
}

/// The names of everything that has one.
struct Names {
    main: BTreeMap<String, String>,
    all: BTreeMap<String, BTreeSet<String>>,
}

impl Names {
    fn of(store: &Store) -> anyhow::Result<Self> {
        let mut names = Self {
            main: BTreeMap::new(),
            all: BTreeMap::new(),
        };
        for row in select(
            store,
            "SELECT ?it ?property ?name WHERE { VALUES ?property { skos:prefLabel skos:altLabel } ?it ?property ?name } ORDER BY ?it ?name",
        )? {
            let get = |name: &str| text(&row, name).unwrap_or_default();
            let (it, name) = (get("it"), get("name"));
            if local(&get("property")) == "prefLabel" {
                names.main.entry(it.clone()).or_insert_with(|| name.clone());
            }
            names.all.entry(it).or_default().insert(name);
        }
        Ok(names)
    }

    /// The main name of what a variable is bound to; null where it is unbound.
    fn name(&self, row: &Solution, variable: &str) -> Value {
        text(row, variable).map_or(Value::Null, |iri| {
            let name = self.main.get(&iri).map_or(local(&iri), String::as_str);
            json!(name)
        })
    }
}

fn entities(store: &Store, names: &Names, document: &str) -> anyhow::Result<Vec<Value>> {
    let classes = EntityKind::ALL.map(|kind| format!("pg:{kind}")).join(" ");
    let rows = select(
        store,
        &format!(
            "SELECT DISTINCT ?it ?class WHERE {{ VALUES ?class {{ {classes} }}
                ?mention nif:referenceContext <{document}> ; pg:refersTo ?it . ?it a ?class }}"
        ),
    )?;
    let entities = rows.iter().map(|row| {
        let iri = text(row, "it").unwrap_or_default();
        json!({
            "type": local(&text(row, "class").unwrap_or_default()),
            "name": names.name(row, "it"),
            "aliases": names.all.get(&iri),
        })
    });
    Ok(entities.collect())
}

fn facts(store: &Store, names: &Names, document: &str) -> anyhow::Result<Vec<Value>> {
    let rows = select(
        store,
        &format!(
            "SELECT ?fact (SAMPLE(?r) AS ?recipient) (SAMPLE(?h) AS ?honor) (SAMPLE(?st) AS ?status) (SAMPLE(?d) AS ?date)
                (SAMPLE(?f) AS ?feature) (SAMPLE(?i) AS ?indicator) (SAMPLE(?v) AS ?value) (SAMPLE(?up) AS ?upper)
                (SAMPLE(?u) AS ?unit) (SAMPLE(?c) AS ?comparator) (SAMPLE(?ch) AS ?change) (SAMPLE(?w) AS ?whole)
                (SAMPLE(?from) AS ?start) (SAMPLE(?b) AS ?base) (SAMPLE(?bd) AS ?baseDate)
                (SAMPLE(?s) AS ?subject) (SAMPLE(?o) AS ?object) (SAMPLE(?e) AS ?event) (SAMPLE(?ru) AS ?rule) WHERE {{
                ?fact prov:wasDerivedFrom ?mention ; a pg:Fact ; pg:rule ?ru . ?mention nif:referenceContext <{document}> .
                FILTER NOT EXISTS {{ ?fact pg:modality pg:negated }}
                OPTIONAL {{ ?fact pg:recipient ?r ; pg:honor ?h ; pg:status ?st }}
                OPTIONAL {{ ?fact sosa:observedProperty ?i ; qudt:numericValue ?v ; pg:comparator ?c ; pg:change ?ch ; pg:unitText ?u
                    OPTIONAL {{ ?fact sosa:hasFeatureOfInterest ?f }} OPTIONAL {{ ?fact pg:upperValue ?up }}
                    OPTIONAL {{ ?fact pg:within/sosa:observedProperty ?w }} OPTIONAL {{ ?fact pg:periodStart ?from }}
                    OPTIONAL {{ ?fact pg:base ?b }} OPTIONAL {{ ?fact pg:baseDate ?bd }} }}
                OPTIONAL {{ ?fact pg:subject ?s }} OPTIONAL {{ ?fact pg:object ?o }}
                OPTIONAL {{ ?fact pg:eventType ?e }} OPTIONAL {{ ?fact pg:date ?d }} }} GROUP BY ?fact"
        ),
    )?;
    let facts = rows.iter().flat_map(|row| fact(row, names));
    Ok(facts.collect())
}

/// A fact as gold has it; a range is two facts.
fn fact(row: &Solution, names: &Names) -> Vec<Value> {
    let get = |name: &str| text(row, name);
    let word = |name: &str| get(name).map(|it| hyphenated(local(&it)));
    let ends = |kind: &str| json!({"kind": kind, "subject": names.name(row, "subject"), "object": names.name(row, "object")});
    let kind = get("fact").unwrap_or_default();
    let kind = kind.rsplit('/').nth(1).unwrap_or_default();
    let mut facts = match kind {
        "conferral" => vec![json!({
            "kind": "honor", "recipient": names.name(row, "recipient"), "honor": names.name(row, "honor"),
            "status": word("status"), "date": get("date"),
        })],
        "observation" => observations(row, names),
        "location" => vec![ends("located_in")],
        "engagement" => vec![ends("industry")],
        "event" => vec![json!({
            "kind": "event", "type": word("event"), "subject": names.name(row, "subject"), "date": get("date"),
        })],
        _ => Vec::new(),
    };
    for fact in facts.iter_mut().filter_map(Value::as_object_mut) {
        fact.insert("rule".to_owned(), json!(get("rule")));
    }
    facts
}

fn observations(row: &Solution, names: &Names) -> Vec<Value> {
    let get = |name: &str| text(row, name);
    let comparator = get("comparator").unwrap_or_default();
    let comparator = Comparator::from_name(local(&comparator)).unwrap_or_default();
    let bounds = match get("upper") {
        None => vec![(get("value"), comparator)],
        upper => vec![
            (get("value"), Comparator::AtLeast),
            (upper, Comparator::AtMost),
        ],
    };
    let base = get("base").map(|it| local(&it).to_owned());
    let facts = bounds.into_iter().map(|(value, comparator)| {
        let base = base.clone();
        let mut fact = Map::new();
        for (key, value) in [
            ("kind", json!("indicator")),
            ("subject", names.name(row, "feature")),
            ("indicator", names.name(row, "indicator")),
            ("value", json!(value.and_then(|it| it.parse::<f64>().ok()))),
            ("unit", json!(get("unit"))),
            ("comparator", json!(comparator.sign())),
            ("from", json!(get("start"))),
            ("date", json!(get("date"))),
            (
                "change",
                json!(get("change").map(|it| local(&it).to_owned())),
            ),
            ("base", json!(base.or_else(|| get("baseDate")))),
            ("within", names.name(row, "whole")),
        ] {
            fact.insert(key.to_owned(), value);
        }
        Value::Object(fact)
    });
    facts.collect()
}

/// `approvedToCreate` as gold writes it: `approved-to-create`.
fn hyphenated(name: &str) -> String {
    let mut words = String::new();
    for character in name.chars() {
        if character.is_ascii_uppercase() {
            words.push('-');
        }
        words.push(character.to_ascii_lowercase());
    }
    words
}
