//! What a page is about: the park of its title, or the one named most often.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::clean::BlockKind;
use crate::extract::boundary::has_suffix;
use crate::extract::context::ShortForm;
use crate::extract::division::{is_province, is_within, place_in_name};
use crate::extract::frame::skip_frame;
use crate::extract::one_of_many::is_one_of_many;
use crate::extract::own_park::is_of_company;
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::predecessor::{calls_former, predecessors};
use crate::extract::whole_place::is_pointer;
use crate::lexicon::Scheme;
use crate::model::EntityKind;
use crate::quantity::UnitClass;

/// How many mentions the head of a zone is worth.
const ZONE: usize = 1;

/// The park that the page is about: the first in the title, else the one most often named; a place if there is no park, or if
/// the page is about the place as a whole.
pub(super) fn topic(
    page: &Page<'_>,
    short_forms: &[ShortForm],
    sections: &BTreeMap<usize, usize>,
) -> Option<usize> {
    let counts = counts(page, short_forms);
    let most = most_named_park(page, &counts);
    // What only the title calls so is a nickname where the text names a park again and again.
    let often = most.is_some_and(|it| it.1 > OFTEN);
    let count = |it: usize| {
        let key = key_of(page, short_forms, &page.names[it].name);
        counts.get(&key).map_or(0, |(count, _)| *count)
    };
    let titled = park_of_title(page, short_forms, &counts);
    if let Some(park) = titled.filter(|&it| count(it) > 1 || !often) {
        return Some(first_in_text(page, short_forms, park));
    }
    let park = || most.filter(|&(park, count)| count > 1 || !is_one_of_many(page, park));
    whole_place(page, &counts, most)
        .or_else(|| place_around_sections(page, sections))
        .or_else(|| park().map(|it| it.0))
        .or_else(|| most_named_place(page))
        .or_else(|| in_title(page, EntityKind::Place))
        .or_else(|| in_title(page, EntityKind::Company))
        .or_else(|| {
            let mut names = page.names.iter();
            names.position(|it| it.kind == EntityKind::Place)
        })
}

/// The smallest place of the page that holds all the parks, counties and cities of which it tells one after the other.
fn place_around_sections(page: &Page<'_>, sections: &BTreeMap<usize, usize>) -> Option<usize> {
    let names: BTreeSet<&str> = sections
        .values()
        .map(|&it| page.names[it].name.as_str())
        .collect();
    let divisions = names.iter().filter_map(|it| place_in_name(page, it));
    let divisions: BTreeSet<String> = divisions.collect();
    if divisions.len() < APART {
        return None;
    }
    let holds = |outer: &str| divisions.iter().all(|it| is_within(page, it, Some(outer)));
    let mut places: Vec<usize> = Vec::new();
    for (index, name) in page.names.iter().enumerate() {
        let known = || places.iter().any(|&it| page.names[it].name == name.name);
        if name.kind == EntityKind::Place && !is_pointer(name) && !known() && holds(&name.name) {
            places.push(index);
        }
    }
    let inner = |it: &usize| {
        places
            .iter()
            .all(|&other| is_within(page, &page.names[*it].name, Some(&page.names[other].name)))
    };
    places.iter().copied().find(inner)
}

/// In how many places the parks of a page lie at least that has no park of its own.
const APART: usize = 2;

/// The first name of a kind in the title.
fn in_title(page: &Page<'_>, kind: EntityKind) -> Option<usize> {
    let mut names = page.names.iter();
    names.position(|it| it.kind == kind && is_title(page, it.bytes.start) && !is_outer(page, it))
}

/// The place that a page without a park in its title is about as a whole, whatever parks it names.
///
/// It is the place of the title where no zone of many stands out or clauses begin with the whole of it again (全市), and, where
/// no park is named twice, the place that the page names most or that its title names, unless it speaks of 园区.
fn whole_place(page: &Page<'_>, counts: &Counts, most: Option<(usize, usize)>) -> Option<usize> {
    let titled = in_title(page, EntityKind::Place).or_else(|| place_of_titled_body(page));
    let reported = titled_body(page).is_some_and(|it| is_told_of(page, it));
    let many = has_many_zones(page, counts) || counts_parks(page);
    // 内蒙古|45个重点项目集中开工: a park that is named once or twice is one of those of a province.
    let rare = most.is_none_or(|it| it.1 <= RARE);
    let wide = |&it: &usize| {
        let told = many || reported || is_told_of(page, it);
        let told = told || times_pointed_at(page, it) >= WHOLE;
        told || rare && is_province(page, it) && !has_one_zone(page, counts)
    };
    titled.filter(wide).or_else(|| {
        let (park, _) = most.filter(|&(_, count)| count <= 1)?;
        let place = most_named_place(page).or_else(|| in_title(page, EntityKind::Place))?;
        // A place named before a park that is no zone is what the page begins with.
        let begins = place < park && !is_zone(page, &page.names[park]);
        let about = begins || times_spoken_of(page, place) >= OFTEN;
        (about && !speaks_of_park(page)).then_some(place)
    })
}

/// 某市|2012年国民经济和社会发展报告, 某县政府|工作报告, 访某市|市长: whether the title is that of a report of a place or its government,
/// or of a talk with who leads it.
fn is_told_of(page: &Page<'_>, place: usize) -> bool {
    let Bytes { start, end } = page.names[place].bytes;
    let Some(title) = page.sentence_at(end).filter(|_| is_title(page, end)) else {
        return false;
    };
    let titled = start..page.sentences[title].bytes.end.max(end);
    let led = page.word_at("leader_of_place", end).is_some();
    led || page.has_word_in("report_of_place", &titled)
}

/// How many zones a page names whose title names a place and no park, and which is about the place.
const MANY: usize = 4;

/// Up to how many mentions a park is only one of those of a province.
const RARE: usize = 2;

/// How many clauses begin with a whole city on a page about it.
const WHOLE: usize = 2;

/// The first body that the title names.
fn titled_body(page: &Page<'_>) -> Option<usize> {
    let mut names = page.names.iter();
    let body = names.position(|it| it.kind == EntityKind::Agency);
    body.filter(|&it| is_title(page, page.names[it].bytes.start))
}

/// 营口市|政府工作报告: the place of the first body that the title names, where the text names it.
fn place_of_titled_body(page: &Page<'_>) -> Option<usize> {
    let body = &page.names[titled_body(page)?];
    let place = place_in_name(page, &body.name)?;
    let mut names = page.names.iter();
    names.position(|it| it.kind == EntityKind::Place && it.name == place)
}

/// 某省|15个|产业园区产值: whether the title counts parks.
fn counts_parks(page: &Page<'_>) -> bool {
    let mut titled = page
        .measures
        .iter()
        .take_while(|it| is_title(page, it.bytes.start));
    titled.any(|it| {
        it.unit_class == Some(UnitClass::Counter)
            && page.word_at("park_noun", it.bytes.end).is_some()
    })
}

/// Whether a page names many zones, and none of them more often than all others.
fn has_many_zones(page: &Page<'_>, counts: &Counts) -> bool {
    let zones = counts
        .values()
        .filter(|it| is_zone(page, &page.names[it.1]));
    let named: Vec<usize> = zones.map(|it| it.0).collect();
    let most = named.iter().max().copied().unwrap_or_default();
    named.len() >= MANY && most * 2 <= named.iter().sum()
}

/// 江西：…|园区|引来…: whether a page names one park, which is a zone, and speaks of it as of its own.
fn has_one_zone(page: &Page<'_>, counts: &Counts) -> bool {
    let mut parks = counts.values().map(|it| it.1);
    let first = parks.next();
    let zone = first.is_some_and(|it| is_zone(page, &page.names[it]));
    zone && parks.next().is_none() && speaks_of_park(page)
}

/// Whether a clause begins with a word that points at a park.
fn speaks_of_park(page: &Page<'_>) -> bool {
    let mut clauses = page.sentences.iter().flat_map(|it| &it.clauses);
    clauses.any(|it| page.word_at("point_park", it.start).is_some())
}

/// 江西|鹰潭: whether a place only says where the one behind it lies.
fn is_outer(page: &Page<'_>, name: &Name) -> bool {
    let next = page.name_at(name.bytes.end);
    name.kind == EntityKind::Place && next.is_some_and(|it| page.is_kind(it, EntityKind::Place))
}

/// How often a page names a place, in full or short, or points at the whole of it.
fn times_spoken_of(page: &Page<'_>, place: usize) -> usize {
    let full = full_name(page, place);
    let places = (0..page.names.len()).filter(|&it| page.is_kind(it, EntityKind::Place));
    let named = places.filter(|&it| full_name(page, it) == full);
    named.count() + times_pointed_at(page, place)
}

/// How many clauses begin with the whole of a place: 全市|新开工项目63个, 该县…, 我市….
fn times_pointed_at(page: &Page<'_>, place: usize) -> usize {
    let last = full_name(page, place).chars().next_back();
    let clauses = page.sentences.iter().flat_map(|it| &it.clauses);
    let whole = |at: usize| {
        let mut lists = ["whole_place", "point_city"].iter();
        lists.find_map(|list| page.word_at(list, at))
    };
    let pointers = clauses.filter_map(|it| whole(skip_frame(page, it)));
    let meant = pointers.filter(|&it| page.written(it).chars().next_back() == last);
    meant.count()
}

/// The name of a place in full, if the lexicon has it.
fn full_name<'p>(page: &'p Page<'_>, place: usize) -> &'p str {
    let name = &page.names[place].name;
    let mut entries = page.lexicon.named(name);
    let entry = entries.find(|(_, it)| it.scheme == Scheme::Place);
    entry.map_or(name, |(_, it)| &it.name)
}

/// From how many mentions on a place is what a page is about.
const OFTEN: usize = 3;

/// The city, county or town that is named most often, if more than once.
fn most_named_place(page: &Page<'_>) -> Option<usize> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (index, name) in page.names.iter().enumerate() {
        if name.kind == EntityKind::Place && has_suffix(page, &name.bytes) {
            counts.entry(&name.name).or_insert((0, index)).0 += 1;
        }
    }
    let most = counts.into_values();
    most.max_by_key(|&(count, first)| (count, Reverse(first)))
        .filter(|&(count, _)| count > 1)
        .map(|(_, first)| first)
}

/// How often each park is named, by its key, and where first.
type Counts = BTreeMap<String, (usize, usize)>;

/// What a zone was before (前身是X, X更名为…) is not counted beside others.
fn counts(page: &Page<'_>, short_forms: &[ShortForm]) -> Counts {
    let mut counts = Counts::new();
    let mut former = BTreeSet::new();
    let mut changed = Vec::new();
    for (index, name) in page.names.iter().enumerate() {
        if name.kind == EntityKind::Park && !is_led(page, name, "beside_mark") {
            let key = key_of(page, short_forms, &name.name);
            if is_led(page, name, "grown_from") {
                former.insert(key.clone());
            }
            let old = predecessors(page, index);
            changed.extend(old.iter().map(|&it| (it, index)));
            let old = old.into_iter();
            let old = old.map(|it| key_of(page, short_forms, &page.names[it].name));
            former.extend(old.filter(|it| *it != key)); // 某经开区升级，定名为|某经济技术开发区
            let count = usize::from(!is_led(page, name, "locate"));
            counts.entry(key).or_insert((0, index)).0 += count;
        }
    }
    let called_old = |it: usize| changed.iter().any(|&pair| calls_former(page, it, pair));
    former.extend(
        counts
            .iter()
            .filter(|it| called_old(it.1.1))
            .map(|it| it.0.clone()),
    );
    if counts.keys().any(|it| !former.contains(it)) {
        counts.retain(|key, _| !former.contains(key));
    }
    counts
}

/// Whether a word of a list leads in a park: 选址于|某开发区, where something else lies; 与|某工业园, with whom it deals.
fn is_led(page: &Page<'_>, park: &Name, list: &str) -> bool {
    // The place that an address begins with belongs to it: 与|上海市金山区|某工业园.
    let mut start = park.bytes.start;
    while let Some(place) = page
        .name_ending(start)
        .filter(|it| it.kind == EntityKind::Place)
    {
        start = place.bytes.start;
    }
    page.word_ending(list, start).is_some()
}

/// The park of the title that the page names most often; of several the first.
fn park_of_title(page: &Page<'_>, short_forms: &[ShortForm], counts: &Counts) -> Option<usize> {
    let titled = (0..page.names.len())
        .filter(|&it| page.is_kind(it, EntityKind::Park))
        .filter(|&it| is_title(page, page.names[it].bytes.start))
        .filter(|&it| !is_of_company(page, &page.names[it]))
        .filter(|&it| counts.contains_key(&key_of(page, short_forms, &page.names[it].name)));
    let count = |it: usize| {
        let key = key_of(page, short_forms, &page.names[it].name);
        counts.get(&key).map_or(0, |(count, _)| *count)
    };
    titled.max_by_key(|&it| (count(it), Reverse(it)))
}

/// The first place below the title where a park of the title is named.
fn first_in_text(page: &Page<'_>, short_forms: &[ShortForm], park: usize) -> usize {
    let key = key_of(page, short_forms, &page.names[park].name);
    let mut names = page.names.iter();
    let first = names.position(|it| {
        it.kind == EntityKind::Park
            && key_of(page, short_forms, &it.name) == key
            && !is_title(page, it.bytes.start)
    });
    first.unwrap_or(park)
}

/// The first mention of the park that is named most often, and how often that is.
fn most_named_park(page: &Page<'_>, counts: &Counts) -> Option<(usize, usize)> {
    let most = counts.iter().max_by_key(|&(key, &(count, first))| {
        // 甲开发区 beside 甲开发区乙产业园 is no more than its part.
        let part = part_of_name(page, counts, key);
        if part.is_some_and(|it| it < first) || is_of_company(page, &page.names[first]) {
            return (0, false, Reverse(first));
        }
        let weight = if count > 0 && part.is_none() {
            zone_weight(page, first)
        } else {
            0
        };
        (count + weight, weight > 0, Reverse(first))
    });
    let most = most.map(|it| it.1);
    most.map(|&(count, index)| (index, count))
}

/// Where first another park is named whose name begins with this one's.
fn part_of_name(page: &Page<'_>, counts: &Counts, key: &str) -> Option<usize> {
    let name = |it: usize| page.names[it].name.as_str();
    let own = name(counts.get(key)?.1);
    let others = counts.iter().filter(|&(other, _)| other != key);
    let longer = |it: usize| name(it).len() > own.len() && name(it).starts_with(own);
    others.map(|it| it.1.1).filter(|&it| longer(it)).min()
}

/// What the head of a zone counts for: as much as one mention more, because other parks lie in zones.
fn zone_weight(page: &Page<'_>, park: usize) -> usize {
    if is_zone(page, &page.names[park]) {
        ZONE
    } else {
        0
    }
}

/// Whether a park is a zone, which other parks may lie in, by its head.
pub(super) fn is_zone(page: &Page<'_>, park: &Name) -> bool {
    page.word_ending("zone_head", park.bytes.end).is_some()
}

/// Whether a position lies in the title.
pub(super) fn is_title(page: &Page<'_>, at: usize) -> bool {
    page.sentence_at(at)
        .is_some_and(|it| page.sentences[it].kind == BlockKind::Title)
}

/// The long form that stands for a name inside this page.
pub(super) fn key_of(page: &Page<'_>, short_forms: &[ShortForm], name: &str) -> String {
    let long = short_forms
        .iter()
        .find(|it| it.short == name)
        .map_or(name, |it| it.long.as_str());
    page.lexicon.park_key(long)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    #[test]
    fn a_page_of_many_zones_is_about_the_place_of_its_title() {
        let zones = ["杭州", "宁波", "温州", "嘉兴", "绍兴"];
        let list: Vec<String> = zones.iter().map(|it| format!("{it}高新区")).collect();
        let text = format!(
            "浙江省公布一批名单\n\n名单上有{}。宁波高新区居首。",
            list.join("、")
        );
        on_page(&text, |page| {
            let about = topic(page, &[], &BTreeMap::new()).map(|it| page.names[it].name.as_str());
            assert_eq!(about, Some("浙江省"));
        });
    }

    #[test]
    fn a_page_whose_title_counts_parks_is_about_their_place() {
        let text =
            "浙江省15个产业园区产值增长\n\n园区都忙。宁波高新区居首。宁波高新区产值增长一成。";
        on_page(text, |page| {
            let about = topic(page, &[], &BTreeMap::new()).map(|it| page.names[it].name.as_str());
            assert_eq!(about, Some("浙江省"));
        });
    }

    #[test]
    fn a_report_of_a_city_is_about_it_though_it_names_a_zone_again_and_again() {
        let text = "宁波市政府工作报告\n\n宁波高新区产值增长一成。宁波高新区投产了新的生产线。宁波市很忙。\n\n\
            全市新开工项目63个。全市空气优良天数291天。";
        on_page(text, |page| {
            let about = topic(page, &[], &BTreeMap::new()).map(|it| page.names[it].name.as_str());
            assert_eq!(about, Some("宁波市"));
        });
    }

    #[test]
    fn a_page_that_tells_of_parks_one_after_the_other_is_about_the_place_around_them() {
        let text = "各地简讯\n\n浙江省很忙。宁波高新区和宁波高新区的企业很多。温州高新区也很忙。";
        on_page(text, |page| {
            let sections = ["宁波高新区", "温州高新区"].map(|park| {
                let first = page.names.iter().position(|it| it.name == park).unwrap();
                (first, first)
            });
            let about = topic(page, &[], &BTreeMap::from(sections));
            let about = about.map(|it| page.names[it].name.as_str());
            assert_eq!(about, Some("浙江省"));
        });
    }

    #[test]
    fn a_zone_named_once_or_twice_is_one_of_those_of_the_province_in_the_title() {
        let text = "浙江省45个重点项目集中开工\n\n4月23日，宁波高新区重点项目开工。其中还有宁波高新区的铁路。";
        on_page(text, |page| {
            let about = topic(page, &[], &BTreeMap::new()).map(|it| page.names[it].name.as_str());
            assert_eq!(about, Some("浙江省"));
        });
    }

    #[test]
    fn a_page_that_speaks_of_its_park_is_about_the_one_zone_that_it_names() {
        let text = "江西：船厂边上长出新产业\n\n宁波高新区成立于2005年。\n\n园区引来企业9家。";
        on_page(text, |page| {
            let about = topic(page, &[], &BTreeMap::new()).map(|it| page.names[it].name.as_str());
            assert_eq!(about, Some("宁波高新区"));
        });
    }
}
