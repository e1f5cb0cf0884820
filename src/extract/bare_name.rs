//! Bare names of companies (金瑞泓|微电子), by the evidence of their own words and of the words around them.

use crate::extract::boundary::is_full_place;
use crate::extract::company::{is_closed, token_at};
use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::project_item::name_lead;
use crate::extract::segment::{Class, Token};
use crate::extract::sentence::Sentence;
use crate::extract::walk::behind_glued;
use crate::lexicon::{Hit, Scheme};
use crate::model::{EntityKind, RuleId};

/// How much evidence makes a name: an ending that only companies have and a word of its own are two each.
const ENOUGH: u8 = 4;
/// The longest name without its ending, in characters.
const LONGEST: usize = 6;
/// How many characters the word behind a place has.
const PLACED: std::ops::RangeInclusive<usize> = 2..=4;
/// How many adverbs and dates may stand between a name and its predicate.
const ADVERBS: usize = 3;
/// How far behind 等 the word for a class may stand, in bytes: eight characters.
const CLASS_REACH: usize = 24;
/// Opening marks that stand before a name.
pub(super) const OPENING: [char; 3] = ['“', '"', ' '];

/// The bare names of a sentence that enough speaks for.
pub(super) fn bare_names(page: &Page<'_>, sentence: &Sentence, found: &mut Vec<Name>) {
    for list in ["brand_ending", "company_suffix_weak"] {
        for ending in page.words_in(list, &sentence.bytes) {
            found.extend(bare_name(page, sentence, ending));
        }
    }
}

/// Names that end in a word of Latin letters behind one that no dictionary has, if the page has them twice: 赛维|LDK.
pub(super) fn mixed_names(page: &Page<'_>, sentence: &Sentence, found: &mut Vec<Name>) {
    let index = page.sentence_at(sentence.bytes.start);
    let tokens = index.map_or(&[][..], |it| page.tokens(it));
    for (stem, latin) in tokens.iter().zip(tokens.iter().skip(1)) {
        let bytes = stem.bytes.start..latin.bytes.end;
        let name = page.slice(bytes.clone());
        let capitals = page.slice(latin.bytes.clone());
        let capitals = capitals.len() > 1 && capitals.chars().all(|it| it.is_ascii_uppercase());
        let own = stem.class == Class::Proper
            && !stem.known
            && page
                .slice(stem.bytes.clone())
                .chars()
                .all(char::is_alphabetic);
        let free =
            page.name_over(bytes.start).is_none() && page.name_over(latin.bytes.start).is_none();
        if capitals && own && free && page.text.matches(name).nth(1).is_some() {
            found.push(Name {
                name: name.to_owned(),
                bytes,
                kind: EntityKind::Company,
                rule: RuleId::new("name/mixed"),
                confidence: 0.7,
            });
        }
    }
}

fn bare_name(page: &Page<'_>, sentence: &Sentence, ending: Hit) -> Option<Name> {
    let free = page
        .name_over(ending.start)
        .is_none_or(|it| page.is_kind(it, EntityKind::Industry));
    if !free {
        return None;
    }
    let stem = stem(page, sentence, ending)?;
    let bytes = stem.start..ending.end;
    let name = page.slice(bytes.clone());
    let strong = is_strong(page, &stem, ending);
    let candidate = Candidate {
        page,
        sentence,
        stem,
        end: ending.end,
        strong,
    };
    let known = page.lexicon.named(name).next().is_some();
    // 高新区|建设|的: what somebody does.
    let verb = page.is_word("verb_ending", page.written(ending))
        && page.rest(ending.end).starts_with(page.lexicon.particle());
    if verb {
        return None;
    }
    let closed = is_closed(page, sentence, ending.end) || candidate.acts();
    (closed && !known && candidate.evidence() >= ENOUGH && !candidate.is_industry()).then(|| Name {
        name: name.to_owned(),
        bytes,
        kind: EntityKind::Company,
        rule: RuleId::new("name/ending"),
        confidence: 0.7,
    })
}

/// The words before an ending that can be a name.
fn stem(page: &Page<'_>, sentence: &Sentence, ending: Hit) -> Option<Bytes> {
    let start = start_before(page, sentence, ending.start);
    let start = name_lead(page, start)
        .filter(|&it| it < ending.start)
        .unwrap_or(start);
    let stem = start..ending.start;
    let length = page.slice(stem.clone()).chars().count();
    (2..=LONGEST).contains(&length).then_some(stem)
}

/// Where the words before a place begin that can be a name: behind a mark, a stop word, a verb, a number or a place in full.
pub(super) fn start_before(page: &Page<'_>, sentence: &Sentence, end: usize) -> usize {
    let index = page.sentence_at(sentence.bytes.start);
    let tokens = index.map_or(&[][..], |it| page.tokens(it));
    let floor = clause_of(sentence, end).start;
    let mut at = end;
    while at > floor
        && let Some(token) = tokens.get(tokens.partition_point(|it| it.bytes.end < at))
    {
        let word = page.slice(token.bytes.start..at);
        let stop = page
            .word_ending("name_stop", at)
            .is_some_and(|it| page.stands_alone(it));
        let goes_on = match token.class {
            Class::Noun | Class::Proper => true,
            Class::Adjective => word.chars().count() == 1,
            Class::Number => !word.is_ascii() && word.chars().count() > 1,
            Class::Verb | Class::Adverb | Class::Function => false,
        };
        let marked = !word.chars().all(char::is_alphanumeric) || token.bytes.start < floor;
        if stop || !goes_on || marked || is_owner(page, at) {
            break;
        }
        let start = behind_glued(page, token);
        let cut = start > token.bytes.start && page.slice(start..at).chars().nth(1).is_some();
        at = if cut { start } else { token.bytes.start };
        if cut {
            break;
        }
    }
    at
}

/// Whether a name that is no company ends here and is written in full: 泉州市|三安半导体.
fn is_owner(page: &Page<'_>, at: usize) -> bool {
    page.name_ending(at).is_some_and(|it| match it.kind {
        EntityKind::Place => page.hits_ending(at).any(|hit| is_full_place(page, hit)),
        EntityKind::Company | EntityKind::Industry => false,
        _ => true,
    })
}

/// Whether a range holds a brand of the lexicon or a word that is no common noun, place or industry.
pub(super) fn has_own_word(page: &Page<'_>, bytes: &Bytes) -> bool {
    let inside = |start: usize, end: usize| start >= bytes.start && end <= bytes.end;
    let brand = page
        .hits_in(bytes.clone())
        .any(|it| inside(it.start, it.end) && page.is_in(Scheme::Company, it));
    let index = page.sentence_at(bytes.start);
    let tokens = index.map_or(&[][..], |it| page.tokens(it));
    let own = tokens
        .iter()
        .filter(|it| inside(it.bytes.start, it.bytes.end))
        .filter(|it| it.class == Class::Proper || is_brand_of_number(page, it))
        .map(|it| page.slice(it.bytes.clone()))
        .any(|it| {
            it.chars().nth(1).is_some()
                && !it.contains(|it: char| it.is_ascii_digit())
                && !page.is_word("common_word", it)
                && !page.is_named_in(Scheme::Place, it)
                && !page.is_named_in(Scheme::Industry, it)
        });
    brand || own
}

/// 三诺, 八方: a word that no dictionary has and that begins like a number, but is none.
fn is_brand_of_number(page: &Page<'_>, token: &Token) -> bool {
    let counted = page.measure_at(token.bytes.start).is_some()
        || page.measure_over(token.bytes.start).is_some();
    let word = page.slice(token.bytes.clone());
    token.class == Class::Number
        && !token.known
        && !counted
        && word.chars().all(char::is_alphabetic)
}

/// Whether only companies end so; a word for an industry as well needs a word of its own before it.
fn is_strong(page: &Page<'_>, stem: &Bytes, ending: Hit) -> bool {
    let written = page.written(ending);
    page.is_word("brand_ending", written)
        && (!page.is_named_in(Scheme::Industry, written) || has_own_word(page, stem))
}

/// A place in its short form and a word that no dictionary has, where something more speaks for a company: 陕西|智拓.
pub(super) fn placed_names(page: &Page<'_>, sentence: &Sentence, found: &mut Vec<Name>) {
    let places = page.hits_in(sentence.bytes.clone());
    let places = places.filter(|it| page.is_in(Scheme::Place, *it) && !is_full_place(page, *it));
    for place in places {
        found.extend(placed_name(page, sentence, place));
    }
}

fn placed_name(page: &Page<'_>, sentence: &Sentence, place: Hit) -> Option<Name> {
    let token = token_at(page, place.end)?;
    let own = page.slice(token.bytes.clone());
    let guessed = token.class == Class::Proper && !token.known;
    let bytes = place.start..token.bytes.end;
    let free = page.name_over(token.bytes.start).is_none()
        && page.name_over(place.start).is_none_or(|it| {
            page.is_kind(it, EntityKind::Place) && page.names[it].bytes.start == place.start
        });
    let candidate = Candidate {
        page,
        sentence,
        stem: bytes.clone(),
        end: bytes.end,
        strong: false,
    };
    let fits = guessed
        && free
        && PLACED.contains(&own.chars().count())
        && has_own_word(page, &token.bytes)
        && is_closed(page, sentence, bytes.end);
    (fits && candidate.evidence() > ENOUGH).then(|| Name {
        name: page.slice(bytes.clone()).to_owned(),
        bytes,
        kind: EntityKind::Company,
        rule: RuleId::new("name/placed"),
        confidence: 0.7,
    })
}

/// A stem and an ending that may be a company.
struct Candidate<'p, 'a> {
    page: &'p Page<'a>,
    sentence: &'p Sentence,
    stem: Bytes,
    /// Where the whole name ends.
    end: usize,
    /// Whether only companies end so.
    strong: bool,
}

impl Candidate<'_, '_> {
    fn evidence(&self) -> u8 {
        let own = has_own_word(self.page, &self.stem);
        let stated = 2 * u8::from(self.strong) + 2 * u8::from(own) + self.outer();
        // The search of the whole page is dear: only where it decides.
        stated + u8::from(stated + 1 == ENOUGH && self.recurs())
    }

    /// What the words around say: a company beside it in a list, a description before it, a predicate behind it.
    fn outer(&self) -> u8 {
        2 * u8::from(self.is_beside_company())
            + 2 * u8::from(self.is_described())
            + u8::from(self.begins())
            + u8::from(self.is_item() && self.strong)
            + u8::from(self.is_placed())
            + u8::from(self.acts())
    }

    /// The end of the text before the stem, without opening marks.
    fn before(&self) -> usize {
        let floor = clause_of(self.sentence, self.stem.start).start;
        let before = self.page.slice(floor..self.stem.start);
        floor + before.trim_end_matches(OPENING).len()
    }

    /// Whether it begins its clause, an item of a list, or what a preposition governs.
    fn begins(&self) -> bool {
        let before = self.before();
        let clause = clause_of(self.sentence, self.stem.start);
        before == clause.start
            || self.page.word_ending("list_mark", before).is_some()
            || self.page.word_ending("particle", before).is_some()
            || self.page.word_ending("preposition", before).is_some()
            || self.page.moment_ending(before).is_some()
    }

    /// Whether a description of companies stands before it, or a word that a doer follows: 龙头企业|…, 由|….
    fn is_described(&self) -> bool {
        let before = self.before();
        let ending = |list: &str| self.page.word_ending(list, before).is_some();
        ending("descriptor") || ending("maker") || ending("agent_mark")
    }

    /// Whether it begins its clause or an item, and a list goes on behind it.
    fn is_item(&self) -> bool {
        let listed = self.page.word_at("list_mark", self.end).is_some();
        listed && self.begins()
    }

    /// Whether its list ends in a word for industries: 硅基新材料、…等七大|产业集群.
    fn is_industry(&self) -> bool {
        let page = self.page;
        let clause = clause_of(self.sentence, self.end);
        let rest = page.slice(self.end..clause.end);
        let Some(others) = rest.find(page.lexicon.and_others()) else {
            return false;
        };
        let start = self.end + others;
        let behind = start..clause.end.min(start + CLASS_REACH);
        let first = |list: &str| page.words_in(list, &behind).map(|it| it.start).next();
        let industry = first("industry_class");
        industry.is_some() && first("company_class").is_none_or(|it| industry < Some(it))
    }

    /// Whether it begins with a place in its short form: 江苏|中慧源生物.
    fn is_placed(&self) -> bool {
        let mut hits = self.page.hits_at(self.stem.start);
        hits.any(|it| it.end < self.stem.end && self.page.is_in(Scheme::Place, it))
    }

    fn is_beside_company(&self) -> bool {
        let page = self.page;
        let is_company = |it: &Name| it.kind == EntityKind::Company;
        let left = page
            .word_ending("list_mark", self.before())
            .and_then(|it| page.name_ending(it.start))
            .is_some_and(is_company);
        let right = page
            .word_at("list_mark", self.end)
            .and_then(|it| page.name_at(it.end))
            .is_some_and(|it| is_company(&page.names[it]));
        left || right
    }

    /// Whether what only somebody can do follows, adverbs and dates aside: 也先后|把, 则|签下.
    fn acts(&self) -> bool {
        let page = self.page;
        let mut at = self.end;
        for _ in 0..ADVERBS {
            if page.word_at("company_predicate", at).is_some() {
                return true;
            }
            let adverb = token_at(page, at).filter(|it| it.class == Class::Adverb);
            let moment = page.moment_at(at).map(|it| page.moments[it].bytes.end);
            match moment.or(adverb.map(|it| it.bytes.end)) {
                Some(end) => at = end,
                None => return false,
            }
        }
        false
    }

    /// Whether the page has the name twice.
    fn recurs(&self) -> bool {
        let name = self.page.slice(self.stem.start..self.end);
        self.page.text.matches(name).nth(1).is_some()
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::{names_of, on_page};
    use crate::model::EntityKind;

    fn check(text: &str, companies: &[&str]) {
        on_page(text, |page| {
            assert_eq!(names_of(page, EntityKind::Company), companies);
        });
    }

    #[test]
    fn an_unknown_word_with_a_sure_ending_is_a_company() {
        check("金瑞泓微电子的月产能爬坡。", &["金瑞泓微电子"]);
    }

    #[test]
    fn a_predicate_of_companies_makes_up_for_a_weak_ending() {
        check("海晟环氧树脂产量增长。", &[]);
        check("海晟材料投资3亿元。", &["海晟材料"]);
    }

    #[test]
    fn a_place_and_a_word_of_its_own_that_does_something_is_a_company() {
        check("陕西智芷获评优秀企业。", &["陕西智芷"]);
        check("陕西智芷的风景很美。", &[]);
    }

    #[test]
    fn what_a_material_is_called_is_no_company() {
        check("这里攒下了氟硅新材料。", &[]);
    }
}
