//! Blanks and line ends: what only served the eye goes.

use crate::clean::glyph::Glyph;
use crate::clean::glyph::is_han;

/// From how many blanks between characters and digits on they may be a habit (2014 年 4 月).
const HABIT: usize = 3;

/// Drops empty lines, indentation and blanks that divide nothing.
pub(crate) fn tidy(glyphs: &[Glyph]) -> Vec<Glyph> {
    let airy = is_airy(glyphs);
    let mut tidy: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    let mut end_of_line: Option<Glyph> = None;
    for line in glyphs.split_inclusive(|it| it.char == '\n') {
        let (body, end) = match line.split_last() {
            Some((last, body)) if last.char == '\n' => (body, Some(*last)),
            _ => (line, None),
        };
        let body = trim(body);
        if body.is_empty() {
            continue;
        }
        tidy.extend(end_of_line.take());
        tidy_line(body, airy, &mut tidy);
        end_of_line = end;
    }
    tidy
}

/// Whether blanks between characters and digits or letters are a habit of the text.
fn is_airy(glyphs: &[Glyph]) -> bool {
    let (mut tight, mut spaced) = (0, 0);
    let mut last = '\n';
    let mut blank = false;
    for glyph in glyphs {
        if glyph.char == ' ' {
            blank = true;
            continue;
        }
        if changes(last, glyph.char) {
            *if blank { &mut spaced } else { &mut tight } += 1;
        }
        last = glyph.char;
        blank = false;
    }
    spaced >= HABIT && spaced >= tight
}

/// Whether one is a Chinese character and the other a digit or Latin letter.
fn changes(one: char, other: char) -> bool {
    (is_han(one) && other.is_ascii_alphanumeric()) || (one.is_ascii_alphanumeric() && is_han(other))
}

fn is_blank(glyph: &Glyph) -> bool {
    matches!(glyph.char, ' ' | '\t')
}

/// The line without blanks at its ends. In a table row, tabs at the ends are empty cells and stay.
fn trim(line: &[Glyph]) -> &[Glyph] {
    let inner = trim_if(line, is_blank);
    if inner.iter().any(|it| it.char == '\t') {
        trim_if(line, |it| it.char == ' ')
    } else {
        inner
    }
}

fn trim_if(line: &[Glyph], goes: impl Fn(&Glyph) -> bool) -> &[Glyph] {
    let start = line.iter().position(|it| !goes(it)).unwrap_or(line.len());
    let end = line
        .iter()
        .rposition(|it| !goes(it))
        .map_or(start, |it| it + 1);
    line.get(start..end).unwrap_or_default()
}

/// Copies a line without the blanks that divide nothing.
fn tidy_line(line: &[Glyph], airy: bool, tidy: &mut Vec<Glyph>) {
    let mut line = line.to_vec();
    line.dedup_by(|it, before| it.char == ' ' && before.char == ' ');
    for (index, glyph) in line.iter().enumerate() {
        let gap = Gap { line: &line, index };
        if glyph.char != ' ' || gap.divides(airy) {
            tidy.push(*glyph);
        }
    }
}

/// A blank in a line of single blanks.
struct Gap<'a> {
    line: &'a [Glyph],
    index: usize,
}

impl Gap<'_> {
    fn char(&self, index: Option<usize>) -> Option<char> {
        index.and_then(|it| self.line.get(it)).map(|it| it.char)
    }

    /// Whether the blank divides what stands on both sides.
    fn divides(&self, airy: bool) -> bool {
        let one = self.char(self.index.checked_sub(1)).unwrap_or(' ');
        let other = self.char(Some(self.index + 1)).unwrap_or(' ');
        if is_tight(one) || is_tight(other) {
            return false;
        }
        if airy && changes(one, other) {
            return false;
        }
        !self.is_letter_spacing()
    }

    /// 发 布 时 间: three or more single characters, each with a blank on both sides.
    fn is_letter_spacing(&self) -> bool {
        let left = self.singles(self.index.checked_sub(1), |index, step| {
            index.checked_sub(step)
        });
        let right = self.singles(Some(self.index + 1), usize::checked_add);
        left > 0 && right > 0 && left + right >= 3
    }

    /// How many single characters follow one another in a direction, at most three.
    fn singles(&self, from: Option<usize>, step: impl Fn(usize, usize) -> Option<usize>) -> usize {
        let mut count = 0;
        let mut place = from;
        while count < 3 && self.char(place).is_some_and(is_han) {
            let next = place.and_then(|it| step(it, 1));
            match self.char(next) {
                None => return count + 1,
                Some(' ') => count += 1,
                Some(mark) if !is_han(mark) && !mark.is_alphanumeric() => return count + 1,
                Some(_) => return count,
            }
            place = place.and_then(|it| step(it, 2));
        }
        count
    }
}

/// Marks that need no blank beside them.
fn is_tight(char: char) -> bool {
    matches!(char, '，' | '。' | '；' | '：' | '、' | '！' | '？' | '\t')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::glyph::glyphs;
    use crate::model::ContextText;

    fn check(text: &str, expected: &str) {
        let tidied = tidy(&glyphs(&ContextText::new(text.to_owned())));
        let text: String = tidied.iter().map(|it| it.char).collect();
        assert_eq!(text, expected);
        assert_eq!(tidy(&tidied), tidied);
    }

    #[test]
    fn empty_lines_and_indentation_go() {
        check("\n\n  标题  \n \n  正文\t\n\n", "标题\n正文");
        check("   \n\t\n", "");
    }

    #[test]
    fn table_rows_keep_their_empty_cells() {
        check("年份\t 数值 \t\n\t12\t", "年份\t数值\t\n12");
        check("\t甲\t乙", "\t甲\t乙");
    }

    #[test]
    fn blanks_that_divide_stay() {
        check("“两连冠” 浏阳经开区", "“两连冠” 浏阳经开区");
        check("集中开工   总投资", "集中开工 总投资");
        check("2022-04-23 来源： 某网 ，好", "2022-04-23 来源：某网，好");
    }

    #[test]
    fn letter_spacing_goes() {
        check("发 布 时 间：", "发布时间：");
        check("科技 创新", "科技 创新");
        check("大 小", "大 小");
    }

    #[test]
    fn blanks_around_digits_go_where_they_are_a_habit() {
        check("2014 年 4 月共 12 家", "2014年4月共12家");
        check("2014年4月共12家 2015", "2014年4月共12家 2015");
    }
}
