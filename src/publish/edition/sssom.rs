//! Links as a mapping set: SSSOM, one mapping a line.
//!
//! <https://mapping-commons.github.io/sssom/>

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use oxrdf::{NamedNodeRef, NamedOrBlankNode, Quad, Term};

use crate::publish::edition::Edition;
use crate::publish::edition::count::split;
use crate::vocab::{MAPPINGS, PREFIXES, pg, sssom};

/// Why a mapping is made, where the graph does not say it: names were compared.
const JUSTIFICATION: &str = "https://w3id.org/semapv/vocab/LexicalMatching";

/// The columns of the table, each with whether it holds an IRI.
const COLUMNS: [(&str, bool); 11] = [
    ("subject_id", true),
    ("subject_label", false),
    ("predicate_id", true),
    ("object_id", true),
    ("object_label", false),
    ("mapping_justification", true),
    ("confidence", false),
    ("object_source", true),
    ("object_source_version", false),
    ("author_label", false),
    ("comment", false),
];

/// Prefixes of data sets that links lead to, beside those of the graph.
const MORE: [(&str, &str); 6] = [
    ("data", "https://w3id.org/parkgraph/data/"),
    ("geonames", "https://sws.geonames.org/"),
    ("lexicon", "https://w3id.org/parkgraph/lexicon/"),
    ("semapv", "https://w3id.org/semapv/vocab/"),
    ("sssom", "https://w3id.org/sssom/"),
    ("wikidata", "http://www.wikidata.org/entity/"),
];

/// What the node of a link says, by column.
const SAID: [(&str, NamedNodeRef<'static>); 8] = [
    ("subject_label", sssom::SUBJECT_LABEL),
    ("object_label", sssom::OBJECT_LABEL),
    ("mapping_justification", sssom::MAPPING_JUSTIFICATION),
    ("confidence", sssom::CONFIDENCE),
    ("object_source", sssom::OBJECT_SOURCE),
    ("object_source_version", sssom::OBJECT_SOURCE_VERSION),
    ("author_label", sssom::AUTHOR_LABEL),
    ("comment", pg::LINK_RULE),
];

/// A mapping by column.
type Mapping<'a> = BTreeMap<&'static str, &'a str>;

/// Mappings by subject, property and object.
type Mappings<'a> = BTreeMap<[&'a str; 3], Mapping<'a>>;

/// What is said of a node: a text or IRI of each property.
type Said<'a> = BTreeMap<&'a str, &'a str>;

/// The mapping set of a dataset, sorted; the head alone if there are no links.
pub(super) fn write(edition: &Edition<'_>, quads: &[Quad]) -> String {
    let mappings = mappings(quads);
    let prefixes = Prefixes::new(edition.base.as_str(), &mappings);
    let mut out = head(edition, &prefixes);
    out.push_str(&COLUMNS.map(|it| it.0).join("\t"));
    out.push('\n');
    for mapping in mappings.values() {
        let cells = COLUMNS.map(|(name, is_iri)| {
            let value = mapping.get(name).copied().unwrap_or_default();
            if is_iri && !value.is_empty() {
                prefixes.shorten(value)
            } else {
                value.replace(char::is_whitespace, " ")
            }
        });
        out.push_str(&cells.join("\t"));
        out.push('\n');
    }
    out
}

/// The links that hold: those that have a node, with what it says of them, and those that are a plain triple alone.
fn mappings(quads: &[Quad]) -> Mappings<'_> {
    let mut mappings = Mappings::new();
    for said in links(quads).values() {
        let get = |property: NamedNodeRef<'_>| said.get(property.as_str()).copied();
        let ends = (
            get(pg::LINK_SUBJECT),
            get(pg::LINK_PREDICATE),
            get(pg::LINK_OBJECT),
        );
        let (Some(subject), Some(predicate), Some(object)) = ends else {
            continue;
        };
        if get(pg::HAS_LINK_STATUS) == Some(pg::ACCEPTED.as_str()) {
            let said = SAID.into_iter();
            let mapping = said.filter_map(|(name, property)| Some((name, get(property)?)));
            mappings.insert([subject, predicate, object], mapping.collect());
        }
    }
    for quad in quads
        .iter()
        .filter(|it| MAPPINGS.contains(&it.predicate.as_ref()))
    {
        if let (NamedOrBlankNode::NamedNode(subject), Term::NamedNode(object)) =
            (&quad.subject, &quad.object)
        {
            let key = [subject.as_str(), quad.predicate.as_str(), object.as_str()];
            mappings.entry(key).or_default();
        }
    }
    for ([subject, predicate, object], mapping) in &mut mappings {
        mapping.insert("subject_id", subject);
        mapping.insert("predicate_id", predicate);
        mapping.insert("object_id", object);
        mapping
            .entry("mapping_justification")
            .or_insert(JUSTIFICATION);
    }
    mappings
}

/// What is said of each node of a link.
fn links(quads: &[Quad]) -> BTreeMap<&str, Said<'_>> {
    let mut links: BTreeMap<&str, Said<'_>> = BTreeMap::new();
    for quad in quads.iter().filter(|it| it.object == pg::LINK.into()) {
        if let NamedOrBlankNode::NamedNode(node) = &quad.subject {
            links.insert(node.as_str(), Said::new());
        }
    }
    for quad in quads {
        if let NamedOrBlankNode::NamedNode(node) = &quad.subject
            && let Some(said) = links.get_mut(node.as_str())
        {
            let value = match &quad.object {
                Term::NamedNode(iri) => iri.as_str(),
                Term::Literal(text) => text.value(),
                _ => continue,
            };
            said.insert(quad.predicate.as_str(), value);
        }
    }
    links
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
    /// `id` for the data, the usual ones for what is well known, numbered ones for the rest; those that are used.
    fn new(base: &str, mappings: &Mappings<'_>) -> Self {
        let columns = COLUMNS.iter().filter(|it| it.1);
        let iris = columns.flat_map(|(name, _)| mappings.values().filter_map(|it| it.get(name)));
        let known = [("id", base)].into_iter().chain(PREFIXES.iter().copied());
        let known: Vec<_> = known.chain(MORE.iter().copied()).collect();
        let mut namespaces = BTreeMap::new();
        let mut others = BTreeSet::new();
        for iri in iris {
            match known.iter().find(|it| iri.starts_with(it.1)) {
                Some((prefix, namespace)) => {
                    namespaces.insert((*prefix).to_owned(), (*namespace).to_owned());
                }
                None => {
                    others.insert(split(iri).0);
                }
            }
        }
        let numbered = (1..).zip(others);
        let numbered = numbered.map(|(number, it)| (format!("n{number}"), it.to_owned()));
        namespaces.extend(numbered);
        Self { namespaces }
    }

    /// An IRI with its prefix.
    fn shorten(&self, iri: &str) -> String {
        let fitting = self.namespaces.iter().filter_map(|(prefix, namespace)| {
            let local = iri.strip_prefix(namespace.as_str())?;
            Some((local.len(), format!("{prefix}:{local}")))
        });
        ascii(&fitting.min().map_or_else(|| iri.to_owned(), |it| it.1))
    }
}

/// The URI of an IRI: SSSOM knows no other characters than those of ASCII.
fn ascii(iri: &str) -> String {
    let mut uri = String::with_capacity(iri.len());
    for byte in iri.bytes() {
        if byte.is_ascii() {
            uri.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
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
            @prefix pg: <https://w3id.org/parkgraph/ontology#> . @prefix sssom: <https://w3id.org/sssom/> .
            <links> { <place/a> owl:sameAs <http://www.wikidata.org/entity/Q1> ; skos:exactMatch <park/乙> .
            <link/1> a pg:Link ; pg:linkSubject <place/a> ; pg:linkPredicate owl:sameAs ; pg:linkStatus pg:accepted ;
                pg:linkObject <http://www.wikidata.org/entity/Q1> ; sssom:subject_label \"A\\tB\" ; sssom:confidence 0.97 .
            <link/2> a pg:Link ; pg:linkSubject <place/a> ; pg:linkPredicate skos:closeMatch ; pg:linkStatus pg:candidate ;
                pg:linkObject <park/c> }";
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
                "id:place/a\t\tskos:exactMatch\tid:park/%E4%B9%99\t\tsemapv:LexicalMatching\t\t\t\t\t",
                "id:place/a\tA B\towl:sameAs\twikidata:Q1\t\tsemapv:LexicalMatching\t0.97\t\t\t\t",
                COLUMNS.map(|it| it.0).join("\t").as_str(),
            ]
        );
        assert!(
            text.contains("\n#  wikidata: \"http://www.wikidata.org/entity/\"\n"),
            "{text}"
        );
    }
}
