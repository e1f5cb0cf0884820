//! Lists around a conferral: the titles that go on behind its match, and the holders that are listed and counted before it.

use crate::extract::actor::Fit;
use crate::extract::conferral::HOLDERS;
use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Page};
use crate::extract::title::closes_title;
use crate::lexicon::{Atom, Role};
use crate::model::EntityKind;
use crate::quantity::UnitClass;

/// Marks around names, which do not part them from their neighbours.
const QUOTES: [char; 5] = ['“', '”', '"', '《', '》'];
/// How long a remark in brackets may be, in characters.
const REMARK: usize = 20;
/// How many bytes the words that say what is counted may have: twelve characters.
const COUNTED: usize = 36;
/// How many bytes may stand between such a class and the verb: six characters.
const ADVERBS: usize = 18;
/// How many bytes the words for the field of a name in a list may have, and with a list mark and remarks what stands between two.
const FIELD: usize = 18;
const GAP: usize = 72;

impl Fit<'_, '_> {
    /// The titles of the match and those that its list goes on with: A称号、|B, A(2019年)、|B.
    pub(super) fn with_rest(&self, mut honors: Vec<usize>) -> Vec<usize> {
        while let Some(next) = honors.last().and_then(|&it| self.title_after(it)) {
            honors.push(next);
        }
        honors
    }

    /// The title behind a title that the match ends with or that was found behind it.
    fn title_after(&self, title: usize) -> Option<usize> {
        let page = self.page;
        let end = page.names[title].bytes.end;
        if !self.takes_many() || end < self.found.bytes.end {
            return None;
        }
        let closed = skip_tail(page, end);
        let mark = page.word_at("list_mark", closed).map(|hit| hit.end);
        let start = mark.or_else(|| {
            let open = page.rest(closed).starts_with('，');
            open.then(|| closed + '，'.len_utf8())
        });
        let quoted = closed > end && page.slice(end..closed).contains('“'); // “A”“B”
        let start = start.or(quoted.then_some(closed))?;
        let next = page.name_at(skip_lead(page, start))?;
        let ends = mark.is_some() || quoted || ends_item(page, page.names[next].bytes.end);
        (page.is_kind(next, EntityKind::Honor) && ends).then_some(next)
    }

    /// Whether the pattern takes a list of titles.
    fn takes_many(&self) -> bool {
        let mut elements = self.rule.pattern.iter();
        elements.any(|it| {
            matches!(
                it.atom,
                Atom::Slot {
                    role: Role::Honor,
                    many: true,
                    ..
                }
            )
        })
    }

    /// The names of a slot and those that its list goes on with behind the match, fields and remarks between them.
    pub(super) fn with_others(&self, mut names: Vec<usize>) -> Vec<usize> {
        let page = self.page;
        let end = |it: usize| page.names[it].bytes.end;
        while let Some(&last) = names.last() {
            let clause = clause_of(self.sentence, end(last));
            let mut behind = page.names_in(&(end(last)..clause.end));
            if let Some(next) = self.division_after(last) {
                names.pop();
                names.push(next);
                continue;
            }
            match behind.find(|&it| is_holder(page, it) && is_whole_item(page, it)) {
                Some(next) if end(last) >= self.found.bytes.end && are_joined(page, last, next) => {
                    names.push(next);
                }
                _ => break,
            }
        }
        names
    }

    /// The holders that stand before the match in a list with their number: A、B等5家单位|获评, A、B等5家单位，|获评.
    pub(super) fn counted_holders(&self) -> Vec<usize> {
        let start = self.found.bytes.start;
        let clause = clause_of(self.sentence, start);
        let before = clause.start..start;
        let here = self.counted_run(&before);
        if !here.is_empty() || !self.actors_before(&HOLDERS).is_empty() {
            return here;
        }
        let Some(last) = self.sentence.clause_before(&clause) else {
            return Vec::new();
        };
        let run = self.counted_run(last);
        let leads = run.first().is_some_and(|&it| self.leads(it, last));
        if leads { run } else { Vec::new() }
    }

    /// The division that a place is the address of: 苏州|相城区.
    fn division_after(&self, name: usize) -> Option<usize> {
        let page = self.page;
        let next = page.name_at(page.names[name].bytes.end)?;
        let places = page.is_kind(name, EntityKind::Place) && page.is_kind(next, EntityKind::Place);
        places.then_some(next)
    }

    /// Whether the clause says only how many it speaks of: 17个园区|升格为…, 近半数企业|获评….
    pub(super) fn is_of_number(&self) -> bool {
        let page = self.page;
        let start = self.found.bytes.start;
        let clause = clause_of(self.sentence, start);
        let before = clause.start..start;
        if page.has_word_in("quantifier", &before) && page.names_in(&before).is_empty() {
            return true;
        }
        let last = page.measures_in(&before).next_back();
        last.map(|it| &page.measures[it]).is_some_and(|it| {
            let noun = page.slice(it.bytes.end..start);
            let alone = noun.is_empty() && page.names_in(&before).is_empty(); // 9家|被认定为…
            let near = (alone || !noun.is_empty())
                && noun.len() <= COUNTED
                && noun.chars().all(char::is_alphabetic);
            let verbs = ["confer", "value_verb", "name_divider"];
            // 15个|产业集聚区: the name of the class may hold such a word
            let class = page.word_ending("class_of_parks", start);
            let lead = it.bytes.end..class.map_or(start, |it| it.start);
            let plain = !verbs.iter().any(|list| page.has_word_in(list, &lead));
            near && plain && it.unit_class == Some(UnitClass::Counter)
        })
    }

    /// Whether nothing but a date or a word that leads in stands before a name in its clause.
    fn leads(&self, name: usize, clause: &Bytes) -> bool {
        let page = self.page;
        let start = page.names[name].bytes.start;
        let mut at = clause.start;
        while at < start {
            let moment = page.moment_at(at).map(|it| page.moments[it].bytes.end);
            let frame = page.word_at("frame", at).map(|hit| hit.end);
            match moment.or(frame) {
                Some(end) => at = end,
                None => return false,
            }
        }
        true
    }

    /// The list of holders whose number and class end a range.
    fn counted_run(&self, range: &Bytes) -> Vec<usize> {
        let page = self.page;
        let open = |it: usize| {
            let before = page.slice(range.start..page.names[it].bytes.start);
            before.matches('(').count() == before.matches(')').count()
        };
        let holders = page
            .names_in(range)
            .filter(|&it| is_holder(page, it) && open(it));
        let mut run: Vec<usize> = Vec::new();
        for name in holders {
            let last = run.last().copied();
            if last.is_some_and(|it| self.division_after(it) == Some(name)) {
                run.pop();
            } else if !last.is_some_and(|it| are_joined(page, it, name)) {
                run.clear();
            }
            run.push(name);
        }
        let counted = run.last().is_some_and(|&last| {
            let tail = skip_remark(page, page.names[last].bytes.end)..range.end;
            is_count(page, &tail)
        });
        if counted { run } else { Vec::new() }
    }
}

/// Whether a text is the number and the class of what was listed before it: 等5家单位, 两家企业, 光伏3家基地.
fn is_count(page: &Page<'_>, tail: &Bytes) -> bool {
    let text = page.slice(tail.clone());
    let others = page.lexicon.and_others();
    if is_classed(page, tail) {
        return true;
    }
    let Some(measure) = page.measures_in(tail).next().map(|it| &page.measures[it]) else {
        return false;
    };
    let field = page.slice(tail.start..measure.bytes.start).len();
    let near = text.starts_with(others) && field == others.len() || field <= FIELD;
    near && measure.unit_class == Some(UnitClass::Counter)
        && measure.bytes.end <= tail.end
        && tail.end - measure.bytes.end <= COUNTED
}

/// Whether a text is the class of what was listed before it, without a number: 等企业(先后), 等一批项目.
fn is_classed(page: &Page<'_>, tail: &Bytes) -> bool {
    let others = page.lexicon.and_others();
    let class = page.slice(tail.clone()).strip_prefix(others);
    let class = class.and_then(|_| page.word_at("listed_class", tail.start + others.len()));
    class.is_some_and(|it| {
        let behind = it.end..tail.end;
        let near = it.end <= tail.end && behind.len() <= ADVERBS;
        let plain = page.slice(behind.clone()).chars().all(char::is_alphabetic);
        near && plain && !page.has_word_in("particle", &behind)
    })
}

/// Whether a place is an item by itself, and not what a name begins with that was not read: 江西|某工业园区.
fn is_whole_item(page: &Page<'_>, name: usize) -> bool {
    let end = skip_remark(page, page.names[name].bytes.end);
    let goes_on = page.rest(end).starts_with(char::is_alphabetic);
    let addressed = page.name_at(end).is_some();
    !page.is_kind(name, EntityKind::Place) || !goes_on || addressed || closes_title(page, end)
}

fn is_holder(page: &Page<'_>, name: usize) -> bool {
    HOLDERS.contains(&page.names[name].kind)
}

/// Whether two names stand in one list: between them a list mark, with remarks in brackets and words for a field around it:
/// 某高新区新材料(稀有金属)、|某经开区光伏.
fn are_joined(page: &Page<'_>, name: usize, next: usize) -> bool {
    let gap = page.names[name].bytes.end..page.names[next].bytes.start;
    let text = page.slice(gap.clone()).trim_matches(QUOTES);
    // 国家级绿色工厂|甲公司、国家级单项冠军|乙公司: the next title is for the next name.
    if page
        .names_in(&gap)
        .any(|it| page.is_kind(it, EntityKind::Honor))
    {
        return false;
    }
    if page.is_word("list_mark", text) {
        return true;
    }
    let mut marks = page.words_in("list_mark", &gap);
    let mark = marks.find(|hit| page.written(*hit) == "、" || hit.end == gap.end);
    let verbs = ["confer", "honor_stop", "title_break", "name_divider"];
    let plain = gap.len() <= GAP && !text.contains(['，', '；', '：']);
    let stops = |list: &str| {
        page.words_in(list, &gap)
            .any(|hit| Some(hit) != mark && page.stands_alone(hit))
    };
    mark.is_some() && plain && !verbs.iter().any(|list| stops(list))
}

/// Moves over a remark in brackets behind a name.
fn skip_remark(page: &Page<'_>, at: usize) -> usize {
    let at = skip_quotes(page, at);
    let inner = page
        .rest(at)
        .strip_prefix('(')
        .and_then(|it| it.split(')').next());
    match inner.filter(|it| it.chars().count() <= REMARK) {
        Some(inner) => skip_quotes(page, at + inner.len() + 2),
        None => at,
    }
}

fn skip_quotes(page: &Page<'_>, at: usize) -> usize {
    let rest = page.rest(at);
    at + rest.len() - rest.trim_start_matches(QUOTES).len()
}

/// Whether a title behind a comma is an item and not the subject of what follows: 获批A，|B的创建仍在进行.
fn ends_item(page: &Page<'_>, end: usize) -> bool {
    let closed = skip_tail(page, end);
    let goes_on = page.rest(closed).starts_with(char::is_alphabetic);
    !goes_on || closes_title(page, closed)
}

/// Moves over what may stand behind a title in a list: a remark, the word for a title.
fn skip_tail(page: &Page<'_>, end: usize) -> usize {
    let at = skip_remark(page, end);
    let noun = page.word_at("title_noun", at).map_or(at, |hit| hit.end);
    let closed = skip_remark(page, noun);
    page.word_at("one_of", closed).map_or(closed, |hit| hit.end)
}

/// Moves over what may stand before a title in a list: a date, its batch, who grants it, a quotation mark.
fn skip_lead(page: &Page<'_>, start: usize) -> usize {
    let mut at = skip_quotes(page, start);
    loop {
        let moment = page.moment_at(at).map(|it| page.moments[it].bytes.end);
        let batch = page.word_at("batch", at).map(|hit| hit.end);
        let agency = page
            .name_at(at)
            .filter(|&it| page.is_kind(it, EntityKind::Agency));
        let agency = agency.map(|it| page.names[it].bytes.end);
        let honor = page
            .name_at(at)
            .is_some_and(|it| page.is_kind(it, EntityKind::Honor));
        let level = page.word_at("honor_level", at).map(|hit| hit.end); // 全市|“…”
        let level = level.filter(|&it| page.rest(it).starts_with('“'));
        match moment.or(batch).or(agency).or(level).filter(|_| !honor) {
            Some(end) => at = skip_quotes(page, end),
            None => return at,
        }
    }
}
