//! Lists of pairs, each holder with its own industry: 合肥电子信息、芜湖汽车, 甲高新区的新材料、乙经开区的光伏.

use crate::extract::confidence;
use crate::extract::draft::Draft;
use crate::extract::name_like::{has_verb, is_name_like, is_noun_run};
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::sentence::Sentence;
use crate::lexicon::Hit;
use crate::model::{EntityKind, Fact, MentionId, RuleId, Statement};

/// The rule that reads such lists.
const LISTED: &str = "engagement/listed pair";
/// How many pairs make a list of them.
const FEWEST: usize = 2;
/// The longest industry that only its place in such a list shows to be one, in characters.
const LONGEST: usize = 12;

/// A holder and what stands behind it up to the end of its item.
struct Pair {
    holder: usize,
    industry: Bytes,
}

/// Industries that no list has, in lists of pairs of which two or more hold a known one: 合肥电子信息、芜湖汽车、亳州|现代中药.
pub(super) fn paired_industries(page: &Page<'_>) -> Vec<Name> {
    let sentences = page.sentences.iter().filter(|it| Page::is_prose(it));
    let pairs = sentences.flat_map(|it| runs(page, it)).flatten();
    // 石油化工|和|汽车: known ones in a list of their own are left as they are.
    let listed = |it: &Pair| {
        let first = known(page, it).map(|known| page.names[known].bytes.end);
        first.is_some_and(|end| page.word_at("list_mark", end).is_some())
    };
    pairs
        .filter(|it| !listed(it))
        .filter_map(|it| industry(page, it.industry))
        .filter(|it| {
            page.name_at(it.bytes.start)
                .is_none_or(|known| page.names[known].bytes != it.bytes)
        })
        .collect()
}

/// Each holder of a list of pairs works in the industry behind it.
pub(super) fn facts(page: &Page<'_>, sentence: &Sentence) -> Vec<Fact<MentionId>> {
    let pairs = runs(page, sentence).into_iter().flatten();
    let stated = pairs.flat_map(|it| {
        let industries = stated(page, &it);
        industries
            .into_iter()
            .map(move |industry| (it.holder, industry))
    });
    stated
        .map(|(holder, industry)| {
            let bytes = |it: usize| page.names[it].bytes.clone();
            let draft = Draft {
                rule: RuleId::new(LISTED),
                confidence: confidence::of(LISTED),
                spans: vec![bytes(holder), bytes(industry)],
                statement: Statement::Engagement {
                    subject: MentionId(holder),
                    object: MentionId(industry),
                },
            };
            draft.fact(page, sentence, &bytes(holder))
        })
        .collect()
}

/// The known industry that a pair is made of.
fn known(page: &Page<'_>, pair: &Pair) -> Option<usize> {
    let name = page.name_at(pair.industry.start)?;
    page.is_kind(name, EntityKind::Industry).then_some(name)
}

/// The known industry of a pair and those that a list goes on with: 石油化工|和|汽车.
fn stated(page: &Page<'_>, pair: &Pair) -> Vec<usize> {
    let mut industries: Vec<usize> = known(page, pair).into_iter().collect();
    while let Some(&last) = industries.last() {
        let mark = page.word_at("list_mark", page.names[last].bytes.end);
        let next = mark.filter(|it| it.end < pair.industry.end);
        let next = next.and_then(|it| page.name_at(it.end));
        match next.filter(|&it| page.is_kind(it, EntityKind::Industry)) {
            Some(it) => industries.push(it),
            None => break,
        }
    }
    industries
}

/// The lists of pairs of a sentence of which enough hold a known industry.
fn runs(page: &Page<'_>, sentence: &Sentence) -> Vec<Vec<Pair>> {
    let mut runs = Vec::new();
    for clause in &sentence.clauses {
        let mut run: Vec<Pair> = Vec::new();
        for item in items(page, clause) {
            match pair(page, &item) {
                Some(it) => run.push(it),
                None => runs.push(std::mem::take(&mut run)),
            }
        }
        runs.push(run);
    }
    let is_list =
        |run: &Vec<Pair>| run.iter().filter(|it| known(page, it).is_some()).count() >= FEWEST;
    runs.retain(is_list);
    runs
}

/// The items of a clause between its enumeration marks.
fn items(page: &Page<'_>, clause: &Bytes) -> Vec<Bytes> {
    let is_mark = |it: &Hit| page.written(*it) == "、";
    let mut items = Vec::new();
    let mut start = clause.start;
    for mark in page.words_in("list_mark", clause).filter(is_mark) {
        items.push(start..mark.start);
        start = mark.end;
    }
    items.push(start..clause.end);
    items
}

/// A holder, and the words right behind it. Only the first item may have more before the holder, the last more behind the
/// industry.
fn pair(page: &Page<'_>, item: &Bytes) -> Option<Pair> {
    let is_holder =
        |it: &usize| matches!(page.names[*it].kind, EntityKind::Park | EntityKind::Place);
    let first = page.names_in(item).find(is_holder)?;
    let holder = last_of_address(page, first);
    let end = page.names[holder].bytes.end;
    let particle = page.lexicon.particle();
    let joined = page.rest(end).starts_with(particle);
    let start = if joined { end + particle.len() } else { end };
    let others = page.slice(start..item.end).find(page.lexicon.and_others());
    let industry = start..others.map_or(item.end, |it| start + it);
    let named = page
        .name_at(start)
        .is_some_and(|it| page.is_kind(it, EntityKind::Industry));
    let fits = !industry.is_empty() && (named || page.names[first].bytes.start == item.start);
    fits.then_some(Pair { holder, industry })
}

/// The last division of an address: 北京市|顺义区.
fn last_of_address(page: &Page<'_>, first: usize) -> usize {
    let follows = |it: usize| {
        let next = page.name_at(page.names[it].bytes.end)?;
        page.is_kind(next, EntityKind::Place).then_some(next)
    };
    let mut last = first;
    while let Some(next) = follows(last) {
        last = next;
    }
    last
}

/// What stands behind a holder as an industry, if it reads like one.
fn industry(page: &Page<'_>, bytes: Bytes) -> Option<Name> {
    let text = page.slice(bytes.clone());
    let remark = text.rfind('(').filter(|&it| it > 0 && text.ends_with(')'));
    let end = remark.map_or(bytes.end, |it| bytes.start + it);
    let class = page.word_ending("cluster", end);
    let end = class.map_or(end, |it| it.start.max(bytes.start));
    let bytes = bytes.start..end;
    let name = page.slice(bytes.clone()).to_owned();
    let fits = (2..=LONGEST).contains(&name.chars().count())
        && is_noun_run(page, &bytes)
        && !has_verb(page, &bytes)
        && is_name_like(page, EntityKind::Industry, &bytes);
    fits.then(|| Name {
        bytes,
        kind: EntityKind::Industry,
        name,
        rule: RuleId::new("name/paired industry"),
        confidence: 0.75,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    fn check(text: &str, pairs: &[(&str, &str)]) {
        on_page(text, |page| {
            let mut names = std::mem::take(&mut page.names);
            page.names.clone_from(&names);
            names.extend(paired_industries(page));
            page.keep_best(names);
            let found: Vec<(&str, &str)> = page
                .sentences
                .iter()
                .flat_map(|it| runs(page, it))
                .flatten()
                .filter_map(|it| Some((it.holder, known(page, &it)?)))
                .map(|(one, other)| {
                    (
                        page.names[one].name.as_str(),
                        page.names[other].name.as_str(),
                    )
                })
                .collect();
            assert_eq!(found, pairs, "{text}");
        });
    }

    #[test]
    fn each_holder_has_the_industry_behind_it() {
        check(
            "形成合肥市电子信息、芜湖市汽车、亳州市现代中药等一批产业集群。",
            &[
                ("合肥市", "电子信息"),
                ("芜湖市", "汽车"),
                ("亳州市", "现代中药"),
            ],
        );
    }

    #[test]
    fn one_pair_is_no_list() {
        check("合肥市电子信息、汽车、家电产业发展很快。", &[]);
    }
}
