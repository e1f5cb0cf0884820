//! Numbers of official papers: in 浙经信材料〔2022〕124号 the words before the year say whose paper it is, and name nothing.

use crate::extract::page::Page;

/// The brackets that stand around the year.
const BRACKETS: [(char, char); 3] = [('〔', '〕'), ('[', ']'), ('(', ')')];
/// How many digits a year has.
const YEAR: usize = 4;

/// Whether a year in brackets and the number of a paper begin here.
pub(super) fn is_file_number(page: &Page<'_>, at: usize) -> bool {
    let rest = page.rest(at);
    BRACKETS.iter().any(|&(open, close)| {
        let inner = rest.strip_prefix(open).and_then(|it| it.split_once(close));
        inner.is_some_and(|(year, behind)| {
            let digits = year.chars().all(|it| it.is_ascii_digit());
            let rest = behind.trim_start_matches(|it: char| it.is_ascii_digit());
            let end = at + page.rest(at).len() - rest.len();
            let numbered = rest.len() < behind.len();
            let paper = || page.word_at("paper_number", end).is_some();
            digits && year.len() == YEAR && numbered && paper()
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::check_names;
    use crate::model::EntityKind;

    #[test]
    fn the_mark_of_a_paper_was_a_company() {
        let text = "省经信厅印发通知(浙经信材料〔2022〕124号)。";
        check_names(text, EntityKind::Company, &[]);
    }

    #[test]
    fn the_government_whose_paper_it_is_stays_one() {
        let text = "园区经福建省人民政府〔2006〕36号文批准设立。";
        check_names(text, EntityKind::Agency, &["福建省人民政府"]);
    }
}
