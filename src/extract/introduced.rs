//! Whether the words in front of a name make it what a clause is about: 位于区内的|X, 总投资10.5亿元的|X, 在|X.

use crate::extract::leading::behind_remark;
use crate::extract::page::Bytes;
use crate::extract::subject::Reader;
use crate::model::EntityKind;

/// Lists of verbs for how a body begins.
const BEGUN: [&str; 3] = ["unveil", "open", "settle"];

impl Reader<'_, '_> {
    /// 园内的|某研究院|累计孵化企业46家: a body that has figures of its own, at the head of a clause with some.
    pub(super) fn institute(&self, start: usize, clause: &Bytes) -> Option<usize> {
        let page = self.page;
        let body = page.names_in(&(start..clause.end)).next()?;
        let bytes = &page.names[body].bytes;
        let before = page.slice(start..bytes.start);
        let heads = before.is_empty() || before.ends_with(page.lexicon.particle());
        let own = page.word_ending("institute_head", bytes.end).is_some();
        let behind = bytes.end..clause.end;
        let begun = || BEGUN.iter().any(|it| page.has_word_in(it, &behind)); // 某研究院揭牌，|首批团队4个
        let figures = !page.measures_in(&behind).is_empty() || begun();
        let acts = page.word_at("list_mark", bytes.end).is_none();
        (page.is_kind(body, EntityKind::Agency) && heads && own && figures && acts).then_some(body)
    }

    /// 全省开工活动某市分会场|设在|某高新区: the park where a branch of a ceremony is held, of which all that follows is told.
    pub(super) fn venue(&self, clause: &Bytes) -> Option<usize> {
        let page = self.page;
        let branch = page.words_in("branch_venue", clause).next()?;
        let mut parks = page.names_in(&(branch.end..clause.end));
        let park = parks.rfind(|&it| page.is_kind(it, EntityKind::Park))?;
        let start = page.names[park].bytes.start;
        let led = ["put", "locate", "locative_mark"];
        let led = led
            .iter()
            .any(|list| page.word_ending(list, start).is_some());
        led.then_some(park)
    }

    /// 北京|到曹妃甸区: where a way begins, not who is spoken of.
    pub(super) fn is_origin(&self, name: usize, clause: &Bytes) -> bool {
        let end = self.page.names[name].bytes.end;
        self.page
            .word_at("way", end)
            .is_some_and(|hit| hit.end <= clause.end)
    }

    /// 支持|某公司|扩大产能: who is to do what a plan wants done.
    pub(super) fn supported(&self, start: usize, clause: &Bytes) -> Option<Vec<usize>> {
        let page = self.page;
        let verb = page.word_at("supporting", start)?;
        let inside = page.word_at("inside_park", verb.end);
        let name = page.name_at(inside.map_or(verb.end, |it| it.end))?;
        let Bytes { end, .. } = page.names[name].bytes;
        let acts = end < clause.end && page.word_at("list_mark", end).is_none();
        let kinds = [EntityKind::Company, EntityKind::Project];
        let actor = kinds.iter().any(|&kind| page.is_kind(name, kind));
        (actor && acts).then(|| vec![name])
    }

    /// 该区|某片区|签约项目132个: the part that stands right behind a word that points at the whole.
    pub(super) fn part_of_pointed(&self, start: usize, clause: &Bytes) -> Option<Vec<usize>> {
        let page = self.page;
        page.word_at("pointing_one", start)?;
        let whole = page.word_at("point_park", start)?;
        let part = page.name_at(whole.end)?;
        let inside = page.is_kind(part, EntityKind::Park) && whole.end < clause.end;
        inside.then(|| self.leading(part, clause))?
    }

    /// 其|位于某园区的新厂区|占地120亩: who has been spoken of, where its own thing bears no name.
    pub(super) fn owner(&self, start: usize, clause: &Bytes) -> Option<Vec<usize>> {
        let page = self.page;
        let own = page.word_at("its_own", start)?;
        let works = [EntityKind::Project, EntityKind::Company, EntityKind::Agency];
        let named = page.names_in(&(own.end..clause.end));
        let mut named = named.filter(|&it| {
            let described = page.slice(0..page.names[it].bytes.start);
            let apposed = described.ends_with('—'); // 其核心载体——|某园区
            let described = described.ends_with(page.lexicon.particle()); // 其投资建设的|某医药城
            let described = described || apposed;
            described || works.iter().any(|&kind| page.is_kind(it, kind))
        });
        let spoken = !self.current.is_empty() && named.next().is_none();
        (spoken && page.word_at("not_its", start).is_none()).then(|| self.current.clone())
    }

    /// Whether the words from the head of a clause up to a name make it the subject: 位于区内的|X, 总投资10.5亿元的|X,
    /// 由某公司建设的|X, 在|X，块头最大的是|X.
    pub(super) fn is_introduced(&self, start: usize, name: usize, clause: &Bytes) -> bool {
        let page = self.page;
        let before = start..page.names[name].bytes.start;
        let text = page.slice(before.clone());
        let words = |list: &str| page.word_ending(list, before.end).is_some();
        // 前身为2007年成立的|X, 由A境内的|X和Y组成: what another thing was, or what it is made of.
        let former = page.has_word_in("former", &before);
        if former || page.word_ending("consist", clause.end).is_some() {
            return false;
        }
        if page.is_word("locative", text) {
            let located = page.word_at("locate", start).is_some();
            return !(located && self.is_aside(&[name], clause)) && self.is_scene(name, clause);
        }
        let last = page.names[name].bytes.end == clause.end;
        if page.is_word("inside_park", text) {
            return self.acts_inside(name, clause); // 区内|某公司
        }
        let called = words("copula") || page.word_at("copula", start).is_some();
        if called && last {
            return !page.is_kind(name, EntityKind::Place);
        }
        if page.is_word("owned_by", text) || text.ends_with('—') {
            return true; // 旗下|某公司, 其核心载体——|某园区
        }
        let attribute = before.end - page.lexicon.particle().len().min(text.len());
        let governed = page.word_at("preposition", start).is_some()
            && page.word_at("lies_as_well", start).is_none() // 同在|某区|的X
            && page.word_at("beside_park", start).is_none() // 毗邻|某区|的X
            && page.name_ending(attribute).is_some() // 在|某市|的X, but 与其配套|的X
            || page.has_word_in("copula", &before)
            || page.has_word_in("take_in", &before); // 去年整合后|托管|某市的X片区
        text.ends_with(page.lexicon.particle()) && !governed
            || (words("maker") || words("descriptor")) && !page.has_word_in("gather", &before)
            || words("object_focus")
    }

    /// 区内|某公司全年生产厚板260万吨: whether a name behind such a word is no place, and says of nothing else whose it is:
    /// 园内|某公司之外的企业18家.
    fn acts_inside(&self, name: usize, clause: &Bytes) -> bool {
        let page = self.page;
        let from = page.names[name].bytes.end;
        let measure = page.measures_in(&(from..clause.end)).next();
        let to = measure.map_or(clause.end, |it| page.measures[it].bytes.start.max(from));
        let owns = page.slice(from..to).contains(page.lexicon.particle());
        !page.is_kind(name, EntityKind::Place) && !owns
    }

    /// Whether a clause that leads to names and ends with them says of the park spoken of where it lies, and nothing else:
    /// 某区始建于1992年，位于|某市某片区.
    pub(super) fn is_aside(&self, names: &[usize], clause: &Bytes) -> bool {
        let page = self.page;
        let last = names.last().map(|&it| page.names[it].bytes.end);
        let ends = last.is_some_and(|it| {
            let rest = behind_remark(page.slice(it..clause.end));
            rest.is_empty() || page.is_word("park_section", rest) // 位于某区|中心区
        });
        let spoken = self
            .current
            .iter()
            .any(|&it| page.is_kind(it, EntityKind::Park));
        self.opened && spoken && ends
    }

    /// Whether 在X says where all that follows is: not the places at which a company spoken of does something.
    fn is_scene(&self, name: usize, clause: &Bytes) -> bool {
        let named = &self.page.names[name].bytes;
        if self
            .page
            .is_word("point_city", self.page.slice(named.clone()))
        {
            return false; // 在全市|占一成: the whole that a share is of
        }
        if self.page.measure_at(named.end).is_some() {
            return false; // 在湖北省|16家国家级开发区考评中: those among whom somebody ranks
        }
        let spoken = self.current.iter().any(|&it| {
            self.page.is_kind(it, EntityKind::Company) || self.page.is_kind(it, EntityKind::Project)
        });
        !spoken || self.page.names[name].bytes.end == clause.end
    }
}
