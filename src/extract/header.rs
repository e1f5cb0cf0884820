//! What the head of a column or a row says of its cells: what they hold, in which unit, of which year, and of whom.

use crate::extract::cell::Row;
use crate::extract::leading::is_actor;
use crate::extract::page::{Bytes, Page};
use crate::extract::product_column::read_products;
use crate::extract::stage::stage_dated;
use crate::extract::when::When;
use crate::model::{EntityKind, EventType, PartialDate};
use crate::quantity::{Moment, MomentRole, Reader, Scale, UnitClass};

/// What a column holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Column {
    /// 年份
    Year,
    /// 指标
    Indicator,
    /// 单位
    Unit,
    /// 园区, 企业
    Subject,
    /// Numbers: of the row's indicator, or of this column's own.
    Value(Header),
    /// 主导产业
    Industry,
    /// 称号
    Honor,
    /// 授予部门
    By,
    /// 状态
    Status,
    /// 开工时间
    Stage(EventType),
    /// 所在市, 所在园区
    Place,
    /// 建设内容
    Content,
    /// Anything else: names, remarks, serial numbers.
    Other,
}

/// What a header says of the numbers under it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Header {
    /// What they measure.
    pub(super) label: Option<String>,
    /// Their unit.
    pub(super) unit: Option<Scale>,
    /// Their year or period.
    pub(super) when: Option<When>,
    /// Whether they are rates of growth.
    pub(super) growth: bool,
    /// The park or company that they speak of.
    pub(super) subject: Option<usize>,
    /// What of the table's period they speak of.
    pub(super) span: Span,
}

/// What of the period of a table its numbers speak of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Span {
    /// All of it.
    #[default]
    Whole,
    /// The year that it is part of: 全年目标.
    Year,
    /// None: 规划面积, 总投资.
    Lasting,
}

impl Span {
    fn of(page: &Page<'_>, cell: &Bytes) -> Self {
        let lasting = ["timeless_label", "investment_label", "committed_part"];
        if lasting.iter().any(|it| page.has_word_in(it, cell)) {
            Self::Lasting
        } else if page.has_word_in("whole_year", cell) {
            Self::Year
        } else {
            Self::Whole
        }
    }

    /// When numbers are, by the period of their table.
    pub(super) fn of_period(self, when: Option<When>) -> Option<When> {
        let year = when.and_then(|it| PartialDate::year(it.date?.year_number()));
        match self {
            Self::Whole => when,
            Self::Year => year.map(When::at),
            Self::Lasting => None,
        }
    }
}

/// What the head of a row says of the numbers behind it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Indicator {
    /// Where it stands.
    pub(super) bytes: Bytes,
    /// What they measure.
    pub(super) label: String,
    /// Their unit.
    pub(super) unit: Option<Scale>,
    /// Their year or period.
    pub(super) when: Option<When>,
    /// Whether they are rates of growth.
    pub(super) growth: bool,
    /// What of the table's period they speak of.
    pub(super) span: Span,
}

/// Lists of the words that name a column, in the order in which they are tried.
const HEADS: [(&str, Column); 11] = [
    ("header_honor", Column::Honor),
    ("header_by", Column::By),
    ("header_status", Column::Status),
    ("header_place", Column::Place),
    ("header_content", Column::Content),
    ("header_year", Column::Year),
    ("header_time", Column::Year),
    ("header_unit", Column::Unit),
    ("header_indicator", Column::Indicator),
    ("header_subject", Column::Subject),
    ("header_other", Column::Other),
];

impl Column {
    /// Reads the head of a column.
    pub(super) fn new(page: &Page<'_>, cell: &Bytes) -> Self {
        let (label, unit) = split_unit(page.lexicon.quantities(), page.slice(cell.clone()));
        let named = HEADS
            .into_iter()
            .find(|(list, _)| is_word(page, list, &label));
        if let Some((_, column)) = named {
            return column;
        }
        if let Some(stage) = stage_dated(page, cell) {
            return Self::Stage(stage);
        }
        let subject = named_subject(page, cell);
        if subject.is_some() {
            return Self::Value(Header {
                subject,
                ..Header::default()
            });
        }
        let label = without_date(page, cell, &label);
        if is_word(page, "header_industry", &label) {
            return Self::Industry;
        }
        let growth = page.has_word_in("header_growth", cell);
        let plain = is_word(page, "header_value", &label) || growth || label.is_empty();
        Self::Value(Header {
            label: (!plain).then_some(label),
            unit,
            when: year(page, cell).filter(|_| page.word_at("this_period", cell.start).is_none()),
            growth,
            subject: None,
            span: Span::of(page, cell),
        })
    }

    /// The stage whose dates stand under a head of dates: 升级|时间. In a table of titles they are those of the titles.
    fn or_stage(self, page: &Page<'_>, cell: &Bytes) -> Self {
        let stage = stage_dated(page, cell).filter(|_| self == Self::Year);
        stage.map_or(self, Self::Stage)
    }

    /// Whether its cells state something of the row's subject.
    pub(super) fn states_facts(&self) -> bool {
        matches!(
            self,
            Self::Value(_)
                | Self::Honor
                | Self::Place
                | Self::Industry
                | Self::Stage(_)
                | Self::Content
        )
    }
}

impl Indicator {
    /// Reads the head of a row.
    pub(super) fn new(page: &Page<'_>, bytes: Bytes) -> Self {
        let (label, unit) = split_unit(page.lexicon.quantities(), page.slice(bytes.clone()));
        let label = without_date(page, &bytes, &part(page, &bytes, &label));
        let rising =
            what_grows(page, &bytes, &label).filter(|_| unit.as_ref().is_some_and(is_percent));
        Self {
            growth: rising.is_some(),
            label: rising.unwrap_or(label),
            when: year(page, &bytes),
            span: Span::of(page, &bytes),
            bytes,
            unit,
        }
    }
}

impl Indicator {
    /// A row that is headed by a word for growth alone measures what the row before does.
    pub(super) fn take_up(&mut self, page: &Page<'_>, last: Option<&Self>) {
        if let Some(last) = last.filter(|_| page.is_word("growth_alone", &self.label)) {
            self.label.clone_from(&last.label);
            self.growth = true;
            self.when = self.when.or(last.when);
        }
    }
}

/// The head of a row without 其中：.
fn part(page: &Page<'_>, cell: &Bytes, label: &str) -> String {
    let among = page.word_at("among_them", cell.start);
    let rest = among.and_then(|hit| label.strip_prefix(page.written(hit)));
    rest.map_or(label, |it| it.trim_start_matches(['：', ':', ' ', '　']))
        .to_owned()
}

/// Whether the cells of a row or column headed like this are industries.
pub(super) fn is_industry_header(page: &Page<'_>, cell: &Bytes) -> bool {
    is_word(page, "header_industry", page.slice(cell.clone()))
}

/// The year or period of a cell: 2022, 2022年, 2022年1-6月.
pub(super) fn year(page: &Page<'_>, cell: &Bytes) -> Option<When> {
    let mut inside = page.moments_in(cell).map(|it| &page.moments[it]);
    let dated = |it: &&Moment| it.date.is_some() && it.role != MomentRole::Base; // 比上年增长
    let inside = inside.find(dated).map(When::of);
    inside.or_else(|| bare_year(page.slice(cell.clone())).map(When::at))
}

fn bare_year(text: &str) -> Option<PartialDate> {
    let digits = Some(text.trim()).filter(|it| it.len() == 4)?;
    let year = digits.parse().ok()?;
    Some(year)
        .filter(|it| (1949..2100).contains(it))
        .and_then(PartialDate::year)
}

fn is_word(page: &Page<'_>, list: &str, text: &str) -> bool {
    page.lexicon.has_word(page.lexicon.words(list), text)
}

/// The park, company or place whose name is all of a cell.
fn named_subject(page: &Page<'_>, cell: &Bytes) -> Option<usize> {
    page.name_at(cell.start).filter(|&it| {
        let name = &page.names[it];
        let may_own = matches!(
            name.kind,
            EntityKind::Park | EntityKind::Company | EntityKind::Place
        );
        may_own && name.bytes == *cell
    })
}

/// 2018年产值 without its year.
fn without_date(page: &Page<'_>, cell: &Bytes, label: &str) -> String {
    let dates = page
        .moments_in(cell)
        .map(|it| page.slice(page.moments[it].bytes.clone()));
    let rest = dates.fold(label.to_owned(), |rest, date| rest.replace(date, ""));
    if year(page, cell).is_some() && rest.chars().all(|it| it.is_ascii_digit()) {
        String::new()
    } else {
        rest
    }
}

/// 工业增加值 of 工业增加值增长.
fn what_grows(page: &Page<'_>, cell: &Bytes, label: &str) -> Option<String> {
    let words = page.words_in("increase", cell);
    let rests = words
        .map(|hit| page.slice(hit.start..hit.end))
        .filter_map(|word| label.strip_suffix(word));
    rests
        .min_by_key(|rest| rest.len())
        .filter(|rest| rest.chars().nth(1).is_some())
        .map(str::to_owned)
}

fn is_percent(unit: &Scale) -> bool {
    unit.class == Some(UnitClass::Percent)
}

/// 产值(亿元) is 产值 in 亿元.
fn split_unit(reader: &Reader, text: &str) -> (String, Option<Scale>) {
    let (label, unit) = reader.labelled(text);
    (label.replace(['“', '”', '"', ' '], ""), unit)
}

/// A column of growth without a label measures what the column before does, in the latest of the periods before it.
fn inherit(columns: &mut [Column]) {
    let mut last: Option<Header> = None;
    let mut latest: Option<When> = None;
    for column in columns {
        let Column::Value(header) = column else {
            continue;
        };
        if header.growth && header.label.is_none() {
            if let Some(last) = &last {
                header.label.clone_from(&last.label);
                header.when = header.when.or(latest);
                header.subject = header.subject.or(last.subject);
            }
            latest = None;
        } else {
            let later = |it: &When| latest.is_none_or(|latest| latest.date < it.date);
            latest = header.when.filter(later).or(latest);
            last = Some(header.clone());
        }
    }
}

/// If no column is headed as subject or indicator, the first one is: the subject where its cells hold names of such.
/// Where the other columns are years, the first one is no year, whatever its head says.
fn read_first(page: &Page<'_>, columns: &mut [Column], rows: &[Row]) {
    let is_year = |it: &Column| matches!(it, Column::Value(header) if header.when.is_some() && header.label.is_none());
    let years = columns.iter().filter(|it| is_year(it)).count();
    if let [first @ Column::Year, ..] = columns
        && years > 1
    {
        *first = Column::Indicator;
    }
    let is_label = |it: &Column| matches!(it, Column::Indicator | Column::Subject);
    if columns.iter().any(is_label) {
        return;
    }
    let open = |it: &Column| matches!(it, Column::Other | Column::Value(_));
    if let Some(subject) = columns.get_mut(1).filter(|it| open(it))
        && rows.iter().all(|row| is_numbered(page, row))
    {
        *subject = Column::Subject; // 1|某高新区|158.2
    } else if let Some(first) = columns.first_mut().filter(|it| open(it)) {
        let mut heads = rows.iter().filter_map(|row| row.first());
        let named = |cell: &Bytes| page.names_in(cell).any(|it| is_actor(page.names[it].kind));
        *first = if heads.any(named) {
            Column::Subject
        } else {
            Column::Indicator
        };
    }
}

/// What the columns of a table hold, by its head and its rows.
pub(super) fn columns(page: &Page<'_>, head: &Row, rows: &[Row]) -> Vec<Column> {
    let mut columns: Vec<Column> = head.iter().map(|cell| Column::new(page, cell)).collect();
    if !columns.contains(&Column::Honor) {
        let heads = columns.into_iter().zip(head);
        columns = heads.map(|(it, cell)| it.or_stage(page, cell)).collect();
    }
    tell_apart(page, &mut columns, head);
    read_products(page, &mut columns, (head, rows));
    read_first(page, &mut columns, rows);
    inherit(&mut columns);
    columns
}

/// 地区|园区名称: of two columns that may name whom the rows are about, the one of regions says where.
fn tell_apart(page: &Page<'_>, columns: &mut [Column], head: &Row) {
    if columns.iter().filter(|it| **it == Column::Subject).count() < 2 {
        return;
    }
    let region = |cell: &Bytes| {
        let label: String = page.slice(cell.clone()).split_whitespace().collect();
        is_word(page, "header_region", &label)
    };
    let heads = columns.iter_mut().zip(head);
    for (column, _) in heads.filter(|(it, cell)| **it == Column::Subject && region(cell)) {
        *column = Column::Place;
    }
}

/// Whether a row begins with its number and a park, company or project.
fn is_numbered(page: &Page<'_>, row: &Row) -> bool {
    let [number, subject, ..] = row.as_slice() else {
        return false;
    };
    let digits = page
        .slice(number.clone())
        .chars()
        .all(|it| it.is_ascii_digit());
    let owner = |it: usize| is_actor(page.names[it].kind) && !page.is_kind(it, EntityKind::Place);
    digits && page.name_at(subject.start).is_some_and(owner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn a_unit_in_brackets_behind_a_label_is_its_unit() {
        let lexicon = Lexicon::load(None, None).unwrap();
        let check = |text: &str, label: &str, unit: Option<&str>| {
            let (found, scale) = split_unit(lexicon.quantities(), text);
            let scale = scale.map(|it| format!("{} {}", it.factor, it.unit_text));
            assert_eq!((found.as_str(), scale.as_deref()), (label, unit), "{text}");
        };
        check("产值(亿元)", "产值", Some("100000000 元"));
        check(" 产 值(单位：万吨) ", "产值", Some("10000 吨"));
        check("产值", "产值", None);
        check("产值(亿元)合计", "产值(亿元)合计", None);
        check("产值(含所有托管园区的数)", "产值(含所有托管园区的数)", None);
    }

    #[test]
    fn four_digits_are_a_year_only_in_our_time() {
        assert_eq!(bare_year(" 2022 "), PartialDate::year(2022));
        assert_eq!(bare_year("1848"), None);
        assert_eq!(bare_year("20220"), None);
        assert_eq!(bare_year("二二"), None);
    }
}
