//! The terms of the ontology, with their labels in both languages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use oxrdf::{NamedNode, NamedOrBlankNode, Term};

use crate::serve::locale::Language;
use crate::store::{Error, Store};
use crate::vocab::{ONTOLOGY, PREFIXES, pg, rdfs, skos};

/// A term of the ontology in Chinese and in English.
#[derive(Clone, Debug, Default)]
pub(crate) struct Definition {
    labels: [String; 2],
    definitions: [String; 2],
}

impl Definition {
    /// Its label.
    pub(crate) fn label(&self, language: Language) -> &str {
        &self.labels[language as usize]
    }

    /// What it means.
    pub(crate) fn definition(&self, language: Language) -> &str {
        &self.definitions[language as usize]
    }
}

/// The terms of the ontology, by IRI.
static TERMS: LazyLock<BTreeMap<String, Definition>> = LazyLock::new(|| read().unwrap_or_default());

/// The terms of the ontology, by IRI.
pub(crate) fn definitions() -> &'static BTreeMap<String, Definition> {
    &TERMS
}

/// The label of a term of the ontology, or of another vocabulary that we use; none for other IRIs.
pub(crate) fn label(iri: &str, language: Language) -> Option<&'static str> {
    let own = TERMS.get(iri).map(|it| it.label(language));
    own.or_else(|| Some(OTHERS.get(iri)?[language as usize].as_str()))
}

/// What a value of a property is called that is a word of a fixed list; none for other values.
pub(crate) fn value_label(property: &str, value: &str, language: Language) -> Option<&'static str> {
    let labels = OTHERS.get(&format!("{property} {value}"))?;
    Some(labels[language as usize].as_str())
}

/// The file of the labels of terms of other vocabularies, by their short names.
const LABELS: &str = include_str!("../../../data/page/label.toml");

/// The same by IRI.
static OTHERS: LazyLock<BTreeMap<String, [String; 2]>> = LazyLock::new(|| {
    let labels: BTreeMap<String, [String; 2]> = toml::from_str(LABELS).unwrap_or_default();
    let labels = labels.into_iter();
    labels
        .filter_map(|(name, it)| Some((expand(&name)?, it)))
        .collect()
});

/// The IRI of a short name, with the value that follows it; an IRI is its own.
fn expand(name: &str) -> Option<String> {
    if name.starts_with("https://") {
        return Some(name.to_owned());
    }
    let (prefix, local) = name.split_once(':')?;
    let (_, namespace) = PREFIXES.iter().find(|(it, _)| *it == prefix)?;
    Some(format!("{namespace}{local}"))
}

/// Reads the ontology that is built in.
fn read() -> Result<BTreeMap<String, Definition>, Error> {
    let store = Store::memory()?;
    store.load(&NamedNode::new_unchecked(pg::NAMESPACE), ONTOLOGY)?;
    let mut terms: BTreeMap<String, Definition> = BTreeMap::new();
    for property in [rdfs::LABEL, skos::DEFINITION] {
        for quad in store.quads_saying(property) {
            let quad = quad?;
            let (NamedOrBlankNode::NamedNode(term), Term::Literal(text)) =
                (quad.subject, quad.object)
            else {
                continue;
            };
            let language = match text.language() {
                Some(tag) if tag.starts_with("zh") => Language::Chinese,
                _ => Language::English,
            };
            if term.as_str().starts_with(pg::NAMESPACE) {
                let entry = terms.entry(term.into_string()).or_default();
                let texts = if property == rdfs::LABEL {
                    &mut entry.labels
                } else {
                    &mut entry.definitions
                };
                text.value().clone_into(&mut texts[language as usize]);
            }
        }
    }
    Ok(terms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_of_other_vocabularies_have_labels_too() {
        let file: BTreeMap<String, [String; 2]> = toml::from_str(LABELS).unwrap();
        assert_eq!(file.len(), OTHERS.len(), "a prefix that is not known");
        let exact = skos::EXACT_MATCH.as_str();
        assert_eq!(label(exact, Language::Chinese), Some("精确匹配"));
        assert_eq!(label("urn:x", Language::English), None);
    }

    #[test]
    fn terms_have_labels_in_both_languages() {
        assert_eq!(label(pg::PARK.as_str(), Language::Chinese), Some("园区"));
        assert_eq!(label(pg::PARK.as_str(), Language::English), Some("park"));
        for (iri, term) in definitions() {
            for language in Language::ALL {
                assert!(!term.label(language).is_empty(), "{iri}");
            }
        }
    }
}
