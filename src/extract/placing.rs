//! What the clause of a name says of where it lies: elsewhere, not, or not yet.

use crate::clean::BlockKind;
use crate::extract::landmark::behind_side;
use crate::extract::modality::{clause_of, modality};
use crate::extract::outsider::outsider;
use crate::extract::page::{Bytes, Page};
use crate::extract::sentence::Sentence;
use crate::model::{EntityKind, Modality};

/// The sentence of a company, project or park, unless it says that the thing lies elsewhere or is no more.
pub(super) fn placing_sentence<'p>(page: &'p Page<'_>, name: usize) -> Option<&'p Sentence> {
    let name = &page.names[name];
    let sentence = &page.sentences[page.sentence_at(name.bytes.start)?];
    let clause = clause_of(sentence, name.bytes.start);
    let placed = matches!(
        name.kind,
        EntityKind::Company | EntityKind::Project | EntityKind::Park
    ) && (matches!(sentence.kind, BlockKind::Paragraph | BlockKind::Table)
        || name.kind == EntityKind::Park && is_caption(page, sentence, &name.bytes))
        && !page.has_word_in("elsewhere", &clause)
        && behind_side(page, sentence, clause.start).is_none()
        && !page.has_word_in("former", &clause)
        && outsider(page, name, &clause).is_none()
        && page.word_at("person_title", name.bytes.end).is_none()
        && page.word_at("parent_mark", name.bytes.end).is_none();
    let denied = || placing(page, sentence, &name.bytes).contains(&Modality::Negated);
    (placed && !denied()).then_some(sentence)
}

/// 【|宏伟园区|】原料自由: whether a heading begins with a name in the brackets of a caption.
fn is_caption(page: &Page<'_>, heading: &Sentence, name: &Bytes) -> bool {
    heading.kind == BlockKind::Heading
        && page.slice(heading.bytes.start..name.start) == "【"
        && page.rest(name.end).starts_with('】')
}

/// How true it is, by the words for lying and settling behind a name in its clause: X公司|未落户, X公司|拟在园区建厂.
pub(super) fn placing(page: &Page<'_>, sentence: &Sentence, name: &Bytes) -> Vec<Modality> {
    let behind = name.end..clause_of(sentence, name.start).end;
    let words = page.words_in("placing", &behind);
    words
        .map(|hit| modality(page, sentence, &(hit.start..hit.start)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    #[test]
    fn what_is_said_not_to_have_settled_is_not_placed() {
        let check = |text: &str, expected: bool| {
            on_page(text, |page| {
                let company = page.names.iter().position(|it| it.name == "宁德时代");
                let placed = placing_sentence(page, company.unwrap()).is_some();
                assert_eq!(placed, expected, "{text}");
            });
        };
        check("园区很忙，宁德时代投产。", true);
        check("园区很忙，宁德时代未落户。", false);
        check("园区很忙，产品供应宁德时代。", false);
    }

    #[test]
    fn a_park_in_a_caption_is_placed_though_nothing_else_names_it() {
        let text = "甲城见闻\n\n甲城很忙。\n\n【沙洲湖科创园】厂房封顶\n\n甲公司很忙。";
        on_page(text, |page| {
            let park = page.names.iter().position(|it| it.kind == EntityKind::Park);
            assert!(placing_sentence(page, park.unwrap()).is_some());
        });
    }
}
