//! Which park, county or city a block is about: on pages that tell of one after the other, a block or heading for each, and
//! behind a line that leads in the news of one.

use std::collections::{BTreeMap, BTreeSet};

use crate::clean::BlockKind;
use crate::extract::context::ShortForm;
use crate::extract::division::{code_of, is_county_or_city, place_in_name};
use crate::extract::frame::skip_frame;
use crate::extract::headed::behind_number;
use crate::extract::leading::list_from;
use crate::extract::page::{Bytes, Page};
use crate::extract::sentence::Sentence;
use crate::extract::topic::{is_title, key_of};
use crate::lexicon::code_prefix;
use crate::model::EntityKind;

/// From how many parks, counties and cities on, each with a block of its own, a page goes from one to the next.
const ROUND: usize = 3;

/// How many characters a line may have that says of which park the blocks below it tell.
const LINE: usize = 40;

/// The park, county or city that each block is about, by block; empty for a page about one. Where the title names a park, what
/// a block tells of a county or city is told of the park's surroundings.
pub(super) fn sections(page: &Page<'_>, short_forms: &[ShortForm]) -> BTreeMap<usize, usize> {
    let parks = page.names.iter().filter(|it| it.kind == EntityKind::Park);
    let parks: BTreeSet<_> = parks
        .map(|it| key_of(page, short_forms, &it.name))
        .collect();
    let titled = parks.len() == 1 || has_titled_park(page);
    let mut sections = BTreeMap::new();
    let mut heading = None;
    let mut block = None;
    for sentence in &page.sentences {
        if block.replace(sentence.block) == Some(sentence.block) {
            continue;
        }
        let opener = opener(page, sentence);
        let opener = opener.filter(|&it| !titled || page.is_kind(it, EntityKind::Park));
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
    drop_around(page, &mut sections);
    let key = |it: &usize| key_of(page, short_forms, &page.names[*it].name);
    let parks: BTreeSet<String> = sections.values().map(key).collect();
    if parks.len() < ROUND {
        sections.clear();
    }
    sections
}

/// Leaves out the blocks about a place around what others are about: what they tell is told of the whole.
fn drop_around(page: &Page<'_>, sections: &mut BTreeMap<usize, usize>) {
    let name = |it: &usize| page.names[*it].name.as_str();
    let names: BTreeSet<&str> = sections.values().map(name).collect();
    let divisions = names.into_iter().filter_map(|it| place_in_name(page, it));
    let codes = divisions.filter_map(|it| code_of(page, &it).map(str::to_owned));
    let codes: BTreeSet<String> = codes.collect();
    let around = |outer: &str| {
        code_of(page, outer).is_some_and(|outer| {
            let start = code_prefix(outer);
            let inside = codes.range(start.to_owned()..);
            let mut inside = inside.take_while(|it| it.starts_with(start));
            inside.any(|it| it != outer)
        })
    };
    sections.retain(|_, it| page.is_kind(*it, EntityKind::Park) || !around(name(it)));
}

/// Whether the title names a park.
fn has_titled_park(page: &Page<'_>) -> bool {
    let mut titled = page
        .names
        .iter()
        .take_while(|it| is_title(page, it.bytes.start));
    titled.any(|it| it.kind == EntityKind::Park)
}

/// 某经开区：|上半年产值增长9%: the park that a line of any page begins with, before the news of it.
pub(super) fn leader(page: &Page<'_>, first: &Sentence) -> Option<usize> {
    let name = page.name_at(first.bytes.start)?;
    let leads = page.rest(page.names[name].bytes.end).starts_with('：');
    (leads && page.is_kind(name, EntityKind::Park) && is_line(page, first)).then_some(name)
}

/// The park, county or city that a block begins with, behind its address: 【某高新区】, 某开发区：增长一成, 上半年，某开发区…,
/// 某县境内的|某工业园.
fn opener(page: &Page<'_>, first: &Sentence) -> Option<usize> {
    let body = matches!(first.kind, BlockKind::Paragraph | BlockKind::Heading);
    let clause = told(page, first).filter(|_| body)?;
    let begin = behind_number(page, clause);
    let text = page.slice(begin..clause.end);
    let mark = text.len()
        - text
            .trim_start_matches(|it: char| !it.is_alphanumeric())
            .len();
    let start = skip_frame(page, &(begin + mark..clause.end));
    let first = page.name_at(start)?;
    let behind = |it: &[usize]| match *it {
        [name] => name,
        _ => first, // 某县与|某集团|签约
    };
    let name = behind(&list_from(page, first, clause).0);
    let opens = |it: &usize| page.is_kind(*it, EntityKind::Park) || is_told_of(page, *it);
    Some(name)
        .filter(opens)
        .or_else(|| Some(first).filter(opens))
}

/// Whether a county or city is written in full, and no part of a longer name: 柳州市, not 柳州|日报.
fn is_told_of(page: &Page<'_>, place: usize) -> bool {
    let name = &page.names[place];
    let full = page.slice(name.bytes.clone()) == name.name;
    name.kind == EntityKind::Place && full && is_county_or_city(page, place)
}

/// 某市副市长：|某科技城是…: the first clause of a block, behind the label of who speaks.
fn told<'s>(page: &Page<'_>, first: &'s Sentence) -> Option<&'s Bytes> {
    let mut clauses = first.clauses.iter();
    let label = clauses.next()?;
    if is_label_of_speaker(page, label) {
        clauses.next()
    } else {
        Some(label)
    }
}

/// 某市副市长：: whether a clause only says who speaks.
pub(super) fn is_label_of_speaker(page: &Page<'_>, clause: &Bytes) -> bool {
    page.rest(clause.end).starts_with('：') && page.word_ending("person_word", clause.end).is_some()
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
    use crate::extract::subject::Subjecting;

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
    fn counties_and_parks_are_told_of_one_after_the_other() {
        check(
            "各地简讯\n\n杭州市共签约9个项目。杭州高新区签约3个。\n\n永康市与宁德时代签约。\n\n记者：请介绍。\n\n平湖市副市长：宁波高新区很忙。",
            &["杭州市", "永康市", "宁波高新区"],
        );
        check(
            "杭州高新区发展很快\n\n杭州市产值增长一成。\n\n永康市很忙。\n\n平湖市很忙。",
            &[],
        );
        check(
            "各地简讯\n\n浙江日报 记者\n\n杭州市共签约9个项目。\n\n永康市很忙。\n\n平湖市很忙。",
            &["杭州市", "永康市", "平湖市"],
        );
    }

    #[test]
    fn a_place_around_the_others_has_no_section() {
        check(
            "各地简讯\n\n金华市共签约9个项目。\n\n永康市很忙。\n\n义乌市很忙。\n\n东阳市很忙。",
            &["永康市", "义乌市", "东阳市"],
        );
    }

    #[test]
    fn who_speaks_is_not_who_an_answer_is_about() {
        let text = "浙江省公布名单\n\n平湖市市长：杭州高新区很忙。宁德时代投产。我们做了减法。";
        on_page(text, |page| {
            let subjecting = Subjecting::new(page, &[]);
            let said = page.text.find("我们").unwrap();
            let about = subjecting.at(page, said).names;
            let about: Vec<&str> = about
                .iter()
                .map(|&it| page.names[it].name.as_str())
                .collect();
            assert_eq!(about, ["杭州高新区"]);
        });
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
