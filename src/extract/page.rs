//! A page under the magnifying glass: sentences, known words, quantities, dates and the names found so far.

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::clean::{BlockKind, CleanText, Layout};
use crate::extract::file_number::is_file_number;
use crate::extract::segment::{Token, tokens};
use crate::extract::sentence::{Sentence, sentences};
use crate::extract::when::When;
use crate::lexicon::{Hit, Lexicon, Scheme};
use crate::model::{EntityKind, PartialDate, RuleId};
use crate::quantity::{Measure, Moment, UnitClass};

/// How many names a pointer looks back over.
const LOOK_BACK: usize = 500;

/// A range of bytes of the clean text.
pub(super) type Bytes = Range<usize>;

/// A name found in the clean text.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    clippy::struct_field_names,
    reason = "the name itself, beside what is known of it"
)]
pub(super) struct Name {
    /// Where it stands.
    pub(super) bytes: Bytes,
    /// What it names.
    pub(super) kind: EntityKind,
    /// The name, without quotation marks.
    pub(super) name: String,
    /// The rule that found it.
    pub(super) rule: RuleId,
    /// How sure that rule is.
    pub(super) confidence: f64,
}

/// Everything that is known of a page before rules look at it.
pub(super) struct Page<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) text: &'a str,
    pub(super) clean: &'a CleanText,
    pub(super) layout: &'a Layout,
    pub(super) sentences: Vec<Sentence>,
    /// Sorted by start, longest first.
    pub(super) hits: Vec<Hit>,
    /// Positions in `hits`, sorted by end, longest first.
    ends: Vec<u32>,
    pub(super) measures: Vec<Measure>,
    pub(super) moments: Vec<Moment>,
    /// Sorted, not overlapping.
    pub(super) names: Vec<Name>,
    tokens: Vec<OnceCell<Vec<Token>>>,
    // Found when they are first asked for: when a decree was signed, the one period and the ceremony's day that a page tells of.
    pub(super) signed: OnceCell<Option<PartialDate>>,
    pub(super) told: OnceCell<Option<When>>,
    pub(super) ceremony: OnceCell<Option<When>>,
}

impl<'a> Page<'a> {
    /// Finds all that needs no rules.
    pub(super) fn new(lexicon: &'a Lexicon, clean: &'a CleanText, layout: &'a Layout) -> Self {
        let text = clean.text();
        let hits = lexicon.hits(text);
        let mut ends: Vec<u32> = (0..).take(hits.len()).collect();
        ends.sort_by_key(|&it| (hits[it as usize].end, hits[it as usize].start));
        let sentences = sentences(text, layout);
        let tokens = sentences.iter().map(|_| OnceCell::new()).collect();
        let quantities = lexicon.quantities();
        let moments = quantities.moments(text, layout.metadata.issued);
        let measures = quantities.measures(text);
        Self {
            lexicon,
            text,
            clean,
            layout,
            sentences,
            hits,
            ends,
            measures,
            moments,
            names: Vec::new(),
            tokens,
            signed: OnceCell::new(),
            told: OnceCell::new(),
            ceremony: OnceCell::new(),
        }
    }

    /// The characters of a range; empty if it does not fall on characters.
    pub(super) fn slice(&self, bytes: Bytes) -> &'a str {
        self.text.get(bytes).unwrap_or_default()
    }

    /// The text from here to the end of the page.
    pub(super) fn rest(&self, start: usize) -> &'a str {
        self.slice(start..self.text.len())
    }

    /// What a known string looks like.
    pub(super) fn written(&self, hit: Hit) -> &'a str {
        self.slice(hit.start..hit.end)
    }

    /// Known strings that begin inside a range, in text order.
    pub(super) fn hits_in(&self, bytes: Bytes) -> impl Iterator<Item = Hit> {
        let first = self.hits.partition_point(|hit| hit.start < bytes.start);
        self.hits
            .iter()
            .skip(first)
            .take_while(move |hit| hit.start < bytes.end)
            .copied()
    }

    /// Known strings that begin here, longest first.
    pub(super) fn hits_at(&self, start: usize) -> impl Iterator<Item = Hit> {
        let first = self.hits.partition_point(|hit| hit.start < start);
        self.hits
            .iter()
            .skip(first)
            .take_while(move |hit| hit.start == start)
            .copied()
    }

    /// Known strings that end here, longest first.
    pub(super) fn hits_ending(&self, end: usize) -> impl Iterator<Item = Hit> {
        let first = self
            .ends
            .partition_point(|&it| self.hits[it as usize].end < end);
        self.ends
            .iter()
            .skip(first)
            .map(|&it| self.hits[it as usize])
            .take_while(move |hit| hit.end == end)
    }

    /// The longest word of a list that begins here.
    pub(super) fn word_at(&self, list: &str, start: usize) -> Option<Hit> {
        let set = self.lexicon.words(list);
        self.hits_at(start)
            .find(|&hit| self.lexicon.is_word(hit, set))
    }

    /// The longest word of a list that ends here.
    pub(super) fn word_ending(&self, list: &str, end: usize) -> Option<Hit> {
        let set = self.lexicon.words(list);
        self.hits_ending(end)
            .find(|&hit| self.lexicon.is_word(hit, set))
    }

    /// The words of a list inside a range, in text order.
    pub(super) fn words_in(&self, list: &str, bytes: &Bytes) -> impl Iterator<Item = Hit> {
        let set = self.lexicon.words(list);
        let end = bytes.end;
        self.hits_in(bytes.clone())
            .filter(move |&hit| hit.end <= end && self.lexicon.is_word(hit, set))
    }

    /// Whether a text is a word of a list.
    pub(super) fn is_word(&self, list: &str, text: &str) -> bool {
        self.lexicon.has_word(self.lexicon.words(list), text)
    }

    /// Whether the lexicon has a known string as something of a scheme.
    pub(super) fn is_in(&self, scheme: Scheme, hit: Hit) -> bool {
        self.lexicon
            .entries_of(hit)
            .any(|(_, it)| it.scheme == scheme)
    }

    /// Whether the lexicon has something of a scheme by this name.
    pub(super) fn is_named_in(&self, scheme: Scheme, name: &str) -> bool {
        self.lexicon.is_named_in(scheme, name)
    }

    /// Whether a found word is one for the segmenter too: 地 in 基地 is none. Longer words always are.
    pub(super) fn stands_alone(&self, hit: Hit) -> bool {
        if self.written(hit).chars().nth(1).is_some() {
            return true;
        }
        let Some(sentence) = self.sentence_at(hit.start) else {
            return true;
        };
        let token = self.token_over(sentence, hit.start);
        let dated = self.moments.partition_point(|it| it.bytes.end < hit.start);
        let after_date = self
            .moments
            .get(dated)
            .is_some_and(|it| it.bytes.end == hit.start);
        after_date || token.is_none_or(|it| !it.known || it.bytes == (hit.start..hit.end))
    }

    /// Whether a range holds a word of a list.
    pub(super) fn has_word_in(&self, list: &str, bytes: &Bytes) -> bool {
        self.words_in(list, bytes).next().is_some()
    }

    /// Whether the name at a position among the names is of this kind.
    pub(super) fn is_kind(&self, name: usize, kind: EntityKind) -> bool {
        self.names.get(name).is_some_and(|it| it.kind == kind)
    }

    /// Whether a name is that of a country: its code has letters.
    pub(super) fn is_country(&self, name: usize) -> bool {
        let mut entries = self.lexicon.named(&self.names[name].name);
        entries.any(|(_, it)| {
            let code = it.notation.as_deref().unwrap_or_default();
            it.scheme == Scheme::Place && code.starts_with(|it: char| it.is_ascii_alphabetic())
        })
    }

    /// The name that begins here.
    pub(super) fn name_at(&self, start: usize) -> Option<usize> {
        self.names
            .binary_search_by_key(&start, |name| name.bytes.start)
            .ok()
    }

    /// The name that holds this position, if it lies inside one.
    pub(super) fn name_over(&self, position: usize) -> Option<usize> {
        let index = self
            .names
            .partition_point(|name| name.bytes.end <= position);
        self.names
            .get(index)
            .filter(|name| name.bytes.start <= position)
            .map(|_| index)
    }

    /// Positions of the names that begin inside a range.
    pub(super) fn names_in(&self, bytes: &Bytes) -> Range<usize> {
        let first = self
            .names
            .partition_point(|name| name.bytes.start < bytes.start);
        let last = self
            .names
            .partition_point(|name| name.bytes.start < bytes.end);
        first..last.max(first)
    }

    /// Positions of the quantities that begin inside a range.
    pub(super) fn measures_in(&self, bytes: &Bytes) -> Range<usize> {
        let first = self
            .measures
            .partition_point(|it| it.bytes.start < bytes.start);
        let last = self
            .measures
            .partition_point(|it| it.bytes.start < bytes.end);
        first..last.max(first)
    }

    /// Positions of the dates that begin inside a range.
    pub(super) fn moments_in(&self, bytes: &Bytes) -> Range<usize> {
        let first = self
            .moments
            .partition_point(|it| it.bytes.start < bytes.start);
        let last = self
            .moments
            .partition_point(|it| it.bytes.start < bytes.end);
        first..last.max(first)
    }

    /// The first quantity that begins here or behind.
    pub(super) fn measure_from(&self, start: usize) -> Option<&Measure> {
        self.measures
            .get(self.measures.partition_point(|it| it.bytes.start < start))
    }

    /// The quantity that ends here.
    pub(super) fn measure_ending(&self, end: usize) -> Option<&Measure> {
        let index = self.measures.partition_point(|it| it.bytes.end < end);
        self.measures.get(index).filter(|it| it.bytes.end == end)
    }

    /// The quantity that holds this position.
    pub(super) fn measure_over(&self, position: usize) -> Option<&Measure> {
        let index = self.measures.partition_point(|it| it.bytes.end <= position);
        self.measures
            .get(index)
            .filter(|it| it.bytes.start <= position)
    }

    /// The date that holds this position.
    pub(super) fn moment_over(&self, position: usize) -> Option<&Moment> {
        let index = self.moments.partition_point(|it| it.bytes.end <= position);
        self.moments
            .get(index)
            .filter(|it| it.bytes.start <= position)
    }

    /// The date that ends here.
    pub(super) fn moment_ending(&self, end: usize) -> Option<&Moment> {
        let index = self.moments.partition_point(|it| it.bytes.end < end);
        self.moments.get(index).filter(|it| it.bytes.end == end)
    }

    /// The name that ends here.
    pub(super) fn name_ending(&self, end: usize) -> Option<&Name> {
        let index = self.names.partition_point(|it| it.bytes.end < end);
        self.names.get(index).filter(|it| it.bytes.end == end)
    }

    /// The last name of a kind that ends before this place, not too far away.
    pub(super) fn last_name(&self, kind: EntityKind, before: usize) -> Option<usize> {
        let end = self.names.partition_point(|it| it.bytes.end <= before);
        let near = end.saturating_sub(LOOK_BACK)..end;
        near.rev().find(|&it| self.names[it].kind == kind)
    }

    /// The date that begins here.
    pub(super) fn moment_at(&self, start: usize) -> Option<usize> {
        self.moments
            .binary_search_by_key(&start, |it| it.bytes.start)
            .ok()
    }

    /// The quantity that begins here.
    pub(super) fn measure_at(&self, start: usize) -> Option<usize> {
        self.measures
            .binary_search_by_key(&start, |it| it.bytes.start)
            .ok()
    }

    /// Whether what stands before this place is counted right behind it: 三化示范村|4个, but not 绿色工厂|第三批.
    pub(super) fn is_counted(&self, end: usize) -> bool {
        let measure = self.measure_at(end);
        let counted = measure.map(|it| self.measures[it].unit_class == Some(UnitClass::Counter));
        counted == Some(true) && self.word_at("batch", end).is_none()
    }

    /// The sentence that holds this position.
    pub(super) fn sentence_at(&self, position: usize) -> Option<usize> {
        let index = self
            .sentences
            .partition_point(|it| it.bytes.end <= position);
        self.sentences
            .get(index)
            .filter(|it| it.bytes.start <= position)
            .map(|_| index)
    }

    /// The tokens of a sentence, cut and tagged at the first use.
    pub(super) fn tokens(&self, sentence: usize) -> &[Token] {
        self.tokens[sentence].get_or_init(|| {
            let bytes = self.sentences[sentence].bytes.clone();
            tokens(self.slice(bytes.clone()), bytes.start)
        })
    }

    /// The token of a sentence that holds this position.
    pub(super) fn token_over(&self, sentence: usize, position: usize) -> Option<&Token> {
        let tokens = self.tokens(sentence);
        let index = tokens.partition_point(|it| it.bytes.end <= position);
        tokens.get(index).filter(|it| it.bytes.start <= position)
    }

    /// Publication date.
    pub(super) fn issued(&self) -> Option<PartialDate> {
        self.layout.metadata.issued
    }

    /// Replaces the names by the best non-overlapping set of these.
    pub(super) fn keep_best(&mut self, mut found: Vec<Name>) {
        let mark = [EntityKind::Company, EntityKind::Park];
        found.retain(|it| !mark.contains(&it.kind) || !is_file_number(self, it.bytes.end));
        found.sort_by(|one, other| {
            let length = |name: &Name| name.bytes.len();
            (length(other), other.confidence)
                .partial_cmp(&(length(one), one.confidence))
                .unwrap_or(Ordering::Equal)
                .then(one.bytes.start.cmp(&other.bytes.start))
                .then(one.kind.cmp(&other.kind))
                .then(one.rule.cmp(&other.rule))
        });
        let mut taken = BTreeMap::<usize, usize>::new();
        let mut best: Vec<Name> = Vec::new();
        for name in found {
            let before = taken.range(..name.bytes.end).next_back();
            if before.is_none_or(|(_, &end)| end <= name.bytes.start) {
                taken.insert(name.bytes.start, name.bytes.end);
                best.push(name);
            }
        }
        best.sort_by_key(|name| name.bytes.start);
        self.names = best;
    }

    /// Whether the sentence is running text, and not a header, a table or boilerplate.
    pub(super) fn is_prose(sentence: &Sentence) -> bool {
        matches!(
            sentence.kind,
            BlockKind::Paragraph | BlockKind::Title | BlockKind::Heading
        )
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::clean::{clean, layout};
    use crate::extract::name::find_names;
    use crate::model::{ContextText, Metadata};

    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::load(None, None).unwrap());

    /// Runs a test on the page of a text whose names are found.
    pub(in crate::extract) fn on_page(text: &str, test: impl FnOnce(&mut Page<'_>)) {
        let clean = clean(&ContextText::new(text.to_owned()));
        let layout = layout(&clean, &Metadata::default());
        let mut page = Page::new(&LEXICON, &clean, &layout);
        find_names(&mut page);
        test(&mut page);
    }

    /// The names of a kind on a page.
    pub(in crate::extract) fn names_of(page: &Page<'_>, kind: EntityKind) -> Vec<String> {
        let names = page.names.iter().filter(|it| it.kind == kind);
        names.map(|it| it.name.clone()).collect()
    }

    /// Asserts what the names of a kind in a text are.
    #[track_caller]
    pub(in crate::extract) fn check_names(text: &str, kind: EntityKind, names: &[&str]) {
        on_page(text, |page| {
            assert_eq!(names_of(page, kind), names, "{text}");
        });
    }

    /// Asserts what the projects of a text are.
    #[track_caller]
    pub(in crate::extract) fn check_projects(text: &str, projects: &[&str]) {
        check_names(text, EntityKind::Project, projects);
    }

    /// Asserts what the companies of a text are.
    #[track_caller]
    pub(in crate::extract) fn check_companies(text: &str, companies: &[&str]) {
        check_names(text, EntityKind::Company, companies);
    }

    /// Asserts what the parks of a text are.
    #[track_caller]
    pub(in crate::extract) fn check_parks(text: &str, parks: &[&str]) {
        check_names(text, EntityKind::Park, parks);
    }

    #[test]
    fn a_range_that_cuts_a_character_is_empty() {
        on_page("张家港", |page| {
            assert_eq!(page.slice(0..3), "张");
            assert_eq!(page.slice(1..3), "");
        });
    }

    #[test]
    fn of_two_names_the_longer_stays() {
        on_page("张家港经开区", |page| {
            let name = |bytes: Bytes| Name {
                bytes,
                kind: EntityKind::Park,
                name: String::new(),
                rule: RuleId::new("name/test"),
                confidence: 0.5,
            };
            page.keep_best(vec![name(0..9), name(3..18), name(18..21)]);
            let starts: Vec<_> = page.names.iter().map(|it| it.bytes.start).collect();
            assert_eq!(starts, [3, 18]);
        });
    }
}
