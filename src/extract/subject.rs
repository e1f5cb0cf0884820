//! Who a clause is about: its own subject, the one carried over, or the page's topic.

use std::collections::BTreeMap;

use crate::clean::BlockKind;
use crate::extract::context::ShortForm;
use crate::extract::frame::skip_frame;
use crate::extract::landmark::{is_landmark, is_level_of_mark};
use crate::extract::leading::{built_at, is_actor, listed};
use crate::extract::page::{Bytes, Page};
use crate::extract::pointer::Spoken;
use crate::extract::predecessor::predecessors;
use crate::extract::section::{is_label_of_speaker, leader, sections};
use crate::extract::sentence::{Sentence, continues};
use crate::extract::topic::{key_of, topic};
use crate::model::EntityKind;

/// Who a clause is about; several where the text names several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Subjects {
    /// Positions of names, in text order; empty if nobody is known.
    pub(super) names: Vec<usize>,
    /// Whether the clause itself says so.
    pub(super) stated: bool,
    /// The park spoken of, or that of the section or page.
    pub(super) park: Option<usize>,
}

/// The subjects of every clause of a page.
pub(super) struct Subjecting {
    /// By sentence, then by clause.
    clauses: Vec<Vec<Subjects>>,
    /// The park, county or city of each sentence's block, on a page that goes from one to the next.
    sections: Vec<Option<usize>>,
    /// The park or place that the page is about.
    pub(super) topic: Option<usize>,
}

impl Subjecting {
    /// Reads the page once, top to bottom.
    pub(super) fn new(page: &Page<'_>, short_forms: &[ShortForm]) -> Self {
        let sections = sections(page, short_forms);
        let topic = topic(page, short_forms, &sections);
        let mut reader = Reader {
            page,
            short_forms,
            topic,
            sections,
            section: topic,
            own: None,
            park: topic.filter(|&it| page.is_kind(it, EntityKind::Park)),
            lead: None,
            opened: false,
            led: false,
            current: topic.into_iter().collect(),
            passing: false,
            whole: None,
            listing: None,
            pair: Vec::new(),
            persons: Vec::new(),
            block: usize::MAX,
        };
        let sentences = page.sentences.iter();
        let read = sentences.map(|sentence| {
            let clauses = reader.sentence(sentence);
            (clauses, reader.own)
        });
        let (clauses, sections) = read.unzip();
        Self {
            clauses,
            sections,
            topic,
        }
    }

    /// Who the page is about where a position lies: the park, county or city of its block, else the topic.
    pub(super) fn topic_at(&self, page: &Page<'_>, position: usize) -> Option<usize> {
        let section = page.sentence_at(position).and_then(|it| self.sections[it]);
        section.or(self.topic)
    }

    /// Whether blocks of the page tell of a park, county or city of this name, on a page that goes from one to the next.
    pub(super) fn has_section(&self, page: &Page<'_>, name: usize) -> bool {
        let mut told = self.sections.iter().flatten();
        told.any(|&it| page.names[it].name == page.names[name].name)
    }

    /// Who the clause at a position is about.
    pub(super) fn at(&self, page: &Page<'_>, position: usize) -> Subjects {
        let Some(sentence) = page.sentence_at(position) else {
            return Subjects::default();
        };
        let clauses = &page.sentences[sentence].clauses;
        let clause = clauses
            .iter()
            .rposition(|it| it.start <= position)
            .unwrap_or_default();
        self.clauses[sentence]
            .get(clause)
            .cloned()
            .unwrap_or_default()
    }
}

/// Walks over a page and remembers who was spoken of.
pub(super) struct Reader<'p, 'a> {
    /// The page.
    pub(super) page: &'p Page<'a>,
    short_forms: &'p [ShortForm],
    pub(super) topic: Option<usize>,
    /// The parks, counties and cities that single blocks are about, on a page that goes from one to the next.
    sections: BTreeMap<usize, usize>,
    /// Who the section is about: the park, company or project of its heading, else the topic.
    pub(super) section: Option<usize>,
    /// The park, county or city of the block, on a page that goes from one to the next.
    own: Option<usize>,
    /// The park spoken of last in this block, else that of the section or page.
    pub(super) park: Option<usize>,
    /// The park that the block speaks of first, else that of the section or page: what 园区 means in a later sentence.
    pub(super) lead: Option<usize>,
    /// Whether a clause of this block has stated who it is about.
    pub(super) opened: bool,
    /// Whether the first to do so spoke of a park.
    pub(super) led: bool,
    /// Who is spoken of.
    pub(super) current: Vec<usize>,
    /// Whether that is a park which this sentence has named on the way and taken up: 落户某产业园，|该园….
    passing: bool,
    /// Who was spoken of before 其中 named a part, in this sentence.
    whole: Option<Vec<usize>>,
    /// Who was spoken of before the colon of this sentence: 时间表：|…；….
    pub(super) listing: Option<Vec<usize>>,
    /// The last two that were named together: 前者, 后者.
    pair: Vec<usize>,
    /// Persons who have spoken, each with the company or park for which.
    persons: Vec<(Bytes, usize)>,
    block: usize,
}

impl Reader<'_, '_> {
    pub(super) fn spoken(&self) -> Spoken<'_, '_> {
        Spoken {
            page: self.page,
            topic: self.own.or(self.topic),
            lead: self.lead,
            park: self.park,
            current: &self.current,
            pair: &self.pair,
            persons: &self.persons,
        }
    }

    fn key(&self, name: usize) -> String {
        key_of(self.page, self.short_forms, &self.page.names[name].name)
    }

    fn sentence(&mut self, sentence: &Sentence) -> Vec<Subjects> {
        if sentence.block != self.block {
            let continued = continues(self.page, sentence.block);
            self.block = sentence.block;
            if !continued {
                self.open_block();
            }
        }
        self.whole = None;
        self.listing = None;
        self.return_to_lead();
        self.return_to_park(sentence);
        if sentence.kind == BlockKind::Heading {
            self.section = self.headed(sentence).or(self.topic);
        } else if let Some(park) = leader(self.page, sentence) {
            self.section = Some(park);
        }
        let clauses = sentence.clauses.iter();
        if std::mem::take(&mut self.passing) {
            self.current = self.lead.or(self.section).into_iter().collect();
        }
        let mut clauses: Vec<Subjects> = clauses.map(|it| self.clause(sentence, it)).collect();
        self.lead_in(sentence, &mut clauses);
        let prose = Page::is_prose(sentence);
        if !prose || sentence.kind == BlockKind::Title {
            self.current = self.section.into_iter().collect();
        }
        clauses
    }

    /// A new block speaks of whom its section speaks.
    fn open_block(&mut self) {
        let own = self.sections.get(&self.block).copied();
        if own.is_some() || self.own.is_some() {
            self.section = own.or(self.topic);
        }
        self.own = own;
        self.current = self.section.into_iter().collect();
        let is_park = |it: &usize| self.page.is_kind(*it, EntityKind::Park);
        let spoken = own.or(self.section.filter(is_park)).or(self.topic);
        self.park = spoken.filter(is_park);
        self.lead = self.park;
        self.opened = false;
        self.led = false;
    }

    fn clause(&mut self, sentence: &Sentence, clause: &Bytes) -> Subjects {
        let person = self.spoken().introduced_person(clause);
        self.persons.extend(person);
        if let Some(names) = self.object_before(sentence, clause, "own_founding") {
            return Subjects {
                names,
                stated: true,
                park: self.park,
            };
        }
        self.begin_item(clause);
        let named = listed(self.page, clause);
        let stated = self.stated(sentence, clause);
        if named.len() == 2 {
            self.pair = named;
        }
        let stated = stated
            .or_else(|| self.gathering(clause))
            .or_else(|| self.object_before(sentence, clause, "own_label"))
            .or_else(|| self.leader_before(sentence, clause))
            .or_else(|| self.project_before(sentence, clause))
            .or_else(|| self.phase_before(sentence, clause));
        let page = self.page;
        if let Some(names) = stated.as_ref().filter(|it| self.is_share(it, clause)) {
            return Subjects {
                names: names.clone(),
                stated: true,
                park: self.park,
            };
        }
        if stated.is_some() && page.word_at("among_them", clause.start).is_some() {
            self.whole.get_or_insert_with(|| self.current.clone());
        } else if page.slice(0..clause.start).trim_end().ends_with('；')
            && let Some(whole) = self.whole.take()
        {
            self.current = whole; // 其中|某厂产能3万吨；|空气优良率…
        }
        if let Some(names) = &stated {
            self.passing = self.takes_up(names, clause);
            self.current.clone_from(names);
        }
        if let Some(park) = self.spoken().park() {
            self.park = Some(park);
            if stated.is_some() && !self.opened {
                self.lead = Some(park);
                self.led = true;
            }
        }
        self.opened |= stated.is_some();
        let about = Subjects {
            names: self.current.clone(),
            stated: stated.is_some(),
            park: self.park,
        };
        self.succeed(clause);
        about
    }

    /// Goes over to the park that a clause says has taken the place of the one spoken of.
    fn succeed(&mut self, clause: &Bytes) {
        let of_page = self.current.iter().any(|&it| Some(it) == self.topic);
        if let Some(park) = self.renamed(clause).filter(|_| !of_page) {
            self.current = vec![park];
            let old = predecessors(self.page, park);
            if self.lead.is_some_and(|it| old.contains(&it)) {
                self.lead = Some(park);
            }
        }
    }

    /// Whether a clause takes up a park that stands before it in its sentence, and has not been spoken of.
    fn takes_up(&self, names: &[usize], clause: &Bytes) -> bool {
        let page = self.page;
        let [park] = names else {
            return false;
        };
        let named = page.names[*park].bytes.start;
        let here = page.sentence_at(named) == page.sentence_at(clause.start);
        let known = self.park == Some(*park) || self.current.contains(park);
        page.is_kind(*park, EntityKind::Park) && here && named < clause.start && !known
    }

    /// The subject that a clause states: names in front, or a word that points back.
    fn stated(&self, sentence: &Sentence, clause: &Bytes) -> Option<Vec<usize>> {
        if let Some(name) = self
            .item_name(sentence, clause)
            .or_else(|| self.venue(clause))
        {
            return Some(vec![name]);
        }
        let start = skip_frame(self.page, clause);
        let caused = self.page.word_at("causative", start);
        if let Some(names) = caused.and_then(|it| self.spoken().pointed_at(it.end, clause)) {
            return Some(names); // 使|公司|总产能达到28GW
        }
        if let Some(names) = self
            .supported(start, clause)
            .or_else(|| self.part_of_pointed(start, clause))
            .or_else(|| self.owner(start, clause))
        {
            return Some(names);
        }
        let speaker = self.spoken().speaker(clause);
        let again = || self.spoken().speaks_again(start, clause);
        let officer = || self.spoken().officer_of_body(start, clause);
        if let Some(speaker) = speaker.or_else(again).or_else(officer) {
            return Some(vec![speaker]);
        }
        if let Some(names) = self.spoken().pointed_at(start, clause) {
            return Some(names);
        }
        if let Some(park) = self.spoken().park_of_here(start, clause) {
            return Some(vec![park]);
        }
        let page = self.page;
        if page.word_at("now_has", clause.start).is_some() {
            return None; // 现有|甲、乙两个片区: what who is spoken of consists of
        }
        let within = page.word_at("locative_mark", start);
        let site = within.and_then(|it| page.name_at(it.end));
        if let Some(thing) = site.and_then(|it| built_at(page, it, clause)) {
            return self.leading(thing, clause);
        }
        if let Some(institute) = self.institute(start, clause) {
            return Some(vec![institute]);
        }
        self.acting(start, sentence, clause)
    }

    /// The names that act in a clause from where its own words start, if they are its subject.
    fn acting(&self, start: usize, sentence: &Sentence, clause: &Bytes) -> Option<Vec<usize>> {
        let page = self.page;
        // 离|某火车站|2公里: who is spoken of lies so far from it.
        let far = page.word_at("far_from", start);
        let far = far.and_then(|it| page.measure_from(it.end));
        let from = far.map_or(start, |it| it.bytes.end.min(clause.end));
        let mut actors = page
            .names_in(&(from..clause.end))
            .filter(|&it| is_actor(page.names[it].kind));
        let first = actors.clone().next()?;
        let speaks = page.is_kind(first, EntityKind::Place) && is_label_of_speaker(page, clause);
        let aside = is_landmark(page, first, clause) || is_level_of_mark(page, first);
        if speaks || page.names[first].bytes.start == start && aside {
            return None; // 某市|市长：, 某市|机场距园区9公里, 某省|名牌产品11个
        }
        if page.names[first].bytes.start == start && !self.is_origin(first, clause) {
            let address = self.page.has_word_in("locate", &(clause.start..start));
            let leading = self.leading(first, clause)?;
            let places = leading
                .iter()
                .all(|&it| page.names[it].kind == EntityKind::Place);
            let aside = address && (places || self.is_aside(&leading, clause));
            return (!aside).then_some(leading);
        }
        if let Some(subject) = actors.find(|&it| self.is_introduced(start, it, clause)) {
            return self.leading(subject, clause);
        }
        let name = &page.names[first];
        let lone = sentence.clauses.len() == 1 || clause.start == sentence.clauses[0].start;
        let carried_elsewhere = self.current.iter().any(|&it| Some(it) != self.topic);
        let about = self
            .topic
            .is_none_or(|topic| self.key(topic) == self.key(first));
        (lone && about && name.kind == EntityKind::Park && !carried_elsewhere).then(|| vec![first])
    }

    /// The park spoken of, or else the one that the page is about.
    pub(super) fn park(&self) -> Option<usize> {
        self.spoken().park().or(self.park)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    /// Who the clause with the last figure of a text is about.
    fn check(text: &str, expected: &str) {
        on_page(text, |page| {
            let subjecting = Subjecting::new(page, &[]);
            let figure = page.measures.last().unwrap().bytes.start;
            let about = subjecting.at(page, figure).names;
            let names: Vec<&str> = about
                .iter()
                .map(|&it| page.names[it].name.as_str())
                .collect();
            assert_eq!(names, [expected], "{text}");
        });
    }

    #[test]
    fn a_caption_that_names_nobody_hides_no_subject() {
        check(
            "杭州高新区很忙。\n\n【电池】宁德时代装机容量672万千瓦。",
            "宁德时代",
        );
    }

    #[test]
    fn this_occasion_stands_before_who_is_spoken_of() {
        check(
            "平湖市分会场很热闹。此次杭州高新区开工项目9个。",
            "杭州高新区",
        );
    }

    #[test]
    fn what_becomes_of_the_company_that_leads_a_park_is_its_own() {
        let lead = "杭州高新区核心企业为宁德时代";
        check(&format!("{lead}，2011年投产，年产铸件8万吨。"), "宁德时代");
        check(&format!("{lead}，规划面积8平方公里。"), "杭州高新区");
    }

    #[test]
    fn who_a_park_has_brought_in_is_who_its_clause_is_about() {
        check(
            "杭州高新区引进的宁德时代，2019年5月签约，投资20亿元。",
            "宁德时代",
        );
    }

    #[test]
    fn an_area_behind_parks_taken_over_is_that_of_who_took_them_over() {
        check(
            "杭州高新区去年托管沈丘县的宁波高新区，规划面积41平方公里。",
            "杭州高新区",
        );
        check(
            "杭州高新区有宁波高新区和温州高新区，规划面积41平方公里。",
            "杭州高新区",
        );
    }
}
