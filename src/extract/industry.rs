//! Industries that no list has in full: a known one with the words that narrow it, and what stands in a list of known ones.

use crate::extract::boundary::{Reach, name_start};
use crate::extract::company::token_at;
use crate::extract::item::{inside_word, joins_industries, joins_kinds, stripped};
use crate::extract::modality::clause_of;
use crate::extract::name_like::{has_verb, is_name_like, is_noun_run, is_one_word};
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::segment::{Class, Token};
use crate::extract::stem::is_generic;
use crate::lexicon::{Hit, Scheme};
use crate::model::{EntityKind, RuleId};

/// The rule that reads a known industry with what narrows it.
pub(super) const NARROWED: &str = "name/narrowed industry";

/// The longest name of an industry, in characters.
const LONGEST: usize = 12;

/// How many words narrow a known industry from the left.
const MODIFIERS: usize = 2;

/// Known industries with the words around them that narrow them: 盐湖|化工, 汽车|传感器.
pub(super) fn compound_industries(page: &Page<'_>) -> Vec<Name> {
    let names = page.names.iter();
    let known = names.filter(|it| it.kind == EntityKind::Industry);
    known
        .filter_map(|it| joined(page, it).or_else(|| compound(page, it)))
        .collect()
}

/// An industry with the stuff of which it is a kind, or with another that is told in one breath: 钛及|钛合金, 玻璃|及|光伏材料.
fn joined(page: &Page<'_>, known: &Name) -> Option<Name> {
    let mark = page.word_ending("list_mark", known.bytes.start)?;
    let first = page.name_ending(mark.start);
    if let Some(first) = first.filter(|it| it.kind == EntityKind::Industry)
        && let end = narrowed_end(page, known.bytes.end)
        && joins_industries(page, mark, end)
    {
        let tokens = page.tokens(page.sentence_at(mark.start)?);
        let start = narrowed_start(page, tokens, first.bytes.start);
        return Some(named(page, start..end, (NARROWED, 0.85)));
    }
    let stuff = page.slice(0..mark.start).chars().next_back()?;
    let start = mark.start - stuff.len_utf8();
    let bytes = start..known.bytes.end;
    joins_kinds(page, mark).then(|| named(page, bytes, (NARROWED, 0.8)))
}

fn compound(page: &Page<'_>, known: &Name) -> Option<Name> {
    let sentence = page.sentence_at(known.bytes.start)?;
    let tokens = page.tokens(sentence);
    let start = narrowed_start(page, tokens, known.bytes.start);
    // 新能源|新材料: two known industries without a mark between them are one field.
    let twin = page.name_at(known.bytes.end).map(|it| &page.names[it]);
    let twin = twin.filter(|it| it.kind == EntityKind::Industry);
    let end = narrowed_end(page, twin.map_or(known.bytes.end, |it| it.bytes.end));
    let bytes = start..end;
    let fits = bytes != known.bytes
        && !page.slice(bytes.clone()).contains(['“', '”'])
        && page.slice(bytes.clone()).chars().count() <= LONGEST
        && is_name_like(page, EntityKind::Industry, &bytes);
    fits.then(|| named(page, bytes, (NARROWED, 0.8)))
}

/// An industry that a rule reads, and how sure it is.
pub(super) fn named(page: &Page<'_>, bytes: Bytes, (rule, confidence): (&str, f64)) -> Name {
    Name {
        name: page.slice(bytes.clone()).to_owned(),
        bytes,
        kind: EntityKind::Industry,
        rule: RuleId::new(rule),
        confidence,
    }
}

/// The start of the nouns right before an industry, up to a class word, a name or a word that is no noun.
fn narrowed_start(page: &Page<'_>, tokens: &[Token], at: usize) -> usize {
    let mut start = at;
    for _ in 0..MODIFIERS {
        let before = tokens.get(..tokens.partition_point(|it| it.bytes.end <= start));
        let token = before.and_then(<[Token]>::last);
        match token.filter(|it| it.bytes.end == start && narrows(page, it)) {
            Some(it) => start = it.bytes.start,
            None => break,
        }
    }
    behind_stuff(page, start).unwrap_or(start)
}

/// Where an item begins with one character for the stuff that an industry is made of: 氟|精细化工, 硫|化工.
fn behind_stuff(page: &Page<'_>, at: usize) -> Option<usize> {
    let start = page.word_ending("industry_stuff", at)?.start;
    let text = page.slice(0..start);
    let lists = ["list_mark", "item_start", "lead_industry"];
    let led = lists.iter().any(|it| page.word_ending(it, start).is_some());
    (led || !text.ends_with(char::is_alphanumeric)).then_some(start)
}

/// Whether a word narrows the industry behind it: 盐湖, 高端; not 园区, 主导, 合肥.
fn narrows(page: &Page<'_>, token: &Token) -> bool {
    let word = page.slice(token.bytes.clone());
    let latin = word.chars().all(|it| it.is_ascii_alphabetic());
    if latin || page.is_word("industry_modifier", word) {
        return true;
    }
    let lists = [
        "class_word",
        "generic_stem",
        "name_stop",
        "name_prefix",
        "region_noun",
    ];
    let is_rule_word = |hit: Hit| hit.end == token.bytes.end && page.lexicon.is_rule_word(hit);
    let is_class = lists.iter().any(|it| page.is_word(it, word))
        || page.hits_at(token.bytes.start).any(is_rule_word);
    let long = word.chars().count() == 2 && word.chars().all(char::is_alphabetic);
    let named = page
        .name_over(token.bytes.start)
        .is_some_and(|it| !page.is_kind(it, EntityKind::Industry));
    let owned = page
        .hits_at(token.bytes.start)
        .any(|it| page.is_in(Scheme::Place, it) || page.is_in(Scheme::Company, it));
    let owned = owned || page.is_word("ambiguous_name", word);
    token.known && token.class == Class::Noun && long && !is_class && !named && !owned
}

/// The end of a word that goes on behind an industry: 汽车|传感器制造.
fn narrowed_end(page: &Page<'_>, at: usize) -> usize {
    let longest = page.hits_at(at).next();
    let tail = page
        .word_at("industry_tail", at)
        .filter(|it| longest.is_none_or(|longest| longest.end == it.end))
        .filter(|it| is_closed_behind(page, it.end));
    tail.map_or(at, |it| it.end)
}

/// Whether no noun or verb goes on at a place, but a word for a class of industries: 稀土冶炼|分离 goes on.
fn is_closed_behind(page: &Page<'_>, at: usize) -> bool {
    let class = ["cluster", "industry_class", "list_mark"]
        .iter()
        .any(|it| page.word_at(it, at).is_some());
    let next = token_at(page, at).map(|it| it.class);
    class || !matches!(next, Some(Class::Noun | Class::Verb | Class::Proper))
}

/// What companies are said to make, right before their names: 商业火箭|龙头|天兵科技.
pub(super) fn industries_made(page: &Page<'_>) -> Vec<Name> {
    let companies = page.names.iter();
    companies
        .filter(|it| it.kind == EntityKind::Company)
        .filter_map(|company| industry_made(page, company))
        .collect()
}

fn industry_made(page: &Page<'_>, company: &Name) -> Option<Name> {
    let maker = page.word_ending("maker", company.bytes.start)?;
    let sentence = &page.sentences[page.sentence_at(maker.start)?];
    let floor = clause_of(sentence, maker.start).start;
    let mut start = name_start(page, maker.start, floor, Reach::NearPlace);
    while let Some(hit) = page
        .word_at("name_prefix", start)
        .filter(|hit| hit.end < maker.start)
    {
        start = hit.end;
    }
    let bytes = start..maker.start;
    let name = page.slice(bytes.clone()).to_owned();
    let fits = (2..=10).contains(&name.chars().count())
        && !page.is_word("no_industry", &name)
        && is_name_like(page, EntityKind::Industry, &bytes);
    fits.then(|| Name {
        bytes,
        kind: EntityKind::Industry,
        name,
        rule: RuleId::new("name/made"),
        confidence: 0.8,
    })
}

/// What stands in a list with known industries: 石化、|港口机械|、海工装备.
pub(super) fn listed_industries(page: &Page<'_>) -> Vec<Name> {
    let mut found = Vec::new();
    for (index, known) in page.names.iter().enumerate() {
        if known.kind != EntityKind::Industry || !begins_item(page, known) {
            continue;
        }
        let sure = has_listed_neighbour(page, index);
        let items = [item_before(page, known), item_behind(page, known)];
        let new = items.into_iter().flatten();
        found.extend(new.filter_map(|it| listed(page, it, sure)));
    }
    found
}

/// Whether an industry is a whole item and not the end of another name: not 东方|电机.
fn begins_item(page: &Page<'_>, known: &Name) -> bool {
    let start = known.bytes.start;
    let lists = ["list_mark", "item_start"];
    let led = lists.iter().any(|it| page.word_ending(it, start).is_some());
    let word = |hit: Hit| page.lexicon.is_rule_word(hit);
    let first = page
        .sentence_at(start)
        .is_some_and(|it| clause_of(&page.sentences[it], start).start == start);
    led || first || page.hits_ending(start).any(word)
}

/// Whether another known industry stands in the list of one.
fn has_listed_neighbour(page: &Page<'_>, index: usize) -> bool {
    let known = &page.names[index];
    let is_industry = |it: Option<&Name>| it.is_some_and(|it| it.kind == EntityKind::Industry);
    let before = page.word_ending("list_mark", known.bytes.start);
    let behind = page.word_at("list_mark", end_with_class(page, known));
    before.is_some_and(|it| is_industry(page.name_ending(it.start)))
        || behind.is_some_and(|it| is_industry(page.name_at(it.end).map(|it| &page.names[it])))
}

/// Where an industry ends with the word for its class: 橡塑产业|、.
fn end_with_class(page: &Page<'_>, known: &Name) -> usize {
    let class = page.word_at("cluster", known.bytes.end);
    class.map_or(known.bytes.end, |it| it.end)
}

/// The item before the list mark that stands before an industry.
fn item_before(page: &Page<'_>, known: &Name) -> Option<Bytes> {
    let mark = page.word_ending("list_mark", known.bytes.start)?;
    if inside_word(page, mark) {
        return None;
    }
    let sentence = &page.sentences[page.sentence_at(mark.start)?];
    let clause = clause_of(sentence, mark.start);
    let before = clause.start..mark.start;
    let marks = page.words_in("list_mark", &before);
    let marks = marks.filter(|it| !inside_word(page, *it));
    let start = marks.map(|it| it.end).last().unwrap_or(clause.start);
    // 依托某经济开发区|打火机、小五金: a park before the first item is whose it is.
    let owner = page.names_in(&(start..mark.start));
    let owner = owner.map(|it| &page.names[it]);
    let owner = owner.filter(|it| it.kind == EntityKind::Park).last();
    let start = owner.map_or(start, |it| it.bytes.end.max(start));
    (page.name_ending(mark.start).is_none()).then_some(start..mark.start)
}

/// The item behind the list mark that stands behind an industry, up to what ends a list.
fn item_behind(page: &Page<'_>, known: &Name) -> Option<Bytes> {
    let mark = page.word_at("list_mark", end_with_class(page, known))?;
    if inside_word(page, mark) {
        return None;
    }
    let sentence = &page.sentences[page.sentence_at(mark.start)?];
    let clause = clause_of(sentence, mark.start);
    let rest = mark.end..clause.end;
    let lists = ["list_mark", "industry_class", "cluster"];
    let ends = lists.iter().filter_map(|it| {
        page.words_in(it, &rest)
            .map(|hit| hit.start)
            .find(|it| *it > rest.start)
    });
    let others = page
        .slice(rest.clone())
        .find(page.lexicon.and_others())
        .map(|it| rest.start + it);
    let end = ends.chain(others).min().unwrap_or(rest.end);
    let end = head_end(page, mark.end..end);
    page.name_at(mark.end).is_none().then_some(mark.end..end)
}

/// Where an item ends with the last word of a sector that no noun goes on behind: 五金和|蔬菜加工|两条腿走路.
fn head_end(page: &Page<'_>, item: Bytes) -> usize {
    let heads = page.words_in("industry_tail", &item);
    let mut heads = heads.filter(|it| it.end < item.end && it.start > item.start);
    let closed = |end: usize| {
        let next = token_at(page, end).map(|it| it.class);
        let noun = matches!(next, Some(Class::Noun | Class::Proper));
        page.word_at("thrive", end).is_some() || next.is_some() && !noun
    };
    heads
        .find(|it| closed(it.end))
        .map_or(item.end, |it| it.end)
}

/// An item as an industry, if it reads like one; one word of the dictionary only among several known industries.
fn listed(page: &Page<'_>, item: Bytes, sure: bool) -> Option<Name> {
    let item = stripped(page, EntityKind::Industry, item)?;
    let text = page.slice(item.clone());
    let fits = (2..=LONGEST).contains(&text.chars().count())
        && (sure || !is_one_word(page, &item))
        && !is_generic(page, text, EntityKind::Industry)
        && is_noun_run(page, &item)
        && !has_verb(page, &before_tail(page, &item))
        && is_name_like(page, EntityKind::Industry, &item);
    fits.then(|| named(page, item, ("name/listed industry", 0.75)))
}

/// An item without the work that it may end in, which is a verb elsewhere: 蔬菜|加工.
fn before_tail(page: &Page<'_>, item: &Bytes) -> Bytes {
    let tail = page.word_ending("industry_tail", item.end);
    let start = tail.map(|it| it.start).filter(|it| *it > item.start);
    item.start..start.unwrap_or(item.end)
}
