//! Where the name of a project begins whose company the page names elsewhere: 正元|氢能绿色合成氨二期项目 beside 正元氢能.

use std::collections::BTreeSet;

use crate::extract::page::{Bytes, Name, Page};
use crate::model::EntityKind;

/// How many characters before the name of a project its company may begin.
const CUT: usize = 4;
/// How many characters the company has at most.
const COMPANY: usize = 10;

/// The names of companies among the names of a page.
pub(super) fn companies_of(names: &[Name]) -> BTreeSet<String> {
    let companies = names.iter().filter(|it| it.kind == EntityKind::Company);
    companies.map(|it| it.name.clone()).collect()
}

/// Gives back to a project the beginning of its company's name, which was cut because its words are read as others.
pub(super) fn with_cut_company(page: &Page<'_>, companies: &BTreeSet<String>, name: &mut Name) {
    if name.kind != EntityKind::Project || page.slice(name.bytes.clone()) != name.name {
        return;
    }
    if let Some(start) = company_before(page, companies, &name.bytes) {
        page.slice(start..name.bytes.end).clone_into(&mut name.name);
        name.bytes.start = start;
    }
}

/// Where a company begins that ends inside a range and begins before it.
fn company_before(page: &Page<'_>, companies: &BTreeSet<String>, bytes: &Bytes) -> Option<usize> {
    let before = page.slice(0..bytes.start).char_indices().rev();
    let before = before.take_while(|(_, it)| it.is_alphanumeric());
    let mut starts = before.map(|(at, _)| at).take(CUT);
    let known = |start: &usize| {
        let text = page.slice(*start..bytes.end);
        let ends = text.char_indices().map(|(at, it)| at + it.len_utf8());
        let mut ends = ends.take(COMPANY);
        ends.any(|end| {
            let inside = start + end > bytes.start && start + end < bytes.end;
            inside && text.get(..end).is_some_and(|it| companies.contains(it))
        })
    };
    starts.find(known)
}

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::check_projects;

    #[test]
    fn the_name_of_a_company_is_not_cut() {
        check_projects(
            "宁德时代、正元氢能、金牛化工的装置连绵成片。去年，正元氢能绿色合成氨二期项目破土动工。",
            &["正元氢能绿色合成氨二期项目"],
        );
    }
}
