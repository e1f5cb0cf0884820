//! Lists of titles: what stands between list marks beside a title, and ends as titles do, is a title too, though no level says so:
//! 国家级绿色园区、|亚太经合组织开放园区.

use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::sentence::Sentence;
use crate::lexicon::{Hit, Scheme};
use crate::model::{EntityKind, RuleId};

/// How long a title of a list may be, in characters.
const LONGEST: usize = 30;
/// And how long it must be.
const SHORTEST: usize = 5;
/// Words that govern lists of titles.
const GOVERNING: [&str; 3] = ["honor_verb", "title_break", "publish"];
/// Words at which an item of a list of titles ends.
const ITEM_ENDS: [&str; 5] = [
    "title_noun",
    "and_others",
    "batch_noun",
    "creation_target",
    "candidate_list",
];

/// The titles beside those found, which are sorted by their start, on both sides.
pub(super) fn listed_titles(page: &Page<'_>, sentence: &Sentence, found: &[Name]) -> Vec<Name> {
    let mut more: Vec<Name> = Vec::new();
    let first = found.partition_point(|it| it.bytes.start < sentence.bytes.start);
    let last = found.partition_point(|it| it.bytes.start < sentence.bytes.end);
    let found = found.get(first..last).unwrap_or_default();
    for title in found {
        let clause = clause_of(sentence, title.bytes.start);
        let before = clause.start..title.bytes.start;
        let governed = GOVERNING.iter().any(|list| page.has_word_in(list, &before));
        if !governed {
            continue;
        }
        let mut from = title.bytes.end;
        while let Some(item) = item_behind(page, &clause, from).filter(|it| is_free(it, found)) {
            from = item.end;
            more.extend(title_of(page, item));
        }
        let mut to = title.bytes.start;
        while let Some(item) = item_before(page, &clause, to).filter(|it| is_free(it, found)) {
            to = item.start;
            more.extend(title_of(page, item));
        }
    }
    more
}

/// Whether an item holds none of the titles found.
fn is_free(item: &Bytes, found: &[Name]) -> bool {
    let overlaps = |it: &Bytes| it.start < item.end && item.start < it.end;
    !found.iter().any(|it| overlaps(&it.bytes))
}

/// The item behind a place, if a list mark stands there.
fn item_behind(page: &Page<'_>, clause: &Bytes, from: usize) -> Option<Bytes> {
    let start = skip_marks(page, from);
    let open = page.rest(start).starts_with('“') && start > from;
    let mark = page.word_at("list_mark", start).map(|hit| hit.end);
    let begin = mark.or(open.then_some(start))?;
    let region = begin..clause.end;
    let marks = page.words_in("list_mark", &region);
    let marks = marks.filter(|hit| {
        page.written(*hit) == "、" || page.word_ending("honor_head", hit.start).is_some()
    });
    let ends = ITEM_ENDS
        .iter()
        .flat_map(|list| page.words_in(list, &region));
    let end = marks
        .chain(ends)
        .map(|hit| hit.start)
        .min()
        .unwrap_or(clause.end);
    // A、B|三个|称号: how many they are.
    let end = page.measure_ending(end).map_or(end, |it| it.bytes.start);
    (end > begin).then_some(begin..end)
}

/// The item before a place, if a list mark stands there: from the mark before it, from its quotation mark, or from the verb that
/// governs the list.
fn item_before(page: &Page<'_>, clause: &Bytes, to: usize) -> Option<Bytes> {
    let text = page.slice(clause.start..to);
    let dated = page.moment_ending(to).map_or(to, |it| it.bytes.start);
    let text = text.get(..dated.checked_sub(clause.start)?)?;
    let end = clause.start + text.trim_end_matches(['“', '"', ' ']).len();
    let mark = page.word_ending("list_mark", end).map(|hit| hit.start);
    let adjacent = page.slice(clause.start..end).ends_with('”') && end < to;
    let end = mark.or(adjacent.then_some(end))?;
    let region = clause.start..end;
    let quoted = page
        .slice(region.clone())
        .strip_suffix('”')
        .and_then(|it| it.rfind('“'));
    if let Some(open) = quoted {
        return Some(clause.start + open..end);
    }
    let before = ["list_mark", "honor_verb", "title_break"]
        .iter()
        .flat_map(|list| page.words_in(list, &region));
    let start = before.map(|hit| hit.end).max()?;
    (start < end).then_some(start..end)
}

/// Moves over what closes a title.
fn skip_marks(page: &Page<'_>, at: usize) -> usize {
    let rest = page.rest(at);
    at + rest.len() - rest.trim_start_matches(['”', '"', ' ']).len()
}

/// An item as a title, if it ends as titles do.
fn title_of(page: &Page<'_>, item: Bytes) -> Option<Name> {
    let text = page.slice(item.clone());
    let start = item.start + text.len() - text.trim_start_matches(['“', '"', ' ']).len();
    let dated = page
        .moment_at(start)
        .map_or(start, |it| page.moments[it].bytes.end);
    let verb = page
        .word_at("honor_verb", dated)
        .map_or(dated, |hit| hit.end); // A、获|B
    let start = page.word_at("batch", verb).map_or(verb, |hit| hit.end);
    let end = item.start + text.trim_end_matches(['”', '"', ' ']).len();
    if end <= start {
        return None;
    }
    let bytes = start..end;
    let name = page.slice(bytes.clone()).replace(['“', '”', '"', ' '], "");
    let fits = (SHORTEST..=LONGEST).contains(&name.chars().count());
    let ends = |list: &str| page.word_ending(list, end).is_some();
    let located = page
        .hits_at(start)
        .any(|hit| page.is_in(Scheme::Place, hit));
    let praised = page.has_word_in("title_mark", &bytes); // 吉林省|最具|投资潜力开发区
    let zone = ends("park_head") && (!located || praised);
    let whole = page.rest(end).starts_with('”') && page.word_at("honor_level", start).is_some(); // “中国自行车零件城”
    let ends = ends("honor_head") || ends("title_end") || zone || whole;
    let holder = page.names_in(&bytes).any(|it| is_holder(page, it));
    let reads = fits && ends && !holder && is_plain(page, &bytes) && !is_of_holders(page, end);
    reads.then(|| Name {
        bytes,
        kind: EntityKind::Honor,
        name,
        rule: RuleId::new("name/honor list"),
        confidence: 0.82,
    })
}

/// Whether a range holds no quantity, no mark and no word that titles do not reach over.
fn is_plain(page: &Page<'_>, bytes: &Bytes) -> bool {
    let marked = page
        .slice(bytes.clone())
        .contains(['，', '。', '；', '：', '、']);
    // 国家知识产权战略|推进|工程试点: behind a level some of these words are its own.
    let levelled = page.word_at("honor_level", bytes.start).is_some();
    let own = |hit: Hit| levelled && page.is_word("title_inner", page.written(hit));
    let inner = |hit: Hit| hit.start > bytes.start && page.stands_alone(hit) && !own(hit);
    let stops = |list: &str| page.words_in(list, bytes).any(inner);
    let quantities = !page.measures_in(bytes).is_empty() || !page.moments_in(bytes).is_empty();
    !marked
        && !quantities
        && !["title_break", "honor_stop", "confer"]
            .iter()
            .any(|list| stops(list))
}

/// Whether a list ends here and the number and class of those who hold a title follow: 某产业集聚区|等10个产业集聚区.
fn is_of_holders(page: &Page<'_>, end: usize) -> bool {
    let others = page.lexicon.and_others();
    let start = end
        + if page.rest(end).starts_with(others) {
            others.len()
        } else {
            0
        };
    let measure = page.measure_at(start).map(|it| page.measures[it].bytes.end);
    measure.is_some_and(|it| page.word_at("holder_class", it).is_some())
}

/// Whether a name is that of somebody who may hold a title.
fn is_holder(page: &Page<'_>, name: usize) -> bool {
    let known = page.names[name].rule.as_str().starts_with("lexicon/");
    page.is_kind(name, EntityKind::Company) || page.is_kind(name, EntityKind::Park) && known
}
