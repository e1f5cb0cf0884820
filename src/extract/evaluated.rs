//! The year of a score: the one that the evaluation is of in which it was given.

use crate::extract::page::{Bytes, Page};
use crate::extract::period::Period;
use crate::extract::when::When;
use crate::model::PartialDate;
use crate::quantity::{Moment, MomentRole};

/// How many sentences before a score are asked for the evaluation.
const NEAR: usize = 40;

/// How many sentences before a score are asked for the day on which something passed.
const FEW: usize = 4;

/// How many bytes may stand between the year of an evaluation and the word for it: twenty characters.
const NAMED: usize = 60;

impl Period<'_, '_> {
    /// 公布2022年度全省开发区考核评价结果。…|得分79.15分: the year of the evaluation that the text has named last.
    pub(super) fn evaluated(&self) -> Option<When> {
        let page = self.page;
        if !page.is_word("score_unit", &self.measure.quantity.unit_text) {
            return None;
        }
        self.last_before(NEAR, |it, before| is_of_evaluation(page, it, before))
    }

    /// 11月9日，专家组…。|一致同意通过验收，得分92.6分: the day or month told last before a score with which something passes, if the text
    /// names no year of an evaluation.
    pub(super) fn passed_then(&self) -> Option<When> {
        let page = self.page;
        let score = page.is_word("score_unit", &self.measure.quantity.unit_text);
        let passes = score && page.has_word_in("pass", &self.sentence.bytes);
        if !passes || self.evaluated().is_some() {
            return None;
        }
        let precise = |it: &Moment| it.date.and_then(PartialDate::month_number).is_some();
        self.last_before(FEW, |it, _| it.role == MomentRole::Point && precise(it))
    }

    /// The last date before the number that is wanted, in its sentence and so many before.
    fn last_before(&self, count: usize, wanted: impl Fn(&Moment, &Bytes) -> bool) -> Option<When> {
        let page = self.page;
        let here = page.sentence_at(self.sentence.bytes.start)?;
        let mut earlier = page.sentences.iter().take(here + 1).rev().take(count);
        earlier.find_map(|it| {
            let end = it.bytes.end.min(self.measure.bytes.start);
            let before = it.bytes.start..end.max(it.bytes.start);
            let mut moments = page.moments_in(&before).map(|it| &page.moments[it]);
            moments.rfind(|it| wanted(it, &before)).map(When::of)
        })
    }
}

/// 2022|年度|全省开发区考核评价: whether a year is that of an evaluation named right behind it.
fn is_of_evaluation(page: &Page<'_>, moment: &Moment, within: &Bytes) -> bool {
    let end = moment.bytes.end;
    let edition = page.word_ending("edition", end).is_some();
    let behind = end..within.end.min(end + NAMED).max(end);
    edition && moment.date.is_some() && page.has_word_in("evaluation", &behind)
}
