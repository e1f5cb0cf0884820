//! Units: what a number may count or measure, and how a unit is found behind it.

use crate::quantity::cursor;
use crate::quantity::table::Table;
use crate::quantity::words::Shape;
use std::collections::BTreeMap;

/// What kind of thing a unit measures; the `skos:notation` of `data/lexicon/unit.ttl`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitClass {
    /// 平方公里, 亩
    Area,
    /// 公里
    Length,
    /// 吨
    Mass,
    /// 立方米
    Volume,
    /// 千瓦时, 吨标准煤
    Energy,
    /// 千瓦
    Power,
    /// 元, 美元
    Currency,
    /// 家, 个, 人次
    Counter,
    /// 大: a count and a judgement (三大主导产业)
    Kind,
    /// %, ‰
    Percent,
    /// 百分点
    Point,
    /// 倍
    Ratio,
    /// 年, 天, 分钟
    Time,
    /// 分
    Score,
    /// 微克/立方米
    Concentration,
    /// A quantity per something else: 元/人, 吨/年
    Rate,
    /// 摄氏度, 分贝, 伏 and what else is measured
    Other,
}

impl UnitClass {
    /// All classes.
    pub const ALL: [Self; 17] = [
        Self::Area,
        Self::Length,
        Self::Mass,
        Self::Volume,
        Self::Energy,
        Self::Power,
        Self::Currency,
        Self::Counter,
        Self::Kind,
        Self::Percent,
        Self::Point,
        Self::Ratio,
        Self::Time,
        Self::Score,
        Self::Concentration,
        Self::Rate,
        Self::Other,
    ];

    /// The notation in the lexicon: `area`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Area => "area",
            Self::Length => "length",
            Self::Mass => "mass",
            Self::Volume => "volume",
            Self::Energy => "energy",
            Self::Power => "power",
            Self::Currency => "currency",
            Self::Counter => "counter",
            Self::Kind => "kind",
            Self::Percent => "percent",
            Self::Point => "point",
            Self::Ratio => "ratio",
            Self::Time => "time",
            Self::Score => "score",
            Self::Concentration => "concentration",
            Self::Rate => "rate",
            Self::Other => "other",
        }
    }

    /// The class with this notation.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// Whether the unit counts things, so that it takes whole numbers only.
    pub fn counts(self) -> bool {
        matches!(self, Self::Counter | Self::Kind)
    }
}

/// One written form of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitEntry {
    /// As texts write it, without 万 and 亿: 平方公里.
    pub text: String,
    /// The unit's IRI, QUDT's where there is one.
    pub iri: Option<String>,
    /// What it measures.
    pub class: UnitClass,
}

impl UnitEntry {
    /// The forms of one unit of the lexicon: its name and aliases, all with one IRI and class.
    ///
    /// ```
    /// use parkgraph::quantity::{UnitClass, UnitEntry};
    /// let iri = "http://qudt.org/vocab/unit/M2";
    /// let forms = UnitEntry::forms(["平方米", "平米"], UnitClass::Area, Some(iri));
    /// assert_eq!(forms[1].text, "平米");
    /// ```
    pub fn forms<'a>(
        names: impl IntoIterator<Item = &'a str>,
        class: UnitClass,
        iri: Option<&str>,
    ) -> Vec<Self> {
        names
            .into_iter()
            .map(|text| Self {
                text: text.to_owned(),
                iri: iri.map(str::to_owned),
                class,
            })
            .collect()
    }
}

/// A unit found in a text.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub text: String,
    pub iri: Option<String>,
    pub class: UnitClass,
    /// The offset behind it.
    pub end: usize,
}

/// A unit and the words behind it that make it the beginning of another word.
#[derive(Clone, Debug)]
struct Guarded {
    entry: UnitEntry,
    not_before: Vec<String>,
}

impl Guarded {
    /// Whether the unit is not the beginning of another word.
    fn stands(&self, unit: &str, rest: &str) -> bool {
        let Some(behind) = rest.strip_prefix(unit) else {
            return false;
        };
        let latin = unit.ends_with(|it: char| it.is_ascii_alphanumeric());
        if latin && behind.starts_with(|it: char| it.is_ascii_alphanumeric()) {
            return false;
        }
        let mut words = self.not_before.iter();
        !words.any(|it| behind.starts_with(it.as_str()))
    }
}

/// All units, compiled.
#[derive(Clone, Debug)]
pub(super) struct Units {
    entries: Table<Guarded>,
    shape: Shape,
}

impl Units {
    pub(super) fn new(
        entries: &[UnitEntry],
        not_before: &BTreeMap<String, Vec<String>>,
        shape: &Shape,
    ) -> Self {
        let words = entries.iter().map(|it| {
            let not_before = not_before.get(&it.text).cloned().unwrap_or_default();
            let entry = it.clone();
            (it.text.clone(), Guarded { entry, not_before })
        });
        Self {
            entries: Table::by_first(words),
            shape: shape.clone(),
        }
    }

    /// Whether a unit of more than one character begins at `at`, so that a multiplier there is its first part (千瓦).
    pub(super) fn holds_multiplier(&self, text: &str, at: usize) -> bool {
        let rest = cursor::rest(text, at);
        self.entries
            .starting(rest)
            .any(|(word, unit)| unit.stands(word, rest))
    }

    /// The unit at `at`, per-units such as 吨标准煤/万元 included.
    pub(super) fn read(&self, text: &str, at: usize) -> Option<Found> {
        let counted = cursor::rest(text, at).strip_prefix(self.shape.number_of.as_str());
        let inner = counted.and_then(|_| self.single(text, at + self.shape.number_of.len()));
        let inner = inner.filter(|it| {
            matches!(it.class, UnitClass::Point | UnitClass::Time) && it.text.chars().count() > 1
        });
        // 个工作日 and 个季度 are units as they stand.
        let counter = self.shape.number_of.as_str();
        let whole = self.single(text, at);
        let named =
            whole.filter(|it| it.text.len() > counter.len() && it.text.starts_with(counter));
        let found = named.or(inner).or_else(|| self.single(text, at))?;
        let begin = found.end - found.text.len();
        Some(self.per(text, begin, &found).unwrap_or(found))
    }

    /// The unit of time at `at` of which a number is told with 个: 小时, and 月 as 个月.
    pub(super) fn counted_time(&self, text: &str, at: usize) -> Option<Found> {
        let counter = &self.shape.number_of;
        let month = || {
            let rest = cursor::rest(text, at).chars().next()?;
            let found = self.single(&format!("{counter}{rest}"), 0)?;
            let end = at + found.end.checked_sub(counter.len()).filter(|it| *it > 0)?;
            Some(Found { end, ..found })
        };
        let found = self.single(text, at).or_else(month);
        found.filter(|it| it.class == UnitClass::Time)
    }

    /// The entry with this text.
    pub(super) fn entry<'a>(&'a self, text: &'a str) -> Option<&'a UnitEntry> {
        let mut entries = self.entries.starting(text);
        entries
            .find(|(word, _)| word == text)
            .map(|(_, it)| &it.entry)
    }

    fn single(&self, text: &str, at: usize) -> Option<Found> {
        let rest = cursor::rest(text, at);
        let (word, unit) = self
            .entries
            .starting(rest)
            .find(|(word, unit)| unit.stands(word, rest))?;
        let entry = &unit.entry;
        Some(Found {
            text: entry.text.clone(),
            iri: entry.iri.clone(),
            class: entry.class,
            end: at + word.len(),
        })
    }

    /// The unit that begins at `begin` and goes on with a denominator.
    fn per(&self, text: &str, begin: usize, numerator: &Found) -> Option<Found> {
        let slash = cursor::rest(text, numerator.end);
        let slash = slash.chars().next().filter(|it| matches!(it, '/' | '／'))?;
        let at = numerator.end + slash.len_utf8();
        let end = self.denominator(text, at)?;
        let written = cursor::rest(cursor::head(text, end), begin);
        let entry = self.entry(written);
        Some(Found {
            text: written.to_owned(),
            iri: entry.and_then(|it| it.iri.clone()),
            class: entry.map_or(UnitClass::Rate, |it| it.class),
            end,
        })
    }

    fn denominator(&self, text: &str, at: usize) -> Option<usize> {
        let rest = cursor::rest(text, at);
        let scaled = self.shape.multipliers.iter();
        let scaled = scaled.filter_map(|it| rest.strip_prefix(it.as_str()).map(|_| it.len()));
        let unit = |at| self.single(text, at).map(|it| it.end);
        unit(at)
            .or_else(|| scaled.map(|it| at + it).find_map(unit))
            .or_else(|| {
                let mut words = self.shape.denominators.iter();
                let word = words.find(|it| rest.starts_with(it.as_str()))?;
                Some(at + word.len())
            })
    }
}
