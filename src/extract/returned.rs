//! Whom a sentence returns to, after what the one before it has spoken of.

use crate::extract::page::Bytes;
use crate::extract::sentence::Sentence;
use crate::extract::subject::{Reader, Subjects};
use crate::extract::topic::is_zone;
use crate::model::EntityKind;
use crate::quantity::MomentRole;

impl Reader<'_, '_> {
    /// A block that begins with a park returns to it after each sentence about companies.
    pub(super) fn return_to_lead(&mut self) {
        let company = |it: &usize| {
            self.page.is_kind(*it, EntityKind::Company)
                || self.page.is_kind(*it, EntityKind::Agency)
        };
        let body = |it: &usize| self.page.is_kind(*it, EntityKind::Agency);
        let inner = |it: &usize| {
            self.page.is_kind(*it, EntityKind::Park) && Some(*it) != self.lead.or(self.section)
        };
        let several = self.current.len() > 1 && self.current.iter().all(inner); // 各园区分别增长
        if several {
            self.current = self.lead.or(self.section).into_iter().collect();
        }
        let led = self.led || self.current.iter().all(body);
        if led && !self.current.is_empty() && self.current.iter().all(company) {
            self.current = self.lead.or(self.section).into_iter().collect();
        }
    }

    /// 全年|完成产量2161吨: a sentence that begins with a period of its own does not go on about the projects, towns and inner
    /// parks before it.
    pub(super) fn return_to_park(&mut self, sentence: &Sentence) {
        let page = self.page;
        let lead = self.lead.or(self.section);
        let part = |it: &usize| match page.names[*it].kind {
            EntityKind::Project => true,
            EntityKind::Park => Some(*it) != lead && !is_zone(page, &page.names[*it]),
            EntityKind::Place => {
                let end = page.names[*it].bytes.end;
                self.led || page.word_ending("township_head", end).is_some()
            }
            _ => false,
        };
        let marks = page.slice(sentence.bytes.clone());
        let marks = marks.len() - marks.trim_start_matches(['“', '"', ' ']).len(); // “十四五”末
        let period = page
            .moment_at(sentence.bytes.start + marks)
            .is_some_and(|it| {
                let moment = &page.moments[it];
                let roles = [MomentRole::Period, MomentRole::Until, MomentRole::Deadline];
                roles.contains(&moment.role) && moment.date.is_some()
            });
        let period = period || page.word_at("whole_year", sentence.bytes.start).is_some();
        if period && !self.current.is_empty() && self.current.iter().all(part) {
            self.current = lead.into_iter().collect();
        }
    }

    /// 获批以来，|某园区…: a clause that only leads in is about whom the next one is about.
    pub(super) fn lead_in(&self, sentence: &Sentence, clauses: &mut [Subjects]) {
        let [first, second, ..] = clauses else {
            return;
        };
        let end = sentence.clauses[0].end;
        if !first.stated && second.stated && self.page.word_ending("lead_in", end).is_some() {
            first.names.clone_from(&second.names);
        }
    }

    /// 时间表：年内某公司下线6000辆；|明年配套率…: an item of a list is about whom the words before its colon are about.
    pub(super) fn begin_item(&mut self, clause: &Bytes) {
        let before = self.page.slice(0..clause.start).trim_end();
        if before.ends_with('：') && self.listing.is_none() {
            let here = self.spoken().park_of_here(clause.start, clause);
            let whole = here.map_or_else(|| self.current.clone(), |it| vec![it]); // 就在某高新区：|这里…；…
            self.listing = Some(whole);
        } else if before.ends_with('；')
            && let Some(whole) = &self.listing
        {
            self.current.clone_from(whole);
        }
    }
}
