//! Which project, or park that is built, words such as 该项目, 一期 and 建成后 mean.

use crate::extract::page::Page;
use crate::extract::pointer::Spoken;
use crate::model::EntityKind;

/// Whether a name is that of a park that its clause says is built: 打造|某产业园.
pub(super) fn is_built(page: &Page<'_>, name: usize) -> bool {
    let start = page.names[name].bytes.start;
    page.is_kind(name, EntityKind::Park) && page.word_ending("build_verb", start).is_some()
}

impl Spoken<'_, '_> {
    /// The last project: with 该 any, else one of this block, because 项目 often is part of another word.
    pub(super) fn last_project(&self, start: usize) -> Option<usize> {
        let page = self.page;
        let project = self.last_in_text(EntityKind::Project, start);
        let built = self.built_here(start).filter(|it| Some(*it) > project);
        if built.is_some() {
            return built; // 打造|某产业园|，项目总投资…
        }
        let project = project?;
        let block = |at: usize| page.sentence_at(at).map(|it| page.sentences[it].block);
        let (own, named) = (block(start), block(page.names[project].bytes.start));
        let told = page.word_at("point_project", start);
        let told = told.is_some_and(|it| page.written(it).chars().nth(2).is_some());
        let here = own == named || told && own.zip(named).is_some_and(|(own, it)| own == it + 1);
        let sure = page.word_at("point_this_project", start).is_some();
        (here || sure).then_some(project)
    }

    /// The last project, unless a project or company is spoken of already and has taken up none in this sentence: 某公司
    /// 投资5亿元，建设某项目，|建成后….
    pub(super) fn project_unless_spoken_of(&self, before: usize) -> Option<usize> {
        let taken = self.taken_up_here(before);
        if taken.is_some() {
            return taken;
        }
        let project = self.last_in_text(EntityKind::Project, before);
        let built = self.built_here(before).filter(|it| Some(*it) > project);
        if built.is_some() {
            return built;
        }
        let spoken = self.current.iter().any(|&it| {
            let part = self.page.is_kind(it, EntityKind::Park) && Some(it) != self.topic;
            part || self.page.is_kind(it, EntityKind::Project)
                || self.page.is_kind(it, EntityKind::Company)
        });
        project.filter(|_| !spoken)
    }

    /// The last park that this sentence says is built, before a place.
    fn built_here(&self, before: usize) -> Option<usize> {
        let page = self.page;
        let sentence = &page.sentences[page.sentence_at(before)?];
        let mut named = page.names_in(&(sentence.bytes.start..before));
        named.rfind(|&it| is_built(page, it) && Some(it) != self.topic)
    }

    /// The last project that this sentence names behind the company that is spoken of.
    fn taken_up_here(&self, before: usize) -> Option<usize> {
        let page = self.page;
        let company = self.company()?;
        let project = page.last_name(EntityKind::Project, before)?;
        let here = page.sentence_at(page.names[project].bytes.start) == page.sentence_at(before);
        (here && project > company).then_some(project)
    }
}
