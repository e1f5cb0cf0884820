//! What a page implies plainly: its park's city, and that what it names without a place lies in its park.

use std::collections::BTreeSet;

use crate::clean::BlockKind;
use crate::extract::boundary::has_suffix;
use crate::extract::companion::Companions;
use crate::extract::confidence;
use crate::extract::context::ShortForm;
use crate::extract::division::{division_around, is_within, lies_at, place_in_name, province_of};
use crate::extract::draft::Draft;
use crate::extract::elsewhere::{are_listed, are_peers, is_new_name, is_whole, may_be_part};
use crate::extract::modality::{clause_of, modality};
use crate::extract::named_after;
use crate::extract::outsider::outsider;
use crate::extract::own_park::is_of_company;
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::pointer::{park_here, park_meant};
use crate::extract::scene::{leads, scene, site};
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
    if !page.is_kind(topic, EntityKind::Park) {
        implied.extend(in_place(page, subjecting, topic, facts));
        return implied;
    }
    let key = |name: usize| key_of(page, short_forms, &page.names[name].name);
    // What holds the park of the page cannot lie in it.
    let holder = |it: &Fact<MentionId>| match it.statement {
        Statement::Location { subject, object } if key(subject.0) == key(topic) => {
            Some(key(object.0))
        }
        _ => None,
    };
    let around: BTreeSet<String> = facts.iter().filter_map(holder).collect();
    let mut placed = implied.iter().filter_map(located).map(key);
    let placed = placed.any(|it| it == key(topic));
    let companions = Companions::new(page, facts);
    let mut located: BTreeSet<String> = facts.iter().filter_map(located).map(key).collect();
    if let Some(parent) = parent_park(page, topic)
        && let Some(sentence) = placing_sentence(page, topic)
        && located.insert(key(topic))
    {
        implied.push(lies_in(page, sentence, topic, parent));
    }
    if located.insert(key(topic))
        && !placed
        && let Some(sentence) = placing_sentence(page, topic)
        && let Some(place) = division_around(page, topic)
    {
        implied.push(lies_in(page, sentence, topic, place));
    }
    for name in 0..page.names.len() {
        if let Some(sentence) = placing_sentence(page, name)
            && located.insert(key(name))
        {
            let about = subjecting.topic_at(page, page.names[name].bytes.start);
            let about = about.filter(|&it| key(it) != key(name)).unwrap_or(topic);
            let holds = |it: usize| it == topic && around.contains(&key(name));
            let object = home(page, subjecting, &companions, (name, about));
            let object = object.filter(|&it| !holds(it));
            let place = |it: usize| place_in_name(page, &page.names[it].name);
            let around = || division_around(page, name).filter(|_| place(name) != place(topic));
            let object = object.or_else(around);
            implied.extend(object.map(|it| lies_in(page, sentence, name, it)));
        }
    }
    implied
}

/// Where what a park's page or block names lies: beside what is placed, where the clauses before it are, else in the park.
fn home(
    page: &Page<'_>,
    subjecting: &Subjecting,
    companions: &Companions<'_>,
    (name, about): (usize, usize),
) -> Option<usize> {
    let companion = companions.park_of(page, name);
    let spoken = companion.or_else(|| container(page, subjecting, name));
    let object = spoken.or_else(|| may_be_part(page, about, name).then_some(about));
    object.filter(|&it| !is_new_name(page, name, it) && !are_peers(page, subjecting, (name, it)))
}

/// On a page about a city or county, parks and projects of no other place lie there, if no clause says otherwise.
fn in_place(
    page: &Page<'_>,
    subjecting: &Subjecting,
    topic: usize,
    facts: &[Fact<MentionId>],
) -> Vec<Fact<MentionId>> {
    let full =
        has_suffix(page, &page.names[topic].bytes) || is_title(page, page.names[topic].bytes.start);
    let county = page.is_kind(topic, EntityKind::Place)
        && full
        && !page.is_country(topic)
        && province_of(page, &page.names[topic].name)
            .is_some_and(|it| it != page.names[topic].name);
    let name = |it: usize| page.names[it].name.as_str();
    let mut located: BTreeSet<&str> = facts.iter().filter_map(located).map(name).collect();
    let mut implied = Vec::new();
    let companions = Companions::new(page, facts);
    for it in 0..page.names.len() {
        let kind = page.names[it].kind;
        let section = subjecting.topic_at(page, page.names[it].bytes.start);
        if let Some(park) = section.filter(|&park| park != topic && name(park) != name(it)) {
            if let Some(sentence) = placing_sentence(page, it)
                && located.insert(name(it))
            {
                let object = home(page, subjecting, &companions, (it, park));
                implied.extend(object.map(|object| lies_in(page, sentence, it, object)));
            }
            continue;
        }
        let own = place_in_name(page, name(it)).is_some_and(|it| lies_at(page, &it, topic));
        let known = page.is_named_in(Scheme::Park, name(it)) && !own;
        let company = kind == EntityKind::Company;
        let thing = matches!(kind, EntityKind::Park | EntityKind::Project) && !known || company;
        if !thing || !own && !may_be_part(page, topic, it) {
            continue;
        }
        if let Some(sentence) = placing_sentence(page, it)
            && located.insert(name(it))
        {
            let park = kind == EntityKind::Park;
            let holds = |it: &usize| match page.names[*it].kind {
                EntityKind::Park => !park || is_zone(page, &page.names[*it]),
                _ => false,
            };
            let zone = spoken_of(page, subjecting, it).filter(holds);
            let scene = || scene(page, sentence, it);
            let around = || county.then_some(topic).filter(|_| !company);
            let parent = parent_park(page, it).filter(|_| kind == EntityKind::Park);
            let object = parent.or(zone).or_else(scene).or_else(around);
            implied.extend(object.map(|object| lies_in(page, sentence, it, object)));
        }
    }
    implied
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

/// The sentence of a company, project or park, unless it says that the thing lies elsewhere or is no more.
fn placing_sentence<'p>(page: &'p Page<'_>, name: usize) -> Option<&'p Sentence> {
    let name = &page.names[name];
    let sentence = &page.sentences[page.sentence_at(name.bytes.start)?];
    let clause = clause_of(sentence, name.bytes.start);
    let placed = matches!(
        name.kind,
        EntityKind::Company | EntityKind::Project | EntityKind::Park
    ) && matches!(sentence.kind, BlockKind::Paragraph | BlockKind::Table)
        && !page.has_word_in("elsewhere", &clause)
        && !page.has_word_in("former", &clause)
        && outsider(page, name, &clause).is_none()
        && page.word_at("person_title", name.bytes.end).is_none()
        && page.word_at("parent_mark", name.bytes.end).is_none();
    let denied = || placing(page, sentence, &name.bytes).contains(&Modality::Negated);
    (placed && !denied()).then_some(sentence)
}

/// How true it is, by the words for lying and settling behind a name in its clause: X公司|未落户, X公司|拟在园区建厂.
fn placing(page: &Page<'_>, sentence: &Sentence, name: &Bytes) -> Vec<Modality> {
    let behind = name.end..clause_of(sentence, name.start).end;
    let words = page.words_in("placing", &behind);
    words
        .map(|hit| modality(page, sentence, &(hit.start..hit.start)))
        .collect()
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

/// The park or place that the sentence spoke of before a name; a park named after a place lies in the place.
fn container(page: &Page<'_>, subjecting: &Subjecting, name: usize) -> Option<usize> {
    let named = || parent_park(page, name).or_else(|| named_place(page, subjecting, name));
    let park = page.is_kind(name, EntityKind::Park);
    let project = page.is_kind(name, EntityKind::Project);
    let of_park = || {
        project
            .then(|| parent_park(page, name))
            .flatten()
            .filter(|&it| it != name)
    };
    let meant = || {
        let start = page.names[name].bytes.start;
        let sentence = &page.sentences[page.sentence_at(start)?];
        let clause = clause_of(sentence, start);
        let here = || park_here(page, &page.names[name].bytes, &clause);
        let meant = park_meant(page, &(clause.start..start)).or_else(here);
        meant.filter(|&it| it != name)
    };
    let scene = || {
        let sentence = page.sentence_at(page.names[name].bytes.start)?;
        scene(page, &page.sentences[sentence], name)
    };
    park.then(named)
        .flatten()
        .or_else(scene)
        .or_else(meant)
        .or_else(of_park)
        .or_else(|| spoken_of(page, subjecting, name))
}

/// The park whose name begins the name of a park.
fn parent_park(page: &Page<'_>, park: usize) -> Option<usize> {
    let name = page.names[park].name.as_str();
    page.names.iter().position(|it| {
        let rest = name.strip_prefix(it.name.as_str());
        it.kind == EntityKind::Park && rest.is_some_and(|rest| !rest.is_empty())
    })
}

/// The place after which a park is named, unless the page's own park is named after it too, or after one inside it.
fn named_place(page: &Page<'_>, subjecting: &Subjecting, park: usize) -> Option<usize> {
    let place = place_in_name(page, &page.names[park].name)?;
    let shared = subjecting
        .topic
        .and_then(|it| place_in_name(page, &page.names[it].name))
        .is_some_and(|it| it == place || is_within(page, &it, Some(&place)));
    let mut names = page.names.iter();
    let there = names.position(|it| it.kind == EntityKind::Place && it.name == place);
    there.filter(|_| !shared)
}

/// The nearest subject before a name in its block that can hold it.
fn spoken_of(page: &Page<'_>, subjecting: &Subjecting, name: usize) -> Option<usize> {
    let start = page.names[name].bytes.start;
    let here = page.sentence_at(start)?;
    let block = page.sentences[here].block;
    let sentences = page
        .sentences
        .iter()
        .take(here + 1)
        .rev()
        .take_while(|it| it.block == block);
    let clauses = sentences
        .flat_map(|it| it.clauses.iter().rev())
        .filter(|it| it.start <= start);
    // A park inside a zone holds what its own sentence names; what later sentences name lies in the zone, unless the block
    // begins with the park.
    let opens = |it: usize| {
        let first = page.sentences.iter().find(|it| it.block == block);
        let names = first.map(|it| subjecting.at(page, it.bytes.start).names);
        let same = |other: &usize| page.names[*other].name == page.names[it].name;
        names.unwrap_or_default().iter().any(same)
    };
    // 格林美投资的|某基地: what stands behind a name in its clause is what it does something with.
    let before = |it: usize, at: usize| {
        let clause = clause_of(&page.sentences[here], start);
        clause.start != at || page.names[it].bytes.start < start
    };
    let holds = |it: usize, at: usize| {
        it != name
            && before(it, at)
            && (can_hold(page, it, name) || opens(it) && holds_part(page, it, name))
            && (page.sentence_at(at) == Some(here)
                && (is_one_item(page, it, start) || !is_begun(page, it))
                || !is_inner(page, subjecting, it)
                || (opens(it) || leads(page, subjecting, (it, here))) && !is_begun(page, it))
    };
    let mut spoken = clauses.flat_map(|clause| {
        let names = subjecting.at(page, clause.start).names;
        let site = (page.sentence_at(clause.start) == Some(here))
            .then(|| site(page, &names, clause, start));
        let names = site.flatten().into_iter().chain(names);
        names.map(move |it| (it, clause.start))
    });
    spoken.find(|&(it, at)| holds(it, at)).map(|(it, _)| it)
}

/// 某产业园开工；|某项目竣工: whether no semicolon parts a name from the park before it.
fn is_one_item(page: &Page<'_>, park: usize, name: usize) -> bool {
    let end = page.names[park].bytes.end;
    end > name || !page.slice(end..name).contains('；')
}

/// Whether a clause says of a park that its construction begins: it holds nothing yet.
fn is_begun(page: &Page<'_>, park: usize) -> bool {
    let bytes = &page.names[park].bytes;
    let sentence = page.sentence_at(bytes.start).map(|it| &page.sentences[it]);
    sentence.is_some_and(|it| {
        let clause = clause_of(it, bytes.start);
        page.has_word_in("start_construction", &(bytes.end..clause.end))
    })
}

/// Whether a park is one inside the zone that the page is about.
fn is_inner(page: &Page<'_>, subjecting: &Subjecting, park: usize) -> bool {
    let topic = subjecting.topic;
    let topic = topic.filter(|&it| it != park && is_zone(page, &page.names[it]));
    topic.is_some() && page.is_kind(park, EntityKind::Park) && !is_whole(page, &page.names[park])
}

/// Whether a park can hold a company or project, or a place the park that is named after it.
fn can_hold(page: &Page<'_>, outer: usize, inner: usize) -> bool {
    let (outer, inner) = (&page.names[outer], &page.names[inner]);
    let holds = match (outer.kind, inner.kind) {
        (EntityKind::Park, EntityKind::Park) => holds_park(page, outer, inner),
        (EntityKind::Park, _) => !is_of_company(page, outer),
        (EntityKind::Place, EntityKind::Park) => {
            place_in_name(page, &inner.name).as_deref() == Some(outer.name.as_str())
        }
        _ => false,
    };
    holds && outer.name != inner.name
}

/// Whether a zone holds a park that is no zone and is named after no other place: 黄山高新区, 黄山未来科技城.
fn holds_park(page: &Page<'_>, outer: &Name, inner: &Name) -> bool {
    let place = place_in_name(page, &inner.name);
    let elsewhere = place.is_some() && place != place_in_name(page, &outer.name);
    is_zone(page, outer) && !is_whole(page, inner) && !elsewhere && !are_listed(page, outer, inner)
}

/// Whether a park of which a block speaks first can hold another that the block names, though it is no zone.
fn holds_part(page: &Page<'_>, outer: usize, inner: usize) -> bool {
    let park = |it: usize| page.is_kind(it, EntityKind::Park);
    let (one, other) = (&page.names[outer], &page.names[inner]);
    let own = place_in_name(page, &other.name).is_none();
    park(outer) && park(inner) && own && !is_whole(page, other) && !are_listed(page, one, other)
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
