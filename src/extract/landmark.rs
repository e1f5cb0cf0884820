//! Places that are no more than part of what is called after them: the airport that a park is far from, the port of a zone.

use crate::extract::indicator::Label;
use crate::extract::page::{Bytes, Page};
use crate::extract::sentence::Sentence;
use crate::model::EntityKind;
use crate::quantity::UnitClass;

/// How many bytes may stand between a place and what bears its name there: eight characters (鄂州|花湖国际机场).
const BETWEEN: usize = 24;

/// 西宁|机场|20公里: whether a place only names what a clause gives the distance of, or the time to it.
pub(super) fn is_landmark(page: &Page<'_>, name: usize, clause: &Bytes) -> bool {
    let end = page.names[name].bytes.end;
    if !page.is_kind(name, EntityKind::Place) || end > clause.end {
        return false;
    }
    let near = end..clause.end.min(end + BETWEEN);
    let mut called = page.words_in("landmark", &near);
    let far = |it: usize| {
        let class = page.measures[it].unit_class;
        matches!(class, Some(UnitClass::Length | UnitClass::Time))
    };
    let plain =
        |at: usize| page.measures_in(&(end..at)).is_empty() && page.names_in(&(end..at)).is_empty();
    called.any(|it| plain(it.start)) && page.measures_in(&(end..clause.end)).any(far)
}

/// 四川省|名牌产品11个: whether a place only says whose mark of honour is counted.
pub(super) fn is_level_of_mark(page: &Page<'_>, name: usize) -> bool {
    let end = page.names[name].bytes.end;
    page.is_kind(name, EntityKind::Place) && page.word_at("mark_of_place", end).is_some()
}

/// ：|东至|某公司，|南至|某路: behind the word for the first side of a tract, where the next clause tells of another side.
pub(super) fn behind_side(page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<usize> {
    let side = page.word_at("bound_side", at)?;
    let mut clauses = sentence.clauses.iter();
    let next = clauses.find(|it| it.start > at)?;
    page.word_at("elsewhere", next.start).map(|_| side.end)
}

/// 某港区|吞吐量…: the zone that a page is about, where its port has what the traffic of a zone is counted by.
pub(super) fn zone_of_port(
    page: &Page<'_>,
    port: usize,
    label: &Label,
    zone: Option<usize>,
) -> Option<usize> {
    let name = &page.names[port].name;
    let head = name.char_indices().rev().nth(1)?.0;
    let (stem, head) = name.split_at(head);
    let zone = zone.filter(|&it| page.is_kind(it, EntityKind::Park))?;
    let traffic = page.has_word_in("port_label", &label.noun);
    let port = page.is_word("port_head", head) && !stem.is_empty();
    (traffic && port && page.names[zone].name.contains(stem)).then_some(zone)
}

/// 21家配套企业|落户|某产业园: the park that a clause says what it counts has come to.
pub(super) fn settled_at(page: &Page<'_>, behind: &Bytes) -> Option<usize> {
    let mut parks = page
        .names_in(behind)
        .filter(|&it| page.is_kind(it, EntityKind::Park));
    let park = parks.next()?;
    let verb = page.word_ending("settle", page.names[park].bytes.start)?;
    let between = behind.start..verb.start.max(behind.start);
    let counted = page.has_word_in("area_counted", &between) && verb.start >= behind.start;
    (counted && page.measures_in(&between).is_empty()).then_some(park)
}
