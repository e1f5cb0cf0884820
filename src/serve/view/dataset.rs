//! What the store holds: how much of what, and the latest documents.

use std::sync::Arc;

use oxrdf::{NamedNode, NamedNodeRef};

use crate::model::{EntityKind, FactKind};
use crate::serve::view::entity::of_class;
use crate::serve::view::{Node, View};
use crate::store::Error;
use crate::vocab::dcterms;

/// A document, as lists show it.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// Its IRI.
    pub(crate) iri: NamedNode,
    /// Its title; its identifier where it has none.
    pub(crate) title: String,
    /// The path it was read from.
    pub(crate) identifier: String,
    /// When it was published; empty where it does not say.
    pub(crate) issued: String,
    /// Where it says that it was taken from, or who published it.
    pub(crate) publisher: Option<String>,
}

impl Source {
    /// Reads what a document is.
    pub(crate) fn load(view: &View<'_>, iri: NamedNodeRef<'_>) -> Result<Self, Error> {
        let text = |property| -> Result<Option<String>, Error> {
            let quads: Result<Vec<_>, Error> = view.store.quads_with(iri, property).collect();
            let node = Node::new(iri.into_owned(), quads?);
            Ok(node.text(property).map(str::to_owned))
        };
        let identifier = text(dcterms::IDENTIFIER)?.unwrap_or_default();
        let title = text(dcterms::TITLE)?;
        Ok(Self {
            iri: iri.into_owned(),
            title: title.unwrap_or_else(|| identifier.clone()),
            identifier,
            issued: text(dcterms::ISSUED)?.unwrap_or_default(),
            publisher: text(dcterms::SOURCE)?.or(text(dcterms::PUBLISHER)?),
        })
    }
}

/// What the store holds.
#[derive(Clone, Debug)]
pub(crate) struct Dataset {
    /// How many there are of each of the [`kinds`].
    pub(crate) counts: Vec<(&'static str, usize)>,
    /// The documents, those that were published last first.
    pub(crate) documents: Vec<NamedNode>,
    /// The first of them.
    pub(crate) recent: Vec<Source>,
    /// The parks, by IRI.
    pub(crate) parks: Vec<NamedNode>,
}

/// How many documents the start page lists.
const LISTED: usize = 12;

/// The class of documents.
pub(crate) const DOCUMENT: &str = "Document";

/// The classes that the start page counts, each with a list of its own.
pub(crate) fn kinds() -> impl Iterator<Item = &'static str> {
    let entities = EntityKind::ALL.map(EntityKind::name).into_iter();
    let facts = FactKind::ALL.map(FactKind::name).into_iter();
    [DOCUMENT]
        .into_iter()
        .chain(entities)
        .chain(["Indicator"])
        .chain(facts)
}

impl Dataset {
    /// What is known already, else counted now.
    pub(crate) fn known(view: &View<'_>, known: Option<Arc<Self>>) -> Result<Arc<Self>, Error> {
        known.map_or_else(|| Self::load(view).map(Arc::new), Ok)
    }

    /// Counts what there is; takes time in proportion to it.
    pub(crate) fn load(view: &View<'_>) -> Result<Self, Error> {
        let count = |class: &'static str| Ok((class, of_class(view, class)?.len()));
        let counts: Result<Vec<_>, Error> = kinds().map(count).collect();
        let documents = of_class(view, DOCUMENT)?;
        let mut recent = Vec::with_capacity(documents.len());
        for document in &documents {
            recent.push(Source::load(view, document.as_ref())?);
        }
        recent.sort_by(|one, other| {
            let latest_first = other.issued.cmp(&one.issued);
            latest_first.then_with(|| one.iri.cmp(&other.iri))
        });
        let documents = recent.iter().map(|it| it.iri.clone()).collect();
        recent.truncate(LISTED);
        Ok(Self {
            counts: counts?,
            documents,
            recent,
            parks: of_class(view, "Park")?.into_iter().collect(),
        })
    }
}
