//! Traditional characters become simplified ones, phrases before characters.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use daachorse::CharwiseDoubleArrayAhoCorasick;
use daachorse::CharwiseDoubleArrayAhoCorasickBuilder;
use daachorse::MatchKind;

use crate::clean::glyph::Glyph;

/// A document is traditional when one in so many of the characters that tell is traditional.
const TRADITIONAL_SHARE: usize = 10;

/// The dictionaries, compiled.
struct Script {
    /// Finds phrases and characters; the value is a position in `values`.
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// What a match becomes.
    values: Vec<Vec<char>>,
    /// What a character tells of a text, by code point from [`FIRST`] on.
    signs: Vec<Sign>,
}

/// What a character tells of the text that it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// Nothing.
    None,
    /// Only traditional texts use it.
    Traditional,
    /// Only simplified texts use it.
    Simplified,
}

/// The range of everyday characters; rarer ones tell nothing.
const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9FFF;

static SCRIPT: LazyLock<Script> = LazyLock::new(Script::compile);

impl Script {
    fn compile() -> Self {
        let shared: BTreeSet<char> = lines(include_str!("../../data/clean/shared.txt"))
            .filter_map(|line| line.chars().next())
            .collect();
        let characters = pairs(include_str!("../../data/opencc/TSCharacters.txt"));
        let mut entries: BTreeMap<&str, &str> = characters.clone();
        entries.extend(pairs(include_str!("../../data/clean/variant.txt")));
        // A character that is the simplified form of another one (苧 of 薴) stays.
        let results: BTreeSet<&str> = entries
            .iter()
            .filter(|(key, value)| key != value)
            .map(|(_, value)| *value)
            .collect();
        entries.retain(|key, value| key != value && !results.contains(key));
        let changing: BTreeSet<char> = entries.keys().filter_map(|it| it.chars().next()).collect();
        let mut signs = vec![Sign::None; (LAST - FIRST + 1) as usize];
        for value in entries.values().filter_map(|it| it.chars().next()) {
            if !characters.contains_key(value.to_string().as_str()) {
                mark(&mut signs, value, Sign::Simplified);
            }
        }
        for char in changing.difference(&shared) {
            mark(&mut signs, *char, Sign::Traditional);
        }
        for (key, value) in pairs(include_str!("../../data/opencc/TSPhrases.txt")) {
            entries.insert(key, value);
            // What came out must stay as it is when it comes in again.
            if value.chars().any(|it| changing.contains(&it)) {
                entries.entry(value).or_insert(value);
            }
        }
        let values = entries.values().map(|it| it.chars().collect()).collect();
        let patterns = entries.keys().zip(0u32..);
        let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .build_with_values(patterns)
            .ok();
        Self {
            automaton,
            values,
            signs,
        }
    }

    fn sign(&self, char: char) -> Sign {
        let place = u32::from(char).checked_sub(FIRST);
        let sign = place.and_then(|it| self.signs.get(it as usize));
        sign.copied().unwrap_or(Sign::None)
    }

    /// Whether the text is traditional as a whole.
    fn is_traditional(&self, text: &str) -> bool {
        let (mut traditional, mut simplified) = (0, 0);
        for char in text.chars() {
            match self.sign(char) {
                Sign::Traditional => traditional += 1,
                Sign::Simplified => simplified += 1,
                Sign::None => (),
            }
        }
        traditional > 0 && traditional * TRADITIONAL_SHARE >= traditional + simplified
    }
}

/// Notes what a character tells.
fn mark(signs: &mut [Sign], char: char, sign: Sign) {
    let place = u32::from(char).checked_sub(FIRST);
    if let Some(place) = place.and_then(|it| signs.get_mut(it as usize)) {
        *place = sign;
    }
}

/// The lines of a data file that are not comments.
fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The entries of a dictionary of OpenCC: key, tab, values; the first value counts.
fn pairs(file: &'static str) -> BTreeMap<&'static str, &'static str> {
    lines(file)
        .filter_map(|line| {
            let (key, values) = line.split_once('\t')?;
            Some((key, values.split(' ').next()?))
        })
        .collect()
}

/// Converts to simplified characters whatever the text looks like; for lexicon entries and queries.
///
/// ```
/// use parkgraph::clean::simplify;
/// assert_eq!(simplify("張家港經濟技術開發區"), "张家港经济技术开发区");
/// assert_eq!(simplify("乾隆年間的計畫"), "乾隆年间的计划");
/// ```
pub fn simplify(text: &str) -> String {
    let mut simple = String::with_capacity(text.len());
    let mut from = 0;
    if let Some(automaton) = &SCRIPT.automaton {
        for found in automaton.leftmost_find_iter(text) {
            simple.push_str(text.get(from..found.start()).unwrap_or_default());
            simple.extend(
                SCRIPT
                    .values
                    .get(found.value() as usize)
                    .into_iter()
                    .flatten(),
            );
            from = found.end();
        }
    }
    simple.push_str(text.get(from..).unwrap_or_default());
    simple
}

/// Converts a text; gives how many characters changed. Characters that both scripts use are left
/// alone unless the text as a whole is traditional.
pub(crate) fn convert(glyphs: Vec<Glyph>) -> (Vec<Glyph>, usize) {
    let text: String = glyphs.iter().map(|it| it.char).collect();
    let Some(automaton) = &SCRIPT.automaton else {
        return (glyphs, 0);
    };
    let whole = SCRIPT.is_traditional(&text);
    let mut converted = glyphs;
    let mut changed = 0;
    let mut place = 0;
    let mut from = 0;
    let mut lengths = Vec::new();
    for found in automaton.leftmost_find_iter(&text) {
        let before = text.get(from..found.start()).unwrap_or_default();
        place += before.chars().count();
        from = found.end();
        let key = text.get(found.start()..found.end()).unwrap_or_default();
        let length = key.chars().count();
        let sure = whole || key.chars().any(|it| SCRIPT.sign(it) == Sign::Traditional);
        if let Some(value) = SCRIPT.values.get(found.value() as usize).filter(|_| sure) {
            if value.len() == length {
                let part = converted.get_mut(place..place + length).unwrap_or_default();
                for (glyph, &char) in part.iter_mut().zip(value) {
                    changed += usize::from(glyph.char != char);
                    glyph.char = char;
                }
            } else {
                lengths.push((place..place + length, value));
            }
        }
        place += length;
    }
    for (part, value) in lengths.into_iter().rev() {
        changed += part.len();
        replace(&mut converted, part, value);
    }
    (converted, changed)
}

/// Puts the value of a match that has another length in its place; all of the match stands behind each
/// character. No entry of today's dictionaries is such a one.
fn replace(converted: &mut Vec<Glyph>, part: Range<usize>, value: &[char]) {
    let matched = converted.get(part.clone()).unwrap_or_default();
    if let (Some(first), Some(last)) = (matched.first(), matched.last()) {
        let (start, end) = (first.start, last.end);
        converted.splice(part, value.iter().map(|&char| Glyph { char, start, end }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::glyph::glyphs;
    use crate::model::ContextText;

    fn check(text: &str, expected: &str) {
        let (converted, _) = convert(glyphs(&ContextText::new(text.to_owned())));
        let text: String = converted.iter().map(|it| it.char).collect();
        assert_eq!(text, expected);
    }

    #[test]
    fn dictionaries_compile() {
        assert!(SCRIPT.automaton.is_some());
        assert!(SCRIPT.values.len() > 3500);
        for value in &SCRIPT.values {
            let value: String = value.iter().collect();
            assert_eq!(simplify(&value), value);
        }
    }

    #[test]
    fn phrases_come_before_characters() {
        check("乾隆年間與乾燥設備", "乾隆年间与干燥设备");
        check("國家產業集羣計劃", "国家产业集群计划");
        check("臺灣託管於採礦範圍", "台湾托管于采矿范围");
    }

    #[test]
    fn a_simplified_text_stays() {
        for text in [
            "乾县乾隆酒厂著名品牌",
            "昇腾人工智能产业",
            "徵羽科技",
            "皇后大道旁的后勤基地",
        ] {
            check(text, text);
        }
        // A traditional character in a simplified text is a slip.
        let text = "昇腾产业集羣这样发展起来的时候，园区里的企业说产业链还会变长，来这里办实业。";
        check(text, &text.replace('羣', "群"));
    }

    #[test]
    fn other_scripts_stay() {
        check("VOCs 12% カタカナ", "VOCs 12% カタカナ");
        assert_eq!(simplify(""), "");
    }
}
