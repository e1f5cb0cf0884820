//! Parks whose names end in a bracket with a place: 粤桂合作特别试验区(梧州).

use std::collections::{BTreeMap, BTreeSet};

use crate::extract::context::ShortForm;
use crate::extract::page::{Name, Page};
use crate::extract::topic::is_title;
use crate::lexicon::Scheme;
use crate::model::EntityKind;

/// Makes the place in brackets behind a park part of its name where the title writes both as one. Elsewhere such a bracket says
/// where a park lies.
pub(super) fn with_brackets(page: &Page<'_>, found: &mut [Name]) {
    let bracketed = |it: &Name| bracket_end(page, it).map(|end| page.slice(it.bytes.start..end));
    let titled: Vec<&str> = found
        .iter()
        .filter(|it| is_title(page, it.bytes.start))
        .filter_map(bracketed)
        .collect();
    if titled.is_empty() {
        return;
    }
    for name in found {
        let Some(end) = bracket_end(page, name) else {
            continue;
        };
        let full = page.slice(name.bytes.start..end);
        if titled.contains(&full) {
            name.bytes.end = end;
            full.clone_into(&mut name.name);
        }
    }
}

/// The names of parks without the bracket that the only one so called has: 粤桂合作特别试验区 is 粤桂合作特别试验区(梧州).
pub(super) fn bare_forms(page: &Page<'_>) -> Vec<ShortForm> {
    let parks = page.names.iter().filter(|it| it.kind == EntityKind::Park);
    let names: BTreeSet<&str> = parks.map(|it| it.name.as_str()).collect();
    let mut full: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for name in &names {
        let bare = name.split_once('(').filter(|it| it.1.ends_with(')'));
        if let Some((bare, _)) = bare.filter(|it| names.contains(it.0)) {
            full.entry(bare).or_default().push(name);
        }
    }
    let forms = full
        .into_iter()
        .filter_map(|(bare, full)| match *full.as_slice() {
            [only] => Some(ShortForm {
                short: bare.to_owned(),
                long: only.to_owned(),
                kind: EntityKind::Park,
            }),
            _ => None,
        });
    forms.collect()
}

/// Behind the bracket with nothing but a place that follows a park.
fn bracket_end(page: &Page<'_>, park: &Name) -> Option<usize> {
    let open = park.bytes.end;
    let inner = open + page.rest(open).strip_prefix('(').map(|_| '('.len_utf8())?;
    let closed = |end: usize| page.rest(end).starts_with(')');
    let mut hits = page.hits_at(inner);
    let place = hits.find(|it| closed(it.end) && page.is_in(Scheme::Place, *it));
    place
        .filter(|_| park.kind == EntityKind::Park)
        .map(|it| it.end + ')'.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::{names_of, on_page};

    #[test]
    fn a_park_with_its_bracket_and_without_was_two() {
        let text = "杭州高新区(温州)工作总结\n\n杭州高新区(温州)很忙。杭州高新区有企业80家。";
        on_page(text, |page| {
            let forms = bare_forms(page);
            let forms: Vec<_> = forms.iter().map(|it| (&*it.short, &*it.long)).collect();
            assert_eq!(forms, [("杭州高新区", "杭州高新区(温州)")]);
        });
    }

    #[test]
    fn a_bracket_that_the_title_writes_is_part_of_the_name() {
        let check = |text: &str, park: &str| {
            on_page(text, |page| {
                let found = names_of(page, EntityKind::Park);
                assert!(found.iter().all(|it| it == park), "{found:?}");
                assert_eq!(found.len(), 2);
            });
        };
        check(
            "杭州高新区(温州)工作总结\n\n今年，杭州高新区(温州)很忙。",
            "杭州高新区(温州)",
        );
        check(
            "杭州高新区工作总结\n\n今年，杭州高新区(温州)很忙。",
            "杭州高新区",
        );
    }
}
