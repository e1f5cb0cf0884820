//! Which dates of a sentence reach a number: those of periods and levels, not those of what happened once.

use crate::extract::modality::{clause_of, is_ahead, modality};
use crate::extract::period::{EVENTS, HAPPENINGS, Period, is_whole_year};
use crate::extract::segment::{Class, Token};
use crate::model::{Modality, PartialDate};
use crate::quantity::{Moment, MomentRole, UnitClass};

/// How many bytes adverbs between a number and a date have: two characters.
const ADVERBS: usize = 6;

/// The last month in which reports speak of the year before without naming it.
const EARLY: u8 = 3;

impl Period<'_, '_> {
    /// Whether a date of an earlier clause is that of the number too.
    pub(super) fn reaches(&self, moment: &Moment) -> bool {
        let page = self.page;
        let aim = moment.role == MomentRole::Point && is_ahead(page, moment) && !self.of_project;
        if moment.role == MomentRole::Deadline || aim {
            return true;
        }
        let clause = clause_of(self.sentence, self.measure.bytes.start);
        let own = clause.start..self.measure.bytes.end;
        let standing = page.has_word_in("standing", &own) && moment.role != MomentRole::Until;
        let of_project = self.of_project && moment.role != MomentRole::Until;
        (!of_project || self.is_output_of(moment))
            && !standing
            && !self.is_yearly()
            && !self.lasts_on()
            && !self.is_of_founding(moment)
            && !self.is_of_happening(moment)
            && !self.is_in_attribute(moment)
            && !self.is_total(moment)
    }

    /// 上半年满负荷运转，|出口占比62%: whether a number says what a project did in a period of which the text speaks; what is put
    /// into it and what it is built for has no period.
    fn is_output_of(&self, moment: &Moment) -> bool {
        let page = self.page;
        let clause = clause_of(self.sentence, moment.bytes.start);
        let figures = !page.measures_in(&(moment.bytes.end..clause.end)).is_empty();
        let flow = self.has_flow_label();
        let share = self.measure.unit_class == Some(UnitClass::Percent);
        let framed = moment.role == MomentRole::Period && moment.date.is_some() && (flow || share)
            || figures && is_whole_year(moment) && flow;
        framed && modality(page, self.sentence, &self.measure.bytes) == Modality::Actual
    }

    /// 2008年获批某称号，|聚集企业410家: whether a date is that of something that happened, and the number of what is there.
    fn is_of_happening(&self, moment: &Moment) -> bool {
        let page = self.page;
        let clause = clause_of(self.sentence, moment.bytes.start);
        let mut happenings = HAPPENINGS.iter().take(6).chain(&EVENTS);
        let begun = page.has_word_in("project_word", &self.label.noun);
        moment.role == MomentRole::Point
            && page.measures_in(&clause).is_empty()
            && happenings.any(|list| page.has_word_in(list, &clause))
            && !begun
            && !self.is_flow()
    }

    /// 2024年8月|投用后|年产160万颗: dates from when on something is, and not how much; but 2025年|建成后|产值30亿元.
    pub(super) fn is_once_done(&self, moment: &Moment) -> bool {
        let between = moment.bytes.end..self.measure.bytes.start.max(moment.bytes.end);
        let done = self.page.words_in("once_done", &between).next();
        let clause = clause_of(self.sentence, moment.bytes.start);
        let level = self.has_flow_label() || self.is_grown();
        done.is_some_and(|it| it.start > clause.end || !level)
    }

    /// 去年10月|投运的…, 2020年9月|建成投产，…: dates what happened, not the figures behind it.
    pub(super) fn is_of_event(&self, moment: &Moment) -> bool {
        let page = self.page;
        let at = page.word_at("event_adverb", moment.bytes.end);
        let at = at.map_or(moment.bytes.end, |it| it.end);
        let mut verbs = EVENTS.iter().filter_map(|it| page.word_at(it, at));
        let Some(verb) = verbs.next() else {
            return false;
        };
        let clause = clause_of(self.sentence, moment.bytes.start);
        let attribute = page.rest(verb.end).starts_with(page.lexicon.particle());
        let begun = page.is_word("start_construction", page.written(verb));
        let described = verb.end..clause.end;
        let named = page.names_in(&described).next().is_some();
        attribute && (named || page.measures_in(&described).is_empty())
            || !begun && verb.end == clause.end && self.measure.bytes.start > clause.end
    }

    /// Whether a date is that of a founding or approval, which says nothing of the figures behind it.
    fn is_of_founding(&self, moment: &Moment) -> bool {
        let clause = clause_of(self.sentence, moment.bytes.start);
        let mut happenings = HAPPENINGS.iter().take(5).chain(&["former"]);
        happenings.any(|list| self.page.has_word_in(list, &clause))
    }

    /// 首批4栋厂房|今年4月|交付: the date behind a number in its clause, of what has happened to the things counted.
    pub(super) fn done_then(&self, usable: &[&Moment]) -> Option<&Moment> {
        let page = self.page;
        let clause = clause_of(self.sentence, self.measure.bytes.start);
        let own = usable.iter().any(|it| it.bytes.start >= clause.start);
        let things = [UnitClass::Counter, UnitClass::Area, UnitClass::Mass];
        let thing = self
            .measure
            .unit_class
            .is_some_and(|it| things.contains(&it));
        if own || !thing || self.label.attributive || self.label.from {
            return None;
        }
        let behind = self.measure.bytes.end..clause.end;
        let moment = page.moments_in(&behind).next()?;
        let moment = &page.moments[moment];
        let gap = page.slice(behind.start..moment.bytes.start.max(behind.start));
        let heavy = self.measure.unit_class == Some(UnitClass::Mass) && gap.len() > ADVERBS;
        if heavy || gap.contains(page.lexicon.particle()) {
            return None; // 2万吨|生产线, 50万台|的生产线: describes what is done
        }
        let adverb = page.word_at("event_adverb", moment.bytes.end);
        let at = adverb.map_or(moment.bytes.end, |it| it.end);
        let done = page
            .word_at("done_then", at)
            .is_some_and(|it| it.end == clause.end);
        (moment.role == MomentRole::Point && done && moment.date.is_some()).then_some(moment)
    }

    /// 年末，|高新技术企业602家, in a report of February: the year that has ended, unless the text plans for its end.
    pub(super) fn past_end(&self, moment: &Moment) -> Option<PartialDate> {
        let page = self.page;
        let (date, issued) = moment.date.zip(page.issued())?;
        let early = issued.month_number().is_some_and(|it| it <= EARLY);
        let text = page.slice(moment.bytes.clone());
        let bare = page.word_ending("year_end", moment.bytes.end).is_some()
            && !text.contains(|it: char| it.is_ascii_digit())
            && page.word_at("now_year", moment.bytes.start).is_none();
        let behind = moment.bytes.start..self.measure.bytes.end.max(moment.bytes.start);
        let planned = ["aimed_at", "planned"];
        let planned = planned.iter().any(|it| page.has_word_in(it, &behind));
        let running = date.year_number() == issued.year_number();
        let past = early && bare && running && !planned;
        past.then(|| PartialDate::year(date.year_number() - 1))
            .flatten()
    }

    /// 这家1994年|合资兴办的企业，|年产…: whether a date stands in what describes a noun at the end of its clause.
    fn is_in_attribute(&self, moment: &Moment) -> bool {
        let page = self.page;
        let clause = clause_of(self.sentence, moment.bytes.start);
        let behind = moment.bytes.end..clause.end;
        let particle = page.lexicon.particle();
        let Some(mark) = page.slice(behind.clone()).rfind(particle) else {
            return false;
        };
        let mark = behind.start + mark;
        let sentence = page.sentence_at(moment.bytes.start);
        let tokens = sentence.map_or(&[][..], |it| page.tokens(it)).iter();
        let verb = |it: &Token| it.class == Class::Verb;
        let inside = |it: &&Token| it.bytes.start >= moment.bytes.end && it.bytes.end <= clause.end;
        let (led, noun): (Vec<&Token>, Vec<&Token>) =
            tokens.filter(inside).partition(|it| it.bytes.end <= mark);
        moment.role == MomentRole::Point
            && page.measures_in(&behind).is_empty()
            && led.iter().any(|it| verb(it))
            && noun.len() > 1
            && !noun.iter().any(|it| verb(it))
    }

    /// 8月15日公布名单，|绿色工厂累计达到11家: whether a number sums up what there is, behind a day on which something happened.
    fn is_total(&self, moment: &Moment) -> bool {
        let page = self.page;
        let clause = clause_of(self.sentence, self.measure.bytes.start);
        let own = clause.start..self.measure.bytes.start.max(clause.start);
        let day = moment.date.is_some_and(|it| it.day_number().is_some());
        moment.role == MomentRole::Point && day && page.has_word_in("accrued", &own)
    }
}
