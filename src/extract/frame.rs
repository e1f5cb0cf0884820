//! The frame of a clause: the dates and connecting words in front of who it is about.

use crate::extract::page::{Bytes, Page};

/// Moves over dates and connecting words at the head of a clause.
pub(super) fn skip_frame(page: &Page<'_>, clause: &Bytes) -> usize {
    let mut at = clause.start;
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
            return at;
        }
    }
}
