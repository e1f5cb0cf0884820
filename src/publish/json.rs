//! A reading as JSON: one record in the schema of the gold files, or a line for each thing that was read.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Map, Number, Value, json};

use crate::graph::fact_id;
use crate::model::{
    Comparator, ConferralStatus, Decimal, EntityId, EventType, Fact, Modality, Observation,
    PartialDate, Reading, Span, Statement,
};

/// One document as `extract --format json` writes it: `id` (the stem of the identifier), `document`, `entities` that
/// the text names, `facts`.
///
/// A range is two facts, as in the gold files. Denied facts are left out. Beyond the gold schema a fact has its `fact`
/// (name in the graph), `modality`, `rule`, `confidence` and `evidence` (pairs of offsets into the context text); a figure
/// also `from` (the beginning of its period) and `base` (what a change is measured against: `yearOnYear`,
/// `periodOnPeriod` or a date).
///
/// ```
/// use parkgraph::model::Reading;
/// use parkgraph::publish::json::record;
/// let reading = Reading { identifier: "docs/h01.txt".to_owned(), ..Reading::default() };
/// assert_eq!(record(&reading)["id"], "h01");
/// ```
pub fn record(reading: &Reading) -> Value {
    json!({
        "id": stem(&reading.identifier),
        "document": {
            "title": reading.metadata.title,
            "publishedDate": date(reading.metadata.issued),
            "source": reading.metadata.source,
            "views": reading.metadata.views,
        },
        "entities": entities(reading),
        "facts": facts(reading),
    })
}

/// One document as lines of `extract --format jsonl`, each an object with `record` and `document` (the identifier):
/// a `document`, then each `entity`, `mention` and `fact` as [`record`] has them.
pub fn lines(reading: &Reading) -> Vec<Value> {
    let mut lines = vec![json!({
        "identifier": reading.identifier,
        "title": reading.metadata.title,
        "issued": date(reading.metadata.issued),
        "source": reading.metadata.source,
        "publisher": reading.metadata.publisher,
        "url": reading.metadata.url,
        "views": reading.metadata.views,
        "hash": reading.hash,
        "encoding": reading.encoding,
        "damage": rounded(reading.damage.share(), 4),
        "warnings": reading.warnings.iter().map(|it| format!("{}: {}", it.place, it.message)).collect::<Vec<_>>(),
    })];
    let mut kinds = vec!["document"];
    let mut push = |kind, values: Vec<Value>| {
        kinds.extend(values.iter().map(|_| kind));
        lines.extend(values);
    };
    push("entity", entities(reading));
    push("mention", mentions(reading));
    push("fact", facts(reading));
    let tagged = kinds.into_iter().zip(lines).map(|(kind, value)| {
        let mut line = Map::new();
        line.insert("record".to_owned(), json!(kind));
        line.insert("document".to_owned(), json!(reading.identifier));
        if let Value::Object(fields) = value {
            line.extend(fields);
        }
        Value::Object(line)
    });
    tagged.collect()
}

/// File name without its last suffix.
fn stem(identifier: &str) -> &str {
    let stem = Path::new(identifier).file_stem().and_then(|it| it.to_str());
    stem.unwrap_or(identifier)
}

/// The entities that the text names, with their other names.
fn entities(reading: &Reading) -> Vec<Value> {
    let mentioned: BTreeSet<_> = reading.mentions.iter().map(|(_, id)| *id).collect();
    let entities = mentioned.into_iter().map(|id| {
        let entity = reading.entity(id);
        let aliases: BTreeSet<_> = entity.aliases.iter().map(|(alias, _)| alias).collect();
        let aliases: Vec<_> = aliases
            .into_iter()
            .filter(|it| **it != entity.name)
            .collect();
        json!({"type": entity.kind.name(), "name": entity.name, "aliases": aliases})
    });
    entities.collect()
}

/// The places where the text names an entity.
fn mentions(reading: &Reading) -> Vec<Value> {
    let mentions = reading.mentions.iter().map(|(mention, id)| {
        json!({
            "type": mention.kind.name(),
            "begin": mention.span.start(),
            "end": mention.span.end(),
            "text": reading.text.slice(mention.span),
            "name": reading.entity(*id).name,
            "rule": mention.rule.as_str(),
            "confidence": rounded(mention.confidence, 2),
        })
    });
    mentions.collect()
}

/// Facts that state the same, united.
struct United<'a> {
    id: String,
    fact: &'a Fact<EntityId>,
    confidence: f64,
    evidence: BTreeSet<Span>,
}

/// The facts of a reading that are not denied, in text order, each once.
fn unite(reading: &Reading) -> Vec<United<'_>> {
    let mut facts: Vec<United<'_>> = Vec::new();
    let mut places = std::collections::BTreeMap::new();
    for fact in &reading.facts {
        if fact.evidence.modality == Modality::Negated {
            continue;
        }
        let id = fact_id(reading, fact);
        let place = *places.entry(id.clone()).or_insert(facts.len());
        if place == facts.len() {
            facts.push(United {
                id,
                fact,
                confidence: 0.0,
                evidence: BTreeSet::new(),
            });
        }
        if let Some(united) = facts.get_mut(place) {
            united.confidence = united.confidence.max(fact.evidence.confidence);
            united.evidence.extend(&fact.evidence.spans);
        }
    }
    facts
}

/// All facts as JSON.
fn facts(reading: &Reading) -> Vec<Value> {
    let mut values = Vec::new();
    for united in unite(reading) {
        for mut value in statement(reading, &united.fact.statement) {
            if let Value::Object(fields) = &mut value {
                let evidence: Vec<_> = united
                    .evidence
                    .iter()
                    .map(|it| [it.start(), it.end()])
                    .collect();
                fields.insert("fact".to_owned(), json!(united.id));
                fields.insert(
                    "modality".to_owned(),
                    json!(united.fact.evidence.modality.name()),
                );
                fields.insert(
                    "confidence".to_owned(),
                    json!(rounded(united.confidence, 2)),
                );
                fields.insert("rule".to_owned(), json!(united.fact.evidence.rule.as_str()));
                fields.insert("evidence".to_owned(), json!(evidence));
            }
            values.push(value);
        }
    }
    values
}

/// A statement in the schema of the gold files; two for a range.
fn statement(reading: &Reading, statement: &Statement<EntityId>) -> Vec<Value> {
    let name = |id: EntityId| reading.entity(id).name.as_str();
    match statement {
        Statement::Conferral(it) => {
            let by: Vec<_> = it.conferred_by.iter().map(|&id| name(id)).collect();
            vec![json!({
                "kind": "honor",
                "recipient": name(it.recipient),
                "honor": name(it.honor),
                "status": status(it.status),
                "date": date(it.date),
                "by": by,
            })]
        }
        Statement::Observation(it) => observations(reading, it),
        Statement::Location { subject, object } => vec![json!({
            "kind": "located_in", "subject": name(*subject), "object": name(*object),
        })],
        Statement::Engagement { subject, object } => vec![json!({
            "kind": "industry", "subject": name(*subject), "object": name(*object),
        })],
        Statement::Event(it) => vec![json!({
            "kind": "event",
            "type": event_type(it.event_type),
            "subject": name(it.subject),
            "date": date(it.date),
        })],
    }
}

/// An observation: one fact, or the two bounds of a range.
fn observations(reading: &Reading, it: &Observation<EntityId>) -> Vec<Value> {
    let quantity = &it.quantity;
    let bounds = match quantity.upper {
        Some(upper) => vec![
            (quantity.value, Comparator::AtLeast),
            (upper, Comparator::AtMost),
        ],
        None => vec![(quantity.value, quantity.comparator)],
    };
    let facts = bounds.into_iter().map(|(value, comparator)| {
        json!({
            "kind": "indicator",
            "subject": it.subject.map(|id| reading.entity(id).name.as_str()),
            "indicator": it.indicator,
            "value": number(value),
            "unit": quantity.unit_text,
            "comparator": comparator.sign(),
            "from": date(it.start),
            "date": date(it.date),
            "change": it.change.name(),
            "base": it.base.map(|base| base.to_string()),
            "within": it.within.as_ref().map(|whole| whole.indicator.as_str()),
        })
    });
    facts.collect()
}

/// A date as a string, or null.
fn date(date: Option<PartialDate>) -> Value {
    date.map_or(Value::Null, |it| json!(it.to_string()))
}

/// An exact number: a whole one where it is whole, else the shortest decimal.
fn number(number: Decimal) -> Value {
    let text = number.normalize().to_string();
    if let Ok(whole) = text.parse::<i64>() {
        return json!(whole);
    }
    let float = text.parse().ok().and_then(Number::from_f64);
    float.map_or(Value::Null, Value::Number)
}

/// A share rounded to so many digits.
fn rounded(share: f64, digits: i32) -> f64 {
    let scale = 10_f64.powi(digits);
    (share * scale).round() / scale
}

/// The gold files' word for a status.
fn status(status: ConferralStatus) -> &'static str {
    match status {
        ConferralStatus::Conferred => "conferred",
        ConferralStatus::ApprovedToCreate => "approved-to-create",
        ConferralStatus::PassedAcceptance => "passed-acceptance",
        ConferralStatus::Applying => "applying",
    }
}

/// The gold files' word for a type of event.
fn event_type(event_type: EventType) -> &'static str {
    match event_type {
        EventType::ConstructionStart => "construction-start",
        _ => event_type.name(),
    }
}
