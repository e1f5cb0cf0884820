//! Tables that a copy turned into plain lines: blanks stand where the borders of the cells were.

use std::ops::Range;

use crate::clean::glyph::Glyph;

/// How many lines in a row with the same number of cells are a table.
const ROWS: usize = 3;
/// How many cells a row has at least whose cells single narrow blanks part: two words with a blank between them are no row.
const NARROW: usize = 3;
/// How many characters a cell has at most; longer ones are sentences.
const CELL: usize = 40;

/// Marks of sentences and labels, which no row holds, and those that no row of narrow blanks holds.
const MARKS: [char; 9] = ['，', '。', '；', '：', ':', '！', '？', '\t', '|'];
const NARROW_MARKS: [char; 3] = [',', '、', '.'];

/// Puts tabs where blanks part the cells of a table: in lines in a row that have the same number of cells and no sentence.
///
/// Blanks part cells where they are wide (two of them, or one of the width of a character), else where there are three cells or
/// more and the first is the number of the row. Empty lines between rows do not count.
pub(crate) fn part_columns(glyphs: &[Glyph]) -> Vec<Glyph> {
    let lines: Vec<Line<'_>> = glyphs
        .split_inclusive(|it| it.char == '\n')
        .map(Line::read)
        .collect();
    let mut parted = Vec::with_capacity(glyphs.len());
    let mut rest = lines.as_slice();
    while let Some(first) = rest.first() {
        let cells = first.cells();
        let same = |it: &&Line<'_>| it.is_empty() || it.cells() == cells;
        let count = rest.iter().take_while(same).count();
        let (lines, others) = rest.split_at(count.max(1));
        let rows = lines.iter().filter(|it| it.shows_row()).count();
        for line in lines {
            line.copy(rows >= ROWS, &mut parted);
        }
        rest = others;
    }
    parted
}

/// A line of a text with the gaps between its cells, if it can be a row.
struct Line<'a> {
    glyphs: &'a [Glyph],
    gaps: Vec<Range<usize>>,
}

impl<'a> Line<'a> {
    fn read(glyphs: &'a [Glyph]) -> Self {
        let gaps = gaps(glyphs);
        Self { glyphs, gaps }
    }

    fn is_empty(&self) -> bool {
        self.glyphs.iter().all(|it| it.char.is_whitespace())
    }

    /// How many cells the line has as a row; none where it can be no row.
    fn cells(&self) -> usize {
        match self.gaps.len() {
            0 => 0,
            gaps => gaps + 1,
        }
    }

    /// Whether the line by itself looks like a row: it has wide gaps, or begins with a number.
    fn shows_row(&self) -> bool {
        let Some(gap) = self.gaps.first() else {
            return false;
        };
        let first = self.glyphs.get(..gap.start).unwrap_or_default();
        let mut first = first.iter().filter(|it| !it.char.is_whitespace());
        is_wide(self.glyphs, gap) || first.all(|it| it.char.is_ascii_digit())
    }

    /// Copies the line; as a row, with a tab for each gap.
    fn copy(&self, is_row: bool, parted: &mut Vec<Glyph>) {
        let mut from = 0;
        for gap in self.gaps.iter().filter(|_| is_row) {
            parted.extend(self.glyphs.get(from..gap.start).into_iter().flatten());
            parted.extend(self.glyphs.get(gap.start).map(|it| it.with('\t')));
            from = gap.end;
        }
        parted.extend(self.glyphs.get(from..).into_iter().flatten());
    }
}

/// The gaps between the cells of a line, empty if the line is no row.
fn gaps(line: &[Glyph]) -> Vec<Range<usize>> {
    if has(line, &MARKS) {
        return Vec::new();
    }
    let blanks = blanks(line);
    let wide: Vec<Range<usize>> = blanks
        .iter()
        .filter(|it| is_wide(line, it))
        .cloned()
        .collect();
    let gaps = match wide.is_empty() {
        false => wide,
        true if blanks.len() + 1 >= NARROW && !has(line, &NARROW_MARKS) => blanks,
        true => return Vec::new(),
    };
    if are_cells(line, &gaps) {
        gaps
    } else {
        Vec::new()
    }
}

fn has(line: &[Glyph], marks: &[char]) -> bool {
    line.iter().any(|it| marks.contains(&it.char))
}

/// The blanks within a line: not those before its first word and behind its last.
fn blanks(line: &[Glyph]) -> Vec<Range<usize>> {
    let mut blanks: Vec<Range<usize>> = Vec::new();
    let mut word = None;
    for (index, _) in line
        .iter()
        .enumerate()
        .filter(|it| !it.1.char.is_whitespace())
    {
        if let Some(end) = word.replace(index + 1).filter(|it| *it < index) {
            blanks.push(end..index);
        }
    }
    blanks
}

fn is_wide(line: &[Glyph], gap: &Range<usize>) -> bool {
    gap.len() > 1 || line.get(gap.start).is_some_and(|it| it.char == '\u{3000}')
}

/// Whether what stands between the gaps can be cells: short, and not all of one character, which letter spacing leaves.
fn are_cells(line: &[Glyph], gaps: &[Range<usize>]) -> bool {
    let starts = gaps.iter().map(|it| it.end);
    let ends = gaps.iter().map(|it| it.start);
    let first = line.iter().take_while(|it| it.char.is_whitespace()).count();
    let last = line.iter().rposition(|it| !it.char.is_whitespace());
    let cells = || {
        std::iter::once(first)
            .chain(starts.clone())
            .zip(ends.clone().chain(last.map(|it| it + 1)))
            .map(|(start, end)| end.saturating_sub(start))
    };
    cells().all(|it| it <= CELL) && cells().any(|it| it > 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::glyph::glyphs;
    use crate::model::ContextText;

    fn check(text: &str, expected: &str) {
        let parted = part_columns(&glyphs(&ContextText::new(text.to_owned())));
        let text: String = parted.iter().map(|it| it.char).collect();
        assert_eq!(text, expected);
        assert_eq!(part_columns(&parted), parted);
    }

    #[test]
    fn wide_blanks_part_cells() {
        check(
            "名单如下\n\n\u{3000}园区\u{3000}产业\n甲园区\u{3000}轴承 丝杠\n\n乙园区  椅业\n特此通报。",
            "名单如下\n\n\u{3000}园区\t产业\n甲园区\t轴承 丝杠\n\n乙园区\t椅业\n特此通报。",
        );
    }

    #[test]
    fn narrow_blanks_part_three_cells_or_more_behind_a_number() {
        check(
            "1 甲 轴承\n2 乙 椅业\n3 丙 纸品\n",
            "1\t甲\t轴承\n2\t乙\t椅业\n3\t丙\t纸品\n",
        );
        for text in [
            "1 园区\n2 园区\n3 园区",
            "584 家 创\n新 创新\n108 个 各类、",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn lines_that_are_no_rows_stay() {
        for text in [
            "甲\u{3000}乙乙\n丙\u{3000}丁丁",
            "一\u{3000}总产值增长，快\n二\u{3000}投资增长，快\n三\u{3000}出口增长，快",
            "通 知 书\n公 示 书\n公 告 书",
            "名称:甲\u{3000}乙乙\n名称:丙\u{3000}丁丁\n名称:戊\u{3000}己己",
        ] {
            check(text, text);
        }
    }
}
