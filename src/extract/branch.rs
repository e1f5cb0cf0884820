//! Companies named after a place in brackets (中粮油脂(钦州), 芷针(扬州)酒店|用品): what closes such a name, or goes on with it.

use crate::extract::company::is_closed;
use crate::extract::page::{Name, Page};
use crate::extract::segment::{Class, Token};
use crate::lexicon::Scheme;
use crate::model::EntityKind;

/// How many characters may go on behind the trade of a branch.
const TRADE: usize = 4;

/// Makes the place in brackets that closes a company's name part of it, and the last word of its trade before a list mark.
pub(super) fn with_branches(page: &Page<'_>, found: &mut [Name]) {
    for name in found.iter_mut().filter(|it| is_written(page, it)) {
        let end = place_behind(page, name).or_else(|| trade_end(page, name));
        if let Some(end) = end {
            name.bytes.end = end;
            page.slice(name.bytes.clone()).clone_into(&mut name.name);
        }
    }
}

/// Whether a name is that of a company, as the text has it.
fn is_written(page: &Page<'_>, name: &Name) -> bool {
    name.kind == EntityKind::Company && name.name == page.slice(name.bytes.clone())
}

/// The end of a place in brackets behind a name, if what a company does stands behind it, or no name goes on.
fn place_behind(page: &Page<'_>, name: &Name) -> Option<usize> {
    let at = name.bytes.end;
    if page.word_ending("company_suffix_legal", at).is_some() {
        return None;
    }
    let inner = page.rest(at).strip_prefix('(')?.split_once(')')?.0;
    let end = at + inner.len() + 2;
    let sentence = &page.sentences[page.sentence_at(at)?];
    let acts = ["company_predicate", "output_word", "year_rate"]
        .iter()
        .any(|it| page.word_at(it, end).is_some());
    let closed = acts || is_closed(page, sentence, end);
    (page.is_named_in(Scheme::Place, inner) && closed && end <= sentence.bytes.end).then_some(end)
}

/// The list mark behind nouns that go on with the trade of a branch: 芷针(扬州)酒店|用品、.
fn trade_end(page: &Page<'_>, name: &Name) -> Option<usize> {
    if !name.name.contains(')') || name.name.ends_with(')') {
        return None;
    }
    let sentence = page.sentence_at(name.bytes.start)?;
    let rest = page.slice(name.bytes.end..page.sentences[sentence].bytes.end);
    let trade = rest.split_once('、')?.0;
    let end = name.bytes.end + trade.len();
    let inside = |it: &&Token| it.bytes.start >= name.bytes.end && it.bytes.end <= end;
    let mut tokens = page.tokens(sentence).iter().filter(inside);
    let nouns = tokens.all(|it| it.class == Class::Noun);
    let short = (1..=TRADE).contains(&trade.chars().count());
    (short && nouns && trade.chars().all(char::is_alphabetic)).then_some(end)
}

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::check_companies;

    #[test]
    fn a_place_in_brackets_closes_the_name_of_a_branch() {
        check_companies("中粮油脂（钦州）年压榨大豆360万吨。", &["中粮油脂(钦州)"]);
    }

    #[test]
    fn the_trade_of_a_branch_goes_up_to_the_list_mark() {
        check_companies(
            "五芷刷业、金芷塑胶、两芷针（扬州）酒店用品、宁德时代都在园内。",
            &["五芷刷业", "金芷塑胶", "两芷针(扬州)酒店用品", "宁德时代"],
        );
    }
}
