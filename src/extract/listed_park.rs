//! Parks by descriptive names, as a list of parks or the head of a paragraph holds them.

use std::collections::BTreeSet;

use crate::extract::boundary::Reach;
use crate::extract::head::{Heads, may_end_name, near_start};
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::sentence::Sentence;
use crate::lexicon::Hit;
use crate::model::{EntityKind, RuleId};

/// A descriptive name in a list of parks, or in one of the captions of the page, is a park: 甘河工业园区、|生物科技产业园区.
pub(super) fn listed_parks(
    page: &Page<'_>,
    sentence: &Sentence,
    captions: &BTreeSet<&str>,
    found: &mut Vec<Name>,
) {
    for head in page.words_in("park_head", &sentence.bytes) {
        found.extend(listed_park(page, sentence, head, captions));
    }
}

fn listed_park(
    page: &Page<'_>,
    sentence: &Sentence,
    head: Hit,
    captions: &BTreeSet<&str>,
) -> Option<Name> {
    let parks = Heads {
        list: "park_head",
        kind: EntityKind::Park,
        reach: Reach::NearPlace,
    };
    if !may_end_name(page, head, &parks) {
        return None;
    }
    let mut named = captions.iter();
    let caption = named.find(|it| page.slice(0..head.end).ends_with(**it));
    let start = caption.map(|it| head.end - it.len());
    let bytes = start.unwrap_or_else(|| near_start(page, sentence, head))..head.end;
    let told = start.is_some() && captions.len() >= ROUND;
    let fits = head.start - bytes.start >= 6
        && page.word_at("honor_level", bytes.start).is_none()
        && page
            .name_over(bytes.start)
            .is_none_or(|it| page.is_kind(it, EntityKind::Industry))
        && (told || is_beside_park(page, &bytes) || is_headed(page, &bytes));
    fits.then(|| Name {
        name: page.slice(bytes.clone()).to_owned(),
        bytes,
        kind: EntityKind::Park,
        rule: RuleId::new("name/listed park"),
        confidence: 0.75,
    })
}

/// From how many captions on that end as parks do, the page speaks of each of them by that name.
const ROUND: usize = 3;
/// The brackets around a caption.
const BRACKETS: (char, char) = ('【', '】');

/// 【|宏伟园区|】原料自由: what ends as parks do in the heavy brackets that blocks of a page begin with.
pub(super) fn captions<'p>(page: &'p Page<'_>) -> BTreeSet<&'p str> {
    let held = page.sentences.iter().filter_map(|it| {
        let text = page.slice(it.bytes.clone()).strip_prefix(BRACKETS.0)?;
        let (caption, _) = text.split_once(BRACKETS.1)?;
        let end = it.bytes.start + BRACKETS.0.len_utf8() + caption.len();
        let whole = caption.chars().all(char::is_alphanumeric);
        (whole && page.word_ending("park_head", end).is_some()).then_some(caption)
    });
    held.collect()
}

/// Whether a list mark and a park stand right before a place.
pub(super) fn follows_park(page: &Page<'_>, at: usize) -> bool {
    page.word_ending("list_mark", at)
        .and_then(|mark| page.name_ending(mark.start))
        .is_some_and(|it| it.kind == EntityKind::Park)
}

/// 【新兴产业园】3月18日，…: whether a range is all that a pair of heavy brackets holds.
fn is_headed(page: &Page<'_>, bytes: &Bytes) -> bool {
    page.slice(0..bytes.start).ends_with('【') && page.rest(bytes.end).starts_with('】')
}

/// Whether a list mark and a park stand before or behind a range.
fn is_beside_park(page: &Page<'_>, bytes: &Bytes) -> bool {
    let behind = page
        .word_at("list_mark", bytes.end)
        .and_then(|mark| page.name_at(mark.end))
        .is_some_and(|it| page.is_kind(it, EntityKind::Park));
    follows_park(page, bytes.start) || behind
}

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::check_parks;

    #[test]
    fn parks_in_the_captions_of_a_page_need_no_other_sign() {
        let text = "见闻\n\n【石化园区】开工\n\n塔吊很忙。\n\n【宏伟园区】完工\n\n塔吊很忙。\n\n\
            【汽车园区】投产\n\n位于宏伟园区的一家企业投产。";
        check_parks(text, &["石化园区", "宏伟园区", "汽车园区", "宏伟园区"]);
        check_parks("见闻\n\n位于宏伟园区的一家企业投产。", &[]);
    }

    #[test]
    fn what_heavy_brackets_before_a_paragraph_hold_is_a_park() {
        check_parks("【新兴产业园】项目进场。", &["新兴产业园"]);
        check_parks("【园区】项目进场。", &[]);
        check_parks("新兴产业园的项目进场。", &[]);
    }
}
