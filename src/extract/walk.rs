//! The walk from the head of a name to its start, one word after the other.

use std::ops::Range;

use crate::extract::agency::fields_start;
use crate::extract::boundary::{Reach, is_full_place};
use crate::extract::company::token_at;
use crate::extract::division::is_county;
use crate::extract::free_standing::ends_longer_word;
use crate::extract::page::Page;
use crate::extract::segment::{Class, Token};
use crate::lexicon::{Hit, Scheme};
use crate::model::Comparator;
use crate::quantity::UnitClass;

/// A walk to the left.
pub(super) struct Walk<'p, 'a> {
    /// The page.
    pub(super) page: &'p Page<'a>,
    /// Where it ends at the latest.
    pub(super) floor: usize,
    /// What the name may hold.
    pub(super) reach: Reach,
    /// Where the head begins.
    pub(super) head: usize,
    /// Where the walk is.
    pub(super) at: usize,
}

/// How long a guessed word may be, in bytes, of which the first character alone is cut off: four characters.
const GUESS: usize = 12;

/// What may stand inside a run of letters and digits: 2×35万千瓦.
const RUN: [char; 3] = ['-', '.', '×'];

impl Walk<'_, '_> {
    /// Where the name begins: 2024|年云湖|高新区 not inside a date.
    pub(super) fn start(mut self) -> usize {
        while let Some(next) = self.step() {
            self.at = next;
        }
        if self.at == self.head {
            self.at = self.place_ahead().unwrap_or(self.at);
        }
        let moments = &self.page.moments;
        let moment = moments.get(moments.partition_point(|it| it.bytes.end <= self.at));
        let inside = moment.filter(|it| it.bytes.start < self.at && it.bytes.end <= self.head);
        let first = || {
            let start = self.place_over().unwrap_or(self.at);
            self.lone_before(start).unwrap_or(start)
        };
        inside.map_or_else(first, |it| it.bytes.end)
    }

    /// One word further left, or nothing where the name begins.
    fn step(&self) -> Option<usize> {
        if let Some(start) = self.size().or_else(|| self.generation()) {
            return Some(start);
        }
        let before = self.page.slice(self.floor..self.at);
        let last = before.chars().next_back()?;
        match last {
            ')' => self.bracket(before),
            '”' => self.quotation(before),
            '—' => self.dash(before),
            '-' => self.hyphen(before),
            ' ' => self.blank(before),
            '·' => (self.reach != Reach::AnyPlace).then(|| self.at - last.len_utf8()),
            _ if last.is_ascii_alphanumeric() => self.latin(before),
            _ if !last.is_alphabetic() => None,
            _ => self.word(),
        }
    }

    /// A quantity in a project's name that says how large its thing is: 年产|20万吨|可降解塑料项目, 2万吨|碳酸锂项目.
    fn size(&self) -> Option<usize> {
        if self.reach != Reach::Loose || self.at == self.head {
            return None;
        }
        let measure = self.page.measure_ending(self.at)?;
        let stated = measure.quantity.comparator == Comparator::Equal;
        let start = measure.bytes.start;
        let output = || self.page.word_ending("output_word", start).is_some();
        let size = is_size(measure.unit_class) || output();
        (stated && start >= self.floor && size).then_some(start)
    }

    /// An ordinal with its counter in a project's name: 第6代|柔性显示屏生产线, 第三条|原料药生产线.
    fn generation(&self) -> Option<usize> {
        let counter = self.word_before("generation_counter")?;
        let before = self.page.slice(self.floor..counter.start);
        let digit = |it: char| {
            it.is_ascii_digit()
                || it == '.'
                || self
                    .page
                    .is_word("ordinal_digit", it.encode_utf8(&mut [0; 4]))
        };
        let kept = before.trim_end_matches(digit);
        let mark = self
            .page
            .word_ending("ordinal_mark", self.floor + kept.len())?;
        let loose = self.reach == Reach::Loose && self.at < self.head;
        (loose && kept.len() < before.len() && mark.start >= self.floor).then_some(mark.start)
    }

    /// A dash behind a place: 中国—马来西亚, 图木舒克—草湖.
    fn dash(&self, before: &str) -> Option<usize> {
        let end = self.floor + before.strip_suffix('—')?.len();
        let page = self.page;
        let mut hits = page.hits_ending(end);
        let place = hits.find(|&it| it.start >= self.floor && page.is_in(Scheme::Place, it));
        place.filter(|_| self.at < self.head).map(|it| it.start)
    }

    /// A bracket with a place or a stage in it: (沈阳), (一期).
    fn bracket(&self, before: &str) -> Option<usize> {
        let open = before.rfind('(')?;
        let inner = before.get(open + 1..before.len() - 1)?;
        let short = inner.chars().count() <= 8 && inner.chars().all(char::is_alphanumeric);
        let remark = self.page.word_at("define", self.floor + open + 1).is_some();
        (short && open > 0 && !remark).then(|| self.floor + open)
    }

    /// A quotation inside a name: 国家进口废物“圈区管理”园区.
    fn quotation(&self, before: &str) -> Option<usize> {
        let open = before.rfind('“')?;
        let inner = before.get(open..)?;
        (inner.chars().count() <= 24 && !inner.contains(['，', '。'])).then(|| self.floor + open)
    }

    /// A run of Latin letters and digits; a bare number is none unless a name goes on before it.
    fn latin(&self, before: &str) -> Option<usize> {
        let kept =
            before.trim_end_matches(|it: char| it.is_ascii_alphanumeric() || RUN.contains(&it));
        let run = before.get(kept.len()..)?;
        let size = self.reach == Reach::Loose
            && kept.ends_with(char::is_alphabetic)
            && self
                .page
                .measure_at(self.floor + kept.len())
                .is_none_or(|it| is_size(self.page.measures[it].unit_class));
        let dotted = kept.ends_with('·'); // 银芷·|596|科技园
        let named = run.chars().any(|it| it.is_ascii_alphabetic()) || size || dotted;
        named.then(|| self.floor + kept.len())
    }

    /// A word of Chinese: one that a list or the lexicon has, or else what the segmenter sees.
    fn word(&self) -> Option<usize> {
        if let Some(field) = self.field() {
            return Some(field);
        }
        let known = self.known_name();
        if self.reach == Reach::NearPlace
            && let Some(level) = self.level()
            && known.is_none_or(|(start, _)| start >= level)
        {
            return self.is_place_before(level).then_some(level);
        }
        if self.reach == Reach::AnyPlace && self.page.word_ending("descriptor", self.at).is_some() {
            return None;
        }
        let stop = self
            .word_before("name_stop")
            .filter(|hit| self.page.stands_alone(*hit));
        if let Some(region) = stop.filter(|hit| self.is_region_of_firm(*hit)) {
            return Some(region.start);
        }
        let stop_length = stop.map_or(0, |hit| hit.end - hit.start);
        if let Some((start, allowed)) = known
            && self.at - start > stop_length
        {
            let allowed = allowed && !self.is_park_before_place(start);
            return allowed.then_some(start);
        }
        if stop.is_some_and(|hit| self.is_first_of_item(hit)) {
            return stop.map(|it| it.start);
        }
        // 国网(海南)|投资|公司: what companies do, right before their form.
        let does = self.reach == Reach::AnyPlace && self.at == self.head;
        let does = does.then(|| self.word_before("verb_ending")).flatten();
        // 西部|矿业集团: a side that companies are called after.
        let companies = self.reach == Reach::AnyPlace && self.at < self.head;
        let brand = || self.word_before("side_brand").filter(|_| companies);
        let part = does
            .or_else(|| self.word_before("name_part"))
            .or_else(brand);
        match part.filter(|hit| hit.end - hit.start >= stop_length) {
            Some(part) => Some(part.start),
            None if stop.is_some() => None,
            None => self.token(),
        }
    }

    /// The start of a field of government right before the head: 工业和信息化|委.
    fn field(&self) -> Option<usize> {
        let heads = self.reach == Reach::AnyPlace && self.at == self.head;
        let agency = self.page.word_at("agency_head", self.head).is_some();
        let field = fields_start(self.page, self.floor, self.at)?;
        (heads && agency).then_some(field)
    }

    /// The word of a list that ends here.
    fn word_before(&self, list: &str) -> Option<Hit> {
        self.page
            .word_ending(list, self.at)
            .filter(|hit| hit.start >= self.floor)
    }

    /// Where a level (国家级) begins that stands before this place: what follows it is a title or a class.
    fn level(&self) -> Option<usize> {
        self.word_before("honor_level")
            .filter(|&hit| !self.page.is_in(Scheme::Place, hit))
            .map(|hit| hit.start)
    }

    /// Whether a place or a proper noun ends here: 曹妃甸|国家级经济技术开发区 is a name all the same.
    fn is_place_before(&self, at: usize) -> bool {
        let page = self.page;
        let known = page
            .hits_ending(at)
            .any(|hit| hit.start >= self.floor && page.is_in(Scheme::Place, hit));
        let sentence = at
            .checked_sub(1)
            .and_then(|before| page.sentence_at(before));
        let owner = page
            .hits_ending(at)
            .any(|hit| hit.start >= self.floor && page.is_in(Scheme::Agency, hit))
            && page.word_ending("park_owner_end", at).is_some();
        known
            || owner
            || sentence.is_some_and(|it| {
                page.token_over(it, at - 1).is_some_and(|token| {
                    token.bytes.end == at
                        && token.bytes.start >= self.floor
                        && token.class == Class::Proper
                })
            })
    }

    /// The longest known name that ends here, and whether it may be part of the name.
    fn known_name(&self) -> Option<(usize, bool)> {
        let page = self.page;
        let names = |hit: Hit| {
            let mut entries = page.lexicon.entries_of(hit);
            entries.any(|(_, it)| can_be_part(it.scheme))
        };
        let hit = page
            .hits_ending(self.at)
            .find(|&hit| hit.start >= self.floor && names(hit) && !ends_longer_word(page, hit))?;
        // 株洲|中国动力谷自主创新园
        let placed = || {
            page.hits_ending(hit.start)
                .any(|it| page.is_in(Scheme::Place, it))
        };
        let quoted = page.is_word("nation", page.written(hit))
            && (page.slice(self.floor..hit.start).ends_with('“')
                || placed()
                || self.nation_goes_on(hit.end));
        let place_beside = self.reach == Reach::NearPlace
            && self.at != self.head
            && is_full_place(page, hit)
            && !self.is_own_place(hit)
            && !quoted;
        let owner = page.word_ending("park_owner_end", hit.end).is_some();
        let joined = page.slice(self.floor..hit.start).ends_with('—'); // 中国—东盟产业合作区
        let agency_beside =
            self.reach != Reach::AnyPlace && page.is_in(Scheme::Agency, hit) && !owner && !joined;
        Some((hit.start, !place_beside && !agency_beside))
    }

    /// Whether a city or county belongs to the name that goes on behind it: 潮州市|径南产业转移工业园, 上海市|微电子工业区, but not
    /// 鹰潭市|贵溪工业园区, whose name begins with a place of its own, nor 毕节市|县级开发区.
    fn is_own_place(&self, place: Hit) -> bool {
        let page = self.page;
        let mut levels = ["county_head", "city_head"].iter();
        let own = |hit: Hit| page.is_in(Scheme::Place, hit) || page.is_in(Scheme::Park, hit);
        let field = |hit: Hit| hit.end <= self.head && page.is_in(Scheme::Industry, hit);
        let word = token_at(page, place.end);
        let county = |it: &Token| is_county(page, page.slice(it.bytes.clone())); // 上海市|金山、奉贤两区
        let proper = word
            .filter(|it| it.class == Class::Proper && it.bytes.end <= self.head)
            .is_some_and(|it| !county(it));
        levels.any(|it| page.word_ending(it, place.end).is_some())
            && !page.hits_at(place.end).any(own)
            && page.word_at("park_head", place.end).is_none()
            && (proper || page.hits_at(place.end).any(field))
    }

    /// The word that the segmenter sees before this place.
    fn token(&self) -> Option<usize> {
        let sentence = self.page.sentence_at(self.at.checked_sub(1)?)?;
        let tokens = self.page.tokens(sentence);
        let token = tokens.get(tokens.partition_point(|it| it.bytes.end < self.at))?;
        let start = behind_glued(self.page, token).max(self.floor);
        if start >= self.at || self.is_before_place(token) {
            return None;
        }
        let word = self.page.slice(start..self.at);
        let one = word.chars().count() == 1;
        let good = one && (self.opens(start) || self.sizes(start) || self.leads(start))
            || match token.class {
                Class::Noun | Class::Proper => true,
                Class::Adjective | Class::Verb => {
                    let kind = self.page.is_word("kind_word", word);
                    self.reach == Reach::Loose && !one || kind || one && self.at == self.head
                }
                Class::Number => {
                    let ordinal = self.reach == Reach::Loose
                        && self.page.word_at("ordinal_mark", start).is_some();
                    // 韩一: a word that no dictionary has and that only looks like a number.
                    let measured = self.page.measure_over(start).is_some();
                    let brand = !token.known && !measured;
                    // 八角|湾, 余家|湖: what only looks like a number, before a word for land or water.
                    let terrain = !measured && self.page.word_at("terrain", self.at).is_some();
                    word.chars().count() > 1
                        && (ordinal || brand || terrain || self.at == self.head)
                }
                Class::Function | Class::Adverb => token.bytes.end > self.at,
            };
        let county = || self.reach != Reach::Loose && is_county(self.page, word);
        let split = self.split_county(token);
        split.or_else(|| (good || county()).then_some(start))
    }

    /// The start of a county's short name that the segmenter takes for two words, right before the head: 上高|工业园区.
    fn split_county(&self, last: &Token) -> Option<usize> {
        let page = self.page;
        let tokens = page.tokens(page.sentence_at(last.bytes.start)?);
        let first = tokens.get(tokens.partition_point(|it| it.bytes.end < last.bytes.start))?;
        let one = |it: &Token| page.slice(it.bytes.clone()).chars().count() == 1;
        let start = first.bytes.start;
        let fits = self.at == self.head
            && start >= self.floor
            && self.reach == Reach::NearPlace
            && [first, last].into_iter().all(one)
            && is_county(page, page.slice(start..self.at));
        fits.then_some(start)
    }

    /// Whether a word stands before the place that a park's name begins with: 助推|海口高新区.
    fn is_before_place(&self, token: &Token) -> bool {
        token.class != Class::Proper && self.begins_with_place()
    }

    /// Whether a place begins where the walk through a park's name has come to, before its head.
    pub(super) fn begins_with_place(&self) -> bool {
        let page = self.page;
        let mut hits = page.hits_at(self.at);
        let near = self.reach == Reach::NearPlace && self.at < self.head;
        near && hits.any(|it| page.is_in(Scheme::Place, it))
    }
}

/// Where a guessed word begins without what the segmenter glued to it: 暨|仲恺, 城和|金积嘉.
pub(super) fn behind_glued(page: &Page<'_>, token: &Token) -> usize {
    let Range { start, end } = token.bytes;
    if token.known {
        return start;
    }
    let joined = page
        .words_in("list_mark", &token.bytes)
        .filter(|it| it.start > start && it.end + 6 <= end)
        .last();
    if let Some(mark) = joined {
        return mark.end;
    }
    let glued = page
        .word_at("glued", start)
        .filter(|hit| hit.end < end && end - start <= GUESS);
    glued.map_or(start, |it| it.end)
}

/// Whether a number with such a unit says how large the thing of a project is: 12英寸, 1500吨.
pub(super) fn is_size(class: Option<UnitClass>) -> bool {
    let counts = |it| {
        matches!(
            it,
            UnitClass::Currency
                | UnitClass::Counter
                | UnitClass::Kind
                | UnitClass::Percent
                | UnitClass::Time
                | UnitClass::Area
        )
    };
    class.is_none_or(|it| !counts(it))
}

/// Whether names of this scheme occur inside other names.
fn can_be_part(scheme: Scheme) -> bool {
    matches!(
        scheme,
        Scheme::Place | Scheme::Company | Scheme::Industry | Scheme::Agency | Scheme::Park
    )
}

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::{check_companies, check_parks};

    #[test]
    fn a_city_belongs_to_the_name_that_goes_on_behind_it() {
        check_parks(
            "潮州市径芷产业转移工业园投产。",
            &["潮州市径芷产业转移工业园"],
        );
        check_parks("上海市微电子工业区投产。", &["上海市微电子工业区"]);
        check_parks("鹰潭市贵溪工业园区投产。", &["贵溪工业园区"]);
    }

    #[test]
    fn a_county_of_two_words_belongs_to_the_name() {
        check_parks(
            "丰城工业园区 上高工业园区",
            &["丰城工业园区", "上高工业园区"],
        );
    }

    #[test]
    fn a_name_does_not_reach_over_directions_and_old_names() {
        check_parks(
            "园区下分农副产品加工产业园、生物制药产业园。",
            &["农副产品加工产业园", "生物制药产业园"],
        );
        check_companies("西邻华芷化工集团物流公司。", &["华芷化工集团物流公司"]);
    }

    #[test]
    fn a_country_belongs_to_the_name_before_a_bracket() {
        check_parks(
            "中国(包头)稀土新材料产业园投产。",
            &["中国(包头)稀土新材料产业园"],
        );
    }
}
