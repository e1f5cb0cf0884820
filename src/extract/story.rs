//! When a title was conferred, and which dates of a sentence belong to another story than the match: to somebody else, or to
//! what happened before.

use crate::extract::actor::Fit;
use crate::extract::carried::{period_of_report, year_of_heading};
use crate::extract::modality::clause_of;
use crate::extract::page::Bytes;
use crate::extract::period::HAPPENINGS;
use crate::lexicon::Gives;
use crate::model::{ConferralStatus, EventType, PartialDate};
use crate::quantity::{Moment, MomentRole};

impl Fit<'_, '_> {
    pub(super) fn conferral_date(&self, honor: usize) -> Option<PartialDate> {
        if let Some(date) = self.remark_date(honor) {
            return Some(date);
        }
        let created = self.rule.gives == Gives::Conferral(ConferralStatus::ApprovedToCreate);
        let (found, title) = (&self.found.bytes, &self.page.names[honor].bytes);
        let behind = title.end..found.end;
        if let Some(signed) = self.signed_edition(title) {
            return Some(signed);
        }
        if title.start == found.start && !self.page.moments_in(&behind).is_empty() {
            return self.date(found.end);
        }
        self.date(self.place_of_date())
            .or_else(|| self.date(self.page.names[honor].bytes.start))
            .or_else(|| created.then(|| self.decreed(EventType::Approval)).flatten())
            .or_else(|| self.signed())
            .or_else(|| self.carried_date())
            .or_else(|| self.year_of_review())
    }

    /// 2月28日，某厅公布|2023年度|认定结果，…: the year of what is made public, behind the day on which it is.
    pub(super) fn is_published_edition(&self, moment: &Moment) -> bool {
        let page = self.page;
        let clause = clause_of(self.sentence, moment.bytes.start);
        let edition = page.word_ending("edition", moment.bytes.end).is_some()
            || page.word_at("edition", moment.bytes.end).is_some();
        edition && page.has_word_in("publish", &(clause.start..moment.bytes.start))
    }

    /// Before which place the date stands: a match over several clauses speaks of what its last one says.
    fn place_of_date(&self) -> usize {
        let Bytes { start, end } = self.found.bytes;
        let first = clause_of(self.sentence, start);
        if end > first.end { end } else { start }
    }

    /// 甲项目8月18日投产；|乙项目主体|封顶, 2014年升格为…，|先后获得…: whether a date of an earlier clause dates another story.
    pub(super) fn is_of_another_story(&self, moment: &Moment) -> bool {
        let start = self.found.bytes.start;
        let own = clause_of(self.sentence, start);
        let theirs = clause_of(self.sentence, moment.bytes.start);
        if theirs.start >= own.start {
            return false;
        }
        self.is_of_somebody_else(moment, &theirs, &own) || self.is_series_behind(&theirs, &own)
    }

    /// Whether the clause of a date has named of whom it speaks before the date, and that of the match states another one.
    fn is_of_somebody_else(&self, moment: &Moment, theirs: &Bytes, own: &Bytes) -> bool {
        let page = self.page;
        let name = |it: &usize| page.names[*it].name.as_str();
        let theirs_of = self.subjecting.at(page, theirs.start);
        let own_of = self.subjecting.at(page, own.start);
        let led = theirs_of.names.iter().any(|&it| {
            let bytes = &page.names[it].bytes;
            theirs.start <= bytes.start && bytes.end <= moment.bytes.start
        });
        let shared = |it: &usize| theirs_of.names.iter().any(|other| name(other) == name(it));
        let together = page.has_word_in("along_with", &(own.start..self.found.bytes.start));
        led && !together && theirs_of.stated && own_of.stated && !own_of.names.iter().any(shared)
    }

    /// 2014年升格为…，|先后获得…: titles that came one after the other are not dated by what happened before them.
    fn is_series_behind(&self, theirs: &Bytes, own: &Bytes) -> bool {
        let page = self.page;
        let conferral = matches!(self.rule.gives, Gives::Conferral(_));
        let lead = own.start..self.found.bytes.end;
        conferral
            && page.has_word_in("serially", &lead)
            && HAPPENINGS.iter().any(|it| page.has_word_in(it, theirs))
    }

    /// The year that a review of a year speaks of, in its title or the heading above, for a title that the text does not date.
    pub(super) fn year_of_review(&self) -> Option<PartialDate> {
        let page = self.page;
        let before = self.sentence.bytes.start..self.found.bytes.end;
        let undated = ["serially", "now", "plain_copula", "accrued"];
        let lasting = undated.iter().any(|it| page.has_word_in(it, &before));
        let sought = self.rule.gives == Gives::Conferral(ConferralStatus::Applying);
        let reported = || period_of_report(page).filter(|_| !sought);
        let year = year_of_heading(page, self.sentence)
            .or_else(reported)?
            .date?;
        let whole = year.month_number().is_none();
        (whole && !lasting && page.moments_in(&before).is_empty()).then_some(year)
    }

    /// 到2025年…，争创|H: whether the only dates before a title that is sought say by when something else is planned.
    pub(super) fn is_due(&self) -> bool {
        let page = self.page;
        let before = self.sentence.bytes.start..self.found.bytes.start;
        let moments = page.moments_in(&before).map(|it| &page.moments[it]);
        let mut moments = moments.filter(|it| it.role != MomentRole::Base);
        let last = moments.next_back();
        last.is_some_and(|it| {
            it.role == MomentRole::Deadline
                && it.bytes.end < clause_of(self.sentence, self.found.bytes.start).start
        })
    }

    /// 国家级绿色园区|(2011年，工信部授予): the date in brackets behind a title.
    pub(super) fn remark_date(&self, honor: usize) -> Option<PartialDate> {
        let page = self.page;
        let end = page.names[honor].bytes.end;
        page.rest(end).strip_prefix('(')?;
        let moment = &page.moments[page.moment_at(end + '('.len_utf8())?];
        let plain = matches!(moment.role, MomentRole::Point | MomentRole::Period);
        moment.date.filter(|_| plain)
    }
}
