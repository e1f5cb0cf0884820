//! The one period that a page tells of: the year or part of a year that its text begins with, where figures are told of no other.

use crate::clean::BlockKind;
use crate::extract::frame::heads_clause;
use crate::extract::page::{Bytes, Page};
use crate::extract::period::{EVENTS, HAPPENINGS, is_whole_year};
use crate::extract::sentence::Sentence;
use crate::extract::when::When;
use crate::model::PartialDate;
use crate::quantity::{Moment, MomentRole};

/// How many sentences of a page are asked for what it begins with.
const TOP: usize = 4;

impl Page<'_> {
    /// 7组数据速览某区这一年 … 2023年，某区…: the period of the figures of a page that states none.
    pub(super) fn told_period(&self) -> Option<When> {
        *self.told.get_or_init(|| {
            let told = self.opening_period()?;
            let mut others = self.moments.iter().filter(|it| frames_figures(self, it));
            others
                .all(|it| it.date == told.date)
                .then(|| When::of(told))
        })
    }

    /// The period that one of the first sentences begins with, in which nothing happens once.
    fn opening_period(&self) -> Option<&Moment> {
        let prose = |it: &&Sentence| it.kind == BlockKind::Paragraph;
        let mut opening = self.sentences.iter().filter(prose).take(TOP);
        opening.find_map(|sentence| {
            let start = sentence.clauses.first()?.start;
            let moment = &self.moments[self.moment_at(start)?];
            let mut bare = sentence
                .clauses
                .iter()
                .filter(|it| self.measures_in(it).is_empty());
            let happens = |clause: &Bytes| {
                let mut happenings = HAPPENINGS.iter().chain(&EVENTS);
                happenings.any(|it| self.has_word_in(it, clause))
            };
            (is_period(moment) && !bare.any(happens)).then_some(moment)
        })
    }
}

/// Whether a date is a year, or a part of one with its beginning: 1至7月.
fn is_period(moment: &Moment) -> bool {
    let day = moment.date.and_then(PartialDate::day_number).is_some();
    let part = moment.role == MomentRole::Period && moment.start.is_some() && !day;
    is_whole_year(moment) && moment.role != MomentRole::Deadline || part
}

/// Whether a period heads a clause with figures.
fn frames_figures(page: &Page<'_>, moment: &Moment) -> bool {
    let sentence = page.sentence_at(moment.bytes.start);
    let heads = |it: usize| heads_clause(page, &page.sentences[it], moment);
    let until = moment.role == MomentRole::Until;
    let deadline = moment.role == MomentRole::Deadline;
    (is_period(moment) || until || deadline) && sentence.is_some_and(heads)
}

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::on_page;

    fn check(text: &str, expected: Option<&str>) {
        on_page(text, |page| {
            let told = page.told_period().and_then(|it| it.date);
            let told = told.map(|it| it.to_string());
            assert_eq!(told.as_deref(), expected, "{text}");
        });
    }

    #[test]
    fn a_page_tells_of_the_year_that_it_begins_with() {
        let figures = "产值增长6.1%。\n\n出口额3亿元，比上年增长4%。";
        check(
            &format!("某区这一年\n\n2023年，某区步子扎实。\n\n{figures}"),
            Some("2023"),
        );
        check(&format!("某区\n\n2023年，园区获批。\n\n{figures}"), None);
    }

    #[test]
    fn a_page_that_tells_of_another_year_as_well_has_none() {
        let text = "某区\n\n2023年，某区步子扎实。\n\n2022年，产值增长6.1%。";
        check(text, None);
        let plan = "某区\n\n2023年，某区步子扎实。\n\n到2025年，产值达到30亿元。";
        check(plan, None);
    }
}
