//! What a number measures: the noun phrase before it, or behind it.

use crate::extract::item::items;
use crate::extract::page::{Bytes, Page};
use crate::extract::segment::Class;
use crate::lexicon::{Hit, WordSet};
use crate::model::{Change, EntityKind};
use crate::quantity::{Measure, UnitClass};

/// The label of a quantity.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    /// The noun phrase, as an indicator.
    pub(super) text: String,
    /// Its parts, where it is a list (COD、SO2排放量).
    pub(super) items: Vec<String>,
    /// Where it stands.
    pub(super) bytes: Bytes,
    /// Level, rise or fall.
    pub(super) change: Change,
    /// Whose it is, where the words around the number say so.
    pub(super) subject: Option<usize>,
    /// Whether the number describes a noun (投资200亿元的…项目).
    pub(super) attributive: bool,
    /// Whether the number counts a list that ends in 等.
    pub(super) listed: bool,
    /// Whether it is the first of two levels (由39亿元增长到205亿元).
    pub(super) from: bool,
    /// The rule that found it.
    pub(super) rule: &'static str,
    /// How sure it is.
    pub(super) confidence: f64,
}

impl Label {
    /// The same label with another text.
    pub(super) fn with_text(&self, text: String) -> Self {
        Self {
            text,
            ..self.clone()
        }
    }
}

/// The label of a quantity, given the text before it in its clause and the label before it in its sentence.
pub(super) fn find(
    page: &Page<'_>,
    segment: &Bytes,
    measure: &Measure,
    last: Option<&Label>,
) -> Option<Label> {
    let finder = Finder { page, measure };
    if finder.belongs_before(segment) {
        return finder.described(segment);
    }
    if measure.change.is_some() && finder.phrase(segment.clone()).is_none() {
        return last.map(|last| Label {
            attributive: false,
            from: false,
            rule: "observation/changed",
            ..last.clone()
        });
    }
    finder
        .grown_to(segment, last)
        .or_else(|| finder.attributive(segment))
        .or_else(|| finder.counted(segment))
        .or_else(|| finder.changed(segment, last))
        .or_else(|| finder.share(segment, last))
        .or_else(|| finder.plain(segment))
        .or_else(|| finder.described(segment))
        .or_else(|| finder.repeated(segment, last))
}

struct Finder<'p, 'a> {
    page: &'p Page<'a>,
    measure: &'p Measure,
}

impl Finder<'_, '_> {
    fn set(&self, list: &str) -> WordSet {
        self.page.lexicon.words(list)
    }

    /// 60%|的核电产品、|50%的…: the words before a number describe the number before it.
    fn belongs_before(&self, segment: &Bytes) -> bool {
        let text = self.page.slice(segment.clone());
        let particle = self.page.lexicon.particle();
        let behind = self
            .page
            .slice(self.measure.bytes.end..self.page.text.len())
            .starts_with(particle);
        text.starts_with(particle) && behind
    }

    /// 由39亿元增长到|205亿元: the second level has the label of the first.
    fn grown_to(&self, segment: &Bytes, last: Option<&Label>) -> Option<Label> {
        let last = last.filter(|it| it.from)?;
        let end = self.cut_right(segment.clone());
        let verb = self.page.words_in(self.set("grown_to"), segment).next()?;
        let only = self.page.slice(segment.start..verb.start).trim().is_empty() && end <= verb.end;
        only.then(|| Label {
            from: false,
            change: Change::Level,
            bytes: segment.clone(),
            rule: "observation/from to",
            ..last.clone()
        })
    }

    /// 投资|200亿元|的华晨宝马里达工厂: the number belongs to what it describes.
    fn attributive(&self, segment: &Bytes) -> Option<Label> {
        let particle = self.page.lexicon.particle();
        let after = self.measure.bytes.end;
        let next = self
            .page
            .slice(after..self.page.text.len())
            .starts_with(particle)
            .then_some(after + particle.len())?;
        let next = next
            + self
                .page
                .slice(next..self.page.text.len())
                .chars()
                .take_while(|it| matches!(it, '“' | '"'))
                .map(char::len_utf8)
                .sum::<usize>();
        let name = self.page.name_at(next).filter(|&it| {
            matches!(
                self.page.names[it].kind,
                EntityKind::Project | EntityKind::Company | EntityKind::Park
            )
        })?;
        let bytes = self.phrase(segment.clone())?;
        let mut label = self.label(bytes, "observation/attributive");
        label.subject = Some(name);
        label.attributive = true;
        Some(label)
    }

    /// 4条|区域水资源循环生态链: what is counted stands behind the number.
    fn counted(&self, segment: &Bytes) -> Option<Label> {
        if !matches!(
            self.measure.unit_class,
            Some(UnitClass::Counter | UnitClass::Kind | UnitClass::Percent)
        ) {
            return None;
        }
        if self.measure.unit_class == Some(UnitClass::Percent)
            && self.page.slice(self.measure.number.clone()).ends_with('%')
        {
            return None;
        }
        let bytes = self.noun_behind(self.measure.bytes.end)?;
        let mut label = self.label(bytes, "observation/counted");
        label.listed = self
            .page
            .slice(segment.clone())
            .ends_with(self.page.lexicon.and_others());
        label.change = self.leading_change(segment);
        label.subject = self.actor_before(segment);
        Some(label)
    }

    /// 同比增长|12.3%: the label is what grew, here or before.
    fn changed(&self, segment: &Bytes, last: Option<&Label>) -> Option<Label> {
        let end = self.cut_right(segment.clone());
        let (hit, increase) = ["increase", "decrease"].into_iter().find_map(|list| {
            let hit = self
                .page
                .word_ending(self.set(list), end)
                .filter(|hit| hit.start >= segment.start)?;
            Some((hit, list == "increase"))
        })?;
        let change = if increase {
            Change::Increase
        } else {
            Change::Decrease
        };
        let rule = "observation/changed";
        match self.phrase(segment.start..hit.start) {
            Some(bytes) if !bytes.is_empty() => {
                let mut label = self.label(bytes, rule);
                label.change = change;
                label.subject = label.subject.or_else(|| self.actor_before(segment));
                Some(label)
            }
            _ => match last {
                Some(last) => Some(Label {
                    change,
                    attributive: false,
                    from: false,
                    rule,
                    bytes: last.bytes.start.min(hit.start)..hit.end,
                    ..last.clone()
                }),
                None => {
                    let own = self
                        .page
                        .word_at(self.set("change_label"), hit.start)
                        .filter(|own| own.end >= hit.end)?;
                    let mut label = self.label(own.start..own.end, rule);
                    label.change = change;
                    Some(label)
                }
            },
        }
    }

    /// 占全国的|26%: a share of the number before.
    fn share(&self, segment: &Bytes, last: Option<&Label>) -> Option<Label> {
        let last = last?;
        let verb = self.page.words_in(self.set("share"), segment).next()?;
        if !self
            .page
            .slice(segment.start..verb.start)
            .trim_matches(['，', '、', ' '])
            .is_empty()
        {
            return None;
        }
        let end = self.cut_right(segment.clone());
        let whole = self
            .page
            .slice(verb.start..end.max(verb.end))
            .trim_end_matches(self.page.lexicon.particle());
        Some(Label {
            text: format!("{}{whole}", last.text),
            items: Vec::new(),
            bytes: verb.start..end.max(verb.end),
            change: Change::Level,
            attributive: false,
            from: false,
            rule: "observation/share",
            ..last.clone()
        })
    }

    /// 工业总产值达到|946.1亿元: the noun phrase before the number.
    fn plain(&self, segment: &Bytes) -> Option<Label> {
        let end = self.cut_right(segment.clone());
        let from = self
            .page
            .word_ending(self.set("from"), end)
            .filter(|hit| hit.start >= segment.start);
        let bytes = self.phrase(segment.start..from.map_or(segment.end, |hit| hit.start))?;
        let start = bytes.start;
        let mut label = self.label(bytes, "observation/plain");
        label.from = from.is_some();
        label.change = self.leading_change(&(start..segment.end));
        label.subject = self.actor_before(&(segment.start..start));
        if self.measure.unit_class == Some(UnitClass::Time)
            && !self.page.has_word_in("duration", segment)
        {
            return None;
        }
        Some(label)
    }

    /// 首次突破|300亿元|大关: the level of the label before, said again.
    fn repeated(&self, segment: &Bytes, last: Option<&Label>) -> Option<Label> {
        let idle = self.cut_right(segment.clone()) <= segment.start + 3
            && self.measure.unit_class != Some(UnitClass::Time);
        last.filter(|_| idle && segment.len() > 3)
            .map(|last| Label {
                change: Change::Level,
                attributive: false,
                from: false,
                rule: "observation/repeated",
                confidence: 0.7,
                ..last.clone()
            })
    }

    /// 60%|的核电产品, 20%|通过电网回购绿电: what the number is a share of stands behind it.
    fn described(&self, segment: &Bytes) -> Option<Label> {
        if self.measure.unit_class == Some(UnitClass::Time) {
            return None;
        }
        let particle = self.page.lexicon.particle();
        let after = self.measure.bytes.end;
        let skip = if self
            .page
            .slice(after..self.page.text.len())
            .starts_with(particle)
        {
            particle.len()
        } else {
            0
        };
        let bytes = self.noun_behind(after + skip)?;
        let mut label = self.label(bytes, "observation/described");
        label.subject = self.actor_before(segment);
        label.confidence = 0.7;
        Some(label)
    }

    fn label(&self, bytes: Bytes, rule: &'static str) -> Label {
        let text = tidy(self.page.slice(bytes.clone()));
        let parts: Vec<Bytes> = items(self.page, &bytes);
        let items = if parts.len() > 1 {
            self.spread(&parts)
        } else {
            Vec::new()
        };
        Label {
            text,
            items,
            bytes,
            change: Change::Level,
            subject: None,
            attributive: false,
            listed: false,
            from: false,
            rule,
            confidence: 0.88,
        }
    }

    /// The full labels of a list: in 单位工业增加值COD、SO2排放量 each Latin name takes the words around the list.
    fn spread(&self, parts: &[Bytes]) -> Vec<String> {
        let latin = |bytes: &Bytes| {
            let text = self.page.slice(bytes.clone());
            let start = text.find(|it: char| it.is_ascii_alphanumeric())?;
            let run = text.get(start..)?;
            let length = run
                .find(|it: char| !it.is_ascii_alphanumeric())
                .unwrap_or(run.len());
            Some((text.get(..start)?, run.get(..length)?, run.get(length..)?))
        };
        let runs: Option<Vec<_>> = parts.iter().map(latin).collect();
        match runs {
            Some(runs) => {
                let before = runs.first().map_or("", |it| it.0);
                let behind = runs.last().map_or("", |it| it.2);
                runs.iter()
                    .map(|(_, run, _)| tidy(&format!("{before}{run}{behind}")))
                    .collect()
            }
            None => parts
                .iter()
                .map(|it| tidy(self.page.slice(it.clone())))
                .collect(),
        }
    }

    /// The end of a segment without the verbs and adverbs that lead to the number.
    fn cut_right(&self, segment: Bytes) -> usize {
        let mut end = segment.end;
        loop {
            let text = self.page.slice(segment.start..end);
            let trimmed = text.trim_end_matches(['：', ':', ' ', '“', '”', '(', ')', '"']);
            end = segment.start + trimmed.len();
            if let Some(rest) = trimmed.strip_suffix(self.page.lexicon.particle())
                && self
                    .page
                    .moment_ending(segment.start + rest.len())
                    .is_some()
            {
                end = segment.start + rest.len();
                continue;
            }
            let moment = self
                .page
                .moment_ending(end)
                .filter(|it| it.bytes.start >= segment.start);
            if let Some(moment) = moment {
                end = moment.bytes.start;
                continue;
            }
            match self
                .page
                .word_ending(self.set("value_verb"), end)
                .filter(|hit| hit.start >= segment.start && self.page.stands_alone(*hit))
            {
                Some(hit) => end = hit.start,
                None => return end,
            }
        }
    }

    /// The noun phrase of a segment: without dates, subject, connecting words and verbs at its edges.
    fn phrase(&self, segment: Bytes) -> Option<Bytes> {
        let end = self.cut_right(segment.clone());
        let mut start = self.after_last_break(&(segment.start..end));
        loop {
            let text = self.page.slice(start..end);
            let trimmed = text.trim_start_matches(['、', '，', '“', '”', '"', ' ', ')', '：', '·']);
            start += text.len() - trimmed.len();
            if start >= end {
                return None;
            }
            let moment = self
                .page
                .moment_at(start)
                .map(|it| self.page.moments[it].bytes.end)
                .filter(|&it| it <= end);
            let actor = self
                .page
                .name_at(start)
                .filter(|&it| is_owner(self.page.names[it].kind))
                .map(|it| self.page.names[it].bytes.end)
                .filter(|&it| it < end);
            let word = self
                .page
                .word_at(self.set("label_lead"), start)
                .filter(|hit| self.page.stands_alone(*hit))
                .map(|hit| hit.end)
                .filter(|&it| it < end);
            match moment.or(actor).or(word) {
                Some(next) => start = next,
                None => break,
            }
        }
        let text = self.page.slice(start..end);
        (text.chars().filter(|it| it.is_alphanumeric()).count() > 1
            && !self
                .page
                .lexicon
                .has_word(self.set("class_word_only"), text))
        .then_some(start..end)
    }

    /// The place after the last word that cannot be inside a label: 等, 其中, a verb that governs it.
    fn after_last_break(&self, segment: &Bytes) -> usize {
        self.page
            .words_in(self.set("label_break"), segment)
            .filter(|hit| hit.end < segment.end && self.page.name_over(hit.start).is_none())
            .map(|hit| hit.end)
            .max()
            .unwrap_or(segment.start)
    }

    /// The noun phrase that begins here, up to a mark, a quantity or a word that begins a predicate.
    fn noun_behind(&self, start: usize) -> Option<Bytes> {
        let sentence = self.page.sentence_at(start)?;
        let clause = crate::extract::modality::clause_of(&self.page.sentences[sentence], start);
        let next = self
            .page
            .measure_from(start)
            .map_or(clause.end, |it| it.bytes.start);
        let limit = clause.end.min(next);
        let relative = self
            .page
            .slice(start..limit)
            .rfind(self.page.lexicon.particle())
            .map(|at| start + at);
        let mut end = start;
        for token in self
            .page
            .tokens(sentence)
            .iter()
            .filter(|it| it.bytes.start >= start && it.bytes.end <= limit)
        {
            let word = self.page.slice(token.bytes.clone());
            let mark = !word
                .chars()
                .all(|it| it.is_alphanumeric() || matches!(it, '-' | '/' | '(' | ')' | '“' | '”'));
            let inside =
                relative.is_some_and(|at| token.bytes.start <= at) && end == token.bytes.start;
            let joins = self.page.lexicon.has_word(self.set("list_mark"), word);
            if mark && !joins || joins && end == start {
                break;
            }
            let predicate = matches!(token.class, Class::Verb | Class::Function | Class::Number)
                && !self.page.lexicon.has_word(self.set("name_part"), word)
                && !self.page.lexicon.has_word(self.set("list_mark"), word);
            if predicate && !inside
                || self.page.lexicon.has_word(self.set("phrase_stop"), word) && !inside
            {
                break;
            }
            end = token.bytes.end;
        }
        let text = self.page.slice(start..end).trim_end_matches('、');
        if self
            .page
            .lexicon
            .has_word(self.set("class_word_only"), text)
        {
            return None;
        }
        let bytes = start..start + text.len();
        (text.chars().filter(|it| it.is_alphanumeric()).count() > 1).then_some(bytes)
    }

    /// 新增, 减少 in front of the label say that the number is a difference.
    fn leading_change(&self, segment: &Bytes) -> Change {
        let clause_start = self
            .page
            .sentence_at(segment.start)
            .map_or(segment.start, |it| {
                crate::extract::modality::clause_of(&self.page.sentences[it], segment.start).start
            });
        let around = segment.start.saturating_sub(12).max(clause_start)..segment.end;
        let until = segment.end;
        let part_of_noun = |hit: Hit| {
            let lead = self.page.lexicon.has_word(
                self.set("change_label"),
                self.page.slice(hit.start..hit.end),
            );
            let lists = [
                self.set("not_changed"),
                self.set(if lead { "indicator" } else { "not_changed" }),
            ];
            let first = self
                .page
                .hits
                .partition_point(|it| it.start + 60 < hit.start);
            let near = self
                .page
                .hits
                .iter()
                .skip(first)
                .take_while(|it| it.start <= hit.start);
            let mut over =
                near.filter(|it| it.end >= hit.end && it.end - it.start > hit.end - hit.start);
            over.any(|&it| {
                lists
                    .iter()
                    .any(|&list| self.page.lexicon.is_word(it, list))
            })
        };
        let begins = |list: &str| {
            let mut words = self.page.words_in(self.set(list), &around);
            words.any(|hit| hit.end <= until && !part_of_noun(hit))
        };
        if begins("increase_lead") {
            Change::Increase
        } else if begins("decrease_lead") {
            Change::Decrease
        } else {
            Change::Level
        }
    }

    /// A park, company or project that stands in the segment before the label.
    fn actor_before(&self, segment: &Bytes) -> Option<usize> {
        let listed = self
            .page
            .slice(segment.clone())
            .ends_with(self.page.lexicon.and_others());
        let names = self.page.names_in(segment);
        if listed || names.len() != 1 {
            return None;
        }
        let name = names.start;
        let direct = self.page.names[name].bytes.start == segment.start
            || self
                .page
                .slice(segment.start..self.page.names[name].bytes.start)
                .trim_matches(['、', '，', ' '])
                .is_empty();
        (direct && is_owner(self.page.names[name].kind)).then_some(name)
    }
}

fn is_owner(kind: EntityKind) -> bool {
    matches!(
        kind,
        EntityKind::Park | EntityKind::Company | EntityKind::Project | EntityKind::Place
    )
}

/// A label without quotation marks and stray marks at its edges.
fn tidy(text: &str) -> String {
    text.replace(['“', '”', '"', '‘', '’', ' ', '\t', '\n'], "")
        .trim_matches(['、', '，', '：', '·', '—', '-'])
        .to_owned()
}
