//! Whose works are told of: what is said of works without a name is not said of the park or company that was
//! spoken of before.

use crate::extract::actor::Fit;
use crate::extract::frame::skip_frame;
use crate::extract::leading::is_actor;
use crate::extract::modality::{clause_of, modality};
use crate::extract::page::{Bytes, Page};
use crate::extract::segment::{Class, Token};
use crate::lexicon::Role;
use crate::model::{EntityKind, EventType, Modality};

impl Fit<'_, '_> {
    /// 甲、乙与某大学共建的|某实验室|揭牌: the body that is described by who founded it, or nobody if the text does not name it.
    pub(super) fn founded_by_others(&self) -> Option<Vec<usize>> {
        let page = self.page;
        let start = self.found.bytes.start;
        let clause = clause_of(self.sentence, start);
        let lists = ["joint_verb", "founding_verb"];
        let verb = |it: usize| {
            lists
                .iter()
                .any(|list| page.word_ending(list, it).is_some())
        };
        let before = clause.start..start;
        let particles = page.words_in("particle", &before);
        let particle = particles.filter(|it| verb(it.start)).last()?;
        let thing = particle.end..start;
        let kind = |it: usize| page.names[it].kind;
        let mut named = page.names_in(&thing);
        let actor = named.any(|it| is_actor(kind(it)) && kind(it) != EntityKind::Place);
        let tokens = page.sentence_at(thing.start).map(|it| page.tokens(it));
        let inside = |it: &&Token| thing.start <= it.bytes.start && it.bytes.end <= thing.end;
        let mut tokens = tokens.into_iter().flatten().filter(inside);
        let noun = tokens.any(|it| matches!(it.class, Class::Noun | Class::Proper));
        let bodies = page.names_in(&thing);
        let bodies = bodies.filter(|&it| kind(it) == EntityKind::Agency);
        (noun && !actor).then(|| bodies.collect())
    }

    /// 某研究院|2018年12月|揭牌: the body right before what happened to it, but not one that does something to another.
    pub(super) fn body_itself(&self, event_type: EventType) -> Option<usize> {
        use EventType::{Acceptance, Founding, Opening};
        let page = self.page;
        let start = self.found.bytes.start;
        let clause = clause_of(self.sentence, start);
        // 某研究院9月在|某产业园|揭牌
        let site = |it: usize| {
            let name = &page.names[it];
            let place = matches!(name.kind, EntityKind::Park | EntityKind::Place);
            place
                && page
                    .word_ending("locative_mark", name.bytes.start)
                    .is_some()
        };
        let in_site = |it: &Token| page.name_over(it.bytes.start).is_some_and(site);
        let body = page
            .names_in(&(clause.start..start))
            .rev()
            .find(|it| !site(*it))?;
        let bytes = &page.names[body].bytes;
        let tokens = page.tokens(page.sentence_at(start)?).iter();
        let mut gap = tokens.filter(|it| bytes.end <= it.bytes.start && it.bytes.end <= start);
        let governed = ["preposition", "list_mark", "by_mark"]
            .iter()
            .any(|it| page.word_ending(it, bytes.start).is_some());
        let happens = matches!(event_type, Acceptance | Founding | Opening)
            && !self.begins_another(event_type)
            && page.is_kind(body, EntityKind::Agency);
        (happens && !governed && gap.all(|it| in_site(it) || is_passed_over(page, it)))
            .then_some(body)
    }

    /// Whether a company is only who was spoken of before works without a name, or before what is yet to be built.
    /// A line that goes into production is the company's own opening.
    pub(super) fn is_of_works_of_company(&self, event_type: EventType) -> bool {
        let start = self.found.bytes.start;
        let clause = clause_of(self.sentence, start);
        let planned = || modality(self.page, self.sentence, &self.found.bytes) == Modality::Planned;
        let built = event_type != EventType::Opening;
        !self.is_stated_here()
            && (built && are_unnamed_works(self.page, &clause, start) || planned())
    }

    /// 成立|自治区级|某高新区, 启动建设|某项目: what is founded or begun stands behind the verb, and is not who the clause is
    /// about; nor are works without a name: 开工建设|变电站.
    pub(super) fn begins_another(&self, event_type: EventType) -> bool {
        let page = self.page;
        let end = self.found.bytes.end;
        let clause = clause_of(self.sentence, self.found.bytes.start);
        if self.found.has(Role::Subject) || end >= clause.end {
            return false;
        }
        let level = page.word_at("honor_level", end).map_or(end, |hit| hit.end);
        let next = page.name_at(level).map(|it| page.names[it].kind);
        match event_type {
            EventType::Founding => next == Some(EntityKind::Park),
            EventType::ConstructionStart => {
                let build = page.word_ending("build", end).is_some();
                let together = page.has_word_in("at_once", &clause);
                next == Some(EntityKind::Park)
                    || next == Some(EntityKind::Project)
                    || build && !together && page.moment_at(end).is_none() && !self.is_attribute()
            }
            _ => false,
        }
    }

    /// 厂房|正在封顶: what goes on has not happened.
    pub(super) fn is_going_on(&self) -> bool {
        let going = self.page.word_ending("in_progress", self.found.bytes.start);
        going.is_some_and(|it| self.page.stands_alone(it))
    }

    /// 某基地在|四川省|成都市|的|成都高新区|动工: whether a park is where something happens, and its address stands before it.
    pub(super) fn is_site_with_address(&self, name: usize) -> bool {
        let page = self.page;
        let start = page.names[name].bytes.start;
        let before = page.slice(0..start);
        let near = before.strip_suffix(page.lexicon.particle());
        let near = near.unwrap_or(before).len();
        let mut at = near;
        while let Some(place) = page
            .name_ending(at)
            .filter(|it| it.kind == EntityKind::Place)
        {
            at = place.bytes.start;
        }
        let led = page.word_ending("locative_mark", at).is_some();
        page.is_kind(name, EntityKind::Park) && at < near && led
    }

    /// 按照“|签约|、开工、投产”五个阶段: whether a verb begins a quoted list of bare steps.
    pub(super) fn is_step_of_list(&self) -> bool {
        let page = self.page;
        let Bytes { start, end } = self.found.bytes;
        let lists = [
            "start_construction",
            "open",
            "complete",
            "built",
            "build_verb",
        ];
        let mark = '、'.len_utf8();
        let next = page.rest(end).starts_with('、');
        let step = |it: &&str| page.word_at(it, end + mark).is_some();
        next && page.slice(0..start).ends_with('“') && lists.iter().any(step)
    }

    /// 在某地|举行的全省招商大会|上，甲与乙签约: a gathering at which somebody does something else, and not his own.
    pub(super) fn is_scene_of_others(&self) -> bool {
        let page = self.page;
        let Bytes { start, end } = self.found.bytes.clone();
        let clause = clause_of(self.sentence, start);
        let before = clause.start..start;
        let led = page.words_in("locative_mark", &before).next().is_some();
        let held = page.word_at("hold", start).map_or(start, |it| it.end);
        let attribute = page.rest(held).starts_with(page.lexicon.particle());
        let own = page
            .names_in(&(clause.start..end))
            .any(|it| page.is_kind(it, EntityKind::Park));
        let at = page.word_at("at_gathering", end).is_some();
        led && attribute && at && !own
    }

    /// 区块一|位于某园: whether a clause begins with a part of a park that has no name, and says of it where it lies.
    pub(super) fn is_of_part(&self, clause: &Bytes) -> bool {
        let page = self.page;
        let part = page.word_at("park_piece", skip_frame(page, clause));
        let start = self.found.bytes.start;
        let part = part.filter(|it| it.end < start && !self.asks_for(Role::Subject));
        part.is_some_and(|it| page.names_in(&(it.start..start)).is_empty())
    }

    /// 某楼宇|竣工, with a subject that has no name: it has not happened to the park that was spoken of before.
    pub(super) fn is_of_unnamed(&self) -> bool {
        let page = self.page;
        let clause = clause_of(self.sentence, self.found.bytes.start);
        let before = clause.start..self.found.bytes.start;
        let named = page
            .names_in(&before)
            .filter(|&it| page.is_kind(it, EntityKind::Park) && self.is_actor(it, &clause));
        let end = |it: usize| page.names[it].bytes.end;
        let named = named
            .into_iter()
            .any(|it| !leads_to_noun(page, &(end(it)..before.end)));
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
            let phase = page.is_word("phase_word", page.slice(it.bytes.clone())); // 二期|竣工
            inside && noun && !phase && !said(&it.bytes) && !pointer(&it.bytes)
        })
    }
}

/// 某高新区|标准厂房2022年9月|竣工: whether a noun without a name stands right behind a park, which is what a verb is about.
fn leads_to_noun(page: &Page<'_>, gap: &Bytes) -> bool {
    let Some(sentence) = page.sentence_at(gap.start) else {
        return false;
    };
    let tokens = page.tokens(sentence);
    let next = tokens.get(tokens.partition_point(|it| it.bytes.start < gap.start));
    next.is_some_and(|it| {
        let word = page.slice(it.bytes.clone());
        let noun = it.class == Class::Noun && word.chars().nth(1).is_some();
        let own = ["phase_word", "own_word"]
            .iter()
            .any(|list| page.is_word(list, word));
        let free =
            page.name_over(it.bytes.start).is_none() && page.moment_over(it.bytes.start).is_none();
        it.bytes.start == gap.start && it.bytes.end <= gap.end && noun && free && !own
    })
}

/// Whether works that have no name are what a verb is about: 主体工程|2020年9月|封顶. Dates, bodies and adverbs may stand between.
fn are_unnamed_works(page: &Page<'_>, clause: &Bytes, verb: usize) -> bool {
    let Some(sentence) = page.sentence_at(clause.start) else {
        return false;
    };
    let tokens = page.tokens(sentence).iter();
    let inside = tokens.filter(|it| clause.start <= it.bytes.start && it.bytes.end <= verb);
    let mut words = inside.rev().filter(|it| !is_passed_over(page, it));
    words.next().is_some_and(|it| is_unnamed(page, it))
}

/// Words between a subject and its verb.
fn is_passed_over(page: &Page<'_>, token: &Token) -> bool {
    let covers = |bytes: &Bytes| bytes.start <= token.bytes.start && token.bytes.end <= bytes.end;
    let around = token.bytes.start..token.bytes.end;
    let dated =
        page.moments_in(&around).next().is_some() || page.moment_over(token.bytes.start).is_some();
    let by = page
        .name_over(token.bytes.start)
        .is_some_and(|it| page.is_kind(it, EntityKind::Agency) && covers(&page.names[it].bytes));
    let short = token.class == Class::Verb && page.slice(around).chars().nth(1).is_none();
    dated || by || short || matches!(token.class, Class::Adverb | Class::Function)
}

fn is_unnamed(page: &Page<'_>, token: &Token) -> bool {
    let works = page.word_ending("works", token.bytes.end).is_some();
    works && page.name_over(token.bytes.start).is_none()
}
