//! Cells that say in words what a work is (建设内容): their numbers are those of the row's subject.

use crate::extract::change::changed;
use crate::extract::draft::Draft;
use crate::extract::figure::measures_something;
use crate::extract::indicator::Label;
use crate::extract::label;
use crate::extract::page::{Bytes, Page};
use crate::model::{MentionId, Observation, Statement};

/// 年产海绵钛|3万吨|、钛合金材料|2万吨: what the numbers of a cell say of whom its row is about.
pub(super) fn contents(page: &Page<'_>, cell: &Bytes, subject: usize) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut last: Option<Label> = None;
    let mut from = cell.start;
    for measure in page.measures_in(cell).map(|it| &page.measures[it]) {
        let segment = from..measure.bytes.start.max(from);
        from = measure.bytes.end;
        let own = |it: &Label| cell.start <= it.bytes.start && it.bytes.end <= cell.end;
        let found = label::find(page, &segment, measure, last.as_ref());
        let Some(label) = found.filter(|it| own(it) && measures_something(page, measure)) else {
            continue;
        };
        let (quantity, change) = changed(page, measure, &label);
        let observation = Observation {
            subject: Some(MentionId(subject)),
            indicator: label.text.clone(),
            quantity,
            change,
            date: None,
            start: None,
            base: None,
            within: None,
        };
        let name = page.names[subject].bytes.clone();
        drafts.push(Draft {
            rule: label.rule.clone(),
            confidence: label.confidence,
            spans: vec![label.bytes.clone(), measure.bytes.clone(), name],
            statement: Statement::Observation(observation),
        });
        last = Some(label);
    }
    drafts
}
