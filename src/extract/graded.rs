//! Industries that a page names with a word of praise first and then without: 现代煤化工, later 煤化工.

use std::collections::BTreeMap;

use crate::extract::context::ShortForm;
use crate::extract::page::Page;
use crate::model::EntityKind;

/// The industries that are named without the word of praise that the page has given them before, if one only fits.
pub(super) fn bare_industries(page: &Page<'_>) -> Vec<ShortForm> {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    let industries = page.names.iter();
    for name in industries.filter(|it| it.kind == EntityKind::Industry) {
        first.entry(&name.name).or_insert(name.bytes.start);
    }
    let mut graded: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (&name, start) in &first {
        let bare = without_grade(page, name);
        let later = |it: &&str| first.get(it).is_some_and(|bare| bare > start);
        if let Some(bare) = bare.filter(later) {
            graded.entry(bare).or_default().push(name);
        }
    }
    let forms = graded.into_iter().filter_map(|(bare, names)| {
        let [only] = *names.as_slice() else {
            return None;
        };
        Some(ShortForm {
            short: bare.to_owned(),
            long: only.to_owned(),
            kind: EntityKind::Industry,
        })
    });
    forms.collect()
}

/// An industry without the word of praise before it: 现代|煤化工.
fn without_grade<'n>(page: &Page<'_>, name: &'n str) -> Option<&'n str> {
    let ends = name.char_indices().map(|(at, _)| at).skip(1);
    ends.filter_map(|at| name.split_at_checked(at))
        .find(|(grade, _)| page.is_word("industry_grade", grade))
        .map(|(_, bare)| bare)
        .filter(|it| it.chars().nth(1).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    fn check(text: &str, expected: &[(&str, &str)]) {
        on_page(text, |page| {
            let forms = bare_industries(page);
            let forms: Vec<_> = forms.iter().map(|it| (&*it.short, &*it.long)).collect();
            assert_eq!(forms, expected, "{text}");
        });
    }

    #[test]
    fn an_industry_that_was_praised_is_meant_without_praise_too() {
        check(
            "主导产业有现代煤化工、汽车。煤化工产业发展很快。",
            &[("煤化工", "现代煤化工")],
        );
    }

    #[test]
    fn an_industry_named_before_is_another() {
        check("主导产业有汽车、煤化工。现代煤化工产业发展很快。", &[]);
    }
}
