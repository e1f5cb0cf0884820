//! Titles that a match names and nobody gets by it: those that are only counted, ranked or described.

use crate::extract::actor::Fit;
use crate::extract::matcher::Match;
use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Page};
use crate::extract::title::closes_title;
use crate::extract::topic::is_zone;
use crate::lexicon::Role;
use crate::model::{ConferralStatus, EntityKind, MentionId, Statement};
use crate::quantity::{MomentRole, UnitClass};

/// How many bytes may stand between a number and the word for what it counts (3块“国字号”牌子): ten characters.
const COUNTED: usize = 30;
/// How far before a verb, in bytes, it may be said that it is an aim: ten characters.
const AIMED: usize = 30;

/// Whether what stands before a place is counted there, and not as the brands that somebody holds: H|3个, but not H|3块招牌,
/// nor where the holders are told: H|两家，分别为….
pub(super) fn is_only_counted(page: &Page<'_>, end: usize) -> bool {
    let count = page.measure_at(end).map(|it| page.measures[it].bytes.end);
    let brand = count.is_some_and(|count| {
        let sentence = page.sentence_at(end).map(|it| &page.sentences[it].bytes);
        let behind = count..sentence.map_or(count, |it| it.end);
        let mut nouns = page.words_in("brand_noun", &behind);
        let mark = page.rest(count).chars().next().filter(|it| *it == '，');
        let named = page.word_at("counted_are", count + mark.map_or(0, char::len_utf8));
        let titles = page.word_at("title_noun", count).is_some(); // A、B|三个|称号
        titles || named.is_some() || nouns.any(|it| it.start < count + COUNTED)
    });
    page.is_counted(end) && !brand
}

/// Whether things are counted in a range: 第一批36个产业集群, 全国三大锂电基地 are no titles; 十佳 and 十大 praise.
pub(super) fn holds_number(page: &Page<'_>, bytes: &Bytes) -> bool {
    let mut measures = page.measures_in(bytes).map(|it| &page.measures[it]);
    measures.any(|it| {
        let praise = page.word_at("praise_number", it.bytes.start).is_some();
        let counts = it.unit_class == Some(UnitClass::Counter)
            || it.unit_class == Some(UnitClass::Kind) && !praise;
        counts && it.bytes.end < bytes.end
    })
}

/// Whether a range speaks of a list that is open to objections, and of none that is published behind: 经公示，正式公布H，名单如下
/// tells what has been granted.
pub(super) fn is_open(page: &Page<'_>, bytes: &Bytes) -> bool {
    let notices = ["public_notice", "candidate_list"].into_iter();
    let last = notices.filter_map(|it| page.words_in(it, bytes).last());
    let last = last.map(|it| it.end).max();
    let title = |from: usize| {
        let mut names = page.names_in(&(from..bytes.end));
        names.any(|it| page.is_kind(it, EntityKind::Honor))
    };
    last.is_some_and(|it| {
        let behind = it..bytes.end;
        let mut published = page.words_in("publish", &behind);
        !published.any(|it| title(it.end))
    })
}

impl Fit<'_, '_> {
    /// 这|是|去年国务院批复某区|升级为|H: a match that begins at the verb nearest to the title, where it began with a copula.
    pub(super) fn narrowed(&self) -> Option<Match> {
        let page = self.page;
        let Bytes { start, end } = self.found.bytes;
        let copula = page.word_at("copula", start)?;
        let honor = self.names(Role::Honor).into_iter().next()?;
        let before = copula.end..page.names[honor].bytes.start;
        let verb = page.words_in("confer", &before).last()?;
        let alone = page.stands_alone(verb) && page.word_at("copula", verb.start).is_none();
        let named = self.found.has(Role::Recipient);
        (alone && !named).then(|| Match {
            bytes: verb.start..end,
            slots: self.found.slots.clone(),
        })
    }

    /// Whether the clause goes on behind a title and makes it part of something else: 是|H|升级为…, 获评|H|的园区.
    pub(super) fn goes_on(&self, title: usize) -> bool {
        let page = self.page;
        let end = page.names[title].bytes.end;
        let rest = page.rest(end);
        let rest = rest.trim_start_matches(['”', '"', '》', ' ']);
        let at = page.text.len() - rest.len();
        if end < self.found.bytes.end {
            // H|建设规划|通过论证: it is the plan that passes.
            return page
                .word_at("title_runs_on", at)
                .is_some_and(|it| it.end <= self.found.bytes.end);
        }
        let clause = clause_of(self.sentence, self.found.bytes.start);
        let copula = page.word_at("copula", self.found.bytes.start).is_some();
        if page.word_at("title_runs_on", at).is_some() {
            return true; // 纳入|H|建设规划
        }
        let particle = page.lexicon.particle();
        if rest.starts_with(particle) && page.measure_at(at + particle.len()).is_some() {
            return true; // 属于|H|的12户
        }
        if rest.starts_with(particle) && self.is_of_class(at + particle.len()) {
            return true; // 对获评|H|的企业
        }
        let closed = at >= clause.end || rest.starts_with('(') || closes_title(page, at);
        copula && !closed
    }

    /// 为某市创成|H|奠定基础: whether a title is only what somebody is to get by and by.
    pub(super) fn is_only_ground(&self) -> bool {
        let page = self.page;
        let Bytes { start, end } = self.found.bytes;
        let clause = clause_of(self.sentence, start);
        page.has_word_in("serve_mark", &(clause.start..start))
            && page.has_word_in("lays_ground", &(end..clause.end))
    }

    /// 力争|2025年创成H, 力争|年内通过验收: a title that somebody means to get.
    pub(super) fn is_aimed_at(&self) -> bool {
        let page = self.page;
        let start = self.found.bytes.start;
        let clause = clause_of(self.sentence, start);
        let before = clause.start..start;
        if page.has_word_in("draft_confer", &self.found.bytes) {
            return true;
        }
        let mut words = page.words_in("aimed", &before);
        let aimed = words.any(|it| {
            let between = it.end..start;
            page.stands_alone(it) && between.len() <= AIMED && page.names_in(&between).is_empty()
        });
        aimed || self.is_pushed() || self.is_planned_for_year()
    }

    /// 推动|某经开区|升级为H: whether somebody works for it that a zone rises.
    fn is_pushed(&self) -> bool {
        let page = self.page;
        let start = self.found.bytes.start;
        let zone = self.names(Role::Recipient).first().copied();
        let zone = zone
            .map(|it| &page.names[it])
            .or_else(|| page.name_ending(start));
        zone.is_some_and(|it| {
            let push = page.word_ending("zone_push", it.bytes.start);
            push.is_some() && page.word_at("rise_verb", it.bytes.end).is_some()
        })
    }

    /// 到2012年，|某园区要实现产值200亿元，跻身H: whether the sentence says until when what it tells of is to be done.
    fn is_planned_for_year(&self) -> bool {
        let page = self.page;
        let before = self.sentence.bytes.start..self.found.bytes.start;
        let Some(first) = page.moments_in(&before).next() else {
            return false;
        };
        let year = &page.moments[first].bytes;
        let lead = page.slice(before.start..year.start);
        let way = page
            .word_ending("way", year.start)
            .map_or(lead.len(), |it| it.start - before.start);
        let due = way < lead.len() || page.moments[first].role == MomentRole::Deadline;
        let begins = due
            && !lead
                .get(..way)
                .unwrap_or(lead)
                .contains(char::is_alphanumeric);
        let aims = || {
            let behind = year.end..before.end.max(year.end);
            let mut words = page.words_in("aimed_at", &behind);
            words.any(|it| page.stands_alone(it))
        };
        begins && aims()
    }

    /// Whether a class of holders ends its clause here, of whom nobody is named: 对获评H的|企业|，奖励50万元.
    fn is_of_class(&self, at: usize) -> bool {
        let page = self.page;
        let class = ["holder_class", "company_class"];
        let class = class.iter().find_map(|list| page.word_at(list, at));
        let clause = clause_of(self.sentence, at);
        let before = clause.start..self.found.bytes.start;
        !self.found.has(Role::Recipient)
            && class.is_some_and(|it| it.end == clause.end)
            && page.names_in(&before).is_empty()
    }

    /// 某产业园全年销售160亿元。2020年12月，获批|H: a sentence that names nobody gives a title for an area to the zone that its block
    /// is about, and not to the inner park before it.
    pub(super) fn returned_to(&self, kinds: &[EntityKind], stated: &[usize]) -> Option<usize> {
        let page = self.page;
        let area = !kinds.contains(&EntityKind::Company);
        let inner = |it: &usize| {
            page.is_kind(*it, EntityKind::Park)
                && !is_zone(page, &page.names[*it])
                && !self.sentence.bytes.contains(&page.names[*it].bytes.start)
        };
        let about = self.subjecting.at(page, self.found.bytes.start);
        let zone = self.subjecting.topic_at(page, self.found.bytes.start);
        let zone = zone.filter(|it| is_zone(page, &page.names[*it]));
        let free = !about.stated && !self.found.has(Role::Recipient);
        zone.filter(|_| area && free && stated.iter().all(inner))
    }

    /// 支持|龙头企业|申报H: whether a class of holders stands before the verb, which is helped to get a title.
    pub(super) fn is_of_supported_class(&self) -> bool {
        let page = self.page;
        let class = page.word_ending("company_class", self.found.bytes.start);
        class.is_some_and(|it| page.word_ending("supporting", it.start).is_some())
    }

    /// 2017年入选H；|H、H的称号，也已|收入囊中: a title that has come by now is not dated by an earlier clause that tells of more
    /// than a date; nor is one that has come by and by (这里还|先后|获评H), or that stands in a part of its own (；乙园已|通过评审).
    pub(super) fn has_come_by_now(&self, honor: usize) -> bool {
        let page = self.page;
        let Bytes { start, end } = self.found.bytes;
        let behind = page.names[honor].bytes.end.min(end)..end;
        let come = page.names[honor].bytes.start == start || self.names(Role::Honor).len() > 1;
        let come = come && page.has_word_in("actual_frame", &behind);
        let clause = clause_of(self.sentence, start);
        let own = clause.start..end;
        let serial = page.has_word_in("serially", &own);
        let parted = page.slice(0..clause.start).trim_end().ends_with('；');
        let parted = parted && page.has_word_in("actual_frame", &own);
        let before = page.moments_in(&(self.sentence.bytes.start..clause.start));
        let lone = before.last().is_some_and(|it| {
            let moment = &page.moments[it].bytes;
            let near = page.slice(moment.end..clause.start).chars().count() <= 1;
            clause_of(self.sentence, moment.start) == *moment && (near || !serial)
        });
        (come || serial || parted) && !lone && page.moments_in(&own).is_empty()
    }

    /// 获批的|6个|省级工业聚集区: titles that are only counted; 6个…|之一 is one of them.
    pub(super) fn is_counted(&self, honor: usize) -> bool {
        let page = self.page;
        let bytes = &page.names[honor].bytes;
        let count = page.measure_ending(bytes.start);
        let counts = count.is_some_and(|it| it.unit_class == Some(UnitClass::Counter));
        counts && page.word_at("one_of", bytes.end).is_none()
    }

    /// 名列|省级经济开发区|首位: a rank among the holders of a title.
    pub(super) fn is_ranked(&self, honor: usize) -> bool {
        let end = self.page.names[honor].bytes.end;
        let batch = self.page.word_at("batch", end).is_some(); // H|第三批|名单
        !batch && self.page.word_at("rank_behind", end).is_some() || self.is_remarkable(honor)
    }

    /// 全国首家|国家级医药高新区: a zone that is the first of its kind is described and not entitled; 第二家|国家级高新区 is a level.
    fn is_remarkable(&self, honor: usize) -> bool {
        let page = self.page;
        let Bytes { start, end } = page.names[honor].bytes;
        let level = page
            .word_at("honor_level", start)
            .map_or(start, |it| it.end);
        let plain = page.lexicon.park_stem(page.slice(level..end));
        let plain = plain.is_some_and(|(stem, _)| stem.is_empty());
        let before = clause_of(self.sentence, start).start..start;
        let first =
            page.has_word_in("honor_ordinal", &before) || page.has_word_in("ordinal_mark", &before);
        let zone = page.word_ending("title_of_zone", end).is_some();
        first && zone && !plain && page.word_at("copula", self.found.bytes.start).is_some()
    }
}

/// Who has come further with a title than to seek it.
pub(super) fn title_got(statement: &Statement<MentionId>) -> Option<(MentionId, MentionId)> {
    match statement {
        Statement::Conferral(it) if it.status != ConferralStatus::Applying => {
            Some((it.recipient, it.honor))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::honor::find_honors;
    use crate::extract::page::tests::on_page;
    use crate::extract::ruled;
    use crate::extract::subject::Subjecting;
    use crate::model::{ConferralStatus, Modality, Statement};

    /// What a text says of titles that is not denied, each with how far it has come.
    fn check(text: &str, expected: &[(&str, ConferralStatus)]) {
        on_page(text, |page| {
            find_honors(page);
            let subjecting = Subjecting::new(page, &[]);
            let sentences = page.sentences.iter();
            let facts = sentences.flat_map(|it| ruled::facts(page, &subjecting, it));
            let facts = facts.filter(|it| it.evidence.modality != Modality::Negated);
            let statements: Vec<_> = facts.map(|it| it.statement).collect();
            let titles = statements.iter().filter_map(|it| match it {
                Statement::Conferral(it) => Some((page.names[it.honor.0].name.as_str(), it.status)),
                _ => None,
            });
            let titles: Vec<_> = titles.collect();
            assert_eq!(titles, expected, "{text}");
        });
    }

    #[test]
    fn what_is_to_become_of_a_zone_is_sought() {
        let sought = ConferralStatus::Applying;
        check(
            "推动张家港经开区升级为国家级经济技术开发区。",
            &[("国家级经济技术开发区", sought)],
        );
        check(
            "2013年，张家港经开区升级为国家级经济技术开发区。",
            &[("国家级经济技术开发区", ConferralStatus::Conferred)],
        );
        check(
            "到2012年，张家港经开区要实现工业总产值200亿元，跻身国家新型工业化产业示范基地。",
            &[("国家新型工业化产业示范基地", sought)],
        );
    }

    #[test]
    fn a_title_that_is_aimed_at_is_sought() {
        check(
            "张家港经济技术开发区力争2025年创成国家生态工业示范园区。",
            &[("国家生态工业示范园区", ConferralStatus::Applying)],
        );
        check(
            "张家港经济技术开发区去年创成国家生态工业示范园区。",
            &[("国家生态工业示范园区", ConferralStatus::Conferred)],
        );
    }

    #[test]
    fn a_title_that_has_been_got_is_sought_no_more() {
        check(
            "张家港经济技术开发区加快创建国家生态工业示范园区，2021年10月获三部委批准命名。",
            &[("国家生态工业示范园区", ConferralStatus::Conferred)],
        );
        check(
            "张家港经济技术开发区正在申报国家级绿色园区，2022年10月通过省级验收。",
            &[("国家级绿色园区", ConferralStatus::PassedAcceptance)],
        );
    }

    #[test]
    fn a_plan_that_passes_and_a_class_of_holders_give_no_title() {
        check("张家港经济技术开发区国家级绿色园区建设规划通过评审。", &[]);
        check(
            "对新获评国家级绿色工厂的企业，张家港经济技术开发区奖励50万元。",
            &[],
        );
        check("张家港经济技术开发区不是国家级经济技术开发区。", &[]);
    }

    #[test]
    fn who_applied_for_a_title_in_quotation_marks_is_no_title() {
        check(
            "张家港经济技术开发区申报的“江苏省纺织产业基地”通过评审。",
            &[("江苏省纺织产业基地", ConferralStatus::PassedAcceptance)],
        );
    }
}
