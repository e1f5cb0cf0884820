//! Table blocks become rows of cells; cells under heads that announce titles or industries are found for those who read names.

use crate::clean::BlockKind;
use crate::extract::header::{Column, columns, is_industry_header, year};
use crate::extract::page::{Bytes, Page};
use crate::model::{EntityKind, Quantity};
use crate::quantity::Scale;

/// The cells of one line.
pub(super) type Row = Vec<Bytes>;

/// The rows of each table: lines of neighbouring table blocks, cut at tabs or bars. A row that names columns begins a table.
pub(super) fn tables(page: &Page<'_>) -> Vec<Vec<Row>> {
    let mut tables: Vec<Vec<Row>> = Vec::new();
    let mut last = None;
    for (index, block) in page.layout.blocks.iter().enumerate() {
        if block.kind != BlockKind::Table {
            continue;
        }
        let mut goes_on = last.is_some_and(|last| last + 1 == index);
        for row in rows(page, &block.bytes) {
            match tables.last_mut() {
                Some(table) if goes_on && !is_head(page, &row) => table.push(row),
                _ => tables.push(vec![row]),
            }
            goes_on = true;
        }
        last = Some(index);
    }
    tables
}

/// Whether a row names columns: its first cell is a word for what one holds, and the others have no number but years.
fn is_head(page: &Page<'_>, row: &Row) -> bool {
    let Some((first, others)) = row.split_first() else {
        return false;
    };
    let bare = |it: &Bytes| {
        let digits = page
            .slice(it.clone())
            .contains(|it: char| it.is_ascii_digit());
        !digits || year(page, it).is_some()
    };
    let column = Column::new(page, first);
    let named = !matches!(column, Column::Value(_) | Column::Industry);
    named && !others.is_empty() && others.iter().all(bare)
}

/// Fills in the cell that a row has in common with the one above and does not repeat: 1|某市|甲园区|3, 2|乙园区|5|.
pub(super) fn merged(page: &Page<'_>, columns: &[Column], rows: &[Row]) -> Vec<Row> {
    let place = columns.iter().position(|it| *it == Column::Place);
    let subject = columns.iter().position(|it| *it == Column::Subject);
    let is_place = |cell: Option<&Bytes>| {
        let name = cell.and_then(|it| page.name_at(it.start));
        name.is_some_and(|it| page.is_kind(it, EntityKind::Place))
    };
    let is_named = |cell: Option<&Bytes>| {
        cell.is_some_and(|it| page.slice(it.clone()).chars().any(char::is_alphabetic))
    };
    let mut above: Option<Bytes> = None;
    let fill = |row: &Row| {
        let mut row = row.clone();
        let Some(at) = place.filter(|it| Some(it + 1) == subject) else {
            return row;
        };
        if is_place(row.get(at)) {
            above = row.get(at).cloned();
        } else if let Some(place) = &above
            && is_named(row.get(at))
            && !is_named(row.get(at + 1))
            && row
                .last()
                .is_none_or(|it| page.slice(it.clone()).is_empty())
        {
            row.insert(at, place.clone());
        }
        row
    };
    rows.iter().map(fill).collect()
}

/// The lines of a block that say something.
fn rows(page: &Page<'_>, block: &Bytes) -> Vec<Row> {
    let says_something = |cell: &Bytes| page.slice(cell.clone()).chars().any(char::is_alphanumeric);
    let mut rows = Vec::new();
    let mut start = block.start;
    for line in page.slice(block.clone()).split('\n') {
        let row = cells(line, start);
        if row.iter().any(says_something) {
            rows.push(row);
        }
        start += line.len() + 1;
    }
    rows
}

/// The cells of a line that begins at an offset, without the space around them.
fn cells(line: &str, offset: usize) -> Row {
    let bars = !line.contains('\t') && line.contains('|');
    let (inner, mark) = if bars {
        let inner = line.trim();
        let inner = inner.strip_prefix('|').unwrap_or(inner);
        (inner.strip_suffix('|').unwrap_or(inner), '|')
    } else {
        (line, '\t')
    };
    let mut start = offset + line.find(inner).unwrap_or_default();
    inner
        .split(mark)
        .map(|cell| {
            let left = start + cell.len() - cell.trim_start().len();
            start += cell.len() + 1;
            left..left + cell.trim().len()
        })
        .collect()
}

/// The cells under headers that announce titles.
pub(super) fn honor_cells(page: &Page<'_>) -> Vec<Bytes> {
    let tables = tables(page);
    let bodies = tables.iter().filter_map(|rows| rows.split_first());
    bodies
        .flat_map(|(head, rows)| under(page, (head, rows), &Column::Honor))
        .collect()
}

/// The cells under headers that announce projects.
pub(super) fn project_cells(page: &Page<'_>) -> Vec<Bytes> {
    let mut found = Vec::new();
    for rows in tables(page) {
        let Some((head, rows)) = rows.split_first() else {
            continue;
        };
        let is_project = |cell: &Bytes| page.is_word("header_project", page.slice(cell.clone()));
        if let Some(column) = head.iter().position(is_project) {
            found.extend(rows.iter().filter_map(|row| row.get(column).cloned()));
        }
    }
    found
}

/// The cells under or behind headers that announce industries.
pub(super) fn industry_cells(page: &Page<'_>) -> Vec<Bytes> {
    let mut found = Vec::new();
    for rows in tables(page) {
        let Some((head, rows)) = rows.split_first() else {
            continue;
        };
        let labelled = rows.iter().filter(|row| {
            row.first()
                .is_some_and(|first| is_industry_header(page, first))
        });
        found.extend(labelled.flat_map(|row| row.iter().skip(1).cloned()));
        found.extend(under(page, (head, rows), &Column::Industry));
    }
    found
}

/// The cells of the columns of one sort, column by column.
fn under(page: &Page<'_>, (head, rows): (&Row, &[Row]), wanted: &Column) -> Vec<Bytes> {
    let columns = columns(page, head, rows).into_iter().enumerate();
    columns
        .filter(|(_, it)| it == wanted)
        .flat_map(|(index, _)| rows.iter().filter_map(move |row| row.get(index).cloned()))
        .collect()
}

/// Signs before a number that take away; minus signs of several lengths.
const MINUS: [char; 3] = ['-', '−', '–'];

/// Whether a cell's number is written with a minus.
pub(super) fn is_negative(written: &str) -> bool {
    written.starts_with(MINUS)
}

/// The quantity of a number cell, without its sign; the unit is the cell's own if it has one.
pub(super) fn quantity(page: &Page<'_>, written: &str, unit: Option<&Scale>) -> Option<Quantity> {
    if !written.chars().any(|it| it.is_ascii_digit()) {
        return None;
    }
    let number = written.trim_start_matches(|it| it == '+' || MINUS.contains(&it));
    let reader = page.lexicon.quantities();
    let quantity = unit
        .and_then(|unit| reader.cell(number, unit))
        .or_else(|| {
            let measures = reader.measures(number).into_iter();
            let mut whole = measures.filter(|it| it.number.start == 0);
            whole.next().map(|it| it.quantity)
        })?;
    Some(Quantity {
        written: written.to_owned(),
        ..quantity
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &[&str]) {
        let row = cells(line, 10);
        let text = |it: Bytes| line.get(it.start - 10..it.end - 10).unwrap();
        let texts: Vec<&str> = row.into_iter().map(text).collect();
        assert_eq!(texts, expected, "{line:?}");
    }

    #[test]
    fn tabs_cut_and_empty_cells_stay() {
        check("产值\t 1 \t\t2", &["产值", "1", "", "2"]);
        check("甲|乙\t1", &["甲|乙", "1"]);
    }

    #[test]
    fn bars_cut_where_no_tab_does() {
        check(" | 产值 | 1 | ", &["产值", "1"]);
        check("1 | 甲 | 2 | ||", &["1", "甲", "2", "", ""]);
        check("没有格子", &["没有格子"]);
    }
}
