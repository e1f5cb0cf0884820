//! Where the name of a daughter or branch begins that the brand of her mother precedes: ；|石芷集团|泰州果芷保健品有限公司,
//! “|空芷|中国公司.

use std::ops::RangeInclusive;

use crate::extract::bare_name::has_own_word;
use crate::extract::boundary::WHOLE;
use crate::extract::name_like::ends_as_company;
use crate::extract::page::{Bytes, Page};
use crate::extract::segment::Class;
use crate::extract::stem::is_generic;
use crate::lexicon::{Hit, Scheme};
use crate::model::EntityKind;

/// How many characters the brand of a mother has.
const BRAND: RangeInclusive<usize> = 2..=6;
/// How many characters a name has at least that ends as those of companies do, so that a brand stands before its ending: 石芷集团.
const GROUP: usize = 4;
/// How far before a name its mother may begin, in bytes: twelve characters.
const REACH: usize = 36;
/// What stands before a name, and is no part of it.
const LEADS: [&str; 9] = [
    "particle",
    "preposition",
    "list_mark",
    "agent_mark",
    "partner_mark",
    "descriptor",
    "name_stop",
    "maker",
    "firm_class",
];
/// What joins names or governs them.
pub(super) const MARKS: [&str; 4] = ["particle", "preposition", "list_mark", "agent_mark"];
/// How many characters a brand has before the word for a group.
const SHORT: usize = 4;
/// What no brand of a mother ends in.
const NO_END: [&str; 12] = [
    "class_word",
    "firm_class",
    "zone_head",
    "park_head",
    "site_head",
    "project_head",
    "agency_head",
    "person_word",
    "officer",
    "committee",
    "place_head",
    "common_word",
];

/// Where the brand of a mother begins that the place of her daughter follows.
pub(super) fn mother_before(page: &Page<'_>, place: usize, floor: usize) -> Option<usize> {
    let start = lead_end(page, place, floor, &LEADS)?;
    let stem = start..place;
    let text = page.slice(stem.clone());
    let named = [
        Scheme::Place,
        Scheme::Agency,
        Scheme::Industry,
        Scheme::Park,
    ];
    let group = ends_as_company(page, &stem) && text.chars().count() >= GROUP;
    let fits = BRAND.contains(&text.chars().count())
        && text.chars().all(char::is_alphanumeric)
        && (group || has_own_word(page, &stem))
        && !named.iter().any(|it| page.is_named_in(*it, text))
        && (group
            || !NO_END
                .iter()
                .any(|it| page.word_ending(it, place).is_some()))
        && !is_generic(page, text, EntityKind::Company)
        && page.measures_in(&stem).is_empty()
        && page.moments_in(&stem).is_empty()
        && is_noun_run(page, &stem);
    fits.then_some(start)
}

/// Where the brand begins before the word for a group that a name was found to begin with: 京芷|集团某某发电公司.
pub(super) fn before_group(
    page: &Page<'_>,
    start: usize,
    head: Hit,
    floor: usize,
) -> Option<usize> {
    page.word_at("group_form", start)
        .filter(|it| it.end < head.start)?;
    let brand = lead_end(page, start, floor, &MARKS)?;
    let text = page.slice(brand..start);
    let short = text.chars().count() <= SHORT && text.chars().all(char::is_alphabetic);
    short.then_some(brand)
}

/// Where a brand begins that a mark bounds and the place of its company follows in brackets: ，国能|(福州)热电有限公司. One
/// character that is a verb elsewhere is part of it.
pub(super) fn brand_before(page: &Page<'_>, place: usize, floor: usize) -> Option<usize> {
    let open = place.checked_sub(1).filter(|it| *it >= floor)?;
    let text = page.slice(floor..place).strip_suffix('(')?;
    let brand = text.rsplit(|it: char| !it.is_alphanumeric()).next()?;
    let mark = open - brand.len();
    let mut start = lead_end(page, open, floor, &MARKS).map_or(mark, |it| it.max(mark));
    let lead = page.word_at("preposition", start).map(|it| it.end);
    if let Some(lead) = lead.filter(|it| page.slice(*it.min(&open)..open).chars().nth(1).is_some())
    {
        start = lead; // 由|国能(福州)热电有限公司
    }
    let bytes = start..open;
    let long = |list: &str| {
        page.words_in(list, &bytes)
            .filter(|it| it.start == bytes.start || !page.is_word("brand_part", page.written(*it)))
            .any(|it| page.written(it).chars().nth(1).is_some() && page.stands_alone(it))
    };
    let lists = ["name_stop", "name_divider", "descriptor", "list_mark"];
    let plain = (2..=WHOLE).contains(&page.slice(bytes.clone()).chars().count())
        && !lists.iter().any(|it| long(it))
        && page.measures_in(&bytes).is_empty()
        && page.moments_in(&bytes).is_empty();
    plain.then_some(start)
}

/// Whether no letter, or a word that no name holds, stands right before a place.
pub(super) fn is_bounded(page: &Page<'_>, at: usize) -> bool {
    let before = page.slice(0..at).chars().next_back();
    let word = page.word_ending("name_stop", at);
    before.is_none_or(|it| !it.is_alphanumeric()) || word.is_some_and(|it| page.stands_alone(it))
}

/// Where a group's own name begins that a mark bounds and the place of its company follows: ，神芷|宁夏煤业集团.
pub(super) fn group_before(page: &Page<'_>, start: usize, floor: usize) -> usize {
    let marked = |at: usize| {
        let before = page.slice(floor..at).chars().next_back();
        before.is_none_or(|it| !it.is_alphanumeric())
    };
    let token = start
        .checked_sub(1)
        .filter(|it| *it >= floor)
        .and_then(|it| page.token_over(page.sentence_at(it)?, it));
    let group = token.filter(|it| {
        let bytes = &it.bytes;
        bytes.end == start
            && bytes.start >= floor
            && it.class == Class::Proper
            && page.slice(bytes.clone()).chars().count() == 2
            && has_own_word(page, bytes)
            && marked(bytes.start)
    });
    group.map_or(start, |it| it.bytes.start)
}

/// Where the words begin that a mark, or a word that stands before names, divides from what is before them: two characters
/// of them at least.
pub(super) fn lead_end(page: &Page<'_>, end: usize, floor: usize, lists: &[&str]) -> Option<usize> {
    let mut near = end.saturating_sub(REACH).max(floor)..end;
    let near = near.find(|&it| page.text.is_char_boundary(it))?;
    let before = page.slice(near..end);
    let mark = before.trim_end_matches(char::is_alphanumeric).len();
    let marked = near == floor || mark > 0;
    let run = near + mark..end;
    let leads = lists.iter().flat_map(|list| page.words_in(list, &run));
    let second = |it: &Hit| {
        let one = page.written(*it).chars().nth(1).is_none();
        marked && one && page.slice(run.start..it.start).chars().count() == 1
    };
    let leads = leads.filter(|it| !second(it) && is_lead(page, *it, run.start));
    let lead = leads.map(|it| it.end).max();
    let start = lead.or(marked.then_some(run.start));
    start.filter(|it| page.slice(*it..end).chars().nth(1).is_some())
}

/// Whether a word stands before a name and is no part of one: by itself, and not inside a brand.
fn is_lead(page: &Page<'_>, word: Hit, start: usize) -> bool {
    let written = page.written(word);
    let held = ["brand_part", "name_part"]
        .iter()
        .any(|it| page.is_word(it, written));
    let brand = || {
        let mut over = page.hits_in(start..word.start + 1);
        over.any(|it| {
            it.end >= word.end
                && it.end - it.start > word.end - word.start
                && page.is_in(Scheme::Company, it)
        })
    };
    page.stands_alone(word) && !held && !brand()
}

/// Whether no verb, adverb or function word of the dictionary stands in a range, words of one character aside.
fn is_noun_run(page: &Page<'_>, bytes: &Bytes) -> bool {
    let tokens = page
        .sentence_at(bytes.start)
        .map_or(&[][..], |it| page.tokens(it));
    let mut inside = tokens
        .iter()
        .filter(|it| it.bytes.start < bytes.end && it.bytes.end > bytes.start);
    inside.all(|it| {
        let one = page.slice(it.bytes.clone()).chars().nth(1).is_none();
        let verb = matches!(it.class, Class::Verb | Class::Adverb | Class::Function);
        one || !it.known || !verb
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::check_companies;

    #[test]
    fn a_daughter_begins_with_her_mother() {
        check_companies(
            "；石芷集团泰州果芷保健品有限公司获奖。",
            &["石芷集团泰州果芷保健品有限公司"],
        );
        check_companies("以芷河汽车九江分公司为主体。", &["芷河汽车九江分公司"]);
        check_companies(
            "园区的江苏泰芷科技有限公司投产。",
            &["江苏泰芷科技有限公司"],
        );
        check_companies("京芷集团宁山发电公司投产。", &["京芷集团宁山发电公司"]);
    }

    #[test]
    fn a_legal_name_begins_behind_what_governs_it() {
        let check = |text: &str, name: &str| check_companies(text, &[name]);
        check("由赫芷特投资管理有限公司控股。", "赫芷特投资管理有限公司");
        check(
            "引进合力芷国际生物技术有限公司、金芷检验中心。",
            "合力芷国际生物技术有限公司",
        );
        check("重点解决宝芷海钢铁有限公司用地。", "宝芷海钢铁有限公司");
    }

    #[test]
    fn a_brand_begins_behind_what_joins_it() {
        let check = |text: &str, name: &str| check_companies(text, &[name]);
        check(
            "中国芷谷产业园和国芷联合动力(保定)有限公司为龙头。",
            "国芷联合动力(保定)有限公司",
        );
        check(
            "由赣州建芷投资控股集团有限公司建设。",
            "赣州建芷投资控股集团有限公司",
        );
    }
}
