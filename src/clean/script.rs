//! Traditional characters become simplified ones, phrases before characters.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
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
    /// Characters that only traditional texts use.
    traditional: BTreeSet<char>,
    /// Characters that only simplified texts use.
    simplified: BTreeSet<char>,
}

static SCRIPT: LazyLock<Script> = LazyLock::new(Script::compile);

impl Script {
    fn compile() -> Self {
        let shared: BTreeSet<char> = lines(include_str!("../../data/clean/shared.txt"))
            .filter_map(|line| line.chars().next())
            .collect();
        let characters = pairs(include_str!("../../data/opencc/TSCharacters.txt"));
        let mut entries: BTreeMap<&str, &str> = characters.clone();
        // A character that is the simplified form of another one (苧 of 薴) stays.
        let results: BTreeSet<&str> = entries
            .iter()
            .filter(|(key, value)| key != value)
            .map(|(_, value)| *value)
            .collect();
        entries.retain(|key, value| key != value && !results.contains(key));
        let changing: BTreeSet<char> = entries.keys().filter_map(|it| it.chars().next()).collect();
        let simplified = entries
            .values()
            .filter_map(|value| value.chars().next())
            .filter(|it| !characters.contains_key(it.to_string().as_str()))
            .collect();
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
            traditional: changing.difference(&shared).copied().collect(),
            simplified,
        }
    }

    /// Whether the text is traditional as a whole.
    fn is_traditional(&self, text: &str) -> bool {
        let (mut traditional, mut simplified) = (0, 0);
        for char in text.chars().filter(|&it| it >= '\u{3400}') {
            if self.traditional.contains(&char) {
                traditional += 1;
            } else if self.simplified.contains(&char) {
                simplified += 1;
            }
        }
        traditional > 0 && traditional * TRADITIONAL_SHARE >= traditional + simplified
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
    let mut converted = Vec::with_capacity(glyphs.len());
    let mut changed = 0;
    let mut rest = glyphs.iter().copied();
    let mut from = 0;
    for found in automaton.leftmost_find_iter(&text) {
        let before = text.get(from..found.start()).unwrap_or_default();
        converted.extend(rest.by_ref().take(before.chars().count()));
        let key = text.get(found.start()..found.end()).unwrap_or_default();
        let part: Vec<Glyph> = rest.by_ref().take(key.chars().count()).collect();
        from = found.end();
        let sure = whole || key.chars().any(|it| SCRIPT.traditional.contains(&it));
        match SCRIPT.values.get(found.value() as usize).filter(|_| sure) {
            Some(value) => {
                changed += part
                    .iter()
                    .zip(value)
                    .filter(|(it, to)| it.char != **to)
                    .count();
                replace(&mut converted, &part, value);
            }
            None => converted.extend(part),
        }
    }
    converted.extend(rest);
    (converted, changed)
}

/// Appends the value of a match; where the lengths differ, all of the match stands behind each character.
fn replace(converted: &mut Vec<Glyph>, part: &[Glyph], value: &[char]) {
    if part.len() == value.len() {
        converted.extend(part.iter().zip(value).map(|(it, &char)| it.with(char)));
    } else if let (Some(first), Some(last)) = (part.first(), part.last()) {
        converted.extend(value.iter().map(|&char| Glyph {
            char,
            start: first.start,
            end: last.end,
        }));
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
