//! Projects in a list: the items before 等…项目, behind 项目包括, or in a row that ends in 项目.

use crate::extract::bare_name::has_own_word;
use crate::extract::counted_list::{is_done_by_parks, lead_behind_count};
use crate::extract::item::inside_word;
use crate::extract::name_like::{ends_as_company, is_one_word, is_thing};
use crate::extract::owned_item::behind_owner;
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::project::{is_of_company, is_project};
use crate::extract::project_item::{
    Behind, Item, LENGTH, begins_own, begins_with_size, is_loose, is_own, is_plain, joins_latin,
    trimmed,
};
use crate::extract::remarked::before_remark;
use crate::extract::segment::{Class, Token};
use crate::extract::sentence::Sentence;
use crate::extract::stem::is_generic;
use crate::lexicon::Hit;
use crate::model::{EntityKind, RuleId};
use crate::quantity::UnitClass;

/// How many characters may stand between 等 and 项目.
const CLASS: usize = 16;
/// From how many characters on an item without a word of its own is no class, if its head is that of a project.
const DESCRIBED: usize = 6;
/// The longest name of a company with an ending that is no legal form, in characters.
const COMPANY: usize = 8;
/// Marks that stand inside a name.
const INNER: [char; 9] = ['(', ')', '·', '-', '.', '/', '&', '+', '×'];
/// The fewest characters of a project's name.
const SHORTEST: usize = 4;
/// The longest name of a company in a list of companies, in characters.
const PEER: usize = 6;
/// The mark between the items.
const ENUMERATION: char = '、';
/// A list that may be one of projects.
struct List {
    bytes: Bytes,
    /// Whether the words of its clause stand before its first item.
    led: bool,
    /// Whether its items share the 项目 at its end: A项目、B项目; A、B项目.
    row: bool,
    /// How many projects the text says that it is: A、B、C|三个|配套项目.
    count: Option<usize>,
}

/// The projects of a sentence's lists, and those that stand alone.
pub(super) fn listed_projects(page: &Page<'_>, sentence: &Sentence, found: &mut Vec<Name>) {
    for clause in &sentence.clauses {
        let heads = page.words_in("project_word", clause);
        let bound = |it: &Hit| {
            page.word_at("bound_head", it.start)
                .is_some_and(|at| at.end > it.end)
        };
        for head in heads.filter(|it| !bound(it) && !is_done_by_parks(page, clause, *it)) {
            let lists = [
                before_class(page, clause, head),
                behind_lead(page, sentence, head),
                row(page, clause, head),
            ];
            for list in lists.into_iter().flatten() {
                found.extend(projects(page, &list));
            }
            found.extend(alone(page, clause, head));
        }
    }
}

/// A project all of whose words between a mark, a verb or a particle and 项目 are its name: 签约|中安芷界石墨烯快充电池项目.
fn alone(page: &Page<'_>, clause: &Bytes, head: Hit) -> Option<Name> {
    let whole = words_before(page, clause, head);
    let quoted = page.slice(clause.start..whole.start).ends_with('“')
        && page.rest(head.end).starts_with('”');
    let item = trimmed(page, &whole, Behind::Clause);
    let start = behind_park(page, &item.bytes)?;
    let bytes = start..head.end;
    let begins = begins_own(page, start) || begins_with_size(page, start);
    let described = item.priced || item.attributed && is_own(page, &bytes);
    let branded = is_of_company(page, page.slice(start..head.start));
    let begins = begins || described || branded;
    let named = quoted || begins && is_project(page, start, head);
    let one = page.words_in("project_word", &bytes).count() == 1;
    let phase = |it: Hit| page.word_ending("phase", it.start).is_some();
    let two = page.words_in("joining_mark", &bytes).any(phase); // 甲二期和|乙项目
    let fits = named && one && !two && is_plain(page, &bytes) && !is_loose(page, &bytes);
    fits.then(|| project(page, bytes))
}

/// The words between the last mark of the clause before a head and the end of the head.
pub(super) fn words_before(page: &Page<'_>, clause: &Bytes, head: Hit) -> Bytes {
    let before = page.slice(clause.start..head.start);
    let marks = before.char_indices().rev();
    let mut marks = marks.filter(|(_, it)| !it.is_alphanumeric() && !INNER.contains(it));
    let mark = marks.find(|(at, _)| !joins_latin(before, *at));
    let mark = mark.map_or(0, |(at, it)| at + it.len_utf8());
    clause.start + mark..head.end
}

/// Behind the park, with its address, at the head of an item, if what follows is a name without it:
/// 某市某开发区|年产700万台套球铰链项目. Nothing where it is none, and the park is a zone: 某开发区|合资建设生产项目.
pub(super) fn behind_park(page: &Page<'_>, item: &Bytes) -> Option<usize> {
    let mut at = item.start;
    let mut park = None;
    while let Some(name) = page.name_at(at).map(|it| &page.names[it])
        && matches!(name.kind, EntityKind::Park | EntityKind::Place)
        && name.bytes.end < item.end
    {
        at = name.bytes.end;
        park = Some(name).filter(|it| it.kind == EntityKind::Park).or(park);
    }
    let Some(park) = park else {
        return Some(item.start);
    };
    let own = begins_with_size(page, at) || is_own(page, &(at..item.end));
    let zone = page.word_ending("zone_head", park.bytes.end).is_some();
    if own {
        Some(at)
    } else {
        (!zone).then_some(item.start)
    }
}

/// A、B等(一批重点)|项目, A、B两个|项目: from the head of the clause to what closes the list.
fn before_class(page: &Page<'_>, clause: &Bytes, head: Hit) -> Option<List> {
    let before = clause.start..head.start;
    let others = page.words_in("and_others", &before);
    let others = others.filter(|it| page.stands_alone(*it)).last();
    let mut counts = page.measures_in(&before).map(|it| &page.measures[it]);
    let count = counts.rfind(|it| it.unit_class == Some(UnitClass::Counter));
    let listed = |it: &Bytes| page.slice(clause.start..it.start).contains(ENUMERATION);
    let number = count.and_then(|it| it.quantity.value.to_string().parse().ok());
    let count = count.map(|it| it.bytes.clone()).filter(listed);
    let number = number.filter(|_| count.is_some() && others.is_none());
    let close = others.map(|it| it.start..it.end).or(count)?;
    let class = close.end.min(head.start)..head.start;
    let text = page.slice(class.clone());
    let firms = page
        .word_ending("firm_class", class.end)
        .is_some_and(|it| it.start >= class.start)
        || page
            .word_at("firm_class", class.start)
            .is_some_and(|it| it.end <= class.end);
    let lists = ["project_word", "name_divider"];
    let joins = |it: Hit| page.is_word("list_mark", page.written(it));
    let divides = |it: Hit| page.stands_alone(it) && !joins(it);
    let divided = |list: &&str| page.words_in(list, &class).any(divides);
    let plain = text.chars().count() <= CLASS
        && text.chars().all(char::is_alphanumeric)
        && !firms
        && !page.has_word_in("firm_word", &class)
        && (is_generic(page, text, EntityKind::Project) || !lists.iter().any(divided));
    plain.then_some(List {
        bytes: clause.start..close.start,
        led: true,
        row: false,
        count: number,
    })
}

/// 项目包括|A、B等: from behind the words that lead in a list to the end of its clause.
fn behind_lead(page: &Page<'_>, sentence: &Sentence, head: Hit) -> Option<List> {
    let lead = page.word_at("list_lead", head.end).map(|it| it.end);
    let lead = lead.or_else(|| lead_behind_count(page, sentence, head));
    let at = lead.unwrap_or(head.end);
    let rest = page.slice(at..sentence.bytes.end);
    let colon = rest.len() - rest.trim_start_matches(['：', ':', ' ']).len();
    if lead.is_none() && colon == 0 {
        return None;
    }
    let start = at + colon;
    let clause = sentence.clauses.iter().find(|it| it.end > start)?;
    let bytes = start..clause.end;
    let mut others = page.words_in("and_others", &bytes);
    let end = others.find(|it| page.stands_alone(*it));
    let bytes = start..end.map_or(bytes.end, |it| it.start);
    let marked = page.slice(bytes.clone()).contains(ENUMERATION);
    marked.then_some(List {
        bytes,
        led: false,
        row: false,
        count: None,
    })
}

/// A项目、B项目; A、B|项目: from the head of the clause to its last 项目, if a mark stands before that; A项目、B等 to 等.
fn row(page: &Page<'_>, clause: &Bytes, head: Hit) -> Option<List> {
    let last = page.words_in("project_word", clause).last()?;
    let mut others = page.words_in("and_others", clause);
    let others = others.find(|it| page.stands_alone(*it));
    let before = others.filter(|it| it.start >= head.end);
    let bytes = clause.start..before.map_or(last.end, |it| it.start);
    let marked = page.slice(bytes.clone()).contains(ENUMERATION);
    let ends = match others {
        Some(_) => before.is_some() && is_beside_mark(page, head),
        None => last == head,
    };
    (ends && marked).then_some(List {
        bytes,
        led: true,
        row: before.is_none(),
        count: None,
    })
}

/// Whether a project ends before a mark of its list.
fn is_beside_mark(page: &Page<'_>, head: Hit) -> bool {
    page.rest(head.end).starts_with(ENUMERATION)
}

/// The names of a list, if something in it is a name of its own.
fn projects(page: &Page<'_>, list: &List) -> Vec<Name> {
    let pieces = pieces(page, &list.bytes);
    let item = |it: &Bytes| {
        if list.led && it.start == list.bytes.start {
            behind_owner(page, trimmed(page, it, Behind::Clause))
        } else {
            trimmed(page, it, Behind::Item)
        }
    };
    let items: Vec<Item> = pieces.iter().map(item).collect();
    let owns = |it: &&Item| is_plain(page, &it.bytes) && is_sure(page, it);
    let own = items.iter().filter(owns).count();
    let whole = pieces
        .last()
        .zip(items.last())
        .is_some_and(|(it, last)| it.start == last.bytes.start);
    let shared = own == items.len() && whole;
    let mostly = 2 * own >= items.len();
    let headed = |it: &Item| !list.row || shared || is_headed(page, &it.bytes);
    let all = list.count == Some(items.len()) && own > 0;
    let fits = |it: &&Item| {
        if all && is_plain(page, &it.bytes) {
            return true;
        }
        let described = is_described(page, &it.bytes) && (!is_headed(page, &it.bytes) || mostly);
        own > 0 && headed(it) && is_plain(page, &it.bytes) && (is_sure(page, it) || described)
    };
    let companies = items
        .iter()
        .filter(|it| is_company(page, &it.bytes))
        .count();
    let firms = !list.row && 3 * companies >= items.len() && companies > 1;
    let alike = |it: &&Item| firms && is_peer(page, &it.bytes);
    let names = items.iter().filter(|it| fits(it) || alike(it));
    names
        .filter_map(|it| named(page, &it.bytes, (list.row, firms)))
        .collect()
}

/// Whether an item beside companies can be one, though none of its words is its own: 骊住建材, 开市客.
fn is_peer(page: &Page<'_>, item: &Bytes) -> bool {
    let short = (2..=PEER).contains(&page.slice(item.clone()).chars().count());
    let other = is_one_word(page, item) || is_thing(page, item);
    short && !other && is_plain(page, item)
}

/// Whether an item speaks for itself.
fn is_sure(page: &Page<'_>, item: &Item) -> bool {
    item.priced || is_own(page, &item.bytes)
}

/// What an item names: a company, if it has nothing but words of its own or ends as companies do, else a project.
fn named(page: &Page<'_>, bytes: &Bytes, (row, firms): (bool, bool)) -> Option<Name> {
    if is_other(page, bytes) {
        return None;
    }
    let peer = firms && is_peer(page, bytes);
    if !peer && !is_company(page, bytes) {
        let long = page.slice(bytes.clone()).chars().count() >= SHORTEST;
        return long.then(|| project(page, bytes.clone()));
    }
    let name = page.slice(bytes.clone()).replace(['“', '”', '"'], "");
    (!row && (peer || has_own_word(page, bytes))).then(|| Name {
        bytes: bytes.clone(),
        kind: EntityKind::Company,
        name,
        rule: RuleId::new("name/listed company"),
        confidence: 0.72,
    })
}

/// A project under the name that the text gives it.
fn project(page: &Page<'_>, bytes: Bytes) -> Name {
    let end = before_remark(page, &bytes).unwrap_or(bytes.end);
    let name = page.slice(bytes.start..end).replace(['“', '”', '"'], "");
    Name {
        bytes,
        kind: EntityKind::Project,
        name,
        rule: RuleId::new("name/listed project"),
        confidence: 0.86,
    }
}

/// The items between the enumeration marks outside brackets and quotation marks, and around a word that joins two names.
pub(super) fn pieces(page: &Page<'_>, list: &Bytes) -> Vec<Bytes> {
    let mut depth = 0_usize;
    let outer = |it: char| {
        match it {
            '(' | '“' | '《' => depth += 1,
            ')' | '”' | '》' => depth = depth.saturating_sub(1),
            _ => {}
        }
        it == ENUMERATION && depth == 0
    };
    let mut start = list.start;
    let text = page.slice(list.clone());
    let pieces = text.split(outer).map(|it| {
        let piece = start..start + it.len();
        start = piece.end + ENUMERATION.len_utf8();
        piece
    });
    let pieces: Vec<Bytes> = pieces.collect();
    pieces.iter().flat_map(|it| parted(page, it)).collect()
}

/// 新华08和|港荣铝业: two items, where a name of its own begins behind the word that joins.
fn parted(page: &Page<'_>, piece: &Bytes) -> Vec<Bytes> {
    let long = |it: usize| page.slice(piece.start..it).chars().count() >= *LENGTH.start();
    let mut marks = page.words_in("joining_mark", piece);
    let ends = ["project_word", "phase"];
    let closed = |it: usize| ends.iter().any(|list| page.word_ending(list, it).is_some());
    let apart = |it: &Hit| begins_own(page, it.end) && is_own(page, &(piece.start..it.start));
    let mark = marks.find(|it| {
        let parts = closed(it.start) || begins_with_size(page, it.end) || apart(it);
        parts && !inside_word(page, *it) && long(it.start)
    });
    match mark {
        Some(it) => {
            let rest = it.end..piece.end;
            let first = piece.start..it.start;
            [vec![first], parted(page, &rest)].concat()
        }
        None => vec![piece.clone()],
    }
}

/// Whether an item is one thing though all its words are common: 新能源机动车|检测中心.
fn is_described(page: &Page<'_>, item: &Bytes) -> bool {
    let long = page.slice(item.clone()).chars().count() >= DESCRIBED;
    let heads = ["project_head", "park_head"];
    long && heads
        .iter()
        .any(|it| page.word_ending(it, item.end).is_some())
}

/// Whether an item ends in 项目.
fn is_headed(page: &Page<'_>, item: &Bytes) -> bool {
    page.word_ending("project_word", item.end).is_some()
}

/// Whether an item names something else: a known company, a place, a zone.
fn is_other(page: &Page<'_>, item: &Bytes) -> bool {
    let known = |it: &Name| {
        let sure = it.rule.as_str().starts_with("lexicon/") || it.rule.as_str().ends_with("_legal");
        let company = it.kind == EntityKind::Company && sure;
        let other = it.kind == EntityKind::Place
            || it.kind == EntityKind::Agency && !is_described(page, item);
        it.bytes == *item && (company || other)
    };
    let legal = page.word_ending("company_suffix_legal", item.end).is_some();
    let zone = page.word_ending("zone_head", item.end).is_some();
    let named = page
        .name_at(item.start)
        .is_some_and(|it| known(&page.names[it]));
    named || zone || legal
}

/// Whether an item ends as companies do behind a word of its own or as nothing else does, or has no common noun: 骊住建材,
/// 明治乳业, 凡纳克.
fn is_company(page: &Page<'_>, item: &Bytes) -> bool {
    let length = page.slice(item.clone()).chars().count();
    let sure = || {
        page.word_ending("brand_ending", item.end)
            .is_some_and(|it| it.start > item.start + 3)
    };
    let graded = page.word_at("grade_word", item.start).is_some(); // 高端|能化
    let ends = !graded && ends_as_company(page, item) && (has_own_word(page, item) || sure());
    length <= COMPANY && !is_thing(page, item) && (ends || is_bare(page, item))
}

/// Whether all words of an item are proper and one of them is in no dictionary.
fn is_bare(page: &Page<'_>, item: &Bytes) -> bool {
    let Some(sentence) = page.sentence_at(item.start) else {
        return false;
    };
    let tokens = page.tokens(sentence).iter();
    let inside = tokens.filter(|it| it.bytes.start >= item.start && it.bytes.end <= item.end);
    let inside: Vec<&Token> = inside.collect();
    let proper = inside.iter().all(|it| it.class == Class::Proper);
    proper && inside.iter().any(|it| !it.known) && page.measures_in(item).is_empty()
}

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::check_projects;

    #[test]
    fn parks_that_sign_projects_were_taken_for_the_projects() {
        check_projects("漳泽工业园、屯留经济开发区签约12个项目。", &[]);
    }

    #[test]
    fn items_before_a_class_of_projects_are_whole_names() {
        check_projects(
            "园区先后走访调研中芷12英寸硅片、汇沣特种电缆及铜制品等10个新开工产业项目。",
            &["中芷12英寸硅片", "汇沣特种电缆及铜制品"],
        );
    }

    #[test]
    fn what_an_item_costs_is_no_part_of_its_name() {
        check_projects(
            "2022年落地项目：云岭富硒食品加工园(3.5亿元)、安芷新材料(2.1亿元)。",
            &["云岭富硒食品加工园", "安芷新材料"],
        );
    }

    #[test]
    fn projects_beside_each_other_end_at_their_marks() {
        check_projects(
            "鲁芷高端农机装备制造项目、利芃食品三万吨速冻面点和饮料项目也陆续开工建设。",
            &[
                "鲁芷高端农机装备制造项目",
                "利芃食品三万吨速冻面点和饮料项目",
            ],
        );
    }

    #[test]
    fn a_project_alone_begins_behind_what_is_done_with_it() {
        check_projects(
            "某集团与开发区签约中芷界钠离子储能圆柱电池项目。",
            &["中芷界钠离子储能圆柱电池项目"],
        );
        check_projects("云湖经济技术开发区9个新建项目开工。", &[]);
        check_projects("市长李芷率队调研新开工产业项目。", &[]);
        check_projects(
            "江苏卓芷新材料科技有限公司投资22亿元建设复合集流体生产基地项目，占地180亩。",
            &["复合集流体生产基地项目"],
        );
        check_projects("安全环保投入占项目总投资的12%。", &[]);
    }

    #[test]
    fn items_that_are_as_many_as_the_text_says_are_all_projects() {
        check_projects(
            "在建的还有中芷钢材剪切中心、新芷轴承座、鼎芷铝业散热片三个配套项目。",
            &["中芷钢材剪切中心", "新芷轴承座", "鼎芷铝业散热片"],
        );
    }

    #[test]
    fn counted_projects_are_listed_in_a_clause_of_their_own() {
        check_projects(
            "签约项目12个，总投资65亿元，包括凯芷轴承锻件项目、金芷包装二期。",
            &["凯芷轴承锻件项目", "金芷包装二期"],
        );
        check_projects(
            "签约项目12个，总投资65亿元，涵盖高端能化、低空经济等领域。",
            &[],
        );
    }

    #[test]
    fn a_blank_between_latin_words_parts_nothing() {
        check_projects(
            "追加投资5亿元实施年产300万台Mini LED电视技改项目。",
            &["年产300万台Mini LED电视技改项目"],
        );
    }

    #[test]
    fn fields_before_projects_are_none() {
        check_projects("推进交通、水利、能源等13个重点项目。", &[]);
    }
}
