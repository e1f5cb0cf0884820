//! Lines that are told by their form: boilerplate and headings, from `data/clean/pattern.toml`.

use std::sync::LazyLock;

use regex::RegexSet;
use serde::Deserialize;

/// The file of patterns.
const FILE: &str = include_str!("../../data/clean/pattern.toml");
/// Lines longer than this, in bytes, are running text.
const LONGEST: usize = 2400;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    pattern: Vec<RawPattern>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(
    not(test),
    expect(dead_code, reason = "a test reads name, why and examples")
)]
struct RawPattern {
    name: String,
    kind: LineKind,
    pattern: String,
    why: String,
    yes: Vec<String>,
    no: Vec<String>,
}

/// What a pattern tells of a line.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LineKind {
    /// Said by the site.
    Boilerplate,
    /// A heading in the text.
    Heading,
}

/// The patterns, compiled; a test holds that the file can be read.
static PATTERNS: LazyLock<(RegexSet, Vec<LineKind>)> = LazyLock::new(|| {
    let patterns = raw();
    let set = RegexSet::new(patterns.iter().map(|it| &it.pattern)).unwrap_or_default();
    (set, patterns.iter().map(|it| it.kind).collect())
});

fn raw() -> Vec<RawPattern> {
    toml::from_str::<File>(FILE).map_or_else(|_| Vec::new(), |file| file.pattern)
}

/// What the form of a line tells, if anything.
pub(crate) fn kind(line: &str) -> Option<LineKind> {
    if line.len() > LONGEST {
        return None;
    }
    let (set, kinds) = &*PATTERNS;
    let first = set.matches(line).into_iter().next()?;
    kinds.get(first).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex::Regex;
    use std::collections::BTreeSet;

    #[test]
    fn every_example_holds() {
        let file: File = toml::from_str(FILE).unwrap();
        let mut names = BTreeSet::new();
        for it in &file.pattern {
            assert!(names.insert(&it.name), "{} comes twice", it.name);
            assert!(!it.why.is_empty() && !it.yes.is_empty() && !it.no.is_empty());
            let regex = Regex::new(&it.pattern).unwrap();
            for yes in &it.yes {
                assert!(regex.is_match(yes), "{}: {yes}", it.name);
                assert_eq!(kind(yes), Some(it.kind), "{}: {yes}", it.name);
            }
            for no in &it.no {
                assert!(!regex.is_match(no), "{}: {no}", it.name);
                assert_ne!(kind(no), Some(it.kind), "{}: {no}", it.name);
            }
        }
    }
}
