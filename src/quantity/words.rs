//! The words of `data/rules/quantity.toml` and `data/rules/date.toml`, as the files state them.

use serde::Deserialize;
use std::collections::BTreeMap;

/// All words that this stage knows besides the units.
#[derive(Clone, Debug, Default)]
pub struct Words {
    pub(super) quantity: QuantityWords,
    pub(super) date: DateWords,
}

impl Words {
    /// The words that the program carries.
    pub fn built_in() -> Self {
        Self::parse(
            include_str!("../../data/rules/quantity.toml"),
            include_str!("../../data/rules/date.toml"),
        )
        .unwrap_or_default() // a test reads both files
    }

    /// The words of two files of rules.
    pub fn parse(quantity: &str, date: &str) -> Result<Self, toml::de::Error> {
        Ok(Self {
            quantity: toml::from_str(quantity)?,
            date: toml::from_str(date)?,
        })
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuantityWords {
    pub before: Before,
    pub inner: Inner,
    pub after: Bounds,
    pub after_edge: Bounds,
    pub join: Join,
    pub shape: Shape,
    pub fixed: Vec<Fixed>,
    #[serde(default)]
    pub omitted: Omitted,
    pub not_before: BTreeMap<String, Vec<String>>,
}

/// Words by the bound they put on a number.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Bounds {
    pub more_than: Vec<String>,
    pub less_than: Vec<String>,
    pub at_least: Vec<String>,
    pub at_most: Vec<String>,
    pub about: Vec<String>,
    pub plain: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Before {
    pub more_than: Vec<String>,
    pub more_than_bare: Vec<String>,
    pub less_than: Vec<String>,
    pub at_least: Vec<String>,
    pub at_most: Vec<String>,
    pub about: Vec<String>,
    pub equal: Vec<String>,
    pub ordinal: Vec<String>,
    pub vague: Vec<String>,
    pub plain: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inner {
    pub more_than: Vec<String>,
    pub about: Vec<String>,
    pub vague: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Join {
    pub range: Vec<String>,
    pub spoken: Vec<String>,
    pub from: Vec<String>,
    pub share: Vec<String>,
}

/// The words that numbers and units are built with.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shape {
    pub fraction: String,
    pub percent: String,
    pub tenth: String,
    pub number_of: String,
    /// Half of a unit of time: 三个半月.
    #[serde(default)]
    pub half: Option<String>,
    pub not_measured_before: Vec<String>,
    /// Behind these a hyphen before an amount of money is a minus sign.
    pub minus_after: Vec<String>,
    pub averages: Vec<String>,
    pub adjectives: Vec<String>,
    pub denominators: Vec<String>,
    pub multipliers: Vec<String>,
    pub opening: Vec<char>,
    pub closing: Vec<char>,
}

/// Units that a text leaves out behind 万 and 亿.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Omitted {
    /// By unit, the nouns before a number that tell it.
    pub noun: BTreeMap<String, Vec<String>>,
    /// By unit, the nouns behind a number that tell it.
    pub behind: BTreeMap<String, Vec<String>>,
    /// Marks that no noun reaches over.
    pub marks: Vec<char>,
    /// What may stand right behind the number, but for the end of the phrase.
    pub open: Vec<String>,
}

/// Words that say a number without a numeral: 翻番.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fixed {
    pub words: Vec<String>,
    pub value: String,
    pub comparator: Option<String>,
    pub change: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DateWords {
    pub calendar: Calendar,
    pub relative_year: BTreeMap<String, i16>,
    pub relative_month: BTreeMap<String, i16>,
    pub relative_day: BTreeMap<String, i16>,
    pub same: Same,
    pub part: Vec<Part>,
    pub since: Around,
    pub until: Around,
    pub deadline: Around,
    pub base: BaseWords,
    pub duration: Duration,
    pub plan: Plan,
    pub vague: Vague,
}

/// The words dates are built with.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Calendar {
    pub year: Vec<String>,
    pub month: Vec<String>,
    pub day: Vec<String>,
    pub day_alone: Vec<String>,
    pub not_day: Vec<String>,
    /// What may stand behind a year or a month and adds nothing that a date can hold: 底, 份, 上旬.
    pub tail: Vec<String>,
    /// Longer words that must not be read as a tail: 初步.
    pub not_tail: Vec<String>,
    pub range: Vec<String>,
    pub from: Vec<String>,
    pub aside: Vec<String>,
    /// Before and behind a date of something to come: 预计|9月, 4月|将.
    #[serde(default)]
    pub ahead: Vec<String>,
    #[serde(default)]
    pub to_come: Vec<String>,
    pub months: Vec<String>,
    pub first: char,
    pub sentence_end: Vec<char>,
    pub plain: Vec<String>,
    /// A year written so numbers an edition: 2022年度.
    #[serde(default)]
    pub edition: Vec<String>,
}

/// Words for the date named last.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Same {
    pub year: Vec<String>,
    /// The year after: 次年.
    pub next_year: Vec<String>,
    pub running: Vec<String>,
    pub previous_year: Vec<String>,
    pub month: Vec<String>,
    pub day: Vec<String>,
    /// As precise as it was named: 届时.
    pub date: Vec<String>,
}

/// A part of a year: 上半年 is months 1 to 6.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    pub words: Vec<String>,
    pub from: u8,
    pub to: u8,
}

/// Words before and behind a date that give it a role.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Around {
    pub before: Vec<String>,
    /// Only at the beginning of a clause.
    pub before_edge: Vec<String>,
    pub after: Vec<String>,
    pub plain_before: Vec<String>,
    pub plain_after: Vec<String>,
}

/// Words that make a span of time situate (七年来) rather than measure (用时70天).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Duration {
    pub units: Vec<String>,
    pub before: Vec<String>,
    pub after: Vec<String>,
    pub short_units: Vec<String>,
    pub short_after: Vec<String>,
    /// Of the words before and after, those of a span that ends now.
    pub past: Vec<String>,
    /// Between the unit and a word behind it: 十年多来.
    pub more: String,
    /// Before a span that is measured.
    pub measured: Vec<String>,
    pub plain_after: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BaseWords {
    pub before: Vec<String>,
    /// Before, when one of `after` follows: 与2012年相比.
    pub paired: Vec<String>,
    pub after: Vec<String>,
    /// Alone behind the date: 的基础上.
    pub ground: Vec<String>,
    /// The words around the number in 是2012年的3倍.
    pub multiple: String,
    pub plain_before: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Plan {
    /// 五: the mark behind the number of a five-year plan.
    pub mark: String,
    pub numbers: BTreeMap<String, i16>,
    pub during: Vec<String>,
    pub end: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Vague {
    pub words: Vec<String>,
    /// Words whose first character belongs to what precedes: 截至今年.
    pub split: Vec<String>,
    pub plain: Vec<String>,
}
