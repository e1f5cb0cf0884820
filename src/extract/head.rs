//! Names that end in a head: 张家港|经开区, 奕翔化工|有限公司, 工业和信息化|厅.

use crate::extract::agency::{
    begins_town, behind_joint, behind_lead, fields_start, is_body, is_field, is_row_of_bodies,
    with_parent as with_parent_body,
};
use crate::extract::boundary::{
    Reach, behind_doing, behind_verb, behind_zone, crosses_known, grown_start, name_start,
    trimmed_start, whole_before,
};
use crate::extract::company::{
    before_hyphen, behind_class_of_firms, is_class_of_companies, is_done_there, next_class,
    with_mother, with_number,
};
use crate::extract::counted::{counts_kinds, is_counted_before, is_own_name};
use crate::extract::landmark::behind_side;
use crate::extract::legal_name::{behind_agent, names_person, with_first, with_group};
use crate::extract::mother::before_group;
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::park_start::{
    before_dash, behind_change, behind_quote, behind_whole, is_plant, is_used_by_company,
    side_before, with_company, with_half, with_initial, with_parent, with_place, with_side,
};
use crate::extract::project::is_project;
use crate::extract::project_item::behind_class;
use crate::extract::project_start::{
    attributed_start, behind_building, described_start, joined_start,
};
use crate::extract::segment::Class;
use crate::extract::sentence::Sentence;
use crate::extract::stem::{has_proper, is_class_of_parks, is_generic, is_plan, is_vision};
use crate::extract::told_park::{
    is_announced_park, is_honored, is_located, is_opened, is_park_of_trade, is_scene, is_subject,
};
use crate::extract::told_project::are_told_works;
use crate::extract::walk::is_size;
use crate::lexicon::{Hit, Scheme};
use crate::model::{EntityKind, RuleId};

/// A list of heads, what they make, and how far such a name reaches.
pub(super) struct Heads {
    pub(super) list: &'static str,
    pub(super) kind: EntityKind,
    pub(super) reach: Reach,
}

/// The names of a sentence that end in a head of this list.
pub(super) fn headed_names(
    page: &Page<'_>,
    sentence: &Sentence,
    heads: &Heads,
    found: &mut Vec<Name>,
) {
    for head in page.words_in(heads.list, &sentence.bytes) {
        found.extend(headed(page, sentence, head, heads));
    }
}

fn headed(page: &Page<'_>, sentence: &Sentence, head: Hit, heads: &Heads) -> Option<Name> {
    if !may_end_name(page, head, heads) {
        return None;
    }
    let start = headed_start(page, sentence, head, heads);
    let start = behind_side(page, sentence, start).unwrap_or(start);
    let start = match heads.kind {
        EntityKind::Agency | EntityKind::Project => behind_joint(page, start, head),
        _ => start,
    };
    if is_bare_works(page, start, head, heads)
        || heads.kind == EntityKind::Agency && is_row_of_bodies(page, start, head.end)
    {
        return None;
    }
    let start = with_place(page, start, head, heads.kind).unwrap_or(start);
    let start = behind_whole(page, start, head, heads.kind).unwrap_or(start);
    let start = whole_start(page, sentence, (start, head), heads.kind);
    let start = behind_remark(page, start, head);
    if heads.kind == EntityKind::Park && is_used_by_company(page, start, head) {
        return None;
    }
    let plant = heads.kind == EntityKind::Park
        && (is_plant(page, start, head) || is_announced_park(page, sentence, start, head));
    let named = || has_naming_stem(page, start, head, heads.kind);
    if !(plant || named()) || is_class(page, sentence, start, head) {
        return None;
    }
    if heads.kind == EntityKind::Company && is_done_there(page, start, head) {
        return None;
    }
    let bytes = start..head.end;
    // 某技术等一批|重点项目: the list that a class goes on with.
    // 某煤化工30万吨乙二醇及某电厂: a size is no part of a company's name.
    let mut sizes = page
        .measures_in(&bytes)
        .map(|it| page.measures[it].unit_class);
    let sized = heads.kind == EntityKind::Company && sizes.any(|it| it.is_some() && is_size(it));
    let open = sized
        || heads.kind == EntityKind::Project
            && page
                .slice(start..head.start)
                .contains(page.lexicon.and_others());
    if open {
        return None;
    }
    Some(Name {
        name: page.slice(bytes.clone()).replace(['“', '”', '"'], ""),
        bytes,
        kind: if plant {
            EntityKind::Project
        } else {
            heads.kind
        },
        rule: RuleId::new(&format!("name/{}", heads.list)),
        confidence: 0.85,
    })
}

/// 高新区|(新市区)|北区工业园: behind the remark to what stands before, which begins no name.
fn behind_remark(page: &Page<'_>, start: usize, head: Hit) -> usize {
    let text = page.slice(start..head.start);
    let close = text.strip_prefix('(').and_then(|it| it.find(')'));
    close.map_or(start, |it| start + it + "()".len())
}

/// Where the name of a park or company begins with what belongs to it before its stem: its zone, its side, its mother.
fn whole_start(
    page: &Page<'_>,
    sentence: &Sentence,
    (start, head): (usize, Hit),
    kind: EntityKind,
) -> usize {
    match kind {
        EntityKind::Park => {
            let start = with_parent(page, sentence, start, head)
                .or_else(|| with_parent(page, sentence, side_before(page, start, head)?, head))
                .or_else(|| with_half(page, start))
                .or_else(|| with_initial(page, sentence.bytes.start, start))
                .or_else(|| with_side(page, start, head))
                .unwrap_or(start);
            let start = with_company(page, start, head).unwrap_or(start);
            behind_change(page, start, head).unwrap_or(start)
        }
        EntityKind::Company => with_mother(page, sentence, start, head)
            .or_else(|| with_group(page, sentence.bytes.start, start, head))
            .unwrap_or(start),
        _ => start,
    }
}

/// Whether a name can end in a head, given the letters around it.
pub(super) fn may_end_name(page: &Page<'_>, head: Hit, heads: &Heads) -> bool {
    !ends_inside_longer_head(page, head, heads.list)
        && (heads.kind == EntityKind::Project || !is_excluded(page, head, heads.kind))
        && (heads.kind != EntityKind::Company || is_longest(page, head, heads.list))
        && (heads.kind != EntityKind::Agency || !begins_town(page, head))
        && !is_verb(page, head)
}

/// Whether works that have no name of their own by their ending are not told of either.
fn is_bare_works(page: &Page<'_>, start: usize, head: Hit, heads: &Heads) -> bool {
    heads.kind == EntityKind::Project
        && is_excluded(page, head, heads.kind)
        && !is_paid_for(page, head)
        && !are_told_works(page, start, head)
}

/// Endings that name works only with their cost or behind a facility: 投资7亿元建设某芯片|生产线, 污水处理厂|二期.
fn is_paid_for(page: &Page<'_>, head: Hit) -> bool {
    if page.is_word("phase", page.written(head)) {
        let closed = page.rest(head.end).starts_with(')');
        return !closed && page.word_ending("facility_end", head.start).is_some();
    }
    let sentence = page.sentence_at(head.start).map(|it| &page.sentences[it]);
    sentence.is_some_and(|it| described_start(page, it, head).is_some())
}

/// Whether an ending is the verb of its clause here: 某集团|投资|的, 投资|建设; 园区|所|占, 园区创|办|于.
pub(super) fn is_verb(page: &Page<'_>, head: Hit) -> bool {
    let object = || {
        let particle = page.rest(head.end).starts_with(page.lexicon.particle());
        let verb = page.word_at("name_stop", head.end).is_some();
        particle || verb || page.measure_at(head.end).is_some()
    };
    let remark = || page.rest(head.end).starts_with(')');
    page.is_word("verb_ending", page.written(head)) && (object() || remark())
        || page
            .word_at("bound_head", head.start)
            .is_some_and(|it| it.end > head.end)
}

/// Whether no longer head of the list ends at the same place: 公司 in 股份有限公司.
fn is_longest(page: &Page<'_>, head: Hit, list: &str) -> bool {
    page.word_ending(list, head.end)
        .is_none_or(|it| it.start >= head.start)
}

/// 开发区 in 开发区管委会, 产业园 in 产业园区 or 科技产业园 before 区 is not where the name ends.
fn ends_inside_longer_head(page: &Page<'_>, head: Hit, list: &str) -> bool {
    let set = page.lexicon.words(list);
    page.hits_in(head.start.saturating_sub(LONGEST_HEAD)..head.end)
        .any(|hit| hit.end > head.end && page.lexicon.is_word(hit, set))
}

/// How far before a head a longer one may begin, in bytes.
const LONGEST_HEAD: usize = 60;

/// Endings that are no head of a name, or hold one: 工厂, 港, 入|园.
fn is_excluded(page: &Page<'_>, head: Hit, kind: EntityKind) -> bool {
    let list = match kind {
        EntityKind::Company => "not_company_suffix",
        EntityKind::Park => "not_park_head",
        EntityKind::Project => "not_project_head",
        _ => return false,
    };
    let longer = page
        .word_ending(list, head.end)
        .is_some_and(|it| it.start < head.start);
    let written = page.written(head);
    let kin = page.is_word("kin_form", written) && !crosses_known(page, &(head.start..head.end));
    longer || kin || page.is_word(list, written) || begins_place(page, head)
}

/// 襄阳市|谷|城县: whether a head of one character begins the name of a place.
fn begins_place(page: &Page<'_>, head: Hit) -> bool {
    let one = page.written(head).chars().nth(1).is_none();
    let mut hits = page.hits_at(head.start);
    one && hits.any(|it| it.end > head.end && page.is_in(Scheme::Place, it))
}

fn headed_start(page: &Page<'_>, sentence: &Sentence, head: Hit, heads: &Heads) -> usize {
    let described = match heads.kind {
        EntityKind::Project => {
            described_start(page, sentence, head).or_else(|| attributed_start(page, sentence, head))
        }
        _ => None,
    };
    described.unwrap_or_else(|| {
        let start = name_start(page, head.start, sentence.bytes.start, heads.reach);
        if heads.kind == EntityKind::Agency
            && fields_start(page, sentence.bytes.start, head.start) == Some(start)
        {
            return start; // 规划|和自然资源局: no verb before it
        }
        let start = trimmed_start(page, start, head);
        match heads.kind {
            EntityKind::Project => {
                let start = joined_start(page, sentence, start).unwrap_or_else(|| {
                    let company = company_start(page, start, head);
                    behind_zone(page, company.unwrap_or(start), head.start, heads.kind)
                });
                let start = behind_building(page, start, head);
                let whole = page.is_word("project_word", page.written(head));
                let class = behind_class(page, &(start..head.end)).filter(|_| whole);
                class.unwrap_or(start)
            }
            EntityKind::Agency => {
                let start = behind_verb(page, behind_lead(page, start, head), head);
                with_parent_body(page, sentence.bytes.start, start, head).unwrap_or(start)
            }
            EntityKind::Company => {
                let whole = whole_before(page, head.start, sentence.bytes.start);
                let whole = whole.filter(|_| page.is_word("legal_form", page.written(head)));
                let start = whole.map_or(start, |it| trimmed_start(page, it.min(start), head));
                let start = behind_verb(page, start, head);
                let start = behind_zone(page, start, head.start, heads.kind);
                let start = behind_class_of_firms(page, start, head);
                let start = with_first(page, sentence.bytes.start, start, head);
                let start = grown_start(page, start, head, sentence.bytes.start);
                let start = before_group(page, start, head, sentence.bytes.start).unwrap_or(start);
                let start = with_number(page, start).unwrap_or(start);
                let start = before_hyphen(page, start).unwrap_or(start);
                behind_agent(page, sentence.bytes.start, start, head)
            }
            _ => {
                let start = behind_doing(page, behind_verb(page, start, head), head);
                let start = behind_quote(page, start, head);
                before_dash(page, start)
            }
        }
    })
}

/// Where the company begins whose legal name a project's holds: 昔阳县|山西尚太锂电科技有限公司年产20万吨负极材料项目.
fn company_start(page: &Page<'_>, start: usize, head: Hit) -> Option<usize> {
    let stem = start..head.start;
    let form = page.words_in("legal_form", &stem).next()?;
    let floor = page
        .sentence_at(start)
        .map(|it| page.sentences[it].bytes.start)?;
    let company = name_start(page, form.start, floor, Reach::AnyPlace);
    (company < form.start).then_some(company)
}

/// Whether the words before a head make a name of its kind, and not only a class.
fn has_naming_stem(page: &Page<'_>, start: usize, head: Hit, kind: EntityKind) -> bool {
    let stem = page.slice(start..head.start);
    let long = stem.chars().filter(|it| it.is_alphanumeric()).count() >= 2;
    let names = || match kind {
        EntityKind::Agency => is_body(page, start, head),
        EntityKind::Project => is_project(page, start, head),
        EntityKind::Park => {
            (!is_class_of_parks(page, start, head)
                || is_located(page, start)
                || is_opened(page, start, head)
                || is_honored(page, start, head)
                || is_subject(page, start, head)
                || is_scene(page, start, head))
                && !is_vision(page, start, head)
        }
        EntityKind::Company => {
            // 车联网|公司 is a class.
            let own =
                has_proper(page, start, head.start) && !page.is_named_in(Scheme::Industry, stem);
            !is_class_of_companies(page, head)
                && !names_person(page, &(start..head.start))
                && (own && !is_country(page, stem)
                    || !page.is_word("bare_form", page.written(head)))
        }
        _ => true,
    };
    let zone = || {
        page.hits_ending(head.start)
            .any(|it| page.is_in(Scheme::Park, it))
    };
    let field = || kind == EntityKind::Agency && (is_field(page, start, head) || zone());
    let told = || is_located(page, start) || is_opened(page, start, head);
    let located = || kind == EntityKind::Park && told();
    // 园区污水处理厂|二期: a phase tells public works from others.
    let phase = kind == EntityKind::Project
        && page.is_word("phase", page.written(head))
        && page.word_ending("public_works", head.start).is_some();
    let trade = kind == EntityKind::Park && is_park_of_trade(page, start, head);
    phase || trade || long && (!is_generic(page, stem, kind) || field() || located()) && names()
}

/// 澳大利亚|公司: whether a stem is a country, which tells no company from others.
fn is_country(page: &Page<'_>, stem: &str) -> bool {
    page.lexicon.named(stem).any(|(_, it)| it.is_country())
}

/// Whether what stands around a name shows that it is a class: it is counted, goes on, or a class word follows.
fn is_class(page: &Page<'_>, sentence: &Sentence, start: usize, head: Hit) -> bool {
    let open = || {
        page.is_word("open_head", page.written(head))
            && next_class(page, sentence, head.end) == Some(Class::Noun)
    };
    page.is_counted(head.end) && !is_own_name(page, start, head)
        || is_counted_before(page, head)
        || counts_kinds(page, start, head)
        || is_plan(page, &(start..head.end))
        || goes_on(page, &(start..head.end))
        || page.word_at("class_after", head.end).is_some()
        || open()
}

/// Whether a known word begins inside a name and ends behind it: 工程|装备.
fn goes_on(page: &Page<'_>, bytes: &Bytes) -> bool {
    page.hits_in(bytes.clone()).any(|hit| {
        hit.start > bytes.start && hit.end > bytes.end && page.is_in(Scheme::Industry, hit)
    })
}

/// Where a name begins that may reach to a place near its head.
pub(super) fn near_start(page: &Page<'_>, sentence: &Sentence, head: Hit) -> usize {
    let start = name_start(page, head.start, sentence.bytes.start, Reach::NearPlace);
    trimmed_start(page, start, head)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::{names_of, on_page};

    #[test]
    fn a_name_ends_at_the_longest_head() {
        on_page("张家港经开区管委会发布公告。", |page| {
            assert_eq!(names_of(page, EntityKind::Agency), ["张家港经开区管委会"]);
            assert!(names_of(page, EntityKind::Park).is_empty());
        });
    }

    #[test]
    fn a_counted_or_praised_head_names_no_park() {
        for text in [
            "德阳两个开发区上榜。",
            "入选全市十佳电商产业园。",
            "吐鲁番三大服装基地。",
            "中国产业园区大会召开，中国化工园区超过600家。",
        ] {
            on_page(text, |page| {
                assert!(names_of(page, EntityKind::Park).is_empty(), "{text}");
            });
        }
    }

    #[test]
    fn what_a_zone_becomes_is_no_part_of_its_name() {
        on_page("张家港经开区“变身”高新区。", |page| {
            assert_eq!(names_of(page, EntityKind::Park), ["张家港经开区"]);
        });
    }

    #[test]
    fn a_head_that_begins_a_place_ends_no_name() {
        on_page("园区位于湖北省襄阳市谷城县。", |page| {
            assert!(names_of(page, EntityKind::Park).is_empty());
        });
    }

    #[test]
    fn a_name_begins_behind_what_leads_to_it() {
        let company = |text: &str, name: &str| {
            on_page(text, |page| {
                assert_eq!(names_of(page, EntityKind::Company), [name], "{text}");
            });
        };
        company("企业如万丰奥特集团等都在。", "万丰奥特集团");
        company("一是皇隆制药投产。", "皇隆制药");
        company("主营棕榈油精炼的马来西亚企业瑞芷集团投产。", "瑞芷集团");
        company("共享装备股份有限公司投产。", "共享装备股份有限公司");
        company("区内金芷城钼业集团有限公司投产。", "金芷城钼业集团有限公司");
        company(
            "四川瑞芷达连接系统有限公司投产。",
            "四川瑞芷达连接系统有限公司",
        );
        on_page("月初报省生态环境厅。", |page| {
            assert_eq!(names_of(page, EntityKind::Agency), ["省生态环境厅"]);
        });
    }

    #[test]
    fn a_company_behind_its_zone_is_told_apart() {
        on_page(
            "在西宁经济技术开发区南川工业园区晶科能源股份有限公司举行。",
            |page| {
                assert_eq!(
                    names_of(page, EntityKind::Company),
                    ["晶科能源股份有限公司"]
                );
                assert_eq!(
                    names_of(page, EntityKind::Park),
                    ["西宁经济技术开发区南川工业园区"]
                );
            },
        );
    }

    #[test]
    fn a_head_without_a_name_is_a_class() {
        on_page("建设美丽园区。", |page| {
            assert!(names_of(page, EntityKind::Park).is_empty());
        });
    }
}
