//! The page of a fact, and facts in lists.

use maud::{Markup, html};
use oxrdf::NamedNodeRef;

use crate::serve::locate::path_below;
use crate::serve::page::Page;
use crate::serve::page::part::{badge, data_buttons, link, passage, values};
use crate::serve::page::statement::statement;
use crate::serve::view::{Evidence, Fact, View};
use crate::store::Error;
use crate::vocab::{self, pg, prov, rdf};

/// A fact in a list: what it states, and the first sentence that it was read from.
pub(super) fn item(view: &View<'_>, fact: &Fact) -> Result<Markup, Error> {
    let href = view.href(fact.node.iri.as_str());
    let more = fact.evidence.len().saturating_sub(1);
    Ok(html! {
        li .fact {
            (statement(view, fact)?)
            @if let Some(evidence) = fact.evidence.first() {
                div .evidence {
                    (sentences(evidence))
                    " " a .more href=(href) {
                        (view.locale.say("why"))
                        @if more > 0 { " " (view.locale.fill("why.more", more)) }
                    }
                }
            }
        }
    })
}

/// The sentences of a document that state a fact.
fn sentences(evidence: &Evidence) -> Markup {
    html! {
        @for (index, sentence) in evidence.passages().iter().enumerate() {
            @if index > 0 { " " }
            (passage(&evidence.text, sentence))
        }
    }
}

/// The page of a fact: its sentences, its attributes, its rules.
pub(super) fn page(view: &View<'_>, fact: &Fact) -> Result<Page, Error> {
    let locale = view.locale;
    let class = vocab::pg_term(fact.kind.name());
    let title = format!("{} · {}", locale.say("fact"), view.name(class.as_ref())?);
    let data = data_path(view, fact.node.iri.as_ref());
    let content = html! {
        p .kicker { (badge(view, class.as_ref())?) " " (view.short(fact.node.iri.as_str())) }
        h1 .said { (statement(view, fact)?) }
        section aria-labelledby="evidence" {
            h2 #evidence { (locale.say("evidence")) }
            @for evidence in &fact.evidence { (quote(view, evidence)?) }
        }
        section aria-labelledby="attributes" {
            h2 #attributes { (locale.say("attributes")) }
            (attributes(view, fact)?)
        }
        (data_buttons(locale, &data))
    };
    Ok(Page {
        data: Some(data),
        ..Page::new(title, content)
    })
}

/// A document's sentences that state the fact, and by which rule it was read there.
fn quote(view: &View<'_>, evidence: &Evidence) -> Result<Markup, Error> {
    let document = evidence.document.as_ref();
    let place = evidence.spans.first();
    let place = place.map(|it| format!("{}#char={it}", document.as_str()));
    let place = place.unwrap_or_else(|| document.as_str().to_owned());
    Ok(html! {
        figure .quote {
            blockquote { (sentences(evidence)) }
            figcaption {
                (link(view, document)?) " "
                a href=(view.href(&place)) { (view.locale.say("in.text")) }
                dl .inline {
                    dt { (view.locale.say("rule")) }
                    dd { @for rule in &evidence.rules { code { (rule) } " " } }
                    dt { (view.locale.say("confidence")) }
                    dd { (evidence.confidence) }
                }
            }
        }
    })
}

/// The properties of a fact as a table.
fn attributes(view: &View<'_>, fact: &Fact) -> Result<Markup, Error> {
    let hidden = [prov::WAS_DERIVED_FROM, rdf::TYPE, pg::RULE];
    let mut rows = Vec::new();
    for (property, terms) in fact.node.properties() {
        if hidden.iter().any(|it| it.as_str() == property) {
            continue;
        }
        let name = link(view, NamedNodeRef::new_unchecked(property))?;
        rows.push((name, values(view, property, terms)?));
    }
    Ok(html! {
        table .attributes {
            tbody {
                @for (name, values) in rows {
                    tr {
                        th scope="row" { (name) }
                        td { @for value in values { div { (value) } } }
                    }
                }
            }
        }
    })
}

/// The path of a node's description in RDF, without suffix.
pub(super) fn data_path(view: &View<'_>, iri: NamedNodeRef<'_>) -> String {
    let path = path_below(iri.as_str(), view.base);
    let path = format!("/data/{}", path.unwrap_or_default());
    view.locale.at(&path)
}
