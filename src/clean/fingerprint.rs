//! The fingerprint of a clean text, by which its reprints are found whatever the copy did to it.

use crate::clean::{BlockKind, CleanText, Layout};
use crate::model::Fingerprint;

/// How many characters a phrase has.
const PHRASE: usize = 5;
/// With fewer phrases than this a text is too short to be like others: it is the same or not.
const FEWEST: usize = 40;
/// With fewer characters than this a text says too little to be the copy of another.
const SHORTEST: usize = 10;
/// The golden ratio as a fraction of 2^64: its multiples are spread evenly.
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// The fingerprint of what the text itself says: headings, paragraphs and tables, without punctuation and blanks. Titles,
/// header lines and what the site says are left out, because a reprint has its own. Short texts have one that only the same
/// text has; `None` for those of fewer than ten characters.
///
/// The phrases of five characters are dealt to 128 bins by their hash; each part is the smallest hash of a bin, cut to a byte
/// (`MinHash` with one permutation).
///
/// ```
/// use parkgraph::clean::{clean, fingerprint, layout};
/// use parkgraph::model::{ContextText, Metadata};
/// let print = |title: &str, text: &str| {
///     let clean = clean(&ContextText::new(format!("{title}\n2022-04-23 来源:某网\n{text}")));
///     fingerprint(&clean, &layout(&clean, &Metadata::default()))
/// };
/// let text = "张家港经济技术开发区位于长江南岸，二十年来从一片芦苇滩长成了一座工业新城，先后引进企业四百余家，去年实现工业总产值七百多亿元。";
/// let copy = "張家港經濟技術開發(fa)(fa)區位於長江南岸,,二十年來從一片蘆葦灘長成了一座工業新城,先後引進企業四百餘家,,去年實現工業總產值七百多億元。";
/// let (one, other) = (print("芦苇滩上的新城", text), print("開發區二十年", copy));
/// assert!(one.zip(other).is_some_and(|(one, other)| one.likeness(&other) > 0.9));
/// assert_eq!(print("某园区", "园区开园。"), None);
/// ```
pub fn fingerprint(clean: &CleanText, layout: &Layout) -> Option<Fingerprint> {
    let said = |kind| {
        matches!(
            kind,
            BlockKind::Heading | BlockKind::Paragraph | BlockKind::Table
        )
    };
    let blocks = layout.blocks.iter().filter(|block| said(block.kind));
    let texts = blocks.filter_map(|block| clean.text().get(block.bytes.clone()));
    let characters: Vec<char> = texts
        .flat_map(str::chars)
        .filter(|it| it.is_alphanumeric())
        .collect();
    let mut phrases: Vec<u64> = characters.windows(PHRASE).map(hash).collect();
    phrases.sort_unstable();
    phrases.dedup();
    if phrases.len() < FEWEST {
        phrases = vec![hash(&characters)];
    }
    (characters.len() >= SHORTEST).then(|| sketch(&phrases))
}

/// The smallest hash of each bin; an empty bin borrows from the next that is not, and notes how far it went.
fn sketch(phrases: &[u64]) -> Fingerprint {
    let mut bins: [Option<u64>; Fingerprint::LENGTH] = [None; Fingerprint::LENGTH];
    for &phrase in phrases {
        let bin = phrase % Fingerprint::LENGTH as u64;
        if let Some(least) = usize::try_from(bin).ok().and_then(|it| bins.get_mut(it)) {
            *least = Some(least.map_or(phrase, |it| it.min(phrase)));
        }
    }
    Fingerprint::new(|part| {
        let from_here = bins.iter().cycle().skip(part).zip(0_u64..);
        let mut filled = from_here.take(bins.len());
        let borrowed =
            filled.find_map(|(least, far)| Some((*least)?.wrapping_add(far.wrapping_mul(STEP))));
        let [_, _, _, byte, ..] = mix(borrowed.unwrap_or_default()).to_le_bytes();
        byte
    })
}

fn hash(phrase: &[char]) -> u64 {
    let characters = phrase.iter();
    characters.fold(STEP, |hash, &it| mix(hash ^ u64::from(u32::from(it))))
}

/// Spreads every bit over all others (the finisher of `SplitMix64`).
fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}
