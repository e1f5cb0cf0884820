//! Items of a list in free text: where the list is cut, and what of an item only describes it.

use crate::extract::bare_name::has_own_word;
use crate::extract::company::token_at;
use crate::extract::page::{Bytes, Page};
use crate::extract::project_item::name_lead;
use crate::extract::segment::{Class, Token};
use crate::lexicon::{Hit, Scheme};
use crate::model::EntityKind;
use crate::quantity::{Measure, UnitClass};

/// Marks around a name that are not part of it.
const OPENING: [char; 6] = ['“', '”', '"', ' ', '‘', '—'];
const CLOSING: [char; 5] = ['“', '”', '"', ' ', '’'];
/// The mark that stands between items and never inside one.
const ENUMERATION: &str = "、";
/// What stands between two items in quotation marks that no other mark parts.
const QUOTED: &str = "”“";
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
    // 三和|超微材料: one character before a word that joins is no item.
    let splits = |mark: &Hit, start: usize| {
        page.written(*mark) == ENUMERATION || page.slice(start..mark.start).chars().count() != 1
    };
    let mut items = Vec::new();
    let (mut start, mut at) = (bytes.start, bytes.start);
    let bracket_end = |at: usize| {
        let inner = page.slice(at..bytes.end).strip_prefix('(')?;
        Some(at + 1 + inner.find(')')? + 1)
    };
    while at < bytes.end {
        let quoted = page.slice(at..bytes.end).starts_with(QUOTED);
        if let Some(end) = name_end(at).or_else(|| bracket_end(at)) {
            at = end;
        } else if quoted {
            at += QUOTED.len() / 2; // “甲”|“乙”
            items.push(start..at);
            start = at;
        } else if let Some(hit) = mark_at(at).filter(|it| splits(it, start)) {
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

/// The items of a list of industries: inside a list with enumeration marks, 及 and 与 part items only behind the last of
/// them (烟草及配套、光电、食品和纺织), and no other mark parts any if the list is said to be shorter (医药及食品、新材料和化工|两大产业).
pub(super) fn industry_items(page: &Page<'_>, bytes: &Bytes, count: Option<usize>) -> Vec<Bytes> {
    let all = items(page, bytes);
    let Some(last) = page.slice(bytes.clone()).rfind(ENUMERATION) else {
        let whole = count == Some(1);
        return if whole { vec![bytes.clone()] } else { all };
    };
    let last = bytes.start + last + ENUMERATION.len();
    let whole = joined(&all, |gap| page.slice(gap) != ENUMERATION);
    if count == Some(whole.len()) {
        return whole;
    }
    let enumerated = joined(&all, |gap| page.is_word("inner_mark", page.slice(gap)));
    let outer = enumerated.iter().filter(|it| it.end < last).cloned();
    // 化工及精细化工、光电与新能源、制药与器械: where most hold such a mark, the last does as well.
    let (with, without): (Vec<_>, Vec<_>) = outer
        .clone()
        .partition(|it| page.has_word_in("inner_mark", it));
    if count == Some(enumerated.len()) || with.len() > without.len() {
        return enumerated;
    }
    outer
        .chain(all.into_iter().filter(|it| it.start >= last))
        .collect()
}

/// The items of a list, those made one between which a mark stands that joins.
fn joined(items: &[Bytes], joins: impl Fn(Bytes) -> bool) -> Vec<Bytes> {
    let mut joined: Vec<Bytes> = Vec::new();
    for item in items {
        match joined.last_mut() {
            Some(last) if joins(last.end..item.start) => last.end = item.end,
            _ => joined.push(item.clone()),
        }
    }
    joined
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
        // A guessed word that begins with the mark is guessed wrong: 加工|和新金属.
        let guessed = !token.known && start == mark.start;
        start <= mark.start && end >= mark.end && end - start > mark.end - mark.start && !guessed
    };
    let is_word = |hit: Hit| {
        hit.start < mark.start
            && hit.end >= mark.end
            && page.is_word("item_start", page.written(hit))
    };
    page.hits_ending(mark.end).any(is_word)
        || joins_kinds(page, mark)
        || inside_industry(page, mark)
        || joins_known(page, mark)
        || page.tokens(sentence).iter().any(is_longer)
}

/// 玻璃|及|光伏材料: whether a mark that parts no items stands between two known industries.
fn joins_known(page: &Page<'_>, mark: Hit) -> bool {
    let is_industry = |hit: &Hit| page.is_in(Scheme::Industry, *hit);
    let first = page.hits_ending(mark.start).any(|it| is_industry(&it));
    let second = page.hits_at(mark.end).find(is_industry);
    first && second.is_some_and(|it| joins_industries(page, mark, it.end))
}

/// Whether a mark makes one name of the industry before it and of the one that ends here: 玻璃|及|光伏材料,
/// 新能源|与|智能电网装备|产业.
pub(super) fn joins_industries(page: &Page<'_>, mark: Hit, end: usize) -> bool {
    let is = |list: &str| page.is_word(list, page.written(mark));
    let closed = || page.word_at("cluster", end).is_some() || page.measure_at(end).is_some();
    is("name_joint") || is("industry_link") && closed()
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
    if let Some(lead) = page.word_at("item_lead", item.start) {
        item.start = lead.end.min(item.end);
    }
    if kind == EntityKind::Company {
        item.start = behind_gap(page, &item);
        let lead = name_lead(page, item.start).filter(|&it| it < item.end);
        item.start = lead.unwrap_or(item.start);
        item.end = before_moment(page, &item);
        item.end -= latin_remark(page.slice(item.clone())).len();
        let remark = contents(page.slice(item.clone()));
        let place = page.is_named_in(Scheme::Place, remark.trim_matches(['(', ')']));
        item.end -= if place { 0 } else { remark.len() };
        let tail = page.word_ending("company_tail", item.end);
        let tail = tail.filter(|it| page.stands_alone(*it));
        item.end = tail.map_or(item.end, |it| it.start.max(item.start));
        item.start = behind_last(page, "descriptor", (&item, SHORTEST));
    }
    if kind == EntityKind::Company {
        item.start = behind_verb(page, &item);
    }
    if let Some(owner) = owner(page, &item).filter(|_| kind == EntityKind::Company) {
        item = owner;
    }
    item.start = behind_last(page, "item_start", (&item, 1));
    let known = page.name_at(item.start).map(|it| &page.names[it].bytes);
    if kind == EntityKind::Industry && known != Some(&item) {
        item.start = behind_scope(page, &item);
        item.start = behind_last(page, "lead_industry", (&item, SHORTEST));
        item.end -= short_remark(page.slice(item.clone())).len();
        item.end = without_class(page, &item);
        let works = page.word_ending("work_on", item.start).is_some();
        let work = page.word_ending("product_work", item.end).filter(|_| works);
        item.end = work.map_or(item.end, |it| it.start.max(item.start));
        let lists = ["become", "copula", "adverb_of_being"];
        let mut verbs = lists.iter().filter_map(|it| page.word_ending(it, item.end));
        let verb = verbs.next();
        item.end = verb.map_or(item.end, |it| it.start.max(item.start));
        item.end -= contents(page.slice(item.clone())).len();
    }
    (!item.is_empty()).then_some(item)
}

/// Behind what says of whom the clause speaks, before an industry: 全区|医药, 某高新区|新能源.
fn behind_scope(page: &Page<'_>, item: &Bytes) -> usize {
    let owner = page.name_at(item.start).map(|it| &page.names[it]);
    let owner = owner.filter(|it| it.kind == EntityKind::Park);
    let scope = || page.word_at("sector_scope", item.start).map(|it| it.end);
    let end = owner.map(|it| it.bytes.end).or_else(scope);
    end.filter(|it| it + SHORTEST <= item.end)
        .unwrap_or(item.start)
}

/// Behind verbs and the like before a word that no dictionary has, or before a known company: 首批接入|瑞芷矿业, 重点保障|瑞芷达.
fn behind_verb(page: &Page<'_>, item: &Bytes) -> usize {
    let known = |at: usize| page.hits_at(at).any(|it| page.is_in(Scheme::Company, it));
    let own = |at: usize| {
        let guessed = token_at(page, at).is_some_and(|it| it.class == Class::Proper && !it.known);
        at < item.end && (guessed || known(at))
    };
    let mut at = item.start;
    let mut words = 0;
    let mut doing = false;
    while !own(at)
        && let Some(token) = token_at(page, at).filter(|it| it.known && it.bytes.end < item.end)
    {
        let word = page.slice(token.bytes.clone());
        let held = page.is_word("brand_part", word) || page.is_word("side_brand", word);
        let long = word.chars().nth(1).is_some();
        doing |= long && !held && matches!(token.class, Class::Verb);
        words += 1;
        at = token.bytes.end;
    }
    // 创新奇智: a brand may begin with a verb.
    let doing = doing && (words > 1 || known(at));
    let plain = page.measures_in(item).is_empty();
    if doing && plain && own(at) {
        at
    } else {
        item.start
    }
}

/// Behind the gap that divides Chinese words: 资讯| |瑞芷电器.
fn behind_gap(page: &Page<'_>, item: &Bytes) -> usize {
    let text = page.slice(item.clone());
    let gap = text.rfind(' ').filter(|it| {
        let before = text.get(..*it).and_then(|it| it.chars().next_back());
        before.is_some_and(|it| it.is_alphabetic() && !it.is_ascii())
    });
    gap.map_or(item.start, |it| item.start + it + 1)
}

/// The company whose thing the last item of a list is: 卡夫食品、|天合芯|的新生产线.
fn owner(page: &Page<'_>, item: &Bytes) -> Option<Bytes> {
    let particle = page.slice(item.clone()).find(page.lexicon.particle())?;
    let end = item.start + particle;
    let thing = end + page.lexicon.particle().len();
    let owner = item.start..end;
    let ended = ["firm_thing", "product_line"]
        .iter()
        .any(|it| page.word_ending(it, item.end).is_some());
    let own = has_own_word(page, &owner) && !has_own_word(page, &(thing..item.end));
    (ended && own && page.slice(owner.clone()).chars().count() <= OWNER).then_some(owner)
}

/// How many characters the name of an owner has at most.
const OWNER: usize = 6;

/// What an industry is said to hold, in brackets behind it: (含动力电池) in 新型储能(含动力电池); empty if there is none.
fn contents(text: &str) -> &str {
    let remark = text.rfind('(').and_then(|open| text.get(open..));
    remark
        .filter(|it| it.ends_with(')') && it.len() < text.len() && it.chars().count() <= 14)
        .unwrap_or_default()
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
    let class = |end: usize| {
        let class = classes.iter().find_map(|it| page.word_ending(it, end));
        let kinds = |it: &&Measure| it.unit_class == Some(UnitClass::Kind);
        let count = || {
            page.measure_ending(end)
                .filter(kinds)
                .map(|it| it.bytes.start)
        };
        class.map(|it| it.start).or_else(count)
    };
    while let Some(start) = class(end)
        && start > item.start
        && page.slice(item.start..start).chars().nth(1).is_some()
    {
        end = start;
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
        .filter(|hit| !splits_word(page, hit.end) && !joins(page, *hit, item))
        .filter(|hit| !is_in_brand(page, *hit, item))
        .map(|hit| hit.end)
        .filter(|end| end + rest <= item.end);
    ends.max().unwrap_or(item.start)
}

/// Whether a word inside an item joins its parts: 医药|及|食品, 钛|及|钛合金, 汽车|和|智能网联 where the number of items says so.
fn joins(page: &Page<'_>, hit: Hit, item: &Bytes) -> bool {
    let written = page.written(hit);
    let industry = |it: Hit| page.is_in(Scheme::Industry, it);
    let between = || {
        page.is_word("list_mark", written)
            && page.hits_ending(hit.start).any(industry)
            && page.hits_at(hit.end).any(industry)
    };
    hit.start > item.start && (page.is_word("inner_mark", written) || between())
        || joins_kinds(page, hit)
}

/// Whether what joins items elsewhere is the second character of an item, or the first of one that the list goes on behind:
/// 天|和|磁材, 甲、|和|宁化学、乙.
fn is_in_brand(page: &Page<'_>, hit: Hit, item: &Bytes) -> bool {
    let written = page.written(hit);
    let before = page.slice(item.start..hit.start).chars().count();
    let inner = page.slice(0..item.start).ends_with(ENUMERATION)
        && page.rest(item.end).starts_with(ENUMERATION);
    let joins = written != ENUMERATION && page.is_word("list_mark", written);
    let bounded = !page.slice(0..item.start).ends_with(char::is_alphanumeric);
    joins && bounded && (before == 1 || before == 0 && inner)
}

/// Whether a place lies inside a word that the dictionary has: 如|今.
fn splits_word(page: &Page<'_>, at: usize) -> bool {
    let Some(sentence) = page.sentence_at(at) else {
        return false;
    };
    let mut tokens = page.tokens(sentence).iter();
    tokens.any(|it| it.known && it.bytes.start < at && at < it.bytes.end)
}

/// The end of an item before a date in it: 中车时代电动|前11个月.
fn before_moment(page: &Page<'_>, item: &Bytes) -> usize {
    let moment = page.moments_in(item).next();
    let start = moment.map(|it| page.moments[it].bytes.start);
    start
        .filter(|it| *it >= item.start + SHORTEST)
        .unwrap_or(item.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    #[test]
    fn a_list_of_industries_is_cut_as_its_number_says() {
        let check = |text: &str, count: Option<usize>, items: &[&str]| {
            on_page(text, |page| {
                let found = industry_items(page, &(0..page.text.len()), count);
                let found: Vec<&str> = found.into_iter().map(|it| page.slice(it)).collect();
                assert_eq!(found, items, "{text}");
            });
        };
        check(
            "烟草及配套、光电和纺织",
            None,
            &["烟草及配套", "光电", "纺织"],
        );
        check("光电、医药及食品", Some(2), &["光电", "医药及食品"]);
        check(
            "汽车和智能网联、光电和医药",
            Some(2),
            &["汽车和智能网联", "光电和医药"],
        );
    }

    #[test]
    fn quotations_side_by_side_are_two_items() {
        on_page("“甲芷”“乙芷”", |page| {
            let found = items(page, &(0..page.text.len()));
            let found: Vec<&str> = found.into_iter().map(|it| page.slice(it)).collect();
            assert_eq!(found, ["“甲芷”", "“乙芷”"]);
        });
    }

    #[test]
    fn an_item_of_two_industries_stays_whole() {
        on_page("汽车和智能网联", |page| {
            let item = 0..page.text.len();
            assert_eq!(
                stripped(page, EntityKind::Industry, item.clone()),
                Some(item)
            );
        });
    }

    #[test]
    fn marks_around_an_item_are_left_out() {
        assert_eq!(unquoted("“甲乙” ", 10), 13..19);
        assert_eq!(unquoted("甲", 10), 10..13);
        assert_eq!(unquoted(" “” ", 10), 18..18);
    }

    #[test]
    fn what_joins_items_may_be_part_of_a_brand() {
        on_page("、天和芷材、和宁芷学、中芷化工", |page| {
            let check = |text: &str| {
                let start = page.text.find(text).unwrap();
                let item = stripped(page, EntityKind::Company, start..start + text.len());
                assert_eq!(page.slice(item.unwrap()), text);
            };
            check("天和芷材");
            check("和宁芷学");
        });
    }

    #[test]
    fn a_brand_may_begin_with_a_verb() {
        let check = |text: &str, name: &str| {
            on_page(text, |page| {
                let item = stripped(page, EntityKind::Company, 0..text.len());
                assert_eq!(page.slice(item.unwrap()), name);
            });
        };
        check("创新奇智", "创新奇智");
        check("首批接入比亚迪", "比亚迪");
    }
}
