//! Word boundaries and parts of speech, where a name's edge is in doubt: jieba behind one function.

use std::ops::Range;
use std::sync::LazyLock;

use jieba_rs::Jieba;

/// What parks are called and industries of four to six characters where the dictionary of jieba lacks them: 云湖|经开区 and not
/// 云|湖经|开区.
const HEADS: &str = include_str!("../../data/segment.txt");

static JIEBA: LazyLock<Jieba> = LazyLock::new(|| {
    let mut jieba = Jieba::new();
    for line in HEADS.lines() {
        let mut columns = line.split(' ');
        let word = columns.next().unwrap_or_default();
        let frequency = columns.next().and_then(|it| it.parse().ok());
        jieba.add_word(word, frequency, columns.next());
    }
    jieba
});

/// Loads the dictionary and, by a word that it lacks, the model for such words. Both are loaded anyway when a name's edge is
/// first in doubt, which takes as long as to load the lexicon.
pub fn prepare() {
    drop(tokens("\u{676d}\u{7814}", 0));
}

/// A word with its part of speech.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Where it stands.
    pub(super) bytes: Range<usize>,
    /// What it can be in a name.
    pub(super) class: Class,
    /// Whether the dictionary has it; if not, the segmenter guessed.
    pub(super) known: bool,
}

/// What a word can be in a name, from its part of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// A common noun or an attributive.
    Noun,
    /// A proper noun, or a word that no dictionary has.
    Proper,
    /// A verb.
    Verb,
    /// An adjective.
    Adjective,
    /// A numeral or measure word.
    Number,
    /// An adverb, or a word of position.
    Adverb,
    /// A function word, pronoun, time word or mark.
    Function,
}

/// The words of a text that begins at `offset`.
pub(super) fn tokens(text: &str, offset: usize) -> Vec<Token> {
    let mut at = offset;
    JIEBA
        .tag(text, true)
        .into_iter()
        .map(|it| {
            let start = at;
            at += it.word.len();
            Token {
                bytes: start..at,
                class: if is_unknown(it.word) && it.tag != "m" {
                    Class::Proper
                } else {
                    class(it.tag, it.word)
                },
                known: !is_unknown(it.word),
            }
        })
        .collect()
}

/// Whether the dictionary lacks a word of Chinese that the segmenter guessed.
fn is_unknown(word: &str) -> bool {
    word.len() > 3
        && !word.is_ascii()
        && word.chars().all(char::is_alphabetic)
        && !JIEBA.has_word(word)
}

/// The class behind a tag of the ICTCLAS set that jieba's dictionary uses.
fn class(tag: &str, word: &str) -> Class {
    match tag {
        "nr" | "ns" | "nt" | "nz" | "nrt" | "nrfg" | "eng" => Class::Proper,
        "x" if word.chars().any(char::is_alphanumeric) => Class::Proper,
        "vn" | "an" | "j" | "s" | "l" | "i" | "g" | "h" | "k" | "zg" | "z" | "t" | "tg" => {
            Class::Noun
        }
        "d" | "ad" | "f" => Class::Adverb,
        "m" | "mq" | "q" => Class::Number,
        _ if tag.starts_with(['n', 'b']) => Class::Noun,
        _ if tag.starts_with('v') => Class::Verb,
        _ if tag.starts_with('a') => Class::Adjective,
        _ => Class::Function,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_bytes_from_the_given_place() {
        let found = tokens("位于江苏省", 10);
        assert_eq!(found.first().map(|it| it.bytes.clone()), Some(10..16));
        assert_eq!(
            found.last().map(|it| (it.bytes.clone(), it.class)),
            Some((16..25, Class::Proper))
        );
    }

    #[test]
    fn what_parks_are_called_is_one_word() {
        let mut words = tokens("云湖经开区", 0).into_iter().map(|it| it.bytes.start);
        assert_eq!(words.next_back(), Some(6));
    }
}
