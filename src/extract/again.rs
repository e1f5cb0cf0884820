//! Labels that take up the one before: its share, its part, its second level, its target.

use crate::extract::indicator::Label;
use crate::extract::label::Finder;
use crate::extract::modality::clause_of;
use crate::extract::phrase::{after_last_break, cut_right, is_owner, noun_behind, phrase, tidy};
use crate::lexicon::Hit;
use crate::model::Change;
use crate::quantity::UnitClass;

/// How many bytes the words between 这一数字 and its number may have (只有, 才只有): three characters.
const ONLY: usize = 9;

impl Finder<'_, '_> {
    /// 其中某园区|15平方公里: a name alone is whose the number is, and it measures what the number before did.
    pub(super) fn owned(&self) -> Option<Label> {
        let page = self.page;
        let end = cut_right(page, self.segment);
        let name = page.names_in(self.segment).next_back()?;
        let bytes = page.names[name].bytes.clone();
        let before = page.slice(self.segment.start..bytes.start);
        let opening = before.trim_matches(['、', '，', ' ', '“', '；']);
        let lists = ["among_them", "list_mark"];
        let leads = opening.is_empty() || lists.iter().any(|it| page.is_word(it, opening));
        let alone = leads && bytes.end == end && is_owner(page.names[name].kind);
        let counts = self.measure.unit_class == Some(UnitClass::Counter);
        let counted = |it: &&Label| it.rule.as_str() == "observation/counted";
        // 有4个盟市，分别是某市|24%: what counts things measures no share
        let last = self.last.filter(|it| counts || !counted(it));
        let last = last
            .cloned()
            .or_else(|| self.counted_before().filter(|_| counts));
        alone.then_some(last).flatten().map(|last| Label {
            subject: Some(name),
            bytes,
            change: Change::Level,
            ..last.again("observation/part")
        })
    }

    /// 新增13家自治区级园区。其中，|某地区|3家: what has been counted in this unit before, in this paragraph or the last.
    fn counted_before(&self) -> Option<Label> {
        let page = self.page;
        let end = self.measure.bytes.end;
        if page.rest(end).starts_with(char::is_alphabetic) {
            return None; // 某集团|11家|工厂
        }
        let block = |at: usize| page.sentence_at(at).map(|it| page.sentences[it].block);
        let here = block(self.measure.bytes.start)?;
        let near = |at: usize| block(at).is_some_and(|it| it + 1 >= here);
        let unit = &self.measure.quantity.unit_text;
        let before = page.measures_in(&(0..self.measure.bytes.start)).rev();
        let mut counted = before
            .map(|it| &page.measures[it])
            .take_while(|it| near(it.bytes.start))
            .filter(|it| it.unit_class == Some(UnitClass::Counter))
            .filter(|it| it.quantity.unit_text == *unit);
        let noun = counted.find_map(|it| noun_behind(page, it.bytes.end))?;
        Some(self.label(noun, "observation/part"))
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

    /// The label of the number before, for its own change; of its rate, where that has changed: 下降19.7%，|降幅|扩大0.8个百分点.
    pub(super) fn of_last(&self, last: &Label, rule: &'static str) -> Label {
        let page = self.page;
        let points = self.measure.unit_class == Some(UnitClass::Point);
        let rate = page.words_in("rate_noun", self.segment).next();
        let rate = rate.filter(|_| points).map(|it| page.written(it));
        let label = last.again(rule);
        match rate.filter(|it| !last.text.ends_with(it)) {
            Some(rate) => label.with_text(format!("{}{rate}", last.text)),
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
        if page.word_at("told_above", before.start).is_some() {
            return None; // 以上开发区面积排名前五，|合计达|2.24万公顷
        }
        let ranks = |it: &Hit| page.is_word("rank_word", page.written(*it));
        let noun = nouns.filter(|it| !ranks(it)).max_by_key(|it| it.end)?;
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

#[cfg(test)]
mod tests {
    use crate::extract::observation::observations;
    use crate::extract::page::tests::on_page;
    use crate::extract::subject::Subjecting;
    use crate::model::Statement;

    /// What the figures of the last sentence measure.
    fn check(text: &str, expected: &[&str]) {
        on_page(text, |page| {
            let subjecting = Subjecting::new(page, &[]);
            let facts = observations(page, &subjecting, page.sentences.last().unwrap());
            let labels = facts.iter().filter_map(|it| match &it.statement {
                Statement::Observation(it) => Some(it.indicator.as_str()),
                _ => None,
            });
            let labels: Vec<&str> = labels.collect();
            assert_eq!(labels, expected, "{text}");
        });
    }

    #[test]
    fn a_rate_that_has_changed_itself_is_named() {
        check(
            "杭州高新区工业总产值同比下降19.7%，降幅扩大0.8个百分点。",
            &["工业总产值", "工业总产值降幅"],
        );
    }

    #[test]
    fn a_name_alone_has_what_was_counted_before() {
        let counted = "浙江省新增5家省级园区。";
        check(
            &format!("{counted}其中，杭州市3家，宁波市2家。"),
            &["省级园区", "省级园区"],
        );
        check("其中，杭州市3家，宁波市2家。", &[]);
    }

    #[test]
    fn a_rank_is_no_label() {
        check("杭州高新区总面积排名全省第一，达7.67万公顷。", &["总面积"]);
        check("以上开发区面积排名前五，合计达2.24万公顷。", &[]);
    }

    #[test]
    fn what_leads_to_a_label_is_no_part_of_it() {
        check(
            "杭州高新区在去年工业总产值的830亿元中有贡献。",
            &["工业总产值"],
        );
        check(
            "杭州高新区三大主导产业产值同比增长18.4%。",
            &["主导产业", "主导产业产值"],
        );
        check(
            "杭州高新区完成规模以上(500万元口径)工业总产值4215亿元。",
            &["规模以上(500万元口径)工业总产值"],
        );
    }
}
