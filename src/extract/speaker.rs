//! Who speaks: the company or park whose officer a quotation or a report of speech names.

use crate::extract::page::{Bytes, Page};
use crate::extract::pointer::Spoken;
use crate::lexicon::Hit;
use crate::model::EntityKind;

/// What a quotation of speech ends with.
const SPEECH_END: [char; 4] = ['。', '，', '！', '？'];
/// How many characters a person's name has.
const PERSON: std::ops::RangeInclusive<usize> = 2..=4;
/// How far before an officer's title the name of the company may end, in bytes: six characters.
const NEAR: usize = 18;
/// How many characters of the name of a body tell of which park it is.
const STEM: usize = 2;
/// How many persons are remembered.
const MANY: usize = 100;
/// Words for what persons are, right before their names.
const TITLES: [&str; 3] = ["officer", "person_title", "person_word"];

impl Spoken<'_, '_> {
    /// “今年产值将破亿元。”|某公司总经理王某说: who speaks in a quotation that begins here and names its speaker behind it.
    pub(super) fn speaker(&self, clause: &Bytes) -> Option<usize> {
        let page = self.page;
        let end = quotation_end(page, clause.start)?;
        let line = page.rest(end).lines().next()?;
        // ”8月15日，|某公司总经理某某告诉记者。
        let said = end..end + line.find(['。', '：']).unwrap_or(line.len());
        let says = page.words_in("say", &said).next();
        let day = page
            .moment_at(end)
            .map_or(end, |it| page.moments[it].bytes.end);
        let rest = page.rest(day);
        let start = day + rest.len() - rest.trim_start_matches('，').len();
        let named = page
            .name_at(start)
            .filter(|&it| page.names[it].bytes.end < said.end);
        // ”|公司总经理某某说: of the company that is spoken of, or that the page is about.
        let company = || {
            page.word_at("point_company", end)?;
            let known = self.company().or_else(|| self.titled_company(end));
            known.or_else(|| self.last_company(end))
        };
        let named = named.or_else(company);
        // ”|公司副总经理|算起了账: an officer right behind the mark speaks, whatever the verb.
        let officer = || {
            let from = named.map_or(end, |it| page.names[it].bytes.end.max(end));
            let near = from..said.end.min(from + NEAR);
            TITLES.iter().take(2).any(|it| page.has_word_in(it, &near))
        };
        let speaker = named.filter(|_| says.is_some() || officer());
        let company = speaker.filter(|&it| page.is_kind(it, EntityKind::Company));
        company.or_else(|| self.known_person(start..says?.start))
    }

    /// 王某说: for whom a person speaks that has spoken before, at the head of a clause.
    pub(super) fn speaks_again(&self, start: usize, clause: &Bytes) -> Option<usize> {
        let say = self.page.words_in("say", &(start..clause.end)).next()?;
        self.known_person(start..say.start)
    }

    /// 某高新区管委会|主任在现场说：“…: the park of the page, where its body begins a clause of speech and nobody is named.
    pub(super) fn officer_of_body(&self, start: usize, clause: &Bytes) -> Option<usize> {
        let page = self.page;
        let park = self
            .topic
            .filter(|&it| page.is_kind(it, EntityKind::Park))?;
        let body = page.name_at(start)?;
        let end = page.names[body].bytes.end;
        page.word_ending("committee", end)?;
        page.words_in("say", &(end..clause.end)).next()?;
        let stem = |it: usize| page.names[it].name.chars().take(STEM);
        let own = page.is_kind(body, EntityKind::Agency) && stem(body).eq(stem(park));
        own.then_some(park)
    }

    fn known_person(&self, bytes: Bytes) -> Option<usize> {
        let name = self.page.text.get(bytes)?;
        let mut persons = self.persons.iter().rev().take(MANY);
        let known = persons.find(|(it, _)| self.page.slice(it.clone()) == name);
        known.map(|it| it.1)
    }

    /// 某公司总经理|王某|说: the person whom a clause introduces, with the company or park that the words before the title name.
    pub(super) fn introduced_person(&self, clause: &Bytes) -> Option<(Bytes, usize)> {
        let page = self.page;
        let say = page.words_in("say", clause).next()?;
        let before = clause.start..say.start;
        let titles = TITLES.iter().flat_map(|it| page.words_in(it, &before));
        let title = titles.max_by_key(|it| it.end)?;
        let person = title.end..say.start.max(title.end);
        let name = page.slice(person.clone());
        let named = name.chars().all(char::is_alphabetic) && PERSON.contains(&name.chars().count());
        let employer = self.employer(title, clause).filter(|_| named)?;
        Some((person, employer))
    }

    /// For whom the officer with a title speaks.
    fn employer(&self, title: Hit, clause: &Bytes) -> Option<usize> {
        let page = self.page;
        let floor = clause.start.max(title.start.saturating_sub(NEAR));
        let mut named = page.names_in(&(clause.start..title.start));
        let last = named.next_back();
        if let Some(name) = last.filter(|&it| page.names[it].bytes.end >= floor) {
            let park = || self.topic.filter(|&it| page.is_kind(it, EntityKind::Park));
            return match page.names[name].kind {
                EntityKind::Company | EntityKind::Park => Some(name),
                EntityKind::Agency => park(),
                _ => None,
            };
        }
        let pointer = page
            .words_in("point_company", &(clause.start..title.start))
            .last();
        pointer.filter(|it| it.start <= title.start && it.end >= floor)?;
        let known = self.company().or_else(|| self.titled_company(title.start));
        known.or_else(|| self.last_company(title.start))
    }
}

/// Behind the quotation of speech that a place begins.
fn quotation_end(page: &Page<'_>, at: usize) -> Option<usize> {
    let rest = page.rest(at);
    let blank = rest.len() - rest.trim_start().len();
    let quoted = rest.trim_start().strip_prefix('“')?;
    let line = quoted.lines().next()?;
    let mut marks = line.match_indices('”').map(|it| it.0);
    let close = marks.find(|&it| line.get(..it).is_some_and(|it| it.ends_with(SPEECH_END)))?;
    Some(at + blank + '“'.len_utf8() + close + '”'.len_utf8())
}
