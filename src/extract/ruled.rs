//! Facts that rules give: conferrals, locations, engagements and events.

use std::collections::BTreeMap;

use crate::clean::BlockKind;
use crate::extract::actor::Fit;
use crate::extract::draft::Draft;
use crate::extract::matcher::matches;
use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Page};
use crate::extract::segment::Class;
use crate::extract::sentence::Sentence;
use crate::extract::subject::Subjecting;
use crate::lexicon::{Gives, Role};
use crate::model::{
    ConferralStatus, EntityKind, Event, EventType, Fact, MentionId, PartialDate, Statement,
};
use crate::quantity::MomentRole;
use crate::quantity::UnitClass;

/// How far behind a verb, in bytes, what it counts may stand: six characters.
const NEAR: usize = 18;

/// How far before its end a park's head may begin, in bytes: twelve characters.
const HEAD: usize = 36;

/// The facts that the rules find in a sentence.
pub(super) fn facts(
    page: &Page<'_>,
    subjecting: &Subjecting,
    sentence: &Sentence,
) -> Vec<Fact<MentionId>> {
    let gives_facts = |gives: Gives| !matches!(gives, Gives::Mention | Gives::Observation(_));
    let rules = page.lexicon.rules().iter();
    let mut drafts = Vec::new();
    for rule in rules.filter(|it| gives_facts(it.gives)) {
        for found in matches(page, &rule.pattern, sentence) {
            let explicit = found.has(Role::Recipient) || found.has(Role::Subject);
            let fit = Fit {
                page,
                subjecting,
                sentence,
                rule,
                found: &found,
            };
            drafts.extend(fit.facts().into_iter().map(|fact| (explicit, fact)));
        }
    }
    surest(drafts)
}

/// Of several readings of one title or one engagement, the one with a stated subject stays; of several statuses of one title
/// at one time the furthest.
fn surest(drafts: Vec<(bool, Fact<MentionId>)>) -> Vec<Fact<MentionId>> {
    let mut best = BTreeMap::new();
    for (explicit, fact) in &drafts {
        if let Some(topic) = topic(&fact.statement) {
            let rank = (*explicit, rank(&fact.statement));
            let known = best.entry(topic).or_insert(rank);
            *known = rank.max(*known);
        }
    }
    let is_best = |explicit: bool, statement: &Statement<MentionId>| {
        let best = topic(statement).and_then(|it| best.get(&it));
        best.is_none_or(|best| *best == (explicit, rank(statement)))
    };
    let approved: Vec<_> = drafts
        .iter()
        .filter_map(|(_, it)| approval(&it.statement))
        .collect();
    let facts = drafts.into_iter();
    facts
        .filter(|(explicit, fact)| is_best(*explicit, &fact.statement))
        .map(|(_, fact)| fact)
        .filter(|fact| !is_founding_among(&fact.statement, &approved))
        .collect()
}

/// Who was approved when.
fn approval(statement: &Statement<MentionId>) -> Option<(MentionId, Option<PartialDate>)> {
    match statement {
        Statement::Event(it) if it.event_type == EventType::Approval => Some((it.subject, it.date)),
        _ => None,
    }
}

/// 批准设立 is an approval, and no founding beside it.
fn is_founding_among(
    statement: &Statement<MentionId>,
    approved: &[(MentionId, Option<PartialDate>)],
) -> bool {
    match statement {
        Statement::Event(it) if it.event_type == EventType::Founding => {
            approved.contains(&(it.subject, it.date))
        }
        _ => false,
    }
}

/// Whether such an event is one of buildings and works rather than of zones.
fn is_of_works(event_type: EventType) -> bool {
    matches!(
        event_type,
        EventType::ConstructionStart | EventType::Completion | EventType::Opening
    )
}

/// What is read once: a title, or an industry.
fn topic(statement: &Statement<MentionId>) -> Option<(u8, MentionId, Option<PartialDate>)> {
    match statement {
        Statement::Conferral(it) => Some((0, it.honor, it.date)),
        Statement::Engagement { object, .. } => Some((1, *object, None)),
        _ => None,
    }
}

/// How much a status says: a plain conferral least, since every other status also reads like one.
fn rank(statement: &Statement<MentionId>) -> u8 {
    match statement {
        Statement::Conferral(it) => match it.status {
            ConferralStatus::PassedAcceptance => 3,
            ConferralStatus::ApprovedToCreate => 2,
            ConferralStatus::Applying => 1,
            ConferralStatus::Conferred => 0,
        },
        _ => 0,
    }
}

impl Fit<'_, '_> {
    fn facts(&self) -> Vec<Fact<MentionId>> {
        use EntityKind::{Company, Park, Place, Project};
        match self.rule.gives {
            Gives::Conferral(status) => self.conferrals(status),
            Gives::Location => self.pairs(&[Park, Company, Project, Place], |subject, object| {
                Statement::Location { subject, object }
            }),
            Gives::Engagement => self.pairs(&[Park, Company, Place], |subject, object| {
                Statement::Engagement { subject, object }
            }),
            Gives::Event(event_type) => self.events(event_type),
            Gives::Mention | Gives::Observation(_) => Vec::new(),
        }
    }

    /// Every subject with every object.
    fn pairs(
        &self,
        kinds: &[EntityKind],
        state: impl Fn(MentionId, MentionId) -> Statement<MentionId>,
    ) -> Vec<Fact<MentionId>> {
        let subjects = self.role_or_subject(Role::Subject, kinds);
        let objects = self.objects(&subjects);
        let name = |it: usize| &self.page.names[it].name;
        let mut facts = Vec::new();
        for &subject in &subjects {
            for &object in objects
                .iter()
                .filter(|&&it| name(it) != name(subject) && self.is_sound(subject, it))
            {
                let statement = state(MentionId(subject), MentionId(object));
                facts.push(self.fact(&[subject, object], statement));
            }
        }
        facts
    }

    /// Whether a statement can hold of things of these kinds: a place lies in no park, and nothing in an industry; a country
    /// works in none.
    fn is_sound(&self, subject: usize, object: usize) -> bool {
        let kind = |it: usize| self.page.names[it].kind;
        let country = kind(subject) == EntityKind::Place && self.page.is_country(subject);
        match self.rule.gives {
            Gives::Location => match kind(object) {
                EntityKind::Place => true,
                EntityKind::Park => kind(subject) != EntityKind::Place,
                _ => false,
            },
            Gives::Engagement => !country && !self.runs_into_head(),
            _ => true,
        }
    }

    /// Whether the head of a park goes on behind the match: 软件产业|带.
    fn runs_into_head(&self) -> bool {
        let Bytes { start, end } = self.found.bytes;
        let heads = self.page.lexicon.words("park_head");
        let mut hits = self.page.hits_in(end.saturating_sub(HEAD).max(start)..end);
        hits.any(|it| it.end > end && self.page.lexicon.is_word(it, heads))
    }

    /// The objects of a location or an engagement; where the pattern has none, who the clause is about, else the page's topic.
    fn objects(&self, subjects: &[usize]) -> Vec<usize> {
        use EntityKind::{Industry, Park, Place};
        let stated = self.found.has(Role::Object);
        let objects = self.role_or_subject(Role::Object, &[Park, Place, Industry]);
        let mut objects: Vec<usize> = objects
            .into_iter()
            .map(|it| self.nearest_division(it))
            .filter(|it| stated || !subjects.contains(it))
            .collect();
        if objects.is_empty() && !stated {
            objects.extend(self.subjecting.topic);
        }
        objects
    }

    /// The last division of an address: 江苏省|苏州市.
    fn nearest_division(&self, name: usize) -> usize {
        let names = &self.page.names;
        let is_place = |it: usize| names[it].kind == EntityKind::Place;
        let mut last = name;
        while is_place(last)
            && names.get(last + 1).is_some_and(|next| {
                next.kind == EntityKind::Place && next.bytes.start == names[last].bytes.end
            })
        {
            last += 1;
        }
        last
    }

    /// What happened to whom: always with a date, but in a title.
    fn events(&self, event_type: EventType) -> Vec<Fact<MentionId>> {
        if self.is_torn() || self.counts_things() {
            return Vec::new();
        }
        let date = match self.found.moment(Role::Date) {
            Some(moment) => {
                let moment = &self.page.moments[moment];
                moment.date.or(moment.start)
            }
            None => self.date(self.found.bytes.end),
        };
        let event = |subject: usize, date: Option<PartialDate>| Event {
            event_type,
            subject: MentionId(subject),
            date,
        };
        let fact = |it: Event<MentionId>| self.fact(&[it.subject.0], Statement::Event(it));
        if event_type == EventType::Acceptance && self.names_title() {
            return Vec::new();
        }
        if self.is_attribute() {
            let dated = self.described().filter(|_| date.is_some());
            return dated.map(|it| fact(event(it, date))).into_iter().collect();
        }
        let date = date.or_else(|| self.decreed(event_type));
        let told = self.sentence.kind == BlockKind::Title || self.is_news();
        if date.is_none() && !told {
            return Vec::new();
        }
        let kinds = [EntityKind::Park, EntityKind::Company, EntityKind::Project];
        let mut subjects = self.role_or_subject(Role::Subject, &kinds);
        if is_of_works(event_type) && self.is_of_unnamed() {
            subjects.retain(|&it| !self.page.is_kind(it, EntityKind::Park));
        }
        let subjects = subjects.into_iter();
        subjects.map(|it| fact(event(it, date))).collect()
    }

    /// 近日，某省批准设立|某园区: the news itself, with whom it is about named and a date that says no more than lately.
    fn is_news(&self) -> bool {
        let before = self.sentence.bytes.start..self.found.bytes.start;
        let mut moments = self.page.moments_in(&before);
        let lately = moments.any(|it| self.page.moments[it].role == MomentRole::Vague);
        lately && self.found.has(Role::Subject)
    }

    /// Whether the match ends inside a word: 签|订单, 开工|率.
    fn is_torn(&self) -> bool {
        let page = self.page;
        let Bytes { start, end } = self.found.bytes;
        let Some(sentence) = page.sentence_at(start) else {
            return false;
        };
        let tokens = page.tokens(sentence);
        let over = tokens.get(tokens.partition_point(|it| it.bytes.end <= end));
        let inside = |it: &Bytes| (start..end).contains(&it.start);
        let split = over.is_some_and(|it| it.known && inside(&it.bytes));
        split || page.word_at("rate", end).is_some()
    }

    /// 某楼宇|竣工, with a subject that has no name: it has not happened to the park that was spoken of before.
    fn is_of_unnamed(&self) -> bool {
        let page = self.page;
        let clause = clause_of(self.sentence, self.found.bytes.start);
        let before = clause.start..self.found.bytes.start;
        let named = page
            .names_in(&before)
            .any(|it| page.is_kind(it, EntityKind::Park));
        if named || page.has_word_in("at_once", &clause) {
            return false;
        }
        let Some(sentence) = page.sentence_at(before.start) else {
            return false;
        };
        let said = |it: &Bytes| {
            page.moments_in(&before).any(|moment| {
                let moment = &page.moments[moment].bytes;
                moment.start <= it.start && it.end <= moment.end
            })
        };
        let pointer = |it: &Bytes| page.word_at("point_park", it.start).is_some();
        let mut tokens = page.tokens(sentence).iter();
        tokens.any(|it| {
            let inside = before.start <= it.bytes.start && it.bytes.end <= before.end;
            let noun = matches!(it.class, Class::Noun | Class::Proper) && it.bytes.len() > 3;
            inside && noun && !said(&it.bytes) && !pointer(&it.bytes)
        })
    }

    /// 新开工项目|12个: what is counted by a verb has not happened to the subject, unless it says that all happened at once.
    fn counts_things(&self) -> bool {
        let page = self.page;
        let end = self.found.bytes.end;
        let clause = clause_of(self.sentence, self.found.bytes.start);
        let Some(measure) = page.measures_in(&(end..clause.end)).next() else {
            return false;
        };
        let measure = &page.measures[measure];
        let near = measure.bytes.start - end <= NEAR;
        let counts = measure.unit_class == Some(UnitClass::Counter);
        let verbs = page.word_at("counted_event", self.found.bytes.start);
        near && counts && verbs.is_some() && !page.has_word_in("at_once", &clause)
    }

    /// Whether the clause names a title: what happens to a title is read with its conferral.
    fn names_title(&self) -> bool {
        let clause = clause_of(self.sentence, self.found.bytes.start);
        let mut names = self.page.names_in(&clause);
        names.any(|it| self.page.is_kind(it, EntityKind::Honor))
    }

    /// Whether a particle behind the match makes it an attribute: 2019年成立|的|天兵科技.
    fn is_attribute(&self) -> bool {
        let rest = self.found.bytes.end..self.sentence.bytes.end;
        let particle = self.page.lexicon.particle();
        self.page.slice(rest).starts_with(particle)
    }

    /// The name that an attribute describes, if one stands right behind it.
    fn described(&self) -> Option<usize> {
        let page = self.page;
        let start = self.found.bytes.end + page.lexicon.particle().len();
        page.name_at(start).filter(|&it| {
            matches!(
                page.names[it].kind,
                EntityKind::Park | EntityKind::Company | EntityKind::Project
            )
        })
    }

    /// A decree approves on the day of its issue.
    pub(super) fn decreed(&self, event_type: EventType) -> Option<PartialDate> {
        let page = self.page;
        let mut blocks = page.layout.blocks.iter();
        let title = blocks.find(|it| it.kind == BlockKind::Title)?;
        let decree =
            event_type == EventType::Approval && page.has_word_in("decree_title", &title.bytes);
        page.issued().filter(|_| decree)
    }

    pub(super) fn fact(&self, names: &[usize], statement: Statement<MentionId>) -> Fact<MentionId> {
        let names = names.iter().map(|&it| self.page.names[it].bytes.clone());
        let spans: Vec<Bytes> = names.chain([self.found.bytes.clone()]).collect();
        let draft = Draft {
            rule: self.rule.id.clone(),
            confidence: self.rule.confidence,
            spans,
            statement,
        };
        draft.fact(self.page, self.sentence, &self.found.bytes)
    }
}
