//! Who holds which title: recipients that can hold it, the title that a clause speaks of without naming it, who grants it,
//! and what a step towards it is as an event.

use crate::extract::actor::Fit;
use crate::extract::modality::{clause_of, is_intended};
use crate::extract::page::{Bytes, Page};
use crate::extract::step::{event_of_step, is_in_vain};
use crate::extract::told_title::is_open;
use crate::extract::unread::begins_with_unread;
use crate::lexicon::{Atom, Gives, Hit, Role};
use crate::model::{
    Conferral, ConferralStatus, EntityKind, Event, EventType, Fact, MentionId, Modality, Statement,
};

/// How far before a title, in bytes, its batch may be named: six characters.
const BATCH: usize = 18;
/// How far behind an application, in bytes, it may be said that it succeeded: twelve characters.
const GRANTED: usize = 36;
/// How sure a name must be to be a title in a sentence that only says what something is.
const SURE: f64 = 0.8;
/// Whatever can hold a title.
pub(super) const HOLDERS: [EntityKind; 4] = [
    EntityKind::Park,
    EntityKind::Place,
    EntityKind::Company,
    EntityKind::Project,
];
/// What a title for an area is held by.
const AREAS: [EntityKind; 2] = [EntityKind::Park, EntityKind::Place];
/// What the level of a zone is held by.
const ZONES: [EntityKind; 1] = [EntityKind::Park];
/// What a title for an enterprise is held by.
const ENTERPRISES: [EntityKind; 2] = [EntityKind::Company, EntityKind::Project];

impl Fit<'_, '_> {
    /// Every title for every recipient; one for each where the clause says 分别.
    pub(super) fn conferrals(&self, status: ConferralStatus) -> Vec<Fact<MentionId>> {
        if let Some(found) = self.narrowed() {
            let fit = Fit {
                found: &found,
                ..*self
            };
            return fit.conferrals(status);
        }
        let honors = self.honors();
        let status = self.status(status);
        let stated = self.recipients();
        let paired = honors.len() > 1 && stated.len() == honors.len() && self.respectively();
        let needed = self.needed_confidence();
        let mut facts = Vec::new();
        let described = honors.last().is_some_and(|&it| self.goes_on(it));
        let attribute = !self.asks_for(Role::Honor) && self.is_attribute(); // 第二个获此殊荣|的开发区
        let clause = clause_of(self.sentence, self.found.bytes.start);
        let behind = self.found.bytes.end..clause.end;
        let refused = status == ConferralStatus::Applying && is_in_vain(self.page, &behind);
        let vain = attribute || self.is_only_ground() || self.is_of_document();
        if stated.is_empty() || described || vain {
            return facts;
        }
        for (place, &honor) in honors.iter().enumerate() {
            if self.page.names[honor].confidence < needed {
                continue;
            }
            for (index, recipient) in self.holders(honor, &stated).into_iter().enumerate() {
                if recipient != honor && (!paired || index == place) {
                    facts.extend(self.conferral(status, recipient, honor));
                }
            }
        }
        let denied = facts.iter_mut().filter(|_| refused);
        denied.for_each(|it| it.evidence.modality = Modality::Negated);
        facts
    }

    /// Who receives: in the slot, or listed with their number before the match, or who the clause is about.
    fn recipients(&self) -> Vec<usize> {
        if self.found.has(Role::Recipient) {
            return self.with_others(self.names(Role::Recipient));
        }
        let counted = self.counted_holders();
        if !counted.is_empty() {
            return counted;
        }
        if self.is_of_supported_class() {
            return Vec::new();
        }
        let clause = clause_of(self.sentence, self.found.bytes.start);
        let unread = || begins_with_unread(self.page, &clause, self.found.bytes.start);
        if (self.is_of_number() || unread()) && self.actors_before(&HOLDERS).is_empty() {
            return Vec::new();
        }
        if let Some(holder) = self.brought_in(&clause) {
            return vec![holder];
        }
        if self.is_of_unread_neighbour(&clause) {
            return Vec::new();
        }
        self.with_clauses_before(self.role_or_subject(Role::Recipient, &HOLDERS))
    }

    /// The titles of the match; where its pattern has none, the one that the text spoke of before.
    fn honors(&self) -> Vec<usize> {
        if self.asks_for(Role::Honor) {
            let mut honors = self.with_rest(self.names(Role::Honor));
            honors.retain(|&it| self.found.has(Role::Recipient) || !self.is_counted(it));
            honors.retain(|&it| !self.is_ranked(it) && !self.is_plate(it));
            return honors;
        }
        let clause = clause_of(self.sentence, self.found.bytes.start);
        let counted = |it: usize| {
            self.page
                .measure_ending(self.page.names[it].bytes.start)
                .is_some()
        };
        if self
            .page
            .names_in(&clause)
            .any(|it| self.is_honor(it) && !counted(it))
        {
            return Vec::new();
        }
        let conferred = self.rule.gives == Gives::Conferral(ConferralStatus::Conferred);
        let named = self.page.has_word_in("named_formally", &self.found.bytes);
        let last = if conferred && !named {
            self.listed_before(&clause)
        } else if self.is_about_another(&clause) {
            None
        } else {
            let before = self.spoken_of_before(&clause);
            before.or_else(|| self.conferred_behind(&clause))
        };
        last.map_or_else(Vec::new, |it| self.with_those_before(it))
    }

    /// 某经开区(国际商务区): whether what stands in brackets behind a park is its other name.
    fn is_plate(&self, honor: usize) -> bool {
        let page = self.page;
        let bytes = &page.names[honor].bytes;
        let remark = page.slice(0..bytes.start).ends_with('(');
        remark && page.word_ending("plate_end", bytes.end).is_some()
    }

    /// A title and those of the list that it ends.
    fn with_those_before(&self, last: usize) -> Vec<usize> {
        let page = self.page;
        let mut first = last;
        while let Some(before) = first.checked_sub(1).filter(|&it| self.is_honor(it)) {
            let gap = page.names[before].bytes.end..page.names[first].bytes.start;
            let edition = page
                .moments_in(&gap)
                .next()
                .map(|it| page.moments[it].bytes.clone());
            let text = page.slice(gap.start..edition.map_or(gap.end, |it| it.start));
            let mark = text.trim_matches(['“', '”', '"']);
            if !mark.is_empty() && !page.is_word("list_mark", mark) {
                break;
            }
            first = before;
        }
        (first..=last).collect()
    }

    fn is_honor(&self, name: usize) -> bool {
        self.page.is_kind(name, EntityKind::Honor)
    }

    /// The last title before a clause, in its sentence; for 获准创建以来 anywhere before, but no zone's level.
    fn spoken_of_before(&self, clause: &Bytes) -> Option<usize> {
        let page = self.page;
        let since = self.rule.gives == Gives::Conferral(ConferralStatus::ApprovedToCreate);
        let start = if since { 0 } else { self.sentence.bytes.start };
        let is_zone = |it: usize| {
            let end = page.names[it].bytes.end;
            page.word_ending("title_of_zone", end).is_some()
        };
        let mut before = page.names_in(&(start..clause.start));
        before.rfind(|it| self.is_honor(*it) && !(since && is_zone(*it)))
    }

    /// 通过验收，次年被命名为|H: the title that the next clause confers.
    fn conferred_behind(&self, clause: &Bytes) -> Option<usize> {
        let page = self.page;
        let next = self
            .sentence
            .clauses
            .iter()
            .find(|it| it.start >= clause.end)?;
        let title = page.names_in(next).find(|it| self.is_honor(*it))?;
        let lead = next.start..page.names[title].bytes.start;
        page.has_word_in("confer", &lead).then_some(title)
    }

    /// The last title before a clause: of a list made public, or of this sentence or the one before for 此殊荣.
    fn listed_before(&self, clause: &Bytes) -> Option<usize> {
        let page = self.page;
        let before = self.sentence.bytes.start..clause.start;
        let last = page.names_in(&before).rfind(|it| self.is_honor(*it));
        if page.has_word_in("this_title", &self.found.bytes) {
            return last.or_else(|| self.last_of_sentence_before());
        }
        let lists = ["publish", "list_noun", "public_notice", "candidate_list"];
        let public = |it: &Bytes| lists.iter().any(|list| page.has_word_in(list, it));
        if last.is_none() && self.found.has(Role::Recipient) {
            return self.last_of_sentence_before();
        }
        last.filter(|_| public(&before))
    }

    fn last_of_sentence_before(&self) -> Option<usize> {
        let mut names = self.page.names_in(&self.sentence_before()?.bytes);
        names.rfind(|it| self.is_honor(*it))
    }

    /// How far a title has come that a list names: who is on a list that is open to objections has not got it.
    fn status(&self, stated: ConferralStatus) -> ConferralStatus {
        let clause = clause_of(self.sentence, self.found.bytes.start);
        let before = self.sentence.bytes.start..clause.start;
        let sought = |it: usize| {
            let start = self.page.names[it].bytes.start;
            let batch = self.page.word_ending("batch", start);
            let start = batch.map_or(start, |hit| hit.start);
            self.page.word_ending("apply_for", start).is_some()
        };
        if self.found.has(Role::Recipient) && self.names(Role::Honor).into_iter().any(sought) {
            return ConferralStatus::Applying; // 拟认定|首批H包括：A、B
        }
        if stated == ConferralStatus::Applying && self.is_granted() {
            return ConferralStatus::Conferred;
        }
        if self.is_aimed_at() {
            return ConferralStatus::Applying;
        }
        let listed = !self.asks_for(Role::Honor) && stated == ConferralStatus::Conferred;
        if listed && is_open(self.page, &before) {
            ConferralStatus::Applying
        } else {
            stated
        }
    }

    /// 申报的H|获批, 成功|申报H: an application that succeeded.
    fn is_granted(&self) -> bool {
        let page = self.page;
        let Bytes { start, end } = self.found.bytes;
        let clause = clause_of(self.sentence, start);
        let behind = end..clause.end.min(end + GRANTED).max(end);
        let mut granted = page.words_in("granted", &behind);
        let near = |it: &Hit| page.names_in(&(end..it.start)).is_empty();
        page.word_ending("success_mark", start).is_some() || granted.any(|it| near(&it))
    }

    /// Whether the rule's pattern has a slot of a role.
    pub(super) fn asks_for(&self, wanted: Role) -> bool {
        let mut elements = self.rule.pattern.iter();
        elements.any(|it| matches!(it.atom, Atom::Slot { role, .. } if role == wanted))
    }

    /// Whether a clause says of whom it speaks, and that is nobody who holds a title for an area.
    fn is_about_another(&self, clause: &Bytes) -> bool {
        let subjects = self.subjecting.at(self.page, clause.start);
        let is_area = |it: &usize| AREAS.contains(&self.page.names[*it].kind);
        subjects.stated && !subjects.names.iter().any(is_area)
    }

    /// Those of the stated recipients that can hold a title; if none can, whom else the clause or the page is about.
    fn holders(&self, honor: usize, stated: &[usize]) -> Vec<usize> {
        let kinds = holder_kinds(self.page, honor);
        let fits = |it: &usize| kinds.contains(&self.page.names[*it].kind);
        let fitting: Vec<usize> = stated.iter().copied().filter(fits).collect();
        if let Some(zone) = self.returned_to(kinds, stated) {
            return vec![zone];
        }
        if !fitting.is_empty() || self.found.has(Role::Recipient) {
            return if fitting.is_empty() {
                stated.to_vec()
            } else {
                fitting
            };
        }
        if !self.actors_before(&HOLDERS).is_empty() {
            return stated.to_vec();
        }
        let others = self.role_or_subject(Role::Recipient, kinds);
        if others.iter().all(fits) {
            others
        } else {
            stated.to_vec()
        }
    }

    pub(super) fn respectively(&self) -> bool {
        let clause = clause_of(self.sentence, self.found.bytes.start);
        self.page.has_word_in("respectively", &clause)
    }

    /// 《关于认定…的请示》: what the name of a document speaks of is nobody's yet.
    pub(super) fn is_of_document(&self) -> bool {
        let clause = clause_of(self.sentence, self.found.bytes.start);
        let before = self.page.slice(clause.start..self.found.bytes.start);
        let inside = before.matches('《').count() > before.matches('》').count();
        inside && !self.found.has(Role::Recipient)
    }

    /// How sure a title's name must be: more where the match begins with a mere 是.
    fn needed_confidence(&self) -> f64 {
        let described = self.page.word_at("copula", self.found.bytes.start);
        described.map_or(0.0, |_| SURE)
    }

    /// A conferral, and the event that a dated step towards the title is.
    fn conferral(
        &self,
        status: ConferralStatus,
        recipient: usize,
        honor: usize,
    ) -> impl Iterator<Item = Fact<MentionId>> {
        let date = (!self.is_ongoing() && !self.is_told_aside() && !self.has_come_by_now(honor))
            .then(|| self.conferral_date(honor))
            .flatten()
            .filter(|_| status != ConferralStatus::Applying || !self.is_due());
        let conferral = Conferral {
            recipient: MentionId(recipient),
            honor: MentionId(honor),
            status,
            date,
            conferred_by: self.granting().into_iter().map(MentionId).collect(),
            batch: self.batch(honor),
        };
        let copula = self.page.word_at("plain_copula", self.found.bytes.start); // 是1992年设立的|省级开发区
        let is = status == ConferralStatus::Conferred && copula.is_some();
        let event = event_of_step(self.page, status, &self.page.names[honor].bytes)
            .filter(|_| !is && (date.is_some() || self.is_news()))
            .filter(|it| {
                let hoped = || is_intended(self.page, self.sentence, &self.found.bytes);
                let company = self.page.is_kind(recipient, EntityKind::Company);
                *it != EventType::Approval || !company && !hoped()
            })
            .map(|event_type| Event {
                event_type,
                subject: MentionId(recipient),
                date,
            });
        let event = event.map(|it| self.fact(&[recipient], Statement::Event(it)));
        let names = [recipient, honor];
        [self.fact(&names, Statement::Conferral(conferral))]
            .into_iter()
            .chain(event)
    }

    /// Whether the clause speaks of the present and states no date: 目前正在申报.
    fn is_ongoing(&self) -> bool {
        let page = self.page;
        let clause = clause_of(self.sentence, self.found.bytes.start);
        let before = clause.start..self.found.bytes.end;
        page.has_word_in("ongoing", &before) && page.moments_in(&clause).is_empty()
    }

    /// The bodies that grant: in their slot, or else all that the match spans.
    fn granting(&self) -> Vec<usize> {
        let stated = self.names(Role::By);
        if !stated.is_empty() {
            return stated;
        }
        let clause = clause_of(self.sentence, self.found.bytes.start);
        let inside = self.page.names_in(&(clause.start..self.found.bytes.end));
        inside
            .filter(|&it| self.page.names[it].kind == EntityKind::Agency)
            .collect()
    }

    /// 首批, 第二批 in a title or right before it.
    fn batch(&self, honor: usize) -> Option<String> {
        let page = self.page;
        let honor = &page.names[honor].bytes;
        let start = honor.start.saturating_sub(BATCH);
        let around = start.max(self.sentence.bytes.start)..honor.end;
        let hit = page.words_in("batch", &around).next()?;
        Some(page.slice(hit.start..hit.end).to_owned())
    }
}

/// What can hold a title, by the word that its name ends in: 绿色园区 an area, 绿色工厂 an enterprise.
pub(super) fn holder_kinds(page: &Page<'_>, honor: usize) -> &'static [EntityKind] {
    let bytes = &page.names[honor].bytes;
    let remark = page.slice(bytes.clone()).rfind('(').unwrap_or(bytes.len());
    let end = bytes.start + remark;
    if page.word_ending("title_of_zone", end).is_some() {
        &ZONES
    } else if page.word_ending("title_of_area", end).is_some() {
        &AREAS
    } else if page.word_ending("title_of_enterprise", end).is_some() {
        &ENTERPRISES
    } else {
        &HOLDERS
    }
}
