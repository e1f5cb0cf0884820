//! All entities, facts or documents of a kind, in pages.

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use oxrdf::{NamedNode, NamedNodeRef};

use crate::serve::app::App;
use crate::serve::fault::Fault;
use crate::serve::locale::Locale;
use crate::serve::page::part::{link, source};
use crate::serve::page::statement::statement;
use crate::serve::page::{Page, Visit, node, show_if_new};
use crate::serve::view::{DOCUMENT, Dataset, Fact, Source, View, kinds, of_class};
use crate::store::Error;
use crate::vocab;

/// How many a page lists.
const SHOWN: usize = 100;

/// The path of the list of a kind.
pub(super) fn path(kind: &str) -> String {
    format!("/list/{kind}")
}

/// Lists a kind, which the path names.
pub(super) async fn page(State(app): State<App>, visit: Visit) -> Response {
    let own = app.clone();
    show_if_new(app, visit, move |view, visit| {
        let asked = visit.path.strip_prefix("/list/").unwrap_or_default();
        let Some(kind) = kinds().find(|it| *it == asked) else {
            return Ok(node::nothing(view.locale));
        };
        let nodes: Vec<NamedNode> = if kind == DOCUMENT {
            Dataset::known(view, own.dataset())?.documents.clone()
        } else {
            of_class(view, kind)?.into_iter().collect()
        };
        let number = visit
            .get("page")
            .and_then(|it| it.parse().ok())
            .unwrap_or(1);
        listed(view, kind, (&nodes, number))
    })
    .await
}

/// The page of this number, from 1; none beyond the last.
fn listed(
    view: &View<'_>,
    kind: &'static str,
    (nodes, number): (&[NamedNode], usize),
) -> Result<Page, Fault> {
    let start = number.saturating_sub(1).saturating_mul(SHOWN);
    let shown = nodes.get(start..).unwrap_or_default();
    if number == 0 || shown.is_empty() && number > 1 {
        return Ok(node::nothing(view.locale));
    }
    let items: Result<Vec<Markup>, Error> = shown
        .iter()
        .take(SHOWN)
        .map(|it| item(view, kind, it.as_ref()))
        .collect();
    let name = view.name(vocab::pg_term(kind).as_ref())?;
    let title = view.locale.counted(&name, nodes.len());
    let content = html! {
        h1 { (title) " " span .count { (nodes.len()) } }
        ol .hits start=(start + 1) { @for item in items? { li { (item) } } }
        (others(view.locale, kind, (number, nodes.len().div_ceil(SHOWN))))
    };
    Ok(Page::new(title, content))
}

/// One of them.
fn item(view: &View<'_>, kind: &str, iri: NamedNodeRef<'_>) -> Result<Markup, Error> {
    if kind == DOCUMENT {
        return Ok(source(view, &Source::load(view, iri)?));
    }
    let Some(fact) = Fact::load(view, iri)? else {
        return Ok(html! { span lang="zh" { (link(view, iri)?) } });
    };
    Ok(html! {
        (statement(view, &fact)?) " "
        a .more href=(view.href(iri.as_str())) { (view.locale.say("evidence")) }
    })
}

/// Links to the pages before and after.
fn others(locale: Locale, kind: &str, (number, count): (usize, usize)) -> Markup {
    let at = |number: usize| locale.keep(&format!("{}?page={number}", path(kind)));
    html! {
        @if count > 1 {
            nav .buttons aria-label=(locale.say("list.pages")) {
                @if number > 1 { a .button rel="prev" href=(at(number - 1)) { (locale.say("list.before")) } }
                span .quiet { (number) " / " (count) }
                @if number < count { a .button rel="next" href=(at(number + 1)) { (locale.say("list.after")) } }
            }
        }
    }
}
