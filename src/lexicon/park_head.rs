//! Heads of park names, short and long: 经开区 and 经济技术开发区 end the name of one park.

use std::cmp::Reverse;

use crate::lexicon::entry::{Entry, Scheme};

/// Heads, each with its long form; longest first, so that the first match is the whole head.
#[derive(Debug)]
pub(super) struct ParkHeads(Vec<(String, String)>);

impl ParkHeads {
    /// The heads among the entries, with their aliases.
    pub(super) fn new(entries: &[Entry]) -> Self {
        let heads = entries.iter().filter(|it| it.scheme == Scheme::ParkHead);
        let mut heads: Vec<(String, String)> = heads
            .flat_map(|entry| {
                entry
                    .forms()
                    .map(|head| (head.to_owned(), entry.name.clone()))
            })
            .collect();
        heads.sort_by_key(|(head, _)| (Reverse(head.len()), head.clone()));
        Self(heads)
    }

    /// The stem of a park's name and its head in the long form.
    pub(super) fn split<'a>(&'a self, name: &'a str) -> Option<(&'a str, &'a str)> {
        let mut heads = self.0.iter();
        heads.find_map(|(short, long)| Some((name.strip_suffix(short.as_str())?, long.as_str())))
    }

    /// A name with its head in each shorter form.
    pub(super) fn shortened(&self, name: &str) -> impl Iterator<Item = String> {
        let heads = self.0.iter().filter(|(short, long)| short != long);
        heads.filter_map(move |(short, long)| {
            let stem = name.strip_suffix(long.as_str())?;
            Some(format!("{stem}{short}"))
        })
    }
}
