//! Names of titles: a level, a middle and a head (国家级|循环化改造|示范试点园区), or words in quotes before 称号.

use crate::clean::BlockKind;
use crate::extract::boundary::is_full_place;
use crate::extract::cell::honor_cells;
use crate::extract::modality::clause_of;
use crate::extract::name_like::is_name_like;
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::sentence::Sentence;
use crate::lexicon::Hit;
use crate::model::{EntityKind, RuleId};

/// The longest title, in bytes: forty characters.
const LONGEST: usize = 120;
/// How far before a name a title that covers it may begin, in bytes.
const FARTHEST: usize = 2 * LONGEST;

/// How far behind a verb of conferral a level may stand, in bytes: six characters.
const NEAR: usize = 18;

/// Marks that may stand inside a title and are no part of its name.
const QUOTES: [char; 4] = ['“', '”', '"', ' '];

/// Adds the titles of a page to its names.
pub(super) fn find_honors(page: &mut Page<'_>) {
    let mut honors = Vec::new();
    for sentence in page.sentences.iter().filter(|it| is_read(it)) {
        for list in ["honor_head", "park_head"] {
            for head in page.words_in(list, &sentence.bytes) {
                honors.extend(titled(page, sentence, head, list));
            }
        }
        quoted(page, sentence, &mut honors);
        headless(page, sentence, &mut honors);
    }
    let cells = honor_cells(page).into_iter();
    honors.extend(cells.filter_map(|bytes| in_cell(page, bytes)));
    honors.retain(|it| !page.is_counted(it.bytes.end));
    honors.sort_by_key(|it| it.bytes.start);
    let mut found = std::mem::take(&mut page.names);
    found.retain(|name| stays(page, name, around(name, &honors)));
    found.extend(honors);
    page.keep_best(found);
    add_fields(page);
}

/// Adds to titles the field in brackets behind them, which tells them apart: 国家外贸转型升级基地|(新型功能材料).
fn add_fields(page: &mut Page<'_>) {
    let mut names = std::mem::take(&mut page.names);
    for name in names.iter_mut().filter(|it| it.kind == EntityKind::Honor) {
        if let Some(field) = field(page, name.bytes.end) {
            name.name.push_str(page.slice(field.clone()));
            name.bytes.end = field.end;
        }
    }
    page.keep_best(names);
}

/// A remark in brackets that begins here and is neither a short form, a batch nor a date.
fn field(page: &Page<'_>, start: usize) -> Option<Bytes> {
    let inner = page.rest(start).strip_prefix('(')?.split(')').next()?;
    let bytes = start..start + inner.len() + 2;
    let fits = (2..=12).contains(&inner.chars().count()) && inner.chars().all(is_chinese_letter);
    let says_more = ["define", "batch", "under_application"];
    let is_field = fits && !says_more.iter().any(|list| page.has_word_in(list, &bytes));
    is_field.then_some(bytes)
}

fn is_chinese_letter(it: char) -> bool {
    it.is_alphabetic() && !it.is_ascii()
}

/// A title without a known head: all that stands between a sure verb and the end of the clause or of the list item, if it
/// begins with a level, a place or a quotation.
fn headless(page: &Page<'_>, sentence: &Sentence, honors: &mut Vec<Name>) {
    for verb in page.words_in("confer_sure", &sentence.bytes) {
        let clause = clause_of(sentence, verb.start);
        let ends = [
            "list_mark",
            "title_noun",
            "and_others",
            "batch_noun",
            "creation_target",
            "candidate_list",
        ];
        let region = after_agency(page, verb.end, clause.end)..clause.end;
        let batch = page.word_at("batch", region.start);
        let region = batch.map_or(region.start, |hit| hit.end)..clause.end;
        let ends = ends.iter().flat_map(|list| page.words_in(list, &region));
        let end = ends.map(|hit| hit.start).min().unwrap_or(clause.end);
        let bytes = region.start..end;
        let reads =
            begins_like_title(page, bytes.start) && is_name_like(page, EntityKind::Honor, &bytes);
        let ended = page.word_ending("title_end", end).is_some();
        if reads && (ended || !is_named(page, honors, &bytes)) {
            honors.extend(unheaded(page, bytes));
        }
    }
}

/// Whether names or titles stand in a range, places apart.
fn is_named(page: &Page<'_>, honors: &[Name], bytes: &Bytes) -> bool {
    let mut names = page.names_in(bytes).map(|it| &page.names[it]);
    let overlap = |it: &Bytes| it.start < bytes.end && bytes.start < it.end;
    names.any(|it| it.kind != EntityKind::Place) || honors.iter().any(|it| overlap(&it.bytes))
}

/// Whether a level, a place or a quotation stands here.
fn begins_like_title(page: &Page<'_>, start: usize) -> bool {
    page.rest(start).starts_with('“')
        || page.word_at("honor_level", start).is_some()
        || page.hits_at(start).any(|hit| is_full_place(page, hit))
}

fn unheaded(page: &Page<'_>, bytes: Bytes) -> Option<Name> {
    let name = page.slice(bytes.clone()).replace(QUOTES, "");
    let fits = (6..=30).contains(&name.chars().count());
    fits.then(|| Name {
        bytes,
        kind: EntityKind::Honor,
        name,
        rule: RuleId::new("name/honor"),
        confidence: 0.72,
    })
}

/// Titles are looked for in running text and in tables.
fn is_read(sentence: &Sentence) -> bool {
    Page::is_prose(sentence) || sentence.kind == BlockKind::Table
}

/// The titles that may overlap a name, of titles sorted by start.
fn around<'a>(name: &Name, honors: &'a [Name]) -> &'a [Name] {
    let first = honors.partition_point(|it| it.bytes.start + FARTHEST < name.bytes.start);
    let last = honors.partition_point(|it| it.bytes.start < name.bytes.end);
    honors.get(first..last).unwrap_or_default()
}

/// Whether a name stands beside the titles: a known park always, others unless a title covers them.
fn stays(page: &Page<'_>, name: &Name, honors: &[Name]) -> bool {
    let is_longer_park = |honor: &Name| {
        let before = name.bytes.start..honor.bytes.start.max(name.bytes.start);
        name.kind == EntityKind::Park
            && name.bytes.end == honor.bytes.end
            && !page.slice(before).trim_matches(QUOTES).is_empty()
    };
    let covers = |honor: &Name| {
        let reached = match name.kind {
            EntityKind::Agency => honor.bytes.start <= name.bytes.start,
            _ => honor.bytes.start < name.bytes.end && name.bytes.start < honor.bytes.end,
        };
        reached && name.bytes.end <= honor.bytes.end
    };
    let known = name.rule.as_str().starts_with("lexicon/") && name.kind == EntityKind::Park;
    known || honors.iter().any(is_longer_park) || !honors.iter().any(covers)
}

/// The title that is a cell of a table of titles.
fn in_cell(page: &Page<'_>, bytes: Bytes) -> Option<Name> {
    let name = page.slice(bytes.clone()).replace(QUOTES, "");
    let fits = (4..=40).contains(&name.chars().count());
    fits.then(|| Name {
        bytes,
        kind: EntityKind::Honor,
        name,
        rule: RuleId::new("name/honor table"),
        confidence: 0.92,
    })
}

/// A title that ends in a head: from its level, or from the verb that confers it.
fn titled(page: &Page<'_>, sentence: &Sentence, head: Hit, list: &str) -> Option<Name> {
    if !is_whole_head(page, head, list) {
        return None;
    }
    let floor = floor(page, sentence, head);
    let (start, confidence) = match list {
        "park_head" if is_called_title(page, head.end) => title_start(page, &floor, head)?,
        "park_head" => (park_title_start(page, &floor, head)?, 0.85),
        _ => title_start(page, &floor, head)?,
    };
    let start = page.word_at("batch", start).map_or(start, |hit| hit.end);
    let text = page.slice(start..head.end);
    let name = text.replace(QUOTES, "");
    let marked = text.contains(['，', '。', '；']);
    let counted = page.measure_at(start).is_some();
    let fits = text.len() <= LONGEST && name.chars().count() >= 4 && !marked && !counted;
    fits.then(|| Name {
        bytes: start..head.end,
        kind: EntityKind::Honor,
        name,
        rule: RuleId::new("name/honor"),
        confidence,
    })
}

/// Whether the words behind a name say that it is a title: …的称号, …称号, …创建申请.
fn is_called_title(page: &Page<'_>, end: usize) -> bool {
    let rest = page.rest(end);
    let open = rest.trim_start_matches(['”', '"']);
    let at = end + rest.len() - open.len();
    let particle = page.lexicon.particle();
    let behind = at
        + if open.starts_with(particle) {
            particle.len()
        } else {
            0
        };
    ["title_noun", "application", "candidate_list"]
        .iter()
        .any(|list| page.word_at(list, behind).is_some())
}

/// Whether a head is not inside a longer one, and not the word for a title itself.
fn is_whole_head(page: &Page<'_>, head: Hit, list: &str) -> bool {
    let is_in = |hit: Hit, list: &str| page.lexicon.is_word(hit, page.lexicon.words(list));
    let longer = page
        .hits_ending(head.end)
        .any(|hit| hit.start < head.start && is_in(hit, list));
    let goes_on = page
        .hits_at(head.start)
        .any(|hit| hit.end > head.end && (is_in(hit, "honor_head") || is_in(hit, "park_head")));
    !longer && !goes_on && !runs_on(page, head) && !page.is_word("title_noun", page.written(head))
}

/// How far behind a head the end of a longer title may stand, in bytes: eight characters.
const RUN_ON: usize = 24;

/// Whether a title goes on to a further head with nothing but words between: 产业集群|专业化推进基地.
fn runs_on(page: &Page<'_>, head: Hit) -> bool {
    let rest = page.rest(head.end);
    let word = rest
        .find(|it: char| !it.is_alphabetic())
        .unwrap_or(rest.len());
    let bytes = head.end..head.end + word.min(RUN_ON);
    let ends = page.words_in("honor_head", &bytes).map(|it| it.start);
    ends.max().is_some_and(|at| {
        let between = head.end..at;
        at > head.end
            && !page.has_word_in("honor_verb", &between)
            && !page.has_word_in("honor_stop", &between)
            && !page.has_word_in("list_mark", &between)
            && !page.has_word_in("name_stop", &between)
            && page.word_at("honor_level", head.end).is_none()
            && page.names_in(&between).is_empty()
    })
}

/// Where a title begins, and how sure that is: at its level, or right behind the verb that confers it.
fn title_start(page: &Page<'_>, floor: &Floor, head: Hit) -> Option<(usize, f64)> {
    let region = floor.at..head.start;
    let level = page.words_in("honor_level", &region).next();
    let place = full_place(page, &region);
    let starts = level.into_iter().chain(place).map(|it| it.start);
    match starts.min() {
        Some(level) if floor.after_verb && level - floor.at <= NEAR => Some((floor.at, 0.88)),
        Some(level) => Some((level, 0.85)),
        None if page.is_word("city_of", page.written(head)) => None,
        None => floor.after_verb.then_some((floor.at, 0.75)),
    }
}

/// Where a title begins that ends like the name of a park: at its level, if no name stands between.
fn park_title_start(page: &Page<'_>, floor: &Floor, head: Hit) -> Option<usize> {
    let region = floor.at..head.start;
    let level = page.words_in("honor_level", &region).next();
    let place = full_place(page, &region);
    let start = level.into_iter().chain(place).map(|it| it.start).min()?;
    let (end, confers) = match place.filter(|it| it.start == start) {
        Some(place) => {
            let title = page.word_ending("honor_head", head.end).is_some();
            (place.end, floor.after_verb && (title || floor.listed))
        }
        None => (page.word_at("honor_level", start)?.end, true),
    };
    let mut names = page.names_in(&(end..head.start));
    let named = names.any(|it| !page.is_kind(it, EntityKind::Industry));
    (confers && !named).then_some(start)
}

/// The first place in a range that is written with its kind: 四川省.
fn full_place(page: &Page<'_>, bytes: &Bytes) -> Option<Hit> {
    page.hits_in(bytes.clone())
        .find(|&hit| hit.end <= bytes.end && is_full_place(page, hit))
}

/// Where a title can begin at the earliest.
struct Floor {
    at: usize,
    /// Whether a verb of conferral governs it.
    after_verb: bool,
    /// Whether it is an item of a list behind the verb.
    listed: bool,
}

fn floor(page: &Page<'_>, sentence: &Sentence, head: Hit) -> Floor {
    let region = clause_of(sentence, head.start).start..head.start;
    let last = |list: &str| page.words_in(list, &region).map(|hit| hit.end).max();
    let verb = last("honor_verb");
    let stop = last("honor_stop");
    let moment = page
        .moments_in(&region)
        .map(|it| page.moments[it].bytes.end)
        .filter(|&it| it <= head.start)
        .max();
    let mark = page
        .words_in("list_mark", &region)
        .filter(|hit| begins_item(page, *hit, head))
        .map(|hit| hit.end)
        .max();
    let ends = [verb, stop, moment, mark, last("honor_ordinal")];
    let at = ends.into_iter().flatten().max().unwrap_or(region.start);
    let rest = page.slice(at..head.start);
    let quotes = rest.len() - rest.trim_start_matches(['“', '"', '‘', ' ']).len();
    Floor {
        at: after_agency(page, at + quotes, head.start),
        after_verb: verb.is_some() && verb >= stop,
        listed: mark.is_some() && mark > verb,
    }
}

/// Whether a list mark separates titles: 、 always, 和 only before a new level or after a finished title.
fn begins_item(page: &Page<'_>, mark: Hit, head: Hit) -> bool {
    if page.written(mark) == "、" {
        return true;
    }
    let next = page
        .word_at("honor_level", mark.end)
        .is_some_and(|hit| hit.end < head.end);
    let quoted = page.slice(mark.end..head.end).starts_with('“');
    let done = page.word_ending("honor_head", mark.start).is_some();
    next || quoted || done
}

/// Moves over the bodies that grant the title: 财政部|循环化改造示范试点园区.
fn after_agency(page: &Page<'_>, floor: usize, head: usize) -> usize {
    let mut at = floor;
    while let Some(name) = page
        .name_at(at)
        .map(|it| &page.names[it])
        .filter(|it| it.kind == EntityKind::Agency && it.bytes.end < head)
    {
        at = name.bytes.end;
    }
    at
}

/// “中国装备科技城”称号
fn quoted(page: &Page<'_>, sentence: &Sentence, honors: &mut Vec<Name>) {
    for hit in page.words_in("title_noun", &sentence.bytes) {
        let before = page.slice(sentence.bytes.start..hit.start);
        if !before.ends_with('”') {
            continue;
        }
        let close = hit.start - '”'.len_utf8();
        let Some(open) = page.slice(sentence.bytes.start..close).rfind('“') else {
            continue;
        };
        let bytes = sentence.bytes.start + open + '“'.len_utf8()..close;
        let name = page.slice(bytes.clone()).to_owned();
        if (3..=30).contains(&name.chars().count()) {
            honors.push(Name {
                bytes,
                kind: EntityKind::Honor,
                name,
                rule: RuleId::new("name/honor"),
                confidence: 0.9,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::{names_of, on_page};

    fn check(text: &str, honors: &[&str]) {
        on_page(text, |page| {
            find_honors(page);
            assert_eq!(names_of(page, EntityKind::Honor), honors);
        });
    }

    #[test]
    fn a_title_begins_at_its_level() {
        check(
            "获批国家级循环化改造示范试点园区。",
            &["国家级循环化改造示范试点园区"],
        );
    }

    #[test]
    fn quotes_before_the_word_for_a_title_hold_one() {
        check("获“中国装备科技城”称号。", &["中国装备科技城"]);
    }
}
