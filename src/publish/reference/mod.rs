//! The ontology as a page for people, in Chinese and English: terms, a diagram, examples. Needs no other file.

mod diagram;
mod term;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use oxrdf::Quad;
use serde::Deserialize;

use crate::publish::edition::Text;
use crate::publish::reference::term::{Kind, Term, local, reused, shorten, terms};
use crate::vocab::pg;

const WORDS: &str = include_str!("../../../data/publish/reference.toml");
const STYLE: &str = include_str!("../../../data/publish/reference.css");

/// The words and examples of the page.
#[derive(Deserialize)]
struct Page {
    words: BTreeMap<String, Text>,
    example: Vec<Example>,
}

/// An example, as Turtle or SPARQL.
#[derive(Deserialize)]
struct Example {
    text: Text,
    #[serde(default)]
    turtle: String,
    #[serde(default)]
    sparql: String,
}

static PAGE: LazyLock<Page> = LazyLock::new(|| {
    // The words are part of the program, and a test reads them.
    let empty = |_| Page {
        words: BTreeMap::new(),
        example: Vec::new(),
    };
    toml::from_str(WORDS).unwrap_or_else(empty)
});

/// The page for an ontology.
///
/// ```
/// use parkgraph::publish::{rdf, reference};
/// use parkgraph::vocab::ONTOLOGY;
/// let page = reference::page(&rdf::read(ONTOLOGY.as_bytes(), rdf::Format::Turtle).unwrap());
/// assert!(page.contains("id=\"Park\""));
/// ```
pub fn page(ontology: &[Quad]) -> String {
    let terms = terms(ontology);
    let title = about(ontology, "title");
    let body = html! {
        (DOCTYPE)
        html lang="zh" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                title { (title.zh) " · " (title.en) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (switch())
                h1 { (both(&title)) }
                p { (both(&about(ontology, "description"))) }
                p { code { (pg::NAMESPACE) } " · " (word("version")) " " (env!("CARGO_PKG_VERSION")) " · " (word("licence")) " MIT OR Apache-2.0" }
                (contents(&terms))
                h2 id="overview" { (word("overview")) }
                p { (word("overview_text")) }
                (diagram::overview(&terms, words))
                h2 id="examples" { (word("examples")) }
                @for example in &PAGE.example {
                    p { (both(&example.text)) }
                    pre { code { (example.turtle.trim()) (example.sparql.trim()) } }
                }
                @for (kind, key) in KINDS {
                    h2 id={ "list-" (key) } { (word(key)) }
                    @for term in terms.iter().filter(|it| it.kind == kind) { (section(term)) }
                }
                h2 id="reused" { (word("reused")) }
                p { @for name in reused(ontology) { code { (name) } " " } }
            }
        }
    };
    body.into_string() + "\n"
}

/// The kinds of terms in the order of the page, each with the key of its heading.
const KINDS: [(Kind, &str); 4] = [
    (Kind::Class, "class"),
    (Kind::Object, "object"),
    (Kind::Data, "data"),
    (Kind::Value, "value"),
];

/// What a term says of others: the property, and the key of the word for it.
const LINKS: [(&str, &str); 8] = [
    ("subClassOf", "above"),
    ("subPropertyOf", "above"),
    ("domain", "domain"),
    ("domainIncludes", "usual_domain"),
    ("range", "range"),
    ("rangeIncludes", "usual_range"),
    ("inverseOf", "inverse"),
    ("type", "member"),
];

/// Chooses the language, without a script.
fn switch() -> Markup {
    html! {
        form.switch {
            @for (id, name) in [("both", words("both").zh), ("zh", words("chinese").zh), ("en", "English".to_owned())] {
                input type="radio" name="language" id={ "show-" (id) } checked[id == "both"];
                label for={ "show-" (id) } { (name) }
            }
        }
    }
}

fn contents(terms: &[Term]) -> Markup {
    html! {
        nav {
            h2 { (word("contents")) }
            @for (kind, key) in KINDS {
                p { a href={ "#list-" (key) } { (word(key)) } ": "
                    @for term in terms.iter().filter(|it| it.kind == kind) {
                        a href={ "#" (term.name()) } { (term.name()) } " "
                    }
                }
            }
        }
    }
}

/// A term with all that the ontology says of it.
fn section(term: &Term) -> Markup {
    html! {
        section id=(term.name()) {
            h3 { code { "pg:" (term.name()) } " " (both(&term.label)) }
            p { (both(&term.definition)) }
            dl {
                @for (property, key) in LINKS {
                    @let links: Vec<_> = term.links(property).filter(|it| !it.contains("/owl#")).collect();
                    @if !links.is_empty() {
                        dt { (word(key)) }
                        dd { @for iri in links { (link(iri)) " " } }
                    }
                }
            }
        }
    }
}

/// A link to a term: in the page if it is ours.
fn link(iri: &str) -> Markup {
    let address = if iri.starts_with(pg::NAMESPACE) {
        format!("#{}", local(iri))
    } else {
        iri.to_owned()
    };
    html! { a href=(address) { code { (shorten(iri)) } } }
}

/// A text in both languages, one of which may be hidden.
fn both(text: &Text) -> Markup {
    html! { span.zh lang="zh" { (text.zh) } " " span.en lang="en" { (text.en) } }
}

/// A word of the page in both languages.
fn word(key: &str) -> Markup {
    both(&words(key))
}

fn words(key: &str) -> Text {
    let empty = || Text {
        zh: String::new(),
        en: String::new(),
    };
    PAGE.words.get(key).cloned().unwrap_or_else(empty)
}

/// What the ontology says of itself.
fn about(ontology: &[Quad], property: &str) -> Text {
    let said = |language: &str| {
        let texts = ontology.iter().filter_map(|quad| match &quad.object {
            oxrdf::Term::Literal(text) if text.language() == Some(language) => Some((quad, text)),
            _ => None,
        });
        let of_ontology = texts.filter(|(quad, _)| {
            quad.subject.to_string() == format!("<{}>", pg::NAMESPACE.trim_end_matches('#'))
                && local(quad.predicate.as_str()) == property
        });
        of_ontology
            .map(|it| it.1.value().to_owned())
            .next()
            .unwrap_or_default()
    };
    Text {
        zh: said("zh"),
        en: said("en"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::rdf::{Format, read};
    use crate::vocab::ONTOLOGY;

    #[test]
    fn the_page_has_every_term_in_both_languages_and_needs_no_other_file() {
        let ontology = read(ONTOLOGY.as_bytes(), Format::Turtle).unwrap();
        let page = page(&ontology);
        for term in pg::ALL {
            let id = format!("id=\"{}\"", local(term.as_str()));
            assert_eq!(page.matches(&id).count(), 1, "{id}");
        }
        for term in terms(&ontology) {
            assert!(
                page.contains(&maud::html! { (term.definition.zh) }.into_string()),
                "{}",
                term.iri
            );
            assert!(
                page.contains(&maud::html! { (term.definition.en) }.into_string()),
                "{}",
                term.iri
            );
        }
        for outside in ["<script", "<link", "src=", "@import", "url(http"] {
            assert!(!page.contains(outside), "{outside}");
        }
        assert!(
            !page.contains("<span class=\"zh\" lang=\"zh\"></span>"),
            "a word is missing"
        );
    }

    #[test]
    fn examples_are_turtle() {
        assert!(PAGE.example.len() > 2);
        for example in PAGE.example.iter().filter(|it| !it.turtle.is_empty()) {
            let quads = read(example.turtle.as_bytes(), Format::Turtle).unwrap();
            for quad in quads
                .iter()
                .filter(|it| it.predicate.as_str().starts_with(pg::NAMESPACE))
            {
                assert!(
                    pg::ALL.contains(&quad.predicate.as_ref()),
                    "{}",
                    quad.predicate
                );
            }
        }
    }
}
