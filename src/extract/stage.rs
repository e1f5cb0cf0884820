//! Stages of projects in tables: what a cell, or the head above it, says has happened.

use crate::extract::page::{Bytes, Page};
use crate::model::EventType;

/// The lists of verbs for each stage; what opens may be said to be built as well, so opening comes first.
const STAGES: [(&str, EventType); 7] = [
    ("open", EventType::Opening),
    ("complete", EventType::Completion),
    ("built", EventType::Completion),
    ("start_construction", EventType::ConstructionStart),
    ("sign", EventType::Signing),
    ("approve_stage", EventType::Approval),
    ("found_stage", EventType::Founding),
];

/// The stage that a cell tells: 2023年3月|开工.
pub(super) fn stage(page: &Page<'_>, cell: &Bytes) -> Option<EventType> {
    let told = STAGES
        .into_iter()
        .find(|(list, _)| page.has_word_in(list, cell));
    told.map(|(_, stage)| stage)
}

/// The stage whose dates stand under a head: 开工|时间.
pub(super) fn stage_dated(page: &Page<'_>, head: &Bytes) -> Option<EventType> {
    page.word_ending("header_time", head.end)?;
    stage(page, head)
}
