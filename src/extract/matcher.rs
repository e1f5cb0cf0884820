//! Runs a compiled pattern over a sentence. It knows no kind of fact and no Chinese word.

use crate::extract::page::{Bytes, Page};
use crate::extract::sentence::Sentence;
use crate::lexicon::{Atom, Element, Filler, Role};
use crate::model::EntityKind;

/// How many bytes a gap may span: 40 Chinese characters inside a clause, 70 across clauses.
const GAP: usize = 120;
const WIDE_GAP: usize = 210;
/// How many bytes a free slot may span.
const FREE: usize = 360;
/// How long a remark in brackets behind a name of a list may be, in characters.
const REMARK: usize = 24;

/// A place where a pattern fits.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Match {
    /// From the first to the last character that an element matched.
    pub(super) bytes: Bytes,
    /// What fills the slots, in pattern order.
    pub(super) slots: Vec<(Role, Fill)>,
}

/// What fills a slot.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Fill {
    /// Positions of names.
    Names(Vec<usize>),
    /// Text to be read as names of a kind.
    Free(EntityKind, Bytes),
    /// Position of a quantity.
    Measure(usize),
    /// Position of a date.
    Moment(usize),
}

impl Match {
    /// The date in a role.
    pub(super) fn moment(&self, role: Role) -> Option<usize> {
        self.slots.iter().find_map(|(it, fill)| match fill {
            Fill::Moment(moment) if *it == role => Some(*moment),
            _ => None,
        })
    }

    /// Whether the pattern has a slot of this role that is filled.
    pub(super) fn has(&self, role: Role) -> bool {
        self.slots.iter().any(|(it, _)| *it == role)
    }
}

/// All matches of a pattern in a sentence, leftmost first, not overlapping.
pub(super) fn matches(page: &Page<'_>, pattern: &[Element], sentence: &Sentence) -> Vec<Match> {
    let mut found: Vec<Match> = Vec::new();
    let mut next = sentence.bytes.start;
    for at in starts(page, pattern, sentence) {
        if at < next {
            continue;
        }
        let mut run = Run {
            page,
            sentence,
            slots: Vec::new(),
        };
        if let Some(end) = run.step(pattern, at).filter(|&end| end > at) {
            found.push(Match {
                bytes: at..end,
                slots: run.slots,
            });
            next = end;
        }
    }
    found
}

/// Where a pattern may begin: at the words, names, characters or clauses of its first element, or else anywhere.
fn starts(page: &Page<'_>, pattern: &[Element], sentence: &Sentence) -> Vec<usize> {
    let bytes = &sentence.bytes;
    let first = pattern.first().filter(|it| !it.optional);
    match first.map(|it| &it.atom) {
        Some(Atom::Start) => sentence.clauses.iter().map(|it| it.start).collect(),
        Some(Atom::Words(list)) => {
            let mut starts: Vec<usize> = page.words_in(list, bytes).map(|it| it.start).collect();
            starts.dedup();
            starts
        }
        Some(Atom::Literal(literal)) => {
            let text = page.slice(bytes.clone());
            let found = text.match_indices(literal.as_str());
            found.map(|(at, _)| bytes.start + at).collect()
        }
        Some(Atom::Slot {
            filler: Filler::Mention(_),
            ..
        }) => {
            let names = page.names_in(bytes);
            names.map(|it| page.names[it].bytes.start).collect()
        }
        _ => {
            let letters = page.slice(bytes.clone()).char_indices();
            letters.map(|(at, _)| bytes.start + at).collect()
        }
    }
}

/// One attempt to fit a pattern.
struct Run<'p, 'a> {
    page: &'p Page<'a>,
    sentence: &'p Sentence,
    slots: Vec<(Role, Fill)>,
}

impl Run<'_, '_> {
    fn rest(&self, at: usize) -> &str {
        self.page.slice(at..self.sentence.bytes.end)
    }

    /// The clause that holds this position, up to the mark that closes it.
    fn clause(&self, at: usize) -> Option<&Bytes> {
        self.sentence
            .clauses
            .iter()
            .find(|it| it.start <= at && at <= it.end)
    }

    fn is_start(&self, at: usize) -> bool {
        self.sentence.clauses.iter().any(|it| it.start == at)
    }

    /// Fits the elements from here on; gives the end of the match.
    fn step(&mut self, pattern: &[Element], at: usize) -> Option<usize> {
        let Some((element, rest)) = pattern.split_first() else {
            return Some(at);
        };
        let kept = self.slots.len();
        let here = self.skip_quotes(at);
        let found = match &element.atom {
            Atom::Gap => self.gap(
                rest,
                at,
                self.clause(at).map_or(at, |it| it.end).min(at + GAP),
            ),
            Atom::WideGap => self.gap(rest, at, self.sentence.bytes.end.min(at + WIDE_GAP)),
            Atom::Start => self
                .is_start(at)
                .then_some(at)
                .and_then(|at| self.step(rest, at)),
            Atom::End => self
                .clause(here)
                .is_some_and(|it| it.end == here)
                .then_some(here)
                .and_then(|at| self.step(rest, at)),
            Atom::Literal(literal) => {
                let fits = self.rest(here).starts_with(literal.as_str());
                fits.then(|| here + literal.len())
                    .and_then(|next| self.step(rest, next))
            }
            Atom::Words(list) => self.words(list, rest, here),
            Atom::Slot { role, filler, many } => self.slot((*role, filler, *many), rest, here),
        };
        if found.is_some() {
            return found;
        }
        self.slots.truncate(kept);
        if element.optional {
            self.step(rest, at)
        } else {
            None
        }
    }

    fn words(&mut self, list: &str, rest: &[Element], at: usize) -> Option<usize> {
        let set = self.page.lexicon.words(list);
        let page = self.page;
        let longest = page
            .hits_at(at)
            .find(|&hit| page.lexicon.is_rule_word(hit))?;
        let ends: Vec<usize> = page
            .hits_at(at)
            .filter(|&hit| page.lexicon.is_word(hit, set))
            .map(|hit| hit.end)
            .collect();
        if !page.lexicon.is_word(longest, set) {
            return None;
        }
        ends.into_iter().find_map(|end| self.step(rest, end))
    }

    /// Tries the rest at every character up to the limit, nearest first.
    fn gap(&mut self, rest: &[Element], at: usize, limit: usize) -> Option<usize> {
        let mut next = at;
        loop {
            if let Some(end) = self.step(rest, next) {
                return Some(end);
            }
            let width = self.rest(next).chars().next()?.len_utf8();
            next += width;
            if next > limit {
                return None;
            }
        }
    }

    fn slot(&mut self, slot: (Role, &Filler, bool), rest: &[Element], at: usize) -> Option<usize> {
        let (role, filler, many) = slot;
        match filler {
            Filler::Mention(kinds) => {
                let names = self.name_list(kinds, many, at)?;
                let end = self.page.names[*names.last()?].bytes.end;
                let remarked = self.skip_bracket(end).filter(|_| names.len() > 1);
                let fill = (role, Fill::Names(names));
                let found = self.bind(fill.clone(), rest, end);
                found.or_else(|| self.bind(fill, rest, remarked?)) // 甲园(医药)、乙园(化工)|等2家
            }
            Filler::Measure => {
                let measure = self.page.measure_at(at)?;
                let end = self.page.measures[measure].bytes.end;
                self.bind((role, Fill::Measure(measure)), rest, end)
            }
            Filler::Moment => {
                let moment = self.page.moment_at(at)?;
                let end = self.page.moments[moment].bytes.end;
                self.bind((role, Fill::Moment(moment)), rest, end)
            }
            Filler::Free(kind) => self.free((role, *kind), rest, at),
        }
    }

    fn bind(&mut self, slot: (Role, Fill), rest: &[Element], end: usize) -> Option<usize> {
        self.slots.push(slot);
        let found = self.step(rest, end);
        if found.is_none() {
            self.slots.pop();
        }
        found
    }

    /// Free text up to where the rest fits, inside the clause.
    fn free(&mut self, slot: (Role, EntityKind), rest: &[Element], at: usize) -> Option<usize> {
        let (role, kind) = slot;
        if self.rest(at).starts_with(self.page.lexicon.particle()) {
            return None; // 某区生产|的|某某线缆
        }
        let limit = self.clause(at).map_or(at, |it| it.end).min(at + FREE);
        let mut end = at;
        while end < limit {
            end += self.rest(end).chars().next()?.len_utf8();
            let kept = self.slots.len();
            self.slots.push((role, Fill::Free(kind, at..end)));
            if let Some(found) = self.step(rest, end) {
                return Some(found);
            }
            self.slots.truncate(kept);
        }
        None
    }

    /// One name, or a list of them with list marks between.
    fn name_list(&self, kinds: &[EntityKind], many: bool, at: usize) -> Option<Vec<usize>> {
        let mut last = self.name_of(kinds, at)?;
        let mut names = vec![last];
        while let Some(next) = self.name_after(kinds, last).filter(|_| many) {
            names.push(next);
            last = next;
        }
        Some(names)
    }

    /// The name of one of these kinds that begins here, or behind a place that is its address: 上海市|某工业园区, 遵义市|汇川区.
    fn name_of(&self, kinds: &[EntityKind], at: usize) -> Option<usize> {
        let page = self.page;
        let name = page.name_at(at)?;
        let place = page.is_kind(name, EntityKind::Place);
        let next = page.name_at(page.names[name].bytes.end).filter(|_| place);
        let addressed = next.filter(|&it| kinds.contains(&page.names[it].kind));
        addressed.or_else(|| kinds.contains(&page.names[name].kind).then_some(name))
    }

    /// The name behind the list mark that follows a name.
    fn name_after(&self, kinds: &[EntityKind], name: usize) -> Option<usize> {
        let closed = self.page.names[name].bytes.end;
        let end = self.skip_remark(closed);
        let mark = self.page.word_at("list_mark", end);
        let between = self.page.slice(closed..end);
        let quoted = between.contains('”') && between.ends_with('“'); // “A”|“B”
        let mark = mark.map(|it| self.skip_quotes(it.end));
        let next = self.name_of(kinds, mark.or(quoted.then_some(end))?)?;
        (!self.is_owner(next)).then_some(next)
    }

    /// 甲高新区的A、|乙高新区|的B: whether a park is only whose the next item is.
    fn is_owner(&self, name: usize) -> bool {
        let page = self.page;
        let end = page.names[name].bytes.end;
        let owned = self.rest(end).strip_prefix(page.lexicon.particle());
        let owned = owned.and_then(|_| page.name_at(end + page.lexicon.particle().len()));
        page.is_kind(name, EntityKind::Park)
            && owned.is_some_and(|it| page.is_kind(it, EntityKind::Company))
    }

    /// Moves over a short remark in quotes behind a name: 全国文明城市“六连冠”.
    fn skip_remark(&self, at: usize) -> usize {
        let rest = self.rest(at);
        let inner = rest
            .strip_prefix('“')
            .and_then(|rest| rest.split_once('”'))
            .map(|(inner, _)| inner);
        match inner.filter(|it| it.chars().count() <= 6) {
            Some(inner) => at + '“'.len_utf8() + inner.len() + '”'.len_utf8(),
            None => self
                .skip_bracket(at)
                .unwrap_or_else(|| self.skip_quotes(at)),
        }
    }

    /// Behind a short remark in brackets: 甲园(生物医药)|、乙园.
    fn skip_bracket(&self, at: usize) -> Option<usize> {
        let (inner, _) = self.rest(at).strip_prefix('(')?.split_once(')')?;
        (inner.chars().count() <= REMARK).then_some(at + inner.len() + 2)
    }

    fn skip_quotes(&self, at: usize) -> usize {
        let rest = self.rest(at);
        let kept = rest.trim_start_matches(['“', '”', '‘', '’', '《', '》', '「', '」', ' ']);
        at + rest.len() - kept.len()
    }
}
