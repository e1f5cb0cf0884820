//! Names from their surroundings: definitions (以下简称), lists before a class word, and repetition.

use std::ops::RangeInclusive;

use crate::extract::bare_name::has_own_word;
use crate::extract::boundary::crosses_known;
use crate::extract::bracket_pair;
use crate::extract::bracketed::bare_forms;
use crate::extract::cell::industry_cells;
use crate::extract::common_brand::common_brands;
use crate::extract::company_list::is_list_of_projects;
use crate::extract::graded::bare_industries;
use crate::extract::industry::{
    NARROWED, compound_industries, industries_made, listed_industries, named,
};
use crate::extract::industry_heading;
use crate::extract::item::{industry_items, items, stripped};
use crate::extract::legal_short::legal_short_forms;
use crate::extract::list_gap;
use crate::extract::matcher::{Fill, Match, matches};
use crate::extract::name_like::{
    has_verb, is_company_like, is_made_by_company, is_name_like, is_one_word, is_plain_word,
    reads_as_thing,
};
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::pair::paired_industries;
use crate::extract::park_entry;
use crate::extract::repeated::{repetitions, short_places};
use crate::extract::sentence::Sentence;
use crate::extract::short_park::parks_by_place;
use crate::extract::sided_part::sided_parts;
use crate::extract::signs::Signs;
use crate::extract::stem::{is_generic, is_plan};
use crate::lexicon::{Atom, Filler, Hit, Role, Rule, Scheme};
use crate::model::{EntityKind, RuleId};
use crate::quantity::UnitClass;

/// How many characters a short form has.
const SHORT: RangeInclusive<usize> = 2..=14;

/// A rule that is less trusted than this gives only companies with a word of their own.
const DOUBTFUL: f64 = 0.75;

/// How long a company's name is at most, in characters, if nothing in it is its own.
const SHORT_COMPANY: usize = 5;

/// A rule that is less trusted than this gives names only of what reads like one in itself.
const SURE: f64 = 0.85;

/// A rule that is less trusted than this gives industries only of a list that holds a known one, or all of which end as sectors do.
const LISTED: f64 = 0.8;

/// What reads names from their surroundings before the rules do, in this order: each sees what those before it found.
const BEFORE_RULES: [fn(&Page<'_>) -> Vec<Name>; 7] = [
    legal_short_forms,
    compound_industries,
    listed_industries,
    industry_heading::industries,
    park_entry::industries,
    paired_industries,
    bracket_pair::industries,
];

/// A short form that a document introduces for a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ShortForm {
    /// 长寿经开区
    pub(super) short: String,
    /// 长寿经济技术开发区
    pub(super) long: String,
    /// What both name.
    pub(super) kind: EntityKind,
}

/// Adds names that rules and definitions introduce, then finds all further places of all names.
pub(super) fn find_by_context(page: &mut Page<'_>) -> Vec<ShortForm> {
    let (parts, sided) = sided_parts(page);
    add(page, parts);
    for read in BEFORE_RULES {
        let found = read(page);
        add(page, found);
    }
    let defined = definitions(page);
    let mut short_forms = short_forms(&defined);
    short_forms.extend(sided);
    short_forms.extend(bare_forms(page));
    let mut found: Vec<Name> = defined.into_iter().map(|(name, _)| name).collect();
    let prose = page.sentences.iter().filter(|it| Page::is_prose(it));
    let prose: Vec<_> = prose.map(|it| (it, Signs::new(page, it))).collect();
    let rules = page.lexicon.rules().iter().enumerate();
    for (index, rule) in rules.filter(|(_, rule)| introduces(rule)) {
        let allowed = prose
            .iter()
            .filter(|(_, signs)| signs.allow(page, (index, rule)));
        for (sentence, _) in allowed {
            introduced(page, (rule, sentence), &mut found);
        }
    }
    add(page, found);
    let mut found = Vec::new();
    for sentence in page.sentences.iter().filter(|it| Page::is_prose(it)) {
        common_brands(page, sentence, &mut found);
    }
    add(page, found);
    let mut found = industries_made(page);
    let cells = industry_cells(page);
    let items = cells.iter().flat_map(|cell| items(page, cell));
    found.extend(items.filter_map(|bytes| in_cell(page, &bytes)));
    add(page, found);
    let found = repetitions(page, &short_forms);
    add(page, found);
    let found = short_places(page);
    add(page, found);
    let found = parks_by_place(page);
    add(page, found);
    short_forms.extend(bare_industries(page));
    short_forms
}

/// Adds names to those of the page, the better ones in place of worse ones.
fn add(page: &mut Page<'_>, found: Vec<Name>) {
    let mut names = std::mem::take(&mut page.names);
    names.extend(found);
    page.keep_best(names);
}

/// X(以下简称Y): Y names what X names. Each name with the full name that it is short for.
fn definitions(page: &Page<'_>) -> Vec<(Name, String)> {
    let mut found = Vec::new();
    for sentence in &page.sentences {
        let hits = page.words_in("define", &sentence.bytes);
        found.extend(hits.filter_map(|hit| definition(page, sentence, hit)));
    }
    found
}

fn definition(page: &Page<'_>, sentence: &Sentence, define: Hit) -> Option<(Name, String)> {
    let last = page
        .names
        .partition_point(|name| name.bytes.end <= define.start);
    let long = page.names.get(last.checked_sub(1)?)?;
    let between = page.slice(long.bytes.end..define.start);
    if between.trim_matches(['“', '”', ' ', '*']) != "(" {
        return None;
    }
    let (short, offset) = short_form(page.slice(define.end..sentence.bytes.end))?;
    let start = define.end + offset;
    let name = Name {
        bytes: start..start + short.len(),
        kind: long.kind,
        name: short.to_owned(),
        rule: RuleId::new("name/define"),
        confidence: 0.97,
    };
    Some((name, long.name.clone()))
}

/// The short form that the text behind 以下简称 begins with, and where in the text it stands.
fn short_form(rest: &str) -> Option<(&str, usize)> {
    let inner = rest.split([')', '，', '；', '、']).next()?;
    let short = inner.trim_matches(['“', '”', '：', ':', ' ', '"']);
    let fits = SHORT.contains(&short.chars().count());
    fits.then(|| (short, inner.find(short).unwrap_or_default()))
}

fn short_forms(defined: &[(Name, String)]) -> Vec<ShortForm> {
    let forms = defined.iter().map(|(name, long)| ShortForm {
        short: name.name.clone(),
        long: long.clone(),
        kind: name.kind,
    });
    let mut forms: Vec<ShortForm> = forms.collect();
    forms.sort();
    forms.dedup();
    forms
}

/// Whether a rule has a slot of free text.
fn introduces(rule: &Rule) -> bool {
    rule.pattern.iter().any(|it| {
        matches!(
            it.atom,
            Atom::Slot {
                filler: Filler::Free(_),
                ..
            }
        )
    })
}

/// Names that a rule's slots give in a sentence, known ones left as they are.
fn introduced(page: &Page<'_>, (rule, sentence): (&Rule, &Sentence), found: &mut Vec<Name>) {
    for it in matches(page, &rule.pattern, sentence) {
        let count = counted(page, &it);
        // A list behind a verb that governs more than industries is one of industries if it holds a known one.
        let sure = |bytes: &Bytes| {
            rule.trust >= LISTED
                || holds_industry(page, bytes)
                || list_gap::ends_as_sectors(page, &industry_items(page, bytes, count))
        };
        for (kind, bytes) in free_texts(&it).filter(|(kind, bytes)| {
            *kind != EntityKind::Industry || sure(bytes) && !is_of_others(page, bytes, &it.bytes)
        }) {
            let items = match kind {
                EntityKind::Industry => industry_items(page, bytes, count),
                _ => items(page, bytes),
            };
            let projects = || is_list_of_projects(page, sentence, bytes.end);
            if kind == EntityKind::Industry {
                found.extend(list_gap::industries(page, &items, (rule, count)));
            } else if kind != EntityKind::Company || !projects() {
                found.extend(listed(page, kind, items, rule));
            }
        }
    }
}

/// The texts of a match that are to be read as names.
fn free_texts(found: &Match) -> impl Iterator<Item = (EntityKind, &Bytes)> {
    let is_name = |role: Role| {
        matches!(
            role,
            Role::Name | Role::Object | Role::Subject | Role::Honor
        )
    };
    found
        .slots
        .iter()
        .filter_map(move |(role, fill)| match fill {
            Fill::Free(kind, bytes) if is_name(*role) => Some((*kind, bytes)),
            _ => None,
        })
}

/// Whether the word for a class behind a list is one for companies or regions and none for industries: A、B等16家五金企业…,
/// 京津冀、江浙沪等重点区域….
pub(super) fn is_of_others(page: &Page<'_>, list: &Bytes, found: &Bytes) -> bool {
    let behind = list.end..found.end;
    // 聚集甲、乙等|企业37户
    let open = page
        .slice(list.clone())
        .ends_with(page.lexicon.and_others());
    if is_of_one(page, &behind) || open && page.word_at("firm_class", list.end).is_some() {
        return true;
    }
    let first = |it: &str| page.words_in(it, &behind).map(|it| it.start).next();
    let others = ["firm_class", "region_class"];
    let other = others.iter().filter_map(|it| first(it)).min();
    let both = other.zip(first("industry_class"));
    both.is_some_and(|(other, industry)| other < industry)
}

/// Whether a known industry stands between 等 and the word for its class, so that the list has examples of it:
/// 甲、乙等|纺织服装|产业集群.
fn is_of_one(page: &Page<'_>, behind: &Bytes) -> bool {
    let others = page.lexicon.and_others();
    if !page.slice(behind.clone()).starts_with(others) {
        return false;
    }
    let mut inside = page.names_in(behind).map(|it| &page.names[it]);
    inside.any(|it| {
        let class = page.word_at("industry_class", it.bytes.end);
        let named = ["industry_class", "no_industry"];
        it.kind == EntityKind::Industry
            && !named.iter().any(|list| page.is_word(list, &it.name))
            && class.is_some_and(|class| class.end <= behind.end)
    })
}

/// How many things a match says that its list has: 四大 in A、B、C和D四大产业.
fn counted(page: &Page<'_>, found: &Match) -> Option<usize> {
    let stated = found.slots.iter().find_map(|(_, fill)| match fill {
        Fill::Measure(it) => Some(&page.measures[*it]),
        _ => None,
    });
    let kinds = || {
        let mut inside = page.measures_in(&found.bytes).map(|it| &page.measures[it]);
        inside.rfind(|it| it.unit_class == Some(UnitClass::Kind)) // A、B等|五大|产业
    };
    let measure = stated.or_else(kinds)?;
    measure.quantity.value.to_string().parse().ok()
}

/// The names among the items of a list, from the last back to one that is no name of the kind.
pub(super) fn listed(
    page: &Page<'_>,
    kind: EntityKind,
    items: Vec<Bytes>,
    rule: &Rule,
) -> Vec<Name> {
    let mut names = Vec::new();
    let mut failed = 0;
    for item in items.into_iter().rev() {
        let Some(item) = stripped(page, kind, item) else {
            break;
        };
        let known = page.name_at(item.start).map(|it| &page.names[it]);
        // An industry that was only guessed may be the name of a company in its list: 梦园|不锈钢.
        let guessed = |name: &Name| {
            kind == EntityKind::Company
                && name.kind == EntityKind::Industry
                && name.rule.as_str() == NARROWED
        };
        match known.filter(|name| name.bytes == item && !guessed(name)) {
            Some(known) if known.kind == kind => {}
            Some(_) => break,
            None => match new_name(page, kind, item, rule) {
                Some(name) if failed == 0 || has_own_word(page, &name.bytes) => names.push(name),
                // One item of a list of companies may read like none.
                None if kind == EntityKind::Company && failed == 0 => failed += 1,
                _ => break,
            },
        }
    }
    names
}

/// 是|某区四个主攻门类, 开发区|紧扣六大产业集群: whether an item is a part of a clause, with the copula or who it is about.
fn is_of_clause(page: &Page<'_>, item: &Bytes) -> bool {
    let begins = |list: &str| page.word_at(list, item.start).is_some();
    begins("copula") || begins("here") && has_verb(page, item)
}

/// An item as a name, if it reads like one.
fn new_name(page: &Page<'_>, kind: EntityKind, item: Bytes, rule: &Rule) -> Option<Name> {
    let item = list_gap::unbracketed(page, kind, item);
    let name = page.slice(item.clone()).replace(['“', '”', '"'], "");
    let company = kind == EntityKind::Company;
    let longest = if company { 12 } else { 16 };
    let fits = (2..=longest).contains(&name.chars().count());
    let holder = |it: usize| {
        let held = &page.names[it];
        held.kind == EntityKind::Company
            && held.bytes.start > item.start
            && held.bytes.end == item.end
            && page.word_ending("company_suffix_legal", item.end).is_some()
    };
    let doubtful = match kind {
        // 已落地|康佳集团: what stands in a list of projects by its company alone.
        EntityKind::Project => page.names_in(&item).any(holder),
        // 由商务部、科技部|联合组成的验收组
        EntityKind::Park => {
            let body = page.name_at(item.start);
            // 南北|两个区块, ABCDE|五个功能区
            let side = |it: char| page.is_word("side", it.encode_utf8(&mut [0; 4]));
            body.is_some_and(|it| page.is_kind(it, EntityKind::Agency))
                || name.is_ascii()
                || name.chars().all(side)
        }
        EntityKind::Company => {
            rule.trust < SURE && is_one_word(page, &item)
                || rule.trust < DOUBTFUL
                    && (!has_own_word(page, &item) || name.chars().count() > SHORT_COMPANY)
                || rule.trust < SURE
                    && name.chars().count() > SHORT_COMPANY
                    && has_verb(page, &item) // 管桩|看|大芷重工, but not 上汽通用金桥北厂
                    && !page.hits_at(item.start).any(|it| page.is_in(Scheme::Company, it))
                || !is_company_like(page, &item)
                || page.is_word("region_of_world", &name)
                || is_made_by_company(page, &item)
                || page.word_at("copula", item.end).is_some()
                    && crosses_known(page, &(item.end..item.end)) // 瑞芷集团不|是
        }
        EntityKind::Industry => {
            is_generic(page, &name, kind) && !holds_industry(page, &item)
                || is_of_clause(page, &item)
                || is_plan(page, &item)
                || page.word_ending("site_of_industry", item.end).is_some() // 某新能源汽车|基地
                || crosses_known(page, &(item.start..item.start)) // 即|日起
                || page.is_word("lead_industry", &name)
                || rule.trust < 0.8 && is_plain_word(page, &item)
                || rule.trust < SURE && !reads_as_thing(page, &item)
        }
        _ => false,
    };
    (fits && !doubtful && is_name_like(page, kind, &item)).then(|| Name {
        bytes: item,
        kind,
        name,
        rule: rule.id.clone(),
        confidence: rule.trust,
    })
}

/// Whether a known industry stands in an item: 商贸物流|及现代服务业, though all its words are classes.
fn holds_industry(page: &Page<'_>, item: &Bytes) -> bool {
    let mut inside = page.names_in(item);
    inside.any(|it| page.is_kind(it, EntityKind::Industry))
}

/// An industry that is an item of a table cell.
fn in_cell(page: &Page<'_>, item: &Bytes) -> Option<Name> {
    let text = page.slice(item.clone());
    let name = text.trim();
    let start = item.start + text.len() - text.trim_start().len();
    let fits = (2..=12).contains(&name.chars().count()) && name.chars().all(char::is_alphanumeric);
    let bytes = start..start + name.len();
    fits.then(|| named(page, bytes, ("name/table", 0.9)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_form_ends_with_its_bracket() {
        let check = |rest: &str| short_form(rest).map(|(short, _)| short.to_owned());
        assert_eq!(
            check("“长寿经开区”)位于重庆").as_deref(),
            Some("长寿经开区")
        );
        assert_eq!(check("：经开区，下同)").as_deref(), Some("经开区"));
        assert_eq!(check("“甲”)"), None);
        assert_eq!(check("一个长得不能是简称的很长的句子)"), None);
    }

    #[test]
    fn a_short_form_knows_where_it_stands() {
        let rest = "：“经开区”)";
        let (short, at) = short_form(rest).unwrap();
        assert_eq!(rest.get(at..at + short.len()), Some(short));
    }
}
