//! Numbers said of something: each quantity finds its label, its subject, its date and its direction.

use std::collections::BTreeMap;

use crate::extract::change::counted_on;
use crate::extract::draft::Draft;
use crate::extract::figure::measures_something;
use crate::extract::indicator::Label;
use crate::extract::label;
use crate::extract::leading::{holders, listed};
use crate::extract::matcher::{Fill, Match, matches};
use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Page};
use crate::extract::period::Period;
use crate::extract::sentence::Sentence;
use crate::extract::subject::{Subjecting, Subjects};
use crate::lexicon::{Role, Rule};
use crate::model::{Change, Decimal, EntityKind, Fact, MentionId, Observation, Statement};
use crate::quantity::{Measure, UnitClass};

/// The observations of a sentence, in text order.
pub(super) fn observations(
    page: &Page<'_>,
    subjecting: &Subjecting,
    sentence: &Sentence,
) -> Vec<Fact<MentionId>> {
    let mut reader = Reader {
        by_rule: by_rule(page, sentence),
        page,
        subjecting,
        sentence,
        made: Vec::new(),
        of_area: false,
    };
    let measures: Vec<usize> = page
        .measures_in(&sentence.bytes)
        .filter(|&it| measures_something(page, &page.measures[it]))
        .collect();
    let mut at = 0;
    while at < measures.len() {
        at += reader.group(&measures, at);
    }
    reader.made.into_iter().map(|made| made.fact).collect()
}

/// What was made of a quantity, for those that follow.
struct Made {
    fact: Fact<MentionId>,
    label: Label,
    subject: Option<usize>,
    part: bool,
    at: usize,
}

struct Reader<'p, 'a> {
    page: &'p Page<'a>,
    subjecting: &'p Subjecting,
    sentence: &'p Sentence,
    /// Numbers that rules of the rule files name, by their position.
    by_rule: BTreeMap<usize, Label>,
    made: Vec<Made>,
    /// Whether a number of this sentence fell to the area, because only areas have it.
    of_area: bool,
}

/// The numbers of a sentence that rules read, each with what it measures; of several rules the surest.
fn by_rule(page: &Page<'_>, sentence: &Sentence) -> BTreeMap<usize, Label> {
    let mut labels: BTreeMap<usize, Label> = BTreeMap::new();
    let rules = page.lexicon.rules().iter();
    for rule in rules.filter(|it| it.indicator.is_some()) {
        for found in matches(page, &rule.pattern, sentence) {
            let Some((measure, label)) = labelled(rule, &found) else {
                continue;
            };
            let known = labels.get(&measure).map_or(0.0, |it| it.confidence);
            if label.confidence > known {
                labels.insert(measure, label);
            }
        }
    }
    labels
}

/// The number of a match, with the label that its rule gives.
fn labelled(rule: &Rule, found: &Match) -> Option<(usize, Label)> {
    let measure = found.slots.iter().find_map(|(role, fill)| match fill {
        Fill::Measure(measure) if *role == Role::Value => Some(*measure),
        _ => None,
    })?;
    let subject = found.slots.iter().find_map(|(role, fill)| match fill {
        Fill::Names(names) if *role == Role::Subject => names.first().copied(),
        _ => None,
    });
    Some((measure, Label::by_rule(rule, found.bytes.clone(), subject)?))
}

impl Reader<'_, '_> {
    /// Reads the quantity at `at` and those that share its label (分别为8.8%、6.5%); gives how many.
    fn group(&mut self, measures: &[usize], at: usize) -> usize {
        let page = self.page;
        let segment = self.segment(measures, at);
        let measure = &page.measures[measures[at]];
        if let Some(label) = self.by_rule.remove(&measures[at]) {
            self.push(measures[at], &label, None);
            return 1;
        }
        if self.is_apposed(&segment, measure) {
            return 1;
        }
        let last = self.last_of_unit(measure).map(|it| &it.label);
        let Some(mut label) = label::find(page, &segment, measure, last) else {
            return 1;
        };
        let added = last.is_some_and(|it| it.change == Change::Increase);
        if added && counted_on(page, &label.noun, &segment, measure) {
            label.change = Change::Increase;
        }
        if page.has_word_in("respectively", &segment) {
            let run = self.run(measures, at);
            let shares = self.shares(&label, run, measure.bytes.start);
            if run > 1 && shares.len() == run {
                for (&measure, (label, subject)) in measures.iter().skip(at).zip(shares) {
                    self.push(measure, &label, subject);
                }
                return run;
            }
        }
        let holders = holders(page, &clause_of(self.sentence, measure.bytes.start), &label);
        if !holders.is_empty() {
            for holder in holders {
                self.push(measures[at], &label, Some(holder));
            }
        } else if label.items.len() > 1 && page.has_word_in("each", &segment) {
            for item in &label.items {
                self.push(measures[at], &label.with_text(item.clone()), None);
            }
        } else {
            self.push(measures[at], &label, None);
        }
        1
    }

    /// What was read last; of a number in a unit other than per cent, what was read last in this unit, unless something
    /// else has grown since (主营业务收入增长24%，|达到72亿元).
    fn last_of_unit(&self, measure: &Measure) -> Option<&Made> {
        let share = matches!(
            measure.unit_class,
            Some(UnitClass::Percent | UnitClass::Point | UnitClass::Ratio) | None
        );
        let same = |made: &&Made| match &made.fact.statement {
            Statement::Observation(it) => it.quantity.unit_text == measure.quantity.unit_text,
            _ => false,
        };
        let last = self.made.last();
        let of_unit = self.made.iter().rev().find(same);
        let grew = last.filter(|it| it.label.change != Change::Level);
        let other = grew.filter(|it| of_unit.is_none_or(|of| of.label.noun != it.label.noun));
        if share || other.is_some() {
            last
        } else {
            of_unit.or(last)
        }
    }

    /// A、B、C|三家|企业: the number only says how many have been named.
    fn is_apposed(&self, segment: &Bytes, measure: &Measure) -> bool {
        let page = self.page;
        let names = page.names_in(segment);
        let last = names.clone().next_back().map(|it| page.names[it].bytes.end);
        let count = Decimal::from(names.len());
        let behind = last.is_some_and(|end| end == measure.bytes.start);
        let companies = names
            .clone()
            .all(|it| page.is_kind(it, EntityKind::Company));
        names.len() > 1 && companies && behind && count == measure.quantity.value
    }

    /// What each quantity of a run is said of: the items of the label, the labels before, or the subjects.
    fn shares(&self, label: &Label, run: usize, at: usize) -> Vec<(Label, Option<usize>)> {
        if label.items.len() == run {
            let items = label.items.iter().cloned();
            return items.map(|it| (label.with_text(it), None)).collect();
        }
        let before = self.made.iter().skip(self.made.len().saturating_sub(run));
        let repeats = |it: &Made| it.label.text == label.text && it.label.change != label.change;
        if before.len() == run && self.made.last().is_some_and(repeats) {
            let share = |it: &Made| {
                let label = Label {
                    change: label.change,
                    ..it.label.clone()
                };
                (label, it.subject)
            };
            return before.map(share).collect();
        }
        if let Some(of) = label.share.as_ref().filter(|_| before.len() == run) {
            let share = |it: &Made| {
                let text = format!("{}{of}", it.label.text);
                (label.with_text(text), it.subject)
            };
            return before.map(share).collect();
        }
        let mut subjects = self.subjecting.at(self.page, at).names;
        if subjects.len() != run {
            let clause = clause_of(self.sentence, at);
            subjects = listed(self.page, &clause);
            let before = self
                .sentence
                .clauses
                .iter()
                .rfind(|it| it.end <= clause.start);
            if let Some(before) = before.filter(|_| subjects.is_empty()) {
                subjects = listed(self.page, before); // 做大甲、乙，|产值分别达到…
            }
        }
        let subjects = subjects.into_iter();
        subjects.map(|it| (label.clone(), Some(it))).collect()
    }

    /// The text between the quantity before and this one, inside the clause.
    fn segment(&self, measures: &[usize], at: usize) -> Bytes {
        let start = self.page.measures[measures[at]].bytes.start;
        let clause = clause_of(self.sentence, start);
        let before = at.checked_sub(1).map_or(clause.start, |it| {
            self.page.measures[measures[it]].bytes.end
        });
        before.max(clause.start).min(start)..start
    }

    /// How many quantities stand side by side with nothing but list marks between.
    fn run(&self, measures: &[usize], at: usize) -> usize {
        let joined = |it: &usize| {
            let (one, next) = (
                &self.page.measures[measures[*it]],
                &self.page.measures[measures[*it + 1]],
            );
            self.page.is_word(
                "list_mark",
                self.page.slice(one.bytes.end..next.bytes.start),
            )
        };
        1 + (at..measures.len() - 1).take_while(joined).count()
    }

    fn push(&mut self, measure: usize, label: &Label, subject: Option<usize>) {
        let measure = &self.page.measures[measure];
        let subject = subject.or_else(|| self.subject(label, measure));
        let period = Period {
            page: self.page,
            sentence: self.sentence,
            label,
            measure,
            of_project: self.is_of_project(subject, label),
        };
        let date = period.date();
        let part = self
            .page
            .word_at(
                "among_them",
                clause_of(self.sentence, measure.bytes.start).start,
            )
            .is_some();
        let within = part.then(|| self.whole(measure)).flatten();
        let change = measure.change.unwrap_or(label.change);
        let observation = Observation {
            subject: subject.map(MentionId),
            indicator: label.text.clone(),
            quantity: measure.quantity.clone(),
            change,
            date,
            within: within.map(Box::new),
        };
        let mut spans = vec![label.bytes.clone(), measure.bytes.clone()];
        spans.extend(subject.map(|it| self.page.names[it].bytes.clone()));
        let draft = Draft {
            rule: label.rule.clone(),
            confidence: label.confidence,
            spans,
            statement: Statement::Observation(observation),
        };
        let fact = draft.fact(self.page, self.sentence, &measure.bytes);
        self.made.push(Made {
            fact,
            label: label.clone(),
            subject,
            part,
            at: measure.bytes.start,
        });
    }

    /// Whether a project has the number, or a company invests it in one.
    fn is_of_project(&self, subject: Option<usize>, label: &Label) -> bool {
        let page = self.page;
        let is_kind = |kind: EntityKind| subject.is_some_and(|it| page.is_kind(it, kind));
        is_kind(EntityKind::Project)
            || is_kind(EntityKind::Company) && page.has_word_in("investment_label", &label.noun)
    }

    /// Whose number it is.
    fn subject(&mut self, label: &Label, measure: &Measure) -> Option<usize> {
        let stated = self.invested_in(label, measure).or(label.subject);
        if stated.is_some() {
            return stated;
        }
        let subjects = self.subjecting.at(self.page, measure.bytes.start);
        let is_kind = |name: usize, kind: EntityKind| self.page.is_kind(name, kind);
        let of_park = subjects
            .names
            .iter()
            .any(|&it| is_kind(it, EntityKind::Park));
        let inside = !of_park && self.is_inside(label);
        let of_area = self.is_of_area(label, &subjects);
        if let Some(park) = subjects.park.filter(|_| inside || of_area) {
            self.of_area |= of_area;
            return Some(park);
        }
        let park = || {
            let before = self
                .page
                .last_name(EntityKind::Park, measure.bytes.start)
                .filter(|&it| self.page.names[it].bytes.start >= self.sentence.bytes.start);
            self.subjecting.topic.or(before)
        };
        match subjects.names.as_slice() {
            [one] => Some(*one),
            [] => park(),
            _ if label.listed => park(),
            several => {
                let mut parks = several.iter().filter(|it| is_kind(**it, EntityKind::Park));
                let first = several.first().copied();
                parks.next().copied().or_else(|| {
                    match first.filter(|&it| is_kind(it, EntityKind::Company)) {
                        Some(_) => park(),
                        None => first,
                    }
                })
            }
        }
    }

    /// 投资|6000万元|实施|某项目: what is invested is the project's.
    fn invested_in(&self, label: &Label, measure: &Measure) -> Option<usize> {
        let page = self.page;
        let verb = page.word_at("sign_word", measure.bytes.end)?;
        let invested = page.word_ending("invest_word", label.noun.end).is_some();
        let project = page.name_at(verb.end).filter(|_| invested)?;
        let built = page.is_kind(project, EntityKind::Project)
            || page.is_kind(project, EntityKind::Park)
                && page.is_word("build_verb", page.written(verb));
        built.then_some(project)
    }

    /// 为其配套的|园内|零部件企业: what the clause counts is what the park has.
    fn is_inside(&self, label: &Label) -> bool {
        let clause = clause_of(self.sentence, label.noun.start);
        let before = clause.start..label.noun.end;
        self.page.has_word_in("inside_park", &before)
    }

    /// Whether a number that would fall to a company or project spoken of before is one that only areas have (税收, 入驻企业),
    /// or follows one.
    fn is_of_area(&self, label: &Label, subjects: &Subjects) -> bool {
        let (page, sentence) = (self.page, self.sentence.bytes.start);
        let carried = |&it: &usize| {
            let before = page.names[it].bytes.start < sentence;
            before
                && (page.is_kind(it, EntityKind::Project) || page.is_kind(it, EntityKind::Company))
        };
        !subjects.stated
            && !subjects.names.is_empty()
            && subjects.names.iter().all(carried)
            && (self.of_area
                || page.has_word_in("area_label", &label.noun)
                || page.word_ending("area_counted", label.noun.end).is_some())
    }

    /// The observation that a part belongs to: the last whole with the same unit.
    fn whole(&self, measure: &Measure) -> Option<Observation<MentionId>> {
        let whole = self
            .made
            .iter()
            .rev()
            .find(|made| !made.part && made.at < measure.bytes.start)?;
        let Statement::Observation(observation) = &whole.fact.statement else {
            return None;
        };
        let same = observation.quantity.unit_text == measure.quantity.unit_text
            || measure.unit_class == Some(UnitClass::Percent);
        same.then(|| Observation {
            within: None,
            ..observation.clone()
        })
    }
}
