//! Zones that are named after a place lie in it, where the page names the place by itself: 荆门|高新区 lies in 荆门市.

use std::collections::BTreeSet;

use crate::extract::confidence;
use crate::extract::context::ShortForm;
use crate::extract::division::place_in_name;
use crate::extract::draft::Draft;
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::topic::{is_zone, key_of};
use crate::extract::whole_place::is_pointer;
use crate::lexicon::Scheme;
use crate::model::{EntityKind, Fact, MentionId, RuleId, Statement};

/// The rule that reads where a zone lies from its name.
const NAMED_AFTER: &str = "location/named after";

/// Each zone of the page, and its own park of whatever kind, in the place after which it is named.
pub(super) fn locations(
    page: &Page<'_>,
    (short_forms, topic): (&[ShortForm], Option<usize>),
    facts: &[Fact<MentionId>],
) -> Vec<Fact<MentionId>> {
    let key = |name: usize| key_of(page, short_forms, &page.names[name].name);
    let mut seen = BTreeSet::new();
    let topic = topic.filter(|&it| page.is_kind(it, EntityKind::Park));
    let own = topic.filter(|&it| has_one_place(page, &page.names[it]));
    let own = own.and_then(|it| Some((it, place_of(page, it, facts)?)));
    seen.extend(topic.map(key));
    let is_park_zone = |it: &Name| it.kind == EntityKind::Park && is_zone(page, it);
    let is_plain = |it: &Name| is_park_zone(it) && has_one_place(page, it);
    let zones = (0..page.names.len()).filter(|&it| is_plain(&page.names[it]));
    let zones = zones.filter(|&it| seen.insert(key(it)));
    let others = zones.filter_map(|it| Some((it, full_place_of(page, it)?)));
    own.into_iter()
        .chain(others)
        .filter_map(|(zone, place)| lies_in(page, zone, place))
        .collect()
}

/// Whether one place stands in a name, and not two as in 北京亦庄·永清|高新技术产业开发区; one inside the other is one.
fn has_one_place(page: &Page<'_>, name: &Name) -> bool {
    let Bytes { start, end } = name.bytes;
    let mut hits = page.hits_at(start);
    let first = hits.find(|&it| page.is_in(Scheme::Place, it) && it.end < end);
    let rest = page.slice(first.map_or(start, |it| it.end)..end);
    let joined = rest.contains(['·', '—']);
    let whole = || place_in_name(page, &name.name);
    first.is_none() || !joined && place_in_name(page, rest).is_none_or(|it| Some(it) == whole())
}

/// Where the page names in full the place after which a zone is named.
fn full_place_of(page: &Page<'_>, zone: usize) -> Option<usize> {
    let place = place_in_name(page, &page.names[zone].name)?;
    page.names
        .iter()
        .position(|it| it.kind == EntityKind::Place && !is_pointer(it) && it.name == place)
}

/// Where the page names the place after which its park is named, in full or short; 全市 names it only where it holds a title.
fn place_of(page: &Page<'_>, park: usize, facts: &[Fact<MentionId>]) -> Option<usize> {
    let place = place_in_name(page, &page.names[park].name)?;
    let position = |fits: &dyn Fn(&Name) -> bool| {
        let mut names = page.names.iter();
        names.position(|it| it.kind == EntityKind::Place && fits(it))
    };
    let short = |it: &Name| {
        let entries = page.lexicon.named(&it.name).map(|(_, it)| it);
        let mut places = entries.filter(|it| it.scheme == Scheme::Place);
        // 吉林 is a province and a city.
        !is_pointer(it)
            && places.next().is_some_and(|it| it.name == place)
            && places.next().is_none()
    };
    let pointer = || {
        let honoured = is_honoured(page, facts, &place);
        position(&|it| is_pointer(it) && it.name == place).filter(|_| honoured)
    };
    let full = full_place_of(page, park);
    full.or_else(pointer).or_else(|| position(&short))
}

/// Whether a title is conferred on a place of this name.
fn is_honoured(page: &Page<'_>, facts: &[Fact<MentionId>], place: &str) -> bool {
    facts.iter().any(|fact| match &fact.statement {
        Statement::Conferral(it) => page.names[it.recipient.0].name == place,
        _ => false,
    })
}

fn lies_in(page: &Page<'_>, zone: usize, place: usize) -> Option<Fact<MentionId>> {
    let sentence = &page.sentences[page.sentence_at(page.names[place].bytes.start)?];
    let spans = [zone, place].map(|it| page.names[it].bytes.clone());
    let draft = Draft {
        rule: RuleId::new(NAMED_AFTER),
        confidence: confidence::of(NAMED_AFTER),
        spans: spans.to_vec(),
        statement: Statement::Location {
            subject: MentionId(zone),
            object: MentionId(place),
        },
    };
    let at = page.names[place].bytes.start;
    Some(draft.fact(page, sentence, &(at..at)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    fn check(text: &str, located: &[(&str, &str)]) {
        on_page(text, |page| {
            let facts = locations(page, (&[], None), &[]);
            let name = |it: &MentionId| page.names[it.0].name.as_str();
            let pairs = facts.iter().filter_map(|it| match &it.statement {
                Statement::Location { subject, object } => Some((name(subject), name(object))),
                _ => None,
            });
            assert_eq!(pairs.collect::<Vec<_>>(), located, "{text}");
        });
    }

    #[test]
    fn a_zone_lies_in_the_city_of_its_name_that_the_page_names() {
        check(
            "徐州市发展很快。徐州经济技术开发区投产。",
            &[("徐州经济技术开发区", "徐州市")],
        );
        check("徐州经济技术开发区投产。", &[]);
        check(
            "禹城市发展很快。山东禹城高新技术产业开发区投产。",
            &[("山东禹城高新技术产业开发区", "禹城市")],
        );
    }

    #[test]
    fn a_zone_of_two_places_lies_in_neither_for_its_name() {
        check("北京市和永清县共建北京亦庄·永清高新技术产业开发区。", &[]);
    }
}
