//! A mistake in a query, shown by line and column and by what stands there.
//!
//! The parser names the furthest place that it looked at. Where it looked for words, that is behind the mistake by the
//! length of the word; the shortest of them bounds from where on the mistake is.

use crate::serve::scan;

/// Most characters of the query that are shown.
const EXCERPT: usize = 40;

/// Most of what could stand there instead that is named.
const EXPECTED: usize = 12;

/// What the parser says of an IRI; it then stands behind it.
const BAD_IRI: &str = "IRI parsing failed";

/// A parser's message `error at 3:14: expected one of …` in words.
pub(crate) fn show(message: &str, text: &str) -> Option<String> {
    let (before, rest) = message.split_once("error at ")?;
    let (place, after) = rest.split_once(": ")?;
    let (line, column) = place.split_once(':')?;
    let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
    let reason = reason(after);
    if reason == Some(BAD_IRI)
        && let Some(((line, column), iri)) = iri_before(text, (line, column))
    {
        return Some(format!(
            "{before}line {line}, column {column}: `{iri}` is no IRI"
        ));
    }
    if let Some(((line, column), told)) = scan::mistake(text) {
        let excerpt = excerpt(text, (line, column))?;
        return Some(format!(
            "{before}line {line}, column {column}: it reads {excerpt}: {told}"
        ));
    }
    if let Some(reason) = reason {
        let place = format!("line {line}, column {column} or before");
        return Some(format!("{before}{place}: {reason}"));
    }
    let expected = expected(after);
    let behind = if expected.iter().all(|it| is_word(it)) {
        expected.iter().map(|it| it.len()).min().unwrap_or(0)
    } else {
        0
    };
    let (column, from) = match column.checked_sub(behind) {
        Some(column @ 1..) if behind > 0 => (column, " or soon after"),
        Some(column @ 1..) => (column, ""),
        _ => (1, " or soon after"),
    };
    let excerpt = excerpt(text, (line, column))?;
    let expected = some(&expected);
    Some(format!(
        "{before}line {line}, column {column}{from}: it reads {excerpt}{expected}"
    ))
}

/// The sentence in which the parser says why, among what it expected.
fn reason(message: &str) -> Option<&str> {
    let is_sentence = |it: &&str| {
        let mut words = it.split(' ');
        let begins = words
            .next()
            .is_some_and(|it| it.starts_with(char::is_alphabetic));
        begins && words.any(|it| it.starts_with(char::is_lowercase))
    };
    listed(message).find(is_sentence)
}

/// The last IRI that begins before a place, with where it begins.
fn iri_before(text: &str, (line, column): (usize, usize)) -> Option<((usize, usize), String)> {
    let line_text = text.split('\n').nth(line.checked_sub(1)?)?;
    let before: Vec<char> = line_text.chars().take(column.checked_sub(1)?).collect();
    let start = before.iter().rposition(|it| *it == '<')?;
    let iri: String = before.iter().skip(start).take(EXCERPT).collect();
    Some(((line, start + 1), iri.trim().to_owned()))
}

/// What could stand there instead, without classes of characters.
fn expected(message: &str) -> Vec<&str> {
    let all = listed(message);
    all.filter(|it| is_word(it) || it.starts_with('"') && it.ends_with('"'))
        .collect()
}

/// What the parser lists.
fn listed(message: &str) -> impl Iterator<Item = &str> {
    let list = message.trim_start_matches("expected ");
    let list = list.trim_start_matches("one of ");
    list.split(", ").map(str::trim)
}

/// Whether it is a keyword.
fn is_word(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|it| it.is_ascii_uppercase() || it.is_ascii_digit() || it == '_')
}

/// Names some of them.
fn some(expected: &[&str]) -> String {
    if expected.is_empty() || expected.len() > EXPECTED {
        return String::new();
    }
    format!(", and one of these is expected: {}", expected.join(" "))
}

/// What stands at a place.
fn excerpt(text: &str, (line, column): (usize, usize)) -> Option<String> {
    let line = text.split('\n').nth(line.checked_sub(1)?)?;
    let rest = line.chars().skip(column.checked_sub(1)?);
    let rest: String = rest.take(EXCERPT).collect();
    let rest = rest.trim();
    Some(match rest {
        "" => "nothing more".to_owned(),
        rest => format!("`{rest}`"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_has_its_place_and_what_stands_there() {
        for (message, text, shown) in [
            (
                "no: error at 2:9: expected one of \"}\", GRAPH, ['a'..='z']",
                "SELECT *\nWHERE { 园区 ?p }",
                "no: line 2, column 9: it reads `园区 ?p }`, and one of these is expected: \"}\" GRAPH",
            ),
            (
                "no: error at 1:16: expected one of LATERAL, SERVICE",
                "WHERE { ?s ?p , }",
                "no: line 1, column 9 or soon after: it reads `?s ?p , }`, and one of these is expected: LATERAL SERVICE",
            ),
            (
                "no: error at 1:4: expected EOF",
                "ASK",
                "no: line 1, column 1 or soon after: it reads `ASK`, and one of these is expected: EOF",
            ),
        ] {
            assert_eq!(show(message, text).as_deref(), Some(shown));
        }
    }

    #[test]
    fn the_reason_of_the_parser_is_kept() {
        for (message, text, shown) in [
            (
                "no: error at 1:38: expected one of The SELECT contains a variable that is unbound, [_]",
                "SELECT ?x (COUNT(*) AS ?n) {?x ?y ?z}",
                "no: line 1, column 38 or before: The SELECT contains a variable that is unbound",
            ),
            (
                "no: error at 1:32: expected one of \"$\", IF, SELECT * is not authorized with GROUP BY, ['0' ..= '9'\n| 'a']",
                "SELECT * {?s ?p ?o} GROUP BY ?s",
                "no: line 1, column 32 or before: SELECT * is not authorized with GROUP BY",
            ),
            (
                "no: error at 2:16: expected IRI parsing failed",
                "ASK {\n?园 <http://a b> ?o}",
                "no: line 2, column 4: `<http://a b>` is no IRI",
            ),
        ] {
            assert_eq!(show(message, text).as_deref(), Some(shown));
        }
        assert_eq!(show("the store is broken", "ASK {}"), None);
    }
}
