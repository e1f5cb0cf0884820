//! Numbers side by side (A、B和C): what each is said of, by the lists before them.

use crate::extract::indicator::Label;
use crate::extract::item::items;
use crate::extract::leading::listed;
use crate::extract::modality::clause_of;
use crate::extract::observation::{Made, Reader};
use crate::extract::page::Bytes;
use crate::extract::phrase::{phrase, spread};
use crate::extract::when::When;
use crate::model::{Change, Decimal, PartialDate};
use crate::quantity::{Moment, MomentRole};

/// What one number is said of.
pub(super) struct Share {
    /// What it measures.
    pub(super) label: Label,
    /// Whose it is, where the lists say so.
    pub(super) subject: Option<usize>,
    /// When it was, where the lists say so.
    pub(super) when: Option<When>,
}

impl Share {
    /// A number that no list says more of.
    pub(super) fn of(label: Label) -> Self {
        Self {
            label,
            subject: None,
            when: None,
        }
    }

    /// The same of a subject.
    pub(super) fn by(self, subject: usize) -> Self {
        Self {
            subject: Some(subject),
            ..self
        }
    }
}

impl Reader<'_, '_> {
    /// How many quantities stand side by side with nothing but list marks between, or a list mark and a verb of change.
    pub(super) fn run(&self, measures: &[usize], at: usize) -> usize {
        let joined = |it: &usize| {
            let one = self.page.measures[measures[*it]].bytes.end;
            let next = self.page.measures[measures[*it + 1]].bytes.start;
            let verb = self.own_change(next).map_or(next, |it| it.1);
            self.page
                .is_word("list_mark", self.page.slice(one..verb.max(one)))
        };
        1 + (at..measures.len() - 1).take_while(joined).count()
    }

    /// The verb of change right behind a list mark and before a quantity, and where it begins: 增长6.9%、|下降|4.8%.
    pub(super) fn own_change(&self, at: usize) -> Option<(Change, usize)> {
        let page = self.page;
        let verbs = [
            ("increase", Change::Increase),
            ("decrease", Change::Decrease),
        ];
        let mut verbs = verbs.into_iter().filter_map(|(list, change)| {
            let verb = page.word_ending(list, at)?;
            let marked = page.word_ending("list_mark", verb.start).is_some();
            marked.then_some((change, verb.start))
        });
        verbs.next()
    }

    /// The words that lead to the run of quantities in which one stands.
    pub(super) fn lead(&self, at: usize) -> Bytes {
        let page = self.page;
        let clause = clause_of(self.sentence, at);
        let mut first = at;
        for before in page.measures_in(&(clause.start..at)).rev() {
            let before = &page.measures[before].bytes;
            if !page.is_word("list_mark", page.slice(before.end..first)) {
                return before.end.min(first)..first;
            }
            first = before.start;
        }
        clause.start.min(first)..first
    }

    /// What each quantity of a run is said of: an item of the label or of a list before, what the run before was said of,
    /// one of several periods, or one of several subjects.
    pub(super) fn shares(&self, label: &Label, run: usize, segment: &Bytes) -> Option<Vec<Share>> {
        let as_before = self.made.len().saturating_sub(run);
        let before = self.made.get(as_before..).filter(|it| it.len() == run);
        let repeats = |it: &Made| it.label.text == label.text && it.label.change != label.change;
        let repeated = before.filter(|it| it.last().is_some_and(repeats));
        if !self.page.has_word_in("respectively", segment) {
            let together = repeated.filter(|_| self.together == run)?;
            return Some(again(together, label));
        }
        let labelled = |texts: Vec<String>| {
            let texts = texts.into_iter();
            texts.map(|it| Share::of(label.with_text(it))).collect()
        };
        let of_run = |it: &Vec<String>| it.len() == run;
        if let Some(texts) = Some(label.items.clone()).filter(of_run) {
            return Some(labelled(texts));
        }
        if let Some(before) = repeated {
            return Some(again(before, label));
        }
        if let Some((of, before)) = label.share.as_ref().zip(before) {
            return Some(shared(before, label, of));
        }
        if let Some(texts) = self.listed_before(label, run, segment).filter(of_run) {
            return Some(labelled(texts));
        }
        if let Some(periods) = self.periods(run, segment.end) {
            let periods = periods.into_iter();
            let dated = periods.map(|when| Share {
                when: Some(when),
                ..Share::of(label.clone())
            });
            return Some(dated.collect());
        }
        let subjects = self.subjects(run, segment.end);
        let shares = subjects.map(|it| Share::of(label.clone()).by(it));
        Some(shares.collect()).filter(|it: &Vec<Share>| it.len() == run)
    }

    /// A、B、C等三大指标，|分别完成…: the items of a list that was counted right before.
    fn listed_before(&self, label: &Label, run: usize, segment: &Bytes) -> Option<Vec<String>> {
        let page = self.page;
        let count = self.made.last()?;
        let measure = &page.measures[page.measure_at(count.at)?];
        let bare = |it: &str| !it.chars().any(char::is_alphanumeric);
        let counts = measure.quantity.value == Decimal::from(run)
            && count.label.noun.start >= measure.bytes.end
            && bare(page.slice(count.label.noun.end..segment.start));
        let clause = clause_of(self.sentence, count.at);
        let listed = page.slice(clause.start..measure.bytes.start);
        let listed = listed.trim_end_matches(page.lexicon.and_others());
        let listed = phrase(page, &(clause.start..clause.start + listed.len()))?;
        // 甲、乙|两大|产业营业收入|分别为…: what is said of each.
        let own = label.noun.start >= segment.start;
        let tail = if own { label.text.as_str() } else { "" };
        let texts = spread(page, &items(page, &listed));
        counts.then(|| texts.iter().map(|it| format!("{it}{tail}")).collect())
    }

    /// The periods of a list before a place (一季度、上半年), or the years of a period that has as many.
    fn periods(&self, run: usize, at: usize) -> Option<Vec<When>> {
        let page = self.page;
        let moments = page.moments_in(&(self.sentence.bytes.start..at));
        let dated =
            |it: &&Moment| it.date.is_some() && it.bytes.end <= at && it.role != MomentRole::Base;
        let mut moments = moments.rev().map(|it| &page.moments[it]).filter(dated);
        let last = moments.next()?;
        if let Some(years) = years_of(last).filter(|it| it.len() == run) {
            return Some(years);
        }
        let mut first = last.bytes.start;
        let mut periods = vec![When::of(last)];
        for before in moments {
            if !page.is_word("list_mark", page.slice(before.bytes.end..first)) {
                break;
            }
            first = before.bytes.start;
            periods.insert(0, When::of(before));
        }
        while let Some((year, start)) = self.bare_year(first) {
            first = start;
            periods.insert(0, When::at(year));
        }
        Some(periods).filter(|it| it.len() == run)
    }

    /// 2021、|2022年: the number of a year whose word stands behind the last of a list, and where it begins.
    fn bare_year(&self, end: usize) -> Option<(PartialDate, usize)> {
        let page = self.page;
        let mark = page.word_ending("list_mark", end)?;
        let digits = page.slice(0..mark.start);
        let rest = digits.trim_end_matches(|it: char| it.is_ascii_digit());
        let year = digits.get(rest.len()..)?.parse().ok()?;
        let four = digits.len() - rest.len() == 4;
        let year = PartialDate::year(year).filter(|_| four)?;
        Some((year, rest.len()))
    }

    /// The subjects of the clause, if they are as many, or else the names of the list at its head or of the clause before.
    fn subjects(&self, run: usize, at: usize) -> impl Iterator<Item = usize> {
        let mut subjects = self.subjecting.at(self.page, at).names;
        if subjects.len() != run {
            let clause = clause_of(self.sentence, at);
            subjects = listed(self.page, &clause);
            let before = self.sentence.clause_before(&clause);
            if let Some(before) = before.filter(|_| subjects.is_empty()) {
                subjects = listed(self.page, before); // 做大甲、乙，|产值分别达到…
            }
        }
        subjects.into_iter()
    }
}

/// What a run before was said of, with another change: 分别增长5%、6%.
fn again(before: &[Made], label: &Label) -> Vec<Share> {
    let share = |it: &Made| Share {
        label: Label {
            change: label.change,
            ..it.label.clone()
        },
        subject: it.subject,
        when: Some(it.when),
    };
    before.iter().map(share).collect()
}

/// The shares that numbers of a run before have of something: 分别占全国的5%、6%.
fn shared(before: &[Made], label: &Label, of: &str) -> Vec<Share> {
    let share = |it: &Made| Share {
        label: label.with_text(format!("{}{of}", it.label.text)),
        subject: it.subject,
        when: None,
    };
    before.iter().map(share).collect()
}

/// The years of a period of whole years: 2016年至2018年.
fn years_of(period: &Moment) -> Option<Vec<When>> {
    let (start, end) = period.start.zip(period.date)?;
    let whole = |it: &PartialDate| it.month_number().is_none();
    let years = start.year_number()..=end.year_number();
    let years = years.filter_map(PartialDate::year).map(When::at);
    (whole(&start) && whole(&end)).then(|| years.collect())
}
