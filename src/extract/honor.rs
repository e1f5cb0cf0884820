//! Names of titles: a level, a middle and a head (国家级|循环化改造|示范试点园区), or words in quotes before 称号.

use crate::extract::boundary::has_suffix;
use crate::extract::cell::honor_cells;
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::sentence::Sentence;
use crate::lexicon::{Hit, Scheme};
use crate::model::{EntityKind, RuleId};
use crate::quantity::UnitClass;

/// The longest title, in bytes: forty characters.
const LONGEST: usize = 120;

/// Adds the titles of a page to its names.
pub(super) fn find_honors(page: &mut Page<'_>) {
    let mut found = std::mem::take(&mut page.names);
    let mut honors = Vec::new();
    page.names.clone_from(&found);
    for sentence in page
        .sentences
        .iter()
        .filter(|it| Page::is_prose(it) || it.kind == crate::clean::BlockKind::Table)
    {
        for list in ["honor_head", "park_head"] {
            for head in page.words_in(page.lexicon.words(list), &sentence.bytes) {
                honors.extend(titled(page, sentence, head, list));
            }
        }
        quoted(page, sentence, &mut honors);
    }
    honors.extend(
        honor_cells(page)
            .into_iter()
            .filter_map(|bytes| in_cell(page, bytes)),
    );
    honors.retain(|it| !counted(page, it));
    found.retain(|name| {
        let overlaps =
            |honor: &Name| honor.bytes.start < name.bytes.end && name.bytes.start < honor.bytes.end;
        let same_end = |honor: &Name| overlaps(honor) && (name.bytes.end <= honor.bytes.end);
        let known = name.rule.as_str().starts_with("lexicon/") && name.kind == EntityKind::Park;
        let longer = |honor: &Name| {
            name.kind == EntityKind::Park
                && name.bytes.start < honor.bytes.start
                && name.bytes.end == honor.bytes.end
        };
        known
            || honors.iter().any(longer)
            || name.kind == EntityKind::Agency
                && !honors
                    .iter()
                    .any(|it| it.bytes.start <= name.bytes.start && name.bytes.end <= it.bytes.end)
            || name.kind != EntityKind::Agency && !honors.iter().any(same_end)
    });
    found.extend(honors);
    page.keep_best(found);
}

/// The title that is a cell of a table of titles.
fn in_cell(page: &Page<'_>, bytes: Bytes) -> Option<Name> {
    let name = page.slice(bytes.clone()).replace(['“', '”', '"', ' '], "");
    let fits = (4..=40).contains(&name.chars().count());
    fits.then(|| Name {
        bytes,
        kind: EntityKind::Honor,
        name,
        rule: RuleId::new("name/honor table"),
        confidence: 0.92,
    })
}

fn titled(page: &Page<'_>, sentence: &Sentence, head: Hit, list: &str) -> Option<Name> {
    let longer = page
        .hits_ending(head.end)
        .any(|hit| hit.start < head.start && page.lexicon.is_word(hit, page.lexicon.words(list)));
    let goes_on = page.hits_at(head.start).any(|hit| {
        hit.end > head.end
            && (page.lexicon.is_word(hit, page.lexicon.words("honor_head"))
                || page.lexicon.is_word(hit, page.lexicon.words("park_head")))
    });
    let noun = page.lexicon.has_word(
        page.lexicon.words("title_noun"),
        page.slice(head.start..head.end),
    );
    if longer || goes_on || noun {
        return None;
    }
    let (floor, after_verb) = floor(page, sentence, head);
    let floor = after_agency(page, floor, head.start);
    let level = page
        .words_in(page.lexicon.words("honor_level"), &(floor..head.start))
        .map(|hit| hit.start)
        .next();
    let place = full_place(page, &(floor..head.start));
    let (start, confidence) = match level
        .into_iter()
        .chain(place.as_ref().map(|it| it.start))
        .min()
    {
        Some(level) if list == "park_head" => {
            let end = place.filter(|it| it.start == level).map_or_else(
                || {
                    page.word_at(page.lexicon.words("honor_level"), level)
                        .map(|hit| (hit.end, true))
                },
                |it| {
                    Some((
                        it.end,
                        after_verb
                            && page
                                .word_ending(page.lexicon.words("honor_head"), head.end)
                                .is_some(),
                    ))
                },
            )?;
            let named = page
                .names_in(&(end.0..head.start))
                .any(|it| page.names[it].kind != EntityKind::Industry);
            if named || !end.1 {
                return None;
            }
            (level, 0.85)
        }
        Some(level) if after_verb && level - floor <= 18 => (floor, 0.88),
        Some(level) => (level, 0.85),
        None if after_verb && list == "honor_head" => (floor, 0.75),
        None => return None,
    };
    let text = page.slice(start..head.end);
    let name = text.replace(['“', '”', '"', ' '], "");
    let fits = head.end - start <= LONGEST
        && name.chars().count() >= 4
        && !text.contains(['，', '。', '；']);
    fits.then(|| Name {
        bytes: start..head.end,
        kind: EntityKind::Honor,
        name,
        rule: RuleId::new("name/honor"),
        confidence,
    })
}

/// The first place in a range that is written with its kind: 四川省.
fn full_place(page: &Page<'_>, bytes: &Bytes) -> Option<Bytes> {
    let first = page.hits.partition_point(|hit| hit.start < bytes.start);
    let hits = page
        .hits
        .iter()
        .skip(first)
        .take_while(|hit| hit.start < bytes.end)
        .filter(|hit| hit.end <= bytes.end);
    let places = hits
        .map(|hit| (hit, hit.start..hit.end))
        .filter(|(hit, it)| {
            page.lexicon.entries_of(**hit).any(|(_, entry)| {
                entry.scheme == Scheme::Place && entry.name == page.slice(it.clone())
            })
        });
    places.map(|(_, it)| it).find(|it| has_suffix(page, it))
}

/// Where a title can begin at the earliest, and whether a verb of conferral governs it.
fn floor(page: &Page<'_>, sentence: &Sentence, head: Hit) -> (usize, bool) {
    let clause = crate::extract::modality::clause_of(sentence, head.start);
    let region = clause.start..head.start;
    let verb = page
        .words_in(page.lexicon.words("honor_verb"), &region)
        .map(|hit| hit.end)
        .max();
    let stop = page
        .words_in(page.lexicon.words("honor_stop"), &region)
        .map(|hit| hit.end)
        .max();
    let moment = page
        .moments_in(&region)
        .map(|it| page.moments[it].bytes.end)
        .filter(|&it| it <= head.start)
        .max();
    let mark = page
        .words_in(page.lexicon.words("list_mark"), &region)
        .filter(|hit| begins_item(page, *hit, head))
        .map(|hit| hit.end)
        .max();
    let ordinal = page
        .words_in(page.lexicon.words("honor_ordinal"), &region)
        .map(|hit| hit.end)
        .max();
    let floor = [verb, stop, moment, mark, ordinal]
        .into_iter()
        .flatten()
        .max()
        .unwrap_or(region.start);
    let floor = floor
        + page
            .slice(floor..head.start)
            .chars()
            .take_while(|it| matches!(it, '“' | '"' | '‘' | ' '))
            .map(char::len_utf8)
            .sum::<usize>();
    (
        floor,
        verb.is_some() && stop.is_none_or(|stop| verb.is_some_and(|verb| verb >= stop)),
    )
}

/// Whether a list mark separates titles: 、 always, 和 only before a new level or after a finished title.
fn begins_item(page: &Page<'_>, mark: Hit, head: Hit) -> bool {
    if page.slice(mark.start..mark.end) == "、" {
        return true;
    }
    let next = page
        .word_at(page.lexicon.words("honor_level"), mark.end)
        .is_some_and(|hit| hit.end < head.end);
    let quoted = page.slice(mark.end..head.end).starts_with('“');
    let done = page
        .word_ending(page.lexicon.words("honor_head"), mark.start)
        .is_some();
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
    for hit in page.words_in(page.lexicon.words("title_noun"), &sentence.bytes) {
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

/// A title that is only counted (国家级绿色园区4个) is an indicator.
fn counted(page: &Page<'_>, honor: &Name) -> bool {
    page.measure_at(honor.bytes.end)
        .is_some_and(|it| page.measures[it].unit_class == Some(UnitClass::Counter))
}
