//! What a number measures: the noun phrase before it, or behind it.

use crate::extract::change::leading_change;
use crate::extract::confidence;
use crate::extract::frame::behind_item_number;
use crate::extract::indicator::Label;
use crate::extract::item::items;
use crate::extract::page::{Bytes, Page};
use crate::extract::phrase::{
    cut_right, is_owner, noun_behind, phrase, spread, verbal_compound, wording,
};
use crate::lexicon::Hit;
use crate::model::{Change, EntityKind, RuleId};
use crate::quantity::{Measure, UnitClass};

/// How many bytes may say when the first of two levels was, behind 由: eight characters.
const WHEN: usize = 24;

/// The label of a quantity, given the text before it in its clause and the label before it in its sentence.
pub(super) fn find(
    page: &Page<'_>,
    segment: &Bytes,
    measure: &Measure,
    last: Option<&Label>,
) -> Option<Label> {
    let segment = &behind_described(page, &behind_number(page, segment));
    let segment = &behind_counted(page, segment, last);
    let finder = Finder {
        page,
        segment,
        measure,
        last,
    };
    if finder.belongs_before() {
        return finder.described();
    }
    let compares = |it: Bytes| page.word_at("base", it.start).is_some(); // 比创建初期|翻了一番
    if measure.change.is_some() && phrase(page, segment).is_none_or(compares) {
        return last.map(|last| last.again("observation/changed"));
    }
    let found = finder.search()?;
    if let Some(class) = finder.whose(&found.noun) {
        let label = finder.label(found.noun.start..class, "observation/counted");
        return (!page.is_word("area_counted", &label.text)).then_some(label);
    }
    if is_void(page, &found) {
        let level = page.word_ending("grown_to", segment.end).is_some();
        let change = if level { Change::Level } else { found.change };
        let again = last.map(|last| finder.of_last(last, "observation/repeated"));
        return again.map(|it| Label { change, ..it });
    }
    Some(found)
}

/// 二期投产后|增加到|220万吨, 几经扩展|达74平方公里: whether the words before a number say only how it came about, and what is
/// measured has been said before.
fn is_void(page: &Page<'_>, label: &Label) -> bool {
    let behind = label.noun.end <= label.bytes.end;
    let done = page.word_ending("once_done", label.noun.end).is_some();
    behind && (done || page.is_word("void_label", &label.text))
}

/// 投资3亿元|的A项目、|投资|6500万美元的B项目: the text behind what the number before describes, where a list goes on.
fn behind_described(page: &Page<'_>, segment: &Bytes) -> Bytes {
    let described = page
        .slice(segment.clone())
        .starts_with(page.lexicon.particle());
    let names = page.names_in(segment).rev();
    let mut marks = names.filter_map(|it| page.word_at("list_mark", page.names[it].bytes.end));
    let mark = marks.next().filter(|it| described && it.end < segment.end);
    mark.map_or(segment.start, |it| it.end)..segment.end
}

/// 二、|某类企业(15家): the text behind the number of a heading.
fn behind_number(page: &Page<'_>, segment: &Bytes) -> Bytes {
    let sentence = page.sentence_at(segment.start);
    let begins = sentence.is_some_and(|it| page.sentences[it].bytes.start == segment.start);
    let number = page.word_at("item_number", segment.start);
    let number = number.filter(|it| begins && it.end < segment.end);
    let start = number.map_or_else(|| behind_item_number(page, segment.start), |it| it.end);
    start.min(segment.end)..segment.end
}

/// The end of a phrase without the word at its end that leads to the first of two levels.
fn before_source(page: &Page<'_>, phrase: &Bytes) -> usize {
    let from = page.word_ending("from", phrase.end);
    from.map_or(phrase.end, |it| it.start.max(phrase.start))
}

/// 5个|镇、|面积|103平方公里: the text behind what the number before counts, where a list goes on.
fn behind_counted(page: &Page<'_>, segment: &Bytes, last: Option<&Label>) -> Bytes {
    let noun = last.map(|it| it.noun.clone());
    let noun = noun.filter(|it| it.start == segment.start && it.end < segment.end);
    let mark = noun.and_then(|it| page.word_at("list_mark", it.end));
    let goes_on = mark.filter(|it| !page.slice(it.end..segment.end.max(it.end)).is_empty());
    goes_on.map_or(segment.start, |it| it.end)..segment.end
}

/// Looks for the label of one quantity; each method is one way to find it.
pub(super) struct Finder<'p, 'a> {
    /// The page.
    pub(super) page: &'p Page<'a>,
    /// The text before the number.
    pub(super) segment: &'p Bytes,
    /// The number.
    pub(super) measure: &'p Measure,
    /// The label before it.
    pub(super) last: Option<&'p Label>,
}

impl Finder<'_, '_> {
    /// The label by the first way that finds one.
    fn search(&self) -> Option<Label> {
        self.owned()
            .or_else(|| self.taken_up())
            .or_else(|| self.grown_to())
            .or_else(|| self.attributive())
            .or_else(|| self.counted())
            .or_else(|| self.grown_behind())
            .or_else(|| self.changed())
            .or_else(|| self.share())
            .or_else(|| self.of_target())
            .or_else(|| self.multiple())
            .or_else(|| self.governed())
            .or_else(|| self.chained())
            .or_else(|| self.plain())
            .or_else(|| self.described())
            .or_else(|| self.told_before())
            .or_else(|| self.repeated())
    }

    /// 60%|的核电产品、|50%的…: the words before a number describe the number before it.
    fn belongs_before(&self) -> bool {
        let text = self.page.slice(self.segment.clone());
        text.starts_with(self.page.lexicon.particle()) && self.after_particle().is_some()
    }

    /// 投资|200亿元|的华晨宝马里达工厂: the number belongs to what it describes.
    fn attributive(&self) -> Option<Label> {
        let after = self.after_particle().or_else(|| self.after_investment())?;
        let rest = self.page.rest(after);
        let quotes = rest.len() - rest.trim_start_matches(['“', '"']).len();
        let name = self.page.name_at(after + quotes).filter(|&it| {
            matches!(
                self.page.names[it].kind,
                EntityKind::Project | EntityKind::Company | EntityKind::Park
            )
        })?;
        let bytes = phrase(self.page, self.segment)?;
        Some(Label {
            subject: Some(name),
            attributive: true,
            ..self.label(bytes, "observation/attributive")
        })
    }

    /// 4条|区域水资源循环生态链: what is counted stands behind the number.
    fn counted(&self) -> Option<Label> {
        let end = self.measure.bytes.end;
        let goes_on = || self.page.word_at("grown_to", end).is_some();
        if !self.counts() || goes_on() || self.unit_is_omitted() {
            return None;
        }
        // 11个|亿元以上|项目: the bound is part of what is counted.
        let yields = self
            .page
            .rest(end)
            .starts_with(self.page.lexicon.particle())
            && self.page.has_word_in("yield_verb", self.segment);
        if yields {
            return None; // 年产空调|400万台|的生产能力
        }
        let bytes = match self.page.measure_at(end) {
            Some(bound) => end..noun_behind(self.page, self.page.measures[bound].bytes.end)?.end,
            None => verbal_compound(self.page, end).or_else(|| noun_behind(self.page, end))?,
        };
        let before = self.page.slice(self.segment.clone());
        let label = self.label(bytes, "observation/counted");
        let refused = self.page.word_ending("refuse", self.measure.bytes.start);
        let refused = refused.filter(|it| it.start >= self.segment.start);
        Some(Label {
            text: refused.map_or("", |it| self.page.written(it)).to_owned() + &label.text,
            listed: before.ends_with(self.page.lexicon.and_others()),
            change: leading_change(self.page, self.segment),
            subject: self.actor_in(self.segment),
            ..label
        })
    }

    /// 两家|企业|合计纳税3.4亿元: where what is counted ends, if more behind it is what the next number measures.
    fn whose(&self, noun: &Bytes) -> Option<usize> {
        let page = self.page;
        let behind = self.counts() && noun.start == self.measure.bytes.end;
        let lists = ["area_counted", "counted_sector"];
        let classes = lists.iter().flat_map(|it| page.words_in(it, noun));
        let class = classes.filter(|_| behind).find(|it| it.end < noun.end)?;
        let rest = class.end..noun.end;
        let mut lists = ["flow_label", "jointly"].iter();
        let labelled = lists.any(|list| page.has_word_in(list, &rest));
        let next = page.measure_from(noun.end).filter(|_| labelled)?;
        let gap = page.slice(noun.end..next.bytes.start);
        let adjacent = gap.chars().all(char::is_alphabetic);
        let kinds = self.measure.unit_class == Some(UnitClass::Kind); // 三大|主导产业|产值增长18%
        let rate = next.unit_class == Some(UnitClass::Percent);
        (adjacent && (kinds || !rate)).then_some(class.end)
    }

    /// 人口|50万: the number has its unit from the noun before it.
    fn unit_is_omitted(&self) -> bool {
        let written = self.page.slice(self.measure.number.clone());
        self.measure.unit_class == Some(UnitClass::Counter)
            && !written.ends_with(self.measure.quantity.unit_text.as_str())
    }

    /// Whether the unit counts things, or is a share in words (三成).
    fn counts(&self) -> bool {
        match self.measure.unit_class {
            Some(UnitClass::Counter | UnitClass::Kind) => true,
            Some(UnitClass::Percent) => {
                let number = self.page.slice(self.measure.number.clone());
                !number.ends_with('%')
            }
            _ => false,
        }
    }

    /// 同比增长|12.3%: the label is what grew, here or before.
    fn changed(&self) -> Option<Label> {
        let (verb, change) = self.verb_of_change()?;
        let rule = "observation/changed";
        let named = phrase(self.page, &(self.segment.start..verb.start));
        let named = named.map(|it| it.start..before_source(self.page, &it)); // 增速由|一季度的下降5.1%转为…
        let mut lists = ["base", "adjusting"].iter();
        let mut is_base =
            |it: &Bytes| lists.any(|list| self.page.word_at(list, it.start).is_some());
        let class = named.as_ref().is_some_and(|it| {
            self.page
                .is_word("area_counted", self.page.slice(it.clone()))
        });
        let noun = self
            .page
            .word_at("growth_noun", verb.start)
            .filter(|_| class);
        if let Some(noun) = noun {
            return Some(Label {
                change,
                ..self.label(noun.start..noun.end, rule) // 9家企业|增速超过|100%
            });
        }
        if let Some(label) = named.as_ref().and_then(|it| self.of_each(it, change)) {
            return Some(label);
        }
        if let Some(bytes) = named.filter(|it| self.last.is_none() || !is_base(it)) {
            return Some(Label {
                change,
                subject: self.actor_in(self.segment),
                ..self.label(bytes, rule)
            });
        }
        if let Some(last) = self.last {
            return Some(Label {
                change,
                bytes: last.bytes.start.min(verb.start)..verb.end,
                ..self.of_last(last, rule)
            });
        }
        let own = self.page.word_at("change_label", verb.start)?;
        (own.end >= verb.end).then(|| Label {
            change,
            ..self.label(own.start..own.end, rule)
        })
    }

    /// The word for a rise or fall that leads to the number.
    pub(super) fn verb_of_change(&self) -> Option<(Hit, Change)> {
        let text = self.page.slice(self.segment.clone()).trim_end();
        let reached = self.segment.start + text.len();
        let level = self.page.word_ending("grown_to", reached);
        if level.is_some_and(|hit| hit.start >= self.segment.start) {
            return None;
        }
        let end = cut_right(self.page, self.segment);
        let lists = [
            ("increase", Change::Increase),
            ("decrease", Change::Decrease),
        ];
        let verbs = lists.into_iter().filter_map(|(list, change)| {
            let hit = self.page.word_ending(list, end)?;
            (hit.start >= self.segment.start).then_some((hit, change))
        });
        verbs.min_by_key(|(hit, _)| hit.start) // 负增长 and not 增长
    }

    /// 工业总产值达到|946.1亿元: the noun phrase before the number.
    fn plain(&self) -> Option<Label> {
        let Bytes { start, end } = *self.segment;
        let from = self.source();
        let bytes = phrase(self.page, &(start..from.map_or(end, |hit| hit.start)))?;
        let named = self
            .page
            .name_at(bytes.start)
            .map(|it| &self.page.names[it]);
        let areas = [EntityKind::Place, EntityKind::Park];
        if named.is_some_and(|it| it.bytes == bytes && areas.contains(&it.kind)) {
            return None; // 分别是|某市|24%: a name alone says whose a number is
        }
        let lasting = self.page.has_word_in("duration", self.segment);
        if self.measure.unit_class == Some(UnitClass::Time) && !lasting {
            return None;
        }
        Some(Label {
            from: from.is_some(),
            change: leading_change(self.page, &(bytes.start..end)),
            subject: self.actor_in(&(start..bytes.start)),
            ..self.compared(self.label(bytes, "observation/plain"))
        })
    }

    /// The word that makes the number the first of two levels: 由|39亿元增长到, 由|创建之初的|18公里延伸到.
    pub(super) fn source(&self) -> Option<Hit> {
        let page = self.page;
        let Bytes { start, end } = *self.segment;
        let right = page.word_ending("from", cut_right(page, self.segment));
        let before = || {
            page.word_at("grown_to", self.measure.bytes.end)?;
            let text = page
                .slice(start..end)
                .strip_suffix(page.lexicon.particle())?;
            let last = page.words_in("from", &(start..end)).last()?;
            (start + text.len() - last.end.min(start + text.len()) <= WHEN).then_some(last)
        };
        right.filter(|hit| hit.start >= start).or_else(before)
    }

    /// A label of these words.
    pub(super) fn label(&self, bytes: Bytes, rule: &'static str) -> Label {
        let parts = items(self.page, &bytes);
        let items = match parts.as_slice() {
            [] | [_] => Vec::new(),
            several => spread(self.page, several),
        };
        Label {
            text: wording(self.page, &bytes)
                .trim_end_matches(self.page.lexicon.particle())
                .to_owned(),
            items,
            share: None,
            noun: bytes.clone(),
            bytes,
            change: Change::Level,
            subject: None,
            attributive: false,
            listed: false,
            from: false,
            rule: RuleId::new(rule),
            confidence: confidence::of(rule),
        }
    }

    /// The only name of a range, if it begins there and can own a number.
    pub(super) fn actor_in(&self, range: &Bytes) -> Option<usize> {
        let text = self.page.slice(range.clone());
        let names = self.page.names_in(range);
        if text.ends_with(self.page.lexicon.and_others()) || names.len() != 1 {
            return None;
        }
        let name = &self.page.names[names.start];
        let before = self.page.slice(range.start..name.bytes.start);
        let direct = before.trim_matches(['、', '，', ' ']).is_empty();
        let listed = self.page.word_at("list_mark", name.bytes.end).is_some();
        (direct && !listed && is_owner(name.kind)).then_some(names.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    fn check(text: &str, label: &str, change: Change) {
        on_page(text, |page| {
            let measure = page.measures.last().unwrap();
            let start = page.measures.len().checked_sub(2);
            let start = start.map_or(0, |it| page.measures[it].bytes.end);
            let found = find(page, &(start..measure.bytes.start), measure, None).unwrap();
            assert_eq!((found.text.as_str(), found.change), (label, change));
        });
    }

    #[test]
    fn the_noun_phrase_before_a_number_is_its_label() {
        check("工业总产值达到946.1亿元。", "工业总产值", Change::Level);
        check("工业总产值同比增长12.3%。", "工业总产值", Change::Increase);
    }

    #[test]
    fn whose_a_number_is_and_what_describes_them_is_no_label() {
        let text = "地处东海县的云湖高新区(以下简称云湖)工业总产值达到946.1亿元。";
        check(text, "工业总产值", Change::Level);
        check(
            "浙江某厂在云湖高新区累计投资36亿元。",
            "累计投资",
            Change::Level,
        );
    }

    #[test]
    fn words_of_the_sentence_around_a_label_are_no_part_of_it() {
        for text in [
            "二是工业总产值虽达到946.1亿元。",
            "双方工业总产值由此突破946.1亿元。",
            "工业总产值控制在946.1亿元以内。",
        ] {
            check(text, "工业总产值", Change::Level);
        }
        check(
            "电子信息产业完成产值39.8亿元。",
            "电子信息产业产值",
            Change::Level,
        );
    }

    #[test]
    fn what_is_counted_stands_behind_the_number() {
        check("新增4条产业链。", "产业链", Change::Increase);
        check("提供了3000个就业岗位。", "就业岗位", Change::Level);
        let text = "218家国家级经开区总体上呈现总量扩大、结构优化的态势。";
        check(text, "国家级经开区", Change::Level);
    }
}
