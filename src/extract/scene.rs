//! The scene of a sentence: where it says that what follows is.

use crate::extract::page::{Bytes, Page};
use crate::extract::sentence::Sentence;
use crate::extract::subject::Subjecting;
use crate::extract::topic::is_zone;
use crate::model::EntityKind;

/// Where a sentence has said before a name that what follows is: 在沈丘，…; 一行来到沈丘，…; of a park that lies in a place,
/// the park: 某高新区设在龙里县，…; or in which park it goes on: 某片区里，….
pub(super) fn scene(page: &Page<'_>, sentence: &Sentence, name: usize) -> Option<usize> {
    let at = page.names[name].bytes.start;
    let before = sentence.clauses.iter().filter(|it| it.end <= at);
    let mut places = before.filter_map(|clause| {
        let name = page.names_in(clause).next_back()?;
        let place = &page.names[name];
        let led = |list: &str| page.word_ending(list, place.bytes.start);
        let alone = led("locative").is_some_and(|it| page.stands_alone(it)); // 刀剪|产自|阳江市
        let been = alone || led("put").is_some() || led("locate").is_some();
        let last = place.bytes.end == clause.end && place.kind == EntityKind::Place;
        let seat = page.has_word_in("seat", clause); // 总部设在温州
        let mut inside = page.names_in(&(clause.start..place.bytes.start));
        let lies = |it: usize| page.word_at("locate", page.names[it].bytes.end).is_some();
        let park = inside.rfind(|&it| page.is_kind(it, EntityKind::Park) && lies(it));
        let within = page.word_at("scene_end", place.bytes.end); // 木材加工片区|里|，
        let within = within.is_some_and(|it| it.end == clause.end)
            && place.bytes.start == clause.start
            && place.kind == EntityKind::Park;
        (within || been && last && !seat).then_some(park.unwrap_or(name))
    });
    places.next_back()
}

/// 某产业园聚集企业43家。|甲公司扩产。 Whether the sentence before one begins with a park and tells of it alone, or ends with it
/// as who it is about: 向西10公里，是以铝为主的某产业园。|甲公司扩产。
pub(super) fn leads(
    page: &Page<'_>,
    subjecting: &Subjecting,
    (park, here): (usize, usize),
) -> bool {
    let Some(before) = here.checked_sub(1).map(|it| &page.sentences[it]) else {
        return false;
    };
    let name = |it: usize| page.names[it].name.as_str();
    let own = |clause: &Bytes| {
        let about = subjecting.at(page, clause.start).names;
        about.iter().all(|&it| name(it) == name(park))
    };
    let first = page.name_at(before.bytes.start);
    let told = first.is_some_and(|it| name(it) == name(park)) && before.clauses.iter().all(own);
    let last = before.clauses.last();
    let shown = last.is_some_and(|it| it.end == page.names[park].bytes.end && own(it));
    before.block == page.sentences[here].block && (told || shown)
}

/// 某开发区在|某园区|布局新材料，…: the park in which a clause before a name says that a zone does something.
pub(super) fn site(page: &Page<'_>, zones: &[usize], clause: &Bytes, name: usize) -> Option<usize> {
    let zone = |it: &usize| is_zone(page, &page.names[*it]);
    let before = clause.start..clause.end.min(name);
    let mut names = page.names_in(&before);
    let park = names.rfind(|&it| page.is_kind(it, EntityKind::Park))?;
    let within = page.word_ending("locative_mark", page.names[park].bytes.start);
    let company = |it: usize| page.is_kind(it, EntityKind::Company);
    let does = !zones.is_empty()
        && zones.iter().all(zone)
        && !zones.contains(&park)
        && !names.any(company);
    (does && within.is_some()).then_some(park)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    #[test]
    fn a_sentence_that_begins_with_a_park_and_tells_of_it_alone_sets_the_scene() {
        let check = |first: &str, expected: bool| {
            on_page(
                &format!("张家港经济技术开发区很忙。{first}宁德时代扩产。"),
                |page| {
                    let subjecting = Subjecting::new(page, &[]);
                    let mut names = page.names.iter();
                    let park = names.position(|it| it.name == "沙洲湖科创园").unwrap();
                    assert_eq!(leads(page, &subjecting, (park, 2)), expected, "{first}");
                },
            );
        };
        check("沙洲湖科创园聚集企业43家。", true);
        check("向西10公里，是以铝为主的沙洲湖科创园。", true);
        check("全区建成沙洲湖科创园。", false);
    }

    #[test]
    fn a_park_that_lies_in_a_place_sets_the_scene() {
        on_page(
            "杭州高新区设在沈丘县，海芷制药项目投产。",
            |page| {
                let mut names = page.names.iter();
                let project = names.position(|it| it.kind == EntityKind::Project);
                let found = scene(page, &page.sentences[0], project.unwrap());
                assert_eq!(
                    found.map(|it| page.names[it].name.as_str()),
                    Some("杭州高新区")
                );
            },
        );
    }

    #[test]
    fn a_clause_that_is_but_the_inside_of_a_park_sets_the_scene() {
        let park = |text: &str| {
            let mut found = None;
            on_page(text, |page| {
                let mut names = page.names.iter();
                let firm = names.position(|it| it.kind == EntityKind::Company);
                found = scene(page, &page.sentences[0], firm.unwrap())
                    .is_some()
                    .into();
            });
            found
        };
        assert_eq!(park("杭州高新区里，宁德时代投产了。"), Some(true));
        assert_eq!(park("杭州高新区很忙，宁德时代投产了。"), Some(false));
    }

    #[test]
    fn a_clause_that_only_comes_to_a_place_sets_the_scene() {
        on_page(
            "一行来到沈丘县，观摩了海芷制药项目。",
            |page| {
                let project = page
                    .names
                    .iter()
                    .position(|it| it.kind == EntityKind::Project);
                let found = scene(page, &page.sentences[0], project.unwrap());
                assert_eq!(found.map(|it| page.names[it].name.as_str()), Some("沈丘县"));
            },
        );
    }
}
