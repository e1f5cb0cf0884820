//! Tables: the rows under a head become observations, titles, locations and engagements of the row's subject.

use crate::extract::caption::{date_above, is_captioned};
use crate::extract::carried::period_of_report;
use crate::extract::cell::{Row, is_negative, merged, quantity, tables};
use crate::extract::confidence;
use crate::extract::content::contents;
use crate::extract::draft::Draft;
use crate::extract::header::{Column, Header, Indicator, columns, is_industry_header, year};
use crate::extract::page::{Bytes, Page};
use crate::extract::stage::stage;
use crate::extract::step::event_of_step;
use crate::extract::subject::Subjecting;
use crate::extract::when::When;
use crate::model::{
    Change, Conferral, ConferralStatus, EntityKind, Event, EventType, Fact, MentionId, Observation,
    RuleId, Statement,
};
use crate::quantity::{Scale, UnitClass};

/// The facts of all tables of a page.
pub(super) fn facts(page: &Page<'_>, subjecting: &Subjecting) -> Vec<Fact<MentionId>> {
    let tables = tables(page);
    let tables = tables.iter().filter_map(|rows| Table::new(page, rows));
    tables.flat_map(|table| table.facts(subjecting)).collect()
}

/// A table whose head is understood.
struct Table<'p, 'a> {
    page: &'p Page<'a>,
    columns: Vec<Column>,
    rows: Vec<Row>,
    /// The year or period that the text above the table states.
    when: Option<When>,
    /// The same, if a line without figures right above the table states it.
    caption: Option<When>,
}

impl<'p, 'a> Table<'p, 'a> {
    fn new(page: &'p Page<'a>, rows: &'p [Row]) -> Option<Self> {
        let (head, rows) = rows.split_first()?;
        let start = head.first()?.start;
        let columns = columns(page, head, rows);
        columns.iter().any(Column::states_facts).then(|| Self {
            page,
            rows: merged(page, &columns, rows),
            columns,
            when: date_above(page, start).or_else(|| period_of_report(page)),
            caption: date_above(page, start).filter(|_| is_captioned(page, start)),
        })
    }

    fn facts(&self, subjecting: &Subjecting) -> Vec<Fact<MentionId>> {
        let mut last = None;
        let mut facts = Vec::new();
        for row in self.rows.iter().filter(|row| !self.is_total(row)) {
            let mut line = self.line(row, subjecting);
            if let Some(indicator) = &mut line.indicator {
                indicator.take_up(self.page, last.as_ref());
            }
            facts.extend(line.facts());
            last = line.indicator;
        }
        facts
    }

    /// Whether a row of a table of parks sums up the others.
    fn is_total(&self, row: &Row) -> bool {
        let page = self.page;
        let cell = first_under(&self.columns, row, &Column::Subject);
        let is_word = |it: &Bytes| page.is_word("header_total", page.slice(it.clone()));
        cell.is_some_and(|cell| is_word(cell) || row.first().is_some_and(is_word))
    }

    /// A row with what its heads say of all its cells.
    fn line<'t>(&'t self, cells: &'t Row, subjecting: &Subjecting) -> Line<'t, 'a> {
        let page = self.page;
        let date = first_under(&self.columns, cells, &Column::Year);
        let unit = first_under(&self.columns, cells, &Column::Unit);
        let indicator = first_under(&self.columns, cells, &Column::Indicator);
        Line {
            page,
            columns: &self.columns,
            cells,
            subject: self.owner(cells, subjecting),
            when: date.and_then(|cell| year(page, cell)).or(self.when),
            caption: self.caption,
            unit: unit.and_then(|cell| page.lexicon.quantities().scale(page.slice(cell.clone()))),
            indicator: indicator.map(|cell| Indicator::new(page, cell.clone())),
        }
    }

    /// Who a row is about: the name in its subject cell; without such a column, who the text around is about.
    fn owner(&self, cells: &Row, subjecting: &Subjecting) -> Option<usize> {
        let page = self.page;
        let Some(cell) = first_under(&self.columns, cells, &Column::Subject) else {
            let first = cells.first()?;
            let around = subjecting.at(page, first.start).names;
            return around
                .first()
                .copied()
                .or(subjecting.topic_at(page, first.start));
        };
        page.names_in(cell).find(|&it| {
            matches!(
                page.names[it].kind,
                EntityKind::Park | EntityKind::Company | EntityKind::Place | EntityKind::Project
            )
        })
    }
}

/// A row of a table.
struct Line<'t, 'a> {
    page: &'t Page<'a>,
    columns: &'t [Column],
    cells: &'t Row,
    subject: Option<usize>,
    when: Option<When>,
    /// When all figures of the table are.
    caption: Option<When>,
    /// The unit that a column of units states.
    unit: Option<Scale>,
    indicator: Option<Indicator>,
}

impl Line<'_, '_> {
    fn facts(&self) -> Vec<Fact<MentionId>> {
        let mut facts: Vec<_> = self.title().into_iter().chain(self.locations()).collect();
        for (column, cell) in self.columns.iter().zip(self.cells) {
            match column {
                Column::Status => facts.extend(self.happened(cell, stage(self.page, cell))),
                Column::Stage(stage) => facts.extend(self.happened(cell, Some(*stage))),
                Column::Content => facts.extend(self.contents(cell)),
                Column::Industry => facts.extend(self.engagements(cell, self.subject)),
                Column::Value(header) if header.subject.is_some() && self.lists_industries() => {
                    facts.extend(self.engagements(cell, header.subject));
                }
                Column::Value(header) => facts.extend(self.observation(header, cell)),
                _ => {}
            }
        }
        facts
    }

    /// Whether the row's head announces industries.
    fn lists_industries(&self) -> bool {
        let first = self.cells.first();
        first.is_some_and(|first| is_industry_header(self.page, first))
    }

    /// The names of a kind in the first cell of a sort of column.
    fn names(&self, column: &Column, kind: EntityKind) -> impl DoubleEndedIterator<Item = usize> {
        let cell = first_under(self.columns, self.cells, column)
            .cloned()
            .unwrap_or_default();
        let names = self.page.names_in(&cell);
        names.filter(move |&it| self.page.names[it].kind == kind)
    }

    /// The title that a row of a list of honours gives, and the event that a dated step towards it is.
    fn title(&self) -> Vec<Fact<MentionId>> {
        let honor = self.names(&Column::Honor, EntityKind::Honor).next();
        let (Some(honor), Some(recipient)) = (honor, self.subject) else {
            return Vec::new();
        };
        let conferral = self.conferral(recipient, honor);
        let title = &self.page.names[honor].bytes;
        let step =
            event_of_step(self.page, conferral.status, title).filter(|_| conferral.date.is_some());
        let event = step.map(|event_type| Event {
            event_type,
            subject: conferral.recipient,
            date: conferral.date,
        });
        let statements = [
            Some(Statement::Conferral(conferral)),
            event.map(Statement::Event),
        ];
        let draft = |statement| Draft {
            rule: RuleId::new("conferral/table"),
            confidence: confidence::of("conferral/table"),
            spans: self.spans(recipient, honor),
            statement,
        };
        let at = &self.page.names[recipient].bytes;
        let stated = statements.into_iter().flatten().map(draft);
        stated.filter_map(|it| self.stated(it, at)).collect()
    }

    fn conferral(&self, recipient: usize, honor: usize) -> Conferral<MentionId> {
        let page = self.page;
        let by = self.names(&Column::By, EntityKind::Agency).map(MentionId);
        let status = first_under(self.columns, self.cells, &Column::Status);
        let batch = self
            .cells
            .iter()
            .find_map(|cell| page.words_in("batch", cell).next());
        Conferral {
            recipient: MentionId(recipient),
            honor: MentionId(honor),
            status: status.map_or(ConferralStatus::Conferred, |cell| self.status(cell)),
            date: self.when.and_then(|it| it.date),
            conferred_by: by.collect(),
            batch: batch.map(|hit| page.slice(hit.start..hit.end).to_owned()),
        }
    }

    /// How far a title has come, from the words of a cell.
    fn status(&self, cell: &Bytes) -> ConferralStatus {
        let says = |list: &str| self.page.has_word_in(list, cell);
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

    /// What happened to a row's subject on the day of a cell.
    fn happened(&self, cell: &Bytes, stage: Option<EventType>) -> Option<Fact<MentionId>> {
        let subject = self.subject?;
        let event = Event {
            event_type: stage?,
            subject: MentionId(subject),
            date: Some(year(self.page, cell)?.date?),
        };
        let draft = Draft {
            rule: RuleId::new("event/table"),
            confidence: confidence::of("event/table"),
            spans: vec![self.page.names[subject].bytes.clone(), cell.clone()],
            statement: Statement::Event(event),
        };
        self.stated(draft, cell)
    }

    /// What the numbers in the words of a cell say of the row's subject.
    fn contents(&self, cell: &Bytes) -> Vec<Fact<MentionId>> {
        let told = |it: usize| contents(self.page, cell, it).into_iter();
        let told = self.subject.into_iter().flat_map(told);
        told.filter_map(|it| self.stated(it, cell)).collect()
    }

    /// Where the row says that its subject lies: in the park that it names, which lies in the division of the row, or else there.
    fn locations(&self) -> Vec<Fact<MentionId>> {
        let Some(subject) = self.subject else {
            return Vec::new();
        };
        let park = self.last_place(EntityKind::Park);
        let place = self.last_place(EntityKind::Place);
        // 所属园区|建设地点: what stands behind the park is the place of the works.
        let outer = park
            .zip(place)
            .filter(|&(park, place)| park != subject && place < park);
        let inner = park.or(place).map(|it| (subject, it));
        let pairs = inner.into_iter().chain(outer);
        let facts = pairs.filter_map(|(inner, outer)| self.lies_in(inner, outer));
        facts.collect()
    }

    /// The last name of a kind in the columns that say where.
    fn last_place(&self, kind: EntityKind) -> Option<usize> {
        let columns = self.columns.iter().zip(self.cells);
        let cells = columns.filter(|(column, _)| **column == Column::Place);
        let names = cells.flat_map(|(_, cell)| self.page.names_in(cell));
        names.filter(|&it| self.page.is_kind(it, kind)).last()
    }

    fn lies_in(&self, subject: usize, place: usize) -> Option<Fact<MentionId>> {
        let draft = Draft {
            rule: RuleId::new("location/table"),
            confidence: confidence::of("location/table"),
            spans: self.spans(subject, place),
            statement: Statement::Location {
                subject: MentionId(subject),
                object: MentionId(place),
            },
        };
        self.stated(draft, &self.page.names[subject].bytes)
    }

    /// The industries of a cell, as those of a park, company or place.
    fn engagements(&self, cell: &Bytes, subject: Option<usize>) -> Vec<Fact<MentionId>> {
        let page = self.page;
        let works = |it: &usize| !page.is_kind(*it, EntityKind::Project);
        let Some(subject) = subject.filter(works) else {
            return Vec::new();
        };
        let industries = page
            .names_in(cell)
            .filter(|&it| page.names[it].kind == EntityKind::Industry);
        let draft = |object: usize| Draft {
            rule: RuleId::new("engagement/table"),
            confidence: confidence::of("engagement/table"),
            spans: self.spans(subject, object),
            statement: Statement::Engagement {
                subject: MentionId(subject),
                object: MentionId(object),
            },
        };
        industries
            .filter_map(|object| self.stated(draft(object), cell))
            .collect()
    }

    /// The number of a cell, with what the heads of its column and row say of it.
    fn observation(&self, header: &Header, cell: &Bytes) -> Option<Fact<MentionId>> {
        let page = self.page;
        let row = self.indicator.as_ref();
        let label = self.label(header)?;
        let written = page.slice(cell.clone());
        let mut quantity = quantity(page, written, self.unit_under(header).as_ref())?;
        let grows = header.growth || row.is_some_and(|it| it.growth);
        let change = match (grows, is_negative(written)) {
            (true, true) => Change::Decrease,
            (true, false) => Change::Increase,
            (false, _) => Change::Level,
        };
        if change == Change::Level && is_negative(written) {
            quantity.value = -quantity.value;
        }
        let spans = row.map(|it| it.span).into_iter().chain([header.span]);
        let around = spans.fold(self.when, |when, it| it.of_period(when));
        let around = around.or(self.caption);
        let when = row.and_then(|it| it.when).or(header.when).or(around);
        let when = when.unwrap_or_default();
        let observation = Observation {
            subject: header.subject.or(self.subject).map(MentionId),
            indicator: label,
            quantity,
            change,
            date: when.date,
            start: when.start,
            base: None,
            within: None,
        };
        let spans = row.map(|it| it.bytes.clone()).into_iter();
        let draft = Draft {
            rule: RuleId::new("observation/table"),
            confidence: confidence::of("observation/table"),
            spans: spans.chain([cell.clone()]).collect(),
            statement: Statement::Observation(observation),
        };
        self.stated(draft, cell)
    }

    /// What the heads of the row and of the column together say is measured: 汽车|产量.
    fn label(&self, header: &Header) -> Option<String> {
        let row = self.indicator.as_ref();
        let label = match (row, header.label.as_ref()) {
            (Some(row), Some(column)) => format!("{}{column}", row.label),
            (Some(row), _) => row.label.clone(),
            (None, column) => column?.clone(),
        };
        label.chars().nth(1)?;
        Some(label)
    }

    /// The unit of a number: under a head of growth per cent, else what the row says before what the column says.
    fn unit_under(&self, header: &Header) -> Option<Scale> {
        let of_column = header.unit.clone();
        if header.growth {
            return of_column.or_else(|| self.page.lexicon.quantities().scale("%"));
        }
        let percent = |it: &Scale| it.class == Some(UnitClass::Percent);
        if of_column.as_ref().is_some_and(percent) {
            return of_column; // 占全市比重（%）
        }
        let of_row = self.indicator.as_ref().and_then(|it| it.unit.clone());
        of_row.or_else(|| self.unit.clone()).or(of_column)
    }

    fn spans(&self, one: usize, other: usize) -> Vec<Bytes> {
        [one, other]
            .map(|it| self.page.names[it].bytes.clone())
            .to_vec()
    }

    fn stated(&self, draft: Draft, at: &Bytes) -> Option<Fact<MentionId>> {
        let sentence = &self.page.sentences[self.page.sentence_at(at.start)?];
        Some(draft.fact(self.page, sentence, at))
    }
}

/// The cell of a row in the first column of a sort.
fn first_under<'t>(columns: &[Column], cells: &'t Row, wanted: &Column) -> Option<&'t Bytes> {
    let index = columns.iter().position(|it| it == wanted)?;
    cells.get(index)
}
