//! Which project, or park that is built, words such as 该项目, 一期 and 建成后 mean.

use crate::extract::leading::counted_list;
use crate::extract::modality::clause_of;
use crate::extract::page::Page;
use crate::extract::pointer::Spoken;
use crate::lexicon::Scheme;
use crate::model::EntityKind;

/// How many characters of the name of a project tell whose it is.
const STEM: usize = 2;

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
        let project = project.filter(|&it| !self.is_of_counted(it, start))?;
        let block = |at: usize| page.sentence_at(at).map(|it| page.sentences[it].block);
        let (own, named) = (block(start), block(page.names[project].bytes.start));
        let told = page.word_at("point_project", start);
        let told = told.is_some_and(|it| page.written(it).chars().nth(2).is_some());
        let here = own == named || told && own.zip(named).is_some_and(|(own, it)| own == it + 1);
        let sure = page.word_at("point_this_project", start).is_some();
        (here || sure || self.is_of_speaker(project)).then_some(project)
    }

    /// A项目、B项目等12个重点项目|启动，项目总投资…: whether a project is one of those that its sentence, or another paragraph, has
    /// counted.
    fn is_of_counted(&self, project: usize, start: usize) -> bool {
        let page = self.page;
        let end = page.names[project].bytes.end;
        let block = |at: usize| page.sentence_at(at).map(|it| page.sentences[it].block);
        let same = page.sentence_at(end) == page.sentence_at(start) || block(end) != block(start);
        let this = page.word_at("point_this_project", start).is_some();
        let clause = page
            .sentence_at(end)
            .map(|it| clause_of(&page.sentences[it], end));
        let counted = clause.and_then(|it| counted_list(page, project, &it));
        same && !this && counted.is_some()
    }

    /// 甲新材料有限公司负责人介绍，|项目…: whether the company that is spoken of bears the name that a project begins with.
    fn is_of_speaker(&self, project: usize) -> bool {
        let page = self.page;
        let name = |it: usize| page.names[it].name.as_str();
        let stem: String = name(project).chars().take(STEM).collect();
        let own = |it: usize| name(it).contains(&stem) && !page.is_named_in(Scheme::Place, &stem);
        self.company().is_some_and(own)
    }

    /// The company of the title, on a page that has named no project: its works are what 项目 and 一期 mean.
    pub(super) fn company_of_works(&self, start: usize) -> Option<usize> {
        let page = self.page;
        let company = |it: &usize| page.is_kind(*it, EntityKind::Company);
        let spoken = self.current.iter().any(company);
        let none = page.last_name(EntityKind::Project, start).is_none();
        (none && !spoken)
            .then(|| self.titled_company(start))
            .flatten()
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
        project.filter(|&it| !spoken && self.is_near(it, before))
    }

    /// Whether a project is of this block, or no figure stands between the head of the sentence and a place: 项目15个，|投产后….
    fn is_near(&self, project: usize, at: usize) -> bool {
        let page = self.page;
        let block = |at: usize| page.sentence_at(at).map(|it| page.sentences[it].block);
        let start = page
            .sentence_at(at)
            .map_or(at, |it| page.sentences[it].bytes.start);
        let named = page.names[project].bytes.start;
        block(named) == block(at) || page.measures_in(&(start..at)).is_empty()
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
