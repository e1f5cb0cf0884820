//! Whether a stretch of free text reads like a name of its kind.

use crate::extract::bare_name::{has_own_word, joins_brand};
use crate::extract::legal_name::names_person;
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::segment::{Class, Token};
use crate::extract::stem::has_proper;
use crate::lexicon::{Hit, Scheme};
use crate::model::EntityKind;

/// Marks that no name has, but inside brackets.
const MARKS: [char; 6] = ['，', '。', '；', '：', ')', '、'];
/// The longest name of a company in which one character may be an adverb: 大正乳品.
const SHORT_COMPANY: usize = 5;

/// Whether an item is one word that the dictionary has: 资金, 创新.
pub(super) fn is_one_word(page: &Page<'_>, item: &Bytes) -> bool {
    let Some(sentence) = page.sentence_at(item.start) else {
        return false;
    };
    let mut tokens = page.tokens(sentence).iter();
    tokens.any(|it| it.bytes == *item && it.class != Class::Proper)
}

/// Whether an item is one word that names no product: 资金, 创新; not 空压机.
pub(super) fn is_plain_word(page: &Page<'_>, item: &Bytes) -> bool {
    is_one_word(page, item) && !is_product(page, item)
}

/// Whether an item reads like a name: no function words, no verbs at its edges, not a class word.
pub(super) fn is_name_like(page: &Page<'_>, kind: EntityKind, item: &Bytes) -> bool {
    let open =
        kind == EntityKind::Company && page.slice(item.clone()).contains(page.lexicon.and_others());
    let person = kind == EntityKind::Company && names_person(page, item);
    !is_torn(page.slice(item.clone()))
        && !person
        && page.word_at("points_at", item.start).is_none()
        && !open
        && !is_class_word(page, kind, item)
        && page.measures_in(item).is_empty()
        && page.moments_in(item).is_empty()
        && (kind != EntityKind::Industry || is_industry_like(page, item))
        && !has_stop_word(page, kind, item)
        && !has_function_word(page, kind, item)
        && (kind == EntityKind::Company && is_short_company(page, item)
            || !has_adverb_inside(page, item))
        && (kind != EntityKind::Company
            || !ends_in_adverb(page, item) && !is_thing(page, item) && !begins_as_label(page, item))
}

/// Whether an item begins as what is measured or numbered does, or denied, or ends as what is done: 营收|过, 第|14次, 不|上大炼化.
fn begins_as_label(page: &Page<'_>, item: &Bytes) -> bool {
    let at = |list: &str| page.word_at(list, item.start).is_some();
    // 19家配套企业|签了|入驻协议
    if page.word_ending("aspect_mark", item.end).is_some() {
        return true;
    }
    if at("negated") && !at("not_negated") {
        return true;
    }
    let mut lists = ["indicator", "ordinal_mark"].into_iter();
    let begins = lists.any(|list| {
        page.word_at(list, item.start)
            .is_some_and(|it| it.end < item.end)
    });
    begins || page.word_ending("ordinal_mark", item.end).is_some() // 某工厂连续|第
}

/// Whether an item is a substance, an industry with what narrows it, or ends in 项目 or as villages and roads do: none of them a
/// company.
pub(super) fn is_thing(page: &Page<'_>, item: &Bytes) -> bool {
    let narrowed = page
        .word_at("industry_modifier", item.start)
        .is_some_and(|it| {
            page.is_named_in(Scheme::Industry, page.slice(it.end..item.end.max(it.end)))
        });
    let ends = |list: &str| page.word_ending(list, item.end).is_some();
    let narrowed = narrowed || is_kind_of_thing(page, item);
    let lists = [
        "substance_end",
        "process_end",
        "project_word",
        "zone_head",
        "officer",
        "committee",
    ];
    narrowed || lists.iter().any(|it| ends(it)) || is_village_or_road(page, item)
}

/// Whether an item ends as villages and roads do, behind two characters or more: 谢湾|村, but not 鸿路.
fn is_village_or_road(page: &Page<'_>, item: &Bytes) -> bool {
    let end = page.word_ending("landmark_end", item.end);
    end.is_some_and(|it| {
        let stem = page.slice(item.start.min(it.start)..it.start);
        stem.chars().nth(1).is_some()
    })
}

/// Whether common nouns alone stand before a known industry that an item ends in: 低速|电动汽车, 高端核级|阀门.
fn is_kind_of_thing(page: &Page<'_>, item: &Bytes) -> bool {
    let industry = page
        .hits_ending(item.end)
        .find(|&it| it.start > item.start && page.is_in(Scheme::Industry, it));
    let long = |it: &Hit| page.written(*it).chars().nth(2).is_some();
    let own = |it: &Hit| {
        has_own_word(page, &(item.start..it.start))
            || page.word_at("group_brand", item.start).is_some()
    };
    industry
        .filter(|it| long(it) && !own(it))
        .is_some_and(|it| {
            let tokens = page
                .sentence_at(item.start)
                .map_or(&[][..], |it| page.tokens(it));
            let mut inside = tokens
                .iter()
                .filter(|token| token.bytes.start < it.start && token.bytes.end > item.start);
            let common = |token: &Token| {
                let long = page.slice(token.bytes.clone()).chars().nth(1).is_some();
                token.known && token.class != Class::Proper && long
            };
            page.is_word("grade_word", page.slice(item.start..it.start)) || inside.all(common)
        })
}

/// 龙芷焦电的|煤气制LNG: whether an item is what a company is said to have, and does not end as legal names do.
pub(super) fn is_made_by_company(page: &Page<'_>, item: &Bytes) -> bool {
    let owner = page
        .slice(0..item.start)
        .strip_suffix(page.lexicon.particle());
    let owner = owner.and_then(|it| page.name_ending(it.len()));
    owner.is_some_and(|it| it.kind == EntityKind::Company)
        && page.word_ending("company_suffix_legal", item.end).is_none()
}

/// Whether an item ends as names of companies do: 海中|环保.
pub(super) fn ends_as_company(page: &Page<'_>, item: &Bytes) -> bool {
    let lists = [
        "brand_ending",
        "company_suffix_weak",
        "company_suffix_legal",
    ];
    let mut endings = lists.iter().filter_map(|it| page.word_ending(it, item.end));
    endings.any(|it| it.start > item.start)
}

/// Whether an item ends as names of companies do, with a word or two before the ending, and a place before them: 大连|中芷化工.
fn is_short_company(page: &Page<'_>, item: &Bytes) -> bool {
    let mut places = page
        .hits_at(item.start)
        .filter(|it| page.is_in(Scheme::Place, *it));
    let start = places.next().map_or(item.start, |it| it.end.min(item.end));
    ends_as_company(page, item) && page.slice(start..item.end).chars().count() <= SHORT_COMPANY
}

/// Whether a text holds marks that no name has, outside brackets.
fn is_torn(text: &str) -> bool {
    text.contains(MARKS) && !text.contains('(')
}

/// Whether an item is a word for a class, or, for companies, ends in one without a proper name before it.
fn is_class_word(page: &Page<'_>, kind: EntityKind, item: &Bytes) -> bool {
    let ends_in_class = kind == EntityKind::Company
        && page.word_ending("class_word", item.end).is_some()
        && !has_proper(page, item.start, item.end);
    let text = page.slice(item.clone());
    let industry = kind == EntityKind::Industry && page.is_word("also_industry", text);
    let trade = kind == EntityKind::Company
        && ["firm_class", "trade_company"]
            .iter()
            .any(|it| page.is_word(it, text)); // 上市公司
    ends_in_class || trade || page.is_word("class_word", text) && !industry
}

/// Whether an item holds no name of a company, park or place, and does not end as no industry does.
fn is_industry_like(page: &Page<'_>, item: &Bytes) -> bool {
    let is_name = |it: usize| {
        matches!(
            page.names[it].kind,
            EntityKind::Company | EntityKind::Park | EntityKind::Place
        )
    };
    !page.names_in(item).any(is_name)
        && !page.slice(item.clone()).contains(['“', '”'])
        && page.word_ending("industry_stop_end", item.end).is_none()
        && !begins_with_number(page, item)
        && page.word_at("recent", item.start).is_none() // 近|五年
        && !begins_as_park(page, item)
        && !is_only_done(page, item)
}

/// 洋浦|石化产业: whether part of the name of a zone that the lexicon has, and no industry, stands before a known industry.
fn begins_as_park(page: &Page<'_>, item: &Bytes) -> bool {
    let mut known = page.hits_ending(item.end);
    let known = known.find(|it| it.start > item.start && page.is_in(Scheme::Industry, *it));
    let before = known.map(|it| page.slice(item.start..it.start));
    before.is_some_and(|it| {
        let listed = |it: &&Name| it.rule.as_str().starts_with("lexicon/");
        let parks = page.names.iter().filter(|it| it.kind == EntityKind::Park);
        let mut parks = parks.filter(listed);
        it.chars().nth(1).is_some()
            && !page.is_named_in(Scheme::Industry, it)
            && parks.any(|park| park.name.contains(it))
    })
}

/// Whether all words of an item are verbs: 以|调整优化|为主.
pub(super) fn is_only_done(page: &Page<'_>, item: &Bytes) -> bool {
    let sentence = page.sentence_at(item.start);
    let tokens = sentence.map_or(&[][..], |it| page.tokens(it));
    let inside = |it: &&Token| item.start <= it.bytes.start && it.bytes.end <= item.end;
    let mut inside = tokens.iter().filter(inside).peekable();
    inside.peek().is_some() && inside.all(|it| it.class == Class::Verb)
}

/// Whether a number or counter begins an item: 一家|生物医药独角兽.
fn begins_with_number(page: &Page<'_>, item: &Bytes) -> bool {
    let Some(sentence) = page.sentence_at(item.start) else {
        return false;
    };
    let tokens = page.tokens(sentence);
    let first = tokens.get(tokens.partition_point(|it| it.bytes.end <= item.start));
    let number = first.filter(|it| it.class == Class::Number);
    number.is_some_and(|it| !page.is_word("name_part", page.slice(it.bytes.clone()))) // 三元|前驱体
}

/// Whether an item is made of nouns, and of verbs that names hold: no adverb, no number, no other verb in front.
pub(super) fn is_noun_run(page: &Page<'_>, item: &Bytes) -> bool {
    let Some(sentence) = page.sentence_at(item.start) else {
        return false;
    };
    let inside = |it: &&Token| it.bytes.start >= item.start && it.bytes.end <= item.end;
    let is_part = |it: &Token| page.is_word("name_part", page.slice(it.bytes.clone()));
    let is_in_part = |it: &Token| {
        let mut parts = page.words_in("name_part", item);
        parts.any(|part| part.start <= it.bytes.start && it.bytes.end <= part.end)
    };
    let mut tokens = page.tokens(sentence).iter().filter(inside);
    tokens.all(|it| match it.class {
        Class::Adverb | Class::Number => is_in_part(it), // 报废汽车拆解|再|利用
        Class::Verb => it.bytes.start > item.start || is_part(it),
        _ => true,
    })
}

/// Whether free text can name a company: a word of its own, an ending of companies, or else a short text without a verb.
pub(super) fn is_company_like(page: &Page<'_>, item: &Bytes) -> bool {
    let short = page.slice(item.clone()).chars().count() <= SHORT_COMPANY;
    ends_as_company(page, item) || has_own_word(page, item) || short && !has_verb(page, item)
}

/// Whether an item reads as a thing that is made: a run of nouns, or a word for a product that holds a verb: 空|压|机.
pub(super) fn reads_as_thing(page: &Page<'_>, item: &Bytes) -> bool {
    is_noun_run(page, item) && !has_verb(page, item) || is_product(page, item)
}

/// Whether an item ends as products do and holds no verb but of one character inside: 空|压|机; not 引进|机器, 占|全区汽车.
fn is_product(page: &Page<'_>, item: &Bytes) -> bool {
    let text = page.slice(item.clone());
    let long = text.chars().nth(2).is_some();
    let head = page.word_ending("product_head", item.end).is_some();
    let inside = |it: &&Token| item.start <= it.bytes.start && it.bytes.end <= item.end;
    let sentence = page.sentence_at(item.start);
    let tokens = sentence.map_or(&[][..], |it| page.tokens(it));
    let acts = |it: &Token| {
        let word = page.slice(it.bytes.clone());
        let first = it.bytes.start == item.start;
        match it.class {
            Class::Verb => first || word.chars().nth(1).is_some(),
            Class::Adverb | Class::Number => true,
            _ => false,
        }
    };
    let part = |it: &Token| page.is_word("name_part", page.slice(it.bytes.clone()));
    let mut tokens = tokens.iter().filter(inside);
    long && head && !tokens.any(|it| acts(it) && !part(it))
}

/// Whether a verb that names do not hold stands in an item: 组成构成公交系统.
pub(super) fn has_verb(page: &Page<'_>, item: &Bytes) -> bool {
    let Some(sentence) = page.sentence_at(item.start) else {
        return false;
    };
    let inside = |it: &&Token| item.start <= it.bytes.start && it.bytes.end <= item.end;
    let part = |it: &Token| page.is_word("name_part", page.slice(it.bytes.clone()));
    let mut tokens = page.tokens(sentence).iter().filter(inside);
    tokens.any(|it| it.class == Class::Verb && !part(it))
}

fn has_stop_word(page: &Page<'_>, kind: EntityKind, item: &Bytes) -> bool {
    let stops = match kind {
        EntityKind::Company => "name_stop",
        _ => "phrase_stop",
    };
    let is_long = |hit: Hit| page.slice(hit.start..hit.end).chars().nth(1).is_some();
    let ended = kind == EntityKind::Company && page.word_ending("brand_ending", item.end).is_some();
    let may_be_held = |hit: Hit| ended && page.is_word("brand_part", page.written(hit));
    let is_held = |hit: Hit| {
        let mut parts = page.words_in("name_part", item);
        parts.any(|it| it.start <= hit.start && hit.end <= it.end)
    };
    let mut words = page.words_in(stops, item);
    words.any(|it| is_long(it) && !may_be_held(it) && !is_held(it))
}

/// Whether an adverb stands inside an item, neither first nor last: 质谱仪|已|供应.
fn has_adverb_inside(page: &Page<'_>, item: &Bytes) -> bool {
    let Some(sentence) = page.sentence_at(item.start) else {
        return false;
    };
    let is_part = |token: &Token| {
        let mut parts = page.words_in("name_part", item);
        parts.any(|it| it.start <= token.bytes.start && token.bytes.end <= it.end)
    };
    let mut tokens = page.tokens(sentence).iter();
    tokens.any(|it| {
        let inside = it.bytes.start > item.start && it.bytes.end < item.end;
        it.class == Class::Adverb && inside && !is_part(it)
    })
}

/// Whether an item ends in an adverb: 某新能源|则, 如今|已.
fn ends_in_adverb(page: &Page<'_>, item: &Bytes) -> bool {
    let Some(sentence) = page.sentence_at(item.start) else {
        return false;
    };
    let mut tokens = page.tokens(sentence).iter();
    tokens.any(|it| it.bytes.end == item.end && it.known && it.class == Class::Adverb)
}

/// Whether a word of an item only connects others, but the parts of an industry; so does all that stands in no sentence.
fn has_function_word(page: &Page<'_>, kind: EntityKind, item: &Bytes) -> bool {
    let Some(sentence) = page.sentence_at(item.start) else {
        return true;
    };
    let inside = |token: &Token| token.bytes.start >= item.start && token.bytes.end <= item.end;
    let mut tokens = page.tokens(sentence).iter().filter(|it| inside(it));
    tokens.any(|it| {
        let is_word = || {
            page.slice(it.bytes.clone())
                .chars()
                .all(char::is_alphabetic)
        };
        // 医药及食品: what joins the parts of one industry.
        let joins = kind == EntityKind::Industry
            && page.is_word("list_mark", page.slice(it.bytes.clone()))
            && item.start < it.bytes.start
            && it.bytes.end < item.end;
        let brand =
            || kind == EntityKind::Company && joins_brand(page, it) && is_short_company(page, item);
        it.class == Class::Function && is_word() && !joins && !brand()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    #[test]
    fn marks_tear_an_item_but_not_inside_brackets() {
        assert!(is_torn("甲，乙"));
        assert!(is_torn("甲)"));
        assert!(!is_torn("甲(乙、丙)"));
        assert!(!is_torn("甲乙"));
    }

    #[test]
    fn a_place_and_what_joins_items_may_be_part_of_a_short_name() {
        on_page("、大连中沐化工、嘉和生物", |page| {
            for name in ["大连中沐化工", "嘉和生物"] {
                let start = page.text.find(name).unwrap();
                let item = start..start + name.len();
                assert!(is_name_like(page, EntityKind::Company, &item), "{name}");
            }
        });
    }

    #[test]
    fn an_industry_does_not_begin_with_the_name_of_its_park() {
        on_page(
            "张家港经济技术开发区的张家港石化、稀土石化",
            |page| {
                for (name, is) in [("张家港石化", true), ("稀土石化", false)] {
                    let start = page.text.find(name).unwrap();
                    let item = start..start + name.len();
                    assert_eq!(begins_as_park(page, &item), is, "{name}");
                }
            },
        );
    }

    #[test]
    fn a_product_may_hold_a_verb_but_begins_with_none() {
        for (text, is) in [
            ("空压机", true),
            ("密封件", true),
            ("引进机器", false),
            ("管理", false),
        ] {
            on_page(text, |page| {
                let item = 0..page.text.len();
                assert_eq!(is_product(page, &item), is, "{text}");
            });
        }
    }

    #[test]
    fn what_is_done_with_water_is_no_company() {
        on_page("中水回用", |page| {
            assert!(is_thing(page, &(0..page.text.len())));
        });
    }

    #[test]
    fn a_village_or_a_road_is_no_company() {
        for (text, is) in [("谢湾村", true), ("湖滨路", true), ("鸿路", false)] {
            on_page(text, |page| {
                assert_eq!(
                    is_village_or_road(page, &(0..page.text.len())),
                    is,
                    "{text}"
                );
            });
        }
    }
}
