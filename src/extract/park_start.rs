//! Where the name of a park begins: at its place, at the park that it is part of, at the first of two industries.

use crate::extract::bare_name::has_own_word;
use crate::extract::boundary::{Reach, is_full_place, name_start, trimmed_start};
use crate::extract::page::{Name, Page};
use crate::extract::segment::Class;
use crate::extract::sentence::Sentence;
use crate::extract::stem::{has_proper, is_generic};
use crate::extract::told_park::is_opened;
use crate::extract::told_project::is_own_base;
use crate::lexicon::{Hit, Scheme};
use crate::model::EntityKind;

/// Leaves the sector out that a list of titles writes before a park: 新材料·|上海金山工业园区.
pub(super) fn without_sector(page: &Page<'_>, name: &mut Name) {
    let text = page.slice(name.bytes.clone());
    let parts = text.split_once('·').filter(|(sector, _)| {
        let sector = sector.split('(').next().unwrap_or_default(); // 新材料(化工)·|江苏泰兴经济开发区
        name.kind == EntityKind::Park && page.is_named_in(Scheme::Industry, sector)
    });
    if let Some((_, park)) = parts {
        name.bytes.start = name.bytes.end - park.len();
        park.clone_into(&mut name.name);
    }
}

/// 正安年鉴(2020)·经济开发区: whether a park's name is the title of a chapter of a yearbook.
pub(super) fn names_book(page: &Page<'_>, name: &Name) -> bool {
    name.kind == EntityKind::Park && page.has_word_in("book_word", &name.bytes)
}

/// Where a park's name begins that only the city or county before it makes one: 深圳市|现代家电产业集聚|基地.
pub(super) fn with_place(
    page: &Page<'_>,
    start: usize,
    head: Hit,
    kind: EntityKind,
) -> Option<usize> {
    let stem = page.slice(start..head.start);
    let described = stem.chars().nth(3).is_some()
        && !is_generic(page, stem, kind)
        && page.word_at("honor_level", start).is_none();
    let bare = kind == EntityKind::Park
        && page.is_word("weak_park_head", page.written(head))
        && !has_proper(page, start, head.start);
    let place = || page.hits_ending(start).find(|&it| is_full_place(page, it));
    let place = (described && bare).then(place).flatten()?;
    let city = ["city_head", "county_head", "district_head"];
    let ends = |list: &str| page.word_ending(list, place.end).is_some();
    city.iter().any(|it| ends(it)).then_some(place.start)
}

/// Where a part of a park begins that is named by its place or side alone: 漕河泾开发区|遵义分区, 自贸区|宜昌片区.
pub(super) fn with_parent(
    page: &Page<'_>,
    sentence: &Sentence,
    start: usize,
    head: Hit,
) -> Option<usize> {
    page.word_ending("part_head", head.end)?;
    let stem = page.slice(start..head.start);
    // 遵义|分区, 钦州港|片区
    let near = stem.chars().count() <= SHORT;
    let mut places = page.hits_at(start);
    let place = places.any(|it| {
        let whole = it.end == head.start || near && it.end < head.start;
        whole && page.is_in(Scheme::Place, it)
    });
    let part = place || page.is_word("side", stem);
    let parent = page
        .word_ending("park_head", start)
        .or_else(|| page.word_ending("free_trade_zone", start))
        .filter(|it| part && it.start >= sentence.bytes.start)?;
    let known = page
        .hits_ending(start)
        .find(|&it| page.is_in(Scheme::Park, it))
        .map(|it| it.start);
    let walked = name_start(page, parent.start, sentence.bytes.start, Reach::NearPlace);
    let walked = trimmed_start(page, walked, parent);
    let start = known.map_or(walked, |it| it.min(walked));
    Some(before_remark(page, start).unwrap_or(start))
}

/// 中国(辽宁)|自由贸易试验区: where the nation begins whose part stands in brackets.
fn before_remark(page: &Page<'_>, start: usize) -> Option<usize> {
    let (before, place) = page.slice(0..start).strip_suffix(')')?.rsplit_once('(')?;
    let nation = page.word_ending("nation", before.len())?;
    page.is_named_in(Scheme::Place, place)
        .then_some(nation.start)
}

/// Where a park begins whose name joins two industries: 石化|及|精细化工产业园.
pub(super) fn with_half(page: &Page<'_>, start: usize) -> Option<usize> {
    let mark = page
        .word_ending("name_joint", start)
        .or_else(|| joined_half(page, start))?;
    let half = page
        .hits_ending(mark.start)
        .find(|&it| page.is_in(Scheme::Industry, it))
        .map(|it| it.start)
        .or_else(|| {
            let token =
                page.token_over(page.sentence_at(mark.start)?, mark.start.checked_sub(1)?)?;
            let noun = matches!(token.class, Class::Noun | Class::Proper);
            (noun && token.bytes.end == mark.start).then_some(token.bytes.start)
        })?;
    let place = page
        .hits_ending(half)
        .find(|&it| page.is_in(Scheme::Place, it));
    let half = place.map_or(half, |it| it.start); // 武汉|通用航空|及
    let modifier = page.word_ending("industry_modifier", half);
    let half = modifier.map_or(half, |it| it.start); // 新型|建材|与
    let before = page.slice(0..half);
    let led = before.ends_with(page.lexicon.particle())
        || !before.ends_with(char::is_alphanumeric)
        || page.word_ending("name_stop", half).is_some();
    led.then_some(half)
}

/// 新型建材|与|家居产业园: the mark between two industries that begin the name of a park together.
fn joined_half(page: &Page<'_>, start: usize) -> Option<Hit> {
    let mark = page.word_ending("list_mark", start)?;
    let known = |it: Hit| page.is_in(Scheme::Industry, it);
    let both = page.hits_ending(mark.start).any(known) && page.hits_at(start).any(known);
    (both && page.is_word("inner_mark", page.written(mark))).then_some(mark)
}

/// Whether a company in full and only words that name nothing stand before a head: 某有限公司|利用|园区.
pub(super) fn is_used_by_company(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let form = page.words_in("legal_form", &(start..head.start)).last();
    form.is_some_and(|it| {
        let stem = page.slice(it.end..head.start);
        page.is_word("name_part", stem) || is_generic(page, stem, EntityKind::Park)
    })
}

/// Where a park's name begins that a brand precedes and a place: 群创光电|佛山产业新城.
pub(super) fn with_company(page: &Page<'_>, start: usize, head: Hit) -> Option<usize> {
    let place = |it: Hit| it.end < head.start && page.is_in(Scheme::Place, it);
    let brand = |end: usize| {
        let mut hits = page.hits_ending(end);
        hits.find(|&it| {
            page.is_in(Scheme::Company, it) && page.written(it).chars().nth(1).is_some()
        })
    };
    let trade = page.word_ending("company_suffix_weak", start);
    let placed = page.hits_at(start).any(place);
    let company = || brand(start).or_else(|| brand(trade?.start));
    placed.then(company).flatten().map(|it| it.start)
}

/// Where the side begins that alone stands before the head of a park: 东部|产业园.
pub(super) fn side_before(page: &Page<'_>, start: usize, head: Hit) -> Option<usize> {
    let side = page.word_ending("side", start);
    side.filter(|_| start == head.start).map(|it| it.start)
}

/// Where the name of a park begins that is called by its side: 落户|北部|工业园.
pub(super) fn with_side(page: &Page<'_>, start: usize, head: Hit) -> Option<usize> {
    let side = side_before(page, start, head)?;
    let before = page.slice(0..side).chars().next_back();
    let marked = before.is_none_or(|it| !it.is_alphanumeric());
    let verbs = ["locative", "preposition", "settle", "locative_mark"];
    let led = verbs.iter().any(|it| page.word_ending(it, side).is_some());
    (marked || led).then_some(side)
}

/// Where a park's name begins that a dash or a dot joins to a place or to the beginning of a quotation: 成都-|阿坝工业园,
/// “上海金桥·|黄桥产业园”.
pub(super) fn before_dash(page: &Page<'_>, start: usize) -> usize {
    let before = page.slice(0..start);
    let Some(stem) = before.strip_suffix(['-', '—', '―', '·']) else {
        return start;
    };
    let place = page
        .hits_ending(stem.len())
        .find(|&it| page.is_in(Scheme::Place, it))
        .map(|it| it.start);
    let word = stem.len() - stem.trim_end_matches(char::is_alphabetic).len();
    let quoted = stem
        .get(..stem.len() - word)
        .is_some_and(|it| it.ends_with('“'));
    let quoted = (quoted && (1..=JOINED).contains(&word)).then(|| stem.len() - word);
    quoted.or(place).unwrap_or(start)
}

/// Where the name of a park begins that a quotation holds whole: “|感芷物联网产业园|”.
pub(super) fn behind_quote(page: &Page<'_>, start: usize, head: Hit) -> usize {
    let before = page.slice(0..start);
    let word = before.trim_end_matches(char::is_alphanumeric);
    let lead = word.len()..start;
    let short = (1..=QUOTED).contains(&page.slice(lead.clone()).chars().count());
    let quoted = word.ends_with('“') && page.rest(head.end).starts_with('”');
    let lists = ["particle", "vision_verb", "name_divider"];
    let held = lists
        .iter()
        .any(|it| page.words_in(it, &lead).any(|it| page.stands_alone(it)));
    let place = |it: Hit| page.is_in(Scheme::Place, it);
    let plain = page.measures_in(&lead).is_empty()
        && page.moments_in(&lead).is_empty()
        && !page.hits_at(word.len()).any(place);
    if quoted && short && plain && !held {
        word.len()
    } else {
        start
    }
}

/// How many characters of a quoted name may be no part of it elsewhere.
const QUOTED: usize = 4;

/// How many bytes the first part of a joined name may have: eight characters.
const JOINED: usize = 24;

/// Whether a base is the plant of the company that its name begins with: 吉利汽车|宝鸡基地.
pub(super) fn is_plant(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let stem = start..head.start;
    let known = page
        .hits_at(start)
        .any(|it| it.end <= head.start && page.is_in(Scheme::Company, it));
    let formed = || {
        let inside = |it: &Hit| it.start > start && it.end < head.start;
        let own = |it: Hit| has_own_word(page, &(start..it.start));
        page.words_in("company_suffix_legal", &stem)
            .any(|it| inside(&it))
            || page
                .words_in("company_suffix_weak", &stem)
                .any(|it| inside(&it) && own(it))
    };
    // 苏州某某磁材|崇仁|基地: where a base is stands behind whose it is.
    let placed = || {
        let mut places = page.hits_ending(head.start);
        places.any(|it| {
            let owner = start..it.start.max(start);
            let long = page.slice(owner.clone()).chars().nth(3).is_some();
            long && page.is_in(Scheme::Place, it) && has_own_word(page, &owner)
        })
    };
    let torn = page.slice(stem.clone()).contains('(') && !page.slice(stem.clone()).contains(')');
    let plant = page.is_word("plant_head", page.written(head)) && (known || formed() || placed());
    !torn && (plant || is_own_base(page, start, head))
}

/// How many characters the name of a place with its kind may have that names a part of a park.
const SHORT: usize = 4;

/// How many names of a page are asked for the company of a plant.
const MANY: usize = 2000;

/// Makes a project of a base whose name begins with a company that the page names: 昌河汽车|洪源新基地.
pub(super) fn name_plant(page: &Page<'_>, name: &mut Name) {
    let base = page.word_ending("base_head", name.bytes.end).is_some();
    let torn = name.name.contains('(') && !name.name.contains(')');
    if name.kind != EntityKind::Park || !base || torn {
        return;
    }
    let mut names = page.names.iter().take(MANY);
    let owned = names.any(|it| {
        let rest = name.name.strip_prefix(it.name.as_str());
        it.kind == EntityKind::Company && rest.is_some_and(|rest| !rest.is_empty())
    });
    if owned {
        name.kind = EntityKind::Project;
    }
}

/// Where a park's name begins of which one character was left behind a mark: ；|城|芷港区石化产业园.
pub(super) fn with_initial(page: &Page<'_>, floor: usize, start: usize) -> Option<usize> {
    let first = page.slice(floor..start).chars().next_back()?;
    let at = start - first.len_utf8();
    let before = page.slice(floor..at).chars().next_back();
    let marked = before.is_none_or(|it| matches!(it, '，' | '；' | '。' | '、'));
    let lists = ["name_stop", "glued", "name_prefix", "preposition"];
    let held = lists.iter().any(|it| page.word_ending(it, start).is_some());
    let known = page
        .hits_at(start)
        .any(|it| page.is_in(Scheme::Place, it) || page.is_in(Scheme::Park, it));
    let token = page.token_over(page.sentence_at(at)?, at)?;
    let noun = matches!(token.class, Class::Noun | Class::Adjective | Class::Proper);
    let own = first.is_alphabetic() && !first.is_ascii() && noun;
    let points = page.word_at("point_inner", at).is_some();
    (own && marked && !held && !known && !points).then_some(at)
}

/// Where a park's name begins behind the bare word for the zone that it lies in: 试验区|大柴旦工业园.
pub(super) fn behind_whole(
    page: &Page<'_>,
    start: usize,
    head: Hit,
    kind: EntityKind,
) -> Option<usize> {
    let whole = page
        .word_at("park_head", start)
        .filter(|it| it.end < head.start)?;
    let own = has_proper(page, whole.end, head.start) || is_opened(page, whole.end, head);
    (kind == EntityKind::Park && own).then_some(whole.end)
}

/// Where a name begins behind what another zone becomes: 某经开区“变身”|高新区.
pub(super) fn behind_change(page: &Page<'_>, start: usize, head: Hit) -> Option<usize> {
    let stem = start..head.start;
    let change = page.words_in("zone_change", &stem).last()?;
    let zone = page.has_word_in("park_head", &(start..change.start));
    let closed = page.rest(change.end).starts_with('”');
    let end = change.end + if closed { '”'.len_utf8() } else { 0 };
    zone.then_some(end)
}

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::check_parks;

    #[test]
    fn one_character_behind_a_mark_begins_the_name() {
        check_parks("；新芷兴硅科技产业园投产。", &["新芷兴硅科技产业园"]);
        check_parks("占生物医药园的一半。", &["生物医药园"]);
    }

    #[test]
    fn the_sector_of_a_list_of_titles_is_no_part_of_the_name() {
        check_parks(
            "入选的有新材料·上海金山工业园区、北京·沧州渤海新区生物医药产业园。",
            &["上海金山工业园区", "北京·沧州渤海新区生物医药产业园"],
        );
    }

    #[test]
    fn a_side_begins_the_name_of_a_park_behind_a_mark_or_a_verb_of_settling() {
        check_parks("企业落户北部工业园。", &["北部工业园"]);
        check_parks("西部综合园区重点发展电子信息。", &["西部综合园区"]);
    }

    #[test]
    fn a_brand_and_a_place_begin_one_name_and_a_company_that_uses_a_zone_none() {
        check_parks("群创光电佛山产业新城投产。", &["群创光电佛山产业新城"]);
        check_parks("青海芷云化肥有限公司利用园区副产硫酸。", &[]);
    }

    #[test]
    fn a_quotation_holds_the_whole_name() {
        check_parks("“感芷物联网产业园”投用。", &["感芷物联网产业园"]);
        check_parks("“打造物联网产业园”的目标。", &[]);
    }

    #[test]
    fn two_industries_and_the_place_before_them_begin_one_name() {
        check_parks(
            "玩具产业园、新型建材与纺织产业园。",
            &["玩具产业园", "新型建材与纺织产业园"],
        );
        check_parks(
            "株洲轨道交通及航空产业园很忙。",
            &["株洲轨道交通及航空产业园"],
        );
    }
}
