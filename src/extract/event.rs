//! What happened to whom, and when: events that are dated or told as news, of things that have a name.

use crate::clean::BlockKind;
use crate::extract::actor::Fit;
use crate::extract::modality::{clause_of, is_intended};
use crate::extract::page::Bytes;
use crate::extract::topic::is_zone;
use crate::lexicon::Role;
use crate::model::{EntityKind, Event, EventType, Fact, MentionId, PartialDate, Statement};
use crate::quantity::{MomentRole, UnitClass};

/// How far behind a verb, in bytes, what it counts may stand: six characters.
const NEAR: usize = 18;
/// How far behind a verb, in bytes, the number of what it counts may stand: twelve characters.
const COUNTED: usize = 36;
/// To whom things happen.
const PARTICIPANTS: [EntityKind; 3] = [EntityKind::Park, EntityKind::Company, EntityKind::Project];

/// Whether such an event is one of buildings and works rather than of zones.
pub(super) fn is_of_works(event_type: EventType) -> bool {
    matches!(
        event_type,
        EventType::ConstructionStart | EventType::Completion | EventType::Opening
    )
}

impl Fit<'_, '_> {
    /// What happened to whom: with a date, or as news.
    pub(super) fn events(&self, event_type: EventType) -> Vec<Fact<MentionId>> {
        if self.is_torn() || self.counts_things() || self.is_span() || self.is_anniversary() {
            return Vec::new();
        }
        let told = self.found.has(Role::Subject); // 对某园区|示范园区建设|进行验收
        if event_type == EventType::Acceptance && !told && self.names_title()
            || self.is_award(event_type)
            || self.begins_another(event_type)
            || event_type == EventType::Meeting && !self.is_stated_here()
            || event_type == EventType::Approval && self.is_of_document()
            || event_type == EventType::Signing && self.signs_report()
            || self.is_only_hoped_for(event_type)
            || self.is_only_when()
            || is_of_works(event_type) && self.is_going_on()
            || event_type == EventType::Meeting && self.is_scene_of_others()
            || self.is_step_of_list()
            || event_type == EventType::Founding && self.follows_title()
        {
            return Vec::new();
        }
        let event_type = self.authorised(event_type);
        let date = self.event_date().or_else(|| self.carried_date());
        let event = |subject: usize, date: Option<PartialDate>| {
            let event = Event {
                event_type: self.unveiled(event_type, subject),
                subject: MentionId(subject),
                date,
            };
            self.fact(&[subject], Statement::Event(event))
        };
        if self.is_attribute() && !self.is_predicate() {
            let dated = self.described().filter(|_| date.is_some());
            return dated.map(|it| event(it, date)).into_iter().collect();
        }
        let date = date.or_else(|| self.decreed(event_type));
        let date = date.or_else(|| self.year_told(event_type));
        let decree = event_type == EventType::Approval && self.page.is_decree();
        if date.is_none() && self.sentence.kind != BlockKind::Title && !decree && !self.is_news() {
            return Vec::new();
        }
        let mut subjects = self.participants(event_type);
        if event_type == EventType::Approval {
            subjects.retain(|&it| !self.page.is_kind(it, EntityKind::Company));
        }
        if event_type == EventType::Other {
            // The rules of this type read how somebody goes public (登陆上交所), which companies alone do; whoever else the clause is
            // about is there by a mistake.
            subjects.retain(|&it| self.page.is_kind(it, EntityKind::Company));
        }
        if date.is_none() {
            subjects.retain(|&it| PARTICIPANTS.contains(&self.page.names[it].kind));
        }
        if let Some(dates) = self.dates_of_each(subjects.len()) {
            let paired = subjects.into_iter().zip(dates);
            return paired.map(|(it, date)| event(it, Some(date))).collect();
        }
        subjects.into_iter().map(|it| event(it, date)).collect()
    }

    /// To whom it happened: the slot, or a list with its number before the match, or who the clause is about.
    fn participants(&self, event_type: EventType) -> Vec<usize> {
        if !self.found.has(Role::Subject) {
            let zones = event_type == EventType::Signing && !self.signing_zones().is_empty();
            let mut counted = if zones {
                Vec::new()
            } else {
                self.counted_holders()
            };
            counted.retain(|&it| PARTICIPANTS.contains(&self.page.names[it].kind));
            if !counted.is_empty() {
                return counted;
            }
        }
        if !self.found.has(Role::Subject) {
            let body = || self.body_itself(event_type).map(|it| vec![it]);
            if let Some(bodies) = self.founded_by_others().or_else(body) {
                return bodies;
            }
        }
        if event_type == EventType::Signing && !self.found.has(Role::Subject) {
            let signed = self.signatories();
            if !signed.is_empty() {
                return signed;
            }
        }
        let mut subjects = self.role_or_subject(Role::Subject, &PARTICIPANTS);
        if self.found.has(Role::Subject) {
            return subjects;
        }
        if is_of_works(event_type) && self.is_of_unnamed() {
            subjects.retain(|&it| !self.page.is_kind(it, EntityKind::Park));
        }
        if is_of_works(event_type) && self.is_of_works_of_company(event_type) {
            subjects.retain(|&it| !self.page.is_kind(it, EntityKind::Company));
        }
        subjects
    }

    /// 经省政府批准|成立: what is founded with consent is approved.
    fn authorised(&self, event_type: EventType) -> EventType {
        if event_type != EventType::Founding {
            return event_type;
        }
        let start = self.found.bytes.start;
        let clause = clause_of(self.sentence, start);
        let last = self.sentence.clause_before(&clause);
        let consents = |it: &Bytes| self.page.has_word_in("consent_given", it);
        let leads = |it: &Bytes| self.page.word_at("by_mark", it.start).is_some();
        if consents(&(clause.start..start)) || last.is_some_and(|it| leads(it) && consents(it)) {
            EventType::Approval
        } else {
            event_type
        }
    }

    /// 某自由贸易试验区|揭牌: a zone whose sign is unveiled begins to be one.
    fn unveiled(&self, event_type: EventType, subject: usize) -> EventType {
        let page = self.page;
        let Bytes { start, end } = self.found.bytes;
        let unveil = page.word_at("unveil", start).is_some_and(|it| {
            let moment = page.moment_at(it.end).map(|at| page.moments[at].bytes.end);
            it.end == end || moment == Some(end)
        });
        let zone = page.is_kind(subject, EntityKind::Park) && is_zone(page, &page.names[subject]);
        if event_type == EventType::Opening && unveil && zone {
            EventType::Founding
        } else {
            event_type
        }
    }

    /// 争取升格为…, 计划年内完成|签约: a decision or a contract that is only hoped for.
    fn is_only_hoped_for(&self, event_type: EventType) -> bool {
        let decided = matches!(event_type, EventType::Approval | EventType::Signing);
        decided && is_intended(self.page, self.sentence, &self.found.bytes)
    }

    /// 投产|后，年产…: what comes after something is said, and not when that is.
    fn is_only_when(&self) -> bool {
        let page = self.page;
        let Bytes { start, end } = self.found.bytes;
        let clause = clause_of(self.sentence, start);
        page.word_at("afterwards", end).is_some()
            && page.moments_in(&(clause.start..end)).is_empty()
    }

    /// Whether the text tells it as news of somebody whom the sentence names: lately, on a day without a year, at a ceremony.
    pub(super) fn is_news(&self) -> bool {
        let page = self.page;
        let Bytes { start, end } = self.found.bytes;
        let clause = clause_of(self.sentence, start);
        let before = self.sentence.bytes.start..end;
        let named = self.found.has(Role::Subject) || self.found.has(Role::Recipient);
        let is_new = |it: usize| {
            let moment = &page.moments[it];
            let day = moment.role == MomentRole::Point && moment.date.is_none();
            day || self.is_of_report(moment) || named && moment.role == MomentRole::Vague
        };
        let led = page.word_ending("attend", start).is_some();
        let only_when = page.word_at("when", end).is_some();
        if led || only_when {
            return false;
        }
        let lately = page.has_word_in("lately", &before)
            || page.word_at("lately_first", before.start).is_some()
            || self.news_before().is_some() && !self.actors_before(&PARTICIPANTS).is_empty()
            || page.moments_in(&before).any(is_new)
            || page.has_word_in("ceremony", &(start..clause.end));
        lately && (named || self.is_stated())
    }

    /// Whether the clause itself says of whom it speaks.
    pub(super) fn is_stated_here(&self) -> bool {
        let start = self.found.bytes.start;
        self.subjecting.at(self.page, start).stated || !self.actors_before(&PARTICIPANTS).is_empty()
    }

    /// Whether the sentence says, up to the match, of whom it speaks.
    fn is_stated(&self) -> bool {
        let start = self.found.bytes.start;
        let mut clauses = self.sentence.clauses.iter().filter(|it| it.start <= start);
        clauses.any(|it| self.subjecting.at(self.page, it.start).stated)
            || !self.actors_before(&PARTICIPANTS).is_empty()
            || !self.counted_holders().is_empty()
    }

    /// 从动工|到下线: how long it takes, not what happened.
    fn is_span(&self) -> bool {
        let page = self.page;
        let clause = clause_of(self.sentence, self.found.bytes.start);
        let leads = page.word_ending("from", self.found.bytes.start).is_some();
        let from = page
            .words_in("from", &(clause.start..self.found.bytes.start))
            .next()
            .is_some();
        from && (leads || page.word_at("way", self.found.bytes.end).is_some())
    }

    /// 成立|30周年: how many years have passed, not what happened.
    fn is_anniversary(&self) -> bool {
        let end = self.found.bytes.end;
        self.page.has_word_in("anniversary", &(end..end + NEAR))
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
        let whole = ["ceremony", "contract"]; // 开工|仪式, 签订|协议
        let ceremony = whole.iter().any(|it| page.word_at(it, end).is_some());
        let split = over.is_some_and(|it| it.known && inside(&it.bytes)) && !ceremony;
        split || page.word_at("rate", end).is_some()
    }

    /// 新开工项目|12个, 27家|投产|企业: what is counted by a verb has not happened to the subject, unless it says that all
    /// happened at once.
    fn counts_things(&self) -> bool {
        let page = self.page;
        let Bytes { start, end } = self.found.bytes;
        let clause = clause_of(self.sentence, start);
        let counts = |it: usize| page.measures[it].unit_class == Some(UnitClass::Counter);
        let behind = end..clause.end.min(end + COUNTED);
        let counted = page.measures_in(&behind).any(counts);
        let before = page.measure_ending(start);
        let classed = before.is_some_and(|it| it.unit_class == Some(UnitClass::Counter));
        let verbs = page.word_at("counted_event", start);
        let counted = counted || classed || self.is_of_number(); // 首批14家企业|签约入园
        let of_zone = || page.word_at("sign", start).is_some() && !self.signing_zones().is_empty();
        verbs.is_some() && counted && !page.has_word_in("at_once", &clause) && !of_zone()
    }

    /// Whether the clause names a title: what happens to a title is read with its conferral.
    fn names_title(&self) -> bool {
        let clause = clause_of(self.sentence, self.found.bytes.start);
        let mut names = self.page.names_in(&clause);
        names.any(|it| self.page.is_kind(it, EntityKind::Honor))
    }

    /// 启动了|国家生态工业示范园区|创建: what is founded in words is a title that somebody works for.
    fn follows_title(&self) -> bool {
        let before = self.page.slice(0..self.found.bytes.start);
        let title = self
            .page
            .name_ending(before.trim_end_matches(['”', '"']).len());
        title.is_some_and(|it| it.kind == EntityKind::Honor)
    }

    /// 批准成为|国家火炬计划特色产业基地: a title that is no level of a zone is conferred and approves nobody.
    fn is_award(&self, event_type: EventType) -> bool {
        let page = self.page;
        let Bytes { start, end } = self.found.bytes;
        let clause = clause_of(self.sentence, start);
        let mut behind = page.names_in(&(end..clause.end));
        let title = behind.find(|&it| page.is_kind(it, EntityKind::Honor));
        event_type == EventType::Approval
            && title.is_some_and(|it| {
                let name = &page.names[it].bytes;
                let level = page
                    .word_at("honor_level", name.start)
                    .map_or(name.start, |hit| hit.end);
                let plain = page.is_word("park_head", page.slice(level..name.end)); // 省级工业园区
                let zone = plain || page.word_ending("title_of_zone", name.end).is_some();
                name.start - end <= NEAR && !zone
            })
    }

    /// 签署|验收纪要: what is signed is no contract.
    fn signs_report(&self) -> bool {
        let end = self.found.bytes.end;
        self.page.has_word_in("acceptance", &(end..end + NEAR))
    }

    /// Whether a particle behind the match makes it an attribute: 2019年成立|的|天兵科技.
    pub(super) fn is_attribute(&self) -> bool {
        let rest = self.found.bytes.end..self.sentence.bytes.end;
        let particle = self.page.lexicon.particle();
        self.page.slice(rest).starts_with(particle)
    }

    /// X是1992年批准设立|的…, 在开工|的同时: with the particle behind it, but said of who the clause is about.
    fn is_predicate(&self) -> bool {
        let page = self.page;
        let Bytes { start, end } = self.found.bytes;
        let clause = clause_of(self.sentence, start);
        let behind = end + page.lexicon.particle().len();
        let copula = page
            .words_in("copula", &(clause.start..start))
            .any(|hit| page.stands_alone(hit));
        let together = page.has_word_in("at_once", &(clause.start..start))
            && page.word_at("project_word", behind).is_some(); // X集中开工|的项目有10个
        let told = page.word_at("meanwhile", behind).is_some() || together;
        told || copula && self.described().is_none()
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
}
