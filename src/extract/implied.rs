//! What a page implies plainly: its park's city, and that what it names without a place lies in its park.

use std::collections::BTreeSet;

use crate::clean::BlockKind;
use crate::extract::boundary::has_suffix;
use crate::extract::context::ShortForm;
use crate::extract::draft::Draft;
use crate::extract::modality::clause_of;
use crate::extract::page::{Name, Page};
use crate::extract::subject::{Subjecting, key_of};
use crate::lexicon::Scheme;
use crate::model::{EntityKind, Fact, MentionId, Modality, RuleId, Statement};

/// The rule that reads 全市 as the city of the page's park.
const POINTER: &str = "name/whole city";

/// Whether a name is a word that points at a place (全市).
pub(super) fn is_pointer(name: &Name) -> bool {
    name.rule.as_str() == POINTER
}

/// Gives 全市 the name of the city or county after which the first park of the page is named.
pub(super) fn find_pointers(page: &mut Page<'_>, _short_forms: &[ShortForm]) {
    let Some(place) = page
        .names
        .iter()
        .filter(|it| it.kind == EntityKind::Park)
        .find_map(|it| place_in_name(page, &it.name))
    else {
        return;
    };
    let mut found = Vec::new();
    for sentence in page
        .sentences
        .iter()
        .filter(|it| it.kind == BlockKind::Paragraph)
    {
        for hit in page.words_in(page.lexicon.words("point_city"), &sentence.bytes) {
            if page.name_over(hit.start).is_none() && has_same_end(page, &place, hit.start..hit.end)
            {
                let name = Name {
                    bytes: hit.start..hit.end,
                    kind: EntityKind::Place,
                    name: place.clone(),
                    rule: RuleId::new(POINTER),
                    confidence: 0.8,
                };
                found.push(name);
            }
        }
    }
    let mut names = std::mem::take(&mut page.names);
    names.extend(found);
    page.keep_best(names);
}

/// 全市 points at a city, 全县 at a county.
fn has_same_end(page: &Page<'_>, place: &str, pointer: std::ops::Range<usize>) -> bool {
    place.chars().next_back() == page.slice(pointer).chars().next_back()
}

/// The full name of the division whose short name begins the name of a park: 张家港|经开区 -> 张家港市.
fn place_in_name(page: &Page<'_>, park: &str) -> Option<String> {
    if let Some((_, inner)) = park.split_once('(')
        && let Some(place) = inner
            .split_once(')')
            .and_then(|(inner, _)| place_in_name(page, inner))
    {
        return Some(place);
    }
    (2..=park.chars().count()).rev().find_map(|length| {
        let stem: String = park.chars().take(length).collect();
        let mut places: Vec<&str> = page
            .lexicon
            .named(&stem)
            .filter(|(_, it)| it.scheme == Scheme::Place)
            .map(|(_, it)| it.name.as_str())
            .collect();
        places.sort_by_key(|place| {
            (
                !page.names.iter().any(|it| it.name == **place),
                (*place).to_owned(),
            )
        });
        places.first().map(|it| (*it).to_owned())
    })
}

/// Locations that no clause states but the page implies.
pub(super) fn locations(
    page: &Page<'_>,
    subjecting: &Subjecting,
    short_forms: &[ShortForm],
    facts: &[Fact<MentionId>],
) -> Vec<Fact<MentionId>> {
    let Some(topic) = subjecting
        .topic
        .filter(|&it| page.names[it].kind == EntityKind::Park)
    else {
        return Vec::new();
    };
    let mut located: BTreeSet<String> = facts
        .iter()
        .filter_map(|fact| match fact.statement {
            Statement::Location { subject, .. } if fact.evidence.modality != Modality::Negated => {
                Some(key_of(page, short_forms, &page.names[subject.0].name))
            }
            _ => None,
        })
        .collect();
    let topic_key = key_of(page, short_forms, &page.names[topic].name);
    let mut implied = Vec::new();
    implied.extend(by_name(page, topic, facts));
    located.insert(topic_key);
    let topic_name = page.names[topic].name.as_str();
    let longer: BTreeSet<&str> = page
        .names
        .iter()
        .filter(|it| it.kind == EntityKind::Park && it.name.ends_with(topic_name))
        .map(|it| it.name.as_str())
        .collect();
    let outer = |name: &str| longer.iter().any(|it| it.starts_with(name) && *it != name);
    for (index, name) in page.names.iter().enumerate() {
        if !matches!(
            name.kind,
            EntityKind::Company | EntityKind::Project | EntityKind::Park
        ) || located.contains(&key_of(page, short_forms, &name.name))
        {
            continue;
        }
        let Some(sentence) = page
            .sentence_at(name.bytes.start)
            .map(|it| &page.sentences[it])
        else {
            continue;
        };
        let clause = clause_of(sentence, name.bytes.start);
        if !matches!(sentence.kind, BlockKind::Paragraph | BlockKind::Table)
            || page.has_word_in("elsewhere", &clause)
            || page.has_word_in("former", &clause)
        {
            continue;
        }
        located.insert(key_of(page, short_forms, &name.name));
        let draft = Draft {
            rule: RuleId::new("location/implied"),
            confidence: 0.65,
            spans: vec![name.bytes.clone()],
            statement: Statement::Location {
                subject: MentionId(index),
                object: MentionId(container(page, subjecting, index).unwrap_or(topic)),
            },
        };
        let at = name.bytes.start;
        implied.push(draft.fact(page, sentence, &(at..at)));
    }
    implied
}

/// The park or place that the sentence spoke of before a name; a park named after a place lies in the place.
fn container(page: &Page<'_>, subjecting: &Subjecting, index: usize) -> Option<usize> {
    let name = &page.names[index];
    let longer = |it: &usize| {
        page.names[*it].kind == EntityKind::Park
            && name
                .name
                .strip_prefix(&page.names[*it].name)
                .is_some_and(|rest| !rest.is_empty())
    };
    if name.kind == EntityKind::Park
        && let Some(parent) = (0..page.names.len()).find(longer)
    {
        return Some(parent);
    }
    if name.kind == EntityKind::Park
        && let Some(place) = place_in_name(page, &name.name)
    {
        let there = page
            .names
            .iter()
            .position(|it| it.kind == EntityKind::Place && it.name == place);
        let other = subjecting
            .topic
            .and_then(|it| place_in_name(page, &page.names[it].name))
            .is_none_or(|it| it != place);
        if let Some(there) = there.filter(|_| other) {
            return Some(there);
        }
    }
    let here = page.sentence_at(name.bytes.start)?;
    let block = page.sentences[here].block;
    let sentences = page
        .sentences
        .iter()
        .take(here + 1)
        .rev()
        .take_while(|it| it.block == block);
    let clauses = sentences
        .flat_map(|it| it.clauses.iter().rev())
        .filter(|it| it.start <= name.bytes.start);
    let mut spoken = clauses.flat_map(|it| subjecting.at(page, it.start).names);
    spoken.find(|&it| {
        let other = &page.names[it];
        let place = other.kind == EntityKind::Place
            && name.kind == EntityKind::Park
            && place_in_name(page, &name.name).as_deref() == Some(other.name.as_str());
        let park = other.kind == EntityKind::Park && name.kind != EntityKind::Park;
        it != index && other.name != name.name && (park || place)
    })
}

/// 荆门|高新区 lies in 荆门市, where the page names the city.
fn by_name(page: &Page<'_>, topic: usize, facts: &[Fact<MentionId>]) -> Option<Fact<MentionId>> {
    let place = place_in_name(page, &page.names[topic].name)?;
    let index = page.names.iter().position(|it| {
        it.kind == EntityKind::Place
            && it.name == place
            && (is_pointer(it) || has_suffix(page, &it.bytes))
    })?;
    let pointer_unused = is_pointer(&page.names[index])
        && !facts.iter().any(|fact| matches!(&fact.statement, Statement::Conferral(it) if page.names[it.recipient.0].name == place));
    if pointer_unused {
        return None;
    }
    let sentence = &page.sentences[page.sentence_at(page.names[index].bytes.start)?];
    let spans = vec![
        page.names[topic].bytes.clone(),
        page.names[index].bytes.clone(),
    ];
    let draft = Draft {
        rule: RuleId::new("location/named after"),
        confidence: 0.8,
        spans,
        statement: Statement::Location {
            subject: MentionId(topic),
            object: MentionId(index),
        },
    };
    let at = page.names[index].bytes.start;
    Some(draft.fact(page, sentence, &(at..at)))
}
