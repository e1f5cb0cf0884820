//! Parts of a zone that are called by their side alone: 分为|东区、西区|, 分|东、西|两个片区, 某开发区|东区.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::extract::context::ShortForm;
use crate::extract::page::{Bytes, Name, Page};
use crate::lexicon::Hit;
use crate::model::{EntityKind, RuleId};

/// The rule that reads such parts.
const PART: &str = "name/part by its side";

/// Words behind which such a part stands as a name of its own.
const LEADS: [&str; 6] = [
    "list_mark",
    "has_parts",
    "copula",
    "locative",
    "among_them",
    "located_word",
];

/// A place that speaks of a part.
struct Sided {
    /// Where it stands.
    bytes: Bytes,
    /// What it is called: 东区.
    part: String,
    /// The park that it is said to be a part of, by the position of its name.
    whole: Option<usize>,
    /// Whether its name begins with that of the whole.
    full: bool,
}

/// The parts of a page that are called by their side, and the full names that these stand for, if the page says of which zone
/// one of them is a part.
pub(super) fn sided_parts(page: &Page<'_>) -> (Vec<Name>, Vec<ShortForm>) {
    let prose = || page.sentences.iter().filter(|it| Page::is_prose(it));
    let mut found = Vec::new();
    for sentence in prose() {
        let sides = page.words_in("side_part", &sentence.bytes);
        found.extend(sides.filter_map(|it| side(page, it)));
    }
    let called: BTreeSet<String> = found.iter().map(|it: &Sided| it.part.clone()).collect();
    for sentence in prose() {
        let lists = page.words_in("sides", &sentence.bytes);
        let counted = lists.flat_map(|it| counted_sides(page, it));
        found.extend(counted.filter(|it| called.contains(&it.part)));
    }
    found.sort_by_key(|it| it.bytes.start);
    let full = full_names(page, &found);
    let mut first = BTreeMap::new();
    let mut names = Vec::new();
    for it in found {
        let Some(full) = full.get(&it.part) else {
            continue;
        };
        let own = it.full.then(|| page.slice(it.bytes.clone()).to_owned());
        let same = own.as_ref().is_some_and(|own| {
            let whole = |name: &str| {
                name.strip_suffix(&it.part)
                    .map(|it| page.lexicon.park_key(it))
            };
            whole(own) == whole(full)
        });
        let own = own.map(|own| if same { full.clone() } else { own });
        let again = first.insert(it.part.clone(), full).is_some();
        let name = own.unwrap_or_else(|| if again { it.part } else { full.clone() });
        names.push(Name {
            bytes: it.bytes,
            kind: EntityKind::Park,
            name,
            rule: RuleId::new(PART),
            confidence: 0.85,
        });
    }
    let forms = first.into_iter().map(|(short, long)| ShortForm {
        short,
        long: long.clone(),
        kind: EntityKind::Park,
    });
    (names, forms.collect())
}

/// The full name of each part: that of a park which ends so, or that of the whole with the part behind it.
fn full_names(page: &Page<'_>, found: &[Sided]) -> BTreeMap<String, String> {
    let mut apart = found.iter().filter(|it| !it.full);
    let said = apart.find_map(|it| it.whole);
    let full = |part: &str| {
        let mut parks = page.names.iter().filter(|it| it.kind == EntityKind::Park);
        let known = parks.find(|it| it.name.len() > part.len() && it.name.ends_with(part));
        let own = found.iter().filter(|it| it.part == part);
        let own = own.filter_map(|it| it.whole);
        let longest = own.max_by_key(|&it| (page.names[it].name.len(), Reverse(it)));
        let lettered = part.starts_with(|it: char| it.is_ascii_alphabetic());
        let only = || only_whole(page, found).filter(|_| lettered);
        let whole = longest.or(said).or_else(only);
        known
            .map(|it| it.name.clone())
            .or_else(|| whole.map(|it| format!("{}{part}", page.names[it].name)))
    };
    let parts: BTreeSet<&str> = found.iter().map(|it| it.part.as_str()).collect();
    parts
        .into_iter()
        .filter_map(|it| Some((it.to_owned(), full(it)?)))
        .collect()
}

/// 某开发区|A区…；|B区…: the one zone whose name stands before all parts that have such a name before them.
fn only_whole(page: &Page<'_>, found: &[Sided]) -> Option<usize> {
    let mut wholes = found.iter().filter_map(|it| it.whole);
    let name = |it: usize| page.names[it].name.as_str();
    let longest = wholes
        .clone()
        .max_by_key(|&it| (name(it).len(), Reverse(it)))?;
    let key = |it: usize| page.lexicon.park_key(name(it));
    wholes.all(|it| key(it) == key(longest)).then_some(longest)
}

/// A word for a side of a zone that stands alone, or right behind the name of its zone: 东区、|西区.
fn side(page: &Page<'_>, hit: Hit) -> Option<Sided> {
    let part = page.written(hit).to_owned();
    let before = page.slice(0..hit.start).chars().next_back();
    let goes_on = page.word_at("side_goes_on", hit.end).is_some();
    if goes_on || page.name_over(hit.start).is_some() {
        return None;
    }
    let glued = page.name_ending(hit.start);
    if let Some(whole) = glued.filter(|it| it.kind == EntityKind::Park) {
        return Some(Sided {
            bytes: whole.bytes.start..hit.end,
            part,
            whole: page.name_at(whole.bytes.start),
            full: true,
        });
    }
    let led = |list: &&str| page.word_ending(list, hit.start).is_some();
    let alone = before.is_none_or(|it| !it.is_alphanumeric()) || LEADS.iter().any(led);
    alone.then(|| Sided {
        bytes: hit.start..hit.end,
        part,
        whole: whole_of(page, hit),
        full: false,
    })
}

/// The zone that a part is said to belong to: 某开发区分为|东区、西区; 东区|是某开发区的“母区”.
fn whole_of(page: &Page<'_>, side: Hit) -> Option<usize> {
    let sentence = &page.sentences[page.sentence_at(side.start)?];
    let park = |it: &usize| page.is_kind(*it, EntityKind::Park);
    let before = sentence.bytes.start..side.start;
    let words = page.words_in("divided_into", &before);
    let long = words.filter(|it| page.written(*it).chars().nth(1).is_some());
    let divided = long.last(); // 设 stands in 设施 as well
    let divided = divided.and_then(|it| page.last_name(EntityKind::Park, it.start));
    divided.or_else(|| {
        let copula = page.word_at("copula", side.end)?;
        let whole = page.name_at(copula.end).filter(park)?;
        let owns = page
            .rest(page.names[whole].bytes.end)
            .starts_with(page.lexicon.particle());
        owns.then_some(whole)
    })
}

/// Sides that share a head and their number: 分|东、西|两个片区.
fn counted_sides(page: &Page<'_>, list: Hit) -> Vec<Sided> {
    let parts = || {
        let count = &page.measures[page.measure_at(list.end)?];
        let head = page.word_at("part_head", count.bytes.end)?;
        let led = page.word_ending("divided_into", list.start)?;
        let whole = page.last_name(EntityKind::Park, led.start)?;
        let sides = page.written(list).char_indices();
        let sides = sides.filter(|(_, it)| it.is_alphabetic());
        let parts = sides.map(|(at, side)| Sided {
            bytes: list.start + at..list.start + at + side.len_utf8(),
            part: format!("{side}{}", page.written(head)),
            whole: Some(whole),
            full: false,
        });
        Some(parts.collect())
    };
    parts().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    fn check(text: &str, expected: &[(&str, &str)]) {
        on_page(text, |page| {
            let (names, _) = sided_parts(page);
            let found: Vec<(&str, &str)> = names
                .iter()
                .map(|it| (page.slice(it.bytes.clone()), it.name.as_str()))
                .collect();
            assert_eq!(found, expected, "{text}");
        });
    }

    #[test]
    fn a_zone_is_divided_into_sides() {
        check(
            "张家港经开区分为东区、西区和新材料园：东区以纺织为主，西区重点布局汽车零部件。",
            &[
                ("东区", "张家港经开区东区"),
                ("西区", "张家港经开区西区"),
                ("东区", "东区"),
                ("西区", "西区"),
            ],
        );
        check(
            "张家港经开区分东、西两个片区，东片区很忙。",
            &[("东", "张家港经开区东片区"), ("东片区", "东片区")],
        );
    }

    #[test]
    fn a_part_is_said_to_be_one_of_its_zone() {
        check(
            "东区是张家港经开区的母区。向西便是西区。",
            &[("东区", "张家港经开区东区"), ("西区", "张家港经开区西区")],
        );
        check(
            "企业在张家港经开区东区投产。",
            &[("张家港经开区东区", "张家港经开区东区")],
        );
    }

    #[test]
    fn a_side_alone_is_no_part() {
        check("张家港经开区很忙。华东区域和东区很忙。", &[]);
    }
}
