//! Who a clause names and does not place: parties to a contract, customers, founders of companies.

use crate::extract::elsewhere::are_listed;
use crate::extract::page::{Bytes, Name, Page};
use crate::model::EntityKind;

/// Whether what a clause says of a name tells that it does not lie where the clause speaks of.
pub(super) fn is_outsider(page: &Page<'_>, name: &Name, clause: &Bytes) -> bool {
    is_customer(page, &(clause.start..name.bytes.start))
        || is_served(page, name, clause)
        || is_founder(page, name, clause)
        || is_party(page, &name.bytes, clause)
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

/// Whether the words before a name make it a customer: 产品供应|X公司, but not 某供应链公司、|X公司.
fn is_customer(page: &Page<'_>, before: &Bytes) -> bool {
    let mut words = page.words_in("supplied_to", before);
    words.any(|it| page.stands_alone(it) && page.name_over(it.start).is_none())
}

/// 为|甲公司、乙公司|提供检修装备: who is supplied does not lie there for that.
fn is_served(page: &Page<'_>, name: &Name, clause: &Bytes) -> bool {
    let provided = page.has_word_in("provide", &(name.bytes.end..clause.end));
    let before = clause.start..name.bytes.start;
    let mut marks = page.words_in("serve_mark", &before);
    let leads = |it: usize| {
        let first = page.name_at(it).map(|it| &page.names[it]);
        first.is_some_and(|first| are_listed(page, first, name))
    };
    provided && marks.any(|it| leads(it.end))
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
