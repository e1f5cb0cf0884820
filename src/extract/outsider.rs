//! Who a clause names and does not place: parties to a contract, customers, founders of companies.

use crate::extract::elsewhere::{are_listed, is_whole};
use crate::extract::page::{Bytes, Name, Page};
use crate::model::EntityKind;

/// How many bytes the words may have that say what those are who are supplied: eight characters.
const DESCRIPTION: usize = 24;

/// As what a clause names somebody whom it does not place where it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outsider {
    /// With whom or for whom somebody here does something: 公司 in what follows does not mean them.
    Counterpart,
    /// Who comes to, builds or shares what lies here: the text may go on about them.
    Doer,
}

/// What tells, of what a clause says of a name, that it does not lie where the clause speaks of.
pub(super) fn outsider(page: &Page<'_>, name: &Name, clause: &Bytes) -> Option<Outsider> {
    let counterpart = is_customer(page, name, clause)
        || is_supplied(page, name, clause)
        || is_led_to(page, name, clause)
        || is_source(page, name, clause)
        || is_told_mother(page, name, clause)
        || page.word_ending("bank_end", name.bytes.end).is_some()
        || page.word_ending("compared_to", name.bytes.start).is_some()
        || is_neighbour(page, name, clause)
        || is_served(page, name, clause)
        || is_founder(page, name, clause)
        || is_party(page, &name.bytes, clause);
    let doer = || {
        is_visitor(page, name, clause)
            || is_agent(page, name, clause)
            || is_partner(page, name, clause)
            || is_contractor(page, name)
    };
    if counterpart {
        Some(Outsider::Counterpart)
    } else {
        doer().then_some(Outsider::Doer)
    }
}

/// 毗邻某高新区的|乙产业园, 与园区相邻的|乙产业园: a park beside another, which it does not lie in.
fn is_neighbour(page: &Page<'_>, name: &Name, clause: &Bytes) -> bool {
    let start = name.bytes.start;
    let before = page.slice(clause.start..start);
    let Some(described) = before.strip_suffix(page.lexicon.particle()) else {
        return false;
    };
    let end = clause.start + described.len();
    let zone = |it: &Name| it.kind == EntityKind::Park && is_whole(page, it);
    let beside = |it: &Name| page.word_ending("beside_park", it.bytes.start).is_some();
    let led = page
        .name_ending(end)
        .is_some_and(|it| zone(it) && beside(it));
    let adjoins = page.word_ending("adjoining", end).map(|it| it.start);
    let with = adjoins.is_some_and(|at| {
        let pointed = page.word_ending("point_park", at).is_some();
        pointed || page.word_ending("its", at).is_some() || page.name_ending(at).is_some_and(zone)
    });
    name.kind == EntityKind::Park && (led || with)
}

/// 某公司与|某高新区|签署协议: who signs with a zone or a body does not lie there for that.
fn is_party(page: &Page<'_>, name: &Bytes, clause: &Bytes) -> bool {
    let Some(signed) = page.words_in("sign", &(name.end..clause.end)).next() else {
        return false;
    };
    let mut names = page.names_in(&(clause.start..signed.start));
    page.has_word_in("party_mark", &(clause.start..signed.start))
        && names.any(|it| {
            let other = &page.names[it];
            matches!(other.kind, EntityKind::Park | EntityKind::Agency) && other.bytes != *name
        })
}

/// 甲公司|一行考察了乙产业园, 甲公司与乙公司|合资建设的丙项目: who comes, or has a part in what lies here.
fn is_visitor(page: &Page<'_>, name: &Name, clause: &Bytes) -> bool {
    page.has_word_in("comes_from_outside", &(name.bytes.end..clause.end))
}

/// 由|甲公司|投资的乙项目: by whom something is done, but not the thing itself; 由最大的平台|甲公司.
fn is_agent(page: &Page<'_>, name: &Name, clause: &Bytes) -> bool {
    let before = clause.start..name.bytes.start;
    let particle = page.lexicon.particle();
    let mut marks = page.words_in("doer_mark", &before);
    marks.any(|mark| {
        let between = mark.end..name.bytes.start;
        let last = page.slice(between).rfind(particle);
        let done = last.map(|it| mark.end..mark.end + it);
        let works =
            |it: &Bytes| !page.names_in(it).is_empty() || page.has_word_in("invest_verb", it);
        page.stands_alone(mark) && !done.is_some_and(|it| works(&it))
    })
}

/// 与|甲公司|合作的乙项目, 与德国|甲公司|合作: with whom something is done.
fn is_partner(page: &Page<'_>, name: &Name, clause: &Bytes) -> bool {
    let before = clause.start..name.bytes.start;
    let country = page.name_ending(name.bytes.start);
    let leads = |end: usize| {
        let first = page.name_at(end).map(|it| &page.names[it]);
        first.is_some_and(|it| are_listed(page, it, name) || Some(it) == country)
    };
    let mut marks = page.words_in("party_mark", &before);
    marks.any(|it| leads(it.end)) && page.word_at("joint_work", name.bytes.end).is_some()
}

/// Whether the words before a name make it a customer: 产品供应|X公司, but not 某供应链公司、|X公司, nor 供应某厂的|X公司.
fn is_customer(page: &Page<'_>, name: &Name, clause: &Bytes) -> bool {
    let before = clause.start..name.bytes.start;
    let mut words = page.words_in("supplied_to", &before);
    let described = |from: usize| {
        let mut names = page.names_in(&(from..name.bytes.start));
        names.any(|it| {
            let gap = page.names[it].bytes.end..name.bytes.start;
            page.slice(gap) == page.lexicon.particle()
        })
    };
    // 供应给|园区内的|X公司
    let inside = |from: usize| page.has_word_in("within_it", &(from..name.bytes.start));
    words.any(|it| {
        page.stands_alone(it)
            && page.name_over(it.start).is_none()
            && !described(it.end)
            && !inside(it.end)
    })
}

/// 为|甲公司、乙公司|提供检修装备: who is supplied does not lie there for that.
fn is_served(page: &Page<'_>, name: &Name, clause: &Bytes) -> bool {
    let provided = page.has_word_in("provide", &(name.bytes.end..clause.end));
    let before = clause.start..name.bytes.start;
    let mut marks = page.words_in("serve_mark", &before);
    provided && marks.any(|it| leads_to(page, it.end, name))
}

/// 进入|甲公司、乙公司|的供应链: who buys of those that a clause is about.
fn is_supplied(page: &Page<'_>, name: &Name, clause: &Bytes) -> bool {
    let behind = name.bytes.end..clause.end;
    let before = clause.start..name.bytes.start;
    let mut marks = page.words_in("enter_chain", &before);
    page.has_word_in("supply_chain", &behind) && marks.any(|it| leads_to(page, it.end, name))
}

/// 采用|甲公司|的技术: whose things somebody here uses.
pub(super) fn is_source(page: &Page<'_>, name: &Name, clause: &Bytes) -> bool {
    let before = clause.start..name.bytes.start;
    let mut verbs = page.words_in("take_verb", &before);
    let taken = page.word_at("taken_thing", name.bytes.end).is_some();
    let company = name.kind == EntityKind::Company;
    company && taken && verbs.any(|it| leads_to(page, it.end, name))
}

/// 先后收购|意大利的甲公司、乙公司, 隶属于|甲集团: what somebody here has bought, belongs to or deals with.
fn is_led_to(page: &Page<'_>, name: &Name, clause: &Bytes) -> bool {
    let before = clause.start..name.bytes.start;
    let mut verbs = page.words_in("outside_lead", &before);
    name.kind == EntityKind::Company
        && verbs.any(|it| page.stands_alone(it) && leads_to(page, it.end, name))
}

/// 甲厂是|乙集团|在龙江布局的加工企业, 甲厂是|乙集团|的重要生产基地: whose works a clause says that something is.
fn is_told_mother(page: &Page<'_>, name: &Name, clause: &Bytes) -> bool {
    let Bytes { start, end } = name.bytes;
    let before = clause.start..start;
    let mut copulas = page.words_in("plain_copula", &before);
    let near = copulas.any(|it| start - it.end <= DESCRIPTION && it.start > clause.start);
    let there = page.word_at("locative_mark", end).is_some();
    let owns = page.rest(end).starts_with(page.lexicon.particle());
    let behind = end..clause.end;
    let placed = there && page.has_word_in("placed_work", &behind);
    near && (placed || owns && page.has_word_in("daughter_noun", &behind))
}

/// 国际家电巨头|甲公司、乙公司: whether the words from a position on, a few that describe aside, lead to a list with this name.
fn leads_to(page: &Page<'_>, from: usize, name: &Name) -> bool {
    let names = page.names_in(&(from..name.bytes.end));
    let mut peers = names.map(|it| &page.names[it]);
    let first = peers.find(|it| it.kind == name.kind);
    let first = first.filter(|first| first.bytes.start <= from + DESCRIPTION);
    first.is_some_and(|first| are_listed(page, first, name))
}

/// 监理单位为|甲公司, |甲公司|承建的某项目: who builds for others or watches over it.
fn is_contractor(page: &Page<'_>, name: &Name) -> bool {
    let works = page.word_at("contract_work", name.bytes.end);
    if name.kind == EntityKind::Company && works.is_some() {
        return true;
    }
    let start = name.bytes.start;
    let before = page.slice(0..start).trim_end_matches(['：', '“']);
    let copula = page.word_ending("being", before.len());
    let end = copula.map_or(before.len(), |it| it.start);
    page.word_ending("contractor_role", end).is_some()
}

/// 甲集团|全资子公司|乙公司: whose daughter a company is.
pub(super) fn is_mother(page: &Page<'_>, name: &Name) -> bool {
    let owns = page.word_at("owner_mark", name.bytes.end);
    let behind = owns.map(|it| {
        let rest = page.rest(it.end);
        let bare = rest.strip_prefix(page.lexicon.particle()).unwrap_or(rest);
        it.end + rest.len() - bare.len()
    });
    let daughter = behind.and_then(|it| page.name_at(it));
    name.kind == EntityKind::Company
        && daughter.is_some_and(|it| page.is_kind(it, EntityKind::Company))
}

/// 甲集团|在区内设立|乙公司, 甲集团|在区内设立的全资子公司: who sets up a company does not lie there for that.
pub(super) fn is_founder(page: &Page<'_>, name: &Name, clause: &Bytes) -> bool {
    let behind = name.bytes.end..clause.end;
    let mut words = page.words_in("sets_up", &behind);
    let company = |at: usize| {
        page.name_at(at)
            .is_some_and(|it| page.is_kind(it, EntityKind::Company))
    };
    let child = |at: usize| {
        let attribute = page.rest(at).starts_with(page.lexicon.particle());
        attribute && page.has_word_in("parent_mark", &(at..clause.end))
    };
    name.kind == EntityKind::Company && words.any(|it| company(it.end) || child(it.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    fn check(text: &str, expected: Outsider, outsiders: &[&str]) {
        on_page(text, |page| {
            let clause = page.sentences[0].clauses[0].clone();
            let names = page.names.iter();
            let found = names.filter(|it| outsider(page, it, &clause) == Some(expected));
            let found: Vec<&str> = found.map(|it| it.name.as_str()).collect();
            assert_eq!(found, outsiders, "{text}");
        });
    }

    #[test]
    fn by_whom_a_project_is_built_is_not_the_project() {
        check(
            "由比亚迪投资的刀片电池项目开工。",
            Outsider::Doer,
            &["比亚迪"],
        );
        check("由最大的车企宁德时代牵头。", Outsider::Doer, &["宁德时代"]);
    }

    #[test]
    fn with_whom_work_is_shared_lies_elsewhere_though_an_address_begins_the_list() {
        let text = "我们与上海松江、浦东、张江高科技园区开展合作。";
        check(text, Outsider::Doer, &["张江高科技园区"]);
    }

    #[test]
    fn who_comes_or_has_a_part_is_told_from_what_lies_here() {
        check(
            "比亚迪一行考察了张家港经开区。",
            Outsider::Doer,
            &["比亚迪"],
        );
        check(
            "与宁德时代合作的刀片电池项目开工。",
            Outsider::Doer,
            &["宁德时代"],
        );
        check(
            "比亚迪与宁德时代合资建设的刀片电池项目开工。",
            Outsider::Doer,
            &["比亚迪", "宁德时代"],
        );
    }

    #[test]
    fn with_whom_somebody_here_deals_is_told_from_who_does_something() {
        check(
            "张家港经开区与比亚迪签署协议。",
            Outsider::Counterpart,
            &["比亚迪"],
        );
        check("产品供应宁德时代。", Outsider::Counterpart, &["宁德时代"]);
        check(
            "供货给宁德时代的比亚迪投产。",
            Outsider::Counterpart,
            &["宁德时代"],
        );
        check(
            "产品已进入宁德时代、比亚迪的供应链。",
            Outsider::Counterpart,
            &["宁德时代", "比亚迪"],
        );
        check("监理单位为宁德时代。", Outsider::Doer, &["宁德时代"]);
        check("宁德时代承建的厂房竣工。", Outsider::Doer, &["宁德时代"]);
        check("产品供应宁德时代。", Outsider::Doer, &[]);
        let outside = |text: &str, names: &[&str]| check(text, Outsider::Counterpart, names);
        outside("先后收购了宁德时代、比亚迪。", &["宁德时代", "比亚迪"]);
        outside("云芷厂是宁德时代在西部布局的企业。", &["宁德时代"]);
        outside("云芷厂是宁德时代的重要生产基地。", &["宁德时代"]);
        outside("园区引进宁德时代的技术。", &["宁德时代"]);
        check("实力仅次于宁德时代。", Outsider::Counterpart, &["宁德时代"]);
        check(
            "与张家港经开区相邻的沙洲湖科创园投产。",
            Outsider::Counterpart,
            &["沙洲湖科创园"],
        );
    }
}
