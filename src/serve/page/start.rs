//! The start page: what the data set is, what is in it, what can be asked.

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};

use crate::serve::app::App;
use crate::serve::page::part::{badge, kind, link, source};
use crate::serve::page::{Page, Visit, frame, query, show};
use crate::serve::view::{Dataset, View};
use crate::store::Error;
use crate::vocab;

/// How many parks are listed.
const PARKS: usize = 24;

/// Tells what there is.
pub(super) async fn page(State(app): State<App>, visit: Visit) -> Response {
    let known = app.dataset();
    show(app, visit, move |view, _| {
        let dataset = Dataset::known(view, known.clone())?;
        let locale = view.locale;
        let content = html! {
            div .hero {
                h1 { (locale.say("title")) }
                p .lead { (locale.say("lead")) }
                (frame::search(locale, None))
            }
            (counts(view, &dataset)?)
            div .columns {
                (documents(view, &dataset))
                div {
                    (parks(view, &dataset)?)
                    section aria-labelledby="examples" {
                        h2 #examples { (locale.say("examples")) }
                        (query::example_list(locale, None))
                    }
                }
            }
        };
        Ok(Page::new(locale.say("title"), content))
    })
    .await
}

/// How much of what there is.
fn counts(view: &View<'_>, dataset: &Dataset) -> Result<Markup, Error> {
    let mut tiles = Vec::new();
    let all = dataset.entities.iter().chain(&dataset.facts);
    for (class, count) in all.filter(|(_, count)| *count > 0) {
        let class = vocab::pg_term(class);
        let name = view.name(class.as_ref())?;
        tiles.push(html! {
            li class=(kind(class.as_str())) { span .number { (count) } " " span { (name) } }
        });
    }
    Ok(html! {
        section aria-labelledby="counts" {
            h2 #counts { (view.locale.say("counts")) }
            ul .counts {
                li { span .number { (dataset.document_count) } " " span { (view.locale.say("documents")) } }
                @for tile in tiles { (tile) }
            }
        }
    })
}

/// The latest documents.
fn documents(view: &View<'_>, dataset: &Dataset) -> Markup {
    html! {
        section aria-labelledby="recent" {
            h2 #recent { (view.locale.say("recent")) }
            ul .documents { @for document in &dataset.recent { li { (source(view, document)) } } }
        }
    }
}

/// The parks.
fn parks(view: &View<'_>, dataset: &Dataset) -> Result<Markup, Error> {
    let shown = dataset.parks.iter().take(PARKS);
    let links: Result<Vec<Markup>, Error> = shown.map(|it| link(view, it.as_ref())).collect();
    Ok(html! {
        section aria-labelledby="parks" {
            h2 #parks { (badge(view, vocab::pg::PARK)?) }
            ul .chips { @for link in links? { li { (link) } } }
        }
    })
}
