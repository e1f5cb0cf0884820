//! The forms in which dates are written, before a year is known for all of them.

/// Where the year of a written date comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// It is written.
    Year(i16),
    /// Years from the year of publication.
    Issued(i16),
    /// The year named last: 同年.
    Same,
    /// The year after it: 次年.
    Next,
    /// The running year, or that of the sentence: 年内.
    Running,
    /// The year before the one spoken of: 上年.
    Before,
    /// It is not written.
    Open,
}

/// A date as far as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub anchor: Anchor,
    pub month: Option<u8>,
    pub day: Option<u8>,
}

/// A date, a period or a word for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// One date.
    Date(Spot),
    /// From one date to another.
    Period(Spot, Spot),
    /// A month counted from that of publication (上月), or the one named last (同月), with its day if written.
    Month(Option<i16>, Option<u8>),
    /// A day counted from that of publication (昨日), or the one named last (当天).
    Day(Option<i16>),
    /// The date named last: 届时.
    Last,
    /// A day whose month is not written: 14日.
    DayOfMonth(u8),
    /// Years of a five-year plan.
    Plan(i16, i16),
    /// Only the end of a five-year plan.
    PlanEnd(i16),
    /// A word without a date: 近日.
    Vague,
    /// A word that looks like one.
    Nothing,
}

/// A date from its parts.
pub(super) fn spot(anchor: Anchor, month: Option<u8>, day: Option<u8>) -> Spot {
    Spot { anchor, month, day }
}

/// Whether the form is a year and nothing more.
pub(super) fn is_whole(form: Form) -> bool {
    matches!(form, Form::Date(Spot { month: None, .. }))
}

/// The period of some months of a year; the whole year is a date.
pub(super) fn months_of(anchor: Anchor, (from, to): (u8, u8)) -> Form {
    if (from, to) == (1, 12) {
        return Form::Date(spot(anchor, None, None));
    }
    Form::Period(spot(anchor, Some(from), None), spot(anchor, Some(to), None))
}
