//! What makes two statements the same: a canonical text, from which the IRI of a fact is made.
//!
//! Not part of it: the document, the evidence, the rule, the confidence, the way a number was written and the unit's IRI.
//! The base IRI is not part of it either, so that graphs built under two bases name the same facts alike.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::graph::iri::segment;
use crate::graph::renaming::{Identities, Renaming};
use crate::model::{
    Base, Conferral, EntityId, Evidence, Fact, Modality, Observation, PartialDate, Quantity,
    Reading, Statement,
};

/// How many bytes of the hash stand in an IRI: 20 hexadecimal digits.
const BYTES: usize = 10;

/// The name of a fact below the base: its kind and a hash of what it states, `observation/3f5c0a9e8d7b6a594837`.
///
/// The same statement in two documents has the same name; its evidence stands in each document's graph.
pub fn fact_id(reading: &Reading, fact: &Fact<EntityId>) -> String {
    let renaming = Renaming::none();
    id_of(
        Identities {
            reading,
            renaming: &renaming,
        },
        fact,
    )
}

/// The name of a fact about entities that may be renamed.
pub(super) fn id_of(identities: Identities<'_>, fact: &Fact<EntityId>) -> String {
    id(
        &canonical(identities, &fact.statement),
        fact.evidence.modality,
    )
}

/// The name of a statement, given its canonical text, under a modality.
fn id(canonical: &str, modality: Modality) -> String {
    let kind = canonical.lines().next().unwrap_or_default();
    let text = format!("{canonical}modality {}\n", modality.name());
    format!("{kind}/{}", hash(&text))
}

/// The first digits of the hash of a text.
pub(super) fn hash(text: &str) -> String {
    let mut digits = String::with_capacity(2 * BYTES);
    for byte in Sha256::digest(text.as_bytes()).iter().take(BYTES) {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// Which statements a reading makes, and in which modality: finds the fact behind the whole of a part.
pub(super) struct Wholes<'a> {
    identities: Identities<'a>,
    modalities: BTreeMap<String, BTreeSet<Modality>>,
}

impl<'a> Wholes<'a> {
    /// Notes the reading's observations.
    pub(super) fn new(identities: Identities<'a>) -> Self {
        let mut modalities: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for Fact {
            statement,
            evidence,
        } in &identities.reading.facts
        {
            if let Statement::Observation(_) = statement {
                let canonical = canonical(identities, statement);
                modalities
                    .entry(canonical)
                    .or_default()
                    .insert(evidence.modality);
            }
        }
        Self {
            identities,
            modalities,
        }
    }

    /// The name of the whole of a part, and whether the reading states it as a fact of its own. A whole that is stated
    /// only in another modality than its part is that fact.
    pub(super) fn find(&self, whole: &Observation<EntityId>, part: &Evidence) -> (String, bool) {
        let canonical = observation(self.identities, whole);
        let stated = self.modalities.get(&canonical);
        let modality = match stated {
            Some(stated) if stated.contains(&part.modality) => part.modality,
            Some(stated) => stated.first().copied().unwrap_or(part.modality),
            None => part.modality,
        };
        (id(&canonical, modality), stated.is_some())
    }
}

/// A statement as text, one value a line, the kind first.
fn canonical(identities: Identities<'_>, statement: &Statement<EntityId>) -> String {
    let path = |id: EntityId| identities.path(id);
    match statement {
        Statement::Conferral(it) => conferral(identities, it),
        Statement::Observation(it) => observation(identities, it),
        Statement::Location { subject, object } => {
            format!(
                "location\nsubject {}\nobject {}\n",
                path(*subject),
                path(*object)
            )
        }
        Statement::Engagement { subject, object } => {
            format!(
                "engagement\nsubject {}\nobject {}\n",
                path(*subject),
                path(*object)
            )
        }
        Statement::Event(it) => format!(
            "event\ntype {}\nsubject {}\ndate {}\n",
            it.event_type.name(),
            path(it.subject),
            day(it.date)
        ),
    }
}

/// A conferral as text; the order of those who grant it means nothing.
fn conferral(identities: Identities<'_>, it: &Conferral<EntityId>) -> String {
    let path = |id: EntityId| identities.path(id);
    let by: BTreeSet<_> = it.conferred_by.iter().map(|&id| path(id)).collect();
    let by: Vec<_> = by.into_iter().collect();
    format!(
        "conferral\nrecipient {}\nhonor {}\nstatus {}\ndate {}\nby {}\nbatch {}\n",
        path(it.recipient),
        path(it.honor),
        it.status.name(),
        day(it.date),
        by.join(" "),
        segment(it.batch.as_deref().unwrap_or_default())
    )
}

/// An observation as text; its whole enters by the hash of the whole's text.
fn observation(identities: Identities<'_>, it: &Observation<EntityId>) -> String {
    let subject = it.subject.map(|id| identities.path(id));
    let within = it
        .within
        .as_ref()
        .map(|whole| hash(&observation(identities, whole)));
    let Quantity {
        value,
        upper,
        unit_text,
        comparator,
        ..
    } = &it.quantity;
    let mut text = format!(
        "observation\nsubject {}\nindicator {}\nvalue {}\nupper {}\nunit {}\ncomparator {}\nchange {}\ndate {}\nwithin {}\n",
        subject.unwrap_or_default(),
        segment(&it.indicator),
        value.normalize(),
        upper
            .map(|it| it.normalize().to_string())
            .unwrap_or_default(),
        segment(unit_text),
        comparator.name(),
        it.change.name(),
        day(it.date),
        within.unwrap_or_default()
    );
    // Written only where there is one: most observations have none, and keep their names. 增长5% and 同比增长5% are the same.
    let start = it.start.map(|start| format!("start {start}\n"));
    let base = it.base.filter(|it| *it != Base::YearOnYear);
    let base = base.map(|base| format!("base {base}\n"));
    text.extend(start.into_iter().chain(base));
    text
}

/// A date as text, empty where there is none.
fn day(date: Option<PartialDate>) -> String {
    date.map(|it| it.to_string()).unwrap_or_default()
}
