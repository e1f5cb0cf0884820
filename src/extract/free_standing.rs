//! Whether a word of the lexicon stands in the text as a word, and is not cut out of a longer one.

use crate::extract::boundary::{crosses_known, crosses_words, is_full_place};
use crate::extract::company::token_at;
use crate::extract::page::{Bytes, Page};
use crate::lexicon::{Hit, Scheme};
use crate::model::EntityKind;

/// A Latin name is not cut out of a longer word; a short Chinese one agrees with the words that the segmenter sees.
pub(super) fn stands_free(page: &Page<'_>, hit: Hit, kind: EntityKind) -> bool {
    let written = page.written(hit);
    if written.is_ascii() {
        return is_whole_latin(page, hit);
    }
    if kind == EntityKind::Park && runs_into_head(page, hit) {
        return false;
    }
    // 金华|村 is none of 金华.
    let village = page.word_at("village_head", hit.end).is_some();
    if kind == EntityKind::Place && village && !is_full_place(page, hit) {
        return false;
    }
    let short = match kind {
        EntityKind::Honor => 0,
        EntityKind::Agency => 2,
        _ => 3,
    };
    let needs_words = written.chars().count() <= short;
    let bytes = hit.start..word_end(page, hit, kind);
    // 天安新材|料, 农业部|分
    let whole = matches!(kind, EntityKind::Company | EntityKind::Agency);
    if whole && !needs_words && crosses_known(page, &bytes) && !parts_compound(page, &bytes) {
        return false;
    }
    !needs_words
        || !crosses_words(page, &bytes)
        || is_county_in_full(page, hit)
        || is_full_place(page, hit)
            && (is_beside_place(page, hit) || is_in_address(page, hit) || leads_office(page, hit))
        || kind == EntityKind::Industry && is_guessed_over(page, hit)
}

/// Whether a place's short name is only the end of a longer word: 棋|盘山.
pub(super) fn ends_longer_word(page: &Page<'_>, hit: Hit) -> bool {
    let short = page.is_in(Scheme::Place, hit) && !is_full_place(page, hit);
    short
        && page
            .sentence_at(hit.start)
            .and_then(|it| page.token_over(it, hit.start))
            .is_some_and(|it| it.bytes.start < hit.start && it.bytes.end == hit.end)
}

/// 华天科技|研发投入: whether a name begins with a word and only its end lies inside one, which it parts into two of two characters
/// or more.
fn parts_compound(page: &Page<'_>, name: &Bytes) -> bool {
    let over = |at: usize| {
        let sentence = page.sentence_at(name.start)?;
        let token = page.token_over(sentence, at)?;
        (token.bytes.start < at).then_some(token)
    };
    let long = |part: Bytes| page.slice(part).chars().nth(1).is_some();
    let parted = over(name.end).is_some_and(|it| {
        it.bytes.start > name.start
            && long(it.bytes.start..name.end)
            && long(name.end..it.bytes.end)
    });
    parted && over(name.start).is_none()
}

/// Whether an industry of three characters is torn only by a word that the segmenter guessed: 以|新材料.
fn is_guessed_over(page: &Page<'_>, hit: Hit) -> bool {
    let long = page.written(hit).chars().nth(2).is_some();
    long && !crosses_known(page, &(hit.start..hit.end))
}

/// Whether a place in full, three characters long, is torn only by a word that the segmenter guessed: 对|田东县.
fn is_county_in_full(page: &Page<'_>, hit: Hit) -> bool {
    is_full_place(page, hit)
        && page.written(hit).chars().nth(2).is_some()
        && !crosses_known(page, &(hit.start..hit.end))
}

/// Whether a place in full stands right before a larger word that is a place in full too: 上海市|浦东新区.
fn is_in_address(page: &Page<'_>, hit: Hit) -> bool {
    page.hits_at(hit.end).any(|it| is_full_place(page, it))
}

/// Whether the word for who heads a place is all that tears it: 江阴市|长, and not 江阴市长|江.
fn leads_office(page: &Page<'_>, hit: Hit) -> bool {
    let last = page.written(hit).chars().next_back();
    let start = last.map_or(hit.end, |it| hit.end - it.len_utf8());
    let office = page.word_at("head_of_place", start);
    let token = || token_at(page, start).map(|it| it.bytes.end);
    office.is_some_and(|it| token() == Some(it.end)) && !crosses_known(page, &(hit.start..start))
}

/// Whether 和 joins a place to another one before it, though it reads as part of a word: 西秀区和|平坝区.
fn is_beside_place(page: &Page<'_>, hit: Hit) -> bool {
    let mark = page.word_ending("list_mark", hit.start);
    let mut before = mark.into_iter().flat_map(|it| page.hits_ending(it.start));
    before.any(|it| is_full_place(page, it))
}

/// Where the word of a name ends for the segmenter: an industry may be one word with 产业 or 企业 behind it.
fn word_end(page: &Page<'_>, hit: Hit, kind: EntityKind) -> usize {
    let lists = ["cluster", "company_of_industry"].into_iter();
    let mut behind = lists.filter_map(|it| page.word_at(it, hit.end));
    let class = behind.next().filter(|_| kind == EntityKind::Industry);
    class.map_or(hit.end, |it| it.end)
}

fn is_whole_latin(page: &Page<'_>, hit: Hit) -> bool {
    let before = page.slice(0..hit.start).chars().next_back();
    let after = page.rest(hit.end).chars().next();
    let free = |it: Option<char>| !it.is_some_and(|it| it.is_ascii_alphanumeric());
    free(before) && free(after)
}

/// Whether the head of another park begins inside a name and ends behind it.
fn runs_into_head(page: &Page<'_>, hit: Hit) -> bool {
    let heads = page.lexicon.words("park_head");
    page.hits_in(hit.start..hit.end)
        .any(|it| it.start > hit.start && it.end > hit.end && page.lexicon.is_word(it, heads))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    #[test]
    fn a_company_ends_inside_a_compound_of_two_words() {
        let check = |text: &str, expected: bool| {
            on_page(text, |page| {
                let hits: Vec<Hit> = page.hits_in(0..text.len()).collect();
                let mut known = hits.iter().filter(|it| page.written(**it) == "华天科技");
                let free = known
                    .next()
                    .map(|it| stands_free(page, *it, EntityKind::Company));
                assert_eq!(free, Some(expected), "{text}");
            });
        };
        check("华天科技研发投入7亿元。", true);
        check("新华天科技研发投入7亿元。", false);
    }
}
