//! The date of a number whose sentence states none: carried over from what stands before it.

use crate::clean::BlockKind;
use crate::extract::frame::heads_clause;
use crate::extract::leading::is_actor;
use crate::extract::modality::{HEADING, clause_of, modality};
use crate::extract::page::{Bytes, Page};
use crate::extract::period::{EVENTS, HAPPENINGS, Period, is_plain_date, is_whole_year, is_year};
use crate::extract::sentence::{Sentence, continues, heading_above};
use crate::extract::when::When;
use crate::model::{Change, EntityKind, Modality, PartialDate};
use crate::quantity::{Moment, MomentRole, UnitClass};

impl Period<'_, '_> {
    /// The year or period that a sentence before in the block, the heading or the title of a report speaks of.
    pub(super) fn carried(&self) -> Option<When> {
        let page = self.page;
        let framing = self.framing_moment();
        if let Some(reported) = framing.filter(|it| self.is_reported(it)) {
            return Some(When::of(reported));
        }
        let aimed = framing.is_some_and(|it| it.role == MomentRole::Deadline);
        if let Some(told) = self.gathered().or_else(|| self.evaluated()) {
            return Some(told);
        }
        if self.is_timeless() || !aimed && self.is_accrued() {
            return None;
        }
        let framing = framing.filter(|it| !self.is_behind(it));
        match framing {
            Some(moment) if moment.role == MomentRole::Deadline => {
                let rate = self.measure.unit_class != Some(UnitClass::Currency);
                let year = is_whole_year(moment) && (rate || self.has_flow_label());
                year.then(|| When::of(moment))
            }
            // 前三季度，…。税收27亿元，|占比91%: as the figure before it.
            Some(moment) if self.before == Some(When::of(moment)) => self.before,
            Some(moment) => {
                let part = page
                    .word_at("among_them", self.sentence.bytes.start)
                    .is_some()
                    && self.measure.unit_class == Some(UnitClass::Counter);
                let told =
                    part || self.is_flow() && !self.is_stock() || period_of_report(page).is_some();
                (is_whole_year(moment) && told).then(|| When::of(moment))
            }
            None => period_around(page, self.sentence)
                .filter(|it| is_year(it.date) && !self.of_company || self.is_flow())
                .or_else(|| page.told_period().filter(|_| self.is_made())),
        }
    }

    /// Whether a date lies behind the day of the page, and the number is an aim.
    fn is_behind(&self, moment: &Moment) -> bool {
        let page = self.page;
        let dates = moment.date.zip(page.issued());
        let past = dates.is_some_and(|(date, issued)| date.year_number() < issued.year_number());
        past && modality(page, self.sentence, &self.measure.bytes) == Modality::Planned
    }

    /// Whether a part of a year up to which figures of an area are reported is that of the number: its label must be one of
    /// those that areas report (财政收入).
    fn is_reported(&self, moment: &Moment) -> bool {
        let part = matches!(moment.role, MomentRole::Period | MomentRole::Until);
        let day = moment.date.is_some_and(|it| it.day_number().is_some());
        let lasts = self.of_project || self.lasts_on();
        part && !day && !lasts && self.is_flow()
    }

    /// Whether a number says what was made, earned, spent or changed in a period, by its label or its unit.
    pub(super) fn is_flow(&self) -> bool {
        self.has_flow_label() || self.is_made()
    }

    /// The same, where the label alone does not say so: 规上企业|131家 are there, 新设企业|11家 and 产值|30亿元 were made.
    fn is_made(&self) -> bool {
        let unit = self.measure.unit_class;
        let change = self.measure.change.unwrap_or(self.label.change);
        let clause = clause_of(self.sentence, self.measure.bytes.start);
        let before = clause.start..self.measure.bytes.start.max(clause.start);
        let yearly = || self.page.has_word_in("year_on_year", &before); // 消费量同比|下降3.6%
        let grown = change == Change::Increase || change == Change::Decrease && yearly();
        let rate = [UnitClass::Percent, UnitClass::Point, UnitClass::Ratio];
        unit == Some(UnitClass::Counter) && self.is_done()
            || unit == Some(UnitClass::Currency)
                && !self.page.has_word_in("balance_label", &self.label.noun)
            || grown && unit.is_some_and(|it| rate.contains(&it))
    }

    /// 2023年，产值2650亿元。|规上工业企业有69家: whether a number counts what is there, on a page whose paragraphs do not begin with
    /// years one after the other.
    fn is_stock(&self) -> bool {
        let change = self.measure.change.unwrap_or(self.label.change);
        let counts = self.measure.unit_class == Some(UnitClass::Counter)
            && !self.page.has_word_in("flow_label", &self.label.noun); // 出口过亿美元的企业
        counts && change == Change::Level && !self.is_done() && !is_chronicle(self.page)
    }

    /// 新设外资企业11家, 31个重点项目|开工建设: whether a count is of what was done in a period, and not of what is there.
    fn is_done(&self) -> bool {
        let page = self.page;
        let clause = clause_of(self.sentence, self.measure.bytes.start);
        let start = self.label.bytes.start.max(clause.start);
        let next = page.measure_from(self.measure.bytes.end);
        let end = next.map_or(clause.end, |it| it.bytes.start.min(clause.end));
        let around = start.min(self.measure.bytes.start)..end.max(self.measure.bytes.end);
        page.has_word_in("flow_verb", &around)
    }

    /// Whether a label is one that areas report for periods: 地区生产总值, 进出口.
    pub(super) fn has_flow_label(&self) -> bool {
        let labels = ["area_label", "flow_label"];
        let mut labels = labels.iter();
        labels.any(|list| self.page.has_word_in(list, &self.label.noun)) || self.is_of_flow_list()
    }

    /// 主要产品产量：原煤|4360万吨，甲醇|214万吨: whether the number is one of a list behind a colon that says what they all measure.
    fn is_of_flow_list(&self) -> bool {
        let page = self.page;
        let before = self.sentence.bytes.start..self.measure.bytes.start;
        let text = page.slice(before.clone());
        let colon = text.find('：').map(|it| before.start + it);
        colon.is_some_and(|colon| {
            let flow = page.word_ending("flow_label", colon).is_some();
            flow && page.moments_in(&(colon..before.end)).is_empty()
        })
    }

    /// Whether a number speaks of now, or of a project or plan, whose figures have no year.
    fn is_timeless(&self) -> bool {
        let page = self.page;
        let before = self.sentence.bytes.start..self.measure.bytes.end;
        let mut now = page.words_in("now", &before);
        let now = now.any(|hit| page.stands_alone(hit));
        self.of_project || self.lasts_on() || now || self.is_yearly()
    }

    /// Whether the sentence sums up all that was done so far: 累计投资, but not 累计|下降14%.
    fn is_accrued(&self) -> bool {
        let page = self.page;
        let start = self.sentence.bytes.start;
        let before = page.slice(start..self.measure.bytes.start);
        let part = before.rfind('；').unwrap_or_default(); // 甲累计28家；|乙新增8家
        let before = start + part..self.measure.bytes.start;
        let changes = |at: usize| {
            let mut lists = ["increase", "decrease"].iter();
            lists.any(|it| page.word_at(it, at).is_some())
        };
        let mut words = page.words_in("accrued", &before);
        words.any(|it| !changes(it.end))
    }

    /// The last date before the sentence in its block that begins a clause and dates figures.
    fn framing_moment(&self) -> Option<&Moment> {
        let page = self.page;
        let block = page.layout.blocks.get(self.sentence.block)?;
        let frames = |it: &Moment| {
            page.sentence_at(it.bytes.start).is_some_and(|sentence| {
                let sentence = &page.sentences[sentence];
                let figures = page.measures_in(&(it.bytes.end..sentence.bytes.end));
                let listed = page.word_at("list_mark", it.bytes.end);
                let clause = clause_of(sentence, it.bytes.start);
                let happened = page.measures_in(&clause).is_empty()
                    && HAPPENINGS
                        .iter()
                        .chain(&EVENTS)
                        .any(|it| page.has_word_in(it, &clause));
                let leads = !figures.is_empty() && heads_clause(page, sentence, it) && !happened;
                listed.is_none() && (leads || opens_paragraph(page, sentence, it))
            })
        };
        let mut first = self.sentence.block;
        while first > 0 && continues(page, first) {
            first -= 1;
        }
        let start = page.layout.blocks.get(first).unwrap_or(block).bytes.start;
        page.moments_in(&(start..self.sentence.bytes.start))
            .map(|it| &page.moments[it])
            .filter(|it| !page.is_word("same_period", page.slice(it.bytes.clone()))) // 同期
            .rfind(|it| (is_plain_date(it) || is_frame(it)) && frames(it) && !self.is_of_other(it))
    }

    /// 甲公司|2022年|产值翻番。|园区腾退用地1870亩: whether a date is that of the figures of a company or project, and the number is of
    /// neither.
    fn is_of_other(&self, moment: &Moment) -> bool {
        let page = self.page;
        let own = self.of_company || self.of_project;
        let Some(sentence) = page.sentence_at(moment.bytes.start).filter(|_| !own) else {
            return false;
        };
        let clause = clause_of(&page.sentences[sentence], moment.bytes.start);
        let actor = |it: &usize| is_actor(page.names[*it].kind);
        let before = page.sentences[sentence].bytes.start..moment.bytes.start;
        let behind = moment.bytes.end..clause.end;
        let last = page.names_in(&before).rfind(actor);
        let works = [EntityKind::Company, EntityKind::Project];
        let firm = |it: usize| works.iter().any(|&kind| page.is_kind(it, kind));
        last.or_else(|| page.names_in(&behind).find(actor))
            .is_some_and(firm)
    }
}

/// How many characters a sentence without a figure may have that says of which time its paragraph tells.
const OPENING: usize = 36;

/// Whether a date is of the year of the page or the one before.
fn is_late(page: &Page<'_>, moment: &Moment) -> bool {
    let years = moment.date.zip(page.issued());
    years.is_some_and(|(date, issued)| {
        let (year, issued) = (date.year_number(), issued.year_number());
        (issued - 1..=issued).contains(&year)
    })
}

/// 2023年，|某高新区把…作为主攻方向; (六)2024年打算。: whether a year or part of one begins a paragraph, or stands in the few words
/// that do, and no founding, title or event happens in its sentence.
fn opens_paragraph(page: &Page<'_>, sentence: &Sentence, moment: &Moment) -> bool {
    let block = page.layout.blocks.get(sentence.block);
    let first = block.is_some_and(|it| it.bytes.start == sentence.bytes.start);
    let size = page.slice(sentence.bytes.clone()).chars().count();
    // 从账面上看，某区上半年的日子并不轻松。|…: without a figure
    let bare =
        || size <= OPENING && page.measures_in(&sentence.bytes).is_empty() && is_late(page, moment);
    let heads = page.moments_in(&sentence.bytes).len() == 1 && (size <= HEADING || bare());
    let mut happenings = HAPPENINGS.iter().chain(&EVENTS);
    first
        && (is_whole_year(moment) || moment.role == MomentRole::Period)
        && (heads || clause_of(sentence, moment.bytes.start) == moment.bytes)
        && !happenings.any(|it| page.has_word_in(it, &sentence.bytes))
}

/// From how many paragraphs on that begin with dates a page is a chronicle.
const CHRONICLE: usize = 4;

/// How many blocks of a page are asked for that.
const BLOCKS: usize = 60;

/// Whether the paragraphs of a page begin with dates, one after the other.
fn is_chronicle(page: &Page<'_>) -> bool {
    let blocks = page.layout.blocks.iter().take(BLOCKS);
    let prose = blocks.filter(|it| it.kind == BlockKind::Paragraph);
    let dated = prose.filter(|it| page.moment_at(it.bytes.start).is_some());
    dated.take(CHRONICLE).count() == CHRONICLE
}

/// The year that the heading of a sentence states, or the period of the title of a report.
fn period_around(page: &Page<'_>, sentence: &Sentence) -> Option<When> {
    year_of_heading(page, sentence).or_else(|| period_of_report(page))
}

/// The year that the heading above a sentence states.
pub(super) fn year_of_heading(page: &Page<'_>, sentence: &Sentence) -> Option<When> {
    year_in(page, &heading_above(page, sentence)?.bytes)
}

/// The year, or part of a year, that the title of a report states: 2023年1-9月经济运行情况.
pub(super) fn period_of_report(page: &Page<'_>) -> Option<When> {
    let mut blocks = page.layout.blocks.iter();
    let title = blocks
        .find(|it| it.kind == BlockKind::Title && page.has_word_in("report_title", &it.bytes))?;
    let parts = page.moments_in(&title.bytes).map(|it| &page.moments[it]);
    let mut parts = parts.filter(|it| matches!(it.role, MomentRole::Period | MomentRole::Until));
    let part = || {
        let part = parts.find(|it| it.date.is_some())?;
        let day = part.date.and_then(PartialDate::day_number);
        day.is_none().then(|| When::of(part))
    };
    year_in(page, &title.bytes).or_else(part)
}

/// The first whole year that a range names.
fn year_in(page: &Page<'_>, bytes: &Bytes) -> Option<When> {
    let mut moments = page.moments_in(bytes).map(|it| &page.moments[it]);
    moments.find(|it| is_whole_year(it)).map(When::of)
}

/// Whether a date says up to when or by when.
fn is_frame(moment: &Moment) -> bool {
    matches!(moment.role, MomentRole::Until | MomentRole::Deadline)
}
