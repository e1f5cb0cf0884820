//! Subjects that were not read as names: 彝人古镇|获评…. What is said of them is said of nobody else.

use crate::extract::frame::skip_frame;
use crate::extract::page::{Bytes, Page};
use crate::extract::segment::{Class, Token};

/// How long such a subject may be, in characters.
const LENGTH: std::ops::RangeInclusive<usize> = 3..=12;

/// Whether nothing but nouns stands between the head of a clause, or the date that it begins with, and a verb, and none of them
/// is a word for whom the page speaks of.
pub(super) fn begins_with_unread(page: &Page<'_>, clause: &Bytes, verb: usize) -> bool {
    let start = skip_frame(page, clause);
    let region = start.min(verb)..verb;
    let Some(sentence) = page.sentence_at(region.start) else {
        return false;
    };
    let inside = |it: &&Token| region.start <= it.bytes.start && it.bytes.end <= region.end;
    let is_name = |it: &Token| matches!(it.class, Class::Noun | Class::Proper);
    let mut tokens = page.tokens(sentence).iter().filter(inside).peekable();
    let text = page.slice(region.clone());
    let plain = LENGTH.contains(&text.chars().count()) && text.chars().all(char::is_alphabetic);
    // 经|省政府|批准成为…: what a preposition governs does not act.
    let lists = ["preposition", "agent_mark", "via"];
    let governed = lists
        .iter()
        .any(|it| page.word_ending(it, region.start).is_some());
    plain
        && !governed
        && tokens.peek().is_some()
        && tokens.all(is_name)
        && page.names_in(&region).is_empty()
        && page.moments_in(&region).is_empty()
        && !page.has_word_in("own_word", &region)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    #[test]
    fn a_clause_that_begins_with_nouns_is_about_them() {
        let check = |text: &str, verb: &str, expected: bool| {
            on_page(text, |page| {
                let at = page.text.find(verb).unwrap();
                let found = begins_with_unread(page, &(0..page.text.len()), at);
                assert_eq!(found, expected, "{text}");
            });
        };
        check("彝人古镇获评国家级绿色园区。", "获评", true);
        check("园区获评国家级绿色园区。", "获评", false);
        check("获评国家级绿色园区。", "获评", false);
    }
}
