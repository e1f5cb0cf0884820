//! What a rise or fall is measured against: 同比, 环比, 较2013年.

use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Page};
use crate::extract::sentence::Sentence;
use crate::extract::when::When;
use crate::model::{Base, PartialDate};
use crate::quantity::{Moment, MomentRole};

/// The base of a change, from the words that lead to its number, or from a clause before that only names a base:
/// 与2013年相比，|产值增长3倍，税收增长5倍.
pub(super) fn base(page: &Page<'_>, sentence: &Sentence, lead: &Bytes, when: When) -> Option<Base> {
    let stated = stated(page, sentence, lead).map(|date| {
        let earlier = when.date.and_then(a_year_before);
        if earlier == Some(date) {
            Base::YearOnYear
        } else {
            Base::Date(date)
        }
    });
    if stated.is_some() {
        return stated;
    }
    if page.has_word_in("end_of_last_year", lead) {
        let year = when.date?.year_number() - 1;
        return PartialDate::year(year).map(Base::Date);
    }
    let words = [
        ("year_on_year", Base::YearOnYear),
        ("period_on_period", Base::PeriodOnPeriod),
    ];
    let mut words = words.into_iter();
    let said = words.find(|(list, _)| page.has_word_in(list, lead));
    said.map(|(_, base)| base)
}

/// The date of a base that the text writes out: 较2013年, and not 较上年, which is the year before the one spoken of.
fn stated(page: &Page<'_>, sentence: &Sentence, lead: &Bytes) -> Option<PartialDate> {
    let before = page.moments_in(&(sentence.bytes.start..lead.end));
    let mut bases = before.map(|it| &page.moments[it]).filter(|it| {
        let written = page.slice(it.bytes.clone());
        it.role == MomentRole::Base && written.contains(|it: char| it.is_ascii_digit())
    });
    let base = bases.rfind(|it| it.bytes.start >= lead.start || is_clause(sentence, it));
    base?.date
}

/// Whether a date is all that its clause says.
fn is_clause(sentence: &Sentence, moment: &Moment) -> bool {
    clause_of(sentence, moment.bytes.start) == moment.bytes
}

/// The same year, month or day of the year before.
fn a_year_before(date: PartialDate) -> Option<PartialDate> {
    let year = date.year_number() - 1;
    match (date.month_number(), date.day_number()) {
        (None, _) => PartialDate::year(year),
        (Some(month), None) => PartialDate::month(year, month),
        (Some(month), Some(day)) => PartialDate::day(year, month, day),
    }
}
