//! Where a name begins: from its head leftwards, by known words, parts of speech and marks.

use crate::extract::bare_name::has_own_word;
use crate::extract::company::token_at;
use crate::extract::division::is_within;
use crate::extract::legal_name::{TRADE, is_held};
use crate::extract::mother::{
    MARKS, brand_before, group_before, is_bounded, lead_end, mother_before,
};
use crate::extract::page::{Bytes, Page};
use crate::extract::segment::{Class, Token};
use crate::extract::stem::is_generic;
use crate::extract::walk::{Walk, behind_glued, is_size};
use crate::lexicon::{Hit, Scheme};
use crate::model::EntityKind;
use crate::quantity::Measure;

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

/// How far before its head a name may begin, in bytes: two hundred characters. Longer ones are text without any mark, and
/// a walk to its start from each head in it takes the square of its length.
const LONGEST_NAME: usize = 600;

/// The start of the name whose head begins at `head`, not before `floor`.
pub(super) fn name_start(page: &Page<'_>, head: usize, floor: usize, reach: Reach) -> usize {
    let mut near = head.saturating_sub(LONGEST_NAME)..head;
    let near = near.find(|&it| page.text.is_char_boundary(it));
    let floor = near.map_or(floor, |it| it.max(floor));
    if reach == Reach::AnyPlace
        && let Some(start) = place_before(page, head, floor)
    {
        return start;
    }
    Walk {
        page,
        floor,
        reach,
        head,
        at: head,
    }
    .start()
}

/// How far before its head a company's name may begin with a place, in bytes: sixteen characters.
const PLACE_REACH: usize = 48;
/// The same before a legal form, of which names are longer: twenty-two characters.
const LEGAL_REACH: usize = 66;

/// The start of the place that a legal name begins with: 重庆|奕翔化工|有限公司, 湖南省|产业园区建设|领导小组.
fn place_before(page: &Page<'_>, head: usize, floor: usize) -> Option<usize> {
    let legal = page.word_at("legal_form", head).is_some();
    let company = page.word_at("company_suffix_legal", head).is_some();
    let reach = if legal { LEGAL_REACH } else { PLACE_REACH };
    let floor = floor.max(head.saturating_sub(reach));
    let places: Vec<Hit> = page
        .hits_in(floor..head)
        .filter(|&hit| hit.end <= head && page.is_in(Scheme::Place, hit))
        .filter(|hit| !page.is_word("park_head", page.written(*hit))) // 柳东|新区
        .filter(|hit| !crosses_words(page, &(hit.start..hit.end)))
        .collect();
    let nearest = places
        .iter()
        .rev()
        .find(|it| is_one_name(page, **it, head))?;
    if let Some(start) = brand_before(page, nearest.start, floor) {
        return Some(start);
    }
    let mut place = *nearest;
    while let Some(before) = places
        .iter()
        .find(|it| it.end == place.start && it.start < it.end)
        && holds(page, *before, place)
    {
        place = *before;
    }
    let parent = page
        .hits_ending(place.start)
        .find(|&hit| page.is_in(Scheme::Agency, hit) || page.is_in(Scheme::Company, hit));
    let group = page.word_ending("group_brand", place.start);
    let group = parent.or(group.filter(|it| it.start >= floor && is_bounded(page, it.start)));
    let start = group.map(|it| it.start);
    let start = start
        .or_else(|| mother_before(page, place.start, floor).filter(|_| company))
        .unwrap_or_else(|| group_before(page, place.start, floor));
    let stem = page.slice(start..head);
    let unclosed = stem.contains(')') && !stem.contains('(');
    (!unclosed).then_some(start)
}

/// Whether a place can stand before another in one address: not 昔阳县|山西某有限公司.
fn holds(page: &Page<'_>, outer: Hit, inner: Hit) -> bool {
    let (outer, inner) = (page.written(outer), page.written(inner));
    !is_within(page, outer, Some(inner)) || is_within(page, inner, Some(outer))
}

/// Whether a word that the segmenter sees lies across an edge of a range.
pub(super) fn crosses_words(page: &Page<'_>, bytes: &Bytes) -> bool {
    let Some(sentence) = page.sentence_at(bytes.start) else {
        return false;
    };
    let tokens = page.tokens(sentence);
    let crosses = |at: usize| {
        let over = tokens.get(tokens.partition_point(|it| it.bytes.end <= at));
        over.is_some_and(|it| {
            it.bytes.start < at && (it.bytes.start < bytes.start || it.bytes.end > bytes.end)
        })
    };
    crosses(bytes.start) || crosses(bytes.end)
}

/// Whether a word of the dictionary lies across an edge of a range; a guessed word may be guessed wrong.
pub(super) fn crosses_known(page: &Page<'_>, bytes: &Bytes) -> bool {
    let Some(sentence) = page.sentence_at(bytes.start) else {
        return false;
    };
    let crosses = |at: usize| {
        page.token_over(sentence, at).is_some_and(|it| {
            it.known
                && it.bytes.start < at
                && (it.bytes.start < bytes.start || it.bytes.end > bytes.end)
        })
    };
    crosses(bytes.start) || crosses(bytes.end)
}

/// Whether nothing between a place and a head divides them: no mark, no quantity, no dividing word.
fn is_one_name(page: &Page<'_>, place: Hit, head: usize) -> bool {
    let bytes = place.start..head;
    let joins = |it: char| it.is_alphanumeric() || matches!(it, '(' | ')' | '·' | '“' | '”');
    let national = page.word_at("nation", place.start).is_some()
        && page.word_at("association_head", head).is_some();
    let divides = |hit: Hit| {
        let mark = page.is_word("list_mark", page.written(hit));
        let stem = page.slice(place.end.min(hit.start)..hit.start);
        let brand = stem.chars().count() == 1; // 新疆|众和|股份有限公司: one character is no item of a list
        !(mark && (national || brand) || is_held(page, place, hit, head))
    };
    // 河南永泰|已完成|公司注册: a verb of two characters divides too, unless companies are called so.
    let verbs = page.words_in("name_stop", &(place.end..head)).any(|it| {
        let long = page.written(it).chars().nth(1).is_some();
        long && token_at(page, it.start).is_some_and(|token| {
            token.bytes.end == it.end && matches!(token.class, Class::Verb | Class::Adverb)
        }) && !page.is_word("brand_part", page.written(it))
            && !is_in_part(page, it, head)
            && !is_held(page, place, it, head)
    });
    let mut dividers = page.words_in("name_divider", &bytes);
    page.slice(bytes.clone()).chars().all(joins)
        && !verbs
        && !dividers.any(divides)
        && page.measures_in(&bytes).is_empty()
}

/// Whether a verb is, or begins, a word that names hold: 某芷|投资控股|集团有限公司.
fn is_in_part(page: &Page<'_>, verb: Hit, head: usize) -> bool {
    let rest = verb.start..head;
    let mut parts = page.words_in("name_part", &rest);
    parts.any(|it| it.start == verb.start)
}

/// Takes off the left edge of a name what only describes: 国家级, 首个, 全球最大, a quantity.
pub(super) fn trimmed_start(page: &Page<'_>, start: usize, head: Hit) -> usize {
    let mut at = start;
    loop {
        let prefix = page.word_at("name_prefix", at);
        let prefix = prefix.filter(|hit| page.stands_alone(*hit));
        let moment = page.moment_at(at).map(|it| page.moments[it].bytes.end);
        match prefix.map(|it| it.end).or(moment) {
            Some(end) if end <= head.start => at = end,
            _ => break,
        }
    }
    let stem = at..head.start;
    let praise = page.words_in("superlative", &stem).last();
    at = praise.map_or(at, |it| it.end);
    let inside = page
        .measure_over(at)
        .filter(|it| it.bytes.start < at || it.bytes.end <= head.start)
        .filter(|it| it.bytes.start < at || !is_size_of_project(page, it, head));
    at = inside.map_or(at, |it| it.bytes.end.min(head.start));
    if is_torn(page.slice(at..head.start)) {
        head.start
    } else {
        at
    }
}

/// Moves over verbs and function words before a name of the lexicon or a word that no dictionary has: 利用|中石油集团,
/// 如|万丰奥特集团.
pub(super) fn behind_verb(page: &Page<'_>, start: usize, head: Hit) -> usize {
    let names = |hit: Hit| {
        let schemes = [Scheme::Company, Scheme::Place, Scheme::Agency, Scheme::Park];
        hit.end <= head.end && schemes.iter().any(|it| page.is_in(*it, hit))
    };
    let own = |at: usize| {
        let guessed = token_at(page, at).is_some_and(|it| it.class == Class::Proper && !it.known);
        at < head.start && (guessed || page.hits_at(at).any(names))
    };
    let leads = |token: &Token| {
        let class = matches!(token.class, Class::Verb | Class::Adverb | Class::Function);
        let side = page.is_word("side_brand", page.slice(token.bytes.clone()));
        class
            && !side
            && token.known
            && own(token.bytes.end)
            && !page.hits_at(token.bytes.start).any(names)
    };
    let mut at = start;
    while let Some(token) = token_at(page, at).filter(|it| leads(it)) {
        at = token.bytes.end;
    }
    at
}

/// Where a park's name begins behind what is done with it: 北布局发展|太忻一体化经济区.
pub(super) fn behind_doing(page: &Page<'_>, start: usize, head: Hit) -> usize {
    let stem = start..head.start;
    let lists = ["lead_industry", "park_doing"];
    let words = lists.iter().flat_map(|it| page.words_in(it, &stem));
    let words = words.map(|it| it.end);
    let own = |at: &usize| {
        token_at(page, *at).is_some_and(|it| it.class == Class::Proper)
            || page.hits_at(*at).any(|it| page.is_in(Scheme::Place, it))
    };
    words
        .filter(own)
        .filter(|it| *it < head.start)
        .max()
        .unwrap_or(start)
}

/// The start of the words between a mark and a legal form, if nothing among them ends a name: ，|共享装备|股份有限公司.
pub(super) fn whole_before(page: &Page<'_>, head: usize, floor: usize) -> Option<usize> {
    let bytes = lead_end(page, head, floor, &MARKS)?..head;
    let stem = page.slice(bytes.clone());
    let trade = |it: Hit| {
        let verb = page.is_word("verb_ending", page.written(it)) && it.start > bytes.start;
        verb && page.slice(it.end..head).chars().count() <= TRADE
    };
    let ends = |list: &str| {
        let mut words = page.words_in(list, &bytes);
        words.any(|it| page.stands_alone(it) && !trade(it))
    };
    let plain = (2..=WHOLE).contains(&stem.chars().count())
        && !does_something(page, &bytes)
        && !ends("name_stop")
        && !ends("name_divider")
        && !ends("descriptor")
        && page.measures_in(&bytes).is_empty()
        && page.moments_in(&bytes).is_empty();
    plain.then_some(bytes.start)
}

/// Whether a verb that no name holds stands in a range, not at its head: 重点|解决|宝芷钢铁, but not 共享|装备.
fn does_something(page: &Page<'_>, bytes: &Bytes) -> bool {
    let tokens = page
        .sentence_at(bytes.start)
        .map_or(&[][..], |it| page.tokens(it));
    let mut inside = tokens
        .iter()
        .filter(|it| it.bytes.start > bytes.start && it.bytes.end <= bytes.end);
    inside.any(|it| {
        let word = page.slice(it.bytes.clone());
        let held = ["name_part", "brand_part", "verb_ending"]
            .iter()
            .any(|list| page.is_word(list, word));
        it.class == Class::Verb && it.known && word.chars().nth(1).is_some() && !held
    })
}

/// Moves back over words before a legal form that name nobody, to the name that they go on: 四川瑞芷达连接|系统有限公司,
/// 某股份有限公司|宜春分公司.
pub(super) fn grown_start(page: &Page<'_>, start: usize, head: Hit, floor: usize) -> usize {
    let parent = page.word_ending("company_suffix_legal", start);
    let branch = page.is_word("branch_form", page.written(head))
        && page.is_named_in(Scheme::Place, page.slice(start..head.start));
    if let Some(parent) = parent.filter(|_| branch) {
        return name_start(page, parent.start, floor, Reach::AnyPlace);
    }
    let own = |at: usize| has_own_word(page, &(at..head.start));
    let place = |it: Hit| it.end < head.start && is_full_place(page, it);
    let placed = page.hits_at(start).any(place);
    if !page.is_word("legal_form", page.written(head)) || placed || own(start) {
        return start;
    }
    let mut at = start;
    while !own(at) {
        match word_before(page, at, floor) {
            Some(before) => at = before,
            None => return start,
        }
    }
    let reach = Reach::AnyPlace;
    let head = head.start;
    Walk {
        page,
        floor,
        reach,
        head,
        at,
    }
    .start()
}

/// Where the word before a place begins, if a name can hold it: letters, and neither a function word nor one that divides.
fn word_before(page: &Page<'_>, at: usize, floor: usize) -> Option<usize> {
    let before = at.checked_sub(1).filter(|it| *it >= floor)?;
    let token = page.token_over(page.sentence_at(before)?, before)?;
    let start = behind_glued(page, token);
    let word = page.slice(start..token.bytes.end);
    let held = word.chars().all(char::is_alphabetic)
        && start >= floor
        && start < at
        && !page.is_word("name_divider", word)
        && !matches!(token.class, Class::Function | Class::Number | Class::Adverb);
    held.then_some(start)
}

/// Where a name begins behind the name of the zone in which the thing lies: 某市经济技术开发区|晶科能源股份有限公司. Companies are
/// called after industrial parks (苏州工业园区某有限公司), but hardly after zones of other kinds: 某高新区|某化工有限公司.
pub(super) fn behind_zone(page: &Page<'_>, start: usize, head: usize, kind: EntityKind) -> usize {
    let legal = page.word_at("legal_form", head).is_some();
    let brand = |at: usize| page.hits_at(at).any(|it| page.is_in(Scheme::Company, it));
    let zone = |at: usize| page.word_ending("zone_head", at).is_some();
    let outside = |end: usize| match kind {
        EntityKind::Company => !legal || zone(end),
        _ => zone(end) && brand(end),
    };
    let own = |at: usize| {
        let rest = page.slice(at..head);
        rest.chars().nth(1).is_some() && !is_generic(page, rest, EntityKind::Company)
    };
    let stem = start..head;
    let zones = page.words_in("park_head", &stem).map(|it| it.end);
    let behind = page.word_ending("park_head", start).is_some();
    let long =
        |end: &usize| behind || page.slice(start..*end).chars().count() >= ZONE || outside(*end);
    zones
        .filter(long)
        .filter(|&end| own(end))
        .max()
        .unwrap_or(start)
}

/// From how many characters on the name of a zone is no part of a company's: 苏州工业园区|某有限公司 is one name.
const ZONE: usize = 8;

/// How many characters the words of a legal name without its form may have, if marks and what joins names alone bound them.
pub(super) const WHOLE: usize = 10;

/// Whether a quantity says how large the thing of a project is: 2万吨|碳酸锂项目.
fn is_size_of_project(page: &Page<'_>, measure: &Measure, head: Hit) -> bool {
    page.is_word("project_head", page.written(head)) && is_size(measure.unit_class)
}

/// Whether a stem begins with a mark, or closes a bracket that it does not open.
fn is_torn(stem: &str) -> bool {
    let closes = stem
        .find(')')
        .is_some_and(|close| stem.find('(').is_none_or(|open| close < open));
    closes || stem.starts_with(|it: char| !it.is_alphanumeric() && it != '“')
}

/// Whether a known string is the full name of a place, written with its kind: 江苏省.
pub(super) fn is_full_place(page: &Page<'_>, hit: Hit) -> bool {
    let mut entries = page.lexicon.entries_of(hit);
    entries.any(|(_, it)| it.scheme == Scheme::Place && it.name == page.written(hit))
        && has_suffix(page, &(hit.start..hit.end))
}

/// Whether a place name ends in its kind: 江苏省 does, 江苏 does not.
pub(super) fn has_suffix(page: &Page<'_>, bytes: &Bytes) -> bool {
    page.word_ending("place_head", bytes.end)
        .is_some_and(|hit| hit.start > bytes.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    #[test]
    fn text_without_a_mark_takes_no_square_of_its_length() {
        on_page(&"云湖高新区税收".repeat(200), |page| {
            let longest = page.names.iter().map(|it| it.bytes.len()).max();
            assert!(longest.is_some_and(|it| it < LONGEST_NAME + 60));
        });
    }

    #[test]
    fn a_stem_is_torn_by_a_bracket_it_does_not_open() {
        assert!(is_torn("一期)扩建"));
        assert!(!is_torn("装备(沈阳)"));
        assert!(is_torn("、装备"));
    }
}
