//! What a page says about itself: title, date, source, publisher, address.

use scraper::Html;
use scraper::Node;
use scraper::node::Element;

use crate::model::Metadata;
use crate::model::PartialDate;
use crate::source::html::Block;

/// Names of `meta` elements, the best first.
const ISSUED: [&str; 14] = [
    "article:published_time",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "publicationdate",
    "datepublished",
    "og:published_time",
    "og:release_date",
    "weibo:article:create_at",
    "dcterms.issued",
    "dc.date.issued",
    "dc.date",
    "date",
];
const SOURCE: [&str; 4] = ["contentsource", "source", "article:source", "dc.source"];
const PUBLISHER: [&str; 5] = [
    "publisher",
    "dc.publisher",
    "sitename",
    "og:site_name",
    "siteowner",
];
const TITLE: [&str; 4] = ["articletitle", "og:title", "dc.title", "title"];
const URL: [&str; 2] = ["og:url", "url"];

/// Characters between a page's title and the name of its site.
const DIVIDERS: [char; 6] = ['_', '|', '-', '—', '–', '｜'];
/// A title has at least so many characters.
const SHORTEST: usize = 4;

/// What the head of a page says.
pub(crate) fn metadata(page: &Html) -> Metadata {
    let entries = entries(page);
    let first = |names: &[&str]| {
        let mut names = names.iter();
        names.find_map(|name| {
            let entry = entries.iter().find(|(it, _)| it == name);
            entry.map(|(_, value)| value.clone())
        })
    };
    let date = |names: &[&str]| {
        let mut values = entries
            .iter()
            .filter(|(it, _)| names.contains(&it.as_str()));
        values.find_map(|(_, value)| PartialDate::find(value))
    };
    Metadata {
        title: first(&TITLE),
        issued: date(&ISSUED).or_else(|| date(&["time"])),
        source: first(&SOURCE),
        publisher: first(&PUBLISHER),
        url: first(&["canonical"])
            .or_else(|| first(&URL))
            .filter(|it| is_address(it)),
        views: None,
    }
}

fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// Names and values of `meta`, of the canonical link and of `time`, in the order of the page.
fn entries(page: &Html) -> Vec<(String, String)> {
    let elements = page.tree.nodes().filter_map(|node| match node.value() {
        Node::Element(element) => Some(element),
        _ => None,
    });
    elements
        .filter_map(entry)
        .map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()))
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

fn entry(element: &Element) -> Option<(&str, &str)> {
    match element.name() {
        "meta" => {
            let mut names = ["name", "property", "itemprop"].into_iter();
            let name = names.find_map(|it| element.attr(it))?;
            Some((name, element.attr("content")?))
        }
        "link" if element.attr("rel") == Some("canonical") => {
            Some(("canonical", element.attr("href")?))
        }
        "time" => Some(("time", element.attr("datetime")?)),
        _ => None,
    }
}

/// The headline: the main heading, else the title without the name of the site.
pub(crate) fn headline(page: &Html, blocks: &[Block]) -> Option<String> {
    let full = title(page);
    let headings = blocks.iter().filter(|it| it.headline);
    let mut headings = headings.filter(|it| it.text.chars().count() >= SHORTEST);
    let named = headings
        .clone()
        .find(|it| full.as_deref().is_some_and(|full| full.contains(&it.text)));
    if let Some(heading) = named.or_else(|| headings.find(|it| !it.chrome)) {
        return Some(heading.text.clone());
    }
    let full = full?;
    let shown = blocks.iter().map(|it| it.text.as_str());
    let mut shown = shown.filter(|it| it.chars().count() >= SHORTEST * 2);
    match shown.find(|it| full.starts_with(it)) {
        Some(line) => Some(line.to_owned()),
        None => Some(without_site(&full)),
    }
}

/// The content of `title`.
fn title(page: &Html) -> Option<String> {
    let mut nodes = page.tree.nodes();
    let title = nodes.find(|it| {
        it.value()
            .as_element()
            .is_some_and(|it| it.name() == "title")
    })?;
    let text: String = title
        .children()
        .filter_map(|it| it.value().as_text().map(|it| it.to_string()))
        .collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// A title up to the divider before the name of the site.
fn without_site(title: &str) -> String {
    let parts = title.split(DIVIDERS).map(str::trim);
    let mut parts = parts.filter(|it| it.chars().count() >= SHORTEST);
    parts.next().unwrap_or(title).to_owned()
}
