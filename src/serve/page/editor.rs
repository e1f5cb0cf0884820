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
use crate::vocab::query_prefixes;

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
            div #yasgui data-endpoint=(view.locale.at("/sparql")) data-query=(visit.get("query").unwrap_or_default()) {}
        };
        Ok(Page {
            has_editor: true,
            ..Page::new(title, content)
        })
    })
    .await
}

/// A query with declarations of the known prefixes that it uses: the editor does not know them.
fn with_prefixes(query: &str) -> String {
    let uses = |name: &str| {
        let name = format!("{name}:");
        let mut before = query.match_indices(&name).map(|(at, _)| query.get(..at));
        before.any(|it| !it.is_some_and(|it| it.ends_with(char::is_alphanumeric)))
    };
    let declares = |name: &str| {
        let mut lines = query.lines().map(str::trim_start);
        lines.any(|line| {
            let words: Vec<&str> = line.split_whitespace().take(2).collect();
            words
                .first()
                .is_some_and(|it| it.eq_ignore_ascii_case("prefix"))
                && words
                    .get(1)
                    .is_some_and(|it| it.trim_end_matches(':') == name)
        })
    };
    let missing = query_prefixes().filter(|(name, _)| uses(name) && !declares(name));
    let lines = missing.map(|(name, namespace)| format!("PREFIX {name}: <{namespace}>\n"));
    lines.collect::<String>() + query
}

/// A link to the editor with a query; nothing where it is not built in.
pub(super) fn link(locale: Locale, query: &str) -> Markup {
    let query = encoded(&with_prefixes(query));
    let address = format!("/query/editor?query={query}");
    html! { @if has_yasgui() { p { a href=(locale.keep(&address)) { (locale.say("editor.open")) } } } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_that_are_used_and_not_declared_are_declared() {
        let query = "PREFIX skos: <urn:skos>\nSELECT * { ?p a pg:Park ; skos:prefLabel ?orgpg:x }";
        let declared = with_prefixes(query);
        assert_eq!(
            declared.strip_suffix(query),
            Some("PREFIX pg: <https://w3id.org/parkgraph/ontology#>\n")
        );
        assert_eq!(with_prefixes("ASK {}"), "ASK {}");
    }
}
