//! Markdown's own marks go: emphasis (`**`, `__`, `` ` ``) and bullets at the head of a line; headings and bars are read by the layout.

use crate::clean::glyph::Glyph;

/// Takes the marks out.
pub(crate) fn strip(glyphs: &[Glyph]) -> Vec<Glyph> {
    let mut kept = Vec::with_capacity(glyphs.len());
    for line in glyphs.split_inclusive(|it| it.char == '\n') {
        let text = line.get(bullets(line)..).unwrap_or_default();
        let mut index = 0;
        while let Some(&glyph) = text.get(index) {
            let run = text
                .iter()
                .skip(index)
                .take_while(|it| it.char == glyph.char)
                .count();
            let emphasis = matches!(glyph.char, '*' | '_') && run > 1 && run < 4;
            if !emphasis && glyph.char != '`' {
                kept.extend(text.iter().skip(index).take(run));
            }
            index += run;
        }
    }
    kept
}

/// How many glyphs of a line are indentation and bullets; none if there is no bullet.
fn bullets(line: &[Glyph]) -> usize {
    let char = |index: usize| line.get(index).map(|it| it.char);
    let mut end = 0;
    let mut at = 0;
    loop {
        while char(at) == Some(' ') {
            at += 1;
        }
        let bullet =
            matches!(char(at), Some('-' | '*' | '+' | '•' | '·')) && char(at + 1) == Some(' ');
        if !bullet {
            return end;
        }
        at += 2;
        end = at;
    }
}

#[cfg(test)]
mod tests {
    use crate::clean::clean;
    use crate::model::ContextText;

    fn check(text: &str, expected: &str) {
        assert_eq!(clean(&ContextText::new(text.to_owned())).text(), expected);
    }

    #[test]
    fn emphasis_and_bullets_go() {
        check("**芜湖经开区**(简称经开区)", "芜湖经开区(简称经开区)");
        check(
            "园区有：\n- 天鹏电源；\n- **富瑞特装**。",
            "园区有：\n天鹏电源；\n富瑞特装。",
        );
    }

    #[test]
    fn stars_between_digits_and_minus_signs_stay() {
        check("建议使用1024*768浏览", "建议使用1024*768浏览");
        check("-5%", "-5%");
    }
}
