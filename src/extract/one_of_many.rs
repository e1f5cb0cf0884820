//! Parks that are one item of a list: the page is about what holds them all.

use std::ops::Range;

use crate::extract::modality::clause_of;
use crate::extract::page::Page;
use crate::model::EntityKind;

/// Whether a park stands in a list of parks or of works: the page is about what holds them all.
pub(super) fn is_one_of_many(page: &Page<'_>, park: usize) -> bool {
    let Range { start, end } = page.names[park].bytes;
    let is_park = |it: usize| page.is_kind(it, EntityKind::Park);
    let next = list_mark_at(page, end).and_then(|it| page.name_at(it));
    let mark = page.word_ending("list_mark", start);
    let last = mark.and_then(|it| page.name_ending(it.start));
    next.is_some_and(is_park)
        || last.is_some_and(|it| it.kind == EntityKind::Park)
        || mark.is_some() && is_counted_works(page, end)
}

/// Where the next item of a list begins; a comma parts items where another one follows: 甲园，|乙园，丙园.
fn list_mark_at(page: &Page<'_>, end: usize) -> Option<usize> {
    let comma = |at: usize| {
        let next = page
            .rest(at)
            .strip_prefix('，')
            .map(|_| at + '，'.len_utf8());
        next.filter(|&it| {
            page.name_at(it)
                .is_some_and(|it| page.is_kind(it, EntityKind::Park))
        })
    };
    let mark = page.word_at("list_mark", end).map(|it| it.end);
    mark.or_else(|| {
        let next = comma(end)?;
        let name = page.name_at(next)?;
        comma(page.names[name].bytes.end).map(|_| next)
    })
}

/// 甲公司、某产业园|等9个市、县重点项目: whether works are counted behind the name that their list ends in.
fn is_counted_works(page: &Page<'_>, end: usize) -> bool {
    let others = page.lexicon.and_others();
    let count = page
        .rest(end)
        .starts_with(others)
        .then(|| end + others.len());
    let count = count.and_then(|it| page.measure_at(it));
    let sentence = page.sentence_at(end).map(|it| &page.sentences[it]);
    count.zip(sentence).is_some_and(|(count, sentence)| {
        let behind = page.measures[count].bytes.end..clause_of(sentence, end).end;
        page.has_word_in("project_word", &behind)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::extract::page::tests::on_page;
    use crate::extract::topic::topic;

    #[test]
    fn a_park_that_is_one_of_many_is_not_what_a_page_is_about() {
        for text in [
            "园区产值12亿元。园区承担的宁德时代、沙洲湖产业园等9个市、县重点项目开工。",
            "认定18家化工园区。名单包括：杭州高新区，宁波高新区，温州高新区。",
        ] {
            on_page(text, |page| {
                assert_eq!(topic(page, &[], &BTreeMap::new()), None, "{text}");
            });
        }
    }
}
