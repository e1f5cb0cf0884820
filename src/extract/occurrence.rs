//! Where texts stand in a page: many are searched for at once, so that a page of thousands of names takes no square time.

use std::collections::{BTreeMap, BTreeSet};

use daachorse::CharwiseDoubleArrayAhoCorasick;

/// Fewer texts than this are sooner found one by one than an automaton for them is built.
const FEW: usize = 64;

/// The byte offsets at which each of some texts begins, in order; no two of one text overlap.
pub(super) fn occurrences<'w>(
    text: &str,
    wanted: &BTreeSet<&'w str>,
) -> BTreeMap<&'w str, Vec<usize>> {
    let wanted: Vec<&str> = wanted.iter().filter(|it| !it.is_empty()).copied().collect();
    let automaton = (wanted.len() > FEW).then(|| CharwiseDoubleArrayAhoCorasick::new(&wanted));
    if let Some(Ok(automaton)) = automaton {
        return at_once(text, &wanted, &automaton);
    }
    let alone = |it: &str| text.match_indices(it).map(|(at, _)| at).collect();
    wanted.into_iter().map(|it| (it, alone(it))).collect()
}

fn at_once<'w>(
    text: &str,
    wanted: &[&'w str],
    automaton: &CharwiseDoubleArrayAhoCorasick<usize>,
) -> BTreeMap<&'w str, Vec<usize>> {
    let mut found: Vec<Vec<usize>> = vec![Vec::new(); wanted.len()];
    for hit in automaton.find_overlapping_iter(text) {
        let places = &mut found[hit.value()];
        let end = places.last().map_or(0, |it| it + wanted[hit.value()].len());
        if hit.start() >= end {
            places.push(hit.start());
        }
    }
    wanted.iter().copied().zip(found).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_texts_are_found_where_each_alone_is() {
        let text = "海粤油脂落户洋浦，海粤海粤油脂；粤粤粤粤。";
        let chars: Vec<char> = text.chars().collect();
        let parts: Vec<String> = (1..8)
            .flat_map(|length| chars.windows(length).map(|it| it.iter().collect()))
            .collect();
        let wanted: BTreeSet<&str> = parts.iter().map(String::as_str).collect();
        assert!(wanted.len() > FEW);
        let found = occurrences(text, &wanted);
        for it in wanted {
            let alone: Vec<usize> = text.match_indices(it).map(|(at, _)| at).collect();
            assert_eq!(found[it], alone, "{it}");
        }
    }
}
