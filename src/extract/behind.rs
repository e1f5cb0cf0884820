//! What a number measures, where the words for it stand behind the number.

use crate::extract::indicator::Label;
use crate::extract::label::Finder;
use crate::extract::page::Bytes;
use crate::extract::phrase::{noun_behind, phrase};
use crate::extract::segment::{Class, Token};
use crate::model::{Change, EntityKind};
use crate::quantity::UnitClass;

/// How many characters a noun behind a verb and a number may have if it begins like a verb: 建设2万平方米|生产车间.
const SHORT: usize = 6;

impl Finder<'_, '_> {
    /// The place behind the particle that follows the number.
    pub(super) fn after_particle(&self) -> Option<usize> {
        let after = self.measure.bytes.end;
        let particle = self.page.lexicon.particle();
        let follows = self.page.rest(after).starts_with(particle);
        follows.then_some(after + particle.len())
    }

    /// 总投资|150亿元|某项目: the place behind a sum that is invested in the project right behind it.
    pub(super) fn after_investment(&self) -> Option<usize> {
        let end = self.measure.bytes.end;
        let project = self.page.name_at(end)?;
        let invested = self.page.word_ending("investment_label", self.segment.end);
        let works = self.page.is_kind(project, EntityKind::Project);
        (works && invested.is_some()).then_some(end)
    }

    /// 创造|3.5万人|的就业岗位, 成立|1亿元|引导基金: behind a verb alone the noun that the number belongs to follows it.
    pub(super) fn governed(&self) -> Option<Label> {
        let before = phrase(self.page, self.segment)?;
        let yields = self.page.word_ending("yield_verb", before.end).is_some();
        let behind = (yields || self.is_verbal(&before)).then(|| self.described())??;
        let sentence = self.page.sentence_at(behind.noun.start)?;
        let mut tokens = self.page.tokens(sentence).iter();
        let first = tokens.find(|it| it.bytes.start == behind.noun.start)?;
        let short = self.page.slice(behind.noun.clone()).chars().count() <= SHORT;
        (first.class != Class::Verb || short || self.after_particle().is_some()).then_some(behind)
    }

    /// 90万吨铁合金和|72万吨|电解铝: behind a list mark after what the number before it was said of, this one's follows too.
    pub(super) fn chained(&self) -> Option<Label> {
        let last = self.last?;
        let joined = last.noun.start == self.segment.start && last.noun.end <= self.segment.end;
        let mark = self.page.slice(last.noun.end..self.segment.end);
        (joined && self.page.is_word("list_mark", mark))
            .then(|| self.described())
            .flatten()
    }

    /// 保持|30%以上|的增速: what the number says stands behind it.
    pub(super) fn grown_behind(&self) -> Option<Label> {
        let noun = self.page.word_at("growth_noun", self.after_particle()?)?;
        Some(Label {
            change: Change::Increase,
            ..self.label(noun.start..noun.end, "observation/changed")
        })
    }

    /// Whether words are verbs and adverbs only, and no indicator.
    fn is_verbal(&self, bytes: &Bytes) -> bool {
        let page = self.page;
        let Some(sentence) = page.sentence_at(bytes.start) else {
            return false;
        };
        let tokens = page.tokens(sentence).iter();
        let place = page.word_at("locative_mark", bytes.start);
        if place.is_some_and(|it| it.end < bytes.end) && self.after_particle().is_some() {
            return true; // 在县城建设|10平方公里|的工业园
        }
        let inside = |it: &&Token| it.bytes.start < bytes.end && it.bytes.end > bytes.start;
        let verbs = [
            Class::Verb,
            Class::Adverb,
            Class::Function,
            Class::Adjective,
        ];
        let mut tokens = tokens.filter(inside);
        tokens.all(|it| verbs.contains(&it.class)) && !page.has_word_in("indicator", bytes)
    }

    /// 60%|的核电产品, 20%|通过电网回购绿电: what the number is a share of stands behind it.
    pub(super) fn described(&self) -> Option<Label> {
        if self.measure.unit_class == Some(UnitClass::Time) {
            return None;
        }
        let start = self.after_particle().unwrap_or(self.measure.bytes.end);
        let bytes = noun_behind(self.page, start)?;
        Some(Label {
            subject: self.actor_in(self.segment),
            ..self.label(bytes, "observation/described")
        })
    }
}
