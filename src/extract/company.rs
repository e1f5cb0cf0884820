//! Companies named by a brand of the lexicon with a place before it or an ending behind it.

use crate::extract::bare_name::has_own_word;
use crate::extract::boundary::{Reach, crosses_known, is_full_place, name_start, trimmed_start};
use crate::extract::head::is_verb;
use crate::extract::page::{Name, Page};
use crate::extract::segment::{Class, Token};
use crate::extract::sentence::Sentence;
use crate::lexicon::{Hit, Scheme};
use crate::model::{EntityKind, RuleId};

/// A brand with a place before it or an ending behind it is a company of its own: 湖北|恩捷, 亿纬|动力.
pub(super) fn extended(
    page: &Page<'_>,
    sentence: &Sentence,
    hit: Hit,
    kind: EntityKind,
) -> Option<Name> {
    if kind != EntityKind::Company {
        return None;
    }
    let start = short_place_before(page, sentence, hit.start).unwrap_or(hit.start);
    let counted = page.measure_at(hit.end).is_some(); // 东方汽轮机|三大|装备制造企业
    let end = counted.then_some(hit.end);
    let end = end
        .or_else(|| bracketed_behind(page, sentence, hit.end))
        .or_else(|| ending_behind(page, sentence, hit.end))
        .or_else(|| daughter_behind(page, sentence, hit.end))
        .unwrap_or_else(|| proper_behind(page, sentence, hit.end));
    let bytes = start..end;
    (bytes.len() > hit.end - hit.start).then(|| Name {
        name: page.slice(bytes.clone()).to_owned(),
        bytes,
        kind,
        rule: RuleId::new("name/brand"),
        confidence: 0.85,
    })
}

/// The start of a place in its short form that ends here.
fn short_place_before(page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<usize> {
    let is_short = |hit: Hit| {
        page.lexicon
            .entries_of(hit)
            .any(|(_, it)| it.scheme == Scheme::Place && it.name != page.written(hit))
    };
    page.hits_ending(at)
        .find(|&hit| hit.start >= sentence.bytes.start && is_short(hit))
        .map(|hit| hit.start)
}

/// The end of a company's ending that begins here, if no noun goes on behind it.
fn ending_behind(page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<usize> {
    ["company_suffix_legal", "company_suffix_weak"]
        .iter()
        .find_map(|list| page.word_at(list, at))
        .filter(|ending| !page.is_word("kin_form", page.written(*ending)))
        .map(|ending| ending.end)
        .filter(|&end| end <= sentence.bytes.end)
        .filter(|&end| next_class(page, sentence, end) != Some(Class::Noun))
        .filter(|&end| page.measure_at(end).is_none())
        .filter(|&end| !crosses_known(page, &(at..end))) // 比亚迪|新能源|乘用车
        .filter(|&end| {
            // 格林美|投资|的: what a brand does.
            let ending = page.hits_ending(end).find(|it| it.start == at);
            !page.rest(end).starts_with('，') && !ending.is_some_and(|it| is_verb(page, it))
                || !page.is_word("verb_ending", page.slice(at..end))
        })
}

/// The end of a brand's ending behind a place in brackets: 建芷|(衡阳)实业.
fn bracketed_behind(page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<usize> {
    let inner = page.rest(at).strip_prefix('(')?;
    let inner = inner.split_once(')')?.0;
    let behind = at + inner.len() + 2;
    let place = page.is_named_in(Scheme::Place, inner);
    // 现代牧业(某地): the brand of a branch, with where it is.
    let closed = || is_closed(page, sentence, behind).then_some(behind);
    let ending = ending_behind(page, sentence, behind).or_else(closed);
    ending.filter(|_| place)
}

/// Before what the last word of a name took up that is none of it: 云芷表业|虽, 海芷慧|等.
pub(super) fn before_never_last(page: &Page<'_>, end: usize) -> usize {
    page.word_ending("never_last", end)
        .map_or(end, |it| it.start)
}

/// The class of the word that begins at a place.
pub(super) fn next_class(page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<Class> {
    token_at(page, at)
        .filter(|_| at < sentence.bytes.end)
        .map(|it| it.class)
}

/// The word that begins at a place.
pub(super) fn token_at<'p>(page: &'p Page<'_>, at: usize) -> Option<&'p Token> {
    let tokens = page.tokens(page.sentence_at(at)?);
    let token = tokens.get(tokens.partition_point(|it| it.bytes.start < at))?;
    (token.bytes.start == at).then_some(token)
}

/// The end of a proper noun of two characters behind a brand (首钢|京唐), if no noun goes on behind it.
fn proper_behind(page: &Page<'_>, sentence: &Sentence, at: usize) -> usize {
    let is_short_proper = |it: &Token| {
        let written = page.slice(it.bytes.clone());
        it.class == Class::Proper && written.len() == 6 && written.chars().all(char::is_alphabetic)
    };
    let ends_there = |end: usize| {
        let next = next_class(page, sentence, end);
        end < sentence.bytes.end && !matches!(next, Some(Class::Noun | Class::Proper))
    };
    let is_new = |it: &Token| {
        let mut entries = page.lexicon.named(page.slice(it.bytes.clone()));
        let word = page.slice(it.bytes.clone());
        entries.next().is_none()
            && page.word_ending("not_agency", it.bytes.end).is_none()
            && !page.is_word("name_stop", word)
    };
    token_at(page, at)
        .filter(|it| is_short_proper(it) && ends_there(it.bytes.end) && is_new(it))
        .map_or(at, |it| it.bytes.end)
}

/// The end of a daughter's own name behind that of her group: a place, a side or a word of her own, and an ending, if no name
/// goes on behind: 阳煤集团|深州化工, 玉柴|联合动力.
fn daughter_behind(page: &Page<'_>, sentence: &Sentence, at: usize) -> Option<usize> {
    let place = page
        .hits_at(at)
        .find(|&it| page.is_in(Scheme::Place, it) && !is_full_place(page, it));
    let own = token_at(page, at).filter(|it| it.class == Class::Proper);
    let word = place
        .map(|it| it.end)
        .or_else(|| page.word_at("side_brand", at).map(|it| it.end))
        .or_else(|| page.word_at("brand_part", at).map(|it| it.end))
        .or_else(|| own.map(|it| it.bytes.end))?;
    let short = (6..=9).contains(&(word - at));
    let lists = ["company_suffix_weak", "brand_ending", "branch_form"];
    let ending = lists.iter().find_map(|it| page.word_at(it, word))?;
    let verb = page.is_word("verb_ending", page.written(ending));
    let fits = short && !verb && ending.end <= sentence.bytes.end;
    (fits && is_closed(page, sentence, ending.end)).then_some(ending.end)
}

/// Whether no name goes on at a place: a mark, a date, a number, a verb, an adverb or a function word follows.
pub(super) fn is_closed(page: &Page<'_>, sentence: &Sentence, at: usize) -> bool {
    if page.moment_at(at).is_some() || page.measure_at(at).is_some() {
        return true;
    }
    match next_class(page, sentence, at) {
        Some(Class::Verb | Class::Function | Class::Adverb) => true,
        _ => !page
            .slice(at..sentence.bytes.end)
            .starts_with(char::is_alphanumeric),
    }
}

/// Where a name begins whose first character reads as a number: 与|亿咖通(湖北)科技有限公司.
pub(super) fn with_number(page: &Page<'_>, start: usize) -> Option<usize> {
    let sentence = page.sentence_at(start.checked_sub(1)?)?;
    let token = page.token_over(sentence, start - 1)?;
    let at = token.bytes.start;
    let one = page.slice(token.bytes.clone()).chars().nth(1).is_none();
    let number = token.class == Class::Number && token.bytes.end == start && one;
    let lists = ["list_mark", "preposition"];
    let before = page.slice(0..at).chars().next_back();
    let bounded = before.is_none_or(|it| !it.is_alphanumeric())
        || lists.iter().any(|it| page.word_ending(it, at).is_some());
    (number && bounded && page.measure_over(at).is_none()).then_some(at)
}

/// Where a name begins that a hyphen parts, as those of companies from abroad: 克恩-|里伯斯(太仓)有限公司.
pub(super) fn before_hyphen(page: &Page<'_>, start: usize) -> Option<usize> {
    let before = page.slice(0..start).strip_suffix('-')?;
    let sentence = page.sentence_at(before.len().checked_sub(1)?)?;
    let token = page.token_over(sentence, before.len() - 1)?;
    let noun = matches!(token.class, Class::Noun | Class::Proper);
    let word = page.slice(token.bytes.clone());
    let chinese = word.chars().all(|it| it.is_alphabetic() && !it.is_ascii());
    (noun && chinese && token.bytes.end == before.len()).then_some(token.bytes.start)
}

/// Whether what reads like a company is done in a place: 计划在|斗门|建设|集团总部.
pub(super) fn is_done_there(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let within = page.word_ending("locative_mark", start);
    let mut places = page
        .hits_at(start)
        .filter(|it| page.is_in(Scheme::Place, *it));
    within.is_some_and(|it| page.stands_alone(it))
        && places.any(|it| it.end < head.start && page.word_at("verb_ending", it.end).is_some())
}

/// Whether a head ends a longer word for a class: 上市|公司.
pub(super) fn is_class_of_companies(page: &Page<'_>, head: Hit) -> bool {
    page.word_ending("company_class", head.end)
        .is_some_and(|it| it.start < head.start)
}

/// Behind the class of companies that a name stands behind, with the place from which they come, or the park in which they lie:
/// 马来西亚企业|常芷集团, 某开发区企业|常芷集团.
pub(super) fn behind_class_of_firms(page: &Page<'_>, start: usize, head: Hit) -> usize {
    let stem = start..head.start;
    let place = |at: usize| page.is_named_in(Scheme::Place, page.slice(start..at));
    let mut classes = page.words_in("firm_class", &stem);
    let park = |at: usize| {
        let head = page.word_ending("park_head", at);
        head.is_some_and(|it| it.start > start)
    };
    let class = classes.find(|it| it.start > start && (place(it.start) || park(it.start)));
    let own = |end: &usize| has_own_word(page, &(*end..head.start));
    class.map(|it| it.end).filter(own).unwrap_or(start)
}

/// Where the name of a branch begins that the legal name of its company precedes: 某某有限公司|长岭分公司.
pub(super) fn with_mother(
    page: &Page<'_>,
    sentence: &Sentence,
    start: usize,
    head: Hit,
) -> Option<usize> {
    page.word_ending("branch_form", head.end)?;
    let short = (2..=BRANCH).contains(&page.slice(start..head.start).chars().count());
    let form = page.word_ending("legal_form", start).filter(|_| short)?;
    let mother = name_start(page, form.start, sentence.bytes.start, Reach::AnyPlace);
    (mother < form.start).then(|| trimmed_start(page, mother, form))
}

/// How many characters the words that tell a branch from others may have.
const BRANCH: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::{check_companies, on_page};

    #[test]
    fn the_zone_before_a_company_is_no_part_of_its_name() {
        check_companies("云湖高新区芷云化工有限公司投产。", &["芷云化工有限公司"]);
        check_companies(
            "引进比亚迪(枣强)、宁德时代。",
            &["比亚迪(枣强)", "宁德时代"],
        );
    }

    #[test]
    fn a_name_is_closed_by_a_mark_or_a_verb() {
        let closed = |text: &str| {
            let mut answer = false;
            on_page(text, |page| {
                let sentence = page.sentences[0].clone();
                answer = is_closed(page, &sentence, "制药".len());
            });
            answer
        };
        assert!(closed("制药，产值"));
        assert!(!closed("制药设备"));
    }
}
