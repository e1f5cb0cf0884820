//! How deep a query nests, seen before it is parsed: the parser descends as deep as the brackets, and what it makes is as
//! deep as operators follow each other.

use std::iter::Peekable;
use std::str::Chars;

use crate::store::Error;

/// Deepest brackets. Queries that people and programs write stay under 30.
const BRACKETS: usize = 100;

/// Most operators and groups, each of which may stand inside the one before.
const OPERATORS: usize = 20_000;

/// Most operators in a row that stand before what they are for: `!!!`, `---`, `^^^`.
const PREFIXES: usize = 50;

/// Longest IRI in which operators do not count, in characters.
const IRI: usize = 2000;

/// Refuses a query that nests too deep.
pub(super) fn check_nesting(text: &str) -> Result<(), Error> {
    let mut nesting = Nesting::default();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' | '\'' => skip_string(&mut characters, character),
            '#' => while characters.next_if(|it| *it != '\n').is_some() {},
            '<' => nesting.meet_iri(&mut characters),
            it => nesting.meet(it),
        }
        nesting.check()?;
    }
    Ok(())
}

/// Skips the rest of a string.
fn skip_string(characters: &mut Peekable<Chars<'_>>, quote: char) {
    let mut quotes = 1;
    while quotes < 3 && characters.next_if(|it| *it == quote).is_some() {
        quotes += 1;
    }
    if quotes == 2 {
        return; // an empty string
    }
    let mut closing = 0;
    while closing < quotes {
        match characters.next() {
            Some('\\') => {
                characters.next();
                closing = 0;
            }
            Some(it) if it == quote => closing += 1,
            Some(_) => closing = 0,
            None => return,
        }
    }
}

/// What was met so far.
#[derive(Debug, Default)]
struct Nesting {
    brackets: usize,
    operators: usize,
    prefixes: usize,
}

impl Nesting {
    fn meet(&mut self, character: char) {
        self.meet_bracket(character);
        match character {
            '!' | '-' | '+' | '^' => self.prefixes += 1,
            it if it.is_whitespace() => {}
            _ => self.prefixes = 0,
        }
        if matches!(
            character,
            '(' | '{' | '!' | '-' | '+' | '*' | '/' | '|' | '&' | '=' | '<' | '>' | '^'
        ) {
            self.operators += 1;
        }
    }

    fn meet_bracket(&mut self, character: char) {
        match character {
            '(' | '{' | '[' => self.brackets += 1,
            ')' | '}' | ']' => self.brackets = self.brackets.saturating_sub(1),
            _ => {}
        }
    }

    /// What follows `<` is an IRI if it ends in `>` soon. It may be a comparison all the same, so that brackets count.
    fn meet_iri(&mut self, characters: &mut Peekable<Chars<'_>>) {
        let is_iri = |it: &char| !it.is_whitespace() && !"<>\"{}|^`\\".contains(*it);
        let rest = characters.clone().take(IRI);
        let length = rest.take_while(is_iri).count();
        if characters.clone().nth(length) != Some('>') {
            return self.meet('<');
        }
        for character in characters.by_ref().take(length + 1) {
            self.meet_bracket(character);
        }
    }

    fn check(&self) -> Result<(), Error> {
        for (count, most, what) in [
            (self.brackets, BRACKETS, "brackets inside each other"),
            (self.operators, OPERATORS, "operators and groups"),
            (self.prefixes, PREFIXES, "operators in a row"),
        ] {
            if count > most {
                return Err(Error::Refused {
                    what: format!("it has more than {most} {what}; ask for less at a time"),
                });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_of_people_pass() {
        let iris = "<http://example.org/a/b-c#d> ".repeat(20_000);
        for query in [
            r#"SELECT * { ?s ?p "(((\"((" . ?s ?q '''it's ((( ''' } # (((("#.to_owned(),
            format!("SELECT * {{ VALUES ?x {{ {iris} }} }}"),
            "ASK { FILTER(1 < 2 && \"\" = '') }".to_owned(),
        ] {
            assert!(check_nesting(&query).is_ok());
        }
    }

    #[test]
    fn towers_do_not() {
        for query in [
            "(".repeat(101),
            format!("ASK {{ FILTER({}true) }}", "! ".repeat(51)),
            format!("SELECT (1{} AS ?x) {{}}", "+1".repeat(20_000)),
            format!("?a<{}>", "(".repeat(101)),
            "{} UNION ".repeat(20_001),
        ] {
            assert!(matches!(check_nesting(&query), Err(Error::Refused { .. })));
        }
    }
}
