//! Numbers said of something: each quantity finds its label, its subject, its date and its direction.

use std::collections::{BTreeMap, BTreeSet};

use crate::extract::base::base;
use crate::extract::change::{changed, counted_on};
use crate::extract::draft::{Draft, begins_later};
use crate::extract::figure::{is_told_together, measures_something};
use crate::extract::indicator::Label;
use crate::extract::label;
use crate::extract::lasting::is_lasting;
use crate::extract::leading::holders;
use crate::extract::matcher::{Fill, Match, matches};
use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Page};
use crate::extract::period::Period;
use crate::extract::respectively::Share;
use crate::extract::sentence::Sentence;
use crate::extract::subject::Subjecting;
use crate::extract::when::When;
use crate::lexicon::{Role, Rule};
use crate::model::{
    Change, Decimal, EntityKind, Fact, MentionId, Modality, Observation, Quantity, Statement,
};
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
        together: 1,
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

/// Leaves out counts that a text takes up in fewer words (签约落地项目132个 … 签约落地的|132个|项目占12%).
pub(super) fn drop_taken_up(page: &Page<'_>, facts: &mut Vec<Fact<MentionId>>) {
    let key = |it: &Observation<MentionId>| {
        let subject = it.subject.map(|it| page.names[it.0].name.clone());
        let Quantity {
            value, unit_text, ..
        } = &it.quantity;
        (subject, *value, unit_text.clone(), it.date, it.change)
    };
    let mut labels: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for fact in facts.iter() {
        if let Statement::Observation(it) = &fact.statement {
            labels
                .entry(key(it))
                .or_default()
                .insert(it.indicator.clone());
        }
    }
    facts.retain(|fact| match &fact.statement {
        Statement::Observation(it) if fact.evidence.rule.as_str() == "observation/counted" => {
            let longer =
                |other: &String| other.len() > it.indicator.len() && other.ends_with(&it.indicator);
            !labels.get(&key(it)).is_some_and(|it| it.iter().any(longer))
        }
        _ => true,
    });
}

/// Leaves out figures without a date that the page states with one: a heading says in short what the text below says.
pub(super) fn drop_repeats(page: &Page<'_>, facts: &mut Vec<Fact<MentionId>>) {
    let key = |fact: &Fact<MentionId>, it: &Observation<MentionId>| {
        let subject = it.subject.map(|it| page.names[it.0].name.clone());
        let Quantity {
            value, unit_text, ..
        } = &it.quantity;
        (
            subject,
            it.indicator.clone(),
            *value,
            unit_text.clone(),
            it.change,
            fact.evidence.modality,
        )
    };
    let dated: BTreeSet<_> = facts
        .iter()
        .filter_map(|fact| match &fact.statement {
            Statement::Observation(it) if it.date.is_some() => Some(key(fact, it)),
            _ => None,
        })
        .collect();
    facts.retain(|fact| match &fact.statement {
        Statement::Observation(it) => it.date.is_some() || !dated.contains(&key(fact, it)),
        _ => true,
    });
}

/// What was made of a quantity, for those that follow.
pub(super) struct Made {
    fact: Fact<MentionId>,
    /// What it measures.
    pub(super) label: Label,
    /// Whose it is.
    pub(super) subject: Option<usize>,
    /// When it was.
    pub(super) when: When,
    part: bool,
    /// Where the number begins.
    pub(super) at: usize,
}

/// Walks over the numbers of a sentence.
pub(super) struct Reader<'p, 'a> {
    /// The page.
    pub(super) page: &'p Page<'a>,
    /// Who its clauses are about.
    pub(super) subjecting: &'p Subjecting,
    /// The sentence.
    pub(super) sentence: &'p Sentence,
    /// Numbers that rules of the rule files name, by their position.
    by_rule: BTreeMap<usize, Label>,
    /// What was made of the numbers before.
    pub(super) made: Vec<Made>,
    /// Whether a number of this sentence fell to the area, because only areas have it.
    pub(super) of_area: bool,
    /// How many numbers were read together last (A、B、C).
    pub(super) together: usize,
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
            self.push(measures[at], Share::of(label));
            return 1;
        }
        if self.is_apposed(&segment, measure) || is_told_together(page, measure) {
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
        let run = self.run(measures, at);
        if run > 1
            && let Some(shares) = self.shares(&label, run, &segment)
        {
            for (&measure, mut share) in measures.iter().skip(at).zip(shares) {
                let own = self.own_change(page.measures[measure].bytes.start);
                share.label.change = own.map_or(share.label.change, |it| it.0);
                self.push(measure, share);
            }
            self.together = run;
            return run;
        }
        let counts = matches!(
            measure.unit_class,
            Some(UnitClass::Counter | UnitClass::Kind)
        );
        let unnamed = !counts && page.is_word("figure_noun", &label.text); // 这两个数字分别是…
        if unnamed || page.is_word("no_label", &label.text) {
            return 1;
        }
        if run > 1 && page.has_word_in("respectively", &segment) {
            for &measure in measures.iter().skip(at).take(run) {
                self.push(measure, Share::of(label.clone())); // no list says of what each is
            }
            self.together = run;
            return run;
        }
        self.together = 1;
        self.single(measures[at], label, &segment);
        1
    }

    /// Reads a quantity that shares its label with no other: that of one, or of each who holds or makes it up.
    fn single(&mut self, at: usize, label: Label, segment: &Bytes) {
        let page = self.page;
        let measure = &page.measures[at];
        let mut holders = holders(page, &clause_of(self.sentence, measure.bytes.start), &label);
        if holders.is_empty() {
            holders = self.each_area(segment, measure);
        }
        if !holders.is_empty() {
            for holder in holders {
                self.push(at, Share::of(label.clone()).by(holder));
            }
        } else if label.items.len() > 1 && page.has_word_in("each", segment) {
            for item in &label.items {
                self.push(at, Share::of(label.with_text(item.clone())));
            }
        } else {
            self.push(at, Share::of(label));
        }
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

    /// The text between the quantity before and this one, inside the clause.
    fn segment(&self, measures: &[usize], at: usize) -> Bytes {
        let start = self.page.measures[measures[at]].bytes.start;
        let clause = clause_of(self.sentence, start);
        let before = at.checked_sub(1).map_or(clause.start, |it| {
            self.page.measures[measures[it]].bytes.end
        });
        before.max(clause.start).min(start)..start
    }

    fn push(&mut self, measure: usize, share: Share) {
        let measure = &self.page.measures[measure];
        let Share { label, .. } = &share;
        let subject = share.subject.or_else(|| self.subject(label, measure));
        let period = Period {
            page: self.page,
            sentence: self.sentence,
            label,
            measure,
            before: self.made.last().map(|it| it.when),
            of_project: self.is_of_project(subject, label),
            of_company: subject.is_some_and(|it| self.page.is_kind(it, EntityKind::Company)),
        };
        let clause = clause_of(self.sentence, measure.bytes.start);
        let part = self.page.word_at("among_them", clause.start).is_some();
        let taken = || {
            self.taken_date(measure, label)
                .filter(|_| part && !label.attributive || label.is_share())
        };
        let when = share.when.or_else(taken).or_else(|| period.when());
        let when = when.unwrap_or_default();
        let (quantity, change) = changed(self.page, measure, label);
        let within = part.then(|| self.whole(measure)).flatten();
        let differs = change != Change::Level || measure.unit_class == Some(UnitClass::Ratio);
        let lead = self.lead(measure.bytes.start);
        let base = || base(self.page, self.sentence, &lead, when);
        let observation = Observation {
            subject: subject.map(MentionId),
            indicator: label.text.clone(),
            quantity,
            change,
            date: when.date,
            start: when.start,
            base: differs.then(base).flatten(),
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
        let mut fact = draft.fact(self.page, self.sentence, &measure.bytes);
        if share.label.from && !begins_later(self.page, when.date) {
            fact.evidence.modality = Modality::Actual; // 将由|50万吨|提高到60万吨: where a plan sets out from is so
        }
        self.made.push(Made {
            fact,
            label: share.label,
            subject,
            when,
            part,
            at: measure.bytes.start,
        });
    }

    /// 产能100万吨，|其中|某产品20万吨: when the whole before a part or share is, if it tells and no date stands before the part.
    fn taken_date(&self, part: &Measure, label: &Label) -> Option<When> {
        let page = self.page;
        let clause = clause_of(self.sentence, part.bytes.start);
        let dated = |range: Bytes| !page.moments_in(&range).is_empty();
        let own = dated(clause.start..part.bytes.start);
        if label.is_share() {
            let last = self.made.last().filter(|_| !own && !label.from)?;
            return last.when.date.is_some().then_some(last.when);
        }
        let whole = self.made.last().filter(|it| !it.part && !own)?;
        let Statement::Observation(made) = &whole.fact.statement else {
            return None;
        };
        let same = made.quantity.unit_text == part.quantity.unit_text;
        let refused = dated(self.sentence.bytes.start..whole.at.max(self.sentence.bytes.start));
        let tells = whole.when.date.is_some() || is_lasting(page, &whole.label) || refused;
        (same && tells).then_some(whole.when)
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
