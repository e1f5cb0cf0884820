//! What speaks for a bare name as that of a company: its own words, and the words around it.

use crate::extract::bare_name::{OPENING, has_own_word};
use crate::extract::boundary::crosses_known;
use crate::extract::company::token_at;
use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::segment::Class;
use crate::extract::sentence::Sentence;
use crate::lexicon::Scheme;
use crate::model::EntityKind;

/// How much evidence makes a name: an ending that only companies have and a word of its own are two each.
pub(super) const ENOUGH: u8 = 4;
/// The list of what nothing but a company does.
const FIRM: &str = "firm_predicate";
/// How many characters the word has that a formed name begins with.
const STEM: std::ops::RangeInclusive<usize> = 2..=3;
/// How many words behind an item its list may go on.
const LIST: usize = 60;
/// How many adverbs and dates may stand between a name and its predicate.
const ADVERBS: usize = 3;
/// How far behind 等 the word for a class may stand, in bytes: eight characters.
const CLASS_REACH: usize = 24;

/// A stem and an ending that may be a company.
pub(super) struct Candidate<'p, 'a> {
    pub(super) page: &'p Page<'a>,
    pub(super) sentence: &'p Sentence,
    pub(super) stem: Bytes,
    /// Where the whole name ends.
    pub(super) end: usize,
    /// Whether only companies end so.
    pub(super) strong: bool,
}

impl Candidate<'_, '_> {
    /// Whether as much as is needed speaks for it.
    pub(super) fn weighs(&self, needed: u8) -> bool {
        let own = has_own_word(self.page, &self.stem);
        let stated = 2 * u8::from(self.strong) + 2 * u8::from(own) + self.outer();
        // The search of the whole page is dear: only where it decides.
        stated >= needed || stated + 1 == needed && self.recurs()
    }

    /// What the words around say: a company beside it in a list, a description before it, a predicate behind it.
    fn outer(&self) -> u8 {
        2 * u8::from(self.is_beside_company())
            + self.described_weight()
            + u8::from(self.begins())
            + u8::from(self.is_item() && self.strong)
            + u8::from(self.is_placed())
            + u8::from(self.is_formed())
            + u8::from(self.acts() || self.acts_as_firm())
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

    /// What a description of companies before it says, with or without a copula, or a word that a doer follows:
    /// 龙头企业|…, 领头羊是|…, 由|….
    fn described_weight(&self) -> u8 {
        let before = self.before();
        let ending = |list: &str, at: usize| self.page.word_ending(list, at).is_some();
        let described = |at: usize| ending("descriptor", at) || ending("maker", at);
        let copula = self.page.word_ending("copula", before);
        if copula.is_some_and(|it| described(it.start)) {
            return 4; // what somebody is called by its class and no more
        }
        2 * u8::from(described(before) || ending("agent_mark", before))
    }

    /// Whether it begins its clause or an item, and a list goes on behind it.
    fn is_item(&self) -> bool {
        let listed = self.page.word_at("list_mark", self.end).is_some();
        listed && self.begins()
    }

    /// Whether its list ends in a word for industries: 硅基新材料、…等七大|产业集群, 汽运物流、商贸五大|板块.
    pub(super) fn is_industry(&self) -> bool {
        let page = self.page;
        if self.is_beside_industry() && !self.is_beside_company() {
            return true;
        }
        let clause = clause_of(self.sentence, self.end);
        let rest = page.slice(self.end..clause.end);
        let others = rest.find(page.lexicon.and_others());
        let list = list_end(page, self.end);
        let start = others.map_or(list, |at| self.end + at);
        if start > self.end && page.word_at("as_mainstay", start).is_some() {
            return true; // 以石英新材料、现代服务业|为重点
        }
        if start == self.end && page.measure_at(start).is_none() {
            return false;
        }
        let behind = start..clause.end.min(start + CLASS_REACH);
        let first = |list: &str| page.words_in(list, &behind).map(|it| it.start).next();
        let industry = first("industry_class");
        industry.is_some() && first("company_class").is_none_or(|it| industry < Some(it))
    }

    /// Whether it is a word of its own with an ending that companies have and verbs have not: 轩竹|医药.
    fn is_formed(&self) -> bool {
        let page = self.page;
        let text = page.slice(self.stem.clone());
        let ending = page.slice(self.stem.end..self.end);
        let mut known = page.hits_in(self.stem.clone());
        // 一套|…的|空分设备, 再生|铝造|轮毂: what something is made of.
        let product = page.is_word("product_ending", ending)
            && (page.word_ending("particle", self.before()).is_some() || !self.begins());
        STEM.contains(&text.chars().count())
            && !product
            && !ending.is_empty()
            && !page.is_word("verb_ending", ending)
            && has_own_word(page, &self.stem)
            && known.all(|it| !page.is_in(Scheme::Industry, it))
    }

    /// Whether it begins with a place in its short form: 江苏|中慧源生物.
    fn is_placed(&self) -> bool {
        let mut hits = self.page.hits_at(self.stem.start);
        hits.any(|it| it.end < self.stem.end && self.page.is_in(Scheme::Place, it))
    }

    /// Whether a known industry stands beside it in its list: 石英新材料、|现代服务业.
    fn is_beside_industry(&self) -> bool {
        let page = self.page;
        let is_industry =
            |it: &Name| it.kind == EntityKind::Industry && it.rule.as_str().starts_with("lexicon/");
        // 天义|电梯、: an industry that ends a longer item is none beside it.
        let opens = |it: &Name| {
            let before = page.slice(0..it.bytes.start).chars().next_back();
            page.word_ending("list_mark", it.bytes.start).is_some()
                || before.is_none_or(|it| !it.is_alphanumeric())
        };
        let (left, right) = self.beside();
        let left = left.is_some_and(|it| is_industry(it) && opens(it));
        let closes = |it: &Name| {
            let next = page.rest(it.bytes.end).chars().next();
            page.word_at("list_mark", it.bytes.end).is_some()
                || next.is_none_or(|it| !it.is_alphanumeric())
        };
        left || right.is_some_and(|it| is_industry(it) && closes(it))
    }

    fn is_beside_company(&self) -> bool {
        let (left, right) = self.beside();
        let mut names = [left, right].into_iter().flatten();
        names.any(|it| it.kind == EntityKind::Company)
    }

    /// The names before and behind it in a list.
    fn beside(&self) -> (Option<&Name>, Option<&Name>) {
        let page = self.page;
        let left = page.word_ending("list_mark", self.before());
        let right = page.word_at("list_mark", self.end);
        (
            left.and_then(|it| page.name_ending(it.start)),
            right
                .and_then(|it| page.name_at(it.end))
                .map(|it| &page.names[it]),
        )
    }

    /// Whether what only somebody can do follows it or the list that it is in.
    pub(super) fn acts(&self) -> bool {
        let list = list_end(self.page, self.end);
        self.does("company_predicate", self.end)
            || list > self.end && self.does("company_predicate", list)
    }

    /// Whether it does or has what nothing but a company does or has: X|投产, X的|工厂.
    pub(super) fn acts_as_firm(&self) -> bool {
        let page = self.page;
        let list = list_end(page, self.end);
        let particle = page.lexicon.particle();
        let owned = page
            .rest(self.end)
            .starts_with(particle)
            .then(|| self.end + particle.len());
        let thing = |it: usize| page.word_at("firm_thing", it).is_some();
        // 天芷磁材的|第三座|工厂
        let counted = owned.and_then(|it| token_at(page, it));
        let counted = counted.filter(|it| it.class == Class::Number);
        let has = owned.is_some_and(thing) || counted.is_some_and(|it| thing(it.bytes.end));
        let listed = list > self.end && self.does(FIRM, list);
        has || listed || self.does(FIRM, self.end)
    }

    /// Whether a word of a list stands here, adverbs and dates aside: 也先后|把, 则|签下.
    pub(super) fn does(&self, list: &str, at: usize) -> bool {
        let page = self.page;
        let others = page.lexicon.and_others();
        let mut at = at;
        if page.rest(at).starts_with(others) {
            at += others.len(); // 褚芷果业等|落户
        }
        for _ in 0..ADVERBS {
            if let Some(word) = page.word_at(list, at) {
                // 供应|商 is what somebody is.
                return list != FIRM || !crosses_known(page, &(word.start..word.end));
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

/// Where the list ends that goes on behind an item with a mark: 甲、乙和丙|落户, 甲、乙等|落户.
fn list_end(page: &Page<'_>, item: usize) -> usize {
    let sentence = page.sentence_at(item);
    let tokens = sentence.map_or(&[][..], |it| page.tokens(it));
    let first = tokens.partition_point(|it| it.bytes.start < item);
    let mut end = item;
    if page.word_at("list_mark", item).is_none() {
        return end;
    }
    for token in tokens.iter().skip(first).take(LIST) {
        let word = page.slice(token.bytes.clone());
        let named = matches!(token.class, Class::Noun | Class::Proper | Class::Number)
            && word.chars().all(char::is_alphanumeric);
        let adjective = token.class == Class::Adjective && word.chars().count() == 1;
        let counted = page.measure_at(token.bytes.start).is_some();
        if counted || !named && !adjective && !page.is_word("list_mark", word) {
            break;
        }
        end = token.bytes.end;
    }
    let others = page.rest(end).starts_with(page.lexicon.and_others());
    end + if others {
        page.lexicon.and_others().len()
    } else {
        0
    }
}
