//! Words for the index: Latin words and numbers whole, Chinese in single characters and in pairs.

use tantivy::tokenizer::{PreTokenizedString, Token};

use crate::clean::{clean, simplify};
use crate::model::{ContextText, Span};

/// A run of characters that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Run {
    /// Letters and digits: one word.
    Word(String),
    /// Chinese characters.
    Chinese(Vec<char>),
}

/// Whether a character is Chinese.
fn is_han(character: char) -> bool {
    matches!(
        character,
        '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}'
    )
}

/// A character of full width as the one of ASCII that it stands for; others as they are.
fn narrow(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character)
        }
        other => other,
    }
}

/// A text in the form in which texts are compared: simplified, letters and digits of half width, in lower case.
pub(super) fn folded(text: &str) -> String {
    let simplified = simplify(text);
    let narrow = simplified.chars().map(narrow);
    narrow.flat_map(char::to_lowercase).collect()
}

/// The runs of a text in lower case and half width; what is neither letter nor digit divides.
fn runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut joins = false;
    for character in text.chars().map(narrow).flat_map(char::to_lowercase) {
        match runs.last_mut() {
            Some(Run::Chinese(run)) if joins && is_han(character) => run.push(character),
            Some(Run::Word(word)) if joins && is_word(character) => word.push(character),
            _ if is_han(character) => runs.push(Run::Chinese(vec![character])),
            _ if is_word(character) => runs.push(Run::Word(character.into())),
            _ => {}
        }
        joins = character.is_alphanumeric();
    }
    runs
}

/// Whether a character belongs to a word that is not Chinese.
fn is_word(character: char) -> bool {
    character.is_alphanumeric() && !is_han(character)
}

/// All words under which a text is found.
pub(super) fn index_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for run in runs(text) {
        match run {
            Run::Word(word) => words.push(word),
            Run::Chinese(characters) => {
                words.extend(characters.iter().map(ToString::to_string));
                words.extend(
                    characters
                        .windows(2)
                        .map(|it| it.iter().collect::<String>()),
                );
            }
        }
    }
    words
}

/// The words that a text must have to be found: Chinese in pairs, a single character where it stands alone.
pub(super) fn query_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for run in runs(&simplify(text)) {
        match run {
            Run::Word(word) => words.push(word),
            Run::Chinese(characters) if characters.len() == 1 => {
                words.extend(characters.iter().map(ToString::to_string));
            }
            Run::Chinese(characters) => words.extend(
                characters
                    .windows(2)
                    .map(|it| it.iter().collect::<String>()),
            ),
        }
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// Words as the index takes them.
pub(super) fn tokenized(text: &str) -> PreTokenizedString {
    let words = index_words(text).into_iter().enumerate();
    let tokens = words.map(|(position, text)| Token {
        position,
        text,
        ..Token::default()
    });
    PreTokenizedString {
        text: String::new(),
        tokens: tokens.collect(),
    }
}

/// The places of a piece of text, damaged as it may be, where what was asked for stands.
pub(crate) fn marks(piece: &str, asked: &str) -> Vec<Span> {
    let context = ContextText::new(piece.to_owned());
    let clean = clean(&context);
    // The folded text, and where each of its bytes stood.
    let (mut text, mut offsets) = (String::new(), Vec::new());
    for (at, character) in clean.text().char_indices() {
        text.extend(narrow(character).to_lowercase());
        offsets.resize(text.len(), at);
    }
    offsets.push(clean.text().len());
    let mut spans = Vec::new();
    for run in runs(&simplify(asked)) {
        let word = match run {
            Run::Word(word) => word,
            Run::Chinese(characters) => characters.into_iter().collect(),
        };
        let places = text.match_indices(&word);
        let ends = places.map(|(at, found)| (offsets.get(at), offsets.get(at + found.len())));
        spans.extend(ends.filter_map(|it| Some(clean.span(*it.0?..*it.1?))));
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_found_by_pairs_and_latin_by_words() {
        assert_eq!(
            index_words("ZF工厂2022"),
            ["zf", "工", "厂", "工厂", "2022"]
        );
        assert_eq!(query_words("張家港 采"), ["家港", "张家", "采"]);
        assert_eq!(query_words("，。"), Vec::<String>::new());
    }

    #[test]
    fn letters_and_digits_of_full_width_are_those_of_half_width() {
        assert_eq!(query_words("ＺＦ２０２２"), query_words("zf2022"));
        assert_eq!(folded("ＺＦ張家港"), "zf张家港");
        let piece = "增长１０．５％，ＺＦ公司";
        let text = ContextText::new(piece.to_owned());
        let found: Vec<&str> = marks(piece, "zf")
            .iter()
            .map(|it| text.slice(*it))
            .collect();
        assert_eq!(found, ["ＺＦ"]);
    }

    #[test]
    fn what_was_asked_for_is_marked_through_the_damage() {
        let piece = "2022年，張(zhāng)家港經(jīng)開區";
        let text = ContextText::new(piece.to_owned());
        let marks = marks(piece, "张家港");
        let found: Vec<&str> = marks.iter().map(|it| text.slice(*it)).collect();
        assert_eq!(found, ["張(zhāng)家港"]);
    }
}
