//! Columns of companies in tables: a cell is one, be its words as they may, where the head says so or most others are legal names.

use crate::extract::cell::tables;
use crate::extract::page::{Bytes, Name, Page};
use crate::model::{EntityKind, RuleId};

/// How many characters such a cell has.
const LENGTH: std::ops::RangeInclusive<usize> = 4..=20;

/// The cells of columns of companies.
pub(super) fn company_table_names(page: &Page<'_>) -> Vec<Name> {
    let mut found = Vec::new();
    for rows in tables(page) {
        let Some((head, rows)) = rows.split_first() else {
            continue;
        };
        for (index, label) in head.iter().enumerate() {
            let cells: Vec<&Bytes> = rows.iter().filter_map(|row| row.get(index)).collect();
            if holds_companies(page, label, &cells) {
                let cells = cells.into_iter().filter(|it| is_company(page, it));
                found.extend(cells.map(|it| name(page, it)));
            }
        }
    }
    found
}

/// Whether a column is one of companies: its head says so, or may, and half of its cells are legal names.
fn holds_companies(page: &Page<'_>, label: &Bytes, cells: &[&Bytes]) -> bool {
    let label = page.slice(label.clone());
    let legal = cells.iter().filter(|it| is_legal(page, it)).count();
    let sure = page.is_word("header_company", label) && legal > 0;
    sure || page.is_word("header_subject", label) && legal > 1 && 2 * legal >= cells.len()
}

fn is_legal(page: &Page<'_>, cell: &Bytes) -> bool {
    page.word_ending("company_suffix_legal", cell.end).is_some()
}

/// Whether a cell holds one name, and none that is read already or is somebody else's.
fn is_company(page: &Page<'_>, cell: &Bytes) -> bool {
    let text = page.slice(cell.clone());
    let others = ["park_head", "agency_head", "project_word", "class_word"];
    LENGTH.contains(&text.chars().count())
        && text
            .chars()
            .all(|it| it.is_alphanumeric() || matches!(it, '(' | ')'))
        && !text.contains(|it: char| it.is_ascii_digit())
        && !is_legal(page, cell)
        && !page.is_word("header_total", text)
        && page.lexicon.named(text).next().is_none()
        && others
            .iter()
            .all(|it| page.word_ending(it, cell.end).is_none())
}

fn name(page: &Page<'_>, cell: &Bytes) -> Name {
    Name {
        name: page.slice(cell.clone()).to_owned(),
        bytes: cell.clone(),
        kind: EntityKind::Company,
        rule: RuleId::new("name/company table"),
        confidence: 0.88,
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::{names_of, on_page};
    use crate::model::EntityKind;

    fn check(table: &str, expected: &[&str]) {
        on_page(table, |page| {
            assert_eq!(names_of(page, EntityKind::Company), expected, "{table}");
        });
    }

    #[test]
    fn cells_beside_legal_names_are_companies() {
        check(
            "项目单位\t国别\n云芷金属有限公司\t德国\n海芷精密有限公司\t瑞士\n欧芷凯汽车配件\t法国",
            &["云芷金属有限公司", "海芷精密有限公司", "欧芷凯汽车配件"],
        );
    }

    #[test]
    fn cells_under_a_head_of_all_sorts_may_be_anything() {
        check(
            "单位名称\t得分\n云芷县财政局\t95\n云芷金属有限公司\t93\n汽车配件协会\t90",
            &["云芷金属有限公司"],
        );
    }
}
