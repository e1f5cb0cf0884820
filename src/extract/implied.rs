//! What a page implies plainly: its park's city, and that what it names without a place lies in its park.

use std::collections::BTreeSet;

use crate::extract::boundary::has_suffix;
use crate::extract::companion::Companions;
use crate::extract::confidence;
use crate::extract::container::Containers;
use crate::extract::context::ShortForm;
use crate::extract::division::{division_around, is_province, lies_at, place_in_name, province_of};
use crate::extract::draft::Draft;
use crate::extract::elsewhere::{are_peers, is_new_name, may_be_part};
use crate::extract::named_after;
use crate::extract::page::Page;
use crate::extract::placing::{placing, placing_sentence};
use crate::extract::scene::scene;
use crate::extract::sentence::Sentence;
use crate::extract::subject::Subjecting;
use crate::extract::topic::{is_title, is_zone, key_of};
use crate::lexicon::Scheme;
use crate::model::{EntityKind, Evidence, Fact, Mention, MentionId, Modality, RuleId, Statement};

/// Locations that no clause states but the page implies.
pub(super) fn locations(
    page: &Page<'_>,
    subjecting: &Subjecting,
    short_forms: &[ShortForm],
    facts: &[Fact<MentionId>],
) -> Vec<Fact<MentionId>> {
    let mut implied = named_after::locations(page, (short_forms, subjecting.topic), facts);
    let Some(topic) = subjecting.topic else {
        return implied;
    };
    let homes = Homes::new(page, (subjecting, short_forms), topic, facts);
    let key = |name: usize| homes.key(name);
    let mut placed: BTreeSet<String> = facts.iter().filter_map(located).map(key).collect();
    let mut in_towns = in_towns_alone(page, facts, &key);
    in_towns.remove(&key(topic));
    if page.is_kind(topic, EntityKind::Park) && placed.insert(key(topic)) {
        let topic = homes.location_of_topic(&implied);
        implied.extend(topic);
    }
    for name in 0..page.names.len() {
        let Some(sentence) = placing_sentence(page, name) else {
            continue;
        };
        let about = subjecting.topic_at(page, page.names[name].bytes.start);
        let about = about.filter(|&it| key(it) != key(name)).unwrap_or(topic);
        let park = page.is_kind(about, EntityKind::Park);
        let part = park && page.is_kind(name, EntityKind::Park) && in_towns.contains(&key(name));
        let told = placed.contains(&key(name)) && !part;
        if !(park || may_lie_at(page, about, name)) || told {
            continue;
        }
        let home = if park {
            homes.in_park(about, name)
        } else {
            homes.in_place(about, sentence, name)
        };
        // Of works, a province says too little to be where they lie.
        let near = |it: &usize| !page.is_kind(name, EntityKind::Project) || !is_province(page, *it);
        let whole = |it: &usize| !part || is_zone(page, &page.names[*it]);
        if let Some(home) = home.filter(near).filter(whole) {
            placed.insert(key(name));
            in_towns.remove(&key(name));
            implied.push(lies_in(page, sentence, name, home));
        }
    }
    implied
}

/// The parks that facts put into towns alone: a part of a zone lies in the zone as well.
fn in_towns_alone(
    page: &Page<'_>,
    facts: &[Fact<MentionId>],
    key: &impl Fn(usize) -> String,
) -> BTreeSet<String> {
    let (mut in_towns, mut elsewhere) = (BTreeSet::new(), BTreeSet::new());
    for fact in facts {
        if let Statement::Location { subject, object } = fact.statement {
            let homes = if is_town(page, object.0) {
                &mut in_towns
            } else {
                &mut elsewhere
            };
            homes.insert(key(subject.0));
        }
    }
    in_towns.retain(|it| !elsewhere.contains(it));
    in_towns
}

/// Whether a name is that of a town or subdistrict.
fn is_town(page: &Page<'_>, place: usize) -> bool {
    let end = page.names[place].bytes.end;
    page.is_kind(place, EntityKind::Place) && page.word_ending("township_head", end).is_some()
}

/// What tells where the things lie that a page names.
struct Homes<'s, 'p, 'a> {
    page: &'p Page<'a>,
    subjecting: &'s Subjecting,
    short_forms: &'s [ShortForm],
    containers: Containers<'s, 'p, 'a>,
    companions: Companions<'p>,
    /// The park or place that the page is about.
    topic: usize,
    /// What holds it by a fact, by the keys of names: it cannot lie in it.
    holders: BTreeSet<String>,
    /// The city or county that it is.
    division: Option<usize>,
}

impl<'s, 'p, 'a> Homes<'s, 'p, 'a> {
    fn new(
        page: &'p Page<'a>,
        (subjecting, short_forms): (&'s Subjecting, &'s [ShortForm]),
        topic: usize,
        facts: &[Fact<MentionId>],
    ) -> Self {
        let mut homes = Self {
            page,
            subjecting,
            short_forms,
            containers: Containers::new(page, subjecting),
            companions: Companions::new(page, facts),
            topic,
            holders: BTreeSet::new(),
            division: division_of(page, topic),
        };
        let holder = |it: &Fact<MentionId>| match it.statement {
            Statement::Location { subject, object } => {
                (homes.key(subject.0) == homes.key(topic)).then(|| homes.key(object.0))
            }
            _ => None,
        };
        homes.holders = facts.iter().filter_map(holder).collect();
        homes
    }

    /// Where the park of the page lies: in the park that its name begins with, else around the place after which it is named, if
    /// no fact that its name implies says where.
    fn location_of_topic(&self, told: &[Fact<MentionId>]) -> Option<Fact<MentionId>> {
        let (page, topic) = (self.page, self.topic);
        let sentence = placing_sentence(page, topic)?;
        let mut placed = told.iter().filter_map(located);
        let placed = placed.any(|it| self.key(it) == self.key(topic));
        let around = || division_around(page, topic).filter(|_| !placed);
        let object = self.containers.parent_park(topic).or_else(around)?;
        Some(lies_in(page, sentence, topic, object))
    }

    /// What stands for a name among those that are placed: its long form; on the page of a place, where the sentence of either
    /// form may say more, the name itself.
    fn key(&self, name: usize) -> String {
        let text = &self.page.names[name].name;
        match self.page.names[self.topic].kind {
            EntityKind::Park => key_of(self.page, self.short_forms, text),
            _ => text.clone(),
        }
    }

    /// Where what a park's page or block names lies: beside what is placed, where the clauses before it are, else in the park,
    /// or around the place after which it is named.
    fn in_park(&self, park: usize, name: usize) -> Option<usize> {
        let (page, subjecting) = (self.page, self.subjecting);
        let companion = self.companions.park_of(page, name);
        let spoken = companion.or_else(|| self.containers.container(name));
        let home = spoken.or_else(|| may_be_part(page, park, name).then_some(park));
        let may_hold = |&it: &usize| {
            !is_new_name(page, name, it)
                && !are_peers(page, subjecting, (name, it))
                && (it != self.topic || !self.holders.contains(&self.key(name)))
        };
        // What lies beside the park that the text has spoken of lies where that one does.
        let around = || may_be_part(page, park, name).then_some(park);
        home.filter(may_hold)
            .or_else(|| around().filter(may_hold))
            .or_else(|| self.in_division_of_name(name))
    }

    /// The division around the place after which something is named, on the page of a park of another place.
    fn in_division_of_name(&self, name: usize) -> Option<usize> {
        let page = self.page;
        let place = |it: usize| place_in_name(page, &page.names[it].name);
        let elsewhere =
            page.is_kind(self.topic, EntityKind::Park) && place(name) != place(self.topic);
        elsewhere.then(|| division_around(page, name)).flatten()
    }

    /// Where what the page of a place names lies: in a park that its name or the text before it names, in the scene of its
    /// sentence, else there, if it is no company or the block is about the place.
    fn in_place(&self, place: usize, sentence: &Sentence, name: usize) -> Option<usize> {
        let page = self.page;
        let park = page.is_kind(name, EntityKind::Park);
        let holds = |&it: &usize| {
            page.is_kind(it, EntityKind::Park) && (!park || is_zone(page, &page.names[it]))
        };
        let start = page.names[name].bytes.start;
        let told = self.subjecting.topic_at(page, start) != Some(self.topic);
        let called = || self.containers.named_place(name);
        let named = || called().filter(|_| told);
        let named = || self.containers.parent_park(name).or_else(named);
        let plain = park && !is_zone(page, &page.names[name]); // of a zone its name says so already
        park.then(named)
            .flatten()
            .or_else(|| self.containers.spoken_of(name).filter(holds))
            .or_else(|| scene(page, sentence, name))
            .or_else(|| plain.then(called).flatten())
            .or_else(|| {
                let own = (place != self.topic).then_some(place);
                let division = self.division;
                let company = page.is_kind(name, EntityKind::Company);
                own.or_else(|| division.filter(|&it| !company || is_town(page, it)))
            })
    }
}

/// The city, county or town that a page is about, written in full or in its title; a country or province is none.
fn division_of(page: &Page<'_>, topic: usize) -> Option<usize> {
    let name = &page.names[topic];
    let full = has_suffix(page, &name.bytes) || is_title(page, name.bytes.start);
    let inside = province_of(page, &name.name).is_some_and(|it| it != name.name);
    let inside = inside || is_town(page, topic);
    (name.kind == EntityKind::Place && full && inside && !page.is_country(topic)).then_some(topic)
}

/// Whether something can lie in the place that the page is about: it is no park that is known to lie elsewhere.
fn may_lie_at(page: &Page<'_>, place: usize, name: usize) -> bool {
    let text = &page.names[name].name;
    let own = || place_in_name(page, text).is_some_and(|it| lies_at(page, &it, place));
    let free = || !page.is_named_in(Scheme::Park, text) && may_be_part(page, place, name);
    !page.is_kind(name, EntityKind::Park) || own() || free()
}

/// The name of which a fact says where it lies.
fn located(fact: &Fact<MentionId>) -> Option<usize> {
    match fact.statement {
        Statement::Location { subject, .. } if fact.evidence.modality != Modality::Negated => {
            Some(subject.0)
        }
        _ => None,
    }
}

fn lies_in(page: &Page<'_>, sentence: &Sentence, name: usize, object: usize) -> Fact<MentionId> {
    let bytes = page.names[name].bytes.clone();
    let at = bytes.start..bytes.start;
    let company = page.is_kind(name, EntityKind::Company);
    let planned = company && placing(page, sentence, &bytes).contains(&Modality::Planned);
    let draft = Draft {
        rule: RuleId::new("location/implied"),
        confidence: confidence::of("location/implied"),
        spans: vec![bytes],
        statement: Statement::Location {
            subject: MentionId(name),
            object: MentionId(object),
        },
    };
    let mut fact = draft.fact(page, sentence, &at);
    if planned && fact.evidence.modality == Modality::Actual {
        fact.evidence.modality = Modality::Planned;
    }
    fact
}

/// The park in which a fact says that a mention lies.
pub(super) fn park_of(
    mentions: &[Mention],
    facts: &[Fact<MentionId>],
    works: MentionId,
) -> Option<MentionId> {
    facts.iter().find_map(|fact| match fact.statement {
        Statement::Location { subject, object } if subject == works => {
            let park = mentions.get(object.0)?.kind == EntityKind::Park;
            park.then_some(object)
        }
        _ => None,
    })
}

/// The company of a project's name lies where the project does.
pub(super) fn location_inside(
    mentions: &[Mention],
    company: MentionId,
    topic: MentionId,
) -> Option<Fact<MentionId>> {
    let (named, park) = (mentions.get(company.0)?, mentions.get(topic.0)?);
    let evidence = Evidence {
        spans: vec![named.span],
        rule: RuleId::new("location/implied"),
        confidence: confidence::of("location/implied"),
        modality: Modality::Actual,
    };
    let statement = Statement::Location {
        subject: company,
        object: topic,
    };
    (park.kind == EntityKind::Park).then_some(Fact {
        statement,
        evidence,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    #[test]
    fn what_a_list_names_first_lies_where_the_text_tells_of_it() {
        let text = "浙江省公布一批名单\n\n宁德时代等上榜。\n\n杭州高新区很忙，宁德时代投产。";
        on_page(text, |page| {
            let subjecting = Subjecting::new(page, &[]);
            let found = locations(page, &subjecting, &[], &[]);
            let found: Vec<[&str; 2]> = found
                .iter()
                .filter_map(|it| match it.statement {
                    Statement::Location { subject, object } => {
                        Some([subject, object].map(|it| page.names[it.0].name.as_str()))
                    }
                    _ => None,
                })
                .collect();
            assert!(found.contains(&["宁德时代", "杭州高新区"]), "{found:?}");
        });
    }

    #[test]
    fn parks_that_lie_beside_each_other_lie_in_the_zone_of_the_page() {
        let text = "杭州高新区很忙。\n\n沙洲湖科创园占地800亩，沙洲湖产业园占地600亩。";
        on_page(text, |page| {
            let subjecting = Subjecting::new(page, &[]);
            let found = locations(page, &subjecting, &[], &[]);
            let objects = found.iter().filter_map(|it| match it.statement {
                Statement::Location { object, .. } => Some(page.names[object.0].name.as_str()),
                _ => None,
            });
            let objects: Vec<&str> = objects.collect();
            assert_eq!(objects, ["杭州高新区", "杭州高新区"]);
        });
    }
}
