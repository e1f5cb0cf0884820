//! One Turtle statement to one entry, with the mistakes in it.

use std::str::FromStr;

use unicode_normalization::is_nfc;

use crate::clean::{narrow, simplify};
use crate::lexicon::mistake::Mistake;
use crate::lexicon::turtle::{Object, Statement};
use crate::lexicon::{BASE, Entry, Scheme};
use crate::model::{Decimal, Language};

/// `rdf:type`.
pub(super) const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const SCHEME: &str = "http://www.w3.org/2004/02/skos/core#ConceptScheme";
const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const QUDT: &str = "http://qudt.org/schema/qudt/";

/// A mistake and the text it is about.
pub(super) type Found = (Mistake, String);

/// Whether the statement describes a scheme (its licence, its source) rather than an entry.
pub(super) fn is_scheme(statement: &Statement) -> bool {
    statement.facts.iter().any(|(predicate, object)| {
        predicate == TYPE && matches!(object, Object::Iri(iri) if iri == SCHEME)
    })
}

/// The entry, unless it lacks a scheme or a name, and what is wrong with it.
pub(super) fn entry(statement: Statement, file: &str) -> (Option<Entry>, Vec<Found>) {
    let mut draft = Draft::new(statement.subject, file, statement.line, misspelt);
    for (predicate, object) in statement.facts {
        draft.add(&predicate, object);
    }
    draft.finish()
}

/// What is wrong with the characters of a label in a language.
pub(super) type LabelCheck = fn(&str, Language) -> Option<Mistake>;

/// An entry in the making.
pub(super) struct Draft {
    entry: Entry,
    scheme: Option<Scheme>,
    mistakes: Vec<Found>,
    label_check: LabelCheck,
}

impl Draft {
    /// An entry of which nothing is known but where it stands.
    pub(super) fn new(iri: String, file: &str, line: usize, label_check: LabelCheck) -> Self {
        let entry = Entry {
            scheme: Scheme::Park,
            iri,
            name: String::new(),
            aliases: Vec::new(),
            notation: None,
            broader: None,
            matches: Vec::new(),
            literals: Vec::new(),
            multiplier: None,
            file: file.to_owned(),
            line,
        };
        Self {
            entry,
            scheme: None,
            mistakes: Vec::new(),
            label_check,
        }
    }

    /// What it is an entry for.
    pub(super) fn iri(&self) -> &str {
        &self.entry.iri
    }

    /// Adds a property's value.
    pub(super) fn add(&mut self, predicate: &str, object: Object<'_>) {
        let known = predicate
            .strip_prefix(SKOS)
            .or_else(|| predicate.strip_prefix(QUDT));
        match (known, object) {
            (Some("prefLabel"), Object::Text(text, tag)) => self.add_name(&text, tag.as_deref()),
            (Some("altLabel"), Object::Text(text, tag)) => self.add_alias(&text, tag.as_deref()),
            (Some("inScheme"), Object::Iri(iri)) => self.add_scheme(&iri),
            (Some("notation"), Object::Text(text, _)) => self.entry.notation = Some(text.into()),
            (Some("broader"), Object::Iri(iri)) => self.entry.broader = Some(iri.into()),
            (Some("conversionMultiplier"), Object::Text(text, _)) => self.add_multiplier(&text),
            (Some("inScheme" | "broader" | "exactMatch" | "closeMatch"), Object::Text(text, _)) => {
                self.wrong(Mistake::NotAnIri, &text);
            }
            (_, Object::Iri(_)) if predicate == TYPE => {}
            _ if is_unknown(predicate) => self.wrong(Mistake::UnknownProperty, predicate),
            (_, Object::Iri(iri)) => {
                self.entry.matches.push((predicate.to_owned(), iri.into()));
            }
            (_, Object::Text(text, _)) => {
                self.entry
                    .literals
                    .push((predicate.to_owned(), text.into()));
            }
        }
    }

    fn add_name(&mut self, text: &str, tag: Option<&str>) {
        if tag != Some(Language::Simplified.tag()) {
            self.add_alias(text, tag);
        } else if self.entry.name.is_empty() {
            self.check_label(text, Language::Simplified);
            self.entry.name = narrow(text).into_owned();
        } else {
            self.wrong(Mistake::SecondName, text);
        }
    }

    fn add_alias(&mut self, text: &str, tag: Option<&str>) {
        let Some(language) = tag.and_then(language) else {
            return self.wrong(Mistake::Language, text);
        };
        self.check_label(text, language);
        self.entry
            .aliases
            .push((narrow(text).into_owned(), language));
    }

    fn add_scheme(&mut self, iri: &str) {
        match Scheme::from_iri(iri) {
            Some(scheme) => self.scheme = Some(scheme),
            None => self.wrong(Mistake::UnknownScheme, iri),
        }
    }

    fn add_multiplier(&mut self, text: &str) {
        let number = Decimal::from_str(text).or_else(|_| Decimal::from_scientific(text));
        match number {
            Ok(number) => self.entry.multiplier = Some(number),
            Err(_) => self.wrong(Mistake::NotANumber, text),
        }
    }

    fn check_label(&mut self, text: &str, language: Language) {
        if text.is_empty() || text.trim() != text {
            self.wrong(Mistake::EmptyLabel, text);
        } else if let Some(mistake) = (self.label_check)(text, language) {
            self.wrong(mistake, text);
        }
    }

    fn wrong(&mut self, mistake: Mistake, text: &str) {
        self.mistakes.push((mistake, text.to_owned()));
    }

    /// The entry, unless it lacks a scheme or a name, and what is wrong with it.
    pub(super) fn finish(mut self) -> (Option<Entry>, Vec<Found>) {
        self.check_repetition();
        let iri = self.entry.iri.clone();
        let told = |it: &Mistake| matches!(it, Mistake::EmptyLabel | Mistake::Language);
        if self.entry.name.is_empty() && !self.mistakes.iter().any(|(it, _)| told(it)) {
            self.wrong(Mistake::NoName, &iri);
        }
        let unknown = self
            .mistakes
            .iter()
            .any(|(it, _)| matches!(it, Mistake::UnknownScheme | Mistake::NotAnIri));
        if self.scheme.is_none() && !unknown {
            self.wrong(Mistake::NoScheme, &iri);
        }
        if let Some(scheme) = self.scheme.filter(|it| names_another(&iri, *it)) {
            self.wrong(Mistake::OtherScheme(scheme), &iri);
        }
        let named = !self.entry.name.is_empty();
        let entry = self.scheme.filter(|_| named).map(|scheme| Entry {
            scheme,
            ..self.entry
        });
        (entry, self.mistakes)
    }

    fn check_repetition(&mut self) {
        let (name, aliases) = (&self.entry.name, &self.entry.aliases);
        let repeats = |(index, (alias, _)): &(usize, &(String, Language))| {
            let mut before = aliases.iter().take(*index);
            alias == name || before.any(|(it, _)| it == alias)
        };
        let repeated = aliases.iter().enumerate().filter(repeats);
        let repeated: Vec<String> = repeated.map(|(_, (alias, _))| alias.clone()).collect();
        for alias in repeated {
            self.wrong(Mistake::RepeatedAlias, &alias);
        }
    }
}

/// Whether an IRI of ours begins with another scheme: `<company/a>` among the parks.
fn names_another(iri: &str, scheme: Scheme) -> bool {
    let path = iri.strip_prefix(BASE).and_then(|it| it.split_once('/'));
    path.is_some_and(|(first, _)| first != scheme.as_str())
}

/// Properties of SKOS that an entry may have beside those that are read.
const FURTHER: [&str; 14] = [
    "exactMatch",
    "closeMatch",
    "broadMatch",
    "narrowMatch",
    "relatedMatch",
    "narrower",
    "related",
    "note",
    "definition",
    "scopeNote",
    "example",
    "historyNote",
    "editorialNote",
    "changeNote",
];

/// Whether a property of SKOS is none that an entry may have: `skos:altlabel`. What reaches here is not read.
fn is_unknown(predicate: &str) -> bool {
    predicate
        .strip_prefix(SKOS)
        .is_some_and(|it| !FURTHER.contains(&it))
}

fn language(tag: &str) -> Option<Language> {
    let all = [
        Language::Simplified,
        Language::Traditional,
        Language::English,
    ];
    all.into_iter().find(|it| it.tag() == tag)
}

/// Whether a label is in another form of Unicode than texts are when names are looked for, or not as simplified as it is
/// said to be.
fn misspelt(text: &str, language: Language) -> Option<Mistake> {
    if !is_nfc(text) {
        return Some(Mistake::NotNfc);
    }
    if language != Language::Simplified {
        return None;
    }
    let right = simplify(text);
    (right != text).then_some(Mistake::NotSimplified(right))
}
