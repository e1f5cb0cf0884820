//! Punctuation: Chinese marks between Chinese, single where they were doubled, one kind of quotation mark.

use crate::clean::glyph::Glyph;
use crate::clean::glyph::is_chinese_mark;
use crate::clean::glyph::is_han;

/// Brings punctuation to its normal form; gives how many marks went.
pub(crate) fn normalise(glyphs: &[Glyph]) -> (Vec<Glyph>, usize) {
    let turned = turn(glyphs);
    let mut normal: Vec<Glyph> = Vec::with_capacity(turned.len());
    let mut removed = 0;
    let mut index = 0;
    while let Some(&glyph) = turned.get(index) {
        if strength(glyph.char).is_none() {
            normal.push(glyph);
            index += 1;
            continue;
        }
        let end = run_end(&turned, index);
        let run = turned.get(index..end).unwrap_or_default();
        let context = Context::of(run, &normal, turned.get(end..).unwrap_or_default());
        removed += reduce(run, &context, &mut normal);
        index = end;
    }
    (normal, removed)
}

/// How many characters the ordinal at the head of a line may have: 十二.产值.
const ORDINAL: usize = 3;

/// Brings quotation marks, dashes and full stops to their normal form.
fn turn(glyphs: &[Glyph]) -> Vec<Glyph> {
    let mut turned: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    let mut quote = Quote::default();
    // 新贡献.四大产业: a text without any full stop has points for them.
    let pointed = !glyphs.iter().any(|it| it.char == '。');
    for (index, glyph) in glyphs.iter().enumerate() {
        let before = turned.last().map(|it| it.char);
        let next = glyphs.get(index + 1).map(|it| it.char);
        let char = quote.turn(glyph.char);
        let char = dash(char, before, next);
        let mut line = turned.iter().rev().take_while(|it| it.char != '\n');
        let begins = line.nth(ORDINAL).is_none();
        let next = next.filter(|&it| !pointed || begins || !is_han(it));
        let char = stop(char, before, next);
        turned.push(glyph.with(char));
    }
    turned
}

/// What stands around a run of marks.
struct Context<'a> {
    before: Option<char>,
    /// How many digits stand before, at most four.
    digits_before: usize,
    after: &'a [Glyph],
}

impl<'a> Context<'a> {
    /// The context of a run. Blanks beside a full-width mark will go, so they are not seen.
    fn of(run: &[Glyph], before: &[Glyph], after: &'a [Glyph]) -> Self {
        let full = run.iter().any(|it| !it.char.is_ascii());
        let blank = |it: &&Glyph| full && it.char == ' ';
        let behind = before.iter().rev().take_while(blank).count();
        let ahead = after.iter().take_while(blank).count();
        let before = before.get(..before.len() - behind).unwrap_or_default();
        Self {
            before: before.last().map(|it| it.char),
            digits_before: digits_before(before),
            after: after.get(ahead..).unwrap_or_default(),
        }
    }

    fn next(&self) -> Option<char> {
        self.after.first().map(|it| it.char)
    }

    /// The next character that is not blank, up to the end of the line.
    fn next_visible(&self) -> Option<char> {
        let mut after = self.after.iter().map(|it| it.char);
        after
            .find(|&it| it != ' ')
            .filter(|it| !matches!(it, '\n' | '\t'))
    }

    /// Whether the marks stand between digits, as in 9:30.
    fn between_digits(&self) -> bool {
        self.digits_before > 0 && self.next().is_some_and(|it| it.is_ascii_digit())
    }

    /// Whether the marks group the digits of a number, as in 1,200.
    fn groups_digits(&self) -> bool {
        let after = self.after.iter().take(4);
        let digits = after.take_while(|it| it.char.is_ascii_digit()).count();
        (1..=3).contains(&self.digits_before) && digits == 3
    }

    /// Whether the marks belong to Chinese text.
    fn is_chinese(&self) -> bool {
        let next = self.next_visible();
        let chinese = |it: char| is_han(it) || is_chinese_mark(it);
        self.before.is_some_and(chinese)
            || next.is_some_and(chinese)
            || (matches!(self.before, Some('%' | ')')) && next.is_none_or(|it| it.is_ascii_digit()))
    }
}

/// The rank of a mark; of doubled marks the strongest stays.
fn strength(char: char) -> Option<u8> {
    Some(match char {
        ',' | '，' => 1,
        '、' => 2,
        ':' | '：' => 3,
        ';' | '；' => 4,
        '.' | '。' => 5,
        '!' | '！' => 6,
        '?' | '？' => 7,
        _ => return None,
    })
}

/// Where the run of marks that begins at a glyph ends; blanks between marks belong to it.
fn run_end(glyphs: &[Glyph], start: usize) -> usize {
    let mut end = start + 1;
    loop {
        let blanks = glyphs.get(end..).unwrap_or_default().iter();
        let blanks = blanks.take_while(|it| it.char == ' ').count();
        let next = glyphs.get(end + blanks).map(|it| it.char);
        // A point is never doubled by accident: it may begin a decimal or end an abbreviation.
        let joins = next.is_some_and(|it| it != '.' && strength(it).is_some());
        if !joins || glyphs.get(start).is_some_and(|it| it.char == '.') {
            return end;
        }
        end += blanks + 1;
    }
}

/// Writes the one mark that a run comes down to; gives how many went.
fn reduce(run: &[Glyph], context: &Context<'_>, normal: &mut Vec<Glyph>) -> usize {
    let Some(strongest) = strongest(run) else {
        return 0;
    };
    let full = run.iter().any(|it| !it.char.is_ascii());
    if let [single] = run {
        normal.push(single.with(form(single.char, context)));
        return 0;
    }
    if !full && !context.is_chinese() {
        normal.extend_from_slice(run);
        return 0;
    }
    normal.push(strongest.with(form(full_width(strongest.char), context)));
    run.len() - 1
}

/// The strongest mark of a run, the first of several.
fn strongest(run: &[Glyph]) -> Option<Glyph> {
    let mut best = *run.first()?;
    for &glyph in run {
        if strength(glyph.char) > strength(best.char) {
            best = glyph;
        }
    }
    Some(best)
}

/// The form of a mark that stands alone.
fn form(char: char, context: &Context<'_>) -> char {
    let latin_before = context.before.is_some_and(|it| it.is_ascii_alphanumeric());
    match char {
        ':' | '：' if context.between_digits() => ':',
        ':' | '：' if latin_before && context.next() == Some('/') => ':',
        ',' | '，' if context.groups_digits() => ',',
        ',' if context.between_digits() => ',',
        ',' | ':' | ';' | '!' | '?' if context.is_chinese() => full_width(char),
        other => other,
    }
}

/// A point behind a character that ends a sentence is a full stop.
fn stop(char: char, before: Option<char>, after: Option<char>) -> char {
    match char {
        '.' if before.is_some_and(|it| is_han(it) || it == '%') && ends(after) => '。',
        other => other,
    }
}

/// Whether a point before this character ends a sentence.
fn ends(next: Option<char>) -> bool {
    next.is_none_or(|it| {
        matches!(it, '\n' | '\t' | ' ' | '”' | '"' | ')') || (it != '.' && strength(it).is_some())
    })
}

/// The Chinese form of a mark.
fn full_width(char: char) -> char {
    match char {
        ',' => '，',
        ':' => '：',
        ';' => '；',
        '!' => '！',
        '?' => '？',
        '.' => '。',
        other => other,
    }
}

/// How many digits end the text so far, at most four.
fn digits_before(normal: &[Glyph]) -> usize {
    let digits = normal.iter().rev().take(4);
    digits.take_while(|it| it.char.is_ascii_digit()).count()
}

/// One dash between digits is a range: 1—9月.
fn dash(char: char, before: Option<char>, after: Option<char>) -> char {
    let digit = |it: Option<char>| it.is_some_and(|it| it.is_ascii_digit());
    match char {
        '—' | '―' | '─' if digit(before) && digit(after) => '-',
        other => other,
    }
}

/// Which quotation marks are open in the line.
#[derive(Default)]
struct Quote {
    open: bool,
    chinese: bool,
}

impl Quote {
    /// Gives straight quotation marks in Chinese lines their direction.
    fn turn(&mut self, char: char) -> char {
        match char {
            '\n' => *self = Self::default(),
            '“' => self.open = true,
            '”' => self.open = false,
            '"' if self.open => {
                self.open = false;
                return '”';
            }
            '"' if self.chinese => {
                self.open = true;
                return '“';
            }
            other if is_han(other) => self.chinese = true,
            _ => (),
        }
        char
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::glyph::glyphs;
    use crate::model::ContextText;

    fn check(text: &str, expected: &str) {
        let (normal, _) = normalise(&glyphs(&ContextText::new(text.to_owned())));
        let text: String = normal.iter().map(|it| it.char).collect();
        assert_eq!(text, expected);
        let (again, removed) = normalise(&normal);
        assert_eq!((again, removed), (normal, 0));
    }

    #[test]
    fn marks_between_characters_are_chinese() {
        check("园区:企业,产值;增长!吗?", "园区：企业，产值；增长！吗？");
        check(
            "增长9.2%,其中12.3%,8.5%;达1,200家,9:30",
            "增长9.2%，其中12.3%，8.5%；达1,200家，9:30",
        );
        check("一期(ZF),二期(A),3期", "一期(ZF)，二期(A)，3期");
        check("http://a.cn/b?c=d,e", "http://a.cn/b?c=d,e");
        check(
            "时间:2022-04-23 来源:CELVE,平台",
            "时间：2022-04-23 来源：CELVE，平台",
        );
        check("共１，２００家，9：30", "共１，２００家，9:30");
        check("共1，200家", "共1,200家");
        check("发展.\n园区. 1.5倍", "发展。\n园区。 1.5倍");
        check("某园有贡献.某园.\n二.产值", "某园有贡献。某园。\n二.产值");
        check("某园.有新贡献。", "某园.有新贡献。");
    }

    #[test]
    fn doubled_marks_come_down_to_the_stronger() {
        check(
            "31日,,北京,。天津,;上海,、重庆%,；是",
            "31日，北京。天津；上海、重庆%；是",
        );
        check("北京，，，天津。。", "北京，天津。");
        check("北京, ,天津", "北京，天津");
        check("std::io, a,,b", "std::io, a,,b");
    }

    #[test]
    fn quotation_marks_have_a_direction() {
        check("注明“平台\"的和\"园区\"的", "注明“平台”的和“园区”的");
        check("say \"a\"", "say \"a\"");
    }

    #[test]
    fn a_dash_between_digits_is_a_range() {
        check("1—9月——至今", "1-9月——至今");
    }
}
