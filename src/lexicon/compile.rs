//! Entries and rules, compiled once: one automaton finds every known name and every word of every list.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use daachorse::CharwiseDoubleArrayAhoCorasick;
use sha2::{Digest, Sha256};

use crate::lexicon::entry::{Entry, Scheme};
use crate::lexicon::error::Errors;
use crate::lexicon::load;
use crate::lexicon::pattern::Atom;
use crate::lexicon::rule_check::{Checked, Rule, check_rules};
use crate::quantity;

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

/// A known string found in a text, by byte offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// Byte offset of its first character.
    pub start: usize,
    /// Byte offset after its last character.
    pub end: usize,
    known: u32,
}

/// Lexicons and rules, ready for use. Costly to build, cheap to share.
pub struct Lexicon {
    automaton: CharwiseDoubleArrayAhoCorasick<u32>,
    known: Vec<Known>,
    sets: BTreeMap<String, WordSet>,
    entries: Vec<Entry>,
    by_iri: BTreeMap<String, EntryId>,
    by_name: BTreeMap<String, u32>,
    rules: Vec<Rule>,
    quantities: quantity::Reader,
    park_heads: Vec<(String, String)>,
    grammar: Grammar,
    rule_sets: BTreeSet<WordSet>,
    version: String,
}

/// Single words that code needs by name.
struct Grammar {
    particle: String,
    and_others: String,
    project: String,
}

impl Lexicon {
    /// Reads and compiles lexicons and rules; `None` stands for the copy built into the program.
    ///
    /// # Errors
    /// Every mistake of every file, with its place.
    ///
    /// ```
    /// let lexicon = parkgraph::lexicon::Lexicon::load(None, None)?;
    /// assert!(lexicon.rules().len() > 10);
    /// # Ok::<(), parkgraph::lexicon::Errors>(())
    /// ```
    pub fn load(lexicon: Option<&Path>, rules: Option<&Path>) -> Result<Self, Errors> {
        let entries = load::entries(lexicon);
        let checked = check_rules(rules);
        match (entries, checked) {
            (Ok(entries), Ok(checked)) => Ok(Self::compile(entries, checked)),
            (Err(mut one), Err(other)) => {
                one.0.extend(other.0);
                Err(one)
            }
            (Err(errors), _) | (_, Err(errors)) => Err(errors),
        }
    }

    fn compile(entries: Vec<Entry>, checked: Checked) -> Self {
        let mut strings: BTreeMap<String, Known> = BTreeMap::new();
        let mut sets = BTreeMap::new();
        for (name, words) in &checked.words {
            let set = set_named(&mut sets, name);
            for word in words {
                add_word(&mut strings, word, set);
            }
        }
        let park_heads = park_heads(&entries);
        for (index, entry) in entries.iter().enumerate() {
            let names = names_of(entry, &park_heads);
            match word_list(entry) {
                Some(list) => {
                    let set = set_named(&mut sets, &list);
                    names
                        .iter()
                        .for_each(|word| add_word(&mut strings, word, set));
                }
                None => names.iter().for_each(|name| {
                    strings
                        .entry(name.clone())
                        .or_default()
                        .entries
                        .push(EntryId(index));
                }),
            }
        }
        let grammar = Grammar {
            particle: one_word(&checked, "particle"),
            and_others: one_word(&checked, "and_others"),
            project: one_word(&checked, "project_word"),
        };
        let used = checked.rules.iter().flat_map(|rule| &rule.pattern);
        let rule_sets = used
            .filter_map(|element| match &element.atom {
                Atom::Words(list) => sets.get(list).copied(),
                _ => None,
            })
            .collect();
        let version = version(&strings, &entries, &checked);
        let by_name = strings
            .keys()
            .zip(0..)
            .map(|(name, number)| (name.clone(), number))
            .collect();
        let automaton = CharwiseDoubleArrayAhoCorasick::new(strings.keys())
            .or_else(|_| CharwiseDoubleArrayAhoCorasick::new(["\u{0}"]))
            .expect_automaton();
        let by_iri = entries
            .iter()
            .enumerate()
            .map(|(index, entry)| (entry.iri.clone(), EntryId(index)))
            .collect();
        let quantities = quantity::Reader::new(&units(&entries), checked.quantity_words);
        let known = strings.into_values().collect();
        Self {
            automaton,
            known,
            sets,
            entries,
            by_iri,
            by_name,
            rules: checked.rules,
            quantities,
            park_heads,
            grammar,
            rule_sets,
            version,
        }
    }

    /// All known strings in a text, sorted by start and then by length, longest first.
    pub fn hits(&self, text: &str) -> Vec<Hit> {
        let mut hits: Vec<Hit> = self
            .automaton
            .find_overlapping_iter(text)
            .map(|it| Hit {
                start: it.start(),
                end: it.end(),
                known: it.value(),
            })
            .collect();
        hits.sort_unstable_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
        hits
    }

    /// Whether a hit is a word of a list.
    pub fn is_word(&self, hit: Hit, set: WordSet) -> bool {
        self.known[hit.known as usize].sets.contains(&set)
    }

    /// Whether a hit is a word of a list that some rule's pattern uses.
    pub fn is_rule_word(&self, hit: Hit) -> bool {
        self.known[hit.known as usize]
            .sets
            .iter()
            .any(|set| self.rule_sets.contains(set))
    }

    /// The entries that a hit may name.
    pub fn entries_of(&self, hit: Hit) -> impl Iterator<Item = (EntryId, &Entry)> {
        self.known[hit.known as usize]
            .entries
            .iter()
            .map(|&id| (id, &self.entries[id.0]))
    }

    /// The entries that have this name or alias.
    pub fn named(&self, name: &str) -> impl Iterator<Item = (EntryId, &Entry)> {
        let ids = self
            .by_name
            .get(name)
            .map_or(&[][..], |&number| &self.known[number as usize].entries);
        ids.iter().map(|&id| (id, &self.entries[id.0]))
    }

    /// The list with this name; a list that no file has is empty and matches nothing.
    pub fn words(&self, name: &str) -> WordSet {
        self.sets.get(name).copied().unwrap_or(WordSet(u16::MAX))
    }

    /// Whether the whole of `word` is a word of the list.
    pub fn has_word(&self, set: WordSet, word: &str) -> bool {
        self.by_name
            .get(word)
            .is_some_and(|&number| self.known[number as usize].sets.contains(&set))
    }

    /// An entry.
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0]
    }

    /// The entry with this IRI.
    pub fn by_iri(&self, iri: &str) -> Option<&Entry> {
        self.by_iri.get(iri).map(|&id| self.entry(id))
    }

    /// All entries.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// All rules, file by file.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The reader of quantities and dates.
    pub fn quantities(&self) -> &quantity::Reader {
        &self.quantities
    }

    /// Version of the program and hash of lexicons and rules; the same version reads a document the same way.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The particle between an attribute and its noun.
    pub fn particle(&self) -> &str {
        &self.grammar.particle
    }

    /// The word that closes an open list.
    pub fn and_others(&self) -> &str {
        &self.grammar.and_others
    }

    /// The head of most projects' names.
    pub fn project_word(&self) -> &str {
        &self.grammar.project
    }

    /// A park's name with its head in the long form: 经开区 becomes 经济技术开发区. Equal keys, equal parks.
    pub fn park_key(&self, name: &str) -> String {
        let name = name.trim_start_matches(|it: char| !it.is_alphanumeric());
        for (short, long) in &self.park_heads {
            if let Some(stem) = name.strip_suffix(short.as_str()) {
                return format!("{stem}{long}");
            }
        }
        name.to_owned()
    }

    /// The head of a park's name, in its long form, and the stem before it.
    pub fn park_stem<'a>(&'a self, name: &'a str) -> Option<(&'a str, &'a str)> {
        self.park_heads
            .iter()
            .find_map(|(short, long)| Some((name.strip_suffix(short.as_str())?, long.as_str())))
    }
}

trait ExpectAutomaton {
    fn expect_automaton(self) -> CharwiseDoubleArrayAhoCorasick<u32>;
}

impl ExpectAutomaton for daachorse::errors::Result<CharwiseDoubleArrayAhoCorasick<u32>> {
    fn expect_automaton(self) -> CharwiseDoubleArrayAhoCorasick<u32> {
        self.unwrap_or_else(|_| unreachable!("an automaton of one pattern can be built"))
    }
}

/// The only word of a list; a character that no text has where the list is empty.
fn one_word(checked: &Checked, list: &str) -> String {
    checked
        .words
        .get(list)
        .and_then(|words| words.first())
        .cloned()
        .unwrap_or_else(|| "\u{0}".to_owned())
}

fn set_named(sets: &mut BTreeMap<String, WordSet>, name: &str) -> WordSet {
    let next = WordSet(u16::try_from(sets.len()).unwrap_or(u16::MAX - 1));
    *sets.entry(name.to_owned()).or_insert(next)
}

fn add_word(strings: &mut BTreeMap<String, Known>, word: &str, set: WordSet) {
    let known = strings.entry(word.to_owned()).or_default();
    if !known.sets.contains(&set) {
        known.sets.push(set);
    }
}

/// The word list that an entry belongs to, if its scheme is a list of words and not of names.
fn word_list(entry: &Entry) -> Option<String> {
    match entry.scheme {
        Scheme::Park
        | Scheme::Company
        | Scheme::Place
        | Scheme::Agency
        | Scheme::Honor
        | Scheme::Industry => None,
        Scheme::CompanySuffix => Some(format!(
            "company_suffix_{}",
            entry.notation.as_deref().unwrap_or("legal")
        )),
        Scheme::ParkHead => Some("park_head".to_owned()),
        Scheme::AgencyHead => Some("agency_head".to_owned()),
        Scheme::ProjectHead => Some("project_head".to_owned()),
        Scheme::PlaceHead => Some("place_head".to_owned()),
        Scheme::HonorHead => Some("honor_head".to_owned()),
        Scheme::HonorLevel => Some("honor_level".to_owned()),
        Scheme::Indicator => Some("indicator".to_owned()),
        Scheme::Unit => Some("unit".to_owned()),
    }
}

/// Every string that stands for an entry in a Chinese text; parks also with their heads shortened.
fn names_of(entry: &Entry, park_heads: &[(String, String)]) -> Vec<String> {
    let mut names: Vec<String> = std::iter::once(&entry.name)
        .chain(entry.aliases.iter().map(|(alias, _)| alias))
        .cloned()
        .collect();
    if entry.scheme == Scheme::Park {
        for (short, long) in park_heads.iter().filter(|(short, long)| short != long) {
            if let Some(stem) = entry.name.strip_suffix(long.as_str()) {
                names.push(format!("{stem}{short}"));
            }
        }
    }
    let shortest = if word_list(entry).is_some() { 1 } else { 2 };
    names.retain(|name| name.chars().count() >= shortest);
    names.sort();
    names.dedup();
    names
}

/// Heads of park names, each with its long form; longest first, so that the first match is the whole head.
fn park_heads(entries: &[Entry]) -> Vec<(String, String)> {
    let mut heads: Vec<(String, String)> = entries
        .iter()
        .filter(|entry| entry.scheme == Scheme::ParkHead)
        .flat_map(|entry| {
            std::iter::once(&entry.name)
                .chain(entry.aliases.iter().map(|(alias, _)| alias))
                .map(|head| (head.clone(), entry.name.clone()))
        })
        .collect();
    heads.sort_by_key(|(head, _)| (std::cmp::Reverse(head.len()), head.clone()));
    heads
}

fn units(entries: &[Entry]) -> Vec<quantity::UnitEntry> {
    let units = entries.iter().filter(|entry| entry.scheme == Scheme::Unit);
    units
        .flat_map(|entry| {
            let names = std::iter::once(entry.name.as_str())
                .chain(entry.aliases.iter().map(|(alias, _)| alias.as_str()));
            let class = entry
                .notation
                .as_deref()
                .and_then(quantity::UnitClass::from_name)
                .unwrap_or(quantity::UnitClass::Other);
            let exact = entry
                .matches
                .iter()
                .find(|(predicate, _)| predicate.ends_with("exactMatch"));
            quantity::UnitEntry::forms(
                names,
                class,
                Some(exact.map_or(entry.iri.as_str(), |(_, iri)| iri.as_str())),
            )
        })
        .collect()
}

fn version(strings: &BTreeMap<String, Known>, entries: &[Entry], checked: &Checked) -> String {
    let mut hash = Sha256::new();
    for (string, known) in strings {
        hash.update(format!("{string}\t{known:?}\n"));
    }
    for entry in entries {
        hash.update(format!("{entry:?}\n"));
    }
    hash.update(&checked.source);
    let digest = hash.finalize();
    let hex: String = digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("parkgraph {} {hex}", env!("CARGO_PKG_VERSION"))
}
