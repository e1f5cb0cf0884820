//! Parks side by side.

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use oxrdf::NamedNode;

use crate::graph::iri_of_path;
use crate::serve::app::App;
use crate::serve::page::part::{bar, link};
use crate::serve::page::{Page, Visit, show};
use crate::serve::view::{Comparison, Dataset, Figure, Row, View};
use crate::store::Error;
use crate::vocab::pg;

/// How many parks stand side by side.
const MOST: usize = 5;

/// How many parks the form suggests.
const SUGGESTED: usize = 500;

/// Shows the form, and the parks that it names.
pub(super) async fn page(State(app): State<App>, visit: Visit) -> Response {
    let known = app.dataset();
    show(app, visit, move |view, visit| {
        let dataset = Dataset::known(view, known.clone())?;
        let parks = &dataset.parks;
        let asked: Vec<&str> = visit.all("park").take(MOST).collect();
        let (known, unknown) = resolve(view, parks, &asked)?;
        let comparison = Comparison::load(view, &known)?;
        let title = view.locale.say("compare");
        let content = html! {
            h1 { (title) }
            p { (view.locale.say("compare.lead")) }
            (form(view, parks, &known)?)
            @for name in unknown { p .note role="status" { (view.locale.fill("compare.unknown", name)) } }
            @if !comparison.entities.is_empty() { (table(view, &comparison)?) }
        };
        Ok(Page::new(title, content))
    })
    .await
}

/// The parks that are asked for, by path or by name, and what is none.
fn resolve(
    view: &View<'_>,
    parks: &[NamedNode],
    asked: &[&str],
) -> Result<(Vec<NamedNode>, Vec<String>), Error> {
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for wanted in asked {
        let by_path = iri_of_path(wanted, view.base).filter(|it| parks.contains(it));
        match by_path.or(by_name(view, parks, wanted)?) {
            Some(park) if !known.contains(&park) => known.push(park),
            Some(_) => {}
            None => unknown.push((*wanted).to_owned()),
        }
    }
    Ok((known, unknown))
}

/// The first park of this name.
fn by_name(view: &View<'_>, parks: &[NamedNode], wanted: &str) -> Result<Option<NamedNode>, Error> {
    for park in parks {
        if view.name(park.as_ref())? == wanted {
            return Ok(Some(park.clone()));
        }
    }
    Ok(None)
}

/// The form: up to five names.
fn form(view: &View<'_>, parks: &[NamedNode], known: &[NamedNode]) -> Result<Markup, Error> {
    let names = |iris: &[NamedNode]| -> Result<Vec<String>, Error> {
        iris.iter().map(|it| view.name(it.as_ref())).collect()
    };
    let chosen = names(known)?;
    let suggested = names(parks.get(..SUGGESTED).unwrap_or(parks))?;
    let locale = view.locale;
    Ok(html! {
        form .compare action=(locale.at("/compare")) method="get" {
            @for index in 0..MOST {
                input type="text" name="park" list="parks" value=[chosen.get(index)] lang="zh" autocomplete="off"
                    aria-label=(locale.fill("compare.nth", index + 1)) placeholder=(locale.fill("compare.nth", index + 1));
            }
            @if let Some(language) = locale.field() { input type="hidden" name="lang" value=(language); }
            button type="submit" { (locale.say("compare")) }
            datalist #parks { @for name in suggested { option value=(name) {} } }
        }
    })
}

/// The table: a column for each park.
fn table(view: &View<'_>, comparison: &Comparison) -> Result<Markup, Error> {
    let mut heads = Vec::new();
    for entity in &comparison.entities {
        heads.push(link(view, entity.node.iri.as_ref())?);
    }
    let mut rows = Vec::new();
    for property in [pg::LOCATED_IN, pg::HOLDS, pg::HAS_INDUSTRY] {
        rows.push(linked(view, comparison, property)?);
    }
    for row in &comparison.rows {
        rows.push(figures(view, row)?);
    }
    Ok(html! {
        div .wide tabindex="0" role="region" aria-label=(view.locale.say("compare")) {
            table .comparison {
                thead { tr { td {} @for head in heads { th scope="col" { (head) } } } }
                tbody { @for row in rows { (row) } }
            }
        }
    })
}

/// A row of links.
fn linked(
    view: &View<'_>,
    comparison: &Comparison,
    property: oxrdf::NamedNodeRef<'_>,
) -> Result<Markup, Error> {
    let mut cells = Vec::new();
    for entity in &comparison.entities {
        let links: Result<Vec<Markup>, Error> = entity
            .node
            .nodes(property)
            .map(|it| link(view, it.as_ref()))
            .collect();
        cells.push(links?);
    }
    Ok(html! {
        tr {
            th scope="row" { (view.name(property)?) }
            @for links in cells { td { @for link in links { div { (link) } } } }
        }
    })
}

/// A row of figures, each with a bar as long as its share of the highest.
fn figures(view: &View<'_>, row: &Row) -> Result<Markup, Error> {
    let values = row.figures.iter().flatten().map(|it| it.value);
    let highest = values.fold(0.0, f64::max);
    let highest = (row.count() > 1).then_some(highest);
    Ok(html! {
        tr {
            th scope="row" {
                (link(view, row.indicator.as_ref())?)
                @if !row.unit.is_empty() { " " span .quiet lang="zh" { (row.unit) } }
            }
            @for figure in &row.figures {
                td { @if let Some(figure) = figure { (cell(view, figure, highest)) } }
            }
        }
    })
}

/// A figure with its bar and date.
fn cell(view: &View<'_>, figure: &Figure, highest: Option<f64>) -> Markup {
    let share = highest.filter(|it| *it > 0.0);
    let share = share.map(|it| (figure.value / it * 100.0).clamp(0.0, 100.0).round());
    html! {
        a href=(view.href(figure.fact.as_str())) lang="zh" { (figure.written) }
        @if !figure.date.is_empty() { " " time datetime=(figure.date) { (figure.date) } }
        @if let Some(share) = share { (bar(share)) }
    }
}
