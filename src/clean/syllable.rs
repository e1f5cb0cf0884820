//! Whether Latin letters are Mandarin syllables.

use std::collections::HashSet;
use std::sync::LazyLock;

/// The syllables, without tone marks.
static SYLLABLES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../data/clean/pinyin.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect()
});

/// Letters of the longest syllable (zhuang).
const LONGEST: usize = 6;

/// What is to be seen in a string of syllables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The smallest number of syllables that the letters divide into.
    pub(crate) syllables: usize,
    /// Whether there is a tone, as a mark or as a digit.
    pub(crate) toned: bool,
    /// Whether there is a capital letter.
    pub(crate) capital: bool,
    /// Whether it is one syllable said again (fafa).
    pub(crate) repeated: bool,
}

/// Reads letters as syllables; `None` where they are not. Spaces and apostrophes divide syllables.
pub(crate) fn reading(letters: &[char]) -> Option<Reading> {
    if let Some(reading) = plain(letters) {
        return Some(reading);
    }
    let mut reading = Reading {
        syllables: 0,
        toned: false,
        capital: false,
        repeated: false,
    };
    let mut words: Vec<String> = vec![String::new()];
    for &letter in letters {
        let (base, mark) = toneless(letter);
        reading.toned |= mark;
        reading.capital |= base.is_uppercase();
        if base.is_alphabetic() {
            words.last_mut()?.extend(base.to_lowercase());
        } else if matches!(base, '1'..='5') {
            reading.toned |= words.last_mut()?.len() > 1;
            words.push(String::new());
        } else {
            words.push(String::new());
        }
    }
    words.retain(|word| !word.is_empty());
    for word in &words {
        reading.syllables += divide(word)?;
    }
    reading.repeated = is_repeated(&words.concat());
    let digits = letters.iter().any(char::is_ascii_digit);
    (reading.syllables > 0 && (reading.toned || !digits)).then_some(reading)
}

/// Most annotations are one syllable in small letters within brackets: they need no division.
fn plain(letters: &[char]) -> Option<Reading> {
    let mut word = [0u8; LONGEST];
    let mut length = 0;
    for &letter in letters.iter().filter(|it| **it != ' ') {
        if !letter.is_ascii_lowercase() {
            return None;
        }
        *word.get_mut(length)? = u8::try_from(letter).ok()?;
        length += 1;
    }
    let word = std::str::from_utf8(word.get(..length)?).ok()?;
    SYLLABLES.contains(word).then_some(Reading {
        syllables: 1,
        toned: false,
        capital: false,
        repeated: false,
    })
}

/// The smallest number of syllables that a lower-case word divides into.
fn divide(word: &str) -> Option<usize> {
    let letters: Vec<char> = word.chars().collect();
    let mut fewest = vec![None; letters.len() + 1];
    *fewest.first_mut()? = Some(0);
    for end in 1..=letters.len() {
        let best = (end.saturating_sub(LONGEST)..end)
            .filter_map(|start| {
                let before: usize = (*fewest.get(start)?)?;
                let syllable: String = letters.get(start..end)?.iter().collect();
                SYLLABLES.contains(syllable.as_str()).then_some(before + 1)
            })
            .min();
        *fewest.get_mut(end)? = best;
    }
    fewest.last().copied().flatten()
}

/// Whether a word is one syllable, twice or more.
fn is_repeated(word: &str) -> bool {
    (1..=LONGEST).any(|length| {
        word.len() > length
            && word.len().is_multiple_of(length)
            && word.get(..length).is_some_and(|first| {
                SYLLABLES.contains(first) && first.repeat(word.len() / length) == word
            })
    })
}

/// Whether a character may stand in pinyin.
pub(crate) fn is_pinyin_letter(char: char) -> bool {
    toneless(char).0.is_ascii_alphabetic()
        || toneless(char).0.eq_ignore_ascii_case(&'v')
        || matches!(char, 'ü' | 'Ü')
}

/// The letter without its tone mark, and whether it had one.
fn toneless(char: char) -> (char, bool) {
    let base = match char {
        'ā' | 'á' | 'ǎ' | 'à' | 'ă' => 'a',
        'ē' | 'é' | 'ě' | 'è' | 'ĕ' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' | 'ĭ' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' | 'ŏ' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' | 'ŭ' => 'u',
        'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
        'ń' | 'ň' | 'ǹ' => 'n',
        'ḿ' => 'm',
        'Ā' | 'Á' | 'Ǎ' | 'À' => 'A',
        'Ē' | 'É' | 'Ě' | 'È' => 'E',
        'Ī' | 'Í' | 'Ǐ' | 'Ì' => 'I',
        'Ō' | 'Ó' | 'Ǒ' | 'Ò' => 'O',
        'Ū' | 'Ú' | 'Ǔ' | 'Ù' => 'U',
        'ü' => return ('v', false),
        'Ü' => return ('V', false),
        'ɑ' => return ('a', false),
        'ɡ' => return ('g', false),
        other => return (other, false),
    };
    (base, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Reading> {
        reading(&text.chars().collect::<Vec<_>>())
    }

    #[test]
    fn the_list_is_sorted_and_complete() {
        assert!(SYLLABLES.len() > 400);
        for word in ["zhuang", "lv", "lü", "er", "a", "xiong", "nüe"] {
            assert!(SYLLABLES.contains(word), "{word}");
        }
    }

    #[test]
    fn syllables_are_counted_and_tones_seen() {
        assert_eq!(
            read("fa").map(|it| (it.syllables, it.toned)),
            Some((1, false))
        );
        assert_eq!(
            read("xīnwén").map(|it| (it.syllables, it.toned)),
            Some((2, true))
        );
        assert_eq!(read("chǎn néng").map(|it| it.syllables), Some(2));
        assert_eq!(read("xi'an").map(|it| it.syllables), Some(2));
        assert_eq!(
            read("fa1 bu4").map(|it| (it.syllables, it.toned)),
            Some((2, true))
        );
        assert_eq!(read("LÜ").map(|it| it.capital), Some(true));
        assert_eq!(read("fafa").map(|it| it.repeated), Some(true));
        assert_eq!(read("lǚ").map(|it| it.syllables), Some(1));
    }

    #[test]
    fn other_words_are_not_pinyin() {
        for word in [
            "VOCs", "ZF", "APP", "km2", "EPR", "café", "GW", "", "a1", "e2", "2014", "SO2",
        ] {
            assert_eq!(read(word), None, "{word}");
        }
    }
}
