//! The words of a query with their places, and the mistakes that can be told from them where the parser only knows what it
//! looked for.

use std::collections::BTreeSet;

use crate::vocab::query_prefixes;

/// A word, a sign or a literal of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Word<'a> {
    text: &'a str,
    /// Line and column, from 1.
    place: (usize, usize),
}

impl Word<'_> {
    fn is(&self, keyword: &str) -> bool {
        self.text.eq_ignore_ascii_case(keyword)
    }

    fn is_variable(&self) -> bool {
        self.text.len() > 1 && self.text.starts_with(['?', '$'])
    }

    /// Whether it can stand in a triple.
    fn is_term(&self) -> bool {
        let is_literal = self.text.len() > 1 && self.text.starts_with(['<', '"', '\'']);
        self.is_variable() || is_literal || self.prefix().is_some() || self.text == "a"
    }

    /// The prefix of a name such as `pg:Park`.
    fn prefix(&self) -> Option<&str> {
        let is_name = !self.text.starts_with(['<', '"', '\'', '?', '$']);
        let prefix = self.text.split_once(':').map(|(prefix, _)| prefix);
        prefix.filter(|it| is_name && *it != "_")
    }
}

/// A mistake in words, with its line and column.
pub(super) fn mistake(text: &str) -> Option<((usize, usize), String)> {
    let words = words(text);
    undeclared(&words)
        .or_else(|| ungrouped(&words))
        .or_else(|| unfinished(&words))
}

/// A prefix that nothing declares.
fn undeclared(words: &[Word<'_>]) -> Option<((usize, usize), String)> {
    let declarations = words.windows(2).filter(|it| it[0].is("PREFIX"));
    let declared: BTreeSet<&str> = declarations
        .filter_map(|it| it[1].prefix())
        .chain(query_prefixes().map(|(prefix, _)| prefix))
        .collect();
    let is_unknown = |it: &Word<'_>| it.prefix().is_some_and(|it| !declared.contains(it));
    // An address outside of angle brackets, or in those of an IRI that is none.
    let is_address = |rest: &[Word<'_>]| {
        rest[0].text.ends_with(':') && rest.iter().skip(1).take(2).all(|it| it.text == "/")
    };
    let mut rests = (0..words.len()).filter_map(|it| words.get(it..));
    let rest = rests.find(|it| is_unknown(&it[0]) && !is_address(it))?;
    let word = &rest[0];
    let prefix = word.prefix()?;
    let message = format!("the prefix `{prefix}:` is not declared; add PREFIX {prefix}: <...>");
    Some((word.place, message))
}

/// A variable that is selected beside groups but is not one of them; queries within queries are left alone.
fn ungrouped(words: &[Word<'_>]) -> Option<((usize, usize), String)> {
    let mut selects = words.iter().enumerate().filter(|(_, it)| it.is("SELECT"));
    let ((start, _), None) = (selects.next()?, selects.next()) else {
        return None;
    };
    let group = words
        .windows(2)
        .position(|it| it[0].is("GROUP") && it[1].is("BY"))?;
    let clause = |from: usize, ends: &'static [&str]| {
        let rest = words.iter().skip(from);
        rest.take_while(move |it| !ends.iter().any(|end| it.is(end)))
    };
    let ends = &["HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES", "}"];
    let grouped: BTreeSet<&str> = clause(group + 2, ends).filter_map(name).collect();
    let mut depth = 0_usize;
    for word in clause(start + 1, &["WHERE", "FROM", "{"]) {
        match word.text {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ if depth == 0 && name(word).is_some_and(|it| !grouped.contains(it)) => {
                let message = format!(
                    "{} is selected but not grouped; add it to GROUP BY or select an aggregate such as (SAMPLE({}) AS ...)",
                    word.text, word.text
                );
                return Some((word.place, message));
            }
            _ => {}
        }
    }
    None
}

/// The name of a variable.
fn name<'a>(word: &Word<'a>) -> Option<&'a str> {
    word.is_variable().then(|| word.text.get(1..)).flatten()
}

/// A triple of two terms.
fn unfinished(words: &[Word<'_>]) -> Option<((usize, usize), String)> {
    let found = words.windows(4).enumerate().find(|(index, it)| {
        let is_table = index
            .checked_sub(2)
            .and_then(|it| words.get(it))
            .is_some_and(|it| it.is("VALUES"));
        let is_begun = matches!(it[0].text, "{" | "." | "}") && !is_table;
        let is_ended = matches!(it[3].text, "}" | ".");
        is_begun && it[1].is_term() && it[2].is_term() && is_ended
    });
    let (_, found) = found?;
    let message = format!(
        "`{} {}` is a subject and a property; the object is missing before `{}`",
        found[1].text, found[2].text, found[3].text
    );
    Some((found[3].place, message))
}

/// The words of a query, without blanks and comments.
fn words(text: &str) -> Vec<Word<'_>> {
    let (mut words, mut rest, mut place) = (Vec::new(), text, (1, 1));
    while let Some(first) = rest.chars().next() {
        let Some((text, after)) = rest.split_at_checked(length(rest, first)) else {
            break;
        };
        if !first.is_whitespace() && first != '#' {
            words.push(Word { text, place });
        }
        for character in text.chars() {
            place = match character {
                '\n' => (place.0 + 1, 1),
                _ => (place.0, place.1 + 1),
            };
        }
        rest = after;
    }
    words
}

/// The bytes of the word that a text begins with.
fn length(text: &str, first: char) -> usize {
    let is_name = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-' | '.' | ':' | '%');
    let name_length = |it: &str| {
        let end = it.find(|it| !is_name(it)).unwrap_or(it.len());
        it.get(..end).map_or(0, |it| it.trim_end_matches('.').len())
    };
    let sign = first.len_utf8();
    match first {
        '#' => text.find('\n').unwrap_or(text.len()),
        '<' => iri_length(text).unwrap_or(sign),
        '"' | '\'' => string_length(text, first),
        '?' | '$' => sign + text.get(sign..).map_or(0, name_length),
        it if is_name(it) => name_length(text).max(sign),
        _ => sign,
    }
}

/// The bytes of an IRI in angle brackets; none where it is a comparison.
fn iri_length(text: &str) -> Option<usize> {
    let end = text.find('>')?;
    let iri = text.get(1..end)?;
    let is_iri = !iri.contains(|it: char| it.is_whitespace() || "<\"{}|^`\\".contains(it));
    is_iri.then_some(end + 1)
}

/// The bytes of a string, with its quotes.
fn string_length(text: &str, quote: char) -> usize {
    let long = quote.to_string().repeat(3);
    let quotes = if text.starts_with(&long) { 3 } else { 1 };
    let end = long.get(..quotes).unwrap_or_default();
    let mut is_escaped = false;
    for (index, character) in text.char_indices().skip(quotes) {
        let is_end = text.get(index..).is_some_and(|it| it.starts_with(end));
        if is_end && !is_escaped {
            return index + quotes;
        }
        is_escaped = character == '\\' && !is_escaped;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_told_from_the_words() {
        for (text, place, said) in [
            (
                "SELECT * WHERE {\n ?s ?p ?o FILTER(xx:f(?s)) }",
                (2, 18),
                "the prefix `xx:` is not declared",
            ),
            (
                "SELECT ?s ?p (COUNT(?o) AS ?n) { ?s ?p ?o } GROUP BY ?s",
                (1, 11),
                "?p is selected but not grouped",
            ),
            (
                "SELECT * WHERE { ?s ?p }",
                (1, 24),
                "the object is missing before `}`",
            ),
        ] {
            let (found, message) = mistake(text).unwrap();
            assert_eq!(found, place, "{text}");
            assert!(message.contains(said), "{message}");
        }
    }

    #[test]
    fn the_scheme_of_an_address_is_no_prefix() {
        assert_eq!(mistake("ASK { ?s <http://a b> ?o"), None);
        assert!(mistake("ASK { ?s xx:p / yy:q ?o }").is_some());
    }

    #[test]
    fn what_is_right_is_no_mistake() {
        for text in [
            "PREFIX e: <urn:x:> SELECT ?s (COUNT(?o) AS ?n) { ?s e:p ?o . ?s a pg:Park } GROUP BY ?s",
            "SELECT * { ?s ?p 'a:b' , \"\"\"x:\"y\" z:\"\"\" FILTER(?a < 3 && ?b > 4) } # c:d",
            "SELECT * { VALUES ?x { <urn:a> <urn:b> } ?x ?p _:b1 . }",
            "SELECT (SAMPLE(?a) AS ?b) $c { ?c ?p ?a } GROUP BY ?c",
            "SELECT ?s { ?s <urn:p:q> \"\\\"a:b\" }",
        ] {
            assert_eq!(mistake(text), None, "{text}");
        }
    }
}
