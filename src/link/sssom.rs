//! Links as a table for people: SSSOM, with the decisions that were made about them, and such tables read back.
//!
//! <https://mapping-commons.github.io/sssom/>

use std::fmt::Write as _;

use crate::graph::{Base, iri_of_uri, uri_of_iri};
use crate::link::candidate::{Link, Predicate, Status};
use crate::link::decision::{Decision, Verdict};
use crate::link::format::separated;
use crate::vocab::{owl, skos, sssom};

/// The column heads.
const COLUMNS: [&str; 13] = [
    "subject_id",
    "subject_label",
    "predicate_id",
    "predicate_modifier",
    "object_id",
    "object_label",
    "mapping_justification",
    "confidence",
    "object_source",
    "object_source_version",
    "author_label",
    "mapping_date",
    "other",
];

/// The justification of what a person decided.
const MANUAL: &str = "semapv:ManualMappingCuration";

/// What can be wrong with a table of decisions.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct SssomError {
    /// Line of the file, from 1.
    pub line: usize,
    /// What is wrong and the way out.
    pub message: String,
}

/// The prefixes of a table for data with this base.
fn prefixes(base: &Base) -> Vec<(&'static str, String)> {
    [
        ("id", base.as_str()),
        ("lexicon", crate::lexicon::BASE),
        ("data", crate::link::ROOT),
        ("wd", "http://www.wikidata.org/entity/"),
        ("gn", "https://sws.geonames.org/"),
        ("owl", owl::NAMESPACE),
        ("semapv", "https://w3id.org/semapv/vocab/"),
        ("skos", skos::NAMESPACE),
        ("sssom", sssom::NAMESPACE),
    ]
    .map(|(prefix, namespace)| (prefix, namespace.to_owned()))
    .to_vec()
}

/// The links and candidates as a table, in their order.
pub fn write(links: &[Link], base: &Base) -> String {
    let prefixes = prefixes(base);
    let mut out = "#curie_map:\n".to_owned();
    for (prefix, namespace) in &prefixes {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "#  {prefix}: {namespace}");
    }
    let _ = writeln!(out, "#mapping_set_id: {}links", base.as_str());
    out.push_str("#license: https://creativecommons.org/publicdomain/zero/1.0/\n");
    let _ = writeln!(out, "{}", COLUMNS.join("\t"));
    for link in links {
        let cells = cells(link, &prefixes);
        let cells = cells.map(|it| it.replace(['\t', '\n', '\r'], " "));
        let _ = writeln!(out, "{}", cells.join("\t"));
    }
    out
}

fn cells(link: &Link, prefixes: &[(&str, String)]) -> [String; 13] {
    let short = |iri: &str| shorten(iri, prefixes);
    let (who, when) = link.decided.clone().unwrap_or_default();
    let not = if link.status == Status::Rejected {
        "Not"
    } else {
        ""
    };
    [
        short(&link.subject),
        link.subject_label.clone(),
        link.predicate.name().to_owned(),
        not.to_owned(),
        short(&link.object),
        link.object_label.clone(),
        short(link.justification()),
        format!("{:.2}", link.score.total()),
        short(&link.source),
        link.version.clone(),
        who,
        when,
        format!("{}; {}", link.status.name(), link.rule),
    ]
}

fn shorten(iri: &str, prefixes: &[(&str, String)]) -> String {
    let mut prefixes = prefixes.iter();
    let found = prefixes.find_map(|(prefix, namespace)| {
        let local = iri.strip_prefix(namespace.as_str())?;
        Some(format!("{prefix}:{local}"))
    });
    uri_of_iri(&found.unwrap_or_else(|| iri.to_owned()))
}

/// Columns without which a table holds no decisions.
const NEEDED: [&str; 6] = [
    "subject_id",
    "predicate_id",
    "object_id",
    "mapping_justification",
    "author_label",
    "mapping_date",
];

/// The decisions of a table: the rows whose justification is manual curation. All other rows are left as they are made.
pub fn read(text: &str, base: &Base) -> Result<Vec<Decision>, SssomError> {
    let skipped = text.lines().take_while(|it| it.starts_with('#')).count();
    let prefixes = all_prefixes(text, base);
    let body: Vec<&str> = text.lines().skip(skipped).collect();
    let table = separated(&body.join("\n"), b'\t');
    if let Some(bad) = table.broken.first() {
        return Err(SssomError {
            line: bad.line + skipped,
            message: bad.message.clone(),
        });
    }
    let missing = NEEDED
        .iter()
        .find(|it| !table.headers.iter().any(|header| header == *it));
    if let Some(column) = missing {
        return Err(SssomError {
            line: skipped + 1,
            message: format!(
                "no column {column}; a table of `parkgraph link --export` has all that are needed"
            ),
        });
    }
    let mut decisions: Vec<(usize, Decision)> = Vec::new();
    for (line, cells) in &table.rows {
        let get = |column: &str| {
            let at = table.headers.iter().position(|it| it == column);
            at.and_then(|it| cells.get(it)).map_or("", |it| it.trim())
        };
        if get("mapping_justification") == MANUAL {
            let decision = decision(&get, &prefixes).and_then(|it| of_entities(it, base));
            let line = line + skipped;
            let decision = decision.and_then(|it| agreeing(it, &decisions));
            let decision = decision.map_err(|message| SssomError { line, message })?;
            decisions.push((line, decision));
        }
    }
    let mut decisions: Vec<Decision> = decisions.into_iter().map(|(_, it)| it).collect();
    decisions.sort();
    decisions.dedup();
    Ok(decisions)
}

/// The prefixes of the file, and our own.
fn all_prefixes(text: &str, base: &Base) -> Vec<(String, String)> {
    let lines = text.lines().take_while(|it| it.starts_with('#'));
    let own = lines.filter_map(|line| {
        let (prefix, namespace) = line.trim_start_matches('#').split_once(": ")?;
        let namespace = namespace.trim().trim_matches('"');
        line.starts_with("#  ")
            .then(|| (prefix.trim().to_owned(), namespace.to_owned()))
    });
    let usual = prefixes(base).into_iter();
    own.chain(usual.map(|(prefix, namespace)| (prefix.to_owned(), namespace)))
        .collect()
}

/// A decision, unless one before it decides otherwise about the same two.
fn agreeing(decision: Decision, before: &[(usize, Decision)]) -> Result<Decision, String> {
    let ends = |it: &Decision| (it.subject.clone(), it.object.clone());
    let is_split = |it: &Decision| matches!(it.verdict, Verdict::Split { .. });
    let other = before.iter().find(|(_, it)| {
        ends(it) == ends(&decision)
            && it.verdict != decision.verdict
            && !(is_split(it) && is_split(&decision))
    });
    match other {
        Some((line, _)) => Err(format!(
            "line {line} decides otherwise about {} and {}; leave one of the two rows",
            decision.subject, decision.object
        )),
        None => Ok(decision),
    }
}

/// A decision; one that splits an entity must split it into entities of the data.
fn of_entities(decision: Decision, base: &Base) -> Result<Decision, String> {
    let outside = [
        ("subject_id", &decision.subject),
        ("object_id", &decision.object),
    ]
    .into_iter()
    .find(|(_, iri)| !iri.starts_with(base.as_str()));
    match (&decision.verdict, outside) {
        (Verdict::Split { .. }, Some((column, iri))) => Err(format!(
            "{column} {iri:?} of owl:differentFrom must begin with {}, as the IRIs of all entities do",
            base.as_str()
        )),
        _ => Ok(decision),
    }
}

fn decision<'a>(
    get: &impl Fn(&'static str) -> &'a str,
    prefixes: &[(String, String)],
) -> Result<Decision, String> {
    let iri = |column: &'static str| {
        let text = get(column);
        let expanded = prefixes.iter().find_map(|(prefix, namespace)| {
            let local = text.strip_prefix(prefix.as_str())?.strip_prefix(':')?;
            Some(format!("{namespace}{local}"))
        });
        let iri = iri_of_uri(&expanded.unwrap_or_else(|| text.to_owned()));
        match oxrdf::NamedNode::new(&iri) {
            Ok(_) => Ok(iri),
            Err(_) => Err(format!(
                "{column} {text:?} is no IRI and has no prefix of the curie_map"
            )),
        }
    };
    let (who, when) = (get("author_label"), get("mapping_date"));
    if who.is_empty() || when.is_empty() {
        return Err(
            "a decision needs author_label and mapping_date: who decided, and when".to_owned(),
        );
    }
    let verdict = match (get("predicate_id"), get("predicate_modifier")) {
        (_, "Not") => Verdict::Rejected,
        ("owl:differentFrom", "") => Verdict::Split {
            document: Some(get("other"))
                .filter(|it| !it.is_empty())
                .map(str::to_owned)
                .ok_or(
                    "owl:differentFrom needs the identifier of a document in the column other",
                )?,
        },
        (name, "") => match Predicate::from_name(name) {
            Some(predicate) => Verdict::Accepted(predicate),
            None => {
                return Err(format!(
                    "predicate_id {name:?} is none of owl:sameAs, skos:exactMatch, skos:closeMatch, skos:relatedMatch, owl:differentFrom"
                ));
            }
        },
        (_, other) => return Err(format!("predicate_modifier {other:?} is not Not")),
    };
    Ok(Decision {
        subject: iri("subject_id")?,
        subject_label: get("subject_label").to_owned(),
        object: iri("object_id")?,
        object_label: get("object_label").to_owned(),
        verdict,
        who: who.to_owned(),
        when: when.to_owned(),
    })
}
