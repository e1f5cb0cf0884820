//! Steps towards a title that are events too: permission, acceptance, and the level of a zone.

use crate::extract::page::{Bytes, Page};
use crate::model::{ConferralStatus, EventType};

/// The event that a step towards a title is: permission to create it, or to be a zone of a level, is an approval.
pub(super) fn event_of_step(
    page: &Page<'_>,
    status: ConferralStatus,
    title: &Bytes,
) -> Option<EventType> {
    match status {
        ConferralStatus::ApprovedToCreate => Some(EventType::Approval),
        ConferralStatus::PassedAcceptance => Some(EventType::Acceptance),
        ConferralStatus::Conferred => is_zone_level(page, title).then_some(EventType::Approval),
        ConferralStatus::Applying => None,
    }
}

/// Whether a title is the mere level of a zone: 国家级|经济技术开发区, but not 国家级|绿色园区.
fn is_zone_level(page: &Page<'_>, title: &Bytes) -> bool {
    let behind = |list: &str, at: usize| page.word_at(list, at).map_or(at, |hit| hit.end);
    let level = behind("honor_level", behind("batch", title.start));
    let head = page.is_word("park_head", page.slice(level..title.end));
    level > title.start && head && page.word_ending("title_of_zone", title.end).is_some()
}

/// 申报的某称号|未获通过: what was applied for in vain is neither held nor sought.
pub(super) fn is_in_vain(page: &Page<'_>, behind: &Bytes) -> bool {
    behind.start < behind.end && page.has_word_in("in_vain", behind)
}
