//! Labels that take up the one before: its share, its part, its second level, its target.

use crate::extract::indicator::Label;
use crate::extract::label::Finder;
use crate::extract::modality::clause_of;
use crate::extract::phrase::{after_last_break, cut_right, is_owner, phrase, tidy};
use crate::model::Change;
use crate::quantity::UnitClass;

/// How many bytes the words between 这一数字 and its number may have (只有, 才只有): three characters.
const ONLY: usize = 9;

impl Finder<'_, '_> {
    /// 其中某园区|15平方公里: a name alone is whose the number is, and it measures what the number before did.
    pub(super) fn owned(&self) -> Option<Label> {
        let page = self.page;
        let last = self.last?;
        let end = cut_right(page, self.segment);
        let name = page.names_in(self.segment).next_back()?;
        let bytes = page.names[name].bytes.clone();
        let before = page.slice(self.segment.start..bytes.start);
        let opening = before.trim_matches(['、', '，', ' ', '“', '；']);
        let lists = ["among_them", "list_mark"];
        let leads = opening.is_empty() || lists.iter().any(|it| page.is_word(it, opening));
        let alone = leads && bytes.end == end && is_owner(page.names[name].kind);
        alone.then(|| Label {
            subject: Some(name),
            bytes,
            change: Change::Level,
            ..last.again("observation/part")
        })
    }

    /// 而2016年|这一数字|只有312亿元: what the number before measured.
    pub(super) fn taken_up(&self) -> Option<Label> {
        let page = self.page;
        let hit = page.words_in("same_figure", self.segment).last()?;
        let between = page.slice(hit.end..self.segment.end);
        let bare = between.len() <= ONLY || cut_right(page, self.segment) <= hit.end;
        let change = self.verb_of_change().map_or(Change::Level, |it| it.1);
        let last = self.last.filter(|_| bare)?;
        Some(Label {
            bytes: hit.start..hit.end,
            change,
            ..last.again("observation/repeated")
        })
    }

    /// 由39亿元增长到|205亿元: the second level has the label of the first.
    pub(super) fn grown_to(&self) -> Option<Label> {
        let last = self.last.filter(|it| it.from)?;
        let verb = self.page.words_in("grown_to", self.segment).next()?;
        let before = self.page.slice(self.segment.start..verb.start);
        let only = before.trim().is_empty() && cut_right(self.page, self.segment) <= verb.end;
        only.then(|| Label {
            change: Change::Level,
            bytes: self.segment.clone(),
            ..last.again("observation/from to")
        })
    }

    /// 占全国的|26%: a share of the number before.
    pub(super) fn share(&self) -> Option<Label> {
        let last = self.last?;
        let percent = self.measure.unit_class == Some(UnitClass::Percent);
        let verb = self.page.words_in("share", self.segment).next();
        let verb = verb.filter(|_| percent)?;
        let from = self.source().filter(|it| it.start >= verb.end);
        let end = from.map_or(cut_right(self.page, self.segment), |it| it.start);
        let bytes = verb.start..end.max(verb.end);
        let of = self.page.slice(bytes.clone());
        let of = of.trim_end_matches(self.page.lexicon.particle());
        let within = self.share_within(verb.start)?;
        Some(Label {
            text: format!("{}{of}{within}", last.text),
            share: Some(format!("{of}{within}")),
            from: from.is_some(),
            items: Vec::new(),
            bytes,
            change: Change::Level,
            ..last.again("observation/share")
        })
    }

    /// What stands before the verb of a share: nothing but adverbs (首次|占), or the whole that it is of (在|全市|占).
    fn share_within(&self, verb: usize) -> Option<&str> {
        let page = self.page;
        let mut start = self.segment.start;
        loop {
            let text = page.slice(start..verb);
            start += text.len() - text.trim_start_matches(['，', '、', ' ']).len();
            match page
                .word_at("share_adverb", start)
                .filter(|it| it.end <= verb)
            {
                Some(hit) => start = hit.end,
                None => break,
            }
        }
        let whole = page
            .word_at("whole_place", start)
            .filter(|it| it.end == verb);
        (start == verb || whole.is_some()).then(|| page.slice(start..verb))
    }

    /// 完成年度目标的|106%, 是全省平均水平的|2.3倍: a part or a multiple of something, of the number before.
    pub(super) fn of_target(&self) -> Option<Label> {
        let page = self.page;
        let last = self.last?;
        let end = self.segment.end - page.lexicon.particle().len();
        let text = page.slice(self.segment.clone());
        let target = text
            .ends_with(page.lexicon.particle())
            .then(|| page.word_ending("target_noun", end))??;
        let start = after_last_break(page, &(self.segment.start..end));
        let whole = page.slice(start..end);
        let class = self.measure.unit_class;
        let fits = class == Some(UnitClass::Percent) || class == Some(UnitClass::Ratio);
        (fits && target.start >= start).then(|| Label {
            text: tidy(&format!("{}{whole}", last.text)),
            items: Vec::new(),
            bytes: start..end,
            change: Change::Level,
            ..last.again("observation/share")
        })
    }

    /// 增加值增长9.9%，|快于全市|0.7个百分点: the label of the rate before, and than what it is higher.
    pub(super) fn compared(&self, label: Label) -> Label {
        let page = self.page;
        let points = self.measure.unit_class == Some(UnitClass::Point);
        let outpaces = page.word_at("outpace", label.noun.start).is_some();
        match self.last.filter(|_| points && outpaces) {
            Some(last) => label.with_text(format!("{}{}", last.text, label.text)),
            None => label,
        }
    }

    /// 税收9.8亿元，|是2013年的|3.2倍, 是某园区的|5倍: the figure before, as a multiple of another.
    pub(super) fn multiple(&self) -> Option<Label> {
        let page = self.page;
        let last = self.last?;
        let text = page.slice(self.segment.clone());
        let start = self.segment.end - text.trim_start_matches(['，', ' ']).len();
        let leads = page.word_at("is_multiple", start).is_some();
        let of = text.ends_with(page.lexicon.particle());
        let ratio = self.measure.unit_class == Some(UnitClass::Ratio);
        (ratio && leads && of).then(|| Label {
            change: Change::Level,
            ..last.again("observation/repeated")
        })
    }

    /// 其中某产业产值创历史新高，|达|1615亿元: what the clause before speaks of without a number, where this one only says how much.
    pub(super) fn told_before(&self) -> Option<Label> {
        let page = self.page;
        let sentence = &page.sentences[page.sentence_at(self.measure.bytes.start)?];
        let own = clause_of(sentence, self.measure.bytes.start);
        let before = sentence.clause_before(&own)?;
        let start = self.segment.start.max(own.start);
        let idle = cut_right(page, &(start..self.segment.end)) <= start + 3;
        let mut verbs = page.words_in("value_verb", &own);
        let reaches = verbs.any(|it| it.end <= self.measure.bytes.start);
        if !idle || !reaches || !page.measures_in(before).is_empty() {
            return None;
        }
        let lists = ["indicator", "whole_noun", "area_noun"].into_iter();
        let nouns = lists.flat_map(|it| page.words_in(it, before));
        let noun = nouns.max_by_key(|it| it.end)?;
        let area = page.word_ending("area_noun", noun.end).is_some();
        let fits = match self.measure.unit_class? {
            UnitClass::Area => area,
            UnitClass::Currency => !area,
            _ => false,
        };
        let said = fits && noun.end < before.end; // a comment follows
        let bytes = phrase(page, &(before.start..noun.end)).filter(|_| said)?;
        Some(Label {
            subject: self.actor_in(&(before.start..bytes.start)),
            ..self.label(bytes, "observation/plain")
        })
    }

    /// 首次突破|300亿元|大关: the level of the label before, said again.
    pub(super) fn repeated(&self) -> Option<Label> {
        let last = self.last?;
        let idle = cut_right(self.page, self.segment) <= self.segment.start + 3
            && self.measure.unit_class != Some(UnitClass::Time);
        // 首破200亿元，|达|213亿元: what reaches says it again.
        let reaches = self
            .page
            .is_word("value_verb", self.page.slice(self.segment.clone()));
        let money = self.measure.unit_class == Some(UnitClass::Currency);
        if money && self.page.word_ending("area_noun", last.noun.end).is_some() {
            return None; // 核心区面积27.5平方公里，连续实现|30亿元
        }
        let rate = self.measure.unit_class == Some(UnitClass::Percent);
        let change = if rate { last.change } else { Change::Level };
        (idle && (self.segment.len() > 3 || reaches)).then(|| Label {
            change,
            ..last.again("observation/repeated")
        })
    }
}
