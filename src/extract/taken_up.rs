//! Clauses without a subject that speak of what the clauses before them have taken up: a project, a park that is set up.

use crate::extract::frame::skip_frame;
use crate::extract::leading::behind_remark;
use crate::extract::listed_park::follows_park;
use crate::extract::page::Bytes;
use crate::extract::pointed_work::is_built;
use crate::extract::predecessor::predecessors;
use crate::extract::sentence::Sentence;
use crate::extract::subject::Reader;
use crate::extract::told_project::stage_in;
use crate::model::EntityKind;

/// How far behind the head of a clause a word for what works have may begin, in bytes: four characters. Behind more words it is
/// said of what those name.
const LEAD: usize = 12;

impl Reader<'_, '_> {
    /// 绿色化工则集中在|某园区: where a trade gathers is told of the park at the end of the clause, for a trade is nobody that has facts.
    pub(super) fn gathering(&self, clause: &Bytes) -> Option<Vec<usize>> {
        let page = self.page;
        let name = page.names_in(clause).next_back()?;
        let park = &page.names[name];
        let ends = park.kind == EntityKind::Park && park.bytes.end == clause.end;
        let gathers = page.word_ending("gathered_in", park.bytes.start).is_some();
        (ends && gathers).then(|| vec![name])
    }

    /// 设立某综合保税区，|规划面积…: a clause that begins with what only a park or project has (a word of `list`) speaks of the one
    /// that the clause before ends with.
    pub(super) fn object_before(
        &self,
        sentence: &Sentence,
        clause: &Bytes,
        list: &str,
    ) -> Option<Vec<usize>> {
        let page = self.page;
        let own = page.word_at(list, skip_frame(self.page, clause));
        own.filter(|hit| hit.end <= clause.end)?;
        let before = sentence.clause_before(clause)?;
        let name = page.names_in(before).next_back()?;
        let last = &page.names[name];
        let ends = page
            .slice(last.bytes.end..before.end)
            .trim_matches(['”', '"'])
            .is_empty();
        let spoken = |kind: EntityKind| self.current.iter().any(|&it| page.is_kind(it, kind));
        let comes = ["settle", "put"].iter();
        let comes = comes.filter_map(|list| page.word_ending(list, last.bytes.start));
        let settles = last.kind == EntityKind::Park
            && (spoken(EntityKind::Project) || spoken(EntityKind::Company) && comes.count() > 0); // 某项目落户|某园
        let thing = matches!(last.kind, EntityKind::Project | EntityKind::Park) && !settles;
        let lead = page
            .names_in(before)
            .take_while(|&it| it < name)
            .filter(|&it| page.names[it].kind != EntityKind::Place)
            .last()
            .map_or(before.start, |it| page.names[it].bytes.end);
        let lies = page.has_word_in("locate", &(lead..last.bytes.start.max(lead))); // 位于某市|某工业园
        let former = page.has_word_in("former", before); // 前身为2006年设立的|某园
        let governed = page.has_word_in("take_in", &(before.start..last.bytes.start)); // 托管|某片区
        // 分为某园、|某园: a figure behind both is that of the whole.
        let one_of_several = last.kind == EntityKind::Park && follows_park(page, last.bytes.start);
        let own = !lies && !former && !governed && !one_of_several;
        (ends && thing && own).then(|| vec![name])
    }

    /// 实施|某项目，|每年回收…: a clause without a subject behind one that ends with a project taken up speaks of the project;
    /// so does one that begins with what a project has (投资, 年产), behind any that names one last.
    pub(super) fn project_before(&self, sentence: &Sentence, clause: &Bytes) -> Option<Vec<usize>> {
        let page = self.page;
        if stage_in(page, clause, clause.start).is_some() {
            return self.works_named(sentence, clause.start).map(|it| vec![it]);
        }
        let measure = page.measures_in(clause).next()?;
        let before = sentence.clause_before(clause)?;
        let ends = |it: &usize| {
            let rest = page.names[*it].bytes.end..before.end;
            behind_remark(page.slice(rest)).is_empty()
        };
        if let Some(last) = page.names_in(before).rev().find(ends) {
            let bytes = &page.names[last].bytes;
            let taken = page.word_ending("sign_word", bytes.start).is_some();
            // 某区设立某研究院，|与某大学|签约建立实验室5个
            let deals = page.word_at("party_mark", clause.start).is_some();
            if !deals && (taken && self.is_works(last) || self.is_set_up(last)) {
                return Some(vec![last]);
            }
        }
        let start = skip_frame(page, clause);
        let label = start..page.measures[measure].bytes.start.max(start);
        let lists = ["own_work", "own_label"];
        let mut words = lists.iter().flat_map(|it| page.words_in(it, &label));
        let own = words.any(|it| it.start - start <= LEAD) && page.names_in(&label).is_empty();
        let works = self.works_named(sentence, start).filter(|_| own)?;
        let extent =
            page.has_word_in("park_extent", &label) && page.is_kind(works, EntityKind::Project);
        (!extent).then(|| vec![works])
    }

    /// 园区核心企业为某铸造，|2011年投产: a clause without a subject that tells what becomes of a company, or what only one has, behind
    /// one that ends with the company that leads a park.
    pub(super) fn leader_before(&self, sentence: &Sentence, clause: &Bytes) -> Option<Vec<usize>> {
        let page = self.page;
        let before = sentence.clause_before(clause)?;
        let name = page.names_in(before).next_back()?;
        let Bytes { start, end } = page.names[name].bytes;
        let last = behind_remark(page.slice(end..before.end)).is_empty();
        let copula = page.word_ending("lead_is", start)?;
        let leads = page.word_ending("lead_firm", copula.start).is_some();
        let company = page.is_kind(name, EntityKind::Company);
        let told = || {
            let own = page.word_at("leader_label", skip_frame(page, clause));
            own.is_some() || stage_in(page, clause, clause.start).is_some()
        };
        (last && leads && company && told()).then(|| vec![name])
    }

    /// 某产业园一期投资15亿元；甲、乙等企业签约，|二期预计动工: a phase behind companies is one of the works or park that the sentence
    /// has named.
    pub(super) fn phase_before(&self, sentence: &Sentence, clause: &Bytes) -> Option<Vec<usize>> {
        let page = self.page;
        page.word_at("phase_word", skip_frame(page, clause))?;
        let company = |it: &usize| page.is_kind(*it, EntityKind::Company);
        let mut named = page.names_in(&(sentence.bytes.start..clause.start));
        let works = named.rfind(|it| {
            page.is_kind(*it, EntityKind::Project)
                || page.is_kind(*it, EntityKind::Park) && Some(*it) != self.topic
        });
        let several = self.current.len() > 1 && self.current.iter().all(company);
        works.filter(|_| several).map(|it| vec![it])
    }

    /// 甲开发区更名为|乙高新区，|成为…: the park under the name that a clause says it now has.
    pub(super) fn renamed(&self, clause: &Bytes) -> Option<usize> {
        let page = self.page;
        let mut words = page.words_in("renamed_as", clause);
        let park = |it: &usize| page.is_kind(*it, EntityKind::Park);
        words
            .find_map(|it| page.name_at(it.end).filter(park))
            .or_else(|| {
                let mut names = page.names_in(clause).filter(park);
                names.find(|&it| !predecessors(page, it).is_empty())
            })
    }

    /// …合资成立的某公司落户，|甲公司持股70%，|10月试产: whether a clause says only what share of the company spoken of somebody has.
    pub(super) fn is_share(&self, names: &[usize], clause: &Bytes) -> bool {
        let page = self.page;
        let company = |it: &usize| page.is_kind(*it, EntityKind::Company);
        let mut words = page.words_in("share_held", clause);
        let share = |at: usize| page.measure_at(at).map(|it| page.measures[it].bytes.end);
        let particle = page.lexicon.particle();
        let stated = |end: usize| !page.slice(end..clause.end).contains(particle); // 持股51%|的某公司
        let holds = words.any(|it| share(it.end).is_some_and(stated));
        holds && names.iter().all(company) && !self.current.is_empty()
    }

    /// The project, or the park that is built, which a sentence names last before a position. It must stand behind who the sentence
    /// speaks of, or that one has taken its place, and must be neither a partner nor one of a list that goes on.
    fn works_named(&self, sentence: &Sentence, at: usize) -> Option<usize> {
        let page = self.page;
        let from = page.slice(sentence.bytes.start..at).rfind('；');
        let from = from.map_or(sentence.bytes.start, |it| sentence.bytes.start + it);
        let works = page.names_in(&(from..at)).rfind(|&it| self.is_works(it))?;
        let Bytes { start, end } = page.names[works].bytes;
        let mut current = self.current.iter();
        let behind = current.all(|&it| page.names[it].bytes.start < start);
        let led = ["serve_mark", "party_mark", "list_mark"];
        let led = led.iter().any(|it| page.word_ending(it, start).is_some());
        let open = page.rest(end).starts_with(page.lexicon.and_others())
            || page.word_at("list_mark", end).is_some();
        let site = page.word_at("works_site", end).is_some(); // 在某项目|现场|举行仪式，集中开工项目12个
        (behind && !led && !open && !site).then_some(works)
    }

    /// 甲集团|创办|乙公司: whether a name is that of a company or body that its clause says is set up.
    fn is_set_up(&self, name: usize) -> bool {
        let page = self.page;
        let kinds = [EntityKind::Company, EntityKind::Agency];
        let start = page.names[name].bytes.start;
        let founded = page.word_ending("sets_up", start).is_some();
        founded && kinds.iter().any(|&kind| page.is_kind(name, kind))
    }

    /// Whether a name is that of a project, or of a park that its clause says is built: 打造|某产业园.
    fn is_works(&self, name: usize) -> bool {
        let built = || is_built(self.page, name) && Some(name) != self.topic;
        self.page.is_kind(name, EntityKind::Project) || built()
    }
}
