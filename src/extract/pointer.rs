//! What words such as 该项目, 园区, 全区 and 公司 point at: something that was named before.

use crate::extract::leading::is_actor;
use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Page};
use crate::extract::topic::{is_title, is_zone};
use crate::extract::whole_place::is_meant;
use crate::lexicon::Hit;
use crate::model::EntityKind;
use crate::quantity::UnitClass;

/// Lists of words that point at a thing named before.
const POINTERS: [&str; 7] = [
    "point_project",
    "point_same",
    "point_all",
    "point_works",
    "point_company",
    "point_inside",
    "point_park",
];

/// Over how many names the word for the whole of a place looks back.
const NEAR: usize = 60;

/// How many characters who speaks and the colon behind may have.
const SPEAKER: usize = 8;

/// How many bytes the words between a pointing word and the name that it describes may have: eight characters.
const DESCRIPTION: usize = 24;

/// 落户|该产业园|的还有某公司: the park that a pointer between two places of a block means: the last one named before it.
pub(super) fn park_meant(page: &Page<'_>, bytes: &Bytes) -> Option<usize> {
    let pointer = page.words_in("point_inner", bytes).last()?;
    let block = page.sentences[page.sentence_at(bytes.start)?].block;
    let first = page.sentences.iter().find(|it| it.block == block)?;
    let mut before = page.names_in(&(first.bytes.start..pointer.start));
    before.rfind(|&it| page.is_kind(it, EntityKind::Park))
}

/// 向西便是某园区，|甲公司、乙公司|在此集聚: the park that its sentence names last before a name, where the clause of the
/// name says that it is here.
pub(super) fn park_here(page: &Page<'_>, name: &Bytes, clause: &Bytes) -> Option<usize> {
    let here = name.end..clause.end;
    page.words_in("point_here", &here).next()?;
    let sentence = &page.sentences[page.sentence_at(name.start)?];
    let mut before = page.names_in(&(sentence.bytes.start..name.start));
    before.rfind(|&it| page.is_kind(it, EntityKind::Park))
}

impl Spoken<'_, '_> {
    /// 再看某产业园。|这里|落户企业31家: the only park that the sentence before and this one have named before a clause that
    /// begins with such a word.
    pub(super) fn park_of_here(&self, start: usize, clause: &Bytes) -> Option<usize> {
        let page = self.page;
        let mut words = page.words_in("this_place", clause);
        words.find(|it| it.start == start || it.end == start)?;
        let here = page.sentence_at(clause.start)?;
        let before = &page.sentences[here.checked_sub(1)?];
        let same = before.block == page.sentences[here].block;
        let named = page.names_in(&(before.bytes.start..clause.start));
        let mut parks = named.filter(|&it| same && page.is_kind(it, EntityKind::Park));
        let last = parks.next_back()?;
        let name = |it: usize| page.names[it].name.as_str();
        parks.all(|it| name(it) == name(last)).then_some(last)
    }
}

/// Who has been spoken of before a clause.
pub(super) struct Spoken<'r, 'a> {
    /// The page.
    pub(super) page: &'r Page<'a>,
    /// Who the page is about.
    pub(super) topic: Option<usize>,
    /// The park that the block speaks of first, else that of the section or page.
    pub(super) lead: Option<usize>,
    /// The park spoken of last in the block.
    pub(super) park: Option<usize>,
    /// Who the clause before was about.
    pub(super) current: &'r [usize],
    /// The last two that were named together: 前者, 后者.
    pub(super) pair: &'r [usize],
    /// Persons who have spoken, each with the company or park for which.
    pub(super) persons: &'r [(Bytes, usize)],
}

impl Spoken<'_, '_> {
    /// Who 该项目, 园区, 全市, 其 … point at.
    pub(super) fn pointed_at(&self, start: usize, clause: &Bytes) -> Option<Vec<usize>> {
        let page = self.page;
        // 全区高新技术企业|达91家: what is counted may read as a title.
        let named = page.name_at(start);
        let named = named.is_some_and(|it| page.names[it].kind != EntityKind::Honor);
        if named || self.owns(start, clause) {
            return None;
        }
        let points = |list: &str| {
            page.word_at(list, start)
                .is_some_and(|hit| hit.end <= clause.end)
        };
        let pointed = if let Some(thing) = self.described(start, clause) {
            Some(thing)
        } else if let Some(place) = self.whole_place(start) {
            Some(place)
        } else if points("point_former") {
            self.pair_before(start).first().copied()
        } else if points("point_latter") {
            self.pair_before(start).last().copied()
        } else if points("point_all") && !self.is_counted(start) || self.counts_parks(start) {
            self.topic
        } else if points("point_we") && self.is_answer(start) {
            self.answering()
        } else if points("point_works") {
            self.company().or(self.topic)
        } else if points("point_same") {
            self.project_unless_spoken_of(start)
                .or_else(|| self.company_of_works(start))
        } else if points("point_project") {
            self.last_project(start)
                .or_else(|| self.company_of_works(start))
        } else if points("point_company") {
            self.company_here(start)
                .or_else(|| self.company())
                .or_else(|| self.company_of_project(start))
                .or_else(|| self.titled_company(start))
                .or_else(|| self.last_company(start))
        } else if points("firm_word")
            && let Some(owner) = self.company_of_project(start)
        {
            Some(owner) // 某公司A项目投产，届时|企业|产能…
        } else if points("point_inside") {
            let place = |it: &usize| page.is_kind(*it, EntityKind::Place);
            let place = self.current.iter().copied().find(place);
            let inner = self.inner_park(start);
            inner.or(self.park()).or(place).or(self.topic)
        } else if points("point_park") {
            self.park_meant(start)
        } else {
            None
        };
        pointed.map(|it| vec![it])
    }

    /// 这座|占地200亩的|工厂: the project, company or park named last, as the noun behind says.
    fn described(&self, start: usize, clause: &Bytes) -> Option<usize> {
        let page = self.page;
        let this = page.word_at("point_open", start)?;
        let kinds = [
            ("works_noun", EntityKind::Project),
            ("firm_word", EntityKind::Company),
            ("park_noun", EntityKind::Park),
        ];
        let mut kinds = kinds.into_iter().filter_map(|(list, kind)| {
            let behind = this.end..clause.end;
            let mut nouns = page.words_in(list, &behind);
            let particle = page.lexicon.particle();
            let own = |it: &Hit| it.start == this.end && kind == EntityKind::Park; // 这座|园中园
            let noun =
                nouns.find(|it| page.slice(this.end..it.start).ends_with(particle) || own(it))?;
            Some((noun.start, kind))
        });
        let first = kinds.next()?;
        let (_, kind) = kinds.fold(
            first,
            |one, other| if other.0 < one.0 { other } else { one },
        );
        self.last_in_text(kind, start)
    }

    /// 全区 or 该区 behind a place spoken of that ends so.
    fn whole_place(&self, start: usize) -> Option<usize> {
        let page = self.page;
        let hit = page.word_at("whole_place", start)?;
        let is_meant = |it: &usize| {
            page.is_kind(*it, EntityKind::Place) && is_meant(page, hit, &page.names[*it].name)
        };
        let mut current = self.current.iter().copied();
        current
            .find(is_meant)
            .or_else(|| self.place_before(hit, is_meant))
    }

    /// 某州主动融入…。|某高新区投产了…。|全州|保留煤矿84处: the place of its level that the page has named last before.
    fn place_before(&self, word: Hit, is_meant: impl Fn(&usize) -> bool) -> Option<usize> {
        let page = self.page;
        page.word_at("whole_division", word.start)?;
        let before = page.names_in(&(0..word.start));
        before.rev().take(NEAR).find(is_meant)
    }

    /// 某企业已入驻某产业园。|园内|企业68家: the park that this sentence or the one before names last, where it ends as the word
    /// begins and the park spoken of does not.
    fn inner_park(&self, at: usize) -> Option<usize> {
        let page = self.page;
        let inner = page.word_at("inner_park", at)?;
        let head = page.written(inner).chars().next();
        let ends = |it: &usize| page.names[*it].name.chars().next_back() == head;
        let here = page.sentence_at(at)?;
        let first = &page.sentences[here.saturating_sub(1)];
        let same = first.block == page.sentences[here].block;
        let start = if same { first } else { &page.sentences[here] }.bytes.start;
        let mut named = page.names_in(&(start..at));
        let last = named.rfind(|&it| page.is_kind(it, EntityKind::Park))?;
        let spoken = self.park().is_some_and(|it| ends(&it));
        (ends(&last) && !spoken).then_some(last)
    }

    /// The park that 园区 or 该园区 means: the one spoken of, if the word says that one or if this sentence named it; else
    /// the one that the block speaks of.
    fn park_meant(&self, at: usize) -> Option<usize> {
        let page = self.page;
        let is_park = |it: &usize| page.is_kind(*it, EntityKind::Park);
        let spoken = self.park();
        let here =
            |it: &usize| page.sentence_at(page.names[*it].bytes.start) == page.sentence_at(at);
        let this = page.word_at("point_this", at);
        let near = spoken.filter(|it| here(it) && !self.is_party(*it) || this.is_some());
        let near = near.or(self.park.filter(|it| here(it) && !self.is_party(*it)));
        let named = this.and_then(|it| self.park_here(it));
        let named = named.or_else(|| self.told_last(at));
        let meant = [named, near, self.lead, spoken, self.topic.filter(is_park)];
        let mut meant = meant.into_iter().flatten();
        if page.word_at("whole_zone", at).is_some() {
            // 全区 is no inner park.
            let zone = |it: &usize| is_zone(page, &page.names[*it]);
            let last = || self.last_in_text(EntityKind::Park, at).filter(zone);
            let zone = meant.clone().chain(self.park).find(zone).or_else(last);
            return zone.or_else(|| meant.next());
        }
        match page.word_at("point_kind", at) {
            Some(kind) => {
                let kind = page.written(kind);
                let of_kind = meant.clone().find(|&it| self.is_of_kind(it, kind));
                // On a page about a city 经开区 may mean all of its zones, if it names several.
                let of_place = self
                    .topic
                    .is_some_and(|it| page.is_kind(it, EntityKind::Place));
                let named = || self.last_of_kind(kind, at);
                let named = || named().filter(|&it| !of_place || self.is_only_zone(it));
                let only = page.word_at("point_only_kind", at).is_some();
                let other = || meant.next().filter(|_| !only);
                of_kind.or_else(named).or_else(other)
            }
            None => meant.next(),
        }
    }

    /// 某企业落户甲产业园，|该园: the park that the sentence named last, where it ends as the word does.
    fn park_here(&self, pointer: Hit) -> Option<usize> {
        let page = self.page;
        let sentence = &page.sentences[page.sentence_at(pointer.start)?];
        let mut named = page.names_in(&(sentence.bytes.start..pointer.start));
        let last = named.rfind(|&it| page.is_kind(it, EntityKind::Park))?;
        let end = page.written(pointer).chars().next_back();
        (page.names[last].name.chars().next_back() == end).then_some(last)
    }

    /// 主任：|我们被认定为…: whether a block begins with who speaks, as in an interview.
    fn is_answer(&self, at: usize) -> bool {
        let page = self.page;
        let sentence = page.sentence_at(at).map(|it| page.sentences[it].block);
        let block = sentence.and_then(|it| page.layout.blocks.get(it));
        let lead = block.map(|it| page.slice(it.bytes.clone()).chars().take(SPEAKER));
        lead.is_some_and(|mut it| it.any(|mark| mark == '：'))
    }

    /// 区长：某开发区以染料闻名。这些年|我们…: for whom an answer speaks: on the page of a place, the park that it begins with.
    fn answering(&self) -> Option<usize> {
        let place = self
            .topic
            .is_some_and(|it| self.page.is_kind(it, EntityKind::Place));
        self.lead.filter(|_| place).or(self.topic)
    }

    /// 甲开发区、乙县签署协议；2016年3月，|园区…: whether a zone is no more than a party, in a block that begins with another park.
    fn is_party(&self, park: usize) -> bool {
        let page = self.page;
        let name = |it: usize| page.names[it].name.as_str();
        let other = self.lead.is_some_and(|it| name(it) != name(park));
        let start = page.names[park].bytes.start;
        let signs = page.sentence_at(start).is_some_and(|it| {
            let clause = clause_of(&page.sentences[it], start);
            page.has_word_in("sign", &clause)
        });
        other && signs && is_zone(page, &page.names[park])
    }

    /// Whether a park has the head that a word such as 高新区 is short for.
    fn is_of_kind(&self, park: usize, kind: &str) -> bool {
        let lexicon = self.page.lexicon;
        let named = format!("{}{kind}", self.page.names[park].name);
        let wanted = lexicon.park_stem(&named).map(|it| it.1);
        let head = lexicon
            .park_stem(&self.page.names[park].name)
            .map(|it| it.1);
        head.is_some() && head == wanted || head.is_some_and(|it| it.ends_with(kind))
    }

    /// The last park named before a place, or else the first behind it, below the title, that has the head which a word is
    /// short for.
    fn last_of_kind(&self, kind: &str, before: usize) -> Option<usize> {
        let page = self.page;
        let end = page.names.partition_point(|it| it.bytes.end <= before);
        let fits = |it: &usize| {
            page.is_kind(*it, EntityKind::Park)
                && !is_title(page, page.names[*it].bytes.start)
                && self.is_of_kind(*it, kind)
        };
        let behind = (0..end).rev().find(fits);
        behind.or_else(|| (end..page.names.len()).find(fits))
    }

    /// Whether a page names no other zone.
    fn is_only_zone(&self, zone: usize) -> bool {
        let page = self.page;
        let own = &page.names[zone].name;
        let mut parks = page.names.iter().filter(|it| it.kind == EntityKind::Park);
        parks.all(|it| it.name == *own || !is_zone(page, it))
    }

    /// Whether a pointing word only says whose the name behind it is: 园区|的某公司.
    fn owns(&self, start: usize, clause: &Bytes) -> bool {
        let page = self.page;
        let particle = page.lexicon.particle();
        POINTERS
            .iter()
            .filter_map(|list| page.word_at(list, start))
            .any(|hit| {
                let mut named = page.names_in(&(hit.end..clause.end)).take(2); // 园内紧邻甲公司的|乙产业园
                let described = named.any(|it| {
                    let between = page.slice(hit.end..page.names[it].bytes.start);
                    let told = between.ends_with(particle) && between.len() <= DESCRIPTION;
                    // 园区企业|某集团
                    let made =
                        page.is_kind(it, EntityKind::Company) && page.is_word("maker", between);
                    made || told && is_actor(page.names[it].kind)
                });
                if described {
                    return true;
                }
                let joined = page.slice(hit.end..clause.end).starts_with(particle);
                let actor = |at: usize| {
                    page.name_at(at)
                        .is_some_and(|it| is_actor(page.names[it].kind))
                };
                actor(hit.end) || joined && actor(hit.end + particle.len()) // but 全区|石油化工|企业
            })
    }

    /// The last name of a kind before a place, below the title.
    pub(super) fn last_in_text(&self, kind: EntityKind, before: usize) -> Option<usize> {
        let last = self.page.last_name(kind, before);
        last.filter(|&it| !is_title(self.page, self.page.names[it].bytes.start))
    }

    /// 甲园…；乙园…。|三个园区|实现产值218亿元: whether a clause begins with how many parks it speaks of: what they have together is that of
    /// whom the page is about.
    fn counts_parks(&self, start: usize) -> bool {
        let page = self.page;
        let number = page.measure_at(start).map(|it| &page.measures[it]);
        number.is_some_and(|it| {
            let counted = it.unit_class == Some(UnitClass::Counter);
            let noun = page.word_at("park_noun", it.bytes.end);
            counted && noun.is_some_and(|noun| page.word_at("not_whole", noun.end).is_none())
        })
    }

    /// 某片区…，|签约项目|46个: whether a number right behind a word makes it a label of the park spoken of.
    fn is_counted(&self, start: usize) -> bool {
        let page = self.page;
        let word = page.word_at("point_all", start);
        self.park().is_some() && word.is_some_and(|it| page.measure_at(it.end).is_some())
    }

    /// The first park among those spoken of.
    pub(super) fn park(&self) -> Option<usize> {
        let mut current = self.current.iter().copied();
        current.find(|&it| self.page.is_kind(it, EntityKind::Park))
    }
}
