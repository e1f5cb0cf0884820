//! The forms under which names are compared: whatever script, width, case and marks they are written with.

use pinyin::ToPinyin;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::clean::simplify;

/// A name without what does not tell names apart: simplified, narrow, in lower case, without tone marks, blanks and
/// punctuation.
pub(super) fn key(name: &str) -> String {
    let narrow: String = name.nfkc().collect();
    let plain = simplify(&narrow);
    let plain = plain.nfd().filter(|it| !is_combining_mark(*it));
    let plain = plain.filter(|it| it.is_alphanumeric());
    plain.flat_map(char::to_lowercase).collect()
}

/// How a key is spoken: Chinese as pinyin without tones, all else as it is. None where there is no Chinese in it.
pub(super) fn spoken(key: &str) -> Option<String> {
    let mut spoken = String::new();
    let mut has_chinese = false;
    for (character, syllable) in key.chars().zip(key.to_pinyin()) {
        match syllable {
            Some(syllable) => {
                has_chinese = true;
                spoken.push_str(syllable.plain());
            }
            None => spoken.push(character),
        }
    }
    has_chinese.then(|| self::key(&spoken))
}

/// The pairs of neighbouring characters of a key, its ends included.
pub(super) fn pairs(key: &str) -> Vec<(char, char)> {
    let ends = ['\u{2}'].into_iter().chain(key.chars()).chain(['\u{3}']);
    let characters: Vec<char> = ends.collect();
    let mut pairs: Vec<_> = characters.windows(2).map(|it| (it[0], it[1])).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_has_one_key() {
        for name in [
            "張家港經開區",
            "张家港经开区",
            " 张家港 经开区",
            "张家港（经开区）",
        ] {
            assert_eq!(key(name), "张家港经开区", "{name}");
        }
        assert_eq!(key("ＺＦ Friedrichshafen, AG"), "zffriedrichshafenag");
        assert_eq!(key("Zhāngjiāgǎng"), key("zhang jia gang"));
    }

    #[test]
    fn names_are_spoken_in_pinyin() {
        assert_eq!(spoken("张家港").as_deref(), Some("zhangjiagang"));
        assert_eq!(spoken("zf"), None);
    }
}
