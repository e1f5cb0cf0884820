//! Works that stand in one list without the word for projects: 某压铸变速箱生产线、某座椅桐城工厂、某电机绕线车间|依次排开.

use std::collections::BTreeSet;

use crate::extract::company::token_at;
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::project_item::{Behind, begins_with_size, is_loose, is_own, is_plain, trimmed};
use crate::extract::project_list::{behind_park, pieces};
use crate::extract::segment::Class;
use crate::extract::sentence::Sentence;
use crate::extract::stem::is_generic;
use crate::lexicon::Hit;
use crate::model::{EntityKind, RuleId};

/// How many works a list must have, so that they are works and no parks or companies. One is enough in a list of which the page
/// names all works again.
const FEWEST: usize = 2;
/// The shortest words before the ending of works, in characters.
const STEM: usize = 3;

/// The works of the lists of a sentence.
pub(super) fn listed_works(page: &Page<'_>, sentence: &Sentence, found: &mut Vec<Name>) {
    for clause in &sentence.clauses {
        let pieces = pieces(page, clause);
        if pieces.len() < FEWEST {
            continue;
        }
        let last = pieces.len() - 1;
        let works = pieces.iter().enumerate();
        let works: Vec<Name> = works
            .filter_map(|(place, item)| {
                let ends = |it: &Hit| {
                    ends_item(page, item, *it) || place == last && is_before_verb(page, *it)
                };
                let end = page.words_in("works_end", item).find(ends)?;
                works_of(page, item, end, Behind::in_list(place))
            })
            .collect();
        let sure = works.iter().any(|it| !ends_as_plant(page, it));
        let named_again = |it: &Name| {
            !ends_as_plant(page, it) && page.text.matches(it.name.as_str()).nth(1).is_some()
        };
        let headed = |it: &&Bytes| {
            let project = page.word_ending("project_word", it.end);
            project.is_some() && is_own(page, it)
        };
        let beside = pieces.iter().filter(headed).count(); // 某发电项目、|某再生水厂
        if sure && works.len() + beside >= FEWEST || works.iter().all(named_again) {
            found.extend(works);
        }
    }
}

/// The works that an item is, up to the ending of works in it.
fn works_of(page: &Page<'_>, item: &Bytes, end: Hit, behind: Behind) -> Option<Name> {
    let bytes = trimmed(page, &(item.start..end.end), behind).bytes;
    let start = behind_park(page, &bytes).filter(|_| behind == Behind::Clause);
    let bytes = start.unwrap_or(bytes.start)..end.end;
    if bytes.start >= end.start {
        return None;
    }
    let stem = bytes.start..end.start;
    let text = page.slice(stem.clone());
    let long = text.chars().count() >= STEM && !is_generic(page, text, EntityKind::Project);
    let counted = page.measure_ending(end.start).is_some() || begins_with_size(page, bytes.start);
    let owned = is_own(page, &bytes);
    let whole = !page.has_word_in("project_word", &bytes);
    let fits = long && owned && whole && !counted && is_plain(page, &bytes);
    (fits && !is_loose(page, &bytes)).then(|| Name {
        name: page.slice(bytes.clone()).replace(['“', '”', '"'], ""),
        kind: EntityKind::Project,
        rule: RuleId::new("name/listed works"),
        confidence: 0.86,
        bytes,
    })
}

/// Whether works end as companies do as well: 某开关|厂.
fn ends_as_plant(page: &Page<'_>, works: &Name) -> bool {
    let end = page.word_ending("works_end", works.bytes.end);
    end.is_none_or(|it| page.written(it).chars().nth(1).is_none())
}

/// Whether an ending of works closes an item: 某生产线|、…, 某车间|等.
fn ends_item(page: &Page<'_>, item: &Bytes, end: Hit) -> bool {
    end.end == item.end || page.rest(end.end).starts_with(page.lexicon.and_others())
}

/// Whether what is said of all works begins behind an ending: 某车间|依次排开.
fn is_before_verb(page: &Page<'_>, end: Hit) -> bool {
    let next = token_at(page, end.end).map(|it| it.class);
    matches!(next, Some(Class::Verb | Class::Adverb | Class::Function))
}

/// Makes works of parks that are called as works of the page: 某产业园…依次排开。|某产业园二期….
pub(super) fn rename_works(found: &mut [Name]) {
    let works = found
        .iter()
        .filter(|it| it.rule.as_str() == "name/listed works");
    let works: BTreeSet<String> = works.map(|it| it.name.clone()).collect();
    for name in found.iter_mut().filter(|it| works.contains(&it.name)) {
        name.kind = EntityKind::Project;
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::check_projects;

    #[test]
    fn works_beside_each_other_need_no_word_for_projects() {
        check_projects(
            "芷江压铸变速箱生产线、芷岭座椅桐城工厂、宏芷电机绕线车间依次排开。",
            &[
                "芷江压铸变速箱生产线",
                "芷岭座椅桐城工厂",
                "宏芷电机绕线车间",
            ],
        );
    }

    #[test]
    fn one_ending_in_a_list_is_not_enough() {
        check_projects("园区建有道路、标准厂房、自动化生产线。", &[]);
    }
}
