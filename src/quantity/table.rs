//! Word lists that are looked up at a place of the text, longest word first.

use std::collections::HashMap;

/// Words with a value each, found where they begin or where they end.
#[derive(Clone, Debug)]
pub(super) struct Table<T> {
    by_edge: HashMap<char, Vec<(String, T)>>,
}

impl<T> Table<T> {
    /// A table for [`Table::starting`].
    pub(super) fn by_first(words: impl IntoIterator<Item = (String, T)>) -> Self {
        Self::keyed(words, |word| word.chars().next())
    }

    /// A table for [`Table::ending`].
    pub(super) fn by_last(words: impl IntoIterator<Item = (String, T)>) -> Self {
        Self::keyed(words, |word| word.chars().next_back())
    }

    fn keyed(
        words: impl IntoIterator<Item = (String, T)>,
        edge: impl Fn(&str) -> Option<char>,
    ) -> Self {
        let mut by_edge: HashMap<char, Vec<(String, T)>> = HashMap::new();
        for (word, value) in words {
            if let Some(key) = edge(&word) {
                let bucket = by_edge.entry(key).or_default();
                let place = bucket.partition_point(|(it, _)| it.len() >= word.len());
                bucket.insert(place, (word, value));
            }
        }
        Self { by_edge }
    }

    /// The words that `text` begins with, longest first.
    pub(super) fn starting<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a (String, T)> {
        let bucket = text.chars().next().and_then(|it| self.by_edge.get(&it));
        let bucket = bucket.map(Vec::as_slice).unwrap_or_default();
        bucket
            .iter()
            .filter(move |(word, _)| text.starts_with(word.as_str()))
    }

    /// The longest word that `text` begins with: its length in bytes and its value.
    pub(super) fn start(&self, text: &str) -> Option<(usize, &T)> {
        let bucket = self.by_edge.get(&text.chars().next()?)?;
        let (word, value) = bucket
            .iter()
            .find(|(word, _)| text.starts_with(word.as_str()))?;
        Some((word.len(), value))
    }

    /// The longest word that `text` ends with: its length in bytes and its value.
    pub(super) fn end(&self, text: &str) -> Option<(usize, &T)> {
        let bucket = self.by_edge.get(&text.chars().next_back()?)?;
        let (word, value) = bucket
            .iter()
            .find(|(word, _)| text.ends_with(word.as_str()))?;
        Some((word.len(), value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_wins_at_either_edge() {
        let words = || {
            [("近", 1), ("附近", 2), ("近年", 3)]
                .into_iter()
                .map(|(word, value)| (word.to_owned(), value))
        };
        assert_eq!(Table::by_first(words()).start("近年来"), Some((6, &3)));
        assert_eq!(Table::by_last(words()).end("园区附近"), Some((6, &2)));
        assert_eq!(Table::by_last(words()).end("远"), None);
        let table = Table::by_first(words());
        let all: Vec<_> = table.starting("近年来").map(|it| it.1).collect();
        assert_eq!(all, [3, 1]);
    }
}
