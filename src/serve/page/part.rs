//! Small parts that several pages have.

use maud::{Markup, html};
use oxrdf::{NamedNodeRef, Term};

use crate::model::{ContextText, Passage, Piece};
use crate::serve::locale::Locale;
use crate::serve::view::{Source, View, is_web, local, value_label};
use crate::store::Error;

/// A link to the page of a node, under its name.
pub(super) fn link(view: &View<'_>, iri: NamedNodeRef<'_>) -> Result<Markup, Error> {
    let name = view.name(iri)?;
    Ok(html! { a href=(view.href(iri.as_str())) { (name) } })
}

/// A value: a link, or the text of a literal with its language.
pub(super) fn value(view: &View<'_>, term: &Term) -> Result<Markup, Error> {
    Ok(match term {
        Term::NamedNode(node) => html! {
            (link(view, node.as_ref())?)
            @if let Some(place) = elsewhere(view, node.as_str()) { " " span .quiet { (place) } }
        },
        Term::BlankNode(_) => html! { "[]" },
        Term::Triple(triple) => html! { code { (triple) } },
        Term::Literal(literal) if is_web(literal.value()) => html! {
            a href=(literal.value()) rel="noreferrer" { (literal.value()) }
        },
        Term::Literal(literal) => html! {
            span lang=[literal.language()] { (literal.value()) }
        },
    })
}

/// The values of a property, those of a fixed list in the language of the page.
pub(super) fn values<'a>(
    view: &View<'_>,
    property: &str,
    terms: impl IntoIterator<Item = &'a Term>,
) -> Result<Vec<Markup>, Error> {
    let one = |term: &Term| match term {
        Term::Literal(literal) => {
            match value_label(property, literal.value(), view.locale.language) {
                Some(label) => Ok(html! { (label) }),
                None => value(view, term),
            }
        }
        other => value(view, other),
    };
    terms.into_iter().map(one).collect()
}

/// In which data set something is that is none of our entities, and under which number: `zone-2018/G321095`.
pub(super) fn elsewhere<'a>(view: &View<'_>, iri: &'a str) -> Option<&'a str> {
    let is_ours = iri.starts_with(view.base.as_str()) || iri.contains('#') || !is_web(iri);
    let path = iri.split_once("://")?.1.trim_end_matches('/');
    let mut slashes = path.rmatch_indices('/').skip(1);
    let start = slashes.next().map_or(0, |(index, _)| index + 1);
    path.get(start..).filter(|_| !is_ours)
}

/// A class or other term of the ontology as a badge in the colour of its kind.
pub(super) fn badge(view: &View<'_>, term: NamedNodeRef<'_>) -> Result<Markup, Error> {
    Ok(html! {
        span class={ "badge " (kind(term.as_str())) } { (view.name(term)?) }
    })
}

/// The name of the style of a class: `k-park`.
pub(super) fn kind(class: &str) -> String {
    let name: String = local(class)
        .chars()
        .filter(char::is_ascii_alphabetic)
        .collect();
    format!("k-{}", name.to_ascii_lowercase())
}

/// A sentence with its evidence marked.
pub(super) fn passage(text: &ContextText, passage: &Passage) -> Markup {
    html! {
        span .passage lang="zh" {
            @for piece in passage.pieces(text) {
                @match piece {
                    Piece::Cut => "…",
                    Piece::Plain(text) => (text.trim_matches(['\n', '\r'])),
                    Piece::Marked(text) => mark { (text) },
                }
            }
        }
    }
}

/// A document in a list.
pub(super) fn source(view: &View<'_>, source: &Source) -> Markup {
    html! {
        a href=(view.href(source.iri.as_str())) lang="zh" { (source.title) }
        @if !source.issued.is_empty() { " " time datetime=(source.issued) { (source.issued) } }
        @if let Some(publisher) = &source.publisher { " " span .quiet lang="zh" { (publisher) } }
    }
}

/// Buttons for the same in RDF.
pub(super) fn data_buttons(locale: Locale, data: &str) -> Markup {
    html! {
        p .buttons {
            span .quiet { (locale.say("data.as")) }
            @for (suffix, name) in [("ttl", "Turtle"), ("jsonld", "JSON-LD"), ("nt", "N-Triples")] {
                a .button href={ (data) "." (suffix) } rel="alternate" { (name) }
            }
        }
    }
}

/// A bar as long as a share of 100.
pub(super) fn bar(share: f64) -> Markup {
    html! {
        svg .bar viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            rect .bar width=(share) height="4" {}
        }
    }
}
