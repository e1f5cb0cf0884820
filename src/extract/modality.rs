//! Whether a text says that something is so, is intended, or is not so.

use crate::extract::page::{Bytes, Page};
use crate::extract::sentence::{FAR, Sentence, heading_above};
use crate::lexicon::Hit;
use crate::model::{EntityKind, Modality};
use crate::quantity::{Moment, MomentRole};

/// How many characters a sentence has at most that heads its paragraph.
pub(super) const HEADING: usize = 16;

/// The modality of what stands at a place, from the words before it in its clause and the frame of its sentence.
pub(super) fn modality(page: &Page<'_>, sentence: &Sentence, at: &Bytes) -> Modality {
    let clause = clause_of(sentence, at.start);
    let before = clause.start..at.end;
    if negates(page, &before) {
        return Modality::Negated;
    }
    if is_intended(page, sentence, at) {
        return Modality::Planned;
    }
    let frame = sentence.bytes.start..at.start;
    // 预计年均增长24.5%；|分别完成506亿元: what is expected frames no other part of the sentence that says what was done.
    let part = page.slice(frame.clone()).rfind('；');
    let part = frame.start + part.unwrap_or_default();
    let done = || page.has_word_in("carried_out", &(part..at.start));
    let reaches = |it: &Hit| {
        let expected = page.is_word("expected", page.written(*it));
        !expected || it.end > part || !done()
    };
    let last = |list: &str| {
        let words = page.words_in(list, &frame).filter(reaches);
        words.last().map(|it| it.start)
    };
    if last("planned_frame").is_some() && last("planned_frame") > last("actual_frame") {
        return Modality::Planned;
    }
    let deadline = page.moments_in(&frame).any(|it| {
        let moment = &page.moments[it];
        moment.role == MomentRole::Deadline
            && moment
                .date
                .zip(page.issued())
                .is_none_or(|(date, issued)| date.year_number() > issued.year_number())
    });
    if deadline {
        Modality::Planned
    } else {
        Modality::Actual
    }
}

/// Whether the clause of what stands at a place says that it is intended.
pub(super) fn is_intended(page: &Page<'_>, sentence: &Sentence, at: &Bytes) -> bool {
    let clause = clause_of(sentence, at.start);
    let aimed = page.has_word_in("planned_after", &(at.end..clause.end));
    aimed || intends(page, &(clause.start..at.end))
}

/// Whether what a sentence states without a date is a goal: of its section (主要目标), of its paragraph (下一步打算。) or of the year
/// that its paragraph has named (到2025年，…。).
pub(super) fn is_goal(page: &Page<'_>, sentence: &Sentence, at: &Bytes) -> bool {
    let before = sentence.bytes.start..at.end;
    let now = ["standing", "actual_frame"];
    let past = page.moments_in(&before).any(|it| {
        let moment = &page.moments[it];
        moment.role != MomentRole::Base && !is_ahead(page, moment)
    });
    if past || now.iter().any(|it| page.has_word_in(it, &before)) {
        return false;
    }
    let heading = heading_above(page, sentence);
    let of_section = heading.is_some_and(|it| page.has_word_in("goal_heading", &it.bytes));
    let here = page.sentence_at(sentence.bytes.start).unwrap_or_default();
    let earlier = page.sentences.iter().take(here).rev().take(FAR);
    let mut earlier = earlier.take_while(|it| it.block == sentence.block);
    of_section
        || earlier.any(|it| {
            let short = page.slice(it.bytes.clone()).chars().count() <= HEADING;
            let goal = short && page.has_word_in("goal_heading", &it.bytes);
            let first = page.moment_at(it.bytes.start).map(|it| &page.moments[it]);
            goal || first.is_some_and(|it| it.role == MomentRole::Deadline && is_ahead(page, it))
        })
}

/// Whether a moment is of a year after that of the page.
pub(super) fn is_ahead(page: &Page<'_>, moment: &Moment) -> bool {
    let dates = moment.date.zip(page.issued());
    dates.is_some_and(|(date, issued)| date.year_number() > issued.year_number())
}

/// A word of intention; 将 right before a name or what stands for one (将|该区|列为) is a preposition.
fn intends(page: &Page<'_>, before: &Bytes) -> bool {
    let mut words = page.words_in("planned", before);
    let object = |at: usize| page.name_at(at).is_some() || page.word_at("spoken_of", at).is_some();
    let prepositional = |hit: Hit| page.written(hit).chars().nth(1).is_none() && object(hit.end);
    // 荣获国家火炬|计划|软件产业基地: a word inside the name of a title says nothing of who holds it.
    let titled = |hit: Hit| {
        let name = page.name_over(hit.start).map(|it| &page.names[it]);
        name.is_some_and(|it| it.kind == EntityKind::Honor && hit.end <= it.bytes.end)
    };
    words.any(|hit| page.stands_alone(hit) && !prepositional(hit) && !titled(hit))
}

/// A word that denies what follows it, unless it is part of a word that does not (未来, 不断) or of an attribute (未通过的).
pub(super) fn negates(page: &Page<'_>, before: &Bytes) -> bool {
    page.words_in("negated", before)
        .filter(|&hit| page.stands_alone(hit))
        .filter(|hit| {
            !page
                .slice(hit.end..before.end)
                .contains(page.lexicon.particle())
        })
        .any(|hit| {
            !page
                .words_in("not_negated", before)
                .any(|it| it.start <= hit.start && hit.end <= it.end)
        })
}

/// The clause that holds a position.
pub(super) fn clause_of(sentence: &Sentence, at: usize) -> Bytes {
    let holds = sentence
        .clauses
        .iter()
        .find(|it| it.start <= at && at <= it.end);
    holds.cloned().unwrap_or_else(|| sentence.bytes.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::honor::find_honors;
    use crate::extract::page::tests::on_page;

    #[test]
    fn a_word_of_intention_inside_a_title_was_taken_for_one_of_the_sentence() {
        let check = |text: &str, expected: bool| {
            on_page(text, |page| {
                find_honors(page);
                let whole = page.sentences[0].bytes.clone();
                assert_eq!(
                    is_intended(page, &page.sentences[0], &whole),
                    expected,
                    "{text}"
                );
            });
        };
        check("张家港经开区荣获国家火炬计划软件产业基地", false);
        check("张家港经开区计划建设国家级绿色园区", true);
    }
}
