//! Which company 公司 and 该企业 mean: the one spoken of, that of the title, or the one named last.

use crate::extract::modality::clause_of;
use crate::extract::outsider::{Outsider, outsider};
use crate::extract::pointer::Spoken;
use crate::extract::topic::is_title;
use crate::model::EntityKind;

/// How many names before a place are asked for a company that 公司 may mean.
const NEAR: usize = 60;

/// How many names of a page are asked for the company of its title.
const MANY: usize = 2000;

impl Spoken<'_, '_> {
    /// The last company named before a place that is no counterpart of another one there.
    pub(super) fn last_company(&self, before: usize) -> Option<usize> {
        let page = self.page;
        let end = page.names.partition_point(|it| it.bytes.end <= before);
        let mut named = (0..end).rev().take(NEAR);
        named.find(|&it| {
            let name = &page.names[it];
            let sentence = page
                .sentence_at(name.bytes.start)
                .map(|it| &page.sentences[it]);
            let clause = sentence.map(|it| clause_of(it, name.bytes.start));
            name.kind == EntityKind::Company
                && !is_title(page, name.bytes.start)
                && clause.is_some_and(|it| outsider(page, name, &it) != Some(Outsider::Counterpart))
        })
    }

    /// 某板块以甲公司为龙头，|该公司…: the only company that the clauses before name in this sentence, where the word says 该.
    pub(super) fn company_here(&self, start: usize) -> Option<usize> {
        let page = self.page;
        page.word_at("point_this", start)?;
        let sentence = &page.sentences[page.sentence_at(start)?];
        let mut named = page
            .names_in(&(sentence.bytes.start..start))
            .filter(|&it| page.is_kind(it, EntityKind::Company));
        let first = named.next()?;
        let same = |it: usize| page.names[it].name == page.names[first].name;
        named.all(same).then_some(first)
    }

    /// 甲公司A项目投产，|公司产能…: the company that the name of the project spoken of begins with, where the text names it.
    pub(super) fn company_of_project(&self, before: usize) -> Option<usize> {
        let page = self.page;
        let [project] = self.current else { return None };
        let project = &page.names[*project];
        let end = page.names.partition_point(|it| it.bytes.end <= before);
        let mut named = (0..end).rev().take(NEAR);
        let owns = |name: &str| project.name.len() > name.len() && project.name.starts_with(name);
        let works = project.kind == EntityKind::Project;
        named.find(|&it| {
            works && page.is_kind(it, EntityKind::Company) && owns(&page.names[it].name)
        })
    }

    /// The only company that the title names, where the text below it has named it.
    pub(super) fn titled_company(&self, before: usize) -> Option<usize> {
        let page = self.page;
        let end = page.names.partition_point(|it| it.bytes.end <= before);
        let in_title = |it: usize| is_title(page, page.names[it].bytes.start);
        let company = |it: &usize| page.is_kind(*it, EntityKind::Company);
        let mut titled = (0..end.min(MANY))
            .filter(company)
            .filter(|it| in_title(*it));
        let first = titled.next()?;
        let same = |it: usize| page.names[it].name == page.names[first].name;
        let mut named = (first..end.min(MANY)).filter(|&it| same(it) && !in_title(it));
        named.next().filter(|_| titled.next().is_none())
    }

    /// The company that is spoken of, if it is one.
    pub(super) fn company(&self) -> Option<usize> {
        match self.current {
            [one] if self.page.is_kind(*one, EntityKind::Company) => Some(*one),
            _ => None,
        }
    }
}
