//! The files that are built in, read line by line: they have one form only, so that no parser for all of Turtle is needed
//! whenever the program starts.
//!
//! Nothing is reported here. What has another form, or a mistake that is seen in passing, is left to the parser and the
//! checks; a test holds both ways to the same entries.

use std::borrow::Cow;

use crate::lexicon::Entry;
use crate::lexicon::draft::{Draft, TYPE};
use crate::lexicon::turtle::Object;

/// How a statement goes on that describes a list and is no entry.
const SCHEME: &str = " a skos:ConceptScheme ;";

/// The entries of a file in which each statement is one line; the first line that has another form, if one has.
pub(super) fn entries<'a>(text: &'a str, file: &'a str) -> Result<Vec<Entry>, usize> {
    let mut reader = Reader {
        file,
        names: Names::default(),
        predicate: String::new(),
        last: None,
        entries: Vec::with_capacity(text.lines().count()),
    };
    let mut end = 0;
    for (number, line) in (1..).zip(text.lines()) {
        end = number;
        match line.bytes().next() {
            None | Some(b'#') => Some(()),
            Some(b'@') => reader.names.declare(line),
            Some(_) => reader.add(line, number),
        }
        .ok_or(number)?;
    }
    reader.finish_last().ok_or(end)?;
    Ok(reader.entries)
}

/// What has been read of a file.
struct Reader<'a> {
    file: &'a str,
    names: Names<'a>,
    /// The last predicate's IRI; kept for its memory.
    predicate: String,
    /// The last entry, which the next line may go on with.
    last: Option<Draft>,
    entries: Vec<Entry>,
}

impl<'a> Reader<'a> {
    /// Reads a statement.
    fn add(&mut self, line: &'a str, number: usize) -> Option<()> {
        let mut rest = Rest(line);
        let Object::Iri(subject) = self.names.object(&rest.term()?)? else {
            return None;
        };
        if rest.0.starts_with(SCHEME) {
            return Some(());
        }
        let mut draft = self.draft_of(subject, number)?;
        let mut mark = " ";
        while rest.skip(mark) {
            self.names
                .write_predicate(rest.until(' ')?, &mut self.predicate)?;
            draft.add(&self.predicate, self.names.object(&rest.term()?)?);
            while rest.skip(", ") {
                draft.add(&self.predicate, self.names.object(&rest.term()?)?);
            }
            mark = " ; ";
        }
        self.last = Some(draft);
        (rest.0 == " .").then_some(())
    }

    /// The last entry if it is the one with this IRI, else a new one.
    fn draft_of(&mut self, iri: Cow<'_, str>, line: usize) -> Option<Draft> {
        if let Some(last) = self.last.take_if(|it| it.iri() == iri) {
            return Some(last);
        }
        self.finish_last()?;
        Some(Draft::new(iri.into(), self.file, line, |_, _| None))
    }

    fn finish_last(&mut self) -> Option<()> {
        let Some(last) = self.last.take() else {
            return Some(());
        };
        let (entry, mistakes) = last.finish();
        self.entries.extend(entry);
        mistakes.is_empty().then_some(())
    }
}

/// What is left of a line.
struct Rest<'a>(&'a str);

/// A subject or an object as it is written.
enum Term<'a> {
    Iri(&'a str),
    Text(&'a str, Option<&'a str>),
    Word(&'a str),
}

impl<'a> Rest<'a> {
    /// Goes over a mark, if it is next.
    fn skip(&mut self, mark: &str) -> bool {
        let rest = self.0.strip_prefix(mark);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    /// What stands before a character; goes over both.
    fn until(&mut self, end: char) -> Option<&'a str> {
        let (before, rest) = self.0.split_once(end)?;
        self.0 = rest;
        Some(before)
    }

    fn term(&mut self) -> Option<Term<'a>> {
        if self.skip("<") {
            return self.until('>').map(Term::Iri);
        }
        if !self.skip("\"") {
            return self.token().map(Term::Word);
        }
        let text = self.until('"').filter(|it| !it.contains('\\'))?;
        let tag = if self.skip("@") {
            Some(self.token()?)
        } else {
            None
        };
        Some(Term::Text(text, tag))
    }

    /// What stands before the next blank or comma.
    fn token(&mut self) -> Option<&'a str> {
        let end = self.0.find([' ', ','])?;
        let (token, rest) = self.0.split_at_checked(end)?;
        self.0 = rest;
        Some(token)
    }
}

/// What a file's names stand for.
#[derive(Default)]
struct Names<'a> {
    base: &'a str,
    prefixes: Vec<(&'a str, &'a str)>,
}

impl<'a> Names<'a> {
    /// Reads `@base <…> .` or `@prefix name: <…> .`.
    fn declare(&mut self, line: &'a str) -> Option<()> {
        let (directive, rest) = line.split_once(' ')?;
        let (name, iri) = rest.strip_suffix("> .")?.split_once('<')?;
        match directive {
            "@base" if name.is_empty() && iri.ends_with('/') => self.base = iri,
            "@prefix" => self.prefixes.push((name.strip_suffix(": ")?, iri)),
            _ => return None,
        }
        Some(())
    }

    fn object(&self, term: &Term<'a>) -> Option<Object<'a>> {
        match term {
            Term::Iri(iri) => self.resolve(iri).map(Object::Iri),
            Term::Text(text, tag) => Some(Object::Text((*text).into(), tag.map(Cow::from))),
            Term::Word(word) if is_number(word) => Some(Object::Text((*word).into(), None)),
            Term::Word(word) => {
                let mut iri = String::new();
                self.write_prefixed(word, &mut iri)?;
                Some(Object::Iri(iri.into()))
            }
        }
    }

    fn write_predicate(&self, word: &str, iri: &mut String) -> Option<()> {
        iri.clear();
        if word == "a" {
            iri.push_str(TYPE);
            return Some(());
        }
        self.write_prefixed(word, iri)
    }

    /// Writes the IRI of a name with a prefix.
    fn write_prefixed(&self, word: &str, iri: &mut String) -> Option<()> {
        let (prefix, name) = word.split_once(':')?;
        let mut prefixes = self.prefixes.iter().rev();
        let (_, start) = prefixes.find(|(it, _)| *it == prefix)?;
        let is_plain = |it: char| it.is_alphanumeric() || it == '_' || it == '-';
        if !name.chars().all(is_plain) {
            return None;
        }
        iri.push_str(start);
        iri.push_str(name);
        Some(())
    }

    /// An IRI against the base: one with a scheme stays, a path without dots to resolve goes behind it.
    fn resolve(&self, iri: &'a str) -> Option<Cow<'a, str>> {
        let first = iri.find([':', '/', '?', '#']);
        let mark = first.and_then(|it| iri.get(it..)?.chars().next());
        let is_path = !iri.is_empty() && matches!(mark, None | Some('/')) && first != Some(0);
        match mark {
            _ if iri.starts_with('.') || iri.contains("/.") => None,
            Some(':') => Some(Cow::Borrowed(iri)),
            _ if is_path => Some(Cow::Owned([self.base, iri].concat())),
            _ => None,
        }
    }
}

fn is_number(word: &str) -> bool {
    word.starts_with(|it: char| it.is_ascii_digit())
        && word.chars().all(|it| it.is_ascii_digit() || it == '.')
}
