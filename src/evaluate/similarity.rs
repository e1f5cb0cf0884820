//! How alike two labels or two titles are.

use std::collections::{BTreeMap, BTreeSet};

/// Labels less alike than this do not match.
const LABEL_BAR: f64 = 0.5;
/// A label that contains the other counts at least this much.
const CONTAINMENT: f64 = 0.75;
/// A title that contains the other matches if it is not longer than by this ratio.
const HONOR_LENGTH_RATIO: f64 = 0.7;

/// Best similarity of a label to one of the gold labels; 0 below the bar. All are normalised.
pub(crate) fn label_similarity(gold: &[String], predicted: &str) -> f64 {
    let mut best = 0.0_f64;
    for label in gold {
        if label.is_empty() || predicted.is_empty() {
            continue;
        }
        let mut alike = if label == predicted {
            1.0
        } else {
            dice(label, predicted)
        };
        let shorter = length(label).min(length(predicted));
        if alike < CONTAINMENT && shorter >= 2 && contained(label, predicted) {
            alike = CONTAINMENT;
        }
        best = best.max(alike);
    }
    if best >= LABEL_BAR { best } else { 0.0 }
}

/// 1 for titles with a common name, the ratio of lengths where one contains the other and is not much longer, else 0.
pub(crate) fn honor_similarity(gold: &BTreeSet<String>, predicted: &BTreeSet<String>) -> f64 {
    if !gold.is_disjoint(predicted) {
        return 1.0;
    }
    let mut best = 0.0_f64;
    for one in gold {
        for other in predicted {
            if contained(one, other) {
                let (one, other) = (length(one), length(other));
                best = best.max(ratio(one.min(other), one.max(other)));
            }
        }
    }
    if best >= HONOR_LENGTH_RATIO {
        best
    } else {
        0.0
    }
}

/// Dice coefficient of the multisets of character pairs, or of characters where there is only one.
fn dice(one: &str, other: &str) -> f64 {
    let (one, other) = (grams(one), grams(other));
    let common: usize = one
        .iter()
        .filter_map(|(gram, count)| other.get(gram).map(|it| *it.min(count)))
        .sum();
    let all = one.values().sum::<usize>() + other.values().sum::<usize>();
    ratio(2 * common, all)
}

fn grams(text: &str) -> BTreeMap<[Option<char>; 2], usize> {
    let characters: Vec<char> = text.chars().collect();
    let mut grams = BTreeMap::new();
    if let [only] = characters.as_slice() {
        grams.insert([Some(*only), None], 1);
    }
    for pair in characters.windows(2) {
        *grams.entry([Some(pair[0]), Some(pair[1])]).or_default() += 1;
    }
    grams
}

fn contained(one: &str, other: &str) -> bool {
    one.contains(other) || other.contains(one)
}

fn length(text: &str) -> usize {
    text.chars().count()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "labels are far shorter than 2^52"
)]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(name: &str) -> BTreeSet<String> {
        BTreeSet::from([name.to_owned()])
    }

    #[test]
    fn labels_match_by_pairs_of_characters_or_containment() {
        let check = |gold: &str, predicted: &str| label_similarity(&[gold.to_owned()], predicted);
        assert!((check("高新技术企业", "高新技术企业") - 1.0).abs() < 1e-12);
        assert!((check("国家高新技术企业", "企业") - 0.75).abs() < 1e-12);
        assert!(check("国家高新技术企业", "上市公司") < 1e-12);
        assert!(check("", "上市公司") < 1e-12);
        assert!((check("总产值", "总产量") - 0.5).abs() < 1e-12);
    }

    #[test]
    fn titles_match_if_little_is_missing() {
        let gold = set("国家生态工业示范园区");
        assert!((honor_similarity(&gold, &set("生态工业示范园区")) - 0.8).abs() < 1e-12);
        assert!(honor_similarity(&gold, &set("示范园区")) < 1e-12);
        assert!(honor_similarity(&gold, &BTreeSet::new()) < 1e-12);
    }
}
