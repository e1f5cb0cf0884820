//! Parks that a company calls its own: 某集团|某市产业园 holds nobody else, and no page about a zone is about it.
//! A zone (长春高新区) is nobody's own, nor is a park for those who supply a company (某集团配套产业园).

use crate::extract::page::{Name, Page};
use crate::extract::topic::is_zone;
use crate::lexicon::Scheme;
use crate::model::EntityKind;

/// Whether a park is named after a company that the page names or the lexicon knows.
pub(super) fn is_of_company(page: &Page<'_>, park: &Name) -> bool {
    let length = park.name.chars().count();
    park.kind == EntityKind::Park
        && !is_zone(page, park)
        && !page.has_word_in("provide", &park.bytes)
        && (2..length).any(|length| {
            let stem: String = park.name.chars().take(length).collect();
            !page.is_word("ambiguous_name", &stem) && is_company(page, &stem)
        })
}

fn is_company(page: &Page<'_>, name: &str) -> bool {
    let known = page.is_named_in(Scheme::Company, name) && !page.is_named_in(Scheme::Place, name);
    let named = |it: &Name| it.kind == EntityKind::Company && it.name == name;
    known || page.names.iter().any(named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    #[test]
    fn a_park_named_after_a_company_is_its_own() {
        on_page(
            "宁德时代江北产业园位于张家港经济技术开发区。",
            |page| {
                let of = |name: &str| {
                    let found = page.names.iter().find(|it| it.name == name);
                    found.map(|it| is_of_company(page, it))
                };
                assert_eq!(of("宁德时代江北产业园"), Some(true));
                assert_eq!(of("张家港经济技术开发区"), Some(false));
            },
        );
    }
}
