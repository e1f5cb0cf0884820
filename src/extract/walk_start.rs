//! Where the name of a park begins that a walk has come near to: at a place, or at a character that the segmenter parts from it.

use crate::extract::boundary::{Reach, is_full_place};
use crate::extract::company::token_at;
use crate::extract::division::is_prefecture;
use crate::extract::stem::is_generic;
use crate::extract::walk::Walk;
use crate::lexicon::{Hit, Scheme};
use crate::model::EntityKind;

/// How many bytes of a place may lie before where a walk has come to: two characters.
const PLACE: usize = 6;
/// How many bytes before its head a park's name may begin, and how many characters it may have behind its place, where the segmenter
/// reads no word.
const AHEAD: usize = 24;
const OWN: usize = 4;

impl Walk<'_, '_> {
    /// The short name of a place a few characters before a park's head, where the segmenter reads no word between: 长春|净月|经济开发区.
    pub(super) fn place_ahead(&self) -> Option<usize> {
        let page = self.page;
        let near = self.head.saturating_sub(AHEAD).max(self.floor)..self.head;
        let mut places = page
            .hits_in(near)
            .filter(|it| self.reach == Reach::NearPlace && it.end < self.head)
            .filter(|it| page.is_in(Scheme::Place, *it) && !is_full_place(page, *it));
        let own = |place: &Hit| {
            let gap = place.end..self.head;
            let stem = page.slice(gap.clone());
            let divided = ["name_stop", "name_divider", "honor_level"];
            stem.chars().all(|it| it.is_alphabetic() && !it.is_ascii())
                && stem.chars().count() <= OWN
                && !is_generic(page, stem, EntityKind::Park)
                && !divided.iter().any(|list| page.has_word_in(list, &gap))
                && page.measures_in(&gap).is_empty()
                && self.is_divided(place.start)
        };
        places.find(own).map(|it| it.start)
    }

    /// Whether a mark or a dividing word stands before a place in the text.
    fn is_divided(&self, at: usize) -> bool {
        let before = self.page.slice(self.floor..at).chars().next_back();
        before.is_none_or(|it| !it.is_alphanumeric())
            || self.page.word_ending("name_stop", at).is_some()
    }

    /// The one character between a mark and a park's name, which begins with it if it is a side or one word with what follows:
    /// ，西|太湖智慧园, ，尚|田里产业园.
    pub(super) fn lone_before(&self, start: usize) -> Option<usize> {
        let page = self.page;
        let before = page.slice(self.floor..start);
        let mut chars = before.chars().rev();
        let lone = chars
            .next()
            .filter(|it| it.is_alphabetic() && !it.is_ascii())?;
        let bounded = chars.next().is_none_or(|it| !it.is_alphanumeric());
        let at = start - lone.len_utf8();
        let word = || token_at(page, at).is_some_and(|it| it.bytes.end > start);
        let joined = page.is_word("side_first", page.slice(at..start)) || word();
        let park = self.reach == Reach::NearPlace && start < self.head;
        (park && bounded && joined && !self.leads_on(at)).then_some(at)
    }

    /// Whether a character begins here that the segmenter may take for the first one of a name: 同|江南大学.
    fn leads_on(&self, at: usize) -> bool {
        let mut lists = ["name_stop", "glued", "name_prefix"].iter();
        lists.any(|list| self.page.word_at(list, at).is_some())
    }

    /// The start of a prefecture that reaches over where the walk has come to, with a mark or a dividing word before it:
    /// 的|大庆云谷, where 庆云 is a county.
    pub(super) fn place_over(&self) -> Option<usize> {
        let page = self.page;
        let near = self.at.saturating_sub(PLACE).max(self.floor)..self.at;
        let mut places = page
            .hits_in(near)
            .filter(|it| it.end > self.at && it.end <= self.head)
            .filter(|it| is_prefecture(page, page.slice(it.start..it.end)));
        places
            .find(|it| self.is_divided(it.start) && !self.leads_on(it.start))
            .map(|it| it.start)
    }

    /// Whether a name goes on behind the word for the nation: 中国(上饶)光学城, 中国北方稀土产业园, but not what lies in
    /// 中国(上海)自由贸易试验区.
    pub(super) fn nation_goes_on(&self, end: usize) -> bool {
        let page = self.page;
        let stem = end..self.head;
        let bracket = page.rest(end).starts_with('(')
            && page.words_in("free_trade_zone", &stem).next().is_none();
        bracket || page.word_at("side_brand", end).is_some()
    }

    /// Whether a park ends where the place begins that another park's name begins with: 柳东新区|柳州汽车城.
    pub(super) fn is_park_before_place(&self, start: usize) -> bool {
        let page = self.page;
        let whole = |hit: Hit| hit.end == self.at && page.is_in(Scheme::Park, hit);
        let city = page
            .hits_at(self.at)
            .any(|it| is_prefecture(page, page.slice(it.start..it.end)));
        // 上海漕河泾开发区|遵义分区 is one.
        let branch = page.word_at("branch_park_head", self.head).is_some();
        city && !branch && self.begins_with_place() && page.hits_at(start).any(whole)
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::check_parks;

    #[test]
    fn a_park_keeps_the_first_character_of_its_name() {
        check_parks("西太湖国际智慧园投产。", &["西太湖国际智慧园"]);
        check_parks("占渤海新区税收的四成。", &["渤海新区"]);
        check_parks("相邻的大庆云谷数据产业园投产。", &["大庆云谷数据产业园"]);
    }

    #[test]
    fn a_zone_of_the_lexicon_with_brackets_in_its_name_was_not_found() {
        check_parks(
            "中韩(长春)国际合作示范区投产。",
            &["中韩(长春)国际合作示范区"],
        );
    }

    #[test]
    fn a_park_begins_at_its_place_where_no_word_is_read_behind_it() {
        check_parks("长春净月经济开发区投产。", &["长春净月经济开发区"]);
        check_parks("长春现有经济开发区五个。", &[]);
    }
}
