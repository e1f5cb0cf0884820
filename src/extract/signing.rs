//! Who and what a contract is of: its parties, and the park or project that it is for.

use crate::extract::actor::Fit;
use crate::extract::leading::behind_remark;
use crate::extract::modality::clause_of;
use crate::extract::page::Bytes;
use crate::extract::segment::{Class, Token};
use crate::lexicon::Hit;
use crate::model::EntityKind;

impl Fit<'_, '_> {
    /// 甲公司与某高新区签约，投资建设|某项目: the first party, every zone, and what the contract is for; companies that sign with
    /// a body alone.
    pub(super) fn signatories(&self) -> Vec<usize> {
        let page = self.page;
        let start = self.found.bytes.start;
        let clause = clause_of(self.sentence, start);
        let before = clause.start..start;
        let (mut first, mut second) = (Vec::new(), Vec::new());
        for name in page.names_in(&before) {
            match page.names[name].kind {
                EntityKind::Park if self.is_before_party(name) || self.is_party(name, &clause) => {
                    first.push(name);
                }
                EntityKind::Company if self.is_before_party(name) => first.push(name),
                EntityKind::Company if self.is_party(name, &clause) => second.push(name),
                _ => {}
            }
        }
        let open = second.iter().any(|&it| {
            let rest = page.rest(page.names[it].bytes.end);
            rest.starts_with(page.lexicon.and_others())
        });
        if first.is_empty() && !open {
            first = second;
        }
        let park = |it: &usize| page.is_kind(*it, EntityKind::Park);
        let zoned = first.iter().any(park);
        let works = self.signed_works().filter(|it| {
            let named = page.word_ending("project_word", page.names[*it].bytes.end);
            !zoned || park(it) || named.is_some()
        });
        let inside = |it: usize| page.names[it].bytes.end <= clause.end;
        if works.is_some_and(inside) {
            first.retain(park); // 甲公司签署|某项目|合作协议
        }
        first.extend(works.filter(|it| !first.contains(it)));
        first
    }

    /// The zones that are parties to what is signed: 某高新区|与某公司签约.
    pub(super) fn signing_zones(&self) -> Vec<usize> {
        let page = self.page;
        let clause = clause_of(self.sentence, self.found.bytes.start);
        let mut zones: Vec<usize> = page
            .names_in(&(clause.start..self.found.bytes.start))
            .collect();
        zones.retain(|&it| {
            page.is_kind(it, EntityKind::Park)
                && (self.is_before_party(it) || self.is_party(it, &clause))
        });
        zones
    }

    /// Whether the word between parties follows a name, behind its remark.
    fn is_before_party(&self, name: usize) -> bool {
        let page = self.page;
        let start = self.found.bytes.start;
        let end = page.names[name].bytes.end;
        if end > start {
            return false;
        }
        let rest = behind_remark(page.slice(end..start));
        let from = start - rest.len();
        let behind = from..start;
        let mut marks = page.words_in("party_mark", &behind);
        marks
            .next()
            .is_some_and(|it| self.is_adverbial(&(from..it.start)))
    }

    /// 某高新区|当天还|与某公司签约: whether only dates and adverbs stand between two places.
    fn is_adverbial(&self, gap: &Bytes) -> bool {
        let page = self.page;
        let tokens = page.sentence_at(gap.start).map(|it| page.tokens(it).iter());
        let inside = |it: &&Token| gap.start <= it.bytes.start && it.bytes.end <= gap.end;
        let mut tokens = tokens.into_iter().flatten().filter(inside);
        tokens.all(|it| {
            let dated = page.moment_over(it.bytes.start).is_some();
            dated || matches!(it.class, Class::Adverb | Class::Function)
        })
    }

    /// Whether the word between parties stands right before a name, and a party before that.
    fn is_party(&self, name: usize, clause: &Bytes) -> bool {
        let start = self.page.names[name].bytes.start;
        let mark = self.page.word_ending("party_mark", start);
        mark.is_some_and(|it: Hit| it.start > clause.start)
    }

    /// 甲与乙签署协议，共建|某产业园: the park or project that a contract is for stands in it, or in the next clause.
    fn signed_works(&self) -> Option<usize> {
        let page = self.page;
        let end = self.found.bytes.end;
        let is_thing = |it: &usize| {
            let kind = page.names[*it].kind;
            matches!(kind, EntityKind::Park | EntityKind::Project)
        };
        // 签约|共建|某基地
        let joint = page.word_at("jointly_build", end);
        let direct = joint.and_then(|it| page.name_at(it.end)).filter(is_thing);
        if direct.is_some() {
            return direct;
        }
        // 签署|某项目|合作协议: what a contract is for stands before its noun.
        let clause = clause_of(self.sentence, self.found.bytes.start);
        let behind = end..clause.end;
        let noun = page.words_in("contract", &behind).last();
        let named = noun.and_then(|noun| page.names_in(&(end..noun.start)).rfind(is_thing));
        if named.is_some() {
            return named;
        }
        let mut clauses = self.sentence.clauses.iter();
        let next = clauses.find(|it| it.start > end)?;
        let mut built = page.words_in("jointly_build", next);
        built.find_map(|hit| page.name_at(hit.end).filter(is_thing))
    }
}
