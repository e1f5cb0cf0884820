//! The edges of noun phrases: a range beside a number becomes the words that label it.

use std::borrow::Cow;

use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Page};
use crate::extract::segment::{Class, Token};
use crate::lexicon::Hit;
use crate::model::EntityKind;

/// Marks that open or close the words before a number.
const CLOSING: [char; 8] = ['：', ':', ' ', '“', '”', '(', ')', '"'];
/// Marks that stand between what was said before and a phrase.
const OPENING: [char; 9] = ['、', '，', '“', '”', '"', ' ', ')', '：', '·'];
/// Marks that may be inside a phrase.
const INNER: [char; 6] = ['-', '/', '(', ')', '“', '”'];

/// The end of a segment without the verbs, dates and adverbs that lead to the number.
pub(super) fn cut_right(page: &Page<'_>, segment: &Bytes) -> usize {
    let mut end = segment.end;
    loop {
        let text = page.slice(segment.start..end).trim_end_matches(CLOSING);
        end = segment.start + text.len();
        match word_that_leads(page, segment, end) {
            Some(start) => end = start,
            None => return end,
        }
    }
}

/// The start of a particle, date or verb that ends here and leads to a number.
fn word_that_leads(page: &Page<'_>, segment: &Bytes, end: usize) -> Option<usize> {
    let text = page.slice(segment.start..end);
    let dated = text
        .strip_suffix(page.lexicon.particle())
        .map(|rest| segment.start + rest.len())
        .filter(|&it| page.moment_ending(it).is_some());
    let moment = || {
        page.moment_ending(end)
            .map(|it| it.bytes.start)
            .filter(|&it| it >= segment.start)
    };
    let leads = |hit: Hit| {
        // 占比|达
        page.stands_alone(hit) || page.word_ending("whole_noun", hit.start).is_some()
    };
    let verb = || {
        let lists = ["value_verb", "grown_to"].iter();
        let hits = lists.filter_map(|list| page.word_ending(list, end));
        hits.filter(|hit| hit.start >= segment.start && leads(*hit))
            .filter(|hit| !is_in_indicator(page, *hit))
            .map(|hit| hit.start)
            .min()
    };
    dated.or_else(moment).or_else(verb)
}

/// The noun phrase of a segment: without dates, subject, connecting words and verbs at its edges.
pub(super) fn phrase(page: &Page<'_>, segment: &Bytes) -> Option<Bytes> {
    let end = cut_right(page, segment);
    let mut start = after_last_break(page, &(segment.start..end));
    start = behind_owners(page, &(start..end))?;
    loop {
        let text = page.slice(start..end);
        start += text.len() - text.trim_start_matches(OPENING).len();
        if start >= end {
            return None;
        }
        match frame_end(page, start, end) {
            Some(next) => start = next,
            None => break,
        }
    }
    let start = behind_described(page, &(start..end)).unwrap_or(start);
    is_label(page, page.slice(start..end)).then_some(start..end)
}

/// Where a phrase begins that may hold names of those who own it: 地处某市的某开发区|(以下简称某区)地区生产总值, 某厂旗下某公司|投资; none if it ends
/// with one (专家对甲、乙等|4家园区进行了验收). What follows a share, a comparison or
/// a distance (占某园区产值, 距某园区) belongs to the phrase.
fn behind_owners(page: &Page<'_>, phrase: &Bytes) -> Option<usize> {
    let owners = [EntityKind::Park, EntityKind::Company];
    let mut names = page.names_in(phrase).rev();
    let Some(last) = names.find(|&it| owners.contains(&page.names[it].kind)) else {
        return Some(phrase.start);
    };
    let name = &page.names[last].bytes;
    let before = phrase.start..name.start;
    let weighed = ["share", "base", "far_from"]
        .iter()
        .any(|it| page.has_word_in(it, &before));
    if weighed || before.is_empty() {
        return Some(phrase.start);
    }
    let rest = page.slice(name.end..phrase.end);
    let ends = rest == page.lexicon.and_others() || rest.is_empty();
    (!ends).then(|| name.end + closed(rest))
}

/// How many bytes of a text belong to a remark that was opened before it: (甲控股)|总投资.
fn closed(text: &str) -> usize {
    let close = text.find(')').map(|it| it + 1);
    close
        .filter(|&it| !text.get(..it).is_some_and(|it| it.contains('(')))
        .unwrap_or_default()
}

/// The end of an owner inside a phrase that the words before it describe: 规划建设的光电产业园|占地面积.
fn behind_described(page: &Page<'_>, phrase: &Bytes) -> Option<usize> {
    let owner = page.names_in(phrase).next_back()?;
    let name = &page.names[owner];
    let before = page.slice(phrase.start..name.bytes.start);
    let described = before.ends_with(page.lexicon.particle());
    (described && is_owner(name.kind) && name.bytes.end < phrase.end).then_some(name.bytes.end)
}

/// The end of a date, an owner or a connecting word that begins here, with more behind it.
fn frame_end(page: &Page<'_>, start: usize, end: usize) -> Option<usize> {
    let moment = page
        .moment_at(start)
        .map(|it| page.moments[it].bytes.end)
        .filter(|&it| it <= end);
    let owner = || {
        page.name_at(start)
            .map(|it| &page.names[it])
            .filter(|it| is_owner(it.kind) && it.bytes.end < end)
            .map(|it| it.bytes.end)
    };
    let word = || {
        page.word_at("label_lead", start)
            .filter(|hit| page.stands_alone(*hit) && hit.end < end)
            .filter(|hit| !is_in_indicator(page, *hit))
            .map(|hit| hit.end)
    };
    // 在|去年工业总产值的…中, 分别是|总投资: what leads to a date or to what is put into something
    let led = || {
        let mut lists = ["locative_mark", "plain_copula"].iter();
        let hit = lists.find_map(|it| page.word_at(it, start))?;
        let investment = page.word_at("investment_label", hit.end).is_some();
        (investment || page.moment_at(hit.end).is_some()).then_some(hit.end)
    };
    let pointer = || {
        let mut hits = POINTERS.iter().filter_map(|it| page.word_at(it, start));
        hits.find(|hit| hit.end < end).map(|hit| hit.end)
    };
    moment
        .or_else(owner)
        .or_else(|| described_end(page, start, end))
        .or_else(|| remark_end(page, start, end))
        .or_else(word)
        .or_else(led)
        .or_else(pointer)
        .or_else(|| section_end(page, start, end))
}

/// The end of an owner that its rank leads in: 龙头企业|某公司|前三个月完成产值.
fn described_end(page: &Page<'_>, start: usize, end: usize) -> Option<usize> {
    let lists = ["ranked", "owned_by", "descriptor"];
    let mut ends = lists.iter().filter_map(|it| page.word_at(it, start));
    let name = ends.find_map(|it| page.name_at(it.end))?;
    let name = &page.names[name];
    (is_owner(name.kind) && name.bytes.end < end).then_some(name.bytes.end)
}

/// The end of a remark behind an owner: (以下简称某区)|实现产值.
fn remark_end(page: &Page<'_>, start: usize, end: usize) -> Option<usize> {
    let inner = page.slice(start..end).strip_prefix('(')?;
    let close = start + 1 + inner.find(')')? + 1;
    (close < end && page.name_ending(start).is_some()).then_some(close)
}

/// The end of a section's number at the head of a clause: 2.2|本项目投资.
fn section_end(page: &Page<'_>, start: usize, end: usize) -> Option<usize> {
    let text = page.slice(start..end);
    let digits = text.len()
        - text
            .trim_start_matches(|it: char| it.is_ascii_digit() || it == '.')
            .len();
    let number = text.get(..digits)?;
    let name = text
        .get(digits..)?
        .starts_with(|it: char| it.is_alphabetic() && !it.is_ascii());
    (number.contains('.') && name && page.measure_at(start).is_none()).then_some(start + digits)
}

/// Words at the head of a clause that say of whom it speaks.
const POINTERS: [&str; 4] = ["point_this", "point_former", "point_latter", "point_kind"];

/// How far before a word an indicator that holds it may begin, in bytes.
const LONGEST_INDICATOR: usize = 60;

/// Whether a word is part of the name of an indicator: 使 in 实际使用外资.
fn is_in_indicator(page: &Page<'_>, hit: Hit) -> bool {
    let nouns = ["indicator", "whole_noun"].map(|it| page.lexicon.words(it));
    page.hits_in(hit.start.saturating_sub(LONGEST_INDICATOR)..hit.start + 1)
        .filter(|it| it.start <= hit.start && it.end >= hit.end)
        .filter(|it| it.end - it.start > hit.end - hit.start)
        .any(|it| nouns.iter().any(|list| page.lexicon.is_word(it, *list)))
}

/// Whether names of this kind can own a number.
pub(super) fn is_owner(kind: EntityKind) -> bool {
    matches!(
        kind,
        EntityKind::Park | EntityKind::Company | EntityKind::Project | EntityKind::Place
    )
}

/// Whether words say what is measured: more than one letter, and not a bare class word.
fn is_label(page: &Page<'_>, text: &str) -> bool {
    text.chars().filter(|it| it.is_alphanumeric()).count() > 1
        && !page.is_word("class_word_only", text.trim_end_matches('、'))
}

/// The place after the last word that cannot be inside a label: 等, 其中, a verb that governs it.
pub(super) fn after_last_break(page: &Page<'_>, segment: &Bytes) -> usize {
    page.words_in("label_break", segment)
        .filter(|hit| hit.end < segment.end && page.name_over(hit.start).is_none())
        .filter(|hit| !is_in_indicator(page, *hit))
        .map(|hit| hit.end)
        .max()
        .unwrap_or(segment.start)
}

/// The noun phrase that begins here, up to a mark, a quantity or a word that begins a predicate.
pub(super) fn noun_behind(page: &Page<'_>, start: usize) -> Option<Bytes> {
    let sentence = page.sentence_at(start)?;
    let clause = clause_of(&page.sentences[sentence], start);
    let quoted = quoted_end(page, start, clause.end);
    let measure = page.measure_from(quoted).map(|it| it.bytes.start);
    let limit = clause.end.min(measure.unwrap_or(clause.end)).max(start);
    // 4栋|厂房|今年4月|交付: what is counted ends before a date.
    let mut dates = page.moments_in(&(start..limit));
    let date = dates.find(|&it| page.moments[it].bytes.start > start);
    let limit = date.map_or(limit, |it| page.moments[it].bytes.start);
    // 21个|项目|总投资103亿元: and before what is put into it.
    let counts = start..limit;
    let mut sums = page.words_in("investment_label", &counts);
    let counted = |at: usize| page.word_ending("area_counted", at).is_some();
    let sum = sums.find(|it| it.start > start && counted(it.start));
    let limit = sum.map_or(limit, |it| it.start);
    // 218家|经开区呈现总量扩大、结构优化的态势: what describes the noun does not reach over a list mark.
    let described = page.slice(start..limit).split('、').next();
    let particle = described.and_then(|it| it.rfind(page.lexicon.particle()));
    let relative = particle.map(|at| start + at);
    let fund = page.words_in("fund_noun", &(start..limit)).next();
    let fund = fund.map(|it| it.start..it.end);
    let mut end = start;
    for token in page.tokens(sentence) {
        if token.bytes.start < start || token.bytes.end > limit {
            continue;
        }
        let state = page.word_at("state_of_works", start);
        let inside = relative.is_some_and(|at| token.bytes.start <= at) && end == token.bytes.start
            || state.is_some_and(|it| token.bytes.end <= it.end)
            || fund
                .as_ref()
                .is_some_and(|it| it.contains(&token.bytes.start));
        let inside = inside || token.bytes.end <= quoted;
        let begun = end > start;
        if !goes_on(page, token, begun) || !inside && begins_predicate(page, token) {
            break;
        }
        end = token.bytes.end;
    }
    // 5个|镇、面积103平方公里: what is counted in one character is no part of a list.
    let first = page
        .slice(start..end)
        .split('、')
        .next()
        .unwrap_or_default();
    if page.is_word("counted_noun", first) {
        end = start + first.len();
    }
    while let Some(mark) = page
        .word_ending("list_mark", end)
        .filter(|it| it.start > start)
    {
        end = mark.start;
    }
    let text = page.slice(start..end);
    let edge = !page.rest(end).starts_with(char::is_alphanumeric);
    let fits = is_label(page, text) || edge && page.is_word("counted_noun", text);
    fits.then_some(start..start + text.len())
}

/// A verb that begins here with the noun that it makes a kind of: 20个|签约项目, 3000个|就业岗位.
pub(super) fn verbal_compound(page: &Page<'_>, start: usize) -> Option<Bytes> {
    let mut tokens = page.tokens(page.sentence_at(start)?).iter();
    let verb = tokens.find(|it| it.bytes.start == start && it.class == Class::Verb)?;
    let noun = page.word_at("kind_noun", verb.bytes.end)?;
    Some(start..noun.end)
}

/// The end of a quotation that begins here: 877个|“八大行动”|项目; the place itself if none does.
fn quoted_end(page: &Page<'_>, start: usize, limit: usize) -> usize {
    let text = page.slice(start..limit);
    let inner = text.strip_prefix('“').and_then(|it| it.split_once('”'));
    inner.map_or(start, |(inner, _)| start + inner.len() + 2 * '”'.len_utf8())
}

/// Whether a word can be inside a phrase: no mark, unless it is a list mark behind the first word.
fn goes_on(page: &Page<'_>, token: &Token, begun: bool) -> bool {
    let word = page.slice(token.bytes.clone());
    if page.is_word("list_mark", word) {
        return begun;
    }
    word.chars()
        .all(|it| it.is_alphanumeric() || INNER.contains(&it))
}

/// Whether the phrase ends before a word: a verb, function word or number that is no part of names.
fn begins_predicate(page: &Page<'_>, token: &Token) -> bool {
    let word = page.slice(token.bytes.clone());
    let predicate = matches!(token.class, Class::Verb | Class::Function | Class::Number)
        && !page.is_word("name_part", word)
        && !page.is_word("list_mark", word);
    predicate || page.is_word("phrase_stop", word)
}

/// The full labels of a list: in 单位工业增加值COD、SO2排放量 each Latin name takes the words around the list.
pub(super) fn spread(page: &Page<'_>, parts: &[Bytes]) -> Vec<String> {
    let texts: Vec<&str> = parts.iter().map(|it| page.slice(it.clone())).collect();
    let Some(runs) = texts.iter().map(|it| latin(it)).collect::<Option<Vec<_>>>() else {
        return texts.into_iter().map(tidy).collect();
    };
    let before = runs.first().map_or("", |it| it.0);
    let behind = runs.last().map_or("", |it| it.2);
    runs.iter()
        .map(|(_, run, _)| tidy(&format!("{before}{run}{behind}")))
        .collect()
}

/// The first run of Latin letters and digits in a text, with what stands before and behind it.
fn latin(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_at(text.find(|it: char| it.is_ascii_alphanumeric())?);
    let end = rest.find(|it: char| !it.is_ascii_alphanumeric());
    let (run, behind) = rest.split_at(end.unwrap_or(rest.len()));
    Some((before, run, behind))
}

/// A label without quotation marks and stray marks at its edges.
pub(super) fn tidy(text: &str) -> String {
    text.replace(['“', '”', '"', '‘', '’', ' ', '\t', '\n'], "")
        .trim_matches(['、', '，', '：', '·', '—', '-'])
        .to_owned()
}

/// The words of a label: without marks, remarks and the verb between what is measured of (电子信息产业|完成|产值).
pub(super) fn wording(page: &Page<'_>, bytes: &Bytes) -> String {
    let mut verbs = page.words_in("achieve", bytes);
    let verb = verbs.find(|hit| {
        let inner = hit.start > bytes.start && hit.end < bytes.end;
        let counted = page.has_word_in("flow_label", &(hit.end..bytes.end));
        inner && counted && page.stands_alone(*hit) && !is_in_indicator(page, *hit)
    });
    let whole = page.slice(bytes.clone());
    let text = verb.map_or(Cow::Borrowed(whole), |hit| {
        let before = page.slice(bytes.start..hit.start);
        Cow::Owned(format!("{before}{}", page.slice(hit.end..bytes.end)))
    });
    tidy(&without_remark(&text))
}

/// A label without the remark in brackets inside it: 新材料(含蓝宝石、硅片)产值占比.
fn without_remark(text: &str) -> Cow<'_, str> {
    let remark = text.split_once('(').and_then(|(before, rest)| {
        let (remark, behind) = rest.split_once(')')?;
        let inside = !before.is_empty() && !behind.is_empty();
        (inside && remark.contains('、')).then(|| format!("{before}{behind}"))
    });
    remark.map_or(Cow::Borrowed(text), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_latin_run_is_taken_out_of_its_surroundings() {
        assert_eq!(latin("排放COD总量"), Some(("排放", "COD", "总量")));
        assert_eq!(latin("排放量"), None);
    }

    #[test]
    fn marks_go_from_the_edges_and_quotes_from_everywhere() {
        assert_eq!(tidy("、“四上” 企业："), "四上企业");
    }
}
