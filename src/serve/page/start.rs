//! The start page: what the data set is, what is in it, what can be asked.

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};

use crate::serve::app::App;
use crate::serve::page::part::{badge, kind, link, source};
use crate::serve::page::{Page, Visit, frame, list, query, show};
use crate::serve::view::{DOCUMENT, Dataset, View};
use crate::store::Error;
use crate::vocab;

/// How many parks are listed.
const PARKS: usize = 24;

/// Tells what there is.
pub(super) async fn page(State(app): State<App>, visit: Visit) -> Response {
    let known = app.dataset();
    show(app, visit, move |view, _| {
        let dataset = Dataset::known(view, known)?;
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
    let has_some = |it: &&(&str, usize)| it.1 > 0 || it.0 == DOCUMENT;
    for (name, count) in dataset.counts.iter().filter(has_some) {
        let class = vocab::pg_term(name);
        let label = view.locale.counted(&view.name(class.as_ref())?, *count);
        tiles.push(html! {
            li class=(kind(class.as_str())) {
                a href=(view.locale.keep(&list::path(name))) {
                    span .number { (count) } " " span { (label) }
                }
            }
        });
    }
    Ok(html! {
        section aria-labelledby="counts" {
            h2 #counts { (view.locale.say("counts")) }
            ul .counts {
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
            (all(view, DOCUMENT, (dataset.recent.len(), dataset.documents.len())))
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
            (all(view, "Park", (PARKS, dataset.parks.len())))
        }
    })
}

/// A link to all of a kind, where only so many are shown.
fn all(view: &View<'_>, kind: &str, (shown, count): (usize, usize)) -> Markup {
    html! {
        @if count > shown {
            p { a .more href=(view.locale.keep(&list::path(kind))) { (view.locale.fill("list.all", count)) } }
        }
    }
}
