//! A page becomes lines of text: each paragraph, heading, list item and table row one line.

use std::mem;

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::Html;
use scraper::Node;
use scraper::node::Element;

use crate::model::Metadata;
use crate::source::flatten::flatten;
use crate::source::head;
use crate::source::main_content;
use crate::source::table::Grid;
use crate::source::table::Reach;
use crate::source::table::Tables;

/// Elements without text for readers; `rt` and `rp` hold readings of characters.
const SILENT: [&str; 16] = [
    "script", "style", "noscript", "template", "svg", "iframe", "object", "select", "button",
    "textarea", "rt", "rp", "head", "canvas", "audio", "video",
];
/// Elements that stand in a line of text.
const INLINE: [&str; 30] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "q", "ruby", "rb", "s", "small", "span", "strong", "sub", "sup",
    "time", "u", "var",
];
/// Elements that hold what surrounds the content.
const CHROME: [&str; 5] = ["nav", "footer", "header", "aside", "form"];
/// Words in `class` and `id` of what surrounds the content.
const CHROME_WORDS: [&str; 22] = [
    "nav",
    "navbar",
    "navigation",
    "menu",
    "footer",
    "foot",
    "header",
    "crumb",
    "crumbs",
    "breadcrumb",
    "breadcrumbs",
    "pager",
    "pagination",
    "sidebar",
    "copyright",
    "share",
    "related",
    "comment",
    "comments",
    "toolbar",
    "banner",
    "search",
];

/// A line of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Block {
    /// Its text, without line ends.
    pub(crate) text: String,
    /// Characters of it that are links.
    pub(crate) linked: usize,
    /// Whether it lies in what surrounds the content: navigation, footer.
    pub(crate) chrome: bool,
    /// Whether it is the main heading.
    pub(crate) headline: bool,
    /// Whether it is a row of a table.
    pub(crate) row: bool,
}

impl Block {
    /// Whether it is hardly more than links.
    pub(crate) fn is_links(&self) -> bool {
        let length = self.text.chars().filter(|it| it.is_alphanumeric()).count();
        self.linked * 3 > length * 2 && length < 80
    }
}

/// The text and the metadata of a page: its headline, then the lines of its main content.
pub(crate) fn page(html: &str) -> (String, Metadata) {
    let html = flatten(html);
    let page = Html::parse_document(&html);
    let blocks = blocks(&page);
    let mut metadata = head::metadata(&page);
    let title = head::headline(&page, &blocks);
    let lines = main_content::choose(&html, &blocks, title.as_deref());
    let mut text = String::new();
    for line in title.iter().map(String::as_str).chain(lines) {
        text.push_str(line);
        text.push('\n');
    }
    metadata.title = title.or(metadata.title);
    (text, metadata)
}

/// All lines of a page in order.
pub(crate) fn blocks(page: &Html) -> Vec<Block> {
    let tables = Tables::of(page);
    let mut walk = Walk::default();
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => walk.open(node, element, &tables),
                Node::Text(text) => walk.text(text),
                _ => (),
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    walk.close(node, element, &tables);
                }
            }
        }
    }
    walk.flush();
    walk.blocks
}

/// The state of the walk over a page.
#[derive(Default)]
struct Walk {
    blocks: Vec<Block>,
    line: Block,
    grid: Option<Grid>,
    /// How many elements of each sort are open around here.
    silent: usize,
    chrome: usize,
    links: usize,
    verbatim: usize,
}

impl Walk {
    fn open(&mut self, node: NodeRef<'_, Node>, element: &Element, tables: &Tables) {
        let name = element.name();
        if is_silent(element) {
            self.silent += 1;
        }
        if is_chrome(element) {
            self.flush();
            self.chrome += 1;
        }
        self.links += usize::from(name == "a");
        self.verbatim += usize::from(name == "pre");
        match (name, &mut self.grid) {
            ("tr", Some(grid)) => grid.begin_row(),
            ("td" | "th", Some(grid)) => grid.begin_cell(Reach::of(element)),
            (_, Some(grid)) if !is_inline(name) => grid.push(" "),
            ("table", None) if tables.is_data(node.id()) => {
                self.flush();
                self.grid = Some(Grid::default());
            }
            (_, None) if !is_inline(name) => {
                self.flush();
                self.line.headline = name == "h1";
            }
            _ => (),
        }
    }

    fn close(&mut self, node: NodeRef<'_, Node>, element: &Element, tables: &Tables) {
        let name = element.name();
        match &mut self.grid {
            Some(_) if name == "table" && tables.is_data(node.id()) => self.end_table(),
            Some(grid) if matches!(name, "td" | "th") => grid.end_cell(),
            Some(_) if name == "caption" => self.flush(),
            None if !is_inline(name) => self.flush(),
            _ => (),
        }
        self.silent -= usize::from(is_silent(element));
        if is_chrome(element) {
            self.flush();
            self.chrome -= 1;
        }
        self.links -= usize::from(name == "a");
        self.verbatim -= usize::from(name == "pre");
    }

    fn text(&mut self, text: &str) {
        if self.silent > 0 {
            return;
        }
        if let Some(grid) = &mut self.grid
            && grid.is_in_cell()
        {
            grid.push(text);
            return;
        }
        if self.verbatim > 0 {
            for line in text.split_inclusive('\n') {
                self.append(line);
                if line.ends_with('\n') {
                    self.flush();
                }
            }
            return;
        }
        self.append(text);
    }

    /// Adds text to the line; white space becomes one blank, and a line end between Chinese nothing.
    fn append(&mut self, text: &str) {
        let mut pending = false;
        for char in text.chars() {
            if matches!(char, ' ' | '\t' | '\n' | '\r' | '\u{C}') {
                pending |= char == '\n' || !self.line.text.ends_with(' ');
                if char != '\n' && !self.line.text.ends_with(' ') && !self.line.text.is_empty() {
                    self.line.text.push(' ');
                    pending = false;
                }
                continue;
            }
            let last = self.line.text.chars().next_back();
            let divides = last.is_some_and(|it| it.is_ascii() && it != ' ') || char.is_ascii();
            if pending && last.is_some_and(|it| it != ' ') && divides {
                self.line.text.push(' ');
            }
            pending = false;
            self.line.text.push(char);
            self.line.linked += usize::from(self.links > 0 && char.is_alphanumeric());
        }
        if pending
            && self
                .line
                .text
                .ends_with(|it: char| it.is_ascii() && it != ' ')
        {
            self.line.text.push(' ');
        }
    }

    /// Ends the line.
    fn flush(&mut self) {
        let mut line = mem::take(&mut self.line);
        if line.text.trim().is_empty() {
            // A heading goes on through the elements inside it.
            self.line.headline = line.headline;
            return;
        }
        line.text.truncate(line.text.trim_end().len());
        line.chrome = self.chrome > 0;
        self.blocks.push(line);
    }

    fn end_table(&mut self) {
        let chrome = self.chrome > 0;
        let rows = self.grid.take().map(Grid::lines).unwrap_or_default();
        self.flush();
        self.blocks.extend(rows.into_iter().map(|text| Block {
            text,
            chrome,
            row: true,
            ..Block::default()
        }));
    }
}

/// Whether an element does not end a line.
fn is_inline(name: &str) -> bool {
    INLINE.contains(&name) || SILENT.contains(&name)
}

/// Whether an element's text is not read: it is not shown, or leads to other pages and says so.
fn is_silent(element: &Element) -> bool {
    SILENT.contains(&element.name())
        || element.name() == "nav"
        || element.attr("hidden").is_some()
        || element.attr("style").is_some_and(|style| {
            let style = style.to_ascii_lowercase().replace(' ', "");
            style.contains("display:none") || style.contains("visibility:hidden")
        })
}

/// Whether an element holds what surrounds the content.
fn is_chrome(element: &Element) -> bool {
    CHROME.contains(&element.name())
        || [element.attr("class"), element.attr("id")]
            .into_iter()
            .flatten()
            .flat_map(|words| words.split([' ', '-', '_']))
            .any(|word| CHROME_WORDS.iter().any(|it| word.eq_ignore_ascii_case(it)))
}
