//! The query page: a form, the questions of `queries/`, and the answer as a table.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use oxrdf::{Term, Triple};

use crate::serve::app::App;
use crate::serve::example::{EXAMPLES, Example};
use crate::serve::fault::Fault;
use crate::serve::locale::{Language, Locale};
use crate::serve::page::editor;
use crate::serve::page::part::value;
use crate::serve::page::visit::encoded;
use crate::serve::page::{Page, Visit, drawing, show};
use crate::serve::sparql;
use crate::serve::view::View;
use crate::store::{Answer, Error, Question};
use crate::vocab::query_prefixes;

/// How many rows a page shows.
const ROWS: usize = 500;

/// What the form holds where nothing is asked yet.
const FIRST: &str = "SELECT ?park ?name\nWHERE {\n  ?park a pg:Park ; skos:prefLabel ?name .\n}\nORDER BY ?name\nLIMIT 20";

/// An answer as far as the page shows it.
pub(super) enum Shown {
    /// Columns and rows.
    Table(Vec<String>, Vec<Vec<Option<Term>>>),
    /// Yes or no.
    Boolean(bool),
    /// Triples.
    Graph(Vec<Triple>),
}

/// Shows the form, and the answer where there is a question.
pub(super) async fn page(State(app): State<App>, visit: Visit) -> Response {
    let endpoint = app.clone();
    show(app, visit, move |view, visit| {
        let example = visit.get("example");
        let example = example.and_then(|name| EXAMPLES.iter().find(|it| it.name == name));
        let asked = visit.get("query").or(example.map(Example::query));
        let answer = asked.map(|text| {
            // What is wrong with other parameters is told on the page, too.
            let question = sparql::question(&endpoint, text.to_owned(), &visit.parameters)?;
            answer(view, &question).map_err(|error| Fault::in_text(error, text))
        });
        let (answer, status) = match answer {
            None => (html! {}, StatusCode::OK),
            Some(Ok(shown)) => (
                result(view, &shown, asked.unwrap_or_default())?,
                StatusCode::OK,
            ),
            Some(Err(fault)) => (failed(view.locale, &fault), fault.status),
        };
        let title = example.map_or(view.locale.say("query"), |it| question_of(view.locale, it));
        let content = html! {
            h1 { (title) }
            div .asking {
                div {
                    (form(view.locale, asked.unwrap_or(FIRST)))
                    (editor::link(view.locale, asked.unwrap_or(FIRST)))
                    (answer)
                }
                (examples(view.locale, example))
            }
        };
        Ok(Page {
            status,
            ..Page::new(title, content)
        })
    })
    .await
}

/// Asks the store, within the limits of all queries.
fn answer(view: &View<'_>, question: &Question) -> Result<Shown, Error> {
    let prepared = view.store.prepare(question, view.stop)?;
    Ok(match view.store.run(prepared)? {
        Answer::Boolean(answer) => Shown::Boolean(answer),
        Answer::Solutions(solutions) => {
            let names = solutions.variables().iter();
            let names: Vec<String> = names.map(|it| it.as_str().to_owned()).collect();
            let mut rows = Vec::new();
            for solution in solutions.take(ROWS + 1) {
                rows.push(solution?.values().to_vec());
            }
            Shown::Table(names, rows)
        }
        Answer::Graph(triples) => {
            let triples: Result<Vec<Triple>, _> = triples.take(ROWS + 1).collect();
            Shown::Graph(triples?)
        }
    })
}

/// The form.
fn form(locale: Locale, query: &str) -> Markup {
    html! {
        form #ask .ask action=(locale.at("/query")) method="get" {
            label for="query-text" { (locale.say("query.label")) }
            textarea #query-text name="query" rows="14" spellcheck="false" autocapitalize="off" required { (query) }
            @if let Some(language) = locale.field() { input type="hidden" name="lang" value=(language); }
            button type="submit" { (locale.say("query.run")) }
            details {
                summary { (locale.say("query.prefixes")) }
                pre tabindex="0" aria-label=(locale.say("query.prefixes")) {
                    @for (prefix, namespace) in query_prefixes() { "PREFIX " (prefix) ": <" (namespace) ">\n" }
                }
            }
        }
    }
}

/// The questions, each a link that asks it.
fn examples(locale: Locale, current: Option<&Example>) -> Markup {
    html! {
        section .examples aria-labelledby="examples" {
            h2 #examples { (locale.say("examples")) }
            (example_list(locale, current))
        }
    }
}

/// The questions as a list.
pub(super) fn example_list(locale: Locale, current: Option<&Example>) -> Markup {
    html! {
        ul .examples {
            @for it in EXAMPLES {
                @let is_current = current.is_some_and(|current| current.name == it.name);
                li {
                    a href=(locale.keep(&format!("/query?example={}", it.name))) aria-current=[is_current.then_some("page")] {
                        (question_of(locale, it))
                    }
                }
            }
        }
    }
}

/// The question in the language of the page.
fn question_of(locale: Locale, example: &Example) -> &'static str {
    match locale.language {
        Language::Chinese => example.chinese(),
        Language::English => example.english(),
    }
}

/// Why there is no answer.
fn failed(locale: Locale, fault: &Fault) -> Markup {
    html! {
        div .note role="alert" {
            strong { (locale.say("query.failed")) }
            pre tabindex="0" aria-label=(locale.say("query.failed")) { (fault.message()) }
        }
    }
}

/// The answer, and where to get all of it.
fn result(view: &View<'_>, shown: &Shown, query: &str) -> Result<Markup, Error> {
    let locale = view.locale;
    let (content, count) = match shown {
        Shown::Boolean(answer) => {
            let key = if *answer { "yes" } else { "no" };
            (html! { p .answer { (locale.say(key)) } }, 1)
        }
        Shown::Table(names, rows) => (table(view, names, rows)?, rows.len()),
        Shown::Graph(triples) => (graph(view, triples)?, triples.len()),
    };
    let formats: &[&str] = match shown {
        Shown::Graph(_) => &["turtle", "jsonld", "ntriples"],
        Shown::Boolean(_) => &["json", "xml"],
        Shown::Table(..) => &["csv", "tsv", "json", "xml"],
    };
    let query = encoded(query);
    Ok(html! {
        section #answer .wide-section aria-labelledby="result" {
            h2 #result {
                (locale.say("query.result")) " "
                span .count { @if count > ROWS { (locale.fill("query.cut", ROWS)) } @else { (count) } }
            }
            p .buttons {
                span .quiet { (locale.say("data.as")) }
                @for format in formats {
                    a .button href={ (locale.at("/sparql?query=")) (query) "&format=" (format) } { (format.to_uppercase()) }
                }
            }
            (drawing::of_answer(view, shown)?)
            (content)
        }
    })
}

/// A table with values as links where they are nodes.
fn table(view: &View<'_>, names: &[String], rows: &[Vec<Option<Term>>]) -> Result<Markup, Error> {
    let mut lines = Vec::new();
    for row in rows.iter().take(ROWS) {
        let cells = row
            .iter()
            .map(|cell| cell.as_ref().map(|it| value(view, it)).transpose());
        let cells: Result<Vec<Option<Markup>>, Error> = cells.collect();
        lines.push(cells?);
    }
    Ok(html! {
        div .wide tabindex="0" role="region" aria-labelledby="result" {
            table .results {
                thead { tr { @for name in names { th scope="col" { (name) } } } }
                tbody {
                    @for cells in lines {
                        tr { @for cell in cells { td { @if let Some(cell) = cell { (cell) } } } }
                    }
                }
            }
        }
    })
}

/// Triples as a table.
fn graph(view: &View<'_>, triples: &[Triple]) -> Result<Markup, Error> {
    let names = ["subject", "predicate", "object"].map(str::to_owned);
    let rows = triples.iter().map(|it| {
        vec![
            Some(it.subject.clone().into()),
            Some(it.predicate.clone().into()),
            Some(it.object.clone()),
        ]
    });
    table(view, &names, &rows.collect::<Vec<_>>())
}
