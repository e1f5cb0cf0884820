//! Tables of open data as they stand in `data/open`: what the set is, its columns, its rows.

use sha2::{Digest, Sha256};

use crate::graph::data_iri;
use crate::link::dataset::{About, DataSet, ROOT, Record, Role};
use crate::model::EntityKind;

/// Reads a table that is built in. What it lacks stays empty; the tests check what each table must have.
pub(super) fn read(name: &str, kind: EntityKind, role: Role, text: &str) -> DataSet {
    let about = about_with_hash(text);
    let mut lines = text.lines().filter(|it| !it.starts_with('#'));
    let columns: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let mut records: Vec<Record> = lines
        .map(|line| {
            let cells = columns.iter().zip(line.split('\t'));
            let mut record = record(cells.map(|(column, cell)| (*column, cell)));
            record.iri = other_iri(&record).unwrap_or_else(|| iri(name, &record.id));
            record
        })
        .collect();
    for record in &mut records {
        record.broader = record.broader.as_deref().map(|it| iri(name, it));
    }
    DataSet {
        name: name.to_owned(),
        iri: format!("{ROOT}{name}"),
        kind,
        role,
        about,
        records,
    }
}

/// The table of towns: a line has a county's code and its towns, each the last three digits of its code and its name.
pub(super) fn read_towns(name: &str, text: &str) -> DataSet {
    let mut set = read(name, EntityKind::Place, Role::Register, text);
    set.records.clear();
    let lines = text.lines().filter(|it| !it.starts_with('#')).skip(1);
    for (county, towns) in lines.filter_map(|it| it.split_once('\t')) {
        set.records.extend(towns.split(' ').filter_map(|town| {
            let (digits, town) = town.split_at_checked(3)?;
            Some(self::town(name, &format!("{county}{digits}"), town))
        }));
    }
    set
}

fn town(set: &str, code: &str, name: &str) -> Record {
    let level = if is_statistical(code) {
        "statistical unit"
    } else {
        "town"
    };
    Record {
        id: code.to_owned(),
        iri: iri(set, code),
        name: name.to_owned(),
        region: code.get(..6).map(str::to_owned),
        values: vec![("level".to_owned(), level.to_owned())],
        ..Record::default()
    }
}

/// Whether a town's code is that of a unit which statistics alone know: the county is one, or the last digits are 400 to 599.
pub(super) fn is_statistical(code: &str) -> bool {
    let county = code.get(4..5) == Some("7");
    let own = code.get(6..9).and_then(|it| it.parse::<u16>().ok());
    county || own.is_some_and(|it| (400..600).contains(&it))
}

/// What the header says, and the hash of the whole.
pub(super) fn about_with_hash(text: &str) -> About {
    let mut about = about(text);
    about.hash = hash(text.as_bytes());
    about
}

/// What the header says.
fn about(text: &str) -> About {
    let mut about = About::default();
    for line in text.lines().take_while(|it| it.starts_with('#')) {
        let Some((key, value)) = line.trim_start_matches(['#', ' ']).split_once(": ") else {
            continue;
        };
        let field = match key {
            "title" => &mut about.title,
            "publisher" => &mut about.publisher,
            "source" => &mut about.source,
            "licence" => &mut about.licence,
            "version" => &mut about.version,
            "evidence" => &mut about.evidence,
            _ => continue,
        };
        value.clone_into(field);
    }
    about
}

/// A record of a row's cells. Its IRI and that of the record around it are not made yet.
pub(super) fn record<'a>(cells: impl Iterator<Item = (&'a str, &'a str)>) -> Record {
    let mut record = Record::default();
    for (column, cell) in cells.filter(|(_, cell)| !cell.is_empty()) {
        let cell = cell.to_owned();
        match column {
            "id" => record.id = cell,
            "name" => record.name = cell,
            "alias" => record.aliases.extend(cell.split(';').map(str::to_owned)),
            "en" => record.english = Some(cell),
            "region" => record.region = Some(cell),
            "parent" => record.broader = Some(cell),
            _ => record.values.push((column.to_owned(), cell)),
        }
    }
    record
}

/// The IRI that others have made for a record.
pub(super) fn other_iri(record: &Record) -> Option<String> {
    let wikidata = record
        .value("qid")
        .map(|it| ("http://www.wikidata.org/entity/", it, ""));
    let geonames = || Some(("https://sws.geonames.org/", record.value("geonames")?, "/"));
    let (root, id, end) = wikidata.or_else(geonames)?;
    let is_plain = id.chars().all(|it| it.is_ascii_alphanumeric());
    is_plain.then(|| format!("{root}{id}{end}"))
}

/// The IRI of a record of a built-in set.
pub(super) fn iri(set: &str, id: &str) -> String {
    data_iri(ROOT, set, id)
}

/// SHA-256 in hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let digits: Vec<String> = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    digits.concat()
}
