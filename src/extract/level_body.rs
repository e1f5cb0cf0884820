//! Bodies that a page names by their level alone: 省政府 and 省商务厅 are those of the province that the page is about.

use std::collections::{BTreeMap, BTreeSet};

use crate::extract::context::ShortForm;
use crate::extract::division::{code_of, place_in_name, prefecture_of, province_code, province_of};
use crate::extract::page::{Name, Page};
use crate::extract::sentence::Sentence;
use crate::extract::whole_place::place_around;
use crate::lexicon::Hit;
use crate::model::{EntityKind, RuleId};

/// The governments of a province that stand without its name: 经|省政府|批准.
pub(super) fn level_governments(page: &Page<'_>, sentence: &Sentence, found: &mut Vec<Name>) {
    let hits = page.words_in("level_government", &sentence.bytes);
    found.extend(hits.map(|hit| Name {
        bytes: hit.start..hit.end,
        kind: EntityKind::Agency,
        name: page.written(hit).to_owned(),
        rule: RuleId::new("name/level government"),
        confidence: 0.85,
    }));
}

/// The full names of the bodies of the page that are named by their level: 省商务厅 on a page about 上杭工业园区 is 福建省商务厅. A
/// page whose parks and bodies lie in several divisions of the level gives none, nor does a name that some sentence tells of
/// another province.
pub(super) fn level_bodies(page: &Page<'_>) -> Vec<ShortForm> {
    let levelled = page.names.iter().map(|it| (it, level_of(page, it)));
    let levelled: Vec<_> = levelled
        .filter_map(|(it, level)| Some((it, level?)))
        .collect();
    if levelled.is_empty() {
        return Vec::new();
    }
    let Some(home) = Home::new(page) else {
        return Vec::new();
    };
    let mut bodies: BTreeMap<&str, Option<ShortForm>> = BTreeMap::new();
    for (name, level) in levelled {
        let known = bodies.entry(&name.name).or_insert_with(|| {
            let place = home.at(page, page.written(level))?;
            let bare = page.slice(level.end..name.bytes.end);
            Some(ShortForm {
                short: name.name.clone(),
                long: format!("{place}{bare}"),
                kind: EntityKind::Agency,
            })
        });
        if is_told_of_another(page, name, &home.place) {
            *known = None;
        }
    }
    bodies.into_values().flatten().collect()
}

/// Where a page is at home.
struct Home {
    /// The division around the first park.
    place: String,
    /// The codes of the divisions after which its parks and bodies are named.
    codes: BTreeSet<String>,
}

impl Home {
    fn new(page: &Page<'_>) -> Option<Self> {
        let place = place_around(page).or_else(|| only_province(page))?;
        let named = [EntityKind::Park, EntityKind::Agency];
        let names = page.names.iter().filter(|it| named.contains(&it.kind));
        let names: BTreeSet<&str> = names.map(|it| it.name.as_str()).collect();
        let codes = names.into_iter().filter_map(|it| {
            let place = place_in_name(page, it)?;
            code_of(page, &place).map(str::to_owned)
        });
        let codes = codes.collect();
        Some(Self { place, codes })
    }

    /// The division of a level: for 省 the province, for 市 the city, if it is the only one.
    fn at<'p>(&'p self, page: &'p Page<'_>, level: &str) -> Option<&'p str> {
        let wide = page.is_word("level_province", level);
        let digits = if wide { PROVINCE } else { PREFECTURE };
        let told = |it: &&String| it.get(digits - 2..digits).is_some_and(|it| it != "00");
        let parts = self.codes.iter().filter(told).map(|it| it.get(..digits));
        let parts: BTreeSet<_> = parts.collect();
        if parts.len() > 1 {
            return None;
        }
        let around = &self.place;
        let kind = level.chars().next_back()?;
        let province = province_of(page, around);
        let inner = [Some(around.as_str()), prefecture_of(page, around)];
        let outer = wide || page.is_word("level_city", level); // 上海市 is a city as well
        let inner = inner.into_iter().flatten().filter(|_| !wide);
        let mut places = inner.chain(province.filter(|_| outer));
        places.find(|it| it.ends_with(kind))
    }
}

/// How many digits of a code say in which province a division lies, and in which prefecture.
const PROVINCE: usize = 2;
const PREFECTURE: usize = 4;

/// The word for the level that a body's name begins with, if a field of government or the government itself is all that follows.
fn level_of(page: &Page<'_>, name: &Name) -> Option<Hit> {
    if name.kind != EntityKind::Agency {
        return None;
    }
    let level = page.word_at("implied_place", name.bytes.start)?;
    let government = page.is_word("level_government", &name.name);
    let mut heads = page.hits_ending(name.bytes.end);
    let field = |it: Hit| page.is_word("agency_field", page.slice(level.end..it.start));
    let body = heads.any(|it| it.start > level.end && field(it));
    (government || body).then_some(level)
}

/// Whether the sentence has named a place of another province before a body.
fn is_told_of_another(page: &Page<'_>, body: &Name, place: &str) -> bool {
    let Some(sentence) = page.sentence_at(body.bytes.start) else {
        return false;
    };
    let sentence = &page.sentences[sentence];
    let own = province_code(page, place);
    let mut before = page.names_in(&(sentence.bytes.start..body.bytes.start));
    before.any(|it| {
        let name = &page.names[it];
        let province = province_code(page, &name.name);
        name.kind == EntityKind::Place && province.is_some() && province != own
    })
}

/// The province in which all divisions of the page lie.
fn only_province(page: &Page<'_>) -> Option<String> {
    let places = page.names.iter().filter(|it| it.kind == EntityKind::Place);
    let mut codes = places.filter_map(|it| Some((province_code(page, &it.name)?, &it.name)));
    let (first, place) = codes.next()?;
    let all = codes.all(|(it, _)| it == first);
    province_of(page, place).filter(|_| all).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    fn check(text: &str, expected: &[(&str, &str)]) {
        on_page(text, |page| {
            let bodies = level_bodies(page);
            let found: Vec<_> = bodies.iter().map(|it| (&*it.short, &*it.long)).collect();
            assert_eq!(found, expected, "{text}");
        });
    }

    #[test]
    fn a_body_named_by_its_level_is_that_of_the_province_or_city_around_the_park() {
        check(
            "上杭工业园区2006年5月经省政府批准设立，省商务厅和市科技局前来调研。",
            &[
                ("市科技局", "龙岩市科技局"),
                ("省商务厅", "福建省商务厅"),
                ("省政府", "福建省政府"),
            ],
        );
    }

    #[test]
    fn a_body_of_a_page_without_a_place_stays_nobodys() {
        check("园区2006年5月经省政府批准设立。", &[]);
    }

    #[test]
    fn a_body_behind_a_place_of_another_province_stays_nobodys() {
        check("上杭工业园区一行到江西省南昌市拜访省商务厅。", &[]);
        check(
            "上杭工业园区来到江西省，省商务厅介绍经验。省商务厅支持上杭工业园区。",
            &[],
        );
    }

    #[test]
    fn a_page_with_parks_or_bodies_of_two_provinces_or_cities_gives_no_place() {
        check("杭州高新区和南京高新区经省政府批准设立。", &[]);
        check("浙江省商务厅表扬南京高新区，省科技厅发布通知。", &[]);
        check("上杭工业园区和南平工业园区由市科技局支持。", &[]);
    }

    #[test]
    fn a_district_was_taken_for_its_autonomous_region() {
        let region = ("自治区商务厅", "广西壮族自治区商务厅");
        check("青秀区工业园区得到自治区商务厅支持。", &[region]);
        check("南宁高新区得到区商务局支持。", &[]);
    }

    #[test]
    fn a_name_that_only_begins_as_a_level_does_is_no_body_of_a_level() {
        check("上杭工业园区与区块链研究院合作。", &[]);
    }
}
