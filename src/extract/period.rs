//! The date that a number speaks of: stated in its sentence, or carried over from what stands before.

use crate::extract::frame::heads_clause;
use crate::extract::indicator::Label;
use crate::extract::modality::{clause_of, modality};
use crate::extract::page::Page;
use crate::extract::parted::is_cut_off;
use crate::extract::sentence::Sentence;
use crate::extract::when::When;
use crate::model::{Change, Modality, PartialDate};
use crate::quantity::{Measure, Moment, MomentRole, UnitClass};

/// Lists of verbs for what happens once to works, parks and companies.
pub(super) const EVENTS: [&str; 6] = [
    "open",
    "complete",
    "start_construction",
    "found",
    "settle",
    "works_event",
];

/// Lists of words for what happens once to a park: its founding, approval and titles.
pub(super) const HAPPENINGS: [&str; 7] = [
    "found",
    "own_founding",
    "approve",
    "approve_founding",
    "unveil",
    "confer",
    "pass",
];

/// How many bytes stand at most between two dates of two levels (2019年、2021年分别由…): four characters.
const BESIDE: usize = 12;

/// A number whose date is wanted.
pub(super) struct Period<'p, 'a> {
    /// The page.
    pub(super) page: &'p Page<'a>,
    /// The sentence of the number.
    pub(super) sentence: &'p Sentence,
    /// What it measures.
    pub(super) label: &'p Label,
    /// The number.
    pub(super) measure: &'p Measure,
    /// When the number before it in the sentence speaks of.
    pub(super) before: Option<When>,
    /// Whether a project has it, whose figures have no year unless their own clause states one.
    pub(super) of_project: bool,
    /// Whether a company has it, whose stocks the title of an area's report does not date.
    pub(super) of_company: bool,
}

impl Period<'_, '_> {
    /// When the number speaks of; `None` where the text dates it by nothing.
    pub(super) fn when(&self) -> Option<When> {
        if self.label.attributive {
            return None;
        }
        if let Some(base) = self.of_base() {
            return Some(When::at(base));
        }
        if let Some(passed) = self.passed_then() {
            return Some(passed);
        }
        let usable = self.usable();
        if let Some(done) = self.done_then(&usable) {
            return Some(When::of(done));
        }
        if self.label.from {
            let base = self.date_of_base(&usable);
            return base.or_else(|| self.compared_with()).map(When::at);
        }
        let reached = usable.into_iter().filter(|it| !self.is_source(it));
        let reached: Vec<_> = reached.collect();
        let Some(&nearest) = reached.last() else {
            return self.carried();
        };
        let nearest = self.planned_before(nearest, &reached);
        let clause = clause_of(self.sentence, self.measure.bytes.start);
        let earlier = nearest.bytes.start < clause.start;
        if earlier && (self.is_begun(nearest) || !self.reaches(nearest))
            || self.is_of_event(nearest)
            || self.is_once_done(nearest)
        {
            return None;
        }
        let page = self.page;
        if let Some(past) = self.past_end(nearest) {
            return Some(When::at(past));
        }
        let whole = page.is_word("that_year", page.slice(nearest.bytes.clone()));
        let until = nearest.role == MomentRole::Until;
        // 10月25日，某项目开工，园区今年|开工项目26个，|总投资…: as the figure before it.
        let follows = earlier && self.before == Some(When::of(nearest));
        let leads = |it: &Moment| it.role == MomentRole::Until || it.bytes.start >= clause.start;
        let mut finer = reached
            .iter()
            .rev()
            .filter(|_| !whole && !until && !follows);
        let finer = finer.find(|it| self.is_finer(it, nearest) && (earlier || leads(it)));
        let nearest = finer.copied().unwrap_or(nearest);
        let year = self
            .year_ahead(nearest)
            .or_else(|| self.year_aside(nearest, &reached));
        if whole && let Some(year) = year {
            return Some(When::at(year));
        }
        let noun = &self.label.noun;
        let annual = page.word_ending("annual_label", noun.end).is_some();
        if annual && noun.start >= nearest.bytes.end {
            let year = nearest.date.map(PartialDate::year_number);
            return year.and_then(PartialDate::year).map(When::at);
        }
        (nearest.role != MomentRole::Vague).then(|| When::of(nearest))
    }

    /// 到2015年，…|三年|翻番: the date of a plan, where only a span stands behind it.
    fn planned_before<'m>(&self, nearest: &'m Moment, reached: &[&'m Moment]) -> &'m Moment {
        let mut earlier = reached.iter().rev();
        let planned = earlier.find(|it| it.role == MomentRole::Deadline);
        let span = nearest.role == MomentRole::Vague && !self.is_now(nearest);
        planned.copied().filter(|_| span).unwrap_or(nearest)
    }

    /// 而在|2016年|，园区|全年|税收仅6800万元: the year that stands in the sentence before one without a name.
    fn year_aside(&self, moment: &Moment, usable: &[&Moment]) -> Option<PartialDate> {
        let year = |it: &Moment| it.date.filter(|_| is_whole_year(it));
        let before = usable
            .iter()
            .rev()
            .find(|it| it.bytes.end <= moment.bytes.start)?;
        let mut clauses = self.sentence.clauses.iter();
        let own = clauses.rfind(|it| it.start <= moment.bytes.start)?;
        let lead = clauses.next_back().filter(|it| it.end <= own.start)?;
        let alone = lead.end == before.bytes.end && before.bytes.start >= lead.start;
        year(before).filter(|_| alone && year(moment).is_some())
    }

    /// 力争|全年|完成投资130亿元: a year without a name that something is planned for is that of the page, not one told before.
    fn year_ahead(&self, moment: &Moment) -> Option<PartialDate> {
        let page = self.page;
        let (date, issued) = moment.date.zip(page.issued())?;
        let past = date.year_number() < issued.year_number() && is_year(moment.date);
        let clause = clause_of(self.sentence, moment.bytes.start);
        let before = clause.start..clause.end.min(self.measure.bytes.start);
        let planned = page.has_word_in("aimed_at", &before);
        PartialDate::year(issued.year_number()).filter(|_| past && planned)
    }

    /// The dates before the number in its sentence that can date it.
    fn usable(&self) -> Vec<&Moment> {
        let page = self.page;
        let before = self.sentence.bytes.start..self.measure.bytes.start;
        let clause = clause_of(self.sentence, self.measure.bytes.start);
        let mut usable: Vec<&Moment> = Vec::new();
        for moment in page.moments_in(&before).map(|it| &page.moments[it]) {
            let follows = usable
                .last()
                .is_some_and(|it| it.bytes.end == moment.bytes.start);
            let empty = moment.role == MomentRole::Vague
                && (follows || self.lasts(moment) || self.only_compares(moment));
            let earlier = moment.bytes.start < clause.start && moment.date.is_none();
            let span = moment.role == MomentRole::Vague || earlier;
            let empty = empty || span && self.is_mean(moment) || self.only_lasts(moment, &usable);
            let named = page.name_over(moment.bytes.start).is_some() || is_of_meeting(page, moment);
            let ends = moment.bytes.end <= self.measure.bytes.start;
            let beside = moment.bytes.start < clause.start
                && page
                    .word_ending("same_period", moment.bytes.end)
                    .is_some_and(|it| it.start > moment.bytes.start);
            // 当年的|河滩地: says which it was.
            let past = page.is_word("that_year", page.slice(moment.bytes.clone()))
                && page
                    .rest(moment.bytes.end)
                    .starts_with(page.lexicon.particle());
            let empty = empty || past;
            let behind = page.slice(moment.bytes.end..before.end.max(moment.bytes.end));
            let single = matches!(moment.role, MomentRole::Point | MomentRole::Deadline);
            let apart = single && is_cut_off(page, moment, self.measure.bytes.start)
                || self.is_beside(moment)
                || is_remarked(
                    page.slice(self.sentence.bytes.start..moment.bytes.start),
                    behind,
                );
            if moment.role != MomentRole::Base && ends && !empty && !named && !beside && !apart {
                usable.push(moment);
            }
        }
        usable
    }

    /// 5个项目年内开工；|此外还有15个项目会进入: whether a date stands in a part of the sentence beside which this part stands.
    fn is_beside(&self, moment: &Moment) -> bool {
        let page = self.page;
        let clause = clause_of(self.sentence, self.measure.bytes.start);
        let mut own = self.sentence.clauses.iter().rev();
        let own = own.find(|it| {
            it.start <= clause.start && page.slice(0..it.start).trim_end().ends_with('；')
        });
        own.is_some_and(|it| {
            it.start > moment.bytes.end && page.word_at("besides", it.start).is_some()
        })
    }

    /// 一季度产值增长21%，为|历年|最高；|投资增长54%: whether a vague date stands in an earlier clause and does not head it.
    fn only_compares(&self, moment: &Moment) -> bool {
        let clause = clause_of(self.sentence, self.measure.bytes.start);
        let own = clause_of(self.sentence, moment.bytes.start);
        own.start < clause.start && !heads_clause(self.page, self.sentence, moment)
    }

    /// 五年|年均增长5.7%: a span behind which a mean stands says over how long, not when.
    fn is_mean(&self, moment: &Moment) -> bool {
        self.page.word_at("yearly_mean", moment.bytes.end).is_some()
    }

    /// Whether a date is finer than another: a day or month of its year; 6月18日，…|二季度|重点项目开工: a day of the part of a year
    /// that only says which things are meant; 截至8月底，|今年|新签约366个.
    fn is_finer(&self, one: &Moment, other: &Moment) -> bool {
        let part = other.role == MomentRole::Period && is_day_of(one, other);
        let named = part && !heads_clause(self.page, self.sentence, other);
        let until = one.role == MomentRole::Until && is_of_year(one, other);
        until || one.role == MomentRole::Point && (named || is_of_year(one, other))
    }

    /// 2016年，|占比38%，5年间|提高17个百分点: whether a span behind a date says over how long a change went on, and not when.
    fn only_lasts(&self, moment: &Moment, dated: &[&Moment]) -> bool {
        let recent = self.page.word_at("recent", moment.bytes.start).is_some(); // 近六年: up to now
        let span = moment.role == MomentRole::Period && moment.date.is_none() && !recent;
        let clause = clause_of(self.sentence, self.measure.bytes.start);
        let changes = self.label.change != Change::Level || self.measure.change.is_some();
        let framed = dated.iter().any(|it| it.date.is_some());
        span && framed && (changes || moment.bytes.start < clause.start)
    }

    /// 连续五年: says how long, not when.
    fn lasts(&self, moment: &Moment) -> bool {
        self.page.word_at("lasting", moment.bytes.start).is_some()
            || self
                .page
                .word_ending("lasting", moment.bytes.start)
                .is_some()
    }

    /// 由|2008年|的71%: dates the level from which another is reached, not what is reached.
    fn is_source(&self, moment: &Moment) -> bool {
        self.page.word_ending("from", moment.bytes.start).is_some()
    }

    /// The date of the first of two levels: what stands right before it, or the first of two dates in front of both.
    fn date_of_base(&self, usable: &[&Moment]) -> Option<PartialDate> {
        let nearest = *usable.last()?;
        // 将在2020年前|由50万吨提高到60万吨: the date of what is reached.
        let planned =
            |it: &Moment| modality(self.page, self.sentence, &it.bytes) == Modality::Planned;
        if nearest.bytes.start >= self.label.bytes.end {
            if !self.is_source(nearest) && planned(nearest) {
                return None;
            }
            return self.same_period(nearest, usable).or(nearest.date);
        }
        let between = nearest.bytes.end..self.label.bytes.start.max(nearest.bytes.end);
        if !self.page.measures_in(&between).is_empty() {
            return None; // 2020年，产值完成312亿元，|比重由|13.2%
        }
        if nearest.role == MomentRole::Period && nearest.date.is_some() {
            return nearest.start.filter(|it| it.month_number().is_none());
        }
        let first = *usable.get(usable.len().checked_sub(2)?)?;
        if nearest.bytes.start.saturating_sub(first.bytes.end) > BESIDE {
            return None;
        }
        let dated = matches!(nearest.role, MomentRole::Since | MomentRole::Vague);
        let aimed = first.role == MomentRole::Deadline || planned(first);
        first.date.filter(|_| !dated && !aimed)
    }

    /// 1至6月，…由|上年同期的|53.1%: the month of the period spoken of, in the year that is named.
    fn same_period(&self, moment: &Moment, usable: &[&Moment]) -> Option<PartialDate> {
        let page = self.page;
        page.word_ending("same_period", moment.bytes.end)?;
        let year = moment.date?.year_number();
        let mut months = usable.iter().filter_map(|it| it.date?.month_number());
        PartialDate::month(year, months.next_back()?)
    }

    /// 较|2017年的|283亿元|翻一番: the date of the level with which another is compared.
    fn of_base(&self) -> Option<PartialDate> {
        let page = self.page;
        let at =
            self.measure.bytes.start - page.lexicon.particle().len().min(self.measure.bytes.start);
        let base = page
            .moment_ending(at)
            .filter(|it| it.role == MomentRole::Base)?;
        let particle = page.slice(at..self.measure.bytes.start) == page.lexicon.particle();
        let ratio = self.measure.unit_class == Some(UnitClass::Ratio); // 2013年的|3倍
        base.date.filter(|_| particle && !ratio)
    }

    /// Whether a moment is now: 目前.
    fn is_now(&self, moment: &Moment) -> bool {
        let page = self.page;
        page.word_at("standing", moment.bytes.start).is_some()
    }

    /// 与2020年相比，|…由9.1降至6.8: the date of what the sentence compares with.
    fn compared_with(&self) -> Option<PartialDate> {
        let page = self.page;
        let before = self.sentence.bytes.start..self.measure.bytes.start;
        let mut moments = page.moments_in(&before).map(|it| &page.moments[it]);
        let base = moments.rfind(|it| it.role == MomentRole::Base)?;
        let clause = clause_of(self.sentence, base.bytes.start);
        let gap = page.slice(base.bytes.end..self.measure.bytes.start);
        let leads = page.measures_in(&clause).is_empty() && !gap.contains('；');
        leads.then_some(base.date)?
    }

    /// 2013年|列入试点以来，|实施项目21个: whether a date says since when something has gone on, and is that of no number behind it.
    fn is_begun(&self, moment: &Moment) -> bool {
        let page = self.page;
        let clause = clause_of(self.sentence, moment.bytes.start);
        let since = page.word_ending("since_then", clause.end);
        since.is_some_and(|it| it.start > moment.bytes.end)
    }

    /// Whether a number is what something does each year: 每年|节约3万吨.
    pub(super) fn is_yearly(&self) -> bool {
        let clause = clause_of(self.sentence, self.measure.bytes.start);
        let before = clause.start..self.measure.bytes.start;
        self.page.has_word_in("yearly", &before)
    }
}

/// 收入1.2亿元(|上年|为0.8亿元)，|…: whether what stands between is in brackets that are open in front and closed behind.
fn is_remarked(ahead: &str, behind: &str) -> bool {
    let open = ahead.rfind('(') > ahead.rfind(')');
    let opens = behind.find('(').unwrap_or(behind.len());
    open && behind.find(')').is_some_and(|it| it < opens)
}

/// 举行|一季度|集中开工: says which meeting it is, not when it was.
pub(super) fn is_of_meeting(page: &Page<'_>, moment: &Moment) -> bool {
    page.word_ending("hold", moment.bytes.start).is_some() && !is_whole_year(moment)
}

/// Whether a date is a point or period of its own, and no base, deadline or beginning.
pub(super) fn is_plain_date(moment: &Moment) -> bool {
    matches!(moment.role, MomentRole::Point | MomentRole::Period)
}

/// Whether a date is a year as a whole, past or to come.
pub(super) fn is_whole_year(moment: &Moment) -> bool {
    is_year(moment.date) && (is_plain_date(moment) || moment.role == MomentRole::Deadline)
}

/// Whether a date says no more than a year.
pub(super) fn is_year(date: Option<PartialDate>) -> bool {
    date.is_some_and(|it| it.month_number().is_none())
}

/// Whether a date is a day or month of the year that another names.
fn is_of_year(one: &Moment, year: &Moment) -> bool {
    let precise = |it: &Moment| it.date.and_then(PartialDate::month_number).is_some();
    let same = one
        .date
        .zip(year.date)
        .is_some_and(|(one, year)| one.year_number() == year.year_number());
    same && precise(one) && !precise(year)
}

/// Whether a date is a day of the part of a year that another names.
fn is_day_of(day: &Moment, part: &Moment) -> bool {
    let dates = day.date.zip(part.start.zip(part.date));
    dates.is_some_and(|(day, (start, end))| {
        let months = start.month_number()..=end.month_number();
        day.day_number().is_some()
            && end.day_number().is_none()
            && day.year_number() == end.year_number()
            && months.contains(&day.month_number())
    })
}
