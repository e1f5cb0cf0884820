//! Heads of names, short and long: 经开区 and 经济技术开发区 end the name of one park, 科技厅 and 科学技术厅 that of one body.

use std::cmp::Reverse;

use crate::lexicon::entry::{Entry, Scheme};

/// Whether all characters of a head stand in another in the same order, as those of a short form do: 经开 in 经济技术开发区.
pub(crate) fn is_inside(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|it| rest.any(|other| other == it))
}

/// Heads, each with its long form; longest first, so that the first match is the whole head.
#[derive(Debug)]
pub(super) struct Heads(Vec<(String, String)>);

impl Heads {
    /// The heads of a scheme, with their aliases.
    pub(super) fn new(entries: &[Entry], scheme: Scheme) -> Self {
        let heads = entries.iter().filter(|it| it.scheme == scheme);
        let forms = heads.flat_map(|it| it.forms().map(|head| (head.to_owned(), it.name.clone())));
        let mut heads: Vec<(String, String)> = forms.collect();
        heads.sort_by_key(|(head, _)| (Reverse(head.len()), head.clone()));
        Self(heads)
    }

    /// The stem of a name and its head in the long form.
    pub(super) fn split<'a>(&'a self, name: &'a str) -> Option<(&'a str, &'a str)> {
        let mut heads = self.0.iter();
        heads.find_map(|(short, long)| Some((name.strip_suffix(short.as_str())?, long.as_str())))
    }
}

/// Heads of the names of parks, and the words for the level of a zone.
#[derive(Debug)]
pub(super) struct ParkHeads {
    heads: Heads,
    levels: Vec<String>,
}

impl ParkHeads {
    /// The heads among the entries, with their aliases.
    pub(super) fn new(entries: &[Entry]) -> Self {
        let heads = Heads::new(entries, Scheme::ParkHead);
        let levels = entries.iter().filter(|it| it.scheme == Scheme::HonorLevel);
        let mut levels: Vec<String> = levels.map(|it| it.name.clone()).collect();
        levels.sort_by_key(|it| (Reverse(it.len()), it.clone()));
        Self { heads, levels }
    }

    /// The stem of a park's name and its head in the long form; a word for the level between them is left out
    /// (海口|国家|高新区).
    pub(super) fn split<'a>(&'a self, name: &'a str) -> Option<(&'a str, &'a str)> {
        let (stem, long) = self.heads.split(name)?;
        let zone = self.is_zone(long);
        Some((if zone { self.without_level(stem) } else { stem }, long))
    }

    /// Whether a head has short forms, as the kinds of zones have that the state approves at a level.
    fn is_zone(&self, long: &str) -> bool {
        let mut heads = self.heads.0.iter();
        heads.any(|(short, of)| of == long && short != long)
    }

    /// A stem without the word for a level that it ends with; a stem that is only a level stays.
    fn without_level<'a>(&self, stem: &'a str) -> &'a str {
        let mut levels = self.levels.iter();
        let place = levels.find_map(|level| stem.strip_suffix(level.as_str()));
        place.filter(|it| !it.is_empty()).unwrap_or(stem)
    }

    /// A name with its head in each shorter form.
    pub(super) fn shortened(&self, name: &str) -> impl Iterator<Item = String> {
        let heads = self.heads.0.iter().filter(|(short, long)| short != long);
        heads.filter_map(move |(short, long)| {
            let stem = name.strip_suffix(long.as_str())?;
            Some(format!("{stem}{short}"))
        })
    }
}
