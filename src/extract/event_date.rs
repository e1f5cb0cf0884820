//! When it happened: the date in the match, of the sentence, of the news before it, or of the year that a report reviews.

use crate::extract::actor::Fit;
use crate::extract::event::is_of_works;
use crate::extract::modality::{clause_of, modality};
use crate::extract::page::Bytes;
use crate::lexicon::{Gives, Role};
use crate::model::{EntityKind, EventType, Modality, PartialDate};

impl Fit<'_, '_> {
    /// When: in its slot, or as the sentence says.
    pub(super) fn event_date(&self) -> Option<PartialDate> {
        match self.found.moment(Role::Date) {
            Some(moment) => {
                let moment = &self.page.moments[moment];
                moment.date.or(moment.start)
            }
            None if self.is_told_aside() => None,
            None => self.date(self.found.bytes.end),
        }
    }

    /// …成立于1992年，|是经国务院批准的…: what a clause says with a mere copula has the date of that clause only.
    pub(super) fn is_told_aside(&self) -> bool {
        let page = self.page;
        let start = self.found.bytes.start;
        let clause = clause_of(self.sentence, start);
        let copula = page.word_at("plain_copula", start).is_some();
        let before = self.sentence.bytes.start..clause.start;
        let decreed = page.has_word_in("consent_given", &before); // 1992年经…批准，|是…
        copula && !decreed && page.moments_in(&clause).is_empty()
    }

    /// 甲项目、乙项目分别于8月、11月|投产: the dates of as many subjects, one behind the other.
    pub(super) fn dates_of_each(&self, subjects: usize) -> Option<Vec<PartialDate>> {
        let page = self.page;
        let start = self.found.bytes.start;
        let clause = clause_of(self.sentence, start);
        let mark = page
            .words_in("respectively", &(clause.start..start))
            .last()?;
        let moments = page.moments_in(&(mark.end..start));
        let dates: Option<Vec<PartialDate>> = moments.map(|it| page.moments[it].date).collect();
        dates.filter(|it| subjects > 1 && it.len() == subjects)
    }

    /// The year that a report reviews, for what it says has happened to named works.
    pub(super) fn year_told(&self, event_type: EventType) -> Option<PartialDate> {
        let kinds = [EntityKind::Project, EntityKind::Park];
        let told = is_of_works(event_type) && !self.actors_before(&kinds).is_empty();
        let done = || modality(self.page, self.sentence, &self.found.bytes) == Modality::Actual;
        (told && done()).then(|| self.year_of_review()).flatten()
    }

    /// The day of the sentence before, if this one has no date and goes on with its news: 8月1日举行签约仪式。A、B签约。
    pub(super) fn carried_date(&self) -> Option<PartialDate> {
        let moments = self.page.moments_in(&self.news_before()?);
        let mut dates = moments.rev().filter_map(|it| self.page.moments[it].date);
        dates.find(|it| it.day_number().is_some())
    }

    /// The sentence before, if it tells news of a day and this one has no date of its own.
    pub(super) fn news_before(&self) -> Option<Bytes> {
        let page = self.page;
        let before = self.sentence_before()?;
        let mut own = page.moments_in(&self.sentence.bytes);
        let own = own.any(|it| page.name_over(page.moments[it].bytes.start).is_none());
        let words: &[&str] = match self.rule.gives {
            Gives::Conferral(_) => &["lately", "ceremony", "publish", "meeting"],
            _ => &["lately", "ceremony", "publish"],
        };
        let news = words
            .iter()
            .any(|list| page.has_word_in(list, &before.bytes));
        (before.block + 1 >= self.sentence.block && !own && news).then(|| before.bytes.clone())
    }
}
