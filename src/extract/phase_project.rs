//! Phases that the text calls by nothing but their number: …一期项目；今年6月开工的|二期项目.

use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::sentence::Sentence;
use crate::extract::told_project::stage_in;
use crate::lexicon::Hit;
use crate::model::{EntityKind, RuleId};

/// How many names before a phase are asked for the project that it is one of.
const NEAR: usize = 30;

/// The phases of a sentence that the text tells of, named after the phase spoken of before.
pub(super) fn phase_projects(page: &Page<'_>, sentence: &Sentence, found: &mut Vec<Name>) {
    for phase in page.words_in("phase_project", &sentence.bytes) {
        let bytes = phase.start..phase.end;
        let clause = clause_of(sentence, phase.start);
        let told = begins(page, &clause, phase) && is_told(page, &clause, phase);
        let other = || other_phase(page, phase).or_else(|| owner_of(page, phase));
        if let Some(owner) = told.then(other).flatten() {
            found.push(Name {
                name: format!("{owner}{}", page.written(phase)),
                bytes,
                kind: EntityKind::Project,
                rule: RuleId::new("name/phase"),
                confidence: 0.75,
            });
        }
    }
}

/// Whether a phase begins its clause, behind a date, or an attribute describes it.
fn begins(page: &Page<'_>, clause: &Bytes, phase: Hit) -> bool {
    let attribute = page.slice(clause.start..phase.start);
    clause.start == phase.start
        || attribute.ends_with(page.lexicon.particle())
        || page.moment_ending(phase.start).is_some()
}

/// Whether the clause says what happens to it, before it or behind, or what it is to have.
fn is_told(page: &Page<'_>, clause: &Bytes, phase: Hit) -> bool {
    let stages = ["open", "complete", "start_construction", "built"];
    let before = clause.start..phase.start;
    let labels = ["own_label", "own_work"];
    stages.iter().any(|it| page.has_word_in(it, &before))
        || stage_in(page, clause, phase.end).is_some()
        || labels
            .iter()
            .any(|it| page.word_at(it, phase.end).is_some())
}

/// 某公司|的|三期项目: the company whose phase it is.
fn owner_of<'p>(page: &'p Page<'_>, phase: Hit) -> Option<&'p str> {
    let before = page
        .slice(0..phase.start)
        .strip_suffix(page.lexicon.particle())?;
    let owner = page.name_ending(before.len())?;
    (owner.kind == EntityKind::Company).then(|| page.slice(owner.bytes.clone()))
}

/// What the nearest phase named before is called without its number, if that is another one.
fn other_phase<'p>(page: &'p Page<'_>, phase: Hit) -> Option<&'p str> {
    let here = page.sentences[page.sentence_at(phase.start)?].block;
    let end = page.names.partition_point(|it| it.bytes.end <= phase.start);
    let near = page.names.get(end.saturating_sub(NEAR)..end)?;
    let (named, number) = near.iter().rev().find_map(|it| {
        let block = page.sentences[page.sentence_at(it.bytes.start)?].block;
        let known = it.kind == EntityKind::Project && block + 1 >= here;
        let number = page.words_in("phase_word", &it.bytes).last();
        let number = number.filter(|number| known && number.start > it.bytes.start)?;
        Some((it, number))
    })?;
    let owner = page.slice(named.bytes.start..number.start);
    let same = page.written(phase).starts_with(page.written(number));
    let whole = page.slice(number.start..named.bytes.end) == page.written(phase);
    (!same || whole).then_some(owner) // 甲二期ABS项目 is 二期项目 itself
}

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::check_projects;

    #[test]
    fn a_phase_is_named_after_the_other_one() {
        check_projects(
            "云海科技的纳米涂层一期项目2022年5月投产；2023年6月开工的二期项目投资3亿元。",
            &["纳米涂层一期项目", "纳米涂层二期项目"],
        );
    }

    #[test]
    fn a_phase_is_named_after_its_company() {
        check_projects("比亚迪的三期项目2024年6月竣工。", &["比亚迪三期项目"]);
    }

    #[test]
    fn a_phase_of_nobody_is_no_project() {
        check_projects("二期项目投资3亿元。", &[]);
    }
}
