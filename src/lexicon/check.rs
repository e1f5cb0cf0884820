//! Entries against each other, and the place of a mistake in its file.

use std::collections::BTreeMap;

use crate::lexicon::load::Source;
use crate::lexicon::mistake::Mistake;
use crate::lexicon::turtle::SyntaxError;
use crate::lexicon::{BASE, Entry, Error, Scheme};

/// IRIs, names and aliases that two entries claim.
pub(super) fn clashes(sources: &[Source], entries: &[Entry]) -> Vec<Error> {
    let mut check = Clashes {
        sources,
        iris: BTreeMap::new(),
        names: BTreeMap::new(),
        errors: Vec::new(),
    };
    for entry in entries {
        check.add_iri(entry);
        check.add_name(entry);
    }
    for entry in entries {
        check.check_aliases(entry);
    }
    check.errors
}

/// What has been claimed so far.
struct Clashes<'a> {
    sources: &'a [Source],
    iris: BTreeMap<&'a str, &'a Entry>,
    names: BTreeMap<(Scheme, &'a str), Vec<&'a Entry>>,
    errors: Vec<Error>,
}

impl<'a> Clashes<'a> {
    fn add_iri(&mut self, entry: &'a Entry) {
        if let Some(first) = self.iris.insert(&entry.iri, entry) {
            let mistake = Mistake::DuplicateIri(self.place(first));
            self.report(entry, &entry.iri, &mistake);
        }
    }

    fn add_name(&mut self, entry: &'a Entry) {
        let known = self.names.entry((entry.scheme, &entry.name)).or_default();
        let first = known
            .iter()
            .copied()
            .find(|it| it.iri != entry.iri && same_thing(it, entry));
        known.push(entry);
        if let Some(first) = first {
            let mistake = Mistake::DuplicateName(self.place(first));
            self.report(entry, &entry.name, &mistake);
        }
    }

    fn check_aliases(&mut self, entry: &Entry) {
        for (alias, _) in &entry.aliases {
            let named = self.names.get(&(entry.scheme, alias.as_str()));
            let first = named.and_then(|it| it.first().copied());
            if let Some(first) = first.filter(|it| it.iri != entry.iri) {
                let mistake = Mistake::AliasIsName(self.place(first));
                self.report(entry, alias, &mistake);
            }
        }
    }

    fn report(&mut self, entry: &Entry, text: &str, mistake: &Mistake) {
        let source = self.sources.iter().find(|it| it.name == entry.file);
        self.errors
            .extend(source.map(|it| locate(it, entry.line, text, mistake)));
    }

    fn place(&self, entry: &Entry) -> String {
        let source = self.sources.iter().find(|it| it.name == entry.file);
        let shown = source.map_or(entry.file.as_str(), |it| it.shown.as_str());
        format!("{shown}:{}", entry.line)
    }
}

/// Whether two entries of one name cannot be told apart.
fn same_thing(one: &Entry, other: &Entry) -> bool {
    let told_apart = one.notation.is_some() && one.notation != other.notation;
    !(one.scheme.may_share_names() && told_apart)
}

/// A mistake at the first occurrence of its text from a line on, or at the beginning of that line.
pub(super) fn locate(source: &Source, line: usize, text: &str, mistake: &Mistake) -> Error {
    let text = text.strip_prefix(BASE).unwrap_or(text);
    let quoted = [format!("\"{text}\""), format!("<{text}>")];
    let lines = source
        .text
        .lines()
        .enumerate()
        .skip(line.saturating_sub(1))
        .take(20);
    let mut found = lines.filter_map(|(index, content)| {
        let byte = quoted.iter().find_map(|it| content.find(it.as_str()))?;
        Some((index + 1, characters(content, byte) + 1))
    });
    let (line, column) = found.next().unwrap_or((line, 1));
    Error::at(&source.shown, line, column)
        .with_message(mistake.code(), mistake.message())
        .with_text(text)
        .with_note(mistake.note())
}

/// A mistake of syntax, with the IRI or the line it is in.
pub(super) fn syntax(source: &Source, error: SyntaxError) -> Error {
    let content = source.text.lines().nth(error.line - 1).unwrap_or_default();
    let (mistake, text) = if error.in_iri {
        let rest = content.get(error.column..).unwrap_or(content);
        let iri = rest.trim_start_matches('<').split('>').next();
        (Mistake::Iri, iri.unwrap_or(rest))
    } else {
        (Mistake::Syntax(error.message), content.trim())
    };
    let column = characters(content, error.column) + 1;
    Error::at(&source.shown, error.line, column)
        .with_message(mistake.code(), mistake.message())
        .with_text(text)
        .with_note(mistake.note())
}

/// How many characters the first bytes of a line are.
fn characters(line: &str, bytes: usize) -> usize {
    line.char_indices()
        .take_while(|(at, _)| *at < bytes)
        .count()
}
