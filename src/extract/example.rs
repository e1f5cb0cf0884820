//! The examples of rules, tried: each `yes` must be read by its rule with the marked words in their roles, no `no` may be.

use crate::clean::{Block, BlockKind, Layout, clean};
use crate::extract::extract;
use crate::lexicon::{Gives, Lexicon, Rule, unmarked};
use crate::model::{ContextText, Extraction, Fact, MentionId, Metadata, PartialDate, Statement};

/// The day on which examples are published, for 今年 and 去年.
const ISSUED: (i16, u8, u8) = (2023, 6, 1);

/// An example that is not read as its rule says.
pub struct FailedExample<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// The example, with its marks.
    pub example: &'a str,
    /// What was not read of it, or that it was read though it is a `no`.
    pub what: String,
}

/// The examples of a rule that fail.
pub fn failed_examples<'a>(lexicon: &Lexicon, rule: &'a Rule) -> Vec<FailedExample<'a>> {
    let yes = rule.yes.iter().filter_map(|example| {
        let (text, marks) = unmarked(example);
        let missed = missed(rule, &Read::new(lexicon, text), &marks);
        (!missed.is_empty()).then(|| (example, format!("`yes` without {}", missed.join(", "))))
    });
    let no = rule.no.iter().filter_map(|example| {
        let read = Read::new(lexicon, example.clone());
        let is_read = read
            .found
            .facts
            .iter()
            .any(|it| it.evidence.rule == rule.id)
            || read.found.mentions.iter().any(|it| it.rule == rule.id);
        is_read.then(|| (example, "`no` is read by the rule".to_owned()))
    });
    let failed = yes.chain(no);
    failed
        .map(|(example, what)| FailedExample {
            rule,
            example,
            what,
        })
        .collect()
}

/// An example as the program reads it.
struct Read {
    text: ContextText,
    found: Extraction,
}

impl Read {
    fn new(lexicon: &Lexicon, text: String) -> Self {
        let text = ContextText::new(text);
        let clean = clean(&text);
        let (year, month, day) = ISSUED;
        let layout = Layout {
            blocks: vec![Block {
                kind: BlockKind::Paragraph,
                bytes: 0..clean.text().len(),
            }],
            metadata: Metadata {
                issued: PartialDate::day(year, month, day),
                ..Metadata::default()
            },
        };
        let found = extract(lexicon, &clean, &layout);
        Self { text, found }
    }
}

/// The marks that the rule did not read: `subject 张家港`. Without marks, whether it read anything.
fn missed(rule: &Rule, read: &Read, marks: &[(&str, &str)]) -> Vec<String> {
    let Read { text, found } = read;
    let slice = |id: MentionId| found.mentions.get(id.0).map(|it| text.slice(it.span));
    let facts = found.facts.iter().filter(|it| it.evidence.rule == rule.id);
    let roles: Vec<_> = facts.flat_map(roles).collect();
    let is_read = |(marked, label): &(&str, &str)| match rule.gives {
        Gives::Mention => found
            .mentions
            .iter()
            .any(|it| text.slice(it.span) == *marked && it.kind.name() == *label),
        _ => roles
            .iter()
            .any(|(role, id)| role == label && slice(*id) == Some(*marked)),
    };
    let missed = marks.iter().filter(|mark| !is_read(mark));
    missed
        .map(|(marked, label)| format!("{label} {marked}"))
        .collect()
}

/// The mentions that a fact has in each role.
fn roles(fact: &Fact<MentionId>) -> Vec<(&'static str, MentionId)> {
    match &fact.statement {
        Statement::Conferral(it) => vec![("recipient", it.recipient), ("honor", it.honor)],
        Statement::Location { subject, object } | Statement::Engagement { subject, object } => {
            vec![("subject", *subject), ("object", *object)]
        }
        Statement::Event(it) => vec![("subject", it.subject)],
        Statement::Observation(it) => it.subject.map(|it| ("subject", it)).into_iter().collect(),
    }
}
