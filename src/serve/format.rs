//! The formats of answers, and which of them a client gets.

use std::fmt;

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::publish::rdf;
use crate::serve::fault::Fault;
use crate::serve::negotiate::choose;
use crate::serve::parameter::Parameters;
use crate::store::AnswerFormat;

/// Formats of tables, the one for those who do not ask first, each with the names under which clients ask for it.
const TABLES: &[(AnswerFormat, &[&str])] = &[
    (
        AnswerFormat::Json,
        &["application/sparql-results+json", "application/json"],
    ),
    (
        AnswerFormat::Xml,
        &[
            "application/sparql-results+xml",
            "application/xml",
            "text/xml",
        ],
    ),
    (AnswerFormat::Csv, &["text/csv"]),
    (
        AnswerFormat::Tsv,
        &["text/tab-separated-values", "text/tsv"],
    ),
];

/// Syntaxes of graphs, likewise.
const GRAPHS: &[(rdf::Format, &[&str])] = &[
    (
        rdf::Format::Turtle,
        &["text/turtle", "application/x-turtle", "text/n3"],
    ),
    (
        rdf::Format::NTriples,
        &["application/n-triples", "text/plain"],
    ),
    (
        rdf::Format::JsonLd,
        &["application/ld+json", "application/json"],
    ),
    (
        rdf::Format::RdfXml,
        &["application/rdf+xml", "application/xml", "text/xml"],
    ),
    (rdf::Format::TriG, &["application/trig"]),
    (rdf::Format::NQuads, &["application/n-quads"]),
];

/// Names of their own with which clients ask for what their header asks for, too.
const OF_CLIENTS: &[&str] = &["html", "json-ld", "n3", "rdf+xml", "text/html"];

/// How a client says what it would like: the header `Accept`, or the parameter `format` for links, which cannot have
/// headers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wish {
    accept: Option<String>,
    format: Option<String>,
}

impl fmt::Display for Wish {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (accept, format) = (self.accept.as_deref(), self.format.as_deref());
        write!(
            formatter,
            "{} {}",
            accept.unwrap_or("*/*"),
            format.unwrap_or("?")
        )
    }
}

impl Wish {
    /// What a request says.
    pub(crate) fn of(headers: &HeaderMap, parameters: &Parameters) -> Self {
        let mut accept = Vec::new();
        for value in headers.get_all(header::ACCEPT) {
            accept.extend(value.to_str());
        }
        Self {
            accept: (!accept.is_empty()).then(|| accept.join(",")),
            format: parameters.all("format").next().map(str::to_ascii_lowercase),
        }
    }

    /// Takes this format, if there is one, whatever else is wished for.
    pub(crate) fn prefer(&mut self, format: Option<rdf::Format>) {
        if let Some(format) = format {
            self.format = Some(format.name().to_owned());
        }
    }

    /// The header `Accept`.
    pub(crate) fn accept(&self) -> Option<&str> {
        self.accept.as_deref()
    }

    /// Refuses a parameter that names nothing we know.
    fn check(&self) -> Result<(), Fault> {
        let is_known = |name: &str| {
            AnswerFormat::from_name(name).is_some()
                || AnswerFormat::from_media_type(name).is_some()
                || rdf_format(name).is_some()
                || OF_CLIENTS.contains(&name)
        };
        match self
            .format
            .as_deref()
            .filter(|it| !it.is_empty() && !is_known(it))
        {
            Some(name) => {
                let tables = AnswerFormat::ALL.map(AnswerFormat::name);
                let known = [&tables[..], &rdf::Format::ALL.map(rdf::Format::name)].concat();
                Err(unknown_format(name, &known.join(", ")))
            }
            None => Ok(()),
        }
    }

    /// The format of a table. A parameter that names the syntax of a graph says nothing, because clients send it whatever
    /// they ask.
    pub(crate) fn table(&self) -> Result<AnswerFormat, Fault> {
        self.check()?;
        let format = self.format.as_deref().and_then(|name| {
            AnswerFormat::from_name(name).or_else(|| AnswerFormat::from_media_type(name))
        });
        let format = format.or_else(|| choose(self.accept(), TABLES));
        format.ok_or_else(|| not_acceptable(TABLES.iter().map(|(it, _)| it.media_type())))
    }

    /// The syntax of a graph.
    pub(crate) fn graph(&self) -> Result<rdf::Format, Fault> {
        self.check()?;
        let format = self.format.as_deref();
        let format = format.and_then(rdf_format);
        let format = format.or_else(|| choose(self.accept(), GRAPHS));
        format.ok_or_else(|| not_acceptable(GRAPHS.iter().map(|(it, _)| it.media_type())))
    }

    /// The syntax for what is known of a node: one of triples without graphs, because who follows links looks for them in
    /// the default graph; `TriG` and N-Quads only where nothing else is accepted, or by name.
    pub(crate) fn node(&self) -> Result<rdf::Format, Fault> {
        self.check()?;
        let is_quads = |it: rdf::Format| matches!(it, rdf::Format::TriG | rdf::Format::NQuads);
        let mut offers = GRAPHS.to_vec();
        offers.retain(|(it, _)| !is_quads(*it));
        let is_named = self.format.as_deref().and_then(rdf_format).is_some();
        match choose(self.accept(), &offers) {
            Some(format) if !is_named => Ok(format),
            _ => self.graph(),
        }
    }

    /// The syntax of a graph with names.
    pub(crate) fn dataset(&self) -> Result<rdf::Format, Fault> {
        self.check()?;
        let format = self.format.as_deref();
        let format = format.and_then(rdf_format).filter(|it| it.has_graphs());
        let mut offers: Vec<_> = GRAPHS
            .iter()
            .filter(|(it, _)| it.has_graphs())
            .copied()
            .collect();
        offers.reverse();
        let format = format.or_else(|| choose(self.accept(), &offers));
        format.ok_or_else(|| not_acceptable(offers.iter().map(|(it, _)| it.media_type())))
    }

    /// Whether a person asks: HTML fits better than any syntax of a graph.
    pub(crate) fn is_for_people(&self) -> bool {
        let mut offers: Vec<(Option<rdf::Format>, &[&str])> = Vec::new();
        offers.extend(GRAPHS.iter().map(|(format, names)| (Some(*format), *names)));
        offers.push((None, &["text/html", "application/xhtml+xml"]));
        self.format.is_none() && choose(self.accept(), &offers) == Some(None)
    }
}

/// The syntax of this name, suffix or media type.
pub(crate) fn rdf_format(name: &str) -> Option<rdf::Format> {
    let mut all = rdf::Format::ALL.into_iter();
    let by_suffix = all.find(|it| it.extension() == name);
    by_suffix
        .or_else(|| rdf::Format::from_name(name))
        .or_else(|| rdf::Format::from_media_type(name))
}

/// A parameter names a format that there is not: names those that there are.
pub(crate) fn unknown_format(name: &str, known: &str) -> Fault {
    Fault::bad_request(format!("format is {name:?}; give one of {known}"))
}

/// Nothing fits: names what there is.
fn not_acceptable<'a>(offers: impl Iterator<Item = &'a str>) -> Fault {
    let offers = offers.map(|it| it.split(';').next().unwrap_or(it));
    let offers = offers.collect::<Vec<_>>().join(", ");
    let message = format!("none of the accepted types is there; ask for one of {offers}");
    Fault::new(StatusCode::NOT_ACCEPTABLE, message)
}

/// The content type of a media type; Turtle says that it is UTF-8, as tables do.
pub(crate) fn content_type(media_type: &'static str) -> HeaderValue {
    match media_type {
        "text/turtle" => HeaderValue::from_static("text/turtle; charset=utf-8"),
        other => HeaderValue::from_static(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(accept: &str, format: &str) -> Wish {
        let some = |it: &str| (!it.is_empty()).then(|| it.to_owned());
        Wish {
            accept: some(accept),
            format: some(format),
        }
    }

    #[test]
    fn clients_get_what_they_ask_for() {
        for (accept, format, table) in [
            ("", "", AnswerFormat::Json),
            ("application/sparql-results+xml", "", AnswerFormat::Xml),
            ("text/html", "csv", AnswerFormat::Csv),
            ("text/csv", "turtle", AnswerFormat::Csv),
            (
                "application/rdf+xml;q=0.9, */*;q=0.1",
                "",
                AnswerFormat::Json,
            ),
        ] {
            assert_eq!(wish(accept, format).table(), Ok(table), "{accept} {format}");
        }
        assert_eq!(wish("", "").graph(), Ok(rdf::Format::Turtle));
        assert_eq!(wish("", "ttl").graph(), Ok(rdf::Format::Turtle));
        assert!(wish("image/png", "").graph().is_err());
        let told = wish("", "nonsense").table().unwrap_err();
        assert!(told.message().contains("give one of json, xml"), "{told}");
        let quads = "application/n-quads, application/ld+json;q=0.9, text/turtle;q=0.6";
        assert_eq!(wish(quads, "").node(), Ok(rdf::Format::JsonLd));
        assert_eq!(wish(quads, "nq").node(), Ok(rdf::Format::NQuads));
        let only = "application/n-quads";
        assert_eq!(wish(only, "").node(), Ok(rdf::Format::NQuads));
    }

    #[test]
    fn browsers_get_pages() {
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        assert!(wish(browser, "").is_for_people());
        for accept in [
            "",
            "*/*",
            "text/turtle, text/html",
            "text/html;q=0.5, application/ld+json",
        ] {
            assert!(!wish(accept, "").is_for_people(), "{accept}");
        }
    }
}
