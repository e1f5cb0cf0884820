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

/// What divides the names of the pages above this one: 首页 > 新闻 > 正文.
const DIVIDERS: [char; 4] = ['>', '»', '›', '→'];
/// A longer part of such a line, in characters, is no name of a page above.
const CRUMB: usize = 14;

/// Where the last part of a line begins that says on which page of the site this one lies; `None` if the line does not.
pub(crate) fn crumbs(line: &str) -> Option<usize> {
    let divided = DIVIDERS
        .into_iter()
        .find(|it| line.matches(*it).count() > 1)?;
    let last = line.rfind(divided)? + divided.len_utf8();
    let above = line.get(..last)?;
    let short = |it: &str| it.trim().chars().count() <= CRUMB && !it.contains(['，', '。', '；']);
    above.split(divided).all(short).then(|| {
        let rest = line.get(last..).unwrap_or_default();
        last + rest.len() - rest.trim_start().len()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex::Regex;
    use std::collections::BTreeSet;

    #[test]
    fn the_way_to_a_page_is_told_by_its_dividers() {
        let rest = |line: &'static str| crumbs(line).and_then(|it| line.get(it..));
        assert_eq!(rest("某网 > 某频道 > 正文"), Some("正文"));
        assert_eq!(
            rest("某论坛 » 某区 » 某县38个项目昨天开工，总投资290亿"),
            Some("某县38个项目昨天开工，总投资290亿")
        );
        assert_eq!(rest("5>3，而且2>1，所以园区很大"), None);
        assert_eq!(rest("某区 > 某园"), None);
    }

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
