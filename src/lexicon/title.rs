//! Levels of titles: 国家级绿色园区 and 国家绿色园区 are one title, written with the longer and the shorter word for its level.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::entry::{Entry, Scheme};
use crate::lexicon::strings::EntryId;

/// The known titles, by their names with the shortest word for the level.
#[derive(Debug)]
pub(super) struct Titles {
    levels: BTreeSet<String>,
    known: BTreeMap<String, EntryId>,
}

impl Titles {
    /// The titles among the entries.
    pub(super) fn new(entries: &[Entry]) -> Self {
        let levels = entries.iter().filter(|it| it.scheme == Scheme::HonorLevel);
        let mut titles = Self {
            levels: levels.map(|it| it.name.clone()).collect(),
            known: BTreeMap::new(),
        };
        let of_titles = |(_, it): &(usize, &Entry)| it.scheme == Scheme::Honor;
        for (index, entry) in entries.iter().enumerate().filter(of_titles) {
            let key = titles.key(&entry.name);
            titles.known.entry(key).or_insert(EntryId(index));
        }
        titles
    }

    /// A title with the shortest word for its level. Equal keys, equal titles.
    pub(super) fn key(&self, name: &str) -> String {
        let mut levels = self.levels.iter().filter(|it| name.starts_with(*it));
        let shorter = levels.find_map(|level| {
            let (last, _) = level.char_indices().next_back()?;
            let shorter = level.get(..last).filter(|it| self.levels.contains(*it))?;
            let rest = name.get(level.len()..)?;
            Some(format!("{shorter}{rest}"))
        });
        shorter.unwrap_or_else(|| name.to_owned())
    }

    /// Whether a word is one for a level: 国家, 省级.
    pub(super) fn is_level(&self, word: &str) -> bool {
        self.levels.contains(word)
    }

    /// The known title that a name means.
    pub(super) fn get(&self, name: &str) -> Option<EntryId> {
        self.known.get(&self.key(name)).copied()
    }
}
