//! Divisions of the country: the one after which a park is named, and those around it.

use std::cmp::Reverse;

use crate::extract::page::Page;
use crate::extract::whole_place::is_pointer;
use crate::lexicon::{Entry, Scheme, code_prefix};
use crate::model::EntityKind;

/// The full name of the division whose short name begins the name of a park: 张家港|经开区 -> 张家港市; of a division and one
/// inside it the inner: 山东|禹城|高新区 -> 禹城市.
pub(super) fn place_in_name(page: &Page<'_>, park: &str) -> Option<String> {
    let inner = park
        .split_once('(')
        .and_then(|(_, rest)| rest.split_once(')'))
        .and_then(|(inner, _)| place_in_name(page, inner));
    inner.or_else(|| {
        let (outer, rest) = leading_place(page, park)?;
        let inner = leading_place(page, rest).map(|it| it.0);
        let inner = inner.filter(|it| is_within(page, it, Some(&outer)));
        Some(inner.unwrap_or(outer))
    })
}

/// The full name of the division that a name begins with, and the rest of the name.
fn leading_place<'n>(page: &Page<'_>, name: &'n str) -> Option<(String, &'n str)> {
    let ends = name.char_indices().map(|(at, it)| at + it.len_utf8());
    let ends: Vec<usize> = ends.skip(1).collect();
    ends.into_iter().rev().find_map(|end| {
        let (stem, rest) = name.split_at(end);
        let county = || {
            let mut counties = page.lexicon.county_heads().iter();
            let county = counties.find_map(|it| place_named(page, &format!("{stem}{it}")));
            county.filter(|it| is_spoken_around(page, it))
        };
        let place = place_named(page, stem).or_else(county)?;
        Some((place.to_owned(), rest))
    })
}

/// Whether the page names a division or one around it.
fn is_spoken_around(page: &Page<'_>, place: &str) -> bool {
    let Some(inner) = code_of(page, place) else {
        return false;
    };
    let places = page.names.iter().filter(|it| it.kind == EntityKind::Place);
    let mut codes = places.filter_map(|it| code_of(page, &it.name));
    codes.any(|outer| inner.starts_with(code_prefix(outer)))
}

/// Says from when to when a former division had its name.
const VALID: &str = "http://purl.org/dc/terms/valid";

/// The full name of a place, if possible one that the page names.
fn place_named<'p>(page: &'p Page<'_>, name: &str) -> Option<&'p str> {
    page.lexicon
        .named(name)
        .filter(|(_, it)| it.scheme == Scheme::Place && is_division(it) && is_current(it))
        .map(|(_, it)| it.name.as_str())
        .min_by_key(|&place| (!page.names.iter().any(|it| it.name == place), place))
}

/// Whether a text begins with a division that is written without its kind: 泰兴|, 东明|.
pub(super) fn has_short_place(page: &Page<'_>, text: &str) -> bool {
    let ends = text.char_indices().map(|(at, it)| at + it.len_utf8());
    let mut stems = ends.skip(1).take(2).map(|end| text.split_at(end).0);
    stems.any(|stem| {
        let mut counties = page.lexicon.county_heads().iter();
        place_named(page, stem).is_some()
            || counties.any(|it| place_named(page, &format!("{stem}{it}")).is_some())
    })
}

/// Whether a place is a division of the country and not a country.
fn is_division(place: &Entry) -> bool {
    let code = place.notation.as_deref();
    code.is_none_or(|code| code.starts_with(|it: char| it.is_ascii_digit()))
}

/// Whether a division has that name today.
fn is_current(place: &Entry) -> bool {
    !place.literals.iter().any(|(it, _)| it == VALID)
}

/// Whether a place is a prefecture or larger; short names of counties are words as well (东川).
pub(super) fn is_prefecture(page: &Page<'_>, place: &str) -> bool {
    let mut entries = page.lexicon.named(place);
    entries.any(|(_, it)| {
        let code = it.notation.as_deref();
        it.scheme == Scheme::Place && code.is_some_and(|code| code.ends_with("00"))
    })
}

/// Whether a word is the name of a county without its last character, and another word as well: 平和|县.
pub(super) fn is_county(page: &Page<'_>, word: &str) -> bool {
    word.chars().nth(1).is_some()
        && page
            .lexicon
            .county_heads()
            .iter()
            .any(|it| page.is_named_in(Scheme::Place, &format!("{word}{it}")))
}

/// Whether a division lies in another one.
pub(super) fn is_within(page: &Page<'_>, inner: &str, outer: Option<&str>) -> bool {
    let codes = code_of(page, inner).zip(outer.and_then(|it| code_of(page, it)));
    codes.is_some_and(|(inner, outer)| inner.starts_with(code_prefix(outer)))
}

/// The name of the prefecture that a county or district belongs to.
pub(super) fn prefecture_of<'p>(page: &'p Page<'_>, place: &str) -> Option<&'p str> {
    coded(page, &format!("{}00", code_of(page, place)?.get(..4)?))
}

/// The name of the province that a division lies in.
pub(super) fn province_of<'p>(page: &'p Page<'_>, place: &str) -> Option<&'p str> {
    coded(page, &format!("{}0000", province_code(page, place)?))
}

/// The first two digits of the code of a division: those of its province.
pub(super) fn province_code<'p>(page: &'p Page<'_>, place: &str) -> Option<&'p str> {
    code_of(page, place)?.get(..2)
}

/// The name of the division with a code.
fn coded<'p>(page: &'p Page<'_>, code: &str) -> Option<&'p str> {
    let mut entries = page.lexicon.entries().iter();
    let found =
        entries.find(|it| it.scheme == Scheme::Place && it.notation.as_deref() == Some(code));
    found.map(|it| it.name.as_str())
}

/// The smallest division that the page names and that holds the one after which a park is named: 黄山|高新区 in 安徽省.
pub(super) fn division_around(page: &Page<'_>, park: usize) -> Option<usize> {
    let inner = code_of(page, &place_in_name(page, &page.names[park].name)?)?;
    // 全省 names no division that a reader could point at.
    let is_place =
        |it: &usize| page.is_kind(*it, EntityKind::Place) && !is_pointer(&page.names[*it]);
    let places = (0..page.names.len()).filter(is_place);
    let codes = places.filter_map(|it| {
        let own = code_of(page, &page.names[it].name)?;
        let outer = code_prefix(own);
        (inner != own && inner.starts_with(outer)).then_some((outer.len(), Reverse(it)))
    });
    codes.max().map(|(_, Reverse(it))| it)
}

/// Whether a text is the name of a province.
pub(super) fn names_province(page: &Page<'_>, text: &str) -> bool {
    page.lexicon.named(text).any(|(_, it)| {
        let code = it.notation.as_deref();
        it.scheme == Scheme::Place && code.is_some_and(|code| code.ends_with("0000"))
    })
}

/// Whether a place is a province.
pub(super) fn is_province(page: &Page<'_>, place: usize) -> bool {
    let code = code_of(page, &page.names[place].name);
    code.is_some_and(|it| it.ends_with("0000"))
}

/// Whether a place is a county, a district or a city.
pub(super) fn is_county_or_city(page: &Page<'_>, place: usize) -> bool {
    let name = &page.names[place];
    let code = code_of(page, &name.name);
    code.is_some_and(|it| !it.ends_with("0000")) && !is_pointer(name)
}

/// Whether a division is the place that the page names, in full or short, or lies in it.
pub(super) fn lies_at(page: &Page<'_>, division: &str, named: usize) -> bool {
    let name = page.names[named].name.as_str();
    let mut entries = page.lexicon.named(name);
    name == division
        || is_within(page, division, Some(name))
        || entries.any(|(_, it)| it.scheme == Scheme::Place && it.name == division)
}

/// The code of a division.
pub(super) fn code_of<'p>(page: &'p Page<'_>, place: &str) -> Option<&'p str> {
    let mut entries = page.lexicon.named(place);
    entries.find_map(|(_, it)| match it.scheme {
        Scheme::Place => it.notation.as_deref().filter(|_| is_division(it)),
        _ => None,
    })
}
