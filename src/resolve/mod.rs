//! Who is meant: mentions become entities, by keys made of kind, place and name, never by likeness of letters.

mod company_name;
mod copy;
mod identity;
mod namesake;
mod short_head;
mod short_name;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::Lexicon;
use crate::model::{
    Entity, EntityId, EntityKind, Extraction, Fact, Mention, MentionId, Modality, PartialDate,
    Statement,
};
use crate::resolve::identity::Identity;

pub use copy::{Candidate, copies};

/// Entities with the mentions and facts that are about them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolution {
    /// Entities, sorted by kind, name and code.
    pub entities: Vec<Entity>,
    /// Mentions in text order, each with its entity.
    pub mentions: Vec<(Mention, EntityId)>,
    /// Facts about entities, in text order of their evidence.
    pub facts: Vec<Fact<EntityId>>,
}

/// Finds out which mentions mean the same thing, inside the document first, then through the lexicon.
pub fn resolve(lexicon: &Lexicon, extraction: Extraction) -> Resolution {
    let groups = short_name::group(lexicon, &extraction);
    let identity = Identity::new(lexicon, &extraction);
    let named: Vec<Entity> = groups.iter().map(|group| identity.entity(group)).collect();
    let merged = merged(&named);
    let ids = (0..merged.len()).map(EntityId);
    let position: BTreeMap<Key<'_>, EntityId> = merged.keys().copied().zip(ids).collect();
    let mut entity_of = vec![EntityId(0); extraction.mentions.len()];
    for (group, entity) in groups.iter().zip(&named) {
        let id = position.get(&key(entity)).copied().unwrap_or(EntityId(0));
        for mention in &group.mentions {
            entity_of[mention.0] = id;
        }
    }
    let facts = extraction.facts.into_iter().map(|fact| Fact {
        statement: fact.statement.map(&mut |it: MentionId| entity_of[it.0]),
        evidence: fact.evidence,
    });
    Resolution {
        facts: distinct(facts.filter(|it| !is_about_itself(&it.statement))),
        entities: merged.into_values().collect(),
        mentions: extraction.mentions.into_iter().zip(entity_of).collect(),
    }
}

/// What makes two groups of mentions one entity.
type Key<'a> = (EntityKind, &'a str, Option<&'a str>);

fn key(entity: &Entity) -> Key<'_> {
    (entity.kind, &entity.name, entity.code.as_deref())
}

/// Entities by their keys, each with the aliases of all that have its key.
fn merged(named: &[Entity]) -> BTreeMap<Key<'_>, Entity> {
    let mut merged: BTreeMap<Key<'_>, Entity> = BTreeMap::new();
    for entity in named {
        let known = merged.entry(key(entity)).or_insert_with(|| entity.clone());
        known.aliases.extend(entity.aliases.iter().cloned());
    }
    merged
}

/// A thing does not lie in itself.
fn is_about_itself(statement: &Statement<EntityId>) -> bool {
    match statement {
        Statement::Location { subject, object } | Statement::Engagement { subject, object } => {
            subject == object
        }
        Statement::Conferral(it) => it.recipient == it.honor,
        _ => false,
    }
}

/// The same statement read twice is one fact with the evidence of both and the confidence of the surer.
fn distinct(facts: impl Iterator<Item = Fact<EntityId>>) -> Vec<Fact<EntityId>> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept: Vec<Fact<EntityId>> = Vec::new();
    for fact in facts {
        let key = format!("{:?} {:?}", fact.evidence.modality, fact.statement);
        match places.entry(key) {
            Entry::Occupied(place) => unite(&mut kept[*place.get()], fact),
            Entry::Vacant(place) => {
                place.insert(kept.len());
                kept.push(fact);
            }
        }
    }
    for fact in &mut kept {
        fact.evidence.spans.sort();
        fact.evidence.spans.dedup();
    }
    drop_plans_of_what_holds(&mut kept);
    unite_undated(&mut kept);
    kept.sort_by(|one, other| one.evidence.spans.cmp(&other.evidence.spans));
    kept
}

/// Where something lies and what it works in is no plan any more where the document says that it holds.
fn drop_plans_of_what_holds(facts: &mut Vec<Fact<EntityId>>) {
    let lasts = |it: &Fact<EntityId>| {
        matches!(
            it.statement,
            Statement::Location { .. } | Statement::Engagement { .. }
        )
    };
    let statement = |it: &Fact<EntityId>| format!("{:?}", it.statement);
    let holds: BTreeSet<String> = facts
        .iter()
        .filter(|it| it.evidence.modality == Modality::Actual && lasts(it))
        .map(statement)
        .collect();
    facts.retain(|it| {
        let planned = it.evidence.modality == Modality::Planned && lasts(it);
        !planned || !holds.contains(&statement(it))
    });
}

/// A title that is told again, without its date or with other bodies, is no second one.
fn unite_undated(facts: &mut Vec<Fact<EntityId>>) {
    let told = |it: &Fact<EntityId>| match &it.statement {
        Statement::Conferral(title) => {
            let told = (
                it.evidence.modality,
                title.recipient,
                title.honor,
                title.status,
            );
            Some((format!("{told:?}"), title.date))
        }
        _ => None,
    };
    let mut dated: BTreeMap<String, usize> = BTreeMap::new();
    let mut first: BTreeMap<(String, Option<PartialDate>), usize> = BTreeMap::new();
    for (place, fact) in facts.iter().enumerate() {
        if let Some((told, date)) = told(fact) {
            if date.is_some() {
                dated.entry(told.clone()).or_insert(place);
            }
            first.entry((told, date)).or_insert(place);
        }
    }
    let again = |place: usize, it: &Fact<EntityId>| {
        let (told, date) = told(it)?;
        let undated = || dated.get(&told).copied().filter(|_| date.is_none());
        let known = undated().or_else(|| first.get(&(told.clone(), date)).copied())?;
        (known != place).then_some(known)
    };
    let places = facts.iter().enumerate();
    let places: Vec<_> = places.map(|(place, it)| again(place, it)).collect();
    for (place, known) in places.iter().enumerate() {
        if let Some(known) = *known {
            let spans = facts[place].evidence.spans.clone();
            let bodies = bodies(&facts[place].statement).to_vec();
            add_bodies(&mut facts[known].statement, bodies);
            let kept = &mut facts[known].evidence.spans;
            kept.extend(spans);
            kept.sort();
            kept.dedup();
        }
    }
    let mut places = places.into_iter();
    facts.retain(|_| places.next().flatten().is_none());
}

/// The bodies that grant a title.
fn bodies(statement: &Statement<EntityId>) -> &[EntityId] {
    match statement {
        Statement::Conferral(it) => &it.conferred_by,
        _ => &[],
    }
}

/// Adds bodies to those that grant a title.
fn add_bodies(statement: &mut Statement<EntityId>, bodies: Vec<EntityId>) {
    if let Statement::Conferral(it) = statement {
        let new: Vec<_> = bodies
            .into_iter()
            .filter(|body| !it.conferred_by.contains(body))
            .collect();
        it.conferred_by.extend(new);
    }
}

fn unite(known: &mut Fact<EntityId>, fact: Fact<EntityId>) {
    known.evidence.spans.extend(fact.evidence.spans);
    if fact.evidence.confidence > known.evidence.confidence {
        known.evidence.confidence = fact.evidence.confidence;
        known.evidence.rule = fact.evidence.rule;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Conferral, ConferralStatus, Evidence, RuleId, Span};

    #[test]
    fn a_title_told_again_without_its_date_is_one() {
        let fact = |date: Option<PartialDate>| Fact {
            statement: Statement::Conferral(Conferral {
                recipient: EntityId(0),
                honor: EntityId(1),
                status: ConferralStatus::Conferred,
                date,
                conferred_by: Vec::new(),
                batch: None,
            }),
            evidence: Evidence {
                spans: vec![Span::new(0, 1)],
                rule: RuleId::new("test/given"),
                confidence: 0.9,
                modality: Modality::Actual,
            },
        };
        let dated = fact(PartialDate::year(2010));
        let facts = distinct([fact(None), dated.clone()].into_iter());
        assert_eq!(facts, [dated]);
    }

    #[test]
    fn what_holds_is_no_plan_as_well() {
        let fact = |modality: Modality| Fact {
            statement: Statement::Engagement {
                subject: EntityId(0),
                object: EntityId(1),
            },
            evidence: Evidence {
                spans: vec![Span::new(0, 1)],
                rule: RuleId::new("test/given"),
                confidence: 0.9,
                modality,
            },
        };
        let both = [fact(Modality::Planned), fact(Modality::Actual)];
        let kept = distinct(both.into_iter());
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].evidence.modality, Modality::Actual);
        assert_eq!(distinct([fact(Modality::Planned)].into_iter()).len(), 1);
    }

    fn extraction(names: &[(EntityKind, &str)]) -> Extraction {
        let mentions = names
            .iter()
            .enumerate()
            .map(|(place, (kind, name))| Mention {
                kind: *kind,
                span: Span::new(place * 100, place * 100 + name.chars().count()),
                name: (*name).to_owned(),
                rule: RuleId::new("test/given"),
                confidence: 1.0,
            });
        Extraction {
            mentions: mentions.collect(),
            ..Extraction::default()
        }
    }

    /// The names and codes of the entities of a kind.
    fn check(kind: EntityKind, names: &[(EntityKind, &str)], expected: &[(&str, Option<&str>)]) {
        let lexicon = Lexicon::load(None, None).unwrap();
        let resolution = resolve(&lexicon, extraction(names));
        let entities = resolution.entities.iter().filter(|it| it.kind == kind);
        let found: Vec<_> = entities
            .map(|it| (it.name.as_str(), it.code.as_deref()))
            .collect();
        assert_eq!(found, expected, "{names:?}");
    }

    fn parks(names: &[&str], expected: &[&str]) {
        let names: Vec<_> = names.iter().map(|it| (EntityKind::Park, *it)).collect();
        let mut expected: Vec<_> = expected.iter().map(|it| (*it, None)).collect();
        expected.sort_unstable();
        check(EntityKind::Park, &names, &expected);
    }

    #[test]
    fn a_short_head_is_that_of_the_longer_name_on_the_page() {
        use EntityKind::Park;
        let one = |short: &str, long: &str| {
            check(Park, &[(Park, short), (Park, long)], &[(long, None)]);
        };
        one("什邡经开区", "什邡经济开发区");
        one("云湖开发区", "云湖县经济开发区");
        one("云塘经开区", "湖南湘潭云塘经济开发区");
        let apart = [(Park, "张家港经开区"), (Park, "张家港保税区")];
        let expected = [("张家港保税区", None), ("张家港经济技术开发区", None)];
        check(Park, &apart, &expected);
    }

    #[test]
    fn parks_of_two_cities_stay_two() {
        parks(
            &["北京经济技术开发区", "南京经济技术开发区"],
            &["北京经济技术开发区", "南京经济技术开发区"],
        );
    }

    #[test]
    fn short_heads_are_the_same_park() {
        parks(
            &["南京经开区", "南京经济技术开发区", "南京经济开发区"],
            &["南京经济技术开发区"],
        );
        parks(
            &["吉林经济开发区", "吉林经济技术开发区"],
            &["吉林经济开发区", "吉林经济技术开发区"],
        );
        parks(
            &["长寿经开区", "长寿经济技术开发区"],
            &["长寿经济技术开发区"],
        );
        parks(
            &[
                "厦门市云湖高技术产业开发区",
                "厦门云湖高技术产业开发区",
                "云湖高新区",
            ],
            &["厦门云湖高技术产业开发区"],
        );
    }

    #[test]
    fn a_name_that_its_own_short_form_ends_still_stands_for_a_longer_one() {
        let [zone, longer] = ["沧州临港化工园区", "渤海新区沧州临港化工园区"];
        let mut extraction = extraction(&[(EntityKind::Park, zone), (EntityKind::Park, longer)]);
        let short = ("临港化工园区".to_owned(), zone.to_owned(), EntityKind::Park);
        extraction.short_forms.push(short);
        let resolution = resolve(&Lexicon::load(None, None).unwrap(), extraction);
        assert_eq!(resolution.entities.len(), 1, "{:?}", resolution.entities);
    }

    #[test]
    fn a_body_without_its_province_is_looked_up_too() {
        let agency = EntityKind::Agency;
        let full = "河北省永清县人民政府";
        let names = [(agency, "永清县人民政府"), (agency, full)];
        check(agency, &names, &[(full, None)]);
    }

    #[test]
    fn a_body_is_one_whether_its_head_is_short_or_long() {
        let agency = EntityKind::Agency;
        let names = [(agency, "福建省科技厅"), (agency, "福建省科学技术厅")];
        check(agency, &names, &[("福建省科学技术厅", None)]);
    }

    #[test]
    fn a_body_named_by_its_level_was_one_for_all_provinces() {
        let agency = EntityKind::Agency;
        let mut extraction = extraction(&[(agency, "省商务厅")]);
        let full = "福建省商务厅";
        let short = ("省商务厅".to_owned(), full.to_owned(), agency);
        extraction.short_forms.push(short);
        let resolution = resolve(&Lexicon::load(None, None).unwrap(), extraction);
        let names: Vec<_> = resolution.entities.iter().map(|it| &*it.name).collect();
        assert_eq!(names, [full]);
    }

    #[test]
    fn a_park_is_also_called_by_the_division_right_before_its_name() {
        let place = EntityKind::Place;
        let mut extraction = extraction(&[(place, "安康市"), (EntityKind::Park, "云湖工业园")]);
        extraction.mentions[1].span = Span::new(3, 8);
        let resolution = resolve(&Lexicon::load(None, None).unwrap(), extraction);
        let parks = resolution.entities.iter();
        let park = parks.clone().find(|it| it.kind == EntityKind::Park);
        let aliases: Vec<_> = park.iter().flat_map(|it| &it.aliases).collect();
        assert_eq!(aliases.len(), 1);
        assert_eq!(aliases[0].0, "安康市云湖工业园");
    }

    #[test]
    fn one_short_form_of_two_parks_merges_neither() {
        parks(
            &[
                "高新技术产业开发区",
                "苏州高新技术产业开发区",
                "无锡高新技术产业开发区",
            ],
            &[
                "高新技术产业开发区",
                "苏州高新技术产业开发区",
                "无锡高新技术产业开发区",
            ],
        );
    }

    #[test]
    fn a_county_of_many_cities_takes_the_code_of_the_city_that_is_named() {
        let place = EntityKind::Place;
        check(place, &[(place, "鼓楼区")], &[("鼓楼区", None)]);
        let names = [(place, "徐州市"), (place, "鼓楼区")];
        check(
            place,
            &names,
            &[("徐州市", None), ("鼓楼区", Some("320302"))],
        );
    }

    #[test]
    fn a_title_is_one_whichever_word_its_level_has() {
        check(
            EntityKind::Honor,
            &[
                (EntityKind::Honor, "国家级生态工业示范园区"),
                (EntityKind::Honor, "国家生态工业示范园区"),
                (EntityKind::Honor, "国家绿色园区"),
                (EntityKind::Honor, "省级绿色园区"),
                (EntityKind::Honor, "国家级高新区"),
                (EntityKind::Honor, "国家高新技术产业开发区"),
            ],
            &[
                ("国家生态工业示范园区", None),
                ("国家级绿色园区", None),
                ("国家级高新技术产业开发区", None),
                ("省级绿色园区", None),
            ],
        );
    }
}
