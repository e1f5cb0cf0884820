//! Which strings are known, and where a text has them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use daachorse::CharwiseDoubleArrayAhoCorasick;

use crate::lexicon::entry::{Entry, Scheme};
use crate::lexicon::error::{Error, Errors};
use crate::lexicon::name_head::ParkHeads;
use crate::lexicon::strings::{EntryId, Strings, Table, WordSet};

/// A known string found in a text, by byte offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// Byte offset of its first character.
    pub start: usize,
    /// Byte offset after its last character.
    pub end: usize,
    known: u32,
}

/// Strings and lists, ready to be searched for.
pub(super) struct Vocabulary {
    automaton: CharwiseDoubleArrayAhoCorasick<u32>,
    table: Table,
    lists: BTreeMap<String, WordSet>,
}

impl Vocabulary {
    /// Compiles strings into one automaton.
    ///
    /// # Errors
    /// If they are more than the automaton holds.
    pub(super) fn new(table: Table, lists: BTreeMap<String, WordSet>) -> Result<Self, Errors> {
        let automaton = CharwiseDoubleArrayAhoCorasick::new(table.strings()).map_err(|cause| {
            let mistake = Error::at("lexicons and rules", 0, 0)
                .with_message("L000", format!("cannot search for their words: {cause}"))
                .with_note("give fewer names: some millions fit");
            Errors::from(mistake)
        })?;
        Ok(Self {
            automaton,
            table,
            lists,
        })
    }

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
        self.table.sets(hit.known as usize)
    }

    /// The entries that a hit may name.
    pub(super) fn entries_of(&self, hit: Hit) -> &[EntryId] {
        self.table.entries(hit.known as usize)
    }

    /// The entries that have this name or alias.
    pub(super) fn named(&self, name: &str) -> &[EntryId] {
        let known = self.table.find(name);
        known.map_or(&[], |it| self.table.entries(it))
    }

    /// All lists by their names.
    pub(super) fn lists(&self) -> impl Iterator<Item = (&str, WordSet)> {
        self.lists.iter().map(|(name, set)| (name.as_str(), *set))
    }

    /// The list with this name.
    pub(super) fn set(&self, name: &str) -> Option<WordSet> {
        self.lists.get(name).copied()
    }

    /// Whether the whole of `word` is a word of the list.
    pub(super) fn has_word(&self, set: WordSet, word: &str) -> bool {
        let known = self.table.find(word);
        known.is_some_and(|it| self.table.sets(it).contains(&set))
    }
}

/// Adds words to a list.
pub(super) fn add_words<'a>(strings: &mut Strings<'a>, list: &str, words: &'a [String]) {
    let list = strings.list(list);
    for word in words {
        strings.add_word(list, word);
    }
}

/// Adds an entry's names, to the word list that it belongs to or as names of the entry.
pub(super) fn add_entry<'a>(
    strings: &mut Strings<'a>,
    id: EntryId,
    entry: &'a Entry,
    heads: &ParkHeads,
) {
    if let Some(list) = word_list(entry) {
        let list = strings.list(&list);
        for word in entry.forms().filter(|it| !it.is_empty()) {
            strings.add_word(list, word);
        }
        return;
    }
    let is_long = |name: &str| name.chars().nth(1).is_some();
    for name in entry.forms().filter(|it| is_long(it)) {
        strings.add_name(id, name);
    }
    if entry.scheme == Scheme::Park {
        let shortened = heads.shortened(&entry.name);
        for name in shortened.filter(|it| is_long(it)) {
            strings.add_name(id, name);
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn compiled(words: &[&str]) -> Vocabulary {
        let words: Vec<String> = words.iter().map(|it| (*it).to_owned()).collect();
        let mut strings = Strings::default();
        add_words(&mut strings, "list", &words);
        let (table, lists) = strings.sorted();
        Vocabulary::new(table, lists).unwrap()
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
