//! Sets of open data: what is known of a set, and its records.

use oxrdf::NamedNode;

use crate::model::EntityKind;

/// Where the records of the built-in sets are rooted, unless they are entries of a lexicon.
pub const ROOT: &str = "https://w3id.org/parkgraph/data/";

/// What the record of a set says whose licence nobody gave.
pub const LICENCE_UNKNOWN: &str = "licence unknown";

/// Whether a text can be the IRI of a licence.
///
/// ```
/// use parkgraph::link::is_licence;
/// assert!(is_licence("https://creativecommons.org/licenses/by/4.0/"));
/// assert!(!is_licence("CC BY 4.0"));
/// ```
pub fn is_licence(text: &str) -> bool {
    NamedNode::new(text).is_ok()
}

/// A set of open data about things of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataSet {
    /// Its name on the command line: `zone-2018`.
    pub name: String,
    /// The IRI of the set itself.
    pub iri: String,
    /// What its records are.
    pub kind: EntityKind,
    /// What they say of the things they are linked to.
    pub role: Role,
    /// Where it comes from.
    pub about: About,
    /// Its records, in its own order.
    pub records: Vec<Record>,
}

/// What a link to a record of a set can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A record stands for the very thing that its name names.
    Register,
    /// A record is near the thing: a statistical unit beside a zone, a class beside an industry.
    Near,
    /// A record is an event of the thing: the holder of an honour.
    Event,
    /// A record is known by the code of a division.
    ByCode,
    /// A record is data about the thing, not to be linked.
    Data,
}

/// Where a set comes from, for its DCAT record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// What it is.
    pub title: String,
    /// Who answers for it.
    pub publisher: String,
    /// The page, file or paper that it was taken from.
    pub source: String,
    /// Its licence, as an IRI.
    pub licence: String,
    /// Its date or version.
    pub version: String,
    /// How far it can be trusted.
    pub evidence: String,
    /// SHA-256 of the file, in hexadecimal; empty for sets that are made of lexicons.
    pub hash: String,
}

/// One record of a set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Its key in the set: a code, or a number.
    pub id: String,
    /// Its IRI.
    pub iri: String,
    /// Its name in simplified Chinese.
    pub name: String,
    /// Its other names in simplified Chinese.
    pub aliases: Vec<String>,
    /// Its English name.
    pub english: Option<String>,
    /// Code of the division that it lies in, or that it is.
    pub region: Option<String>,
    /// IRI of the record around it.
    pub broader: Option<String>,
    /// First and last year in which it was so called; open where unknown.
    pub valid: Option<(Option<i32>, Option<i32>)>,
    /// IRI of the record that followed it.
    pub successor: Option<String>,
    /// Everything else, by column.
    pub values: Vec<(String, String)>,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Register,
        Self::Near,
        Self::Event,
        Self::ByCode,
        Self::Data,
    ];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Near => "near",
            Self::Event => "event",
            Self::ByCode => "by-code",
            Self::Data => "data",
        }
    }

    /// The role with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

impl Record {
    /// The name and the aliases.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }

    /// The value of a column.
    pub fn value(&self, column: &str) -> Option<&str> {
        let mut values = self.values.iter();
        values
            .find(|(name, _)| name == column)
            .map(|(_, it)| it.as_str())
    }

    /// Whether it was so called in a year. Without dates it always was.
    pub fn is_valid_in(&self, year: i32) -> bool {
        let (first, last) = self.valid.unwrap_or_default();
        first.is_none_or(|it| it <= year) && last.is_none_or(|it| year <= it)
    }
}
