//! Links as a table for people: SSSOM, with the decisions that were made about them.
//!
//! <https://mapping-commons.github.io/sssom/>

use std::fmt::Write as _;

use crate::graph::{Base, uri_of_iri};
use crate::link::candidate::{Link, Status};
use crate::link::decision::{Decision, Decisions, Verdict};
use crate::link::import::separate;
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
pub(super) const MANUAL: &str = "semapv:ManualMappingCuration";

/// The prefixes of a table for data with this base.
pub(super) fn prefixes(base: &Base) -> Vec<(&'static str, String)> {
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

/// The links and candidates as a table, and all decisions: read back, it holds the same decisions.
pub fn write(links: &[Link], decisions: &Decisions, base: &Base) -> String {
    let prefixes = prefixes(base);
    let mut out = "#curie_map:\n".to_owned();
    for (prefix, namespace) in &prefixes {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "#  {prefix}: {namespace}");
    }
    let _ = writeln!(out, "#mapping_set_id: {}links", base.as_str());
    out.push_str("#license: https://creativecommons.org/publicdomain/zero/1.0/\n");
    let made = links.iter().filter(|it| it.decided.is_none());
    let mut rows: Vec<([&str; 3], [String; 13])> = made
        .map(|it| (ends_of_link(it), of_link(it, &prefixes)))
        .collect();
    rows.extend(decisions.iter().map(|decision| {
        let about = |it: &&Link| it.subject == decision.subject && it.object == decision.object;
        let link = links.iter().find(about);
        (ends(decision), of_decision(decision, link, &prefixes))
    }));
    rows.sort();
    let rows: Vec<[String; 13]> = rows.into_iter().map(|(_, cells)| cells).collect();
    out.push_str(&separate(&COLUMNS, &rows, b'\t'));
    out
}

/// What a row of a link is sorted by.
fn ends_of_link(link: &Link) -> [&str; 3] {
    [&link.subject, &link.object, link.predicate.name()]
}

/// What a row of a decision is sorted by.
fn ends(decision: &Decision) -> [&str; 3] {
    let property = decision.verdict.property();
    [&decision.subject, &decision.object, property]
}

/// The row of a link that a rule made.
fn of_link(link: &Link, prefixes: &[(&str, String)]) -> [String; 13] {
    let short = |iri: &str| shorten(iri, prefixes);
    [
        short(&link.subject),
        link.subject_label.clone(),
        link.predicate.name().to_owned(),
        String::new(),
        short(&link.object),
        link.object_label.clone(),
        short(link.justification()),
        format!("{:.2}", link.score.total()),
        short(&link.source),
        link.version.clone(),
        String::new(),
        String::new(),
        format!("{}; {}", link.status.name(), link.rule),
    ]
}

/// The row of a decision, with what a rule says of the same two.
fn of_decision(
    decision: &Decision,
    link: Option<&Link>,
    prefixes: &[(&str, String)],
) -> [String; 13] {
    let short = |iri: &str| shorten(iri, prefixes);
    let (modifier, other) = match &decision.verdict {
        Verdict::Split { document } => ("", document.clone()),
        Verdict::Rejected(_) => ("Not", Status::Rejected.name().to_owned()),
        Verdict::Accepted(_) => ("", Status::Accepted.name().to_owned()),
    };
    let (confidence, source, version) = link.map_or_else(Default::default, |it| {
        let confidence = format!("{:.2}", it.score.total());
        (confidence, short(&it.source), it.version.clone())
    });
    [
        short(&decision.subject),
        decision.subject_label.clone(),
        decision.verdict.property().to_owned(),
        modifier.to_owned(),
        short(&decision.object),
        decision.object_label.clone(),
        MANUAL.to_owned(),
        confidence,
        source,
        version,
        decision.who.clone(),
        decision.when.clone(),
        other,
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
