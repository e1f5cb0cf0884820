//! YASGUI, an editor for queries with many views of the answer, where it is built in. The plain form can be used by
//! everybody; this page needs a script and a pointer.

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};

use crate::serve::app::App;
use crate::serve::locale::Locale;
use crate::serve::page::asset::has_yasgui;
use crate::serve::page::node::nothing;
use crate::serve::page::visit::encoded;
use crate::serve::page::{Page, Visit, show};

/// What the page may load: what other pages may, and the one style that YASGUI writes into it.
pub(super) const POLICY: &str = "default-src 'none'; script-src 'self'; \
    style-src 'self' 'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='; img-src 'self' data:; font-src 'self' data:; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Shows the editor with the query of the address.
pub(super) async fn page(State(app): State<App>, visit: Visit) -> Response {
    show(app, visit, |view, visit| {
        if !has_yasgui() {
            return Ok(nothing(view.locale));
        }
        let title = view.locale.say("editor");
        let content = html! {
            h1 { (title) }
            p { a href=(view.locale.keep("/query")) { (view.locale.say("editor.plain")) } }
            div #yasgui data-endpoint="/sparql" data-query=(visit.get("query").unwrap_or_default()) {}
        };
        Ok(Page {
            has_editor: true,
            ..Page::new(title, content)
        })
    })
    .await
}

/// A link to the editor with a query; nothing where it is not built in.
pub(super) fn link(locale: Locale, query: &str) -> Markup {
    let address = format!("/query/editor?query={}", encoded(query));
    html! { @if has_yasgui() { p { a href=(locale.keep(&address)) { (locale.say("editor.open")) } } } }
}
