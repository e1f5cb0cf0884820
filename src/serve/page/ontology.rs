//! The terms of the ontology with their meaning.

use axum::extract::State;
use axum::response::Response;
use maud::html;

use crate::serve::app::App;
use crate::serve::page::part::kind;
use crate::serve::page::{Page, Visit, show_if_new};
use crate::serve::view::{definitions, local};

/// Lists all terms; each can be pointed to by its local name.
pub(super) async fn page(State(app): State<App>, visit: Visit) -> Response {
    show_if_new(app, visit, |view, _| {
        let locale = view.locale;
        let title = locale.say("ontology");
        let content = html! {
            h1 { (title) }
            p { (locale.say("ontology.lead")) }
            dl .terms {
                @for (iri, term) in definitions() {
                    @let name = local(iri);
                    div id=(name) class=(kind(iri)) {
                        dt { (term.label(locale.language)) " " code { "pg:" (name) } }
                        dd { (term.definition(locale.language)) }
                    }
                }
            }
        };
        Ok(Page::new(title, content))
    })
    .await
}
