//! Across documents: the canonical name and code of a group of mentions.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::{Entry, Lexicon, Scheme, code_prefix};
use crate::model::{Entity, EntityKind, Extraction, Language, MentionId};
use crate::resolve::namesake::{Meant, bearers};
use crate::resolve::short_name::{Group, scheme_of};

/// From how many characters on the rest of a project's name behind its company's is one of its own.
const OWN: usize = 5;

/// What of a document decides between things of the same name.
pub(super) struct Identity<'a> {
    lexicon: &'a Lexicon,
    /// How often each prefecture or province (first four or two digits of its code) is named.
    divisions: BTreeMap<String, usize>,
    /// The names of parks and places with the division that stands right before them: 安康市|江北工业园.
    placed: BTreeMap<MentionId, String>,
}

impl<'a> Identity<'a> {
    /// Counts the divisions that a document names without ambiguity.
    pub(super) fn new(lexicon: &'a Lexicon, extraction: &Extraction) -> Self {
        let mut divisions = BTreeMap::new();
        for mention in extraction
            .mentions
            .iter()
            .filter(|it| it.kind == EntityKind::Place)
        {
            let mut codes = lexicon
                .named(&mention.name)
                .filter(|(_, it)| it.scheme == Scheme::Place)
                .filter_map(|(_, it)| it.notation.as_deref());
            if let (Some(code), None) = (codes.next(), codes.next()) {
                for length in [2, 4] {
                    if let Some(prefix) = code.get(..length) {
                        *divisions.entry(prefix.to_owned()).or_insert(0) += 1;
                    }
                }
            }
        }
        Self {
            lexicon,
            divisions,
            placed: placed_names(lexicon, extraction),
        }
    }

    /// The entity that a group of mentions means.
    pub(super) fn entity(&self, group: &Group) -> Entity {
        let known = group
            .names
            .iter()
            .find_map(|name| match &group.meant {
                Meant::Any => self.known(group.kind, name),
                Meant::Code(code) => self.coded(name, code),
                Meant::Open => None,
            })
            .filter(|_| group.kind != EntityKind::Park || self.is_sure(group));
        let fullest = group.names.first().cloned().unwrap_or_default();
        let name = known.map_or_else(
            || self.canonical(group.kind, &fullest),
            |entry| entry.name.clone(),
        );
        let mut aliases: BTreeSet<(String, Language)> = group
            .names
            .iter()
            .map(|it| (it.clone(), Language::Simplified))
            .collect();
        let placed = group.mentions.iter().filter_map(|it| self.placed.get(it));
        aliases.extend(placed.map(|it| (it.clone(), Language::Simplified)));
        if let Some(entry) = known {
            aliases.extend(
                entry
                    .aliases
                    .iter()
                    .filter(|(_, language)| {
                        *language != Language::Simplified || entry.scheme == Scheme::Company
                    })
                    .cloned(),
            );
        }
        if group.kind == EntityKind::Project {
            let shorter = group.names.iter().filter_map(|it| self.without_owner(it));
            aliases.extend(shorter.map(|it| (it, Language::Simplified)));
        }
        aliases.remove(&(name.clone(), Language::Simplified));
        let code = known
            .filter(|it| it.scheme == Scheme::Place && self.is_ambiguous(&name))
            .and_then(|it| it.notation.clone());
        Entity {
            kind: group.kind,
            name,
            code,
            aliases,
        }
    }

    /// What a project is called without the legal name of its company: 某有限公司|年产2万吨锂盐项目.
    fn without_owner(&self, name: &str) -> Option<String> {
        let forms = self.lexicon.words("legal_form");
        let ends = name.char_indices().map(|(at, _)| at);
        let form = |at: usize| {
            let (before, rest) = name.split_at(at);
            let mut starts = before.char_indices().map(|it| it.0);
            let formed = starts.any(|it| self.lexicon.has_word(forms, before.split_at(it).1));
            (formed && rest.chars().count() >= OWN).then_some(rest)
        };
        ends.rev().find_map(form).map(str::to_owned)
    }

    /// A canonical form for names that no lexicon has: parks and bodies with the long form of their head.
    fn canonical(&self, kind: EntityKind, name: &str) -> String {
        match kind {
            EntityKind::Park => self.lexicon.park_key(name),
            EntityKind::Agency => self.lexicon.agency_key(name),
            _ => name.to_owned(),
        }
    }

    /// Whether all names of a group of park mentions that the lexicon knows mean one park.
    fn is_sure(&self, group: &Group) -> bool {
        let mut meant: Vec<&str> = group
            .names
            .iter()
            .flat_map(|name| {
                self.lexicon
                    .named(name)
                    .filter(|(_, it)| it.scheme == Scheme::Park)
                    .map(|(_, it)| it.name.as_str())
            })
            .collect();
        meant.sort_unstable();
        meant.dedup();
        let full = group
            .names
            .iter()
            .any(|name| meant.contains(&name.as_str()));
        full || meant.len() == 1
    }

    fn is_ambiguous(&self, name: &str) -> bool {
        bearers(self.lexicon, name).len() > 1
    }

    /// The place with a name and a code.
    fn coded(&self, name: &str, code: &str) -> Option<&'a Entry> {
        let mut bearers = bearers(self.lexicon, name).into_iter();
        bearers.find(|it| it.notation.as_deref() == Some(code))
    }

    /// The lexicon's entry for a name; of several, the one in the division that the document names most.
    fn known(&self, kind: EntityKind, name: &str) -> Option<&'a Entry> {
        let scheme = scheme_of(kind)?;
        let entries: Vec<&Entry> = self
            .lexicon
            .named(name)
            .map(|(_, it)| it)
            .filter(|it| it.scheme == scheme && (it.name == name || is_one_under_all_names(kind)))
            .collect();
        match entries.as_slice() {
            [] if kind == EntityKind::Honor => self.lexicon.title(name),
            [] => None,
            [only] => Some(only),
            several => self
                .likeliest(several)
                .filter(|(_, sure)| *sure || kind != EntityKind::Place)
                .map(|(entry, _)| entry),
        }
    }

    /// The entry whose division is named most, and whether that alone decides.
    fn likeliest(&self, entries: &[&'a Entry]) -> Option<(&'a Entry, bool)> {
        let best = entries
            .iter()
            .max_by_key(|it| (self.weight(it), Reverse(it.notation.as_deref())))?;
        let weight = self.weight(best);
        let equal = entries.iter().filter(|it| self.weight(it) == weight);
        Some((*best, weight > (0, 0) && equal.count() == 1))
    }

    /// How often the document names the prefecture and the province of an entry.
    fn weight(&self, entry: &Entry) -> (usize, usize) {
        let code = entry.notation.as_deref().unwrap_or_default();
        let named = |length: usize| {
            let division = code.get(..length).and_then(|it| self.divisions.get(it));
            division.copied().unwrap_or_default()
        };
        (named(4), named(2))
    }
}

/// Whether an alias means the very same thing. Aliases of titles and industries are near words: 省级绿色工业园区 is a title
/// beside 省级绿色园区.
pub(super) fn is_one_under_all_names(kind: EntityKind) -> bool {
    !matches!(kind, EntityKind::Honor | EntityKind::Industry)
}

/// The names of parks and places right behind the full name of a division, with it: what a text writes is no other park,
/// whether or not the division belongs to the name.
fn placed_names(lexicon: &Lexicon, extraction: &Extraction) -> BTreeMap<MentionId, String> {
    let mentions = &extraction.mentions;
    let pairs = mentions.iter().zip(mentions.iter().skip(1)).enumerate();
    let placed = pairs.filter_map(|(at, (place, inner))| {
        let kinds = [EntityKind::Park, EntityKind::Place].contains(&inner.kind);
        let joined = place.kind == EntityKind::Place && place.span.end() == inner.span.start();
        let full = || !bearers(lexicon, &place.name).is_empty();
        let placed = format!("{}{}", place.name, inner.name);
        let fits = kinds && joined && full() && may_lie_in(lexicon, &inner.name, &place.name);
        fits.then_some((MentionId(at + 1), placed))
    });
    placed.collect()
}

/// Whether no division that a name is, or begins with, lies outside another one: 浙江省|江苏省 is a list.
fn may_lie_in(lexicon: &Lexicon, name: &str, outer: &str) -> bool {
    let codes = |name: &str| {
        let entries = lexicon.named(name).map(|(_, it)| it);
        let places = entries.filter(|it| it.scheme == Scheme::Place);
        let codes: Vec<&str> = places.filter_map(|it| it.notation.as_deref()).collect();
        codes
    };
    let around = codes(outer);
    let ends = name.char_indices().map(|(at, it)| at + it.len_utf8());
    let mut divisions = ends.map(|end| codes(name.get(..end).unwrap_or_default()));
    divisions.all(|inner| {
        let lies = |it: &&str| {
            let mut outer = around.iter();
            outer.any(|outer| it.starts_with(code_prefix(outer)))
        };
        inner.is_empty() || inner.iter().any(lies)
    })
}
