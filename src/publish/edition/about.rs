//! What a published data set says of itself: title, publisher, licence.

use oxrdf::NamedNode;
use serde::Deserialize;
use toml::Table;

use crate::model::PartialDate;

/// What is said where the user says nothing else.
const DEFAULTS: &str = include_str!("../../../data/publish/about.toml");

/// What can be wrong with settings.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// They are no TOML, or have a key or value that is not known.
    #[error("the settings cannot be read: {0}")]
    Syntax(#[from] toml::de::Error),
    /// An IRI is none, or is one of a single machine.
    #[error("{key}: {value:?} is no IRI that others can use; give one such as {example}")]
    Iri {
        /// Which setting.
        key: &'static str,
        /// What it holds.
        value: String,
        /// How it should look.
        example: &'static str,
    },
    /// A date is none.
    #[error("issued: {0:?} is no date; give one such as 2026-01-31")]
    Date(String),
}

/// A text in two languages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// A person or organisation.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agent {
    /// Its name.
    pub name: String,
    /// Its IRI: a home page, an ORCID.
    #[serde(default)]
    pub url: Option<String>,
}

/// What a data set says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// What it is called.
    pub title: Text,
    /// What it is.
    pub description: Text,
    /// What it is about.
    pub keywords: Vec<String>,
    /// IRI of the licence of the data.
    pub licence: String,
    /// Version of the data.
    pub version: String,
    /// Who publishes it.
    pub publisher: Agent,
    /// Who made it; the publisher if nobody is named.
    #[serde(default)]
    pub creators: Vec<Agent>,
    /// When it is published: year, month and day.
    #[serde(default)]
    pub issued: Option<String>,
    /// The folder on the web where its files will be; ends in `/`.
    #[serde(default)]
    pub url: Option<String>,
    /// Whom to write to: an IRI such as `mailto:…`.
    #[serde(default)]
    pub contact: Option<String>,
}

impl About {
    /// The defaults, replaced key by key by each of the settings in turn.
    ///
    /// ```
    /// use parkgraph::publish::edition::About;
    /// let settings = "version = \"2.0.0\"".parse().unwrap();
    /// assert_eq!(About::new([settings]).unwrap().version, "2.0.0");
    /// ```
    pub fn new(settings: impl IntoIterator<Item = Table>) -> Result<Self, Error> {
        let mut all: Table = DEFAULTS.parse()?;
        for table in settings {
            all.extend(table);
        }
        let about: Self = all.try_into()?;
        about.check()?;
        Ok(about)
    }

    /// Who made it.
    pub fn creators(&self) -> &[Agent] {
        if self.creators.is_empty() {
            std::slice::from_ref(&self.publisher)
        } else {
            &self.creators
        }
    }

    fn check(&self) -> Result<(), Error> {
        let licence = "https://creativecommons.org/licenses/by/4.0/";
        check_iri("licence", &self.licence, licence)?;
        if let Some(url) = &self.url {
            check_iri("url", url, "https://example.org/parks/")?;
            if !url.ends_with('/') {
                return Err(iri_error("url", url, "https://example.org/parks/"));
            }
        }
        if let Some(contact) = &self.contact {
            check_iri("contact", contact, "mailto:parks@example.org")?;
        }
        for url in [&self.publisher]
            .into_iter()
            .chain(&self.creators)
            .filter_map(|it| it.url.as_ref())
        {
            let orcid = "https://orcid.org/0000-0002-1825-0097";
            check_iri("url of a person or organisation", url, orcid)?;
        }
        match &self.issued {
            Some(issued) if !is_day(issued) => Err(Error::Date(issued.clone())),
            _ => Ok(()),
        }
    }
}

fn is_day(text: &str) -> bool {
    PartialDate::parse(text).is_some_and(|it| it.day_number().is_some())
}

fn check_iri(key: &'static str, value: &str, example: &'static str) -> Result<(), Error> {
    if NamedNode::new(value).is_ok() && !is_local(value) {
        Ok(())
    } else {
        Err(iri_error(key, value, example))
    }
}

fn iri_error(key: &'static str, value: &str, example: &'static str) -> Error {
    Error::Iri {
        key,
        value: value.to_owned(),
        example,
    }
}

/// Whether an IRI means something on one machine only.
pub fn is_local(iri: &str) -> bool {
    let rest = iri.split_once("://").map_or(iri, |(_, rest)| rest);
    let host = rest.split(['/', ':', '?', '#']).next().unwrap_or_default();
    let is_loopback = host == "localhost" || host.starts_with("127.") || rest.starts_with("[::1]");
    iri.starts_with("file:") || (iri.contains("://") && is_loopback)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(settings: &str) -> Result<About, Error> {
        About::new([settings.parse().unwrap()])
    }

    #[test]
    fn settings_replace_the_defaults_and_are_checked() {
        assert!(about("").is_ok());
        let issued = about("issued = \"2026-01-31\"").unwrap().issued;
        assert_eq!(issued.as_deref(), Some("2026-01-31"));
        for wrong in [
            "issued = \"2026-13-31\"",
            "issued = \"soon\"",
            "licence = \"CC BY\"",
            "url = \"http://localhost:7878/\"",
            "url = \"https://example.org/parks\"",
            "contact = \"file:///home/me\"",
            "titel = \"x\"",
        ] {
            assert!(about(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_means_something_on_one_machine_only_is_seen() {
        for iri in [
            "http://localhost/a",
            "https://127.0.0.1:80/",
            "http://[::1]/",
            "file:///a",
        ] {
            assert!(is_local(iri), "{iri}");
        }
        for iri in ["https://example.org/localhost", "mailto:me@example.org"] {
            assert!(!is_local(iri), "{iri}");
        }
    }
}
