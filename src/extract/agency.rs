//! Public bodies: whether a head and the words before it name one.

use crate::extract::boundary::{Reach, crosses_known, name_start};
use crate::extract::page::Page;
use crate::extract::segment::Class;
use crate::extract::stem::has_proper;
use crate::lexicon::{Hit, Scheme};

/// How many characters a name has at most that ends in a head which needs a place (局, 委): what is longer holds more than a name.
const LONGEST: usize = 14;
/// How many it has at most if it ends in the word for a centre: what is longer is the middle of something, or a part of a company.
const LONGEST_CENTRE: usize = 9;

/// Whether a sentence is the line of those to whom a notice goes, which begins with all of a class: 各市经信局、|生态环境局：.
fn is_addressed_class(page: &Page<'_>, at: usize) -> bool {
    let sentence = page.sentence_at(at).map(|it| &page.sentences[it]);
    sentence.is_some_and(|it| {
        let all = page.word_at("all_of_class", it.bytes.start).is_some();
        all && page
            .slice(it.bytes.clone())
            .trim_end()
            .ends_with([':', '：'])
    })
}

/// A short head such as 局 makes a body only behind a place; 格局 and 东部 are none.
pub(super) fn is_body(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let written = page.written(head);
    let excluded = page
        .word_ending("not_agency", head.end)
        .is_some_and(|hit| hit.end - hit.start > head.end - head.start)
        || page.is_word("not_agency", written)
        || page.word_at("site_end", head.end).is_some()
        || page
            .word_at("office_holder", head.start)
            .is_some_and(|it| it.end > head.end)
        || is_inside_word(page, start, head);
    let needs_place = written.chars().count() == 1 || page.is_word("agency_place_only", written);
    // 广东省东莞市几何|中心 is none.
    let centre = page.is_word("middle", written);
    let longest = if centre { LONGEST_CENTRE } else { LONGEST };
    let fields = fields_start(page, start, head.start);
    let length = page
        .slice(start..fields.unwrap_or(head.start))
        .chars()
        .count()
        + written.chars().count();
    // 武汉|站 is where trains stop, 某某集团|技术中心 a part of a company.
    let station = page.is_word("station_head", written)
        && page
            .hits_ending(head.start)
            .any(|it| it.start == start && page.is_in(Scheme::Place, it));
    let organ = page.word_ending("company_organ", head.end);
    let organ = organ.is_some_and(|it| page.word_ending("owner_form", it.start).is_some());
    let excluded = excluded || station || organ;
    let field = !centre && fields == Some(start) && !is_addressed_class(page, start);
    let placed = || begins_with_place(page, start, head);
    // 青杉经开区|管委会, where the segmenter guesses 日青杉 behind a date
    let zone = page.word_ending("park_head", fields.unwrap_or(head.start));
    let zoned = zone.is_some_and(|it| it.start > start);
    if page.is_word("daughter_head", written) && with_parent(page, start, head.end, head).is_none()
    {
        return false;
    }
    let named = if needs_place {
        let placed = || fields.is_some() && zoned || placed();
        field || length <= longest && placed() && !is_middle(page, start, head)
    } else {
        let proper = || has_proper(page, start, head.start);
        field || zoned || placed() || is_national(page, start) || proper()
    };
    !excluded && named
}

/// Where the fields of government begin that end here, of which a body may have several: 应急管理|和生态环境, 规划|建设和自然资源.
pub(super) fn fields_start(page: &Page<'_>, floor: usize, end: usize) -> Option<usize> {
    let field = |end: usize| {
        page.word_ending("agency_field", end)
            .filter(|it| it.start >= floor)
    };
    let mut start = field(end)?.start;
    loop {
        let joint = page.word_ending("field_joint", start);
        let joined = joint
            .and_then(|it| field(it.start))
            .or_else(|| field(start));
        let Some(before) = joined.filter(|it| it.start + ONE < it.end) else {
            return Some(start);
        };
        start = before.start;
    }
}

/// How long a field of one character is, in bytes: 编 stands before no other.
const ONE: usize = 3;

/// Whether a head of one character only ends a common noun of the dictionary, or goes on in one: 结合|部, 常|委.
fn is_inside_word(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let led = page.word_at("office_holder", head.end).is_some(); // 局|局长
    if !led && crosses_known(page, &(head.end..head.end)) {
        return true;
    }
    let token = page
        .sentence_at(head.start)
        .and_then(|it| page.token_over(it, head.start));
    let office = page.is_word("office_head", page.written(head));
    token.is_some_and(|it| {
        let inside = it.bytes.start < head.start && it.bytes.end == head.end;
        let field = fields_start(page, start, head.start).is_some();
        let word = it.known && it.class != Class::Proper;
        office && inside && word && !field
    })
}

/// Where the name of an institute begins whose university or academy stands before it, or of the committee of a known zone:
/// 中国医学科学院|输血研究所, 中马钦州产业园区|管委会.
pub(super) fn with_parent(page: &Page<'_>, floor: usize, start: usize, head: Hit) -> Option<usize> {
    let zones = page.hits_ending(head.start);
    let zones = zones.filter(|&it| page.is_in(Scheme::Park, it) && it.start >= floor);
    let zone = zones.min_by_key(|it| it.start); // 中马|钦州产业园区
    if let Some(zone) = zone {
        return (zone.start < start).then_some(zone.start);
    }
    if !page.is_word("research_head", page.written(head)) {
        return None;
    }
    let floor = floor.max(head.start.saturating_sub(INSTITUTE));
    let floor = (floor..head.start).find(|&it| page.text.is_char_boundary(it))?;
    let academy = |it: &Hit| {
        let known = page.is_in(Scheme::Agency, *it);
        (known || page.is_word("academy_head", page.written(*it))) && it.end <= head.start
    };
    let parent = page.hits_in(floor..head.start).filter(academy).last()?;
    let joined = holds_together(page, parent.end, head.start);
    let known = page.is_in(Scheme::Agency, parent);
    let begins = || name_start(page, parent.start, floor, Reach::AnyPlace);
    joined.then(|| if known { parent.start } else { begins() })
}

/// Where the name of a body begins behind the university that builds it with others, or the zone that does: 浙芷大学|共建|某某创新中心,
/// 某协会与太仓高新区|共建|研究中心.
pub(super) fn behind_joint(page: &Page<'_>, start: usize, head: Hit) -> usize {
    let stem = start..head.start;
    let joint = page.words_in("joint_founding", &stem);
    let ends = ["academy_head", "agency_head", "park_head"];
    let founded = |it: &Hit| {
        ends.iter()
            .any(|list| page.word_ending(list, it.start).is_some())
    };
    joint.filter(founded).last().map_or(start, |it| it.end)
}

/// Whether no word between a body and the head of its institute ends a name.
fn holds_together(page: &Page<'_>, start: usize, end: usize) -> bool {
    let between = start..end;
    let plain = page
        .slice(between.clone())
        .chars()
        .all(|it| it.is_alphanumeric() || matches!(it, '(' | ')'));
    let lists = ["name_stop", "particle"];
    let mut stops = lists.iter().flat_map(|it| page.words_in(it, &between));
    let mark = |it: Hit| page.is_word("list_mark", page.written(it)); // 材料技术与工程研究所
    let part = |it: Hit| page.is_word("name_part", page.written(it));
    // 中科院某研究所与榆林高新区|共建|某研究院
    let plain = plain && !page.has_word_in("joint_founding", &between);
    plain && !stops.any(|it| page.stands_alone(it) && !mark(it) && !part(it))
}

/// How far before the head of an institute its university may end, in bytes: twenty-two characters.
const INSTITUTE: usize = 66;

/// Moves over words that lead to a body and are no part of its name: 经|省科技厅, 月初报|市人民政府.
pub(super) fn behind_lead(page: &Page<'_>, start: usize, head: Hit) -> usize {
    let stem = start..head.start;
    let leads = page.words_in("agency_lead", &stem);
    let ends = leads.map(|it| it.end).filter(|&end| end < head.start);
    let park = |end: usize| page.hits_at(end).any(|it| page.is_in(Scheme::Park, it));
    let place = |&end: &usize| begins_with_place(page, end, head) || park(end);
    // 主任某某|率|芷港新城管委会
    let led = page.words_in("delegation_lead", &stem);
    let led = led.filter(|it| it.end < head.start && page.stands_alone(*it));
    ends.filter(place)
        .chain(led.map(|it| it.end))
        .max()
        .unwrap_or(start)
}

/// The middle of a town, and no body there: 内蒙古包头市|中心.
fn is_middle(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let middle = page.is_word("middle", page.written(head));
    let placed = |it: Hit| page.is_in(Scheme::Place, it) && it.start >= start;
    middle && page.hits_ending(head.start).any(placed)
}

/// Whether a body is one of the nation, or of a level: 国家|油气钻井装备工程技术研究中心.
fn is_national(page: &Page<'_>, start: usize) -> bool {
    let lists = ["nation", "honor_level", "body_level"];
    lists.iter().any(|it| page.word_at(it, start).is_some())
}

/// Whether a stem is a field of government, with or without the level before it: 省|科技.
pub(super) fn is_field(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let level = page
        .word_at("implied_place", start)
        .filter(|it| it.end < head.start);
    let stem = level.map_or(start, |it| it.end)..head.start;
    page.is_word("agency_field", page.slice(stem))
}

/// Whether what begins here is a place, or a word that stands for one (市, 省).
pub(super) fn begins_with_place(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let implied = page.word_at("implied_place", start);
    let holds = |hit: Hit| {
        hit.end <= head.start && (page.is_in(Scheme::Place, hit) || page.is_in(Scheme::Agency, hit))
    };
    implied.is_some_and(|hit| hit.end <= head.start) || page.hits_at(start).any(holds)
}

/// Whether a head of one character is the end of a town's own name: 八|所|镇.
pub(super) fn begins_town(page: &Page<'_>, head: Hit) -> bool {
    let one = page.written(head).chars().nth(1).is_none();
    one && page.word_at("town_end", head.end).is_some()
}

/// 生态环境部|商务部|科技部: whether a text is made of several known bodies, one right behind the other.
pub(super) fn is_row_of_bodies(page: &Page<'_>, start: usize, end: usize) -> bool {
    let mut at = start;
    let mut count = 0;
    while at < end {
        let mut hits = page.hits_at(at);
        let body = hits.find(|&it| {
            page.is_in(Scheme::Agency, it)
                && it.end <= end
                && page.word_ending("body_in_row", it.end).is_some()
        });
        let Some(body) = body else {
            return false;
        };
        at = body.end;
        count += 1;
    }
    count > 1
}

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::check_names;
    use crate::model::EntityKind;

    #[track_caller]
    fn check(text: &str, agencies: &[&str]) {
        check_names(text, EntityKind::Agency, agencies);
    }

    #[test]
    fn a_committee_behind_a_date_is_that_of_its_zone() {
        check(
            "2021年6月15日青杉经开区管委会发布通知。",
            &["青杉经开区管委会"],
        );
    }

    #[test]
    fn bodies_in_a_row_are_one_each() {
        check(
            "生态环境部商务部科技部联合发文。",
            &["生态环境部", "商务部", "科技部"],
        );
    }

    #[test]
    fn those_of_all_cities_to_whom_a_notice_goes_are_no_bodies() {
        check("各市经信局、生态环境局、交通运输局：", &[]);
    }

    #[test]
    fn the_end_of_a_common_noun_is_no_body() {
        check("位于淄博市与潍坊市结合部。", &[]);
        check("茂名市委常委、市委宣传部部长出席。", &["市委宣传部"]);
        check("位于广东省东莞市几何中心。", &[]);
    }

    #[test]
    fn the_middle_of_a_town_is_no_body() {
        check("位于江西省抚州市中心城区南侧。", &[]);
        check("距包头市中心8公里。", &[]);
        check("由包头市检测中心出具。", &["包头市检测中心"]);
    }

    #[test]
    fn an_institute_begins_with_its_academy() {
        check(
            "公司与中国医学科学院输血研究所合作。",
            &["中国医学科学院输血研究所"],
        );
        check(
            "中科院宁波材料技术与工程研究所签约。",
            &["中科院宁波材料技术与工程研究所"],
        );
        check("云湖集团研发中心投用。", &[]);
    }

    #[test]
    fn the_committee_of_a_zone_begins_with_its_longest_name() {
        check("中马钦州产业园区管委会介绍。", &["中马钦州产业园区管委会"]);
    }

    #[test]
    fn a_body_begins_behind_who_founds_it_with_others() {
        check("公司与华南师范大学共建研发中心。", &["华南师范大学"]);
        check(
            "中国科学院大连化学物理研究所与榆林高新区共建洁净能源创新研究院。",
            &["中国科学院大连化学物理研究所"],
        );
        check(
            "弗劳恩霍夫协会与太仓高新区共建研究中心。",
            &["弗劳恩霍夫协会"],
        );
        check("双方在齐齐哈尔高新区设站。", &[]);
    }

    #[test]
    fn a_station_and_a_part_of_a_company_are_no_bodies() {
        check("距武汉站40公里。", &[]);
        check("云芷集团技术中心主任说。", &[]);
    }

    #[test]
    fn who_goes_with_an_officer_and_whose_works_are_counted_are_bodies() {
        check(
            "主任薛良率青杉新城管委会、市建交委前往。",
            &["青杉新城管委会", "市建交委"],
        );
        check("自治区卫生健康委1个，县城1个。", &["自治区卫生健康委"]);
    }

    #[test]
    fn a_body_may_have_several_fields() {
        check(
            "青杉高新区市场监管和应急管理局、规划建设与自然资源局发布通知。",
            &["青杉高新区市场监管和应急管理局", "规划建设与自然资源局"],
        );
        check("青杉市科技局和财政局发文。", &["青杉市科技局", "财政局"]);
        check("青杉高新区社会事务局发文。", &["青杉高新区社会事务局"]);
        check("青杉高新区应急管理和生态环境局面良好。", &[]);
    }

    #[test]
    fn a_class_of_bodies_is_none() {
        check("是全市的政治、经济、文化中心。", &[]);
        check("园区建成智能化信息管理中心。", &[]);
        check(
            "国家油气装备工程技术研究中心通过验收。",
            &["国家油气装备工程技术研究中心"],
        );
    }
}
