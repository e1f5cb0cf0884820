//! Facts that rules give: conferrals, locations, engagements and events.

use std::collections::BTreeMap;

use crate::extract::actor::Fit;
use crate::extract::context::is_of_others;
use crate::extract::draft::Draft;
use crate::extract::elsewhere::is_whole;
use crate::extract::leading::list_from;
use crate::extract::matcher::{Fill, matches};
use crate::extract::modality::clause_of;
use crate::extract::outsider::{is_founder, is_mother, is_source};
use crate::extract::page::{Bytes, Page};
use crate::extract::pair;
use crate::extract::sector_list::{is_of_list, tells_sectors};
use crate::extract::sentence::Sentence;
use crate::extract::signs::Signs;
use crate::extract::stranger::is_of_stranger;
use crate::extract::subject::Subjecting;
use crate::extract::told_title::title_got;
use crate::extract::topic::is_zone;
use crate::lexicon::{Atom, Gives, Role, Rule};
use crate::model::{
    ConferralStatus, EntityKind, EventType, Fact, MentionId, PartialDate, Statement,
};

/// How far before its end a park's head may begin, in bytes: twelve characters.
const HEAD: usize = 36;

/// The facts that the rules find in a sentence.
pub(super) fn facts(
    page: &Page<'_>,
    subjecting: &Subjecting,
    sentence: &Sentence,
) -> Vec<Fact<MentionId>> {
    let gives_facts = |gives: Gives| !matches!(gives, Gives::Mention | Gives::Observation(_));
    let signs = Signs::new(page, sentence);
    let rules = page.lexicon.rules().iter().enumerate();
    let rules = rules.filter(|it| gives_facts(it.1.gives) && signs.allow(page, *it));
    let mut drafts = Vec::new();
    for (_, rule) in rules {
        for found in matches(page, &rule.pattern, sentence) {
            let explicit = found.has(Role::Recipient) || found.has(Role::Subject);
            let explicit = explicit && !is_of_leaders(rule);
            let fit = Fit {
                page,
                subjecting,
                sentence,
                rule,
                found: &found,
            };
            drafts.extend(fit.facts().into_iter().map(|fact| (explicit, fact)));
        }
    }
    let pairs = pair::facts(page, sentence);
    drafts.retain(|(_, draft)| !pairs.iter().any(|it| are_of_one_industry(draft, it)));
    drafts.extend(pairs.into_iter().map(|fact| (true, fact)));
    surest(drafts)
}

/// Whether a rule names those who lead an industry, which whom the clause is about hosts all the same: 以甲公司为龙头的|汽车|产业.
fn is_of_leaders(rule: &Rule) -> bool {
    let mut words = rule.pattern.iter().filter_map(|it| match &it.atom {
        Atom::Words(list) => Some(list.as_str()),
        _ => None,
    });
    words.any(|it| matches!(it, "leader" | "branch_has"))
}

/// Whether two facts are engagements in what one mention names.
fn are_of_one_industry(one: &Fact<MentionId>, other: &Fact<MentionId>) -> bool {
    match (&one.statement, &other.statement) {
        (
            Statement::Engagement { object: one, .. },
            Statement::Engagement { object: other, .. },
        ) => one == other,
        _ => false,
    }
}

/// Of several readings of one title or one engagement, the one with a stated subject stays; of several statuses of one title
/// at one time the furthest.
fn surest(drafts: Vec<(bool, Fact<MentionId>)>) -> Vec<Fact<MentionId>> {
    let mut best = BTreeMap::new();
    for (explicit, fact) in &drafts {
        if let Some(topic) = topic(&fact.statement) {
            let rank = (*explicit, rank(&fact.statement));
            let known = best.entry(topic).or_insert(rank);
            *known = rank.max(*known);
        }
    }
    let is_best = |explicit: bool, statement: &Statement<MentionId>| {
        let best = topic(statement).and_then(|it| best.get(&it));
        best.is_none_or(|best| *best == (explicit, rank(statement)))
    };
    let approved: Vec<_> = drafts
        .iter()
        .filter_map(|(_, it)| approval(&it.statement))
        .collect();
    // H早已挂上某园的大门: whom the match names holds the title, whatever date another reading gives it.
    let stated = drafts.iter().filter(|it| it.0);
    let undated: Vec<_> = stated
        .filter_map(|(_, it)| title_without_date(&it.statement))
        .collect();
    // 加快创建H，2021年10月获批准命名: what was sought has been got.
    let got = drafts.iter().filter(|it| is_best(it.0, &it.1.statement));
    let further: Vec<_> = got.filter_map(|it| title_got(&it.1.statement)).collect();
    let is_other = |explicit: bool, statement: &Statement<MentionId>| match statement {
        Statement::Conferral(it) => {
            let sought = it.status == ConferralStatus::Applying && it.date.is_none();
            !explicit && undated.contains(&(it.honor, it.status))
                || sought && further.contains(&(it.recipient, it.honor))
        }
        _ => false,
    };
    let facts = drafts.into_iter();
    facts
        .filter(|(explicit, fact)| is_best(*explicit, &fact.statement))
        .filter(|(explicit, fact)| !is_other(*explicit, &fact.statement))
        .map(|(_, fact)| fact)
        .filter(|fact| !is_founding_among(&fact.statement, &approved))
        .collect()
}

/// Who was approved when.
fn approval(statement: &Statement<MentionId>) -> Option<(MentionId, Option<PartialDate>)> {
    match statement {
        Statement::Event(it) if it.event_type == EventType::Approval => Some((it.subject, it.date)),
        _ => None,
    }
}

/// A title that somebody gets without a date, and how far it has come.
fn title_without_date(statement: &Statement<MentionId>) -> Option<(MentionId, ConferralStatus)> {
    match statement {
        Statement::Conferral(it) if it.date.is_none() => Some((it.honor, it.status)),
        _ => None,
    }
}

/// 批准设立 is an approval, and no founding beside it.
fn is_founding_among(
    statement: &Statement<MentionId>,
    approved: &[(MentionId, Option<PartialDate>)],
) -> bool {
    match statement {
        Statement::Event(it) if it.event_type == EventType::Founding => {
            approved.contains(&(it.subject, it.date))
        }
        _ => false,
    }
}

/// What is read once: a title, or an industry.
fn topic(statement: &Statement<MentionId>) -> Option<(u8, MentionId, Option<PartialDate>)> {
    match statement {
        Statement::Conferral(it) => Some((0, it.honor, it.date)),
        Statement::Engagement { object, .. } => Some((1, *object, None)),
        _ => None,
    }
}

/// How much a status says: a plain conferral least, since every other status also reads like one.
fn rank(statement: &Statement<MentionId>) -> u8 {
    match statement {
        Statement::Conferral(it) => match it.status {
            ConferralStatus::PassedAcceptance => 3,
            ConferralStatus::ApprovedToCreate => 2,
            ConferralStatus::Applying => 1,
            ConferralStatus::Conferred => 0,
        },
        _ => 0,
    }
}

impl Fit<'_, '_> {
    fn facts(&self) -> Vec<Fact<MentionId>> {
        use EntityKind::{Company, Park, Place, Project};
        match self.rule.gives {
            Gives::Conferral(status) => self.conferrals(status),
            Gives::Location => self.pairs(&[Park, Company, Project, Place], |subject, object| {
                Statement::Location { subject, object }
            }),
            Gives::Engagement => self.pairs(&[Park, Company, Place], |subject, object| {
                Statement::Engagement { subject, object }
            }),
            Gives::Event(event_type) => self.events(event_type),
            Gives::Mention | Gives::Observation(_) => Vec::new(),
        }
    }

    /// Every subject with every object.
    fn pairs(
        &self,
        kinds: &[EntityKind],
        state: impl Fn(MentionId, MentionId) -> Statement<MentionId>,
    ) -> Vec<Fact<MentionId>> {
        let mut subjects = self.described_by(kinds);
        if subjects.is_empty() {
            subjects = self.role_or_subject(Role::Subject, kinds);
        }
        self.leave_owners(&mut subjects);
        let objects = self.objects(&subjects);
        let name = |it: usize| &self.page.names[it].name;
        let mut facts = Vec::new();
        let paired = subjects.len() > 1 && subjects.len() == objects.len() && self.respectively();
        for (place, &subject) in subjects.iter().enumerate() {
            let own = objects
                .iter()
                .enumerate()
                .filter(|it| !paired || it.0 == place);
            for &object in own
                .map(|it| it.1)
                .filter(|&&it| name(it) != name(subject) && self.is_sound(subject, it))
            {
                let statement = state(MentionId(subject), MentionId(object));
                facts.push(self.fact(&[subject, object], statement));
            }
        }
        facts
    }

    /// 落户某园区|的|甲公司、乙公司: the names that a location without a subject of its own describes.
    fn described_by(&self, kinds: &[EntityKind]) -> Vec<usize> {
        let page = self.page;
        let last = self.names(Role::Object).last().copied();
        let last = last.map(|it| page.names[self.nearest_division(it, &[])].bytes.end);
        let end = last.map_or(self.found.bytes.end, |it| it.max(self.found.bytes.end));
        let attribute = page.rest(end).starts_with(page.lexicon.particle());
        if self.rule.gives != Gives::Location || self.asks_for(Role::Subject) || !attribute {
            return Vec::new();
        }
        let clause = clause_of(self.sentence, self.found.bytes.start);
        let Some(first) = page.name_at(end + page.lexicon.particle().len()) else {
            return Vec::new();
        };
        let mut names = list_from(page, first, &clause).0;
        names.retain(|&it| kinds.contains(&page.names[it].kind));
        names
    }

    /// Whether a statement can hold of things of these kinds: a place lies in no park, and nothing in an industry; a country
    /// works in none.
    fn is_sound(&self, subject: usize, object: usize) -> bool {
        let kind = |it: usize| self.page.names[it].kind;
        let country = kind(subject) == EntityKind::Place && self.page.is_country(subject);
        let zone = |it: usize| is_zone(self.page, &self.page.names[it]);
        let clause = clause_of(self.sentence, self.found.bytes.start);
        match self.rule.gives {
            Gives::Location if self.is_of_part(&clause) => false,
            Gives::Location => match kind(object) {
                // 某区政府驻地位于|某街道
                EntityKind::Place => {
                    kind(subject) != EntityKind::Place
                        || self
                            .page
                            .word_ending("town_end", self.page.names[object].bytes.end)
                            .is_none()
                }
                _ if is_founder(self.page, &self.page.names[subject], &clause)
                    || is_mother(self.page, &self.page.names[subject])
                    || is_source(self.page, &self.page.names[subject], &clause) =>
                {
                    false
                }
                // A zone lies in no park inside a zone.
                EntityKind::Park if kind(subject) == EntityKind::Park => {
                    !self.is_only_there()
                        && (!zone(subject) || is_whole(self.page, &self.page.names[object]))
                }
                EntityKind::Park => kind(subject) != EntityKind::Place,
                _ => false,
            },
            Gives::Engagement => {
                let others = !self.found.has(Role::Subject)
                    && is_of_stranger(self.page, self.sentence, &self.found.bytes);
                let told = !is_of_list(self.rule)
                    || kind(subject) != EntityKind::Company
                        && tells_sectors(self.page, self.sentence, &self.found.bytes);
                !country
                    && told
                    && !others
                    && !self.is_over(subject)
                    && !self.is_scene(subject)
                    && !self.runs_into_head()
                    && !self.is_of_use(object)
            }
            _ => true,
        }
    }

    /// 9个项目|在某园开工: whether a match without a subject begins with where something happens, to works and not to who the clause is
    /// about.
    fn is_only_there(&self) -> bool {
        let start = self.found.bytes.start;
        !self.asks_for(Role::Subject) && self.page.word_at("locative_mark", start).is_some()
    }

    /// 甲公司在|某园区|生产乘用车, 给|乙公司|做零件: whether who a match begins with is only where or for whom somebody else does something.
    fn is_scene(&self, subject: usize) -> bool {
        let Bytes { start, end } = self.page.names[subject].bytes.clone();
        let marks = ["locative_mark", "benefit_mark"];
        let led = marks
            .iter()
            .any(|it| self.page.word_ending(it, start).is_some());
        let owns = self
            .page
            .rest(end)
            .starts_with(self.page.lexicon.particle());
        self.found.bytes.start == start && led && !owns
    }

    /// Whether the head of a park goes on behind the match: 软件产业|带.
    fn runs_into_head(&self) -> bool {
        let Bytes { start, end } = self.found.bytes;
        let heads = self.page.lexicon.words("park_head");
        let mut hits = self.page.hits_in(end.saturating_sub(HEAD).max(start)..end);
        hits.any(|it| it.end > end && self.page.lexicon.is_word(it, heads))
    }

    /// 广泛应用于|航空、航天等领域, 汽车、轨道交通等领域|专用: what a product is for is no industry of who is spoken of, nor is what
    /// somebody wants to become (现代制造业基地的|产业定位), a bare class, an example (甲、乙等|纺织服装|产业集群), or the energy that is
    /// used: 绿电|占比98%.
    fn is_of_use(&self, object: usize) -> bool {
        let page = self.page;
        let object = &page.names[object].bytes;
        let clause = clause_of(self.sentence, object.start);
        let led = page.has_word_in("use_mark", &(clause.start..object.start));
        let end = self.found.bytes.end;
        let rest = page.rest(end);
        let bare = rest.strip_prefix(page.lexicon.particle()).unwrap_or(rest);
        let vision = page.word_at("vision_noun", end + rest.len() - bare.len());
        let class = page.is_word("no_industry", page.slice(object.clone()));
        let closed = page.word_at("use_end", end).or(vision).is_some() || class;
        let mut texts = self.found.slots.iter().filter_map(|(_, fill)| match fill {
            Fill::Free(_, bytes) => Some(bytes),
            _ => None,
        });
        let carrier = page.word_ending("energy_carrier", object.end); // 外调|绿电
        let power = carrier.is_some_and(|it| it.start >= object.start)
            && page.has_word_in("energy_share", &(object.end..clause.end));
        let others = texts.any(|it| is_of_others(page, it, &self.found.bytes));
        // 首次超过|钢铁|成为第一支柱产业
        let passed = page.word_ending("surpass", object.start).is_some();
        led || passed
            || closed
            || power
            || others
            || self.is_shut(&clause)
            || self.is_overseen(object)
    }

    /// The objects of a location or an engagement; where the pattern has none, who the clause is about, else the page's topic.
    fn objects(&self, subjects: &[usize]) -> Vec<usize> {
        use EntityKind::{Industry, Park, Place};
        let stated = self.found.has(Role::Object);
        let inside = || self.park_run_into().or_else(|| self.part_meant());
        if let Some(park) = inside().filter(|_| !stated) {
            return vec![park];
        }
        let mut objects = self.role_or_subject(Role::Object, &[Park, Place, Industry]);
        let topic = self.subjecting.topic_at(self.page, self.found.bytes.start);
        let spoken = self.subjecting.at(self.page, self.found.bytes.start).park;
        let spoken = spoken.filter(|it| !subjects.contains(it));
        // 区内的X lies in the zone of the page, not in a park inside it that was spoken of.
        let zoned = self.page.has_word_in("within_district", &self.found.bytes);
        let zone = |it: usize| is_zone(self.page, &self.page.names[it]);
        let spoken = spoken.filter(|&it| !zoned || zone(it) || !topic.is_some_and(zone));
        if !stated && objects.as_slice() == topic.as_slice() {
            objects = spoken.or(topic).into_iter().collect(); // 区内的X lies in the park spoken of last
        }
        if !stated && zoned && topic.is_some_and(zone) {
            let before = |it: usize| self.page.names[it].bytes.start < self.sentence.bytes.start;
            objects.retain(|&it| zone(it) || !self.page.is_kind(it, Park) || !before(it));
        }
        let mut objects: Vec<usize> = objects
            .into_iter()
            .flat_map(|it| self.listed_divisions(it, subjects))
            .filter(|it| stated || !subjects.contains(it))
            .collect();
        if objects.is_empty() && !stated {
            objects.extend(spoken.or(topic));
        }
        objects
    }

    pub(super) fn fact(&self, names: &[usize], statement: Statement<MentionId>) -> Fact<MentionId> {
        let names = names.iter().map(|&it| self.page.names[it].bytes.clone());
        let spans: Vec<Bytes> = names.chain([self.found.bytes.clone()]).collect();
        let draft = Draft {
            rule: self.rule.id.clone(),
            confidence: self.rule.confidence,
            spans,
            statement,
        };
        draft.fact(self.page, self.sentence, &self.found.bytes)
    }
}
