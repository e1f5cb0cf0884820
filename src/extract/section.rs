//! Which park a block is about: on pages that tell of one after the other, a block or heading for each, and behind a line that
//! leads in the news of one.

use std::collections::{BTreeMap, BTreeSet};

use crate::clean::BlockKind;
use crate::extract::context::ShortForm;
use crate::extract::frame::skip_frame;
use crate::extract::page::Page;
use crate::extract::sentence::Sentence;
use crate::extract::topic::key_of;
use crate::model::EntityKind;

/// From how many parks on, each with a block of its own, a page goes from one to the next.
const ROUND: usize = 3;

/// How many characters a line may have that says of which park the blocks below it tell.
const LINE: usize = 40;

/// The park that each block is about, by block; empty for a page about one park.
pub(super) fn sections(page: &Page<'_>, short_forms: &[ShortForm]) -> BTreeMap<usize, usize> {
    let mut sections = BTreeMap::new();
    let mut heading = None;
    let mut block = None;
    for sentence in &page.sentences {
        if block.replace(sentence.block) == Some(sentence.block) {
            continue;
        }
        let opener = opener(page, sentence);
        let heads = match sentence.kind {
            BlockKind::Heading => true,
            BlockKind::Paragraph => is_line(page, sentence),
            _ => false,
        };
        if heads {
            heading = opener;
        }
        sections.extend(opener.or(heading).map(|it| (sentence.block, it)));
    }
    let key = |it: &usize| key_of(page, short_forms, &page.names[*it].name);
    let parks: BTreeSet<String> = sections.values().map(key).collect();
    if parks.len() < ROUND {
        sections.clear();
    }
    sections
}

/// 某经开区：|上半年产值增长9%: the park that a line of any page begins with, before the news of it.
pub(super) fn leader(page: &Page<'_>, first: &Sentence) -> Option<usize> {
    let name = page.name_at(first.bytes.start)?;
    let leads = page.rest(page.names[name].bytes.end).starts_with('：');
    (leads && page.is_kind(name, EntityKind::Park) && is_line(page, first)).then_some(name)
}

/// The park that a block begins with: 【某高新区】, 某开发区：增长一成, 上半年，某开发区….
fn opener(page: &Page<'_>, first: &Sentence) -> Option<usize> {
    let body = matches!(first.kind, BlockKind::Paragraph | BlockKind::Heading);
    let clause = first.clauses.first().filter(|_| body)?;
    let text = page.slice(clause.clone());
    let mark = text.len()
        - text
            .trim_start_matches(|it: char| !it.is_alphanumeric())
            .len();
    let start = skip_frame(page, &(clause.start + mark..clause.end));
    let name = page.name_at(start)?;
    page.is_kind(name, EntityKind::Park).then_some(name)
}

/// Whether a block is a short line without the mark that ends a sentence.
fn is_line(page: &Page<'_>, first: &Sentence) -> bool {
    let Some(block) = page.layout.blocks.get(first.block) else {
        return false;
    };
    let text = page.slice(block.bytes.clone()).trim();
    text.chars().count() <= LINE && !text.contains(['。', '；', '\t'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    fn check(text: &str, parks: &[&str]) {
        on_page(text, |page| {
            let found = sections(page, &[]);
            let found: Vec<&str> = found
                .values()
                .map(|it| page.names[*it].name.as_str())
                .collect();
            assert_eq!(found, parks);
        });
    }

    #[test]
    fn each_block_of_a_round_is_about_its_park() {
        check(
            "各区简讯\n\n【杭州高新区】产值增长一成。\n\n【宁波高新区】甲公司投产了新的生产线。\n\n【温州高新区】签约3个项目。",
            &["杭州高新区", "宁波高新区", "温州高新区"],
        );
    }

    #[test]
    fn a_heading_holds_for_the_blocks_below_it() {
        check(
            "各区简讯\n\n杭州高新区：增长一成\n上半年产值增长一成。\n\n宁波高新区：投产一家\n企业投产了新的生产线。\n\n温州高新区：签约\n共签约3个项目。",
            &[
                "杭州高新区",
                "杭州高新区",
                "宁波高新区",
                "宁波高新区",
                "温州高新区",
                "温州高新区",
            ],
        );
    }

    #[test]
    fn a_page_about_one_park_has_no_sections() {
        check(
            "杭州高新区发展很快\n\n杭州高新区产值增长一成。\n\n宁波高新区派人来学习。",
            &[],
        );
    }

    #[test]
    fn a_short_line_leads_in_the_news_of_its_park() {
        let check = |text: &str, park: Option<&str>| {
            on_page(text, |page| {
                let found = leader(page, &page.sentences[0]);
                assert_eq!(found.map(|it| page.names[it].name.as_str()), park, "{text}");
            });
        };
        check("杭州高新区：增长一成", Some("杭州高新区"));
        check("杭州高新区增长一成", None);
        check("杭州高新区：增长一成。宁波高新区：投产一家。", None);
    }
}
