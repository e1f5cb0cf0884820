//! Questions and answers of the protocol, and the data set that good answers make.

use serde_json::{Value, json};

use crate::graph::{Base, data_graph_iri};
use crate::link::{About, DataSet, Record, Role};
use crate::model::EntityKind;

/// So many candidates are asked for by name.
const LIMIT: u64 = 5;

/// What a service says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// Its name.
    pub name: String,
    /// What the IRIs of its records begin with.
    pub space: String,
}

/// The answer for one name: the candidates, the best first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// Each with its id, its name and whether the service is sure of it.
    pub candidates: Vec<(String, String, bool)>,
}

impl Manifest {
    /// Reads a manifest.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let json: Value = serde_json::from_str(text).map_err(|it| it.to_string())?;
        let get = |key: &str| json[key].as_str().map(str::to_owned);
        let space = get("identifierSpace").ok_or("the manifest has no identifierSpace")?;
        Ok(Self {
            name: get("name").unwrap_or_default(),
            space,
        })
    }
}

/// A batch of questions, `{"q0": {"query": …}, …}`.
pub(super) fn queries(names: &[String]) -> String {
    let queries = names.iter().enumerate().map(|(at, name)| {
        let query = json!({"query": name, "limit": LIMIT});
        (format!("q{at}"), query)
    });
    Value::Object(queries.collect()).to_string()
}

/// Whether a text is an object in JSON that tells of no error.
pub(super) fn check(text: &str) -> Result<(), String> {
    match serde_json::from_str(text) {
        Ok(Value::Object(it)) if it.get("status").is_none_or(|it| it != "error") => Ok(()),
        Ok(other) => Err(format!("it answers {other}")),
        Err(error) => Err(error.to_string()),
    }
}

/// The answers of a batch.
pub(super) fn parse(text: &str, count: usize) -> Result<Vec<Answer>, String> {
    let json: Value = serde_json::from_str(text).map_err(|it| it.to_string())?;
    let answers = (0..count).map(|at| {
        let result = &json[format!("q{at}")]["result"];
        let result = result
            .as_array()
            .ok_or_else(|| format!("no result for q{at}"))?;
        Ok(Answer {
            candidates: result.iter().filter_map(candidate).collect(),
        })
    });
    answers.collect()
}

fn candidate(json: &Value) -> Option<(String, String, bool)> {
    let id = json["id"].as_str()?.to_owned();
    let name = json["name"].as_str()?.to_owned();
    Some((id, name, json["match"].as_bool().unwrap_or(false)))
}

/// A set of the answers that can be trusted: the one that the service is sure of, or the only one of the very name.
///
/// Entities of the graph itself are left out: a graph that is served asks itself, and an entity is no record of itself.
///
/// It is kept in the store, so that later builds link without the network; what it says is no more than `skos:closeMatch`.
pub fn data_set(
    (kind, names): (EntityKind, &[String]),
    answers: &[Answer],
    (url, manifest, licence): (&str, &Manifest, Option<&str>),
    base: &Base,
) -> DataSet {
    let name = format!("reconciled-{}", kind.name().to_lowercase());
    let mut records: Vec<Record> = Vec::new();
    for (asked, answer) in names.iter().zip(answers) {
        let Some((id, found)) = trusted(asked, answer) else {
            continue;
        };
        if let Some(known) = records.iter_mut().find(|it| it.id == *id) {
            known.aliases.push(asked.clone());
            continue;
        }
        records.push(Record {
            id: id.clone(),
            iri: format!("{}{id}", manifest.space),
            name: found.clone(),
            aliases: Some(asked.clone())
                .filter(|it| it != found)
                .into_iter()
                .collect(),
            ..Record::default()
        });
    }
    records
        .retain(|it| oxrdf::NamedNode::new(&it.iri).is_ok() && !it.iri.starts_with(base.as_str()));
    DataSet {
        iri: data_graph_iri(&name, base).into_string(),
        name,
        kind,
        role: Role::Near,
        about: About {
            title: format!("answers of {}", manifest.name),
            source: url.to_owned(),
            licence: licence.map_or_else(|| format!("not stated; ask {url}"), str::to_owned),
            evidence: "answers of an online service, not reviewed".to_owned(),
            ..About::default()
        },
        records,
    }
}

fn trusted<'a>(asked: &str, answer: &'a Answer) -> Option<(&'a String, &'a String)> {
    let mut sure = answer
        .candidates
        .iter()
        .filter(|(_, _, is_match)| *is_match);
    if let (Some((id, name, _)), None) = (sure.next(), sure.next()) {
        return Some((id, name));
    }
    let mut same = answer
        .candidates
        .iter()
        .filter(|(_, name, _)| name == asked);
    match (same.next(), same.next()) {
        (Some((id, name, _)), None) => Some((id, name)),
        _ => None,
    }
}
