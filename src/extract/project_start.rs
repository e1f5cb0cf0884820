//! Where the name of a project begins that a number, its owner or a list mark stands before or in.

use crate::extract::boundary::{Reach, name_start};
use crate::extract::modality::clause_of;
use crate::extract::page::Page;
use crate::extract::project_item::begins_with_size;
use crate::extract::sentence::Sentence;
use crate::extract::stem::is_generic;
use crate::extract::told_project::is_somebodys;
use crate::lexicon::{Hit, Scheme};
use crate::model::EntityKind;
use crate::quantity::UnitClass;

/// The start of a project that a number describes: 投资180亿元的|专精特新化工产业园孵化基地项目, 投资1.2亿元建设|智能化工厂项目.
pub(super) fn described_start(page: &Page<'_>, sentence: &Sentence, head: Hit) -> Option<usize> {
    let particle = page.lexicon.particle();
    let clause = clause_of(sentence, head.start);
    let all: Vec<usize> = page.measures_in(&(clause.start..head.start)).collect();
    let end = |it: usize| page.measures[it].bytes.end;
    // 投资21亿元的|年加工玉米120万吨生物质能源基地: the size of the thing stands behind what it costs.
    let attribute = |it: usize| page.slice(end(it)..head.start).starts_with(particle);
    let sized = |it: usize| begins_with_size(page, end(it) + particle.len());
    let sized = all
        .iter()
        .rev()
        .skip(1)
        .find(|it| attribute(**it) && sized(**it));
    let measure = *sized.or(all.last())?;
    let end = end(measure);
    let money = page.measures[measure].unit_class == Some(UnitClass::Currency);
    let built = page.word_at("build_verb", end).filter(|_| money);
    let single = |it: &Hit| it.end < head.start && !page.slice(it.end..head.start).contains('、');
    if let Some(verb) = built.filter(single) {
        return Some(verb.end);
    }
    let stem = page.slice(end..head.start).strip_prefix(particle)?;
    let plain = stem.len() <= 90
        && !stem.contains(['、', '，', '；'])
        && !stem.contains(particle)
        && !page.has_word_in("copula", &(end..head.start));
    (plain && !stem.is_empty()).then_some(end + particle.len())
}

/// The start of a project behind the particle of what says whose it is or who builds it, though a word stands in it that
/// elsewhere ends a name: 某公司增资建设的|电动助力转向器二期工程, 某公司的|玻璃后加工项目.
pub(super) fn attributed_start(page: &Page<'_>, sentence: &Sentence, head: Hit) -> Option<usize> {
    let clause = clause_of(sentence, head.start);
    let near = head.start.saturating_sub(LEFT_HALF).max(clause.start)..head.start;
    let particles = page.words_in("particle", &near);
    let start = particles.filter(|it| page.stands_alone(*it)).last()?.end;
    let stem = start..head.start;
    let text = page.slice(stem.clone());
    let inner = |it: char| {
        it.is_alphanumeric() || matches!(it, '(' | ')' | '·' | '-' | '.' | '/' | '“' | '”')
    };
    let lists = ["name_divider", "preposition"];
    let heads = ["project_head", "park_head"];
    let whole = |at: usize| heads.iter().any(|it| page.word_ending(it, at).is_some());
    let divides = |hit: Hit| {
        let joins = page.is_word("joining_mark", page.written(hit)) && !whole(hit.start);
        page.stands_alone(hit) && !joins
    };
    let counted = page.word_at("ordinal_digit", start).is_some(); // 一座|光伏电站
    let plain = text.chars().nth(2).is_some()
        && !counted
        && text.chars().all(inner)
        && !lists.iter().any(|it| page.words_in(it, &stem).any(divides))
        && !page.has_word_in("project_word", &stem)
        && !is_generic(page, text, EntityKind::Project);
    (plain && is_somebodys(page, start)).then_some(start)
}

/// How far before a list mark inside a project's name the name may begin, in bytes: twenty characters.
const LEFT_HALF: usize = 60;

/// The start of a project whose name holds a list mark: 建设|皮卡及越野车生产项目, 某有限公司|新材料及精密智造项目.
pub(super) fn joined_start(page: &Page<'_>, sentence: &Sentence, start: usize) -> Option<usize> {
    let clause = clause_of(sentence, start);
    let mark = page
        .word_ending("joining_mark", start)
        .filter(|hit| hit.start > clause.start)?;
    let region = mark.start.saturating_sub(LEFT_HALF).max(clause.start)..mark.start;
    let owned = page.words_in("taking_word", &region);
    let owned = owned.filter(|it| page.stands_alone(*it)); // 其|特种气体及配套工程项目
    let attributes = page.words_in("particle", &region); // 新建的|智能制造与仓储基地
    let attributes = attributes.filter(|it| page.stands_alone(*it));
    let verbs = page.words_in("sign_word", &region);
    let verbs = verbs.chain(owned).chain(attributes);
    let verb = verbs.map(|hit| hit.end).max();
    let company = page.words_in("company_suffix_legal", &region).last();
    let company = company.filter(|hit| verb.is_none_or(|it| it < hit.start));
    let owner = company.map(|hit| name_start(page, hit.start, clause.start, Reach::AnyPlace));
    let first = page
        .word_ending("half_end", mark.start)
        .map(|_| clause.start);
    let first = first.filter(|&it| it >= region.start);
    let half = company.map(|hit| hit.end).or(verb).or(first)?..mark.start;
    let text = page.slice(half.clone());
    let plain = text.chars().all(|it| it.is_alphanumeric() || it == '、');
    let lists = ["project_head", "ceremony", "name_divider"];
    let words = |list: &str| page.words_in(list, &half).any(|hit| page.stands_alone(hit));
    let reads = !text.is_empty() && plain && !lists.iter().any(|list| words(list));
    reads.then_some(owner.or(verb).or(first)?)
}

/// 某公司|建设|汽车座椅项目, 某公司投资22亿元|建设|集流体项目: behind the verb that says who builds a project, or for how much.
pub(super) fn behind_building(page: &Page<'_>, start: usize, head: Hit) -> usize {
    let owned = |at: usize| {
        let legal = page.word_ending("legal_form", at).is_some();
        let brand = |it: Hit| it.start >= start && page.is_in(Scheme::Company, it);
        legal || page.hits_ending(at).any(brand)
    };
    let stem = start..head.start;
    let verbs = page.words_in("build_verb", &stem);
    let verbs = verbs.filter(|it| {
        let own = page.slice(it.end..head.start).chars().nth(1).is_some();
        let priced = || page.measure_ending(it.start).is_some();
        own && page.stands_alone(*it) && (owned(it.start) || priced())
    });
    verbs.last().map_or(start, |it| it.end)
}
