//! Which numbers no date of another clause dates: what holds for years, or is put into something once.

use crate::extract::indicator::Label;
use crate::extract::page::Page;
use crate::extract::period::Period;
use crate::lexicon::Hit;
use crate::model::Change;
use crate::quantity::UnitClass;

impl Period<'_, '_> {
    /// Whether a number holds for years, or is put into something once, so that no date of another clause is its own.
    pub(super) fn lasts_on(&self) -> bool {
        let lasting = is_lasting(self.page, self.label) && !self.is_grown();
        let far = self.measure.unit_class == Some(UnitClass::Length)
            && self.page.has_word_in("landmark", &self.label.noun); // 离市中心|6公里
        lasting || far || self.is_committed() || self.measure.unit_class == Some(UnitClass::Kind)
    }

    /// 首期投资, 持股: whether a number is what somebody puts into something; not 完成|投资, which a period sees done.
    fn is_committed(&self) -> bool {
        let page = self.page;
        let noun = &self.label.noun;
        let total = page.is_word("committed_sum", &self.label.text)
            && self.before.is_none_or(|it| it.date.is_none()); // 2019年，签约项目60个，投资总额674亿元
        let put = (total || page.is_word("committed_label", &self.label.text))
            && self.measure.unit_class == Some(UnitClass::Currency)
            && self.measure.change.unwrap_or(self.label.change) == Change::Level
            && page.word_ending("carried_out", noun.start).is_none()
            && page.word_at("carried_out", noun.end).is_none(); // 投资|完成|48亿元
        put || page.has_word_in("committed_part", noun) && !self.is_grown()
    }

    /// 产能|达到|4.5万吨, 规划面积由10|扩大到|24平方公里: a level that has been reached was reached at a date.
    pub(super) fn is_grown(&self) -> bool {
        let lists = ["grown_to", "reached"];
        let before = self
            .page
            .slice(0..self.measure.bytes.start)
            .trim_end()
            .len();
        lists
            .iter()
            .any(|it| self.page.word_ending(it, before).is_some())
    }
}

/// Whether a label is that of something that holds for years: 规划面积, 总投资.
pub(super) fn is_lasting(page: &Page<'_>, label: &Label) -> bool {
    let mut words = page.words_in("timeless_label", &label.noun);
    let dated = |at: usize| page.moment_over(at).is_some(); // 全年|产值 is no 年产值
    let counted = page.word_ending("area_counted", label.noun.end).is_some(); // 年产值过亿元|企业
    let whole = page.is_word("lasting_label", &label.text);
    whole || !counted && words.any(|hit| !dated(hit.start) && !crosses(page, hit))
}

/// 支出占|地区: whether a word ends inside another one.
fn crosses(page: &Page<'_>, word: Hit) -> bool {
    let sentence = page.sentence_at(word.start);
    let token = sentence.and_then(|it| page.token_over(it, word.end - 1));
    token.is_some_and(|it| it.bytes.start > word.start && it.bytes.end > word.end)
}
