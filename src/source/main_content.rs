//! Which lines of a page are its content: readability says where, the page says what.

use std::collections::BTreeSet;

use dom_smoothie::Config;
use dom_smoothie::Readability;
use scraper::Html;

use crate::source::html::Block;
use crate::source::html::blocks;

/// Readability tries more loosely below so many characters; Chinese says much in few.
const ENOUGH: usize = 120;
/// More elements than a page has that somebody reads.
const MOST_ELEMENTS: usize = 100_000;
/// What readability finds must be at least one part in so many of all text outside navigation.
const LEAST_SHARE: usize = 3;
/// Lines before the first paragraph that may hold date and source where the headline is not in the page.
const LEAD: usize = 4;

/// The lines of the main content, without the headline.
///
/// Readability finds where the content is but drops short lines: tables, headings, the line with date and
/// source. So its paragraphs only mark the first and the last line, and what lies between them comes from
/// the page. Where it finds too little, everything outside navigation and footers counts.
pub(crate) fn choose<'a>(html: &str, page: &'a [Block], title: Option<&str>) -> Vec<&'a str> {
    let found = readable(html);
    let is_found = |it: &&Block| !it.text.is_empty() && found.contains(&key(&it.text));
    let content: usize = page.iter().filter(|it| is_content(it)).map(length).sum();
    let marked: usize = page.iter().filter(is_found).map(length).sum();
    let range = if marked * LEAST_SHARE >= content && marked > 0 {
        let first = page.iter().position(|it| is_found(&it)).unwrap_or(0);
        let last = page.iter().rposition(|it| is_found(&it)).unwrap_or(0);
        lead(page, first, title)..last + 1
    } else {
        0..page.len()
    };
    let lines = page.get(range).unwrap_or_default();
    let chosen = |content: bool| -> Vec<&'a str> {
        lines
            .iter()
            .filter(|it| !content || is_content(it) || is_found(it))
            .map(|it| it.text.as_str())
            .filter(|text| title != Some(*text))
            .collect()
    };
    let lines = chosen(true);
    if lines.is_empty() {
        chosen(false)
    } else {
        lines
    }
}

/// Where the content begins: after the headline, or a few lines before the first paragraph.
fn lead(page: &[Block], first: usize, title: Option<&str>) -> usize {
    let before = page.get(..first).unwrap_or_default();
    before
        .iter()
        .rposition(|it| title == Some(it.text.as_str()))
        .unwrap_or_else(|| {
            let near = before.iter().enumerate().skip(first.saturating_sub(LEAD));
            let mut dated = near.filter(|(_, it)| is_content(it) && has_date(&it.text));
            dated.next().map_or(first, |(index, _)| index)
        })
}

/// Whether a line has digits like a date has: four, then one or two.
fn has_date(text: &str) -> bool {
    crate::model::PartialDate::find(text).is_some()
}

fn is_content(block: &Block) -> bool {
    !block.chrome && !block.is_links()
}

fn length(block: &Block) -> usize {
    block.text.chars().count()
}

/// The lines that readability takes for content.
fn readable(html: &str) -> BTreeSet<String> {
    let config = Config {
        char_threshold: ENOUGH,
        max_elements_to_parse: MOST_ELEMENTS,
        ..Config::default()
    };
    let article = Readability::new(html, None, Some(config)).and_then(|mut it| it.parse());
    let Ok(article) = article else {
        return BTreeSet::new();
    };
    let content = Html::parse_fragment(&article.content);
    blocks(&content).iter().map(|it| key(&it.text)).collect()
}

/// What two readings of a line must share: its letters and digits.
fn key(text: &str) -> String {
    text.chars().filter(|it| it.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use crate::source::html::page;

    #[test]
    fn sentences_in_navigation_are_not_content() {
        let html = "<body><nav><p>青石开发区2023年产值90亿元，欢迎投资。</p></nav>\
            <p>云湖开发区2023年产值73.9亿元，同比增长5%。</p></body>";
        assert_eq!(page(html).0, "云湖开发区2023年产值73.9亿元，同比增长5%。\n");
    }
}
