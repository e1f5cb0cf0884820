//! Links and their scores.

use crate::link::registry::Form;
use crate::link::weights::Weights;

/// A link, or a candidate for one.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// IRI of the entity.
    pub subject: String,
    /// Its name.
    pub subject_label: String,
    /// How much is known.
    pub predicate: Predicate,
    /// IRI of what it is linked to.
    pub object: String,
    /// Its name.
    pub object_label: String,
    /// The rule that made it, such as `link/name`.
    pub rule: String,
    /// How surely.
    pub score: Score,
    /// IRI of the data set.
    pub source: String,
    /// The data set's version.
    pub version: String,
    /// Whether it holds.
    pub status: Status,
    /// Who decided about it, and when, where a person did.
    pub decided: Option<(String, String)>,
}

/// How much a link says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Predicate {
    /// `owl:sameAs`: both have one identifier.
    SameAs,
    /// `skos:exactMatch`.
    ExactMatch,
    /// `skos:closeMatch`.
    CloseMatch,
    /// `skos:relatedMatch`.
    RelatedMatch,
}

/// Whether a link holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// It does.
    Accepted,
    /// Its score is too low; a person may accept it.
    Candidate,
    /// A person said no.
    Rejected,
}

/// A score in its parts, each from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// How the name was met.
    pub name: f64,
    /// Whether both are of one kind.
    pub kind: f64,
    /// Whether both lie in one place, and the name was in use.
    pub region: f64,
    /// Whether an identifier decides.
    pub code: f64,
}

impl Predicate {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::SameAs,
        Self::ExactMatch,
        Self::CloseMatch,
        Self::RelatedMatch,
    ];

    /// The term with its prefix.
    pub fn name(self) -> &'static str {
        match self {
            Self::SameAs => "owl:sameAs",
            Self::ExactMatch => "skos:exactMatch",
            Self::CloseMatch => "skos:closeMatch",
            Self::RelatedMatch => "skos:relatedMatch",
        }
    }

    /// The predicate with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Accepted, Self::Candidate, Self::Rejected];

    /// The local name of its term.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Candidate => "candidate",
            Self::Rejected => "rejected",
        }
    }
}

impl Score {
    /// A score that a name and a region give.
    pub(super) fn of(form: Form, region: f64, weights: &Weights) -> Self {
        let name = match form {
            Form::Full => weights.name.full,
            Form::Alias => weights.name.alias,
            Form::Generated => weights.name.generated,
        };
        Self {
            name,
            kind: 1.0,
            region,
            code: 0.0,
        }
    }

    /// The score of a link that an identifier makes.
    pub(super) fn of_code() -> Self {
        Self {
            name: 1.0,
            kind: 1.0,
            region: 1.0,
            code: 1.0,
        }
    }

    /// All parts in one number: 1 where an identifier decides, else their product.
    pub fn total(self) -> f64 {
        if self.code >= 1.0 {
            return self.kind;
        }
        self.name * self.kind * self.region
    }
}

impl Link {
    /// Why it was made, in the words of SEMAPV.
    pub fn justification(&self) -> &'static str {
        if self.decided.is_some() {
            return "https://w3id.org/semapv/vocab/ManualMappingCuration";
        }
        match self.rule.as_str() {
            "link/identifier" => "https://w3id.org/semapv/vocab/UnspecifiedMatching",
            // From the record that the name leads to on to another one.
            "link/code" | "link/successor" => "https://w3id.org/semapv/vocab/MappingChaining",
            // The name together with what is said around it.
            "link/nearest" | "link/superior" | "link/home" => {
                "https://w3id.org/semapv/vocab/CompositeMatching"
            }
            _ => "https://w3id.org/semapv/vocab/LexicalMatching",
        }
    }
}
