//! Items of a list of industries that read like none, and what stands before them: 冷链物流、|快递分拨|、电商物流三大业态.

use crate::extract::context::listed;
use crate::extract::item::stripped;
use crate::extract::name_like::is_noun_run;
use crate::extract::page::{Bytes, Name, Page};
use crate::lexicon::{Rule, Scheme};
use crate::model::EntityKind;

/// The industries among the items of a list: one that reads like none does not keep those before it from being read if one of them
/// is known, and it is an industry as well if the list has as many items as its number says (A、B、C|三大产业).
pub(super) fn industries(
    page: &Page<'_>,
    items: &[Bytes],
    (rule, count): (&Rule, Option<usize>),
) -> Vec<Name> {
    let mut found = listed(page, EntityKind::Industry, items.to_vec(), rule);
    let read = |item: &Bytes, found: &[Name]| {
        found
            .iter()
            .any(|it| item.start <= it.bytes.start && it.bytes.end <= item.end)
            || is_known_industry(page, item)
    };
    let Some(gap) = items.iter().rposition(|it| !read(it, &found)) else {
        return found;
    };
    let before = &items[..gap];
    let known = before.iter().any(|it| is_known_industry(page, it));
    if known && gap + 1 < items.len() {
        found.extend(listed(page, EntityKind::Industry, before.to_vec(), rule));
        let counted = count == Some(items.len());
        let item = Some(items[gap].clone()).filter(|it| counted && is_plain(page, it));
        found.extend(item.map(|bytes| Name {
            name: page.slice(bytes.clone()).to_owned(),
            bytes,
            kind: EntityKind::Industry,
            rule: rule.id.clone(),
            confidence: rule.trust,
        }));
    }
    found
}

/// How many characters a sector has at least whose end alone says that it is one: 起重装备.
const SECTOR: usize = 4;

/// Whether all items of a list end as nothing but sectors do, and are runs of nouns: 罐头食品、起重装备.
pub(super) fn ends_as_sectors(page: &Page<'_>, items: &[Bytes]) -> bool {
    let sector = |item: &Bytes| {
        let item = stripped(page, EntityKind::Industry, item.clone());
        item.is_some_and(|it| {
            let long = page.slice(it.clone()).chars().count() >= SECTOR;
            long && page.word_ending("sure_sector_end", it.end).is_some() && is_noun_run(page, &it)
        })
    };
    !items.is_empty() && items.iter().all(sector)
}

/// Whether an item of a list is a known industry, with or without the word for its class.
fn is_known_industry(page: &Page<'_>, item: &Bytes) -> bool {
    let item = stripped(page, EntityKind::Industry, item.clone());
    let text = item.map(|it| page.slice(it));
    text.is_some_and(|it| page.is_named_in(Scheme::Industry, it))
}

/// Whether an item is nothing but a few letters.
fn is_plain(page: &Page<'_>, item: &Bytes) -> bool {
    let text = page.slice(item.clone());
    (3..=8).contains(&text.chars().count()) && text.chars().all(char::is_alphabetic)
}

/// An industry without the brackets around it: 某高新区|(纺织机械)|特色产业集群.
pub(super) fn unbracketed(page: &Page<'_>, kind: EntityKind, item: Bytes) -> Bytes {
    let text = page.slice(item.clone());
    let inner = text.starts_with('(') && text.ends_with(')');
    if kind == EntityKind::Industry && inner {
        item.start + 1..item.end - 1
    } else {
        item
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::item::industry_items;
    use crate::extract::page::tests::on_page;

    #[test]
    fn a_list_ends_as_sectors_do_only_if_all_of_it_does() {
        let check = |text: &str, expected: bool| {
            on_page(text, |page| {
                let items = industry_items(page, &(0..text.len()), None);
                assert_eq!(ends_as_sectors(page, &items), expected, "{text}");
            });
        };
        check("罐头食品、起重装备", true);
        check("罐头食品、人才公寓", false);
        check("食品", false);
    }
}
