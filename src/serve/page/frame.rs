//! What all pages have: head, navigation, search box, languages.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::serve::locale::{Language, Locale};
use crate::serve::page::asset::href;
use crate::serve::page::{Page, Visit};

/// A whole HTML document around a page.
pub(super) fn document(visit: &Visit, page: &Page) -> Markup {
    let locale = visit.locale;
    html! {
        (DOCTYPE)
        html lang=(locale.language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (page.title) " · parkgraph" }
                link rel="stylesheet" href=(href(locale, "style.css"));
                link rel="icon" href=(href(locale, "icon.svg")) type="image/svg+xml";
                (alternates(visit, page))
                @if page.has_editor {
                    link rel="stylesheet" href=(href(locale, "yasgui.css"));
                    script src=(href(locale, "yasgui.js")) defer {}
                }
                script src=(href(locale, "page.js")) defer {}
            }
            body {
                a .skip href="#main" { (locale.say("skip")) }
                (header(visit))
                main #main tabindex="-1" { (page.content) }
                (footer(locale))
            }
        }
    }
}

/// The same page in RDF and in the other language.
fn alternates(visit: &Visit, page: &Page) -> Markup {
    html! {
        @if let Some(data) = &page.data {
            @for (suffix, media_type) in FORMATS {
                link rel="alternate" type=(media_type) href={ (data) "." (suffix) };
            }
        }
        @for language in Language::ALL {
            link rel="alternate" hreflang=(language.tag()) href=(visit.in_language(language.code()));
        }
    }
}

/// The syntaxes in which a node can be had, by suffix.
pub(super) const FORMATS: [(&str, &str); 3] = [
    ("ttl", "text/turtle"),
    ("jsonld", "application/ld+json"),
    ("nt", "application/n-triples"),
];

/// Name, navigation, search and language.
fn header(visit: &Visit) -> Markup {
    let locale = visit.locale;
    let links = [
        ("/", "start"),
        ("/query", "query"),
        ("/compare", "compare"),
        ("/page/ontology", "ontology"),
    ];
    html! {
        header .top {
            nav aria-label=(locale.say("navigation")) {
                @for (path, key) in links {
                    @let current = (visit.path == path).then_some("page");
                    a href=(locale.keep(path)) aria-current=[current] {
                        @if path == "/" { (logo()) "parkgraph" } @else { (locale.say(key)) }
                    }
                }
            }
            (search(locale, visit.get("q").filter(|_| visit.path == "/search")))
            div .languages {
                @for language in Language::ALL {
                    @let current = (language == locale.language).then_some("true");
                    a href=(visit.in_language(language.code())) lang=(language.tag())
                        hreflang=(language.tag()) rel="alternate" aria-current=[current] {
                        @match language { Language::Chinese => (CHINESE), Language::English => "English" }
                    }
                }
            }
        }
    }
}

/// The name of Chinese in Chinese.
const CHINESE: PreEscaped<&str> = PreEscaped("&#x4e2d;&#x6587;");

/// The sign of the project.
fn logo() -> Markup {
    html! {
        svg .logo viewBox="0 0 16 16" width="18" height="18" aria-hidden="true" focusable="false" {
            circle cx="4" cy="4" r="2.5" {}
            circle cx="12" cy="6" r="2.5" {}
            circle cx="6" cy="12.5" r="2.5" {}
            path d="M4 4L12 6L6 12.5Z" fill="none" {}
        }
    }
}

/// The search box.
pub(super) fn search(locale: Locale, value: Option<&str>) -> Markup {
    html! {
        form .search action=(locale.at("/search")) method="get" role="search" {
            input type="search" name="q" value=[value] required maxlength="200" autocomplete="off"
                aria-label=(locale.say("search.label")) placeholder=(locale.say("search.hint"));
            @if let Some(language) = locale.field() { input type="hidden" name="lang" value=(language); }
            button type="submit" { (locale.say("search")) }
        }
    }
}

/// What the program is, and where programs ask.
fn footer(locale: Locale) -> Markup {
    html! {
        footer {
            p {
                "parkgraph " (env!("CARGO_PKG_VERSION")) " · " (locale.say("footer")) " "
                "SPARQL: " code { (locale.at("/sparql")) } " · "
                a href=(locale.at("/.well-known/void?format=turtle")) { "VoID" }
            }
        }
    }
}
