//! A request for a page: who asks, in which language, with which parameters.

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::serve::app::App;
use crate::serve::fault::Fault;
use crate::serve::locale::Locale;
use crate::serve::parameter::Parameters;

/// A request for a page.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    /// The language to answer in.
    pub(crate) locale: Locale,
    /// The path as the client sent it.
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    /// All parameters.
    pub(crate) parameters: Parameters,
}

impl FromRequestParts<App> for Visit {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let query = parts.uri.query().unwrap_or_default();
        let parameters = Parameters::parse(query.as_bytes())?;
        let lang = parameters.all("lang").next();
        Ok(Self {
            locale: Locale::choose(lang, &parts.headers).below(app.root()),
            path: parts.uri.path().to_owned(),
            headers: parts.headers.clone(),
            parameters,
        })
    }
}

impl Visit {
    /// A parameter, without blanks at its ends; none where it is missing or empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// All values of a parameter that are not empty.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let values = self.parameters.all(name);
        values.map(str::trim).filter(|it| !it.is_empty())
    }

    /// The same page in the language with this code.
    pub(crate) fn in_language(&self, code: &str) -> String {
        let pairs = self.parameters.pairs().filter(|(name, _)| *name != "lang");
        let pairs = pairs.chain([("lang", code)]);
        let pairs = pairs.map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
        format!(
            "{}?{}",
            self.locale.at(&self.path),
            pairs.collect::<Vec<_>>().join("&")
        )
    }
}

/// A text as the value of a parameter.
pub(crate) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_language_keeps_the_other_parameters() {
        let parameters = Parameters::parse(b"q=%E5%9B%AD%E5%8C%BA+a&lang=zh").unwrap();
        let visit = Visit {
            locale: Locale::choose(None, &HeaderMap::new()),
            path: "/search".to_owned(),
            headers: HeaderMap::new(),
            parameters,
        };
        assert_eq!(visit.get("q"), Some("园区 a"));
        assert_eq!(
            visit.in_language("en"),
            "/search?q=%E5%9B%AD%E5%8C%BA%20a&lang=en"
        );
    }
}
