//! Turtle text to statements with their lines; after a syntax mistake reading goes on at the next statement.

use std::borrow::Cow;
use std::convert::Infallible;
use std::io::Read;

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
    pub(super) facts: Vec<(String, Object<'static>)>,
}

/// The object of a triple.
pub(super) enum Object<'a> {
    Iri(Cow<'a, str>),
    /// A literal and its language tag.
    Text(Cow<'a, str>, Option<Cow<'a, str>>),
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
    let head = directives(lines, start, errors);
    let rest: String = lines.iter().skip(start).copied().collect();
    let mut source = TurtleParser::new().parse(head.as_bytes().chain(rest.as_bytes()));
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
                let here = SyntaxError {
                    line: line.clamp(1, lines.len().max(1)),
                    column: error.position().1,
                    message: error.kind().to_string(),
                    in_iri: matches!(error.kind(), ErrorKind::Iri(_)),
                };
                let before = lines.iter().enumerate().take(line.saturating_sub(1));
                let unended = unended(before.skip(start).rev());
                return Err(unended.filter(|_| here.column == 0).unwrap_or(here));
            }
            Err(StreamError::SinkError(never)) => match never {},
        }
    }
}

/// The sound directives before a line, which a second start needs again: on one line, so that lines are easy to count.
fn directives(lines: &[&str], start: usize, errors: &[SyntaxError]) -> String {
    let before = lines.iter().take(start).map(|it| it.trim()).enumerate();
    let head: String = before
        .filter(|(_, line)| line.starts_with("@prefix") || line.starts_with("@base"))
        .filter(|(index, _)| errors.iter().all(|it| it.line != index + 1))
        .map(|(_, line)| line)
        .collect();
    head + "\n"
}

/// The mistake of an entry without full stop, which the parser sees only where the next one begins; lines from the last.
fn unended<'a>(mut lines: impl Iterator<Item = (usize, &'a &'a str)>) -> Option<SyntaxError> {
    let (index, text) = lines.find(|(_, it)| !it.trim().is_empty() && !it.starts_with('#'))?;
    let text = text.trim_end();
    (!text.ends_with('.')).then(|| SyntaxError {
        line: index + 1,
        column: text.len(),
        message: "expected '.' at the end of the entry".to_owned(),
        in_iri: false,
    })
}

/// Where the next statement begins.
fn resume(lines: &[&str], error: &SyntaxError) -> usize {
    let begins = |line: &str| !line.starts_with(char::is_whitespace) && !line.starts_with('#');
    let mut rest = lines.iter().enumerate().skip(error.line);
    let next = rest.find(|(_, line)| begins(line));
    next.map_or(lines.len(), |(index, _)| index)
}

/// Adds a fact to the last statement if that is about the same subject, else begins one.
fn add(
    statements: &mut Vec<Statement>,
    line: usize,
    subject: String,
    fact: (String, Object<'static>),
) {
    match statements.last_mut() {
        Some(last) if last.subject == subject => last.facts.push(fact),
        _ => statements.push(Statement {
            subject,
            line,
            facts: vec![fact],
        }),
    }
}

fn object_of(term: &impl Term) -> Object<'static> {
    let tag = term.language_tag().map(|it| it.as_str().to_owned());
    let text = term.lexical_form().map(|it| it.to_string());
    match text {
        Some(text) => Object::Text(text.into(), tag.map(Cow::from)),
        None => Object::Iri(text_of(term).into()),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn error_lines(text: &str) -> Vec<usize> {
        parse(text).1.iter().map(|it| it.line).collect()
    }

    #[test]
    fn reading_goes_on_after_any_mistake() {
        assert_eq!(
            error_lines("<a:a> <a:b> \"c\n\"d\" .\n<a:e> <a:f> <a:g> ."),
            [1, 2]
        );
        assert_eq!(
            error_lines("@prefix p <a:> .\np:a p:b p:c .\n<a:e> <a:f>"),
            [1, 2, 3]
        );
        assert_eq!(
            error_lines("<a:a> <a:b>\n  <a:c> ,\n  \"d\n# no\n\n<a:e> x ."),
            [3, 6]
        );
        assert_eq!(error_lines(&"\"\n".repeat(500)).len(), 500);
        assert!(error_lines("").is_empty());
    }

    #[test]
    fn lines_are_those_of_the_file() {
        let (statements, errors) =
            parse("@prefix p: <a:> .\n\n)\np:a p:b p:c ;\n  p:d p:e .\np:f p:g 1 .");
        let lines: Vec<usize> = statements.iter().map(|it| it.line).collect();
        assert_eq!((lines, errors.len()), (vec![4, 6], 1));
    }
}
