//! Short forms of legal names that a page uses without saying so: 武汉高正 for 武汉高正新材料科技有限公司.

use std::collections::BTreeSet;

use crate::extract::bare_name::has_own_word;
use crate::extract::boundary::is_full_place;
use crate::extract::company::token_at;
use crate::extract::occurrence::occurrences;
use crate::extract::page::{Name, Page};
use crate::extract::segment::Class;
use crate::lexicon::{Hit, Scheme};
use crate::model::{EntityKind, RuleId};

/// The fewest characters of a short form without its place.
const BRAND: usize = 3;
/// The fewest characters of a short form that begins with a place.
const PLACED: usize = 4;

/// Other places where the page speaks of a company by the first words of its legal name.
pub(super) fn legal_short_forms(page: &Page<'_>) -> Vec<Name> {
    let mut seen = BTreeSet::new();
    let companies = page.names.iter();
    let companies = companies.filter(|it| it.kind == EntityKind::Company);
    let once = companies.filter(|it| seen.insert(it.name.as_str()));
    let forms: Vec<&str> = once.flat_map(|it| short_forms(page, it)).collect();
    let places = occurrences(page.text, &forms.iter().copied().collect());
    let mut found = Vec::new();
    for text in forms {
        let places = places[text].iter().copied();
        let places = places.filter(|&at| is_free(page, at, text));
        found.extend(places.map(|at| Name {
            bytes: at..at + text.len(),
            kind: EntityKind::Company,
            name: text.to_owned(),
            rule: RuleId::new("name/short of legal"),
            confidence: 0.87,
        }));
    }
    found
}

/// The first words of a legal name that may stand for it.
fn short_forms<'a>(page: &Page<'a>, company: &Name) -> Vec<&'a str> {
    let Some(form) = page
        .word_ending("legal_form", company.bytes.end)
        .filter(|it| it.start > company.bytes.start)
    else {
        return Vec::new();
    };
    let place = place_at(page, company.bytes.start);
    let brand = place.map_or(company.bytes.start, |it| it.end);
    let guessed = token_at(page, brand).filter(|it| it.class == Class::Proper && !it.known);
    let ends = [
        Some(brand_end(page, brand, form.start)),
        guessed.map(|it| it.bytes.end),
    ];
    let mut forms = Vec::new();
    let ends = ends.into_iter().flatten();
    for end in ends.filter(|&it| it < form.start).chain([form.start]) {
        let length = |start: usize| page.slice(start..end).chars().count();
        let known = page.lexicon.named(page.slice(brand..end)).next().is_some();
        let placed = place.is_some() && length(company.bytes.start) >= PLACED && length(brand) > 1;
        // 江西|直升机|投资: a thing that all the world has a word for.
        let own = has_own_word(page, &(brand..end)) || place.is_none();
        let starts = [
            placed.then_some(company.bytes.start),
            (own && length(brand) >= BRAND).then_some(brand),
        ];
        let starts = starts.into_iter().flatten().filter(|_| !known);
        forms.extend(starts.map(|it| page.slice(it..end)));
    }
    forms
}

/// The place in its short form that begins here.
fn place_at(page: &Page<'_>, start: usize) -> Option<Hit> {
    page.hits_at(start)
        .find(|&it| page.is_in(Scheme::Place, it) && !is_full_place(page, it))
}

/// Where a brand ends before the words for what its company makes.
fn brand_end(page: &Page<'_>, start: usize, form: usize) -> usize {
    let lists = [
        "company_suffix_weak",
        "brand_ending",
        "industry_modifier",
        "generic_stem",
    ];
    let mut end = form;
    loop {
        let words = lists.iter().filter_map(|it| page.word_ending(it, end));
        let industry = page
            .hits_ending(end)
            .find(|&it| page.is_in(Scheme::Industry, it));
        let long = |it: &Hit| page.written(*it).chars().nth(1).is_some();
        let kept =
            |it: &Hit| it.start >= start && page.slice(start..it.start).chars().nth(1).is_some();
        let word = words.chain(industry).filter(|it| long(it) && kept(it));
        match word.map(|it| it.start).min() {
            Some(at) => end = at,
            None => break,
        }
    }
    let last = page.word_ending("generic_stem", end).map(|it| it.start);
    let kept = |it: &usize| *it >= start && page.slice(start..*it).chars().nth(1).is_some();
    last.filter(kept).unwrap_or(end)
}

/// Whether a text stands alone here: in prose, outside other names but a place that begins it, and not inside a longer word.
fn is_free(page: &Page<'_>, at: usize, text: &str) -> bool {
    let end = at + text.len();
    let over = |position: usize| page.name_over(position).map(|it| &page.names[it]);
    let placed =
        |it: &Name| it.kind == EntityKind::Place && it.bytes.start == at && it.bytes.end < end;
    let inner = |it: &Name| {
        let bytes = &it.bytes;
        let kind = matches!(it.kind, EntityKind::Company | EntityKind::Industry);
        let park = it.kind == EntityKind::Park && *bytes == (at..end) && !is_listed(it);
        (kind || park) && bytes.start >= at && bytes.end <= end && bytes.len() <= text.len()
    };
    let open = |it: &Name| placed(it) || inner(it);
    let prose = page
        .sentence_at(at)
        .is_some_and(|it| Page::is_prose(&page.sentences[it]));
    prose && over(at).is_none_or(open) && over(end.saturating_sub(1)).is_none_or(open)
}

/// Whether the lexicon gave a name.
fn is_listed(name: &Name) -> bool {
    name.rule.as_str().starts_with("lexicon/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    #[test]
    fn a_company_is_spoken_of_by_the_first_words_of_its_name() {
        let text = "武汉高芷新材料科技有限公司投产。武汉高芷利用技术优势。瑞芷达连接系统有限公司说，瑞芷达很忙。";
        on_page(text, |page| {
            let found = legal_short_forms(page);
            let names: Vec<&str> = found.iter().map(|it| it.name.as_str()).collect();
            assert_eq!(names, ["武汉高芷", "瑞芷达"]);
        });
    }
}
