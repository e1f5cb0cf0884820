//! Whether a number beside a head counts things of a class, or those of something that has a name.

use crate::extract::agency::begins_with_place;
use crate::extract::page::Page;
use crate::extract::stem::has_proper;
use crate::lexicon::Hit;
use crate::quantity::{Measure, UnitClass};

/// Whether a number of things stands right before a head: 德阳两个|开发区, 六大|园区.
pub(super) fn is_counted_before(page: &Page<'_>, head: Hit) -> bool {
    let counts = |it: &Measure| matches!(it.unit_class, Some(UnitClass::Counter | UnitClass::Kind));
    let parks = page.is_word("park_head", page.written(head));
    parks && page.measure_ending(head.start).is_some_and(counts)
}

/// Whether a number of kinds stands in the stem of a park or project: 吐鲁番|三大|服装基地; of a park, any number of things:
/// 新材料产业园和装备产业园|三个|专业园区.
pub(super) fn counts_kinds(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let lists = ["park_head", "project_head"];
    let works = lists.iter().any(|it| page.is_word(it, page.written(head)));
    let counter = page
        .is_word("park_head", page.written(head))
        .then_some(UnitClass::Counter);
    let mut inside = page.measures_in(&(start..head.start));
    works
        && inside.any(|it| {
            let class = page.measures[it].unit_class;
            class == Some(UnitClass::Kind) || class.is_some() && class == counter
        })
}

/// Whether a counted name is one of its own and not a class: 冀海(沧州)氯碱有限公司|三户企业, 沧东热电联产工程|2台机组,
/// 天水市经济技术开发区|37户规上企业.
pub(super) fn is_own_name(page: &Page<'_>, start: usize, head: Hit) -> bool {
    let company = page.is_word("company_suffix_legal", page.written(head));
    let project = || {
        let counted = page.measure_at(head.end).map(|it| &page.measures[it]);
        page.is_word("project_head", page.written(head))
            && counted.is_some_and(|it| page.word_ending("project_counter", it.bytes.end).is_none())
    };
    let park = || {
        page.is_word("park_head", page.written(head))
            && !page.is_word("weak_park_head", page.written(head))
    };
    // 市住建局|1个: whose projects are counted
    let body = page.is_word("agency_head", page.written(head));
    body && begins_with_place(page, start, head)
        || (company || project() || park()) && has_proper(page, start, head.start)
}
