//! Items of a list in free text: where the list is cut, what of an item only describes it, and whether the rest is a name.

use crate::extract::page::{Bytes, Page};
use crate::extract::segment::{Class, Token};
use crate::extract::stem::has_proper;
use crate::lexicon::{Hit, Scheme};
use crate::model::EntityKind;

/// Marks around a name that are not part of it.
const OPENING: [char; 5] = ['“', '”', '"', ' ', '‘'];
const CLOSING: [char; 5] = ['“', '”', '"', ' ', '’'];
/// Marks that no name has, but inside brackets.
const MARKS: [char; 6] = ['，', '。', '；', '：', ')', '、'];
/// The mark that stands between items and never inside one.
const ENUMERATION: &str = "、";
/// The fewest bytes of a company's name behind a description: two characters.
const SHORTEST: usize = 6;
/// How far before a place, in bytes, a word over it may begin.
const LOOK_BACK: usize = 60;

/// The items of a list, by list marks outside brackets and outside known names.
pub(super) fn items(page: &Page<'_>, bytes: &Bytes) -> Vec<Bytes> {
    let name_end = |at: usize| {
        let name = &page.names[page.name_over(at)?];
        Some(name.bytes.end).filter(|&end| end <= bytes.end)
    };
    let mark_at = |at: usize| {
        let hit = page.word_at("list_mark", at)?;
        (hit.end <= bytes.end && !inside_word(page, hit)).then_some(hit)
    };
    let mut items = Vec::new();
    let (mut start, mut at) = (bytes.start, bytes.start);
    while at < bytes.end {
        if let Some(end) = name_end(at) {
            at = end;
        } else if let Some(hit) = mark_at(at) {
            items.push(start..at);
            start = hit.end;
            at = hit.end;
        } else {
            let next = page.slice(at..bytes.end).chars().next();
            at += next.map_or(1, char::len_utf8);
        }
    }
    items.push(start..bytes.end);
    items.retain(|it| !it.is_empty());
    items
}

/// Whether a mark joins a thing and a kind of it: 钛及|钛合金.
pub(super) fn joins_kinds(page: &Page<'_>, mark: Hit) -> bool {
    let before = page.slice(0..mark.start).chars().next_back();
    let behind = page.rest(mark.end).chars().next();
    page.written(mark) != ENUMERATION && before.is_some() && before == behind
}

/// Whether a list mark such as 和 is part of a word: 和谐, 及时, or of an industry's name: 汽车及零部件, 钛及钛合金.
pub(super) fn inside_word(page: &Page<'_>, mark: Hit) -> bool {
    let Some(sentence) = page.sentence_at(mark.start) else {
        return false;
    };
    let is_longer = |token: &Token| {
        let Bytes { start, end } = token.bytes;
        start <= mark.start && end >= mark.end && end - start > mark.end - mark.start
    };
    let is_word = |hit: Hit| {
        hit.start < mark.start
            && hit.end >= mark.end
            && page.is_word("item_start", page.written(hit))
    };
    page.hits_ending(mark.end).any(is_word)
        || joins_kinds(page, mark)
        || inside_industry(page, mark)
        || page.tokens(sentence).iter().any(is_longer)
}

fn inside_industry(page: &Page<'_>, mark: Hit) -> bool {
    let first = page
        .hits
        .partition_point(|hit| hit.start + LOOK_BACK < mark.start);
    let before = page.hits.iter().skip(first);
    let mut over = before
        .take_while(|hit| hit.start < mark.start)
        .filter(|hit| hit.end > mark.end);
    over.any(|&hit| {
        let mut entries = page.lexicon.entries_of(hit);
        entries.any(|(_, it)| it.scheme == Scheme::Industry)
    })
}

/// An item without the description before it: 国内商业火箭龙头|天兵科技. Nothing if no name is left.
pub(super) fn stripped(page: &Page<'_>, kind: EntityKind, item: Bytes) -> Option<Bytes> {
    let mut item = unquoted(page.slice(item.clone()), item.start);
    let and_others = page.lexicon.and_others();
    if page.slice(item.clone()).ends_with(and_others) {
        item.end -= and_others.len();
    }
    if kind == EntityKind::Company {
        item.end -= latin_remark(page.slice(item.clone())).len();
        item.start = behind_last(page, "descriptor", (&item, SHORTEST));
    }
    item.start = behind_last(page, "item_start", (&item, 1));
    let known = page.name_at(item.start).map(|it| &page.names[it].bytes);
    if kind == EntityKind::Industry && known != Some(&item) {
        item.start = behind_last(page, "lead_industry", (&item, SHORTEST));
        item.end -= short_remark(page.slice(item.clone())).len();
        item.end = without_class(page, &item);
    }
    (!item.is_empty()).then_some(item)
}

/// A remark of a character or two in brackets behind an industry: (主) in 新一代信息技术(主); empty if there is none.
fn short_remark(text: &str) -> &str {
    let remark = text.rfind('(').and_then(|open| text.get(open..));
    remark
        .filter(|it| it.ends_with(')') && it.len() < text.len() && it.chars().count() <= 4)
        .unwrap_or_default()
}

/// The end of an industry without the words for its class: 复合材料|产业, 生物医药|高新技术主导产业.
fn without_class(page: &Page<'_>, item: &Bytes) -> usize {
    let mut end = item.end;
    let classes = ["cluster", "industry_adjunct"];
    while let Some(class) = classes.iter().find_map(|it| page.word_ending(it, end))
        && class.start > item.start
        && page.slice(item.start..class.start).chars().nth(1).is_some()
    {
        end = class.start;
    }
    end
}

/// The Latin name in brackets behind a Chinese one: (Magna) in 麦格纳(Magna); empty if there is none.
fn latin_remark(text: &str) -> &str {
    let remark = text
        .rfind('(')
        .and_then(|open| text.get(open..))
        .unwrap_or_default();
    let inner = remark
        .strip_prefix('(')
        .and_then(|it| it.strip_suffix(')'))
        .unwrap_or_default();
    let latin = inner.starts_with(|it: char| it.is_ascii_alphabetic()) && inner.is_ascii();
    if latin && remark.len() < text.len() {
        remark
    } else {
        ""
    }
}

/// Where a text that begins at an offset stands without the marks around it.
fn unquoted(text: &str, offset: usize) -> Bytes {
    let left = text.len() - text.trim_start_matches(OPENING).len();
    let right = text.trim_end_matches(CLOSING).len();
    offset + left..offset + right.max(left)
}

/// The end of the last word of a list that leaves so many bytes of an item; the item's start if there is none.
fn behind_last(page: &Page<'_>, list: &str, (item, rest): (&Bytes, usize)) -> usize {
    let words = page.words_in(list, item);
    let ends = words
        .filter(|hit| !splits_word(page, hit.end) && !joins_kinds(page, *hit))
        .map(|hit| hit.end)
        .filter(|end| end + rest <= item.end);
    ends.max().unwrap_or(item.start)
}

/// Whether a place lies inside a word that the dictionary has: 如|今.
fn splits_word(page: &Page<'_>, at: usize) -> bool {
    let Some(sentence) = page.sentence_at(at) else {
        return false;
    };
    let mut tokens = page.tokens(sentence).iter();
    tokens.any(|it| it.known && it.bytes.start < at && at < it.bytes.end)
}

/// Whether an item is one word that the dictionary has: 资金, 创新.
pub(super) fn is_one_word(page: &Page<'_>, item: &Bytes) -> bool {
    let Some(sentence) = page.sentence_at(item.start) else {
        return false;
    };
    let mut tokens = page.tokens(sentence).iter();
    tokens.any(|it| it.bytes == *item && it.class != Class::Proper)
}

/// Whether an item reads like a name: no function words, no verbs at its edges, not a class word.
pub(super) fn is_name_like(page: &Page<'_>, kind: EntityKind, item: &Bytes) -> bool {
    !is_torn(page.slice(item.clone()))
        && !is_class_word(page, kind, item)
        && page.measures_in(item).is_empty()
        && page.moments_in(item).is_empty()
        && (kind != EntityKind::Industry || is_industry_like(page, item))
        && !has_stop_word(page, kind, item)
        && !has_function_word(page, item)
        && !has_adverb_inside(page, item)
        && (kind != EntityKind::Company || !ends_in_adverb(page, item))
}

/// Whether a text holds marks that no name has, outside brackets.
fn is_torn(text: &str) -> bool {
    text.contains(MARKS) && !text.contains('(')
}

/// Whether an item is a word for a class, or, for companies, ends in one without a proper name before it.
fn is_class_word(page: &Page<'_>, kind: EntityKind, item: &Bytes) -> bool {
    let ends_in_class = kind == EntityKind::Company
        && page.word_ending("class_word", item.end).is_some()
        && !has_proper(page, item.start, item.end);
    ends_in_class || page.is_word("class_word", page.slice(item.clone()))
}

/// Whether an item holds no name of a company, park or place, and does not end as no industry does.
fn is_industry_like(page: &Page<'_>, item: &Bytes) -> bool {
    let is_name = |it: usize| {
        matches!(
            page.names[it].kind,
            EntityKind::Company | EntityKind::Park | EntityKind::Place
        )
    };
    !page.names_in(item).any(is_name)
        && page.word_ending("industry_stop_end", item.end).is_none()
        && !begins_with_number(page, item)
}

/// Whether a number or counter begins an item: 一家|生物医药独角兽.
fn begins_with_number(page: &Page<'_>, item: &Bytes) -> bool {
    let Some(sentence) = page.sentence_at(item.start) else {
        return false;
    };
    let tokens = page.tokens(sentence);
    let first = tokens.get(tokens.partition_point(|it| it.bytes.end <= item.start));
    first.is_some_and(|it| it.class == Class::Number)
}

/// Whether an item is made of nouns, and of verbs that names hold: no adverb, no number, no other verb in front.
pub(super) fn is_noun_run(page: &Page<'_>, item: &Bytes) -> bool {
    let Some(sentence) = page.sentence_at(item.start) else {
        return false;
    };
    let inside = |it: &&Token| it.bytes.start >= item.start && it.bytes.end <= item.end;
    let is_part = |it: &Token| page.is_word("name_part", page.slice(it.bytes.clone()));
    let mut tokens = page.tokens(sentence).iter().filter(inside);
    tokens.all(|it| match it.class {
        Class::Adverb | Class::Number => false,
        Class::Verb => it.bytes.start > item.start || is_part(it),
        _ => true,
    })
}

fn has_stop_word(page: &Page<'_>, kind: EntityKind, item: &Bytes) -> bool {
    let stops = match kind {
        EntityKind::Company => "name_stop",
        _ => "phrase_stop",
    };
    let is_long = |hit: Hit| page.slice(hit.start..hit.end).chars().nth(1).is_some();
    let ended = kind == EntityKind::Company && page.word_ending("brand_ending", item.end).is_some();
    let may_be_held = |hit: Hit| ended && page.is_word("brand_part", page.written(hit));
    let mut words = page.words_in(stops, item);
    words.any(|it| is_long(it) && !may_be_held(it)) && !page.has_word_in("name_part", item)
}

/// Whether an adverb stands inside an item, neither first nor last: 质谱仪|已|供应.
fn has_adverb_inside(page: &Page<'_>, item: &Bytes) -> bool {
    let Some(sentence) = page.sentence_at(item.start) else {
        return false;
    };
    let is_part = |token: &Token| {
        let mut parts = page.words_in("name_part", item);
        parts.any(|it| it.start <= token.bytes.start && token.bytes.end <= it.end)
    };
    let mut tokens = page.tokens(sentence).iter();
    tokens.any(|it| {
        let inside = it.bytes.start > item.start && it.bytes.end < item.end;
        it.class == Class::Adverb && inside && !is_part(it)
    })
}

/// Whether an item ends in an adverb: 某新能源|则, 如今|已.
fn ends_in_adverb(page: &Page<'_>, item: &Bytes) -> bool {
    let Some(sentence) = page.sentence_at(item.start) else {
        return false;
    };
    let mut tokens = page.tokens(sentence).iter();
    tokens.any(|it| it.bytes.end == item.end && it.known && it.class == Class::Adverb)
}

/// Whether a word of an item only connects others; so does all that stands in no sentence.
fn has_function_word(page: &Page<'_>, item: &Bytes) -> bool {
    let Some(sentence) = page.sentence_at(item.start) else {
        return true;
    };
    let inside = |token: &Token| token.bytes.start >= item.start && token.bytes.end <= item.end;
    let mut tokens = page.tokens(sentence).iter().filter(|it| inside(it));
    tokens.any(|it| {
        let is_word = || {
            page.slice(it.bytes.clone())
                .chars()
                .all(char::is_alphabetic)
        };
        it.class == Class::Function && is_word()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_around_an_item_are_left_out() {
        assert_eq!(unquoted("“甲乙” ", 10), 13..19);
        assert_eq!(unquoted("甲", 10), 10..13);
        assert_eq!(unquoted(" “” ", 10), 18..18);
    }

    #[test]
    fn marks_tear_an_item_but_not_inside_brackets() {
        assert!(is_torn("甲，乙"));
        assert!(is_torn("甲)"));
        assert!(!is_torn("甲(乙、丙)"));
        assert!(!is_torn("甲乙"));
    }
}
