//! Whose a number is: who the words around it or its clause name, or the park where only areas have such numbers.

use crate::extract::indicator::Label;
use crate::extract::landmark::{is_landmark, is_level_of_mark, settled_at, zone_of_port};
use crate::extract::many_zones::is_of_many_zones;
use crate::extract::modality::clause_of;
use crate::extract::observation::{Made, Reader};
use crate::extract::page::{Bytes, Page};
use crate::extract::phrase::is_owner;
use crate::extract::subject::Subjects;
use crate::extract::topic::is_zone;
use crate::lexicon::Hit;
use crate::model::EntityKind;
use crate::quantity::Measure;

/// How many bytes may say where something is built: ten characters.
const SITE: usize = 30;

/// How many characters of the name of works tell whose they are.
const STEM: usize = 2;

/// Whether something is a park or place.
fn is_area(page: &Page<'_>, name: usize) -> bool {
    matches!(page.names[name].kind, EntityKind::Park | EntityKind::Place)
}

impl Reader<'_, '_> {
    /// Whether a project has the number, or a company invests it in one.
    pub(super) fn is_of_project(&self, subject: Option<usize>, label: &Label) -> bool {
        let page = self.page;
        let is_kind = |kind: EntityKind| subject.is_some_and(|it| page.is_kind(it, kind));
        let topic = self.subjecting.topic_at(page, label.noun.start);
        let topic = topic.map(|it| &page.names[it].name);
        let built = |it: usize| {
            let park = &page.names[it];
            page.is_kind(it, EntityKind::Park) && Some(&park.name) != topic && !is_zone(page, park)
        };
        let counted = |it: &Made| page.has_word_in("area_counted", &it.label.noun);
        let total = !self.made.iter().any(counted)
            && page
                .word_ending("investment_label", label.noun.end)
                .is_some();
        is_kind(EntityKind::Project)
            || total && subject.is_some_and(built) // 某产业园|总投资
            || is_kind(EntityKind::Company) && page.has_word_in("investment_label", &label.noun)
    }

    /// Whose number it is.
    pub(super) fn subject(&mut self, label: &Label, measure: &Measure) -> Option<usize> {
        let named = label.subject.is_some();
        let (page, at) = (self.page, measure.bytes.start);
        if !named && is_of_many_zones(page, self.subjecting, self.sentence, at) {
            return None;
        }
        let told = self.told_of(label, measure)?;
        let company = self.company_behind(told, label);
        let topic = self.subjecting.topic_at(self.page, label.noun.start);
        let zone = || zone_of_port(self.page, told, label, topic);
        Some(company.or_else(zone).unwrap_or(told))
    }

    /// 甲公司的新工厂投产，|销量38万台: the company whose works a clause before has taken up, for a number that no works have: the
    /// one whose name theirs begins with, or the only one of the paragraph.
    fn company_behind(&self, works: usize, label: &Label) -> Option<usize> {
        let page = self.page;
        let clause = clause_of(self.sentence, label.noun.start);
        let carried = page.names[works].bytes.end <= clause.start;
        let own = page.has_word_in("company_label", &label.noun);
        if !carried || !own || !page.is_kind(works, EntityKind::Project) {
            return None;
        }
        let sentence = page.sentence_at(page.names[works].bytes.start)?;
        let block = page.layout.blocks.get(page.sentences[sentence].block)?;
        let here = block.bytes.start..clause.start.max(block.bytes.start);
        let company = |it: &usize| page.is_kind(*it, EntityKind::Company);
        let mut named = page.names_in(&here).filter(company);
        let name = |it: usize| page.names[it].name.as_str();
        let stem: String = name(works).chars().take(STEM).collect();
        if let Some(owner) = named.clone().find(|&it| name(it).contains(&stem)) {
            return Some(owner);
        }
        let first = named.next()?;
        named.all(|it| name(it) == name(first)).then_some(first)
    }

    /// Who is told to have a number.
    fn told_of(&mut self, label: &Label, measure: &Measure) -> Option<usize> {
        let clause = clause_of(self.sentence, measure.bytes.start);
        let named = label
            .subject
            .filter(|&it| !is_landmark(self.page, it, &clause) && !is_level_of_mark(self.page, it));
        let settled = || settled_at(self.page, &(measure.bytes.end..clause.end));
        let stated = self.invested_in(label, measure).or(named).or_else(settled);
        if stated.is_some() {
            return stated;
        }
        let subjects = self.subjecting.at(self.page, measure.bytes.start);
        let is_kind = |name: usize, kind: EntityKind| self.page.is_kind(name, kind);
        let of_park = subjects
            .names
            .iter()
            .any(|&it| is_kind(it, EntityKind::Park));
        let inside = !of_park && self.is_inside(label);
        let of_area = self.is_of_area(label, &subjects);
        if let Some(park) = subjects.park.filter(|_| inside || of_area) {
            self.of_area |= of_area;
            return Some(park);
        }
        let park = || {
            let before = self
                .page
                .last_name(EntityKind::Park, measure.bytes.start)
                .filter(|&it| self.page.names[it].bytes.start >= self.sentence.bytes.start);
            let topic = self.subjecting.topic_at(self.page, measure.bytes.start);
            topic.or(before)
        };
        let counted = self.page.word_ending("area_counted", label.noun.end);
        let areas = label.listed && counted.is_some() && !self.is_undertaken(label); // A、B等229个项目|开工
        let unlikely = |one: usize| {
            areas && !subjects.stated && self.is_carried(one, self.sentence.bytes.start)
        };
        match subjects.names.as_slice() {
            [one] if unlikely(*one) => park().or(Some(*one)),
            [one] => Some(*one),
            [] => park(),
            _ if label.listed => park(),
            several if self.is_list_inside(several, measure) => park(),
            several => {
                let mut parks = several.iter().filter(|it| is_kind(**it, EntityKind::Park));
                let first = several.first().copied();
                let company = |it: &usize| is_kind(*it, EntityKind::Company);
                let investor = first.filter(|it| company(it) && self.is_invested(label));
                if investor.is_some() {
                    return investor; // 某公司与某园区签约，拟投资…
                }
                parks
                    .next()
                    .copied()
                    .or_else(|| match first.filter(company) {
                        Some(_) => subjects.park.or_else(park),
                        None => first,
                    })
            }
        }
    }

    /// 甲产业园、乙产业园三个园区|总投资210亿元: whether several parks or towns are told of together that are parts of whom the page
    /// is about: what they have together is that one's. 甲园暨|乙基地 are one.
    fn is_list_inside(&self, several: &[usize], measure: &Measure) -> bool {
        let page = self.page;
        let Some(topic) = self.subjecting.topic_at(page, measure.bytes.start) else {
            return false;
        };
        let own = |it: &usize| page.names[*it].name == page.names[topic].name;
        let one = |it: &usize| page.word_at("is_too", page.names[*it].bytes.end).is_some();
        let parts = |it: &usize| is_area(page, *it) && !own(it) && !one(it);
        is_area(page, topic) && several.iter().all(parts)
    }

    /// 甲产业园、乙产业园|均占地5平方公里: the parks or places of which each has what a number says.
    pub(super) fn each_area(&self, segment: &Bytes, measure: &Measure) -> Vec<usize> {
        let page = self.page;
        let several = self.subjecting.at(page, measure.bytes.start).names;
        let mut lists = ["each", "each_one"].iter();
        let each = lists.any(|list| page.has_word_in(list, segment));
        if each && several.len() > 1 && several.iter().all(|&it| is_area(page, it)) {
            several
        } else {
            Vec::new()
        }
    }

    /// 投资|6000万元|实施|某项目, 投资6000万元，|在某区|建设|某项目: what is invested is the project's.
    fn invested_in(&self, label: &Label, measure: &Measure) -> Option<usize> {
        let page = self.page;
        if !self.is_invested(label) {
            return None;
        }
        let clause = clause_of(self.sentence, measure.bytes.start);
        let mut clauses = self.sentence.clauses.iter();
        let next = clauses.find(|it| it.start >= clause.end);
        let next = next.filter(|it| {
            let gap = page.slice(clause.end..it.start);
            measure.bytes.end == clause.end && !gap.contains('；')
        });
        let behind = next.map_or(measure.bytes.end..clause.end, Clone::clone);
        let mut names = page.names_in(&behind);
        let site =
            |it: &usize| matches!(page.names[*it].kind, EntityKind::Park | EntityKind::Place);
        let taken = |it: &usize| self.taking_up(*it, &behind);
        let works = names.find(|it| taken(it).is_some() || !site(it))?;
        let verb = taken(&works)?;
        let end = page.names[works].bytes.end;
        if page.word_at("list_mark", end).is_some() {
            return None; // 投资4.3亿元，推进|A工程、B工程
        }
        let built = page.is_kind(works, EntityKind::Project)
            || page.is_kind(works, EntityKind::Park)
                && page.is_word("build_verb", page.written(verb));
        built.then_some(works)
    }

    /// The verb of taking up right before a project or park, no further number between: 建设|某项目, 兴建的|某工厂.
    fn taking_up(&self, works: usize, behind: &Bytes) -> Option<Hit> {
        let page = self.page;
        let lead = behind.start..page.names[works].bytes.start;
        let text = page.slice(lead.clone()).trim_end_matches(['“', '"']);
        let text = text.strip_suffix(page.lexicon.particle()).unwrap_or(text);
        let verb = page.word_ending("sign_word", lead.start + text.len())?;
        let near = verb.start >= lead.start && verb.start - lead.start <= SITE;
        let plain = page.measures_in(&lead).is_empty() && page.moments_in(&lead).is_empty();
        (near && plain).then_some(verb)
    }

    /// Whether a label says what somebody invests.
    fn is_invested(&self, label: &Label) -> bool {
        self.page
            .word_ending("invest_word", label.noun.end)
            .is_some()
    }

    /// 为其配套的|园内|零部件企业: what the clause counts is what the park has; but 园内的某公司|产值.
    fn is_inside(&self, label: &Label) -> bool {
        let page = self.page;
        let clause = clause_of(self.sentence, label.noun.start);
        let before = clause.start..label.noun.end;
        let mut words = page.words_in("inside_park", &before);
        let named = |from: usize| {
            let mut names = page.names_in(&(from..label.noun.start.max(from)));
            names.any(|it| {
                (is_owner(page.names[it].kind) || page.is_kind(it, EntityKind::Agency))
                    && !page.is_kind(it, EntityKind::Place)
            })
        };
        let done = |at: usize| page.word_ending("locative_mark", at).is_some(); // 在|区内|投资
        words.any(|it| !named(it.end) && !done(it.start))
    }

    /// Whether somebody is a company or project named before a place.
    fn is_carried(&self, name: usize, from: usize) -> bool {
        let page = self.page;
        let works = [EntityKind::Project, EntityKind::Company];
        page.names[name].bytes.start < from && works.iter().any(|&kind| page.is_kind(name, kind))
    }

    /// 累计承担|国家级项目|23项: whether a label counts the work that companies and institutes take on.
    fn is_undertaken(&self, label: &Label) -> bool {
        let clause = clause_of(self.sentence, label.noun.start);
        let before = clause.start..label.noun.end;
        self.page.has_word_in("undertake", &before)
    }

    /// Whether a number that would fall to a company or project spoken of before is one that only areas have (税收, 入驻企业),
    /// or follows one.
    fn is_of_area(&self, label: &Label, subjects: &Subjects) -> bool {
        let page = self.page;
        let counted = page.word_ending("area_counted", label.noun.end).is_some();
        if counted && self.is_undertaken(label) {
            return false;
        }
        let mut lists = ["area_label", "sector_label"].iter();
        let labelled = lists.any(|list| page.has_word_in(list, &label.noun));
        let clause = clause_of(self.sentence, label.noun.start).start;
        let from = match (labelled, counted || self.of_area) {
            (true, true) => clause,
            (true, false) => self.part_of(label.noun.start),
            (false, true) => self.sentence.bytes.start,
            (false, false) => return false,
        };
        // 再生水厂扩建工程投用，|再生水回用率: works of the same sentence have none either
        let works = |it: usize| labelled && page.is_kind(it, EntityKind::Project);
        let from = |it: usize| if works(it) { clause.max(from) } else { from };
        !subjects.stated
            && !subjects.names.is_empty()
            && subjects
                .names
                .iter()
                .all(|&it| self.is_carried(it, from(it)))
    }

    /// Where the part of the sentence begins that holds a place: behind the last ；.
    fn part_of(&self, at: usize) -> usize {
        let start = self.sentence.bytes.start;
        let mark = self.page.slice(start..at.max(start)).rfind('；');
        mark.map_or(start, |it| start + it + '；'.len_utf8())
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::observation::observations;
    use crate::extract::page::tests::on_page;
    use crate::extract::subject::Subjecting;
    use crate::model::Statement;

    /// Whose the figures of the last sentence are.
    fn check(text: &str, expected: &[&str]) {
        on_page(text, |page| {
            let subjecting = Subjecting::new(page, &[]);
            let facts = observations(page, &subjecting, page.sentences.last().unwrap());
            let owner = |statement: &Statement<_>| match statement {
                Statement::Observation(it) => it.subject,
                _ => None,
            };
            let owners = facts.iter().filter_map(|it| owner(&it.statement));
            let owners: Vec<&str> = owners.map(|it| page.names[it.0].name.as_str()).collect();
            assert_eq!(owners, expected, "{text}");
        });
    }

    #[test]
    fn what_several_parks_have_together_is_that_of_the_zone_around_them() {
        let zone = "杭州高新区很忙。杭州高新区投产。";
        check(
            &format!("{zone}沙洲湖科创园、沙洲湖产业园总投资210亿元。"),
            &["杭州高新区"],
        );
        check(
            &format!("{zone}沙洲湖科创园总投资210亿元。"),
            &["沙洲湖科创园"],
        );
        check(
            &format!("{zone}沙洲湖科创园、沙洲湖产业园均占地5平方公里。"),
            &["沙洲湖科创园", "沙洲湖产业园"],
        );
    }
}
