//! Where a name begins: from its head leftwards, by known words, parts of speech and marks.

use crate::extract::page::{Bytes, Page};
use crate::extract::segment::Class;
use crate::lexicon::Scheme;

/// What a kind of name may hold to the left of its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// A full place name (江苏省) only directly before the head, else it is a place beside the name: parks.
    NearPlace,
    /// Full place names anywhere: companies, agencies.
    AnyPlace,
    /// Anything up to a stop word: projects.
    Loose,
}

/// The start of the name whose head begins at `head`, not before `floor`.
pub(super) fn name_start(page: &Page<'_>, head: usize, floor: usize, reach: Reach) -> usize {
    if reach == Reach::AnyPlace
        && let Some(start) = place_before(page, head, floor)
    {
        return start;
    }
    let mut walk = Walk {
        page,
        floor,
        reach,
        head,
        at: head,
    };
    while let Some(next) = walk.step() {
        walk.at = next;
    }
    walk.at
}

/// How far before its head a legal name may begin with a place, in bytes: sixteen characters.
const PLACE_REACH: usize = 48;

/// The start of the place that a legal name begins with: 重庆|奕翔化工|有限公司, 湖南省|产业园区建设|领导小组.
fn place_before(page: &Page<'_>, head: usize, floor: usize) -> Option<usize> {
    let floor = floor.max(head.saturating_sub(PLACE_REACH));
    let first = page.hits.partition_point(|hit| hit.start < floor);
    let places = page
        .hits
        .iter()
        .skip(first)
        .take_while(|hit| hit.start < head)
        .filter(|hit| hit.end <= head);
    let places = places.filter(|&&hit| {
        page.lexicon
            .entries_of(hit)
            .any(|(_, it)| it.scheme == Scheme::Place)
    });
    let starts: Vec<(usize, usize)> = places.map(|hit| (hit.start, hit.end)).collect();
    let clean = |start: usize| {
        let text = page.slice(start..head);
        let marked = text
            .chars()
            .any(|it| !it.is_alphanumeric() && !matches!(it, '(' | ')' | '·' | '“' | '”'));
        let single = page.lexicon.words("name_divider");
        !marked
            && page.words_in(single, &(start..head)).next().is_none()
            && page.measures_in(&(start..head)).next().is_none()
    };
    let nearest = starts.iter().rev().find(|it| clean(it.0))?.0;
    let mut start = nearest;
    while let Some(&(before, _)) = starts.iter().find(|&&(at, end)| end == start && at < start) {
        start = before;
    }
    let parent = |hit: &crate::lexicon::Hit| {
        page.lexicon
            .entries_of(*hit)
            .any(|(_, it)| it.scheme == Scheme::Agency)
    };
    if let Some(hit) = page.hits_ending(start).find(parent) {
        start = hit.start;
    }
    let unclosed = page.slice(start..head).contains(')') && !page.slice(start..head).contains('(');
    (!unclosed).then_some(start)
}

struct Walk<'p, 'a> {
    page: &'p Page<'a>,
    floor: usize,
    reach: Reach,
    head: usize,
    at: usize,
}

impl Walk<'_, '_> {
    /// One word further left, or nothing where the name begins.
    fn step(&self) -> Option<usize> {
        let before = self.page.slice(self.floor..self.at);
        let last = before.chars().next_back()?;
        match last {
            ')' => self.bracket(before),
            '”' => self.quotation(before),
            '·' => (self.reach == Reach::Loose).then(|| self.at - last.len_utf8()),
            _ if last.is_ascii_alphanumeric() => self.latin(before),
            _ if !last.is_alphabetic() => None,
            _ => self.word(),
        }
    }

    /// A bracket with a place or a stage in it: (沈阳), (一期).
    fn bracket(&self, before: &str) -> Option<usize> {
        let open = before.rfind('(')?;
        let inner = before.get(open + 1..before.len() - 1)?;
        let short = inner.chars().count() <= 8 && inner.chars().all(char::is_alphanumeric);
        (short && open > 0).then(|| self.floor + open)
    }

    /// A quotation inside a name: 国家进口废物“圈区管理”园区.
    fn quotation(&self, before: &str) -> Option<usize> {
        let open = before.rfind('“')?;
        let inner = before.get(open..)?;
        (inner.chars().count() <= 24 && !inner.contains(['，', '。'])).then(|| self.floor + open)
    }

    /// A run of Latin letters and digits; a bare number is none unless a name goes on before it.
    fn latin(&self, before: &str) -> Option<usize> {
        let kept = before
            .trim_end_matches(|it: char| it.is_ascii_alphanumeric() || it == '-' || it == '.');
        let run = before.get(kept.len()..)?;
        let size = self.reach == Reach::Loose
            && self
                .page
                .measure_at(self.floor + kept.len())
                .is_some_and(|it| {
                    self.page.measures[it].unit_class == Some(crate::quantity::UnitClass::Length)
                });
        let named = run.chars().any(|it| it.is_ascii_alphabetic()) || size;
        named.then(|| self.floor + kept.len())
    }

    /// A word of Chinese.
    fn word(&self) -> Option<usize> {
        let known = self.known_name();
        let lexicon = self.page.lexicon;
        let stop = self
            .page
            .word_ending(lexicon.words("name_stop"), self.at)
            .filter(|hit| hit.start >= self.floor && self.page.stands_alone(*hit));
        let part = self
            .page
            .word_ending(lexicon.words("name_part"), self.at)
            .filter(|hit| hit.start >= self.floor);
        let stop_length = stop.map_or(0, |hit| hit.end - hit.start);
        if self.reach == Reach::NearPlace
            && let Some(level) = self.level()
            && known.is_none_or(|(start, _)| start >= level)
        {
            return self.is_place_before(level).then_some(level);
        }
        if self.reach == Reach::AnyPlace
            && self
                .page
                .word_ending(lexicon.words("descriptor"), self.at)
                .is_some()
        {
            return None;
        }
        if let Some((start, allowed)) = known
            && self.at - start > stop_length
        {
            return allowed.then_some(start);
        }
        if let Some(hit) = part
            && hit.end - hit.start >= stop_length
        {
            return Some(hit.start);
        }
        if stop.is_some() {
            return None;
        }
        self.token()
    }

    /// Where a level (国家级) begins that stands before this place: what follows it is a title or a class.
    fn level(&self) -> Option<usize> {
        let lexicon = self.page.lexicon;
        let place = |hit| {
            lexicon
                .entries_of(hit)
                .any(|(_, it)| it.scheme == Scheme::Place)
        };
        self.page
            .word_ending(lexicon.words("honor_level"), self.at)
            .filter(|&hit| hit.start >= self.floor && !place(hit))
            .map(|hit| hit.start)
    }

    /// Whether a place or a proper noun ends here: 曹妃甸|国家级经济技术开发区 is a name all the same.
    fn is_place_before(&self, at: usize) -> bool {
        let page = self.page;
        let place = |hit| {
            page.lexicon
                .entries_of(hit)
                .any(|(_, it)| it.scheme == Scheme::Place)
        };
        let known = page
            .hits_ending(at)
            .any(|hit| hit.start >= self.floor && place(hit));
        let sentence = at
            .checked_sub(1)
            .and_then(|before| page.sentence_at(before));
        known
            || sentence.is_some_and(|it| {
                page.tokens(it).iter().any(|token| {
                    token.bytes.end == at
                        && token.bytes.start >= self.floor
                        && token.class == Class::Proper
                })
            })
    }

    /// The longest known name that ends here, and whether it may be part of the name.
    fn known_name(&self) -> Option<(usize, bool)> {
        let page = self.page;
        let hit = page.hits_ending(self.at).find(|&hit| {
            hit.start >= self.floor
                && page.lexicon.entries_of(hit).any(|(_, it)| {
                    matches!(
                        it.scheme,
                        Scheme::Place | Scheme::Company | Scheme::Industry | Scheme::Agency
                    )
                })
        })?;
        let full_place = page.lexicon.entries_of(hit).any(|(_, it)| {
            it.scheme == Scheme::Place
                && it.name == page.slice(hit.start..hit.end)
                && has_suffix(page, &(hit.start..hit.end))
        });
        let agency = page
            .lexicon
            .entries_of(hit)
            .any(|(_, it)| it.scheme == Scheme::Agency);
        let beside = self.reach == Reach::NearPlace && full_place && self.at != self.head
            || agency && self.reach != Reach::AnyPlace;
        Some((hit.start, !beside))
    }

    /// The word that the segmenter sees before this place.
    fn token(&self) -> Option<usize> {
        let sentence = self.page.sentence_at(self.at.checked_sub(1)?)?;
        let tokens = self.page.tokens(sentence);
        let token = tokens.get(tokens.partition_point(|it| it.bytes.end < self.at))?;
        let start = token.bytes.start.max(self.floor);
        if start >= self.at {
            return None;
        }
        let word = self.page.slice(start..self.at);
        let good = match token.class {
            Class::Noun | Class::Proper => true,
            Class::Adjective | Class::Verb => {
                self.reach == Reach::Loose && word.chars().count() > 1
                    || word.chars().count() == 1 && self.at == self.head
            }
            Class::Number => word.chars().count() > 1 && self.at == self.head,
            Class::Function | Class::Adverb => token.bytes.end > self.at,
        };
        good.then_some(start)
    }
}

/// Whether a place name ends in its kind: 江苏省 does, 江苏 does not.
pub(super) fn has_suffix(page: &Page<'_>, bytes: &Bytes) -> bool {
    page.word_ending(page.lexicon.words("place_head"), bytes.end)
        .is_some_and(|hit| hit.start > bytes.start)
}
