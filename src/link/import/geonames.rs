//! Dumps of GeoNames: the places of China that have a Chinese name.

use std::collections::BTreeSet;

use crate::clean::simplify;
use crate::lexicon::{Lexicon, Scheme};
use crate::link::import::rows::{BadRow, Table};

/// The columns of a dump that count: id, name in Latin letters, other names, latitude, longitude, feature class, country.
const COLUMNS: [usize; 7] = [0, 1, 3, 4, 5, 6, 8];

/// So many columns a dump has.
const WIDTH: usize = 19;

/// A place of a dump.
struct Place<'a> {
    line: usize,
    id: &'a str,
    english: &'a str,
    names: BTreeSet<String>,
    latitude: &'a str,
    longitude: &'a str,
    /// Whether it is a division, and not a town in one.
    is_division: bool,
}

/// The places of China in a GeoNames dump that have a Chinese name; those of other countries are left out silently.
///
/// A town that is called like a division, its seat, leaves the name to it, so that the name means one record.
pub fn geonames(text: &str, lexicon: &Lexicon) -> Table {
    let headers = ["geonameid", "name", "alias", "en", "latitude", "longitude"];
    let mut table = Table {
        headers: headers.map(str::to_owned).to_vec(),
        ..Table::default()
    };
    let mut places = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        match place(line, number) {
            Ok(place) => places.extend(place),
            Err(message) => table.broken.push(BadRow {
                line: number,
                message,
            }),
        }
    }
    let divisions = places.iter().filter(|it| it.is_division);
    let of_divisions: BTreeSet<String> = divisions.flat_map(|it| it.names.clone()).collect();
    for mut place in places {
        if !place.is_division {
            place.names.retain(|it| !of_divisions.contains(it));
        }
        table.rows.extend(row(&place, lexicon));
    }
    table
}

/// The place of a line, if it lies in China.
fn place(line: &str, number: usize) -> Result<Option<Place<'_>>, String> {
    let cells: Vec<&str> = line.split('\t').collect();
    if cells.len() < WIDTH {
        return Err(format!("{} cells, but a dump has {WIDTH}", cells.len()));
    }
    let [id, english, others, latitude, longitude, class, country] = COLUMNS.map(|it| cells[it]);
    let names = others.split(',').filter(|it| is_chinese(it)).map(simplify);
    let is_wanted = country == "CN" && matches!(class, "A" | "P");
    Ok(is_wanted.then(|| Place {
        line: number,
        id,
        english,
        names: names.collect(),
        latitude,
        longitude,
        is_division: class == "A",
    }))
}

/// The row of a place that has a name.
fn row(place: &Place<'_>, lexicon: &Lexicon) -> Option<(usize, Vec<String>)> {
    let name = name(&place.names, lexicon)?;
    let others = place.names.iter().filter(|it| *it != name);
    let others: Vec<&str> = others.map(String::as_str).collect();
    let others = others.join(";");
    let cells = [
        place.id,
        name,
        &others,
        place.english,
        place.latitude,
        place.longitude,
    ];
    Some((place.line, cells.map(str::to_owned).to_vec()))
}

/// The name that the lexicon has for a division, else the longest, which says what the place is: 张家港市 before 张家港.
fn name<'a>(names: &'a BTreeSet<String>, lexicon: &Lexicon) -> Option<&'a String> {
    let is_official = |name: &&String| {
        let mut entries = lexicon.named(name).map(|(_, it)| it);
        entries.any(|it| it.scheme == Scheme::Place && it.name == **name)
    };
    let official = names.iter().find(is_official);
    official.or_else(|| names.iter().rev().max_by_key(|it| it.chars().count()))
}

fn is_chinese(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|it| ('\u{4e00}'..='\u{9fff}').contains(&it))
}
