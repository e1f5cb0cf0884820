//! Places of one name inside a document: which of them each mention means, by the places that the text names around it.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::{Entry, Lexicon, Scheme};
use crate::model::{EntityKind, Extraction, Mention, MentionId, Nearness, Statement};

/// Which of the places of its name a mention means.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Meant {
    /// Only one is called so, or nothing is said around any mention: the document as a whole decides.
    #[default]
    Any,
    /// The one with this code.
    Code(String),
    /// The document names several, and nothing says which this one is.
    Open,
}

/// What each mention means; [`Meant::Any`] is left out.
pub(super) type Namesakes = BTreeMap<MentionId, Meant>;

/// Decides for all mentions of places whose names several bear.
pub(super) fn namesakes(lexicon: &Lexicon, extraction: &Extraction) -> Namesakes {
    let said = Said::new(lexicon, extraction);
    let mut by_name: BTreeMap<&str, Vec<MentionId>> = BTreeMap::new();
    for (at, mention) in extraction.mentions.iter().enumerate() {
        if mention.kind == EntityKind::Place && bearers(lexicon, &mention.name).len() > 1 {
            let mentions = by_name.entry(&mention.name).or_default();
            mentions.push(MentionId(at));
        }
    }
    let decided = by_name
        .values()
        .flat_map(|mentions| decide(&said, mentions));
    decided.filter(|(_, it)| *it != Meant::Any).collect()
}

/// The places that have exactly this name.
pub(super) fn bearers<'a>(lexicon: &'a Lexicon, name: &str) -> Vec<&'a Entry> {
    let entries = lexicon.named(name).map(|(_, it)| it);
    let bearers = entries.filter(|it| it.scheme == Scheme::Place && it.name == name);
    bearers.collect()
}

/// What a document says around its mentions.
struct Said<'a> {
    lexicon: &'a Lexicon,
    mentions: &'a [Mention],
    /// The places around a mention, the nearest first.
    around: BTreeMap<MentionId, Vec<(MentionId, Nearness)>>,
}

impl<'a> Said<'a> {
    fn new(lexicon: &'a Lexicon, extraction: &'a Extraction) -> Self {
        let mut around: BTreeMap<MentionId, Vec<(MentionId, Nearness)>> = BTreeMap::new();
        for it in &extraction.around {
            let outers = around.entry(it.inner).or_default();
            outers.push((it.outer, it.nearness));
        }
        for fact in &extraction.facts {
            if let Statement::Location { subject, object } = fact.statement {
                let outers = around.entry(subject).or_default();
                outers.push((object, Nearness::Written));
            }
        }
        Self {
            lexicon,
            mentions: &extraction.mentions,
            around,
        }
    }

    /// The code that the places so near leave for a mention, and the place that decided.
    fn code(&self, mention: MentionId, nearness: Nearness) -> Option<(&'a str, MentionId)> {
        let bearers = bearers(self.lexicon, &self.mentions[mention.0].name);
        let mut left: Vec<&str> = bearers
            .iter()
            .filter_map(|it| it.notation.as_deref())
            .collect();
        let outers = self.around.get(&mention)?.iter();
        for (outer, _) in outers.filter(|(_, it)| *it == nearness) {
            let Some(area) = self.area(*outer) else {
                continue;
            };
            let inside: Vec<&str> = left
                .iter()
                .copied()
                .filter(|it| it.starts_with(area))
                .collect();
            match inside[..] {
                [only] => return Some((only, *outer)),
                [] => {}
                _ => left = inside,
            }
        }
        None
    }

    /// How the codes of divisions in a place begin; for a county, of those beside it.
    fn area(&self, place: MentionId) -> Option<&'a str> {
        let entries = self.lexicon.named(&self.mentions[place.0].name);
        let mut codes = entries
            .filter(|(_, it)| it.scheme == Scheme::Place)
            .filter_map(|(_, it)| it.notation.as_deref());
        let code = codes.next().filter(|_| codes.next().is_none())?;
        let digits = if code.ends_with("0000") { 2 } else { 4 };
        code.get(..digits)
    }
}

/// What the mentions of one name mean. What stands in one address, list or sentence with a mention decides; else the last
/// mention so decided and the place spoken of last, if they do not contradict each other.
fn decide(said: &Said<'_>, mentions: &[MentionId]) -> Vec<(MentionId, Meant)> {
    let mut decided: Vec<(MentionId, Option<Meant>)> = Vec::new();
    let mut last: Option<(&str, MentionId)> = None;
    for &mention in mentions {
        let near = [Nearness::Written, Nearness::Sentence];
        let near = near.into_iter().find_map(|it| said.code(mention, it));
        last = near.map(|(code, _)| (code, mention)).or(last);
        let spoken = said.code(mention, Nearness::Before);
        let meant = match (last, spoken) {
            (Some((code, at)), Some((other, place))) if place > at && other != code => {
                Some(Meant::Open)
            }
            (Some((code, _)), _) | (None, Some((code, _))) => Some(Meant::Code(code.to_owned())),
            (None, None) => None,
        };
        decided.push((mention, meant));
    }
    let rest = rest(&decided);
    let decided = decided.into_iter();
    decided
        .map(|(mention, meant)| (mention, meant.unwrap_or_else(|| rest.clone())))
        .collect()
}

/// What mentions mean around which nothing is said: the only place of the name that the document knows.
fn rest(decided: &[(MentionId, Option<Meant>)]) -> Meant {
    let meant: BTreeSet<&Meant> = decided.iter().filter_map(|(_, it)| it.as_ref()).collect();
    let mut meant = meant.into_iter();
    match (meant.next(), meant.next()) {
        (None, _) => Meant::Any,
        (Some(only), None) => only.clone(),
        _ => Meant::Open,
    }
}
