//! The facts of an entity as lines for people, each with its evidence.

use std::collections::{BTreeMap, BTreeSet};

use parkgraph::model::{Comparator, FactKind, Span};
use parkgraph::store::Store;

use crate::cli::select::{local, number, select, text};

/// A fact as `explain` shows it.
#[derive(Debug)]
pub(crate) struct Fact {
    /// Its IRI.
    pub(crate) iri: String,
    /// Its kind: `Conferral`.
    pub(crate) kind: String,
    /// What it states.
    pub(crate) line: String,
    /// Where it was read, by document.
    pub(crate) evidence: Vec<Evidence>,
}

/// Where a document states a fact.
#[derive(Debug)]
pub(crate) struct Evidence {
    pub(crate) document: String,
    pub(crate) identifier: String,
    pub(crate) issued: Option<String>,
    pub(crate) spans: BTreeSet<Span>,
    pub(crate) confidence: String,
    pub(crate) modality: String,
    pub(crate) rules: BTreeSet<String>,
}

/// The properties of a fact: local name of the property, values as people read them.
type Properties = BTreeMap<String, BTreeSet<String>>;

/// The facts in which an entity plays a part, by kind, date and line.
pub(crate) fn of_entity(store: &Store, iri: &str) -> anyhow::Result<Vec<Fact>> {
    matching(store, &format!("?fact ?part <{iri}>"))
}

/// The facts that a pattern binds to `?fact`, by kind, date and line.
pub(crate) fn matching(store: &Store, pattern: &str) -> anyhow::Result<Vec<Fact>> {
    let rows = select(
        store,
        &format!(
            "SELECT DISTINCT ?fact ?property ?value ?label WHERE {{
                {{ SELECT DISTINCT ?fact WHERE {{ {pattern} . ?fact a pg:Fact }} }}
                ?fact ?property ?value OPTIONAL {{ ?value skos:prefLabel ?label }} }}"
        ),
    )?;
    let mut facts: BTreeMap<String, Properties> = BTreeMap::new();
    for row in rows {
        let get = |name: &str| text(&row, name).unwrap_or_default();
        let value = text(&row, "label").unwrap_or_else(|| readable(&get("value")));
        let properties = facts.entry(get("fact")).or_default();
        let property = local(&get("property")).to_owned();
        properties.entry(property).or_default().insert(value);
    }
    let mut evidence = evidence(store, pattern)?;
    let facts = facts.into_iter().filter_map(|(node, properties)| {
        let kinds = properties.get("type")?;
        let kind = FactKind::ALL
            .iter()
            .position(|it| kinds.contains(it.name()))?;
        let date = one(&properties, "date");
        let fact = Fact {
            kind: FactKind::ALL[kind].name().to_owned(),
            line: line(FactKind::ALL[kind], &properties),
            evidence: evidence.remove(&node).unwrap_or_default(),
            iri: node,
        };
        Some(((kind, date, fact.line.clone()), fact))
    });
    let mut facts: Vec<_> = facts.collect();
    facts.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(facts.into_iter().map(|(_, fact)| fact).collect())
}

/// The local name of an IRI, other text as it is.
fn readable(value: &str) -> String {
    if value.contains("://") {
        local(value).to_owned()
    } else {
        value.to_owned()
    }
}

/// Where each fact that a pattern binds to `?fact` was read, by the fact's IRI.
fn evidence(store: &Store, pattern: &str) -> anyhow::Result<BTreeMap<String, Vec<Evidence>>> {
    let rows = select(
        store,
        &format!(
            "SELECT DISTINCT ?fact ?document ?identifier ?issued ?begin ?end ?confidence ?modality ?rule WHERE {{
                {{ SELECT DISTINCT ?fact WHERE {{ {pattern} . ?fact a pg:Fact }} }}
                GRAPH ?graph {{
                    ?fact prov:wasDerivedFrom ?mention ; pg:confidence ?confidence ; pg:modality ?modality ; pg:rule ?rule .
                    ?mention nif:referenceContext ?document ; nif:beginIndex ?begin ; nif:endIndex ?end .
                    ?document dcterms:identifier ?identifier OPTIONAL {{ ?document dcterms:issued ?issued }} }} }}"
        ),
    )?;
    let mut found: BTreeMap<(String, String), Evidence> = BTreeMap::new();
    for row in rows {
        let get = |name: &str| text(&row, name).unwrap_or_default();
        let key = (get("fact"), get("identifier"));
        let evidence = found.entry(key).or_insert_with(|| Evidence {
            document: get("document"),
            identifier: get("identifier"),
            issued: text(&row, "issued"),
            spans: BTreeSet::new(),
            confidence: get("confidence"),
            modality: local(&get("modality")).to_owned(),
            rules: BTreeSet::new(),
        });
        let span = Span::new(number(&row, "begin"), number(&row, "end"));
        evidence.spans.insert(span);
        evidence.rules.insert(get("rule"));
    }
    let mut by_fact: BTreeMap<String, Vec<Evidence>> = BTreeMap::new();
    for ((fact, _), evidence) in found {
        by_fact.entry(fact).or_default().push(evidence);
    }
    Ok(by_fact)
}

/// The value of a property; several are listed, none is empty.
fn one(properties: &Properties, property: &str) -> String {
    let values = properties.get(property).into_iter().flatten();
    values.map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// What a fact states, in one line.
fn line(kind: FactKind, properties: &Properties) -> String {
    let get = |name: &str| one(properties, name);
    let line = match kind {
        FactKind::Conferral => format!(
            "{} ← {}  {}{}{}",
            get("recipient"),
            get("honor"),
            get("status"),
            led(" by ", &get("conferredBy")),
            led(" ", &get("batch"))
        ),
        FactKind::Observation => observation(properties),
        FactKind::Location | FactKind::Engagement => {
            format!("{} → {}", get("subject"), get("object"))
        }
        FactKind::Event => format!("{}  {}", get("subject"), get("eventType")),
    };
    line + &led("  ", &period(&get("periodStart"), &get("date")))
}

/// A date, or the beginning and end of a period: `2023-01 to 2023-08`, `from 2018`.
fn period(start: &str, date: &str) -> String {
    match (start.is_empty(), date.is_empty()) {
        (true, _) => date.to_owned(),
        (false, true) => format!("from {start}"),
        (false, false) => format!("{start} to {date}"),
    }
}

fn observation(properties: &Properties) -> String {
    let get = |name: &str| one(properties, name);
    let comparator = Comparator::from_name(&get("comparator")).unwrap_or_default();
    let change = get("change");
    let value = match get("upperValue") {
        upper if upper.is_empty() => format!("{} {}", comparator.sign(), get("numericValue")),
        upper => format!("= {} to {upper}", get("numericValue")),
    };
    format!(
        "{} : {} {value}{}{}{}",
        get("hasFeatureOfInterest"),
        get("observedProperty"),
        led(" ", &get("unitText")),
        led("  as written: ", &get("valueText")),
        if change == "level" {
            String::new()
        } else {
            led("  ", &change) + &led(" against ", &(get("base") + &get("baseDate")))
        }
    )
}

/// A text after what leads it in; nothing if there is no text.
fn led(lead: &str, text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!("{lead}{text}")
    }
}
