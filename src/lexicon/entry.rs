//! What one line of a lexicon says: a name with its aliases, its code and its links, in one scheme.

use crate::model::{Decimal, Language};

/// Where every scheme of the lexicons is rooted; `skos:inScheme <…/lexicon/park>` puts an entry among the parks.
pub const BASE: &str = "https://w3id.org/parkgraph/lexicon/";

/// What the codes (GB/T 2260) of a division and of all inside it begin with.
///
/// ```
/// use parkgraph::lexicon::code_prefix;
/// assert_eq!(code_prefix("350000"), "35");
/// assert!("350823".starts_with(code_prefix("350800")));
/// ```
pub fn code_prefix(code: &str) -> &str {
    code.trim_end_matches("00")
}

/// One entry of a lexicon, as its file states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which list it belongs to.
    pub scheme: Scheme,
    /// Its IRI.
    pub iri: String,
    /// `skos:prefLabel` in simplified Chinese.
    pub name: String,
    /// `skos:altLabel` (and `skos:prefLabel` in other languages), in the order of the file.
    pub aliases: Vec<(String, Language)>,
    /// `skos:notation`: GB/T 2260 code, catalogue code, "legal" or "weak" for company suffixes.
    pub notation: Option<String>,
    /// `skos:broader`: the place around a place.
    pub broader: Option<String>,
    /// All other links as (predicate, IRI): `skos:exactMatch`, `skos:closeMatch`, `dcterms:isReplacedBy` …
    pub matches: Vec<(String, String)>,
    /// All other literals as (predicate, text): `dcterms:publisher`, `dcterms:valid`, `pg:unitText` …
    pub literals: Vec<(String, String)>,
    /// `qudt:conversionMultiplier`, for units.
    pub multiplier: Option<Decimal>,
    /// The file's name without its folder: `park.ttl`.
    pub file: String,
    /// The line on which it begins, from 1.
    pub line: usize,
}

/// A list of words of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// Development zones and other parks.
    Park,
    /// Companies and brands.
    Company,
    /// Administrative divisions and countries.
    Place,
    /// Public bodies, institutes, universities, associations.
    Agency,
    /// Titles, awards, pilot schemes.
    Honor,
    /// Words a title ends in.
    HonorHead,
    /// Words that say at which level a title is given.
    HonorLevel,
    /// Words a park's name ends in.
    ParkHead,
    /// Words a company's name ends in; the notation is "legal" or "weak".
    CompanySuffix,
    /// Words an agency's name ends in.
    AgencyHead,
    /// Words a project's name ends in.
    ProjectHead,
    /// Words a place's name ends in.
    PlaceHead,
    /// Industries and sectors.
    Industry,
    /// What is measured.
    Indicator,
    /// Units of measurement.
    Unit,
}

impl Entry {
    /// The IRI that a unit has in the graph: QUDT's where there is one.
    pub fn unit_iri(&self) -> &str {
        let mut matches = self.matches.iter();
        let found = matches.find(|(predicate, _)| predicate.ends_with("exactMatch"));
        found.map_or(&self.iri, |(_, iri)| iri)
    }

    /// Whether it is a country: its code has two letters.
    pub fn is_country(&self) -> bool {
        let code = self.notation.as_deref();
        self.scheme == Scheme::Place && code.is_some_and(|it| it.len() == 2)
    }

    /// The name and the aliases.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        let aliases = self.aliases.iter().map(|(alias, _)| alias.as_str());
        std::iter::once(self.name.as_str()).chain(aliases)
    }
}

impl Scheme {
    /// Every scheme, in the order of the type.
    pub const ALL: [Self; 15] = [
        Self::Park,
        Self::Company,
        Self::Place,
        Self::Agency,
        Self::Honor,
        Self::HonorHead,
        Self::HonorLevel,
        Self::ParkHead,
        Self::CompanySuffix,
        Self::AgencyHead,
        Self::ProjectHead,
        Self::PlaceHead,
        Self::Industry,
        Self::Indicator,
        Self::Unit,
    ];

    /// The last part of the scheme's IRI.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Park => "park",
            Self::Company => "company",
            Self::Place => "place",
            Self::Agency => "agency",
            Self::Honor => "honor",
            Self::HonorHead => "honor-head",
            Self::HonorLevel => "honor-level",
            Self::ParkHead => "park-head",
            Self::CompanySuffix => "company-suffix",
            Self::AgencyHead => "agency-head",
            Self::ProjectHead => "project-head",
            Self::PlaceHead => "place-head",
            Self::Industry => "industry",
            Self::Indicator => "indicator",
            Self::Unit => "unit",
        }
    }

    /// The scheme with this IRI.
    ///
    /// ```
    /// use parkgraph::lexicon::Scheme;
    /// let iri = "https://w3id.org/parkgraph/lexicon/honor-head";
    /// assert_eq!(Scheme::from_iri(iri), Some(Scheme::HonorHead));
    /// assert_eq!(Scheme::from_iri("https://example.org/park"), None);
    /// ```
    pub fn from_iri(iri: &str) -> Option<Self> {
        let name = iri.strip_prefix(BASE)?;
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }

    /// Whether two entries may bear one name, told apart by their notation (鼓楼区 in four cities).
    pub fn may_share_names(self) -> bool {
        matches!(self, Self::Place)
    }
}
