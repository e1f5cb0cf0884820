//! Facts as nodes, each with its evidence; plain triples beside those that simply hold.

use std::collections::BTreeMap;

use oxrdf::{Literal, NamedNode, NamedNodeRef};

use crate::graph::entity::label;
use crate::graph::iri::indicator_iri;
use crate::graph::statement::{Wholes, id_of};
use crate::graph::triples::{Triples, date, share};
use crate::model::{
    Base, Conferral, ConferralStatus, Decimal, EntityId, Evidence, Fact, Language, Modality,
    Observation, PartialDate, Statement,
};
use crate::vocab::{self, pg, prov, qudt, rdf, skos, sosa, xsd};

/// Describes every fact of the reading. Facts that state the same become one node with the evidence of all and the
/// confidence of the surest.
pub(super) fn describe(triples: &mut Triples<'_>) {
    let reading = triples.reading;
    let identities = triples.identities;
    let wholes = Wholes::new(identities);
    let mut confidence: BTreeMap<NamedNode, f64> = BTreeMap::new();
    for fact in &reading.facts {
        let node = fact_node(triples, &id_of(identities, fact));
        triples.add(&node, rdf::TYPE, pg::FACT);
        triples.add(
            &node,
            rdf::TYPE,
            vocab::pg_term(fact.statement.kind().name()),
        );
        describe_evidence(triples, &node, &fact.evidence);
        describe_statement(triples, &node, fact);
        if let Statement::Observation(part) = &fact.statement {
            describe_whole(triples, &node, part, (&wholes, &fact.evidence));
        }
        let surest = confidence.entry(node).or_insert(0.0);
        *surest = surest.max(fact.evidence.confidence);
    }
    for (node, surest) in confidence {
        triples.add(&node, pg::CONFIDENCE, share(surest, 2));
    }
}

/// The node of a fact with this name.
fn fact_node(triples: &Triples<'_>, id: &str) -> NamedNode {
    triples.base.resolve(&format!("fact/{id}"))
}

/// Says where a fact was read, by which rule, and how it is meant.
fn describe_evidence(triples: &mut Triples<'_>, node: &NamedNode, evidence: &Evidence) {
    for span in &evidence.spans {
        let mention = triples.mention(*span);
        triples.add(node, prov::WAS_DERIVED_FROM, mention);
    }
    let rule = Literal::from(evidence.rule.as_str());
    triples.add(node, pg::RULE, rule);
    let modality = vocab::pg_term(evidence.modality.name());
    triples.add(node, pg::HAS_MODALITY, modality);
}

/// Says what a fact states, and the plain triple of a fact that simply holds.
fn describe_statement(triples: &mut Triples<'_>, node: &NamedNode, fact: &Fact<EntityId>) {
    let holds = fact.evidence.modality == Modality::Actual;
    match &fact.statement {
        Statement::Conferral(it) => {
            describe_conferral(triples, node, it);
            if holds && it.status == ConferralStatus::Conferred {
                link(triples, it.recipient, (pg::HOLDS, it.honor));
            }
        }
        Statement::Observation(it) => describe_observation(triples, node, it),
        Statement::Location { subject, object } => {
            describe_ends(triples, node, (*subject, *object));
            if holds {
                link(triples, *subject, (pg::LOCATED_IN, *object));
            }
        }
        Statement::Engagement { subject, object } => {
            describe_ends(triples, node, (*subject, *object));
            if holds {
                link(triples, *subject, (pg::HAS_INDUSTRY, *object));
            }
        }
        Statement::Event(it) => {
            let event_type = vocab::pg_term(it.event_type.name());
            triples.add(node, pg::HAS_EVENT_TYPE, event_type);
            add_entity(triples, node, (pg::SUBJECT, it.subject));
            add_date(triples, node, it.date);
        }
    }
}

/// Says who received what from whom.
fn describe_conferral(triples: &mut Triples<'_>, node: &NamedNode, it: &Conferral<EntityId>) {
    add_entity(triples, node, (pg::RECIPIENT, it.recipient));
    add_entity(triples, node, (pg::HAS_HONOR, it.honor));
    triples.add(node, pg::STATUS, vocab::pg_term(it.status.name()));
    for &agency in &it.conferred_by {
        add_entity(triples, node, (pg::CONFERRED_BY, agency));
    }
    if let Some(batch) = &it.batch {
        triples.add(node, pg::BATCH, Literal::from(batch.as_str()));
    }
    add_date(triples, node, it.date);
}

/// Says what was measured and how much it was.
fn describe_observation(triples: &mut Triples<'_>, node: &NamedNode, it: &Observation<EntityId>) {
    let indicator = indicator_iri(&it.indicator, triples.base);
    let name = label(&it.indicator, Language::Simplified);
    triples.add(&indicator, rdf::TYPE, pg::INDICATOR);
    triples.add(&indicator, skos::PREF_LABEL, name);

    let quantity = &it.quantity;
    triples.add(node, rdf::TYPE, sosa::OBSERVATION);
    triples.add(node, sosa::OBSERVED_PROPERTY, indicator);
    if let Some(subject) = it.subject {
        add_entity(triples, node, (sosa::HAS_FEATURE_OF_INTEREST, subject));
    }
    triples.add(node, qudt::NUMERIC_VALUE, decimal(quantity.value));
    if let Some(upper) = quantity.upper {
        triples.add(node, pg::UPPER_VALUE, decimal(upper));
    }
    // An IRI from a lexicon is still text: one that is none is left out, the unit as written stays.
    if let Some(unit) = quantity
        .unit
        .as_ref()
        .and_then(|it| NamedNode::new(it).ok())
    {
        triples.add(node, qudt::HAS_UNIT, unit);
    }
    triples.add(
        node,
        pg::UNIT_TEXT,
        Literal::from(quantity.unit_text.as_str()),
    );
    triples.add(
        node,
        pg::VALUE_TEXT,
        Literal::from(quantity.written.as_str()),
    );
    triples.add(
        node,
        pg::HAS_COMPARATOR,
        vocab::pg_term(quantity.comparator.name()),
    );
    triples.add(node, pg::HAS_CHANGE, vocab::pg_term(it.change.name()));
    add_date(triples, node, it.date);
    if let Some(start) = it.start {
        triples.add(node, pg::PERIOD_START, date(start));
    }
    if let Some(Base::Date(day)) = it.base {
        triples.add(node, pg::BASE_DATE, date(day));
    }
    if let Some(base) = it.base.and_then(Base::term) {
        triples.add(node, pg::HAS_BASE, vocab::pg_term(base));
    }
}

/// Says which whole a part belongs to. A whole that the reading does not state as a fact of its own has no evidence:
/// it is described as an observation, but is no fact.
fn describe_whole(
    triples: &mut Triples<'_>,
    node: &NamedNode,
    part: &Observation<EntityId>,
    (wholes, evidence): (&Wholes<'_>, &Evidence),
) {
    let Some(whole) = &part.within else { return };
    let (id, is_fact) = wholes.find(whole, evidence);
    let whole_node = fact_node(triples, &id);
    if !is_fact {
        describe_observation(triples, &whole_node, whole);
        describe_whole(triples, &whole_node, whole, (wholes, evidence));
    }
    triples.add(node, pg::WITHIN, whole_node);
}

/// Names the two ends of a relation.
fn describe_ends(triples: &mut Triples<'_>, node: &NamedNode, ends: (EntityId, EntityId)) {
    add_entity(triples, node, (pg::SUBJECT, ends.0));
    add_entity(triples, node, (pg::OBJECT, ends.1));
}

/// Says a plain triple between two entities.
fn link(
    triples: &mut Triples<'_>,
    subject: EntityId,
    (property, object): (NamedNodeRef<'_>, EntityId),
) {
    let subject = triples.entity(subject);
    add_entity(triples, &subject, (property, object));
}

/// Says a property whose value is an entity.
fn add_entity(
    triples: &mut Triples<'_>,
    node: &NamedNode,
    (property, object): (NamedNodeRef<'_>, EntityId),
) {
    let object = triples.entity(object);
    triples.add(node, property, object);
}

/// Says when.
fn add_date(triples: &mut Triples<'_>, node: &NamedNode, when: Option<PartialDate>) {
    if let Some(when) = when {
        triples.add(node, pg::DATE, date(when));
    }
}

/// An exact number, without trailing zeros.
fn decimal(number: Decimal) -> Literal {
    Literal::new_typed_literal(number.normalize().to_string(), xsd::DECIMAL)
}
