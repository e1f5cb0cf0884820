//! The sets that the program carries: those made of lexicons, and the tables of `data/open`.

use std::collections::HashSet;

use crate::lexicon::{Entry, Lexicon, Scheme};
use crate::link::dataset::{About, DataSet, ROOT, Record, Role};
use crate::link::table;
use crate::model::{EntityKind, Language};

const REPLACED: &str = "http://purl.org/dc/terms/isReplacedBy";
const VALID: &str = "http://purl.org/dc/terms/valid";
const PUBLISHER: &str = "http://purl.org/dc/terms/publisher";
const TYPE: &str = "http://purl.org/dc/terms/type";
const CONTAINED: &str = "https://schema.org/containedInPlace";
const CC0: &str = "https://creativecommons.org/publicdomain/zero/1.0/";

/// The tables of `data/open`.
const TABLES: &[(&str, EntityKind, Role, &str)] = &[
    (
        "wikidata",
        EntityKind::Place,
        Role::ByCode,
        include_str!("../../data/open/wikidata.tsv"),
    ),
    (
        "geonames",
        EntityKind::Place,
        Role::ByCode,
        include_str!("../../data/open/geonames.tsv"),
    ),
    (
        "zone-2018",
        EntityKind::Park,
        Role::Register,
        include_str!("../../data/open/zone-2018.tsv"),
    ),
    (
        "zone-economic",
        EntityKind::Park,
        Role::Register,
        include_str!("../../data/open/zone-economic.tsv"),
    ),
    (
        "zone-high-tech",
        EntityKind::Park,
        Role::Register,
        include_str!("../../data/open/zone-high-tech.tsv"),
    ),
    (
        "zone-statistical",
        EntityKind::Park,
        Role::Near,
        include_str!("../../data/open/zone-statistical.tsv"),
    ),
    (
        "eco-park",
        EntityKind::Park,
        Role::Event,
        include_str!("../../data/open/eco-park.tsv"),
    ),
    (
        "listed",
        EntityKind::Company,
        Role::Register,
        include_str!("../../data/open/listed.tsv"),
    ),
    (
        "industry",
        EntityKind::Industry,
        Role::Register,
        include_str!("../../data/open/industry.tsv"),
    ),
];

/// The table of towns, which has a form of its own.
const TOWNS: &str = include_str!("../../data/open/town.tsv");

/// What a set made of a lexicon is: its name, its scheme, its kind, its title, where it comes from, its version.
type FromLexicon = (
    &'static str,
    Scheme,
    EntityKind,
    &'static str,
    &'static str,
    &'static str,
);

/// The sets made of lexicons.
const LEXICONS: &[FromLexicon] = &[
    (
        "division",
        Scheme::Place,
        EntityKind::Place,
        "administrative divisions of China with their history, GB/T 2260; countries",
        "https://github.com/yescallop/areacodes",
        "1981/2024",
    ),
    (
        "park",
        Scheme::Park,
        EntityKind::Park,
        "parks of China: national zones and others, with their other names",
        "data/lexicon/park.ttl",
        "2026",
    ),
    (
        "company",
        Scheme::Company,
        EntityKind::Company,
        "companies and brands with their legal and English names",
        "data/lexicon/company.ttl",
        "2026",
    ),
    (
        "agency",
        Scheme::Agency,
        EntityKind::Agency,
        "public bodies of China with their predecessors, and institutions",
        "data/lexicon/agency.ttl",
        "2026",
    ),
    (
        "honor",
        Scheme::Honor,
        EntityKind::Honor,
        "titles and awards with who grants them",
        "data/lexicon/honor.ttl",
        "2026",
    ),
];

/// All sets that need no import, in a fixed order.
///
/// ```
/// use parkgraph::lexicon::Lexicon;
/// use parkgraph::link::built_in;
/// let sets = built_in(&Lexicon::load(None, None)?);
/// let towns = sets.iter().find(|it| it.name == "town").unwrap();
/// assert_eq!(towns.records.len(), 41_352);
/// # Ok::<(), parkgraph::lexicon::Errors>(())
/// ```
pub fn built_in(lexicon: &Lexicon) -> Vec<DataSet> {
    let lexicons = LEXICONS.iter().map(|it| of_lexicon(it, lexicon));
    let towns = std::iter::once_with(|| table::read_towns("town", TOWNS));
    let tables = TABLES
        .iter()
        .map(|(name, kind, role, text)| table::read(name, *kind, *role, text));
    lexicons.chain(towns).chain(tables).collect()
}

/// The codes of all divisions, in force or given up, and of the zones that statistics count like counties.
pub(super) fn division_codes(lexicon: &Lexicon) -> HashSet<String> {
    let entries = lexicon.entries().iter();
    let places = entries.filter(|it| it.scheme == Scheme::Place);
    let codes = places.filter_map(|it| it.notation.clone());
    let units = TABLES
        .iter()
        .filter(|(name, ..)| *name == "zone-statistical");
    let units = units.flat_map(|(name, kind, role, text)| {
        let set = table::read(name, *kind, *role, text);
        set.records.into_iter().map(|it| it.id)
    });
    codes.chain(units).collect()
}

/// A set of the entries of one scheme.
fn of_lexicon(
    (name, scheme, kind, title, source, version): &FromLexicon,
    lexicon: &Lexicon,
) -> DataSet {
    let entries = lexicon.entries().iter().filter(|it| it.scheme == *scheme);
    DataSet {
        name: (*name).to_owned(),
        iri: format!("{ROOT}{name}"),
        kind: *kind,
        role: Role::Register,
        about: About {
            title: (*title).to_owned(),
            publisher: "parkgraph contributors".to_owned(),
            source: (*source).to_owned(),
            licence: CC0.to_owned(),
            version: (*version).to_owned(),
            evidence: "see the header of the lexicon".to_owned(),
            hash: String::new(),
        },
        records: entries.map(of_entry).collect(),
    }
}

/// A record of an entry.
fn of_entry(entry: &Entry) -> Record {
    let link = |predicate: &str| {
        let mut matches = entry.matches.iter();
        let found = matches.find(|(name, _)| name == predicate);
        found.map(|(_, iri)| iri.clone())
    };
    let of_language = |wanted: Language| {
        let aliases = entry.aliases.iter();
        aliases.filter(move |(_, language)| *language == wanted)
    };
    let mut record = Record {
        id: entry
            .notation
            .clone()
            .unwrap_or_else(|| last(&entry.iri).to_owned()),
        iri: entry.iri.clone(),
        name: entry.name.clone(),
        aliases: of_language(Language::Simplified)
            .map(|(it, _)| it.clone())
            .collect(),
        english: of_language(Language::English)
            .next()
            .map(|(it, _)| it.clone()),
        region: link(CONTAINED).map(|it| last(&it).to_owned()),
        broader: entry.broader.clone(),
        valid: None,
        successor: link(REPLACED),
        values: Vec::new(),
    };
    for (predicate, text) in &entry.literals {
        match predicate.as_str() {
            VALID => record.valid = Some(years(text)),
            PUBLISHER => record.values.push(("publisher".to_owned(), text.clone())),
            TYPE => record.values.push(("type".to_owned(), text.clone())),
            _ => {}
        }
    }
    if entry.scheme == Scheme::Place {
        place(&mut record);
    } else if let (Scheme::Park, Some(code)) = (entry.scheme, &entry.notation) {
        record
            .values
            .push(("catalogue_code".to_owned(), code.clone()));
    }
    record
}

/// Completes the record of a place: its region is itself, its level follows from its code.
fn place(record: &mut Record) {
    let level = level(&record.id);
    record.region = (level != "country").then(|| record.id.clone());
    record.values.push(("level".to_owned(), level.to_owned()));
}

/// The level of a division, from its code.
pub(super) fn level(code: &str) -> &'static str {
    match code.len() {
        6 if code.ends_with("0000") => "province",
        6 if code.ends_with("00") => "prefecture",
        6 => "county",
        9 | 12 => "town",
        _ => "country",
    }
}

/// The first and last year of `1983/1986`; either may be missing.
fn years(text: &str) -> (Option<i32>, Option<i32>) {
    let (first, last) = text.split_once('/').unwrap_or((text, ""));
    (first.parse().ok(), last.parse().ok())
}

/// The last segment of an IRI.
pub(super) fn last(iri: &str) -> &str {
    iri.rsplit('/').next().unwrap_or(iri)
}
