//! Word lists that are looked up at a place of the text, longest word first.

/// Words with a value each, found where they begin or where they end.
#[derive(Clone, Debug)]
pub(super) struct Table<T> {
    /// One bit per character of the basic plane: most places of a text are ruled out by it.
    edges: Vec<u64>,
    /// The words of each edge character, in the order of the characters, longest word first.
    buckets: Vec<(char, Vec<(String, T)>)>,
}

impl<T> Table<T> {
    /// A table for [`Table::start`].
    pub(super) fn by_first(words: impl IntoIterator<Item = (String, T)>) -> Self {
        Self::keyed(words, |word| word.chars().next())
    }

    /// A table for [`Table::end`].
    pub(super) fn by_last(words: impl IntoIterator<Item = (String, T)>) -> Self {
        Self::keyed(words, |word| word.chars().next_back())
    }

    fn keyed(
        words: impl IntoIterator<Item = (String, T)>,
        edge: impl Fn(&str) -> Option<char>,
    ) -> Self {
        let mut table = Self {
            edges: vec![0; 0x1_0000 / 64],
            buckets: Vec::new(),
        };
        for (word, value) in words {
            if let Some(key) = edge(&word) {
                table.insert(key, word, value);
            }
        }
        table
    }

    fn insert(&mut self, key: char, word: String, value: T) {
        if let Some((bits, bit)) =
            place(key).and_then(|(at, bit)| Some((self.edges.get_mut(at)?, bit)))
        {
            *bits |= bit;
        }
        let place = self.buckets.partition_point(|(it, _)| *it < key);
        if self.buckets.get(place).is_none_or(|(it, _)| *it != key) {
            self.buckets.insert(place, (key, Vec::new()));
        }
        if let Some((_, bucket)) = self.buckets.get_mut(place) {
            let place = bucket.partition_point(|(it, _)| it.len() >= word.len());
            bucket.insert(place, (word, value));
        }
    }

    /// The words with this edge.
    fn bucket(&self, edge: Option<char>) -> &[(String, T)] {
        let Some((edge, (at, bit))) = edge.and_then(|it| Some((it, place(it)?))) else {
            return &[];
        };
        if self.edges.get(at).is_none_or(|it| it & bit == 0) {
            return &[];
        }
        let found = self.buckets.binary_search_by_key(&edge, |(it, _)| *it);
        let found = found.ok().and_then(|it| self.buckets.get(it));
        found.map_or(&[], |(_, bucket)| bucket)
    }

    /// The words that `text` begins with, longest first.
    pub(super) fn starting<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a (String, T)> {
        let bucket = self.bucket(text.chars().next()).iter();
        bucket.filter(move |(word, _)| text.starts_with(word.as_str()))
    }

    /// The longest word that `text` begins with: its length in bytes and its value.
    pub(super) fn start(&self, text: &str) -> Option<(usize, &T)> {
        let mut bucket = self.bucket(text.chars().next()).iter();
        let (word, value) = bucket.find(|(word, _)| text.starts_with(word.as_str()))?;
        Some((word.len(), value))
    }

    /// The longest word that `text` ends with: its length in bytes and its value.
    pub(super) fn end(&self, text: &str) -> Option<(usize, &T)> {
        let mut bucket = self.bucket(text.chars().next_back()).iter();
        let (word, value) = bucket.find(|(word, _)| text.ends_with(word.as_str()))?;
        Some((word.len(), value))
    }
}

/// The word and bit of a character of the basic plane; words with other edges are not found.
fn place(edge: char) -> Option<(usize, u64)> {
    let code = u16::try_from(u32::from(edge)).ok()?;
    Some((usize::from(code / 64), 1 << (code % 64)))
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
