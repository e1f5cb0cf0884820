//! Columns of products: beside those who make them, they are industries and no indicators.

use crate::extract::cell::Row;
use crate::extract::header::Column;
use crate::extract::page::{Bytes, Page};
use crate::model::EntityKind;

/// 企业|主要产品: beside a column of companies or parks, what they make is their industry and no indicator.
pub(super) fn read_products(page: &Page<'_>, columns: &mut [Column], (head, rows): (&Row, &[Row])) {
    let label = |cell: &Bytes| page.slice(cell.clone()).replace([' ', '　'], "");
    let is_product = |it: usize| {
        let cell = head.get(it);
        cell.is_some_and(|cell| page.is_word("header_product", &label(cell)))
    };
    let products: Vec<usize> = (0..columns.len()).filter(|it| is_product(*it)).collect();
    let owner = |it: usize| matches!(page.names[it].kind, EntityKind::Company | EntityKind::Park);
    let owned = |it: &usize| {
        let mut cells = rows.iter().filter_map(|row| row.get(*it));
        cells.any(|cell| page.name_at(cell.start).is_some_and(owner))
    };
    let subject = columns.iter().position(|it| *it == Column::Subject);
    let others = (0..columns.len()).filter(|it| !products.contains(it));
    let owners = subject.or_else(|| others.clone().find(owned)).filter(owned);
    if let Some(owners) = owners.filter(|_| !products.is_empty()) {
        columns[owners] = Column::Subject;
        for it in products {
            columns[it] = Column::Industry;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::cell::tables;
    use crate::extract::header::columns;
    use crate::extract::page::tests::on_page;

    fn check(text: &str, expected: bool) {
        on_page(text, |page| {
            let tables = tables(page);
            let (head, rows) = tables[0].split_first().unwrap();
            let found = columns(page, head, rows).contains(&Column::Industry);
            assert_eq!(found, expected, "{text}");
        });
    }

    #[test]
    fn what_companies_make_is_their_industry() {
        check(
            "企业名称\t主要产品\t产值\n宁德时代\t动力电池\t12\n比亚迪\t汽车\t13\n",
            true,
        );
        check(
            "单位\t主要产品\t产值\n宁德时代\t动力电池\t12\n比亚迪\t汽车\t13\n",
            true,
        );
    }

    #[test]
    fn what_a_region_produces_is_measured() {
        check(
            "地区\t产品\t产量\n昆山市\t原煤\t12\n太仓市\t甲醇\t13\n",
            false,
        );
        check("产品\t产量\n原煤\t12\n甲醇\t13\n", false);
    }
}
