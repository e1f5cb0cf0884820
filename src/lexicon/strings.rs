//! Every known string, sorted, with the word lists that it is a word of and the entries that it names.
//!
//! There are some ten thousands of them whenever the program starts: they are sorted once and stand one behind another,
//! not each in memory of its own.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

/// A list of words, by the number that stands for its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordSet(u16);

/// An entry of the lexicon, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub usize);

impl WordSet {
    /// A list that no file has.
    pub(super) const NONE: Self = Self(u16::MAX);
}

/// Strings and lists as they are collected.
#[derive(Debug, Default)]
pub(super) struct Strings<'a> {
    meant: Vec<Meant<'a>>,
    lists: BTreeMap<String, WordSet>,
}

/// A string with one of its meanings.
#[derive(Debug)]
struct Meant<'a> {
    /// Its first bytes, as a number: most strings are told apart by them.
    start: u128,
    string: Cow<'a, str>,
    meaning: Meaning,
}

/// What a string may be.
#[derive(Clone, Copy, Debug)]
enum Meaning {
    Word(WordSet),
    Name(EntryId),
}

impl<'a> Strings<'a> {
    /// The number of a list.
    pub(super) fn list(&mut self, name: &str) -> WordSet {
        if let Some(&known) = self.lists.get(name) {
            return known;
        }
        let next = WordSet(u16::try_from(self.lists.len()).unwrap_or(u16::MAX - 1));
        self.lists.insert(name.to_owned(), next);
        next
    }

    /// Adds a word to a list.
    pub(super) fn add_word(&mut self, list: WordSet, word: impl Into<Cow<'a, str>>) {
        self.add(word.into(), Meaning::Word(list));
    }

    /// Adds a name of an entry.
    pub(super) fn add_name(&mut self, entry: EntryId, name: impl Into<Cow<'a, str>>) {
        self.add(name.into(), Meaning::Name(entry));
    }

    fn add(&mut self, string: Cow<'a, str>, meaning: Meaning) {
        let start = start(&string);
        self.meant.push(Meant {
            start,
            string,
            meaning,
        });
    }

    /// The strings, sorted, each once with all its meanings in the order in which they were added.
    pub(super) fn sorted(mut self) -> (Table, BTreeMap<String, WordSet>) {
        self.meant.sort_by(Meant::compare);
        let mut table = Table::default();
        for same in self.meant.chunk_by(|one, other| one.compare(other).is_eq()) {
            table.add(same);
        }
        (table, self.lists)
    }
}

impl Meant<'_> {
    fn compare(&self, other: &Self) -> Ordering {
        let starts = self.start.cmp(&other.start);
        starts.then_with(|| self.string.cmp(&other.string))
    }
}

/// The first bytes of a string as a number that sorts as they do.
fn start(string: &str) -> u128 {
    let mut first = [0; 16];
    for (to, from) in first.iter_mut().zip(string.bytes()) {
        *to = from;
    }
    u128::from_be_bytes(first)
}

/// The strings, sorted, each by its position.
#[derive(Debug, Default)]
pub(super) struct Table {
    text: String,
    sets: Vec<WordSet>,
    entries: Vec<EntryId>,
    /// Where each string and its meanings end in the three; they begin where those of the string before it end.
    ends: Vec<Ends>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Ends {
    text: usize,
    sets: usize,
    entries: usize,
}

impl Table {
    /// Adds a string with its meanings behind those that sort before it.
    fn add(&mut self, same: &[Meant<'_>]) {
        let (sets, entries) = (self.sets.len(), self.entries.len());
        for meant in same {
            match meant.meaning {
                Meaning::Word(set) if self.sets[sets..].contains(&set) => {}
                Meaning::Word(set) => self.sets.push(set),
                // The names of an entry are added at one time, so that another one of this spelling stands right before it.
                Meaning::Name(entry) if self.entries[entries..].last() == Some(&entry) => {}
                Meaning::Name(entry) => self.entries.push(entry),
            }
        }
        self.text.extend(same.first().map(|it| it.string.as_ref()));
        self.ends.push(Ends {
            text: self.text.len(),
            sets: self.sets.len(),
            entries: self.entries.len(),
        });
    }

    /// Where what belongs to a string begins and ends.
    fn place(&self, index: usize) -> (Ends, Ends) {
        let before = index.checked_sub(1).map(|it| self.ends[it]);
        (before.unwrap_or_default(), self.ends[index])
    }

    /// All strings.
    pub(super) fn strings(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|it| self.string(it))
    }

    fn string(&self, index: usize) -> &str {
        let (from, to) = self.place(index);
        self.text.get(from.text..to.text).unwrap_or_default()
    }

    /// The lists that a string is a word of.
    pub(super) fn sets(&self, index: usize) -> &[WordSet] {
        let (from, to) = self.place(index);
        &self.sets[from.sets..to.sets]
    }

    /// The entries that a string names.
    pub(super) fn entries(&self, index: usize) -> &[EntryId] {
        let (from, to) = self.place(index);
        &self.entries[from.entries..to.entries]
    }

    /// The position of a string.
    pub(super) fn find(&self, string: &str) -> Option<usize> {
        let (mut from, mut to) = (0, self.ends.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            match self.string(middle).cmp(string) {
                Ordering::Equal => return Some(middle),
                Ordering::Less => from = middle + 1,
                Ordering::Greater => to = middle,
            }
        }
        None
    }

    /// Feeds a hash with the strings, their lists and entries.
    pub(super) fn absorbed_by(&self, hash: &mut Sha256) {
        let mut bytes = Vec::new();
        for (index, string) in self.strings().enumerate() {
            bytes.clear();
            bytes.extend_from_slice(string.as_bytes());
            for set in self.sets(index) {
                bytes.extend_from_slice(&set.0.to_le_bytes());
            }
            bytes.push(0);
            for entry in self.entries(index) {
                bytes.extend_from_slice(&entry.0.to_le_bytes());
            }
            hash.update(&bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_found_with_all_their_meanings_once() {
        let long = "一个比十六个字节长的词";
        let longer = "一个比十六个字节长的词语";
        let mut strings = Strings::default();
        let (one, other) = (strings.list("one"), strings.list("other"));
        strings.add_word(other, longer);
        strings.add_word(one, long);
        strings.add_word(other, long);
        strings.add_word(one, long);
        for entry in [EntryId(3), EntryId(3), EntryId(5)] {
            strings.add_name(entry, longer);
        }
        let (table, lists) = strings.sorted();
        assert_eq!(table.strings().collect::<Vec<_>>(), [long, longer]);
        assert_eq!(
            (table.sets(0), table.sets(1)),
            (&[one, other][..], &[other][..])
        );
        assert_eq!(
            table.find(longer).map(|it| table.entries(it)),
            Some(&[EntryId(3), EntryId(5)][..])
        );
        assert_eq!((table.find("一"), lists.get("other")), (None, Some(&other)));
    }
}
