//! The page of an entity: what it is, what is said of it, and where.

use maud::{Markup, html};

use crate::model::FactKind;
use crate::serve::page::fact::{data_path, item};
use crate::serve::page::part::{badge, data_buttons, kind, link, source, values};
use crate::serve::page::{Page, chart, map, neighbour, timeline};
use crate::serve::view::{Entity, Fact, Link, View, series, thresholds};
use crate::store::Error;
use crate::vocab::{self, pg};

/// How many charts a page shows.
const CHARTS: usize = 12;

/// How many documents a page lists.
const DOCUMENTS: usize = 50;

/// How many others a link lists.
const OTHERS: usize = 60;

/// The page of an entity.
pub(super) fn page(view: &View<'_>, entity: &Entity) -> Result<Page, Error> {
    let locale = view.locale;
    let title = view.name(entity.node.iri.as_ref())?;
    let data = data_path(view, entity.node.iri.as_ref());
    let content = html! {
        (head(view, entity, &title)?)
        (links(view, entity)?)
        (timeline::section(view, &entity.facts)?)
        (charts(view, entity)?)
        (map::section(view, entity)?)
        (neighbour::section(view, entity)?)
        @for kind in FactKind::ALL { (facts(view, entity, kind)?) }
        @if entity.fact_count > entity.facts.len() {
            p .note { (locale.fill("facts.more", entity.fact_count - entity.facts.len())) }
        }
        (documents(view, entity))
        (data_buttons(locale, &data))
    };
    Ok(Page {
        data: Some(data),
        ..Page::new(title, content)
    })
}

/// Class, name, other names, identifiers.
fn head(view: &View<'_>, entity: &Entity, title: &str) -> Result<Markup, Error> {
    let class = entity.class.as_ref();
    let class = class.map(|it| badge(view, it.as_ref())).transpose()?;
    let aliases = entity.aliases();
    let mut others = Vec::new();
    for (property, terms) in entity.others() {
        let name = view.name(oxrdf::NamedNodeRef::new_unchecked(property))?;
        others.push((name, values(view, property, terms)?));
    }
    let path = entity.node.iri.as_str().strip_prefix(view.base.as_str());
    let compare = format!(
        "/compare?park={}",
        super::visit::encoded(path.unwrap_or_default())
    );
    Ok(html! {
        p .kicker {
            @if let Some(class) = class { (class) }
            @if entity.is_a(pg::PARK) {
                " " a href=(view.locale.keep(&compare)) { (view.locale.say("compare.with")) }
            }
        }
        h1 lang="zh" { (title) }
        @if !aliases.is_empty() {
            p .aliases {
                span .quiet { (view.locale.say("also")) " " }
                @for (index, alias) in aliases.iter().enumerate() {
                    @if index > 0 { " · " }
                    span lang="zh" { (alias) }
                }
            }
        }
        p .iri { code { (entity.node.iri.as_str()) } }
        @if !others.is_empty() {
            dl .properties {
                @for (name, values) in others {
                    dt { (name) }
                    dd { @for value in values { span .value { (value) } " " } }
                }
            }
        }
    })
}

/// The entities that it is linked with.
fn links(view: &View<'_>, entity: &Entity) -> Result<Markup, Error> {
    if entity.links.is_empty() {
        return Ok(html! {});
    }
    let mut rows = Vec::new();
    for Link {
        property,
        is_forward,
        others,
    } in &entity.links
    {
        let shown = others.iter().take(OTHERS);
        let shown: Result<Vec<Markup>, Error> = shown.map(|it| link(view, it.as_ref())).collect();
        let name = relation_name(view, property.as_ref(), *is_forward)?;
        rows.push((name, shown?, others.len().saturating_sub(OTHERS)));
    }
    Ok(html! {
        section aria-labelledby="links" {
            h2 #links { (view.locale.say("links")) }
            dl .properties {
                @for (name, others, left) in rows {
                    dt { (name) }
                    dd {
                        @for other in others { span .value { (other) } " " }
                        @if left > 0 { span .quiet { (view.locale.fill("more", left)) } }
                    }
                }
            }
        }
    })
}

/// What a link is called from this end.
pub(super) fn relation_name(
    view: &View<'_>,
    property: oxrdf::NamedNodeRef<'_>,
    is_forward: bool,
) -> Result<String, Error> {
    let inverse = [
        (pg::HOLDS, pg::HELD_BY),
        (pg::LOCATED_IN, pg::LOCATION_OF),
        (pg::HAS_INDUSTRY, pg::INDUSTRY_OF),
    ];
    let named = inverse
        .iter()
        .find(|(it, _)| !is_forward && *it == property)
        .map_or(property, |(_, inverse)| *inverse);
    view.name(named)
}

/// The charts of its indicators: those that changed, and those that a standard demands something of.
fn charts(view: &View<'_>, entity: &Entity) -> Result<Markup, Error> {
    let mut charts = Vec::new();
    for it in series(&entity.facts) {
        let thresholds = thresholds(view, it.indicator.as_ref(), &it.unit)?;
        if charts.len() < CHARTS && (it.has_history() || !thresholds.is_empty()) {
            let drawn = (&it, thresholds.as_slice());
            charts.push(chart::figure(view, drawn, entity.node.iri.as_ref())?);
        }
    }
    Ok(html! {
        @if !charts.is_empty() {
            section aria-labelledby="charts" {
                h2 #charts { (view.locale.say("charts")) }
                div .charts { @for chart in charts { (chart) } }
            }
        }
    })
}

/// The facts of a kind, with their sentences.
fn facts(view: &View<'_>, entity: &Entity, fact_kind: FactKind) -> Result<Markup, Error> {
    let facts = entity.facts.iter().filter(|it| it.kind == fact_kind);
    let facts: Vec<&Fact> = facts.collect();
    if facts.is_empty() {
        return Ok(html! {});
    }
    let class = vocab::pg_term(fact_kind.name());
    let items: Result<Vec<Markup>, Error> = facts.iter().map(|it| item(view, it)).collect();
    let id = fact_kind.name().to_ascii_lowercase();
    Ok(html! {
        section aria-labelledby=(id) class={ "facts " (kind(class.as_str())) } {
            h2 id=(id) { (view.name(class.as_ref())?) " " span .count { (facts.len()) } }
            ul .facts { @for item in items? { (item) } }
        }
    })
}

/// The documents that name it.
fn documents(view: &View<'_>, entity: &Entity) -> Markup {
    let left = entity.documents.len().saturating_sub(DOCUMENTS);
    html! {
        @if !entity.documents.is_empty() {
            section aria-labelledby="documents" {
                h2 #documents {
                    (view.locale.say("documents")) " " span .count { (entity.documents.len()) }
                }
                ul .documents {
                    @for (document, count) in entity.documents.iter().take(DOCUMENTS) {
                        li { (source(view, document)) " " span .quiet { (view.locale.fill("times", count)) } }
                    }
                }
                @if left > 0 { p .quiet { (view.locale.fill("more", left)) } }
            }
        }
    }
}
