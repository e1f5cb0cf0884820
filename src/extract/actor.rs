//! Who a match of a rule is about, and when it happened: the names in its slots, or those that the text before it gives.

use crate::extract::event::is_of_works;
use crate::extract::leading::{behind_remark, is_actor};
use crate::extract::matcher::{Fill, Match};
use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Page};
use crate::extract::parted::is_cut_off;
use crate::extract::period::is_of_meeting;
use crate::extract::sector_list::told_names;
use crate::extract::segment::Class;
use crate::extract::sentence::Sentence;
use crate::extract::subject::Subjecting;
use crate::lexicon::{Gives, Hit, Role, Rule};
use crate::model::EntityKind;
use crate::quantity::{Moment, MomentRole};

/// Quotation marks around names, which do not part them from their neighbours.
const QUOTES: [char; 2] = ['“', '”'];

/// A match of a rule in its place.
pub(super) struct Fit<'p, 'a> {
    /// The page.
    pub(super) page: &'p Page<'a>,
    /// Who its clauses are about.
    pub(super) subjecting: &'p Subjecting,
    /// The sentence of the match.
    pub(super) sentence: &'p Sentence,
    /// The rule.
    pub(super) rule: &'p Rule,
    /// What it matched.
    pub(super) found: &'p Match,
}

impl Fit<'_, '_> {
    /// The names in a role, those that free text gave included.
    pub(super) fn names(&self, role: Role) -> Vec<usize> {
        let slots = self.found.slots.iter().filter(|(it, _)| *it == role);
        slots.flat_map(|(_, fill)| self.names_of(fill)).collect()
    }

    fn names_of(&self, fill: &Fill) -> Vec<usize> {
        match fill {
            Fill::Names(names) => names.clone(),
            Fill::Free(kind, bytes) => told_names(self.page, *kind, bytes),
            Fill::Measure(_) | Fill::Moment(_) => Vec::new(),
        }
    }

    /// The names in a role; if the pattern does not have the role, who the clause is about.
    pub(super) fn role_or_subject(&self, role: Role, kinds: &[EntityKind]) -> Vec<usize> {
        if self.found.has(role) {
            return self.names(role);
        }
        let mut near = self.actors_before(kinds);
        let maker = self.is_of_maker();
        near.retain(|&it| !maker || !self.page.is_kind(it, EntityKind::Place));
        if !near.is_empty() {
            return near;
        }
        let kind = |it: usize| self.page.names[it].kind;
        let topic = self.subjecting.topic_at(self.page, self.found.bytes.start);
        if let Some(meant) = self.meant_by_its(kinds, topic) {
            return vec![meant];
        }
        let about = self.subjecting.at(self.page, self.found.bytes.start);
        if let Some(park) = about.park.or(topic).filter(|&it| self.says_here(it)) {
            return vec![park];
        }
        let mut subjects = about.names;
        subjects.retain(|&it| kinds.contains(&kind(it)));
        if maker {
            subjects.retain(|&it| kind(it) == EntityKind::Company);
            return subjects;
        }
        let only_places = subjects.iter().all(|&it| kind(it) == EntityKind::Place);
        let no_park = subjects.iter().all(|&it| kind(it) != EntityKind::Park);
        let of_park = topic.is_some_and(|it| kind(it) == EntityKind::Park);
        // What a park hosts is listed after a company was spoken of, too; only a company that the clause names has it.
        let elsewhere = only_places || !about.stated && no_park;
        let here = |it: usize| {
            self.sentence
                .bytes
                .contains(&self.page.names[it].bytes.start)
        };
        let begins = |list: &str| self.page.word_at(list, self.found.bytes.start).is_some();
        let whole = || self.page.has_word_in("work_step", &self.found.bytes); // 集|X|研发、生产于一体
        let produced = (begins("produce") || whole()) && subjects.iter().all(|&it| here(it));
        let engaged = self.rule.gives == Gives::Engagement && elsewhere && of_park && !produced;
        if subjects.is_empty() || engaged {
            topic.into_iter().collect()
        } else {
            subjects
        }
    }

    /// Who 其 right before the match means: 某县设立某园，省政府将|其|认定为H means who was named last, 国务院批准|其|升级为H who
    /// the page is about.
    fn meant_by_its(&self, kinds: &[EntityKind], topic: Option<usize>) -> Option<usize> {
        let page = self.page;
        let its = page.word_ending("its", self.found.bytes.start)?;
        let holder = |it: &usize| {
            let kind = page.names[*it].kind;
            kind != EntityKind::Place && kinds.contains(&kind)
        };
        let last = |bytes: Bytes| page.names_in(&bytes).rfind(holder);
        let moved = page.word_ending("take_as", its.start).is_some();
        let named = moved.then(|| {
            let here = last(self.sentence.bytes.start..its.start);
            here.or_else(|| last(self.sentence_before()?.bytes.clone()))
        });
        let topic = topic.filter(|&it| kinds.contains(&page.names[it].kind));
        named.flatten().or(topic)
    }

    /// Whether a match says that somebody is a maker, as companies are: 是国内|锂电设备|龙头, 这家|马达|制造商.
    fn is_of_maker(&self) -> bool {
        let Bytes { start, end } = self.found.bytes;
        let leads = ["being", "this_one"];
        let led = leads
            .iter()
            .any(|it| self.page.word_at(it, start).is_some());
        let made = || self.page.has_word_in("maker", &(start..end));
        self.rule.gives == Gives::Engagement && led && made()
    }

    /// The last name before the match in its clause that is no object of a preposition, with the list that it ends.
    pub(super) fn actors_before(&self, kinds: &[EntityKind]) -> Vec<usize> {
        let page = self.page;
        let start = self.found.bytes.start;
        let clause = clause_of(self.sentence, start);
        let is_remark = |at: usize| {
            let before = page.slice(clause.start..at);
            before.matches('(').count() > before.matches(')').count()
        };
        let fits = |name: usize| {
            let bytes = &page.names[name].bytes;
            kinds.contains(&page.names[name].kind)
                && bytes.end <= start
                && !is_remark(bytes.start)
                && self.is_actor(name, &clause)
        };
        let before = page.names_in(&(clause.start..start)).rev();
        let mut example = None;
        let mut actors = before.filter(|&it| {
            let listed = example.is_some_and(|next| self.are_listed(it, (next, next)));
            if listed || self.is_open(it, &clause) {
                example = Some(it);
            }
            !listed && fits(it)
        });
        let Some(last) = actors.next() else {
            return Vec::new();
        };
        let mut first = last;
        let mut actors = vec![last];
        let lowest = page.names_in(&clause).start;
        let before = |at: usize| {
            let mut names = (lowest..at).rev();
            names.find(|&it| !is_remark(page.names[it].bytes.start))
        };
        loop {
            if let Some(peer) = self.placed_peer(first, &clause) {
                first = peer;
                actors.insert(0, first);
                continue;
            }
            let lead = self.lead_of(first).filter(|&it| it >= lowest);
            let begin = lead.unwrap_or(first);
            let listed = before(begin).filter(|&it| self.are_listed(it, (begin, first)));
            let Some(listed) = listed else { break };
            first = listed;
            actors.insert(0, first);
        }
        if first != last && !self.is_actor(first, &clause) {
            return Vec::new(); // 在A、|B: what governs the first governs the list
        }
        if self.is_joined(&clause, (first, last)) {
            let spoken = self.subjecting.at(page, start).names.into_iter();
            actors.extend(spoken.filter(|&it| kinds.contains(&page.names[it].kind)));
        }
        actors
    }

    /// 又与某园区|双双: who is spoken of does it together with the names between these two.
    fn is_joined(&self, clause: &Bytes, (first, last): (usize, usize)) -> bool {
        let page = self.page;
        let start = page.names[first].bytes.start;
        let mark = page.word_ending("list_mark", start);
        let mark = mark.filter(|hit| hit.start >= clause.start);
        let alone = mark.is_some_and(|hit| page.name_ending(hit.start).is_none());
        alone
            && page
                .word_at("together", page.names[last].bytes.end)
                .is_some()
    }

    /// Whether two actors stand in one list: only a list mark between them, or with what describes the second: A项目、总投资3亿元的|B项目.
    /// The second begins with its address, where it has one: A、|旬邑县|B.
    fn are_listed(&self, name: usize, (address, next): (usize, usize)) -> bool {
        let page = self.page;
        let (name, kind) = (&page.names[name], page.names[next].kind);
        let next = &page.names[address];
        let gives_title = matches!(self.rule.gives, Gives::Conferral(_));
        let works = |it| matches!(it, EntityKind::Park | EntityKind::Project);
        let happens = matches!(self.rule.gives, Gives::Event(it) if is_of_works(it));
        let mixed = gives_title && is_actor(name.kind) && is_actor(kind)
            || happens && works(name.kind) && works(kind);
        if name.kind != kind && !mixed {
            return false;
        }
        let gap = behind_remark(page.slice(name.bytes.end..next.bytes.start));
        let marked = page.word_at("list_mark", next.bytes.start - gap.len());
        let measured = || {
            !page
                .measures_in(&(name.bytes.end..next.bytes.start))
                .is_empty()
        };
        let described = marked.is_some() && gap.ends_with(page.lexicon.particle()) && measured();
        let gap = gap.replace(QUOTES, "");
        described || page.lexicon.has_word(page.lexicon.words("list_mark"), &gap)
    }

    /// 地处甲市的|A、地处乙市的|B: the name before one that a list describes by where it lies.
    fn placed_peer(&self, name: usize, clause: &Bytes) -> Option<usize> {
        let page = self.page;
        let start = page.names[name].bytes.start;
        let attribute = page.slice(clause.start..start);
        if !attribute.ends_with(page.lexicon.particle()) {
            return None;
        }
        let before = clause.start..start;
        let marks = page.words_in("list_mark", &before);
        let placed = marks.filter(|it| page.word_at("locate", it.end).is_some());
        let mark = placed.last()?;
        let end = mark.start;
        let peer = (0..name)
            .rev()
            .find(|&it| page.names[it].bytes.end <= end)?;
        let gap = page.slice(page.names[peer].bytes.end..end);
        let same = is_actor(page.names[peer].kind) && behind_remark(gap).is_empty();
        same.then_some(peer)
    }

    /// The place that stands right before a park or company as its address.
    pub(super) fn address_of(&self, name: usize) -> Option<usize> {
        let page = self.page;
        let place = name
            .checked_sub(1)
            .filter(|&it| page.is_kind(it, EntityKind::Place))?;
        let adjacent = page.names[place].bytes.end == page.names[name].bytes.start;
        (adjacent && !page.is_kind(name, EntityKind::Place)).then_some(place)
    }

    /// Whether a name is no object of a preposition and no example of a list that goes on with 等.
    pub(super) fn is_actor(&self, name: usize, clause: &Bytes) -> bool {
        let page = self.page;
        let bytes = &page.names[name].bytes;
        let before = page.slice(clause.start..bytes.start);
        let before = before.trim_end_matches(|it| it == ' ' || QUOTES.contains(&it));
        let end = clause.start + before.len();
        let former = page.word_ending("former_mark", end).map(|it| it.start); // 在|原某园区|基础上
        let end = former.filter(|it| *it >= clause.start).unwrap_or(end);
        let ending = |list: &str| page.word_ending(list, end);
        let governed = ending("preposition").is_some_and(|hit| hit.start >= clause.start);
        let listed = ending("list_mark").is_some();
        // X是新疆重要的…基地: what stands behind the copula describes who was spoken of before it.
        let described = ending("copula").is_some_and(|hit| hit.start >= clause.start)
            && page.is_kind(name, EntityKind::Place);
        (!governed || listed)
            && !described
            && !self.is_modifier(name)
            && !self.is_site_with_address(name)
            && !self.is_open(name, clause)
            && !self.is_neighbour(name)
    }

    /// 株洲|自主创新园|获评: a place right before a noun says where that is.
    fn is_modifier(&self, name: usize) -> bool {
        let page = self.page;
        let end = page.names[name].bytes.end;
        let gives_title = matches!(self.rule.gives, Gives::Conferral(_));
        if !gives_title || end == self.found.bytes.start || !page.is_kind(name, EntityKind::Place) {
            return self.is_region_of_rank(name);
        }
        let tokens = page
            .sentence_at(end)
            .map_or(&[][..], |sentence| page.tokens(sentence));
        let next = tokens.iter().find(|it| it.bytes.start == end);
        next.is_some_and(|it| matches!(it.class, Class::Noun | Class::Proper))
    }

    /// 某产业园、|汽车电子生产基地: a name in one list with what the rule matches is not who it is about.
    fn is_neighbour(&self, name: usize) -> bool {
        let page = self.page;
        let gap = page.names[name].bytes.end..self.found.bytes.start;
        let engaged = self.rule.gives == Gives::Engagement;
        engaged && page.is_word("list_mark", page.slice(gap))
    }

    /// Whether a list of examples goes on with 等 behind a name.
    fn is_open(&self, name: usize, clause: &Bytes) -> bool {
        let rest = self.page.names[name].bytes.end..clause.end;
        let others = self.page.lexicon.and_others();
        self.page.slice(rest).starts_with(others)
    }

    /// The dates of the sentence before a place, from the last word on that begins a new story; bases of comparison left out.
    pub(super) fn moments_before(&self, at: usize) -> Vec<&Moment> {
        let page = self.page;
        let before = self.sentence.bytes.start..at;
        let resets = page.words_in("date_reset", &before);
        let start = resets.map(|hit| hit.end).max().unwrap_or(before.start);
        let moments = page.moments_in(&(start..at)).map(|it| &page.moments[it]);
        let named = |it: &Moment| {
            page.name_over(it.bytes.start).is_some()
                || is_of_meeting(page, it)
                || self.is_of_report(it)
        };
        // “2021年度A”、|“B”: the year inside a quotation is that of what it holds.
        let quoted = |it: &Moment| {
            page.slice(0..it.bytes.start).ends_with('“')
                && page.slice(it.bytes.end..at).contains('”')
        };
        // 连续第五年: says how often, not when.
        let lasts = |it: &Moment| {
            let led = page.word_ending("lasting", it.bytes.start).is_some();
            led || page.word_at("lasting", it.bytes.start).is_some()
        };
        let dates = moments.filter(|it| it.role != MomentRole::Base && !named(it) && !quoted(it));
        let dates = dates.filter(|it| it.role != MomentRole::Vague || !lasts(it));
        let mut dates: Vec<_> = dates.filter(|it| !is_cut_off(page, it, at)).collect();
        let first = dates.iter().find(|it| it.date.is_some());
        let first = first.map(|it| it.bytes.start);
        dates.retain(|it| Some(it.bytes.start) == first || !self.is_published_edition(it));
        let other = dates.iter().rposition(|it| self.is_of_another_story(it));
        dates.split_off(other.map_or(0, |it| it + 1))
    }
}

impl<'p> Fit<'p, '_> {
    /// The sentence before that of the match.
    pub(super) fn sentence_before(&self) -> Option<&'p Sentence> {
        let here = self.page.sentence_at(self.sentence.bytes.start)?;
        self.page.sentences.get(here.checked_sub(1)?)
    }

    /// 记者昨日获悉，…: the day on which something was told, in a clause before the one that tells it.
    pub(super) fn is_of_report(&self, moment: &Moment) -> bool {
        let clause = clause_of(self.sentence, moment.bytes.start);
        let behind = moment.bytes.end..clause.end.min(self.found.bytes.start);
        // 昨日，|记者获悉，|…: a day that is a clause of its own leads in the next.
        let alone = clause == moment.bytes;
        let mut clauses = self.sentence.clauses.iter();
        let next = clauses.find(|it| it.start >= clause.end).filter(|_| alone);
        let told = next.is_some_and(|it| {
            it.end <= self.found.bytes.start
                && self.page.word_ending("report_verb", it.end).is_some()
        });
        let mut verbs = self.page.words_in("report_verb", &behind);
        let verb =
            |it: &Hit| self.page.name_over(it.start).is_none() && self.page.stands_alone(*it); // no 光|电产业园
        told || verbs.any(|it| verb(&it))
    }
}
