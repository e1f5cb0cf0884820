//! The frame of a clause: the dates and connecting words in front of who it is about.

use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Page};
use crate::extract::segment::{Class, Token};
use crate::extract::sentence::Sentence;
use crate::model::EntityKind;
use crate::quantity::Moment;

/// Moves over dates and connecting words at the head of a clause.
pub(super) fn skip_frame(page: &Page<'_>, clause: &Bytes) -> usize {
    let mut at = behind_item_number(page, clause.start);
    // 经开区 is no 经.
    let is_zone = |at: usize, end: usize| {
        let zone = page.word_at("point_kind", at);
        let class = page.word_ending("honor_level", at).is_some(); // 国家级|经开区5家
        zone.is_some_and(|it| it.end > end && !class)
    };
    loop {
        let rest = page.slice(at..clause.end);
        let trimmed = rest.trim_start_matches(['“', '”', '"', ' ', '、', '—']);
        at += rest.len() - trimmed.len();
        if page.name_at(at).is_some() {
            return at;
        }
        if let Some(moment) = page.moment_at(at) {
            at = page.moments[moment].bytes.end;
        } else if let Some(hit) = page
            .word_at("frame", at)
            .filter(|hit| hit.end <= clause.end && !is_zone(at, hit.end))
        {
            at = hit.end;
        } else {
            return behind_pronoun(page, at);
        }
    }
}

/// Behind the number of an item that a sentence begins with: 2、|某项目, (3)|某项目, 4.|某项目.
pub(super) fn behind_item_number(page: &Page<'_>, at: usize) -> usize {
    let begins = page
        .sentence_at(at)
        .is_some_and(|it| page.sentences[it].bytes.start == at);
    let text = page.rest(at);
    let open = text.strip_prefix('(').unwrap_or(text);
    let rest = open.trim_start_matches(|it: char| it.is_ascii_digit());
    let marked = if open.len() < text.len() {
        rest.strip_prefix(')')
    } else {
        rest.strip_prefix(['、', '.', '．'])
    };
    let named = |it: &&str| it.starts_with(|it: char| it.is_alphabetic() && !it.is_ascii());
    let behind = marked.filter(|it| begins && rest.len() < open.len() && named(it));
    behind.map_or(at, |it| page.text.len() - it.len())
}

/// Moves over a pronoun or a phase in front of the name of a project, and over this occasion in front of any name:
/// 其|二期项目, 一期|5万吨钛白粉项目, 此次|某高新区开工9个项目.
fn behind_pronoun(page: &Page<'_>, at: usize) -> usize {
    let occasion = page.word_at("this_time", at).map(|it| it.end);
    if let Some(end) = occasion.filter(|&it| page.name_at(it).is_some()) {
        return end;
    }
    let lists = ["project_lead", "phase_word"];
    let pronoun = lists.iter().find_map(|it| page.word_at(it, at));
    let pronoun = pronoun.map(|it| it.end);
    let project = pronoun.filter(|&it| {
        let name = page.name_at(it);
        name.is_some_and(|it| page.is_kind(it, EntityKind::Project))
    });
    project.unwrap_or(at)
}

/// Whether a date begins a clause, or stands in one behind its subject and before a figure: 该区|去年|实现收入1051亿元.
pub(super) fn heads_clause(page: &Page<'_>, sentence: &Sentence, moment: &Moment) -> bool {
    let clause = clause_of(sentence, moment.bytes.start);
    let Bytes { start, end } = moment.bytes;
    if page.slice(clause.start.min(start)..start).trim().is_empty() {
        return true; // 【经济运行】 |2013年，…
    }
    let inside = |it: &&Token| it.bytes.start >= clause.start && it.bytes.end <= start;
    let tokens = page.sentence_at(start).map(|it| page.tokens(it).iter());
    let mut lead = tokens.into_iter().flatten().filter(inside);
    let named = |it: &Token| page.name_over(it.bytes.start).is_some();
    let bare = lead.all(|it| it.class != Class::Verb || named(it));
    let mut led = ["list_mark", "from"].iter();
    let listed = led.any(|it| page.word_ending(it, start).is_some());
    let figures = !page.measures_in(&(end..clause.end)).is_empty();
    bare && !listed && figures
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    #[test]
    fn the_number_of_an_item_stands_before_its_clause() {
        for (text, behind) in [
            ("2、杭州高新区投产。", "2、"),
            ("(3)杭州高新区投产。", "(3)"),
            ("4.杭州高新区投产。", "4."),
            ("2.5亿元投向杭州高新区。", ""),
            ("33个项目投产。", ""),
        ] {
            on_page(text, |page| {
                assert_eq!(behind_item_number(page, 0), behind.len(), "{text}");
            });
        }
    }
}
