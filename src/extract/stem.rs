//! Stems: whether the words before the head of a name say which one it is, or only describe a class.

use crate::extract::division::names_province;
use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Page};
use crate::extract::segment::{Class, Token};
use crate::lexicon::{Hit, Scheme};
use crate::model::EntityKind;

/// A stem that names nothing: 产业|园, 重点|项目.
pub(super) fn is_generic(page: &Page<'_>, stem: &str, kind: EntityKind) -> bool {
    let mut rest = stem;
    while !rest.is_empty() {
        let Some(length) = generic_prefix(page, rest, kind) else {
            return false;
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    true
}

/// The longest class word, in bytes: twenty characters.
const LONGEST_CLASS: usize = 60;

/// The length of the longest class word that a stem begins with, in bytes.
fn generic_prefix(page: &Page<'_>, stem: &str, kind: EntityKind) -> Option<usize> {
    let is_body = |word: &str| {
        kind == EntityKind::Agency && word == stem && page.is_word("generic_body", word)
    };
    let mut ends = (1..=stem.len().min(LONGEST_CLASS)).rev();
    ends.find(|&end| {
        let word = stem.get(..end);
        word.is_some_and(|it| page.is_word("generic_stem", it) || is_body(it))
    })
}

/// 美丽|园区, 国家级绿色|园区: a class or a title, not a park of its own.
pub(super) fn is_class_of_parks(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let begins_with_level = page
        .word_at("honor_level", start)
        .is_some_and(|hit| !page.is_in(Scheme::Place, hit));
    let levelled = page
        .word_ending("honor_level", head.start)
        .is_some_and(|hit| {
            let province = is_province(page, start, hit); // 湖北|国家级|高新区
            hit.start > start && (province || !has_proper(page, start, hit.start))
        });
    let weak = || page.is_word("weak_park_head", page.written(head));
    let stem = start..head.start;
    // 获批|省级|外向型农业综合开发区, 等一批|特色产业园
    let led = ["honor_level", "class_lead"]
        .iter()
        .any(|list| page.word_ending(list, start).is_some());
    let led = led && !has_proper(page, start, head.start);
    // 建成2000亿元级|临港产业园区, 一座|外向型工业新城
    let after = |list: &str| {
        let word = page.word_ending(list, start);
        word.is_some_and(|it| page.stands_alone(it))
    };
    let counted =
        after("grade_mark") || after("class_count") && !has_proper(page, start, head.start);
    // 全国重要的|PCB产业集聚区
    let ranked = weak() && page.word_ending("park_rank", start).is_some();
    let placed = || page.hits_at(start).any(|it| page.is_in(Scheme::Place, it));
    let praised = (ranked || is_called_first(page, start)) && !placed();
    begins_with_level
        || led
        || is_class_of_nation(page, start, head)
        || counted
        || praised
        || page.has_word_in("park_praise", &stem)
        || page.has_word_in("person_word", &stem)
        || is_whole_province(page, start, head)
        || levelled
        || weak()
            && (is_province(page, start, head)
                || !has_proper(page, start, head.start) && !is_introduced(page, start, head))
}

/// 是全省最大的|管件专业园区: whether a clause calls somebody the first or the greatest of a class.
fn is_called_first(page: &Page<'_>, start: usize) -> bool {
    let Some(sentence) = page.sentence_at(start) else {
        return false;
    };
    let clause = clause_of(&page.sentences[sentence], start);
    let mut ranks = ["park_rank", "superlative"].iter();
    let rank = ranks.find_map(|list| page.word_ending(list, start));
    rank.is_some_and(|it| page.has_word_in("plain_copula", &(clause.start..it.start)))
}

/// 中国|产业园区, 中国|化工园区: all parks of their kind in the nation.
fn is_class_of_nation(page: &Page<'_>, start: usize, head: Hit) -> bool {
    page.word_at("nation", start).is_some_and(|nation| {
        let plain = is_generic(page, page.slice(nation.end..head.start), EntityKind::Park);
        let class = |start: usize| page.is_word("class_of_parks", page.slice(start..head.end));
        plain && class(head.start) || class(nation.end)
    })
}

/// 津南区境内的|微电子工业区, 微电子工业区|位于…: whether a text says where the park of a description is, or how large.
fn is_introduced(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let quoted = page.rest(head.end).starts_with('”');
    let end = head.end + if quoted { '”'.len_utf8() } else { 0 };
    page.word_ending("park_intro", start).is_some() || page.word_at("park_told", end).is_some()
}

/// 打造“中国绿色硅谷”, 都市工业园区的|发展方向, “甲基地、乙新城”三大|定位: what somebody wants to become, and no park; the name of
/// a zone is one anyway.
pub(super) fn is_vision(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let quotation = quotation_around(page, start, head.end);
    let (open, close) = quotation.unwrap_or((start, head.end));
    // 打造“数字经济产业园” is one that is built.
    let built = page.is_word("built_head", page.written(head));
    let aim = page.word_ending("vision_verb", open).is_some() && !built;
    let quoted = quotation.is_some() && aim;
    let rest = page.rest(close);
    let bare = rest.strip_prefix(page.lexicon.particle()).unwrap_or(rest);
    let behind = close + rest.len() - bare.len();
    let zone = page.word_ending("zone_head", head.end).is_some();
    let aimed = page.word_ending("vision_head", head.end).is_some() && {
        let sentence = page.sentence_at(start).map(|it| &page.sentences[it]);
        sentence
            .is_some_and(|it| page.has_word_in("vision_lead", &(clause_of(it, start).start..start)))
    } || is_goal(page, start, head);
    let level = quotation.is_some() && page.word_ending("honor_level", start).is_some();
    !zone && (quoted || level || aimed || page.word_at("vision_noun", behind).is_some())
}

/// 打造|海西纺织产业基地、…|的目标: whether a clause calls what it says a goal.
fn is_goal(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let sentence = page.sentence_at(start).map(|it| &page.sentences[it]);
    sentence.is_some_and(|it| {
        let clause = clause_of(it, start);
        page.has_word_in("vision_verb", &(clause.start..start))
            && page.has_word_in("planned_after", &(head.end..clause.end))
    })
}

/// The places before and behind the quotation that holds a range.
fn quotation_around(page: &Page<'_>, start: usize, end: usize) -> Option<(usize, usize)> {
    let sentence = &page.sentences[page.sentence_at(start)?];
    let before = page.slice(sentence.bytes.start..start);
    let open = before
        .rfind(['“', '”'])
        .filter(|&at| before.get(at..).is_some_and(|it| it.starts_with('“')))?;
    let behind = page.slice(end..sentence.bytes.end);
    let close = behind
        .find(['“', '”'])
        .filter(|&at| behind.get(at..).is_some_and(|it| it.starts_with('”')))?;
    Some((sentence.bytes.start + open, end + close + '”'.len_utf8()))
}

/// Whether a text only counts the parts of a plan: 两核五园, 一轴三区.
pub(super) fn is_plan(page: &Page<'_>, bytes: &Bytes) -> bool {
    let text = page.slice(bytes.clone());
    let mut at = bytes.end - text.trim_start_matches(['“', '"']).len();
    let end = bytes.start + text.trim_end_matches(['”', '"']).len();
    while at < end {
        let Some(number) = page.word_at("plan_number", at) else {
            return false;
        };
        let part = page.rest(number.end).chars().next();
        at = number.end + part.map_or(1, char::len_utf8);
    }
    at == end
}

/// 湖南省|高新技术产业开发区: the class of a province's zones; 湖南 alone, or a city, would name one.
fn is_whole_province(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let city = page.word_ending("city_head", head.start).is_some();
    is_province(page, start, head) && !city && page.word_ending("place_head", head.start).is_some()
}

/// Whether a stem is the name of a province.
fn is_province(page: &Page<'_>, start: usize, head: Hit) -> bool {
    names_province(page, page.slice(start..head.start))
}

/// Whether a range holds a place, company or park that the lexicon knows, or a word that no dictionary has.
pub(super) fn has_proper(page: &Page<'_>, start: usize, end: usize) -> bool {
    has_known(page, start, end)
        || has_named(page, start, end)
        || has_unknown(page, start, end)
        || is_short_county(page, start, end)
}

/// 樟树|工业园区, 天长|经开区: whether a range is the name of a county or city without its kind, which is a word of the language too.
fn is_short_county(page: &Page<'_>, start: usize, end: usize) -> bool {
    let stem = page.slice(start..end);
    let mut kinds = page.lexicon.county_heads().iter();
    kinds.any(|it| page.is_named_in(Scheme::Place, &format!("{stem}{it}")))
}

fn has_known(page: &Page<'_>, start: usize, end: usize) -> bool {
    let proper = |hit: Hit| {
        page.lexicon
            .entries_of(hit)
            .any(|(_, it)| matches!(it.scheme, Scheme::Company | Scheme::Park | Scheme::Place))
    };
    page.hits_in(start..end)
        .any(|hit| hit.end <= end && proper(hit))
}

fn has_named(page: &Page<'_>, start: usize, end: usize) -> bool {
    page.names_in(&(start..end)).any(|it| {
        matches!(
            page.names[it].kind,
            EntityKind::Company | EntityKind::Park | EntityKind::Place
        )
    })
}

fn has_unknown(page: &Page<'_>, start: usize, end: usize) -> bool {
    let own = |it: &Token| {
        it.class == Class::Proper
            && !page.is_named_in(Scheme::Industry, page.slice(it.bytes.clone()))
    };
    page.sentence_at(start).is_some_and(|sentence| {
        let mut tokens = page.tokens(sentence).iter();
        tokens.any(|it| it.bytes.start >= start && it.bytes.end <= end && own(it))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    #[test]
    fn class_words_name_nothing() {
        on_page("", |page| {
            assert!(is_generic(page, "重点", EntityKind::Project));
            assert!(!is_generic(page, "张家港重点", EntityKind::Project));
        });
    }

    #[test]
    fn places_are_proper() {
        on_page("张家港建设", |page| {
            assert!(has_proper(page, 0, 9));
            assert!(!has_proper(page, 9, 15));
        });
    }

    #[test]
    fn a_county_named_by_a_word_of_the_language_is_proper() {
        on_page("樟树建设", |page| {
            assert!(has_proper(page, 0, 6));
            assert!(!has_proper(page, 0, 12));
        });
    }

    #[test]
    fn what_somebody_is_called_the_first_of_is_a_class() {
        use crate::extract::page::tests::check_parks;
        check_parks(
            "杭州高新区是全省最大的管件专业园区，是全国首个盐碱地综合利用产业园。",
            &["杭州高新区"],
        );
    }
}
