//! Subjects to links: an identifier decides; else the name with what is said around it. Codes lead on to other sets.

use crate::link::candidate::{Link, Predicate, Score, Status};
use crate::link::dataset::{Record, Role};
use crate::link::registry::{Form, Id, Registry};
use crate::link::subject::Subject;
use crate::link::{place, thing};
use crate::model::EntityKind;

/// A record that a subject may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    pub(super) id: Id,
    pub(super) form: Form,
    pub(super) region: f64,
    pub(super) rule: &'static str,
    pub(super) predicate: Predicate,
}

/// The links of subjects and their candidates, sorted by subject and object.
///
/// ```
/// use parkgraph::lexicon::Lexicon;
/// use parkgraph::link::{Registry, Subject, Weights, built_in, link};
/// use parkgraph::model::EntityKind;
/// let lexicon = Lexicon::load(None, None)?;
/// let (sets, weights) = (built_in(&lexicon), Weights::built_in()?);
/// let registry = Registry::new(&lexicon, &sets, &weights);
/// let place = Subject {
///     iri: "https://w3id.org/parkgraph/id/place/张家港市".to_owned(), kind: EntityKind::Place, names: vec!["张家港市".to_owned()],
///     code: None, identifiers: Vec::new(), contexts: Vec::new(),
/// };
/// let links = link(&registry, &[place]);
/// assert!(links.iter().any(|it| it.object == "https://w3id.org/parkgraph/lexicon/place/320582"));
/// assert!(links.iter().any(|it| it.object == "http://www.wikidata.org/entity/Q197377"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn link(registry: &Registry<'_>, subjects: &[Subject]) -> Vec<Link> {
    let mut links: Vec<Link> = subjects
        .iter()
        .flat_map(|subject| links_of(registry, subject))
        .collect();
    links.sort_by(|one, other| {
        let key = |it: &Link| (it.subject.clone(), it.object.clone(), it.predicate);
        key(one).cmp(&key(other))
    });
    links.dedup_by(|one, other| one.subject == other.subject && one.object == other.object);
    links
}

fn links_of(registry: &Registry<'_>, subject: &Subject) -> Vec<Link> {
    let mut links = identified(registry, subject);
    let decided: Vec<String> = links.iter().map(|it| it.source.clone()).collect();
    let choices = match subject.kind {
        EntityKind::Place => place::choices(registry, subject),
        _ => thing::choices(registry, subject),
    };
    for choice in choices {
        // What an identifier says of a set leaves nothing to names.
        if !decided.contains(&registry.set(choice.id).iri) {
            links.extend(with_what_follows(registry, subject, choice));
        }
    }
    links
}

/// The links that identifiers make.
fn identified(registry: &Registry<'_>, subject: &Subject) -> Vec<Link> {
    let mut links = Vec::new();
    for identifier in &subject.identifiers {
        for id in registry.identified(identifier.column, &identifier.value) {
            if registry.set(*id).kind == subject.kind {
                let ends = (subject, *id, Predicate::SameAs);
                links.push(make(registry, ends, ("link/identifier", Score::of_code())));
            }
        }
    }
    links
}

/// The link to a choice, to what followed it, and to what has its code elsewhere.
fn with_what_follows(registry: &Registry<'_>, subject: &Subject, choice: Choice) -> Vec<Link> {
    let score = Score::of(choice.form, choice.region, registry.weights);
    let ends = (subject, choice.id, choice.predicate);
    let first = make(registry, ends, (choice.rule, score));
    let record = registry.record(choice.id);
    let mut links = vec![first];
    if registry.set(choice.id).role != Role::Register {
        return links;
    }
    if let Some(id) = last_successor(registry, record) {
        let ends = (subject, id, Predicate::RelatedMatch);
        links.push(make(registry, ends, ("link/successor", score)));
    }
    if subject.kind == EntityKind::Place && record.successor.is_none() {
        if let Some(id) = registry.near_place(&record.name) {
            let ends = (subject, id, Predicate::CloseMatch);
            links.push(make(registry, ends, ("link/name", score)));
        }
        for id in registry.by_code(&record.id) {
            let predicate = match registry.set(*id).name.as_str() {
                "geonames" => Predicate::CloseMatch,
                _ => Predicate::ExactMatch,
            };
            links.push(make(
                registry,
                (subject, *id, predicate),
                ("link/code", score),
            ));
        }
    }
    links
}

/// What a record that was given up has become in the end.
fn last_successor(registry: &Registry<'_>, record: &Record) -> Option<Id> {
    let mut next = registry.by_iri(record.successor.as_deref()?)?;
    for _ in 0..10 {
        let Some(iri) = &registry.record(next).successor else {
            return Some(next);
        };
        next = registry.by_iri(iri)?;
    }
    None
}

/// A link with its ends, its rule and its score.
fn make(
    registry: &Registry<'_>,
    (subject, id, predicate): (&Subject, Id, Predicate),
    (rule, score): (&str, Score),
) -> Link {
    let (record, set) = (registry.record(id), registry.set(id));
    let holds = score.total() >= registry.weights.threshold;
    Link {
        subject: subject.iri.clone(),
        subject_label: subject.names.first().cloned().unwrap_or_default(),
        predicate,
        object: record.iri.clone(),
        object_label: record.name.clone(),
        rule: rule.to_owned(),
        score,
        source: set.iri.clone(),
        version: set.about.version.clone(),
        status: if holds {
            Status::Accepted
        } else {
            Status::Candidate
        },
        decided: None,
    }
}
