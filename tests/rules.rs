//! Every rule reads its `yes` examples and leaves its `no` examples alone.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use parkgraph::clean::{Block, BlockKind, Layout, clean};
use parkgraph::extract::extract;
use parkgraph::lexicon::{Gives, Lexicon, Rule};
use parkgraph::model::{
    ContextText, Extraction, Fact, MentionId, Metadata, PartialDate, Statement,
};

/// An example without its marks, and the marked texts with what stands behind each mark.
fn unmarked(example: &str) -> (String, Vec<(String, String)>) {
    let (mut plain, mut marks, mut rest) = (String::new(), Vec::new(), example);
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        let (marked, behind) = after.split_once(']').unwrap();
        let label: String = behind
            .chars()
            .take_while(char::is_ascii_alphabetic)
            .collect();
        plain.push_str(marked);
        rest = behind.get(label.len()..).unwrap();
        marks.push((marked.to_owned(), label));
    }
    plain.push_str(rest);
    (plain, marks)
}

fn read(lexicon: &Lexicon, text: &str) -> (ContextText, Extraction) {
    let context = ContextText::new(text.to_owned());
    let clean = clean(&context);
    let block = Block {
        kind: BlockKind::Paragraph,
        bytes: 0..clean.text().len(),
    };
    let metadata = Metadata {
        issued: PartialDate::day(2023, 6, 1),
        ..Metadata::default()
    };
    let extraction = extract(
        lexicon,
        &clean,
        &Layout {
            blocks: vec![block],
            metadata,
        },
    );
    (context, extraction)
}

/// The mentions that a fact has in each role.
fn roles(fact: &Fact<MentionId>) -> Vec<(&'static str, MentionId)> {
    match &fact.statement {
        Statement::Conferral(it) => vec![("recipient", it.recipient), ("honor", it.honor)],
        Statement::Location { subject, object } | Statement::Engagement { subject, object } => {
            vec![("subject", *subject), ("object", *object)]
        }
        Statement::Event(it) => vec![("subject", it.subject)],
        Statement::Observation(it) => it
            .subject
            .map(|subject| ("subject", subject))
            .into_iter()
            .collect(),
    }
}

/// What a rule missed in an example.
fn missed(
    rule: &Rule,
    context: &ContextText,
    found: &Extraction,
    marks: &[(String, String)],
) -> Vec<String> {
    let text = |id: MentionId| context.slice(found.mentions[id.0].span);
    let wanted = marks.iter().filter(|(marked, label)| {
        let known = match rule.gives {
            Gives::Mention => found
                .mentions
                .iter()
                .any(|it| context.slice(it.span) == marked && it.kind.name() == label),
            _ => found
                .facts
                .iter()
                .filter(|fact| fact.evidence.rule == rule.id)
                .any(|fact| {
                    roles(fact)
                        .into_iter()
                        .any(|(role, id)| role == label && text(id) == marked)
                }),
        };
        !known
    });
    wanted
        .map(|(marked, label)| format!("{label} {marked}"))
        .collect()
}

fn fires(rule: &Rule, found: &Extraction) -> bool {
    found.facts.iter().any(|it| it.evidence.rule == rule.id)
        || found.mentions.iter().any(|it| it.rule == rule.id)
}

#[test]
fn rules_read_their_examples() {
    let lexicon = Lexicon::load(None, None).unwrap();
    let mut wrong = Vec::new();
    for rule in lexicon.rules() {
        for example in &rule.yes {
            let (text, marks) = unmarked(example);
            let (context, found) = read(&lexicon, &text);
            for it in missed(rule, &context, &found, &marks) {
                wrong.push(format!(
                    "{}: yes {example}: {it} not found in {:#?}",
                    rule.id,
                    found
                        .mentions
                        .iter()
                        .map(|m| (&m.name, m.kind, m.rule.as_str()))
                        .collect::<Vec<_>>()
                ));
            }
        }
        for example in &rule.no {
            let (_, found) = read(&lexicon, example);
            if fires(rule, &found) {
                wrong.push(format!("{}: no {example}: fires", rule.id));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\n{} wrong",
        wrong.join("\n"),
        wrong.len()
    );
}
