//! Lists of industries beside which no word for their role stands: 加上|电子信息、装备制造.

use crate::extract::frame::skip_frame;
use crate::extract::industry::NARROWED;
use crate::extract::modality::{clause_of, negates};
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::sentence::Sentence;
use crate::lexicon::{Atom, Rule};
use crate::model::EntityKind;

/// How many industries of a list are sectors at least, and no products: 食品, 装备制造; not 丙烯.
const FEWEST: usize = 2;
/// How many industries in a row are sectors even where they are called as products are.
const MANY: usize = 3;
/// How many characters behind 等 may tell of what kind the things are of which a list is an attribute: A、B、C等|延链|企业.
const KIND: usize = 5;
/// Marks around a list, which do not part it from what follows.
const QUOTES: [char; 2] = ['“', '”'];

/// Whether a rule reads such lists.
pub(super) fn is_of_list(rule: &Rule) -> bool {
    let joins = |it: &Atom| matches!(it, Atom::Words(list) if list == "sector_joint");
    rule.pattern.iter().any(|it| joins(&it.atom))
}

/// Whether a list of industries tells what somebody works in: two of them or more are sectors, what leads to the list leads to what
/// a place lives on, and the clause ends with it or says that it thrives. Many in a row may be of a pattern that takes shape, or do
/// whatever the clause says of them, if they begin it: 形成|A、B、C|竞相发展的局面, A、B、C|补了上来.
pub(super) fn tells_sectors(page: &Page<'_>, sentence: &Sentence, list: &Bytes) -> bool {
    let names = page.names_in(list);
    let many = names.len() >= MANY;
    let names = names.map(|it| &page.names[it]);
    let sectors = names.filter(|it| is_known(it) && (many || ends_as_sector(page, it)));
    let sectors = sectors.count();
    let clause = clause_of(sentence, list.start);
    let before = clause.start..list.start;
    let lists = ["product_lead", "use_mark"];
    let away = page.word_ending("sector_away", list.start).is_some(); // 供|化工、石油、食品|使用
    let led = away || lists.iter().any(|it| page.has_word_in(it, &before));
    sectors >= FEWEST
        && !led
        && !negates(page, &before)
        && is_led_to(page, &before)
        && (ends_as_sectors(page, list.end, clause.end)
            || many && is_whole(page, list.end, clause.end))
}

/// Whether a list ends here, and is no attribute of things, works or companies: A、B、C|补了上来; not A、B、C|装置, A、B、C等|项目.
fn is_whole(page: &Page<'_>, end: usize, close: usize) -> bool {
    let bare = page.rest(end).trim_start_matches(QUOTES);
    let at = end + page.rest(end).len() - bare.len();
    let others = page.lexicon.and_others();
    let open = bare.starts_with(others);
    let things = ["product_tail", "project_word", "company_of_industry"];
    let thing = |at: usize| things.iter().any(|it| page.word_at(it, at).is_some());
    let class = at + others.len();
    let mut behind = page
        .slice(class.min(close)..close)
        .char_indices()
        .take(KIND);
    let more = ["list_mark", "work_step"];
    let goes_on = more.iter().any(|it| page.word_at(it, at).is_some());
    let attribute = thing(at) || open && behind.any(|(it, _)| thing(class + it));
    !goes_on && !attribute && !page.has_word_in("oversight", &(end..close))
}

/// The names of a kind in free text, but those of industries that only tell of what kind something else is.
pub(super) fn told_names(page: &Page<'_>, kind: EntityKind, text: &Bytes) -> Vec<usize> {
    let names = page.names_in(text).filter(|&it| page.is_kind(it, kind));
    names.filter(|&it| !is_of_thing(page, it, text)).collect()
}

/// 从事|光电|技术攻关的科研人员: whether an industry in free text only tells of what kind something else is.
fn is_of_thing(page: &Page<'_>, name: usize, text: &Bytes) -> bool {
    let start = page.names[name].bytes.end;
    let item = page.slice(start..text.end.max(start));
    let item = item.split('、').next().unwrap_or(item);
    let Some(particle) = item.rfind(page.lexicon.particle()) else {
        return false;
    };
    let thing = start + particle + page.lexicon.particle().len();
    let rest = thing..text.end.max(thing);
    let works = ["work_step", "industry_class", "cluster"];
    page.is_kind(name, EntityKind::Industry)
        && page.measure_at(thing).is_none() // 的|三大主导产业
        && !works.iter().any(|it| page.has_word_in(it, &rest))
}

/// Whether an industry is known as one, with what narrows it.
fn is_known(name: &Name) -> bool {
    let rule = name.rule.as_str();
    let known = rule.starts_with("lexicon/") || rule == NARROWED;
    name.kind == EntityKind::Industry && known
}

/// Whether a name ends as sectors do, and not as products: 食品加工; not 丙烯.
fn ends_as_sector(page: &Page<'_>, name: &Name) -> bool {
    page.word_ending("sector_end", name.bytes.end).is_some()
}

/// Whether what follows a list does not make it an attribute of something else: 化工、石油|产品, 文化纸、生活用纸|213万吨.
fn ends_as_sectors(page: &Page<'_>, end: usize, close: usize) -> bool {
    let rest = page.slice(end..close.max(end));
    if page.word_at("list_mark", end).is_some() {
        return !page.has_word_in("product_tail", &(end..close));
    }
    let bare = rest.trim_start_matches(QUOTES);
    let others = page.lexicon.and_others();
    let at = close - bare.strip_prefix(others).unwrap_or(bare).len();
    let class = page.word_at("sector_follow", at);
    let behind = class.map_or(at, |it| it.end);
    let goes_well = ["thrive", "of_industry"];
    let thrives = |at: usize| goes_well.iter().any(|it| page.word_at(it, at).is_some());
    behind >= close || thrives(at) || thrives(behind)
}

/// Whether a list begins its clause, or stands behind words that lead to what a place lives on: 加上|电子信息、装备制造. Behind another
/// verb it may be anything: 治理|化工、印染污染, 赴某市考察|电子信息、生物医药企业.
fn is_led_to(page: &Page<'_>, before: &Bytes) -> bool {
    let leads = [
        "sector_lead",
        "list_lead",
        "aim_at",
        "develops",
        "item_is",
        "particle",
    ];
    let bare = page.slice(before.clone()).trim_end_matches(QUOTES);
    let end = before.start + bare.len();
    let place = page
        .name_ending(end)
        .filter(|it| it.kind == EntityKind::Place); // 承接|某市|A、B外溢
    let end = place.map_or(end, |it| it.bytes.start.max(before.start));
    let start = skip_frame(page, before);
    let joint = page.word_at("clause_joint", start); // 可是|A、B、C补了上来
    let led = |at: usize| leads.iter().any(|it| page.word_ending(it, at).is_some());
    let aspect = page.word_ending("verb_aspect", end); // 培育|起|A、B, 汇聚|了|A、B
    let verb = aspect.map_or(end, |it| it.start);
    joint.map_or(start, |it| it.end) >= end || led(end) || led(verb)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    #[test]
    fn a_list_of_many_that_is_of_no_thing_is_whole() {
        let check = |behind: &str, expected: bool| {
            let list = "食品、化工、机械";
            let text = format!("{list}{behind}");
            on_page(&text, |page| {
                assert_eq!(is_whole(page, list.len(), text.len()), expected, "{text}");
            });
        };
        check("补了上来", true);
        check("", true);
        check("企业12家", false);
        check("、优质教育", false);
        check("研发生产", false);
    }
}
