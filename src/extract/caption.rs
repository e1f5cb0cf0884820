//! When the figures of a table are, by what the text above it says.

use crate::extract::page::Page;
use crate::extract::when::When;
use crate::quantity::MomentRole;

/// How far before a table, in bytes, its year may stand.
const NEAR: usize = 240;

/// The year or period stated shortly before a table; not a day, which is more likely that of publication.
pub(super) fn date_above(page: &Page<'_>, start: usize) -> Option<When> {
    let mut before = page.moments.iter().rev();
    let nearest = before.find(|it| {
        it.bytes.end <= start && start - it.bytes.end < NEAR && it.role != MomentRole::Base
    })?;
    let date = nearest.date?;
    date.day_number().is_none().then(|| When::of(nearest))
}

/// 2009年各园区主要情况如下：: whether the sentence right above a table states a date and no figures; a list of names that
/// was made in a year, 2023年…名单, does not say when its figures are.
pub(super) fn is_captioned(page: &Page<'_>, start: usize) -> bool {
    let above = page.sentences.partition_point(|it| it.bytes.end <= start);
    let above = above.checked_sub(1).map(|it| &page.sentences[it].bytes);
    above.is_some_and(|it| {
        let end = it.start + page.slice(it.clone()).trim_end().len();
        let roster = page.word_ending("roster_word", end).is_some();
        page.measures_in(it).is_empty() && !page.moments_in(it).is_empty() && !roster
    })
}
