//! Facts: what a text states, each with its evidence. A fact without evidence cannot be built.

use std::fmt;
use std::sync::Arc;

use crate::model::{Base, Change, PartialDate, Quantity, Span};

/// Name of the rule that gave a mention or fact, as in `data/rules/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(Arc<str>);

impl RuleId {
    /// The id of a rule: its file's stem and its name, `conferral/recipient confer honor`.
    pub fn new(name: &str) -> Self {
        Self(Arc::from(name))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a text says that something is so, is intended, or is not so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// `pg:actual`
    #[default]
    Actual,
    /// `pg:planned`: makes no plain triple.
    Planned,
    /// `pg:negated`: makes no plain triple.
    Negated,
}

impl Modality {
    /// The name in the ontology.
    pub fn name(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Planned => "planned",
            Self::Negated => "negated",
        }
    }
}

/// Why a fact is believed.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The characters that it was read from, in text order; at least one span.
    pub spans: Vec<Span>,
    /// The rule that read it.
    pub rule: RuleId,
    /// How sure the rule is, 0 to 1.
    pub confidence: f64,
    /// Stated as so, intended or denied.
    pub modality: Modality,
}

/// A statement with its evidence, about mentions or about entities (`R`).
#[derive(Clone, Debug, PartialEq)]
pub struct Fact<R> {
    /// What is stated.
    pub statement: Statement<R>,
    /// Where, by which rule, how surely.
    pub evidence: Evidence,
}

/// What a fact states, one variant per class of the ontology.
#[derive(Clone, Debug, PartialEq)]
pub enum Statement<R> {
    /// `pg:Conferral`
    Conferral(Conferral<R>),
    /// `pg:Observation`
    Observation(Observation<R>),
    /// `pg:Location`
    Location {
        /// What lies there.
        subject: R,
        /// Where it lies.
        object: R,
    },
    /// `pg:Engagement`
    Engagement {
        /// Who works in the industry.
        subject: R,
        /// The industry.
        object: R,
    },
    /// `pg:Event`
    Event(Event<R>),
}

/// The kinds of facts, as in the ontology.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKind {
    /// `pg:Conferral`
    Conferral,
    /// `pg:Observation`
    Observation,
    /// `pg:Location`
    Location,
    /// `pg:Engagement`
    Engagement,
    /// `pg:Event`
    Event,
}

impl FactKind {
    /// All kinds, in the order in which tables show them.
    pub const ALL: [Self; 5] = [
        Self::Conferral,
        Self::Observation,
        Self::Location,
        Self::Engagement,
        Self::Event,
    ];

    /// The class name in the ontology: `Conferral`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Conferral => "Conferral",
            Self::Observation => "Observation",
            Self::Location => "Location",
            Self::Engagement => "Engagement",
            Self::Event => "Event",
        }
    }
}

/// A title given, applied for or passed.
#[derive(Clone, Debug, PartialEq)]
pub struct Conferral<R> {
    /// Who holds or seeks it.
    pub recipient: R,
    /// The title.
    pub honor: R,
    /// How far it has come.
    pub status: ConferralStatus,
    /// When.
    pub date: Option<PartialDate>,
    /// Who grants it.
    pub conferred_by: Vec<R>,
    /// The batch, as written: 首批, 第三批.
    pub batch: Option<String>,
}

/// How far a conferral has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConferralStatus {
    /// `pg:conferred`: 获评, 荣获, 入选.
    Conferred,
    /// `pg:approvedToCreate`: 获批创建, 同意创建.
    ApprovedToCreate,
    /// `pg:passedAcceptance`: 通过验收, 通过评审.
    PassedAcceptance,
    /// `pg:applying`: 申报, 争创.
    Applying,
}

impl ConferralStatus {
    /// All statuses.
    pub const ALL: [Self; 4] = [
        Self::Conferred,
        Self::ApprovedToCreate,
        Self::PassedAcceptance,
        Self::Applying,
    ];

    /// The name in the ontology: `approvedToCreate`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Conferred => "conferred",
            Self::ApprovedToCreate => "approvedToCreate",
            Self::PassedAcceptance => "passedAcceptance",
            Self::Applying => "applying",
        }
    }
}

/// A number said of something.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation<R> {
    /// Whose number it is.
    pub subject: Option<R>,
    /// What is measured, a noun phrase as in the text: 国家高新技术企业.
    pub indicator: String,
    /// The value with its unit.
    pub quantity: Quantity,
    /// A level, or how much it rose or fell.
    pub change: Change,
    /// The day that the number speaks of or the end of its period, as precise as the text.
    pub date: Option<PartialDate>,
    /// The beginning of the period, where the text gives it: January of 1至8月.
    pub start: Option<PartialDate>,
    /// What a rise or fall is measured against, where the text says it.
    pub base: Option<Base>,
    /// The observation of the whole, for a 其中 part.
    pub within: Option<Box<Observation<R>>>,
}

/// Something that happened to an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Event<R> {
    /// What happened.
    pub event_type: EventType,
    /// To whom.
    pub subject: R,
    /// When.
    pub date: Option<PartialDate>,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventType {
    /// `pg:acceptance`: 通过验收, 通过评审.
    Acceptance,
    /// `pg:signing`: 签约.
    Signing,
    /// `pg:opening`: 投产, 开园.
    Opening,
    /// `pg:constructionStart`: 开工, 奠基.
    ConstructionStart,
    /// `pg:completion`: 竣工.
    Completion,
    /// `pg:approval`: 批准设立, 升级.
    Approval,
    /// `pg:founding`: 成立, 始建.
    Founding,
    /// `pg:meeting`: 召开.
    Meeting,
    /// `pg:other`
    Other,
}

impl EventType {
    /// All event types.
    pub const ALL: [Self; 9] = [
        Self::Acceptance,
        Self::Signing,
        Self::Opening,
        Self::ConstructionStart,
        Self::Completion,
        Self::Approval,
        Self::Founding,
        Self::Meeting,
        Self::Other,
    ];

    /// The name in the ontology: `constructionStart`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Acceptance => "acceptance",
            Self::Signing => "signing",
            Self::Opening => "opening",
            Self::ConstructionStart => "constructionStart",
            Self::Completion => "completion",
            Self::Approval => "approval",
            Self::Founding => "founding",
            Self::Meeting => "meeting",
            Self::Other => "other",
        }
    }
}

impl<R> Statement<R> {
    /// Which kind of fact this is.
    pub fn kind(&self) -> FactKind {
        match self {
            Self::Conferral(_) => FactKind::Conferral,
            Self::Observation(_) => FactKind::Observation,
            Self::Location { .. } => FactKind::Location,
            Self::Engagement { .. } => FactKind::Engagement,
            Self::Event(_) => FactKind::Event,
        }
    }

    /// The same statement about what `refer` makes of each reference.
    pub fn map<S>(self, refer: &mut impl FnMut(R) -> S) -> Statement<S> {
        match self {
            Self::Conferral(it) => Statement::Conferral(Conferral {
                recipient: refer(it.recipient),
                honor: refer(it.honor),
                status: it.status,
                date: it.date,
                conferred_by: it.conferred_by.into_iter().map(refer).collect(),
                batch: it.batch,
            }),
            Self::Observation(it) => Statement::Observation(it.map(refer)),
            Self::Location { subject, object } => Statement::Location {
                subject: refer(subject),
                object: refer(object),
            },
            Self::Engagement { subject, object } => Statement::Engagement {
                subject: refer(subject),
                object: refer(object),
            },
            Self::Event(it) => Statement::Event(Event {
                event_type: it.event_type,
                subject: refer(it.subject),
                date: it.date,
            }),
        }
    }
}

impl<R> Observation<R> {
    /// The same observation about what `refer` makes of each reference.
    pub fn map<S>(self, refer: &mut impl FnMut(R) -> S) -> Observation<S> {
        Observation {
            subject: self.subject.map(&mut *refer),
            indicator: self.indicator,
            quantity: self.quantity,
            change: self.change,
            date: self.date,
            start: self.start,
            base: self.base,
            within: self.within.map(|whole| Box::new(whole.map(refer))),
        }
    }
}
