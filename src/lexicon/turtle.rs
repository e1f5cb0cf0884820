//! Turtle text to statements with their lines; after a syntax mistake reading goes on at the next statement.

use std::convert::Infallible;

use sophia::api::parser::TripleParser;
use sophia::api::source::{Source, StreamError};
use sophia::api::term::Term;
use sophia::turtle::parser::ErrorKind;
use sophia::turtle::parser::turtle::TurtleParser;

/// All that a file says about one subject in one place.
pub(super) struct Statement {
    pub(super) subject: String,
    /// From 1.
    pub(super) line: usize,
    pub(super) facts: Vec<(String, Object)>,
}

/// The object of a triple.
pub(super) enum Object {
    Iri(String),
    /// A literal and its language tag.
    Text(String, Option<String>),
}

/// A place where the text is not Turtle.
pub(super) struct SyntaxError {
    /// From 1.
    pub(super) line: usize,
    /// Bytes from the beginning of the line.
    pub(super) column: usize,
    /// What is wrong, in the parser's words.
    pub(super) message: String,
    /// Whether an IRI is wrong rather than the Turtle around it.
    pub(super) in_iri: bool,
}

/// Reads Turtle. A statement begins in the first column and goes on in indented lines: so one mistake hides no other.
pub(super) fn parse(text: &str) -> (Vec<Statement>, Vec<SyntaxError>) {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut statements = Vec::new();
    let mut errors = Vec::new();
    let mut start = 0;
    while let Err(error) = parse_from(&lines, start, &errors, &mut statements) {
        start = resume(&lines, &error);
        errors.push(error);
    }
    (statements, errors)
}

/// Reads from a line to the end or to the first mistake.
fn parse_from(
    lines: &[&str],
    start: usize,
    errors: &[SyntaxError],
    statements: &mut Vec<Statement>,
) -> Result<(), SyntaxError> {
    let rest: String = lines.iter().skip(start).copied().collect();
    let text = format!("{}\n{rest}", directives(lines, start, errors));
    let mut source = TurtleParser::new().parse(text.as_bytes());
    let mut line = start; // the source reads one line at a call, and first the directives
    loop {
        let step = source.try_for_some_item(|[subject, predicate, object]| {
            let fact = (text_of(&predicate), object_of(&object));
            if subject.is_iri() {
                add(statements, line, text_of(&subject), fact);
            }
            Ok::<(), Infallible>(())
        });
        match step {
            Ok(true) => line += 1,
            Ok(false) => return Ok(()),
            Err(StreamError::SourceError(error)) => {
                return Err(SyntaxError {
                    line: line.clamp(1, lines.len().max(1)),
                    column: error.position().1,
                    message: error.kind().to_string(),
                    in_iri: matches!(error.kind(), ErrorKind::Iri(_)),
                });
            }
            Err(StreamError::SinkError(never)) => match never {},
        }
    }
}

/// The sound directives before a line, which a second start needs again: on one line, so that lines are easy to count.
fn directives(lines: &[&str], start: usize, errors: &[SyntaxError]) -> String {
    let before = lines.iter().take(start).enumerate();
    before
        .filter(|(index, _)| errors.iter().all(|it| it.line != index + 1))
        .map(|(_, line)| line.trim())
        .filter(|line| line.starts_with("@prefix") || line.starts_with("@base"))
        .collect()
}

/// Where the next statement begins: at the mistake itself if the statement before it was not ended, else after it.
fn resume(lines: &[&str], error: &SyntaxError) -> usize {
    let mut before = lines.iter().take(error.line - 1).rev().map(|it| it.trim());
    let ended = before
        .find(|it| !it.is_empty() && !it.starts_with('#'))
        .is_none_or(|it| it.ends_with('.'));
    let first = if error.column == 0 && !ended {
        error.line - 1
    } else {
        error.line
    };
    let rest = lines.iter().enumerate().skip(first);
    let begins = |line: &str| !line.starts_with(char::is_whitespace) && !line.starts_with('#');
    rest.filter(|(_, line)| begins(line))
        .map(|(index, _)| index)
        .next()
        .unwrap_or(lines.len())
}

/// Adds a fact to the last statement if that is about the same subject, else begins one.
fn add(statements: &mut Vec<Statement>, line: usize, subject: String, fact: (String, Object)) {
    match statements.last_mut() {
        Some(last) if last.subject == subject => last.facts.push(fact),
        _ => statements.push(Statement {
            subject,
            line,
            facts: vec![fact],
        }),
    }
}

fn object_of(term: &impl Term) -> Object {
    let tag = term.language_tag().map(|it| it.as_str().to_owned());
    let text = term.lexical_form().map(|it| it.to_string());
    match text {
        Some(text) => Object::Text(text, tag),
        None => Object::Iri(text_of(term)),
    }
}

/// The IRI; a blank node's label after `_:`.
fn text_of(term: &impl Term) -> String {
    match (term.iri(), term.bnode_id()) {
        (Some(iri), _) => iri.as_str().to_owned(),
        (None, Some(label)) => format!("_:{}", label.as_str()),
        (None, None) => String::new(),
    }
}
