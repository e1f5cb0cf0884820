//! Facilities that only their ending and what happens to them tell: 某公司在华投建的|上海研发创新中心|建成.

use crate::extract::page::{Bytes, Name, Page};
use crate::extract::project::is_of_company;
use crate::extract::project_item::{
    Behind, Item, begins_own, begins_with_size, is_loose, is_own, is_plain, trimmed,
};
use crate::extract::project_list::{behind_park, words_before};
use crate::extract::sentence::Sentence;
use crate::extract::stem::is_generic;
use crate::extract::told_project::{
    is_announced, is_described_by_stage, is_somebodys, is_taken, stage_behind,
};
use crate::lexicon::{Hit, Scheme};
use crate::model::{EntityKind, RuleId};

/// The shortest words before the ending of a facility, in characters.
const STEM: usize = 2;
/// Quotation marks, which no name keeps.
const QUOTES: [char; 3] = ['“', '”', '"'];

/// The facilities of a sentence that are built, opened or begun, or of which it says how large they are.
pub(super) fn told_facilities(page: &Page<'_>, sentence: &Sentence, found: &mut Vec<Name>) {
    for clause in &sentence.clauses {
        let heads: Vec<Hit> = page.words_in("facility_head", clause).collect();
        let mut next = None;
        for head in heads.into_iter().rev() {
            let listed = page.word_at("list_mark", head.end).map(|it| it.end);
            let told = listed.is_some() && listed == next || is_told(page, sentence, head);
            let goes_on = page.word_at("project_word", head.end).is_some();
            if goes_on {
                continue;
            }
            let measured = is_measured(page, head);
            let own = |it: usize| begins_own(page, it) || is_taken(page, it);
            let described = |it: usize| {
                let near = page.measure_at(head.end).is_none(); // 在建的某码头|40公里 is a distance
                near && (is_described_by_stage(page, it) || is_gone_on_about(page, sentence, it))
            };
            let announced = |it: usize| is_announced(page, sentence, it);
            let treated = |it: usize| told || measured && own(it) || described(it) || announced(it);
            if let Some(name) = facility(page, clause, head).filter(|it| treated(it.bytes.start)) {
                next = Some(name.bytes.start);
                found.push(name);
            }
        }
    }
}

/// Whether the clause goes on with what happens to works; a sign is unveiled at an institute as well.
fn is_told(page: &Page<'_>, sentence: &Sentence, head: Hit) -> bool {
    let stage = stage_behind(page, sentence, head.end);
    stage.is_some_and(|it| !page.is_word("unveil", page.written(it)))
}

/// 某公司华中运营总部|占地730亩: whether the text goes on with how large works are or what they cost; so it does of an institute.
fn is_measured(page: &Page<'_>, head: Hit) -> bool {
    let label = page.word_at("own_label", head.end);
    label.is_some_and(|it| page.measure_at(it.end).is_some())
        && page.word_ending("institute_end", head.end).is_none()
}

/// 第二污水处理厂采用新工艺，|日处理规模1万吨: whether the next clause goes on with how large the facility is that begins this one.
fn is_gone_on_about(page: &Page<'_>, sentence: &Sentence, start: usize) -> bool {
    let mut clauses = sentence.clauses.iter();
    let first = clauses.find(|it| it.end > start);
    let begins =
        first.is_some_and(|it| it.start == start) && page.word_at("name_stop", start).is_none();
    let next = clauses.next().filter(|_| begins);
    let label = next.and_then(|it| page.word_at("own_label", it.start));
    label.is_some_and(|it| page.measure_at(it.end).is_some())
}

fn facility(page: &Page<'_>, clause: &Bytes, head: Hit) -> Option<Name> {
    let whole = behind_facility(page, words_before(page, clause, head));
    let item = trimmed(page, &whole, Behind::Clause);
    let start = behind_lead(page, behind_park(page, &item.bytes)?, head);
    let bytes = start..head.end;
    let stem = page.slice(start..head.start);
    let long = stem.chars().count() >= STEM && !is_generic(page, stem, EntityKind::Project);
    let whole = long && !is_counted(page, &bytes, head);
    let whole = whole && is_of_one(page, start, head);
    let fits = whole && is_named(page, &item, &bytes) && is_plain(page, &bytes);
    let owned = item.priced || is_somebodys(page, start);
    (fits && !is_loose(page, &bytes)).then(|| Name {
        name: page.slice(bytes.clone()).replace(QUOTES, ""),
        kind: EntityKind::Project,
        rule: RuleId::new("name/told facility"),
        confidence: if owned { 0.87 } else { 0.74 },
        bytes,
    })
}

/// 某公司三期|厂房, but not 某产业园一期|厂房: buildings have a name only where they are a phase of a company's.
fn is_of_one(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let stem = start..head.start;
    let building = page.is_word("building_head", page.written(head));
    let brand = |it: Hit| page.is_in(Scheme::Company, it);
    let lists = ["park_head", "project_word"];
    let others = || lists.iter().any(|it| page.has_word_in(it, &stem));
    let owned = || page.hits_at(start).any(brand) || begins_own(page, start);
    let phase = || page.word_ending("phase_word", head.start).is_some();
    !building || phase() && owned() && !others()
}

/// Behind the word that only says whose a facility is: 其|第5.5代生产线.
fn behind_lead(page: &Page<'_>, start: usize, head: Hit) -> usize {
    let lead = page.word_at("taking_word", start).map(|it| it.end);
    lead.filter(|it| *it < head.start).unwrap_or(start)
}

/// 上海研发创新中心和|上海超级工厂数据中心: behind the facility that a list mark parts from this one.
fn behind_facility(page: &Page<'_>, whole: Bytes) -> Bytes {
    let marks = page.words_in("joining_mark", &whole);
    let parts = marks.filter(|it| page.word_ending("facility_head", it.start).is_some());
    let start = parts.map(|it| it.end).max().unwrap_or(whole.start);
    start..whole.end
}

/// “稀土工厂”, 某公司第二条|总装线, 一期10条|生产线, 年产250万吨|装置, 某项目一期10万吨|装置, 首套|装置: whether only what it is called in passing,
/// its number, its size or its part of a project tells which one it is.
fn is_counted(page: &Page<'_>, bytes: &Bytes, head: Hit) -> bool {
    let stem = bytes.start..head.start;
    let part = |it: Hit| {
        let parts = ["phase_word", "ordinal_number", "first_mark"];
        parts
            .iter()
            .any(|list| page.word_at(list, it.end).is_some())
    };
    let mut ordinals = page.words_in("ordinal_mark", &stem);
    let public = page.word_ending("public_works", head.end).is_some(); // 第二|污水处理厂
    let quoted = page.slice(0..bytes.start).ends_with('“') && page.rest(head.end).starts_with('”');
    quoted
        || page.word_ending("phase_word", bytes.start).is_some()
        || page.measure_ending(head.start).is_some()
        || !public && ordinals.any(|it| page.word_at("ordinal_digit", it.end).is_some())
        || page.word_ending("first_mark", bytes.start).is_some()
        || page.words_in("project_word", &stem).any(part)
}

/// Whether a facility has a name of its own, or the text says whose it is or what it costs.
fn is_named(page: &Page<'_>, item: &Item, bytes: &Bytes) -> bool {
    let number = page.word_at("ordinal_mark", bytes.start);
    begins_own(page, bytes.start)
        || number.is_some_and(|it| page.word_at("ordinal_digit", it.end).is_some())
        || begins_with_size(page, bytes.start)
        || item.priced
        || (item.attributed || is_taken(page, bytes.start)) && is_own(page, bytes)
        || is_of_company(page, page.slice(bytes.clone()))
}

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::check_projects;

    #[test]
    fn a_phase_of_a_companys_buildings_is_a_project() {
        check_projects("比亚迪三期厂房2024年3月封顶。", &["比亚迪三期厂房"]);
        check_projects("云湖产业园一期厂房2024年3月封顶。", &[]);
    }

    #[test]
    fn a_facility_is_named_by_its_price_or_its_owner() {
        check_projects(
            "一座投资12亿元的滨江会展中心2023年5月主体封顶。",
            &["滨江会展中心"],
        );
        check_projects(
            "2006年，群创光电股份有限公司投资3.1亿美元的群创佛山模组厂动工。",
            &["群创佛山模组厂"],
        );
    }

    #[test]
    fn facilities_in_a_list_are_told_apart() {
        check_projects(
            "云海集团在华投建的上海研发创新中心和上海云海数据中心同时建成。",
            &["上海研发创新中心", "上海云海数据中心"],
        );
    }

    #[test]
    fn the_next_clause_tells_of_the_facility_that_begins_this_one() {
        check_projects(
            "第二污水处理厂采用深度处理工艺，日处理规模1万吨。",
            &["第二污水处理厂"],
        );
        check_projects("在建的芷江港集装箱码头40公里。", &[]);
    }

    #[test]
    fn works_of_water_and_roads_are_facilities() {
        check_projects(
            "牡丹江云芷城区段防洪堤如期完工。",
            &["牡丹江云芷城区段防洪堤"],
        );
    }

    #[test]
    fn a_class_of_facilities_is_none() {
        check_projects("两座变电站2023年5月投用。", &[]);
        check_projects("云湖高新区创新中心揭牌。", &[]);
        check_projects("园区第二条总装线2023年5月投产。", &[]);
    }
}
