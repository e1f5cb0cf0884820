//! Lists of projects that are counted first: 签约项目12个，总投资65亿元，包括|A、B.

use crate::extract::page::{Bytes, Page};
use crate::extract::sentence::Sentence;
use crate::lexicon::Hit;
use crate::quantity::UnitClass;

/// How many clauses behind the number of projects their list may begin.
const NEAR: usize = 2;

/// 签约项目12个，总投资65亿元，包括|A、B: behind the words that lead in the list of projects that are counted.
pub(super) fn lead_behind_count(page: &Page<'_>, sentence: &Sentence, head: Hit) -> Option<usize> {
    let count = page.measure_at(head.end).map(|it| &page.measures[it]);
    let count = count.filter(|it| it.unit_class == Some(UnitClass::Counter))?;
    let clauses = sentence.clauses.iter();
    let behind = clauses.filter(|it| it.start >= count.bytes.end).take(NEAR);
    // 涵盖高端能化、低空经济等|领域
    let behind = behind.filter(|it| page.word_ending("industry_class", it.end).is_none());
    // 包括A、B，|均为|配套企业: whose projects they are
    let owners = |it: &Bytes| {
        let mut next = sentence.clauses.iter().filter(|next| next.start >= it.end);
        next.next()
            .is_some_and(|next| page.word_at("all_are", next.start).is_some())
    };
    let behind = behind.filter(|it| !owners(it));
    let lead = |at: usize| {
        let among = page.word_at("list_among", at).map_or(at, |it| it.end);
        page.word_at("list_lead", among)
    };
    behind
        .filter_map(|it| lead(it.start))
        .map(|it| it.end)
        .next()
}

/// 甲工业园、乙开发区|签约|12个|项目: whether the list before a verb and a number of projects is of those who do it.
pub(super) fn is_done_by_parks(page: &Page<'_>, clause: &Bytes, head: Hit) -> bool {
    let count = page.measure_ending(head.start).map(|it| it.bytes.start);
    let verb = count.and_then(|it| page.word_ending("counted_event", it));
    let actor = verb.filter(|it| it.start > clause.start);
    actor.is_some_and(|it| page.word_ending("park_head", it.start).is_some())
}
