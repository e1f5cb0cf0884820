//! Tables: each cell with a number is an observation, its label, unit, year and subject read from the headers.

use crate::clean::BlockKind;
use crate::extract::draft::Draft;
use crate::extract::page::{Bytes, Page};
use crate::extract::subject::Subjecting;
use crate::model::{
    Change, Conferral, ConferralStatus, EntityKind, Fact, MentionId, Observation, PartialDate,
    RuleId, Statement,
};

/// The observations of all tables of a page.
pub(super) fn observations(page: &Page<'_>, subjecting: &Subjecting) -> Vec<Fact<MentionId>> {
    tables(page)
        .iter()
        .flat_map(|rows| {
            Table::new(page, rows)
                .map(|table| table.observations(subjecting))
                .unwrap_or_default()
        })
        .collect()
}

/// The rows of each table as cells: lines of a table block, cut at tabs or bars.
fn tables(page: &Page<'_>) -> Vec<Vec<Vec<Bytes>>> {
    let mut tables: Vec<Vec<Vec<Bytes>>> = Vec::new();
    let mut last = None;
    for (index, block) in page.layout.blocks.iter().enumerate() {
        if block.kind != BlockKind::Table {
            continue;
        }
        if last.is_none_or(|last| last + 1 != index) {
            tables.push(Vec::new());
        }
        last = Some(index);
        let mut start = block.bytes.start;
        for line in page.slice(block.bytes.clone()).split('\n') {
            let row = cells(page, start..start + line.len());
            if let Some(table) = tables.last_mut()
                && row
                    .iter()
                    .any(|cell| page.slice(cell.clone()).chars().any(char::is_alphanumeric))
            {
                table.push(row);
            }
            start += line.len() + 1;
        }
    }
    tables
}

fn cells(page: &Page<'_>, line: Bytes) -> Vec<Bytes> {
    let text = page.slice(line.clone());
    let bars = !text.contains('\t') && text.contains('|');
    let mark = if bars { '|' } else { '\t' };
    let inner = if bars {
        text.trim().trim_matches('|')
    } else {
        text
    };
    let offset = line.start + text.find(inner).unwrap_or_default();
    let mut start = offset;
    inner
        .split(mark)
        .map(|cell| {
            let trimmed = cell.trim();
            let left = start + cell.len() - cell.trim_start().len();
            start += cell.len() + 1;
            left..left + trimmed.len()
        })
        .collect()
}

/// What a column holds.
#[derive(Clone, Debug, PartialEq)]
enum Column {
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
    /// 所在市
    Place,
    /// Anything else: names, remarks, serial numbers.
    Other,
}

/// What a header says of the numbers under it.
#[derive(Clone, Debug, Default, PartialEq)]
struct Header {
    label: Option<String>,
    unit: Option<String>,
    date: Option<PartialDate>,
    growth: bool,
    /// The park or company that a column speaks of.
    subject: Option<usize>,
}

struct Table<'p, 'a> {
    page: &'p Page<'a>,
    columns: Vec<Column>,
    rows: &'p [Vec<Bytes>],
    /// The years and units that the line above the table states.
    date: Option<PartialDate>,
}

impl<'p, 'a> Table<'p, 'a> {
    fn new(page: &'p Page<'a>, rows: &'p [Vec<Bytes>]) -> Option<Self> {
        let (head, rows) = rows.split_first()?;
        let start = head.first()?.start;
        let before = page
            .moments
            .iter()
            .rev()
            .find(|it| it.bytes.end <= start && start - it.bytes.end < 240);
        let date = before
            .and_then(|it| it.date)
            .filter(|it| it.day_number().is_none());
        let columns = head
            .iter()
            .map(|cell| column(page, cell))
            .collect::<Vec<_>>();
        let has_label = columns
            .iter()
            .any(|it| matches!(it, Column::Indicator | Column::Subject));
        let mut columns = columns;
        if !has_label
            && let Some(first) = columns
                .first_mut()
                .filter(|it| matches!(it, Column::Other | Column::Value(_)))
        {
            *first = if rows.iter().any(|row| {
                row.first()
                    .is_some_and(|cell| page.names_in(cell).next().is_some())
            }) {
                Column::Subject
            } else {
                Column::Indicator
            };
        }
        columns
            .iter()
            .any(|it| {
                matches!(
                    it,
                    Column::Value(_) | Column::Honor | Column::Place | Column::Industry
                )
            })
            .then_some(Self {
                page,
                columns,
                rows,
                date,
            })
    }

    fn observations(&self, subjecting: &Subjecting) -> Vec<Fact<MentionId>> {
        self.rows
            .iter()
            .flat_map(|row| self.row(row, subjecting))
            .collect()
    }

    fn cell(&self, row: &[Bytes], wanted: &Column) -> Option<Bytes> {
        let index = self.columns.iter().position(|it| it == wanted)?;
        row.get(index).cloned()
    }

    fn row(&self, row: &[Bytes], subjecting: &Subjecting) -> Vec<Fact<MentionId>> {
        let page = self.page;
        let subject = match self.cell(row, &Column::Subject) {
            Some(cell) => page.names_in(&cell).find(|&it| {
                matches!(
                    page.names[it].kind,
                    EntityKind::Park
                        | EntityKind::Company
                        | EntityKind::Place
                        | EntityKind::Project
                )
            }),
            None => row
                .first()
                .and_then(|cell| subjecting.at(page, cell.start).names.first().copied())
                .or(subjecting.topic),
        };
        let date = self
            .cell(row, &Column::Year)
            .and_then(|cell| year(page, &cell))
            .or(self.date);
        let unit = self
            .cell(row, &Column::Unit)
            .map(|cell| page.slice(cell).to_owned());
        let indicator = self.cell(row, &Column::Indicator);
        let mut facts = self.titles(row, subject, date);
        facts.extend(self.location(row, subject));
        for (column, cell) in self.columns.iter().zip(row) {
            if *column == Column::Industry {
                facts.extend(self.engagements(cell, subject));
            }
            let Column::Value(header) = column else {
                continue;
            };
            if let Some(owner) = header.subject
                && row
                    .first()
                    .is_some_and(|first| is_industry_header(page, first))
            {
                facts.extend(self.engagements(cell, Some(owner)));
                continue;
            }
            let rises = indicator.as_ref().and_then(|it| growth_row(page, it));
            let own = indicator.clone().map(|it| split_unit(page, page.slice(it)));
            let label = match (&own, &header.label) {
                _ if rises.is_some() => rises.clone().unwrap_or_default(),
                (Some((label, _)), _) => label.clone(),
                (None, Some(label)) => label.clone(),
                (None, None) => continue,
            };
            let growth = header.growth || rises.is_some();
            let unit = if header.growth {
                Some(header.unit.clone().unwrap_or_else(|| "%".to_owned()))
            } else {
                own.and_then(|it| it.1)
                    .or_else(|| unit.clone())
                    .or_else(|| header.unit.clone())
            };
            let value = Cell {
                label,
                unit,
                date: header.date.or(date),
                growth,
                bytes: cell.clone(),
            };
            facts.extend(self.fact(value, header.subject.or(subject), indicator.clone()));
        }
        facts
    }

    /// The title that a row of a list of honours gives.
    fn titles(
        &self,
        row: &[Bytes],
        subject: Option<usize>,
        date: Option<PartialDate>,
    ) -> Vec<Fact<MentionId>> {
        let page = self.page;
        let honor = self.cell(row, &Column::Honor).and_then(|cell| {
            page.names_in(&cell)
                .find(|&it| page.names[it].kind == EntityKind::Honor)
        });
        let (Some(honor), Some(recipient)) = (honor, subject) else {
            return Vec::new();
        };
        let by = self.cell(row, &Column::By).map(|cell| {
            page.names_in(&cell)
                .filter(|&it| page.names[it].kind == EntityKind::Agency)
                .map(MentionId)
                .collect()
        });
        let status = self
            .cell(row, &Column::Status)
            .map_or(ConferralStatus::Conferred, |cell| status(page, &cell));
        let batch = row
            .iter()
            .flat_map(|cell| page.words_in(page.lexicon.words("batch"), cell))
            .next();
        let conferral = Conferral {
            recipient: MentionId(recipient),
            honor: MentionId(honor),
            status,
            date,
            conferred_by: by.unwrap_or_default(),
            batch: batch.map(|hit| page.slice(hit.start..hit.end).to_owned()),
        };
        let spans = [recipient, honor]
            .map(|it| page.names[it].bytes.clone())
            .to_vec();
        self.stated("conferral/table", spans, Statement::Conferral(conferral))
            .into_iter()
            .collect()
    }

    /// The division that a row names for its subject.
    fn location(&self, row: &[Bytes], subject: Option<usize>) -> Option<Fact<MentionId>> {
        let page = self.page;
        let cell = self.cell(row, &Column::Place)?;
        let place = page
            .names_in(&cell)
            .filter(|&it| page.names[it].kind == EntityKind::Place)
            .last()?;
        let spans = vec![
            page.names[subject?].bytes.clone(),
            page.names[place].bytes.clone(),
        ];
        self.stated(
            "location/table",
            spans,
            Statement::Location {
                subject: MentionId(subject?),
                object: MentionId(place),
            },
        )
    }

    fn stated(
        &self,
        rule: &str,
        spans: Vec<Bytes>,
        statement: Statement<MentionId>,
    ) -> Option<Fact<MentionId>> {
        let at = spans.first()?.clone();
        let sentence = &self.page.sentences[self.page.sentence_at(at.start)?];
        let draft = Draft {
            rule: RuleId::new(rule),
            confidence: 0.92,
            spans,
        };
        Some(draft.fact(self.page, sentence, &at, statement))
    }

    /// The industries of a cell, as those of the row's subject.
    fn engagements(&self, cell: &Bytes, subject: Option<usize>) -> Vec<Fact<MentionId>> {
        let page = self.page;
        let Some(subject) = subject else {
            return Vec::new();
        };
        let industries = page
            .names_in(cell)
            .filter(|&it| page.names[it].kind == EntityKind::Industry);
        let fact = |object: usize| {
            let sentence = &page.sentences[page.sentence_at(cell.start)?];
            let spans = vec![
                page.names[subject].bytes.clone(),
                page.names[object].bytes.clone(),
            ];
            let draft = Draft {
                rule: RuleId::new("engagement/table"),
                confidence: 0.92,
                spans,
            };
            let statement = Statement::Engagement {
                subject: MentionId(subject),
                object: MentionId(object),
            };
            Some(draft.fact(page, sentence, cell, statement))
        };
        industries.filter_map(fact).collect()
    }

    fn fact(
        &self,
        value: Cell,
        subject: Option<usize>,
        indicator: Option<Bytes>,
    ) -> Option<Fact<MentionId>> {
        let page = self.page;
        let written = page.slice(value.bytes.clone());
        if !written.chars().any(|it| it.is_ascii_digit()) || value.label.chars().count() < 2 {
            return None;
        }
        let negative = written.starts_with(['-', '−', '–']);
        let number = written.trim_start_matches(['-', '−', '–', '+']);
        let unit = value.unit.unwrap_or_default();
        let full = if number.ends_with(|it: char| it.is_ascii_digit()) {
            format!("{number}{unit}")
        } else {
            number.to_owned()
        };
        let measure = page
            .lexicon
            .quantities()
            .measures(&full)
            .into_iter()
            .find(|it| it.number.start == 0)?;
        let change = match (value.growth, negative) {
            (true, true) => Change::Decrease,
            (true, false) => Change::Increase,
            _ => Change::Level,
        };
        let mut quantity = measure.quantity;
        quantity.written = written.to_owned();
        if negative && !value.growth {
            quantity.value = -quantity.value;
        }
        let observation = Observation {
            subject: subject.map(MentionId),
            indicator: value.label,
            quantity,
            change,
            date: value.date,
            within: None,
        };
        let mut spans: Vec<Bytes> = indicator.into_iter().collect();
        spans.push(value.bytes.clone());
        let sentence = &page.sentences[page.sentence_at(value.bytes.start)?];
        let draft = Draft {
            rule: RuleId::new("observation/table"),
            confidence: 0.95,
            spans,
        };
        Some(draft.fact(
            page,
            sentence,
            &value.bytes,
            Statement::Observation(observation),
        ))
    }
}

fn is_industry_header(page: &Page<'_>, cell: &Bytes) -> bool {
    page.lexicon.has_word(
        page.lexicon.words("header_industry"),
        page.slice(cell.clone()),
    )
}

/// How far a title has come, from the words of a cell.
fn status(page: &Page<'_>, cell: &Bytes) -> ConferralStatus {
    let says = |list: &str| page.has_word_in(list, cell);
    if says("pass") || says("acceptance") {
        ConferralStatus::PassedAcceptance
    } else if says("under_application") || says("apply_for") || says("public_notice") {
        ConferralStatus::Applying
    } else if says("create") || says("creation") {
        ConferralStatus::ApprovedToCreate
    } else {
        ConferralStatus::Conferred
    }
}

/// The cells under headers that announce titles.
pub(super) fn honor_cells(page: &Page<'_>) -> Vec<Bytes> {
    let mut found = Vec::new();
    for rows in tables(page) {
        let Some((head, rows)) = rows.split_first() else {
            continue;
        };
        for (index, _) in head
            .iter()
            .enumerate()
            .filter(|(_, cell)| column(page, cell) == Column::Honor)
        {
            found.extend(rows.iter().filter_map(|row| row.get(index).cloned()));
        }
    }
    found
}

/// The cells under headers that announce industries.
pub(super) fn industry_cells(page: &Page<'_>) -> Vec<Bytes> {
    let mut found = Vec::new();
    for rows in tables(page) {
        let Some((head, rows)) = rows.split_first() else {
            continue;
        };
        let labelled = rows.iter().filter(|row| {
            row.first()
                .is_some_and(|first| is_industry_header(page, first))
        });
        found.extend(labelled.flat_map(|row| row.iter().skip(1).cloned()));
        for (index, cell) in head.iter().enumerate() {
            if column(page, cell) == Column::Industry {
                found.extend(rows.iter().filter_map(|row| row.get(index).cloned()));
            }
        }
    }
    found
}

/// A number cell with all that headers say of it.
struct Cell {
    label: String,
    unit: Option<String>,
    date: Option<PartialDate>,
    growth: bool,
    bytes: Bytes,
}

/// What a header cell makes of its column.
fn column(page: &Page<'_>, cell: &Bytes) -> Column {
    let text = page.slice(cell.clone());
    let (label, unit) = split_unit(page, text);
    let is = |list: &str| page.lexicon.has_word(page.lexicon.words(list), &label);
    for (list, column) in [
        ("header_honor", Column::Honor),
        ("header_by", Column::By),
        ("header_status", Column::Status),
        ("header_place", Column::Place),
        ("header_year", Column::Year),
        ("header_time", Column::Year),
    ] {
        if is(list) {
            return column;
        }
    }
    if is("header_unit") {
        return Column::Unit;
    }
    if is("header_indicator") {
        return Column::Indicator;
    }
    if is("header_subject") {
        return Column::Subject;
    }
    if is("header_other") {
        return Column::Other;
    }
    let named = page.name_at(cell.start).filter(|&it| {
        page.names[it].bytes == *cell
            && matches!(
                page.names[it].kind,
                EntityKind::Park | EntityKind::Company | EntityKind::Place
            )
    });
    if named.is_some() {
        return Column::Value(Header {
            subject: named,
            ..Header::default()
        });
    }
    let date = year(page, cell);
    let growth = page.has_word_in("header_growth", cell);
    let label = without_date(page, cell, &label);
    let is = |list: &str| page.lexicon.has_word(page.lexicon.words(list), &label);
    if is("header_industry") {
        return Column::Industry;
    }
    let plain = is("header_value") || growth || label.is_empty();
    Column::Value(Header {
        label: (!plain).then_some(label),
        unit,
        date,
        growth,
        subject: None,
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

/// What grows in a row headed 工业增加值增长(%).
fn growth_row(page: &Page<'_>, cell: &Bytes) -> Option<String> {
    let (label, unit) = split_unit(page, page.slice(cell.clone()));
    let rate = unit.is_some_and(|it| it == "%");
    let words = page.words_in(page.lexicon.words("increase"), cell);
    let ends = words
        .map(|hit| page.slice(hit.start..hit.end))
        .filter_map(|word| label.strip_suffix(word));
    ends.min_by_key(|rest| rest.len())
        .filter(|rest| rate && rest.chars().nth(1).is_some())
        .map(str::to_owned)
}

/// 产值(亿元) is 产值 in 亿元.
fn split_unit(_page: &Page<'_>, text: &str) -> (String, Option<String>) {
    let text = text.trim();
    let clean = |label: &str| label.replace(['“', '”', '"', ' '], "");
    if let Some((label, rest)) = text.split_once('(')
        && let Some(unit) = rest.strip_suffix(')')
        && unit.chars().count() <= 8
    {
        return (
            clean(label),
            Some(unit.rsplit('：').next().unwrap_or(unit).to_owned()),
        );
    }
    (clean(text), None)
}

/// The year or period of a cell: 2022, 2022年, 2022年1-6月.
fn year(page: &Page<'_>, cell: &Bytes) -> Option<PartialDate> {
    let inside = page.moments_in(cell).find_map(|it| page.moments[it].date);
    inside.or_else(|| {
        let digits = page.slice(cell.clone()).trim();
        (digits.len() == 4)
            .then(|| {
                digits
                    .parse()
                    .ok()
                    .filter(|it| (1949..2100).contains(it))
                    .and_then(PartialDate::year)
            })
            .flatten()
    })
}
