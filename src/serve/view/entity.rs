//! An entity: its names, its links, its facts, the documents that name it.

use std::collections::{BTreeMap, BTreeSet};

use oxrdf::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Term};

use crate::serve::view::{Fact, Node, Source, View};
use crate::store::Error;
use crate::vocab::{self, pg, rdf, skos, sosa};

/// How many facts a page shows; a query finds the others.
const MOST: usize = 500;

/// Properties by which a fact speaks of an entity.
const ROLES: [NamedNodeRef<'static>; 7] = [
    pg::RECIPIENT,
    pg::HAS_HONOR,
    pg::CONFERRED_BY,
    pg::SUBJECT,
    pg::OBJECT,
    sosa::HAS_FEATURE_OF_INTEREST,
    sosa::OBSERVED_PROPERTY,
];

/// Plain properties between entities.
const LINKS: [NamedNodeRef<'static>; 3] = [pg::HOLDS, pg::LOCATED_IN, pg::HAS_INDUSTRY];

/// An entity of the store.
#[derive(Clone, Debug)]
pub(crate) struct Entity {
    /// Its node with all its values.
    pub(crate) node: Node,
    /// Its class; none where it has none of ours.
    pub(crate) class: Option<NamedNode>,
    /// Other entities, by plain property and direction.
    pub(crate) links: Vec<Link>,
    /// Its facts, by kind, what they speak of and date.
    pub(crate) facts: Vec<Fact>,
    /// How many facts there are; more than are shown where there are very many.
    pub(crate) fact_count: usize,
    /// The documents that name it, and how often; the latest first.
    pub(crate) documents: Vec<(Source, usize)>,
}

/// The entities at the other end of a property.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    /// The property.
    pub(crate) property: NamedNode,
    /// Whether the entity is the subject.
    pub(crate) is_forward: bool,
    /// The other ends, sorted.
    pub(crate) others: Vec<NamedNode>,
}

/// What points to an entity.
#[derive(Default)]
struct Incoming {
    facts: BTreeSet<NamedNode>,
    links: BTreeMap<NamedNode, BTreeSet<NamedNode>>,
    documents: BTreeMap<String, usize>,
    /// By properties that have no place of their own on the page of an entity.
    others: BTreeMap<NamedNode, BTreeSet<NamedNode>>,
}

impl Entity {
    /// Reads an entity; none where the store says nothing of it.
    pub(crate) fn load(view: &View<'_>, iri: NamedNodeRef<'_>) -> Result<Option<Self>, Error> {
        let node = Node::load(view.store, iri)?;
        if node.is_empty() {
            return Ok(None);
        }
        let incoming = Incoming::load(view, iri)?;
        Self::of(view, node, incoming).map(Some)
    }

    /// Reads a node of which nothing is said, from what refers to it, all of it; none where nothing does.
    pub(crate) fn referred_to(
        view: &View<'_>,
        iri: NamedNodeRef<'_>,
    ) -> Result<Option<Self>, Error> {
        if view.store.quads_to(iri).next().transpose()?.is_none() {
            return Ok(None);
        }
        let node = Node::new(iri.into_owned(), Vec::new());
        let mut incoming = Incoming::load(view, iri)?;
        incoming.links.append(&mut incoming.others);
        Self::of(view, node, incoming).map(Some)
    }

    fn of(view: &View<'_>, node: Node, incoming: Incoming) -> Result<Self, Error> {
        let mut links = outgoing(&node);
        let back = incoming.links.into_iter();
        links.extend(back.map(|(property, others)| Link {
            property,
            is_forward: false,
            others: others.into_iter().collect(),
        }));
        Ok(Self {
            class: class(&node),
            links,
            fact_count: incoming.facts.len(),
            facts: facts(view, &incoming.facts)?,
            documents: documents(view, incoming.documents)?,
            node,
        })
    }

    /// Its names other than the main one, each once, sorted.
    pub(crate) fn aliases(&self) -> BTreeSet<&str> {
        let names = self.node.literals(skos::ALT_LABEL);
        names.map(Literal::value).collect()
    }

    /// Properties that have no place of their own on the page: codes, links to other data.
    pub(crate) fn others(&self) -> impl Iterator<Item = (&str, Vec<&Term>)> {
        let known = |property: &str| {
            let named = [rdf::TYPE, skos::PREF_LABEL, skos::ALT_LABEL];
            let mut known = named.iter().chain(&LINKS);
            known.any(|it| it.as_str() == property)
        };
        let all = self.node.properties();
        all.filter(move |(property, _)| !known(property))
            .map(|(property, terms)| (property, terms.iter().collect()))
    }

    /// Whether it is an entity of this class.
    pub(crate) fn is_a(&self, class: NamedNodeRef<'_>) -> bool {
        self.node.is_a(class)
    }
}

impl Incoming {
    fn load(view: &View<'_>, iri: NamedNodeRef<'_>) -> Result<Self, Error> {
        let mut incoming = Self::default();
        for quad in view.store.quads_to(iri) {
            let quad = quad?;
            let NamedOrBlankNode::NamedNode(subject) = quad.subject else {
                continue;
            };
            let property = quad.predicate.as_ref();
            if property == pg::REFERS_TO {
                // A mention's IRI is that of its document with the offsets as fragment.
                let document = subject.as_str().split('#').next().unwrap_or_default();
                *incoming.documents.entry(document.to_owned()).or_default() += 1;
            } else if ROLES.contains(&property) {
                incoming.facts.insert(subject);
            } else if LINKS.contains(&property) {
                let others = incoming.links.entry(quad.predicate).or_default();
                others.insert(subject);
            } else {
                let others = incoming.others.entry(quad.predicate).or_default();
                others.insert(subject);
            }
        }
        Ok(incoming)
    }
}

/// The class of ours that a node belongs to.
fn class(node: &Node) -> Option<NamedNode> {
    let mut classes = node.nodes(rdf::TYPE);
    classes
        .find(|it| it.as_str().starts_with(pg::NAMESPACE))
        .cloned()
}

/// The entities that an entity points to by plain properties.
fn outgoing(node: &Node) -> Vec<Link> {
    let links = LINKS.iter().map(|property| Link {
        property: property.into_owned(),
        is_forward: true,
        others: node.nodes(*property).cloned().collect(),
    });
    links.filter(|it| !it.others.is_empty()).collect()
}

/// The facts of these nodes, in the order of the page.
fn facts(view: &View<'_>, nodes: &BTreeSet<NamedNode>) -> Result<Vec<Fact>, Error> {
    let mut facts = Vec::new();
    for node in nodes.iter().take(MOST) {
        facts.extend(Fact::load(view, node.as_ref())?);
    }
    facts.sort_by_cached_key(|it| {
        let topic = [sosa::OBSERVED_PROPERTY, pg::HAS_EVENT_TYPE, pg::OBJECT];
        let topic = topic.iter().find_map(|property| it.node.node(*property));
        let topic = topic.map_or("", |it| it.as_str());
        (it.kind, topic.to_owned(), it.date().to_owned())
    });
    Ok(facts)
}

/// The documents with so many mentions each, the latest first.
fn documents(
    view: &View<'_>,
    counts: BTreeMap<String, usize>,
) -> Result<Vec<(Source, usize)>, Error> {
    let mut documents = Vec::new();
    for (document, count) in counts {
        let document = NamedNode::new_unchecked(document);
        documents.push((Source::load(view, document.as_ref())?, count));
    }
    documents.sort_by(|(one, _), (other, _)| {
        let latest_first = other.issued.cmp(&one.issued);
        latest_first.then_with(|| one.iri.cmp(&other.iri))
    });
    Ok(documents)
}

/// The entities of a class, sorted by IRI, each once.
pub(crate) fn of_class(view: &View<'_>, class: &'static str) -> Result<BTreeSet<NamedNode>, Error> {
    let class = vocab::pg_term(class);
    let mut nodes = BTreeSet::new();
    for quad in view.store.quads_valued(rdf::TYPE, class.as_ref().into()) {
        if let NamedOrBlankNode::NamedNode(node) = quad?.subject {
            nodes.insert(node);
        }
    }
    Ok(nodes)
}
