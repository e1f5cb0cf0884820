//! The parts of a sentence that a semicolon parts: which dates of an earlier part are those of a later one.

use crate::extract::leading::is_actor;
use crate::extract::modality::clause_of;
use crate::extract::page::Page;
use crate::model::EntityKind;
use crate::quantity::Moment;

/// 甲2018年入选…；|乙先后获得…: whether a date stands behind whom its part of the sentence is about, and a part that begins with
/// another one follows.
pub(super) fn is_cut_off(page: &Page<'_>, moment: &Moment, at: usize) -> bool {
    let Some(sentence) = page.sentence_at(moment.bytes.start) else {
        return false;
    };
    let start = page.sentences[sentence].bytes.start;
    let behind = |from: usize, to: usize| {
        let mark = page.slice(from..to).rfind('；');
        mark.map(|it| from + it + '；'.len_utf8())
    };
    let Some(own) = behind(moment.bytes.end, at.max(moment.bytes.end)) else {
        return false;
    };
    let part = behind(start, moment.bytes.start);
    let led = part.unwrap_or(start)..moment.bytes.start;
    let is_actor = |it: usize| is_actor(page.names[it].kind);
    let Some(other) = first_of_part(page, own, at) else {
        return false;
    };
    let body = page.is_kind(other, EntityKind::Agency); // …，2015年通过验收；|科技部授予它H
    let first = clause_of(&page.sentences[sentence], start);
    let heads = part.is_none() && first.start == moment.bytes.start;
    let last = page.moments_in(&(moment.bytes.end..own)).is_empty();
    body && !(heads && last) || is_actor(other) && page.names_in(&led).any(is_actor)
}

/// Who a part of a sentence begins with, at most with what describes it in front: 与某县接壤的|某片区.
fn first_of_part(page: &Page<'_>, part: usize, at: usize) -> Option<usize> {
    if let Some(name) = page.name_at(part) {
        return Some(name);
    }
    let sentence = &page.sentences[page.sentence_at(part)?];
    let clause = clause_of(sentence, part);
    let described = |it: &usize| {
        let before = page.slice(part..page.names[*it].bytes.start.max(part));
        before.ends_with(page.lexicon.particle())
    };
    let mut names = page.names_in(&(part..clause.end.min(at)));
    // 下游的某项目|同步|投产: at the date that has been told
    let along = || page.has_word_in("along_with", &(part..at.max(part)));
    names.find(described).filter(|_| !along())
}
