//! What no decision may say, whatever the graph holds: of itself, and beside those before it.

use crate::graph::{Base, entity_of_iri};
use crate::link::candidate::Predicate;
use crate::link::decision::{Decision, Verdict};

/// A decision with the line that it stands in.
pub(super) type Line = (usize, Decision);

/// Refuses a decision that can never be carried out.
pub(super) fn check(decision: &Decision, base: &Base) -> Result<(), String> {
    let (subject, object) = (&decision.subject, &decision.object);
    if subject == object {
        return Err(format!(
            "subject_id and object_id are both <{subject}>; name two things"
        ));
    }
    let needed = match &decision.verdict {
        Verdict::Split { .. } => [("subject_id", Some(subject)), ("object_id", Some(object))],
        _ => [("subject_id", Some(subject)), ("object_id", None)],
    };
    for (column, iri) in needed {
        if let Some(iri) = iri.filter(|it| !it.starts_with(base.as_str())) {
            return Err(format!(
                "{column} {iri:?} must begin with {}, as the IRIs of all entities do",
                base.as_str()
            ));
        }
    }
    let is_of_entities = match decision.verdict {
        Verdict::Split { .. } => true,
        Verdict::Accepted(Predicate::SameAs) => object.starts_with(base.as_str()),
        _ => false,
    };
    if is_of_entities {
        check_kinds(decision, base)?;
    }
    Ok(())
}

/// Refuses to make things of two kinds one, or one thing another of another kind.
fn check_kinds(decision: &Decision, base: &Base) -> Result<(), String> {
    let kind = |iri: &str| match entity_of_iri(iri, base) {
        Some((kind, _)) => Ok(kind),
        None => Err(format!(
            "<{iri}> is no entity; the IRI of a park begins with {}park/",
            base.as_str()
        )),
    };
    let (one, other) = (kind(&decision.subject)?, kind(&decision.object)?);
    if one == other {
        return Ok(());
    }
    Err(format!(
        "<{}> is a {} and <{}> a {}; merge and split things of one kind, or link these by skos:relatedMatch",
        decision.subject,
        one.name(),
        decision.object,
        other.name()
    ))
}

/// What a decision says beside those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    /// Something new.
    New,
    /// What the decision of this line says.
    Again(usize),
}

/// Compares a decision with those before it, and refuses what contradicts them.
pub(super) fn compare(decision: &Decision, before: &[Line]) -> Result<Beside, String> {
    let again = before.iter().find(|(_, it)| says_the_same(it, decision));
    if let Some((line, _)) = again {
        return Ok(Beside::Again(*line));
    }
    if let Some((line, other)) = before.iter().find(|(_, it)| contradicts(it, decision)) {
        return Err(format!(
            "line {line} decides otherwise: {other}; leave one of the two rows"
        ));
    }
    if is_merge(decision) && leads_to(&decision.subject, &decision.object, before) {
        return Err(format!(
            "rows before this one merge <{}> into <{}>; leave out one row of the circle",
            decision.subject, decision.object
        ));
    }
    Ok(Beside::New)
}

fn says_the_same(one: &Decision, other: &Decision) -> bool {
    one.subject == other.subject && one.object == other.object && one.verdict == other.verdict
}

/// Whether two decisions that do not say the same cannot both hold.
fn contradicts(one: &Decision, other: &Decision) -> bool {
    let is_split = |it: &Decision| matches!(it.verdict, Verdict::Split { .. });
    match (is_split(one), is_split(other)) {
        (true, true) => {
            // In one document an entity is one other entity.
            one.verdict == other.verdict && one.subject == other.subject
        }
        (false, false) => {
            let is_twice = is_merge(one) && is_merge(other) && one.object == other.object;
            let turned = one.subject == other.object && one.object == other.subject;
            is_twice || have_same_ends(one, other) || turned && (is_merge(one) || is_merge(other))
        }
        _ => have_same_ends(one, other),
    }
}

fn have_same_ends(one: &Decision, other: &Decision) -> bool {
    one.subject == other.subject && one.object == other.object
}

/// Whether a decision makes two things one.
fn is_merge(decision: &Decision) -> bool {
    decision.verdict == Verdict::Accepted(Predicate::SameAs)
}

/// Whether merges lead from one entity to another.
fn leads_to(from: &str, to: &str, merges: &[Line]) -> bool {
    let mut at = from;
    for _ in 0..=merges.len() {
        let mut merges = merges.iter().map(|(_, it)| it).filter(|it| is_merge(it));
        match merges.find(|it| it.object == at) {
            Some(next) => at = &next.subject,
            None => return false,
        }
        if at == to {
            return true;
        }
    }
    false
}
