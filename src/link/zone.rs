//! What else a zone of the lists is called: after a division that was renamed, without the division before its name.

use crate::link::place::only_division;
use crate::link::registry::{Form, Id, Named, Registry};
use crate::link::subject::{Context, Subject};
use crate::link::thing::{place_before, region_of};
use crate::model::EntityKind;

/// Every way to cut a name behind a division that alone is called so: its code, its name there and the rest, the longest
/// division first.
fn cuts<'a, 'n>(registry: &Registry<'a>, name: &'n str) -> Vec<(&'a str, &'n str, &'n str)> {
    let ends = name.char_indices().skip(2).take(12).map(|(at, _)| at);
    let parts = ends.filter_map(|at| name.split_at_checked(at));
    let named = |it: &str| !registry.named(EntityKind::Place, it).is_empty();
    let mut cuts: Vec<_> = parts
        .filter(|(before, _)| named(before))
        .filter_map(|(before, rest)| Some((only_division(registry, before)?, before, rest)))
        .collect();
    cuts.reverse();
    cuts
}

/// The name with other names that the division at its front has had: 襄樊高新技术产业开发区 for 襄阳高新技术产业开发区.
pub(super) fn renamed(registry: &Registry<'_>, name: &str) -> Vec<String> {
    let Some((code, before, rest)) = cuts(registry, name).into_iter().next() else {
        return Vec::new();
    };
    let Some(division) = registry.division(code) else {
        return Vec::new();
    };
    let others = registry.record(division).forms();
    let others = others.filter(|it| !it.starts_with(before) && !before.starts_with(it));
    others.map(|it| format!("{it}{rest}")).collect()
}

/// The name without the division before that of the place it is in: 柯桥经济技术开发区 for 绍兴柯桥经济技术开发区.
pub(super) fn within_division(registry: &Registry<'_>, name: &str) -> Option<String> {
    let mut cuts = cuts(registry, name).into_iter();
    let inner = cuts.find(|(around, _, rest)| {
        let code = place_before(registry, rest);
        code.is_some_and(|code| code != *around && Registry::is_within(code, around))
    });
    inner.map(|(_, _, rest)| rest.to_owned())
}

/// The name without the division before it, if a name remains: 葛店经济技术开发区 of 鄂州葛店经济技术开发区, but nothing of
/// 北京经济技术开发区.
pub(super) fn without_division(registry: &Registry<'_>, name: &str) -> Option<String> {
    let (_, _, rest) = cuts(registry, name).into_iter().next()?;
    let (stem, _) = registry.lexicon.park_stem(rest)?;
    (stem.chars().count() > 1).then(|| rest.to_owned())
}

/// The zones of the lists that are called like a park behind the name of a division in which all documents put it.
pub(super) fn in_division_around(registry: &Registry<'_>, subject: &Subject) -> Vec<Named> {
    let forms = subject.names.iter().map(|it| registry.park_form(it));
    let zones = forms.flat_map(|it| registry.without_division(&it).to_vec());
    let zones = zones.filter(|id| is_put_around(registry, *id, subject));
    let form = Form::Generated;
    zones.map(|id| Named { form, id }).collect()
}

/// Whether documents say around a park that it lies where a zone does, and none says otherwise.
fn is_put_around(registry: &Registry<'_>, zone: Id, subject: &Subject) -> bool {
    let Some(region) = region_of(registry, zone) else {
        return false;
    };
    let told = |it: &Context| it.near.first().or(it.home.as_ref()).cloned();
    let mut told = subject.contexts.iter().filter_map(told).peekable();
    told.peek().is_some() && told.all(|it| Registry::is_within(&it, region))
}

/// Whether what documents say decides about a park: a list has its name behind that of a division.
pub(super) fn needs_context(registry: &Registry<'_>, subject: &Subject) -> bool {
    let mut names = subject.names.iter();
    subject.kind == EntityKind::Park
        && names.any(|it| {
            !registry
                .without_division(&registry.park_form(it))
                .is_empty()
        })
}
