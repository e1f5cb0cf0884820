//! The pattern language of the rules: a line of text becomes a list of elements.
//!
//! | written | matches |
//! |---|---|
//! | `<confer>` | a word of the list `confer` |
//! | `达到` | these characters |
//! | `<honor:Honor>` | a mention of this kind, bound to the role `honor`; `Park\|Place` for several kinds |
//! | `<honor:Honor+>` | a list of such mentions, separated by list marks |
//! | `<subject:Company~>`, `<subject:Company~+>` | text up to the next element, read as a new name or a list of names |
//! | `<date:Moment>`, `<value:Measure>` | a date, a quantity |
//! | `..` | anything inside the clause; `...` anything inside the sentence |
//! | `^`, `$` | the beginning, the end of a clause |
//! | `?` behind an element | the element may be missing |

use crate::model::EntityKind;

/// What a slot of a pattern is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Who receives a title.
    Recipient,
    /// The title.
    Honor,
    /// Who a fact is about.
    Subject,
    /// The other end of a location or engagement.
    Object,
    /// Who grants.
    By,
    /// When.
    Date,
    /// A quantity.
    Value,
    /// What is measured.
    Indicator,
    /// A name to remember.
    Name,
    /// The short form of a name.
    Short,
}

impl Role {
    /// All roles with their names in patterns.
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::Recipient, "recipient"),
        (Self::Honor, "honor"),
        (Self::Subject, "subject"),
        (Self::Object, "object"),
        (Self::By, "by"),
        (Self::Date, "date"),
        (Self::Value, "value"),
        (Self::Indicator, "indicator"),
        (Self::Name, "name"),
        (Self::Short, "short"),
    ];

    /// The role with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|(_, it)| *it == name)
            .map(|(role, _)| role)
    }
}

/// What may fill a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filler {
    /// A mention of one of these kinds.
    Mention(Vec<EntityKind>),
    /// Free text, read as a name of the first of these kinds.
    Free(EntityKind),
    /// A quantity.
    Measure,
    /// A date.
    Moment,
}

/// One element of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// What it matches.
    pub atom: Atom,
    /// Whether it may be missing.
    pub optional: bool,
}

/// What one element matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Atom {
    /// A word of a named list.
    Words(String),
    /// These characters.
    Literal(String),
    /// A slot.
    Slot {
        /// Its role.
        role: Role,
        /// What fills it.
        filler: Filler,
        /// Whether it takes a list.
        many: bool,
    },
    /// Anything inside the clause.
    Gap,
    /// Anything inside the sentence.
    WideGap,
    /// Beginning of a clause.
    Start,
    /// End of a clause.
    End,
}

/// Reads a pattern; the error is a message about the offending element.
pub(super) fn parse(pattern: &str) -> Result<Vec<Element>, String> {
    let elements = pattern
        .split_whitespace()
        .map(element)
        .collect::<Result<Vec<_>, _>>()?;
    let last_free = elements
        .iter()
        .zip(elements.iter().skip(1).map(Some).chain([None]))
        .find(|(it, next)| {
            matches!(
                it.atom,
                Atom::Slot {
                    filler: Filler::Free(_),
                    ..
                }
            ) && !next.is_some_and(|next| {
                matches!(
                    next.atom,
                    Atom::Words(_)
                        | Atom::Literal(_)
                        | Atom::End
                        | Atom::Slot {
                            filler: Filler::Measure | Filler::Mention(_),
                            ..
                        }
                )
            })
        });
    if last_free.is_some() {
        return Err(
            "a free slot (~) must be followed by a word, a literal, a mention, a quantity or $"
                .to_owned(),
        );
    }
    if elements.iter().all(|it| {
        it.optional || matches!(it.atom, Atom::Gap | Atom::WideGap | Atom::Start | Atom::End)
    }) {
        return Err("the pattern matches everything: give it a word or a slot".to_owned());
    }
    Ok(elements)
}

fn element(written: &str) -> Result<Element, String> {
    let (body, optional) = match written.strip_suffix('?') {
        Some(body) if !body.is_empty() => (body, true),
        _ => (written, false),
    };
    let atom = match body {
        ".." => Atom::Gap,
        "..." => Atom::WideGap,
        "^" => Atom::Start,
        "$" => Atom::End,
        _ => match body.strip_prefix('<') {
            Some(inner) => bracketed(
                inner
                    .strip_suffix('>')
                    .ok_or_else(|| format!("{written}: > is missing"))?,
            )?,
            None => Atom::Literal(body.to_owned()),
        },
    };
    Ok(Element { atom, optional })
}

fn bracketed(inner: &str) -> Result<Atom, String> {
    let Some((role, filler)) = inner.split_once(':') else {
        return Ok(Atom::Words(inner.to_owned()));
    };
    let role =
        Role::from_name(role).ok_or_else(|| format!("<{inner}>: no role is called {role:?}"))?;
    let (filler, many) = match filler.strip_suffix('+') {
        Some(rest) => (rest, true),
        None => (filler, false),
    };
    let filler = match filler {
        "Measure" => Filler::Measure,
        "Moment" => Filler::Moment,
        _ => match filler.strip_suffix('~') {
            Some(kind) => Filler::Free(kind_named(inner, kind)?),
            None => Filler::Mention(
                filler
                    .split('|')
                    .map(|kind| kind_named(inner, kind))
                    .collect::<Result<_, _>>()?,
            ),
        },
    };
    Ok(Atom::Slot { role, filler, many })
}

fn kind_named(inner: &str, name: &str) -> Result<EntityKind, String> {
    EntityKind::from_name(name)
        .ok_or_else(|| format!("<{inner}>: no kind of entity is called {name:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_form() {
        let pattern =
            parse("^ <date:Moment>? <recipient:Park|Place> .. <confer> <honor:Honor+> 等").unwrap();
        assert_eq!(pattern.len(), 7);
        assert!(pattern[1].optional);
        assert_eq!(pattern[4].atom, Atom::Words("confer".to_owned()));
        let many = Atom::Slot {
            role: Role::Honor,
            filler: Filler::Mention(vec![EntityKind::Honor]),
            many: true,
        };
        assert_eq!(pattern[5].atom, many);
    }

    #[test]
    fn says_what_is_wrong() {
        assert!(parse("<honour:Honor>").unwrap_err().contains("no role"));
        assert!(parse("<honor:Honour>").unwrap_err().contains("no kind"));
        assert!(parse("<honor:Honor").unwrap_err().contains("> is missing"));
        assert!(parse(".. $").unwrap_err().contains("everything"));
        assert!(
            parse("<confer> <honor:Honor~>")
                .unwrap_err()
                .contains("free slot")
        );
    }
}
