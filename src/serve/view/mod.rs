//! What the pages show, read from the store: plain data, without HTML.

mod compare;
mod dataset;
mod document;
mod entity;
mod fact;
mod node;
mod position;
mod segment;
mod series;
mod term;
mod threshold;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use oxrdf::{NamedNodeRef, Term};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::graph::Base;
use crate::model::ContextText;
use crate::serve::locale::{Language, Locale};
use crate::serve::locate::path_below;
use crate::store::{Error, Stop, Store};
use crate::vocab::{self, nif, skos};

pub(crate) use compare::{Comparison, Figure, Row};
pub(crate) use dataset::{DOCUMENT, Dataset, Source, kinds};
pub(crate) use document::{Document, Mention, Statement, others};
pub(crate) use entity::{Entity, Link, of_class};
pub(crate) use fact::{Evidence, Fact, local};
pub(crate) use node::Node;
pub(crate) use position::{Position, positions};
pub(crate) use segment::{Segment, segments};
pub(crate) use series::{Point, Series, series, year_of};
pub(crate) use term::{definitions, label, value_label};
pub(crate) use threshold::{Threshold, thresholds};

/// What a page is made from: the store, and for whom.
pub(crate) struct View<'a> {
    /// The store of this request.
    pub(crate) store: &'a Store,
    /// Ends the queries of this request.
    pub(crate) stop: &'a Stop,
    /// What the IRIs of the data begin with.
    pub(crate) base: &'a Base,
    /// The language of the page.
    pub(crate) locale: Locale,
    names: RefCell<BTreeMap<String, String>>,
    texts: RefCell<BTreeMap<String, Rc<ContextText>>>,
}

impl<'a> View<'a> {
    /// A view of a store.
    pub(crate) fn new(
        (store, stop): (&'a Store, &'a Stop),
        base: &'a Base,
        locale: Locale,
    ) -> Self {
        Self {
            store,
            stop,
            base,
            locale,
            names: RefCell::default(),
            texts: RefCell::default(),
        }
    }

    /// What people call a node: its label in the language of the page, in any language, or a short form of its IRI.
    pub(crate) fn name(&self, iri: NamedNodeRef<'_>) -> Result<String, Error> {
        if let Some(name) = self.names.borrow().get(iri.as_str()) {
            return Ok(name.clone());
        }
        let name = match label(iri.as_str(), self.locale.language) {
            Some(label) => label.to_owned(),
            None => self.stored_name(iri)?,
        };
        let mut names = self.names.borrow_mut();
        names.insert(iri.as_str().to_owned(), name.clone());
        Ok(name)
    }

    /// The label that the store has for a node.
    fn stored_name(&self, iri: NamedNodeRef<'_>) -> Result<String, Error> {
        let mut names = Vec::new();
        for property in [
            skos::PREF_LABEL,
            vocab::rdfs::LABEL,
            vocab::dcterms::TITLE,
            vocab::dcterms::IDENTIFIER,
        ] {
            for quad in self.store.quads_with(iri, property) {
                if let Term::Literal(literal) = quad?.object {
                    let other = !self.speaks(literal.language());
                    names.push((other, literal.value().to_owned()));
                }
            }
            if let Some((_, name)) = names.iter().min() {
                return Ok(name.clone());
            }
        }
        Ok(self.short(iri.as_str()))
    }

    /// Whether a language tag is that of the page; Chinese names have no translation more often than not.
    fn speaks(&self, tag: Option<&str>) -> bool {
        let tag = tag.unwrap_or_default();
        match self.locale.language {
            Language::Chinese => tag.starts_with("zh"),
            Language::English => tag.starts_with("en"),
        }
    }

    /// An IRI as short as it is still understood: its path below the base, or with a prefix.
    pub(crate) fn short(&self, iri: &str) -> String {
        if let Some(path) = path_below(iri, self.base) {
            return path.to_owned();
        }
        let known = vocab::PREFIXES.iter().find_map(|(prefix, namespace)| {
            let local = iri.strip_prefix(namespace)?;
            Some(format!("{prefix}:{local}"))
        });
        known.unwrap_or_else(|| iri.to_owned())
    }

    /// The text of a document; empty where the store does not have it.
    pub(crate) fn text(&self, document: NamedNodeRef<'_>) -> Result<Rc<ContextText>, Error> {
        if let Some(text) = self.texts.borrow().get(document.as_str()) {
            return Ok(Rc::clone(text));
        }
        let quad = self.store.quads_with(document, nif::IS_STRING).next();
        let text = match quad.transpose()?.map(|it| it.object) {
            Some(Term::Literal(text)) => text.destruct().0,
            _ => String::new(),
        };
        let text = Rc::new(ContextText::new(text));
        let mut texts = self.texts.borrow_mut();
        texts.insert(document.as_str().to_owned(), Rc::clone(&text));
        Ok(text)
    }

    /// Where the link to an IRI leads, in the language that the reader chose: of ours below `/page/`, of others that are
    /// addresses of the web as they are, of all others (`javascript:` would run) to a query for what is said of them.
    pub(crate) fn href(&self, iri: &str) -> String {
        if let Some(path) = path_below(iri, self.base) {
            return self.locale.keep(&format!("/page/{path}"));
        }
        match iri.strip_prefix(vocab::pg::NAMESPACE) {
            Some(term) => self.locale.keep(&format!("/page/ontology#{term}")),
            None if is_web(iri) => iri.to_owned(),
            None => {
                let query = format!("DESCRIBE <{iri}>");
                let query = utf8_percent_encode(&query, NON_ALPHANUMERIC);
                self.locale.keep(&format!("/query?query={query}"))
            }
        }
    }
}

/// Whether an address can be followed safely.
pub(crate) fn is_web(address: &str) -> bool {
    ["https://", "http://"]
        .iter()
        .any(|it| address.starts_with(it))
}
