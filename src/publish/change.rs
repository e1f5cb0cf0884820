//! A difference sorted by what it is about: documents, entities, facts, links.
//!
//! Two documents may say the same, so statements are compared without their graphs: what one document no longer says and
//! another still does has not changed.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use oxrdf::{NamedNode, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Quad, Term, TermRef};

use crate::model::EntityKind;
use crate::publish::diff::Difference;
use crate::vocab::{self, pg, rdf, sosa};

/// What a thing is, as far as a difference is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// A source document.
    Document,
    /// An entity, or what an observation measures.
    Entity,
    /// A fact.
    Fact,
    /// A link from an entity to another data set.
    Link,
}

impl Topic {
    /// All topics.
    pub const ALL: [Self; 4] = [Self::Document, Self::Entity, Self::Fact, Self::Link];

    /// What a list of them is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Document => "documents",
            Self::Entity => "entities",
            Self::Fact => "facts",
            Self::Link => "links",
        }
    }
}

/// What happened to a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The old dataset has it, the new one has not.
    Removed,
    /// The new dataset has it, the old one had not.
    Added,
    /// Both have it, and say different things of it.
    Changed,
}

/// What changed of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What happened to it.
    pub kind: Kind,
    /// Its statements that only the old dataset has, sorted.
    pub removed: Vec<(NamedNode, Term)>,
    /// Its statements that only the new dataset has, sorted.
    pub added: Vec<(NamedNode, Term)>,
}

/// Changes by topic and thing, sorted.
pub type Changes = BTreeMap<(Topic, NamedNode), Change>;

/// Sorts a difference between two datasets. Mentions are left out: they come and go with what is read from them.
pub fn changes(difference: &Difference, old: &[Quad], new: &[Quad]) -> Changes {
    let kinds = [Types::of(old), Types::of(new)];
    let touched: HashSet<&NamedOrBlankNode> = difference
        .removed
        .iter()
        .chain(&difference.added)
        .map(|it| &it.subject)
        .collect();
    let [before, after] = [old, new].map(|quads| statements(quads, &touched));
    let mut changes = Changes::new();
    for (quads, other, kind) in [
        (&difference.removed, &after, Kind::Removed),
        (&difference.added, &before, Kind::Added),
    ] {
        for quad in quads {
            note(&mut changes, (quad, kind), &kinds, other);
        }
    }
    changes
}

/// Notes a quad that only one of the datasets has, unless the other says the same in another graph.
fn note(
    changes: &mut Changes,
    (quad, kind): (&Quad, Kind),
    [old, new]: &[Types<'_>; 2],
    other: &HashSet<Statement<'_>>,
) {
    let NamedOrBlankNode::NamedNode(subject) = &quad.subject else {
        return;
    };
    let topic = old.topic(quad).or_else(|| new.topic(quad));
    let (Some(topic), false) = (topic, other.contains(&statement(quad))) else {
        return;
    };
    if topic == Topic::Entity && is_fact_in_short(quad) {
        return;
    }
    let change = changes
        .entry((topic, subject.clone()))
        .or_insert_with(|| Change {
            kind: fate(subject, topic, [old, new]),
            removed: Vec::new(),
            added: Vec::new(),
        });
    let statement = (quad.predicate.clone(), quad.object.clone());
    let list = match kind {
        Kind::Removed => &mut change.removed,
        Kind::Added | Kind::Changed => &mut change.added,
    };
    if list.last() != Some(&statement) {
        list.push(statement);
    }
}

/// What happened to a thing as a whole. A link has no class of its own: its entity may stay.
fn fate(subject: &NamedNode, topic: Topic, [old, new]: [&Types<'_>; 2]) -> Kind {
    let subject = NamedOrBlankNodeRef::from(subject.as_ref());
    match (
        old.topics.contains_key(&subject),
        new.topics.contains_key(&subject),
    ) {
        _ if topic == Topic::Link => Kind::Changed,
        (true, false) => Kind::Removed,
        (false, true) => Kind::Added,
        _ => Kind::Changed,
    }
}

/// Whether a quad only repeats a fact: the plain triple beside a fact that holds.
fn is_fact_in_short(quad: &Quad) -> bool {
    [pg::HOLDS, pg::LOCATED_IN, pg::HAS_INDUSTRY].contains(&quad.predicate.as_ref())
}

/// A statement without its graph.
type Statement<'a> = (NamedOrBlankNodeRef<'a>, NamedNodeRef<'a>, TermRef<'a>);

fn statement(quad: &Quad) -> Statement<'_> {
    (
        quad.subject.as_ref(),
        quad.predicate.as_ref(),
        quad.object.as_ref(),
    )
}

/// What a dataset says of some subjects.
fn statements<'a>(
    quads: &'a [Quad],
    subjects: &HashSet<&NamedOrBlankNode>,
) -> HashSet<Statement<'a>> {
    let quads = quads.iter().filter(|it| subjects.contains(&it.subject));
    quads.map(statement).collect()
}

/// What the things of a dataset are.
struct Types<'a> {
    topics: HashMap<NamedOrBlankNodeRef<'a>, Topic>,
}

impl<'a> Types<'a> {
    fn of(quads: &'a [Quad]) -> Self {
        let mut entities: BTreeSet<_> = EntityKind::ALL.map(|it| vocab::pg_term(it.name())).into();
        entities.insert(pg::INDICATOR.into_owned());
        let typed = quads.iter().filter(|it| it.predicate == rdf::TYPE);
        let topics = typed.filter_map(|quad| {
            let Term::NamedNode(class) = &quad.object else {
                return None;
            };
            let topic = match class.as_ref() {
                pg::DOCUMENT => Topic::Document,
                pg::FACT => Topic::Fact,
                _ if entities.contains(class) => Topic::Entity,
                _ => return None,
            };
            Some((quad.subject.as_ref(), topic))
        });
        Self {
            topics: topics.collect(),
        }
    }

    /// What a quad is about.
    fn topic(&self, quad: &Quad) -> Option<Topic> {
        if is_link(quad) {
            return Some(Topic::Link);
        }
        self.topics.get(&quad.subject.as_ref()).copied()
    }
}

/// Whether a quad says that its subject is, or is like, something that another data set describes.
fn is_link(quad: &Quad) -> bool {
    vocab::MAPPINGS.contains(&quad.predicate.as_ref())
}

/// What makes two facts speak of the same, whatever they say of it.
const MATTER: [NamedNodeRef<'static>; 9] = [
    rdf::TYPE,
    pg::RECIPIENT,
    pg::HAS_HONOR,
    pg::SUBJECT,
    pg::OBJECT,
    pg::HAS_EVENT_TYPE,
    sosa::HAS_FEATURE_OF_INTEREST,
    sosa::OBSERVED_PROPERTY,
    pg::HAS_CHANGE,
];

/// Facts that were corrected: a removed one and the added one that speaks of the same, where there is one of each. An
/// observation of another date is another observation.
pub fn corrections(changes: &Changes) -> Vec<(NamedNode, NamedNode)> {
    let mut matters: BTreeMap<_, [Vec<&NamedNode>; 2]> = BTreeMap::new();
    for ((topic, fact), change) in changes {
        let (side, said) = match (topic, change.kind) {
            (Topic::Fact, Kind::Removed) => (0, &change.removed),
            (Topic::Fact, Kind::Added) => (1, &change.added),
            _ => continue,
        };
        if let Some(facts) = matters.entry(matter(said)).or_default().get_mut(side) {
            facts.push(fact);
        }
    }
    let mut corrections: Vec<_> = matters
        .into_values()
        .filter_map(|facts| match facts.each_ref().map(Vec::as_slice) {
            [[removed], [added]] => Some(((*removed).clone(), (*added).clone())),
            _ => None,
        })
        .collect();
    corrections.sort();
    corrections
}

/// What a fact speaks of, as text.
fn matter(said: &[(NamedNode, Term)]) -> BTreeSet<String> {
    let has = |property: NamedNodeRef<'_>| said.iter().any(|it| it.0 == property);
    let is_dated = has(sosa::OBSERVED_PROPERTY);
    let is_matter = |property: &NamedNode| {
        MATTER.contains(&property.as_ref())
            || *property == pg::HAS_MODALITY
            || (is_dated && *property == pg::DATE)
    };
    let matter = said.iter().filter(|it| is_matter(&it.0));
    matter.map(|it| format!("{} {}", it.0, it.1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::rdf::{Format, read};

    const PREFIXES: &str = "@prefix : <urn:> . @prefix pg: <https://w3id.org/parkgraph/ontology#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix sosa: <http://www.w3.org/ns/sosa/> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .";

    fn check(old: &str, new: &str) -> Changes {
        let read = |text: &str| {
            let text = format!("{PREFIXES}{text}");
            read(text.as_bytes(), Format::TriG).unwrap()
        };
        let (old, new) = (read(old), read(new));
        changes(&Difference::between(&old, &new), &old, &new)
    }

    fn kinds(changes: &Changes) -> Vec<(Topic, &str, Kind)> {
        let kinds = changes
            .iter()
            .map(|((topic, iri), it)| (*topic, iri.as_str(), it.kind));
        kinds.collect()
    }

    #[test]
    fn what_another_document_still_says_has_not_changed() {
        let page = ":f a pg:Fact . :p a pg:Park ; pg:holds :h .";
        let old = format!(":a {{ {page} :q a pg:Park }} :b {{ {page} }}");
        let changes = check(&old, &format!(":b {{ {page} }}"));
        assert_eq!(kinds(&changes), [(Topic::Entity, "urn:q", Kind::Removed)]);
    }

    #[test]
    fn plain_triples_are_told_by_their_facts_and_links_stand_alone() {
        let old = ":a { :p a pg:Park ; pg:holds :h ; owl:sameAs :x }";
        let changes = check(old, ":a { :p a pg:Park ; skos:altLabel \"P\" }");
        let expected = [
            (Topic::Entity, "urn:p", Kind::Changed),
            (Topic::Link, "urn:p", Kind::Changed),
        ];
        assert_eq!(kinds(&changes), expected);
    }

    #[test]
    fn a_number_that_was_corrected_is_one_change() {
        let fact = |name: &str, value: u8, date: u16| {
            format!(
                ":{name} a pg:Fact ; sosa:observedProperty :i ; pg:date {date} ; :value {value} ."
            )
        };
        let old = format!("{}{}", fact("a", 1, 2020), fact("b", 1, 2021));
        let new = format!("{}{}", fact("c", 2, 2020), fact("d", 1, 2022));
        let pairs = corrections(&check(&old, &new));
        let pairs: Vec<_> = pairs
            .iter()
            .map(|it| (it.0.as_str(), it.1.as_str()))
            .collect();
        assert_eq!(pairs, [("urn:a", "urn:c")]);
    }
}
