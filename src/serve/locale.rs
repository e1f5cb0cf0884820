//! The language of a page: what the reader asked for, and the texts of the pages in it.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::LazyLock;

use axum::http::{HeaderMap, header};

/// A language of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    Chinese,
    English,
}

impl Language {
    /// Both, in the order of the texts.
    pub(crate) const ALL: [Self; 2] = [Self::Chinese, Self::English];

    /// The parameter `lang` of an address.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Chinese => "zh",
            Self::English => "en",
        }
    }

    /// The language tag for HTML.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-Hans",
            Self::English => "en",
        }
    }

    /// The language that a tag means, whatever its script and region.
    fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next().unwrap_or_default().trim();
        Self::ALL
            .into_iter()
            .find(|it| it.code().eq_ignore_ascii_case(primary))
    }
}

/// The language of a page, whether the reader chose it in the address, and where the pages are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Locale {
    /// The language.
    pub(crate) language: Language,
    /// Whether links must carry it on.
    chosen: bool,
    /// The path at which the server is reached from outside, with `/` at both ends.
    root: &'static str,
}

impl Locale {
    /// The language that the address names, else the one that the browser would like best, else Chinese.
    pub(crate) fn choose(lang: Option<&str>, headers: &HeaderMap) -> Self {
        let chosen = lang.and_then(Language::from_tag);
        let accept = headers.get(header::ACCEPT_LANGUAGE);
        let accept = accept.and_then(|it| it.to_str().ok()).unwrap_or_default();
        Self {
            language: chosen.or(preferred(accept)).unwrap_or(Language::Chinese),
            chosen: chosen.is_some(),
            root: "/",
        }
    }

    /// The same for pages below this path.
    pub(crate) fn below(self, root: &'static str) -> Self {
        Self { root, ..self }
    }

    /// A path of ours as it is seen from outside.
    pub(crate) fn at(self, path: &str) -> String {
        format!("{}{}", self.root, path.strip_prefix('/').unwrap_or(path))
    }

    /// A text of the pages; a text with a missing key is the key.
    pub(crate) fn say(self, key: &'static str) -> &'static str {
        TEXTS
            .get(key)
            .map_or(key, |texts| texts[self.language as usize].as_str())
    }

    /// A text with `{}` filled in.
    pub(crate) fn fill(self, key: &'static str, value: impl Display) -> String {
        self.say(key).replace("{}", &value.to_string())
    }

    /// What so many things of a class are called, whose name in the language of the page is given.
    pub(crate) fn counted(self, name: &str, count: usize) -> String {
        match (self.language, name.strip_suffix('y')) {
            (Language::Chinese, _) => name.to_owned(),
            (Language::English, _) if count == 1 => name.to_owned(),
            (Language::English, Some(stem)) => format!("{stem}ies"),
            (Language::English, None) => format!("{name}s"),
        }
    }

    /// The same, which keeps the language that the reader chose.
    pub(crate) fn keep(self, address: &str) -> String {
        let address = self.at(address);
        if !self.chosen {
            return address;
        }
        let (path, fragment) = address.split_once('#').unwrap_or((&address, ""));
        let mark = if path.contains('?') { '&' } else { '?' };
        let fragment = if fragment.is_empty() {
            String::new()
        } else {
            format!("#{fragment}")
        };
        format!("{path}{mark}lang={}{fragment}", self.language.code())
    }

    /// The language as a hidden field of a form needs it; none where the reader did not choose.
    pub(crate) fn field(self) -> Option<&'static str> {
        self.chosen.then(|| self.language.code())
    }
}

/// The language that weighs most in an `Accept-Language` header; the first of those that weigh the same.
fn preferred(accept: &str) -> Option<Language> {
    let mut best: Option<(f64, Language)> = None;
    for range in accept.split(',') {
        let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
        let weight = parameters.trim().strip_prefix("q=");
        let weight = weight.map_or(1.0, |it| it.trim().parse().unwrap_or(0.0));
        if let Some(language) = Language::from_tag(tag)
            && weight > best.map_or(0.0, |(weight, _)| weight)
        {
            best = Some((weight, language));
        }
    }
    best.map(|(_, language)| language)
}

/// The texts of the pages, Chinese and English, by key.
static TEXTS: LazyLock<BTreeMap<String, [String; 2]>> =
    LazyLock::new(|| toml::from_str(TEXT).unwrap_or_default());

/// The file of the texts.
const TEXT: &str = include_str!("../../data/page/text.toml");

#[cfg(test)]
mod tests {
    use super::*;

    fn locale(lang: Option<&str>, accept: &str) -> Locale {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, accept.parse().unwrap());
        Locale::choose(lang, &headers)
    }

    #[test]
    fn the_address_is_heard_before_the_browser() {
        for (lang, accept, language) in [
            (None, "", Language::Chinese),
            (None, "fr, en-GB;q=0.8, zh;q=0.3", Language::English),
            (None, "zh-TW, en;q=0.9", Language::Chinese),
            (None, "en;q=0, zh;q=0.1", Language::Chinese),
            (Some("en"), "zh", Language::English),
            (Some("xx"), "en", Language::English),
        ] {
            assert_eq!(locale(lang, accept).language, language, "{lang:?} {accept}");
        }
    }

    #[test]
    fn several_things_are_called_so() {
        let (english, chinese) = (locale(Some("en"), ""), locale(Some("zh"), ""));
        assert_eq!(english.counted("park", 1), "park");
        assert_eq!(english.counted("park", 36), "parks");
        assert_eq!(english.counted("company", 0), "companies");
        assert_eq!(chinese.counted("园区", 36), "园区");
    }

    #[test]
    fn links_keep_a_chosen_language() {
        let chosen = locale(Some("en"), "");
        assert_eq!(chosen.keep("/a#b"), "/a?lang=en#b");
        assert_eq!(chosen.keep("/a?q=1"), "/a?q=1&lang=en");
        assert_eq!(locale(None, "en").keep("/a"), "/a");
        assert_eq!(chosen.below("/b/").keep("/a#c"), "/b/a?lang=en#c");
        assert_eq!(chosen.below("/b/").at("/"), "/b/");
    }

    #[test]
    fn every_text_is_there_in_both_languages() {
        let texts: BTreeMap<String, [String; 2]> = toml::from_str(TEXT).unwrap();
        assert!(texts.values().flatten().all(|it| !it.trim().is_empty()));
        for (key, [chinese, english]) in texts {
            assert_eq!(chinese.contains("{}"), english.contains("{}"), "{key}");
        }
    }
}
