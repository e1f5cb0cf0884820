//! IRIs from names: the only file that builds one from text, and it encodes whatever an IRI cannot hold.

use oxrdf::{IriParseError, NamedNode};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::model::Entity;

/// Where data lives unless `--base` says otherwise.
const DEFAULT: &str = "https://w3id.org/parkgraph/id/";

/// Where the project's own things live, whatever `--base` says.
const PROJECT: &str = "https://w3id.org/parkgraph/";

/// Blocks of Chinese characters that an IRI keeps as they are; compatibility ideographs are not in normal form.
const HAN: &[(char, char)] = &[
    ('\u{3007}', '\u{3007}'),
    ('\u{3400}', '\u{4DBF}'),
    ('\u{4E00}', '\u{9FFF}'),
    ('\u{20000}', '\u{2EE5D}'),
    ('\u{30000}', '\u{323AF}'),
];

/// What can be wrong with a base IRI.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// It is no absolute IRI.
    #[error("{iri:?} is not an absolute IRI; give one such as {DEFAULT}")]
    NotAbsolute {
        /// What was given.
        iri: String,
        /// Why it is none.
        source: IriParseError,
    },
    /// Paths cannot be appended to it.
    #[error(
        "the base IRI {iri:?} must end in / and have no ? or #, because paths are appended to it"
    )]
    NoFolder {
        /// What was given.
        iri: String,
    },
}

/// The IRI that all data IRIs begin with; ends in `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base(String);

impl Base {
    /// Checks a base IRI.
    ///
    /// ```
    /// use parkgraph::graph::Base;
    /// assert!(Base::new("https://example.org/parks/").is_ok());
    /// assert!(Base::new("parks/").is_err());
    /// ```
    pub fn new(iri: &str) -> Result<Self, Error> {
        if let Err(source) = NamedNode::new(iri) {
            return Err(Error::NotAbsolute {
                iri: iri.to_owned(),
                source,
            });
        }
        if !iri.ends_with('/') || iri.contains(['?', '#']) {
            return Err(Error::NoFolder {
                iri: iri.to_owned(),
            });
        }
        Ok(Self(iri.to_owned()))
    }

    /// What the IRIs of the project's own things begin with: its ontology, its lexicon and the records of open data.
    #[must_use]
    pub fn project() -> Self {
        Self(PROJECT.to_owned())
    }

    /// The IRI.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The IRI of a path below the base, whose segments are encoded already.
    pub(super) fn resolve(&self, path: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}{path}", self.0))
    }
}

impl Default for Base {
    fn default() -> Self {
        Self(DEFAULT.to_owned())
    }
}

/// The IRI of a document, from its identifier.
pub fn document_iri(identifier: &str, base: &Base) -> NamedNode {
    base.resolve(&format!("document/{}", segment(identifier)))
}

/// The IRI of the named graph that holds all that a document says.
pub fn graph_iri(identifier: &str, base: &Base) -> NamedNode {
    base.resolve(&format!("graph/{}", segment(identifier)))
}

/// The IRI that a path below the base means, whether a client sent its Chinese raw or percent-encoded. None where the
/// path is not UTF-8.
///
/// ```
/// use parkgraph::graph::{iri_of_path, Base};
/// let iri = iri_of_path("document/%E7%94%B2%2Fa.txt", &Base::default()).unwrap();
/// assert_eq!(iri.as_str(), "https://w3id.org/parkgraph/id/document/甲%2Fa.txt");
/// ```
pub fn iri_of_path(path: &str, base: &Base) -> Option<NamedNode> {
    let decoded = path
        .split('/')
        .map(|it| percent_decode_str(it).decode_utf8());
    let segments: Result<Vec<_>, _> = decoded.map(|it| it.map(|it| segment(&it))).collect();
    Some(base.resolve(&segments.ok()?.join("/")))
}

/// The base with which a document of this identifier has this graph; none where no base gives that.
///
/// ```
/// use parkgraph::graph::{Base, base_of, graph_iri};
/// let base = Base::new("https://example.org/parks/")?;
/// assert_eq!(base_of("甲/a.txt", graph_iri("甲/a.txt", &base).as_str()), Some(base));
/// # Ok::<(), parkgraph::graph::Error>(())
/// ```
pub fn base_of(identifier: &str, graph: &str) -> Option<Base> {
    let usual = Base::default();
    let path = graph_iri(identifier, &usual).into_string();
    let base = graph.strip_suffix(path.strip_prefix(usual.as_str())?)?;
    Base::new(base).ok()
}

/// A named graph that belongs to no document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharedGraph {
    /// The ontology.
    Ontology,
    /// What the lexicons know.
    Lexicon,
    /// Links to open data.
    Links,
    /// Standards for parks, with their thresholds.
    Standards,
    /// Units of observations, with their factors.
    Units,
    /// What people decided about links and entities.
    Decisions,
    /// Which documents are copies of which.
    Copies,
    /// What follows from all other graphs.
    Inferred,
    /// The description of the dataset.
    Dataset,
}

/// The IRI of a graph that belongs to no document; no document's graph can have it.
///
/// ```
/// use parkgraph::graph::{shared_graph_iri, Base, SharedGraph};
/// let iri = shared_graph_iri(SharedGraph::Lexicon, &Base::default());
/// assert_eq!(iri.as_str(), "https://w3id.org/parkgraph/id/lexicon");
/// ```
pub fn shared_graph_iri(graph: SharedGraph, base: &Base) -> NamedNode {
    base.resolve(match graph {
        SharedGraph::Ontology => "ontology",
        SharedGraph::Lexicon => "lexicon",
        SharedGraph::Links => "links",
        SharedGraph::Standards => "standards",
        SharedGraph::Units => "units",
        SharedGraph::Decisions => "decisions",
        SharedGraph::Copies => "copies",
        SharedGraph::Inferred => "inferred",
        SharedGraph::Dataset => "dataset",
    })
}

/// The IRI of an entity, from its kind, its name and, where the name is ambiguous, its code.
///
/// ```
/// use parkgraph::graph::{entity_iri, Base};
/// use parkgraph::model::{Entity, EntityKind};
/// let place = Entity { kind: EntityKind::Place, name: "鼓楼区".to_owned(), code: Some("320106".to_owned()), aliases: [].into() };
/// assert_eq!(entity_iri(&place, &Base::default()).as_str(), "https://w3id.org/parkgraph/id/place/鼓楼区/320106");
/// ```
pub fn entity_iri(entity: &Entity, base: &Base) -> NamedNode {
    base.resolve(&entity_path(entity))
}

/// The IRI of an indicator, from its name.
pub fn indicator_iri(name: &str, base: &Base) -> NamedNode {
    base.resolve(&format!("indicator/{}", segment(name)))
}

/// The name in the IRI of an indicator; none where it is of something else.
///
/// ```
/// use parkgraph::graph::{indicator_iri, indicator_name, Base};
/// let iri = indicator_iri("R&D投入", &Base::default());
/// assert_eq!(indicator_name(iri.as_str()).as_deref(), Some("R&D投入"));
/// ```
pub fn indicator_name(iri: &str) -> Option<String> {
    let (_, name) = iri.rsplit_once("/indicator/")?;
    Some(percent_decode_str(name).decode_utf8_lossy().into_owned())
}

/// The IRI of a standard for parks, or of what it demands under a number.
///
/// ```
/// use parkgraph::graph::{standard_iri, Base};
/// let criterion = standard_iri("hj274", Some(6), &Base::default());
/// assert_eq!(criterion.as_str(), "https://w3id.org/parkgraph/id/standard/hj274/6");
/// ```
pub fn standard_iri(standard: &str, number: Option<u16>, base: &Base) -> NamedNode {
    let standard = segment(standard);
    base.resolve(&match number {
        Some(number) => format!("standard/{standard}/{number}"),
        None => format!("standard/{standard}"),
    })
}

/// The path of an entity below the base: its identity, whatever the base.
pub(super) fn entity_path(entity: &Entity) -> String {
    let kind = entity.kind.name().to_ascii_lowercase();
    let name = segment(&entity.name);
    match &entity.code {
        Some(code) => format!("{kind}/{name}/{}", segment(code)),
        None => format!("{kind}/{name}"),
    }
}

/// The name in the path of an entity.
pub(super) fn name_of_path(path: &str) -> String {
    let name = path.split('/').nth(1).unwrap_or_default();
    percent_decode_str(name).decode_utf8_lossy().into_owned()
}

/// The IRI of a record of a set of open data, below the IRI that its kind of set is rooted at.
///
/// ```
/// use parkgraph::graph::data_iri;
/// assert_eq!(data_iri("https://example.org/", "zone-2018", "G321095"), "https://example.org/zone-2018/G321095");
/// ```
pub fn data_iri(root: &str, set: &str, id: &str) -> String {
    format!("{root}{}/{}", segment(set), segment(id))
}

/// The IRI of the graph that holds an imported or loaded set of open data.
pub fn data_graph_iri(set: &str, base: &Base) -> NamedNode {
    base.resolve(&format!("data/{}", segment(set)))
}

/// The IRI of a link, from what it links and how.
pub fn link_iri(ends: [&str; 3], base: &Base) -> NamedNode {
    base.resolve(&format!(
        "link/{}",
        super::statement::hash(&ends.join("\n"))
    ))
}

/// An IRI as a URI, for formats that know ASCII alone: what is not ASCII is percent-encoded.
///
/// ```
/// use parkgraph::graph::{iri_of_uri, uri_of_iri};
/// assert_eq!(uri_of_iri("https://example.org/港%28a%29"), "https://example.org/%E6%B8%AF%28a%29");
/// assert_eq!(iri_of_uri("https://example.org/%E6%B8%AF%28a%29"), "https://example.org/港%28a%29");
/// ```
pub fn uri_of_iri(iri: &str) -> String {
    let mut uri = String::with_capacity(iri.len());
    let mut buffer = [0; 4];
    for character in iri.chars() {
        if character.is_ascii() {
            uri.push(character);
        } else {
            let bytes = character.encode_utf8(&mut buffer);
            uri.extend(utf8_percent_encode(bytes, NON_ALPHANUMERIC));
        }
    }
    uri
}

/// The way back: Chinese characters as the IRIs of this module have them, all else as it is.
pub fn iri_of_uri(uri: &str) -> String {
    let mut iri = String::with_capacity(uri.len());
    let mut rest = uri;
    while let Some((before, after)) = rest.split_once('%') {
        iri.push_str(before);
        let encoded = rest.get(before.len()..).unwrap_or_default();
        let decoded = [9, 12].into_iter().find_map(|it| han(encoded.get(..it)?));
        if let Some((han, length)) = decoded {
            iri.push(han);
            rest = encoded.get(length..).unwrap_or_default();
        } else {
            iri.push('%');
            rest = after;
        }
    }
    iri.push_str(rest);
    iri
}

/// The Chinese character that a percent-encoded text is, and the length of that text.
fn han(encoded: &str) -> Option<(char, usize)> {
    let decoded = percent_decode_str(encoded).decode_utf8().ok()?;
    let mut characters = decoded.chars();
    let han = characters
        .next()
        .filter(|it| !it.is_ascii() && is_kept(*it))?;
    characters.next().is_none().then_some((han, encoded.len()))
}

/// Text as one segment of an IRI path: Chinese, ASCII letters, digits and `-._~` stay, all else is percent-encoded.
pub(super) fn segment(text: &str) -> String {
    let dots = !text.is_empty() && text.chars().all(|it| it == '.');
    let mut segment = String::with_capacity(text.len());
    let mut buffer = [0; 4];
    for character in text.chars() {
        if !dots && is_kept(character) {
            segment.push(character);
        } else {
            let bytes = character.encode_utf8(&mut buffer);
            segment.extend(utf8_percent_encode(bytes, NON_ALPHANUMERIC));
        }
    }
    segment
}

/// Whether a character stands for itself in a path segment.
fn is_kept(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || matches!(character, '-' | '.' | '_' | '~')
        || HAN
            .iter()
            .any(|&(first, last)| (first..=last).contains(&character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_hold_what_an_iri_may_hold() {
        assert_eq!(segment("张家港经开区"), "张家港经开区");
        assert_eq!(segment("a/b c#?<>\"\u{0}"), "a%2Fb%20c%23%3F%3C%3E%22%00");
        assert_eq!(segment("中德(沈阳)"), "中德%28沈阳%29");
        assert_eq!(segment("../x.txt"), "..%2Fx.txt");
        assert_eq!(segment(".."), "%2E%2E");
    }

    #[test]
    fn a_base_is_a_folder_on_the_web() {
        for wrong in [
            "",
            "id/",
            "https://example.org/id",
            "https://example.org/#/",
        ] {
            assert!(Base::new(wrong).is_err(), "{wrong}");
        }
        assert!(Base::new("https://example.org/园区/").is_ok());
    }
}
