//! Bodies that a page names by their level alone: 省政府 and 省商务厅 are those of the province that the page is about.

use crate::extract::context::ShortForm;
use crate::extract::division::{prefecture_of, province_code, province_of};
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

/// The full names of the bodies of the page that are named by their level: 省商务厅 on a page about 上杭工业园区 is 福建省商务厅.
pub(super) fn level_bodies(page: &Page<'_>) -> Vec<ShortForm> {
    let Some(around) = place_around(page).or_else(|| only_province(page)) else {
        return Vec::new();
    };
    let bodies = page.names.iter().filter_map(|name| {
        let level = level_of(page, name)?;
        let place = place_at(page, page.written(level), &around)?;
        let bare = page.slice(level.end..name.bytes.end);
        (!is_told_of_another(page, name, place)).then(|| ShortForm {
            short: name.name.clone(),
            long: format!("{place}{bare}"),
            kind: EntityKind::Agency,
        })
    });
    let mut bodies: Vec<_> = bodies.collect();
    bodies.sort();
    bodies.dedup();
    bodies
}

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

/// The division of a level at a place: for 省 the province, for 市 the city.
fn place_at<'p>(page: &'p Page<'_>, level: &str, around: &'p str) -> Option<&'p str> {
    let places = [
        Some(around),
        prefecture_of(page, around),
        province_of(page, around),
    ];
    let kind = level.chars().next_back()?;
    let fits = |it: &&str| it.ends_with(kind);
    places.into_iter().flatten().find(fits)
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
    }

    #[test]
    fn a_name_that_only_begins_as_a_level_does_is_no_body_of_a_level() {
        check("上杭工业园区与区块链研究院合作。", &[]);
    }
}
