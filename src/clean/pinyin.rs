//! Pinyin annotations behind characters: 發(fa)(fa), 建設(shè), 產(chan) , 新聞（xīnwén）.

use crate::clean::glyph::Glyph;
use crate::clean::glyph::is_han;
use crate::clean::syllable::Reading;
use crate::clean::syllable::is_pinyin_letter;
use crate::clean::syllable::reading;

/// Glyphs inside the brackets of the longest annotation; what is longer is a remark.
const LONGEST: usize = 48;
/// From how many annotations on a document may have the habit, and per how many characters one.
const HABIT: usize = 3;
const HABIT_SPACING: usize = 100;
/// A shorter text has the habit when one character in so many is annotated.
const DENSE_SPACING: usize = 5;

/// Something that looks like an annotation.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    /// First glyph: the bracket, the blank before it, or the first bare letter.
    start: usize,
    /// Glyph after the last.
    end: usize,
    reading: Reading,
    form: Form,
}

/// How an annotation is written. Each form is judged by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// A tone, or one reading written twice: nothing else looks like this.
    Certain,
    /// (fa)
    Lower,
    /// (FA): may be an abbreviation.
    Capital,
    /// fa, between characters.
    Bare,
}

/// What is known of a text before it is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Habit {
    /// The text itself must show that it is annotated.
    Unknown,
    /// It belongs to an annotated text.
    Annotated,
}

/// Takes the annotations out; gives the rest and how many code points went.
pub(crate) fn strip(glyphs: Vec<Glyph>, habit: Habit) -> (Vec<Glyph>, usize) {
    let candidates = candidates(&glyphs);
    if candidates.is_empty() {
        return (glyphs, 0);
    }
    let accepted = accept(&glyphs, candidates, habit);
    let spaced = has_spaces_behind(&glyphs, &accepted);
    let mut kept = Vec::with_capacity(glyphs.len());
    let mut from = 0;
    for (index, candidate) in accepted.iter().enumerate() {
        kept.extend_from_slice(glyphs.get(from..candidate.start).unwrap_or_default());
        let last_of_group = accepted
            .get(index + 1)
            .is_none_or(|next| next.start != candidate.end);
        from = candidate.end;
        if spaced && last_of_group && char_at(&glyphs, from) == Some(' ') {
            from += 1;
        }
    }
    kept.extend_from_slice(glyphs.get(from..).unwrap_or_default());
    let removed = glyphs.len() - kept.len();
    (kept, removed)
}

/// All that looks like an annotation, in text order, without overlaps.
fn candidates(glyphs: &[Glyph]) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    // Characters in a row up to here, annotations not counted.
    let mut run = 0;
    let mut index = 0;
    while let Some(glyph) = glyphs.get(index) {
        if is_han(glyph.char) {
            run += 1;
            index += 1;
            continue;
        }
        let candidate = (run > 0).then(|| at(glyphs, index)).flatten();
        let fits = |it: &Candidate| it.reading.repeated || it.reading.syllables <= run;
        if let Some(candidate) = candidate.filter(fits) {
            found.push(candidate);
            index = candidate.end;
            continue;
        }
        // A blank does not end a row: 產(chan) 業(ye).
        if glyph.char != ' ' {
            run = 0;
        }
        index += 1;
    }
    mark_doubled(glyphs, &mut found);
    found
}

/// The annotation that begins at a glyph which follows a character or another annotation.
fn at(glyphs: &[Glyph], index: usize) -> Option<Candidate> {
    let first = char_at(glyphs, index)?;
    if is_pinyin_letter(first) {
        return bare(glyphs, index);
    }
    let open = if first == ' ' { index + 1 } else { index };
    let end = closing(glyphs, open)?;
    let letters: Vec<char> = glyphs
        .get(open..end)?
        .iter()
        .map(|it| if is_bracket(it.char) { ' ' } else { it.char })
        .collect();
    let reading = reading(&letters)?;
    let form = match reading {
        Reading { toned: true, .. } => Form::Certain,
        Reading { capital: true, .. } => Form::Capital,
        _ => Form::Lower,
    };
    Some(Candidate {
        start: index,
        end,
        reading,
        form,
    })
}

/// Letters without brackets between two characters.
fn bare(glyphs: &[Glyph], index: usize) -> Option<Candidate> {
    // Before it stands a character, or the bracket of another annotation.
    if index > 0 && char_at(glyphs, index - 1)? == ' ' {
        return None;
    }
    let rest = glyphs.get(index..)?.iter().take(LONGEST);
    let letters: Vec<char> = rest
        .map(|it| it.char)
        .take_while(|&it| is_pinyin_letter(it))
        .collect();
    let end = index + letters.len();
    let reading = reading(&letters)?;
    let next = char_at(glyphs, end);
    if next.is_some_and(|it| it.is_ascii_digit() || it == '-' || it == '.') {
        return None;
    }
    let form = match reading {
        Reading { toned: true, .. } => Form::Certain,
        Reading { capital: true, .. } => return None,
        _ if next.is_some_and(is_han) => Form::Bare,
        _ => return None,
    };
    Some(Candidate {
        start: index,
        end,
        reading,
        form,
    })
}

/// The glyph after the bracket that closes the one at `open`.
fn closing(glyphs: &[Glyph], open: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (offset, glyph) in glyphs.get(open..)?.iter().take(LONGEST).enumerate() {
        match glyph.char {
            '(' | '[' | '〔' | '【' => depth += 1,
            ')' | ']' | '〕' | '】' => depth = depth.checked_sub(1)?,
            ' ' | '\'' | '’' | '1'..='5' => (),
            other if is_pinyin_letter(other) => (),
            _ => return None,
        }
        if depth == 0 {
            return (offset > 0).then_some(open + offset + 1);
        }
    }
    None
}

fn is_bracket(char: char) -> bool {
    matches!(char, '(' | ')' | '[' | ']' | '〔' | '〕' | '【' | '】')
}

fn char_at(glyphs: &[Glyph], index: usize) -> Option<char> {
    glyphs.get(index).map(|it| it.char)
}

/// (fa)(fa): the same reading twice in a row is an annotation, whatever it looks like.
fn mark_doubled(glyphs: &[Glyph], found: &mut [Candidate]) {
    let mut index = 1;
    while let Some([one, two]) = found.get_mut(index - 1..=index) {
        let chars = |it: &Candidate| {
            let part = glyphs.get(it.start..it.end).unwrap_or_default();
            part.iter().map(|it| it.char).collect::<Vec<_>>()
        };
        if one.end == two.start && one.form != Form::Bare && chars(one) == chars(two) {
            one.form = Form::Certain;
            two.form = Form::Certain;
        }
        index += 1;
    }
}

/// Those candidates that are annotations, judged by how many there are of their form.
fn accept(glyphs: &[Glyph], candidates: Vec<Candidate>, known: Habit) -> Vec<Candidate> {
    let han = glyphs.iter().filter(|it| is_han(it.char)).count();
    let count = |form| candidates.iter().filter(|it| it.form == form).count();
    let habit = |count: usize| {
        (count >= HABIT && count * HABIT_SPACING >= han)
            || (count >= 1 && count * DENSE_SPACING >= han)
    };
    let certain = count(Form::Certain);
    let lower = known == Habit::Annotated || habit(count(Form::Lower) + certain);
    let capital = habit(count(Form::Capital)) && readings(glyphs, &candidates) >= HABIT;
    let bare = count(Form::Bare) >= HABIT && count(Form::Bare) * DENSE_SPACING * 2 >= han;
    let mut accepted = candidates;
    accepted.retain(|it| match it.form {
        Form::Certain => true,
        Form::Lower => lower,
        Form::Capital => capital,
        Form::Bare => bare,
    });
    accepted
}

/// How many different readings are written in capitals: (AI) ten times is an abbreviation.
fn readings(glyphs: &[Glyph], candidates: &[Candidate]) -> usize {
    let mut readings: Vec<String> = candidates
        .iter()
        .filter(|it| it.form == Form::Capital)
        .filter_map(|it| glyphs.get(it.start..it.end))
        .map(|part| part.iter().map(|it| it.char).collect())
        .collect();
    readings.sort();
    readings.dedup();
    readings.len()
}

/// Whether annotations are followed by a blank as a habit: 產(chan) 業(ye) .
fn has_spaces_behind(glyphs: &[Glyph], accepted: &[Candidate]) -> bool {
    let mut groups = 0;
    let mut spaced = 0;
    for (index, candidate) in accepted.iter().enumerate() {
        let inner = accepted
            .get(index + 1)
            .is_some_and(|next| next.start == candidate.end);
        let next = char_at(glyphs, candidate.end);
        if inner || next.is_none_or(|it| it == '\n') {
            continue;
        }
        groups += 1;
        spaced += usize::from(next == Some(' '));
    }
    groups >= 2 && spaced * 5 >= groups * 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::glyph::glyphs;
    use crate::clean::width::normalise;
    use crate::model::ContextText;

    fn check(text: &str, expected: &str) {
        let normal = normalise(&glyphs(&ContextText::new(text.to_owned())));
        let total = normal.len();
        let (kept, removed) = strip(normal, Habit::Unknown);
        let text: String = kept.iter().map(|it| it.char).collect();
        assert_eq!(text, expected);
        assert_eq!(kept.len() + removed, total);
    }

    /// A long text without annotations, so that what follows is rare in it.
    fn rare(text: &str) -> String {
        format!("{}{text}", "园区企业产值同比增长。".repeat(50))
    }

    #[test]
    fn every_style_goes() {
        check("發(fa)(fa)布(bu)時間", "發布時間");
        check("建設(shè)用地", "建設用地");
        check("大會（huì）召開（kāi）", "大會召開");
        check("新聞（xīnwén）發布", "新聞發布");
        check("新聞（xīn wén）發布", "新聞發布");
        check("產(chan) 業(ye) 園(yuan) 區2個(ge) 。", "產業園區2個。");
        check("發(FA)展(ZHAN)經(JING)濟(JI)", "發展經濟");
        check("发(fa1)展(zhan3)", "发展");
        check("发((fā))展(zhǎn(zhan))", "发展");
        check("发(fafa)展(zhan)园(yuan)", "发展园");
        check("发fā展zhǎn了", "发展了");
        check("发fa展zhan园yuan区qu了", "发展园区了");
        check("绿(lǜ)色(sè)率(lü)", "绿色率");
        check("发 (fā)展", "发展");
    }

    #[test]
    fn wrong_readings_go_too() {
        check("規(hu)劃(gui)控(an)制(zhi)", "規劃控制");
    }

    #[test]
    fn real_brackets_stay() {
        for text in [
            "采埃孚(ZF)项目(一期)面积(km2)发(fa)(fa)展(zhan)责任延伸(EPR)",
            "人工智能(AI)发(fa)展(zhan)园(yuan)区(qu)",
        ] {
            let expected = text.replace("(fa)", "").replace("(zhan)", "");
            check(text, &expected.replace("(yuan)", "").replace("(qu)", ""));
        }
        check("涉VOCs企业用APP管理", "涉VOCs企业用APP管理");
    }

    #[test]
    fn a_lone_word_in_a_clean_document_stays() {
        let text = rare("某机构(an)成立");
        check(&text, &text);
        check(&rare("某机构(àn)成立"), &rare("某机构成立"));
        check(&rare("某机(ji)(ji)构成立"), &rare("某机构成立"));
        let text = rare("人工智能(AI)、航空(AN)、智能(AI)");
        check(&text, &text);
    }

    #[test]
    fn blanks_stay_where_they_are_no_habit() {
        check(
            "集中(zhong)開(kai)工(gong) 總投資(zi)億(yi)元",
            "集中開工 總投資億元",
        );
    }

    #[test]
    fn brackets_that_never_close_are_text() {
        let text = format!("发{}", "(".repeat(100_000));
        check(&text, &text);
        check("发(fa", "发(fa");
    }
}
