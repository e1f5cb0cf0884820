//! What legal names and branches hold that ends other names: verbs before their form, a surname that reads as an office, the first
//! character behind a longer word, the company that a branch belongs to.

use crate::extract::boundary::{Reach, is_full_place, name_start};
use crate::extract::page::{Bytes, Page};
use crate::lexicon::{Hit, Scheme};

/// Whether a word that divides others is held by a legal name: a trade right before its form (育芷|投资|管理有限公司), a word that
/// companies are called by between two parts of a name (苏州汇芷|联合|动力系统有限公司).
pub(super) fn is_held(page: &Page<'_>, place: Hit, word: Hit, head: usize) -> bool {
    let own = word.start > place.end;
    let written = page.written(word);
    let trade =
        page.is_word("verb_ending", written) && page.slice(word.end..head).chars().count() <= TRADE;
    let between = page.is_word("brand_part", written)
        && word.end < head
        && !page
            .hits_at(word.end)
            .any(|it| page.is_in(Scheme::Place, it));
    page.word_at("legal_form", head).is_some() && own && (trade || between)
}

/// How many characters may stand between a trade and a legal form: 管理, 开发.
pub(super) const TRADE: usize = 4;

/// Whether a word for a person stands in a range, none that a place in full ends in: not 深圳市|长盈.
pub(super) fn names_person(page: &Page<'_>, bytes: &Bytes) -> bool {
    let torn = |word: Hit| {
        let mut inside = page.hits_in(bytes.start..word.start);
        inside.any(|it| it.end > word.start && it.end < word.end && is_full_place(page, it))
    };
    page.words_in("person_word", bytes).any(|it| !torn(it))
}

/// Where a legal name begins of which one character was left behind a longer word or mark: 旗下|大|芷国际食品有限公司.
pub(super) fn with_first(page: &Page<'_>, floor: usize, start: usize, head: Hit) -> usize {
    let legal = page.is_word("legal_form", page.written(head));
    let first = page.slice(floor..start).chars().next_back();
    let Some(first) = first.filter(|it| legal && it.is_alphabetic()) else {
        return start;
    };
    let at = start - first.len_utf8();
    let word = page.word_ending("name_stop", at);
    let led = word.is_some_and(|it| page.written(it).chars().nth(1).is_some());
    let marked = page.slice(floor..at).chars().next_back();
    let marked = marked.is_none_or(|it| !it.is_alphanumeric());
    let lists = [
        "name_stop",
        "glued",
        "list_mark",
        "name_prefix",
        "preposition",
    ];
    let held = lists.iter().any(|it| page.word_ending(it, start).is_some());
    let placed = page.hits_at(start).any(|it| page.is_in(Scheme::Place, it));
    if !held && !placed && (led || marked) {
        at
    } else {
        start
    }
}

/// Behind the word for who does something that the segmenter glues to a legal name at the head of a clause: ，由|伟芷佳杰科技有限公司.
pub(super) fn behind_agent(page: &Page<'_>, floor: usize, start: usize, head: Hit) -> usize {
    let agent = page.word_at("agent_mark", start);
    let legal = page.is_word("legal_form", page.written(head));
    let before = page.slice(floor..start).chars().next_back();
    let opens = before.is_none_or(|it| !it.is_alphanumeric());
    let agent = agent.filter(|it| legal && opens && it.end < head.start);
    agent.map_or(start, |it| it.end)
}

/// Where the name of a branch begins that the name of its company by its trade precedes: 瑞芷汽车|九江分公司.
pub(super) fn with_group(page: &Page<'_>, floor: usize, start: usize, head: Hit) -> Option<usize> {
    let bare = page.is_word("bare_form", page.written(head));
    let placed = page
        .hits_at(start)
        .any(|it| page.is_in(Scheme::Place, it) && !is_full_place(page, it));
    let lists = ["brand_ending", "company_suffix_weak"];
    let ending = lists.iter().find_map(|it| page.word_ending(it, start))?;
    let verb = page.is_word("verb_ending", page.written(ending));
    let group = name_start(page, ending.start, floor, Reach::AnyPlace);
    let bounded = !page.slice(floor..group).ends_with(char::is_alphanumeric)
        || page.word_ending("particle", group).is_some();
    (bare && placed && !verb && bounded && group < ending.start).then_some(group)
}

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::check_companies;

    #[test]
    fn a_legal_name_holds_what_divides_others() {
        let check = |text: &str, name: &str| check_companies(text, &[name]);
        check(
            "园区与苏州汇芷联合动力系统股份有限公司签约。",
            "苏州汇芷联合动力系统股份有限公司",
        );
        check(
            "银川育芷投资管理有限公司运营的中心通过验收。",
            "银川育芷投资管理有限公司",
        );
        check(
            "深圳市长芷精密技术股份有限公司投产。",
            "深圳市长芷精密技术股份有限公司",
        );
        check(
            "试点起步，由伟仕佳杰科技有限公司实施。",
            "伟仕佳杰科技有限公司",
        );
        check(
            "甘肃祁芷水泥陇西公司因排放超标停产。",
            "甘肃祁芷水泥陇西公司",
        );
    }
}
