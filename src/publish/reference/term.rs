//! The terms of an ontology, as a page needs them.

use std::collections::{BTreeMap, BTreeSet};

use oxrdf::{NamedOrBlankNode, Quad, Term as Object};

use crate::publish::edition::Text;
use crate::vocab::{PREFIXES, pg};

/// What kind of term it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Class,
    Object,
    Data,
    Value,
}

/// A term of the ontology.
#[derive(Clone, Debug)]
pub(super) struct Term {
    pub(super) iri: String,
    pub(super) kind: Kind,
    pub(super) label: Text,
    pub(super) definition: Text,
    /// What it says of other terms: local name of the property, IRIs.
    links: BTreeMap<String, BTreeSet<String>>,
}

impl Term {
    /// Its name without the namespace.
    pub(super) fn name(&self) -> &str {
        local(&self.iri)
    }

    /// The terms that a property leads to, sorted: `subClassOf`, `domain`, `rangeIncludes`.
    pub(super) fn links(&self, property: &str) -> impl Iterator<Item = &str> {
        self.links
            .get(property)
            .into_iter()
            .flatten()
            .map(String::as_str)
    }

    /// What uses the property: its domain, or what it is usually used of.
    pub(super) fn domains(&self) -> impl Iterator<Item = &str> {
        self.links("domain").chain(self.links("domainIncludes"))
    }

    /// What the property leads to: its range, or what it usually leads to.
    pub(super) fn ranges(&self) -> impl Iterator<Item = &str> {
        self.links("range").chain(self.links("rangeIncludes"))
    }
}

/// The terms of our own, sorted by kind and name.
pub(super) fn terms(ontology: &[Quad]) -> Vec<Term> {
    let mut described: BTreeMap<&str, Vec<&Quad>> = BTreeMap::new();
    for quad in ontology {
        if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
            described.entry(subject.as_str()).or_default().push(quad);
        }
    }
    let own = described
        .into_iter()
        .filter(|(iri, _)| iri.starts_with(pg::NAMESPACE));
    let mut terms: Vec<_> = own.filter_map(|(iri, quads)| term(iri, &quads)).collect();
    terms.sort_by(|one, other| (one.kind, one.name()).cmp(&(other.kind, other.name())));
    terms
}

/// The terms of other vocabularies that the ontology declares, shortened and sorted.
pub(super) fn reused(ontology: &[Quad]) -> BTreeSet<String> {
    let declared = ontology.iter().filter(|it| {
        it.predicate.as_str().ends_with("#type") && it.object.to_string().contains("/owl#")
    });
    let iris = declared.filter_map(|it| match &it.subject {
        NamedOrBlankNode::NamedNode(iri) => Some(iri.as_str()),
        NamedOrBlankNode::BlankNode(_) => None,
    });
    let foreign = iris.filter(|it| !it.starts_with("https://w3id.org/parkgraph/"));
    foreign.map(shorten).collect()
}

fn term(iri: &str, quads: &[&Quad]) -> Option<Term> {
    let mut links: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let (mut label, mut definition) = (BTreeMap::new(), BTreeMap::new());
    for quad in quads {
        let property = local(quad.predicate.as_str());
        match &quad.object {
            Object::NamedNode(object) => {
                let iris = links.entry(property.to_owned()).or_default();
                iris.insert(object.as_str().to_owned());
            }
            Object::Literal(text) => {
                let language = text.language().unwrap_or_default();
                let texts = match property {
                    "label" => &mut label,
                    "definition" => &mut definition,
                    _ => continue,
                };
                texts.insert(language.to_owned(), text.value().to_owned());
            }
            _ => {}
        }
    }
    let kind = kind(links.get("type")?)?;
    let text = |texts: BTreeMap<String, String>| {
        let of = |language| texts.get(language).cloned().unwrap_or_default();
        Text {
            zh: of("zh"),
            en: of("en"),
        }
    };
    Some(Term {
        iri: iri.to_owned(),
        kind,
        label: text(label),
        definition: text(definition),
        links,
    })
}

fn kind(types: &BTreeSet<String>) -> Option<Kind> {
    let kinds = [
        ("Class", Kind::Class),
        ("ObjectProperty", Kind::Object),
        ("DatatypeProperty", Kind::Data),
        ("NamedIndividual", Kind::Value),
    ];
    let has = |name: &str| types.iter().any(|it| local(it) == name);
    kinds.into_iter().find(|(name, _)| has(name)).map(|it| it.1)
}

/// The part of an IRI after the last `#` or `/`.
pub(super) fn local(iri: &str) -> &str {
    iri.rsplit(['#', '/']).next().unwrap_or(iri)
}

/// An IRI with its prefix: `pg:Park`; whole where no prefix fits.
pub(super) fn shorten(iri: &str) -> String {
    let fitting = PREFIXES
        .iter()
        .find_map(|(prefix, namespace)| Some(format!("{prefix}:{}", iri.strip_prefix(namespace)?)));
    fitting.unwrap_or_else(|| iri.to_owned())
}
