//! Names from their surroundings: definitions (以下简称), lists before a class word, and repetition.

use std::collections::BTreeMap;

use crate::extract::boundary::{Reach, name_start};
use crate::extract::matcher::{Fill, matches};
use crate::extract::name::has_proper;
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::segment::Class;
use crate::extract::table::industry_cells;
use crate::lexicon::{Atom, Filler, Role, Rule};
use crate::model::{EntityKind, RuleId};

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
    let mut found = page.names.clone();
    let short_forms = definitions(page, &mut found);
    for rule in page.lexicon.rules().iter().filter(|rule| introduces(rule)) {
        introduced(page, rule, &mut found);
    }
    page.keep_best(found);
    let mut made = industries_made(page);
    made.extend(
        industry_cells(page)
            .iter()
            .flat_map(|cell| items(page, cell))
            .filter_map(|bytes| in_cell(page, bytes)),
    );
    let mut found = std::mem::take(&mut page.names);
    found.extend(made);
    page.keep_best(found);
    let repeated = repetitions(page, &short_forms);
    let mut found = std::mem::take(&mut page.names);
    found.extend(repeated);
    page.keep_best(found);
    short_forms
}

/// An industry that is an item of a table cell.
fn in_cell(page: &Page<'_>, bytes: Bytes) -> Option<Name> {
    let text = page.slice(bytes.clone());
    let start = bytes.start + text.len() - text.trim_start().len();
    let bytes = start..start + text.trim().len();
    let name = page.slice(bytes.clone()).to_owned();
    let fits = (2..=12).contains(&name.chars().count()) && name.chars().all(char::is_alphanumeric);
    fits.then(|| Name {
        bytes,
        kind: EntityKind::Industry,
        name,
        rule: RuleId::new("name/table"),
        confidence: 0.9,
    })
}

/// What a company is said to make, right before its name: 商业火箭|龙头|天兵科技.
fn industries_made(page: &Page<'_>) -> Vec<Name> {
    let mut found = Vec::new();
    for company in page
        .names
        .iter()
        .filter(|it| it.kind == EntityKind::Company)
    {
        let Some(maker) = page.word_ending(page.lexicon.words("maker"), company.bytes.start) else {
            continue;
        };
        let Some(sentence) = page.sentence_at(maker.start).map(|it| &page.sentences[it]) else {
            continue;
        };
        let floor = crate::extract::modality::clause_of(sentence, maker.start).start;
        let mut start = name_start(page, maker.start, floor, Reach::NearPlace);
        while let Some(hit) = page
            .word_at(page.lexicon.words("name_prefix"), start)
            .filter(|hit| hit.end < maker.start)
        {
            start = hit.end;
        }
        let bytes = start..maker.start;
        let name = page.slice(bytes.clone()).to_owned();
        if (2..=10).contains(&name.chars().count())
            && is_name_like(page, EntityKind::Industry, &bytes)
        {
            found.push(Name {
                bytes,
                kind: EntityKind::Industry,
                name,
                rule: RuleId::new("name/made"),
                confidence: 0.8,
            });
        }
    }
    found
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

/// X(以下简称Y): Y names what X names.
fn definitions(page: &Page<'_>, found: &mut Vec<Name>) -> Vec<ShortForm> {
    let mut short_forms = Vec::new();
    let define = page.lexicon.words("define");
    for sentence in &page.sentences {
        for hit in page.words_in(define, &sentence.bytes) {
            let last = page
                .names
                .partition_point(|name| name.bytes.end <= hit.start);
            let nearest = last.checked_sub(1).and_then(|it| page.names.get(it));
            let Some(long) = nearest.filter(|name| {
                page.slice(name.bytes.end..hit.start)
                    .trim_matches(['“', '”', ' ', '*'])
                    == "("
            }) else {
                continue;
            };
            let rest = page.slice(hit.end..sentence.bytes.end);
            let inner = rest
                .split([')', '，', '；', '、'])
                .next()
                .unwrap_or_default();
            let short = inner.trim_matches(['“', '”', '：', ':', ' ', '"']);
            let length = short.chars().count();
            if !(2..=14).contains(&length) {
                continue;
            }
            let start = hit.end + inner.find(short).unwrap_or_default();
            found.push(Name {
                bytes: start..start + short.len(),
                kind: long.kind,
                name: short.to_owned(),
                rule: RuleId::new("name/define"),
                confidence: 0.97,
            });
            short_forms.push(ShortForm {
                short: short.to_owned(),
                long: long.name.clone(),
                kind: long.kind,
            });
        }
    }
    short_forms.sort();
    short_forms.dedup();
    short_forms
}

/// Names that a rule's slots give, known ones left as they are.
fn introduced(page: &Page<'_>, rule: &Rule, found: &mut Vec<Name>) {
    for sentence in page.sentences.iter().filter(|it| Page::is_prose(it)) {
        for it in matches(page, &rule.pattern, sentence) {
            for (role, fill) in &it.slots {
                if let Fill::Free(kind, bytes) = fill
                    && matches!(
                        role,
                        Role::Name | Role::Object | Role::Subject | Role::Honor
                    )
                {
                    found.extend(listed(page, *kind, bytes, rule));
                }
            }
        }
    }
}

/// The names in a stretch of free text: its items, each without what only describes it.
fn listed(page: &Page<'_>, kind: EntityKind, bytes: &Bytes, rule: &Rule) -> Vec<Name> {
    let mut names = Vec::new();
    for item in items(page, bytes).into_iter().rev() {
        let Some(item) = stripped(page, kind, item) else {
            break;
        };
        if let Some(known) = page
            .name_at(item.start)
            .map(|it| &page.names[it])
            .filter(|name| name.bytes == item)
        {
            if known.kind != kind {
                break;
            }
            continue;
        }
        let name = page.slice(item.clone()).replace(['“', '”', '"'], "");
        let length = name.chars().count();
        let longest = if kind == EntityKind::Company { 12 } else { 16 };
        let doubtful =
            kind == EntityKind::Company && rule.confidence < 0.85 && is_one_word(page, &item);
        if !(2..=longest).contains(&length) || doubtful || !is_name_like(page, kind, &item) {
            break;
        }
        names.push(Name {
            bytes: item,
            kind,
            name,
            rule: rule.id.clone(),
            confidence: rule.confidence,
        });
    }
    names
}

/// The items of a list, by list marks outside brackets and outside known names.
pub(super) fn items(page: &Page<'_>, bytes: &Bytes) -> Vec<Bytes> {
    let mark = page.lexicon.words("list_mark");
    let mut items = Vec::new();
    let (mut start, mut at) = (bytes.start, bytes.start);
    while at < bytes.end {
        if let Some(name) = page
            .name_over(at)
            .map(|it| &page.names[it])
            .filter(|it| it.bytes.end <= bytes.end)
        {
            at = name.bytes.end;
            continue;
        }
        if let Some(hit) = page
            .word_at(mark, at)
            .filter(|hit| hit.end <= bytes.end && !inside_word(page, hit.start, hit.end))
        {
            items.push(start..at);
            start = hit.end;
            at = hit.end;
            continue;
        }
        at += page
            .slice(at..bytes.end)
            .chars()
            .next()
            .map_or(1, char::len_utf8);
    }
    items.push(start..bytes.end);
    items.retain(|it| !it.is_empty());
    items
}

/// Whether a list mark such as 和 is part of a word: 和谐, 及时, or of an industry's name: 汽车及零部件.
fn inside_word(page: &Page<'_>, start: usize, end: usize) -> bool {
    let Some(sentence) = page.sentence_at(start) else {
        return false;
    };
    let covers = page
        .hits
        .iter()
        .skip(page.hits.partition_point(|hit| hit.start + 60 < start))
        .take_while(|hit| hit.start < start)
        .any(|&hit| {
            hit.end > end
                && page
                    .lexicon
                    .entries_of(hit)
                    .any(|(_, it)| it.scheme == crate::lexicon::Scheme::Industry)
        });
    covers
        || page.tokens(sentence).iter().any(|it| {
            it.bytes.start <= start && it.bytes.end >= end && it.bytes.len() > end - start
        })
}

/// An item without the description before it: 国内商业火箭龙头|天兵科技. Nothing if no name is left.
fn stripped(page: &Page<'_>, kind: EntityKind, item: Bytes) -> Option<Bytes> {
    let text = page.slice(item.clone());
    let left = text.len() - text.trim_start_matches(['“', '”', '"', ' ', '‘']).len();
    let right = text.len() - text.trim_end_matches(['“', '”', '"', ' ', '’']).len();
    let mut item = item.start + left..item.end.saturating_sub(right).max(item.start + left);
    if page
        .slice(item.clone())
        .ends_with(page.lexicon.and_others())
    {
        item.end -= page.lexicon.and_others().len();
    }
    if kind == EntityKind::Company {
        let descriptors = page.lexicon.words("descriptor");
        let last = page
            .words_in(descriptors, &item)
            .filter(|hit| hit.end < item.end && item.end - hit.end >= 6)
            .map(|hit| hit.end)
            .max();
        if let Some(end) = last {
            item.start = end;
        }
    }
    if let Some(hit) = page
        .words_in(page.lexicon.words("item_start"), &item)
        .filter(|hit| hit.end < item.end)
        .map(|hit| hit.end)
        .max()
    {
        item.start = hit;
    }
    (!item.is_empty()).then_some(item)
}

/// Whether an item is one word that the dictionary has: 资金, 创新.
fn is_one_word(page: &Page<'_>, item: &Bytes) -> bool {
    let Some(sentence) = page.sentence_at(item.start) else {
        return false;
    };
    page.tokens(sentence)
        .iter()
        .any(|it| it.bytes == *item && it.class != Class::Proper)
}

/// Whether an item reads like a name: no function words, no verbs at its edges, not a class word.
fn is_name_like(page: &Page<'_>, kind: EntityKind, item: &Bytes) -> bool {
    let text = page.slice(item.clone());
    if text.contains(['，', '。', '；', '：', '(', ')', '、']) && !text.contains('(') {
        return false;
    }
    let classes = page.lexicon.words("class_word");
    let ends_in_class = kind == EntityKind::Company
        && page.word_ending(classes, item.end).is_some()
        && !has_proper(page, item.start, item.end);
    let holds_name = kind == EntityKind::Industry
        && page.names_in(item).any(|it| {
            matches!(
                page.names[it].kind,
                EntityKind::Company | EntityKind::Park | EntityKind::Place
            )
        });
    if holds_name {
        return false;
    }
    if ends_in_class
        || page.lexicon.has_word(classes, text)
        || page.measures_in(item).next().is_some()
        || page.moments_in(item).next().is_some()
    {
        return false;
    }
    if kind == EntityKind::Industry
        && page
            .word_ending(page.lexicon.words("industry_stop_end"), item.end)
            .is_some()
    {
        return false;
    }
    let stops = match kind {
        EntityKind::Company => "name_stop",
        _ => "phrase_stop",
    };
    let long = |hit: crate::lexicon::Hit| page.slice(hit.start..hit.end).chars().count() > 1;
    let stopped = page.words_in(page.lexicon.words(stops), item).any(long);
    if stopped && !page.has_word_in("name_part", item) {
        return false;
    }
    let Some(sentence) = page.sentence_at(item.start) else {
        return false;
    };
    !page.tokens(sentence).iter().any(|it| {
        it.bytes.start >= item.start
            && it.bytes.end <= item.end
            && it.class == Class::Function
            && page
                .slice(it.bytes.clone())
                .chars()
                .all(char::is_alphabetic)
    })
}

/// Other places where a name of this page stands.
fn repetitions(page: &Page<'_>, short_forms: &[ShortForm]) -> Vec<Name> {
    let mut wanted: BTreeMap<&str, &Name> = BTreeMap::new();
    for name in &page.names {
        let worth = name.name.chars().count() > 1
            && matches!(
                name.kind,
                EntityKind::Company | EntityKind::Park | EntityKind::Project
            );
        if worth
            && !page
                .lexicon
                .has_word(page.lexicon.words("generic_stem"), &name.name)
        {
            wanted.entry(&name.name).or_insert(name);
        }
    }
    let mut found = Vec::new();
    for (text, name) in wanted {
        for (start, _) in page.text.match_indices(text) {
            let bytes = start..start + text.len();
            if page.sentence_at(start).is_some_and(|it| {
                Page::is_prose(&page.sentences[it])
                    || page.sentences[it].kind == crate::clean::BlockKind::Table
            }) && page.name_over(start).is_none()
            {
                let rule = if short_forms.iter().any(|it| it.short == text) {
                    "name/define"
                } else {
                    "name/repeated"
                };
                found.push(Name {
                    bytes,
                    rule: RuleId::new(rule),
                    confidence: name.confidence * 0.95,
                    ..name.clone()
                });
            }
        }
    }
    found
}
