//! A guard before the HTML parser: tags nested deeper than any page needs are left out, their text is kept.

use std::borrow::Cow;

/// Deepest nesting of open elements that is passed on.
const DEEPEST: usize = 200;
/// Elements that have no end tag.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];
/// Elements whose end tag pages leave out; they do not nest by themselves.
const IMPLIED: [&str; 12] = [
    "p", "li", "td", "th", "tr", "tbody", "thead", "tfoot", "dt", "dd", "option", "optgroup",
];
/// Elements whose content is no markup.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// Leaves out start and end tags that nest too deep. A page of normal depth comes back as it is.
pub(crate) fn flatten(html: &str) -> Cow<'_, str> {
    let mut depth = 0usize;
    let mut excess = 0usize;
    let mut kept = String::new();
    let mut copied = 0;
    let mut from = 0;
    while let Some(tag) = Tag::next(html, from) {
        from = tag.end;
        if tag.is_void_or_implied() {
            continue;
        }
        let drop = match tag.kind {
            Kind::Start if depth < DEEPEST => {
                depth += 1;
                false
            }
            Kind::Start => {
                excess += 1;
                true
            }
            Kind::End if excess > 0 => {
                excess -= 1;
                true
            }
            Kind::End => {
                depth = depth.saturating_sub(1);
                false
            }
        };
        if drop {
            kept.push_str(html.get(copied..tag.start).unwrap_or_default());
            copied = tag.end;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    kept.push_str(html.get(copied..).unwrap_or_default());
    Cow::Owned(kept)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Start,
    End,
}

/// A tag of an element that holds others.
#[derive(Clone, Copy, Debug)]
struct Tag<'a> {
    name: &'a str,
    kind: Kind,
    start: usize,
    end: usize,
}

impl<'a> Tag<'a> {
    /// The next tag from a byte on; comments are passed over, raw text with its element.
    fn next(html: &'a str, mut from: usize) -> Option<Self> {
        loop {
            let start = from + html.get(from..)?.find('<')?;
            let rest = html.get(start + 1..)?;
            if let Some(comment) = rest.strip_prefix("!--") {
                from = start + 4 + comment.find("-->")? + 3;
                continue;
            }
            let (kind, name) = match rest.strip_prefix('/') {
                Some(name) => (Kind::End, name),
                None => (Kind::Start, rest),
            };
            let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
            let name = name.get(..length)?;
            if length == 0 {
                from = start + 1;
                continue;
            }
            let end = start + 1 + rest.find('>').map_or(rest.len(), |it| it + 1);
            if kind == Kind::Start && RAW.iter().any(|it| name.eq_ignore_ascii_case(it)) {
                from = raw_end(html, end, name);
                continue;
            }
            return Some(Self {
                name,
                kind,
                start,
                end,
            });
        }
    }

    fn is_void_or_implied(&self) -> bool {
        let is = |it: &&str| self.name.eq_ignore_ascii_case(it);
        [VOID.as_slice(), &IMPLIED, &RAW].concat().iter().any(is)
    }
}

/// Where raw text ends: at its end tag, or with the page.
fn raw_end(html: &str, from: usize, name: &str) -> usize {
    let mut place = from;
    while let Some(found) = html.get(place..).and_then(|rest| rest.find("</")) {
        place += found + 2;
        let rest = html.as_bytes().get(place..place + name.len());
        if rest.is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes())) {
            return place;
        }
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_normal_page_is_untouched() {
        let page = "<div><p>一<br><p>二</div><!-- <div> --><script>if (a<div) {}</script>";
        assert!(matches!(flatten(page), Cow::Borrowed(_)));
    }

    #[test]
    fn deep_tags_go_and_their_text_stays() {
        let page = format!("{}园区{}企业", "<div>".repeat(1000), "</div>".repeat(1000));
        let flat = flatten(&page);
        assert_eq!(flat.matches("<div>").count(), DEEPEST);
        assert_eq!(flat.matches("</div>").count(), DEEPEST);
        assert!(flat.contains("园区") && flat.ends_with("企业"));
    }

    #[test]
    fn ends_of_tags_may_be_missing() {
        for page in [
            "<",
            "<div",
            "</",
            "<!--",
            "<script>",
            "<script>a</scr",
            "<div><div",
        ] {
            assert_eq!(flatten(page), page);
        }
    }
}
