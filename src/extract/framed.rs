//! Names of companies by the frame in which they stand (法国|佛芷亚, 与|赢恪|合资, 瑞芷达|旗下): what stands on both sides says what
//! stands between, be its words cut as they may.

use std::collections::BTreeSet;

use crate::extract::bare_name::{OPENING, has_own_word};
use crate::extract::boundary::crosses_known;
use crate::extract::company::token_at;
use crate::extract::modality::clause_of;
use crate::extract::name::is_read;
use crate::extract::name_like::{ends_as_company, is_name_like, is_one_word};
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::project_item::name_lead;
use crate::extract::segment::{Class, Token};
use crate::extract::sentence::Sentence;
use crate::extract::stem::is_generic;
use crate::lexicon::{Hit, Scheme};
use crate::model::{EntityKind, RuleId};

/// How many characters such a name has.
const LENGTH: std::ops::RangeInclusive<usize> = 2..=8;
/// How much evidence makes a name.
const ENOUGH: u8 = 5;
/// How much a country before a name says.
const ABROAD: u8 = 3;
/// What stands right behind a company, and how much it says.
const BEHIND: [(&str, u8); 7] = [
    ("owner_mark", 3),
    ("person_title", 3),
    ("firm_predicate", 2),
    ("joint_act", 2),
    ("company_predicate", 1),
    ("firm_thing", 1),
    ("list_mark", 0),
];
/// What stands right before one.
const BEFORE: [(&str, u8); 6] = [
    ("trade_company", 3),
    ("maker", 2),
    ("agent_mark", 2),
    ("partner_mark", 2),
    ("list_mark", 1),
    ("preposition", 1),
];
/// How many adverbs and dates may stand between a name and what it does.
const ADVERBS: usize = 3;

/// What the names of parks and places on a page begin with: 宁芷 for 宁芷能源化工基地.
fn zone_beginnings<'a>(page: &Page<'a>) -> BTreeSet<&'a str> {
    let zones = page
        .names
        .iter()
        .filter(|it| matches!(it.kind, EntityKind::Park | EntityKind::Place));
    let beginnings = |it: &Name| {
        let name = page.slice(it.bytes.clone());
        let ends = name.char_indices().map(|(at, _)| at).skip(*LENGTH.start());
        ends.take(*LENGTH.end())
            .filter_map(|end| name.get(..end))
            .collect::<Vec<_>>()
    };
    zones.flat_map(beginnings).collect()
}

/// The names of a page, and those that stand in frames of companies, those left out that parks begin with.
pub(super) fn framed_names(page: &Page<'_>) -> Vec<Name> {
    let zones = zone_beginnings(page);
    let lists = BEHIND.map(|(list, weight)| (page.lexicon.words(list), weight));
    let mut found = page.names.clone();
    for sentence in page.sentences.iter().filter(|it| is_read(it)) {
        let mut done = sentence.bytes.start;
        for hit in page.hits_in(sentence.bytes.clone()) {
            let list = lists
                .iter()
                .find(|(list, _)| page.lexicon.is_word(hit, *list));
            // The longest word that begins here says it.
            let Some((_, weight)) = list.filter(|_| hit.start >= done) else {
                continue;
            };
            let frame = Frame { page, sentence };
            done = hit.end;
            let name = frame.name_before(hit, *weight);
            found.extend(name.filter(|it| !zones.contains(it.name.as_str())));
        }
    }
    found
}

/// Where companies stand in frames: a sentence of a page.
struct Frame<'p, 'a> {
    page: &'p Page<'a>,
    sentence: &'p Sentence,
}

impl Frame<'_, '_> {
    /// The name before a word that says with a weight that it is one, adverbs and dates between them aside.
    fn name_before(&self, behind: Hit, weight: u8) -> Option<Name> {
        let page = self.page;
        let end = self.end_before(behind.start);
        let last = page
            .slice(self.sentence.bytes.start..end)
            .chars()
            .next_back()?;
        let over = page.name_over(end - last.len_utf8());
        let named = over.is_some_and(|it| !page.is_kind(it, EntityKind::Industry));
        if named || !last.is_alphanumeric() || self.is_part(behind) {
            return None;
        }
        let (start, before) = self.start_before(end)?;
        let bytes = start..end;
        let text = page.slice(bytes.clone());
        let sure = before >= ABROAD || before > 1 && weight > 1;
        let short = text.chars().count() == *LENGTH.start() && !sure;
        let needed = ENOUGH + u8::from(short);
        let stated = before + weight;
        let recurs = || weight > 1 && page.text.matches(text).nth(1).is_some();
        let weighs = || {
            let stated = stated + inner_weight(page, &bytes);
            stated >= needed || stated + 1 == needed && recurs()
        };
        (stated + INNER >= needed && can_be_company(page, &bytes) && weighs()).then(|| Name {
            name: text.to_owned(),
            bytes: bytes.clone(),
            kind: EntityKind::Company,
            rule: RuleId::new("name/framed"),
            confidence: 0.7,
        })
    }

    /// Whether a word is part of a longer one, or of a legal name: 供应|商, 甲精密|技术股份有限公司.
    fn is_part(&self, word: Hit) -> bool {
        let legal = self.page.word_at("company_suffix_legal", word.end);
        let measured = self.page.word_at("indicator", word.start); // 投资|增速
        let measured = measured.is_some_and(|it| it.end > word.end);
        measured || legal.is_some() || crosses_known(self.page, &(word.start..word.end))
    }

    /// Where the name ends before what says that it is one: 瑞芷达|则在去年|投产.
    fn end_before(&self, behind: usize) -> usize {
        let page = self.page;
        let others = page.lexicon.and_others();
        let listed = page
            .slice(self.sentence.bytes.start..behind)
            .ends_with(others);
        let mut end = behind - if listed { others.len() } else { 0 }; // 褚芷果业等|落户
        for _ in 0..ADVERBS {
            let moment = page.moment_ending(end).map(|it| it.bytes.start);
            let adverb = || {
                let word = page.word_ending("frame_adverb", end);
                word.filter(|it| page.stands_alone(*it))
            };
            match moment.or_else(|| adverb().map(|it| it.start)) {
                Some(start) => end = start,
                None => break,
            }
        }
        end
    }

    /// Where the name begins that ends here, and how much what stands before it says: the nearest edge that leaves room for one.
    fn start_before(&self, end: usize) -> Option<(usize, u8)> {
        let floor = clause_of(self.sentence, end).start;
        let text = self.page.slice(floor..end);
        let starts = text.char_indices().rev();
        let starts = starts.take_while(|(_, it)| it.is_alphanumeric());
        let starts = starts.map(|(at, _)| floor + at).take(*LENGTH.end());
        let mut starts = starts.skip(*LENGTH.start() - 1);
        let (start, weight) = starts.find_map(|it| Some((it, self.edge_weight(floor, it)?)))?;
        // 龙头|有|河芷制药
        let lead = name_lead(self.page, start);
        let room = |it: &usize| self.page.slice(*it..end).chars().count() >= *LENGTH.start();
        Some((lead.filter(room).unwrap_or(start), weight))
    }

    /// How much the left edge of a name says, if there is one: a mark, a date, a country, a word that names stand behind.
    fn edge_weight(&self, floor: usize, start: usize) -> Option<u8> {
        let page = self.page;
        let before = page.slice(floor..start).trim_end_matches(OPENING);
        let at = floor + before.len();
        if self.is_abroad(at) {
            return Some(ABROAD);
        }
        let word = BEFORE.iter().find_map(|(list, weight)| {
            let hit = page.word_ending(list, at)?;
            page.stands_alone(hit).then_some(*weight)
        });
        let last = before.chars().next_back();
        let marked = || last.is_none_or(|it| !it.is_alphanumeric());
        let dated = || page.moment_ending(at).is_some();
        word.or_else(|| (marked() || dated()).then_some(1))
    }

    /// Whether a country or region abroad ends here, to which nobody goes: 法国|, but not 赴|瑞典|某城.
    fn is_abroad(&self, at: usize) -> bool {
        let page = self.page;
        let country = |it: &Hit| {
            let mut entries = page.lexicon.entries_of(*it);
            entries.any(|(_, it)| it.is_country()) && !page.is_word("nation", page.written(*it))
        };
        let country = page.hits_ending(at).find(country);
        let abroad = country.or_else(|| page.word_ending("foreign_region", at));
        abroad.is_some_and(|it| page.word_ending("way_to", it.start).is_none())
    }
}

/// The most that a name says of itself.
const INNER: u8 = 3;

/// How much a name says of itself: a word of its own that no dictionary has whole, characters that are no words together, an ending.
pub(super) fn inner_weight(page: &Page<'_>, bytes: &Bytes) -> u8 {
    let known = token_at(page, bytes.start).is_some_and(|it| it.known && it.bytes == *bytes);
    let own = has_own_word(page, bytes) || is_in_pieces(page, bytes);
    let ends = ends_as_company(page, bytes);
    2 * u8::from(own && !known) + u8::from(ends)
}

/// Whether characters stand side by side that the segmenter makes no word of: 赢|恪.
fn is_in_pieces(page: &Page<'_>, bytes: &Bytes) -> bool {
    let inside: Vec<&Token> = tokens_in(page, bytes).collect();
    let single = |it: &Token| {
        let word = page.slice(it.bytes.clone());
        word.chars().nth(1).is_none()
            && word.chars().all(char::is_alphabetic)
            && !matches!(it.class, Class::Function | Class::Number)
            && !page.is_word("name_stop", word)
    };
    inside.windows(2).any(|it| single(it[0]) && single(it[1]))
}

/// What no company's name ends in.
const NO_END: [&str; 20] = [
    "class_word",
    "substance_end",
    "zone_head",
    "park_head",
    "site_head",
    "weak_park_head",
    "project_head",
    "agency_head",
    "institute_head",
    "indicator",
    "person_word",
    "officer",
    "committee",
    "kin_form",
    "copula",
    "terrain",
    "division_head",
    "batch",
    "phase_word",
    "no_firm_end",
];
/// What none begins with.
const NO_START: [&str; 6] = [
    "copula",
    "points_at",
    "class_word",
    "name_prefix",
    "indicator",
    "batch",
];
/// What none holds.
const NO_PART: [&str; 4] = ["common_word", "phase_word", "batch", "project_word"];

/// Whether nothing speaks against a range as the name of a company.
pub(super) fn can_be_company(page: &Page<'_>, bytes: &Bytes) -> bool {
    let text = page.slice(bytes.clone());
    let place = |it: Hit| page.is_in(Scheme::Place, it) && it.end == bytes.end;
    let verb = page.word_ending("verb_ending", bytes.end);
    let stem = bytes.start..verb.map_or(bytes.end, |it| it.start.max(bytes.start));
    let letters = text.chars().all(char::is_alphanumeric)
        && !text.starts_with(|it: char| it.is_ascii_digit());
    let stop = page.word_ending("name_stop", bytes.end);
    letters
        && page.measure_at(bytes.start).is_none() // 一家|采购商
        && stop.is_none_or(|it| text.chars().nth(2).is_some() || page.written(it) == text)
        && is_free(page, bytes)
        && page.lexicon.named(text).next().is_none()
        && !is_generic(page, text, EntityKind::Company)
        && NO_END
            .iter()
            .all(|it| page.word_ending(it, bytes.end).is_none())
        && NO_START
            .iter()
            .all(|it| page.word_at(it, bytes.start).is_none())
        && !NO_PART.iter().any(|it| page.has_word_in(it, bytes))
        && !page.hits_at(bytes.start).any(place)
        && !is_one_word(page, bytes)
        && !has_long_verb(page, &stem)
        && !crosses_known(page, bytes)
        && token_at(page, bytes.start).is_none_or(|it| it.class != Class::Function)
        && is_name_like(page, EntityKind::Company, bytes)
}

/// Whether a verb of more than one character stands in a range that names do not hold.
fn has_long_verb(page: &Page<'_>, bytes: &Bytes) -> bool {
    let mut tokens = tokens_in(page, bytes);
    tokens.any(|it| {
        let word = page.slice(it.bytes.clone());
        it.class == Class::Verb && word.chars().nth(1).is_some() && !page.is_word("name_part", word)
    })
}

/// The words inside a range.
fn tokens_in<'p>(page: &'p Page<'_>, bytes: &Bytes) -> impl Iterator<Item = &'p Token> {
    let tokens = page
        .sentence_at(bytes.start)
        .map_or(&[][..], |it| page.tokens(it));
    let first = tokens.partition_point(|it| it.bytes.start < bytes.start);
    let end = bytes.end;
    tokens
        .iter()
        .skip(first)
        .take_while(move |it| it.bytes.end <= end)
}

/// Whether no name but those of industries and a place at its head stands in a range.
fn is_free(page: &Page<'_>, bytes: &Bytes) -> bool {
    let may_stand = |it: usize| {
        let name = &page.names[it];
        name.kind == EntityKind::Industry
            || name.kind == EntityKind::Place && name.bytes.start == bytes.start
    };
    let last = page
        .slice(bytes.clone())
        .chars()
        .next_back()
        .map_or(0, char::len_utf8);
    page.name_over(bytes.start).is_none_or(may_stand)
        && page.name_over(bytes.end - last).is_none_or(may_stand)
        && page.names_in(bytes).all(may_stand)
}

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::check_companies;

    #[test]
    fn a_country_before_and_a_predicate_behind_frame_a_company() {
        check_companies("去年，法国佛芷亚先后投资3亿元。", &["佛芷亚"]);
        check_companies("去年，法国客商先后投资3亿元。", &[]);
    }

    #[test]
    fn characters_that_make_no_word_are_one_between_partners() {
        check_companies("5月，园区与赢恪签署合作协议。", &["赢恪"]);
        check_companies("5月，园区与高校签署合作协议。", &[]);
    }

    #[test]
    fn the_verb_before_a_list_of_leaders_begins_no_name() {
        let list = ["河芷制药", "大弓农化", "广泰药业"];
        check_companies("制药产业，龙头有河芷制药、大弓农化、广泰药业等。", &list);
    }

    #[test]
    fn who_is_counted_or_listed_by_number_is_no_company() {
        check_companies("当天，某企业与一家采购商签下订单。", &[]);
        check_companies("一靠老厂扩产，二靠新线。", &[]);
    }

    #[test]
    fn others_may_stand_behind_a_company() {
        check_companies("下降2.4%；褚橙果业等落户后，产值上升。", &["褚橙果业"]);
    }

    #[test]
    fn what_is_measured_or_a_kind_of_thing_is_no_company() {
        check_companies("5月，县城及宁芷投资增速下降。", &[]);
        check_companies("企业集组装，以及高端工程机械研发于一体。", &[]);
    }

    #[test]
    fn who_owns_another_is_a_company() {
        check_companies("永芷特钢旗下的工厂获奖。", &["永芷特钢"]);
        check_companies("集团旗下的工厂获奖。", &[]);
    }

    #[test]
    fn what_a_park_of_the_page_begins_with_is_no_company() {
        check_companies("宁芷能源化工基地建成。宁芷投产项目12个。", &[]);
    }
}
