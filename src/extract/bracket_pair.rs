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
    let mut pairs: Vec<(usize, Bytes)> = holders
        .filter_map(|(index, it)| Some((index, in_brackets(page, it.bytes.end)?)))
        .collect();
    let known = |it: &(usize, Bytes)| page.is_named_in(Scheme::Industry, page.slice(it.1.clone()));
    if pairs.len() < FEWEST || !pairs.iter().any(known) {
        pairs.clear();
    }
    pairs
}

/// What stands in brackets from here on, if it reads as an industry and as nothing else.
fn in_brackets(page: &Page<'_>, at: usize) -> Option<Bytes> {
    let inner = page.rest(at).strip_prefix('(')?;
    let start = at + '('.len_utf8();
    let bytes = start..start + inner.find(')')?;
    let text = page.slice(bytes.clone());
    let fits = LENGTH.contains(&text.chars().count())
        && text.chars().all(char::is_alphanumeric)
        && !page.is_named_in(Scheme::Place, text)
        && !page.is_word("no_industry", text);
    let known = page.is_named_in(Scheme::Industry, text);
    let reads = || {
        page.word_ending("sector_end", bytes.end).is_some()
            && is_noun_run(page, &bytes)
            && !has_verb(page, &bytes)
            && is_name_like(page, EntityKind::Industry, &bytes)
    };
    (fits && (known || reads())).then_some(bytes)
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
    fn a_bracket_with_a_place_or_alone_says_no_industry() {
        check("昆山经济技术开发区(张浦)、福泉市(磷化工)发展很快。", &[]);
    }
}
