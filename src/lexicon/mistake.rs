//! The catalogue of what can be wrong with a lexicon: code, message and way out of each mistake.

use crate::lexicon::Scheme;

/// What is wrong with an entry.
pub(super) enum Mistake {
    Unreadable,
    Syntax(String),
    Iri,
    NoScheme,
    UnknownScheme,
    NoName,
    EmptyLabel,
    Language,
    NotNfc,
    NotSimplified(String),
    DuplicateName(String),
    AliasIsName(String),
    RepeatedAlias,
    DuplicateIri(String),
    NotAnIri,
    NotANumber,
    SecondName,
    UnknownProperty,
    OtherScheme(Scheme),
    NoFile,
}

impl Mistake {
    /// The stable code.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Unreadable => "L001",
            Self::Syntax(_) => "L002",
            Self::Iri => "L003",
            Self::NoScheme => "L004",
            Self::UnknownScheme => "L005",
            Self::NoName => "L006",
            Self::EmptyLabel => "L007",
            Self::Language => "L008",
            Self::NotNfc => "L009",
            Self::NotSimplified(_) => "L010",
            Self::DuplicateName(_) => "L011",
            Self::AliasIsName(_) => "L012",
            Self::RepeatedAlias => "L013",
            Self::DuplicateIri(_) => "L014",
            Self::NotAnIri => "L015",
            Self::NotANumber => "L016",
            Self::SecondName => "L017",
            Self::UnknownProperty => "L018",
            Self::OtherScheme(_) => "L019",
            Self::NoFile => "L020",
        }
    }

    /// What is wrong.
    pub(super) fn message(&self) -> String {
        match self {
            Self::Unreadable => "the file cannot be read".into(),
            Self::Syntax(what) => format!("not Turtle: {}", lower_first(what)),
            Self::Iri => "not an IRI".into(),
            Self::NoScheme => "the entry has no skos:inScheme".into(),
            Self::UnknownScheme => "no such scheme".into(),
            Self::NoName => "the entry has no skos:prefLabel in zh-Hans".into(),
            Self::EmptyLabel => "the label is empty or has spaces at its ends".into(),
            Self::Language => "the label's language is not one that is read".into(),
            Self::NotNfc => "the label is not in Unicode form NFC".into(),
            Self::NotSimplified(_) => "the label is not in simplified characters".into(),
            Self::DuplicateName(_) => "the name is taken in this scheme".into(),
            Self::AliasIsName(_) => "the alias is the name of another entry".into(),
            Self::RepeatedAlias => "the alias repeats the name or another alias".into(),
            Self::DuplicateIri(_) => "the IRI is taken".into(),
            Self::NotAnIri => "the value must be an IRI".into(),
            Self::NotANumber => "the value must be a decimal number".into(),
            Self::SecondName => "the IRI has a second skos:prefLabel in zh-Hans".into(),
            Self::UnknownProperty => "SKOS has no such property for an entry".into(),
            Self::OtherScheme(_) => "the IRI names another scheme than skos:inScheme does".into(),
            Self::NoFile => "the folder has no lexicon file".into(),
        }
    }

    /// What to do about it.
    pub(super) fn note(&self) -> String {
        match self {
            Self::Unreadable => "check that it exists, may be read and is UTF-8".into(),
            Self::Syntax(_) => "an entry is one line: <kind/name> a skos:Concept ; skos:inScheme <kind> ; skos:prefLabel \"name\"@zh-Hans .".into(),
            Self::Iri => "an IRI has no spaces, quotes or angle brackets; write others as they are".into(),
            Self::NoScheme => "add skos:inScheme <park>, or another of the schemes in docs/data.md".into(),
            Self::UnknownScheme => format!("the schemes are {}", schemes()),
            Self::NoName => "add skos:prefLabel \"name\"@zh-Hans".into(),
            Self::EmptyLabel => "write the name between the quotes, without spaces, or delete the label".into(),
            Self::Language => "use @zh-Hans, @zh-Hant or @en".into(),
            Self::NotNfc => "write the composed characters".into(),
            Self::NotSimplified(right) => format!("write {right}; a traditional form may be an alias in @zh-Hant"),
            Self::DuplicateName(first) => format!("first at {first}; join the entries, or delete one"),
            Self::AliasIsName(first) => format!("that entry is at {first}; delete the alias"),
            Self::RepeatedAlias => "delete it".into(),
            Self::DuplicateIri(first) => format!("first at {first}; put all into one line, or choose another IRI"),
            Self::NotAnIri => "write it in angle brackets".into(),
            Self::NotANumber => "write it in quotes or plain: 10000 or \"0.001\"".into(),
            Self::SecondName => "another name of the same thing is a skos:altLabel; another thing needs an IRI of its own".into(),
            Self::UnknownProperty => "write skos:prefLabel, skos:altLabel, skos:notation, skos:broader or skos:exactMatch".into(),
            Self::OtherScheme(scheme) => format!("begin the IRI with <{0}/, or choose another scheme than <{0}>", scheme.as_str()),
            Self::NoFile => "lexicon files end in .ttl".into(),
        }
    }
}

fn schemes() -> String {
    let names = Scheme::ALL.map(Scheme::as_str);
    names.join(", ")
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|it| it.to_lowercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}
