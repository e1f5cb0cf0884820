//! Entries and rules, compiled once: one automaton finds every known name and every word of every list.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::lexicon::entry::{Entry, Scheme};
use crate::lexicon::error::Errors;
use crate::lexicon::load;
use crate::lexicon::name_head::{Heads, ParkHeads};
use crate::lexicon::pattern::Atom;
use crate::lexicon::rule_check::{Checked, Rule, check_rules};
use crate::lexicon::strings::{EntryId, Strings, Table, WordSet};
use crate::lexicon::title::Titles;
use crate::lexicon::vocabulary::{self, Hit, Vocabulary};
use crate::quantity;

/// Lexicons and rules, ready for use. Costly to build, cheap to share.
pub struct Lexicon {
    vocabulary: Vocabulary,
    entries: Vec<Entry>,
    rules: Vec<Rule>,
    /// The lists that patterns of rules use.
    rule_sets: BTreeSet<WordSet>,
    /// For each rule the lists of which its pattern needs a word.
    needed: Vec<Vec<WordSet>>,
    quantities: quantity::Reader,
    park_heads: ParkHeads,
    agency_heads: Heads,
    titles: Titles,
    grammar: Grammar,
    version: String,
}

/// Single words that code needs by name.
struct Grammar {
    particle: String,
    and_others: String,
    project: String,
    /// What ends the names of counties that their short names leave out.
    counties: Vec<String>,
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
        let (entries, checked) = rayon::join(|| load::checked(lexicon), || check_rules(rules));
        match (entries, checked) {
            (Ok(entries), Ok(checked)) => Self::compile(entries, checked),
            (Err(mut one), Err(other)) => {
                one.0.extend(other.0);
                Err(one)
            }
            (Err(errors), _) | (_, Err(errors)) => Err(errors),
        }
    }

    fn compile(entries: Vec<Entry>, checked: Checked) -> Result<Self, Errors> {
        let park_heads = ParkHeads::new(&entries);
        let (table, lists) = strings(&entries, &checked, &park_heads).sorted();
        let version = version(&table, &entries, &checked);
        let vocabulary = Vocabulary::new(table, lists)?;
        Ok(Self {
            rule_sets: rule_sets(&checked.rules, &vocabulary),
            needed: needed(&checked.rules, &vocabulary),
            quantities: quantity::Reader::new(&units(&entries), checked.quantity_words),
            grammar: Grammar::new(&checked.words),
            rules: checked.rules,
            vocabulary,
            titles: Titles::new(&entries),
            agency_heads: Heads::new(&entries, Scheme::AgencyHead),
            entries,
            park_heads,
            version,
        })
    }

    /// All known strings in a text, sorted by start and then by length, longest first.
    pub fn hits(&self, text: &str) -> Vec<Hit> {
        self.vocabulary.hits(text)
    }

    /// Whether a hit is a word of a list.
    pub fn is_word(&self, hit: Hit, set: WordSet) -> bool {
        self.vocabulary.sets_of(hit).contains(&set)
    }

    /// The lists that a hit is a word of.
    pub fn sets_of(&self, hit: Hit) -> &[WordSet] {
        self.vocabulary.sets_of(hit)
    }

    /// The lists of which the pattern of the rule at a position of [`Self::rules`] needs a word.
    pub fn needed(&self, rule: usize) -> &[WordSet] {
        self.needed.get(rule).map_or(&[], Vec::as_slice)
    }

    /// Whether a hit is a word of a list that some rule's pattern uses.
    pub fn is_rule_word(&self, hit: Hit) -> bool {
        let mut sets = self.vocabulary.sets_of(hit).iter();
        sets.any(|set| self.rule_sets.contains(set))
    }

    /// The entries that a hit may name.
    pub fn entries_of(&self, hit: Hit) -> impl Iterator<Item = (EntryId, &Entry)> {
        let ids = self.vocabulary.entries_of(hit).iter();
        ids.map(|&id| (id, self.entry(id)))
    }

    /// The entries that have this name or alias.
    pub fn named(&self, name: &str) -> impl Iterator<Item = (EntryId, &Entry)> {
        let ids = self.vocabulary.named(name).iter();
        ids.map(|&id| (id, self.entry(id)))
    }

    /// The list with this name; a list that no file has is empty and matches nothing.
    pub fn words(&self, name: &str) -> WordSet {
        self.vocabulary.set(name).unwrap_or(WordSet::NONE)
    }

    /// The names of word lists that no rule's pattern has, in order: those that code knows, and those that nothing uses.
    pub fn lists_without_rules(&self) -> impl Iterator<Item = &str> {
        let lists = self.vocabulary.lists();
        lists
            .filter(|(_, set)| !self.rule_sets.contains(set))
            .map(|(name, _)| name)
    }

    /// Whether the whole of `word` is a word of the list.
    pub fn has_word(&self, set: WordSet, word: &str) -> bool {
        self.vocabulary.has_word(set, word)
    }

    /// An entry.
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0]
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

    /// The words that a county's name ends in and its short name does not: 祥云|县.
    pub fn county_heads(&self) -> &[String] {
        &self.grammar.counties
    }

    /// The head of most projects' names.
    pub fn project_word(&self) -> &str {
        &self.grammar.project
    }

    /// Whether a string names an entry of a scheme.
    pub fn is_named_in(&self, scheme: Scheme, name: &str) -> bool {
        self.named(name).any(|(_, it)| it.scheme == scheme)
    }

    /// A park's name with its head in the long form and the city that it begins with in the short one: 天水市经开区 becomes
    /// 天水经济技术开发区.
    /// Equal keys, equal parks.
    pub fn park_key(&self, name: &str) -> String {
        let name = name.trim_start_matches(|it: char| !it.is_alphanumeric());
        let Some((stem, head)) = self.park_stem(name) else {
            return name.to_owned();
        };
        match self.short_city(stem) {
            Some((city, rest)) => format!("{city}{rest}{head}"),
            None => format!("{stem}{head}"),
        }
    }

    /// The name of a prefecture that a stem begins with, without its last character, if it is known by that too, and the
    /// rest of the stem: 天水市 as 天水, 厦门市|火炬 as 厦门 and 火炬.
    fn short_city<'a>(&self, stem: &'a str) -> Option<(&'a str, &'a str)> {
        let is_city = |entry: &Entry| {
            let code = entry.notation.as_deref();
            entry.scheme == Scheme::Place && code.is_some_and(|code| code.ends_with("00"))
        };
        let ends = stem.char_indices().map(|(at, it)| at + it.len_utf8());
        let mut cities = ends.filter_map(|end| stem.split_at_checked(end));
        cities.find_map(|(city, rest)| {
            let short = city.strip_suffix(|_: char| true)?;
            let known = self.named(city).any(|(_, it)| {
                is_city(it) && it.name == city && it.forms().any(|form| form == short)
            });
            known.then_some((short, rest))
        })
    }

    /// A body's name with its head in the long form: 福建省科技厅 becomes 福建省科学技术厅. Equal keys, equal bodies.
    pub fn agency_key(&self, name: &str) -> String {
        let split = self.agency_heads.split(name);
        let named = split.filter(|(stem, _)| !stem.is_empty());
        named.map_or_else(|| name.to_owned(), |(stem, head)| format!("{stem}{head}"))
    }

    /// A title's name with the shortest word for its level, 国家级 as 国家, and the long word for a zone, 国家高新区 as
    /// 国家高新技术产业开发区. Equal keys, equal titles.
    pub fn title_key(&self, name: &str) -> String {
        let key = self.titles.key(name);
        let zone = self.park_heads.split(&key);
        let zone = zone.filter(|(level, _)| self.titles.is_level(level));
        zone.map_or_else(|| key.clone(), |(level, head)| format!("{level}{head}"))
    }

    /// The entry of a title, whichever word for its level the name has.
    pub fn title(&self, name: &str) -> Option<&Entry> {
        self.titles.get(name).map(|id| self.entry(id))
    }

    /// The stem of a park's name and the head behind it, in its long form.
    pub fn park_stem<'a>(&'a self, name: &'a str) -> Option<(&'a str, &'a str)> {
        self.park_heads.split(name)
    }
}

impl Grammar {
    fn new(words: &BTreeMap<String, Vec<String>>) -> Self {
        Self {
            particle: one_word(words, "particle"),
            and_others: one_word(words, "and_others"),
            project: one_word(words, "project_word"),
            counties: words.get("county_head").cloned().unwrap_or_default(),
        }
    }
}

/// The only word of a list; a character that no text has where the list is empty.
fn one_word(words: &BTreeMap<String, Vec<String>>, list: &str) -> String {
    let word = words.get(list).and_then(|words| words.first());
    word.cloned().unwrap_or_else(|| "\u{0}".to_owned())
}

/// All words of the rule files and all names of the entries.
fn strings<'a>(entries: &'a [Entry], checked: &'a Checked, heads: &ParkHeads) -> Strings<'a> {
    let mut strings = Strings::default();
    for (list, words) in &checked.words {
        vocabulary::add_words(&mut strings, list, words);
    }
    for (index, entry) in entries.iter().enumerate() {
        vocabulary::add_entry(&mut strings, EntryId(index), entry, heads);
    }
    strings
}

/// For each rule the lists of the words that its pattern cannot do without.
fn needed(rules: &[Rule], vocabulary: &Vocabulary) -> Vec<Vec<WordSet>> {
    let lists = |rule: &Rule| {
        let elements = rule.pattern.iter().filter(|it| !it.optional);
        let words = elements.filter_map(|it| match &it.atom {
            Atom::Words(list) => vocabulary.set(list),
            _ => None,
        });
        words.collect()
    };
    rules.iter().map(lists).collect()
}

fn rule_sets(rules: &[Rule], vocabulary: &Vocabulary) -> BTreeSet<WordSet> {
    let elements = rules.iter().flat_map(|rule| &rule.pattern);
    elements
        .filter_map(|element| match &element.atom {
            Atom::Words(list) => vocabulary.set(list),
            _ => None,
        })
        .collect()
}

fn units(entries: &[Entry]) -> Vec<quantity::UnitEntry> {
    let units = entries.iter().filter(|entry| entry.scheme == Scheme::Unit);
    units.flat_map(unit_forms).collect()
}

/// The forms of a unit.
fn unit_forms(entry: &Entry) -> Vec<quantity::UnitEntry> {
    let notation = entry.notation.as_deref();
    let class = notation
        .and_then(quantity::UnitClass::from_name)
        .unwrap_or(quantity::UnitClass::Other);
    quantity::UnitEntry::forms(entry.forms(), class, Some(entry.unit_iri()))
}

/// Version of the program and hash of all that a reading depends on.
fn version(table: &Table, entries: &[Entry], checked: &Checked) -> String {
    let mut hash = Sha256::new();
    table.absorbed_by(&mut hash);
    let mut bytes = Vec::new();
    for entry in entries {
        bytes.clear();
        write_entry(entry, &mut bytes);
        hash.update(&bytes);
    }
    let (lexicon, rules) = (hash.finalize(), Sha256::digest(&checked.source));
    let [lexicon, rules] = [lexicon, rules].map(|digest| {
        let bytes = digest.iter().take(8).map(|byte| format!("{byte:02x}"));
        bytes.collect::<Vec<_>>().concat()
    });
    let version = env!("CARGO_PKG_VERSION");
    format!("parkgraph {version} lexicon {lexicon} rules {rules}")
}

/// Writes all that an entry says, field by field.
fn write_entry(entry: &Entry, bytes: &mut Vec<u8>) {
    let pairs = entry.matches.iter().chain(&entry.literals);
    let pairs = pairs.flat_map(|(predicate, object)| [predicate.as_str(), object.as_str()]);
    let codes = [&entry.notation, &entry.broader].map(|it| it.as_deref().unwrap_or_default());
    let fields = [entry.scheme.as_str(), &entry.iri, &entry.file].into_iter();
    for text in fields.chain(entry.forms()).chain(codes).chain(pairs) {
        bytes.extend_from_slice(text.as_bytes());
        bytes.push(0);
    }
    for (_, language) in &entry.aliases {
        bytes.extend_from_slice(format!("{language:?}").as_bytes());
    }
    bytes.extend_from_slice(format!("{:?} {}", entry.multiplier, entry.line).as_bytes());
}
