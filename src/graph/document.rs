//! What a document is: where it comes from, how it was read and how damaged it was.

use oxrdf::{Literal, NamedNode};

use crate::graph::triples::{Triples, date, share};
use crate::vocab::{dcterms, nif, pg, rdf, schema, xsd};

/// Describes the document, its text included, so that evidence can be shown from the graph alone.
pub(super) fn describe(triples: &mut Triples<'_>) {
    let reading = triples.reading;
    let document = triples.document.clone();
    triples.add(&document, rdf::TYPE, pg::DOCUMENT);
    triples.add(&document, rdf::TYPE, nif::CONTEXT);
    for (property, text) in [
        (dcterms::IDENTIFIER, &reading.identifier),
        (pg::CONTENT_HASH, &reading.hash),
        (pg::ENCODING, &reading.encoding),
        (pg::READER, &reading.reader),
    ] {
        triples.add(&document, property, Literal::from(text.as_str()));
    }
    let text = Literal::from(reading.text.as_str());
    triples.add(&document, nif::IS_STRING, text);
    triples.add(&document, pg::DAMAGE, share(reading.damage.share(), 4));
    if let Some(fingerprint) = &reading.fingerprint {
        let fingerprint = Literal::from(fingerprint.to_string());
        triples.add(&document, pg::FINGERPRINT, fingerprint);
    }
    for warning in &reading.warnings {
        let message = format!("{}: {}", warning.place, warning.message);
        triples.add(&document, pg::WARNING, Literal::from(message));
    }
    describe_metadata(triples);
}

/// Says what the page says about itself.
fn describe_metadata(triples: &mut Triples<'_>) {
    let metadata = &triples.reading.metadata;
    let document = triples.document.clone();
    for (property, text) in [
        (dcterms::TITLE, &metadata.title),
        (dcterms::SOURCE, &metadata.source),
        (dcterms::PUBLISHER, &metadata.publisher),
    ] {
        if let Some(text) = text {
            triples.add(&document, property, Literal::from(text.as_str()));
        }
    }
    if let Some(issued) = metadata.issued {
        triples.add(&document, dcterms::ISSUED, date(issued));
    }
    if let Some(url) = &metadata.url {
        // An address that is none is kept as the text that it is.
        let url = match NamedNode::new(url) {
            Ok(url) => Literal::new_typed_literal(url.into_string(), xsd::ANY_URI),
            Err(_) => Literal::from(url.as_str()),
        };
        triples.add(&document, schema::URL, url);
    }
    if let Some(views) = metadata.views {
        let views = Literal::new_typed_literal(views.to_string(), xsd::INTEGER);
        triples.add(&document, pg::VIEWS, views);
    }
}
