//! Tables of a page: which hold data, and their rows written as lines with tabs between the cells.

use std::collections::HashMap;

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::Html;
use scraper::node::Element;

/// A cell with more text than this holds an article, not a value.
const LONGEST_CELL: usize = 400;
/// Most columns or rows that a cell is spread over.
const WIDEST: usize = 64;

/// What a table is for, for each table of a page.
pub(crate) struct Tables {
    layout: HashMap<NodeId, bool>,
}

impl Tables {
    /// Looks at all tables of a page in one walk.
    pub(crate) fn of(page: &Html) -> Self {
        let mut layout: HashMap<NodeId, bool> = HashMap::new();
        let mut open: Vec<(NodeId, usize)> = Vec::new();
        for edge in page.tree.root().traverse() {
            match edge {
                Edge::Open(node) => {
                    if let Some(element) = node.value().as_element() {
                        match element.name() {
                            "table" => {
                                if let Some((outer, _)) = open.last() {
                                    layout.insert(*outer, true);
                                }
                                open.push((node.id(), 0));
                                layout.insert(node.id(), is_presentation(element));
                            }
                            "td" | "th" => open.iter_mut().for_each(|it| it.1 = 0),
                            "h1" | "h2" | "article" => mark(&mut layout, &open),
                            _ => (),
                        }
                    } else if let Some(text) = node.value().as_text()
                        && let Some((_, length)) = open.last_mut()
                    {
                        *length += text.chars().filter(|it| !it.is_whitespace()).count();
                        if *length > LONGEST_CELL {
                            mark(&mut layout, &open);
                        }
                    }
                }
                Edge::Close(node) => {
                    if open.last().is_some_and(|(id, _)| *id == node.id()) {
                        open.pop();
                    }
                }
            }
        }
        Self { layout }
    }

    /// Whether a table holds data; else it only arranges the page.
    pub(crate) fn is_data(&self, table: NodeId) -> bool {
        !self.layout.get(&table).copied().unwrap_or(true)
    }
}

/// Notes that the innermost open table arranges the page.
fn mark(layout: &mut HashMap<NodeId, bool>, open: &[(NodeId, usize)]) {
    if let Some((table, _)) = open.last() {
        layout.insert(*table, true);
    }
}

fn is_presentation(element: &Element) -> bool {
    matches!(element.attr("role"), Some("presentation" | "none"))
}

/// The rows of a data table while it is being read.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    rows: Vec<Vec<String>>,
    row: Vec<String>,
    /// Cells that reach down from rows above: column, text, rows left.
    hanging: Vec<(usize, String, usize)>,
    /// The cell being read.
    cell: Option<(String, Reach)>,
}

/// How many columns and rows a cell covers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reach {
    columns: usize,
    rows: usize,
}

impl Reach {
    /// Reads `colspan` and `rowspan`.
    pub(crate) fn of(cell: &Element) -> Self {
        let number = |name| {
            let number = cell.attr(name).and_then(|it| it.trim().parse().ok());
            number.unwrap_or(1usize).clamp(1, WIDEST)
        };
        Self {
            columns: number("colspan"),
            rows: number("rowspan"),
        }
    }
}

impl Grid {
    /// Begins a row, ending the one before.
    pub(crate) fn begin_row(&mut self) {
        self.end_row();
    }

    /// Begins a cell, ending the one before.
    pub(crate) fn begin_cell(&mut self, reach: Reach) {
        self.end_cell();
        self.cell = Some((String::new(), reach));
    }

    /// Whether a cell is open; text outside cells is a caption.
    pub(crate) fn is_in_cell(&self) -> bool {
        self.cell.is_some()
    }

    /// Adds text to the open cell.
    pub(crate) fn push(&mut self, text: &str) {
        if let Some((cell, _)) = &mut self.cell {
            cell.push_str(text);
        }
    }

    /// Ends the open cell and writes it into the columns it covers.
    pub(crate) fn end_cell(&mut self) {
        let Some((text, reach)) = self.cell.take() else {
            return;
        };
        let text = one_line(&text);
        self.hang();
        for _ in 0..reach.columns {
            if reach.rows > 1 && self.hanging.len() < WIDEST {
                let column = self.row.len();
                self.hanging.push((column, text.clone(), reach.rows));
            }
            self.row.push(text.clone());
        }
    }

    /// Fills the columns that cells of rows above reach into.
    fn hang(&mut self) {
        while let Some((_, text, _)) = self
            .hanging
            .iter()
            .find(|(column, ..)| *column == self.row.len())
        {
            self.row.push(text.clone());
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        if self.row.is_empty() {
            return;
        }
        self.hang();
        for (.., left) in &mut self.hanging {
            *left -= 1;
        }
        self.hanging.retain(|(.., left)| *left > 0);
        self.rows.push(std::mem::take(&mut self.row));
    }

    /// The rows as lines. A row that is one cell all across is written once.
    pub(crate) fn lines(mut self) -> Vec<String> {
        self.end_row();
        let rows = self.rows.into_iter();
        rows.filter(|row| row.iter().any(|cell| !cell.is_empty()))
            .map(|row| match row.split_first() {
                Some((first, rest)) if !rest.is_empty() && rest.iter().all(|it| it == first) => {
                    first.clone()
                }
                _ => row.join("\t"),
            })
            .collect()
    }
}

/// Text with each run of white space made one blank.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::source::html::page;

    fn check(table: &str, expected: &str) {
        let (text, _) = page(&format!(
            "<body><p>前言一句话。</p>{table}<p>后记一句话。</p>"
        ));
        assert_eq!(text, format!("前言一句话。\n{expected}后记一句话。\n"));
    }

    #[test]
    fn cells_are_divided_by_tabs() {
        check(
            "<table><caption>主要指标</caption><thead><tr><th>年份<th>产值<br>(亿元)<tbody><tr><td> 2022 <td><p>1,200</p></table>",
            "主要指标\n年份\t产值 (亿元)\n2022\t1,200\n",
        );
    }

    #[test]
    fn spans_are_filled() {
        check(
            "<table><tr><th rowspan=2>年份</th><th colspan=2>产值</th></tr><tr><th>计划</th><th>实际</th></tr><tr><td>2022</td><td>1</td><td></td></tr></table>",
            "年份\t产值\t产值\n年份\t计划\t实际\n2022\t1\t\n",
        );
        check(
            "<table><tr><td colspan=2>合计</td></tr><tr><td rowspan=99999999>甲</td><td>1</td></tr></table>",
            "合计\n甲\t1\n",
        );
    }

    #[test]
    fn tables_that_arrange_the_page_are_paragraphs() {
        check(
            "<table><tr><td><p>第一段话。</p><p>第二段话。</p><table><tr><td>甲</td><td>1</td></tr></table></td></tr></table>",
            "第一段话。\n第二段话。\n甲\t1\n",
        );
    }
}
