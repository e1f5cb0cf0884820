//! Towns, townships and subdistricts that no list holds: short words before 镇, 乡, 街道.

use crate::extract::boundary::{crosses_known, has_suffix, is_full_place};
use crate::extract::company::token_at;
use crate::extract::head::near_start;
use crate::extract::modality::clause_of;
use crate::extract::page::{Name, Page};
use crate::extract::segment::Class;
use crate::extract::sentence::Sentence;
use crate::extract::stem::is_generic;
use crate::lexicon::{Hit, Scheme};
use crate::model::{EntityKind, RuleId};

/// Towns, subdistricts and villages that no list holds: a short word before 镇, 街道.
pub(super) fn townships(page: &Page<'_>, sentence: &Sentence, found: &mut Vec<Name>) {
    for head in page.words_in("place_head", &sentence.bytes) {
        found.extend(township(page, sentence, head));
    }
}

fn township(page: &Page<'_>, sentence: &Sentence, head: Hit) -> Option<Name> {
    let bounded = bounded_start(page, head).or_else(|| told_start(page, head));
    let other = is_class_word(page, bounded, head);
    let rural = page.is_word("rural_head", page.written(head));
    let bounded = bounded.or_else(|| clause_start(page, sentence, head).filter(|_| rural));
    let rural = rural && bounded.is_some() && page.word_at("rural_after", head.end).is_none();
    if other || !page.is_word("township_head", page.written(head)) && !rural {
        return None;
    }
    let start = bounded.unwrap_or_else(|| near_start(page, sentence, head));
    let stem = page.slice(start..head.start);
    // 缙云县|壶镇: one character behind a county.
    let addressed = page.hits_ending(start).any(|hit| is_full_place(page, hit));
    let length = stem.chars().count();
    let short = (2..=4).contains(&length) || length == 1 && addressed;
    // 宁波市|镇海区: a place in full before the head is no name of a town.
    let placed = page
        .hits_ending(head.start)
        .any(|hit| is_full_place(page, hit));
    // 奎山|两个街道, 马营、八鱼、天王|四镇: the number belongs to a list.
    let listed = page.slice(0..start).ends_with('、');
    let digits = ["ordinal_digit", "pair_digit"];
    let number = digits
        .iter()
        .find_map(|it| page.word_ending(it, head.start));
    // 武汉|三镇: those that a city is made of
    let of_city = number.is_some_and(|number| {
        let mut places = page.hits_ending(number.start);
        places.any(|it| it.start == start && page.is_in(Scheme::Place, it))
    });
    let listed = listed && number.is_some();
    let counted = page.measure_ending(head.start).is_some() || listed || of_city;
    if !short || placed || counted || is_generic(page, stem, EntityKind::Place) {
        return None;
    }
    let bytes = start..head.end;
    Some(Name {
        name: page.slice(bytes.clone()).to_owned(),
        bytes,
        kind: EntityKind::Place,
        rule: RuleId::new("name/place_head"),
        confidence: 0.8,
    })
}

/// Whether a word for a kind of town ends here (古镇, 振|兴镇), and is not the end of a name that something bounds: 地处|谢集镇.
fn is_class_word(page: &Page<'_>, bounded: Option<usize>, head: Hit) -> bool {
    let Some(word) = page.word_ending("not_township", head.end) else {
        return false;
    };
    let marked = |it: usize| page.slice(0..it).ends_with('、');
    let kinds = page.word_at("rural_head", word.start).is_some(); // 下辖|乡镇
    let own = bounded.filter(|&it| it < word.start && !marked(it) && begins_noun(page, it));
    let own = own.filter(|_| !kinds);
    own.is_none_or(|it| is_generic(page, page.slice(it..word.start), EntityKind::Place))
}

/// 杭|集镇: where a town begins with one character before a word for a kind of town, if the page tells of it as of a town
/// somewhere at the head of a clause: |杭集镇|属扬州市.
fn told_start(page: &Page<'_>, head: Hit) -> Option<usize> {
    let word = page.word_ending("not_township", head.end)?;
    let first = page.slice(0..word.start).chars().next_back()?;
    let start = word.start - first.len_utf8();
    let name = page.slice(start..head.end);
    let told = |at: usize| {
        let before = page.slice(0..at).chars().next_back();
        let begins = before.is_none_or(|it| !it.is_alphanumeric());
        begins && page.word_at("town_told", at + name.len()).is_some()
    };
    let mut found = page.rest(0).match_indices(name);
    (first.is_alphabetic() && found.any(|(at, _)| told(at))).then_some(start)
}

/// Where the name of a township begins with its clause, no word of the dictionary reaching over its end: ，|大青山乡的群众.
fn clause_start(page: &Page<'_>, sentence: &Sentence, head: Hit) -> Option<usize> {
    let clause = clause_of(sentence, head.start);
    let bytes = clause.start..head.end;
    let stem = page.slice(clause.start..head.start);
    let fits = (2..=TOWN).contains(&stem.chars().count()) && stem.chars().all(char::is_alphabetic);
    let noun = begins_noun(page, clause.start);
    (fits && noun && !crosses_known(page, &bytes)).then_some(clause.start)
}

/// Whether the word that begins at a place can begin a name; a verb of one character can: 谢|集镇.
fn begins_noun(page: &Page<'_>, at: usize) -> bool {
    token_at(page, at).is_some_and(|it| match it.class {
        Class::Noun | Class::Proper | Class::Adjective => true,
        Class::Verb => page.slice(it.bytes.clone()).chars().nth(1).is_none(),
        _ => false,
    })
}

/// Where the name of a town begins that a mark, a place or a word for lying somewhere bounds: 地处|新埭镇, 、|里则街道.
fn bounded_start(page: &Page<'_>, head: Hit) -> Option<usize> {
    let mut at = head.start;
    for _ in 0..TOWN {
        let before = page.slice(0..at).chars().next_back()?;
        if !before.is_alphabetic()
            || page
                .slice(at..head.start)
                .starts_with(page.lexicon.and_others())
        {
            return None;
        }
        at -= before.len_utf8();
        let led = |list: &str| page.word_ending(list, at).is_some();
        let listed = page.slice(0..at).ends_with('、');
        let placed = || page.hits_ending(at).any(|hit| is_division(page, hit));
        let long = page.slice(at..head.start).chars().nth(1).is_some();
        if long && (listed || led("locate") || led("has_parts") || led("town_lead") || placed()) {
            return Some(at);
        }
    }
    None
}

/// Whether a known string is a place with its kind, by whatever name: 江苏省, 昌江县.
fn is_division(page: &Page<'_>, hit: Hit) -> bool {
    page.is_in(Scheme::Place, hit) && has_suffix(page, &(hit.start..hit.end))
}

/// How many characters the name of a town has at most, without its kind.
const TOWN: usize = 4;

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::on_page;
    use crate::model::EntityKind;

    #[test]
    fn a_town_whose_name_ends_as_a_kind_of_town_is_told_of_as_one() {
        let places = |text: &str| {
            let mut found = Vec::new();
            on_page(text, |page| {
                let places = page.names.iter().filter(|it| it.kind == EntityKind::Place);
                found = places.map(|it| it.name.clone()).collect();
            });
            found
        };
        let text = "小巷里的刷子\n\n林集镇属江都区，面积36平方公里。协会授予林集镇一块牌匾。";
        assert_eq!(places(text), ["林集镇", "江都区", "林集镇"]);
        assert!(places("小巷里的刷子\n\n这里的老集镇很忙。").is_empty());
    }

    #[test]
    fn a_number_at_the_end_of_a_list_is_no_part_of_a_town() {
        on_page(
            "云湖高新区辖东营镇、西鱼、天王四镇。",
            |page| {
                let places = page.names.iter().filter(|it| it.kind == EntityKind::Place);
                let names: Vec<&str> = places.map(|it| it.name.as_str()).collect();
                assert_eq!(names, ["东营镇", "西鱼镇", "天王镇"]);
            },
        );
        on_page("云湖高新区辖西鱼、天王两镇。", |page| {
            let mut places = page.names.iter().filter(|it| it.kind == EntityKind::Place);
            assert!(places.all(|it| it.name != "天王两镇"));
        });
    }

    #[test]
    fn a_town_begins_behind_what_leads_to_it_or_with_its_clause() {
        let check = |text: &str, expected: &[&str]| {
            on_page(text, |page| {
                let places = page.names.iter().filter(|it| it.kind == EntityKind::Place);
                let names: Vec<&str> = places.map(|it| it.name.as_str()).collect();
                assert_eq!(names, expected, "{text}");
            });
        };
        check("企业落户大河沿子镇。", &["大河沿子镇"]);
        check("园区地处谢集镇。", &["谢集镇"]);
        check("园区跨石空镇、来安街道。", &["石空镇", "来安街道"]);
        check("渣坪乡的群众进厂上班。", &["渣坪乡"]);
        check("农业兴镇，建设特色小镇，全乡的群众进厂上班。", &[]);
    }
}
