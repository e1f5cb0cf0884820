//! Links as a mapping set: SSSOM, one mapping a line.
//!
//! <https://mapping-commons.github.io/sssom/>

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use oxrdf::{NamedOrBlankNode, Quad, Term};

use crate::publish::edition::Edition;
use crate::publish::edition::count::split;
use crate::vocab::{MAPPINGS, PREFIXES, skos};

/// Why a mapping is made, where the graph does not say it: names were compared.
const JUSTIFICATION: &str = "semapv:LexicalMatching";

/// A mapping: subject, property, object.
type Mapping<'a> = (&'a str, &'a str, &'a str);

/// The mapping set of a dataset, sorted; the head alone if there are no links.
pub(super) fn write(edition: &Edition<'_>, quads: &[Quad]) -> String {
    let mappings = mappings(quads);
    let labels = labels(quads, &mappings);
    let prefixes = Prefixes::new(edition.base.as_str(), &mappings);
    let mut out = head(edition, &prefixes);
    out.push_str("subject_id\tsubject_label\tpredicate_id\tobject_id\tmapping_justification\n");
    for (subject, property, object) in mappings {
        let label = labels.get(subject).copied().unwrap_or_default();
        let label = label.replace(char::is_whitespace, " ");
        let [subject, property, object] =
            [subject, property, object].map(|it| prefixes.shorten(it));
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "{subject}\t{label}\t{property}\t{object}\t{JUSTIFICATION}"
        );
    }
    out
}

fn mappings(quads: &[Quad]) -> BTreeSet<Mapping<'_>> {
    let quads = quads
        .iter()
        .filter(|it| MAPPINGS.contains(&it.predicate.as_ref()));
    quads
        .filter_map(|quad| match (&quad.subject, &quad.object) {
            (NamedOrBlankNode::NamedNode(subject), Term::NamedNode(object)) => {
                Some((subject.as_str(), quad.predicate.as_str(), object.as_str()))
            }
            _ => None,
        })
        .collect()
}

/// The names of mapped things.
fn labels<'a>(quads: &'a [Quad], mappings: &BTreeSet<Mapping<'a>>) -> BTreeMap<&'a str, &'a str> {
    let subjects: BTreeSet<_> = mappings.iter().map(|it| it.0).collect();
    let mut labels = BTreeMap::new();
    for quad in quads.iter().filter(|it| it.predicate == skos::PREF_LABEL) {
        if let (NamedOrBlankNode::NamedNode(subject), Term::Literal(label)) =
            (&quad.subject, &quad.object)
            && subjects.contains(subject.as_str())
        {
            let least = labels.entry(subject.as_str()).or_insert(label.value());
            *least = label.value().min(*least);
        }
    }
    labels
}

/// What is said of the mapping set as a whole, as comments before the table.
fn head(edition: &Edition<'_>, prefixes: &Prefixes) -> String {
    let mut out = "#curie_map:\n".to_owned();
    for (prefix, namespace) in &prefixes.namespaces {
        let _ = writeln!(out, "#  {prefix}: {}", quoted(namespace));
    }
    let about = edition.about;
    for (key, value) in [
        ("mapping_set_id", edition.part("links").as_str()),
        ("mapping_set_title", &about.title.en),
        ("mapping_set_version", &about.version),
        ("license", &about.licence),
        ("mapping_tool", "parkgraph"),
        ("mapping_tool_version", env!("CARGO_PKG_VERSION")),
    ] {
        let _ = writeln!(out, "#{key}: {}", quoted(value));
    }
    if let Some(issued) = &about.issued {
        let _ = writeln!(out, "#publication_date: {}", quoted(issued));
    }
    out
}

/// A YAML scalar: a JSON string is one.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Prefixes for the namespaces of the mapped things.
struct Prefixes {
    namespaces: BTreeMap<String, String>,
}

impl Prefixes {
    /// `id` for the data, the usual ones for known vocabularies, numbered ones for the rest.
    fn new(base: &str, mappings: &BTreeSet<Mapping<'_>>) -> Self {
        let mut namespaces = BTreeMap::from([
            ("id".to_owned(), base.to_owned()),
            (
                "semapv".to_owned(),
                "https://w3id.org/semapv/vocab/".to_owned(),
            ),
        ]);
        let known: BTreeMap<_, _> = PREFIXES
            .iter()
            .map(|(prefix, iri)| (*iri, *prefix))
            .collect();
        let iris = mappings.iter().flat_map(|it| [it.0, it.1, it.2]);
        let used: BTreeSet<_> = iris
            .filter(|it| !it.starts_with(base))
            .map(|it| split(it).0)
            .collect();
        let mut number = 0;
        for namespace in used {
            let prefix = known.get(namespace).map_or_else(
                || {
                    number += 1;
                    format!("n{number}")
                },
                |it| (*it).to_owned(),
            );
            namespaces.insert(prefix, namespace.to_owned());
        }
        Self { namespaces }
    }

    /// An IRI with its prefix.
    fn shorten(&self, iri: &str) -> String {
        let fitting = self.namespaces.iter().filter_map(|(prefix, namespace)| {
            let local = iri.strip_prefix(namespace.as_str())?;
            Some((local.len(), format!("{prefix}:{local}")))
        });
        fitting.min().map_or_else(|| iri.to_owned(), |it| it.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Base;
    use crate::publish::edition::{About, Counts};
    use crate::publish::rdf::{Format, read};

    #[test]
    fn links_are_a_line_each_with_prefixes_that_the_head_explains() {
        let text = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
            @base <https://w3id.org/parkgraph/id/> .
            <graph/a> { <place/a> skos:prefLabel \"A\\tB\" }
            <links> { <place/a> owl:sameAs <http://www.wikidata.org/entity/Q1> ; skos:exactMatch <park/b> }";
        let quads = read(text.as_bytes(), Format::TriG).unwrap();
        let edition = Edition {
            about: &About::new([]).unwrap(),
            base: &Base::default(),
            counts: &Counts::of(&quads),
            quads: &quads,
        };
        let text = write(&edition, &quads);
        let lines: Vec<_> = text.lines().rev().take(3).collect();
        assert_eq!(
            lines,
            [
                "id:place/a\tA B\tskos:exactMatch\tid:park/b\tsemapv:LexicalMatching",
                "id:place/a\tA B\towl:sameAs\tn1:Q1\tsemapv:LexicalMatching",
                "subject_id\tsubject_label\tpredicate_id\tobject_id\tmapping_justification",
            ]
        );
        assert!(
            text.contains("\n#  n1: \"http://www.wikidata.org/entity/\"\n"),
            "{text}"
        );
    }
}
