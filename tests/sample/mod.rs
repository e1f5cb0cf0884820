//! A reading built by hand: every kind of fact, and the corners that go wrong.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use parkgraph::model::{
    Change, Comparator, Conferral, ConferralStatus, ContextText, Decimal, Entity, EntityId,
    EntityKind, Event, EventType, Evidence, Fact, Language, Mention, Metadata, Modality,
    Observation, PartialDate, Quantity, Reading, RuleId, Span, Statement, Warning,
};

/// The context text that the sample's spans count in.
const TEXT: &str = "甲市經(jing)開區獲評國家級綠色園區。園區有高新技術企業242家,其中瞪羚企業12家。\n\
                    力争2025年产值达到100-150亿元，同比增长7.5%。甲芯公司于2021年9月投产，未获乙奖。";

/// A reading of one document, with this identifier.
pub(crate) fn reading(identifier: &str) -> Reading {
    Reading {
        identifier: identifier.to_owned(),
        hash: "00ff".to_owned(),
        encoding: "utf-8".to_owned(),
        reader: "parkgraph 0.1.0 abc".to_owned(),
        text: ContextText::new(TEXT.to_owned()),
        metadata: Metadata {
            title: Some("甲市经开区\"获评\"\n绿色园区".to_owned()),
            issued: PartialDate::day(2022, 4, 3),
            source: Some("甲日报".to_owned()),
            publisher: None,
            url: Some("https://example.org/a b?<c>".to_owned()),
            views: Some(61522),
        },
        entities: entities(),
        mentions: mentions(),
        facts: facts(),
        warnings: vec![Warning {
            place: format!("{identifier}:1"),
            message: "the date has no year".to_owned(),
        }],
        ..Reading::default()
    }
}

const PARK: EntityId = EntityId(0);
const COMPANY: EntityId = EntityId(1);
const PLACE: EntityId = EntityId(2);
const HONOR: EntityId = EntityId(3);
const OTHER_HONOR: EntityId = EntityId(4);
const INDUSTRY: EntityId = EntityId(5);
const AGENCY: EntityId = EntityId(6);

fn entities() -> Vec<Entity> {
    let simplified = |name: &str| (name.to_owned(), Language::Simplified);
    let entity = |kind, name: &str, aliases: &[(String, Language)]| Entity {
        kind,
        name: name.to_owned(),
        code: None,
        aliases: aliases.iter().cloned().collect(),
    };
    let mut entities = vec![
        entity(
            EntityKind::Park,
            "甲市经济技术开发区",
            &[
                simplified("甲市经开区"),
                ("甲市經開區".to_owned(), Language::Traditional),
            ],
        ),
        entity(
            EntityKind::Company,
            "甲芯 <\"半导体\">\u{1}有限公司",
            &[("Jia & Co".to_owned(), Language::English)],
        ),
        entity(EntityKind::Place, "鼓楼区", &[]),
        entity(EntityKind::Honor, "国家级绿色园区", &[]),
        entity(EntityKind::Honor, "乙奖", &[]),
        entity(EntityKind::Industry, "集成电路/芯片", &[]),
        entity(EntityKind::Agency, "工信部", &[]),
    ];
    entities[PLACE.0].code = Some("320106".to_owned());
    entities
}

fn mentions() -> Vec<(Mention, EntityId)> {
    let mention = |id: EntityId, kind, start, end| {
        let mention = Mention {
            kind,
            span: Span::new(start, end),
            name: "名".to_owned(),
            rule: RuleId::new("mention/lexicon"),
            confidence: 0.9,
        };
        (mention, id)
    };
    vec![
        mention(PARK, EntityKind::Park, 0, 11),
        // The same characters name the place as well.
        mention(PLACE, EntityKind::Place, 0, 11),
        mention(HONOR, EntityKind::Honor, 13, 20),
        mention(PARK, EntityKind::Park, 21, 23),
        mention(COMPANY, EntityKind::Company, 70, 74),
        mention(OTHER_HONOR, EntityKind::Honor, 84, 86),
        mention(INDUSTRY, EntityKind::Industry, 71, 72),
        mention(AGENCY, EntityKind::Agency, 13, 15),
    ]
}

/// An observation of the park; the whole of a part is added by the caller.
fn observation(indicator: &str, value: &str, unit: &str) -> Observation<EntityId> {
    Observation {
        subject: Some(PARK),
        indicator: indicator.to_owned(),
        quantity: Quantity {
            value: value.parse::<Decimal>().unwrap(),
            upper: None,
            unit_text: unit.to_owned(),
            unit: None,
            comparator: Comparator::Equal,
            written: format!("{value}{unit}"),
        },
        change: Change::Level,
        date: PartialDate::year(2021),
        start: None,
        base: None,
        within: None,
    }
}

fn facts() -> Vec<Fact<EntityId>> {
    let whole = observation("高新技术企业", "242.0", "家");
    let mut part = observation("瞪羚企业", "12", "家");
    part.within = Some(Box::new(whole.clone()));
    let mut unread = observation("专精特新企业", "0.5", "%");
    unread.within = Some(Box::new(observation("未读的整体", "3", "个")));
    let mut range = observation("产值", "10000000000", "元");
    range.quantity.upper = Some("15000000000".parse().unwrap());
    range.quantity.unit = Some("http://qudt.org/vocab/unit/CNY".to_owned());
    "100-150亿元".clone_into(&mut range.quantity.written);
    range.date = PartialDate::year(2025);
    let mut growth = observation("产值", "7.50", "%");
    growth.change = Change::Increase;
    growth.quantity.comparator = Comparator::AtLeast;
    growth.quantity.unit = Some("not an IRI".to_owned());
    growth.subject = None;
    let observations = [
        (whole.clone(), 27, 36, Modality::Actual, 0.8),
        // The same once more: united with the first.
        (whole, 30, 36, Modality::Actual, 0.95),
        (part, 39, 46, Modality::Actual, 0.7),
        (unread, 39, 40, Modality::Actual, 0.7),
        (range, 56, 65, Modality::Planned, 0.6),
        (growth, 66, 74, Modality::Actual, f64::NAN),
    ];
    let mut facts: Vec<_> = observations
        .into_iter()
        .map(|(it, start, end, modality, confidence)| Fact {
            statement: Statement::Observation(it),
            evidence: evidence(Span::new(start, end), modality, confidence),
        })
        .collect();
    facts.extend(relations());
    facts
}

/// The park is given an honour.
fn conferral(honor: EntityId, status: ConferralStatus) -> Statement<EntityId> {
    Statement::Conferral(Conferral {
        recipient: PARK,
        honor,
        status,
        date: PartialDate::month(2022, 4),
        conferred_by: vec![AGENCY],
        batch: Some("首批".to_owned()),
    })
}

fn relations() -> Vec<Fact<EntityId>> {
    let relations = [
        (
            conferral(HONOR, ConferralStatus::Conferred),
            Modality::Actual,
        ),
        (
            conferral(HONOR, ConferralStatus::ApprovedToCreate),
            Modality::Actual,
        ),
        (
            conferral(OTHER_HONOR, ConferralStatus::Conferred),
            Modality::Negated,
        ),
        (
            Statement::Location {
                subject: COMPANY,
                object: PARK,
            },
            Modality::Actual,
        ),
        (
            Statement::Location {
                subject: PARK,
                object: PLACE,
            },
            Modality::Planned,
        ),
        (
            Statement::Engagement {
                subject: PARK,
                object: INDUSTRY,
            },
            Modality::Actual,
        ),
        (
            Statement::Event(Event {
                event_type: EventType::ConstructionStart,
                subject: COMPANY,
                date: PartialDate::month(2021, 9),
            }),
            Modality::Actual,
        ),
    ];
    let relations = relations
        .into_iter()
        .enumerate()
        .map(|(place, (statement, modality))| Fact {
            statement,
            evidence: evidence(Span::new(place, place + 9), modality, 0.9),
        });
    relations.collect()
}

fn evidence(span: Span, modality: Modality, confidence: f64) -> Evidence {
    Evidence {
        spans: vec![span, Span::new(0, 5)],
        rule: RuleId::new("sample/by hand"),
        confidence,
        modality,
    }
}
