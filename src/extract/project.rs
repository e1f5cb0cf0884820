//! Projects: names that a number, a company or an investment singles out, and names that share a head.

use crate::extract::boundary::{Reach, is_full_place, name_start, trimmed_start};
use crate::extract::cell::project_cells;
use crate::extract::leading::behind_remark;
use crate::extract::modality::clause_of;
use crate::extract::name_like::is_only_done;
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::project_item::{begins_with_size, names_none};
use crate::extract::sentence::Sentence;
use crate::extract::stem::{has_proper, is_generic};
use crate::extract::told_project::is_invested;
use crate::lexicon::{Hit, Scheme};
use crate::model::{Comparator, EntityKind, RuleId};
use crate::quantity::UnitClass;

/// Quotation marks, which no name keeps.
const QUOTES: [char; 3] = ['“', '”', '"'];
/// How many names of a page are asked for a brand.
const MANY: usize = 2000;

/// How many items before the last of a list are read.
const ITEMS: usize = 6;

/// Whether the words before a head single out one project.
pub(super) fn is_project(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let stem = page.slice(start..head.start);
    let long = stem.chars().nth(2).is_some();
    // 距|黄花机场|30分钟: where roads and ports are only told of, nothing is built.
    let way = page.is_word("way_head", page.written(head));
    (!way || is_invested(page, start, head))
        && page.word_at("project_class_lead", start).is_none()
        && !page.has_word_in("manner", &(start..head.start)) // 某市|紧紧抓住|项目建设
        && (long && is_named(page, start, head)
            || stem.chars().nth(1).is_some() && is_of_company(page, stem))
        && !is_generic_of_park(page, start, head)
        && !is_of_park(page, start, head)
        && !(page.is_word("project_word", page.written(head)) && page.is_named_in(Scheme::Place, stem))
        && !names_none(page, &(start..head.end))
}

/// Whether a park that the page names more than once stands right before 项目: the projects of that park.
fn is_of_park(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let Some(park) = page.name_at(start).map(|it| &page.names[it]) else {
        return false;
    };
    let whole = park.kind == EntityKind::Park && park.bytes.end == head.start;
    let same = |it: &&Name| it.kind == EntityKind::Park && it.name == park.name;
    let plain = page.is_word("project_word", page.written(head));
    plain && whole && page.names.iter().take(MANY).filter(same).nth(1).is_some()
}

/// 兰州新区|招商引资|项目, 6月份|重点|项目, 33个|海洋经济|项目: only class words behind a park, a place or a date, or counted.
fn is_generic_of_park(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let owner = |it: &&Name| matches!(it.kind, EntityKind::Park | EntityKind::Place);
    let names = page
        .names_in(&(start..head.start))
        .map(|it| &page.names[it]);
    let moment = page.moments_in(&(start..head.start)).last();
    let moment = moment.map(|it| page.moments[it].bytes.end);
    let places = page
        .hits_at(start)
        .filter(|&hit| page.is_in(Scheme::Place, hit));
    let place = places.map(|hit| hit.end).max();
    let ends = names
        .filter(owner)
        .map(|it| it.bytes.end)
        .chain(moment)
        .chain(place);
    let counted = page
        .measure_ending(start)
        .is_some_and(|it| it.unit_class == Some(UnitClass::Counter))
        && page.word_ending("phase_word", start).is_none(); // 一期|年产5000吨硅料项目
    let mut ends = ends.filter(|&it| it < head.start);
    let zone = page.word_ending("zone_head", head.start).is_some();
    counted
        || zone
        || is_predicate(page, &(start..head.start))
        || counts_class(page, &(start..head.start))
        || ends.any(|end| {
            is_generic(page, page.slice(end..head.start), EntityKind::Project)
                || is_only_done(page, &(end..head.start))
        })
}

/// 该项目是|某省重大项目库优选项目: whether what somebody or something is begins with a place or a level, and not with a company.
fn is_predicate(page: &Page<'_>, stem: &Bytes) -> bool {
    let copula = page.word_ending("copula", stem.start);
    let place = |it: Hit| is_full_place(page, it);
    copula.is_some()
        && !page.has_word_in("company_suffix_legal", stem)
        && (page.hits_at(stem.start).any(place)
            || page.word_at("honor_level", stem.start).is_some())
}

/// Whether a number of things stands in a stem and only words for a class behind it: 某开发区|9个新建|项目.
fn counts_class(page: &Page<'_>, stem: &Bytes) -> bool {
    let counts = |it: &usize| page.measures[*it].unit_class == Some(UnitClass::Counter);
    let mut counted = page.measures_in(stem).filter(counts);
    counted.any(|it| {
        let behind = page.slice(page.measures[it].bytes.end.min(stem.end)..stem.end);
        is_generic(page, behind, EntityKind::Project)
    })
}

/// A project is named if something in it is a name of its own, or if the text treats it as one.
fn is_named(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let stem = page.slice(start..head.start);
    let latin = stem.chars().any(|it| it.is_ascii_alphabetic());
    let rest = stem.trim_matches(|it: char| it.is_ascii());
    if stem.contains('“')
        || latin && (rest.is_empty() || !is_generic(page, rest, EntityKind::Project))
    {
        return true;
    }
    !is_several(page, start, head)
        && (page
            .word_at("output_word", behind_phase(page, start))
            .is_some()
            || is_measured(page, start)
            || is_invested(page, start, head)
            || has_proper(page, start, head.start)
            || is_of_company(page, stem))
}

/// Behind a phase that leads to the name of its project: 一期|年产2万吨某项目.
fn behind_phase(page: &Page<'_>, start: usize) -> usize {
    let phase = page.word_at("phase_word", start);
    let phase = phase.filter(|it| begins_with_size(page, it.end));
    phase.map_or(start, |it| it.end)
}

/// Whether a project is counted behind its head, but the one of its size: 环保项目|3个, but not 年产5000万套器械项目|1个.
fn is_several(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let count = page.measure_at(head.end).map(|it| &page.measures[it]);
    let one = count.is_some_and(|it| it.quantity.value.to_string() == "1");
    let mut sizes = page.measures_in(&(start..head.start));
    page.is_counted(head.end) && !(one && sizes.next().is_some())
}

/// Whether a quantity and the particle stand before a place (投资5亿元的|…, but not 投资5亿元以上的|…), or a sum and a verb:
/// 投资5亿元建设|….
fn is_measured(page: &Page<'_>, start: usize) -> bool {
    let particle = page.lexicon.particle();
    let before = page.slice(0..start).strip_suffix(particle);
    let measure = before.and_then(|it| page.measure_ending(it.len()));
    let bounds = [Comparator::AtLeast, Comparator::AtMost];
    let verb = page.word_ending("build_verb", start);
    let sum = verb.and_then(|it| page.measure_ending(it.start));
    measure.is_some_and(|it| !bounds.contains(&it.quantity.comparator))
        || sum.is_some_and(|it| it.unit_class == Some(UnitClass::Currency))
}

/// Whether a stem begins like the name of a company of the page: 远景|智能重卡换电站 beside 远景动力.
pub(super) fn is_of_company(page: &Page<'_>, stem: &str) -> bool {
    let brand: String = stem.chars().take(2).collect();
    let is_place = |text: &str| text.is_empty() || page.is_named_in(Scheme::Place, text);
    let mut near = page.names.iter().take(MANY);
    near.any(|it| {
        let before = it.name.find(&brand).and_then(|at| it.name.get(..at));
        it.kind == EntityKind::Company && before.is_some_and(is_place)
    })
}

/// 浑河、|细河生态廊道工程: the items before share what stands behind the last; 一干河、南横套等|生态提升工程 likewise.
pub(super) fn coordinated_names(page: &Page<'_>, sentence: &Sentence, found: &mut Vec<Name>) {
    for head in page.words_in("project_head", &sentence.bytes) {
        found.extend(coordinated(page, sentence, head));
    }
}

fn coordinated(page: &Page<'_>, sentence: &Sentence, head: Hit) -> Vec<Name> {
    let start = name_start(page, head.start, sentence.bytes.start, Reach::Loose);
    let start = trimmed_start(page, start, head);
    let clause = clause_of(sentence, start);
    let before = page.slice(clause.start..start);
    let firms = page.word_ending("firm_class", head.start).is_some();
    let kinds = |it: usize| page.measures[it].unit_class == Some(UnitClass::Kind);
    let class = firms || page.measures_in(&(start..head.start)).any(kinds);
    if head.start - start < 6 || class {
        return Vec::new();
    }
    let phrase = page.slice(start..head.end);
    if let Some(list) = before.strip_suffix(page.lexicon.and_others()) {
        let items = short_items(page, &(clause.start..clause.start + list.len()));
        if !items.iter().any(|it| has_proper(page, it.start, it.end)) {
            return Vec::new();
        }
        let name = |it: Bytes| {
            let item = page.slice(it.clone());
            coordinated_name(it, format!("{item}{phrase}"))
        };
        return items.into_iter().map(name).collect();
    }
    let Some(list) = before.strip_suffix('、') else {
        return Vec::new();
    };
    let items = short_items(page, &(clause.start..clause.start + list.len()));
    let name = |it: &Bytes| {
        let item = page.slice(it.clone());
        let (first, shared) = split(phrase, item.chars().count());
        let alike = first.chars().next_back() == item.chars().next_back();
        alike.then(|| coordinated_name(it.clone(), format!("{item}{shared}")))
    };
    let mut names: Vec<Name> = items.iter().map_while(name).collect();
    if !names.is_empty() {
        names.push(coordinated_name(start..head.end, phrase.to_owned()));
    }
    names
}

/// The first characters of a phrase, as many as said, and the rest.
fn split(phrase: &str, length: usize) -> (String, String) {
    let first = phrase.chars().take(length).collect();
    (first, phrase.chars().skip(length).collect())
}

fn coordinated_name(bytes: Bytes, name: String) -> Name {
    Name {
        bytes,
        kind: EntityKind::Project,
        name,
        rule: RuleId::new("name/coordinated"),
        confidence: 0.75,
    }
}

/// The items at the end of a list that are words of two or three characters and hold no name or quantity, last first.
fn short_items(page: &Page<'_>, list: &Bytes) -> Vec<Bytes> {
    let mut end = list.end;
    let mut items = Vec::new();
    for item in page.slice(list.clone()).rsplit('、').take(ITEMS) {
        let bytes = item_start(page, end - item.len(), end)..end;
        let length = page.slice(bytes.clone()).chars().count();
        let nested = !page.measures_in(&bytes).is_empty() || !page.names_in(&bytes).is_empty();
        let level = page.is_word("park_level", page.slice(bytes.clone())); // 国家级、|省市级工程研究中心
        if !(2..=3).contains(&length) || nested || level {
            break;
        }
        items.push(bytes);
        end = end.saturating_sub(item.len() + '、'.len_utf8());
    }
    items
}

/// The first item of a list without the verb before it.
fn item_start(page: &Page<'_>, start: usize, end: usize) -> usize {
    let item = start..end;
    let stops = page.words_in("name_stop", &item);
    stops
        .chain(page.words_in("build", &item))
        .map(|hit| hit.end)
        .filter(|&it| it < end)
        .max()
        .unwrap_or(start)
}

/// Takes off the legal name of its company from a project's if a particle or a remark parts them, and enough is left to name
/// it: 某有限公司|的|3万吨锂盐项目, 某有限公司(下称某某)|核电锻件扩能项目.
pub(super) fn without_company(page: &Page<'_>, name: &mut Name) {
    if name.kind != EntityKind::Project {
        return;
    }
    let lead = page.word_at("project_lead", name.bytes.start);
    if let Some(lead) = lead.filter(|it| it.end < name.bytes.end && page.stands_alone(*it)) {
        page.slice(lead.end..name.bytes.end)
            .clone_into(&mut name.name);
        name.bytes.start = lead.end;
    }
    let joined = page.word_at("and_also", name.bytes.start);
    if let Some(joined) = joined.filter(|it| it.end < name.bytes.end) {
        page.slice(joined.end..name.bytes.end)
            .clone_into(&mut name.name); // 某产业园|暨|某制造项目
        name.bytes.start = joined.end;
    }
    let own = behind_phase(page, name.bytes.start);
    if own > name.bytes.start {
        page.slice(own..name.bytes.end).clone_into(&mut name.name);
        name.bytes.start = own;
    }
    let text = page.slice(name.bytes.clone());
    let torn = text.split_once(')').filter(|it| !it.0.contains('('));
    if let Some((_, rest)) = torn {
        name.bytes.start = name.bytes.end - rest.len();
        rest.clone_into(&mut name.name); // 海南炼化)|百万吨乙烯项目
    }
    let Some(form) = page.words_in("legal_form", &name.bytes).last() else {
        return;
    };
    let behind = page.slice(form.end..name.bytes.end);
    let rest = behind_remark(behind);
    let rest = rest.strip_prefix(page.lexicon.particle()).unwrap_or(rest);
    if rest.len() == behind.len() {
        return; // 某有限公司年产2万吨锂盐项目 is one name
    }
    let stem = page.word_ending("project_head", name.bytes.end);
    let stem = stem.map_or("", |head| {
        let end = (head.end - head.start).min(rest.len());
        rest.get(..rest.len() - end).unwrap_or_default()
    });
    let own = stem.chars().nth(1).is_some() && !is_generic(page, stem, EntityKind::Project);
    if own {
        name.bytes.start = name.bytes.end - rest.len();
        name.name = rest.replace(QUOTES, "");
    }
}

/// The projects that the cells of a table are.
pub(super) fn project_table_names(page: &Page<'_>) -> Vec<Name> {
    let cells = project_cells(page).into_iter();
    let named = cells.filter(|it| {
        let text = page.slice(it.clone());
        (4..=40).contains(&text.chars().count()) && !page.is_word("header_total", text)
    });
    named
        .map(|bytes| Name {
            name: page.slice(bytes.clone()).replace(QUOTES, ""),
            bytes,
            kind: EntityKind::Project,
            rule: RuleId::new("name/project table"),
            confidence: 0.9,
        })
        .collect()
}

/// The company that a project's name begins with: 骏马集团 in 骏马集团中水回用. Only a legal form makes it sure.
pub(super) fn company_inside(page: &Page<'_>, name: &Name) -> Option<Name> {
    let is_project = name.kind == EntityKind::Project;
    let head = page
        .words_in("company_suffix_legal", &name.bytes)
        .find(|hit| {
            let inner = page.rest(hit.end).starts_with(')'); // 某(集团|)有限责任公司
            let suffix = !page.is_word("not_company_suffix", page.written(*hit));
            hit.end < name.bytes.end && suffix && !inner
        })?;
    let bytes = name.bytes.start..head.end;
    let text = page.slice(bytes.clone());
    let stem = page.slice(name.bytes.start..head.start);
    let plain = text
        .chars()
        .all(|it| it.is_alphanumeric() || matches!(it, '(' | ')'));
    (is_project && plain && stem.chars().nth(1).is_some()).then(|| Name {
        name: text.to_owned(),
        bytes,
        kind: EntityKind::Company,
        rule: RuleId::new("name/company of a project"),
        confidence: 0.75,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::{names_of, on_page};

    #[test]
    fn items_share_the_words_behind_the_last() {
        on_page("建设洺河、沙河生态廊道工程。", |page| {
            let names = names_of(page, EntityKind::Project);
            assert!(names.contains(&"洺河生态廊道工程".to_owned()), "{names:?}");
        });
    }

    #[test]
    fn networks_of_roads_and_pipes_share_no_name() {
        on_page("建设停车场、道路管网等。", |page| {
            assert!(names_of(page, EntityKind::Project).is_empty());
        });
    }

    #[test]
    fn what_a_park_does_or_a_project_is_names_none() {
        for text in [
            "规划面积41平方公里的云湖工业园区承接溢出项目，已有17个。",
            "该项目是安徽省新旧动能转换重大项目库优选项目。",
        ] {
            on_page(text, |page| {
                assert!(names_of(page, EntityKind::Project).is_empty(), "{text}");
            });
        }
    }

    #[test]
    fn a_counted_project_is_a_class() {
        on_page("引进重点项目5个。", |page| {
            assert!(names_of(page, EntityKind::Project).is_empty());
        });
    }

    #[test]
    fn a_project_named_after_a_company_names_the_company() {
        on_page("建成海河集团中水回用项目。", |page| {
            let project = page.names.iter().find(|it| it.kind == EntityKind::Project);
            let company = project.and_then(|it| company_inside(page, it));
            assert_eq!(company.map(|it| it.name), Some("海河集团".to_owned()));
        });
    }
}
