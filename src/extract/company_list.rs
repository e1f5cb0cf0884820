//! Companies in a list: what stands beside one that is known.

use crate::extract::bare_name::{OPENING, has_own_word, joins_brand, start_before};
use crate::extract::boundary::is_full_place;
use crate::extract::company::before_never_last;
use crate::extract::item::stripped;
use crate::extract::modality::clause_of;
use crate::extract::name_like::{ends_as_company, is_name_like};
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::segment::Class;
use crate::extract::sentence::Sentence;
use crate::extract::stem::is_generic;
use crate::lexicon::{Hit, Scheme};
use crate::model::{EntityKind, RuleId};

/// Closing marks that stand behind a name.
const CLOSING: [char; 3] = ['”', '"', ' '];
/// The mark between the items of a list.
pub(super) const ENUMERATION: char = '、';

/// The items of a list of companies, on both sides of those that are known.
pub(super) fn listed_names(page: &Page<'_>, sentence: &Sentence, found: &mut Vec<Name>) {
    for index in page.names_in(&sentence.bytes) {
        let name = &page.names[index];
        if name.kind != EntityKind::Company
            || is_list_of_kinds(page, sentence, name.bytes.end)
            || is_list_of_projects(page, sentence, name.bytes.end)
        {
            continue;
        }
        let clause = clause_of(sentence, name.bytes.start);
        let particle = page.lexicon.particle();
        let owns = page.rest(name.bytes.end).starts_with(particle);
        // 甲的坩埚、|乙|的耗材: what stands before an owner is what the one before it has.
        let owned = |it: &Name| owns && page.slice(0..it.bytes.start).ends_with(particle);
        let mut end = name.bytes.start;
        while let Some(list) = end_before_mark(page, &(clause.start..end))
            && let Some(listed) = item_before(page, sentence, list).filter(|it| !owned(it))
        {
            end = listed.bytes.start;
            found.push(listed);
        }
        let mut start = name.bytes.end;
        let behind =
            |at| item_behind(page, at, clause.end).or_else(|| item_between(page, at, clause.end));
        while let Some(listed) = behind(start) {
            start = listed.bytes.end;
            found.push(listed);
        }
    }
}

/// Whether the list in which a name ends is one of kinds of things: 光学玻璃、钢化玻璃等|十大类.
pub(super) fn is_list_of_kinds(page: &Page<'_>, sentence: &Sentence, end: usize) -> bool {
    let behind = end..clause_of(sentence, end).end;
    let others = page.words_in("and_others", &behind).next();
    others.is_some_and(|it| {
        let rest = page.slice(it.end..behind.end);
        let near = rest.char_indices().nth(KIND).map_or(rest.len(), |it| it.0);
        page.has_word_in("kind_counter", &(it.end..it.end + near))
    })
}

/// How far behind a name its list is looked over, in bytes: two hundred characters, so that a long one is not read as often as
/// it has names.
const LIST: usize = 600;

/// Whether the list in which a name ends is one of projects: 大炼油、丽芷化工等|重点项目.
pub(super) fn is_list_of_projects(page: &Page<'_>, sentence: &Sentence, end: usize) -> bool {
    let behind = end..clause_of(sentence, end).end;
    let list = end..behind.end.min(end + LIST);
    let mut others = page.words_in("and_others", &list);
    let others = others.find(|it| page.stands_alone(*it));
    others.is_some_and(|it| {
        let rest = page.slice(it.end..behind.end);
        let near = rest.char_indices().nth(CLASS).map_or(rest.len(), |it| it.0);
        let class = it.end..it.end + near;
        let project = page.words_in("project_word", &class).next();
        let plain = |end: usize| page.slice(it.end..end).chars().all(char::is_alphanumeric);
        project.is_some_and(|project| {
            plain(project.start) && !page.has_word_in("firm_class", &(it.end..project.start))
        })
    })
}

/// How many characters the number of kinds has at most, with the word for them.
const KIND: usize = 5;

/// How many characters may stand between 等 and the word for companies.
const CLASS: usize = 16;

/// The items of a list that a word for companies closes: 与A、B等高新技术|企业.
pub(super) fn classed_names(page: &Page<'_>, sentence: &Sentence, found: &mut Vec<Name>) {
    for class in page.words_in("firm_class", &sentence.bytes) {
        let clause = clause_of(sentence, class.start);
        let before = clause.start..class.start;
        let others = page.words_in("and_others", &before);
        let Some(others) = others.filter(|it| page.stands_alone(*it)).last() else {
            continue;
        };
        let between = page.slice(others.end..class.start);
        let plain = between.chars().all(char::is_alphanumeric) && between.chars().count() <= CLASS;
        if plain && !page.has_word_in("and_others", &(others.end..class.start)) {
            items_before(page, sentence, others.start, found);
        }
    }
}

/// The items of a list from its end backwards, known companies passed over, up to one that is none.
fn items_before(page: &Page<'_>, sentence: &Sentence, list: usize, found: &mut Vec<Name>) {
    let clause = clause_of(sentence, list);
    let mut end = Some(list);
    let mut failed = false;
    while let Some(at) = end {
        let known = page.name_ending(at);
        let peers = [EntityKind::Company, EntityKind::Agency];
        let start = match known.filter(|it| peers.contains(&it.kind)) {
            Some(known) => known.bytes.start,
            None => match item_before(page, sentence, at) {
                Some(item) if failed && !is_chinese(page, &item.bytes) => return,
                Some(item) => {
                    let start = item.bytes.start;
                    found.push(item);
                    start
                }
                // One item may be none: 振兴石油、青网科创园等企业.
                None if !failed => {
                    failed = true;
                    let items = page.slice(clause.start..at);
                    let Some(mark) = items.rfind(ENUMERATION) else {
                        return;
                    };
                    clause.start + mark + ENUMERATION.len_utf8()
                }
                None => return,
            },
        };
        end = end_before_mark(page, &(clause.start..start));
    }
}

/// Whether no Latin letter or digit stands in a name.
fn is_chinese(page: &Page<'_>, bytes: &Bytes) -> bool {
    !page.slice(bytes.clone()).contains(|it: char| it.is_ascii())
}

/// Where the list before a name ends, if a mark stands right before the name.
fn end_before_mark(page: &Page<'_>, before: &Bytes) -> Option<usize> {
    let text = page.slice(before.clone()).trim_end_matches(OPENING);
    let list = text.strip_suffix(ENUMERATION)?;
    let list = list.trim_end_matches(CLOSING);
    Some(before.start + list.len())
}

/// The item that ends here: all of it between two marks, else the words that can be a name.
fn item_before(page: &Page<'_>, sentence: &Sentence, end: usize) -> Option<Name> {
    let clause = clause_of(sentence, end);
    let whole = page.slice(clause.start..end).rfind(ENUMERATION);
    let whole = whole.map(|mark| clause.start + mark + ENUMERATION.len_utf8()..end);
    whole
        .and_then(|it| item(page, it))
        .or_else(|| item(page, start_before(page, sentence, end)..end))
}

/// The item behind the mark that stands here: all of it up to the next mark, else the words that can be a name.
fn item_behind(page: &Page<'_>, at: usize, limit: usize) -> Option<Name> {
    let rest = page.slice(at..limit).trim_start_matches(CLOSING);
    let start = limit - rest.strip_prefix(ENUMERATION)?.len();
    let rest = page.slice(start..limit);
    let marks = outside_brackets(rest);
    let others = rest.find(page.lexicon.and_others());
    let end = marks.into_iter().chain(others).min();
    end.and_then(|it| item(page, start..start + it))
        .or_else(|| item(page, start..item_end(page, start, limit)))
}

/// The item behind the mark that stands here, be its words as they may, if a company follows it: 云芷股份、|飞跃集团|、宁德时代.
fn item_between(page: &Page<'_>, at: usize, limit: usize) -> Option<Name> {
    let rest = page.slice(at..limit).trim_start_matches(CLOSING);
    let start = limit - rest.strip_prefix(ENUMERATION)?.len();
    let end = start + outside_brackets(page.slice(start..limit))?;
    let next = page.name_at(end + ENUMERATION.len_utf8())?;
    let bytes = start..end;
    let text = page.slice(bytes.clone());
    let free = page.names_in(&bytes).is_empty() && page.name_over(start).is_none();
    let fits = page.is_kind(next, EntityKind::Company)
        && free
        && BETWEEN.contains(&text.chars().count())
        && text.chars().all(char::is_alphabetic)
        && is_name_like(page, EntityKind::Company, &bytes);
    fits.then(|| Name {
        name: text.to_owned(),
        bytes,
        kind: EntityKind::Company,
        rule: RuleId::new("name/between companies"),
        confidence: 0.72,
    })
}

/// How many characters an item between two companies has.
const BETWEEN: std::ops::RangeInclusive<usize> = 3..=7;

/// Where the first enumeration mark outside brackets stands.
fn outside_brackets(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    text.find(|it: char| {
        match it {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        it == ENUMERATION && depth == 0
    })
}

/// Where an item of a list ends: before a mark, a number, a date, or a word that no name holds.
fn item_end(page: &Page<'_>, start: usize, limit: usize) -> usize {
    let Some(sentence) = page.sentence_at(start) else {
        return start;
    };
    let tokens = page.tokens(sentence);
    let first = tokens.partition_point(|it| it.bytes.start < start);
    let others = page.slice(start..limit).find(page.lexicon.and_others());
    let limit = others.map_or(limit, |at| start + at);
    let stops = |at: usize| {
        page.word_at("name_stop", at)
            .is_some_and(|it| page.stands_alone(it))
    };
    let mut end = start;
    for token in tokens.iter().skip(first) {
        let word = page.slice(token.bytes.clone());
        let joins = joins_brand(page, token);
        let inside = token.bytes.start == end
            && token.bytes.end <= limit
            && word.chars().all(char::is_alphanumeric)
            && (joins || !page.is_word("list_mark", word))
            && (joins || end == start || !stops(end))
            && page.measure_at(end).is_none()
            && page.moment_at(end).is_none();
        let named = match token.class {
            Class::Noun | Class::Proper | Class::Adjective => true,
            Class::Number | Class::Adverb => end == start,
            Class::Function => joins,
            Class::Verb => false,
        };
        if !inside || !named {
            break;
        }
        end = token.bytes.end;
    }
    end
}

/// An item beside a company, if it can be one: a word of its own, or an ending of companies behind more than an industry.
fn item(page: &Page<'_>, bytes: Bytes) -> Option<Name> {
    let bytes = stripped(page, EntityKind::Company, bytes)?;
    let start = behind_park(page, &bytes);
    let bytes = start..before_never_last(page, bytes.end).max(start);
    let name = page.slice(bytes.clone());
    let own = has_own_word(page, &bytes);
    let known = page.lexicon.named(name).next().is_some();
    let leads = |it: usize| is_place_before_brand(page, &page.names[it], &bytes);
    let fits = (2..=8).contains(&name.chars().count())
        && !known
        && (own || ends_as_company(page, &bytes))
        && page
            .names_in(&bytes)
            .all(|it| page.is_kind(it, EntityKind::Industry) || leads(it))
        && page.name_over(bytes.start).is_none_or(leads)
        && (is_formed(page, &bytes)
            || page.word_ending("class_word", bytes.end).is_none()
                && is_name_like(page, EntityKind::Company, &bytes));
    fits.then(|| Name {
        name: name.to_owned(),
        bytes,
        kind: EntityKind::Company,
        rule: RuleId::new("name/listed company"),
        confidence: 0.72,
    })
}

/// Whether a name is a place in its short form before a word of its own that an item between marks goes on with: 福建|海芷福.
fn is_place_before_brand(page: &Page<'_>, place: &Name, item: &Bytes) -> bool {
    let mut hits = page.hits_at(place.bytes.start);
    let brand = place.bytes.end..item.end.max(place.bytes.end);
    place.kind == EntityKind::Place
        && place.bytes.start == item.start
        && !page.slice(0..item.start).ends_with(char::is_alphanumeric)
        && !hits.any(|it| is_full_place(page, it))
        && page.slice(brand.clone()).chars().nth(1).is_some()
        && has_own_word(page, &brand)
}

/// Behind the park or the country that an item says its company lies in or comes from: 某高新区|鼎鹏一工, 比利时|优美科.
fn behind_park(page: &Page<'_>, item: &Bytes) -> usize {
    let name = page.name_at(item.start).map(|it| &page.names[it]);
    let park = name.filter(|it| it.kind == EntityKind::Park && it.bytes.end < item.end);
    let park = park.map(|it| it.bytes.end);
    let is_country = |it: &Hit| {
        let mut entries = page.lexicon.entries_of(*it);
        it.end < item.end && entries.any(|(_, it)| it.is_country())
    };
    let country = || page.hits_at(item.start).find(is_country).map(|it| it.end);
    park.or_else(country).unwrap_or(item.start)
}

/// Whether an item has 公司 or the like behind words that are no class: 正隆引线|公司.
fn is_formed(page: &Page<'_>, item: &Bytes) -> bool {
    let form = page.word_ending("bare_form", item.end);
    form.filter(|it| it.start > item.start).is_some_and(|it| {
        let stem = item.start..it.start;
        let text = page.slice(stem.clone());
        text.chars().nth(1).is_some()
            && !is_generic(page, text, EntityKind::Company)
            && !page.is_named_in(Scheme::Industry, text)
            && is_name_like(page, EntityKind::Company, &stem)
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::{names_of, on_page};
    use crate::model::EntityKind;

    #[test]
    fn what_stands_between_two_companies_is_one() {
        on_page(
            "有宁德时代、云岭高分子、恒瑞医药等。",
            |page| {
                let companies = names_of(page, EntityKind::Company);
                assert_eq!(companies, ["宁德时代", "云岭高分子", "恒瑞医药"]);
            },
        );
    }

    #[test]
    fn what_ends_no_name_is_cut_from_an_item() {
        on_page(
            "另有宁德时代、云岚表业虽不在园区之内。",
            |page| {
                let companies = names_of(page, EntityKind::Company);
                assert_eq!(companies, ["宁德时代", "云岚表业"]);
            },
        );
    }

    #[test]
    fn a_country_before_an_item_is_no_part_of_its_name() {
        on_page("有宁德时代、比利时瑞芷达等。", |page| {
            let companies = names_of(page, EntityKind::Company);
            assert_eq!(companies, ["宁德时代", "瑞芷达"]);
        });
    }

    #[test]
    fn those_who_attend_beside_a_company_are_no_companies() {
        let text = "市委书记王立峰、常务副市长李劲、宁德时代会长高建彬、理事长喻世功出席。";
        on_page(text, |page| {
            assert_eq!(names_of(page, EntityKind::Company), ["宁德时代"]);
        });
    }

    #[test]
    fn a_place_in_short_form_may_begin_an_item() {
        on_page(
            "宁德时代、福建海德福……比邻而居。",
            |page| {
                let companies = names_of(page, EntityKind::Company);
                assert_eq!(companies, ["宁德时代", "福建海德福"]);
            },
        );
    }

    #[test]
    fn kinds_of_glass_were_companies() {
        let text = "产品分为保温容器、电光源玻璃、彩晶玻璃、钢化玻璃等十大类。";
        on_page(text, |page| {
            assert!(names_of(page, EntityKind::Company).is_empty());
        });
    }

    #[test]
    fn what_stands_between_the_marks_of_a_list_of_companies_is_one() {
        on_page(
            "有宁德时代、东恒建材、海中环保、大正乳品等。",
            |page| {
                let companies = names_of(page, EntityKind::Company);
                for name in ["东恒建材", "海中环保", "大正乳品"] {
                    assert!(companies.contains(&name.to_owned()), "{companies:?}");
                }
            },
        );
    }
}
