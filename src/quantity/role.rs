//! What a date is for, from the words around it: 截至…, …以来, 比…, 到….

use crate::quantity::cursor;
use crate::quantity::numeral;
use crate::quantity::table::Table;
use crate::quantity::words::DateWords;

/// What a date or period is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MomentRole {
    /// When something happened or held: 2022年4月14日.
    Point,
    /// A period: 2022年1至8月, “十三五”期间.
    Period,
    /// From when on: 自2014年…以来, 2007年以来. The date is open, `start` is given.
    Since,
    /// Up to when: 截至2023年9月.
    Until,
    /// By when, after publication: 到2025年.
    Deadline,
    /// What is compared with: 比2013年, 与2012年相比. Not the date of what is stated.
    Base,
    /// No date can be said: 近日, 未来5年.
    Vague,
}

/// Finds roles.
#[derive(Clone, Debug)]
pub(super) struct RoleReader {
    before: Table<Before>,
    after: Table<After>,
    multiple: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    Is(MomentRole),
    /// Only at the beginning of a clause.
    AtEdge(MomentRole),
    /// Only with 相比 behind.
    Paired,
    Nothing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum After {
    Is(MomentRole),
    /// Only with 与 before.
    Paired,
    Nothing,
}

/// A role and how far its words reach.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub role: MomentRole,
    pub start: usize,
    pub end: usize,
}

impl RoleReader {
    pub(super) fn new(words: &DateWords) -> Self {
        let (since, deadline, base) = (&words.since, &words.deadline, &words.base);
        let before = [
            (&since.before, Before::Is(MomentRole::Since)),
            (&since.plain_before, Before::Nothing),
            (&words.until.before, Before::Is(MomentRole::Until)),
            (&deadline.before, Before::Is(MomentRole::Deadline)),
            (&deadline.before_edge, Before::AtEdge(MomentRole::Deadline)),
            (&base.before, Before::Is(MomentRole::Base)),
            (&base.paired, Before::Paired),
            (&base.plain_before, Before::Nothing),
        ];
        let after = [
            (&since.after, After::Is(MomentRole::Since)),
            (&since.plain_after, After::Nothing),
            (&deadline.after, After::Is(MomentRole::Deadline)),
            (&deadline.plain_after, After::Nothing),
            (&base.after, After::Paired),
            (&base.ground, After::Is(MomentRole::Base)),
        ];
        Self {
            before: Table::by_last(spread(before)),
            after: Table::by_first(spread(after)),
            multiple: words.base.multiple.clone(),
        }
    }

    /// The role of the date between two offsets; `Point` where nothing says otherwise.
    pub(super) fn read(&self, text: &str, start: usize, end: usize) -> Found {
        let lead_at = skip_marks(text, start);
        let lead = self.before.end(cursor::head(text, lead_at));
        let from = lead.map_or(start, |(length, _)| lead_at - length);
        let behind = self.after.start(cursor::rest(text, end));
        let to = behind.map_or(end, |(length, _)| end + length);
        let plain = Found {
            role: MomentRole::Point,
            start,
            end,
        };
        let lead = lead.map(|it| *it.1);
        let behind = behind.map(|it| *it.1);
        match (lead, behind) {
            (Some(Before::Paired), Some(After::Paired)) => Found {
                role: MomentRole::Base,
                start: from,
                end: to,
            },
            (Some(Before::Is(role)), _) if role != MomentRole::Since => Found {
                role,
                start: from,
                end,
            },
            (_, Some(After::Is(role))) => {
                let kept = matches!(lead, Some(Before::Is(it)) if it == role);
                Found {
                    role,
                    start: if kept { from } else { start },
                    end: to,
                }
            }
            (Some(Before::Is(role)), _) if is_edge_before(text, from) => Found {
                role,
                start: from,
                end,
            },
            (Some(Before::AtEdge(role)), _) if is_edge_before(text, from) => Found {
                role,
                start: from,
                end,
            },
            _ if self.is_multiple(text, end) => Found {
                role: MomentRole::Base,
                ..plain
            },
            _ => plain,
        }
    }

    /// Whether 的14.3倍 follows.
    fn is_multiple(&self, text: &str, end: usize) -> bool {
        let mut words = self.multiple.split(' ');
        let (Some(link), Some(unit)) = (words.next(), words.next()) else {
            return false;
        };
        let Some(rest) = cursor::rest(text, end).strip_prefix(link) else {
            return false;
        };
        let numeral = numeral::read(rest, 0, &|_| false);
        numeral.is_some_and(|it| cursor::rest(rest, it.end).starts_with(unit))
    }
}

fn spread<T: Copy, const N: usize>(lists: [(&Vec<String>, T); N]) -> Vec<(String, T)> {
    lists
        .into_iter()
        .flat_map(|(words, mark)| words.iter().map(move |it| (it.clone(), mark)))
        .collect()
}

/// Back over quotation marks and a blank: 到“十四五”末.
fn skip_marks(text: &str, at: usize) -> usize {
    let head = cursor::head(text, at);
    head.trim_end_matches(['“', '‘', '"', '「', ' ']).len()
}

/// Whether a clause begins at `at`.
fn is_edge_before(text: &str, at: usize) -> bool {
    !cursor::previous(text, at).is_some_and(char::is_alphanumeric)
}
