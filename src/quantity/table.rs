//! Word lists that are looked up at a place of the text, longest word first.

/// Words with a value each, found where they begin or where they end.
#[derive(Clone, Debug)]
pub(super) struct Table<T> {
    /// Rules out most places of a text.
    edges: Alphabet,
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
            edges: Alphabet::default(),
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
        self.edges.insert(key);
        let place = self.buckets.partition_point(|(it, _)| *it < key);
        if self.buckets.get(place).is_none_or(|(it, _)| *it != key) {
            self.buckets.insert(place, (key, Vec::new()));
        }
        if let Some((_, bucket)) = self.buckets.get_mut(place) {
            let place = bucket.partition_point(|(it, _)| it.len() >= word.len());
            bucket.insert(place, (word, value));
        }
    }

    /// The characters that the words have at their edge.
    pub(super) fn edges(&self) -> impl Iterator<Item = char> {
        self.buckets.iter().map(|(edge, _)| *edge)
    }

    /// The words with this edge.
    fn bucket(&self, edge: Option<char>) -> &[(String, T)] {
        let Some(edge) = edge.filter(|it| self.edges.contains(*it)) else {
            return &[];
        };
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

/// A set of characters of the basic plane, one bit each; other characters are never in it.
#[derive(Clone, Debug)]
pub(super) struct Alphabet {
    bits: Vec<u64>,
}

impl Default for Alphabet {
    fn default() -> Self {
        Self {
            bits: vec![0; 0x1_0000 / 64],
        }
    }
}

impl Alphabet {
    pub(super) fn insert(&mut self, character: char) {
        let (at, bit) = place(character);
        if let Some(bits) = self.bits.get_mut(at) {
            *bits |= bit;
        }
    }

    pub(super) fn contains(&self, character: char) -> bool {
        let (at, bit) = place(character);
        self.bits.get(at).is_some_and(|it| it & bit != 0)
    }
}

impl Extend<char> for Alphabet {
    fn extend<I: IntoIterator<Item = char>>(&mut self, characters: I) {
        for character in characters {
            self.insert(character);
        }
    }
}

/// The word and bit of a character.
fn place(character: char) -> (usize, u64) {
    let code = character as usize;
    (code / 64, 1 << (code % 64))
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
