//! Parks of one document whose names differ in the head alone: 什邡经开区 beside 什邡经济开发区, 新昌园区 beside 新昌高新园区.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::{Lexicon, Scheme, is_inside};
use crate::resolve::short_name::is_address;

/// Each short name with the fuller one that it stands for: behind the same words a head stands for the fullest of its kind,
/// if all fuller ones there are of one kind.
pub(super) fn fuller_names<'n>(
    lexicon: &Lexicon,
    parks: &'n BTreeSet<String>,
) -> Vec<(&'n str, &'n str)> {
    let heads = Heads { lexicon };
    let names: Vec<Name<'n>> = parks.iter().filter_map(|it| heads.split(it)).collect();
    let mut fuller: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (one, other) in heads.of_one_place(&names) {
        for (short, long) in [(one, other), (other, one)] {
            if heads.is_fuller(names[long].head, names[short].head) {
                fuller.entry(short).or_default().insert(long);
            }
        }
    }
    let pairs = fuller.into_iter().filter_map(|(short, longer)| {
        let longer = longer.into_iter().map(|it| &names[it]);
        let long = heads.fullest(&longer.collect::<Vec<_>>())?;
        Some((names[short].whole, long.whole))
    });
    pairs.collect()
}

/// The name of a park in its parts.
struct Name<'n> {
    whole: &'n str,
    /// The words before the head, without the level of the zone: 唐山|国家.
    stem: &'n str,
    /// The stem without the head of a county: 高唐|县.
    bare: &'n str,
    /// The head as the name has it.
    head: &'n str,
}

struct Heads<'a> {
    lexicon: &'a Lexicon,
}

impl Heads<'_> {
    fn split<'n>(&self, whole: &'n str) -> Option<Name<'n>> {
        let (stem, _) = self.lexicon.park_stem(whole)?;
        let head = (!stem.is_empty()).then(|| whole.strip_prefix(stem))??;
        let stem = self.without_level(whole.strip_suffix(head)?);
        let mut counties = self.lexicon.county_heads().iter();
        let bare = counties.find_map(|it| stem.strip_suffix(it.as_str()));
        Some(Name {
            whole,
            stem,
            bare: bare.unwrap_or(stem),
            head,
        })
    }

    fn without_level<'n>(&self, stem: &'n str) -> &'n str {
        let levels = self.lexicon.words("honor_level");
        let mut ends = stem.char_indices().map(|(at, _)| at).skip(1);
        let level = ends.find(|&at| {
            let rest = stem.get(at..).unwrap_or_default();
            self.lexicon.has_word(levels, rest)
        });
        level.and_then(|at| stem.get(..at)).unwrap_or(stem)
    }

    /// The pairs of names whose stems name one place: the shorter stem, the longer one.
    fn of_one_place(&self, names: &[Name<'_>]) -> Vec<(usize, usize)> {
        let mut by_stem: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, name) in names.iter().enumerate() {
            by_stem.entry(name.stem).or_default().push(at);
        }
        let mut pairs = Vec::new();
        for (long, name) in names.iter().enumerate() {
            let ends: BTreeSet<&str> = ends(name.stem).chain(ends(name.bare)).collect();
            let short = ends.iter().filter_map(|it| by_stem.get(it)).flatten();
            let short = short.filter(|&&it| self.are_one_stem(&names[it], name));
            pairs.extend(short.map(|&it| (it, long)));
        }
        pairs
    }

    /// Whether the words before two heads name one place: 高唐 and 高唐县, 岳塘 and 湖南湘潭岳塘.
    fn are_one_stem(&self, short: &Name<'_>, long: &Name<'_>) -> bool {
        let long = if long.stem == short.stem {
            long.stem
        } else {
            long.bare
        };
        let before = long.strip_suffix(short.stem);
        before.is_some_and(|it| {
            it.is_empty()
                || self.lexicon.is_named_in(Scheme::Place, it)
                || is_address(self.lexicon, it)
        })
    }

    /// The one with the longest head, if all heads are of its kind.
    fn fullest<'p, 'n>(&self, names: &[&'p Name<'n>]) -> Option<&'p Name<'n>> {
        let best = names
            .iter()
            .max_by_key(|it| (it.head.chars().count(), it.whole))?;
        let one = |it: &str| it == best.head || self.is_fuller(best.head, it);
        names.iter().all(|it| one(it.head)).then_some(*best)
    }

    /// Whether a head is a fuller form of another: one that a short one stands for, or the later name of zones of its kind.
    fn is_fuller(&self, long: &str, short: &str) -> bool {
        let of_kind = |list: &str| [long, short].iter().all(|it| self.has(list, it));
        // 鱼复|园区 beside 鱼复|工业开发区
        let any_zone =
            || self.has("any_zone_head", short) && ends(long).any(|it| self.has("zone_head", it));
        let later = long.chars().count() > short.chars().count();
        is_short(short) && !is_short(long) && is_inside(short, long)
            || any_zone()
            || later && (of_kind("economic_head") || of_kind("high_tech_head"))
    }

    fn has(&self, list: &str, word: &str) -> bool {
        self.lexicon.has_word(self.lexicon.words(list), word)
    }
}

/// The text and all its shorter ends.
fn ends(text: &str) -> impl Iterator<Item = &str> {
    text.char_indices().filter_map(|(at, _)| text.get(at..))
}

/// Whether the head of a park's name is a short one: 园区, 高新区.
fn is_short(head: &str) -> bool {
    head.chars().count() <= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_one_kind_behind_one_place_are_paired() {
        let lexicon = Lexicon::load(None, None).unwrap();
        let names = |names: &[&str]| names.iter().map(|it| (*it).to_owned()).collect();
        let parks: BTreeSet<String> = names(&[
            "湖南湘潭岳塘经济开发区",
            "岳塘经开区",
            "高唐县经济开发区",
            "高唐开发区",
            "张家港保税区",
            "张家港经开区",
            "鱼复园区",
            "鱼复工业开发区",
        ]);
        let mut found = fuller_names(&lexicon, &parks);
        found.sort_unstable();
        let expected = [
            ("岳塘经开区", "湖南湘潭岳塘经济开发区"),
            ("高唐开发区", "高唐县经济开发区"),
            ("鱼复园区", "鱼复工业开发区"),
        ];
        assert_eq!(found, expected);
    }
}
