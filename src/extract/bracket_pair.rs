//! Parks and places that a page lists each with its industry in brackets: 福泉市(磷化工), 某县某工业园(薏仁米加工).

use crate::extract::confidence;
use crate::extract::draft::Draft;
use crate::extract::name_like::{has_verb, is_name_like, is_noun_run};
use crate::extract::page::{Bytes, Name, Page};
use crate::lexicon::Scheme;
use crate::model::{EntityKind, Fact, MentionId, RuleId, Statement};

/// The rule that reads such brackets.
const BRACKETED: &str = "engagement/bracketed pair";
/// How many brackets of a page hold an industry at least, one of them a known one.
const FEWEST: usize = 2;
/// How long an industry in brackets is, in characters.
const LENGTH: std::ops::RangeInclusive<usize> = 2..=12;
/// What parts the industries of a list in brackets.
const ENUMERATION: char = '、';

/// Industries that no list has, in brackets of which others on the page hold known ones.
pub(super) fn industries(page: &Page<'_>) -> Vec<Name> {
    let pairs = pairs(page).into_iter();
    let names = pairs.map(|(_, bytes)| Name {
        name: page.slice(bytes.clone()).to_owned(),
        bytes,
        kind: EntityKind::Industry,
        rule: RuleId::new("name/bracketed industry"),
        confidence: 0.84,
    });
    names.collect()
}

/// Each holder works in what stands in the brackets behind it.
pub(super) fn facts(page: &Page<'_>) -> Vec<Fact<MentionId>> {
    let pairs = pairs(page).into_iter();
    pairs
        .filter_map(|(holder, bytes)| engagement(page, holder, &bytes))
        .collect()
}

fn engagement(page: &Page<'_>, holder: usize, bytes: &Bytes) -> Option<Fact<MentionId>> {
    let sentence = &page.sentences[page.sentence_at(bytes.start)?];
    let industry = page.name_at(bytes.start)?;
    let draft = Draft {
        rule: RuleId::new(BRACKETED),
        confidence: confidence::of(BRACKETED),
        spans: vec![page.names[holder].bytes.clone(), bytes.clone()],
        statement: Statement::Engagement {
            subject: MentionId(holder),
            object: MentionId(industry),
        },
    };
    let fits = Page::is_prose(sentence) && page.is_kind(industry, EntityKind::Industry);
    fits.then(|| draft.fact(page, sentence, bytes))
}

/// The holders of a page with the industries in brackets behind them, where enough of these are known.
fn pairs(page: &Page<'_>) -> Vec<(usize, Bytes)> {
    let holders = page.names.iter().enumerate();
    let holders = holders.filter(|(_, it)| matches!(it.kind, EntityKind::Park | EntityKind::Place));
    let brackets: Vec<(usize, Vec<Bytes>)> = holders
        .filter_map(|(index, it)| Some((index, in_brackets(page, it.bytes.end)?)))
        .collect();
    if brackets.len() < FEWEST {
        return Vec::new();
    }
    let pairs = brackets.into_iter();
    let pairs = pairs.flat_map(|(holder, items)| items.into_iter().map(move |it| (holder, it)));
    let mut pairs: Vec<(usize, Bytes)> = pairs.collect();
    if !pairs.iter().any(|it| is_known(page, &it.1)) {
        pairs.clear();
    }
    pairs
}

fn is_known(page: &Page<'_>, bytes: &Bytes) -> bool {
    page.is_named_in(Scheme::Industry, page.slice(bytes.clone()))
}

/// What stands in brackets from here on, if it reads as an industry or a list of them and as nothing else.
fn in_brackets(page: &Page<'_>, at: usize) -> Option<Vec<Bytes>> {
    let inner = page.rest(at).strip_prefix('(')?;
    let mut start = at + '('.len_utf8();
    let close = start + inner.find(')')?;
    let mut items = Vec::new();
    for item in page.slice(start..close).split(ENUMERATION) {
        items.push(start..start + item.len());
        start += item.len() + ENUMERATION.len_utf8();
    }
    // (水果罐头、家居): what stands in one list with a known industry need not end as sectors do.
    let listed = items.len() > 1 && items.iter().any(|it| is_known(page, it));
    let fits = items.iter().all(|it| reads(page, it, listed));
    fits.then_some(items)
}

/// Whether an item in brackets reads as an industry.
fn reads(page: &Page<'_>, item: &Bytes, listed: bool) -> bool {
    let text = page.slice(item.clone());
    let fits = LENGTH.contains(&text.chars().count())
        && text.chars().all(char::is_alphanumeric)
        && !page.is_named_in(Scheme::Place, text)
        && !page.is_word("no_industry", text);
    let reads = || {
        (listed || page.word_ending("sector_end", item.end).is_some())
            && is_noun_run(page, item)
            && !has_verb(page, item)
            && is_name_like(page, EntityKind::Industry, item)
    };
    fits && (is_known(page, item) || reads())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    fn check(text: &str, expected: &[&str]) {
        on_page(text, |page| {
            let found = industries(page);
            let names: Vec<&str> = found.iter().map(|it| it.name.as_str()).collect();
            assert_eq!(names, expected, "{text}");
        });
    }

    #[test]
    fn each_holder_has_the_industry_in_brackets_behind_it() {
        check(
            "命名昆山经济技术开发区(电子信息)、福泉市(磷化工)、芜湖市(镁质材料)为基地。",
            &["电子信息", "磷化工", "镁质材料"],
        );
        check(
            "公示昆山经济技术开发区(磷化工)、芜湖市(重型汽车)等名单。",
            &["磷化工", "重型汽车"],
        );
    }

    #[test]
    fn a_list_in_brackets_holds_the_industries_of_its_holder() {
        check(
            "公示昆山经济技术开发区(水果罐头、家居)、芜湖市(防腐涂料、汽车零部件)等名单。",
            &["水果罐头", "家居", "防腐涂料", "汽车零部件"],
        );
        check(
            "公示昆山经济技术开发区(张浦、花桥)、芜湖市(鸠江、弋江)等名单。",
            &[],
        );
    }

    #[test]
    fn a_bracket_with_a_place_or_alone_says_no_industry() {
        check("昆山经济技术开发区(张浦)、福泉市(磷化工)发展很快。", &[]);
    }
}
