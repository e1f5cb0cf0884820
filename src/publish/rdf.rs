//! Quads in the six syntaxes of RDF, with prefixes, in an order of their own.

use std::io::{self, Read, Write};

use oxrdf::{GraphName, Literal, LiteralRef, Quad, TermRef, TripleRef};
use oxrdfio::{
    JsonLdProfileSet, RdfFormat, RdfParseError, RdfParser, RdfSerializer, WriterQuadSerializer,
};

use crate::vocab::{PREFIXES, rdf};

pub use oxrdfio::RdfParseError as ReadError;

/// A syntax of RDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Turtle: triples, for people.
    Turtle,
    /// `TriG`: Turtle with named graphs.
    TriG,
    /// N-Triples: triples, one a line.
    NTriples,
    /// N-Quads: quads, one a line.
    NQuads,
    /// JSON-LD, streaming and expanded.
    JsonLd,
    /// RDF/XML: triples; characters that XML cannot hold become U+FFFD.
    RdfXml,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 6] = [
        Self::Turtle,
        Self::TriG,
        Self::NTriples,
        Self::NQuads,
        Self::JsonLd,
        Self::RdfXml,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Turtle => "turtle",
            Self::TriG => "trig",
            Self::NTriples => "ntriples",
            Self::NQuads => "nquads",
            Self::JsonLd => "jsonld",
            Self::RdfXml => "rdfxml",
        }
    }

    /// The name in texts.
    pub fn title(self) -> &'static str {
        match self {
            Self::Turtle => "Turtle",
            Self::TriG => "TriG",
            Self::NTriples => "N-Triples",
            Self::NQuads => "N-Quads",
            Self::JsonLd => "JSON-LD",
            Self::RdfXml => "RDF/XML",
        }
    }

    /// The format with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The media type, for HTTP.
    pub fn media_type(self) -> &'static str {
        self.syntax().media_type()
    }

    /// The usual suffix of a file, without the dot.
    pub fn extension(self) -> &'static str {
        self.syntax().file_extension()
    }

    /// Whether the format keeps named graphs; the others write their union.
    pub fn has_graphs(self) -> bool {
        self.syntax().supports_datasets()
    }

    /// The format for a media type, parameters and unusual names included.
    pub fn from_media_type(media_type: &str) -> Option<Self> {
        let syntax = RdfFormat::from_media_type(media_type)?;
        Self::ALL.into_iter().find(|it| it.syntax() == syntax)
    }

    /// The format for the suffix of a file name, without the dot.
    pub fn from_extension(extension: &str) -> Option<Self> {
        let syntax = RdfFormat::from_extension(extension)?;
        Self::ALL.into_iter().find(|it| it.syntax() == syntax)
    }

    /// The serializer's name for it.
    fn syntax(self) -> RdfFormat {
        match self {
            Self::Turtle => RdfFormat::Turtle,
            Self::TriG => RdfFormat::TriG,
            Self::NTriples => RdfFormat::NTriples,
            Self::NQuads => RdfFormat::NQuads,
            Self::JsonLd => RdfFormat::JsonLd {
                profile: JsonLdProfileSet::empty(),
            },
            Self::RdfXml => RdfFormat::RdfXml,
        }
    }
}

/// Writes quads sorted and each once, so that the same quads give the same bytes. A format without named graphs gets
/// the union of the graphs.
///
/// ```
/// use parkgraph::graph::{quads, Base};
/// use parkgraph::model::Reading;
/// use parkgraph::publish::rdf::{write, Format};
/// let mut text = Vec::new();
/// write(quads(&Reading::default(), &Base::default()), Format::Turtle, &mut text)?;
/// assert!(String::from_utf8_lossy(&text).contains("pg:Document"));
/// # std::io::Result::Ok(())
/// ```
pub fn write(quads: Vec<Quad>, format: Format, writer: impl Write) -> io::Result<()> {
    let mut quads = quads;
    if !format.has_graphs() {
        for quad in &mut quads {
            quad.graph_name = GraphName::DefaultGraph;
        }
    }
    quads.sort_by_cached_key(key);
    quads.dedup();
    let mut stream = Stream::new(format, writer)?;
    for quad in quads {
        stream.write(&quad)?;
    }
    stream.finish()
}

/// Reads quads; a syntax without named graphs gives them in the default graph. IRIs must be absolute.
///
/// ```
/// use parkgraph::publish::rdf::{read, Format};
/// let quads = read("<urn:a> <urn:b> <urn:c> .".as_bytes(), Format::Turtle).unwrap();
/// assert_eq!(quads[0].to_string(), "<urn:a> <urn:b> <urn:c>");
/// ```
pub fn read(reader: impl Read, format: Format) -> Result<Vec<Quad>, RdfParseError> {
    RdfParser::from_format(format.syntax())
        .for_reader(reader)
        .collect()
}

/// What quads are sorted by: graph, subject, `rdf:type` before other predicates, object.
fn key(quad: &Quad) -> (String, String, String, String) {
    let predicate = if quad.predicate == rdf::TYPE {
        String::new()
    } else {
        quad.predicate.to_string()
    };
    (
        quad.graph_name.to_string(),
        quad.subject.to_string(),
        predicate,
        quad.object.to_string(),
    )
}

/// The literal with U+FFFD for the characters that XML 1.0 cannot hold; none where there are no such characters.
fn for_xml(literal: LiteralRef<'_>) -> Option<Literal> {
    let is_unfit = |it: char| matches!(it, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    let text = literal.value();
    if !text.contains(is_unfit) {
        return None;
    }
    let text = text.replace(is_unfit, "\u{FFFD}");
    Some(match literal.language() {
        Some(language) => Literal::new_language_tagged_literal_unchecked(text, language),
        None => Literal::new_typed_literal(text, literal.datatype()),
    })
}

/// Writes quads as they come, for more than memory holds: N-Quads of a whole store, documents as they are read.
pub struct Stream<W: Write> {
    serializer: WriterQuadSerializer<W>,
    format: Format,
}

impl<W: Write> Stream<W> {
    /// Starts a file.
    pub fn new(format: Format, writer: W) -> io::Result<Self> {
        let mut serializer = RdfSerializer::from_format(format.syntax());
        for (name, iri) in PREFIXES {
            serializer = serializer
                .with_prefix(*name, *iri)
                .map_err(io::Error::other)?;
        }
        Ok(Self {
            serializer: serializer.for_writer(writer),
            format,
        })
    }

    /// Writes a quad; its graph is dropped where the format has none.
    pub fn write(&mut self, quad: &Quad) -> io::Result<()> {
        if self.format.has_graphs() {
            return self.serializer.serialize_quad(quad);
        }
        let mut triple = TripleRef::new(&quad.subject, &quad.predicate, &quad.object);
        let replaced = match (self.format, triple.object) {
            (Format::RdfXml, TermRef::Literal(literal)) => for_xml(literal),
            _ => None,
        };
        if let Some(literal) = &replaced {
            triple.object = literal.into();
        }
        self.serializer.serialize_triple(triple)
    }

    /// Ends the file.
    pub fn finish(self) -> io::Result<()> {
        self.serializer.finish()?.flush()
    }
}
