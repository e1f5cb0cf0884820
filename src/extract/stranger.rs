//! Clauses about somebody who has no name here: what the nation, a forum or a fund aims at is no industry of the park.

use crate::extract::frame::skip_frame;
use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Page};
use crate::extract::sentence::Sentence;
use crate::model::EntityKind;

/// 全国|光伏竞争加剧, 论坛|围绕人工智能展开: whether a clause says what it says here of a wider region, or of a meeting, a school or
/// a fund, and names no park behind it.
pub(super) fn is_of_stranger(page: &Page<'_>, sentence: &Sentence, found: &Bytes) -> bool {
    let clause = clause_of(sentence, found.start);
    let before = clause.start..found.start.max(clause.start);
    let start = skip_frame(page, &before);
    let scope = page.word_at("elsewhere_scope", start);
    let mut strangers = scope
        .into_iter()
        .chain(page.words_in("meeting_or_fund", &before));
    let names_park = |at: usize| {
        let mut names = page.names_in(&(at..before.end.max(at)));
        names.any(|it| page.is_kind(it, EntityKind::Park))
    };
    strangers.any(|it| page.name_over(it.start).is_none() && !names_park(it.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    #[test]
    fn what_a_forum_or_the_nation_aims_at_is_told_from_what_a_park_does() {
        let check = |before: &str, expected: bool| {
            let text = format!("{before}食品、化工、机械。");
            on_page(&text, |page| {
                let found = before.len()..text.len();
                let told = is_of_stranger(page, &page.sentences[0], &found);
                assert_eq!(told, expected, "{text}");
            });
        };
        check("论坛聚焦", true);
        check("全国", true);
        check("杭州高新区设立的基金投向", true);
        check("园区聚焦", false);
        check("论坛上杭州高新区主攻", false);
        check("", false);
    }
}
