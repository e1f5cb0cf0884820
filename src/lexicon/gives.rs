//! What a rule gives, as written and as checked: kinds, statuses, types, and what a number measures.

use toml::Spanned;

use crate::lexicon::pattern::{Atom, Element, Filler, Role};
use crate::lexicon::rule::{RawGives, RawRule};
use crate::model::{Change, ConferralStatus, EventType};

/// What a rule gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gives {
    /// Names to remember.
    Mention,
    /// A conferral of this status.
    Conferral(ConferralStatus),
    /// Where the subject lies.
    Location,
    /// The industry of the subject.
    Engagement,
    /// An event of this type.
    Event(EventType),
    /// A quantity of an indicator: a level, a rise or a fall.
    Observation(Change),
}

/// A mistake that does not know its file yet.
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) note: &'static str,
}

/// What a rule gives, from what is written.
pub(super) fn gives(raw: &RawRule) -> Result<Gives, Fault> {
    let kind = &raw.gives.kind;
    match kind.get_ref().as_str() {
        "Mention" => Ok(Gives::Mention),
        "Location" => Ok(Gives::Location),
        "Engagement" => Ok(Gives::Engagement),
        "Observation" => observation(raw),
        "Conferral" => conferral(raw),
        "Event" => event(raw),
        other => Err(Fault {
            at: kind.span().start,
            code: "R009",
            message: format!("nothing is called {other:?}"),
            note: "Mention, Conferral, Observation, Location, Engagement or Event",
        }),
    }
}

fn observation(raw: &RawRule) -> Result<Gives, Fault> {
    let Some(written) = &raw.gives.change else {
        return Ok(Gives::Observation(Change::Level));
    };
    let mut all = Change::ALL.into_iter();
    let change = all.find(|it| it.name() == written.get_ref().as_str());
    change.map(Gives::Observation).ok_or_else(|| Fault {
        at: written.span().start,
        code: "R009",
        message: format!("no change is called {:?}", written.get_ref()),
        note: "level, increase or decrease",
    })
}

/// What only another kind of fact has: a status of an event, a type of a conferral.
pub(super) fn out_of_place(raw: &RawRule) -> Vec<Fault> {
    let RawGives {
        kind,
        status,
        event_type,
        change,
        ..
    } = &raw.gives;
    let written = [
        ("status", "Conferral", status),
        ("type", "Event", event_type),
        ("change", "Observation", change),
    ];
    let wrong = written
        .into_iter()
        .filter(|(_, owner, value)| value.is_some() && kind.get_ref() != owner);
    wrong
        .map(|(field, owner, value)| Fault {
            at: value.as_ref().map_or(0, |it| it.span().start),
            code: "R009",
            message: format!("{} has no `{field}`", kind.get_ref()),
            note: match owner {
                "Conferral" => "take it out: only a Conferral has one",
                "Event" => "take it out: only an Event has one",
                _ => "take it out: only an Observation has one",
            },
        })
        .collect()
}

/// What the number of a rule measures: an observation says it and has the number, no other rule does.
pub(super) fn measured(raw: &RawRule, pattern: &[Element]) -> Result<Option<String>, Fault> {
    let is_observation = raw.gives.kind.get_ref() == "Observation";
    let at = raw.gives.kind.span().start;
    let fault = |message: &str, note: &'static str| Fault {
        at,
        code: "R009",
        message: message.to_owned(),
        note,
    };
    let number = |it: &Element| {
        let Atom::Slot { role, filler, .. } = &it.atom else {
            return false;
        };
        *role == Role::Value && *filler == Filler::Measure
    };
    match (&raw.gives.indicator, is_observation) {
        (None, true) => Err(fault(
            "an observation needs `indicator`",
            "name what the number measures: { kind = \"Observation\", indicator = \"…\" }",
        )),
        (Some(_), false) => Err(fault(
            "only an observation has an `indicator`",
            "take it out",
        )),
        (Some(_), true) if !pattern.is_empty() && !pattern.iter().any(number) => Err(fault(
            "the pattern of an observation needs a number",
            "write <value:Measure> where it stands",
        )),
        (indicator, _) => Ok(indicator.as_ref().map(|it| it.get_ref().clone())),
    }
}

fn conferral(raw: &RawRule) -> Result<Gives, Fault> {
    let (name, at) = qualifier(raw, raw.gives.status.as_ref());
    let mut all = ConferralStatus::ALL.into_iter();
    let status = all.find(|it| it.name() == name);
    status.map(Gives::Conferral).ok_or_else(|| Fault {
        at,
        code: "R009",
        message: format!("no conferral status is called {name:?}"),
        note: "conferred, approvedToCreate, passedAcceptance or applying",
    })
}

fn event(raw: &RawRule) -> Result<Gives, Fault> {
    let (name, at) = qualifier(raw, raw.gives.event_type.as_ref());
    let mut all = EventType::ALL.into_iter();
    let event_type = all.find(|it| it.name() == name);
    event_type.map(Gives::Event).ok_or_else(|| Fault {
        at,
        code: "R009",
        message: format!("no event type is called {name:?}"),
        note: "acceptance, signing, opening, constructionStart, completion, approval, founding, meeting or other",
    })
}

/// A status or type and where it is written; where there is none, the place of the kind.
fn qualifier<'a>(raw: &RawRule, written: Option<&'a Spanned<String>>) -> (&'a str, usize) {
    written.map_or(("", raw.gives.kind.span().start), |it| {
        (it.get_ref().as_str(), it.span().start)
    })
}
