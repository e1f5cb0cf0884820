//! Where a title begins: at its level (国家级), at its place, or right behind what governs it; never before a word that a
//! title does not reach over.

use crate::extract::boundary::is_full_place;
use crate::extract::division::has_short_place;
use crate::extract::leading::behind_remark;
use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Page};
use crate::extract::sentence::Sentence;
use crate::lexicon::{Hit, Scheme};
use crate::model::EntityKind;
use crate::quantity::UnitClass;

/// How far behind a verb of conferral a level may stand, in bytes: six characters.
const NEAR: usize = 18;

/// Where a title begins, and how sure that is: at its level, or right behind the verb that confers it.
pub(super) fn title_start(page: &Page<'_>, floor: &Floor, head: Hit) -> Option<(usize, f64)> {
    let region = floor.at..head.start;
    let mut levels = page.words_in("honor_level", &region);
    // 蓄电池综合利用|行业|规范企业: the trade has its name before the word.
    let inner = |it: &Hit| it.start > floor.at && page.is_word("inner_level", page.written(*it));
    let level = levels.find(|it| !inner(it));
    let place = full_place(page, &region);
    let starts = level.into_iter().chain(place).map(|it| it.start);
    match starts.min() {
        Some(level) if floor.edge != Edge::Open && level - floor.at <= NEAR => {
            Some((floor.at, 0.88))
        }
        Some(level) => Some((level, 0.85)),
        None if page.is_word("city_of", page.written(head)) => None,
        None if is_zone_after_short_place(page, floor.at, head) => None,
        None => (floor.after_verb || floor.edge == Edge::Led).then_some((floor.at, 0.75)),
    }
}

/// 授予|东明化工园区|称号: whether what ends as zones and titles both do begins with the short name of a place and says no merit.
fn is_zone_after_short_place(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let zone = ["plain_zone", "county_zone"];
    zone.iter().any(|it| page.is_word(it, page.written(head)))
        && !page.has_word_in("title_mark", &(start..head.end))
        && has_short_place(page, page.slice(start..head.start))
}

/// Where a title begins that ends like the name of a park: at its level, if no name stands between.
pub(super) fn park_title_start(page: &Page<'_>, floor: &Floor, head: Hit) -> Option<usize> {
    let region = floor.at..head.start;
    let level = page.words_in("honor_level", &region).next();
    let place = full_place(page, &region).filter(|it| !leads_to_level(page, *it));
    // 认定为|省|示范性产业园: right behind the verb the word for a division is a level.
    let implied = page.word_at("implied_place", floor.at);
    if floor.after_verb && floor.edge != Edge::Open && !floor.listed && implied.is_some() {
        let mut names = page.names_in(&region);
        let other = names.any(|it| !page.is_kind(it, EntityKind::Industry));
        return (!other).then_some(floor.at);
    }
    let start = level.into_iter().chain(place).map(|it| it.start).min()?;
    let fused =
        level.filter(|level| place.is_some_and(|it| level.start < it.end && it.end < level.end)); // 湖北|省|级高新区
    let own = place.filter(|it| it.start == start && fused.is_none());
    let (end, confers) = if let Some(place) = own {
        let title = page.word_ending("honor_head", head.end).is_some();
        let sure = page.word_ending("named_as", floor.at).is_some() && start == floor.at;
        // 获批筹建|吉林省|特色工业园区: what is founded anew has a name without such a word.
        let created = || page.word_ending("create", floor.at).is_some() && start == floor.at;
        let created = created() && page.has_word_in("title_mark", &(place.end..head.end));
        let told = floor.after_verb && (title || floor.listed) || created;
        (place.end, floor.edge == Edge::Led || sure || told)
    } else {
        let level = fused.or_else(|| page.word_at("honor_level", start))?;
        (level.end, true)
    };
    let mut names = page.names_in(&(end..head.start));
    let in_title =
        |it| page.is_kind(it, EntityKind::Industry) || page.is_kind(it, EntityKind::Agency);
    // 国家|进口废物圈区管理园区: what reads like a park as a whole is the title itself.
    let placed = |it: &Bytes| {
        page.hits_in(it.clone())
            .any(|it| page.is_in(Scheme::Place, it))
    };
    let whole = |it: usize| {
        let name = &page.names[it];
        let known = name.rule.as_str().starts_with("lexicon/");
        let led = floor.after_verb && !floor.listed && start == floor.at;
        led && !known && name.bytes.end == head.end && !placed(&name.bytes)
    };
    let named = names.any(|it| !in_title(it) && !whole(it));
    let near = floor.after_verb && floor.edge != Edge::Open && start - floor.at <= NEAR;
    let led = near && page.names_in(&(floor.at..start)).is_empty();
    (confers && !named).then_some(if led { floor.at } else { start })
}

/// 江苏省|首批|省级开发区: whether a batch and a level follow on a place, so that the title begins at its level.
fn leads_to_level(page: &Page<'_>, place: Hit) -> bool {
    let batch = page.word_at("batch", place.end);
    batch.is_some_and(|it| page.word_at("honor_level", it.end).is_some())
}

/// The first place in a range that is written with its kind: 四川省.
pub(super) fn full_place(page: &Page<'_>, bytes: &Bytes) -> Option<Hit> {
    page.hits_in(bytes.clone())
        .find(|&hit| hit.end <= bytes.end && is_full_place(page, hit))
}

/// What stands right before the place where a title can begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    /// Nothing that says so.
    Open,
    /// A verb, the mark of a list or of a quotation.
    Governed,
    /// A word that leads to a title and to nothing else: 确定…为|, 公布|.
    Led,
}

/// Where a title can begin at the earliest.
pub(super) struct Floor {
    pub(super) at: usize,
    /// Whether a verb of conferral governs it.
    after_verb: bool,
    /// Whether it is an item of a list behind the verb.
    listed: bool,
    /// What stands right before it.
    edge: Edge,
}

impl Floor {
    /// Whether nothing in the clause leads to the title.
    pub(super) fn is_free(&self) -> bool {
        self.edge == Edge::Open && !self.after_verb
    }
}

pub(super) fn floor(page: &Page<'_>, sentence: &Sentence, head: Hit) -> Floor {
    let region = clause_of(sentence, head.start).start..head.start;
    let outside = |hit: &Hit| !is_in_closed_quotation(page, &region, *hit); // “绿水青山就|是|金山银山”实践创新基地
    let last = |list: &str| {
        let words = page.words_in(list, &region).filter(outside);
        let whole = |hit: Hit| list != "honor_stop" || page.stands_alone(hit); // 未|来工厂
        let words = words.filter(|it| whole(*it) && !begins_in_word(page, *it)); // 形|成了
        words.map(|hit| hit.end).max()
    };
    let verb = last("honor_verb");
    let stop = last("honor_stop");
    let moments = page
        .moments_in(&region)
        .map(|it| page.moments[it].bytes.end);
    let moment = moments.filter(|&it| it <= head.start).max();
    let mark = page
        .words_in("list_mark", &region)
        .filter(|hit| begins_item(page, &region, (*hit, head)))
        .map(|hit| hit.end)
        .max();
    let breaks = page.words_in("title_break", &region);
    let breaks = breaks.filter(|hit| stands_before(page, *hit));
    let breaks = breaks.map(|hit| hit.end).max();
    let quotation = quotation_start(page, &region);
    let leads = page.words_in("title_lead", &region);
    let lead = leads
        .filter(|hit| stands_before(page, *hit))
        .map(|hit| hit.end)
        .max();
    let year_at = |end: usize| page.moment_at(end).map(|it| page.moments[it].bytes.end);
    let edition = lead.and_then(year_at);
    let year = verb.and_then(year_at); // 认定为|2023年|河南省智能工厂
    let ends = [
        verb,
        stop,
        moment,
        mark,
        last("honor_ordinal"),
        ordinal_end(page, &region).max(item_number_end(page, &region)),
        group_end(page, &region, head),
        breaks,
        holder_end(page, &region),
        quotation,
    ];
    let at = ends.into_iter().flatten().max().unwrap_or(region.start);
    let rest = page.slice(at..head.start);
    let quotes = rest.len() - rest.trim_start_matches(['“', '"', '‘', '《', ' ']).len();
    let whole = quotation == Some(at) && verb.is_some() && page.rest(head.end).starts_with('”');
    let edge = if whole || [lead, edition].contains(&Some(at)) {
        Edge::Led
    } else if [verb, breaks, mark, quotation, year].contains(&Some(at)) {
        Edge::Governed
    } else {
        Edge::Open
    };
    Floor {
        at: after_agency(page, at + quotes, head.start),
        after_verb: verb.is_some() && verb >= stop,
        listed: mark.is_some() && mark > verb,
        edge,
    }
}

/// Whether a found word begins inside a word of the segmenter and ends behind it: 成了 in 形成|了.
fn begins_in_word(page: &Page<'_>, hit: Hit) -> bool {
    let sentence = page.sentence_at(hit.start);
    let token = sentence.and_then(|it| page.token_over(it, hit.start));
    token.is_some_and(|it| it.known && it.bytes.start < hit.start && it.bytes.end < hit.end)
}

/// Whether a word of a range stands in a quotation that ends inside the range.
fn is_in_closed_quotation(page: &Page<'_>, region: &Bytes, hit: Hit) -> bool {
    let before = page.slice(region.start..hit.start);
    let open = before.rfind(['“', '”']).and_then(|it| before.get(it..));
    let open = open.is_some_and(|it| it.starts_with('“'));
    open && page.slice(hit.end..region.end).contains('”')
}

/// Where the quotation begins that holds a head: 获得“A”“|省先进开发区”.
fn quotation_start(page: &Page<'_>, region: &Bytes) -> Option<usize> {
    let before = page.slice(region.clone());
    let open = before.rfind('“')?;
    let closed = before.get(open..)?.contains('”');
    (!closed).then(|| region.start + open + '“'.len_utf8())
}

/// Whether a word is one for the segmenter, or stands right before a level or a batch: 为|首批, where 为首 is a word as well.
fn stands_before(page: &Page<'_>, hit: Hit) -> bool {
    page.stands_alone(hit)
        || page.word_at("batch", hit.end).is_some()
        || page.word_at("honor_level", hit.end).is_some()
}

/// The end of an ordinal before a title: 全国|第18个|国家级新区.
fn ordinal_end(page: &Page<'_>, region: &Bytes) -> Option<usize> {
    let marks = page.words_in("ordinal_mark", region);
    let ends = marks.filter_map(|hit| {
        let rest = page.slice(hit.end..region.end);
        let number = rest.find(|it: char| !it.is_ascii_digit())?;
        let counter = page.word_at("ordinal_counter", hit.end + number)?;
        (number > 0).then_some(counter.end)
    });
    ends.max()
}

/// The end of the last number of an item in a list that runs on in one line: 甲产业集聚区6.|西峡县产业集聚区.
fn item_number_end(page: &Page<'_>, region: &Bytes) -> Option<usize> {
    let text = page.slice(region.clone());
    let points = text.match_indices('.').map(|(at, _)| at).rev();
    let mut ends = points.filter(|&at| {
        let (before, behind) = (text.get(..at), text.get(at + 1..));
        let digit = before.is_some_and(|it| it.ends_with(|it: char| it.is_ascii_digit()));
        let letter = |it: char| it.is_alphabetic() && !it.is_ascii();
        digit && behind.is_some_and(|it| it.starts_with(letter))
    });
    ends.next().map(|at| region.start + at + 1)
}

/// The end of the number of those who hold a title, of whom one is spoken of: 首批|14个|国家级开发区|之一.
fn group_end(page: &Page<'_>, region: &Bytes, head: Hit) -> Option<usize> {
    page.word_at("among_others", head.end)?;
    let counted = page.measures_in(region).next_back()?;
    let measure = &page.measures[counted];
    (measure.unit_class == Some(UnitClass::Counter)).then_some(measure.bytes.end)
}

/// The end of the last zone or company that stands right before a level: 某经开区|国家生态工业示范园区.
fn holder_end(page: &Page<'_>, region: &Bytes) -> Option<usize> {
    let names = page.names_in(region).map(|it| &page.names[it]);
    let holders = names.filter(|it| matches!(it.kind, EntityKind::Park | EntityKind::Company));
    let ends = holders.map(|it| it.bytes.end).filter(|&end| {
        let open = page.rest(end).starts_with('“');
        let next = if open { end + '“'.len_utf8() } else { end };
        end < region.end && page.word_at("honor_level", next).is_some()
    });
    ends.max()
}

/// Whether a list mark separates titles: 、 always, 和 only before a new level or after a finished title.
fn begins_item(page: &Page<'_>, region: &Bytes, (mark, head): (Hit, Hit)) -> bool {
    if page.written(mark) == "、" {
        return true;
    }
    let next = page
        .word_at("honor_level", mark.end)
        .is_some_and(|hit| hit.end < head.end);
    let quoted = page.slice(mark.end..head.end).starts_with('“');
    // 省级高新区|和|经济技术开发区, but not 某高新区|和|某基地.
    let zone = page.word_ending("title_of_zone", mark.start).is_some()
        && page.has_word_in("honor_level", &(region.start..mark.start));
    let done = page.word_ending("honor_head", mark.start).is_some() || zone;
    let remarked = page.slice(region.start..mark.start).ends_with(')'); // H(食品)|和|H
    next || quoted || done || remarked
}

/// Moves over the bodies that grant the title: 财政部|循环化改造示范试点园区.
pub(super) fn after_agency(page: &Page<'_>, floor: usize, head: usize) -> usize {
    let mut at = floor;
    let named = |at: usize| {
        let name = page.name_at(at).map(|it| &page.names[it]);
        name.filter(|it| it.kind == EntityKind::Agency)
            .map(|it| it.bytes.end)
    };
    // A longer name may have taken the place of that of the body: 工信部|绿色工厂.
    let known = |at: usize| {
        let hits = page.hits_at(at);
        let bodies = hits.filter(|it| page.is_in(Scheme::Agency, *it));
        bodies.map(|it| it.end).max()
    };
    while let Some(end) = named(at).or_else(|| known(at)).filter(|it| *it <= head) {
        at = end;
    }
    at
}

/// Whether a word begins here that leaves a title before it whole: 、 称号, 之一, 等.
pub(super) fn closes_title(page: &Page<'_>, at: usize) -> bool {
    let lists = ["list_mark", "title_noun", "one_of", "and_others"];
    lists.iter().any(|list| page.word_at(list, at).is_some())
}
/// Behind the park that a title would begin with, its address and its remark (某市某工业园区(以下简称某园)|循环化改造示范试点), or
/// behind the word for it (授予|开发区|国家级…).
pub(super) fn behind_holder(page: &Page<'_>, start: usize, head: Hit) -> usize {
    if let Some(word) = page.word_at("spoken_of", start)
        && page.word_at("honor_level", word.end).is_some()
    {
        return word.end;
    }
    let mut at = start;
    let mut behind = None;
    while let Some(name) = page.name_at(at).map(|it| &page.names[it])
        && matches!(name.kind, EntityKind::Place | EntityKind::Park)
        && name.bytes.end < head.start
    {
        at = name.bytes.end;
        let zone = page.word_ending("park_head", at).is_some();
        if name.kind == EntityKind::Park && zone {
            let rest = page.slice(at..head.start);
            behind = Some(head.start - behind_remark(rest).len());
        }
    }
    behind.filter(|it| *it < head.start).unwrap_or(start)
}
