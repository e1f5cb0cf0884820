//! Every known string: the word lists that it is a word of, the entries that it names, and where a text has it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use daachorse::CharwiseDoubleArrayAhoCorasick;
use sha2::{Digest, Sha256};

use crate::lexicon::entry::{Entry, Scheme};
use crate::lexicon::error::{Error, Errors};
use crate::lexicon::park_head::ParkHeads;

/// A list of words, by the number that stands for its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordSet(u16);

/// An entry of the lexicon, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub usize);

/// What one string may be: the lists it is a word of, the entries it names.
#[derive(Clone, Debug, Default)]
pub struct Known {
    sets: Vec<WordSet>,
    entries: Vec<EntryId>,
}

impl Known {
    /// Feeds a hash with the lists and entries.
    pub(super) fn absorbed_by(&self, hash: &mut Sha256) {
        for set in &self.sets {
            hash.update(set.0.to_le_bytes());
        }
        hash.update([0]);
        for entry in &self.entries {
            hash.update(entry.0.to_le_bytes());
        }
    }
}

/// A known string found in a text, by byte offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// Byte offset of its first character.
    pub start: usize,
    /// Byte offset after its last character.
    pub end: usize,
    known: u32,
}

/// Strings and lists as they are collected.
#[derive(Debug, Default)]
pub(super) struct Strings {
    known: BTreeMap<String, Known>,
    sets: BTreeMap<String, WordSet>,
}

impl Strings {
    /// Adds words to a list.
    pub(super) fn add_words(&mut self, list: &str, words: &[String]) {
        let next = WordSet(u16::try_from(self.sets.len()).unwrap_or(u16::MAX - 1));
        let set = *self.sets.entry(list.to_owned()).or_insert(next);
        for word in words {
            let known = self.known.entry(word.clone()).or_default();
            if !known.sets.contains(&set) {
                known.sets.push(set);
            }
        }
    }

    /// Adds an entry's names, to the word list that it belongs to or as names of the entry.
    pub(super) fn add_entry(&mut self, id: EntryId, entry: &Entry, heads: &ParkHeads) {
        let names = names_of(entry, heads);
        if let Some(list) = word_list(entry) {
            self.add_words(&list, &names);
            return;
        }
        for name in names {
            self.known.entry(name).or_default().entries.push(id);
        }
    }

    /// Each string with all that is known of it, sorted.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&String, &Known)> {
        self.known.iter()
    }

    /// Compiles the strings into one automaton.
    ///
    /// # Errors
    /// If they are more than the automaton holds.
    pub(super) fn compile(self) -> Result<Vocabulary, Errors> {
        let automaton =
            CharwiseDoubleArrayAhoCorasick::new(self.known.keys()).map_err(|cause| {
                let mistake = Error::at("lexicons and rules", 0, 0)
                    .with_message("L000", format!("cannot search for their words: {cause}"))
                    .with_note("give fewer names: some millions fit");
                Errors::from(mistake)
            })?;
        let (names, known): (Vec<String>, Vec<Known>) = self.known.into_iter().unzip();
        Ok(Vocabulary {
            automaton,
            known,
            numbers: names.into_iter().zip(0..).collect(),
            sets: self.sets,
        })
    }
}

/// Strings and lists, ready to be searched for.
pub(super) struct Vocabulary {
    automaton: CharwiseDoubleArrayAhoCorasick<u32>,
    known: Vec<Known>,
    /// The position of each string in `known`.
    numbers: BTreeMap<String, u32>,
    sets: BTreeMap<String, WordSet>,
}

impl Vocabulary {
    /// All known strings in a text, sorted by start and then by length, longest first.
    pub(super) fn hits(&self, text: &str) -> Vec<Hit> {
        let found = self.automaton.find_overlapping_iter(text);
        let mut hits: Vec<Hit> = found
            .map(|it| Hit {
                start: it.start(),
                end: it.end(),
                known: it.value(),
            })
            .collect();
        hits.sort_unstable_by_key(|hit| (hit.start, Reverse(hit.end)));
        hits
    }

    /// The lists that a hit is a word of.
    pub(super) fn sets_of(&self, hit: Hit) -> &[WordSet] {
        &self.known[hit.known as usize].sets
    }

    /// The entries that a hit may name.
    pub(super) fn entries_of(&self, hit: Hit) -> &[EntryId] {
        &self.known[hit.known as usize].entries
    }

    /// The entries that have this name or alias.
    pub(super) fn named(&self, name: &str) -> &[EntryId] {
        self.find(name).map_or(&[], |it| &it.entries)
    }

    /// All lists by their names.
    pub(super) fn lists(&self) -> impl Iterator<Item = (&str, WordSet)> {
        self.sets.iter().map(|(name, set)| (name.as_str(), *set))
    }

    /// The list with this name.
    pub(super) fn set(&self, name: &str) -> Option<WordSet> {
        self.sets.get(name).copied()
    }

    /// Whether the whole of `word` is a word of the list.
    pub(super) fn has_word(&self, set: WordSet, word: &str) -> bool {
        self.find(word).is_some_and(|it| it.sets.contains(&set))
    }

    fn find(&self, string: &str) -> Option<&Known> {
        let number = self.numbers.get(string)?;
        self.known.get(*number as usize)
    }
}

impl WordSet {
    /// A list that no file has.
    pub(super) const NONE: Self = Self(u16::MAX);
}

/// The word list that an entry belongs to, if its scheme is a list of words and not of names.
fn word_list(entry: &Entry) -> Option<String> {
    let list = match entry.scheme {
        Scheme::Park
        | Scheme::Company
        | Scheme::Place
        | Scheme::Agency
        | Scheme::Honor
        | Scheme::Industry => return None,
        Scheme::CompanySuffix => {
            let strength = entry.notation.as_deref().unwrap_or("legal");
            return Some(format!("company_suffix_{strength}"));
        }
        Scheme::ParkHead => "park_head",
        Scheme::AgencyHead => "agency_head",
        Scheme::ProjectHead => "project_head",
        Scheme::PlaceHead => "place_head",
        Scheme::HonorHead => "honor_head",
        Scheme::HonorLevel => "honor_level",
        Scheme::Indicator => "indicator",
        Scheme::Unit => "unit",
    };
    Some(list.to_owned())
}

/// Every string that stands for an entry in a Chinese text, sorted; parks also with their heads shortened.
fn names_of(entry: &Entry, heads: &ParkHeads) -> Vec<String> {
    let mut names: Vec<String> = entry.forms().map(str::to_owned).collect();
    if entry.scheme == Scheme::Park {
        names.extend(heads.shortened(&entry.name));
    }
    let shortest = if word_list(entry).is_some() { 1 } else { 2 };
    names.retain(|name| name.chars().count() >= shortest);
    names.sort();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compiled(words: &[&str]) -> Vocabulary {
        let words: Vec<String> = words.iter().map(|it| (*it).to_owned()).collect();
        let mut strings = Strings::default();
        strings.add_words("list", &words);
        strings.compile().unwrap()
    }

    #[test]
    fn overlapping_words_come_longest_first() {
        let text = "国家高新区";
        let hits = compiled(&["高新", "高新区", "国家", "区"]).hits(text);
        let words: Vec<&str> = hits
            .iter()
            .map(|it| text.get(it.start..it.end).unwrap())
            .collect();
        assert_eq!(words, ["国家", "高新区", "高新", "区"]);
    }

    #[test]
    fn a_list_has_whole_words_only() {
        let vocabulary = compiled(&["高新区", "高新区"]);
        let set = vocabulary.set("list").unwrap();
        assert!(vocabulary.has_word(set, "高新区"));
        assert!(!vocabulary.has_word(set, "高新"));
        assert!(!vocabulary.has_word(WordSet::NONE, "高新区"));
        assert_eq!(vocabulary.sets_of(vocabulary.hits("高新区")[0]), [set]);
    }
}
