//! Bare names of companies (金瑞泓|微电子), by the evidence of their own words and of the words around them.

use crate::extract::boundary::is_full_place;
use crate::extract::company::{is_closed, token_at};
use crate::extract::company_list::is_list_of_kinds;
use crate::extract::evidence::{Candidate, ENOUGH};
use crate::extract::head::is_verb;
use crate::extract::modality::clause_of;
use crate::extract::name_like::is_made_by_company;
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::project_item::name_lead;
use crate::extract::segment::{Class, Token};
use crate::extract::sentence::Sentence;
use crate::extract::walk::behind_glued;
use crate::lexicon::{Hit, Scheme};
use crate::model::{EntityKind, RuleId};
use crate::quantity::UnitClass;

/// The longest name without its ending, in characters.
const LONGEST: usize = 6;
/// How many characters the word behind a place has.
const PLACED: std::ops::RangeInclusive<usize> = 2..=4;
/// Opening marks that stand before a name.
pub(super) const OPENING: [char; 3] = ['“', '"', ' '];

/// The bare names of a sentence that enough speaks for.
pub(super) fn bare_names(page: &Page<'_>, sentence: &Sentence, found: &mut Vec<Name>) {
    for list in ["brand_ending", "company_suffix_weak"] {
        for ending in page.words_in(list, &sentence.bytes) {
            found.extend(bare_name(page, sentence, ending));
        }
    }
}

/// Names that end in a word of Latin letters behind one that no dictionary has, if the page has them twice: 赛维|LDK.
pub(super) fn mixed_names(page: &Page<'_>, sentence: &Sentence, found: &mut Vec<Name>) {
    let index = page.sentence_at(sentence.bytes.start);
    let tokens = index.map_or(&[][..], |it| page.tokens(it));
    for (stem, latin) in tokens.iter().zip(tokens.iter().skip(1)) {
        let bytes = stem.bytes.start..latin.bytes.end;
        let name = page.slice(bytes.clone());
        let capitals = page.slice(latin.bytes.clone());
        let capitals = capitals.len() > 1 && capitals.chars().all(|it| it.is_ascii_uppercase());
        let own = stem.class == Class::Proper
            && !stem.known
            && page
                .slice(stem.bytes.clone())
                .chars()
                .all(char::is_alphabetic);
        let free =
            page.name_over(bytes.start).is_none() && page.name_over(latin.bytes.start).is_none();
        if capitals && own && free && page.text.matches(name).nth(1).is_some() {
            found.push(Name {
                name: name.to_owned(),
                bytes,
                kind: EntityKind::Company,
                rule: RuleId::new("name/mixed"),
                confidence: 0.7,
            });
        }
    }
}

fn bare_name(page: &Page<'_>, sentence: &Sentence, ending: Hit) -> Option<Name> {
    let free = page
        .name_over(ending.start)
        .is_none_or(|it| page.is_kind(it, EntityKind::Industry));
    if !free {
        return None;
    }
    let stem = stem(page, sentence, ending)?;
    let bytes = stem.start..ending.end;
    let name = page.slice(bytes.clone());
    let strong = is_strong(page, &stem, ending);
    let candidate = Candidate {
        page,
        sentence,
        stem,
        end: ending.end,
        strong,
    };
    let known = page.lexicon.named(name).next().is_some();
    if is_phrase(page, &bytes, ending) || is_product(page, &bytes, ending) {
        return None;
    }
    let closed = is_closed(page, sentence, ending.end) || candidate.acts();
    // 机电|电气: an industry before an ending is none.
    let industry = page.is_named_in(Scheme::Industry, page.slice(candidate.stem.clone()));
    // 用再生|铝造|轮毂: a word that is cut from its phrase and a thing say no more than each other.
    let thing = page.is_word("product_ending", page.written(ending));
    let needed = ENOUGH + u8::from(thing);
    (closed
        && !known
        && !industry
        && !is_measured(page, candidate.stem.start, ending)
        && !is_list_of_kinds(page, sentence, ending.end)
        && candidate.weighs(needed)
        && !candidate.is_industry())
    .then(|| Name {
        name: name.to_owned(),
        bytes,
        kind: EntityKind::Company,
        rule: RuleId::new("name/ending"),
        confidence: 0.7,
    })
}

/// Whether words with an ending say what somebody does, makes or points at, and are no name.
fn is_phrase(page: &Page<'_>, bytes: &Bytes, ending: Hit) -> bool {
    // 高新区|建设|的, 某集团|投资|6000万美元: what somebody does.
    let zone = page.word_ending("park_head", ending.start).is_some();
    let verb = page.is_word("verb_ending", page.written(ending))
        && (zone || page.rest(ending.end).starts_with('，') || is_verb(page, ending));
    // 恒神|2万吨碳纤维, 卫龙|三期|自动化, 年产|永磁电机: what somebody makes, and how much.
    let sized = !page.measures_in(bytes).is_empty()
        || ["phase", "output_word"]
            .iter()
            .any(|it| page.has_word_in(it, bytes));
    // 中|高端核级|阀门, 那台|永磁电机, 不上|大炼化
    let begins = |list: &str| page.word_at(list, bytes.start).is_some();
    let denied = begins("negated") && !begins("not_negated");
    // 某院|节能|减排工程中心: the beginning of a longer word
    let bound = page.word_at("bound_head", ending.start);
    let torn = bound.is_some_and(|it| it.end > ending.end);
    // 生态环境部|科技|与财务司: a body and its part
    let body = page
        .hits_ending(ending.start)
        .any(|it| it.start == bytes.start && page.is_in(Scheme::Agency, it));
    verb || sized || denied || torn || body || begins("grade_word") || begins("points_at")
}

/// Whether what reads like a company is what one makes: 某重汽的|甲醇重卡, 日均减薄玻璃|2.4万片.
fn is_product(page: &Page<'_>, bytes: &Bytes, ending: Hit) -> bool {
    let thing = page.is_word("product_ending", page.written(ending));
    let count = page.measure_at(ending.end).map(|it| &page.measures[it]);
    let counted = count.is_some_and(|it| {
        !matches!(
            it.unit_class,
            Some(UnitClass::Currency | UnitClass::Percent | UnitClass::Time)
        )
    });
    thing && (counted || is_made_by_company(page, bytes))
}

/// Whether an ending is the beginning of what is measured: 贵阳|工业|投资.
fn is_measured(page: &Page<'_>, start: usize, ending: Hit) -> bool {
    let indicators = page.lexicon.words("indicator");
    let mut words = page.hits_in(start..ending.start + 1);
    words.any(|it| {
        it.start <= ending.start && it.end > ending.end && page.lexicon.is_word(it, indicators)
    })
}

/// The words before an ending that can be a name.
fn stem(page: &Page<'_>, sentence: &Sentence, ending: Hit) -> Option<Bytes> {
    let start = start_before(page, sentence, ending.start);
    let start = name_lead(page, start)
        .filter(|&it| it < ending.start)
        .unwrap_or(start);
    let stem = start..ending.start;
    let length = page.slice(stem.clone()).chars().count();
    (2..=LONGEST).contains(&length).then_some(stem)
}

/// Where the words before a place begin that can be a name: behind a mark, a stop word, a verb, a number or a place in full.
pub(super) fn start_before(page: &Page<'_>, sentence: &Sentence, end: usize) -> usize {
    let index = page.sentence_at(sentence.bytes.start);
    let tokens = index.map_or(&[][..], |it| page.tokens(it));
    let floor = clause_of(sentence, end).start;
    let mut at = end;
    while at > floor
        && let Some(token) = tokens.get(tokens.partition_point(|it| it.bytes.end < at))
    {
        let word = page.slice(token.bytes.start..at);
        let stop = page
            .word_ending("name_stop", at)
            .is_some_and(|it| page.stands_alone(it));
        let goes_on = match token.class {
            Class::Noun | Class::Proper => true,
            Class::Adjective => word.chars().count() == 1,
            Class::Number => !word.is_ascii() && word.chars().count() > 1,
            Class::Function => joins_brand(page, token),
            Class::Verb | Class::Adverb => false,
        };
        let marked = !word.chars().all(char::is_alphanumeric) || token.bytes.start < floor;
        if stop || !goes_on || marked || is_owner(page, at) {
            break;
        }
        let start = behind_glued(page, token);
        let cut = start > token.bytes.start && page.slice(start..at).chars().nth(1).is_some();
        at = if cut { start } else { token.bytes.start };
        if cut {
            break;
        }
    }
    at
}

/// Whether what joins items elsewhere is the second character behind a mark, where no item can end: 、嘉|和|生物.
pub(super) fn joins_brand(page: &Page<'_>, token: &Token) -> bool {
    let word = page.slice(token.bytes.clone());
    let mut before = page.slice(0..token.bytes.start).chars().rev();
    let first = before.next().is_some_and(char::is_alphabetic);
    let marked = before.next().is_none_or(|it| !it.is_alphanumeric());
    page.is_word("list_mark", word) && word.chars().all(char::is_alphabetic) && first && marked
}

/// Whether a name that is no company ends here and is written in full: 泉州市|三安半导体.
fn is_owner(page: &Page<'_>, at: usize) -> bool {
    page.name_ending(at).is_some_and(|it| match it.kind {
        EntityKind::Place => page.hits_ending(at).any(|hit| is_full_place(page, hit)),
        EntityKind::Company | EntityKind::Industry => false,
        _ => true,
    })
}

/// Whether a range holds a brand of the lexicon or a word that is no common noun, place or industry.
pub(super) fn has_own_word(page: &Page<'_>, bytes: &Bytes) -> bool {
    let inside = |start: usize, end: usize| start >= bytes.start && end <= bytes.end;
    let brand = page
        .hits_in(bytes.clone())
        .any(|it| inside(it.start, it.end) && page.is_in(Scheme::Company, it));
    let index = page.sentence_at(bytes.start);
    let tokens = index.map_or(&[][..], |it| page.tokens(it));
    let own = tokens
        .iter()
        .filter(|it| inside(it.bytes.start, it.bytes.end))
        .filter(|it| it.class == Class::Proper || is_brand_of_number(page, it))
        .map(|it| page.slice(it.bytes.clone()))
        .any(|it| {
            it.chars().nth(1).is_some()
                && !it.contains(|it: char| it.is_ascii_digit())
                && !page.is_word("common_word", it)
                && !page.is_named_in(Scheme::Place, it)
                && !page.is_named_in(Scheme::Industry, it)
        });
    brand || own
}

/// 三诺, 八方: a word that no dictionary has and that begins like a number, but is none.
fn is_brand_of_number(page: &Page<'_>, token: &Token) -> bool {
    let counted = page.measure_at(token.bytes.start).is_some()
        || page.measure_over(token.bytes.start).is_some();
    let word = page.slice(token.bytes.clone());
    token.class == Class::Number
        && !token.known
        && !counted
        && word.chars().all(char::is_alphabetic)
}

/// Whether only companies end so; a word for an industry as well needs a word of its own before it.
fn is_strong(page: &Page<'_>, stem: &Bytes, ending: Hit) -> bool {
    let written = page.written(ending);
    page.is_word("brand_ending", written)
        && (!page.is_named_in(Scheme::Industry, written) || has_own_word(page, stem))
}

/// A place in its short form and a word that no dictionary has, where something more speaks for a company: 陕西|智拓.
pub(super) fn placed_names(page: &Page<'_>, sentence: &Sentence, found: &mut Vec<Name>) {
    let places = page.hits_in(sentence.bytes.clone());
    let places = places.filter(|it| page.is_in(Scheme::Place, *it) && !is_full_place(page, *it));
    let places = places.filter(|it| !page.lexicon.entries_of(*it).any(|(_, it)| it.is_country()));
    for place in places {
        found.extend(placed_name(page, sentence, place));
    }
}

fn placed_name(page: &Page<'_>, sentence: &Sentence, place: Hit) -> Option<Name> {
    let token = token_at(page, place.end)?;
    let own = page.slice(token.bytes.clone());
    let guessed = token.class == Class::Proper && !token.known;
    let bytes = place.start..token.bytes.end;
    let free = page.name_over(token.bytes.start).is_none()
        && page.name_over(place.start).is_none_or(|it| {
            page.is_kind(it, EntityKind::Place) && page.names[it].bytes.start == place.start
        });
    let candidate = Candidate {
        page,
        sentence,
        stem: bytes.clone(),
        end: bytes.end,
        strong: false,
    };
    let fits = guessed
        && free
        && PLACED.contains(&own.chars().count())
        && has_own_word(page, &token.bytes)
        && is_closed(page, sentence, bytes.end);
    (fits && candidate.weighs(ENOUGH + 1)).then(|| Name {
        name: page.slice(bytes.clone()).to_owned(),
        bytes,
        kind: EntityKind::Company,
        rule: RuleId::new("name/placed"),
        confidence: 0.7,
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::check_companies;

    #[test]
    fn an_unknown_word_with_a_sure_ending_is_a_company() {
        check_companies("金瑞泓微电子的月产能爬坡。", &["金瑞泓微电子"]);
    }

    #[test]
    fn a_part_of_a_body_and_the_beginning_of_a_word_are_no_companies() {
        check_companies("公示由生态环境部科技与财务司负责。", &[]);
        check_companies("由河北院节能减排工程中心承担。", &[]);
    }

    #[test]
    fn a_predicate_of_companies_makes_up_for_a_weak_ending() {
        check_companies("海晟环氧树脂产量增长。", &[]);
        check_companies("海晟材料投资3亿元。", &["海晟材料"]);
    }

    #[test]
    fn a_place_and_a_word_of_its_own_that_does_something_is_a_company() {
        check_companies("陕西智芷获评优秀企业。", &["陕西智芷"]);
        check_companies("陕西智芷的风景很美。", &[]);
    }

    #[test]
    fn what_is_sized_or_stands_beside_an_industry_is_no_company() {
        check_companies("建成后年产永磁电机50万台。", &[]);
        check_companies("要以玻纤新材料、现代服务业为重点。", &[]);
    }

    #[test]
    fn who_is_what_a_clause_says_is_a_company() {
        check_companies("板块的领头羊是山东富源机械，主营车桥。", &["山东富源机械"]);
    }

    #[test]
    fn what_a_company_makes_is_none() {
        check_companies("金瑞泓微电子的甲醇重卡出口。", &["金瑞泓微电子"]);
        check_companies("日均减薄玻璃2.4万片。", &[]);
        check_companies("用再生铝造轮毂，能耗下降。", &[]);
        check_companies("园区不上大炼化，专攻小而精。", &[]);
    }

    #[test]
    fn what_joins_items_may_be_the_second_character_of_a_brand() {
        check_companies("在宁德时代、嘉和生物的引领下。", &["宁德时代", "嘉和生物"]);
    }

    #[test]
    fn what_a_material_is_called_is_no_company() {
        check_companies("这里攒下了氟硅新材料。", &[]);
    }
}
