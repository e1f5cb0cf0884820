//! The page of a document: its text as it was, every mention and fact marked where it stands.

use std::collections::BTreeSet;

use maud::{Markup, html};
use oxrdf::{NamedNode, NamedNodeRef, NamedOrBlankNode};

use crate::model::Span;
use crate::serve::page::Page;
use crate::serve::page::fact::data_path;
use crate::serve::page::part::{badge, data_buttons, kind, link, source, values};
use crate::serve::page::statement::statement;
use crate::serve::view::{Document, Mention, Segment, Source, Statement, View, others, segments};
use crate::store::Error;
use crate::vocab::{self, nif, pg, rdf};

/// The page of a document.
pub(super) fn page(
    view: &View<'_>,
    document: &Document,
    found: Option<Span>,
) -> Result<Page, Error> {
    let locale = view.locale;
    let data = data_path(view, document.node.iri.as_ref());
    let content = html! {
        p .kicker { (badge(view, pg::DOCUMENT)?) " " (document.source.identifier) }
        h1 lang="zh" { (document.source.title) }
        (copies(view, document))
        details .meta { summary { (locale.say("about.document")) } (properties(view, document)?) }
        div .reader {
            section .source aria-labelledby="text" {
                h2 #text { (locale.say("text")) }
                (legend(view, document)?)
                div #document-text .text lang="zh" { (text(view, document, found)?) }
            }
            (margin(view, document)?)
        }
        (data_buttons(locale, &data))
    };
    Ok(Page {
        data: Some(data),
        ..Page::new(document.source.title.clone(), content)
    })
}

/// Of what the document is a copy, and its copies.
fn copies(view: &View<'_>, document: &Document) -> Markup {
    let list = |key: &'static str, sources: &[Source]| {
        html! {
            @if !sources.is_empty() {
                div .note {
                    strong { (view.locale.say(key)) }
                    ul { @for it in sources { li { (source(view, it)) } } }
                }
            }
        }
    };
    html! {
        (list("copy.of", &document.originals))
        (list("copies", &document.copies))
    }
}

/// What is known of the document.
fn properties(view: &View<'_>, document: &Document) -> Result<Markup, Error> {
    let mut rows = Vec::new();
    for (property, terms) in others(&document.node) {
        let name = view.name(NamedNodeRef::new_unchecked(property))?;
        rows.push((name, values(view, property, terms)?));
    }
    Ok(html! {
        dl .properties {
            @for (name, values) in rows {
                dt { (name) }
                dd { @for value in values { div { (value) } } }
            }
        }
    })
}

/// The colours of the text.
fn legend(view: &View<'_>, document: &Document) -> Result<Markup, Error> {
    let classes: BTreeSet<&NamedNode> = document
        .mentions
        .iter()
        .filter_map(|it| it.class.as_ref())
        .collect();
    let badges = classes.into_iter().map(|it| badge(view, it.as_ref()));
    let badges: Result<Vec<Markup>, Error> = badges.collect();
    Ok(html! {
        p .legend {
            @for badge in badges? { (badge) " " }
            span .f { (view.locale.say("evidence")) }
        }
    })
}

/// The text, cut where mentions and evidence begin and end, and where the reader was led to.
fn text(view: &View<'_>, document: &Document, found: Option<Span>) -> Result<Markup, Error> {
    let mentions = document.mentions.iter().map(|it| it.span);
    let mut covered: Vec<(usize, Span)> = Vec::new();
    for (index, statement) in document.statements.iter().enumerate() {
        covered.extend(statement.spans.iter().map(|span| (index, *span)));
    }
    let spans = mentions.chain(covered.iter().map(|it| it.1));
    let spans: Vec<Span> = spans.chain(found).collect();
    let anchors = anchors(&spans);
    let mut parts = Vec::new();
    for segment in segments(document.text.len(), &spans) {
        let begin = segment.span.start();
        for span in anchors.range(Span::new(begin, begin)..Span::new(begin + 1, begin + 1)) {
            parts.push(html! { span .at id={ "char=" (span) } {} });
        }
        if found.is_some_and(|it| it.start() == begin) {
            parts.push(html! { span #at .at {} });
        }
        let part = marked(view, document, (&segment, &covered))?;
        let is_found = found.is_some_and(|it| it.contains(segment.span));
        parts.push(html! { @if is_found { mark .found { (part) } } @else { (part) } });
    }
    Ok(html! { @for part in parts { (part) } })
}

/// The places that an address can point to, each once.
fn anchors(spans: &[Span]) -> BTreeSet<Span> {
    spans.iter().copied().collect()
}

/// A part of the text with what covers it: the innermost name is a link, facts are named by their numbers.
fn marked(
    view: &View<'_>,
    document: &Document,
    (segment, covered): (&Segment, &[(usize, Span)]),
) -> Result<Markup, Error> {
    let text = document.text.slice(segment.span);
    if segment.covering.is_empty() {
        return Ok(html! { (text) });
    }
    let count = document.mentions.len();
    let covering = segment.covering.iter();
    let named = covering.clone().filter_map(|it| document.mentions.get(*it));
    let innermost = named.min_by_key(|it| it.span.end() - it.span.start());
    let facts = covering.filter_map(|it| covered.get(it.checked_sub(count)?));
    let numbers: BTreeSet<usize> = facts.map(|it| it.0 + 1).collect();
    let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    let facts = numbers.join(" ");
    let style = if facts.is_empty() { "" } else { " f" };
    Ok(html! {
        @if let Some(mention) = innermost {
            a class={ "m " (style_of(mention)) (style) } href=(view.href(mention.entity.as_str()))
                title=(title(view, mention)?) data-facts=(facts) { (text) }
        } @else if facts.is_empty() {
            (text)
        } @else {
            span .f data-facts=(facts) { (text) }
        }
    })
}

/// The style of a mention: that of its class.
fn style_of(mention: &Mention) -> String {
    let class = mention.class.as_ref();
    class.map(|it| kind(it.as_str())).unwrap_or_default()
}

/// Who is meant: class and name.
fn title(view: &View<'_>, mention: &Mention) -> Result<String, Error> {
    let name = view.name(mention.entity.as_ref())?;
    Ok(match &mention.class {
        Some(class) => format!("{} · {name}", view.name(class.as_ref())?),
        None => name,
    })
}

/// The facts beside the text, in its order.
fn margin(view: &View<'_>, document: &Document) -> Result<Markup, Error> {
    let mut items = Vec::new();
    for (index, it) in document.statements.iter().enumerate() {
        items.push(note(view, index + 1, it)?);
    }
    Ok(html! {
        section .margin aria-labelledby="facts" {
            h2 #facts { (view.locale.say("facts")) " " span .count { (document.statements.len()) } }
            ol .notes tabindex="0" aria-labelledby="facts" { @for item in items { (item) } }
        }
    })
}

/// A fact beside the text: what it states, its triples, its rule.
fn note(view: &View<'_>, number: usize, statement_here: &Statement) -> Result<Markup, Error> {
    let Statement { fact, spans } = statement_here;
    let class = vocab::pg_term(fact.kind.name());
    let rules = fact.evidence.iter().flat_map(|it| &it.rules);
    let first = spans.first();
    Ok(html! {
        li id={ "f" (number) } class=(kind(class.as_str())) data-fact=(number) {
            (badge(view, class.as_ref())?) " "
            (statement(view, fact)?)
            div .provenance {
                @if let Some(first) = first {
                    a href={ "#char=" (first) } { (view.locale.say("in.text")) } " "
                }
                a href=(view.href(fact.node.iri.as_str())) { (view.locale.say("why")) } " "
                span .quiet { (view.locale.say("confidence")) " " (fact.confidence()) }
            }
            details {
                summary { (view.locale.say("triples")) }
                pre tabindex="0" aria-label=(view.locale.say("triples")) { code { (triples(view, fact)) } }
                p { (view.locale.say("rule")) " " @for rule in rules { code { (rule) } " " } }
            }
        }
    })
}

/// The triples of a fact, a line each, in short form.
fn triples(view: &View<'_>, fact: &crate::serve::view::Fact) -> String {
    let mut lines = Vec::new();
    for (property, terms) in fact.node.properties() {
        for term in terms {
            let value = match term {
                oxrdf::Term::NamedNode(node) => view.short(node.as_str()),
                other => other.to_string(),
            };
            let property = if property == rdf::TYPE.as_str() {
                "a".to_owned()
            } else {
                view.short(property)
            };
            lines.push(format!("{property} {value}"));
        }
    }
    lines.join(" ;\n")
}

/// A link to the document of a graph; none where the graph belongs to no document.
pub(super) fn of_graph(view: &View<'_>, graph: NamedNodeRef<'_>) -> Result<Option<Markup>, Error> {
    for quad in view.store.dump_graph(&graph.into_owned()) {
        let quad = quad?;
        if let (NamedOrBlankNode::NamedNode(document), true) =
            (&quad.subject, quad.predicate == nif::IS_STRING)
        {
            return link(view, document.as_ref()).map(Some);
        }
    }
    Ok(None)
}
